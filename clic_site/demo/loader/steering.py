"""What publishers chose to be found for some phrases."""

from search.models import SteeredPhrase, SteeredResult
from search.words import searchable

from ..content import steering


def load_steering(demo):
    for content in steering.STEERED:
        phrase, made = SteeredPhrase.objects.get_or_create(
            language="en",
            folded=searchable(content.phrase),
            defaults={"phrase": content.phrase},
        )
        if not made:
            continue
        for place, (action, key) in enumerate(content.results):
            SteeredResult.objects.create(
                phrase=phrase,
                action=action,
                sort_order=place,
                page=demo.pages.get(key),
                document=None if key in demo.pages else demo.documents[key],
            )
