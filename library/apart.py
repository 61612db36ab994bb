"""Programs of ours that look into uploads, each in a process of its own.

A file made to do harm can make a library hang, eat memory or crash: here it costs a few
seconds and nothing else.
"""

import json
import resource
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile, TemporaryDirectory

from django.conf import settings


class TookTooLong(Exception):
    """The program was stopped: the file asks for more than we give."""


class Crashed(Exception):
    """The program did not survive the file."""


@contextmanager
def looked_into(module, file, *, seconds):
    """Run a program such as `library.first_page` on a stored file.

    Gives what the program says, a dictionary, and the path of the picture it may have
    drawn; both last as long as the block. Raises TookTooLong or Crashed.
    """
    with _on_disk(file) as source, TemporaryDirectory(prefix="clic-") as folder:
        picture = Path(folder, "picture.webp")
        command = [sys.executable, "-m", module, source, str(picture)]
        try:
            ended = subprocess.run(  # noqa: S603
                command,
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
                env={"LC_ALL": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired as error:
            raise TookTooLong from error
        if ended.returncode:
            raise Crashed(ended.returncode)
        yield json.loads(ended.stdout), picture


def take_no_more_than(megabytes):
    """Bound the memory of this process, where the system can."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


def say(facts):
    """Tell the site what was found."""
    sys.stdout.write(json.dumps(facts))


@contextmanager
def _on_disk(file):
    """The path of a stored file, copied first where the storage is not this machine's."""
    path = _path(file)
    if path:
        yield path
        return
    with NamedTemporaryFile(suffix=Path(file.name).suffix) as copy:
        with file.storage.open(file.name) as stored:
            copyfileobj(stored, copy)
        copy.flush()
        yield copy.name


def _path(file):
    with suppress(NotImplementedError):
        return file.path
    return None
