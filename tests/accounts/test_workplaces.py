"""What editors keep for members to choose from, and by which addresses count as checked."""

from django.test import TestCase

from accounts.models import EmailDomain, Organisation
from tests.factories import member_of


class ListsInTheAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher, cls.editor = member_of("Publishers"), member_of("Editors")

    def add(self, model, **data):
        return self.client.post(f"/admin/snippets/accounts/{model}/add/", data)

    def test_publishers_keep_the_lists(self):
        self.client.force_login(self.publisher)
        self.add("organisation", name="Open Gate Carers")
        self.add("emaildomain", domain=" @NHS.example ", is_nhs="on")
        self.assertEqual(Organisation.objects.get().name, "Open Gate Carers")
        domain = EmailDomain.objects.get()
        self.assertEqual((domain.domain, domain.is_nhs), ("nhs.example", True))
        listing = self.client.get("/admin/snippets/")
        for name in ("Organisations", "Settings", "E-mail domains"):
            self.assertContains(listing, name)

    def test_others_do_not(self):
        for member in (self.editor, member_of("Comment moderators"), member_of()):
            self.client.force_login(member)
            self.add("emaildomain", domain="nhs.example")
            self.add("organisation", name="Mine")
        self.assertFalse(EmailDomain.objects.exists())
        self.assertFalse(Organisation.objects.exists())

    def test_what_is_no_domain_is_refused_in_plain_words(self):
        self.client.force_login(self.publisher)
        for typed in (
            "nhs",
            "a@b@nhs.example",
            "https://nhs.example/",
            "nhs example.x",
        ):
            with self.subTest(typed):
                response = self.add("emaildomain", domain=typed)
                self.assertContains(response, "Write what stands after the @")
        self.assertFalse(EmailDomain.objects.exists())

    def test_a_domain_is_listed_once(self):
        EmailDomain.objects.create(domain="nhs.example")
        self.client.force_login(self.publisher)
        self.add("emaildomain", domain="NHS.example")
        self.assertEqual(EmailDomain.objects.count(), 1)
