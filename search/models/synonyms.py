"""Words that mean the same, as editors know them."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from library.languages import native_name

from ..words import words_of


class SynonymSetQuerySet(models.QuerySet):
    def of_language(self, language):
        """The sets of one language, without its country."""
        return self.filter(language=language)

    def that_knows(self, language, name):
        """The first set of a language that says what else to find by a name, or None."""
        joined = joined_words(name)
        sets = self.of_language(language).order_by("pk")
        return next((each for each in sets if joined in each.finding), None)


def joined_words(name):
    """How names are compared: “Co-production” and “coproduction” are the same."""
    return "".join(words_of(name))


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

    objects = SynonymSetQuerySet.as_manager()

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

    @property
    def finding(self):
        """The names by which the others are found, as they are compared."""
        finding = self.names[:1] if self.is_one_way else self.names
        return [joined_words(name) for name in finding]

    @property
    def phrase(self):
        """What to search for to see what the set does."""
        return self.names[0]

    @property
    def language_name(self):
        """The language, as its speakers call it."""
        return native_name(self.language)

    @property
    def way(self):
        """Which of them find which, in a sentence."""
        if self.is_one_way:
            return gettext("Only “%(first)s” finds the others") % {"first": self.phrase}
        return gettext("All find each other")
