from email.message import EmailMessage
from io import StringIO
from time import process_time
from unittest import mock
from uuid import UUID

from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from clic_site.settings.incoming_mail import Mailbox
from feedback import jobs
from feedback.incoming.addresses import reply_address
from feedback.incoming.mailbox import MOST_BYTES, MailboxUnreachable
from feedback.models import (
    MAX_ANSWER_LENGTH,
    FeedbackEvent,
    FeedbackItem,
    FeedbackKind,
    FeedbackMail,
)
from feedback.services import fetching
from feedback.services.answering import answer
from feedback.services.deciding import mark_done, mark_spam
from feedback.services.fetching import Outcome, fetch_mail
from feedback.services.states import take
from safeguards.models import OutboxMessage
from tests.factories import FeedbackItemFactory, member_of
from tests.safeguards.test_outbox import through_the_outbox

from .imap_server import LocalMailbox

Action = FeedbackEvent.Action
State = FeedbackItem.State
MailState = FeedbackMail.State

SUBMISSION = UUID("7d6b2b2e-4c0f-4f0e-9c59-0a4a3a5c3f11")
SEEN, STAR = {"\\Seen"}, {"\\Flagged"}
DELIVERY_REPORT = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Message-ID: <{number}@mx.example>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your mail.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ann@ward.example
Action: {action}
Status: {status}

--b
Content-Type: message/rfc822

From: CLIC <no-reply@clic.example>
To: ann@ward.example
Message-ID: {message_id}

The answer.

--b--
"""


def written(to, text="It still does not work.", sender="ann@ward.example", **headers):
    """A mail as a person's program sends it; `headers` with _ for -."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = "Re: Our answer"
    mail["Message-ID"] = "<1@ward.example>"
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def quoted(text):
    return "\n".join(f"> {line}" for line in text.splitlines())


class MailboxTestCase(TestCase):
    @classmethod
    def setUpClass(cls):
        cls.mailbox = LocalMailbox()
        cls.mailbox.start()
        cls.addClassCleanup(cls.mailbox.stop)
        settings = override_settings(
            FEEDBACK_MAILBOX=cls.mailbox.place,
            FEEDBACK_REPLY_ADDRESS="feedback@clic.example",
        )
        settings.enable()
        cls.addClassCleanup(settings.disable)
        super().setUpClass()

    def setUp(self):
        self.addCleanup(self.mailbox.empty)
        self.item = FeedbackItemFactory(email="ann@ward.example")
        self.to = reply_address(self.item)

    def fetch(self, *mails):
        self.mailbox.put(*(bytes(mail) for mail in mails))
        return dict(fetch_mail())

    def assertNothingTaken(self):
        self.assertFalse(FeedbackMail.objects.incoming().exists())

    def actions(self):
        return [event.action for event in FeedbackEvent.objects.about(self.item)]

    def answered(self, item=None):
        """An answer of ours, to which somebody may reply."""
        return FeedbackMail.objects.create(
            item=item or self.item,
            state=MailState.SENT,
            body="Our answer",
            message_id="<17.42@clic.example>",
        )


class ThreadingTests(MailboxTestCase):
    def test_an_answer_to_our_address_reaches_its_message(self):
        self.assertEqual(self.fetch(written(self.to)), {Outcome.THREADED: 1})
        kept = FeedbackMail.objects.get()
        self.assertEqual((kept.item, kept.state), (self.item, MailState.RECEIVED))
        self.assertEqual(kept.body, "It still does not work.")
        self.assertEqual((kept.from_address, kept.author), ("", None))
        self.assertEqual(self.mailbox.flags(), [SEEN])
        self.assertEqual(self.actions(), [Action.SENDER_WROTE])

    def test_so_does_one_that_names_our_mail(self):
        ours = self.answered()
        for number, headers in enumerate(
            [
                {"In_Reply_To": ours.message_id},
                {"References": f"<other@x.example> {ours.message_id}"},
            ]
        ):
            mail = written(
                "no-reply@clic.example", Message_ID=f"<{number}@a.example>", **headers
            )
            with self.subTest(headers):
                self.assertEqual(self.fetch(mail), {Outcome.THREADED: 1})

    def test_the_address_may_stand_in_any_header_and_in_capitals(self):
        for number, headers in enumerate(
            [{"Cc": self.to}, {"Delivered_To": self.to}, {"X_Original_To": self.to}]
        ):
            mail = written(
                "x@clic.example", Message_ID=f"<{number}@a.example>", **headers
            )
            with self.subTest(headers):
                self.assertEqual(self.fetch(mail), {Outcome.THREADED: 1})
        mail = written(self.to.upper(), sender="Ann <ANN@Ward.Example>")
        self.assertEqual(self.fetch(mail), {Outcome.THREADED: 1})

    def test_the_same_mail_twice_is_one(self):
        self.assertEqual(self.fetch(written(self.to)), {Outcome.THREADED: 1})
        self.assertEqual(self.fetch(written(self.to)), {Outcome.KNOWN: 1})
        self.assertEqual(FeedbackMail.objects.count(), 1)
        self.assertEqual(self.mailbox.flags(), [SEEN, SEEN])

    def test_a_mail_without_a_number_twice_is_one_too(self):
        mail = written(self.to)
        del mail["Message-ID"]
        self.assertEqual(
            self.fetch(mail, mail), {Outcome.THREADED: 1, Outcome.KNOWN: 1}
        )

    def test_it_is_marked_only_after_it_is_saved(self):
        self.mailbox.put(bytes(written(self.to)))
        with (
            mock.patch.object(fetching, "tell_colleague", side_effect=RuntimeError),
            self.assertRaises(RuntimeError),
        ):
            fetch_mail()
        self.assertEqual(self.mailbox.flags(), [set()])
        self.assertNothingTaken()
        self.assertEqual(dict(fetch_mail()), {Outcome.THREADED: 1})

    def test_a_mail_that_was_saved_and_not_marked_is_marked_the_next_time(self):
        self.mailbox.put(bytes(written(self.to)))
        with (
            mock.patch(
                "feedback.incoming.mailbox.OpenMailbox.mark_done",
                side_effect=ConnectionResetError,
            ),
            self.assertRaises(MailboxUnreachable),
        ):
            fetch_mail()
        self.assertEqual(self.mailbox.flags(), [set()])
        self.assertEqual(dict(fetch_mail()), {Outcome.KNOWN: 1})
        self.assertEqual(FeedbackMail.objects.count(), 1)

    def test_a_closed_message_is_open_again(self):
        editor = member_of("Editors")
        mark_done(self.item, by=editor)
        self.fetch(written(self.to))
        self.item.refresh_from_db()
        self.assertEqual((self.item.state, self.item.handled_at), (State.NEW, None))
        self.assertFalse(self.item.is_overdue)
        FeedbackItem.objects.update(state=State.WAITING, assignee=editor)
        self.fetch(written(self.to, Message_ID="<2@ward.example>"))
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, State.IN_HAND)

    def test_spam_stays_spam_and_nobody_is_told(self):
        mark_spam(self.item, by=member_of("Editors"))
        with through_the_outbox:
            self.fetch(written(self.to))
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, State.SPAM)
        self.assertFalse(OutboxMessage.objects.exists())

    @through_the_outbox
    def test_whoever_has_it_is_told_without_the_words(self):
        colleague = member_of("Editors", email="col@clic.example")
        FeedbackItem.objects.update(assignee=colleague)
        self.fetch(written(self.to, "Secret words."))
        told = OutboxMessage.objects.get()
        self.assertEqual(told.to, ["col@clic.example"])
        self.assertIn("wrote again", told.subject)
        self.assertNotIn("Secret", told.text_body)
        self.assertNotIn("ann@", told.text_body)

    @through_the_outbox
    def test_the_team_is_told_where_whoever_had_it_no_longer_deals_with_it(self):
        FeedbackKind.objects.update(mailbox="team@clic.example")
        left = member_of("Editors", email="left@clic.example")
        FeedbackItem.objects.update(
            assignee=left, state=State.DONE, kind=FeedbackKind.objects.first()
        )
        left.groups.clear()
        self.fetch(written(self.to))
        self.assertEqual(OutboxMessage.objects.get().to, ["team@clic.example"])
        self.item.refresh_from_db()
        self.assertEqual((self.item.state, self.item.assignee), (State.NEW, None))

    def test_personal_details_are_masked(self):
        self.fetch(written(self.to, "Ring me on 07700 900123."))
        kept = FeedbackMail.objects.get()
        self.assertNotIn("07700", kept.shown_body)
        self.item.refresh_from_db()
        self.assertEqual(self.item.details, ["phone"])


class DoubtTests(MailboxTestCase):
    def assertDoubted(self, mail, address):
        self.assertEqual(self.fetch(mail), {Outcome.DOUBTED: 1})
        kept = FeedbackMail.objects.get()
        self.assertEqual((kept.state, kept.from_address), (MailState.DOUBTFUL, address))
        self.assertEqual(self.mailbox.flags(), [SEEN])

    def test_another_address_is_kept_apart_and_opens_nothing(self):
        mark_done(self.item, by=member_of("Editors"))
        self.assertDoubted(written(self.to, sender="eve@x.example"), "eve@x.example")
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, State.DONE)
        self.assertEqual(self.actions()[-1], Action.DOUBTED)

    def test_an_address_that_only_seems_to_be_the_senders_is_kept_apart(self):
        raw = bytes(written(self.to, sender="PLACE@x.example"))
        for number, sender in enumerate(
            [
                b'"ann@ward.example" <eve@x.example>',
                b"ann@ward.example (eve@x.example) <eve@x.example>",
                b"ann@ward.example, eve@x.example",
                b"ann@ward.example <eve@x.example>, ann@ward.example",
                b"eve@x.example\r\nFrom: ann@ward.example",
                b"<ann@ward.example> <eve@x.example>",
                b"ann@ward.example)<eve@x.example>",
                b"=?utf-8?q?ann=40ward.example?= <eve@x.example>",
                b"",
                b"\x00\xff",
            ]
        ):
            hostile = raw.replace(b"PLACE@x.example", sender).replace(
                b"<1@", f"<a{number}@".encode()
            )
            with self.subTest(sender):
                self.assertEqual(self.fetch(hostile), {Outcome.DOUBTED: 1})

    @override_settings(FEEDBACK_AUTHSERV_ID="mx.clic.example")
    def test_what_our_server_found_forged_is_kept_apart(self):
        for number, (results, outcome) in enumerate(
            [
                (
                    "mx.clic.example; dmarc=fail header.from=ward.example",
                    Outcome.DOUBTED,
                ),
                ("mx.clic.example; spf=fail; dkim=none", Outcome.DOUBTED),
                ("mx.clic.example (our own); dkim = fail", Outcome.DOUBTED),
                ("mx.clic.example; spf=fail; dkim=pass", Outcome.THREADED),
                ("mx.clic.example; dmarc=pass", Outcome.THREADED),
                ("mx.evil.example; dmarc=fail", Outcome.THREADED),
                ("mx.clic.example; none", Outcome.THREADED),
                ("", Outcome.THREADED),
            ]
        ):
            mail = written(
                self.to, Message_ID=f"<{number}@x>", Authentication_Results=results
            )
            with self.subTest(results):
                self.assertEqual(self.fetch(mail), {outcome: 1})

    @override_settings(FEEDBACK_AUTHSERV_ID="mx.clic.example")
    def test_only_the_topmost_word_of_our_server_counts(self):
        mail = written(self.to, Authentication_Results="mx.clic.example; dmarc=fail")
        mail["Authentication-Results"] = "mx.clic.example; dmarc=pass"
        self.assertDoubted(mail, "ann@ward.example")
        self.assertTrue(FeedbackMail.objects.get().is_forged)

    @through_the_outbox
    def test_a_colleague_is_told_a_few_times_not_a_hundred(self):
        colleague = member_of("Editors", email="col@clic.example")
        FeedbackItem.objects.update(assignee=colleague)
        mails = [
            written(self.to, sender="eve@x.example", Message_ID=f"<{number}@x>")
            for number in range(8)
        ]
        self.assertEqual(self.fetch(*mails), {Outcome.DOUBTED: 8})
        self.assertEqual(OutboxMessage.objects.count(), 5)

    def test_one_message_takes_in_so_many_and_no_more(self):
        mails = [written(self.to, Message_ID=f"<{number}@x>") for number in range(3)]
        with mock.patch.object(fetching, "MOST_MAILS", 2):
            self.assertEqual(
                self.fetch(*mails), {Outcome.THREADED: 2, Outcome.TOO_MANY: 1}
            )
        self.assertEqual(self.mailbox.flags(), [SEEN, SEEN, STAR])


class NotLetInTests(MailboxTestCase):
    def test_mail_that_belongs_to_no_message_is_left_to_a_person(self):
        other = FeedbackItemFactory(email="bo@ward.example")
        own, proof = self.to.partition("@")[0].removeprefix("feedback+").split(".")
        forged = [
            "feedback@clic.example",
            f"feedback+{other.reference.lower()}.{proof}@clic.example",
            f"feedback+{own}.{'0' * 20}@clic.example",
            f"feedback+co-7k3qx9wa.{proof}@clic.example",
        ]
        mails = [written(to, Message_ID=f"<{to}>") for to in forged]
        mails.append(written("feedback@clic.example", In_Reply_To="<made@up.example>"))
        self.assertEqual(self.fetch(*mails), {Outcome.UNKNOWN: 5})
        self.assertNothingTaken()
        self.assertEqual(self.mailbox.flags(), [STAR] * 5)
        self.assertEqual(self.fetch(), {})

    def test_the_reference_in_the_subject_alone_proves_nothing(self):
        mail = written("feedback@clic.example", Subject=f"Re: {self.item.reference}")
        self.assertEqual(self.fetch(mail), {Outcome.UNKNOWN: 1})

    def test_an_answer_about_a_deleted_message_is_left_to_a_person(self):
        ours = self.answered().message_id
        self.item.delete()
        mails = [
            written(self.to),
            written("x@clic.example", In_Reply_To=ours, Message_ID="<2@x>"),
        ]
        self.assertEqual(self.fetch(*mails), {Outcome.UNKNOWN: 2})
        self.assertEqual(self.mailbox.flags(), [STAR, STAR])

    def test_a_message_whose_sender_was_forgotten_learns_no_address_again(self):
        FeedbackItem.objects.update(email="", name="")
        self.assertEqual(self.fetch(written(self.to)), {Outcome.UNKNOWN: 1})
        self.assertNothingTaken()

    def test_a_sender_who_is_forgotten_at_this_moment_stays_so(self):
        def take_late(item):
            FeedbackItem.objects.update(email="", name="")
            return take(item)

        with mock.patch.object(fetching, "take", side_effect=take_late):
            self.assertEqual(self.fetch(written(self.to)), {Outcome.UNKNOWN: 1})
        self.assertNothingTaken()

    @through_the_outbox
    def test_what_programs_write_opens_nothing_and_tells_nobody(self):
        mark_done(self.item, by=member_of("Editors"))
        by_programs = [
            {"Auto_Submitted": "auto-replied"},
            {"Auto_Submitted": "auto-generated; x=y"},
            {"Precedence": "auto_reply"},
            {"X_Autoreply": "yes"},
            {"Return_Path": "<>"},
            {"Subject": "Automatic reply: Our answer"},
            {"Subject": "Out of office"},
            {"Subject": "=?utf-8?b?2LHYryDYqtmE2YLYp9im2Yo6IHg=?="},
        ]
        for number, headers in enumerate(by_programs):
            values = {"Message_ID": f"<{number}@x>", **headers}
            with self.subTest(headers):
                self.assertEqual(
                    self.fetch(written(self.to, **values)), {Outcome.AUTOMATIC: 1}
                )
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, State.DONE)
        self.assertNothingTaken()
        self.assertFalse(OutboxMessage.objects.exists())
        mail = written(self.to, Auto_Submitted="no")
        self.assertEqual(self.fetch(mail), {Outcome.THREADED: 1})

    def test_what_servers_add_to_the_mail_of_people_loses_none_of_it(self):
        by_servers = [{"Precedence": "bulk"}, {"X_Auto_Response_Suppress": "All"}]
        for number, headers in enumerate(by_servers):
            mail = written(self.to, Message_ID=f"<{number}@x>", **headers)
            with self.subTest(headers):
                self.assertEqual(self.fetch(mail), {Outcome.THREADED: 1})

    @through_the_outbox
    def test_our_own_mail_in_our_own_mailbox_goes_round_no_further(self):
        """The team's mailbox may be the very one that is fetched."""
        colleague = member_of("Editors", email="feedback@clic.example")
        FeedbackItem.objects.update(assignee=colleague)
        self.fetch(written(self.to))
        told = OutboxMessage.objects.get()
        again = written(
            told.to[0],
            told.text_body,
            sender=told.from_email,
            Subject=told.subject,
            **{name.replace("-", "_"): value for name, value in told.headers.items()},
        )
        self.assertEqual(self.fetch(again), {Outcome.AUTOMATIC: 1})
        FeedbackItem.objects.update(email="feedback@clic.example")
        mail = written(self.to, sender=self.to, Message_ID="<9@x>")
        self.assertEqual(self.fetch(mail), {Outcome.AUTOMATIC: 1})
        self.assertEqual(OutboxMessage.objects.count(), 1)


class BounceTests(MailboxTestCase):
    def report(self, **values):
        values = {
            "to": "no-reply@clic.example",
            "number": "1",
            "action": "failed",
            "status": "5.1.1",
            "message_id": "<17.42@clic.example>",
            **values,
        }
        return DELIVERY_REPORT.format(**values).replace("\n", "\r\n").encode()

    def test_an_answer_that_came_back_is_marked_and_its_message_open(self):
        kept = self.answered()
        mark_done(self.item, by=member_of("Editors"))
        self.assertEqual(self.fetch(self.report()), {Outcome.BOUNCED: 1})
        kept.refresh_from_db()
        self.item.refresh_from_db()
        self.assertEqual((kept.state, self.item.state), (MailState.BOUNCED, State.NEW))
        self.assertEqual(self.actions()[-1], Action.BOUNCED)
        self.assertNothingTaken()

    def test_it_is_known_by_the_address_too_to_which_it_came(self):
        kept = self.answered()
        report = self.report(to=self.to, message_id="<else@x.example>")
        self.assertEqual(self.fetch(report), {Outcome.BOUNCED: 1})
        kept.refresh_from_db()
        self.assertEqual(kept.state, MailState.BOUNCED)

    def test_one_that_is_only_late_changes_nothing(self):
        kept = self.answered()
        report = self.report(action="delayed", status="4.4.1")
        self.assertEqual(self.fetch(report), {Outcome.AUTOMATIC: 1})
        kept.refresh_from_db()
        self.assertEqual(kept.state, MailState.SENT)

    def test_one_that_nobody_knows_is_left_to_a_person(self):
        self.assertEqual(self.fetch(self.report()), {Outcome.UNKNOWN: 1})
        self.assertEqual(self.mailbox.flags(), [STAR])

    def test_one_about_a_mail_to_us_marks_nothing(self):
        """Somebody's own mail names nothing of ours, though it may carry its number."""
        self.fetch(written(self.to))
        incoming = FeedbackMail.objects.get()
        report = self.report(message_id=incoming.message_id)
        self.assertEqual(self.fetch(report), {Outcome.UNKNOWN: 1})


class WordsTests(MailboxTestCase):
    def kept(self, mail):
        self.assertEqual(self.fetch(mail), {Outcome.THREADED: 1})
        return FeedbackMail.objects.get()

    def test_quotes_and_signature_are_cut_and_kept_aside(self):
        kept = self.kept(
            written(
                self.to,
                "Thanks, it works now.\n- the first\n- the second\n\n-- \nAnn Example\nWard 3, 07700 900123\n\n"
                "On Mon, 2 Nov 2026 at 10:00, CLIC <no-reply@clic.example> wrote:\n\n> Dear Ann,\n> The link works.\n",
            )
        )
        self.assertEqual(kept.body, "Thanks, it works now.\n- the first\n- the second")
        self.assertIn("> The link works.", kept.rest)
        self.assertNotIn("07700", kept.rest)

    def test_files_are_counted_and_not_kept(self):
        mail = written(self.to)
        mail.add_attachment(
            b"GIF89a", maintype="image", subtype="gif", filename="a.gif"
        )
        mail.add_attachment("words", filename="../../etc/passwd")
        forwarded = EmailMessage()
        forwarded.set_content("Somebody else's words")
        mail.add_attachment(forwarded)
        kept = self.kept(mail)
        self.assertEqual(kept.attachments, 3)
        self.assertEqual(kept.body, "It still does not work.")

    def test_html_is_read_as_text_and_never_kept(self):
        mail = written(self.to)
        mail.set_content(
            "<html><head><title>No</title><style>b{}</style></head><body>"
            "<p>First <b>line</b></p><p>Second &lt;b&gt;<br>third</p>"
            "<script>alert(1)</script><img src=x onerror=alert(1)>"
            "<blockquote><p>Dear Ann</p><p>More</p></blockquote></body></html>",
            subtype="html",
        )
        kept = self.kept(mail)
        self.assertEqual(kept.body, "First line\n\nSecond <b>\nthird")
        self.assertIn("> Dear Ann", kept.rest)

    def test_the_text_is_preferred_to_the_html(self):
        mail = written(self.to, "The text.")
        mail.add_alternative("<p>The HTML.</p>", subtype="html")
        self.assertEqual(self.kept(mail).body, "The text.")

    def test_a_mail_without_words_is_kept_all_the_same(self):
        mail = written(self.to)
        mail.clear_content()
        mail.add_attachment(
            b"%PDF", maintype="application", subtype="pdf", filename="a"
        )
        kept = self.kept(mail)
        self.assertEqual((kept.body, kept.attachments), ("", 1))

    def test_what_is_too_long_is_shown_below(self):
        text = "a line of words\n" * 500
        kept = self.kept(written(self.to, text))
        self.assertEqual(len(kept.body), MAX_ANSWER_LENGTH)
        self.assertEqual((kept.body + kept.rest).count("words"), 500)

    def test_other_charsets_are_read_and_broken_ones_do_no_harm(self):
        head = bytes(written(self.to)).split(b"\n\n")[0]
        head = head.replace(b'Content-Type: text/plain; charset="utf-8"', b"X: y")
        for number, (charset, content, words) in enumerate(
            [
                (b"iso-8859-2", "Dziękuję".encode("iso-8859-2"), "Dziękuję"),
                (b"utf-8", b"caf\xc3\xa9 \xff\xfe", "café"),
                (b"no-such", "café".encode(), "café"),
                (b"punycode", b"a-b" * 100, "a-b"),
                (b"zip", b"words", "words"),
                (b'"; evil=', b"words", "words"),
                (b"utf-7", b"+ADw-b+AD4-", "<b>"),
                (b"us-ascii", b"nul\x00 bell\x07 \xe2\x80\xae", "nul bell"),
            ]
        ):
            raw = head.replace(b"<1@", b"<c%d@" % number)
            raw += b"\nContent-Type: text/plain; charset=" + charset
            raw += b"\n\n" + content
            with self.subTest(charset):
                self.assertEqual(self.fetch(raw), {Outcome.THREADED: 1})
                self.assertIn(words, FeedbackMail.objects.latest("pk").body)


class HostileMailTests(MailboxTestCase):
    def test_formulas_markup_and_header_lines_are_only_words(self):
        text = '=HYPERLINK("x")\n<script>alert(1)</script>\nBcc: evil@x.example'
        self.fetch(written(self.to, text))
        self.assertEqual(FeedbackMail.objects.get().body, text)

    def test_a_mail_of_fifty_megabytes_is_not_read_to_its_end(self):
        mail = written(self.to)
        mail.make_mixed()
        raw = bytes(mail)
        boundary = mail.get_boundary().encode()
        end = b"--" + boundary + b"--"
        large = (
            b"--" + boundary + b"\nContent-Type: video/mp4\n"
            b"Content-Transfer-Encoding: base64\n\n" + b"QUJD" * 19 + b"\n"
        )
        large += (b"QUJD" * 19 + b"\n") * 650_000
        self.mailbox.put(raw.replace(end, large + end))
        with mock.patch.object(fetching, "take_in", wraps=fetching.take_in) as taken_in:
            self.assertEqual(dict(fetch_mail()), {Outcome.THREADED: 1})
        (raw_seen,), sizes = taken_in.call_args
        self.assertEqual(len(raw_seen), MOST_BYTES)
        self.assertGreater(sizes["size"], 49_000_000)
        kept = FeedbackMail.objects.get()
        self.assertEqual((kept.body, kept.attachments), ("It still does not work.", 1))

    def test_a_text_of_a_megabyte_is_cut(self):
        raw = bytes(written(self.to, "On " * 350_000))
        begun = process_time()
        outcome = fetching.take_in(raw[:MOST_BYTES], size=len(raw))
        self.assertLess(process_time() - begun, 10)
        self.assertEqual(outcome, Outcome.THREADED)
        self.assertEqual(len(FeedbackMail.objects.get().body), MAX_ANSWER_LENGTH)

    def test_parts_in_parts_in_parts_end_somewhere(self):
        head = bytes(written(self.to)).split(b"\nContent-Type")[0]
        for number, depth in enumerate([50, 3000]):
            raw = head.replace(b"<1@", b"<d%d@" % number)
            for level in range(depth):
                raw += b"\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d" % (
                    level,
                    level,
                )
            raw += b"\nContent-Type: text/plain\n\nwords\n"
            with self.subTest(depth=depth):
                # The tests' own server takes no such mail.
                begun = process_time()
                outcome = fetching.take_in(raw, size=len(raw))
                self.assertLess(process_time() - begun, 10)
                self.assertIn(outcome, [Outcome.THREADED, Outcome.UNREADABLE])

    def test_headers_that_never_end_are_cut(self):
        raw = bytes(written(self.to))
        for header in [
            b"References: " + b"<a@b.example> " * 50_000,
            b"From: " + b"(" * 500_000,
            b"To: " + b"x@y.example, " * 50_000,
            b"Authentication-Results: " + b"(" * 100_000 + b")" * 100_000,
            b"Subject: " + b"=?utf-8?q?" * 50_000,
            b"Message-ID: <" + b"x" * 300_000 + b">",
        ]:
            FeedbackMail.objects.all().delete()
            with (
                self.subTest(header[:30]),
                override_settings(FEEDBACK_AUTHSERV_ID="mx.clic.example"),
            ):
                whole = header + b"\n" + raw
                begun = process_time()
                outcome = fetching.take_in(whole[:MOST_BYTES], size=len(whole))
                self.assertLess(process_time() - begun, 5)
                self.assertNotEqual(outcome, Outcome.UNREADABLE)

    def test_what_is_no_mail_at_all_is_left_to_a_person(self):
        hostile = [b"\x00\xff" * 1000, b"x", b"\r\n\r\n", b"From:\r\n\r\n", b":" * 1000]
        self.assertEqual(self.fetch(*hostile), {Outcome.UNKNOWN: 5})
        self.assertEqual(self.mailbox.flags(), [STAR] * 5)

    def test_one_broken_mail_keeps_nobody_elses_back(self):
        with mock.patch(
            "feedback.incoming.mails.text_and_files",
            side_effect=[LookupError, ("a", 0)],
        ):
            outcome = self.fetch(
                written(self.to), written(self.to, Message_ID="<2@x.example>")
            )
        self.assertEqual(outcome, {Outcome.UNREADABLE: 1, Outcome.THREADED: 1})
        self.assertEqual(self.mailbox.flags(), [STAR, SEEN])


class RoundTripTests(MailboxTestCase):
    @through_the_outbox
    def test_whoever_answers_our_answer_reaches_their_message(self):
        (kept,) = answer(
            self.item, text="Better?", by=member_of("Editors"), submission=SUBMISSION
        )
        row = OutboxMessage.objects.get()
        reply = written(
            row.headers["Reply-To"],
            f"Yes.\n\nOn Mon, 2 Nov 2026 at 10:00, CLIC wrote:\n{quoted(row.text_body)}",
            In_Reply_To=row.headers["Message-ID"],
        )
        self.assertEqual(self.fetch(reply), {Outcome.THREADED: 1})
        self.assertEqual(FeedbackMail.objects.arrived().get().body, "Yes.")
        report = BounceTests.report(self, to=row.from_email, message_id="<x@y>")
        self.assertEqual(self.fetch(report), {Outcome.BOUNCED: 1})
        kept.refresh_from_db()
        self.assertEqual(kept.state, MailState.BOUNCED)


class CommandTests(MailboxTestCase):
    def run_command(self):
        out = StringIO()
        call_command("fetch_feedback_mail", stdout=out)
        return out.getvalue()

    def test_it_says_what_became_of_the_mail_in_numbers(self):
        self.mailbox.put(
            bytes(written(self.to)), bytes(written("feedback@clic.example"))
        )
        said = self.run_command()
        self.assertIn("1 given to their messages", said)
        self.assertIn("1 left in the mailbox with a star", said)
        self.assertNotIn("ann@", said)
        self.assertEqual(self.run_command(), "No new mail.\n")

    @override_settings(FEEDBACK_MAILBOX=None)
    def test_without_a_mailbox_it_says_how_to_set_one_up(self):
        self.assertIn("FEEDBACK_IMAP_URL", self.run_command())
        jobs.fetch_feedback_mail()

    def test_a_server_that_does_not_answer_is_told_plainly(self):
        place = self.mailbox.place
        wrong = Mailbox(
            place.host, place.port, place.user, "wrong", place.folder, is_safe=False
        )
        nobody = Mailbox("127.0.0.1", 1, "a", "secret", "INBOX", is_safe=True)
        for mailbox in [wrong, nobody]:
            with (
                self.subTest(mailbox.port),
                override_settings(FEEDBACK_MAILBOX=mailbox),
                self.assertRaisesMessage(CommandError, "Nothing was lost") as raised,
            ):
                self.run_command()
            self.assertNotIn("secret", str(raised.exception))

    def test_the_clock_fetches_too(self):
        self.mailbox.put(bytes(written(self.to)))
        jobs.fetch_feedback_mail()
        self.assertEqual(FeedbackMail.objects.count(), 1)
