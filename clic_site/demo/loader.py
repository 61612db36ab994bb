"""Puts the demo site together: safe to repeat, since whatever stands already is left as it is."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import chain, repeat
from uuid import NAMESPACE_URL, uuid5

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from accounts.models import User
from comments import services as comments
from comments.models import Comment, RejectionReason
from feedback import services as feedback
from feedback.models import FeedbackItem, FeedbackKind, FeedbackSettings
from library.models import CaptionTrack, CLICDocument, CLICImage, CLICMedia
from library.services import add_caption_track, add_document
from pages.models import (
    EventIndexPage,
    EventPage,
    HomePage,
    InformationPage,
    Menu,
    MenuItem,
    PageTopic,
    StoryIndexPage,
    StoryOutcome,
    StoryPage,
    StoryTool,
    Team,
    ToolkitIndexPage,
    ToolkitPage,
    ToolPage,
    ToolTemplate,
    Topic,
    VideoIndexPage,
    VideoPage,
)

from .charts import CHARTS
from .clip import CLIP_FILE, CLIP_SECONDS, CLIP_VIDEOS, poster
from .content import conversations, events, information, stories, toolkits, videos
from .documents import DOCUMENTS
from .pictures import SCENES, landscape


@dataclass
class Demo:
    """What has been made so far, by its key."""

    people: dict = field(default_factory=dict)
    images: dict = field(default_factory=dict)
    documents: dict = field(default_factory=dict)
    clips: dict = field(default_factory=dict)
    topics: dict = field(default_factory=dict)
    teams: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)


@transaction.atomic
def load_demo():
    """Make what the demo site lacks; return how many pages it then has."""
    demo = Demo()
    _load_people(demo)
    _load_topics_and_teams(demo)
    _load_library(demo)
    _load_pages(demo)
    _load_menus(demo)
    _load_comments(demo)
    _load_feedback(demo)
    return len(demo.pages)


# People -------------------------------------------------------------------


def _load_people(demo):
    for person in conversations.PEOPLE:
        user = User.objects.filter(email=person.email).first()
        if user is None:
            user = User.objects.create_user(
                person.email,
                conversations.PASSWORD,
                display_name=person.display_name,
                is_superuser=person.is_superuser,
                is_staff=person.is_superuser,
            )
            EmailAddress.objects.create(
                user=user, email=person.email, verified=True, primary=True
            )
            if person.group:
                user.groups.add(Group.objects.get(name=person.group))
        demo.people[person.email] = user


def _load_topics_and_teams(demo):
    locale = Locale.get_default()
    for slug, (name, description) in information.TOPICS.items():
        demo.topics[slug], _made = Topic.objects.get_or_create(
            locale=locale,
            slug=slug,
            defaults={"name": name, "description": description},
        )
    for key, (name, mailbox) in information.TEAMS.items():
        team, made = Team.objects.get_or_create(
            locale=locale, name=name, defaults={"mailbox": mailbox}
        )
        if made:
            team.members.add(demo.people["editor@demo.example"])
        demo.teams[key] = team


# Library ------------------------------------------------------------------


def _load_library(demo):
    for scene in SCENES.values():
        demo.images[scene.key] = _image(
            scene.title,
            scene.file_name,
            scene.alt,
            lambda key=scene.key: landscape(key, scene=key),
        )
    for chart in CHARTS.values():
        demo.images[chart.key] = _image(
            chart.title, chart.file_name, chart.alt, chart.draw
        )
    for key in CLIP_VIDEOS:
        demo.images[f"poster-{key}"] = _image(
            f"Poster: {CLIP_VIDEOS[key].title}",
            f"poster-{key}.png",
            CLIP_VIDEOS[key].poster_alt,
            lambda key=key: poster(key),
        )
    for document in DOCUMENTS.values():
        slug = document.key
        demo.documents[slug] = CLICDocument.objects.filter(
            slug=slug
        ).first() or add_document(
            title=document.title,
            slug=slug,
            language="en",
            file=ContentFile(document.build(), name=document.file_name),
            user=demo.people["editor@demo.example"],
        )
    for video in CLIP_VIDEOS.values():
        demo.clips[video.key] = _clip(video)


def _image(title, file_name, alt, draw):
    image = CLICImage.objects.filter(title=title).first()
    return image or CLICImage.objects.create(
        title=title,
        file=ContentFile(draw(), name=file_name),
        description=alt,
        credit="Drawn for this site",
    )


def _clip(video):
    media = CLICMedia.objects.filter(title=video.title).first()
    if media is None:
        media = CLICMedia.objects.create(
            title=video.title,
            type="video",
            duration=CLIP_SECONDS,
            width=1280,
            height=720,
            file=ContentFile(CLIP_FILE.read_bytes(), name=f"{video.key}.mp4"),
        )
        kinds = chain([CaptionTrack.Kind.CAPTIONS], repeat(CaptionTrack.Kind.SUBTITLES))
        for track, kind in zip(video.tracks, kinds, strict=False):
            add_caption_track(
                media,
                language=track.language,
                kind=kind,
                file=ContentFile(
                    track.path.read_bytes(), name=f"{video.key}-{track.language}.vtt"
                ),
            )
    return media


def _stream(demo, body):
    """Put pictures, documents and clips in the place of their keys."""

    def value_of(kind, value):
        if kind == "text":
            return RichText(value)
        value = dict(value)
        if kind == "figure":
            chart = CHARTS[value.pop("chart")]
            value |= {
                "image": demo.images[chart.key],
                "title": chart.title,
                "long_description": RichText(f"<p>{chart.long_description}</p>"),
            }
        elif kind == "image":
            value["image"] = demo.images[value.pop("scene")]
        elif kind == "download":
            value["document"] = demo.documents[value["document"]]
        elif kind == "video":
            key = value.pop("clip")
            value |= {"video": demo.clips[key], "poster": demo.images[f"poster-{key}"]}
        elif kind in {"inset", "expander"}:
            value["text"] = RichText(value["text"])
        elif kind == "steps":
            value["steps"] = [
                {**step, "text": RichText(step["text"])} for step in value["steps"]
            ]
        return value

    return [(kind, value_of(kind, value)) for kind, value in body]


# Pages --------------------------------------------------------------------


def _load_pages(demo):
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    sections = {
        "toolkits": ToolkitIndexPage(
            title="Toolkits",
            summary="Ways to improve a service, in plain words, with templates you can take to a workshop on Thursday.",
        ),
        "stories": StoryIndexPage(
            title="Stories",
            summary="What teams here changed, what came of it, and what they would do differently.",
        ),
        "videos": VideoIndexPage(
            title="Videos",
            summary="Short films with captions and a transcript, for those who watch and those who read.",
        ),
        "events": EventIndexPage(
            title="Events",
            summary="Workshops, courses and talks, most of them an hour or less.",
        ),
    }
    for slug, page in sections.items():
        _page(demo, home, slug, page, scene=None)
    for toolkit in toolkits.TOOLKITS:
        _load_toolkit(demo, toolkit)
    for story in stories.STORIES:
        _load_story(demo, story)
    for video in videos.VIDEOS:
        _load_video(demo, video)
    for event in events.EVENTS:
        _load_event(demo, event)
    _load_information(demo, home, information.ABOUT)
    _fill_home(demo, home)


def _page(
    demo,
    parent,
    slug,
    page,
    *,
    scene,
    topics=(),
    team="improvement",
    days_ago=0,
    is_submitted=False,
):
    """Add `page` under `parent`, unless a page stands there already; returns what stands.

    It is published; with `is_submitted` it waits for a publisher instead.
    """
    standing = parent.get_children().filter(slug=slug).first()
    if standing is not None:
        demo.pages[slug] = standing.specific
        return demo.pages[slug]
    page.slug = slug
    page.content_owner = demo.teams[team]
    page.review_date = timezone.localdate() + timedelta(days=365)
    if scene:
        page.listing_image = demo.images[scene]
    page.page_topics = [
        PageTopic(sort_order=position, topic=demo.topics[topic])
        for position, topic in enumerate(topics)
    ]
    editor = demo.people["editor@demo.example"]
    page.live = not is_submitted
    if not is_submitted:
        # Set before publishing, so that the newest comes first in a believable order.
        page.first_published_at = timezone.now() - timedelta(days=days_ago)
    parent.add_child(instance=page)
    revision = page.save_revision(user=editor)
    if is_submitted:
        page.get_workflow().start(page, editor)
    else:
        revision.publish(user=demo.people["publisher@demo.example"])
    demo.pages[slug] = page
    return page


def _load_toolkit(demo, toolkit):
    page = _page(
        demo,
        demo.pages["toolkits"],
        toolkit.slug,
        ToolkitPage(
            title=toolkit.title,
            summary=toolkit.summary,
            promise=toolkit.promise,
            body=_stream(demo, toolkit.body),
        ),
        scene=toolkit.scene,
        topics=toolkit.topics,
        days_ago=120,
        team="engagement" if toolkit.slug == "co-production" else "improvement",
    )
    for position, tool in enumerate(toolkit.tools):
        _page(
            demo,
            page,
            tool.slug,
            ToolPage(
                title=tool.title,
                purpose=tool.purpose,
                summary=tool.summary,
                what_it_is=tool.what_it_is,
                when_to_use=tool.when_to_use,
                who_to_involve=tool.who_to_involve,
                minutes_from=tool.minutes[0],
                minutes_to=tool.minutes[1],
                people_from=tool.people[0],
                people_to=tool.people[1],
                difficulty=tool.difficulty,
                steps=_stream(
                    demo,
                    [
                        (
                            "steps",
                            {
                                "steps": [
                                    {"title": title, "text": text}
                                    for title, text in tool.steps
                                ]
                            },
                        )
                    ],
                ),
                example=_stream(demo, tool.example),
                pitfalls=tool.pitfalls,
                templates=[
                    ToolTemplate(sort_order=place, document=demo.documents[key])
                    for place, key in enumerate(tool.documents)
                ],
            ),
            scene=tool.scene,
            topics=tool.topics,
            days_ago=100 - 7 * position,
        )
    for background in information.BACKGROUND:
        if background.slug in toolkit.background:
            _load_information(demo, page, background)


def _load_story(demo, story):
    _page(
        demo,
        demo.pages["stories"],
        story.slug,
        StoryPage(
            title=story.title,
            summary=story.summary,
            place=story.place,
            date=timezone.localdate() - timedelta(days=story.days_ago),
            body=_stream(demo, story.body),
            outcomes=[
                StoryOutcome(sort_order=place, **vars(outcome))
                for place, outcome in enumerate(story.outcomes)
            ],
            tools_used=[
                StoryTool(sort_order=place, tool=demo.pages[slug])
                for place, slug in enumerate(story.tools)
            ],
        ),
        scene=story.scene,
        topics=story.topics,
        days_ago=story.days_ago,
        is_submitted=story.is_submitted,
    )


def _load_video(demo, video):
    _page(
        demo,
        demo.pages["videos"],
        video.slug,
        VideoPage(
            title=video.title,
            summary=video.summary,
            media=demo.clips[video.clip],
            poster=demo.images[f"poster-{video.clip}"],
            body=_stream(demo, video.body),
        ),
        scene=CLIP_VIDEOS[video.clip].poster_scene,
        topics=video.topics,
        days_ago=video.days_ago,
    )


def _load_event(demo, event):
    day = timezone.localdate() + timedelta(days=event.in_days)
    _page(
        demo,
        demo.pages["events"],
        event.slug,
        EventPage(
            title=event.title,
            summary=event.summary,
            starts_at=_uk_time(day, event.starts),
            ends_at=_uk_time(day, event.ends),
            is_online=event.is_online,
            place=event.place,
            audience=event.audience,
            body=_stream(demo, event.body),
        ),
        scene=event.scene,
        topics=event.topics,
        days_ago=30,
    )


def _uk_time(day, hours_and_minutes):
    return timezone.make_aware(datetime.combine(day, time(*hours_and_minutes)))


def _load_information(demo, parent, content):
    page = _page(
        demo,
        parent,
        content.slug,
        InformationPage(
            title=content.title,
            summary=content.summary,
            body=_stream(demo, content.body),
        ),
        scene=None,
        days_ago=150,
    )
    for below in content.pages_below:
        _load_information(demo, page, below)


def _fill_home(demo, home):
    if home.numbers:
        return
    home.hero_image = demo.images["hero"]
    home.listing_image = demo.images["hero"]
    home.summary = "Tools, stories and films from health and care teams in Cumbria who improve their own work, and share how."
    home.numbers = [
        ("statistic", {"number": number, "label": label, "source": ""})
        for number, label in (
            ("1,840", "hours given back to patient care this year"),
            ("£96k", "saved and spent on care instead"),
            ("11", "fewer days to answer a complaint"),
        )
    ]
    home.featured_story = demo.pages["a-service-young-people-would-use"]
    home.featured_video = demo.pages["an-after-action-review-in-ten-minutes"]
    home.join_heading = "Tried something? Tell the others."
    home.join_text = "Make an account to ask a question, answer one, or say how a tool worked for your team. It takes a minute."
    home.save_revision(user=demo.people["editor@demo.example"]).publish(
        user=demo.people["publisher@demo.example"]
    )


def _load_menus(demo):
    menus = {
        Menu.Placement.HEADER: ["toolkits", "stories", "videos", "events", "about"],
        Menu.Placement.FOOTER: [
            "about",
            "privacy",
            "accessibility",
            "terms",
            "house-rules",
        ],
    }
    short_titles = {"about": "About", "accessibility": "Accessibility"}
    for placement, slugs in menus.items():
        menu, made = Menu.objects.get_or_create(
            locale=Locale.get_default(), placement=placement
        )
        if made:
            for position, slug in enumerate(slugs):
                MenuItem.objects.create(
                    menu=menu,
                    sort_order=position,
                    page=Page.objects.get(pk=demo.pages[slug].pk),
                    title=short_titles.get(slug, ""),
                )
            if placement == Menu.Placement.FOOTER:
                MenuItem.objects.create(
                    menu=menu,
                    sort_order=len(slugs),
                    title="Tell us what you think",
                    address="/feedback/",
                )


# What people say ----------------------------------------------------------


def _load_comments(demo):
    for comment in conversations.COMMENTS:
        _load_comment(demo, comment, parent=None)


def _load_comment(demo, content, parent):
    # The same text always has the same number, so that loading again adds nothing.
    submission = uuid5(NAMESPACE_URL, f"{content.page}#{content.body}")
    if Comment.objects.filter(submission=submission).exists():
        return
    moderator = demo.people["moderator@demo.example"]
    comment = comments.post_comment(
        page=demo.pages[content.page],
        author=demo.people[content.author],
        body=content.body,
        parent=parent,
        submission=submission,
    )
    is_waiting = comment.state == Comment.State.WAITING
    if content.decision == "reject":
        comments.reject(
            comment,
            moderator=moderator,
            reason=RejectionReason.objects.filter(is_active=True).first(),
        )
    elif content.decision and is_waiting:
        comments.approve(comment, moderator=moderator)
    if content.decision == "hide":
        comments.hide(comment, moderator=moderator)
    elif content.decision == "remove":
        comments.remove_own(comment, author=demo.people[content.author])
    comment.refresh_from_db()
    for reply in content.replies:
        _load_comment(demo, reply, parent=comment)


def _load_feedback(demo):
    form_settings = FeedbackSettings.for_site(Site.objects.get(is_default_site=True))
    if not form_settings.mailbox:
        form_settings.mailbox = "feedback.team@demo.example"
        form_settings.save()
    for content in conversations.FEEDBACK:
        if FeedbackItem.objects.filter(message=content.message).exists():
            continue
        item = feedback.receive_feedback(
            kind=FeedbackKind.objects.get(
                name=content.kind, locale=Locale.get_default()
            ),
            message=content.message,
            page=demo.pages[content.page] if content.page else None,
            name=content.name,
            email=content.email,
        )
        handler = demo.people["publisher@demo.example"]
        if content.decision == "done":
            feedback.mark_done(item, by=handler)
        elif content.decision == "spam":
            feedback.mark_spam(item, by=handler)
