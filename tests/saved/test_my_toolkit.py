"""My toolkit: what it shows, what is new, and what it never shows."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from zeal import zeal_ignore

from library.services import replace_document_file
from pages.models import StoryOutcome, StoryTool, ToolTemplate
from saved.models import SavedPage
from saved.services import save_page
from tests.factories import (
    DocumentFactory,
    EventPageFactory,
    ImageFactory,
    MemberFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    VideoPageFactory,
    member_of,
)

GONE = "is no longer available"


class MyToolkitTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()
        cls.tool = ToolPageFactory(title="Five whys", purpose="")
        cls.address = reverse("my_toolkit")

    def setUp(self):
        self.client.force_login(self.member)

    def keep(self, *pages, days_ago=10):
        """Save pages as if it had been so many days ago."""
        for page in pages:
            row = save_page(self.member, page)
            when = timezone.now() - timedelta(days=days_ago)
            SavedPage.objects.filter(pk=row.pk).update(saved_at=when, looked_at=when)

    def shown(self):
        return self.client.get(self.address)

    def restrict(self, page, kind, *groups):
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=kind, password="three-words"
        )
        restriction.groups.set(groups)


class ShelfTests(MyToolkitTestCase):
    def test_asks_to_sign_in(self):
        self.client.logout()
        self.assertRedirects(
            self.shown(), f"{reverse('account_login')}?next={self.address}"
        )

    def test_is_never_stored(self):
        self.assertIn("no-store", self.shown()["Cache-Control"])

    def test_says_how_to_begin(self):
        self.assertContains(self.shown(), "You have not saved anything yet")

    def test_groups_tools_by_toolkit_and_the_rest_by_kind(self):
        other = ToolPageFactory(parent=ToolkitPageFactory(title="Co-production"))
        self.keep(VideoPageFactory(), other, self.tool, StoryPageFactory())
        self.keep(EventPageFactory(), other.get_parent().specific)
        toolkit = self.tool.get_parent().title
        self.assertEqual(
            [str(group.title) for group in self.shown().context["shelf"].groups],
            [toolkit, "Co-production", "Toolkits", "Stories", "Videos", "Events"],
        )

    def test_opens_the_saved_tools_as_a_pack(self):
        self.keep(self.tool, StoryPageFactory())
        response = self.shown()
        self.assertContains(response, f'value="{self.tool.pk}"')
        self.assertContains(response, f"{reverse('pack')}?tool={self.tool.pk}")

    def test_shows_a_member_what_only_members_may_read(self):
        self.keep(self.tool)
        self.restrict(self.tool, "login")
        self.assertContains(self.shown(), "Five whys")

    def test_names_nothing_that_its_reader_may_no_longer_see(self):
        group = Group.objects.get(name="Publishers")
        for_group, behind_password, draft, deleted = (
            StoryPageFactory(title=f"Secret {number}", slug=f"secret-{number}")
            for number in range(4)
        )
        self.keep(for_group, behind_password, draft, deleted)
        self.restrict(for_group, "groups", group)
        self.restrict(behind_password, "password")
        draft.unpublish()
        deleted.delete()
        response = self.shown()
        self.assertContains(response, GONE, count=4)
        self.assertNotContains(response, "secret", html=False)
        self.assertNotContains(response, "Secret")

    def test_shows_members_of_a_group_what_is_theirs(self):
        page = StoryPageFactory(title="Between us")
        self.restrict(page, "groups", Group.objects.get(name="Publishers"))
        publisher = member_of("Publishers")
        save_page(publisher, page)
        self.client.force_login(publisher)
        self.assertContains(self.shown(), "Between us")

    def test_a_tool_of_an_unpublished_toolkit_does_not_name_it(self):
        toolkit = ToolkitPageFactory(title="Not for now")
        tool = ToolPageFactory(parent=toolkit)
        self.keep(tool)
        toolkit.unpublish()
        self.assertNotContains(self.shown(), "Not for now")

    def test_costs_as_many_queries_for_many_pages_as_for_few(self):
        self.add_news(2)
        few = self.count_queries()
        self.add_news(10)
        self.assertEqual(self.count_queries(), few)

    def add_news(self, number):
        """So many saved pages of each type, with everything that can be new about them."""
        group = Group.objects.get(name="Publishers")
        for _each in range(number):
            picture = ImageFactory()
            tool = ToolPageFactory(parent=ToolkitPageFactory(), listing_image=picture)
            tool.save_revision().publish()
            tool.refresh_from_db()
            story = StoryPageFactory(listing_image=picture)
            StoryTool.objects.create(story=story, tool=tool)
            hidden = StoryPageFactory()
            self.restrict(hidden, "groups", group)
            document = DocumentFactory()
            ToolTemplate.objects.create(tool=tool, document=document)
            self.keep(tool, story, hidden, VideoPageFactory(listing_image=picture))
            self.replace(document)
            tool.title = "Changed"
            tool.save_revision().publish()

    def replace(self, document):
        replace_document_file(
            document,
            file=ContentFile(b"new", name="new.txt"),
            what_changed="Larger boxes",
        )

    def count_queries(self):
        with zeal_ignore():
            # The first visit makes the pictures in the size that the page needs.
            self.shown()
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(self.shown().status_code, 200)
        return len(queries)


class NewsTests(MyToolkitTestCase):
    def changes(self, page):
        groups = self.shown().context["shelf"].groups
        rows = {row.page_id: row for group in groups for row in group.rows}
        return [
            " ".join(filter(None, (change.label, change.title, change.detail)))
            for change in rows[page.pk].changes
        ]

    def publish(self, page):
        page.save_revision().publish()
        page.refresh_from_db()

    def test_nothing_is_new_at_first(self):
        self.keep(self.tool)
        self.assertEqual(self.changes(self.tool), [])
        self.assertNotContains(self.shown(), "Mark everything as seen")

    def test_says_which_parts_of_a_page_changed(self):
        self.publish(self.tool)
        self.keep(self.tool)
        self.tool.pitfalls = "<p>Blame.</p>"
        self.tool.title = "Five times why"
        self.tool.minutes_from = 20
        self.publish(self.tool)
        [change] = self.changes(self.tool)
        self.assertTrue(change.startswith("Changed "))
        parts = set(change.removeprefix("Changed ").split(", "))
        self.assertEqual(parts, {"title", "pitfalls", "at a glance"})

    def test_a_page_without_earlier_versions_only_changed(self):
        self.keep(self.tool)
        self.publish(self.tool)
        self.assertEqual(self.changes(self.tool), ["Changed"])

    def test_rows_that_are_merely_stored_again_are_no_change(self):
        story = StoryPageFactory()
        story.tools_used.add(StoryTool(tool=self.tool))
        story.outcomes.add(StoryOutcome(measure="minutes", before=46, after=11))
        self.publish(story)
        self.keep(story)
        self.publish(story)
        self.assertEqual(self.changes(story), ["Changed"])

    def test_names_new_public_stories_of_a_saved_tool(self):
        self.keep(self.tool, days_ago=5)
        now = timezone.now()
        story = StoryPageFactory(title="We asked five times")
        secret = StoryPageFactory(title="Secret")
        self.restrict(secret, "login")
        draft = StoryPageFactory(title="Draft", live=False, first_published_at=now)
        old = StoryPageFactory(title="Old", first_published_at=now - timedelta(days=9))
        for told in (story, secret, draft, old):
            StoryTool.objects.create(story=told, tool=self.tool)
        self.assertEqual(self.changes(self.tool), ["New story: We asked five times"])

    def test_names_replaced_templates_with_what_changed(self):
        old, new = DocumentFactory(title="Sheet"), DocumentFactory(title="Poster")
        for document in (old, new):
            ToolTemplate.objects.create(tool=self.tool, document=document)
        self.keep(self.tool)
        replace_document_file(
            old, file=ContentFile(b"new", name="n.txt"), what_changed="Larger boxes"
        )
        self.assertEqual(self.changes(self.tool), ["New version of Sheet Larger boxes"])

    def test_what_was_seen_is_not_new(self):
        self.keep(self.tool)
        self.publish(self.tool)
        shown_at = self.shown().context["shelf"].shown_at
        seen = {"until": shown_at.strftime("%Y-%m-%dT%H:%M:%S.%f%z")}
        self.assertContains(self.shown(), "Mark everything as seen")
        response = self.client.post(reverse("mark_seen"), seen)
        self.assertRedirects(response, self.address, status_code=303)
        self.assertEqual(self.changes(self.tool), [])

    def test_the_page_sends_a_moment_that_its_own_form_takes(self):
        self.keep(self.tool)
        self.publish(self.tool)
        html = self.shown().content.decode()
        moment = html.split('name="until" value="')[1].split('"')[0]
        self.client.post(reverse("mark_seen"), {"until": moment})
        self.assertEqual(self.changes(self.tool), [])

    def test_nonsense_marks_nothing(self):
        self.keep(self.tool)
        self.publish(self.tool)
        for until in ("", "never", "\x00", "9" * 400):
            self.client.post(reverse("mark_seen"), {"until": until})
        self.client.post(reverse("mark_seen"))
        self.assertEqual(self.changes(self.tool), ["Changed"])
