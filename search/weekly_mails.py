"""What the weekly mail about searches says: numbers, and only such words as pages of ours hold too."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.http import urlencode

from library.languages import primary
from safeguards.letters import letter

from .models import IndexedWord
from .models.log import LoggedSearchQuerySet

# Longer mails are not read; the report has the rest.
MOST_LISTED = 5
# One reader who opened nothing says little.
LEAST_UNOPENED = 2


@dataclass
class Week:
    """The searches of the week that begins on a day."""

    first_day: date
    searches: LoggedSearchQuerySet

    @property
    def last_day(self):
        return self.first_day + timedelta(days=6)

    @cached_property
    def figures(self):
        return self.searches.figures()

    @cached_property
    def failed(self):
        """The phrases that found nothing, the most missed first."""
        return list(self.searches.failed_phrases())

    @cached_property
    def ignored(self):
        """The phrases of whose results nobody opened any, though several looked."""
        phrases = self.searches.ignored_phrases()
        return [each for each in phrases if each["unopened"] >= LEAST_UNOPENED]

    @property
    def is_worth_a_mail(self):
        """Whether there is anything that an editor could put right."""
        return bool(self.failed or self.ignored)

    @cached_property
    def known_words(self):
        """The words of these phrases that stand in what everybody may read: (language, word)."""
        phrases = [*self.failed, *self.ignored]
        words = {word for phrase in phrases for word in phrase["folded"].split()}
        return set(IndexedWord.objects.among(words).values_list("language", "word"))

    def may_be_told(self, phrase):
        """Whether a phrase may stand in a mail: one with a word that no page has may be somebody's name."""
        language = primary(phrase["language"])
        words = phrase["folded"].split()
        return all(
            len(word) == 1 or (language, word) in self.known_words for word in words
        )


def weekly_letter(week, reader):
    """The mail of a week to one editor, in their language."""
    with translation.override(reader.language or settings.LANGUAGE_CODE):
        context = {
            "name": reader.display_name,
            "first_day": week.first_day,
            "last_day": week.last_day,
            "count_searches": week.figures["times"],
            "parts": [
                _part(week, kind, phrases)
                for kind, phrases in [
                    ("failed", week.failed),
                    ("ignored", week.ignored),
                ]
                if phrases
            ],
            "count_failed": len(week.failed),
            "count_ignored": len(week.ignored),
            "choices_address": _absolute(reverse("mail_choices")),
        }
        return letter("search/weekly", context, to=reader.email)


def _part(week, kind, phrases):
    told = [phrase for phrase in phrases if week.may_be_told(phrase)][:MOST_LISTED]
    asked = {"list": kind, "days": 30}
    return {
        "kind": kind,
        "count": len(phrases),
        "phrases": [
            {"said": phrase["said"], "count": phrase["times"]} for phrase in told
        ],
        "more": len(phrases) - len(told),
        "address": f"{_absolute(reverse('search_report'))}?{urlencode(asked)}",
    }


def _absolute(address):
    return urljoin(f"{settings.PUBLIC_URL}/", address)
