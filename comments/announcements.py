"""Having a comment announced, once it is saved that it is public."""

from django.db import transaction

from .tasks import announce_comment


def announce_later(comment):
    """Have the worker tell those who follow the discussion, or are answered, as soon as this is saved."""

    # Robust: should it fail, the timed job finds the comment. Not a partial: Django's log of a
    # failure asks for the function's name.
    def ask_the_worker():
        announce_comment.enqueue(comment.pk)

    transaction.on_commit(ask_the_worker, robust=True)
