"""What was done about a message, as colleagues read it."""

from dataclasses import dataclass

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from safeguards.personal_details import Kind

from ..models import (
    FeedbackEvent,
    FeedbackItem,
    FeedbackKind,
    FeedbackMail,
    FeedbackNote,
    FeedbackTag,
    PageTask,
)
from ..services.downloading import IN_A_FILE

Action = FeedbackEvent.Action

# Of a very long history; what is older stays in the log.
MOST_SHOWN = 200

# What `other_id` of an event is the number of.
ABOUT = {
    User: {Action.ASSIGNED, Action.UNASSIGNED},
    FeedbackItem: {Action.LINKED, Action.UNLINKED},
    FeedbackNote: {Action.NOTED},
    PageTask: {
        Action.TASK_MADE,
        Action.TASK_DONE,
        Action.TASK_REOPENED,
        Action.TASK_TAKEN_BACK,
    },
    FeedbackMail: {
        Action.ANSWERED,
        Action.UNDELIVERED,
        Action.BOUNCED,
        Action.SENDER_WROTE,
        Action.DOUBTED,
    },
}
MODELS = {action: model for model, actions in ABOUT.items() for action in actions}
# What the codes of an event are the numbers of.
CODED = {
    Action.TAGGED: FeedbackTag,
    Action.KIND_CHANGED: FeedbackKind,
    Action.PAGE_CHANGED: Page,
}


@dataclass
class Entry:
    """One line of the history, with the names and words that the log itself doesn't keep."""

    event: FeedbackEvent
    # None: the site itself, the sender, or somebody who has left.
    actor: User | None
    # The colleague, message, note, task or mail that it was about, while it is there.
    other: object
    # What its codes say: from what to what, or which kinds of details.
    details: str

    @property
    def what(self):
        """What was done, in words, but for what it was about."""
        if self.event.codes == ["from"] and self.event.action == Action.LINKED:
            return _("Another message was linked to this one")
        if self.event.codes == ["from"] and self.event.action == Action.UNLINKED:
            return _("Another message is no longer linked to this one")
        return self.event.get_action_display()

    @property
    def note(self):
        return self.other if isinstance(self.other, FeedbackNote) else None

    @property
    def task(self):
        return self.other if isinstance(self.other, PageTask) else None

    @property
    def mail(self):
        return self.other if isinstance(self.other, FeedbackMail) else None

    @property
    def person(self):
        return self.other if isinstance(self.other, User) else None

    @property
    def message(self):
        return self.other if isinstance(self.other, FeedbackItem) else None

    @property
    def is_by_site(self):
        return self.event.actor_id is None


def history_of(item):
    """What was done about a message, the newest first; it takes as many queries for many as for few."""
    events = list(FeedbackEvent.objects.about(item).reverse()[:MOST_SHOWN])
    numbers = {model: set() for model in [*ABOUT, *CODED.values()]}
    for event in events:
        if event.actor_id:
            numbers[User].add(event.actor_id)
        if event.other_id and event.action in MODELS:
            numbers[MODELS[event.action]].add(event.other_id)
        if event.action in CODED:
            numbers[CODED[event.action]].update(_numbers_in(event.codes))
    found = {model: model.objects.in_bulk(keys) for model, keys in numbers.items()}
    return [
        Entry(
            event=event,
            actor=found[User].get(event.actor_id),
            other=found[MODELS[event.action]].get(event.other_id)
            if event.action in MODELS
            else None,
            details=_in_words(event, found),
        )
        for event in events
    ]


def _in_words(event, found):
    codes = dict(code.split(":", 1) for code in event.codes if ":" in code)
    if event.action == Action.DETAILS_READ:
        if IN_A_FILE in event.codes:
            return _("name and address, in a downloaded file")
        kinds = [Kind(code).label for code in event.codes if code in Kind.values]
        return ", ".join(map(str, kinds))
    if event.action == Action.DUE_CHANGED:
        return _from_to(codes, lambda day: date_format(parse_date(day), "j M Y"))
    if event.action == Action.TAGGED:
        return _tags(event.codes, found[FeedbackTag])
    if event.action in CODED:
        names = found[CODED[event.action]]
        return _from_to(
            codes, lambda number: str(names.get(int(number), _("no longer there")))
        )
    return ""


def _from_to(codes, in_words):
    """From what to what something was changed."""
    old, new = (
        in_words(codes[word]) if word in codes else _("none") for word in ("from", "to")
    )
    return _("from %(old)s to %(new)s") % {"old": old, "new": new}


def _tags(codes, tags):
    """Which tags were given and taken away."""
    parts = []
    for word, label in [("added", _("added: %s")), ("removed", _("removed: %s"))]:
        names = [
            str(tags.get(number, _("no longer there")))
            for number in _numbers_in(codes, word)
        ]
        if names:
            parts.append(label % ", ".join(names))
    return "; ".join(parts)


def _numbers_in(codes, word=None):
    return [
        int(number)
        for name, _colon, number in (code.partition(":") for code in codes)
        if number.isdigit() and word in {None, name}
    ]
