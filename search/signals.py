"""What happens on the site and changes what can be found."""

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import post_page_move

from accounts.models import CareSetting, Organisation
from library.models import CaptionTrack, CLICMedia
from library.models.consent import consent_changed
from pages.models import (
    GlossaryPage,
    GlossaryTerm,
    PageTopic,
    StoryPage,
    Topic,
    TopicIndexPage,
)
from pages.signals import page_saved

from .services import feeding
from .services.writing import note_change

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


@receiver(post_delete, sender=GlossaryPage)
@receiver(post_delete, sender=TopicIndexPage)
def feed_deleted_list(instance, **_kwargs):
    feeding.feed_list(instance)


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def feed_lists_of_restricted_page(instance, **_kwargs):
    feeding.feed_lists_below(instance.page)
    feeding.feed_topics_below(instance.page)


@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def count_words_anew(**_kwargs):
    note_change()


@receiver(post_save, sender=PageTopic)
def feed_page_given_topic(instance, **_kwargs):
    feeding.feed_page_given_topic(instance.page_id, instance.topic_id)


@receiver(post_delete, sender=PageTopic)
def feed_page_without_topic(instance, **_kwargs):
    feeding.feed_page_without_topic(instance.page_id, instance.topic_id)


@receiver(post_save, sender=Topic)
def feed_topic(instance, created, **_kwargs):
    if not created:
        feeding.feed_topics([instance.pk])
        feeding.feed_pages_about(instance.pk)


@receiver(pre_delete, sender=Topic)
def remove_deleted_topic(instance, **_kwargs):
    feeding.remove_topic(instance.pk)


@receiver(post_save, sender=CareSetting)
def feed_setting(instance, created, **_kwargs):
    if not created:
        feeding.feed_pages_fitting(instance.pk)


@receiver(post_delete, sender=CareSetting)
def feed_pages_without_setting(instance, **_kwargs):
    feeding.feed_pages_fitting(instance.pk)


@receiver(post_save, sender=Organisation)
def feed_organisation(instance, created, **_kwargs):
    if not created:
        feeding.feed_stories_from(instance)


@receiver(pre_delete, sender=Organisation)
def remember_stories(instance, **_kwargs):
    stories = StoryPage.objects.from_organisation(instance)
    instance.stories = list(stories.values_list("pk", flat=True))


@receiver(post_delete, sender=Organisation)
def feed_stories_without_organisation(instance, **_kwargs):
    feeding.feed_pages(instance.stories)


@receiver(pre_save, sender=GlossaryTerm)
def remember_page_of_term(instance, **_kwargs):
    before = GlossaryTerm.objects.filter(pk=instance.pk)
    instance.page_before = before.values_list("page_id", flat=True).first()


@receiver(post_save, sender=GlossaryTerm)
def feed_term(instance, **_kwargs):
    feeding.feed_terms([instance.pk])
    feeding.feed_pages({instance.page_before, instance.page_id} - {None})


@receiver(pre_delete, sender=GlossaryTerm)
def remove_deleted_term(instance, **_kwargs):
    feeding.remove_term(instance.pk)


@receiver(post_delete, sender=GlossaryTerm)
def feed_page_without_term(instance, **_kwargs):
    feeding.feed_pages({instance.page_id} - {None})


@receiver(post_save, sender=CLICMedia)
def feed_media(instance, created, **_kwargs):
    if not created:
        feeding.feed_videos_showing(instance.pk)


@receiver(consent_changed, sender=CLICMedia)
def feed_media_with_other_consent(item, **_kwargs):
    feeding.feed_videos_showing(item.pk)


@receiver(post_save, sender=CaptionTrack)
@receiver(post_delete, sender=CaptionTrack)
def feed_captions(instance, **_kwargs):
    feeding.feed_videos_showing(instance.media_id)
