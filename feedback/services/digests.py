"""The daily mail about feedback: what is new, due and overdue, to those whose it is. None has a word of a sender."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from pages.owners import teams_of

from ..digest_mails import Digest, write_digest
from ..due import is_working_day, working_day_after, working_day_before
from ..models import DigestRefusal, DigestSent, FeedbackItem
from ..permissions import can_read

# By the clock of the site; nobody is told in the afternoon of what was due in the morning.
HOURS = range(7, 12)
KEPT_DAYS = 14


def write_digests(now=None):
    """Write to each assignee and each page team what needs them, once in the morning of a working day."""
    now = timezone.localtime(now, timezone.get_default_timezone())
    today = now.date()
    if now.hour not in HOURS or not is_working_day(today):
        return
    since = _morning_of(working_day_before(today))
    until = working_day_after(today)
    for address, (reader, items) in _items_by_address(since, until).items():
        _tell(address, Digest(today, until, reader, items))
    DigestSent.objects.before(today - timedelta(days=KEPT_DAYS)).delete()


def wants_digest(user):
    """Whether somebody gets the daily mail, should there be anything to tell."""
    return not DigestRefusal.objects.of([user.pk]).exists()


def choose_digest(user, *, is_wanted):
    """Switch the daily mail off for somebody, or on again."""
    if is_wanted:
        DigestRefusal.objects.of([user.pk]).delete()
    else:
        DigestRefusal.objects.get_or_create(user=user)


@transaction.atomic
def _tell(address, digest):
    if DigestSent.objects.note(address, digest.today):
        write_digest(address, digest)


def _items_by_address(since, until):
    """For each address: who reads it (None: several people), and the messages that need them."""
    items = FeedbackItem.objects.to_tell_of(since, until)
    items = list(items.select_related("kind", "page"))
    pages = {item.page_id: item.page for item in items if item.page}
    teams = teams_of(list(pages.values()))
    people = _readers(items, teams)
    readers, found = {}, {}
    for item in items:
        for address, reader in _addresses_for(item, teams, people):
            # A mailbox that is also somebody's own address is read as a mailbox.
            readers[address] = reader if readers.get(address, reader) else None
            found.setdefault(address, {})[item.pk] = item
    return {
        address: (readers[address], list(found[address].values())) for address in found
    }


def _addresses_for(item, teams, people):
    """Whose it is: the colleague's who has it, and the team's that looks after its page."""
    if item.assignee_id in people:
        yield _own_address(people[item.assignee_id])
    team = teams.get(item.page_id)
    if team is None:
        return
    if team.mailbox:
        yield team.mailbox.lower(), None
        return
    for member in team.members.all():
        if member.pk in people:
            yield _own_address(people[member.pk])


def _own_address(person):
    return person.email.lower(), person


def _readers(items, teams):
    """Those of the assignees and members of teams who may read the inbox and want the mail, by number."""
    numbers = {item.assignee_id for item in items if item.assignee_id}
    for team in teams.values():
        numbers |= {member.pk for member in team.members.all()}
    numbers -= set(DigestRefusal.objects.of(numbers).values_list("user_id", flat=True))
    people = User.objects.reachable_by_mail().in_bulk(numbers)
    return {number: person for number, person in people.items() if can_read(person)}


def _morning_of(day):
    """When the daily mails of a day were written at the earliest."""
    morning = datetime.combine(day, time(HOURS.start))
    return timezone.make_aware(morning, timezone.get_default_timezone())
