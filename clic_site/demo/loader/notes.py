"""What readers were told of messages: each with the message that it came from."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale

from feedback.models import FeedbackItem, FeedbackKind
from feedback.services.receiving import receive_feedback
from feedback.services.telling import publish_note, withdraw_note

from ..content import notes
from .feedback import made_at


def load_notes(demo):
    known = set(FeedbackItem.objects.values_list("message", flat=True))
    kinds = FeedbackKind.objects.offered_in(Locale.get_default())
    by_name = {kind.name: kind for kind in kinds}
    for told in notes.TOLD:
        if told.message not in known:
            _load(demo, told, by_name)


def _load(demo, told, kinds):
    published_at = timezone.now() - timedelta(days=told.days_ago)
    with made_at(published_at - timedelta(days=4)):
        item = receive_feedback(
            kind=kinds[told.kind],
            message=told.message,
            name=told.name,
            email=told.email,
            page=demo.pages[told.page] if told.page else None,
        )
    with made_at(published_at):
        note = publish_note(
            item,
            by=demo.publisher,
            marks_done=True,
            said=told.said,
            did=told.did,
            quote=told.quote,
            quoted_name=told.quoted_name,
            consent=told.consent,
            consent_on=published_at.date() if told.consent else None,
        )
        if told.is_withdrawn:
            withdraw_note(note, by=demo.publisher, seen=note.version)
    FeedbackItem.objects.filter(pk=item.pk).update(handled_at=published_at)
