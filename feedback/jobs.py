"""What is looked after by the clock."""

from datetime import timedelta

from django.conf import settings

from safeguards.timed_jobs import timed_job

from .services import answering, digests, fetching, retention, usefulness, working


@timed_job("forget old feedback", every=timedelta(days=1))
def forget_old_feedback():
    """Names and addresses go, and later the messages: settings.FEEDBACK_NAMED_DAYS, FEEDBACK_KEPT_DAYS."""
    retention.forget_old_feedback()


@timed_job("forget lost pictures of feedback", every=timedelta(days=1))
def forget_lost_pictures_of_feedback():
    """Files of senders whose message was never saved."""
    retention.forget_lost_pictures()


@timed_job("forget who answered", every=timedelta(hours=1))
def forget_who_answered():
    """Yesterday's salt goes, and with it what told the answers about useful pages apart."""
    usefulness.forget_past_days()


@timed_job("give back feedback", every=timedelta(hours=1))
def give_back_feedback():
    """What somebody has who may no longer deal with messages is everybody's again."""
    working.give_back_what_is_left_behind()


@timed_job("note what became of answers", every=timedelta(minutes=10))
def note_what_became_of_answers():
    """Mails of which a worker that died told nobody."""
    answering.settle_what_is_left()


@timed_job("fetch feedback mail", every=timedelta(minutes=3))
def fetch_feedback_mail():
    """What came back to answers, where there is a mailbox for it: settings.FEEDBACK_MAILBOX."""
    if settings.FEEDBACK_MAILBOX:
        fetching.fetch_mail()


@timed_job("write daily mail of feedback", every=timedelta(minutes=10))
def write_daily_mail_of_feedback():
    """What is new, due and overdue, to whoever has it or looks after its page; once in the morning of a working day."""
    digests.write_digests()
