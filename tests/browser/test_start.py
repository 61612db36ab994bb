"""`make run` on a real machine: beside another copy, killed, stopped, and refused."""

import http.client
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.browser.started_site import (
    PROJECT_DIR,
    StartedSite,
    free_port,
    site_environment,
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A second copy of the site: in a folder with spaces that only its owner may enter."""
    private = tmp_path_factory.mktemp("private")
    private.chmod(0o700)
    project_dir = private / "CLIC, second copy"
    project_dir.mkdir()
    listed = subprocess.check_output(
        [
            shutil.which("git"),
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=PROJECT_DIR,
    )
    for name in filter(None, listed.decode().split("\0")):
        if (PROJECT_DIR / name).is_file():
            (project_dir / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT_DIR / name, project_dir / name)
    folder = private / "its data"
    folder.mkdir()
    site = StartedSite(folder, project_dir)
    yield site
    if site.process:
        site.stop()
    site.remove()


def answers(site, path="/healthz"):
    connection = http.client.HTTPConnection("localhost", site.port, timeout=10)
    connection.request("GET", path)
    return connection.getresponse().status == http.HTTPStatus.OK


def wait_until_gone(processes, seconds=30):
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return [" ".join(process.cmdline()) for process in alive]


def modes_around(*places):
    """The modes of these folders and all above them."""
    folders = {folder for place in places for folder in [place, *place.parents]}
    return {folder: stat.S_IMODE(folder.stat().st_mode) for folder in folders}


def start_expecting_refusal(**environment):
    """What the start command says when it refuses, after how many seconds."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "clic_site.serve"],
        cwd=PROJECT_DIR,
        env=site_environment(**environment),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0
    said = (done.stdout + done.stderr).strip().splitlines()
    return said, time.monotonic() - begun


def test_a_second_copy_runs_beside_the_first_and_survives_being_killed(site, copy):
    before = modes_around(copy.project_dir, copy.folder, Path(sys.prefix))
    copy.start()
    assert answers(site)
    assert answers(copy)
    assert modes_around(copy.project_dir, copy.folder, Path(sys.prefix)) == before
    secret = (copy.data_dir / "secret-key").read_text()
    processes = copy.processes()
    assert copy.processes_of("postgres")

    for process in processes:
        # A child of PostgreSQL may have ended already, with the parent just killed.
        with suppress(psutil.NoSuchProcess):
            process.kill()
    copy.process.wait()
    assert wait_until_gone(processes) == []

    copy.start()
    assert "Loading the demo content" not in copy.output
    assert answers(copy, "/stories/")
    assert (copy.data_dir / "secret-key").read_text() == secret

    processes = copy.processes()
    copy.process.kill()
    copy.process.wait()
    assert wait_until_gone(processes) == []

    copy.start()
    processes = copy.processes()
    assert copy.stop(signal.SIGINT) == 0
    assert wait_until_gone(processes, seconds=1) == []
    assert answers(site)


@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGHUP])
def test_stops_everything_when_asked_to_end(site, copy, wish):
    copy.start()
    processes = copy.processes()
    assert copy.stop(wish) == 0
    assert wait_until_gone(processes, seconds=1) == []


def test_a_worker_that_falls_over_is_started_again(site):
    (worker,) = site.processes_of("db_worker")
    worker.kill()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        again = [p for p in site.processes_of("db_worker") if p != worker]
        if again:
            break
        time.sleep(0.2)
    assert again
    assert "The worker ended unexpectedly; starting it again in 1 s." in site.output


def test_a_second_start_on_the_same_data_is_refused_in_one_line(site):
    said, _ = start_expecting_refusal(
        CLIC_DATA_DIR=str(site.data_dir), PORT=str(free_port())
    )
    assert len(said) == 1
    assert "already runs" in said[0]


def test_a_busy_port_is_said_before_the_slow_steps(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        said, seconds = start_expecting_refusal(
            CLIC_DATA_DIR=str(tmp_path), PORT=str(port)
        )
    assert said == [
        f"Port {port} is in use by another program. "
        f"Choose another one: PORT={port + 1} make run"
    ]
    assert seconds < 5


def test_an_unreachable_database_is_said_without_its_password(tmp_path):
    said, _ = start_expecting_refusal(
        CLIC_DATA_DIR=str(tmp_path),
        PORT=str(free_port()),
        DATABASE_URL=f"postgres://clic:s3cret@127.0.0.1:{free_port()}/clic",
    )
    assert len(said) == 1
    assert "DATABASE_URL" in said[0]
    assert "s3cret" not in said[0]


def test_the_demo_does_not_listen_to_the_world(tmp_path):
    said, _ = start_expecting_refusal(
        CLIC_DATA_DIR=str(tmp_path),
        PORT=str(free_port()),
        HOST="0.0.0.0",  # noqa: S104
    )
    assert len(said) == 1
    assert "passwords are public" in said[0]


def test_what_was_stored_is_for_the_owner_only(site):
    assert stat.S_IMODE((site.data_dir / "secret-key").stat().st_mode) == 0o600
    cluster = (site.data_dir / "postgres").resolve()
    assert stat.S_IMODE(cluster.stat().st_mode) == 0o700
    socket_dirs = {
        argument.split("=", 1)[1]
        for process in site.processes_of("unix_socket_directories=")
        for argument in process.cmdline()
        if argument.startswith("unix_socket_directories=")
    }
    assert [stat.S_IMODE(os.stat(path).st_mode) for path in socket_dirs] == [0o700]
