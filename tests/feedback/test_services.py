from concurrent.futures import ThreadPoolExecutor
from unittest import mock

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import TestCase, TransactionTestCase, override_settings
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from feedback.models import FeedbackEvent, FeedbackItem, FeedbackKind, FeedbackSettings
from feedback.services.deciding import mark_done, mark_spam, reopen
from feedback.services.receiving import receive_feedback
from feedback.services.states import ChangedMeanwhile
from safeguards.limits import Limit
from safeguards.models import OutboxMessage
from tests.factories import StoryPageFactory, member_of

OUTBOX = "safeguards.outbox.OutboxEmailBackend"
WORDS = "The link to the checklist is broken."


@override_settings(EMAIL_BACKEND=OUTBOX, PUBLIC_URL="https://clic.example")
class ReceiveFeedbackTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.kind = FeedbackKind.objects.get(name="Something is wrong")
        cls.page = StoryPageFactory(title="A stores cupboard")
        FeedbackSettings.objects.create(
            site=Site.objects.get(), mailbox="team@clic.example"
        )

    def setUp(self):
        cache.clear()

    def receive(self, **changes):
        fields = {"kind": self.kind, "message": WORDS, "page": self.page}
        return receive_feedback(**{**fields, **changes})

    def test_tells_the_team_where_to_read_it(self):
        item = self.receive(name="Ann Example", email="ann@ward.example")
        mail = OutboxMessage.objects.get(kind="feedback_team")
        self.assertEqual(mail.to, ["team@clic.example"])
        self.assertEqual(mail.subject, f"Feedback {item.reference}: Something is wrong")
        for text in [
            item.reference,
            "Something is wrong",
            "A stores cupboard",
            f"https://clic.example/admin/feedback/{item.pk}/",
        ]:
            self.assertIn(text, mail.text_body)

    def test_tells_the_team_neither_the_words_nor_who_wrote_them(self):
        self.receive(name="Ann Example", email="ann@ward.example")
        mail = OutboxMessage.objects.get(kind="feedback_team")
        for text in [WORDS, "Ann Example", "ann@ward.example"]:
            self.assertNotIn(text, f"{mail.subject} {mail.text_body} {mail.headers}")

    def test_tells_a_shared_mailbox_no_page_that_not_everyone_may_read(self):
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        self.receive()
        mail = OutboxMessage.objects.get(kind="feedback_team")
        self.assertNotIn("A stores cupboard", mail.text_body)

    def test_sends_a_receipt_without_the_words_to_an_address(self):
        item = self.receive(email="ann@ward.example")
        mail = OutboxMessage.objects.get(kind="feedback_receipt")
        self.assertEqual(mail.to, ["ann@ward.example"])
        self.assertIn(item.reference, mail.subject)
        self.assertIn(f"We answer you by {item.due_on:%A}", mail.text_body)
        self.assertNotIn(WORDS, mail.text_body)

    def test_sends_no_receipt_without_an_address(self):
        self.receive()
        self.assertFalse(OutboxMessage.objects.filter(kind="feedback_receipt").exists())

    @mock.patch("feedback.notifications.RECEIPTS", Limit("receipt_test", 2, 60))
    def test_does_not_flood_an_address_that_somebody_else_types(self):
        for number in range(4):
            self.receive(message=f"Number {number}", email="ann@ward.example")
        self.assertEqual(FeedbackItem.objects.count(), 4)
        receipts = OutboxMessage.objects.filter(kind="feedback_receipt")
        self.assertEqual(receipts.count(), 2)

    def test_tells_nobody_when_there_is_no_mailbox(self):
        FeedbackSettings.objects.update(mailbox="")
        self.receive()
        FeedbackSettings.objects.all().delete()
        self.receive(message="Another")
        self.assertEqual(FeedbackItem.objects.count(), 2)
        self.assertFalse(OutboxMessage.objects.exists())

    def test_a_kind_named_over_two_lines_puts_nothing_into_the_headers(self):
        self.kind.name = "Praise\r\nBcc: all@ward.example"
        self.receive()
        mail = OutboxMessage.objects.get()
        self.assertEqual(mail.subject.splitlines(), [mail.subject])
        self.assertEqual(mail.bcc, [])

    def test_keeps_neither_message_nor_mail_when_one_of_them_fails(self):
        with (
            mock.patch(
                "feedback.services.receiving.confirm_to_sender", side_effect=OSError
            ),
            self.assertRaises(OSError),
        ):
            self.receive()
        self.assertFalse(FeedbackItem.objects.exists())
        self.assertFalse(OutboxMessage.objects.exists())

    def test_the_mail_goes_when_the_callers_transaction_is_undone(self):
        with transaction.atomic():
            self.receive()
            self.assertTrue(OutboxMessage.objects.exists())
            transaction.set_rollback(True)
        self.assertFalse(FeedbackItem.objects.exists())
        self.assertFalse(OutboxMessage.objects.exists())

    def test_the_same_on_the_same_day_is_one(self):
        first = self.receive(email="ann@ward.example")
        second = self.receive(email="ann@ward.example")
        self.assertEqual(first, second)
        self.assertEqual(OutboxMessage.objects.count(), 2)

    def test_anything_else_is_another_one(self):
        self.receive()
        others = [
            {"message": "Other words"},
            {"name": "Ann"},
            {"email": "ann@ward.example"},
            {"page": None},
            {"kind": FeedbackKind.objects.get(name="A question")},
            {"is_caught": True},
        ]
        for changes in others:
            self.receive(**changes)
        self.assertEqual(FeedbackItem.objects.count(), 1 + len(others))

    def test_the_same_on_the_next_day_is_another_one(self):
        self.receive()
        tomorrow = timezone.localdate() + timezone.timedelta(days=1)
        with mock.patch(
            "feedback.services.receiving.timezone.localdate", return_value=tomorrow
        ):
            self.receive()
        self.assertEqual(FeedbackItem.objects.count(), 2)


@override_settings(EMAIL_BACKEND=OUTBOX)
class SentInParallelTests(TransactionTestCase):
    serialized_rollback = True

    def test_ten_at_once_make_one_message_and_one_mail(self):
        cache.clear()

        def receive(_number):
            try:
                item = receive_feedback(
                    kind=None, message=WORDS, email="ann@ward.example"
                )
                return item.reference
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as threads:
            references = set(threads.map(receive, range(10)))
        self.assertEqual(
            references, {FeedbackItem.objects.values_list("reference", flat=True).get()}
        )
        self.assertEqual(OutboxMessage.objects.count(), 1)


class DecisionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors")

    def setUp(self):
        self.item = receive_feedback(kind=None, message=WORDS)

    def logged(self):
        entries = FeedbackEvent.objects.about(self.item)
        return list(entries.values_list("action", "actor_id"))

    def test_done_says_who_and_when(self):
        item = mark_done(self.item, by=self.editor)
        self.assertEqual(item.state, FeedbackItem.State.DONE)
        self.assertEqual(item.handled_by, self.editor)
        self.assertIsNotNone(item.handled_at)
        self.assertEqual(self.logged(), [("received", None), ("done", self.editor.pk)])

    def test_reopened_waits_for_somebody_again(self):
        mark_spam(self.item, by=self.editor)
        item = reopen(self.item, by=self.editor)
        self.assertEqual(item.state, FeedbackItem.State.NEW)
        self.assertIsNone(item.handled_by)
        self.assertIsNone(item.handled_at)
        self.assertEqual(
            [action for action, _user in self.logged()],
            ["received", "spam", "reopened"],
        )

    def test_done_twice_is_logged_once(self):
        first = mark_done(self.item, by=self.editor)
        second = mark_done(self.item, by=self.editor)
        self.assertEqual(first.handled_at, second.handled_at)
        self.assertEqual(len(self.logged()), 2)

    def test_the_log_holds_neither_words_nor_names(self):
        mark_done(self.item, by=self.editor)
        for event in FeedbackEvent.objects.about(self.item):
            self.assertEqual((event.codes, event.other_id), ([], None))

    def test_who_saw_another_version_decides_nothing(self):
        mark_done(self.item, by=self.editor, seen=1)
        with self.assertRaises(ChangedMeanwhile):
            mark_spam(self.item, by=self.editor, seen=1)
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, FeedbackItem.State.DONE)

    def test_the_database_refuses_to_change_the_log(self):
        for words in (
            "UPDATE feedback_feedbackevent SET action = 'spam'",
            "DELETE FROM feedback_feedbackevent",
        ):
            with (
                self.assertRaises(DatabaseError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(words)

    def test_others_are_refused(self):
        for colleague in [member_of(), member_of("Comment moderators")]:
            for decision in [mark_done, mark_spam, reopen]:
                with self.assertRaises(PermissionDenied):
                    decision(self.item, by=colleague)
        self.assertEqual(self.logged(), [("received", None)])
