"""How useful readers found the pages in the last months: the same for everyone who loads the demo."""

from datetime import timedelta
from itertools import cycle
from random import Random

from django.utils import timezone
from wagtail.models import Page

from feedback.models import UsefulnessCount

from ..content.usefulness import DAYS, OTHERS, PAGES

# So many readers may answer on one page in a day.
MOST_A_DAY = 3


def load_usefulness(demo):
    others = cycle(OTHERS)
    # Some were published after they had been noted in `demo`.
    live = set(Page.objects.live().values_list("pk", flat=True))
    for name, page in sorted(demo.pages.items()):
        found = PAGES.get(name) or next(others)
        if page.pk in live and not UsefulnessCount.objects.on(page).exists():
            UsefulnessCount.objects.bulk_create(_counts(name, page, found))


def _counts(name, page, found):
    chance = Random(name)  # noqa: S311  (it hides nothing)
    today = timezone.localdate()
    for days_ago in range(DAYS):
        answers = sum(
            chance.random() < found.answers / 10 / MOST_A_DAY
            for _reader in range(MOST_A_DAY)
        )
        yes = sum(chance.random() < found.yes / 100 for _answer in range(answers))
        if answers:
            yield UsefulnessCount(
                page_id=page.pk,
                day=today - timedelta(days=days_ago),
                yes=yes,
                no=answers - yes,
            )
