"""Words that mean the same, as editors know them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SynonymSet(models.Model):
    """Words and phrases of one language that find each other: AAR and After Action Review."""

    language = models.CharField(_("language"), max_length=10, default="en")
    words = models.TextField(
        _("words that mean the same"),
        max_length=500,
        help_text=_("One word or phrase a line, two at least."),
    )
    is_one_way = models.BooleanField(
        _("only the first finds the others"),
        default=False,
        help_text=_(
            "Tick where the first line is the wider word: “meeting” finds “huddle”, "
            "but who looks for “huddle” does not want all meetings."
        ),
    )

    class Meta:
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("sets of synonyms")
        ordering = ["language", "words"]

    def __str__(self):
        return ", ".join(self.names)

    @property
    def names(self):
        """The words and phrases, each once, in the editor's order."""
        lines = (" ".join(line.split()) for line in self.words.splitlines())
        return list(dict.fromkeys(line for line in lines if line))
