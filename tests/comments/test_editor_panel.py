"""What editors see beside a page's form of what readers say there."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from comments.models import Comment, CommentReport, PagePolicy
from tests.factories import (
    CommentFactory,
    StoryPageFactory,
    UserFactory,
    home_page,
    member_of,
)

State = Comment.State


class EditorPanelTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.page.save_revision()
        cls.admin = UserFactory(is_superuser=True)

    def setUp(self):
        self.client.force_login(self.admin)

    def editor(self, page=None):
        address = reverse("wagtailadmin_pages:edit", args=[(page or self.page).pk])
        return self.client.get(address)

    def test_counts_what_waits_was_asked_and_reported(self):
        CommentFactory(page=self.page, is_question=True)
        CommentFactory(page=self.page, is_question=True)
        CommentFactory(page=self.page, state=State.WAITING)
        CommentFactory(page=self.page, state=State.REJECTED)
        reported = CommentFactory(page=self.page)
        CommentReport.objects.create(comment=reported, reason="unkind")
        CommentFactory()
        response = self.editor()
        for words in (
            "3 comments that readers see",
            "1 waits for a moderator",
            "1 was reported",
            "2 open questions",
            'data-side-panel-toggle="readers"',
        ):
            self.assertContains(response, words)

    def test_leads_to_what_waits_and_was_reported_on_this_page(self):
        CommentFactory(page=self.page, state=State.WAITING, body="Just here.")
        CommentFactory(state=State.WAITING, body="Elsewhere.")
        response = self.editor()
        for name in ("waiting", "reported"):
            address = f"{reverse(f'comment_queue:{name}')}?section={self.page.pk}"
            self.assertContains(response, address)
            listed = self.client.get(address)
            self.assertNotContains(listed, "Elsewhere.")
        waiting = f"{reverse('comment_queue:waiting')}?section={self.page.pk}"
        self.assertContains(self.client.get(waiting), "Just here.")

    def test_leads_to_the_policy_and_says_what_holds(self):
        PagePolicy.objects.create(page=home_page(), mode=PagePolicy.Mode.CLOSED)
        response = self.editor()
        self.assertContains(
            response, reverse("comment_queue:policy", args=[self.page.pk])
        )
        self.assertContains(response, "(set on a page above)")

    def test_an_editor_sees_numbers_and_no_way_to_what_is_not_theirs(self):
        self.client.force_login(member_of("Editors"))
        response = self.editor()
        self.assertContains(response, "0 wait for a moderator")
        panel = response.content.decode().split('data-side-panel="readers"')[1]
        panel = panel.split('class="form-side__panel"')[0]
        self.assertNotIn("/admin/comments/", panel)

    def test_leads_to_the_last_three_that_readers_see(self):
        bodies = ["The first.", "The second.", "The third.", "The fourth."]
        for body in bodies:
            newest = CommentFactory(page=self.page, body=body)
        CommentFactory(page=self.page, body="Not yet.", state=State.WAITING)
        CommentFactory(body="Elsewhere.")
        response = self.editor()
        self.assertContains(response, reverse("comment", args=[newest.pk]))
        for body in bodies[1:]:
            self.assertContains(response, body)
        for body in ("The first.", "Not yet.", "Elsewhere."):
            self.assertNotContains(response, body)

    def test_costs_the_same_for_none_and_for_many(self):
        self.queries()
        none = self.queries()
        for state in State:
            for _number in range(4):
                CommentFactory(page=self.page, state=state, is_question=True)
        self.assertEqual(self.queries(), none)

    def queries(self):
        with CaptureQueriesContext(connection) as captured:
            self.editor()
        return len(captured)

    def test_pages_of_every_kind_can_be_edited_and_saved(self):
        for page in Page.objects.filter(depth__gt=1):
            self.assertEqual(self.editor(page).status_code, 200)
