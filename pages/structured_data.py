"""What a page says to machines: schema.org in JSON-LD, the fitting type for every type of page.

Types and properties: https://schema.org/docs/full.html
"""

from functools import singledispatch

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from .blocks.printing import rich_text_words
from .current_request import current_request
from .models import (
    BasePage,
    DifferencePage,
    EventPage,
    GlossaryPage,
    HomePage,
    InformationPage,
    StoryPage,
    ToolkitPage,
    ToolPage,
    VideoPage,
)
from .models.listings import ListingPage
from .models.topics import TopicIndexPage

COLLABORATIVE = {
    "@type": "Organization",
    "name": "Cumbria Learning and Improvement Collaborative",
    "alternateName": "CLIC",
    "url": f"{settings.PUBLIC_URL}/",
}


def structured_data(page):
    """The JSON-LD document of a page: itself and the way to it, as plain data."""
    graph = [described(page)]
    if page.breadcrumbs:
        graph.append(_way_to(page))
    return {"@context": "https://schema.org", "@graph": graph}


@singledispatch
def described(page):
    """What a page is, in the words of schema.org."""
    raise TypeError(f"{type(page).__name__} is no page of ours")


@described.register
def _page(page: BasePage):
    return _common(page, "WebPage")


@described.register(ListingPage)
@described.register(TopicIndexPage)
def _list(page):
    return _common(page, "CollectionPage")


@described.register
def _home(page: HomePage):
    search = f"{settings.PUBLIC_URL}{reverse('search')}?q={{search_term_string}}"
    return {
        **_common(page, "WebSite"),
        "publisher": COLLABORATIVE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


@described.register
def _toolkit(page: ToolkitPage):
    return {
        **_common(page, "LearningResource"),
        "learningResourceType": _("toolkit"),
        "isAccessibleForFree": True,
    }


@described.register
def _tool(page: ToolPage):
    steps = [step for block in page.steps for step in block.value["steps"]]
    described = {
        **_common(page, "HowTo"),
        "step": [
            {
                "@type": "HowToStep",
                "position": position,
                "name": step["title"],
                "text": rich_text_words(step["text"]) or step["title"],
                "url": f"{page.canonical_url}#steps",
            }
            for position, step in enumerate(steps, start=1)
        ],
        "supply": [
            {"@type": "HowToSupply", "name": step["materials"]}
            for step in steps
            if step.get("materials")
        ],
    }
    minutes = page.minutes_to or page.minutes_from
    if minutes:
        described["totalTime"] = f"PT{minutes}M"
    if page.purpose:
        described["alternateName"] = page.purpose
    return described


@described.register
def _story(page: StoryPage):
    return {
        **_common(page, "Article"),
        "headline": page.title[:110],
        "datePublished": page.date.isoformat(),
        "author": {"@type": "Organization", "name": page.content_owner.name}
        if page.content_owner
        else COLLABORATIVE,
        "publisher": COLLABORATIVE,
    }


@described.register
def _video(page: VideoPage):
    described = {
        **_common(page, "VideoObject"),
        "uploadDate": _moment(page.first_published_at),
    }
    picture = page.poster or page.listing_image
    if picture and not picture.is_withheld:
        rendition = picture.get_rendition("fill-1200x630|format-jpeg")
        described["thumbnailUrl"] = f"{settings.PUBLIC_URL}{rendition.url}"
    if page.media and not page.media.is_withheld:
        described["contentUrl"] = f"{settings.PUBLIC_URL}{page.media.url}"
        if page.media.duration:
            described["duration"] = f"PT{round(page.media.duration)}S"
    if page.transcript:
        described["transcript"] = rich_text_words(page.transcript)
    return described


@described.register
def _event(page: EventPage):
    online = "Online" if page.is_online else "Offline"
    described = {
        **_common(page, "Event"),
        "startDate": _moment(page.starts_at),
        "endDate": _moment(page.ends_at),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{online}EventAttendanceMode",
        "organizer": COLLABORATIVE,
    }
    if page.is_online:
        described["location"] = {"@type": "VirtualLocation", "url": page.canonical_url}
    elif page.place:
        described["location"] = {
            "@type": "Place",
            "name": page.place,
            "address": page.place,
        }
    return described


@described.register(InformationPage)
@described.register(DifferencePage)
def _text(page):
    return {**_common(page, "WebPage"), "publisher": COLLABORATIVE}


@described.register
def _glossary(page: GlossaryPage):
    return _common(page, "DefinedTermSet")


def _common(page, kind):
    """What schema.org knows of everything that has an address."""
    common = {
        "@type": kind,
        "@id": page.canonical_url,
        "url": page.canonical_url,
        "name": page.title,
        "description": page.meta_description,
        "inLanguage": page.locale.language_code,
    }
    if page.first_published_at:
        common["datePublished"] = _moment(page.first_published_at)
    if page.last_published_at:
        common["dateModified"] = _moment(page.last_published_at)
    return common


def _way_to(page):
    """The breadcrumbs, the page itself last."""
    way = [
        (above.title, f"{settings.PUBLIC_URL}{above.get_url(current_request()) or ''}")
        for above in page.breadcrumbs
    ]
    way.append((page.title, page.canonical_url))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(way, start=1)
        ],
    }


def _moment(moment):
    return moment.isoformat() if moment else None
