from uuid import uuid4

from django.test import TestCase
from django.urls import reverse
from wagtail.models import Locale

from feedback.models import FeedbackItem, FeedbackMail, KeptAnswer
from feedback.services.answering import answer, came_back
from safeguards.models import OutboxMessage
from tests.factories import (
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)
from tests.safeguards.test_outbox import through_the_outbox

MARKUP = "<script>alert(1)</script>"
State = FeedbackItem.State


@through_the_outbox
class AnswerViewTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors", display_name="Ed Editor")
        cls.publisher = member_of("Publishers")
        cls.page = StoryPageFactory(title="A stores cupboard")
        cls.item = FeedbackItemFactory(
            name="Ann Example", email="ann@ward.example", page=cls.page
        )
        cls.url = reverse("feedback_inbox:answer", args=[cls.item.pk])
        cls.kept = KeptAnswer.objects.create(
            locale=Locale.get_default(), title="Link", body="We mended {page}, {name}."
        )

    def setUp(self):
        self.client.force_login(self.editor)
        self.form = {
            "text": "It works again.",
            "seen": self.item.version,
            "submission": str(uuid4()),
        }

    def press(self, do, **values):
        return self.client.post(self.url, {**self.form, "do": do, **values})


class WritingTests(AnswerViewTestCase):
    def test_it_is_offered_beside_the_message(self):
        shown = self.client.get(reverse("feedback_inbox:message", args=[self.item.pk]))
        self.assertContains(shown, self.url)
        self.assertContains(self.client.get(self.url), "It goes to ann@ward.example.")

    def test_a_kept_answer_comes_below_what_was_typed(self):
        shown = self.press("use", kept=self.kept.pk)
        self.assertContains(shown, "It works again.\n\nWe mended {page}, {name}.")
        self.assertFalse(FeedbackMail.objects.exists())

    def test_without_a_choice_nothing_is_lost(self):
        for kept in ["", "0", "x", "9" * 40, "\x00"]:
            with self.subTest(kept):
                shown = self.press("use", kept=kept)
                self.assertContains(shown, "It works again.", status_code=422)
                self.assertIn("kept", shown.context["choice"].errors)

    def test_only_answers_in_a_language_that_the_sender_reads_are_offered(self):
        polish = Locale.objects.create(language_code="pl")
        KeptAnswer.objects.create(locale=polish, title="Po polsku", body="Dziękujemy.")
        self.assertNotContains(self.client.get(self.url), "Po polsku")
        FeedbackItem.objects.update(language="pl")
        self.assertContains(self.client.get(self.url), "Po polsku")

    def test_the_mail_is_looked_at_before_it_goes(self):
        shown = self.press("preview", text=f"{{page}}: {MARKUP}")
        self.assertContains(shown, "A stores cupboard: &lt;script&gt;")
        self.assertNotContains(shown, MARKUP)
        self.assertContains(shown, 'sandbox="allow-popups')
        self.assertContains(shown, "Dear Ann Example,")
        self.assertFalse(OutboxMessage.objects.exists())

    def test_personal_details_and_open_braces_are_pointed_out(self):
        shown = self.press("preview", text="Ring 07700 900123 about {colour}.")
        self.assertContains(shown, "may tell who somebody is")
        self.assertContains(shown, "Nothing is filled in for {colour}.")

    def test_what_cannot_be_filled_in_is_told_beside_the_text(self):
        FeedbackItem.objects.update(page=None)
        shown = self.press("preview", text="We mended {page}.")
        self.assertContains(shown, "Write it without {page}", status_code=422)
        self.assertContains(shown, "We mended {page}.", status_code=422)

    def test_the_text_can_be_changed_after_looking(self):
        shown = self.press("change", is_done="on")
        self.assertContains(shown, "It works again.")
        self.assertTrue(shown.context["form"]["is_done"].value())
        self.assertFalse(FeedbackMail.objects.exists())

    def test_messages_without_an_address_say_so(self):
        silent = FeedbackItemFactory(email="")
        address = reverse("feedback_inbox:message", args=[silent.pk])
        answer_address = reverse("feedback_inbox:answer", args=[silent.pk])
        self.assertNotContains(self.client.get(address), answer_address)
        self.assertContains(self.client.get(address), "left no address")
        shown = self.client.get(answer_address)
        self.assertContains(shown, "left no address")
        self.assertNotContains(shown, "Look at the mail")

    def test_who_left_an_address_and_said_the_same_is_answered(self):
        silent = FeedbackItemFactory(email="")
        address = reverse("feedback_inbox:message", args=[silent.pk])
        answer_address = reverse("feedback_inbox:answer", args=[silent.pk])
        other = FeedbackItemFactory(email="", duplicate_of=silent)
        self.assertNotContains(self.client.get(address), answer_address)
        FeedbackItem.objects.filter(pk=other.pk).update(email="bo@ward.example")
        shown = self.client.get(address)
        self.assertContains(shown, answer_address)
        self.assertContains(shown, "goes to those who said the same")
        shown = self.client.get(answer_address)
        self.assertContains(shown, "goes to those who said the same")
        self.assertContains(shown, "bo@ward.example")

    def test_asking_as_many_questions_for_ten_duplicates_as_for_two(self):
        for number in range(10):
            FeedbackItemFactory(
                duplicate_of=self.item,
                email=f"b{number}@ward.example",
                user=MemberFactory(),
                page=self.page,
            )
        shown = self.press("preview", text="{page}")
        self.assertContains(shown, "Send 11 answers")
        self.press("send", text="{page}")
        self.assertEqual(OutboxMessage.objects.count(), 11)


class SendingTests(AnswerViewTestCase):
    def test_it_is_sent_and_shown_with_its_state(self):
        shown = self.client.post(
            self.url, {**self.form, "do": "send", "is_done": "on"}, follow=True
        )
        self.assertContains(shown, "1 answer is on its way.")
        self.assertContains(shown, "Ed Editor answered")
        self.assertContains(shown, "Waiting to be sent")
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, State.DONE)

    def test_a_double_click_is_one_mail(self):
        self.press("send")
        self.press("send")
        self.assertEqual(OutboxMessage.objects.count(), 1)

    def test_a_colleague_who_was_quicker_is_shown_and_the_text_kept(self):
        answer(self.item, text="Already.", by=self.publisher, submission=uuid4())
        shown = self.press("send")
        self.assertContains(shown, "Nothing was sent", status_code=422)
        self.assertContains(shown, "Already.", status_code=422)
        self.assertContains(shown, "It works again.", status_code=422)
        self.assertEqual(FeedbackMail.objects.count(), 1)
        seen = shown.context["form"]["seen"].value()
        again = self.press("send", seen=seen, submission=str(uuid4()))
        self.assertEqual(again.status_code, 302)

    def test_a_message_that_was_deleted_meanwhile_is_told_kindly(self):
        self.item.delete()
        self.assertEqual(self.press("send").status_code, 404)

    def test_hostile_values_are_refused_kindly_and_kept(self):
        for values in [
            {"text": ""},
            {"text": "\x00"},
            {"text": "x" * 1_000_000},
            {"seen": "x"},
            {"seen": ""},
            {"seen": "9" * 40},
            {"submission": "x"},
            {"submission": ""},
        ]:
            for do in ["preview", "send", "x"]:
                with self.subTest(values=str(values)[:30], do=do):
                    self.assertEqual(self.press(do, **values).status_code, 422)
        self.assertFalse(FeedbackMail.objects.exists())

    def test_who_may_not_decide_is_turned_away(self):
        for user in [MemberFactory(), member_of("Comment moderators")]:
            self.client.force_login(user)
            for response in [self.client.get(self.url), self.press("send")]:
                self.assertIn(response.status_code, {302, 403})
        self.assertFalse(FeedbackMail.objects.exists())

    def test_nothing_is_sent_by_looking(self):
        self.client.get(self.url, {**self.form, "do": "send"})
        self.assertFalse(FeedbackMail.objects.exists())


class ConversationTests(AnswerViewTestCase):
    def shown(self):
        return self.client.get(reverse("feedback_inbox:message", args=[self.item.pk]))

    def add(self, **values):
        values = {"body": "x", "message_id": f"<{uuid4()}@x>", **values}
        return FeedbackMail.objects.create(
            item=self.item, **{"shown_body": values["body"], **values}
        )

    def test_what_came_back_stands_in_order_and_escaped(self):
        self.add(state="received", body=MARKUP, rest=f"> {MARKUP}", attachments=2)
        shown = self.shown()
        self.assertContains(shown, "The sender wrote")
        self.assertContains(shown, "2 files came with it")
        self.assertContains(shown, "Quoted text and signature")
        self.assertNotContains(shown, MARKUP)

    def test_doubtful_mail_stands_apart_with_its_address(self):
        self.add(state="doubtful", from_address="eve@x.example")
        shown = self.shown()
        self.assertContains(shown, "It comes from eve@x.example")
        self.assertContains(shown, "Make sure who wrote it")

    def test_an_answer_that_came_back_says_so(self):
        (mail,) = answer(self.item, text="x", by=self.editor, submission=uuid4())
        came_back(mail)
        self.assertContains(self.shown(), "It came back: the sender has not read it.")

    def test_details_are_masked_until_somebody_asks_for_them(self):
        self.add(state="received", body="07700 900123", shown_body="[removed]")
        FeedbackItem.objects.update(details=["phone"])
        self.assertNotContains(self.shown(), "07700")
        self.client.force_login(self.publisher)
        url = reverse("feedback_inbox:details", args=[self.item.pk])
        self.assertContains(self.client.post(url), "07700 900123")

    def test_many_mails_cost_no_more_questions_than_one(self):
        for number in range(5):
            self.add(state="sent", author=MemberFactory(), body=f"Number {number}")
        self.assertContains(self.shown(), "Number 4")


class KeptAnswerAdminTests(AnswerViewTestCase):
    add = "wagtailsnippets_feedback_keptanswer:add"

    def post(self, body):
        return self.client.post(reverse(self.add), {"title": "New", "body": body})

    def test_publishers_keep_them(self):
        self.client.force_login(self.publisher)
        self.assertEqual(
            self.post("Thank you, {name}: {page_address}").status_code, 302
        )
        listed = self.client.get(reverse("wagtailsnippets_feedback_keptanswer:list"))
        self.assertContains(listed, "Thank you, {name}")

    def test_a_placeholder_that_nobody_fills_is_refused_kindly(self):
        self.client.force_login(self.publisher)
        refused = self.post("Dear {nmae}, {0} {reference}")
        self.assertContains(refused, "Nothing is filled in for {nmae}, {0}.")
        self.assertContains(refused, "{name}, {reference}, {page}, {page_address}")
        self.assertFalse(KeptAnswer.objects.filter(title="New").exists())

    def test_editors_only_use_them(self):
        self.assertIn(self.post("x").status_code, {302, 403})
        self.assertFalse(KeptAnswer.objects.filter(title="New").exists())

    def test_the_example_shows_what_a_sender_reads(self):
        self.assertEqual(self.kept.example, "We mended Title of the page, Ann Example.")
