"""Words that find each other."""

from search.models import SynonymSet

from ..content.synonyms import SYNONYMS


def load_synonyms():
    for content in SYNONYMS:
        SynonymSet.objects.get_or_create(
            language=content.language,
            words="\n".join(content.words),
            defaults={"is_one_way": content.is_one_way},
        )
