"""What feedback offers to a member's account."""

import json

from django.test import TestCase
from django.urls import reverse
from wagtail.models import PageViewRestriction

from accounts.registry import registered
from feedback.models import FeedbackItem
from tests.factories import FeedbackItemFactory, MemberFactory, StoryPageFactory


class PersonalDataTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.data = next(each for each in registered() if each.key == "feedback")
        cls.member = MemberFactory(email="priya@ward.example")
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.signed_in = FeedbackItemFactory(
            user=cls.member, message="A picture is missing.", page=cls.page
        )
        cls.by_mail = FeedbackItemFactory(
            email="Priya@Ward.example", name="Priya", message="Thank you."
        )
        other = MemberFactory()
        FeedbackItemFactory(
            user=other, email="priya@ward.example", message="Of somebody else."
        )
        FeedbackItemFactory(message="Of nobody we know.")

    def test_my_account_shows_what_i_sent_and_whether_it_was_dealt_with(self):
        FeedbackItem.objects.filter(pk=self.by_mail.pk).update(state="done")
        self.client.force_login(self.member)
        response = self.client.get(reverse("account"))
        self.assertContains(response, "A picture is missing.")
        self.assertContains(response, "Thank you.")
        self.assertContains(response, "Not dealt with yet", 1)
        self.assertContains(response, "Dealt with", 1)
        self.assertNotContains(response, "Of somebody else.")
        self.assertNotContains(response, "Of nobody we know.")

    def test_nobody_learns_that_a_message_was_taken_for_spam(self):
        FeedbackItem.objects.filter(pk=self.signed_in.pk).update(state="spam")
        self.client.force_login(self.member)
        self.assertNotContains(self.client.get(reverse("account")), "Spam")

    def test_export_holds_everything_one_sent(self):
        exported = json.loads(json.dumps(self.data.export(self.member)))
        self.assertEqual(
            {each["message"] for each in exported},
            {"A picture is missing.", "Thank you."},
        )
        self.assertEqual({each["page"] for each in exported}, {"Fewer falls", None})

    def test_export_does_not_name_a_page_that_was_closed(self):
        restriction = PageViewRestriction.objects.create(
            page_id=self.page.pk, restriction_type="groups"
        )
        self.assertEqual(
            {each["page"] for each in self.data.export(self.member)}, {None}
        )
        restriction.delete()
        self.page.unpublish()
        self.assertEqual(
            {each["page"] for each in self.data.export(self.member)}, {None}
        )

    def test_erasing_takes_the_name_off_or_the_messages_away(self):
        self.assertEqual(self.data.erase(self.member, True), 2)
        self.by_mail.refresh_from_db()
        self.assertEqual((self.by_mail.name, self.by_mail.email), ("", ""))
        self.assertEqual(FeedbackItem.objects.count(), 4)

    def test_erasing_takes_the_address_off_what_others_sent_on_their_behalf(self):
        for keep_words in (True, False):
            self.data.erase(self.member, keep_words)
            theirs = FeedbackItem.objects.get(message="Of somebody else.")
            self.assertEqual(theirs.email, "")

    def test_erasing_the_words_leaves_those_of_others(self):
        self.assertEqual(self.data.erase(self.member, False), 2)
        self.assertEqual(
            set(FeedbackItem.objects.values_list("message", flat=True)),
            {"Of somebody else.", "Of nobody we know."},
        )


class SendingTests(TestCase):
    def send(self, **data):
        return self.client.post(
            reverse("feedback"),
            {"kind": 1, "message": "The lake is lovely.", **data},
            headers={"sec-fetch-site": "same-origin"},
        )

    def test_a_member_who_is_signed_in_finds_the_message_again(self):
        member = MemberFactory()
        self.client.force_login(member)
        self.send()
        self.assertEqual(FeedbackItem.objects.get().user, member)

    def test_nobody_sends_in_the_name_of_somebody_else(self):
        other = MemberFactory()
        self.client.force_login(MemberFactory())
        self.send(user=other.pk)
        self.assertNotEqual(FeedbackItem.objects.get().user, other)

    def test_a_visitor_leaves_no_account_behind(self):
        self.send()
        self.assertIsNone(FeedbackItem.objects.get().user)

    def test_the_same_words_of_two_members_are_two_messages(self):
        for member in MemberFactory.create_batch(2):
            self.client.force_login(member)
            self.send()
            self.send()
        self.assertEqual(FeedbackItem.objects.count(), 2)
