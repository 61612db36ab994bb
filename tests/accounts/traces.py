"""Looks for words in everything that the site keeps: tables, sessions, cache, files, public pages."""

import base64
import json
import pickle
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection


def find(marks, client, addresses):
    """Where any of these words are found, as "table: row" and the like."""
    return [
        place for place, text in everything(client, addresses) if holds(text, marks)
    ]


def holds(text, marks):
    text = text.lower()
    return any(form in text for mark in marks for form in _forms(mark.lower()))


def everything(client, addresses):
    """All that is kept, piece by piece, as (where, text)."""
    yield from rows()
    yield from sessions()
    yield from cached()
    yield from files()
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        yield address, response.content.decode()


def rows():
    """Every row of every table, as the database writes it."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT whole::text FROM {name} AS whole")  # noqa: S608
            for (row,) in cursor.fetchall():
                yield f"{table}: {row[:300]}", row


def sessions():
    """What sessions say: their table holds it packed."""
    for session in Session.objects.all():
        yield f"session {session.pk}", json.dumps(session.get_decoded(), default=str)


def cached():
    """What the cache says: its table holds it packed."""
    table = connection.ops.quote_name(cache._table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key, value FROM {table}")  # noqa: S608
        for key, value in cursor.fetchall():
            said = pickle.loads(base64.b64decode(value))  # noqa: S301  (our own)
            yield f"cache {key}", f"{key} {said!r}"


def files():
    """Names and contents of all stored files, those inside archives too."""
    for folder in _folders():
        for path in sorted(folder.rglob("*")):
            yield str(path), path.name
            if path.is_file():
                yield str(path), _content(path.read_bytes())


def _folders():
    named = [
        storage["OPTIONS"]["location"]
        for storage in settings.STORAGES.values()
        if "location" in storage.get("OPTIONS", {})
    ]
    return [
        Path(each) for each in (settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH, *named)
    ]


def _content(content):
    text = content.decode("latin-1")
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                text += name + archive.read(name).decode("latin-1")
    return text


def _forms(mark):
    """A word as it is, and as bytes are written in the database's dump or in a mail."""
    packed = base64.b64encode(mark.encode()).decode().rstrip("=")[:-1].lower()
    return mark, mark.encode().hex(), packed
