"""What happens on the site and changes what can be found."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from pages.signals import page_saved

from .models import SteeredPhrase, SteeredResult
from .services import feeding
from .services.lists import lists_changed

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


@receiver([post_save, post_delete], sender=SteeredPhrase)
@receiver([post_save, post_delete], sender=SteeredResult)
def steer_from_now_on(**_kwargs):
    lists_changed()


# Files ---------------------------------------------------------------------


@receiver(post_save, sender=CLICDocument)
def feed_changed_file(instance, created, **_kwargs):
    # No page offers a new one yet.
    if not created:
        feeding_files.feed_files([instance.pk])


@receiver(document_read)
def feed_read_file(document, **_kwargs):
    feeding_files.feed_files([document.pk])


@receiver(post_delete, sender=CLICDocument)
def remove_deleted_file(instance, **_kwargs):
    feeding_files.remove_file(instance.pk)


@receiver(page_saved)
def place_files_of_saved_page(page, **_kwargs):
    feeding_files.feed_files_of(page)


@receiver(post_save, sender=Page)
def place_files_of_page_saved_as_any(instance, raw, **_kwargs):
    # So are those whose time is over.
    if not raw:
        feeding_files.feed_files_of(instance)


@receiver(post_delete, sender=Page)
def place_files_of_deleted_page(instance, **_kwargs):
    feeding_files.feed_files_of(instance)


@receiver(post_page_move)
def place_files_of_moved_page(**_kwargs):
    # Others made room for it.
    feeding_files.place_all_files()


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def place_files_of_closed_page(instance, **_kwargs):
    # Another page that is open may offer them too.
    feeding_files.feed_files_below(instance.page)


@receiver(post_save, sender=Collection)
@receiver(post_delete, sender=Collection)
def note_moved_collections(**_kwargs):
    feeding_files.feed_moved_collections()


@receiver(post_save, sender=ModelLogEntry)
def note_moved_collection(instance, **_kwargs):
    # Wagtail moves a collection after saving it, and tells nobody else.
    if instance.content_type == ContentType.objects.get_for_model(Collection):
        feeding_files.feed_moved_collections()
