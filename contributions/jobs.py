"""What is looked after by the clock."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from . import services


@timed_job("answer contributions", every=timedelta(seconds=10))
def answer_contributions():
    """Stories from readers are published, changed and deleted as any other; their senders hear of it."""
    services.answer_senders()


@timed_job("draft contributions", every=timedelta(minutes=10))
def draft_contributions():
    services.make_missing_stories()
