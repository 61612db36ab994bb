"""A page's place first, its text once all pages stand: so any page may link to any other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from pages.models import InformationPage, PageTopic, PinnedPage

from .streams import stream


@dataclass(frozen=True)
class Unfinished:
    """A page that has its place, and how to find what it says."""

    page: Page
    fields: Callable
    is_submitted: bool


def begin(
    demo,
    parent,
    slug,
    page,
    fields=dict,
    *,
    scene=None,
    topics=(),
    pinned=(),
    team="improvement",
    days_ago=0,
    is_submitted=False,
):
    """Put `page` under `parent`, unless a page stands there already; returns what stands.

    What `fields` answers once all pages stand is filled in then, and the page published;
    with `is_submitted` it waits for a publisher instead.
    """
    standing = parent.get_children().filter(slug=slug).first()
    if standing is not None:
        demo.pages[slug] = standing.specific
        return demo.pages[slug]
    today = timezone.localdate()
    page.slug = slug
    page.live = False
    page.content_owner = demo.teams[team]
    page.reviewed_on = today - timedelta(days=days_ago // 3)
    page.review_date = page.reviewed_on + timedelta(days=365)
    if scene:
        page.listing_image = demo.images[scene]
    page.page_topics = [
        PageTopic(sort_order=position, topic=demo.topics[topic])
        for position, topic in enumerate(topics)
    ]
    if not is_submitted:
        # Set before publishing, so that the newest comes first in a believable order.
        page.first_published_at = timezone.now() - timedelta(days=days_ago)
    parent.add_child(instance=page)
    demo.pages[slug] = page

    def all_fields():
        related = [
            PinnedPage(sort_order=position, related=demo.pages[slug])
            for position, slug in enumerate(pinned)
        ]
        return {**fields(), **({"pinned_pages": related} if related else {})}

    demo.unfinished.append(Unfinished(page, all_fields, is_submitted))
    return page


def finish(demo, unfinished):
    page = unfinished.page
    for name, value in unfinished.fields().items():
        setattr(page, name, value)
    revision = page.save_revision(user=demo.editor)
    if unfinished.is_submitted:
        page.get_workflow().start(page, demo.editor)
    else:
        revision.publish(user=demo.publisher)
        # What was published is another copy of the page than the one kept for later.
        page.live = True


def begin_information(demo, parent, content):
    page = begin(
        demo,
        parent,
        content.slug,
        InformationPage(title=content.title, summary=content.summary),
        lambda: {"body": stream(demo, content.body)},
        scene=content.scene,
        topics=content.topics,
        days_ago=450,
    )
    for below in content.pages_below:
        begin_information(demo, page, below)


def note_references(page):
    """Note what a page refers to, as it stands; for pages that were saved without noting it."""
    standing = type(page).objects.get(pk=page.pk)
    ReferenceIndex.create_or_update_for_object(standing)
