"""Makes the virtual environment that everything else runs in, then hands over to it.

The Makefile starts this with whatever `python3` the machine has. It needs the standard library
only, and its syntax must stay readable for Python 3.6, so that an old Python answers with one
plain line instead of a syntax error.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

OLDEST = (3, 11)
TRIED_NAMES = ["python3.14", "python3.13", "python3.12", "python3.11"]
PROJECT_DIR = Path(__file__).resolve().parent.parent
VENV = PROJECT_DIR / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
RUN_REQUIREMENTS = ["requirements.txt"]
TEST_REQUIREMENTS = ["requirements.txt", "requirements-dev.txt"]
CHROMIUM_NAMES = [
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
]
CHROMIUM_ON_MACOS = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]


class SetupError(Exception):
    """Set-up cannot go on; the message is one line that says what to do."""


def main(command):
    """Prepare what the command needs, and replace this process by it where it names a program."""
    try:
        if sys.version_info[:2] < OLDEST:
            python = suitable_python()
            os.execv(python, [python, __file__, command])
        prepare_environment(
            TEST_REQUIREMENTS
            if command in ("dev", "test", "setup-dev")
            else RUN_REQUIREMENTS
        )
        if command == "test":
            provide_chromium()
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    if command in ("run", "dev"):
        arguments = ["dev"] if command == "dev" else []
        os.chdir(str(PROJECT_DIR))
        os.execv(
            str(VENV_PYTHON), [str(VENV_PYTHON), "-m", "clic_site.serve"] + arguments
        )


def say(line):
    """Tell the person at the terminal one thing."""
    # A terminal that was closed is no reason to leave the rest undone.
    with suppress(OSError):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def suitable_python():
    """The newest Python on this machine that the site runs on."""
    for name in TRIED_NAMES:
        path = shutil.which(name)
        # Version managers put commands on the path that only tell you to install that version.
        if path and version_of(path) >= OLDEST:
            return path
    raise SetupError(
        f"CLIC needs Python {dotted(OLDEST)} or newer; this is {dotted(sys.version_info)}. "
        "Install a newer one (Debian, Ubuntu: sudo apt install python3; "
        "macOS: brew install python) and type make again."
    )


def dotted(version):
    """Major and minor version as people write them."""
    return f"{version[0]}.{version[1]}"


def version_of(python):
    """Major and minor version of this interpreter; (0, 0) where it does not work."""
    ask = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [str(python), "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        major, minor = answer.stdout.split()
        return int(major), int(minor)
    except (OSError, ValueError):
        return (0, 0)


def prepare_environment(names):
    """Bring the virtual environment to the state that these requirements files pin."""
    # Two set-ups of one copy take turns. The lock is on the folder: nothing is left behind.
    folder = os.open(str(PROJECT_DIR), os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another set-up of this copy to finish.")
            fcntl.flock(folder, fcntl.LOCK_EX)
        make_environment()
        install([PROJECT_DIR / name for name in names])
    finally:
        os.close(folder)


def make_environment():
    """Make the virtual environment where it is missing, broken or half-made."""
    unfinished = VENV / "unfinished"
    if not unfinished.exists() and environment_works():
        return
    provide_ensurepip()
    say(f"Making the virtual environment with Python {dotted(sys.version_info)}.")
    try:
        VENV.mkdir(exist_ok=True)
        unfinished.touch()
        for leftover in VENV.iterdir():
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(str(leftover))
            elif leftover != unfinished:
                leftover.unlink()
    except OSError as error:
        raise SetupError(f"The folder .venv cannot be made: {error}.") from error
    made = run_quietly([sys.executable, "-m", "venv", str(VENV)])
    if made.returncode:
        raise SetupError(f"Python could not make .venv: {last_line(made.stdout)}")
    unfinished.unlink()


def environment_works():
    """Whether the virtual environment holds a suitable Python that can install packages."""
    ask = (
        "import importlib.util, sys; sys.exit(importlib.util.find_spec('pip') is None)"
    )
    return (
        VENV_PYTHON.exists()
        and version_of(VENV_PYTHON) >= OLDEST
        and run_quietly([str(VENV_PYTHON), "-c", ask]).returncode == 0
    )


def provide_ensurepip():
    """Debian keeps in a package of its own what makes virtual environments."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = f"python{dotted(sys.version_info)}-venv"
    if not may_install_packages():
        raise SetupError(
            f"Python's venv module is missing. Type: sudo apt install {package}, then make again."
        )
    install_package(package)


def may_install_packages():
    """Whether this is root on a system with apt."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_package(package):
    """Install a package of the system, as root."""
    say(f"Installing the system's package {package}.")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run_quietly(["apt-get", "update", "-qq"], env=quiet)
    done = run_quietly(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package],
        env=quiet,
    )
    if done.returncode:
        raise SetupError(
            f"apt-get could not install {package}: {last_line(done.stdout)}"
        )


def install(files):
    """Install the pinned packages, unless exactly these are installed already."""
    stamp = VENV / "installed-requirements"
    wanted = fingerprints(files)
    present = set(stamp.read_text().splitlines()) if stamp.exists() else set()
    if wanted <= present:
        return
    # A pip that is killed leaves packages that look complete: the next start begins afresh.
    unfinished = VENV / "unfinished"
    unfinished.touch()
    stamp.write_text("")
    say(f"Installing the packages of {' and '.join(path.name for path in files)}.")
    command = [
        str(VENV_PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    command += ["--no-input", "--retries", "2", "--only-binary", ":all:"]
    for path in files:
        command += ["--requirement", str(path)]
    done = run_quietly(command)
    unfinished.unlink()
    if done.returncode:
        raise SetupError(why_pip_failed(done.stdout))
    stamp.write_text("\n".join(sorted(wanted)))


def fingerprints(files):
    """One line for each requirements file that changes when the file does."""
    return {
        f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files
    }


def why_pip_failed(output):
    """What pip said, as one line for someone who does not know pip."""
    text = output.lower()
    if "no space left" in text:
        return "The disk is full: free about 600 MB, then type make again."
    unreachable = [
        "connection",
        "name resolution",
        "timed out",
        "getaddrinfo",
        "network is",
    ]
    if any(sign in text for sign in unreachable):
        return (
            "The Python packages could not be fetched: the package index does not answer. "
            "Check the network or proxy settings, then type make again."
        )
    if "no matching distribution" in text:
        named = output.rsplit("No matching distribution found for ", 1)[-1].split()[0]
        return (
            f"{named} has no build for this machine with Python {dotted(sys.version_info)}. "
            "Try Python 3.11 to 3.14."
        )
    return f"pip could not install the packages: {last_line(output)}"


def find_chromium():
    """A Chromium or Chrome on this machine that starts, or None."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in CHROMIUM_NAMES]
    if not named:
        candidates += CHROMIUM_ON_MACOS + [playwright_chromium()]
    for path in candidates:
        if path and os.path.exists(path) and chromium_starts(path):
            return path
    return None


def chromium_starts(path):
    """Whether this program is a browser, and not a hint at a package to install."""
    try:
        done = subprocess.run(
            [path, "--version"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"Chrom" in done.stdout


def playwright_chromium():
    """Where Playwright keeps, or would keep, a Chromium of its own."""
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    return last_line(run_quietly([str(VENV_PYTHON), "-c", ask]).stdout)


def provide_chromium():
    """Make sure that the browser tests have a browser, or say what to type."""
    if find_chromium():
        return
    if os.environ.get("CHROMIUM"):
        raise SetupError(
            "CHROMIUM does not name a Chromium that starts: correct or unset it."
        )
    if may_install_packages():
        try:
            install_package("chromium")
        except SetupError as error:
            say(str(error))
        if find_chromium():
            return
    say("Fetching a Chromium with Playwright.")
    command = [str(VENV_PYTHON), "-m", "playwright", "install", "chromium"]
    done = run_quietly(command + (["--with-deps"] if may_install_packages() else []))
    if not find_chromium():
        raise SetupError(
            "The browser tests need Chromium and it could not be installed "
            f"({last_line(done.stdout)}). Install it (Debian: sudo apt install chromium) "
            "or set CHROMIUM to its path, then type make test again."
        )


def run_quietly(command, env=None):
    """Run a program to its end and keep what it said."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=env,
    )


def last_line(output):
    """The last line that is not empty."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "setup")
