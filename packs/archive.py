"""The templates of chosen tools in one ZIP: a folder for each tool, and a list of what is in them."""

import re
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.translation import gettext
from zipstream import ZipStream

from library.access import closed_collections
from library.content_types import extension_of
from library.models import CLICDocument
from pages.blocks.printing import whole_address
from pages.models import ToolPage
from safeguards.text import clean_text

from .content import file_facts, readable_templates

LARGEST_ARCHIVE = 300 * 1024 * 1024
CONTENTS = "contents.html"
# What one system or another refuses in a name, and how long a name may be in bytes.
REFUSED = re.compile(r'[\\/:*?"<>|\s]+')
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
LONGEST_NAME = 150
PIECE = 64 * 1024


class TooLarge(Exception):
    """The templates are more than anybody would wait for."""


@dataclass
class Entry:
    """A template of a tool, and where it lies in the archive: nowhere when its file is lost."""

    document: CLICDocument
    path: str = ""

    @property
    def facts(self):
        return file_facts(self.document)

    @property
    def address(self):
        return whole_address(self.document.url)

    @property
    def what_changed(self):
        """What the newest version changed, as its editor said."""
        newest = next(iter(self.document.versions.all()), None)
        return newest.what_changed if newest else ""


@dataclass
class Folder:
    """The templates of one tool."""

    tool: ToolPage
    name: str
    entries: list[Entry]


class Archive:
    """The newest templates of some tools, as far as this reader may have them.

    Raises TooLarge. Two tools that share a template share it here: it lies with the first.
    """

    def __init__(self, request, tools):
        closed = closed_collections(request)
        self.folders = [
            Folder(
                tool,
                f"{number:02d} {file_name(tool.title)}",
                [Entry(document) for document in readable_templates(tool, closed)],
            )
            for number, tool in enumerate(tools, start=1)
        ]
        self._sizes = {}
        self._paths = {}
        for folder in self.folders:
            for entry in folder.entries:
                entry.path = self._path_of(folder, entry.document)
        if sum(self._sizes.values()) > LARGEST_ARCHIVE:
            raise TooLarge

    @property
    def documents(self):
        """What is in it, each once."""
        return list(self._sizes)

    @property
    def is_empty(self):
        """Whether no tool has a template that this reader may have."""
        return not any(folder.entries for folder in self.folders)

    def stream(self, content):
        """The ZIP, piece by piece; its length is known. `content` is that of the pack."""
        zipped = ZipStream(sized=True)
        for document, size in self._sizes.items():
            zipped.add(_pieces(document), self._paths[document], size=size)
        zipped.add(self._contents(content), CONTENTS)
        return zipped

    def _path_of(self, folder, document):
        """Where a document lies; decided for its first tool, "" where its file can't be found."""
        if document not in self._paths:
            try:
                size = document.file.storage.size(document.file.name)
            except OSError:
                self._paths[document] = ""
            else:
                self._sizes[document] = size
                self._paths[document] = self._unused_path(folder, document)
        return self._paths[document]

    def _unused_path(self, folder, document):
        extension = extension_of(document.file.name)
        stem = file_name(document.title.removesuffix(f".{extension}"))
        taken = {path.casefold() for path in self._paths.values()}
        path, number = f"{folder.name}/{stem}.{extension}", 2
        while path.casefold() in taken:
            path, number = f"{folder.name}/{stem} ({number}).{extension}", number + 1
        return path

    def _contents(self, content):
        every = [entry.document for folder in self.folders for entry in folder.entries]
        prefetch_related_objects(every, "versions")
        context = {"folders": self.folders, "pack": content}
        return render_to_string("packs/contents.html", context)


def file_name(title):
    """A title, in whatever script, as a name that every system takes."""
    name = REFUSED.sub(" ", clean_text(title, multiline=False)).strip(" .")
    name = name.encode()[:LONGEST_NAME].decode(errors="ignore").strip(" .")
    if not name or RESERVED.fullmatch(name):
        return gettext("Template")
    return name


def _pieces(document):
    with document.file.storage.open(document.file.name, "rb") as file:
        while piece := file.read(PIECE):
            yield piece
