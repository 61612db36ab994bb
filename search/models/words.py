"""The words that the index holds, for finding what somebody meant to type."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexedWordQuerySet(models.QuerySet):
    def among(self, words):
        """Those of some words that the index holds, in any language."""
        return self.filter(word__in=words)


class IndexedWord(models.Model):
    """A word that stands in something every reader may find, and in how many such things."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=60)  # folded
    count = models.PositiveIntegerField()
    is_in_titles = models.BooleanField(default=False)

    objects = IndexedWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word of the index")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "word"], name="one_row_per_language_and_word"
            )
        ]

    def __str__(self):
        return self.word
