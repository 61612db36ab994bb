import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from unittest import mock

import psutil
import psycopg2
from django.test import SimpleTestCase

from clic_site import cluster, database
from clic_site.cluster import Cluster, DatabaseUnavailable

USE_AND_WAIT = """
import sys, time
from pathlib import Path
from clic_site import database
sys.stdout.write(database.ensure_running(Path(sys.argv[1])) + "\\n")
sys.stdout.flush()
time.sleep(120)
"""


def ask(url, question):
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


class EmbeddedServerTests(SimpleTestCase):
    """One real server in a folder with a long name and spaces, below one that is private."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.private = Path(tempfile.mkdtemp(prefix="clic database ")).resolve()
        cls.data_dir = cls.private / ("a long name " * 8).strip() / "data"
        cls.data_dir.parent.mkdir()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree((cls.data_dir / "postgres").resolve())
        shutil.rmtree(cls.private)
        super().tearDownClass()

    def setUp(self):
        self.others = []
        self.addCleanup(self.leave_nothing_running)

    def leave_nothing_running(self):
        for other in self.others:
            other.kill()
            other.wait()
            other.stdout.close()
        database.release(self.data_dir)
        # Free as soon as the guard has stopped the server.
        with database._locked(
            Cluster.of(self.data_dir).home / "guard.lock", database.fcntl.LOCK_EX
        ):
            self.assertFalse(Cluster.of(self.data_dir).is_running())

    def other_user(self):
        """Another process that uses the server until it is killed."""
        other = subprocess.Popen(
            [sys.executable, "-c", USE_AND_WAIT, str(self.data_dir)],
            cwd=database.PROJECT_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.others.append(other)
        return other, other.stdout.readline().strip()

    def server(self):
        return psutil.Process(int(Cluster.of(self.data_dir)._status()["pid"]))

    def test_is_postgresql_18_with_one_order_for_all_machines(self):
        url = database.ensure_running(self.data_dir)
        self.assertEqual(
            ask(
                url,
                "SELECT current_setting('server_version_num')::int / 10000,"
                " pg_encoding_to_char(encoding), datlocale FROM pg_database"
                " WHERE datname = current_database()",
            ),
            [(18, "UTF8", "C.UTF-8")],
        )

    def test_is_reached_over_a_socket_that_only_its_owner_may_use(self):
        url = database.ensure_running(self.data_dir)
        self.assertEqual(ask(url, "SHOW listen_addresses"), [("",)])
        [(folder,)] = ask(url, "SHOW unix_socket_directories")
        self.assertEqual(stat.S_IMODE(os.stat(folder).st_mode), 0o700)
        self.assertLess(len(folder), 60)

    def test_changes_no_mode_of_any_folder_above(self):
        self.private.chmod(0o700)
        folders = [*self.data_dir.parents, *Path(sys.prefix).resolve().parents]
        before = [stat.S_IMODE(folder.stat().st_mode) for folder in folders]
        database.ensure_running(self.data_dir)
        self.assertEqual(
            [stat.S_IMODE(folder.stat().st_mode) for folder in folders], before
        )

    def test_several_processes_share_one_server(self):
        url = database.ensure_running(self.data_dir)
        _, other_url = self.other_user()
        self.assertEqual(other_url, url)
        self.assertEqual(database.ensure_running(self.data_dir), url)

    def test_stops_when_the_last_user_leaves(self):
        url = database.ensure_running(self.data_dir)
        server = self.server()
        other, _ = self.other_user()
        database.release(self.data_dir)
        self.assertEqual(ask(url, "SELECT 1"), [(1,)])
        other.kill()
        server.wait(20)
        self.assertFalse(server.is_running())

    def test_release_returns_when_the_server_has_stopped(self):
        database.ensure_running(self.data_dir)
        server = self.server()
        database.release(self.data_dir)
        self.assertFalse(server.is_running())

    def test_release_stops_the_server_even_when_its_guard_was_killed(self):
        database.ensure_running(self.data_dir)
        server = self.server()
        server.parent().kill()
        database.release(self.data_dir)
        self.assertFalse(server.is_running())

    def test_recovers_after_everything_was_killed(self):
        other, url = self.other_user()
        ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
        server = self.server()
        guard = server.parent()
        for process in [psutil.Process(other.pid), guard, *server.children(), server]:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        guard.wait(20)
        url = database.ensure_running(self.data_dir)
        self.assertEqual(ask(url, "SELECT answer FROM kept"), [(42,)])

    def test_recovers_when_the_killed_servers_number_was_given_to_another_process(self):
        other, _ = self.other_user()
        server = self.server()
        server.parent().kill()
        server.send_signal(signal.SIGKILL)
        other.kill()
        server.wait(20)
        left = Cluster.of(self.data_dir).files / "postmaster.pid"
        _, *rest = left.read_text().splitlines(keepends=True)
        left.write_text("".join([f"{os.getpid()}\n", *rest]))
        self.assertEqual(
            ask(database.ensure_running(self.data_dir), "SELECT 1"), [(1,)]
        )

    def test_a_server_that_falls_over_is_started_again_at_the_same_address(self):
        url = database.ensure_running(self.data_dir)
        self.server().kill()
        deadline = time.monotonic() + 20
        while True:
            try:
                answer = ask(url, "SELECT 1")
                break
            except psycopg2.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        self.assertEqual(answer, [(1,)])

    def test_refuses_the_files_of_another_version(self):
        database.ensure_running(self.data_dir)
        database.release(self.data_dir)
        version = Cluster.of(self.data_dir).files / "PG_VERSION"
        self.addCleanup(version.write_text, version.read_text())
        version.write_text("17\n")
        with self.assertRaisesMessage(DatabaseUnavailable, "was made by PostgreSQL 17"):
            database.ensure_running(self.data_dir)


class RootsClusterTests(SimpleTestCase):
    """Where root's database of a data directory lies."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.account = pwd.getpwuid(os.geteuid())
        home = mock.patch.object(cluster, "SYSTEM_HOME", self.folder / "system")
        home.start()
        self.addCleanup(home.stop)

    def home_of(self, name):
        (self.folder / name).mkdir(exist_ok=True)
        return cluster._system_cluster_home(
            self.folder / name / "postgres", self.account
        )

    def test_stays_the_same_for_the_same_directory(self):
        self.assertEqual(self.home_of("data"), self.home_of("data"))

    def test_is_another_for_another_directory(self):
        self.assertNotEqual(self.home_of("data"), self.home_of("more data"))

    def test_is_a_new_one_for_a_directory_made_afresh(self):
        old = self.home_of("data")
        shutil.rmtree(self.folder / "data")
        self.assertNotEqual(self.home_of("data"), old)

    def test_is_a_new_one_for_a_copied_directory(self):
        old = self.home_of("data")
        shutil.copytree(self.folder / "data", self.folder / "copy", symlinks=True)
        self.assertNotEqual(self.home_of("copy"), old)
        self.assertEqual(self.home_of("data"), old)

    def test_leaves_an_ordinary_users_database_alone(self):
        (self.folder / "data" / "postgres").mkdir(parents=True)
        with self.assertRaisesMessage(DatabaseUnavailable, "belongs to the user"):
            self.home_of("data")


class OtherPeoplesDatabaseTests(SimpleTestCase):
    def test_is_refused_in_one_line(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "postgres").mkdir()
            someone_else = os.geteuid() + 4242
            with (
                mock.patch("os.geteuid", return_value=someone_else),
                self.assertRaisesMessage(
                    DatabaseUnavailable, "belongs to another user"
                ),
            ):
                Cluster.of(Path(folder))


class ProvideDatabaseUrlTests(SimpleTestCase):
    def test_leaves_the_operators_choice_alone(self):
        with (
            mock.patch.dict(os.environ, {"DATABASE_URL": "postgres://elsewhere/clic"}),
            mock.patch.object(database, "ensure_running") as ensure_running,
        ):
            database.provide_database_url()
            self.assertEqual(os.environ["DATABASE_URL"], "postgres://elsewhere/clic")
        ensure_running.assert_not_called()

    def test_fills_in_the_embedded_servers_address(self):
        with (
            mock.patch.dict(
                os.environ, {"DATABASE_URL": "", "CLIC_DATA_DIR": "/somewhere"}
            ),
            mock.patch.object(
                database, "ensure_running", return_value="postgres://here/clic"
            ),
        ):
            database.provide_database_url()
            self.assertEqual(os.environ["DATABASE_URL"], "postgres://here/clic")
            database.ensure_running.assert_called_once_with(Path("/somewhere"))
