"""The topics that pages have, each with a page of its own."""

from urllib.parse import quote

from django.db.models import Exists, OuterRef

from library.languages import primary
from pages.models import Topic, TopicIndexPage
from pages.models.querysets import pages_of_any_type

from ..models import Findable
from .landmarks import landmarks
from .pages import address_of


def key_of(number):
    """How the index calls a topic."""
    return f"topic:{number}"


def ids():
    """All topics."""
    return Topic.objects.order_by("pk").values_list("pk", flat=True)


def rows_for(ids):
    """The rows of some topics, as far as a page shows them: those that everybody may read have them."""
    sections = landmarks(TopicIndexPage)
    readable = pages_of_any_type().live().public().about(OuterRef("pk"))
    shown = readable.filter(locale=OuterRef("locale"))
    topics = Topic.objects.filter(Exists(shown), pk__in=ids)
    return [
        _row_of(topic, sections[topic.locale_id])
        for topic in topics.select_related("locale")
        if topic.locale_id in sections
    ]


def _row_of(topic, section):
    return Findable(
        key=key_of(topic.pk),
        kind=Findable.Kind.TOPIC,
        topic=topic,
        title=topic.name,
        summary=topic.description,
        language=primary(topic.locale.language_code),
        address=f"{address_of(section)}{quote(topic.slug)}/",
        path=section.path,
    )
