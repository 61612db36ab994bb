from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils.translation import override

from safeguards.at_risk import alert_lead
from safeguards.models import OutboxMessage, SafeguardingSettings
from tests.factories import UserFactory

ADDRESS = "/admin/comments/17/"


def set_lead(**fields):
    return SafeguardingSettings.objects.create(
        **{
            "lead_name": "Head of safeguarding",
            "lead_address": "lead@trust.example",
            **fields,
        }
    )


def alert():
    return alert_lead(what="a comment", address=ADDRESS, on_page="Huddles")


class AlertTests(TestCase):
    def test_the_lead_is_told_what_and_where(self):
        set_lead()
        self.assertEqual(alert(), 1)
        message = mail.outbox[0]
        self.assertEqual(message.to, ["lead@trust.example"])
        self.assertEqual(message.subject, "Someone may be at risk")
        self.assertIn("a comment on “Huddles”", message.body)
        self.assertIn(f"\n{settings.PUBLIC_URL}{ADDRESS}\n", message.body)
        self.assertNotIn("no safeguarding lead", message.body)

    def test_the_deputy_too(self):
        set_lead(deputy_address="Deputy@trust.example")
        self.assertEqual(alert(), 2)
        self.assertEqual(mail.outbox[1].to, ["deputy@trust.example"])

    def test_one_mailbox_gets_one_mail(self):
        set_lead(deputy_address="LEAD@trust.example")
        self.assertEqual(alert(), 1)

    def test_a_deputy_alone_is_no_lead(self):
        UserFactory(email="admin@trust.example", is_superuser=True)
        set_lead(lead_address="", deputy_address="deputy@trust.example")
        self.assertEqual(alert(), 1)
        self.assertEqual(mail.outbox[0].to, ["admin@trust.example"])

    def test_without_a_lead_all_administrators_are_told_so(self):
        UserFactory(email="one@trust.example", is_superuser=True)
        UserFactory(email="two@trust.example", is_superuser=True)
        UserFactory(email="gone@trust.example", is_superuser=True, is_active=False)
        UserFactory(email="member@trust.example")
        self.assertEqual(alert(), 2)
        self.assertEqual(
            [message.to for message in mail.outbox],
            [["one@trust.example"], ["two@trust.example"]],
        )
        self.assertIn("no safeguarding lead is set", mail.outbox[0].body)

    def test_it_does_without_a_page_and_speaks_the_site_s_language(self):
        set_lead()
        with override("pl"):
            alert_lead(what="a message", address=ADDRESS)
        self.assertIn("Somebody marked a message as", mail.outbox[0].body)

    def test_the_report_names_its_kind_and_nothing_of_it(self):
        set_lead()
        alert()
        self.assertEqual(mail.outbox[0].kind, "safeguards_at_risk")
        for message in OutboxMessage.objects.all():
            self.assertNotIn("Huddles", message.kind)


class EmergencyLineTests(TestCase):
    def test_the_site_has_words_of_its_own(self):
        self.assertIn("999", SafeguardingSettings.current().emergency_line)

    def test_those_that_are_set_win(self):
        set_lead(emergency="Ring the matron.")
        self.assertEqual(
            SafeguardingSettings.current().emergency_line, "Ring the matron."
        )

    def test_looking_makes_no_row(self):
        self.assertEqual(SafeguardingSettings.current().mailboxes, [])
        self.assertFalse(SafeguardingSettings.objects.exists())


class SettingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.address = reverse(
            "wagtailsettings:edit", args=["safeguards", "safeguardingsettings"]
        )
        cls.administrator = UserFactory(is_superuser=True)
        cls.publisher, cls.editor = UserFactory(), UserFactory()
        cls.publisher.groups.add(Group.objects.get(name="Publishers"))
        cls.editor.groups.add(Group.objects.get(name="Editors"))

    def test_publishers_and_administrators_set_the_lead(self):
        for person in (self.publisher, self.administrator):
            self.client.force_login(person)
            form = self.client.get(self.address, follow=True)
            response = self.client.post(
                form.redirect_chain[-1][0],
                {
                    "lead_name": "Head of safeguarding",
                    "lead_address": "lead@trust.example",
                },
                follow=True,
            )
            self.assertEqual(response.status_code, 200)
            self.assertEqual(
                SafeguardingSettings.current().mailboxes, ["lead@trust.example"]
            )

    def test_a_deputy_needs_a_lead(self):
        self.client.force_login(self.publisher)
        form = self.client.get(self.address, follow=True)
        response = self.client.post(
            form.redirect_chain[-1][0], {"deputy_address": "deputy@trust.example"}
        )
        self.assertContains(response, "A deputy needs a lead")
        self.assertContains(response, "deputy@trust.example")

    def test_editors_do_not(self):
        self.client.force_login(self.editor)
        self.assertNotEqual(self.client.get(self.address).status_code, 200)

    def test_the_home_of_the_admin_says_that_there_is_none(self):
        words = "No safeguarding lead is set"
        for person in (self.publisher, self.administrator):
            self.client.force_login(person)
            self.assertContains(self.client.get(reverse("wagtailadmin_home")), words)
        self.client.force_login(self.editor)
        self.assertNotContains(self.client.get(reverse("wagtailadmin_home")), words)
        set_lead()
        self.client.force_login(self.publisher)
        self.assertNotContains(self.client.get(reverse("wagtailadmin_home")), words)
