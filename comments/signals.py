"""What signing in and out means for drafts, and new settings for what was promised."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_save
from django.dispatch import receiver

from . import drafts
from .models import CommentSettings
from .services.waiting import forget_promise


@receiver(user_logged_in)
def claim_drafts(request, user, **_kwargs):
    drafts.claim_drafts(request, user)


@receiver(user_logged_out)
def drop_drafts(request, user, **_kwargs):
    drafts.drop_drafts_of_browser(request, user or AnonymousUser())


@receiver(post_save, sender=CommentSettings)
def promise_anew(**_kwargs):
    forget_promise()
