"""Statements put together from parts and values, each value quoted."""

from django.db import connection
from psycopg2.sql import SQL, Composable, Literal


def composed(statement, **parts):
    """A statement with parts of it, and with values, in the places that are named so."""
    return SQL(statement).format(
        **{
            name: part if isinstance(part, Composable) else Literal(part)
            for name, part in parts.items()
        }
    )


def joined(sign, parts):
    """Parts with a sign between them, in brackets."""
    return SQL("({})").format(SQL(sign).join(parts))


def ask(statement):
    """The rows that answer a composed statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()
