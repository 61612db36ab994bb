"""Brings database and files to the state that this version of the site needs, step by step."""

import io
import os
import sys

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from environs import EnvError

from clic_site.bootstrap import say


class PreparationError(Exception):
    """The site cannot be prepared; the message is one line for the operator."""


def main():
    """Take each step in turn and say so; nothing is done twice."""
    try:
        set_up_django()
        require_database()
        say("Bringing the database up to date.")
        run("migrate", interactive=False)
        run("createcachetable")
        if settings.CLIC_DEMO and not has_demo_content():
            say("Loading the demo content.")
            run("load_demo")
        if is_search_due():
            say("Building the search index.")
            run("rebuild_search", if_due=True)
        say("Building the styles.")
        run("build_styles")
        if not settings.DEBUG:
            say("Collecting the static files.")
            run("collectstatic", interactive=False)
    except PreparationError as error:
        sys.exit(str(error))


def set_up_django():
    """Read the settings; what the operator must set is said in one line."""
    try:
        django.setup()
    except (EnvError, ImproperlyConfigured) as error:
        raise PreparationError(
            f"{one_line(error)}. docs/operators.md lists the variables."
        ) from error


def require_database():
    """Make sure that the database answers before anything else is tried."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise PreparationError(
            why_unreachable(error, connection.settings_dict)
        ) from error


def why_unreachable(error, database):
    """The driver's account of a failed connection as one line, without the password."""
    place = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}/{database['NAME']}"
    reason = one_line(error)
    if database["PASSWORD"]:
        reason = reason.replace(database["PASSWORD"], "…")
    return (
        f"The database that DATABASE_URL names ({place}) does not let us in: {reason}. "
        "Start it or correct DATABASE_URL; without DATABASE_URL the site brings its own."
    )


def has_demo_content():
    """Whether the demo has been loaded, which it is as a whole or not at all."""
    people = apps.get_model(settings.AUTH_USER_MODEL).objects
    return people.filter(email="admin@demo.example").exists()


def is_search_due():
    """Whether the search index was never built, or by an earlier version of the site."""
    from search.services.rebuilding import is_due

    return is_due()


def run(command, **options):
    """Run a management command silently."""
    try:
        call_command(command, verbosity=0, stdout=io.StringIO(), **options)
    except CommandError as error:
        raise PreparationError(f"{command}: {one_line(error)}") from error


def one_line(error):
    """The first line of a message, without its final stop."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].strip().rstrip(".")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clic_site.settings.production")
    # An address that swallows packets must not keep the operator waiting for minutes.
    os.environ.setdefault("PGCONNECT_TIMEOUT", "10")
    main()
