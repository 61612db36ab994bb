from django.contrib.auth.models import Group, Permission
from django.test import TestCase
from django.urls import reverse

from accounts.models import User
from feedback.models import FeedbackKind
from tests.factories import FeedbackItemFactory, StoryPageFactory, member_of

MARKUP = "<script>alert(1)</script>"


class InboxTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors")
        cls.inbox = reverse("feedback_inbox:new")

    def setUp(self):
        self.client.force_login(self.editor)


class MessageTests(InboxTestCase):
    def setUp(self):
        super().setUp()
        self.item = FeedbackItemFactory(
            message=f"One\n\nTwo {MARKUP}",
            name="Ann Example",
            email="ann@ward.example",
            page=StoryPageFactory(title="A stores cupboard"),
        )
        self.url = reverse("feedback_inbox:message", args=[self.item.pk])
        self.decide_url = reverse("feedback_inbox:decide", args=[self.item.pk])

    def test_shows_all_there_is(self):
        response = self.client.get(self.url)
        for text in [
            "<p>One</p>",
            "Ann Example",
            "ann@ward.example",
            "A stores cupboard",
            self.item.reference,
            "What was done",
        ]:
            self.assertContains(response, text)
        self.assertNotContains(response, MARKUP)

    def test_outlives_its_page_and_kind(self):
        self.item.page.delete()
        FeedbackKind.objects.all().delete()
        self.assertContains(self.client.get(self.url), "No particular page")

    def test_is_moved_by_post_and_says_who_did(self):
        for decision, state in [
            ("done", "done"),
            ("spam", "spam"),
            ("reopen", "new"),
        ]:
            response = self.client.post(self.decide_url, {"decision": decision})
            self.assertRedirects(response, self.url)
            self.item.refresh_from_db()
            self.assertEqual(self.item.state, state)
        response = self.client.get(self.url)
        self.assertContains(response, "Marked as done")
        self.assertContains(response, self.editor.display_name)

    def test_is_not_moved_by_following_a_link(self):
        self.assertEqual(self.client.get(self.decide_url).status_code, 405)

    def test_is_not_moved_by_nonsense(self):
        for data in [{}, {"decision": "delete"}, {"decision": "\x00"}]:
            self.assertRedirects(self.client.post(self.decide_url, data), self.url)
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, "new")

    def test_is_missing_when_there_is_none(self):
        for name in ["message", "decide"]:
            address = reverse(f"feedback_inbox:{name}", args=[10**30])
            self.assertEqual(
                self.client.post(address).status_code, 405 if name == "message" else 404
            )
        address = reverse("feedback_inbox:message", args=[10**30])
        self.assertEqual(self.client.get(address).status_code, 404)


class WhoReadsFeedbackTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.item = FeedbackItemFactory(message="Only for the team")
        cls.addresses = [
            reverse(f"feedback_inbox:{name}")
            for name in ["new", "mine", "in_hand", "waiting", "done", "spam", "all"]
        ] + [
            reverse(f"feedback_inbox:{name}", args=[cls.item.pk])
            for name in ["message", "same_sender"]
        ]
        cls.decide_url = reverse("feedback_inbox:decide", args=[cls.item.pk])

    def assertRefused(self, *, leads_to):
        for address in self.addresses:
            with self.subTest(address):
                response = self.client.get(address)
                self.assertEqual(response.status_code, 302)
                self.assertIn(leads_to, response.url)
        self.client.post(self.decide_url, {"decision": "done"})
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, "new")

    def test_editors_publishers_and_superusers_do(self):
        superuser = User.objects.create_superuser("admin@ward.example")
        for colleague in [member_of("Editors"), member_of("Publishers"), superuser]:
            self.client.force_login(colleague)
            for address in self.addresses:
                self.assertEqual(self.client.get(address).status_code, 200, address)

    def test_comment_moderators_do_not(self):
        self.client.force_login(member_of("Comment moderators"))
        self.assertRefused(leads_to=reverse("wagtailadmin_home"))
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertNotContains(response, "new message")
        self.assertNotContains(response, "/admin/feedback/")

    def test_members_and_strangers_do_not(self):
        self.client.force_login(member_of())
        self.assertRefused(leads_to="/")
        self.client.logout()
        self.assertRefused(leads_to="login")

    def test_whoever_may_only_read_decides_nothing(self):
        readers = Group.objects.create(name="Readers of feedback")
        readers.permissions.add(
            Permission.objects.get(codename="view_feedbackitem"),
            Permission.objects.get(codename="access_admin"),
        )
        self.client.force_login(member_of("Readers of feedback"))
        response = self.client.get(
            reverse("feedback_inbox:message", args=[self.item.pk])
        )
        self.assertContains(response, "Only for the team")
        self.assertNotContains(response, self.decide_url)
        self.client.post(self.decide_url, {"decision": "done"})
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, "new")

    def test_publishers_look_after_the_form_and_editors_do_not(self):
        kinds = reverse("wagtailsnippets_feedback_feedbackkind:list")
        settings = reverse(
            "wagtailsettings:edit", args=["feedback", "feedbacksettings"]
        )
        self.client.force_login(member_of("Publishers"))
        self.assertEqual(self.client.get(kinds).status_code, 200)
        self.assertEqual(self.client.get(settings, follow=True).status_code, 200)
        self.client.force_login(member_of("Editors"))
        self.assertEqual(self.client.get(kinds).status_code, 302)
        self.assertRedirects(self.client.get(settings), reverse("wagtailadmin_home"))
