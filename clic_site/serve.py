"""What `make run` and `make dev` start: database, preparation, server, worker and timed jobs."""

import errno
import fcntl
import http.client
import os
import secrets
import socket
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from clic_site import database
from clic_site.bootstrap import PROJECT_DIR, say
from clic_site.demo.content.conversations import PASSWORD, PEOPLE
from clic_site.supervisor import Program, Supervisor

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
READY_WITHIN_SECONDS = 90
NO = {"0", "false", "f", "no", "n", "off"}
DEMO_SIGN_INS = PEOPLE[:6]  # one for each role; the others only write comments


class StartError(Exception):
    """The site cannot start; the message is one line that says what to do."""


@dataclass(frozen=True)
class Site:
    """One copy of the site, as the environment describes it."""

    data_dir: Path
    host: str
    port: int
    is_demo: bool
    is_dev: bool

    @classmethod
    def from_environment(cls, *, is_dev):
        return cls(
            data_dir=database.data_directory(),
            host=os.environ.get("HOST") or "127.0.0.1",
            port=read_port(os.environ.get("PORT") or "8000"),
            is_demo=is_dev or (os.environ.get("CLIC_DEMO") or "1").lower() not in NO,
            is_dev=is_dev,
        )

    @property
    def verb(self):
        return "make dev" if self.is_dev else "make run"

    def refuse_public_demo(self):
        """The demo's passwords are public, so it must not be reachable from elsewhere."""
        if self.is_demo and self.host not in LOOPBACK:
            raise StartError(
                f"The demo's passwords are public, so it does not listen on {self.host}: "
                "unset HOST, or set CLIC_DEMO=0 for a real site."
            )

    def require_free_port(self):
        """Notice a busy port before the slow steps, not after them."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        places = {(family, self.host)}
        if self.host in LOOPBACK:
            # A stranger on the other one might answer for "localhost" in our place.
            places |= {(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")}
        for family, address in places:
            try:
                with socket.socket(family) as probe:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    probe.bind((address, self.port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise StartError(
                        f"Port {self.port} is in use by another program. "
                        f"Choose another one: PORT={self.port + 1} {self.verb}"
                    ) from None
                if error.errno == errno.EACCES:
                    raise StartError(
                        f"Port {self.port} is reserved for the system. "
                        f"Choose another one: PORT=8000 {self.verb}"
                    ) from None
                if address == self.host:
                    raise StartError(
                        f"HOST={self.host} is no address of this machine."
                    ) from None

    @contextmanager
    def sole_use(self):
        """Hold the data directory: two sites that write into one would spoil it."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            lock = (self.data_dir / "run.lock").open("a+")
        except OSError as error:
            raise StartError(
                f"{self.data_dir} cannot be written ({error.strerror.lower()}): "
                "set CLIC_DATA_DIR to a directory of your own."
            ) from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise StartError(
                    f"CLIC already runs on {self.data_dir} ({lock.read()}). Stop that first, "
                    f"or start a second one: PORT={self.port + 1} CLIC_DATA_DIR=var2 {self.verb}"
                ) from None
            lock.truncate(0)
            lock.write(f"process {os.getpid()}, port {self.port}")
            lock.flush()
            yield

    def fill_environment(self):
        """Set what the settings read and the operator has left to us."""
        chosen = os.environ
        chosen["DJANGO_SETTINGS_MODULE"] = (
            "clic_site.settings.dev" if self.is_dev else "clic_site.settings.production"
        )
        chosen["CLIC_DATA_DIR"] = str(self.data_dir)
        chosen["CLIC_DEMO"] = "1" if self.is_demo else "0"
        chosen["PORT"] = str(self.port)
        # A thread serves one request at a time, also while a film trickles down a slow line.
        # Each holds a connection to the database, of which PostgreSQL admits 100.
        chosen.setdefault("GRANIAN_BLOCKING_THREADS", "32")
        chosen.setdefault("GRANIAN_LOG_LEVEL", "error")
        if self.is_demo:
            chosen.setdefault("PUBLIC_URL", f"http://localhost:{self.port}")
            chosen.setdefault("LOG_LEVEL", "ERROR")
            if not chosen.get("SECRET_KEY"):
                chosen["SECRET_KEY"] = kept_secret(self.data_dir / "secret-key")

    def programs(self):
        """What has to run, the server first."""
        manage = [sys.executable, str(PROJECT_DIR / "manage.py")]
        worker = Program(
            "worker",
            [
                *manage,
                "db_worker",
                "--backend=background",
                "--queue-name=*",
                "--no-startup-delay",
            ],
        )
        timed_jobs = Program("timed jobs", [*manage, "run_timed_jobs"])
        if self.is_dev:
            server = Program(
                "server", [*manage, "runserver", f"{self.host}:{self.port}"]
            )
            styles = Program("style watcher", [*manage, "watch_styles"])
            return [server, worker, timed_jobs, styles]
        granian = [sys.executable, "-m", "granian", "clic_site.wsgi:application"]
        granian += [
            "--interface",
            "wsgi",
            "--host",
            self.host,
            "--port",
            str(self.port),
        ]
        granian += ["--respawn-failed-workers", "--workers-kill-timeout", "5"]
        return [Program("server", granian, essential=True), worker, timed_jobs]

    def answers(self):
        """Whether the site answers a request."""
        address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        name = urlsplit(os.environ.get("PUBLIC_URL", "")).netloc or "localhost"
        connection = http.client.HTTPConnection(address, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz", headers={"Host": name})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def greet(self):
        """Say where the site is, and in the demo who may sign in."""
        address = os.environ["PUBLIC_URL"].rstrip("/")
        say("")
        say(f"CLIC is ready: {address}")
        if self.is_demo:
            say(f"Sign in with the password {PASSWORD} as")
            for person in DEMO_SIGN_INS:
                say(f"  {person.email:<24}{person.display_name}")
            say(f"Read the mail it sends: {address}/demo/mail/")
        say("Ctrl-C stops everything.")


def main(arguments):
    """Start the site and keep it running until someone stops it."""
    os.chdir(PROJECT_DIR)
    try:
        site = Site.from_environment(is_dev=arguments == ["dev"])
        site.refuse_public_demo()
        with site.sole_use():
            site.require_free_port()
            site.fill_environment()
            run(site)
    except (StartError, database.DatabaseUnavailable) as error:
        sys.exit(str(error))


def run(site):
    """Take all steps, then watch; whatever has been started is stopped on the way out."""
    with Supervisor() as supervisor:
        try:
            start(site, supervisor)
            ended = supervisor.run()
            if ended:
                raise StartError(
                    f"The {ended.name} ended unexpectedly (code {ended.process.returncode}); "
                    f"all is stopped. Its reason stands above; then type {site.verb} again."
                )
        finally:
            if supervisor.is_to_stop():
                say("Stopping.")
            supervisor.stop()
            database.release(site.data_dir)


def start(site, supervisor):
    """Take the steps up to the greeting, unless someone wants it to stop before that."""
    if not os.environ.get("DATABASE_URL"):
        say("Starting PostgreSQL.")
        database.provide_database_url()
    preparation = Program("preparation", [sys.executable, "-m", "clic_site.prepare"])
    supervisor.start(preparation)
    while not preparation.has_ended():
        if supervisor.is_to_stop():
            return
        time.sleep(0.05)
    if preparation.process.returncode:
        # It has said why.
        sys.exit(preparation.process.returncode)
    supervisor.forget(preparation)
    if supervisor.is_to_stop():
        return
    say("Starting server, worker and timed jobs.")
    for program in site.programs():
        supervisor.start(program)
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while not site.answers():
        if supervisor.is_to_stop() or supervisor.tend():
            return
        if time.monotonic() > deadline:
            raise StartError(
                f"The server did not answer within {READY_WITHIN_SECONDS} seconds; all is stopped."
            )
        time.sleep(0.1)
    site.greet()


def read_port(text):
    """The port as a number, or a plain line."""
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) < 65536:
        raise StartError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def kept_secret(path):
    """A secret of this copy of the site, made at its first start."""
    if not path.exists() or not path.read_text().strip():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


if __name__ == "__main__":
    main(sys.argv[1:])
