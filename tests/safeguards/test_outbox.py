import stat
import tempfile
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from unittest import mock

from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.mail.message import BadHeaderError
from django.db import IntegrityError, connection, transaction
from django.test import TestCase, TransactionTestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from safeguards import services
from safeguards.models import OutboxMessage
from safeguards.services import UnkeepableMessage
from safeguards.signals import mail_settled
from tests.factories import OutboxMessageFactory

through_the_outbox = override_settings(
    EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend",
    OUTBOX_DELIVERY_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    PUBLIC_URL="https://clic.example",
)
DELIVERY = "django.core.mail.backends.locmem.EmailBackend.send_messages"


def write(**values):
    values = {
        "subject": "Your code",
        "body": "123456",
        "from_email": "CLIC <no-reply@clic.example>",
        "to": ["ann@ward.example"],
        **values,
    }
    return EmailMultiAlternatives(**values)


@through_the_outbox
class KeepingTests(TestCase):
    def test_a_mail_is_kept_as_it_was_written(self):
        message = write(
            cc=["bo@ward.example"],
            bcc=["cy@ward.example"],
            reply_to=["team@clic.example"],
            headers={"X-Topic": "codes"},
        )
        message.attach_alternative("<p>123456</p>", "text/html")
        message.kind = "code"
        self.assertEqual(message.send(), 1)
        row = OutboxMessage.objects.get()
        self.assertEqual(row.state, OutboxMessage.State.WAITING)
        self.assertEqual(row.kind, "code")
        self.assertEqual(
            row.recipients, ["ann@ward.example", "bo@ward.example", "cy@ward.example"]
        )
        self.assertEqual(row.reply_to, ["team@clic.example"])
        self.assertEqual(row.headers["X-Topic"], "codes")
        self.assertTrue(row.headers["Message-ID"].endswith("@clic.example>"))
        self.assertEqual((row.text_body, row.html_body), ("123456", "<p>123456</p>"))
        self.assertEqual(mail.outbox, [])

    def test_it_goes_with_the_callers_transaction(self):
        with self.assertRaises(RuntimeError), transaction.atomic():
            write().send()
            raise RuntimeError
        self.assertFalse(OutboxMessage.objects.exists())

    def test_the_worker_is_asked_once_the_transaction_holds(self):
        with self.captureOnCommitCallbacks(execute=True) as callbacks:
            write().send()
            self.assertFalse(DBTaskResult.objects.exists())
        self.assertEqual(len(callbacks), 1)
        task = DBTaskResult.objects.get()
        self.assertEqual(task.backend_name, "background")
        task.task.call(*task.args_kwargs["args"])
        self.assertEqual(len(mail.outbox), 1)

    def test_a_reader_is_not_shown_an_error_when_the_worker_cannot_be_asked(self):
        with (
            mock.patch.object(DBTaskResult.objects, "create", side_effect=OSError),
            self.assertLogs("django.test", "ERROR"),
            self.captureOnCommitCallbacks(execute=True),
        ):
            write().send()
        self.assertEqual(OutboxMessage.objects.due().count(), 1)

    def test_nobody_to_send_to(self):
        self.assertEqual(write(to=[]).send(), 0)
        self.assertFalse(OutboxMessage.objects.exists())

    def test_attachments_are_refused_in_front_of_the_caller(self):
        message = write()
        message.attach("plan.txt", "text")
        with self.assertRaisesMessage(UnkeepableMessage, "link to the file"):
            message.send()

    def test_what_is_not_plain_text_with_one_html_version_is_refused(self):
        calendar = write()
        calendar.attach_alternative("BEGIN:VCALENDAR", "text/calendar")
        page = EmailMessage("Hi", "<p>Hi</p>", None, ["ann@ward.example"])
        page.content_subtype = "html"
        for message in [calendar, page]:
            with self.subTest(message=message), self.assertRaises(UnkeepableMessage):
                message.send()

    def test_a_line_break_cannot_add_a_header(self):
        for values in [
            {"subject": "Hi\nBcc: evil@example.com"},
            {"from_email": "x@clic.example\r\nBcc: evil@example.com"},
            {"to": ["ann@ward.example\nBcc: evil@example.com"]},
            {"reply_to": ["ann@ward.example\nBcc: evil@example.com"]},
            {"headers": {"X-Topic": "a\nBcc: evil@example.com"}},
        ]:
            with self.subTest(**values), self.assertRaises(BadHeaderError):
                write(**values).send()
        self.assertFalse(OutboxMessage.objects.exists())

    def test_what_the_database_cannot_hold_is_left_out(self):
        write(subject="A\x00B", body="one\x00two").send()
        row = OutboxMessage.objects.get()
        self.assertEqual(row.subject, "AB")
        self.assertTrue(row.text_body.startswith("onetwo\n"))


@through_the_outbox
class SendingTests(TestCase):
    def setUp(self):
        self.row = OutboxMessageFactory(
            to=["ann@ward.example"],
            bcc=["cy@ward.example"],
            reply_to=["team@clic.example"],
            headers={"Message-ID": "<1@clic.example>"},
            subject="Your code",
            text_body="123456",
            html_body="<p>123456</p>",
        )

    def test_a_mail_leaves_as_it_was_written(self):
        self.assertTrue(services.send_one(self.row.pk))
        sent = mail.outbox[0]
        self.assertEqual(sent.subject, "Your code")
        self.assertEqual(sent.body, "123456")
        self.assertEqual(sent.alternatives[0].content, "<p>123456</p>")
        self.assertEqual(sent.to, ["ann@ward.example"])
        self.assertEqual(sent.bcc, ["cy@ward.example"])
        self.assertEqual(sent.reply_to, ["team@clic.example"])
        self.assertEqual(sent.message()["Message-ID"], "<1@clic.example>")

    def test_what_it_said_is_gone_once_it_has_left(self):
        services.send_one(self.row.pk)
        self.row.refresh_from_db()
        self.assertEqual(self.row.state, OutboxMessage.State.SENT)
        self.assertIsNotNone(self.row.sent_at)
        self.assertEqual(
            [
                self.row.subject,
                self.row.text_body,
                self.row.html_body,
                self.row.headers,
            ],
            ["", "", "", {}],
        )

    def test_a_mail_leaves_once(self):
        self.assertTrue(services.send_one(self.row.pk))
        self.assertFalse(services.send_one(self.row.pk))
        self.assertEqual(services.send_due(), 0)
        self.assertEqual(len(mail.outbox), 1)

    def test_a_mail_that_has_meanwhile_gone_is_no_error(self):
        self.assertFalse(services.send_one(self.row.pk + 1))

    def test_a_silent_server_is_tried_again_later_and_later(self):
        with mock.patch(
            DELIVERY, side_effect=SMTPServerDisconnected("ann@ward.example")
        ):
            for pause in services.PAUSES:
                before = timezone.now()
                with self.assertLogs("safeguards.services", "WARNING"):
                    self.assertFalse(services.send_one(self.row.pk))
                self.row.refresh_from_db()
                self.assertEqual(self.row.state, OutboxMessage.State.WAITING)
                self.assertGreaterEqual(self.row.next_attempt_at, before + pause)
                self.assertFalse(services.send_one(self.row.pk))
                OutboxMessage.objects.update(next_attempt_at=timezone.now())
            with self.assertLogs("safeguards.services", "WARNING"):
                services.send_one(self.row.pk)
        self.row.refresh_from_db()
        self.assertEqual(self.row.state, OutboxMessage.State.FAILED)
        self.assertEqual(self.row.attempts, services.MAX_ATTEMPTS)
        # The server's words repeat addresses: only the kind of fault is kept.
        self.assertEqual(self.row.last_error, "SMTPServerDisconnected")
        self.assertFalse(OutboxMessage.objects.due().exists())

    def test_an_address_that_does_not_exist_is_given_up_at_once(self):
        refusal = SMTPRecipientsRefused({"ann@ward.example": (550, b"no such user")})
        with (
            mock.patch(DELIVERY, side_effect=refusal),
            self.assertLogs("safeguards.services", "WARNING"),
        ):
            services.send_one(self.row.pk)
        self.row.refresh_from_db()
        self.assertEqual(self.row.state, OutboxMessage.State.FAILED)
        self.assertEqual(self.row.last_error, "SMTPRecipientsRefused 550")

    def test_a_full_mailbox_is_tried_again(self):
        refusal = SMTPRecipientsRefused({"ann@ward.example": (452, b"mailbox full")})
        with (
            mock.patch(DELIVERY, side_effect=refusal),
            self.assertLogs("safeguards.services", "WARNING"),
        ):
            services.send_one(self.row.pk)
        self.row.refresh_from_db()
        self.assertEqual(self.row.state, OutboxMessage.State.WAITING)

    def test_a_fault_of_the_sender_itself_holds_up_nothing_else(self):
        OutboxMessageFactory(to=["bo@ward.example"])
        deliver = mock.Mock(side_effect=[ValueError("ann@ward.example"), 1])
        with (
            mock.patch(DELIVERY, deliver),
            self.assertLogs("safeguards.services", "ERROR"),
        ):
            self.assertEqual(services.send_due(), 1)
        self.row.refresh_from_db()
        self.assertEqual(self.row.last_error, "ValueError")

    def test_the_mail_of_a_worker_that_died_is_sent_by_the_next(self):
        OutboxMessage.objects.update(
            state=OutboxMessage.State.SENDING,
            attempts=1,
            lease_until=timezone.now() - timedelta(seconds=1),
        )
        self.assertEqual(services.send_due(), 1)

    def test_the_mail_of_a_worker_at_work_is_left_alone(self):
        OutboxMessage.objects.update(
            state=OutboxMessage.State.SENDING,
            attempts=1,
            lease_until=timezone.now() + timedelta(minutes=1),
        )
        self.assertEqual(services.send_due(), 0)

    def test_a_mail_that_kills_each_worker_is_given_up(self):
        OutboxMessage.objects.update(
            state=OutboxMessage.State.SENDING,
            attempts=services.MAX_ATTEMPTS,
            lease_until=timezone.now() - timedelta(seconds=1),
        )
        self.assertEqual(services.send_due(), 0)
        self.row.refresh_from_db()
        self.assertEqual(self.row.state, OutboxMessage.State.FAILED)
        self.assertEqual(self.row.last_error, "WorkerLost")

    def test_a_worker_that_wakes_too_late_does_not_undo_what_the_next_one_did(self):
        def slow(*args):
            OutboxMessage.objects.update(attempts=2)
            raise SMTPServerDisconnected

        with (
            mock.patch(DELIVERY, side_effect=slow),
            self.assertLogs("safeguards.services", "WARNING"),
        ):
            services.send_one(self.row.pk)
        self.row.refresh_from_db()
        self.assertEqual(self.row.state, OutboxMessage.State.SENDING)

    def test_oldest_first_and_no_more_than_asked(self):
        for number in range(3):
            OutboxMessageFactory(to=[f"reader{number}@ward.example"])
        self.assertEqual(services.send_due(limit=2), 2)
        self.assertEqual(mail.outbox[0].to, ["ann@ward.example"])

    def test_old_mail_is_forgotten_and_what_still_waits_is_not(self):
        long_ago = timezone.now() - services.KEPT_FOR - timedelta(days=1)
        OutboxMessage.objects.update(created_at=long_ago)
        OutboxMessageFactory(
            state=OutboxMessage.State.FAILED, created_at=long_ago, last_error="x"
        )
        OutboxMessageFactory(state=OutboxMessage.State.FAILED, last_error="x")
        self.assertEqual(services.forget_finished_mail(dry_run=True), 1)
        self.assertEqual(services.forget_finished_mail(), 1)
        self.assertEqual(OutboxMessage.objects.count(), 2)


@through_the_outbox
class ForgettingTests(TestCase):
    def test_a_mail_marked_so_leaves_no_trace_once_it_is_sent(self):
        message = write()
        message.forget = True
        message.send()
        self.assertEqual(services.send_due(), 1)
        self.assertEqual(mail.outbox[0].to, ["ann@ward.example"])
        self.assertFalse(OutboxMessage.objects.exists())

    def test_nor_once_it_is_given_up(self):
        OutboxMessageFactory(is_forgotten_after=True)
        refusal = SMTPRecipientsRefused({"reader@ward.example": (550, b"unknown")})
        with (
            mock.patch(DELIVERY, side_effect=refusal),
            self.assertLogs("safeguards.services", "WARNING"),
        ):
            self.assertEqual(services.send_due(), 0)
        self.assertFalse(OutboxMessage.objects.exists())

    def test_it_is_tried_again_as_any_other(self):
        OutboxMessageFactory(is_forgotten_after=True)
        with (
            mock.patch(DELIVERY, side_effect=OSError),
            self.assertLogs("safeguards.services", "WARNING"),
        ):
            services.send_due()
        self.assertEqual(OutboxMessage.objects.get().state, OutboxMessage.State.WAITING)

    def test_what_a_dying_worker_left_behind_goes_with_the_timed_job(self):
        OutboxMessageFactory(state=OutboxMessage.State.FAILED, is_forgotten_after=True)
        OutboxMessageFactory(state=OutboxMessage.State.FAILED)
        self.assertEqual(services.forget_finished_mail(), 1)

    def test_a_recipient_is_forgotten_whatever_state_their_mail_is_in(self):
        for values in [
            {},
            {"state": OutboxMessage.State.FAILED},
            {
                "state": OutboxMessage.State.SENDING,
                "lease_until": timezone.now() + timedelta(minutes=1),
            },
            {"to": ["Ann <ANN@Ward.example>"]},
        ]:
            OutboxMessageFactory(**{"to": ["ann@ward.example"], **values})
        other = OutboxMessageFactory(to=["joann@ward.example"])
        services.forget_recipient("ann@ward.example")
        self.assertEqual(OutboxMessage.objects.get(), other)

    def test_other_recipients_of_the_same_mail_still_get_it(self):
        row = OutboxMessageFactory(
            to=["bo@ward.example"], cc=["ann@ward.example"], bcc=["Ann@ward.example"]
        )
        services.forget_recipient("ann@ward.example")
        row.refresh_from_db()
        self.assertEqual(row.recipients, ["bo@ward.example"])

    def test_an_address_is_no_pattern(self):
        OutboxMessageFactory(to=["ann@ward.example"])
        OutboxMessageFactory(to=['"a"n"@ward.example'])
        services.forget_recipient("%@ward.example")
        services.forget_recipient("_nn@ward.example")
        self.assertEqual(OutboxMessage.objects.count(), 2)
        services.forget_recipient('"a"n"@ward.example')
        self.assertEqual(OutboxMessage.objects.count(), 1)


@through_the_outbox
class TwoWorkersTests(TransactionTestCase):
    serialized_rollback = True

    available_apps = None

    def test_a_mail_that_one_worker_holds_is_skipped_by_the_other(self):
        row = OutboxMessageFactory()
        other = connection.copy()
        self.addCleanup(other.close)
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM safeguards_outboxmessage WHERE id = %s FOR UPDATE",
                [row.pk],
            )
        self.assertFalse(services.send_one(row.pk))
        other.rollback()
        self.assertTrue(services.send_one(row.pk))


class ConstraintTests(TestCase):
    def refuse(self, **values):
        with self.assertRaises(IntegrityError), transaction.atomic():
            OutboxMessageFactory(**values)

    def test_a_row_cannot_contradict_itself(self):
        now = timezone.now()
        self.refuse(state="lost")
        self.refuse(state="sending")
        self.refuse(lease_until=now)
        self.refuse(state="sent", sent_at=now, text_body="123456")
        self.refuse(state="sent", subject="", text_body="", sent_at=None)


class FileDeliveryTests(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "mail"
        self.enterContext(
            override_settings(
                EMAIL_BACKEND="safeguards.outbox.FileDeliveryBackend",
                EMAIL_FILE_PATH=self.folder,
            )
        )

    def test_one_readable_file_a_message_in_order(self):
        for number in range(3):
            send_mail(f"Mail {number} – ä", "Grüße", None, ["ann@ward.example"])
        files = sorted(self.folder.iterdir())
        messages = [
            message_from_bytes(file.read_bytes(), policy=policy.default)
            for file in files
        ]
        self.assertEqual(
            [message["Subject"] for message in messages],
            ["Mail 0 – ä", "Mail 1 – ä", "Mail 2 – ä"],
        )
        self.assertEqual(messages[0].get_content().strip(), "Grüße")
        self.assertTrue(all(file.suffix == ".eml" for file in files))

    def test_nobody_else_on_the_machine_can_read_them(self):
        send_mail("Your code", "123456", None, ["ann@ward.example"])
        (file,) = self.folder.iterdir()
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(self.folder.stat().st_mode), 0o700)

    def test_a_full_disk_leaves_no_half_written_mail(self):
        with (
            mock.patch("pathlib.Path.rename", side_effect=OSError),
            self.assertRaises(OSError),
        ):
            send_mail("Your code", "123456", None, ["ann@ward.example"])
        self.assertEqual(list(self.folder.iterdir()), [])


@through_the_outbox
class SettledTests(TestCase):
    """Whoever waits for a mail is told what became of it."""

    def setUp(self):
        self.told = []
        mail_settled.connect(self.note)
        self.addCleanup(mail_settled.disconnect, self.note)

    def note(self, number, has_left, **_kwargs):
        self.told.append((number, has_left))

    def send(self, row):
        with self.captureOnCommitCallbacks(execute=True):
            services.send_one(row.pk)

    def test_a_mail_knows_the_row_that_keeps_it(self):
        message = write()
        message.send()
        self.assertEqual(message.kept_as, OutboxMessage.objects.get().pk)

    def test_that_it_has_left_is_told_once(self):
        row = OutboxMessageFactory()
        self.send(row)
        self.send(row)
        self.assertEqual(self.told, [(row.pk, True)])

    def test_that_it_was_given_up_is_told_and_not_that_it_waits(self):
        row = OutboxMessageFactory()
        refused = {"ann@ward.example": (451, b"later")}
        with (
            mock.patch(DELIVERY, side_effect=SMTPRecipientsRefused(refused)),
            self.assertLogs("safeguards.services", "WARNING"),
        ):
            self.send(row)
            self.assertEqual(self.told, [])
            OutboxMessage.objects.update(
                attempts=services.MAX_ATTEMPTS - 1, next_attempt_at=timezone.now()
            )
            self.send(row)
        self.assertEqual(self.told, [(row.pk, False)])

    def test_that_a_mail_kept_secret_has_left_is_told_though_its_row_is_gone(self):
        row = OutboxMessageFactory(is_forgotten_after=True)
        self.send(row)
        self.assertEqual(self.told, [(row.pk, True)])
        self.assertFalse(OutboxMessage.objects.exists())
