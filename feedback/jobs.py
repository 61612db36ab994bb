"""What is looked after by the clock."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from .services import retention


@timed_job("forget old feedback", every=timedelta(days=1))
def forget_old_feedback():
    """Names and addresses go, and later the messages: settings.FEEDBACK_NAMED_DAYS, FEEDBACK_KEPT_DAYS."""
    retention.forget_old_feedback()


@timed_job("forget lost pictures of feedback", every=timedelta(days=1))
def forget_lost_pictures_of_feedback():
    """Files of senders whose message was never saved."""
    retention.forget_lost_pictures()
