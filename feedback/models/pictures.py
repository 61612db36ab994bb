"""Where pictures that visitors send lie: no public address leads to them."""

from secrets import token_hex

from django.core.files.storage import storages


def picture_storage():
    """The private storage: only the inbox shows what is in it."""
    return storages["feedback"]


def picture_name(_instance, _filename):
    """A name that tells nothing: what the sender called the file may name somebody."""
    return f"{token_hex(16)}.jpg"
