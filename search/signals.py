"""What happens on the site and changes what can be found."""

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from pages.signals import page_saved

from .services import feeding

# What pages keep about themselves and nobody finds them by.
NOT_SHOWN = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


@receiver(page_saved)
def feed_saved_page(page, fields, **_kwargs):
    if fields is None or not NOT_SHOWN.issuperset(fields):
        feeding.feed_pages([page.pk])
        if page.numchild:
            feeding.feed_below(page)


@receiver(post_save, sender=Page)
def feed_page_saved_as_any(instance, raw, **_kwargs):
    # So are pages that are moved, and those whose time is over.
    if not raw:
        feeding.feed_pages([instance.pk])
        feeding.feed_displaced()


@receiver(post_page_move)
def feed_moved_branch(instance, **_kwargs):
    feeding.feed_branch(instance)


@receiver(pre_delete, sender=Page)
def remove_deleted_page(instance, **_kwargs):
    feeding.remove_page(instance.pk)
