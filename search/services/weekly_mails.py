"""The weekly mail about searches, to those who can put right what is not found."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.models import User
from safeguards.letters import send_letters

from ..models import IndexState, LoggedSearch, WeeklyMailRefusal
from ..permissions import can_see_searches
from ..weekly_mails import Week, weekly_letter

MONDAY = 0
# By the clock of the site; a mail that could not be written on Monday comes later in the week.
FIRST_HOUR = 7
WEEK = timedelta(days=7)


@transaction.atomic
def write_weekly_mails(now=None):
    """Write to each editor who wants it what readers looked for in the last week in vain; once a week.

    Returns how many mails it were.
    """
    now = timezone.localtime(now, timezone.get_default_timezone())
    monday = now.date() - timedelta(days=now.weekday())
    is_early = now.weekday() == MONDAY and now.hour < FIRST_HOUR
    if is_early or not _is_first_of_week(monday):
        return 0
    last_week = LoggedSearch.objects.between(monday - WEEK, monday - timedelta(days=1))
    week = Week(monday - WEEK, last_week)
    if not week.is_worth_a_mail:
        return 0
    readers = _readers()
    send_letters([weekly_letter(week, reader) for reader in readers])
    return len(readers)


def may_get(user):
    """Whether somebody is of those to whom the mail goes: they publish pages and see the report."""
    return can_see_searches(user) and _publishers().contains(user)


def wants_weekly_mail(user):
    """Whether somebody gets the mail, should there be anything to tell."""
    return not WeeklyMailRefusal.objects.of([user.pk]).exists()


def choose_weekly_mail(user, *, is_wanted):
    """Switch the weekly mail off for somebody, or on again."""
    if is_wanted:
        WeeklyMailRefusal.objects.of([user.pk]).delete()
    else:
        WeeklyMailRefusal.objects.get_or_create(user=user)


def _is_first_of_week(monday):
    """Note that the mail of this week is written; False where it was before."""
    state = IndexState.objects.filter(pk=1).exclude(weekly_mail_on__gte=monday)
    return bool(state.update(weekly_mail_on=monday))


def _readers():
    people = User.objects.reachable_by_mail().filter(pk__in=_publishers())
    refusals = WeeklyMailRefusal.objects.values("user")
    wanting = people.exclude(pk__in=refusals).order_by("pk")
    return [person for person in wanting if can_see_searches(person)]


def _publishers():
    return PagePermissionPolicy().users_with_permission("publish")
