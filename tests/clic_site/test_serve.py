import os
import socket
import stat
import tempfile
from pathlib import Path
from unittest import mock

from django.db import OperationalError
from django.test import SimpleTestCase

from clic_site import prepare, serve
from clic_site.serve import Site, StartError


class SiteTests(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data_dir = Path(folder.name) / "data"

    def site(self, *, is_dev=False, **environment):
        wanted = {"CLIC_DATA_DIR": str(self.data_dir), **environment}
        with mock.patch.dict(os.environ, wanted, clear=True):
            return Site.from_environment(is_dev=is_dev)

    def environment_of(self, site, **environment):
        with mock.patch.dict(os.environ, environment, clear=True):
            site.fill_environment()
            return dict(os.environ)


class EnvironmentTests(SiteTests):
    def test_is_the_demo_on_port_8000_of_this_machine_unless_told_otherwise(self):
        site = self.site()
        self.assertEqual(
            (site.host, site.port, site.is_demo), ("127.0.0.1", 8000, True)
        )

    def test_is_no_demo_when_the_operator_says_so(self):
        for no in ("0", "false", "No", "off"):
            self.assertFalse(self.site(CLIC_DEMO=no).is_demo)
        for yes in ("1", "true", ""):
            self.assertTrue(self.site(CLIC_DEMO=yes).is_demo)

    def test_a_port_that_is_none_is_refused(self):
        for port in ("abc", "0", "65536", "-1", "80 80", "٨"):
            with self.assertRaisesMessage(StartError, "PORT must be a number"):
                self.site(PORT=port)

    def test_the_demo_gets_production_settings_and_a_secret_of_its_own(self):
        site = self.site(PORT="8011")
        with site.sole_use():
            first = self.environment_of(site)
            second = self.environment_of(site)
        self.assertEqual(
            first["DJANGO_SETTINGS_MODULE"], "clic_site.settings.production"
        )
        self.assertEqual(first["PUBLIC_URL"], "http://localhost:8011")
        self.assertEqual(first["CLIC_DEMO"], "1")
        self.assertGreaterEqual(len(first["SECRET_KEY"]), 50)
        self.assertEqual(first["SECRET_KEY"], second["SECRET_KEY"])
        kept = self.data_dir / "secret-key"
        self.assertEqual(stat.S_IMODE(kept.stat().st_mode), 0o600)

    def test_a_real_site_must_name_its_secret_and_address_itself(self):
        filled = self.environment_of(self.site(CLIC_DEMO="0"))
        self.assertNotIn("SECRET_KEY", filled)
        self.assertNotIn("PUBLIC_URL", filled)
        self.assertEqual(filled["CLIC_DEMO"], "0")

    def test_what_the_operator_set_stays(self):
        filled = self.environment_of(
            self.site(), SECRET_KEY="theirs", PUBLIC_URL="http://localhost:9000"
        )
        self.assertEqual(filled["SECRET_KEY"], "theirs")
        self.assertEqual(filled["PUBLIC_URL"], "http://localhost:9000")


class RefusalTests(SiteTests):
    def test_the_demo_stays_on_this_machine(self):
        for host in ("0.0.0.0", "::", "192.0.2.7"):  # noqa: S104
            with self.assertRaisesMessage(StartError, "passwords are public"):
                self.site(HOST=host).refuse_public_demo()
        self.site(HOST="localhost").refuse_public_demo()
        self.site(HOST="0.0.0.0", CLIC_DEMO="0").refuse_public_demo()  # noqa: S104

    def test_a_busy_port_names_the_next_one(self):
        with socket.create_server(("127.0.0.1", 0)) as busy:
            port = busy.getsockname()[1]
            with self.assertRaisesMessage(StartError, f"PORT={port + 1} make run"):
                self.site(PORT=str(port)).require_free_port()
        self.site(PORT=str(port)).require_free_port()

    def test_an_address_of_another_machine_is_refused(self):
        with self.assertRaisesMessage(StartError, "HOST=192.0.2.7 is no address"):
            self.site(HOST="192.0.2.7", CLIC_DEMO="0").require_free_port()

    def test_two_sites_never_share_a_data_directory(self):
        site = self.site()
        with (
            site.sole_use(),
            self.assertRaisesMessage(StartError, f"(process {os.getpid()}, port 8000)"),
            site.sole_use(),
        ):
            pass
        with site.sole_use():
            self.assertTrue(self.data_dir.is_dir())

    def test_a_data_directory_that_cannot_be_made_is_refused(self):
        self.data_dir.write_text("a file")
        with (
            self.assertRaisesMessage(StartError, "cannot be written"),
            self.site().sole_use(),
        ):
            pass


class ProgramsTests(SiteTests):
    def test_all_depends_on_the_server_alone(self):
        programs = self.site().programs()
        self.assertEqual(
            [(program.name, program.essential) for program in programs],
            [("server", True), ("worker", False), ("timed jobs", False)],
        )

    def test_development_watches_the_styles_too(self):
        names = [program.name for program in self.site(is_dev=True).programs()]
        self.assertEqual(names, ["server", "worker", "timed jobs", "style watcher"])

    def test_does_not_take_a_port_without_an_answer_for_ready(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
        self.assertFalse(self.site(PORT=str(port)).answers())


class GreetingTests(SiteTests):
    def greeting(self, site, address):
        said = []
        with (
            mock.patch.object(serve, "say", said.append),
            mock.patch.dict(os.environ, {"PUBLIC_URL": address}),
        ):
            site.greet()
        return "\n".join(said)

    def test_the_demo_names_its_sign_ins_and_its_mail(self):
        said = self.greeting(self.site(), "http://localhost:8000")
        for expected in (
            "editor@demo.example",
            "try-clic-today",
            "http://localhost:8000/demo/mail/",
        ):
            self.assertIn(expected, said)

    def test_a_real_site_names_its_address_only(self):
        said = self.greeting(self.site(CLIC_DEMO="0"), "https://clic.example/")
        self.assertIn("https://clic.example\n", said)
        self.assertNotIn("demo", said)


class UnreachableDatabaseTests(SimpleTestCase):
    def test_is_one_line_without_the_password(self):
        error = OperationalError(
            'failed for "s3cret": Connection refused\n\tIs the server running?'
        )
        place = {
            "HOST": "db.example",
            "PORT": 5433,
            "NAME": "clic",
            "PASSWORD": "s3cret",
        }
        said = prepare.why_unreachable(error, place)
        self.assertIn("(db.example:5433/clic)", said)
        self.assertIn("Connection refused", said)
        self.assertNotIn("s3cret", said)
        self.assertNotIn("\n", said)
