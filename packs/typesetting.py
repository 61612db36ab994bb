"""Sets packs as PDF, in a process of its own that knows nothing of the site and can be stopped."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone
from django.utils.translation import override
from wagtail.images.models import SourceImageIOError

from library.models import CLICImage

from .codes import code_as_svg
from .content import dated
from .nodes import pictures_in

TYPST = Path(__file__).parent / "typst"
LAYOUT, TYPESETTER = TYPST / "pack.typ", TYPST / "typesetter.py"
# Latin, Greek and Cyrillic; Arabic; Bengali; Chinese, Japanese and Korean.
FONTS = (
    ("fontpkg_arimo", "files"),
    ("fontpkg_ibm_plex_sans_arabic", "files"),
    ("fontpkg_hind_siliguri", "files"),
    ("justmytype_intl_cjk", "fonts"),
)
ON_PAPER = "max-1400x1400|bgcolor-ffffff|format-jpeg|jpegquality-82"
SECONDS_AT_MOST = 60


class NotTypeset(Exception):
    """A pack could not be set as PDF."""


def typeset(content):
    """Return the PDF of a pack. Raises NotTypeset."""
    with TemporaryDirectory(prefix="pack-") as name:
        folder = Path(name)
        (folder / LAYOUT.name).write_bytes(LAYOUT.read_bytes())
        (folder / "pack.json").write_text(json.dumps(_ready_for(folder, content)))
        _run(folder)
        return (folder / "pack.pdf").read_bytes()


def pictures_to_scale(content):
    """How many pictures of a pack have not been made ready for paper yet."""
    ids = {node["image_id"] for node in pictures_in(content) if "src" in node}
    ready = CLICImage.objects.filter(
        pk__in=ids, renditions__filter_spec=ON_PAPER
    ).distinct()
    return len(ids) - ready.count()


def _ready_for(folder, content):
    """The pack with the day, its codes, and the names of its pictures, which are put into the folder."""
    with override(content["lang"]):
        content = dated(content, timezone.localdate())
    label = content["words"]["code"]
    content["qr"] = code_as_svg(content["address"])
    content["qr_alt"] = f"{label} {content['address']}"
    _put_pictures(folder, content["sheets"])
    content["sheets"] = [
        sheet
        | {
            "qr": code_as_svg(sheet["address"]),
            "qr_alt": f"{label} {sheet['address']}",
        }
        for sheet in content["sheets"]
    ]
    return content


def _put_pictures(folder, sheets):
    nodes = [node for node in pictures_in(sheets) if "src" in node]
    images = CLICImage.objects.prefetch_related("renditions").in_bulk(
        {node["image_id"] for node in nodes}
    )
    for node in nodes:
        image = images.get(node["image_id"])
        name = f"{node['image_id']}.jpg"
        if image and not image.is_withheld and _put_picture(folder / name, image):
            node["file"] = name


def _put_picture(path, image):
    if path.exists():
        return True
    try:
        with image.get_rendition(ON_PAPER).file.open() as file:
            path.write_bytes(file.read())
    except (SourceImageIOError, OSError):
        return False
    return True


def _run(folder):
    fonts = [str(files(package) / inner) for package, inner in FONTS]
    try:
        # Ours alone: our own program, with a folder that was just made.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(TYPESETTER), str(folder), *fonts],
            capture_output=True,
            env={"LC_ALL": "C.UTF-8"},
            text=True,
            timeout=SECONDS_AT_MOST,
        )
    except subprocess.TimeoutExpired as error:
        raise NotTypeset("It took too long.") from error
    if done.returncode:
        raise NotTypeset(done.stderr[-2000:])
