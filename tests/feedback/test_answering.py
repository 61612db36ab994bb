from contextlib import contextmanager
from unittest import mock
from uuid import uuid4

from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase, override_settings
from wagtail.models import PageViewRestriction

from feedback.incoming.addresses import proved_reference
from feedback.models import FeedbackEvent, FeedbackItem, FeedbackMail
from feedback.services import answering
from feedback.services.answering import NoAddress, Unfilled, answer
from feedback.services.deciding import mark_done, mark_spam
from feedback.services.states import ChangedMeanwhile
from safeguards import services as outbox
from safeguards.models import OutboxMessage
from tests.factories import (
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)
from tests.safeguards.mail_reader import Reader
from tests.safeguards.test_outbox import DELIVERY, through_the_outbox

Action = FeedbackEvent.Action
State = FeedbackItem.State
MailState = FeedbackMail.State

comes_back = override_settings(FEEDBACK_REPLY_ADDRESS="feedback@clic.example")


@through_the_outbox
class AnswerTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors", display_name="Ed Editor")

    def send(self, item, text="The link works again.", **values):
        values = {"by": self.editor, "submission": uuid4(), **values}
        return answer(item, text=text, **values)

    def deliver(self):
        """What the worker does with all that waits; the mails that left."""
        with self.captureOnCommitCallbacks(execute=True):
            outbox.send_due()
        return mail.outbox

    def actions(self, item):
        return [event.action for event in FeedbackEvent.objects.about(item)]


class SendingTests(AnswerTestCase):
    def test_it_goes_to_the_sender_in_plain_words_and_as_html(self):
        item = FeedbackItemFactory(name="Ann Example", email="ann@ward.example")
        self.send(item)
        (sent,) = self.deliver()
        self.assertEqual(sent.to, ["ann@ward.example"])
        self.assertEqual(sent.subject, f"Our answer to your message {item.reference}")
        for words in ["Dear Ann Example,", "The link works again.", item.reference]:
            self.assertIn(words, sent.body)
            self.assertIn(words, Reader(sent).text)

    def test_without_a_name_it_greets_all_the_same(self):
        self.send(FeedbackItemFactory(email="ann@ward.example"))
        (sent,) = self.deliver()
        self.assertTrue(sent.body.startswith("Hello,"))

    def test_it_is_queued_kept_and_logged_together(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        (kept,) = self.send(item)
        row = OutboxMessage.objects.get()
        self.assertEqual(kept.outbox_message, row)
        self.assertEqual(kept.state, MailState.WAITING)
        self.assertEqual(kept.author, self.editor)
        self.assertEqual(row.headers["Message-ID"], kept.message_id)
        event = FeedbackEvent.objects.about(item).get()
        self.assertEqual(
            (event.action, event.actor_id), (Action.ANSWERED, self.editor.pk)
        )
        self.assertEqual(event.other_id, kept.pk)

    def test_nothing_is_left_of_it_when_one_part_fails(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        with (
            mock.patch.object(answering, "change", side_effect=RuntimeError),
            self.assertRaises(RuntimeError),
        ):
            self.send(item)
        self.assertFalse(OutboxMessage.objects.exists())
        self.assertFalse(FeedbackMail.objects.exists())

    def test_the_first_answer_is_the_one_that_counts(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        self.send(item)
        item.refresh_from_db()
        first = item.answered_at
        self.assertIsNotNone(first)
        self.assertEqual(item.state, State.IN_HAND)
        self.send(item)
        item.refresh_from_db()
        self.assertEqual(item.answered_at, first)

    def test_it_may_be_done_with_it(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        self.send(item, is_done=True)
        item.refresh_from_db()
        self.assertEqual((item.state, item.handled_by), (State.DONE, self.editor))
        self.assertEqual(self.actions(item), [Action.ANSWERED, Action.DONE])

    def test_the_same_form_sent_twice_is_one_mail(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        submission = uuid4()
        self.assertEqual(len(self.send(item, submission=submission, seen=1)), 1)
        self.assertEqual(self.send(item, submission=submission, seen=1), [])
        self.assertEqual(OutboxMessage.objects.count(), 1)

    def test_two_colleagues_do_not_both_answer_unknowingly(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        self.send(item, seen=1)
        with self.assertRaises(ChangedMeanwhile):
            self.send(item, "Another answer.", seen=1)
        self.assertEqual(FeedbackMail.objects.count(), 1)

    def test_whoever_may_not_decide_may_not_answer(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        with self.assertRaises(PermissionDenied):
            self.send(item, by=MemberFactory())

    def test_spam_is_not_answered(self):
        item = mark_spam(FeedbackItemFactory(email="ann@ward.example"), by=self.editor)
        with self.assertRaises(ChangedMeanwhile):
            self.send(item)

    def test_nobody_is_answered_without_an_address(self):
        with self.assertRaises(NoAddress):
            self.send(FeedbackItemFactory(email=""))

    def test_it_is_in_the_senders_language(self):
        self.send(FeedbackItemFactory(email="ann@ward.example", language="ar"))
        (sent,) = self.deliver()
        self.assertIn('dir="rtl"', Reader(sent).source)

    def test_personal_details_in_it_are_masked_where_it_is_shown(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        (kept,) = self.send(item, "Ring me on 07700 900123.")
        self.assertIn("07700 900123", kept.body)
        self.assertNotIn("07700", kept.shown_body)
        item.refresh_from_db()
        self.assertEqual(item.details, ["phone"])

    def test_it_names_the_mails_before_it(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        (first,) = self.send(item)
        theirs = FeedbackMail.objects.create(
            item=item,
            state=MailState.RECEIVED,
            body="x",
            message_id="<theirs@x.example>",
        )
        self.send(item, "And one more thing.")
        sent = self.deliver()[1].extra_headers
        self.assertEqual(sent["In-Reply-To"], theirs.message_id)
        self.assertEqual(sent["References"], f"{first.message_id} {theirs.message_id}")


class DuplicateTests(AnswerTestCase):
    def setUp(self):
        self.item = FeedbackItemFactory(name="Ann", email="ann@ward.example")
        self.same = FeedbackItemFactory(
            name="Bo", email="bo@ward.example", duplicate_of=self.item, language="pl"
        )
        self.silent = FeedbackItemFactory(duplicate_of=self.item)

    def test_each_gets_a_mail_of_their_own(self):
        self.send(self.item, "Thank you, {name}: {reference}.", is_done=True)
        sent = {message.to[0]: message for message in self.deliver()}
        self.assertEqual(sent.keys(), {"ann@ward.example", "bo@ward.example"})
        for item in [self.item, self.same]:
            body = sent[item.email].body
            self.assertIn(f"Thank you, {item.name}: {item.reference}.", body)
        self.assertNotIn("Ann", sent["bo@ward.example"].body)
        self.assertIn('lang="pl"', Reader(sent["bo@ward.example"]).source)

    def test_all_are_answered_and_done_with_it(self):
        self.send(self.item, is_done=True)
        for item in [self.item, self.same, self.silent]:
            item.refresh_from_db()
            self.assertEqual(item.state, State.DONE)
        self.assertIsNotNone(self.same.answered_at)
        self.assertIsNone(self.silent.answered_at)

    def test_the_same_form_sent_twice_answers_each_once(self):
        for item in [self.item, self.silent]:
            submission = uuid4()
            with self.subTest(item=item.name):
                self.assertEqual(len(self.send(item, submission=submission)), 2)
                self.assertEqual(self.send(item, submission=submission), [])

    def test_a_placeholder_that_one_of_them_has_nothing_for_is_refused(self):
        page = StoryPageFactory(title="A stores cupboard")
        FeedbackItem.objects.filter(pk=self.item.pk).update(page=page)
        self.item.refresh_from_db()
        with self.assertRaises(Unfilled) as refused:
            self.send(self.item, "We changed {page}.")
        self.assertIn(self.same.reference, str(refused.exception))
        self.assertFalse(FeedbackMail.objects.exists())


class PlaceholderTests(AnswerTestCase):
    def test_a_page_is_named_with_its_address(self):
        page = StoryPageFactory(title="A stores\ncupboard")
        item = FeedbackItemFactory(email="ann@ward.example", page=page)
        (kept,) = self.send(item, "We changed {page}: {page_address}")
        self.assertEqual(
            kept.body,
            f"We changed A stores cupboard: https://clic.example{page.get_url()}",
        )

    def test_a_page_that_the_sender_may_not_see_is_not_named(self):
        draft = StoryPageFactory(title="Secret", live=False)
        closed = StoryPageFactory(title="Secret")
        PageViewRestriction.objects.create(
            page=closed, restriction_type=PageViewRestriction.LOGIN
        )
        for page in [draft, closed]:
            item = FeedbackItemFactory(email="ann@ward.example", page=page)
            with self.subTest(page=page), self.assertRaises(Unfilled):
                self.send(item, "We changed {page}.")
        member = FeedbackItemFactory(
            email="bo@ward.example", page=closed, user=MemberFactory()
        )
        (kept,) = self.send(member, "We changed {page}.")
        self.assertEqual(kept.body, "We changed Secret.")

    def test_what_a_name_says_is_never_filled_in_again(self):
        item = FeedbackItemFactory(name="{page_address}", email="ann@ward.example")
        (kept,) = self.send(item, "Dear {name}")
        self.assertEqual(kept.body, "Dear {page_address}")

    def test_braces_that_are_no_placeholder_go_as_they_are(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        text = "Set {colour} or {} or { name } {0.__class__}"
        (kept,) = self.send(item, text)
        self.assertEqual(kept.body, text)


@comes_back
class ReturnAddressTests(AnswerTestCase):
    def test_answers_and_failures_reach_the_message(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        self.send(item)
        (sent,) = self.deliver()
        message = sent.message()
        for address in [message["Reply-To"], sent.from_email]:
            self.assertEqual(proved_reference([address]), item.reference)
        self.assertIn("no-reply@", message["From"])
        self.assertIn("You can answer this mail", sent.body)

    def test_the_address_stays_short_enough_for_every_mail_server(self):
        self.send(FeedbackItemFactory(email="ann@ward.example"))
        (sent,) = self.deliver()
        self.assertLessEqual(len(sent.from_email.partition("@")[0]), 64)

    def test_nobody_can_make_one_up(self):
        item = FeedbackItemFactory(email="ann@ward.example")
        other = FeedbackItemFactory()
        self.send(item)
        address = self.deliver()[0].from_email
        own, proof = item.reference.lower(), address.partition(".")[2].partition("@")[0]
        for forged in [
            f"feedback+{other.reference.lower()}.{proof}@clic.example",
            f"feedback+{own}.{'0' * 20}@clic.example",
            f"feedback+{own}@clic.example",
            f"feedback+{own}.{proof}@evil.example",
            f"other+{own}.{proof}@clic.example",
            f"feedback+co-7k3qx9wa.{proof}@clic.example",
            f"feedback+{own}.{proof}x@clic.example",
            "feedback@clic.example",
        ]:
            with self.subTest(forged):
                self.assertIsNone(proved_reference([forged]))
        self.assertEqual(proved_reference([address.upper()]), item.reference)

    @override_settings(FEEDBACK_REPLY_ADDRESS="")
    def test_without_a_mailbox_nobody_is_told_to_answer(self):
        self.send(FeedbackItemFactory(email="ann@ward.example"))
        (sent,) = self.deliver()
        self.assertNotIn("Reply-To", sent.message())
        self.assertIn("https://clic.example/feedback/", sent.body)
        self.assertIn("no-reply@", sent.from_email)


class DeliveryTests(AnswerTestCase):
    def setUp(self):
        self.item = FeedbackItemFactory(email="ann@ward.example")

    @contextmanager
    def failing(self, error):
        with (
            mock.patch(DELIVERY, side_effect=error),
            self.assertLogs("safeguards.services", "WARNING"),
        ):
            yield

    def give_up(self):
        OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS - 1)
        with self.failing(ConnectionRefusedError):
            self.deliver()

    def test_it_is_sent_when_it_has_left_and_its_words_are_gone_from_the_outbox(self):
        (kept,) = self.send(self.item, "Only you may read this.")
        self.deliver()
        kept.refresh_from_db()
        self.assertEqual(kept.state, MailState.SENT)
        self.assertIsNotNone(kept.settled_at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT o::text FROM safeguards_outboxmessage o")
            self.assertNotIn("Only you", cursor.fetchone()[0])

    def test_it_waits_while_another_attempt_is_to_come(self):
        (kept,) = self.send(self.item)
        with self.failing(ConnectionRefusedError):
            self.deliver()
        kept.refresh_from_db()
        self.assertEqual(kept.state, MailState.WAITING)

    def test_an_answer_that_was_given_up_opens_the_message_again(self):
        (kept,) = self.send(self.item, is_done=True)
        self.give_up()
        kept.refresh_from_db()
        self.item.refresh_from_db()
        self.assertEqual(kept.state, MailState.FAILED)
        self.assertEqual(self.item.state, State.NEW)
        self.assertEqual(self.actions(self.item)[-1], Action.UNDELIVERED)
        (row,) = FeedbackItem.objects.for_rows()
        self.assertEqual(row.latest_mail, MailState.FAILED)

    def test_it_goes_back_to_whoever_had_it_who_is_told_without_the_words(self):
        colleague = member_of("Editors", email="col@clic.example")
        FeedbackItem.objects.filter(pk=self.item.pk).update(assignee=colleague)
        self.send(self.item, "Secret words.", is_done=True)
        self.give_up()
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, State.IN_HAND)
        told = OutboxMessage.objects.get(kind="feedback_came_back")
        self.assertEqual(told.to, ["col@clic.example"])
        self.assertIn(self.item.reference, told.subject)
        self.assertNotIn("Secret", told.text_body)
        self.assertNotIn("ann@ward.example", told.text_body)

    def test_the_flag_goes_with_the_next_answer_that_arrives(self):
        self.send(self.item)
        self.give_up()
        self.send(self.item, "Once more.")
        (row,) = FeedbackItem.objects.for_rows()
        self.assertEqual(row.latest_mail, MailState.WAITING)

    def test_who_has_asked_to_be_forgotten_is_not_to_be_answered(self):
        (kept,) = self.send(self.item, is_done=True)
        FeedbackItem.objects.filter(pk=self.item.pk).update(email="")
        outbox.forget_recipient("ann@ward.example")
        answering.settle_what_is_left()
        kept.refresh_from_db()
        self.item.refresh_from_db()
        self.assertEqual((kept.state, self.item.state), (MailState.FAILED, State.DONE))
        self.assertFalse(OutboxMessage.objects.exists())

    def test_what_a_worker_left_untold_is_found_by_the_clock(self):
        (kept,) = self.send(self.item)
        outbox.send_due()
        kept.refresh_from_db()
        self.assertEqual(kept.state, MailState.WAITING)
        self.assertEqual(answering.settle_what_is_left(), 1)
        kept.refresh_from_db()
        self.assertEqual(kept.state, MailState.SENT)
        self.assertEqual(answering.settle_what_is_left(), 0)

    def test_a_failure_of_ours_sends_no_mail_twice(self):
        self.send(self.item)
        with (
            mock.patch("feedback.signals.settle", side_effect=RuntimeError),
            self.assertLogs("django.dispatch", "ERROR"),
        ):
            self.deliver()
        self.assertEqual(len(mail.outbox), 1)
        self.assertEqual(OutboxMessage.objects.get().state, OutboxMessage.State.SENT)

    def test_an_answer_that_came_back_opens_the_message_once(self):
        (kept,) = self.send(self.item, is_done=True)
        self.deliver()
        answering.came_back(kept)
        answering.came_back(kept)
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, State.NEW)
        self.assertEqual(self.actions(self.item).count(Action.BOUNCED), 1)

    def test_what_was_open_stays_with_whoever_waits_for_others(self):
        FeedbackItem.objects.filter(pk=self.item.pk).update(
            state=State.WAITING, waits_for="IT"
        )
        self.send(self.item)
        self.give_up()
        self.item.refresh_from_db()
        self.assertEqual((self.item.state, self.item.waits_for), (State.WAITING, "IT"))


class HostileAnswerTests(AnswerTestCase):
    def test_a_line_break_in_a_name_or_address_adds_no_header(self):
        item = FeedbackItemFactory(
            name="Ann\r\nBcc: evil@x.example", email="ann@ward.example"
        )
        self.send(item)
        (sent,) = self.deliver()
        message = sent.message()
        self.assertIsNone(message["Bcc"])
        self.assertNotIn("evil", str(message["To"]))
        for address in [
            "ann@ward.example\nBcc: evil@x.example",
            "ann@ward.example\r\n\r\nwords",
            "ann@ward.example, evil@x.example",
            "nobody",
        ]:
            hostile = FeedbackItemFactory(email=address)
            with self.subTest(address), self.assertRaises(NoAddress):
                self.send(hostile)

    def test_a_line_break_in_a_page_adds_no_header_either(self):
        page = StoryPageFactory(title="Title\nBcc: evil@x.example")
        item = FeedbackItemFactory(email="ann@ward.example", page=page)
        self.send(item, "{page}")
        (sent,) = self.deliver()
        self.assertIsNone(sent.message()["Bcc"])

    def test_markup_stays_text_and_leads_nowhere(self):
        item = FeedbackItemFactory(name="<b>Ann</b>", email="ann@ward.example")
        self.send(
            item, '<script>alert(1)</script> <a href="https://evil.example">x</a>'
        )
        (sent,) = self.deliver()
        reader = Reader(sent)
        self.assertNotIn("script", reader.elements)
        self.assertIn("<script>alert(1)</script>", reader.text)
        self.assertFalse([link for link in reader.links if "evil" in link])

    def test_a_done_message_is_answered_and_stays_done(self):
        item = mark_done(FeedbackItemFactory(email="ann@ward.example"), by=self.editor)
        self.send(item, "=1+1")
        item.refresh_from_db()
        self.assertEqual(item.state, State.DONE)
