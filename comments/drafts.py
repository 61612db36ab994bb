"""Comments written before signing in: never lost on the way through it, and never shown to others.

The text waits in the database; the browser holds a token that leads to it, in a cookie that
only this part of the site reads. Whoever signs in next in that browser becomes its writer: from
then on nobody else sees it, writes over it or drops it, whoever uses that browser. Before that
nobody knows who wrote, so a browser keeps one text for each form: the newest.
"""

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import CommentDraft

COOKIE = "clic_draft"


def draft_for(request, page, parent=None):
    """What this reader began to write here; None where there is nothing, or somebody else did."""
    browser = _browser(request)
    if browser is None or not request.user.is_authenticated:
        return None
    drafts = CommentDraft.objects.kept().of_browser(browser).open_to(request.user)
    return drafts.for_form(page, parent).order_by("-written_at", "-pk").first()


def keep_draft(request, response, *, page, parent, **typed):
    """Keep what was typed for this browser, in place of what the same writer began here before."""
    token = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    CommentDraft.objects.update_or_create(
        browser=_hidden(token),
        page_id=page.pk,
        parent=parent,
        user_id=request.user.pk,
        defaults={**typed, "written_at": timezone.now()},
    )
    response.set_cookie(
        COOKIE,
        token,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def drop_draft(request, *, page, parent):
    """Forget a draft that has been posted."""
    browser = _browser(request)
    if browser is not None:
        drafts = CommentDraft.objects.of_browser(browser).open_to(request.user)
        drafts.for_form(page, parent).delete()


@transaction.atomic
def claim_drafts(request, user):
    """Make whoever has just signed in the writer of what was typed in this browser."""
    browser = _browser(request)
    if browser is None:
        return
    drafts = CommentDraft.objects.of_browser(browser)
    for draft in drafts.unclaimed().select_for_update():
        # What they began here before they signed in last gives way to the newer text.
        drafts.of_writer(user).for_form(draft.page, draft.parent).delete()
        draft.user = user
        draft.save(update_fields=["user"])


def drop_drafts_of_browser(request, user):
    """Forget what somebody who signs out has typed in this browser, and what is nobody's yet."""
    browser = _browser(request)
    if browser is not None:
        CommentDraft.objects.of_browser(browser).open_to(user).delete()


def forget_old_drafts():
    """Delete drafts that nobody came back for."""
    CommentDraft.objects.too_old().delete()


def _browser(request):
    token = request.COOKIES.get(COOKIE)
    return _hidden(token) if token else None


def _hidden(token):
    return salted_hmac("comments.drafts", token, algorithm="sha256").hexdigest()
