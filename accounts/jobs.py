"""What is looked after by the clock."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from .services.copying import make_left_behind
from .services.erasure import erase_due
from .services.exports import forget_expired_exports
from .services.retention import apply_retention as apply
from .services.sessions import forget_ended_sessions


@timed_job("erase people", every=timedelta(hours=1))
def erase_people():
    """Those who asked for it some days ago and did not call it off."""
    erase_due()


@timed_job("make data copies left behind", every=timedelta(minutes=1))
def make_data_copies_left_behind():
    """Copies of people's data that no worker has finished."""
    make_left_behind()


@timed_job("forget data copies", every=timedelta(hours=1))
def forget_data_copies():
    """Copies whose time is over, and files that no copy stands for."""
    forget_expired_exports()


@timed_job("apply retention", every=timedelta(days=1))
def apply_retention():
    """Accounts that nobody uses, and places that nobody took up."""
    apply()


@timed_job("forget where people were signed in", every=timedelta(days=1))
def forget_where_people_were_signed_in():
    """The notes of sessions that ran out, for the list of one's own."""
    forget_ended_sessions()
