"""Where finished packs lie: private, as everyone is asked again what they may read."""

from secrets import token_hex

from django.core.files.storage import storages


def pack_storage():
    return storages["packs"]


def pack_file_name(_instance, _filename):
    return f"{token_hex(16)}.pdf"
