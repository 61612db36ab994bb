"""What signing in and out means for drafts."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from . import drafts


@receiver(user_logged_in)
def claim_drafts(request, user, **_kwargs):
    drafts.claim_drafts(request, user)


@receiver(user_logged_out)
def drop_drafts(request, user, **_kwargs):
    drafts.drop_drafts_of_browser(request, user or AnonymousUser())
