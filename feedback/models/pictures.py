"""Where pictures that visitors send lie: no public address leads to them."""

from pathlib import PurePath
from secrets import token_hex

from django.core.files.storage import storages

# What pictures are made anew as: safeguards/pictures.py.
MADE = (".jpg", ".png")


def picture_storage():
    """The private storage: only the inbox shows what is in it."""
    return storages["feedback"]


def picture_name(_instance, filename):
    """A name that tells nothing: what the sender called the file may name somebody."""
    suffix = PurePath(filename).suffix
    return f"{token_hex(16)}{suffix if suffix in MADE else '.jpg'}"
