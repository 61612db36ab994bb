"""What comments offer to a member's account."""

import json

from django.template.loader import render_to_string
from django.test import TestCase
from django.urls import reverse
from wagtail.models import PageViewRestriction

from accounts.registry import registered
from comments.models import Comment, CommentDecision
from comments.services.states import log
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
        for state in ("Published", "Not published", "Sent back to its writer"):
            assert state in html
        # The newest are shown, and how many wait among all of them.
        assert "1 comment of yours waits for a moderator" in html
        assert "All 6 comments of yours" in html
        assert "By someone else" not in html

    def test_my_account_shows_it(self):
        self.client.force_login(self.member)
        self.assertContains(self.client.get(reverse("account")), "Fewer falls")

    def test_export_holds_everything_one_wrote(self):
        exported = json.loads(json.dumps(self.data.export(self.member)))
        assert len(exported["comments"]) == 6
        assert {each["page"] for each in exported["comments"]} == {"Fewer falls"}

    def test_export_does_not_say_when_somebody_reported(self):
        comment = Comment.objects.filter(author=self.member).published().first()
        log(comment, CommentDecision.Action.REPORTED, codes=["unkind"])
        log(comment, CommentDecision.Action.KEPT)
        exported = json.dumps(self.data.export(self.member))
        assert "kept" in exported
        assert "reported" not in exported.replace('"reports"', "")

    def test_erasing_keeps_or_takes_the_words(self):
        self.data.erase(self.member, True)
        assert Comment.objects.filter(author=None).count() == 7
        other = Comment.objects.get(body="By someone else")
        self.data.erase(other.author, False)
        assert not Comment.objects.filter(pk=other.pk).exists()


class ClosedPageTests(TestCase):
    """A page that its writer may not read any more is not named to them."""

    @classmethod
    def setUpTestData(cls):
        cls.data = next(each for each in registered() if each.key == "comments")
        cls.member = MemberFactory()
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.comment = CommentFactory(
            page=cls.page, author=cls.member, body="What I wrote."
        )

    def account(self):
        self.client.force_login(self.member)
        return self.client.get(reverse("account"))

    def test_a_restricted_page(self):
        PageViewRestriction.objects.create(
            page_id=self.page.pk, restriction_type="groups"
        )
        response = self.account()
        self.assertNotContains(response, "Fewer falls")
        address = reverse("comment", args=[self.comment.pk])
        self.assertNotContains(response, f'href="{address}"')
        self.assertContains(response, "What I wrote.")

    def test_a_draft(self):
        self.page.unpublish()
        response = self.account()
        self.assertNotContains(response, "Fewer falls")
        self.assertContains(response, "On a page that is not shown at present")

    def test_as_many_queries_for_twenty_as_for_one(self):
        # Their groups are asked for once.
        self.data.summary(self.member)
        for number in (1, 19):
            for _each in range(number):
                CommentFactory(author=self.member)
            with self.assertNumQueries(4):
                self.data.summary(self.member)
