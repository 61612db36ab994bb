"""What readers ask: who may see it, when it is answered, and who is reminded of it."""

from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from pages.access import pages_readable_by, readable_by_each
from pages.models.querysets import pages_of_any_type
from pages.owners import pages_looked_after_by, teams_of
from safeguards.models import OutboxMessage

from .. import notices
from ..models import Comment, CommentDecision, PagePolicy
from ..permissions import can_moderate, can_settle_question
from .states import AlreadyDecided, log

Action = CommentDecision.Action
State = Comment.State


def note_answer(reply):
    """A question is answered once a reply of its page's team, or of those who run the site, is public."""
    if not (reply.is_public and reply.badge and reply.parent_id):
        return
    for question in Comment.objects.asked_in(reply).select_for_update(no_key=True):
        _set_answered(question, timezone.now(), Action.ANSWERED, other=reply)


@transaction.atomic
def mark_answered(question, *, by):
    """Take a question off the list of open ones. Raises AlreadyDecided."""
    question = _take(question, by)
    if question.answered_at is not None:
        raise AlreadyDecided(question)
    _set_answered(question, timezone.now(), Action.ANSWERED, by=by)
    return question


@transaction.atomic
def ask_again(question, *, by):
    """Put a question on the list of open ones again. Raises AlreadyDecided."""
    question = _take(question, by)
    if question.answered_at is None:
        raise AlreadyDecided(question)
    _set_answered(question, None, Action.ASKED_AGAIN, by=by)
    return question


def pages_with_questions_for(user):
    """The numbers of the pages whose questions this person may see in the admin."""
    pages = list(Comment.objects.questions().pages_asked_about())
    pages = _with_comments(pages)
    if not can_moderate(user):
        pages = pages_readable_by(user, pages)
    return {page.pk for page in pages}


def open_questions_of(user):
    """The open questions on the pages that this person's teams look after."""
    own = pages_looked_after_by(user)
    # Most people look after nothing.
    pages = own & pages_with_questions_for(user) if own else set()
    return Comment.objects.questions().unanswered().on_pages(pages)


def remind_teams():
    """Tell each page team of the open questions on its pages, once in a week."""
    monday = _beginning_of_week()
    for address, (reader, questions) in sorted(_questions_by_address().items()):
        told = OutboxMessage.objects.of_kind(
            notices.OPEN_QUESTIONS, to=address, since=monday
        )
        if not told.exists():
            notices.open_questions(address, reader, questions)


def _with_comments(pages):
    policies = PagePolicy.objects.for_pages(pages)
    return [page for page in pages if policies[page.pk].is_shown]


def _take(question, by):
    question = (
        Comment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("page")
        .get(pk=question.pk)
    )
    if not question.is_question or not question.is_public:
        raise AlreadyDecided(question)
    if not can_settle_question(by, question):
        raise PermissionDenied
    return question


def _set_answered(question, moment, action, *, by=None, other=None):
    # Neither its words nor its state: what a moderator looked at is still the same.
    question.answered_at = moment
    question.save(update_fields=["answered_at"])
    is_asker = by is not None and by.pk == question.author_id
    # Who asked is in the row already, and may be forgotten there.
    log(question, action, by=None if is_asker else by, other=other)


def _questions_by_address():
    """For each address of a team: who reads it (None: several people), and the open questions they may hear of."""
    questions = list(Comment.objects.questions().unanswered().select_related("page"))
    pages = {question.page_id: question.page for question in questions}
    readers, own = _readers(teams_of(_with_comments(list(pages.values()))))
    people = [reader for reader in readers.values() if reader]
    readable = readable_by_each(people, pages.values())
    # Nobody knows who reads a shared mailbox.
    public = set(pages_of_any_type().live().public().in_bulk(pages))
    found = {}
    for address, reader in readers.items():
        seen = own[address] & (readable[reader.pk] if reader else public)
        listed = [question for question in questions if question.page_id in seen]
        if listed:
            found[address] = (reader, listed)
    return found


def _readers(teams):
    """Who reads each address of these teams (None: several people), and which pages are theirs."""
    members = {member.pk for team in teams.values() for member in team.members.all()}
    people = User.objects.able_to_sign_in().in_bulk(members)
    readers, own = {}, {}
    for page, team in teams.items():
        for address, reader in _addresses_of(team, people):
            # A mailbox that is also somebody's own address is read as a mailbox.
            readers[address] = reader if readers.get(address, reader) else None
            own.setdefault(address, set()).add(page)
    return readers, own


def _addresses_of(team, people):
    if team.mailbox:
        return [(team.mailbox.lower(), None)]
    members = (people.get(member.pk) for member in team.members.all())
    return [(person.email, person) for person in members if person]


def _beginning_of_week():
    zone = timezone.get_default_timezone()
    today = timezone.localdate(timezone=zone)
    monday = today - timedelta(days=today.weekday())
    return datetime.combine(monday, time.min, tzinfo=zone)
