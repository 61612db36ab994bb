"""What readers searched for in the last weeks: the same for everyone who loads the demo."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from search.models import LoggedSearch
from search.words import searchable

from ..content.searches import DAYS, SEARCHES

# So many look for the same in a day.
MOST_A_DAY = 3


def load_searches(demo):
    if not LoggedSearch.objects.exists():
        today = timezone.localdate()
        LoggedSearch.objects.bulk_create(
            search
            for days_ago in reversed(range(DAYS))
            for searched in SEARCHES
            for search in _searches(searched, days_ago, today, demo)
        )


def _searches(searched, days_ago, today, demo):
    """The searches for one phrase on one day."""
    chance = Random(f"{searched.words} {days_ago}")  # noqa: S311  (it hides nothing)
    if chance.random() * 100 >= searched.days:
        return
    keys = [f"page:{demo.pages[name].pk}" for name in searched.opened]
    for _reader in range(chance.randint(1, MOST_A_DAY)):
        is_opened = keys and chance.random() * 100 < searched.share
        yield LoggedSearch(
            day=today - timedelta(days=days_ago),
            language=searched.language,
            words=searched.words,
            folded=searchable(searched.words),
            found=searched.found,
            corrected_to=searched.corrected_to,
            opened=[chance.choice(keys)] if is_opened else [],
        )
