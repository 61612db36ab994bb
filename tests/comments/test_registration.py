"""What comments offer to a member's account."""

import json

from django.template.loader import render_to_string
from django.test import TestCase
from django.urls import reverse

from accounts.registry import registered
from comments.models import Comment
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory


class PersonalDataTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.data = next(each for each in registered() if each.key == "comments")
        cls.member = MemberFactory()
        cls.page = StoryPageFactory(title="Fewer falls")
        for state in Comment.State:
            CommentFactory(page=cls.page, author=cls.member, state=state)
        CommentFactory(page=cls.page, body="By someone else")

    def test_summary_shows_states(self):
        summary = self.data.summary(self.member)
        html = render_to_string(summary["template"], summary["context"])
        for state in ("Waiting for a moderator", "Published", "Not published"):
            assert state in html
        assert "By someone else" not in html

    def test_my_account_shows_it(self):
        self.client.force_login(self.member)
        self.assertContains(self.client.get(reverse("account")), "Fewer falls")

    def test_export_holds_everything_one_wrote(self):
        exported = json.loads(json.dumps(self.data.export(self.member)))
        assert len(exported["comments"]) == 4
        assert {each["page"] for each in exported["comments"]} == {"Fewer falls"}

    def test_erasing_keeps_or_takes_the_words(self):
        self.data.erase(self.member, True)
        assert Comment.objects.filter(author=None).count() == 5
        other = Comment.objects.get(body="By someone else")
        self.data.erase(other.author, False)
        assert not Comment.objects.filter(pk=other.pk).exists()
