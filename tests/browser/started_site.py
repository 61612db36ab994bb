"""The real start command on a data directory and a port of its own, for browser tests."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
READY_WITHIN_SECONDS = 420
# What the person who runs the tests has set is meant for another site.
NOT_FOR_THE_TESTED_SITE = (
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_URL",
    "HOST",
    "LOG_LEVEL",
    "PUBLIC_URL",
    "SECRET_KEY",
    "TRUSTED_PROXY_COUNT",
)


class StartedSite:
    """One site started as `make run` starts it, with these variables beside."""

    def __init__(self, folder=None, project_dir=PROJECT_DIR, **variables):
        self.variables = variables
        self.folder = Path(folder or tempfile.mkdtemp(prefix="clic-site-"))
        self.project_dir = project_dir
        self.data_dir = self.folder / "data"
        self.mail_dir = self.data_dir / "mail"
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.process = None

    @property
    def output(self):
        """Everything the start command has said."""
        return (self.folder / "output.txt").read_text()

    def start(self):
        """Start and wait for the greeting; the output tells why there is none."""
        with (self.folder / "output.txt").open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "clic_site.serve"],
                cwd=self.project_dir,
                env=site_environment(
                    PORT=str(self.port),
                    CLIC_DATA_DIR=str(self.data_dir),
                    **self.variables,
                ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while "CLIC is ready" not in self.output:
            ended = self.process.poll() is not None
            if ended or time.monotonic() > deadline:
                self.stop()
                raise AssertionError(f"The site did not start:\n{self.output}")
            time.sleep(0.1)
        return self

    def processes(self):
        """The start command and all that it started, PostgreSQL included."""
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    def processes_of(self, program):
        """Those of the processes whose command line names this program; one that just ended is passed over."""
        found = []
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                if any(program in part for part in process.cmdline()):
                    found.append(process)
        return found

    def stop(self, wish=signal.SIGINT):
        """End it as Ctrl-C does and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(wish)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return self.process.wait()

    def remove(self):
        """Remove all that it stored."""
        # As root the database lies elsewhere, behind this link.
        shutil.rmtree((self.data_dir / "postgres").resolve(), ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def site_environment(**wanted):
    """The environment of a site that knows nothing of the tests around it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in NOT_FOR_THE_TESTED_SITE
        and not name.startswith(("CLIC_", "ENTRA_", "OIDC_"))
    }
    return {**kept, **wanted}


def free_port():
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
