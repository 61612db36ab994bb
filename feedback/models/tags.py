"""Words by which colleagues find messages again."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase


class FeedbackTag(TagBase):
    """A word that colleagues give to messages; not one of those that pictures and files have."""

    class Meta:
        verbose_name = _("tag of feedback")
        verbose_name_plural = _("tags of feedback")


class TaggedFeedback(ItemBase):
    """That a message has a tag."""

    tag = models.ForeignKey(
        FeedbackTag, on_delete=models.CASCADE, related_name="tagged_feedback"
    )
    content_object = models.ForeignKey(
        "feedback.FeedbackItem", on_delete=models.CASCADE, related_name="tagged"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="feedback_tagged_once"
            )
        ]
