"""Pages: sections, stories, videos, events and plain pages."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from pages.models import (
    DifferencePage,
    EventIndexPage,
    EventPage,
    HomePage,
    StoryIndexPage,
    StoryOutcome,
    StoryPage,
    StoryTool,
    ToolkitIndexPage,
    TopicIndexPage,
    VideoIndexPage,
    VideoPage,
    VideoRecording,
)

from ..content import events, information, stories, toolkits, videos
from ..films import FILMS
from .places import begin, begin_information, finish, note_references
from .streams import stream
from .toolkits import begin_toolkit


def load_pages(demo):
    # Each page is saved several times: what it refers to is noted once, at the end.
    with disable_reference_index_auto_update():
        _load_pages(demo)
    for unfinished in demo.unfinished:
        note_references(unfinished.page)


def _load_pages(demo):
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    demo.pages["home"] = home
    _begin_sections(demo, home)
    for toolkit in toolkits.TOOLKITS:
        begin_toolkit(demo, toolkit)
    for story in stories.STORIES:
        _begin_story(demo, story)
    for video in videos.VIDEOS:
        _begin_video(demo, video)
    for event in events.EVENTS:
        _begin_event(demo, event)
    begin_information(demo, home, information.ABOUT)
    for unfinished in demo.unfinished:
        finish(demo, unfinished)


def _begin_sections(demo, home):
    for slug, page_type, title in (
        ("toolkits", ToolkitIndexPage, "Toolkits"),
        ("stories", StoryIndexPage, "Stories"),
        ("videos", VideoIndexPage, "Videos"),
        ("events", EventIndexPage, "Events"),
        ("topics", TopicIndexPage, "Topics"),
    ):
        page = page_type(title=title, summary=information.SECTIONS[slug])
        begin(demo, home, slug, page)
    difference = information.DIFFERENCE
    begin(
        demo,
        demo.pages["stories"],
        difference.slug,
        DifferencePage(title=difference.title, summary=difference.summary),
        lambda: {"body": stream(demo, difference.body)},
        scene=difference.scene,
    )


def _begin_story(demo, story):
    begin(
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
    begin(
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
    begin(
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
