"""Timed jobs of comments."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from . import drafts
from .services import announcing, forgetting, inbox, questions, reporting


@timed_job("forget old drafts of comments", every=timedelta(hours=1))
def forget_old_drafts():
    """Drafts live for a day: whoever wrote them has signed in by then, or will not."""
    drafts.forget_old_drafts()


@timed_job("forget settled reports of comments", every=timedelta(days=1))
def forget_settled_reports():
    """What readers reported goes a year after a moderator has settled it."""
    reporting.forget_settled_reports()


@timed_job("delete old words of comments", every=timedelta(days=1))
def delete_old_words():
    """What was not published or hidden goes after its time; moderators have had theirs to undo it."""
    forgetting.delete_old_words()


@timed_job("announce comments", every=timedelta(minutes=1))
def announce_comments():
    """Comments that a worker left unannounced, and mails about them that it left unwritten."""
    announcing.announce_what_is_left()


@timed_job("write daily mail of discussions", every=timedelta(minutes=10))
def write_daily_mail():
    """Once a day to each follower: what was announced after this morning waits for the next."""
    announcing.write_digests()


@timed_job("tell moderators of comments", every=timedelta(hours=1))
def tell_moderators_of_comments():
    """One mail for all that is new, in working hours: settings.COMMENT_DIGEST_HOURS."""
    inbox.tell_of_comments()


@timed_job("tell moderators of risky comments", every=timedelta(minutes=5))
def tell_moderators_of_risky_comments():
    """What can't wait and was too much for mails of its own."""
    inbox.tell_of_risky_comments()


@timed_job("remind page teams of open questions", every=timedelta(days=1))
def remind_page_teams():
    """Each team once in a week, as soon as there is something to say."""
    questions.remind_teams()
