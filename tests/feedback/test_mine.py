"""Members see what they sent us, where it stands and what was answered."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from feedback.models import FeedbackItem, FeedbackMail
from feedback.standing import STANDINGS
from tests.factories import (
    FeedbackItemFactory,
    FeedbackMailFactory,
    MemberFactory,
    StoryPageFactory,
)

State = FeedbackItem.State


class MyFeedbackTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email="ann@ward.example")
        cls.url = reverse("my_feedback")

    def setUp(self):
        self.client.force_login(self.member)

    def sent(self, **fields):
        return FeedbackItemFactory(**{"user": self.member} | fields)

    def test_needs_an_account(self):
        self.client.logout()
        response = self.client.get(self.url)
        self.assertRedirects(
            response, f"{reverse('account_login')}?next={self.url}", status_code=302
        )

    def test_changes_nothing(self):
        self.assertEqual(self.client.post(self.url).status_code, 405)

    def test_shows_only_ones_own(self):
        self.sent(message="Words of mine")
        FeedbackItemFactory(email="Ann@Ward.example", message="Sent signed out")
        FeedbackItemFactory(message="Words of others")
        response = self.client.get(self.url)
        self.assertContains(response, "Words of mine")
        self.assertContains(response, "Sent signed out")
        self.assertNotContains(response, "Words of others")

    def test_says_in_kind_words_where_each_stands(self):
        for state in State:
            self.sent(state=state)
        response = self.client.get(self.url)
        for words in STANDINGS.values():
            self.assertContains(response, words)
        self.assertNotContains(response, "Spam")

    def test_says_by_when_an_answer_comes_until_it_is_late(self):
        today = timezone.localdate()
        self.sent(email="ann@ward.example", due_on=today)
        self.assertContains(self.client.get(self.url), "We answer by")
        yesterday = today - timezone.timedelta(days=1)
        FeedbackItem.objects.update(due_on=yesterday)
        self.assertNotContains(self.client.get(self.url), "We answer by")

    def test_shows_answers_and_what_was_written_back(self):
        item = self.sent()
        FeedbackMailFactory(item=item, state="sent", body="We <b>mended</b> it.")
        FeedbackMailFactory(item=item, state="received", body="Thank you!")
        FeedbackMailFactory(
            item=item, state="doubtful", body="Not me", from_address="x@evil.example"
        )
        response = self.client.get(self.url)
        self.assertContains(response, "We &lt;b&gt;mended&lt;/b&gt; it.")
        self.assertContains(response, "You wrote back")
        self.assertContains(response, "Thank you!")
        self.assertNotContains(response, "Not me")

    def test_says_which_answer_came_back(self):
        item = self.sent()
        FeedbackMailFactory(item=item, state="sent")
        self.assertNotContains(self.client.get(self.url), "did not reach you")
        FeedbackMailFactory(item=item, state="bounced")
        self.assertContains(self.client.get(self.url), "did not reach you", count=1)

    def test_mails_keep_personal_details_masked(self):
        FeedbackMailFactory(
            item=self.sent(), state="sent", body="07700 900123", shown_body="[phone]"
        )
        response = self.client.get(self.url)
        self.assertContains(response, "[phone]")
        self.assertNotContains(response, "900123")

    def test_names_only_pages_that_the_member_may_see(self):
        page = StoryPageFactory(title="Fewer falls")
        self.sent(page=page)
        self.assertContains(self.client.get(self.url), "Fewer falls")
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.GROUPS
        )
        self.assertNotContains(self.client.get(self.url), "Fewer falls")
        PageViewRestriction.objects.all().delete()
        page.unpublish()
        self.assertNotContains(self.client.get(self.url), "Fewer falls")

    def test_is_paged(self):
        for _number in range(21):
            self.sent()
        second = reverse("my_feedback", args=[2])
        self.assertContains(self.client.get(self.url), f'href="{second}"')
        self.assertEqual(len(self.client.get(second).context["items"]), 1)
        for beyond in (0, 3, 10**12):
            address = reverse("my_feedback", args=[beyond])
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_costs_as_much_for_twenty_as_for_one(self):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.url)
            return len(queries)

        self._with_all()
        self.client.get(self.url)
        one = cost()
        for _number in range(19):
            self._with_all()
        self.assertEqual(cost(), one)

    def _with_all(self):
        item = self.sent(page=StoryPageFactory())
        FeedbackMailFactory(item=item, state=FeedbackMail.State.SENT)

    def test_the_account_leads_here(self):
        self.sent(message="Words of mine", state=State.IN_HAND)
        response = self.client.get(reverse("account"))
        self.assertContains(response, f'href="{self.url}"')
        self.assertContains(response, "Somebody is dealing with it")

    def test_says_what_to_do_when_there_is_none(self):
        response = self.client.get(self.url)
        self.assertContains(response, "You have not sent us anything yet")
