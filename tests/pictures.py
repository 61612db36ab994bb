"""Pictures that people upload, for tests."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def photograph(size=(80, 40), name="ward.jpg"):
    """A JPEG as a phone makes it: on its side, with where and with what it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "Secret phone"
    exif.get_ifd(GPS).update({1: "N", 2: (54.0, 39.0, 0.0)})
    file = BytesIO()
    picture = Image.new("RGB", size, "#12404d")
    picture.save(file, "JPEG", exif=exif, comment=b"Secret comment")
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/jpeg")


def drawing():
    """A PNG that can be seen through, with a note in it."""
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "Secret author")
    file = BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(file, "PNG", pnginfo=note)
    return SimpleUploadedFile("drawing.png", file.getvalue())


def upload(content, name="picture.jpg"):
    return SimpleUploadedFile(name, content)
