"""Pages that go live when their editors said; what can't be published holds back nothing else."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Revision

from safeguards.letters import send_letter

logger = logging.getLogger(__name__)


def publish_due_pages():
    """Publish each page whose time has come.

    One that lacks what its type needs by now leaves the schedule, and who planned it is told:
    Wagtail's own command would stop at it every minute, before all that come after.
    """
    due = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now())
    for revision in due.order_by("approved_go_live_at").select_related("user"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except ValidationError as error:
            _take_off_schedule(revision, error)


@transaction.atomic
def _take_off_schedule(revision, error):
    logger.warning("Page %s could not be published on schedule", revision.object_id)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    page = revision.as_object()
    mailbox = _mailbox(revision.user, getattr(page, "content_owner", None))
    if mailbox:
        path = reverse("wagtailadmin_pages:edit", args=[page.pk])
        context = {
            "title": page.title,
            "reasons": error.messages,
            "edit_address": f"{settings.PUBLIC_URL}{path}",
        }
        with translation.override(settings.LANGUAGE_CODE):
            send_letter("pages/not_published", context, to=mailbox)


def _mailbox(planner, team):
    """Who is told: the person who planned it, else the owner team."""
    if planner and planner.is_active:
        return planner.email
    return team.mailbox if team else ""
