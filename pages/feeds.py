"""Atom feeds of the whole site, of its sections and of its topics: what was published last.

Every address in a feed comes from PUBLIC_URL, never from the Host header.
"""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Locale

from safeguards.text import clean_text

from .models import EventPage, StoryPage, ToolkitPage, ToolPage, Topic, VideoPage
from .models.querysets import pages_of_any_type

ENTRIES = 20
SECTIONS = {
    "toolkits": (gettext_lazy("Toolkits"), [ToolkitPage, ToolPage]),
    "stories": (gettext_lazy("Stories"), [StoryPage]),
    "videos": (gettext_lazy("Videos"), [VideoPage]),
    "events": (gettext_lazy("Events"), [EventPage]),
}
ALL_TYPES = [model for _title, models in SECTIONS.values() for model in models]


class NewPagesFeed(Feed):
    """The newest public pages in the language of the address."""

    feed_type = Atom1Feed

    def get_object(self, request, **chosen):
        return {"path": request.path, "title": _("New on CLIC"), "pages": self.pages()}

    def pages(self):
        """The pages of the reader's language that anyone may read."""
        locale = get_object_or_404(Locale, language_code=get_language())
        public = pages_of_any_type().live().public().filter(locale=locale)
        return public.type(*ALL_TYPES)

    def title(self, feed):
        return feed["title"]

    def link(self, feed):
        return f"{settings.PUBLIC_URL}/"

    def feed_url(self, feed):
        return f"{settings.PUBLIC_URL}{feed['path']}"

    def feed_guid(self, feed):
        return self.feed_url(feed)

    def items(self, feed):
        pages = list(feed["pages"].newest_first().specific()[:ENTRIES])
        prefetch_related_objects(pages, "content_owner", "page_topics__topic")
        return pages

    def item_title(self, page):
        return _line(page.title)

    def item_description(self, page):
        return _line(page.summary)

    def item_link(self, page):
        return page.canonical_url

    def item_guid(self, page):
        return page.canonical_url

    def item_pubdate(self, page):
        return page.first_published_at

    def item_updateddate(self, page):
        return page.last_published_at

    def item_author_name(self, page):
        return _line(page.content_owner.name) if page.content_owner else "CLIC"

    def item_categories(self, page):
        return [_line(row.topic.name) for row in page.page_topics.all()]


class SectionFeed(NewPagesFeed):
    """The newest pages of one section."""

    def get_object(self, request, section):
        if section not in SECTIONS:
            raise Http404
        title, types = SECTIONS[section]
        feed = super().get_object(request)
        return {
            **feed,
            "title": _("CLIC: %(section)s") % {"section": title},
            "pages": feed["pages"].type(*types),
        }


class TopicFeed(NewPagesFeed):
    """The newest pages about one topic."""

    def get_object(self, request, slug):
        # PostgreSQL refuses to look for NUL.
        if "\0" in slug:
            raise Http404
        topic = get_object_or_404(
            Topic, slug=slug, locale__language_code=get_language()
        )
        feed = super().get_object(request)
        return {
            **feed,
            "title": _("CLIC: %(topic)s") % {"topic": _line(topic.name)},
            "pages": feed["pages"].about(topic),
        }


def _line(text):
    """What an editor typed or pasted, without what no feed can hold: slides paste control characters."""
    return clean_text(text, multiline=False)
