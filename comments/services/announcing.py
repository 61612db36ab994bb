"""Telling followers of what was published: noted at once for all of them, then written mail by mail.

A comment is announced once. Who shall hear of it is noted in the same moment, and each note
goes as its mail is written, so that no mail is lost or written twice when a worker dies.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Consent, User
from pages.access import readable_by_each
from safeguards.letters import send_letters

from .. import news
from ..models import Comment, Follow, Notice, PagePolicy
from ..purposes import REPLY_MAIL

Kind = Notice.Kind
Pace = Follow.Pace

BATCH = 100
# When the daily mail is written, by the calendar of the site.
DAILY_AT_HOUR = 6
# A comment that was announced just before may still be on its way into the database.
SETTLING = timedelta(minutes=5)


@transaction.atomic
def announce(pk):
    """Note who is to hear of a comment, if it is public and was not announced before."""
    unannounced = Comment.objects.to_announce().select_for_update(no_key=True)
    comment = unannounced.filter(pk=pk).first()
    if comment is None:
        return
    comment.announced_at = timezone.now()
    comment.save(update_fields=["announced_at"])
    Notice.objects.bulk_create(
        [
            Notice(user_id=number, comment=comment, kind=kind)
            for number, kind in _who_hears(comment).items()
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )


def announce_what_is_left():
    """Announce what a worker left behind, and write what is still to be written."""
    for pk in Comment.objects.to_announce().values_list("pk", flat=True)[:BATCH]:
        announce(pk)
    write_letters()


def write_letters():
    """Write the mails that are due at once."""
    at_once = Notice.objects.of_kind(Kind.REPLY, Kind.AT_ONCE)
    while _write(at_once.to_write()[:BATCH], news.letters_of_one):
        pass


def write_digests(now=None):
    """Write each follower's daily mail: all that was announced until this morning."""
    due = Notice.objects.of_kind(Kind.DAILY).made_before(_this_morning(now))
    while True:
        people = due.order_by("user_id").values_list("user_id", flat=True).distinct()
        theirs = due.to(list(people[:BATCH]))
        if not _write(theirs.to_write(), news.digests):
            return


@transaction.atomic
def _write(notices, letters_about):
    """Write the mails about some notices and let go of these; whether there were any."""
    notices = list(notices)
    still = Filter(notices)
    told = [each for each in notices if still.holds(each)]
    send_letters(letters_about(told, still.choices))
    Notice.objects.filter(pk__in=[each.pk for each in notices]).delete()
    return bool(notices)


class Choices:
    """What people chose for some pages and threads; a thread wins over its page."""

    def __init__(self, follows):
        self.of_threads, self.of_pages = {}, {}
        for each in follows:
            if each.thread_id is None:
                self.of_pages[each.user_id, each.page_id] = each.pace
            else:
                self.of_threads[each.user_id, each.thread_id] = each.pace

    @property
    def people(self):
        return {user_id for user_id, _about in {**self.of_threads, **self.of_pages}}

    def pace_for(self, user_id, comment):
        """How this person wants to hear of this comment; None: they chose nothing."""
        of_page = self.of_pages.get((user_id, comment.page_id))
        return self.of_threads.get((user_id, thread_of(comment)), of_page)

    def is_about_thread(self, user_id, comment):
        """Whether it is the thread that they chose, and not the page alone."""
        return (user_id, thread_of(comment)) in self.of_threads


class Filter:
    """Which notices may be told now, asked for all of them together.

    Much may have changed since they were made: people leave or stop following, pages close,
    comments go.
    """

    def __init__(self, notices):
        comments = [each.comment for each in notices]
        pages = list({comment.page_id: comment.page for comment in comments}.values())
        people = {each.user_id: each.user for each in notices}
        self.reachable = set(
            User.objects.reachable_by_mail()
            .filter(pk__in=people)
            .values_list("pk", flat=True)
        )
        self.readable = readable_by_each(people.values(), pages)
        self.policies = PagePolicy.objects.for_pages(pages)
        follows = Follow.objects.of_people(people).around(comments)
        self.choices = Choices(follows)
        self.agreed = _who_agreed(people)

    def holds(self, notice):
        comment = notice.comment
        return (
            comment.is_public
            and notice.user_id != comment.author_id
            and notice.user_id in self.reachable
            and comment.page_id in self.readable[notice.user_id]
            and self.policies[comment.page_id].is_shown
            and self._is_wanted(notice)
        )

    def _is_wanted(self, notice):
        pace = self.choices.pace_for(notice.user_id, notice.comment)
        if notice.kind == Kind.REPLY:
            return pace != Pace.NEVER and notice.user_id in self.agreed
        return pace in {Pace.AT_ONCE, Pace.DAILY}


def thread_of(comment):
    """The number of the comment that began the thread."""
    return comment.parent_id or comment.pk


def _who_hears(comment):
    """The kind of mail for each who shall hear of a comment, by number; never its author."""
    follows = Follow.objects.around([comment]).begun_by(comment.published_at)
    choices = Choices(follows)
    wanted = {number: choices.pace_for(number, comment) for number in choices.people}
    kinds = {
        number: Kind(pace) for number, pace in wanted.items() if pace != Pace.NEVER
    }
    answered = {
        each.author_id
        for each in Comment.objects.answered_by(comment)
        if each.author_id and wanted.get(each.author_id) != Pace.NEVER
    }
    # Whoever is told that they were answered is told of it in one mail, not two.
    kinds |= dict.fromkeys(_who_agreed(answered), Kind.REPLY)
    kinds.pop(comment.author_id, None)
    return kinds


def _who_agreed(numbers):
    consents = Consent.objects.current(REPLY_MAIL).by(numbers)
    return set(consents.values_list("user_id", flat=True))


def _this_morning(now):
    """The latest hour at which daily mails were due."""
    now = (now or timezone.now()) - SETTLING
    now = timezone.localtime(now, timezone.get_default_timezone())
    morning = now.replace(hour=DAILY_AT_HOUR, minute=0, second=0, microsecond=0)
    return morning if morning <= now else morning - timedelta(days=1)
