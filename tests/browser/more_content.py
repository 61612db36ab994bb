"""What the browser tests need beyond the demo: long lists, empty lists, locked doors.

`report()` runs beside the started site, with its settings and its data.
"""

import json
import sys
from datetime import UTC, date, datetime

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
)

from accounts.models import User
from accounts.purposes import purpose
from accounts.unsubscribing import headers_for
from comments.models import Comment
from comments.services.following import follow
from comments.services.writing import post_comment
from comments.unfollowing import PAGE, Mail
from library.services import add_document
from pages.blocks import BodyBlock
from pages.models import (
    EventIndexPage,
    HomePage,
    InformationPage,
    StoryIndexPage,
    StoryPage,
    ToolkitIndexPage,
    ToolPage,
    VideoIndexPage,
)
from tests.browser.more_data_copies import add_data_copies
from tests.browser.more_from_readers import (
    add_what_a_reader_keeps,
    add_what_a_reader_told,
)
from tests.browser.more_mail_links import add_mail_links
from tests.browser.more_packs import add_packs
from tests.browser.more_videos import add_videos
from tests.browser.people import NEW_MEMBER, SHOWING

WORDS = "three-random-words"


def report():
    """Add the content and print what is there."""
    json.dump(add(), sys.stdout)


def add():
    """Add the content once and tell what stands where."""
    member = User.objects.get(email="member@demo.example")
    discussed = add_long_discussion(member)
    add_more_stories()
    add_story_of_every_block()
    add_empty_sections_in_arabic()
    locked = add_locked_page()
    hidden = add_pages_nobody_may_see()
    add_videos()
    add_data_copies()
    saved = add_what_a_reader_keeps()
    add_what_a_reader_told()
    published = Comment.objects.published().filter(page__live=True)
    return {
        "pages": list(describe_pages()),
        "stories": StoryIndexPage.objects.get(locale__language_code="en-gb").pk,
        "discussed_page": discussed.pk,
        "long_thread": add_long_thread(discussed, member),
        "locked_page": locked,
        "locked_document": add_locked_document(),
        "hidden_pages": hidden,
        "saved_page": saved,
        # By somebody else than the member who looks at it.
        "comment": published.exclude(author=member).first().pk,
        "thread": published.filter(parent=None).exclude(author=member).first().pk,
        "own_comment": published.filter(author=member).first().pk,
        "waiting_comment": Comment.objects.waiting()
        .filter(author__email=NEW_MEMBER)
        .first()
        .pk,
        "returned_comment": Comment.objects.get(state=Comment.State.RETURNED).pk,
        "stop_token": add_unsubscribing(),
        "stop_following": add_follower(discussed),
        "error_page": render_to_string("500.html"),
        **add_packs(),
        **add_mail_links(discussed, member),
    }


def add_unsubscribing():
    """Somebody who hears of replies: what the link in those mails carries."""
    person = User.objects.get(email=SHOWING)
    headers = headers_for(person, purpose("reply_mail"))
    return headers["List-Unsubscribe"].strip("<>/").rpartition("/")[2]


def add_follower(page):
    """Somebody who follows a page: what the link in those mails carries."""
    person = User.objects.get(email=SHOWING)
    follow(person, page, pace="daily")
    return Mail(person, PAGE, page.pk).address.rstrip("/").rpartition("/")[2]


def add_more_stories():
    """More stories than one page of the list holds; the oldest, so that the demo's stay first."""
    section = StoryIndexPage.objects.get(locale__language_code="en-gb")
    for number in range(1, 11):
        section.add_child(
            instance=StoryPage(
                title=f"A small change, month {number}",
                slug=f"a-small-change-{number}",
                summary="One thing that a team does differently now.",
                date=date(2020, number, 1),
                first_published_at=datetime(2020, number, 1, tzinfo=UTC),
                body=[("quote", {"quote": "We tried it.", "attribution": ""})],
            )
        )


def add_story_of_every_block():
    """A page with each block as it is previewed, and with tables and charts that are full."""
    blocks = BodyBlock().child_blocks
    section = StoryIndexPage.objects.get(locale__language_code="en-gb")
    section.add_child(
        instance=StoryPage(
            title="Every block",
            slug="every-block",
            summary="All that a page can be put together from.",
            date=date(2020, 1, 1),
            first_published_at=datetime(2020, 1, 1, tzinfo=UTC),
            body=[
                *((name, block.get_preview_value()) for name, block in blocks.items()),
                ("table", blocks["table"].normalize(full_table())),
                ("chart", blocks["chart"].normalize(full_chart("line", "Week"))),
                ("chart", blocks["chart"].normalize(full_chart("bar", "Ward"))),
            ],
        )
    )


def full_table():
    """A table that no phone has room for."""
    headings = ["Role", "Before", "First hour", "Second hour", "Lunch", "Afterwards"]
    return {
        "table": {
            "caption": "The day, hour by hour",
            "columns": [{"type": "text", "heading": text} for text in headings],
            "rows": [
                {"values": [role, *["What they do then, in a few words"] * 5]}
                for role in ("Facilitator", "Team", "Sponsor")
            ],
        },
        "header_column": True,
    }


def full_chart(kind, label):
    """As many rows and columns as can be told apart, with a gap and numbers below zero."""
    headings = [label, "Letters", "Calls", "Visits"]
    return {
        "kind": kind,
        "message": "Letters leave sooner.",
        "table": {
            "caption": "Days until they leave",
            "columns": [
                {"type": "number" if place else "label", "heading": text}
                for place, text in enumerate(headings)
            ],
            "rows": [
                {
                    "values": [
                        f"{label} {place}",
                        12 - place,
                        place if place != 5 else None,
                        7,
                    ]
                }
                for place in range(1, 25)
            ],
        },
        "source": "Own count",
    }


def add_long_discussion(member):
    """More threads under one page than are shown at once."""
    page = ToolPage.objects.get(slug="pdsa-cycle")
    for number in range(1, 22):
        post_comment(page=page, author=member, body=f"Our cycle number {number}.")
    return page


def add_long_thread(page, member):
    """More replies than the page of one thread holds: the number of their thread."""
    thread = Comment.objects.filter(page_id=page.pk).threads().last()
    for number in range(1, 52):
        post_comment(
            page=page, author=member, parent=thread, body=f"And then we did {number}."
        )
    return thread.pk


def add_empty_sections_in_arabic():
    """A site in another language, written from right to left, that has only just begun."""
    arabic, _is_new = Locale.objects.get_or_create(language_code="ar")
    home = HomePage.objects.get(locale__language_code="en-gb")
    begun = home.copy_for_translation(arabic)
    begun.title, begun.heading = "مرحبا", "تعلم ما ينجح. شارك ما غيرته."
    begun.save_revision().publish()
    for section_type in (
        ToolkitIndexPage,
        StoryIndexPage,
        VideoIndexPage,
        EventIndexPage,
    ):
        section = section_type.objects.child_of(home).get()
        section.copy_for_translation(arabic).save_revision().publish()


def add_locked_page():
    """A page that asks for a password: how its lock is called in addresses."""
    about = InformationPage.objects.get(slug="about", locale__language_code="en-gb")
    page = about.add_child(
        instance=InformationPage(
            title="Minutes of the steering group",
            slug="minutes",
            summary="For members of the group.",
        )
    )
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password=WORDS
    )
    return f"{restriction.pk}/{page.pk}"


def add_pages_nobody_may_see():
    """A draft, and a page for one group only: their numbers."""
    section = StoryIndexPage.objects.get(locale__language_code="en-gb")
    draft = section.add_child(
        instance=StoryPage(
            title="Not ready", slug="not-ready", summary="Soon.", live=False
        )
    )
    private = section.add_child(
        instance=StoryPage(title="Between us", slug="between-us", summary="Ours.")
    )
    restriction = PageViewRestriction.objects.create(
        page=private, restriction_type="groups"
    )
    restriction.groups.set([Group.objects.get(name="Publishers")])
    return {"draft": draft.pk, "private": private.pk}


def add_locked_document():
    """A document that asks for a password: the number of the lock."""
    collection = Collection.get_first_root_node().add_child(name="For the group")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=WORDS
    )
    add_document(
        title="Minutes",
        slug="minutes",
        file=ContentFile(b"What was said.", name="minutes.txt"),
        collection=collection,
    )
    return restriction.pk


def describe_pages():
    """The public pages: where each stands, of which type it is, and which blocks it is made of."""
    for page in Page.objects.live().public().filter(depth__gt=1).specific():
        streams = [
            getattr(page, name)
            for name in ("body", "example", "numbers", "steps")
            if hasattr(page, name)
        ]
        yield {
            "id": page.pk,
            "address": page.get_url(),
            "type": type(page).__name__,
            "blocks": sorted({block.block_type for part in streams for block in part}),
        }
