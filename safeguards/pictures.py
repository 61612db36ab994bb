"""Pictures that people send: made anew, with nothing in them but what can be seen."""

import warnings
from io import BytesIO
from secrets import token_hex

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MEGABYTE = 1024 * 1024
MAX_PIXELS = 64_000_000
# A JPEG can be read in parts; the others are unpacked as a whole.
MAX_PIXELS_AT_ONCE = 36_000_000
# A JPEG that gets clearer while it loads has some ten layers: with thousands, each of which is
# a few bytes, one picture would keep us busy for an hour.
MAX_LAYERS = 40
LAYER = b"\xff\xda"
LONGEST_SIDE = 2400
FORMATS = ["JPEG", "PNG", "WEBP"]


class NoPicture(ValueError):
    """What was sent is not a picture that we can read."""


class PictureTooLarge(ValueError):
    """A picture has more bytes, or would unpack to more pixels, than we take."""


TOO_LARGE = (
    PictureTooLarge,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
)


class PictureField(forms.FileField):
    """A picture, made anew from what was uploaded."""

    def __init__(self, *, most_megabytes, **kwargs):
        accepted = {"accept": "image/jpeg,image/png,image/webp"}
        super().__init__(
            widget=forms.FileInput(attrs=accepted),
            error_messages={
                "empty": _("This file is empty. Choose another one."),
                "invalid": _("Choose the picture again: it did not arrive."),
            },
            **kwargs,
        )
        self.most_megabytes = most_megabytes

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return remade(file, most_megabytes=self.most_megabytes)
        except PictureTooLarge as error:
            raise forms.ValidationError(
                _(
                    "This picture is too large. Choose one of at most %(most)s MB, or make it smaller."
                ),
                code="too_large",
                params={"most": self.most_megabytes},
            ) from error
        except NoPicture as error:
            raise forms.ValidationError(
                _(
                    "We can't read this picture. Choose one that ends in .jpg, .png or .webp."
                ),
                code="no_picture",
            ) from error


class PictureFormMixin:
    """A form with a `picture`."""

    def ask_for_picture_again(self):
        """Say that a form that is shown once more has lost its picture: browsers keep none."""
        if "picture" in self.files and "picture" not in self.errors:
            self.add_error("picture", _("Please choose the picture once more"))


def remade(file, *, most_megabytes):
    """The picture of an uploaded file as a new one: upright, of a sensible size, with no trace of
    where, when and with what it was taken."""
    if file.size > most_megabytes * MEGABYTE:
        raise PictureTooLarge
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that is large beyond reason.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _refuse_layers_without_end(file)
            return _written(_pixels(file))
    except TOO_LARGE as error:
        raise PictureTooLarge from error
    except Exception as error:
        # A broken picture can make any of the decoders fail in any way.
        raise NoPicture from error


def _refuse_layers_without_end(file):
    file.seek(0)
    content = file.read()
    file.seek(0)
    # Other kinds of picture may well hold these two bytes many times.
    if content.startswith(b"\xff\xd8") and content.count(LAYER) > MAX_LAYERS:
        raise PictureTooLarge


def _pixels(file):
    with Image.open(file, formats=FORMATS) as opened:
        # Known from the first bytes: nothing is unpacked before it is known to fit.
        most = MAX_PIXELS if opened.format == "JPEG" else MAX_PIXELS_AT_ONCE
        if opened.width * opened.height > most:
            raise PictureTooLarge
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        # Made smaller first: to turn it takes a second copy.
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        picture = ImageOps.exif_transpose(opened)
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    # Pillow hands on comments and other notes with a picture, but not with its pixels.
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean


def _written(picture):
    written = BytesIO()
    if picture.mode == "RGBA":
        picture.save(written, "PNG")
    else:
        picture.save(written, "JPEG", quality=88, optimize=True, progressive=True)
    suffix = "png" if picture.mode == "RGBA" else "jpg"
    # Nobody can guess where a picture lies before it is published.
    return ContentFile(written.getvalue(), name=f"{token_hex(16)}.{suffix}")
