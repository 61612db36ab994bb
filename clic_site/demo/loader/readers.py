"""What readers keep and tell: saved pages with news, and stories that reached the editors."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from contributions.models import Contribution
from contributions.services import receive_contribution, turn_down
from saved.models import SavedPage
from saved.services import save_page

from ..content import readers


def load_saved_pages(demo):
    for kept in readers.KEPT:
        person, page = demo.people[kept.person], demo.pages[kept.page]
        if SavedPage.objects.of(person).filter(page_id=page.pk).exists():
            continue
        row = save_page(person, page)
        row.saved_at = row.looked_at = timezone.now() - timedelta(days=kept.days_ago)
        row.save(update_fields=["saved_at", "looked_at"])


def load_contributions(demo):
    for told in readers.TOLD:
        # The same text always has the same number, so that loading again adds nothing.
        submission = uuid5(NAMESPACE_URL, f"{told.tool}#{told.text}")
        if Contribution.objects.sent_with(submission).exists():
            continue
        contribution = receive_contribution(
            sender=demo.people[told.person],
            tool=demo.pages[told.tool],
            submission=submission,
            title=told.title,
            text=told.text,
            **told.details,
        )
        contribution.created_at = timezone.now() - timedelta(days=told.days_ago)
        contribution.save(update_fields=["created_at"])
        if told.answer:
            turn_down(contribution, answer=told.answer, by=demo.editor)
