"""Erasing somebody, everywhere."""


def erase_account(user, keep_words):
    """Delete the account; what was written under it is the concern of the apps that hold it."""
    user.delete()
