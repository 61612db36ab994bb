"""Messages as lines of a file, read a part at a time however many there are."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import FeedbackEvent, FeedbackItem
from ..models.figures import SECTION_LENGTH, sections
from ..models.kinds import FeedbackKind
from ..permissions import can_read, can_read_details

PART = 500
# In the log beside "personal details read": they went into a file.
IN_A_FILE = "file"


def lines_of(items, *, by, with_senders=False):
    """The messages as lines for a spreadsheet, the headings first; personal details in them stay masked.

    With senders each has its name and address too, and each message of which somebody so learns
    them is logged before its line is given out.
    """
    if not (can_read_details(by) if with_senders else can_read(by)):
        raise PermissionDenied
    # Words are put together now: later, while the file is sent, nobody's language is chosen.
    return _lines(items, _Words(), by=by, with_senders=with_senders)


class _Words:
    """What is said of each message beside its own words, in the reader's language and time zone."""

    def __init__(self):
        self.zone = timezone.get_current_timezone()
        self.kinds = dict(FeedbackKind.objects.values_list("pk", "name"))
        self.sections = {page.path: page.title for page in sections()}
        self.states = _spelt(FeedbackItem.State)
        self.sources = _spelt(FeedbackItem.Source)
        self.yes, self.no = _("Yes"), _("No")
        self.headings = [
            _("Reference"),
            _("Sent"),
            _("About"),
            _("Came by"),
            _("Message, personal details masked"),
            _("Someone may be at risk"),
            _("Section"),
            _("Page"),
            _("Document"),
            _("Language"),
            _("State"),
            _("Assigned to"),
            _("Due"),
            _("Overdue"),
            _("Waiting for"),
            _("Tags"),
            _("Duplicate of"),
            _("Answered by mail"),
            _("Dealt with"),
        ]
        self.senders = [_("Name"), _("E-mail address")]

    def line(self, item):
        page = item.page
        return [
            item.reference,
            self._local(item.created_at),
            self.kinds.get(item.kind_id, ""),
            self.sources[item.source],
            item.shown_message,
            self.yes if item.is_at_risk else self.no,
            self.sections.get(page.path[:SECTION_LENGTH], "") if page else "",
            page.title if page else "",
            item.document.title if item.document else "",
            item.language,
            self.states[item.state],
            item.assignee.display_name if item.assignee else "",
            item.due_on,
            self.yes if item.is_overdue else self.no,
            item.waits_for,
            ", ".join(item.tag_names),
            item.duplicate_of.reference if item.duplicate_of else "",
            self._local(item.answered_at),
            self._local(item.handled_at),
        ]

    def _local(self, moment):
        return moment and timezone.make_naive(moment, self.zone)


def _lines(items, words, *, by, with_senders):
    yield [*words.headings, *(words.senders if with_senders else [])]
    for part in items.for_downloading().in_parts(PART):
        if with_senders:
            _log(part, by)
        for item in part:
            line = words.line(item)
            yield [*line, item.name, item.email] if with_senders else line


def _log(items, colleague):
    """Write down whose names and addresses somebody took along."""
    FeedbackEvent.objects.bulk_create(
        FeedbackEvent(
            item_id=item.pk,
            action=FeedbackEvent.Action.DETAILS_READ,
            actor_id=colleague.pk,
            codes=[IN_A_FILE],
        )
        for item in items
        if item.name or item.email
    )


def _spelt(choices):
    return {value: str(label) for value, label in choices.choices}
