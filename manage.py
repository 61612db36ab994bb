#!/usr/bin/env python
"""Django's command line, with a database behind it even where DATABASE_URL is unset."""

import os
import sys


def main():
    """Run one administrative command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clic_site.settings.dev")
    try:
        from django.core.management import execute_from_command_line

        from clic_site.database import DatabaseUnavailable, provide_database_url
    except ImportError as error:
        sys.exit(
            f"{error}. Type `make setup` first, then use .venv/bin/python manage.py."
        )
    try:
        provide_database_url()
    except DatabaseUnavailable as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
