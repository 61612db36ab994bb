from django.contrib.auth.models import Group, Permission
from django.test import TestCase
from django.urls import reverse

from accounts.models import User
from tests.factories import FeedbackItemFactory, member_of

MARKUP = "<script>alert(1)</script>"


class InboxTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors")
        cls.inbox = reverse("feedback_inbox:new")

    def setUp(self):
        self.client.force_login(self.editor)


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
        cls.done_url = reverse("feedback_inbox:act", args=[cls.item.pk, "done"])

    def assertRefused(self, *, leads_to):
        for address in self.addresses:
            with self.subTest(address):
                response = self.client.get(address)
                self.assertEqual(response.status_code, 302)
                self.assertIn(leads_to, response.url)
        self.client.post(self.done_url, {"seen": 1})
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
        self.assertNotContains(response, self.done_url)
        self.client.post(self.done_url, {"seen": 1})
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
