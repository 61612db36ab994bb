"""What happens to files, and to the pages that offer them, and changes what can be found."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail import hooks
from wagtail.models import Collection, Page, PageViewRestriction
from wagtail.signals import post_page_move

from library.models import CLICDocument
from library.texts import document_read
from pages.signals import page_saved

from .services import feeding_files
from .signals import NOT_SHOWN


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
def place_files_of_saved_page(page, fields, **_kwargs):
    if fields is None or not NOT_SHOWN.issuperset(fields):
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
    # Wagtail moves one after saving it, in the same transaction, and tells nobody.
    transaction.on_commit(feeding_files.feed_moved_collections)


@hooks.register("after_bulk_action")
def note_files_put_into_a_collection(*_arguments):
    # Wagtail's update of many at once tells nobody either.
    feeding_files.feed_moved_collections()
