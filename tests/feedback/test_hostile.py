"""What somebody who means harm sends: kept or refused kindly, shown as text, and never a way in."""

import csv
import re
import struct
import zlib
from html import unescape
from io import BytesIO, StringIO
from uuid import uuid4
from zipfile import ZipFile

from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from PIL import Image
from wagtail.models import PageViewRestriction
from zeal import zeal_ignore

from feedback.models import FeedbackItem, FeedbackKind
from feedback.models.pictures import picture_storage
from feedback.services.answering import answer
from safeguards.models import OutboxMessage
from safeguards.personal_details import find_details
from tests.comments.payloads import PAYLOADS
from tests.comments.test_hostile_texts import Seen
from tests.factories import (
    DocumentFactory,
    FeedbackMailFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)
from tests.pictures import photograph, upload

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
TOGETHER = [
    "\n\n".join(PAYLOADS[start : start + 12]) for start in range(0, len(PAYLOADS), 12)
]
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "=HYPERLINK(0)",
    '=cmd|" /C calc"!A0',
]
INJECTED = "Ann\r\nBcc: everybody@evil.example\r\n\r\n<script>alert(1)</script>"


class HostileTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.kind = FeedbackKind.objects.get(name="An idea")
        cls.page = StoryPageFactory(title="Fewer falls")

    def setUp(self):
        cache.clear()
        self.enterContext(zeal_ignore())

    def send(self, client=None, **changes):
        data = {"kind": self.kind.pk, "message": "A better chart.", **changes}
        data = {name: value for name, value in data.items() if value is not None}
        return (client or Client()).post(reverse("feedback"), data, **SAME_ORIGIN)

    def assertRefusedKindly(self, response):
        self.assertIn(response.status_code, {400, 403, 413, 422}, response)
        self.assertFalse(FeedbackItem.objects.exists())


class MarkupTests(HostileTestCase):
    """A page with hostile texts has the same tags as one with harmless words."""

    def pages(self, text):
        """Each page on which a message is shown, as a browser would understand it."""
        member = MemberFactory(email=f"{uuid4().hex}@ward.example")
        client = Client()
        client.force_login(member)
        publisher = member_of("Publishers")
        typed = {"message": text, "name": " ".join(text.split())[:100]}
        response = self.send(client, email=member.email, **typed)
        if response.status_code == 422:
            # What looks like somebody's details is pointed out, and kept on purpose.
            keeps = response.context["form"].details_key
            response = self.send(
                client, email=member.email, keeps_details=keeps, **typed
            )
        item = FeedbackItem.objects.order_by("pk").last()
        self.assertEqual(response.status_code, 303)
        words = item.message
        FeedbackMailFactory(item=item, state="received", body=words, rest=words)
        FeedbackMailFactory(item=item, state="sent", body=words)
        admin = Client()
        admin.force_login(publisher)
        pages = {
            "inbox": admin.get(reverse("feedback_inbox:new")),
            "search": admin.get(reverse("feedback_inbox:all"), {"q": item.reference}),
            "message": admin.get(reverse("feedback_inbox:message", args=[item.pk])),
            "mine": client.get(reverse("my_feedback")),
            "account": client.get(reverse("account")),
            "thanks": client.get(reverse("feedback_thanks", args=[item.reference])),
        }
        seen = {}
        for name, response in pages.items():
            self.assertEqual(response.status_code, 200, name)
            seen[name] = Seen(response.content.decode())
        item.delete()
        return seen

    def test_nothing_that_was_typed_is_ever_markup(self):
        # Where details were kept, a button shows them.
        harmless = {
            has_details: self.pages(words)
            for has_details, words in [
                (False, "What we tried on our ward."),
                (True, "Ring us on 07700 900123."),
            ]
        }
        for text in TOGETHER:
            pages = self.pages(text)
            for name, plain in harmless[bool(find_details(text))].items():
                with self.subTest(page=name, text=text[:60]):
                    seen = pages[name]
                    self.assertEqual(sorted(seen.active), sorted(plain.active))
                    self.assertEqual(
                        sorted(map(str, seen.dangers)), sorted(map(str, plain.dangers))
                    )

    def test_the_form_shows_it_as_text_when_something_is_missing(self):
        harmless = Seen(self.send(kind="", message="A chart.").content.decode())
        for text in TOGETHER:
            response = self.send(kind="", message=text, name=text[:90], email=text[:90])
            self.assertEqual(response.status_code, 422)
            seen = Seen(response.content.decode())
            self.assertEqual(sorted(seen.active), sorted(harmless.active))
            self.assertEqual(seen.dangers, harmless.dangers)


@override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
class HeaderTests(HostileTestCase):
    def test_a_name_over_several_lines_is_one_line(self):
        response = self.send(name=INJECTED, email="ann@ward.example")
        self.assertEqual(response.status_code, 303)
        item = FeedbackItem.objects.get()
        self.assertNotIn("\n", item.name)
        answer(
            item,
            text="Thank you, {name}.",
            by=member_of("Publishers"),
            submission=uuid4(),
        )
        for message in OutboxMessage.objects.exclude(kind="feedback_team"):
            self.assertEqual(message.to, ["ann@ward.example"])
            self.assertEqual((message.cc, message.bcc), ([], []))
            self.assertNotIn("\n", message.subject)
            self.assertNotIn("evil", str(message.headers))
            self.assertNotIn("<script", message.html_body)

    def test_an_address_over_several_lines_is_none(self):
        for address in (
            "ann@ward.example\r\nBcc: everybody@evil.example",
            "ann@ward.example\nSubject: x",
            "ann@ward.example, everybody@evil.example",
            "ann@ward.example;everybody@evil.example",
            "Ann <ann@ward.example>",
            '"ann\r\nBcc: x"@ward.example',
            "ann@ward.example%0aBcc:x@evil.example",
        ):
            self.assertRefusedKindly(self.send(email=address))
        self.assertFalse(OutboxMessage.objects.exists())

    def test_a_message_that_begins_like_a_header_stays_in_the_body(self):
        self.send(
            message="Bcc: everybody@evil.example\r\n\r\nX", email="a@ward.example"
        )
        for message in OutboxMessage.objects.all():
            self.assertNotIn("evil", f"{message.subject}{message.headers}{message.bcc}")

    def test_the_server_refuses_to_send_to_whom_nobody_typed(self):
        self.send(email="ann@ward.example", to="x@evil.example", bcc="x@evil.example")
        receipts = OutboxMessage.objects.filter(kind="feedback_receipt")
        self.assertEqual([each.to for each in receipts], [["ann@ward.example"]])
        self.assertEqual(mail.outbox, [])


class FormulaTests(HostileTestCase):
    def test_the_report_never_holds_what_a_sheet_would_reckon(self):
        for formula in FORMULAS:
            page = StoryPageFactory(title=formula.strip() or "Empty")
            self.send(message=formula, name=formula, page=page.pk)
        client = Client()
        client.force_login(member_of("Publishers"))
        report = client.get(reverse("feedback_report"))
        self.assertEqual(report.status_code, 200)
        for address in set(re.findall(r"\?[^\"]*export=\w+", report.content.decode())):
            if address.endswith("xlsx"):
                continue
            answered = client.get(f"{reverse('feedback_report')}{unescape(address)}")
            text = b"".join(answered).decode("utf-8-sig")
            for row in csv.reader(StringIO(text)):
                for cell in row:
                    self.assertFalse(cell.startswith(("=", "+", "@", "\t")), row)


class ReferencesTests(HostileTestCase):
    """What a forged link names is not named back, nor kept with the message."""

    def forged(self, **hidden):
        """What the form shows and what is kept where somebody asks for these."""
        shown = Client().get(reverse("feedback"), hidden).content.decode()
        again = self.send(kind="", **hidden).content.decode()
        self.assertEqual(self.send(**hidden).status_code, 303)
        return shown + again, FeedbackItem.objects.order_by("pk").last()

    def secret_pages(self):
        draft = StoryPageFactory(title="Secret draft", live=False)
        restricted = StoryPageFactory(title="Secret page")
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")
        with_password = StoryPageFactory(title="Secret word")
        PageViewRestriction.objects.create(
            page=with_password, restriction_type="password", password="x"
        )
        return [draft, restricted, with_password]

    def test_drafts_and_restricted_pages(self):
        for page in self.secret_pages():
            shown, item = self.forged(page=page.pk)
            self.assertNotIn("Secret", shown)
            self.assertIsNone(item.page)

    def test_versions_that_readers_never_saw(self):
        self.page.title = "Secret title"
        draft = self.page.save_revision()
        other = StoryPageFactory(title="Another").save_revision()
        other.publish()
        for revision in (draft, other):
            shown, item = self.forged(page=self.page.pk, version=revision.pk)
            self.assertNotIn("Secret", shown)
            self.assertIsNone(item.page_version)
            FeedbackItem.objects.all().delete()

    def test_documents_that_no_page_offers(self):
        document = DocumentFactory(title="Secret file")
        shown, item = self.forged(page=self.page.pk, document=document.pk)
        self.assertNotIn("Secret", shown)
        self.assertIsNone(item.document)

    def test_what_is_no_number_or_far_too_large(self):
        for value in (
            "x",
            "-1",
            "0",
            "1e3",
            "9" * 400,
            "\x00",
            "١",
            "1;DROP",
            "[]",
            "💥",
        ):
            for name in ("page", "version", "document", "about"):
                shown, item = self.forged(**{name: value})
                self.assertIsNone(item.page)
                FeedbackItem.objects.all().delete()

    def test_references_of_others_tell_nothing(self):
        self.send(message="Only for the team.", name="Ann Example")
        item = FeedbackItem.objects.get()
        thanks = Client().get(reverse("feedback_thanks", args=[item.reference]))
        self.assertNotContains(thanks, "Only for the team.")
        self.assertNotContains(thanks, "Ann Example")
        for reference in ("FB-00000000", "fb", "x" * 300, "1", "FB-' OR 1=1"):
            address = f"{reverse('feedback')}thanks/{reference}/"
            self.assertEqual(Client().get(address).status_code, 404)

    def test_nobody_sends_in_the_name_or_the_state_of_their_choice(self):
        other = MemberFactory()
        self.send(
            user=other.pk,
            state="done",
            assignee=other.pk,
            reference="FB-22222222",
            shown_message="Something else",
            nameless_at="2020-01-01",
            created_at="1970-01-01",
        )
        item = FeedbackItem.objects.get()
        self.assertEqual((item.user, item.assignee, item.state), (None, None, "new"))
        self.assertNotEqual(item.reference, "FB-22222222")
        self.assertEqual(item.shown_message, item.message)
        self.assertGreater(item.created_at.year, 2020)


class BodiesTests(HostileTestCase):
    def test_what_is_missing_wrong_or_too_much_is_never_an_error_of_ours(self):
        for changes in (
            {"kind": None},
            {"message": None},
            {"kind": None, "message": None},
            {"kind": "x"},
            {"kind": "\x00"},
            {"kind": "9" * 50},
            {"message": "\x00"},
            {"message": " \u200b\u2060\ufeff "},
            {"message": "x" * 1_000_000},
            {"name": "x" * 1_000_000},
            {"email": "x" * 1_000_000},
            {"message": "A chart.", "email": "\x00"},
            {"message": SimpleUploadedFile("a.txt", b"no text")},
        ):
            with self.subTest(str(changes)[:60]):
                self.assertRefusedKindly(self.send(**changes))

    def test_emoji_and_every_writing_are_kept_as_they_are(self):
        words = "👩🏽‍⚕️ 𝒷old żółć العربية 漢字 é"
        self.assertEqual(self.send(message=words, name="👩🏽‍⚕️").status_code, 303)
        item = FeedbackItem.objects.get()
        self.assertEqual((item.message, item.name), (words, "👩🏽‍⚕️"))

    def test_bodies_that_are_no_form(self):
        for content_type, body in (
            ("application/json", b'{"message": 1}'),
            ("text/plain", b"message=x"),
            ("multipart/form-data", b"no border"),
            ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
            ("multipart/form-data; boundary=" + "x" * 300, b"--x"),
            ("application/x-www-form-urlencoded; charset=nonsense", b"message=x"),
            ("application/x-www-form-urlencoded", b"message=%ff%fe&kind=%00"),
            ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 5000)),
            ("", b""),
        ):
            with self.subTest(content_type=content_type):
                response = Client().generic(
                    "POST",
                    reverse("feedback"),
                    body,
                    content_type=content_type,
                    **SAME_ORIGIN,
                )
                self.assertRefusedKindly(response)

    def test_a_wrong_clock_is_no_trouble(self):
        for date in ("Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 2099 23:59:59 GMT"):
            response = Client().post(
                reverse("feedback"),
                {"kind": self.kind.pk, "message": f"Sent on {date}"},
                HTTP_DATE=date,
                HTTP_IF_MODIFIED_SINCE=date,
                HTTP_IF_UNMODIFIED_SINCE=date,
                **SAME_ORIGIN,
            )
            self.assertEqual(response.status_code, 303)


class PicturesTests(HostileTestCase):
    def assertPictureRefused(self, content, name="picture.jpg"):
        response = self.send(picture=upload(content, name))
        self.assertEqual(response.status_code, 422)
        self.assertTrue(response.context["form"].errors["picture"])
        self.assertFalse(FeedbackItem.objects.exists())
        self.assertContains(response, "A better chart.", status_code=422)

    def test_what_is_no_picture(self):
        for content in (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><svg>&e;</svg>",
            b"<html><script>alert(1)</script>",
            b"%PDF-1.7 nothing",
            b"GIF89a" + bytes(50),
            b"\xff\xd8\xff\xe0 broken",
            b"\x89PNG\r\n\x1a\n broken",
            b"RIFF\x00\x00\x00\x00WEBPbroken",
            b"",
        ):
            with self.subTest(content[:20]):
                self.assertPictureRefused(content)

    def test_one_that_ends_in_the_middle(self):
        self.assertPictureRefused(photograph((900, 900)).read()[:600])

    def test_a_bomb(self):
        self.assertPictureRefused(_bomb(), "bomb.png")

    def test_more_than_five_megabytes(self):
        self.assertPictureRefused(photograph().read() + bytes(6 * 1024 * 1024))

    def test_a_picture_that_is_also_an_archive_is_only_a_picture_afterwards(self):
        archive = BytesIO()
        with ZipFile(archive, "w") as written:
            written.writestr("evil.html", "<script>alert(1)</script>")
        both = photograph().read() + archive.getvalue()
        self.assertEqual(self.send(picture=upload(both)).status_code, 303)
        item = FeedbackItem.objects.get()
        with item.picture.open() as file:
            content = file.read()
        for trace in (b"evil.html", b"PK\x03\x04", b"Secret phone", b"Secret comment"):
            self.assertNotIn(trace, content)
        with Image.open(BytesIO(content)) as picture:
            self.assertEqual(picture.format, "JPEG")
        item.picture.storage.delete(item.picture.name)

    def test_its_name_is_never_that_of_a_file(self):
        for name in ("../../../etc/cron.d/x.jpg", "a/b\\c.jpg", "\x00.jpg", "x" * 300):
            FeedbackItem.objects.all().delete()
            response = self.send(
                message=f"A picture {name[:9]!a}",
                picture=upload(photograph().read(), name),
            )
            self.assertEqual(response.status_code, 303)
            stored = FeedbackItem.objects.get().picture
            self.assertRegex(stored.name, r"^[0-9a-f]{32}\.jpg$")
            picture_storage().delete(stored.name)

    def test_nobody_but_the_team_fetches_it(self):
        member = MemberFactory()
        client = Client()
        client.force_login(member)
        self.send(client, picture=photograph())
        item = FeedbackItem.objects.get()
        address = reverse("feedback_inbox:picture", args=[item.pk])
        for other in (Client(), client):
            self.assertNotEqual(other.get(address).status_code, 200)
        for public in (
            f"/media/{item.picture.name}",
            f"/media/feedback/{item.picture.name}",
        ):
            self.assertEqual(Client().get(public).status_code, 404)
        colleague = Client()
        colleague.force_login(member_of("Publishers"))
        shown = colleague.get(address)
        self.assertEqual(shown.status_code, 200)
        self.assertEqual(shown["X-Content-Type-Options"], "nosniff")
        item.picture.storage.delete(item.picture.name)


def _bomb():
    """A PNG of a few bytes that would unpack to gigabytes."""

    def chunk(kind, data):
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )
