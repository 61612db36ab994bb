"""Timed jobs of comments."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from . import drafts


@timed_job("forget old drafts of comments", every=timedelta(hours=1))
def forget_old_drafts():
    """Drafts live for a day: whoever wrote them has signed in by then, or will not."""
    drafts.forget_old_drafts()
