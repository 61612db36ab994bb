"""The editors' bar, which comes after the page that it stands over."""

from django.test import TestCase
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories import MemberFactory, StoryPageFactory, member_of


class UserbarTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.editor = member_of("Editors")
        cls.address = reverse("page_userbar", args=[cls.page.pk])
        cls.edit = reverse("wagtailadmin_pages:edit", args=[cls.page.pk])

    def test_leads_editors_to_the_page_they_read(self):
        self.client.force_login(self.editor)
        self.assertContains(self.client.get(self.page.url), self.address)
        self.assertContains(self.client.get(self.address), self.edit)

    def test_stands_on_other_pages_too(self):
        self.client.force_login(self.editor)
        address = reverse("userbar")
        self.assertContains(self.client.get(reverse("search")), address)
        self.assertContains(self.client.get(address), "wagtail-userbar")

    def test_nobody_else_is_offered_it_or_gets_it(self):
        self.assertNotContains(self.client.get(self.page.url), "userbar")
        self.assertEqual(self.client.get(self.address).status_code, 302)
        self.client.force_login(MemberFactory())
        self.assertNotContains(self.client.get(self.page.url), "userbar")
        self.assertEqual(self.client.get(self.address).status_code, 302)

    def test_says_nothing_of_a_page_that_its_reader_may_not_see(self):
        self.client.force_login(self.editor)
        PageViewRestriction.objects.create(
            page_id=self.page.pk, restriction_type="groups"
        )
        self.assertNotContains(self.client.get(self.address), self.edit)

    def test_takes_nothing(self):
        self.client.force_login(self.editor)
        self.assertEqual(self.client.post(self.address).status_code, 405)
