"""References that people quote when they ask about what they sent."""

import re
import secrets

# Without letters and digits that are mistaken for each other when read aloud.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

REFERENCE = re.compile(f"[A-Z]{{2}}-[{ALPHABET}]{{8}}", re.ASCII | re.IGNORECASE)


def new_reference(prefix):
    """A reference such as FB-7K3QX9WA: short to say, too many to guess."""
    code = "".join(secrets.choice(ALPHABET) for _position in range(8))
    return f"{prefix}-{code}"


def is_reference(text):
    """Whether this is a reference and nothing else; capitals make no difference."""
    return bool(REFERENCE.fullmatch(text))
