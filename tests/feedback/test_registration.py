"""What feedback offers to a member's account."""

import json

from django.core.files.base import ContentFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.registry import registered
from feedback.models import DoneNote, FeedbackEvent, FeedbackItem, FeedbackNote
from feedback.models.pictures import picture_storage
from tests.factories import (
    FeedbackItemFactory,
    FeedbackMailFactory,
    MemberFactory,
    StoryPageFactory,
)


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
        self.assertContains(response, "Waiting to be read", 1)
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
            {each["message"] for each in exported["messages"]},
            {"A picture is missing.", "Thank you."},
        )
        self.assertEqual(
            {each["page"] for each in exported["messages"]}, {"Fewer falls", None}
        )

    def test_export_holds_the_mails_about_it_but_not_what_colleagues_noted(self):
        FeedbackMailFactory(item=self.signed_in, state="sent", body="It is there now.")
        FeedbackMailFactory(item=self.signed_in, state="received", body="So it is.")
        FeedbackMailFactory(
            item=self.signed_in,
            state="doubtful",
            from_address="stranger@ward.example",
            body="Whoever I am.",
        )
        FeedbackNote.objects.create(item=self.signed_in, body="Be kind to her.")
        held = self.data.export(self.member)
        (item,) = (each for each in held["messages"] if each["mails"])
        self.assertEqual(
            [(each["by"], each["text"]) for each in item["mails"]],
            [("team", "It is there now."), ("you", "So it is.")],
        )
        for words in ("Whoever I am.", "Be kind to her."):
            self.assertNotIn(words, json.dumps(held))

    def test_colleagues_take_along_what_they_noted(self):
        FeedbackNote.objects.create(
            item=self.signed_in, author=self.member, body="Ask estates."
        )
        held = self.data.export(self.member)["as_a_colleague"]
        self.assertEqual(held["notes"][0]["text"], "Ask estates.")

    def test_the_pictures_come_along(self):
        name = picture_storage().save("sent.jpg", ContentFile(b"A picture"))
        FeedbackItem.objects.filter(pk=self.signed_in.pk).update(picture=name)
        ((title, stored),) = self.data.files(self.member)
        self.assertEqual((title, stored.name), (self.signed_in.reference, name))

    def test_export_does_not_name_a_page_that_was_closed(self):
        restriction = PageViewRestriction.objects.create(
            page_id=self.page.pk, restriction_type="groups"
        )
        self.assertEqual(
            {each["page"] for each in self.data.export(self.member)["messages"]},
            {None},
        )
        restriction.delete()
        self.page.unpublish()
        self.assertEqual(
            {each["page"] for each in self.data.export(self.member)["messages"]},
            {None},
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

    def test_erasing_takes_the_picture_away_at_once_with_or_without_the_words(self):
        for keep_words in (True, False):
            name = picture_storage().save("sent.jpg", ContentFile(b"A picture"))
            item = FeedbackItemFactory(user=self.member, picture=name)
            self.data.erase(self.member, keep_words)
            self.assertFalse(picture_storage().exists(name))
            kept = FeedbackItem.objects.filter(pk=item.pk)
            self.assertEqual([each.picture.name for each in kept], [""] * keep_words)

    def test_erasing_takes_the_name_or_the_words_off_what_readers_were_told(self):
        note = DoneNote.objects.create(
            item=self.signed_in,
            locale=self.page.locale,
            said="A picture.",
            did="It is back.",
            quote="A picture is missing.",
            quoted_name="Priya",
            consent=DoneNote.Consent.MAIL,
            consent_on=timezone.localdate(),
        )
        self.data.erase(self.member, True)
        note.refresh_from_db()
        self.assertEqual((note.quote, note.quoted_name), ("A picture is missing.", ""))
        FeedbackItem.objects.filter(pk=self.signed_in.pk).update(user=self.member)
        self.data.erase(self.member, False)
        note.refresh_from_db()
        self.assertEqual((note.quote, note.consent), ("", ""))
        self.assertEqual(note.did, "It is back.")

    def test_erasing_takes_the_name_of_the_account_out_of_what_colleagues_wrote(self):
        self.member.display_name = "Priya Patel"
        self.member.save()
        item = FeedbackItemFactory(
            user=self.member, state="waiting", waits_for="Priya Patel, by Friday"
        )
        note = FeedbackNote.objects.create(item=item, body="Rang Priya Patel.")
        self.data.erase(self.member, True)
        for row in (item, note):
            row.refresh_from_db()
        self.assertEqual(item.waits_for, "[name removed], by Friday")
        self.assertEqual(note.body, "Rang [name removed].")

    def test_what_a_colleague_who_leaves_had_in_hand_is_new_again(self):
        in_hand = FeedbackItemFactory(assignee=self.member, state="in_hand")
        waiting = FeedbackItemFactory(
            assignee=self.member, state="waiting", waits_for="Priya's sister"
        )
        done = FeedbackItemFactory(
            assignee=self.member, state="done", handled_by=self.member
        )
        self.data.erase(self.member, True)
        for item in (in_hand, waiting):
            item.refresh_from_db()
            self.assertEqual((item.state, item.assignee), ("new", None))
            self.assertEqual((item.version, item.waits_for), (2, ""))
            event = FeedbackEvent.objects.about(item).get()
            self.assertEqual(event.action, FeedbackEvent.Action.UNASSIGNED)
        done.refresh_from_db()
        self.assertEqual((done.state, done.handled_by), ("done", None))

    def test_notes_of_a_colleague_who_leaves_stay_without_name_or_go(self):
        item = FeedbackItemFactory()
        for keep_words, left in ((True, [None]), (False, [])):
            item.notes.all().delete()
            FeedbackNote.objects.create(item=item, author=self.member, body="A note")
            self.data.erase(self.member, keep_words)
            self.assertEqual([note.author for note in item.notes.all()], left)

    def test_handing_over_brings_doubtful_mails_along(self):
        mail = FeedbackMailFactory(
            item=FeedbackItemFactory(),
            state="doubtful",
            from_address="priya@ward.example",
        )
        other = MemberFactory(email="priya@home.example")
        self.assertEqual(self.data.hand_over(self.member, other), 2)
        mail.refresh_from_db()
        self.assertEqual(mail.from_address, "priya@home.example")

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
