import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

from django.test import SimpleTestCase
from packaging.specifiers import SpecifierSet

from clic_site import bootstrap
from clic_site.bootstrap import SetupError


def answer(output="", code=0):
    return subprocess.CompletedProcess([], code, stdout=output)


class OldPythonTests(SimpleTestCase):
    def test_python_3_6_can_read_the_bootstrap(self):
        source = Path(bootstrap.__file__).read_text()
        self.assertTrue(ast.parse(source, feature_version=(3, 6)).body)

    def test_takes_the_newest_suitable_python_on_the_path(self):
        versions = {"/bin/python3.12": (3, 12), "/bin/python3.13": (0, 0)}
        with (
            mock.patch("shutil.which", side_effect=lambda name: f"/bin/{name}"),
            mock.patch.object(
                bootstrap, "version_of", lambda path: versions.get(path, (0, 0))
            ),
        ):
            self.assertEqual(bootstrap.suitable_python(), "/bin/python3.12")

    def test_says_in_one_line_what_to_install(self):
        with (
            mock.patch("shutil.which", return_value=None),
            mock.patch.object(sys, "version_info", (3, 9, 18)),
            self.assertRaises(SetupError) as caught,
        ):
            bootstrap.suitable_python()
        said = str(caught.exception)
        self.assertIn("CLIC needs Python 3.11 or newer; this is 3.9.", said)
        self.assertNotIn("\n", said)

    def test_a_command_that_is_no_python_has_no_version(self):
        self.assertEqual(bootstrap.version_of("/bin/false"), (0, 0))
        self.assertEqual(bootstrap.version_of("/nonexistent"), (0, 0))
        self.assertEqual(bootstrap.version_of(sys.executable), sys.version_info[:2])


class PinnedPackagesTests(SimpleTestCase):
    def test_every_pin_runs_on_the_oldest_python_we_promise(self):
        for name, version in self.pins():
            distribution = importlib.metadata.distribution(name)
            with self.subTest(name):
                self.assertEqual(distribution.version, version)
                wanted = SpecifierSet(distribution.metadata["Requires-Python"] or "")
                self.assertIn("3.11.0", wanted)

    def test_requirements_name_no_index_and_no_place_on_a_machine(self):
        for name in bootstrap.TEST_REQUIREMENTS:
            text = (bootstrap.PROJECT_DIR / name).read_text()
            self.assertIsNone(re.search(r"://|--index|--find|file:/|^/", text, re.M))

    def pins(self):
        for name in bootstrap.TEST_REQUIREMENTS:
            text = (bootstrap.PROJECT_DIR / name).read_text()
            yield from re.findall(r"^([\w.-]+)==(\S+)", text, re.M)


class EnvironmentTests(SimpleTestCase):
    """Against a folder of our own instead of .venv."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.venv = Path(folder.name) / ".venv"
        self.requirements = Path(folder.name) / "requirements.txt"
        self.requirements.write_text("django==5.2\n")
        self.said = []
        self.run = mock.Mock(side_effect=self.pretend_to_run)
        for name, value in {
            "VENV": self.venv,
            "VENV_PYTHON": self.venv / "bin" / "python",
            "run_quietly": self.run,
            "say": self.said.append,
        }.items():
            patch = mock.patch.object(bootstrap, name, value)
            patch.start()
            self.addCleanup(patch.stop)
        self.pip = answer()

    def pretend_to_run(self, command, env=None):
        if command[1:3] == ["-m", "venv"]:
            (self.venv / "bin").mkdir()
            (self.venv / "bin" / "python").symlink_to(sys.executable)
        if command[1:3] == ["-m", "pip"]:
            if isinstance(self.pip, BaseException):
                raise self.pip
            return self.pip
        return answer()

    def set_up(self):
        self.said.clear()
        self.run.reset_mock()
        bootstrap.make_environment()
        bootstrap.install([self.requirements])

    def runs_of(self, module):
        return sum(
            call.args[0][1:3] == ["-m", module] for call in self.run.call_args_list
        )

    def test_makes_the_environment_and_installs(self):
        self.set_up()
        self.assertEqual((self.runs_of("venv"), self.runs_of("pip")), (1, 1))
        self.assertEqual(len(self.said), 2)

    def test_the_second_time_does_and_says_nothing(self):
        self.set_up()
        self.set_up()
        self.assertEqual((self.runs_of("venv"), self.runs_of("pip")), (0, 0))
        self.assertEqual(self.said, [])

    def test_installs_again_when_the_requirements_change(self):
        self.set_up()
        self.requirements.write_text("django==5.2.1\n")
        self.set_up()
        self.assertEqual((self.runs_of("venv"), self.runs_of("pip")), (0, 1))

    def test_begins_afresh_when_the_last_installation_was_killed(self):
        self.pip = KeyboardInterrupt()
        with self.assertRaises(KeyboardInterrupt):
            self.set_up()
        (self.venv / "lib" / "half").mkdir(parents=True)
        self.pip = answer()
        self.set_up()
        self.assertEqual((self.runs_of("venv"), self.runs_of("pip")), (1, 1))
        self.assertFalse((self.venv / "lib").exists())

    def test_makes_again_what_has_no_working_python(self):
        self.set_up()
        (self.venv / "bin" / "python").unlink()
        (self.venv / "bin" / "python").symlink_to("/nonexistent")
        self.set_up()
        self.assertEqual(self.runs_of("venv"), 1)

    def test_a_failed_installation_is_tried_again(self):
        self.pip = answer("ERROR: odd\n", code=1)
        with self.assertRaisesMessage(
            SetupError, "pip could not install the packages: ERROR: odd"
        ):
            self.set_up()
        self.pip = answer()
        self.set_up()
        self.assertEqual((self.runs_of("venv"), self.runs_of("pip")), (0, 1))

    def test_an_ordinary_user_reads_which_package_of_the_system_is_missing(self):
        with (
            mock.patch("importlib.util.find_spec", return_value=None),
            mock.patch.object(bootstrap, "may_install_packages", return_value=False),
            self.assertRaisesMessage(SetupError, "sudo apt install python3."),
        ):
            bootstrap.make_environment()

    def test_root_gets_the_missing_package_of_the_system(self):
        with (
            mock.patch("importlib.util.find_spec", return_value=None),
            mock.patch.object(bootstrap, "may_install_packages", return_value=True),
        ):
            bootstrap.make_environment()
        commands = [call.args[0][:2] for call in self.run.call_args_list]
        self.assertEqual(commands[:2], [["apt-get", "update"], ["apt-get", "install"]])


class PipFailureTests(SimpleTestCase):
    def test_no_network(self):
        said = bootstrap.why_pip_failed(
            "WARNING: Retrying after connection broken by 'NewConnectionError: Temporary failure "
            "in name resolution'\nERROR: No matching distribution found for django==5.2\n"
        )
        self.assertIn("package index does not answer", said)

    def test_no_build_for_this_python(self):
        said = bootstrap.why_pip_failed(
            "ERROR: No matching distribution found for typst==0.15.2\n"
        )
        self.assertTrue(said.startswith("typst==0.15.2 has no build for this machine"))

    def test_full_disk(self):
        said = bootstrap.why_pip_failed("ERROR: [Errno 28] No space left on device\n")
        self.assertIn("disk is full", said)


class ChromiumTests(SimpleTestCase):
    def test_takes_only_a_browser_that_starts(self):
        with tempfile.TemporaryDirectory() as folder:
            hint, browser = Path(folder) / "hint", Path(folder) / "browser"
            hint.write_text("#!/bin/sh\necho 'Please install the package'\n")
            browser.write_text("#!/bin/sh\necho 'Chromium 142.0'\n")
            hint.chmod(0o755)
            browser.chmod(0o755)
            with mock.patch.dict(os.environ, {"CHROMIUM": str(hint)}):
                self.assertIsNone(bootstrap.find_chromium())
            with mock.patch.dict(os.environ, {"CHROMIUM": str(browser)}):
                self.assertEqual(bootstrap.find_chromium(), str(browser))

    def test_says_what_to_type_where_it_cannot_be_installed(self):
        with (
            mock.patch.object(bootstrap, "find_chromium", return_value=None),
            mock.patch.object(bootstrap, "may_install_packages", return_value=False),
            mock.patch.object(
                bootstrap, "run_quietly", return_value=answer("no network", 1)
            ),
            mock.patch.object(bootstrap, "say"),
            self.assertRaisesMessage(SetupError, "apt install chromium"),
        ):
            bootstrap.provide_chromium()
