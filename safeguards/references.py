"""References that people quote when they ask about what they sent."""

import secrets

# Without letters and digits that are mistaken for each other when read aloud.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference(prefix):
    """A reference such as FB-7K3QX9WA: short to say, too many to guess."""
    code = "".join(secrets.choice(ALPHABET) for _position in range(8))
    return f"{prefix}-{code}"
