"""What is looked after by the clock."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from .services.erasure import erase_due


@timed_job("erase people", every=timedelta(hours=1))
def erase_people():
    """Those who asked for it some days ago and did not call it off."""
    erase_due()
