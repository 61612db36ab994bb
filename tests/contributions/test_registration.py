"""What contributions offer to a member's account."""

import json

from django.test import TestCase
from django.urls import reverse

from accounts.registry import registered
from contributions.models import Contribution
from contributions.services import receive_contribution
from tests.contributions.told import told
from tests.factories import MemberFactory, StoryIndexPageFactory, ToolPageFactory


class PersonalDataTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.data = next(each for each in registered() if each.key == "contributions")
        StoryIndexPageFactory()
        cls.member, cls.other = MemberFactory(), MemberFactory()
        tool = ToolPageFactory(title="Daily huddle")
        for sender, title in ((cls.member, "Mine"), (cls.other, "Theirs")):
            receive_contribution(
                sender=sender,
                tool=tool,
                **told(title=title, measure="minutes", before=20, after=10),
            )

    def test_my_account_shows_its_state(self):
        self.client.force_login(self.member)
        response = self.client.get(reverse("account"))
        self.assertContains(response, "Mine")
        self.assertContains(response, "With the editors")
        self.assertNotContains(response, "Theirs")

    def test_export_holds_everything_one_told(self):
        [exported] = json.loads(json.dumps(self.data.export(self.member)))
        self.assertEqual(exported["title"], "Mine")
        self.assertEqual(exported["tool"], "Daily huddle")
        self.assertEqual(exported["after"], "10.00")

    def test_erasing_keeps_or_takes_the_words(self):
        self.data.erase(self.member, True)
        self.assertIsNone(Contribution.objects.get(title="Mine").sender)
        self.data.erase(self.other, False)
        self.assertFalse(Contribution.objects.filter(title="Theirs").exists())
