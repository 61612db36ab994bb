"""Asks now and then whether videos elsewhere can still be seen, and tells their owners when not."""

import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from safeguards.letters import send_letter

from .external_videos import ProviderUnreachable, is_still_there
from .models import ExternalVideoCheck, VideoPage

logger = logging.getLogger(__name__)

# A few at a time: nobody is asked more than a handful of questions an hour.
ASKED_AT_ONCE = 5


def check_external_videos():
    """Ask about a few of the videos whose turn it is."""
    if not settings.EXTERNAL_VIDEO_CHECKS:
        return
    # In no order: a video whose provider never gives a clear answer keeps no other waiting.
    due = VideoPage.objects.live().due_for_check().order_by("?")
    silent = set()
    for page in due[:ASKED_AT_ONCE]:
        video = page.external_video
        if video is None or video.provider in silent:
            continue
        try:
            is_there = is_still_there(video)
        except ProviderUnreachable:
            logger.info("%s does not answer", video.provider_name)
            silent.add(video.provider)
            continue
        if is_there is not None:
            note_answer(page, is_there=is_there)


@transaction.atomic
def note_answer(page, *, is_there):
    """Note whether the page's video can be seen, and tell its owner when it is gone for good."""
    now = timezone.now()
    check, _is_new = ExternalVideoCheck.objects.select_for_update().get_or_create(
        page=page, defaults={"url": page.external_url, "checked_at": now}
    )
    if check.url != page.external_url:
        check.url, check.gone_since = page.external_url, None
    was_gone = check.is_gone
    check.checked_at = now
    check.gone_since = None if is_there else check.gone_since or now
    check.save()
    if check.is_gone and not was_gone:
        tell_owner(page)


def tell_owner(page):
    """Tell the mailbox of the page's owner team that readers can't see the video any more."""
    team = page.content_owner
    if team is None or not team.mailbox:
        logger.warning("A video is gone, and page %s has no owner to tell", page.pk)
        return
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    context = {
        "title": page.title,
        "provider": page.external_video.provider_name,
        "video_address": page.external_url,
        "page_address": page.canonical_url,
        "edit_address": f"{settings.PUBLIC_URL}{path}",
    }
    with translation.override(settings.LANGUAGE_CODE):
        send_letter("pages/video_gone", context, to=team.mailbox)
