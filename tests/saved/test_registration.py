"""What saved pages offer to a member's account."""

import json

from django.test import TestCase
from django.urls import reverse
from wagtail.models import PageViewRestriction

from accounts.registry import registered
from saved.models import SavedPage
from saved.services import save_page
from tests.factories import MemberFactory, StoryPageFactory


class PersonalDataTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.data = next(each for each in registered() if each.key == "saved")
        cls.member = MemberFactory()
        cls.page, cls.secret = StoryPageFactory(title="A"), StoryPageFactory(title="B")
        for page in (cls.page, cls.secret):
            save_page(cls.member, page)
        PageViewRestriction.objects.create(page=cls.secret, restriction_type="login")

    def test_my_account_leads_to_it(self):
        self.client.force_login(self.member)
        response = self.client.get(reverse("account"))
        self.assertContains(response, "2 saved pages")
        self.assertContains(response, reverse("my_toolkit"))

    def test_export_names_what_everyone_may_read(self):
        exported = json.loads(json.dumps(self.data.export(self.member)))
        self.assertEqual([each["page"] for each in exported], ["A", None])

    def test_erasing_leaves_nothing_of_this_member(self):
        other = MemberFactory()
        save_page(other, self.page)
        self.data.erase(self.member, True)
        self.assertEqual(SavedPage.objects.get().user, other)
