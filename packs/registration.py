"""Packs hold nothing of a person: they are made of pages and of what stands in an address."""

from accounts.registry import register_impersonal

IMPERSONAL = {
    "packs.PackFile": "what tools say, and a title that any reader may type: gone after three days"
}


def register_personal_data():
    """Tell accounts that nothing here is anybody's."""
    register_impersonal(IMPERSONAL)
