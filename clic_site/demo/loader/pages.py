"""Pages: each gets its place first and its text once all stand, so that any may link to any."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.blocks import StreamBlock
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from pages.blocks import FacilitatedStepsBlock
from pages.blocks.choosing import question_block
from pages.models import (
    DifferencePage,
    EventIndexPage,
    EventPage,
    GlossaryPage,
    HomePage,
    InformationPage,
    PageTopic,
    PinnedPage,
    StoryIndexPage,
    StoryOutcome,
    StoryPage,
    StoryTool,
    ToolChooserPage,
    ToolkitIndexPage,
    ToolkitPage,
    ToolPage,
    ToolTemplate,
    TopicIndexPage,
    VideoIndexPage,
    VideoPage,
    VideoRecording,
)

from ..content import events, information, stories, toolkits, videos
from ..content.parts import p
from ..films import FILMS
from .streams import rich_text, stream

STEPS = StreamBlock([("steps", FacilitatedStepsBlock())])
QUESTIONS = StreamBlock([("question", question_block())])


@dataclass(frozen=True)
class Unfinished:
    """A page that has its place, and how to find what it says."""

    page: Page
    fields: Callable
    is_submitted: bool


def load_pages(demo):
    # Each page is saved several times: what it refers to is noted once, at the end.
    with disable_reference_index_auto_update():
        _load_pages(demo)
    for unfinished in demo.unfinished:
        page = unfinished.page
        standing = type(page).objects.get(pk=page.pk)
        ReferenceIndex.create_or_update_for_object(standing)


def _load_pages(demo):
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    demo.pages["home"] = home
    _begin_sections(demo, home)
    for toolkit in toolkits.TOOLKITS:
        _begin_toolkit(demo, toolkit)
    for story in stories.STORIES:
        _begin_story(demo, story)
    for video in videos.VIDEOS:
        _begin_video(demo, video)
    for event in events.EVENTS:
        _begin_event(demo, event)
    _begin_information(demo, home, information.ABOUT)
    for unfinished in demo.unfinished:
        _finish(demo, unfinished)


def _begin(
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


def _finish(demo, unfinished):
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


def _begin_sections(demo, home):
    for slug, page_type, title in (
        ("toolkits", ToolkitIndexPage, "Toolkits"),
        ("stories", StoryIndexPage, "Stories"),
        ("videos", VideoIndexPage, "Videos"),
        ("events", EventIndexPage, "Events"),
        ("topics", TopicIndexPage, "Topics"),
    ):
        page = page_type(title=title, summary=information.SECTIONS[slug])
        _begin(demo, home, slug, page)
    difference = information.DIFFERENCE
    _begin(
        demo,
        demo.pages["stories"],
        difference.slug,
        DifferencePage(title=difference.title, summary=difference.summary),
        lambda: {"body": stream(demo, difference.body)},
        scene=difference.scene,
    )


def _begin_toolkit(demo, toolkit):
    page = _begin(
        demo,
        demo.pages["toolkits"],
        toolkit.slug,
        ToolkitPage(
            title=toolkit.title, summary=toolkit.summary, promise=toolkit.promise
        ),
        lambda: {"body": stream(demo, toolkit.body)},
        scene=toolkit.scene,
        topics=toolkit.topics,
        days_ago=400,
        team=toolkit.team,
    )
    for position, tool in enumerate(toolkit.tools):
        _begin_tool(demo, page, tool, days_ago=380 - 18 * position, team=toolkit.team)
    if toolkit.chooser:
        _begin(
            demo,
            page,
            toolkit.chooser.slug,
            ToolChooserPage(
                title=toolkit.chooser.title, summary=toolkit.chooser.summary
            ),
            lambda: {
                "question": stream(
                    demo, [("question", toolkit.chooser.question)], QUESTIONS
                )
            },
            days_ago=90,
            team=toolkit.team,
        )
    for background in toolkit.background:
        _begin_information(demo, page, background)
    if toolkit.glossary:
        glossary = toolkit.glossary
        _begin(
            demo,
            page,
            glossary.slug,
            GlossaryPage(title=glossary.title, summary=glossary.summary),
            lambda: {"body": stream(demo, glossary.body)},
            days_ago=200,
        )


def _begin_tool(demo, toolkit, tool, *, days_ago, team):
    _begin(
        demo,
        toolkit,
        tool.slug,
        ToolPage(
            title=tool.title,
            purpose=tool.purpose,
            summary=tool.summary,
            minutes_from=tool.minutes[0],
            minutes_to=tool.minutes[1],
            people_from=tool.people[0],
            people_to=tool.people[1],
            difficulty=tool.difficulty,
        ),
        lambda: {
            **{
                name: rich_text(demo, getattr(tool, name))
                for name in (
                    "what_it_is",
                    "when_to_use",
                    "when_not_to_use",
                    "who_to_involve",
                    "what_you_need",
                    "pitfalls",
                )
            },
            "care_settings": [demo.settings[slug] for slug in tool.settings],
            "steps": _steps(demo, tool.steps),
            "example": stream(demo, tool.example),
            "templates": [
                ToolTemplate(sort_order=place, document=demo.documents[key])
                for place, key in enumerate(tool.documents)
            ],
        },
        scene=tool.scene,
        topics=tool.topics,
        pinned=tool.pinned,
        days_ago=days_ago,
        team=team,
    )


def _steps(demo, steps):
    values = [
        {
            "title": step.title,
            "text": p(step.text),
            "minutes": step.minutes,
            "materials": step.materials,
            "facilitator_note": p(step.note) if step.note else "",
        }
        for step in steps
    ]
    return stream(demo, [("steps", {"steps": values})], STEPS)


def _begin_story(demo, story):
    _begin(
        demo,
        demo.pages["stories"],
        story.slug,
        StoryPage(
            title=story.title,
            summary=story.summary,
            place=story.place,
            date=timezone.localdate() - timedelta(days=story.days_ago),
            organisation=demo.organisations[story.organisation],
            care_setting=demo.settings[story.setting],
            people_involved=story.people_involved,
            author_team=None if story.author_name else demo.teams[story.team],
            author_name=story.author_name,
            easy_read_document=demo.documents[story.easy_read]
            if story.easy_read
            else None,
        ),
        lambda: {
            "body": stream(demo, story.body),
            "outcomes": [
                StoryOutcome(
                    sort_order=place,
                    measure=outcome.measure,
                    before=outcome.before,
                    after=outcome.after,
                    unit=outcome.unit,
                    period=outcome.period,
                    gain=demo.gains[outcome.gain] if outcome.gain else None,
                    gained=outcome.gained,
                )
                for place, outcome in enumerate(story.outcomes)
            ],
            "tools_used": [
                StoryTool(sort_order=place, tool=demo.pages[slug])
                for place, slug in enumerate(story.tools)
            ],
        },
        scene=story.scene,
        topics=story.topics,
        team=story.team,
        days_ago=story.days_ago,
        is_submitted=story.is_submitted,
    )


def _begin_video(demo, video):
    film = FILMS.get(video.clip)
    _begin(
        demo,
        demo.pages["videos"],
        video.slug,
        VideoPage(
            title=video.title,
            summary=video.summary,
            media=demo.clips.get(video.clip),
            external_url=video.external_url,
            poster=demo.images[f"poster-{video.clip}" if film else video.scene],
            transcript=video.transcript,
        ),
        lambda: {
            "body": stream(demo, video.body),
            "recordings": [
                VideoRecording(
                    sort_order=place, media=demo.clips[key], language=language
                )
                for place, (key, language) in enumerate(video.recordings)
            ],
        },
        scene=film.poster_scene if film else video.scene,
        topics=video.topics,
        days_ago=video.days_ago,
    )


def _begin_event(demo, event):
    first_day = timezone.localdate() + timedelta(days=event.in_days)
    first_day += timedelta(days=(event.weekday - first_day.weekday()) % 7)
    last_day = first_day + timedelta(days=event.lasts_days - 1)
    _begin(
        demo,
        demo.pages["events"],
        event.slug,
        EventPage(
            title=event.title,
            summary=event.summary,
            starts_at=_uk_time(first_day, event.starts),
            ends_at=_uk_time(last_day, event.ends),
            is_online=event.is_online,
            place=event.place,
            audience=event.audience,
            booking_url=event.booking_url,
        ),
        lambda: {"body": stream(demo, event.body)},
        scene=event.scene,
        topics=event.topics,
        days_ago=30,
    )


def _uk_time(day, hours_and_minutes):
    return timezone.make_aware(datetime.combine(day, time(*hours_and_minutes)))


def _begin_information(demo, parent, content):
    page = _begin(
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
        _begin_information(demo, page, below)
