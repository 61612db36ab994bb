"""Pictures, personal details and somebody at risk, in the form and after it."""

from unittest import mock

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import TestCase, override_settings
from django.urls import reverse
from PIL import Image
from wagtail.models import Locale

from feedback.models import FeedbackItem, FeedbackKind
from safeguards.honeypot import BOX_NAME
from safeguards.limits import Limit
from safeguards.models import OutboxMessage, SafeguardingSettings
from safeguards.pictures import MEGABYTE
from tests.factories import StoryPageFactory
from tests.pictures import drawing, photograph, upload

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
OUTBOX = "safeguards.outbox.OutboxEmailBackend"
PHONE = "Ring her on 07700 900123, please."


class SendingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.url = reverse("feedback")
        cls.kind = FeedbackKind.objects.get(name="An idea")

    def setUp(self):
        cache.clear()

    def send(self, **changes):
        data = {"kind": self.kind.pk, "message": "More films, please.", **changes}
        return self.client.post(self.url, data, headers=SAME_ORIGIN)


class PictureTests(SendingTestCase):
    def test_is_made_anew_and_kept_where_no_address_leads(self):
        self.assertEqual(self.send(picture=photograph()).status_code, 303)
        item = FeedbackItem.objects.get()
        kept = item.picture.read()
        self.assertNotIn(b"Secret", kept)
        self.assertRegex(item.picture.name, r"^[0-9a-f]{32}\.jpg$")
        self.assertEqual(dict(Image.open(item.picture).getexif()), {})
        address = f"{settings.MEDIA_URL}{item.picture.name}"
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_drawing_stays_one(self):
        self.send(picture=drawing())
        self.assertRegex(FeedbackItem.objects.get().picture.name, r"\.png$")

    def test_sent_twice_is_kept_once(self):
        first = self.send(picture=photograph())
        second = self.send(picture=photograph())
        self.assertEqual(first.url, second.url)
        folder, files = FeedbackItem.objects.get().picture.storage.listdir("")
        name = FeedbackItem.objects.get().picture.name
        self.assertEqual(files.count(name), 1)

    def test_another_picture_is_another_message(self):
        self.send(picture=photograph())
        self.send(picture=photograph((40, 40)))
        self.send()
        self.assertEqual(FeedbackItem.objects.count(), 3)

    def test_what_is_none_is_told_with_the_text_kept(self):
        for content, words in [
            (b"%PDF-1.7", "We can&#x27;t read this picture"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "read this picture"),
            (b"", "This file is empty"),
            (b"\xff\xd8" + b"\0" * 5 * MEGABYTE, "This picture is too large"),
        ]:
            with self.subTest(content[:10]):
                response = self.send(picture=upload(content))
                self.assertContains(response, words, count=2, status_code=422)
                self.assertContains(response, "More films, please.", status_code=422)
        self.assertFalse(FeedbackItem.objects.exists())

    def test_is_asked_for_again_when_something_else_is_wrong(self):
        response = self.send(message="", picture=photograph())
        self.assertContains(
            response, "Please choose the picture once more", status_code=422
        )

    def test_words_instead_of_a_file_are_no_trouble(self):
        self.assertEqual(self.send(picture="ward.jpg").status_code, 303)
        self.assertFalse(FeedbackItem.objects.get().picture)

    @mock.patch("feedback.views.sending.PICTURES", Limit("picture_test", 1, 60))
    def test_many_from_one_network_are_refused_unread_and_words_go_on(self):
        self.send(picture=photograph())
        with mock.patch("safeguards.pictures.remade") as remade:
            response = self.send(message="My story", picture=photograph((40, 40)))
        remade.assert_not_called()
        self.assertContains(response, "My story", status_code=429)
        self.assertContains(response, "without the picture", status_code=429)
        self.assertEqual(self.send(message="My story").status_code, 303)

    def test_nothing_is_kept_when_the_storage_fails(self):
        with (
            mock.patch(
                "django.core.files.storage.FileSystemStorage._save", side_effect=OSError
            ),
            self.assertRaises(OSError),
        ):
            self.send(picture=photograph())
        self.assertFalse(FeedbackItem.objects.exists())


class PersonalDetailsTests(SendingTestCase):
    def assertPointedOut(self, response):
        self.assertEqual(response.status_code, 422)
        self.assertContains(response, "<mark>", status_code=422)
        self.assertContains(response, "07700 900123", status_code=422)
        self.assertFalse(FeedbackItem.objects.exists())

    def test_are_pointed_out_before_anything_is_kept(self):
        self.assertPointedOut(self.send(message=PHONE))

    def test_are_kept_when_their_writer_says_so_and_masked_in_lists(self):
        tick = self.send(message=PHONE).context["form"].details_key
        response = self.send(message=PHONE, keeps_details=tick)
        self.assertEqual(response.status_code, 303)
        item = FeedbackItem.objects.get()
        self.assertEqual(item.message, PHONE)
        self.assertEqual(item.details, ["phone"])
        self.assertNotIn("900123", item.shown_message)
        self.assertNotIn("900123", item.excerpt)

    def test_others_than_those_shown_are_pointed_out_anew(self):
        tick = self.send(message=PHONE).context["form"].details_key
        more = f"{PHONE} Or 07700 900456."
        self.assertPointedOut(self.send(message=more, keeps_details=tick))
        for forged in ("on", "x" * 64, "\x00", ""):
            self.assertPointedOut(self.send(message=PHONE, keeps_details=forged))

    @override_settings(EMAIL_BACKEND=OUTBOX)
    def test_no_mail_holds_them(self):
        tick = self.send(message=PHONE).context["form"].details_key
        self.send(message=PHONE, keeps_details=tick, email="ann@ward.example")
        self.assertTrue(OutboxMessage.objects.exists())
        for mail in OutboxMessage.objects.all():
            self.assertNotIn("900123", f"{mail.subject} {mail.text_body}")

    def test_markup_beside_them_is_text(self):
        response = self.send(message=f"<script>alert(1)</script> {PHONE}")
        self.assertNotContains(response, "<script>alert(1)", status_code=422)


@override_settings(EMAIL_BACKEND=OUTBOX)
class AtRiskTests(SendingTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        SafeguardingSettings.objects.create(
            lead_name="Head of safeguarding",
            lead_address="lead@clic.example",
            emergency="Ring <999> & the ward.",
        )

    def test_the_form_says_what_to_do_in_an_emergency(self):
        response = self.client.get(self.url)
        self.assertContains(response, "Ring &lt;999&gt; &amp; the ward.")
        self.assertNotContains(response, "Ring <999>")

    def test_the_lead_is_told_without_the_text(self):
        page = StoryPageFactory(title="Fewer falls")
        self.send(is_at_risk="on", page=page.pk, email="ann@ward.example")
        item = FeedbackItem.objects.get()
        self.assertTrue(item.is_at_risk)
        mail = OutboxMessage.objects.get(to=["lead@clic.example"])
        self.assertIn(reverse("feedback_inbox:message", args=[item.pk]), mail.text_body)
        for words in ["More films", "ann@ward.example"]:
            self.assertNotIn(words, f"{mail.subject} {mail.text_body}")
        thanks = self.client.get(reverse("feedback_thanks", args=[item.reference]))
        self.assertContains(thanks, "safeguarding lead has been told")

    def test_once_for_what_is_sent_twice(self):
        self.send(is_at_risk="on")
        self.send(is_at_risk="on")
        self.assertEqual(OutboxMessage.objects.count(), 1)

    def test_also_when_a_hidden_box_was_filled_in(self):
        self.send(**{BOX_NAME: "x"}, is_at_risk="on", email="ann@ward.example")
        self.assertEqual(FeedbackItem.objects.get().state, FeedbackItem.State.SPAM)
        self.assertEqual(OutboxMessage.objects.get().to, ["lead@clic.example"])

    def test_nobody_else_is_asked_to_look(self):
        self.send()
        self.assertFalse(OutboxMessage.objects.exists())


@override_settings(EMAIL_BACKEND=OUTBOX)
class WhatHappensNextTests(SendingTestCase):
    def setUp(self):
        super().setUp()
        FeedbackKind.objects.filter(pk=self.kind.pk).update(days_to_answer=1)

    def thanks(self, **changes):
        return self.client.get(self.send(**changes).url)

    def test_who_asks_for_an_answer_reads_by_when_it_comes(self):
        response = self.thanks(email="ann@ward.example")
        due_on = FeedbackItem.objects.get().due_on
        day = f"{due_on:%A} {due_on.day} {due_on:%B}"
        self.assertContains(response, day)
        self.assertIn(day, OutboxMessage.objects.get().text_body)

    def test_who_does_not_reads_that_none_comes(self):
        self.assertContains(self.thanks(), "You left no e-mail address")

    @override_settings(FEEDBACK_REPLY_ADDRESS="answers@clic.example")
    def test_the_receipt_can_be_answered_where_answers_arrive(self):
        self.send(email="ann@ward.example")
        self.assertIn("Answer this mail", OutboxMessage.objects.get().text_body)

    @override_settings(FEEDBACK_REPLY_ADDRESS="")
    def test_the_receipt_asks_for_no_answer_where_none_arrives(self):
        self.send(email="ann@ward.example")
        self.assertNotIn("Answer this mail", OutboxMessage.objects.get().text_body)

    def test_readers_of_another_language_get_the_receipt_in_it(self):
        Locale.objects.create(language_code="ar")
        data = {"kind": self.kind.pk, "message": "Hi", "email": "ann@ward.example"}
        self.client.post("/ar/feedback/", data, headers=SAME_ORIGIN)
        self.assertEqual(FeedbackItem.objects.get().language, "ar")
        self.assertIn('dir="rtl"', OutboxMessage.objects.get().html_body)


class HostilePicturesTests(SendingTestCase):
    def test_names_and_types_of_files_are_not_believed(self):
        content = photograph().read()
        for name in ["../../etc/passwd", "a\x00b.jpg", "x" * 400 + ".jpg", "<b>.svg"]:
            with self.subTest(name[:12]):
                file = ContentFile(content, name="ward.jpg")
                file.name = name.replace("\x00", "")
                response = self.send(picture=file, message=f"With {name[:12]!a}")
                self.assertEqual(response.status_code, 303)
        for item in FeedbackItem.objects.all():
            self.assertRegex(item.picture.name, r"^[0-9a-f]{32}\.jpg$")
