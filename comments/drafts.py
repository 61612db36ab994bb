"""Comments written before signing in: never lost on the way through it, and never shown to others.

The text waits in the database; the browser holds a token that leads to it, in a cookie that
only this part of the site reads. Whoever signs in next in that browser becomes its writer.
"""

import secrets

from django.conf import settings
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
    return drafts.filter(page_id=page.pk, parent=parent).first()


def keep_draft(request, response, *, page, parent, body):
    """Keep what was typed for this browser, in place of anything it began here before."""
    token = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    CommentDraft.objects.update_or_create(
        browser=_hidden(token),
        page_id=page.pk,
        parent=parent,
        defaults={
            "body": body,
            "user_id": request.user.pk,
            "written_at": timezone.now(),
        },
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
        drafts = CommentDraft.objects.of_browser(browser)
        drafts.filter(page_id=page.pk, parent=parent).delete()


def claim_drafts(request, user):
    """Make whoever has just signed in the writer of what was typed in this browser."""
    browser = _browser(request)
    if browser is not None:
        drafts = CommentDraft.objects.of_browser(browser)
        drafts.filter(user__isnull=True).update(user=user)


def drop_drafts_of_browser(request):
    """Forget all that was typed in this browser: its next user may be somebody else."""
    browser = _browser(request)
    if browser is not None:
        CommentDraft.objects.of_browser(browser).delete()


def forget_old_drafts():
    """Delete drafts that nobody came back for."""
    CommentDraft.objects.too_old().delete()


def _browser(request):
    token = request.COOKIES.get(COOKIE)
    return _hidden(token) if token else None


def _hidden(token):
    return salted_hmac("comments.drafts", token, algorithm="sha256").hexdigest()
