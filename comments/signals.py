"""What signing in and out means for drafts, new settings for what was promised, a page that goes for what stood under it."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from . import drafts
from .models import CommentSettings
from .services.leaving_with_pages import page_goes
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


@receiver(pre_delete, sender=Page)
def comments_go_with_page(instance, **_kwargs):
    page_goes(instance)
