from django.contrib.auth.models import Permission
from django.test import TestCase
from django.urls import reverse

from tests.factories import OutboxMessageFactory, UserFactory


class OutboxReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.admin = UserFactory(is_staff=True, is_superuser=True)
        cls.editor = UserFactory(is_staff=True)
        cls.editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
        OutboxMessageFactory(
            to=["ann@ward.example"], subject="Your code is 123456", text_body="123456"
        )
        OutboxMessageFactory(
            to=["bo@ward.example"],
            state="failed",
            last_error="SMTPRecipientsRefused 550",
        )

    def test_shows_what_became_of_each_mail_and_never_what_it_said(self):
        self.client.force_login(self.admin)
        response = self.client.get(reverse("outbox_report"))
        self.assertContains(response, "ann@ward.example")
        self.assertContains(response, "SMTPRecipientsRefused 550")
        self.assertNotContains(response, "123456")

    def test_can_be_searched_by_recipient_and_narrowed_by_state(self):
        self.client.force_login(self.admin)
        found = self.client.get(reverse("outbox_report_results"), {"q": "ann@"})
        self.assertContains(found, "ann@ward.example")
        self.assertNotContains(found, "bo@ward.example")
        found = self.client.get(reverse("outbox_report_results"), {"state": "failed"})
        self.assertNotContains(found, "ann@ward.example")

    def test_an_export_holds_no_more(self):
        self.client.force_login(self.admin)
        response = self.client.get(reverse("outbox_report"), {"export": "csv"})
        body = b"".join(response) if response.streaming else response.content
        self.assertNotIn(b"123456", body)

    def test_stands_among_the_reports_of_those_who_may_see_it(self):
        self.client.force_login(self.admin)
        self.assertContains(
            self.client.get(reverse("wagtailadmin_home")), reverse("outbox_report")
        )

    def test_editors_may_not_see_who_gets_mail(self):
        self.client.force_login(self.editor)
        self.assertNotContains(
            self.client.get(reverse("wagtailadmin_home")), reverse("outbox_report")
        )
        self.assertEqual(self.client.get(reverse("outbox_report")).status_code, 302)

    def test_the_list_costs_the_same_however_long(self):
        self.client.force_login(self.admin)
        url = reverse("outbox_report_results")
        self.client.get(url)
        with self.assertNumQueries(5):
            self.client.get(url)
        for number in range(20):
            OutboxMessageFactory(to=[f"reader{number}@ward.example"])
        with self.assertNumQueries(5):
            self.client.get(url)
