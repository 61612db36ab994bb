"""One migrated database that each worker's own is copied from: migrating takes half a minute."""

import hashlib
from pathlib import Path
from zlib import crc32

from django.apps import apps
from django.conf import settings
from django.db import connection

PREFIX = "clic_template_"
# Workers begin at the same time: one of them migrates, the others wait for it.
LOCK = crc32(b"clic template database") - 2**31


def provide_template():
    """The name of a database with all migrations applied, made anew after one of them changed."""
    name = f"{PREFIX}{_fingerprint()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        known = _templates(cursor)
        for old in known - {name}:
            cursor.execute(f'DROP DATABASE "{old}"')
        if name not in known:
            _migrate_into(f"{name}_unfinished")
            cursor.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return name


def _migrate_into(name):
    own, tests_own = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    connection.settings_dict["TEST"] = {**tests_own, "NAME": name}
    try:
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False
        )
    finally:
        connection.close()
        connection.settings_dict["TEST"] = tests_own
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = own


def _templates(cursor):
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
    )
    return {name for (name,) in cursor.fetchall()}


def _fingerprint():
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for file in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(f"{config.name}/{file.name}".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
