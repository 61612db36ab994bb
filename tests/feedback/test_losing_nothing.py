"""Nothing that was sent is lost: not when many send at once, not when mail is down."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from unittest import mock

from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase, TransactionTestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_ignore

from feedback.models import FeedbackEvent, FeedbackItem, FeedbackKind
from safeguards.models import OutboxMessage
from safeguards.services import MAX_ATTEMPTS, PAUSES, send_due, send_one
from tests.factories import UserFactory

OUTBOX = "safeguards.outbox.OutboxEmailBackend"
DELIVERY = "django.core.mail.backends.locmem.EmailBackend"
DOWN = mock.patch(
    f"{DELIVERY}.send_messages", side_effect=ConnectionRefusedError("nobody listens")
)
ADDRESS = "ann@ward.example"


def send(client, **changes):
    return client.post(
        reverse("feedback"),
        {
            "kind": FeedbackKind.objects.values_list("pk", flat=True)[0],
            "message": "The lift to the clinic is not on the map.",
            "email": ADDRESS,
            **changes,
        },
        headers={"sec-fetch-site": "same-origin"},
    )


@override_settings(EMAIL_BACKEND=OUTBOX)
class AtOnceTests(TransactionTestCase):
    serialized_rollback = True

    def test_fifty_identical_messages_at_once_make_one_with_one_receipt(self):
        cache.clear()
        together = Barrier(50, timeout=60)

        def send_with_the_others(_number):
            try:
                # So that each has its connection before the first one sends.
                connection.ensure_connection()
                together.wait()
                # Fifty requests are no query in a loop.
                with zeal_ignore():
                    response = send(Client())
                return response.status_code, response.headers.get("Location")
            finally:
                connection.close()

        with ThreadPoolExecutor(50) as threads:
            answers = set(threads.map(send_with_the_others, range(50)))
        item = FeedbackItem.objects.get()
        thanks = reverse("feedback_thanks", args=[item.reference])
        self.assertEqual(answers, {(303, thanks)})
        self.assertEqual(OutboxMessage.objects.get().to, [ADDRESS])
        (event,) = FeedbackEvent.objects.about(item)
        self.assertEqual(event.action, FeedbackEvent.Action.RECEIVED)


@override_settings(EMAIL_BACKEND=OUTBOX, OUTBOX_DELIVERY_BACKEND=DELIVERY)
class MailIsDownTests(TestCase):
    def setUp(self):
        cache.clear()
        self.enterContext(DOWN)
        self.response = send(self.client)
        self.receipt = OutboxMessage.objects.get()

    def try_again(self):
        """Let the pause go by, and the worker try once more; how long the next one is."""
        now = timezone.now()
        OutboxMessage.objects.filter(state="waiting").update(next_attempt_at=now)
        self.assertFalse(send_one(self.receipt.pk))
        self.receipt.refresh_from_db()
        return self.receipt.next_attempt_at - now

    def test_the_sender_is_thanked_and_the_message_kept(self):
        self.assertEqual(self.response.status_code, 303)
        self.assertEqual(send_due(), 0)
        self.assertEqual(FeedbackItem.objects.get().state, "new")

    def test_is_tried_again_after_longer_and_longer_pauses(self):
        pauses = [self.try_again() for _pause in PAUSES]
        for pause, wanted in zip(pauses, PAUSES, strict=True):
            self.assertAlmostEqual(pause, wanted, delta=timedelta(seconds=10))
        self.assertEqual(pauses, sorted(pauses))
        self.assertEqual(self.receipt.state, "waiting")

    def test_administrators_see_what_waits_and_why_but_not_the_words(self):
        self.try_again()
        administrator = UserFactory(is_superuser=True, is_staff=True)
        self.client.force_login(administrator)
        report = self.client.get(reverse("outbox_report"))
        self.assertContains(report, ADDRESS)
        self.assertContains(report, "ConnectionRefusedError")
        self.assertNotContains(report, "The lift to the clinic")

    def test_what_was_given_up_is_still_in_the_inbox_and_seen(self):
        for _attempt in range(MAX_ATTEMPTS):
            self.try_again()
        self.assertEqual(self.receipt.state, "failed")
        self.assertEqual(self.receipt.to, [ADDRESS])
        self.assertTrue(FeedbackItem.objects.filter(state="new").exists())

    def test_leaves_as_soon_as_mail_works_again(self):
        self.try_again()
        mock.patch.stopall()
        with override_settings(
            OUTBOX_DELIVERY_BACKEND="django.core.mail.backends.dummy.EmailBackend"
        ):
            OutboxMessage.objects.update(next_attempt_at=timezone.now())
            self.assertEqual(send_due(), 1)
        self.receipt.refresh_from_db()
        self.assertEqual(self.receipt.state, "sent")


@override_settings(EMAIL_BACKEND=OUTBOX)
class HalfSavedTests(TestCase):
    def test_who_was_not_thanked_has_left_nothing_behind_and_may_send_again(self):
        cache.clear()
        self.client.raise_request_exception = False
        with mock.patch(
            "feedback.services.receiving.confirm_to_sender", side_effect=RuntimeError
        ):
            self.assertEqual(send(self.client).status_code, 500)
        for model in (FeedbackItem, OutboxMessage, FeedbackEvent):
            self.assertFalse(model.objects.exists(), model)
        self.assertEqual(send(self.client).status_code, 303)
        self.assertEqual(FeedbackItem.objects.count(), 1)
