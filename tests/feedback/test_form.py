from unittest import mock

from django.core.cache import cache
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Locale, PageViewRestriction

from feedback.models import MAX_MESSAGE_LENGTH, FeedbackItem, FeedbackKind
from safeguards.honeypot import BOX_NAME
from safeguards.limits import Limit
from safeguards.models import OutboxMessage
from tests.factories import StoryPageFactory

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
MARKUP = '<script>alert("1")</script> & <b>bold</b>'


class FeedbackFormTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.url = reverse("feedback")
        cls.kind = FeedbackKind.objects.get(name="An idea")
        cls.page = StoryPageFactory(title="A stores cupboard")

    def setUp(self):
        cache.clear()

    def send(self, headers=SAME_ORIGIN, **changes):
        data = {"kind": self.kind.pk, "message": "More films, please.", **changes}
        data = {name: value for name, value in data.items() if value is not None}
        return self.client.post(self.url, data, headers=headers)

    def assertKept(self, **fields):
        item = FeedbackItem.objects.get()
        for name, value in fields.items():
            self.assertEqual(getattr(item, name), value, name)


class ShowingTheFormTests(FeedbackFormTestCase):
    def test_may_be_stored_as_a_finished_page(self):
        response = self.client.get(self.url)
        self.assertEqual(response.status_code, 200)
        self.assertFalse(response.cookies)
        self.assertNotContains(response, "csrfmiddlewaretoken")
        self.assertNotIn("no-store", response.get("Cache-Control", ""))

    def test_begins_with_what_somebody_looked_for(self):
        for words, begun in [
            ("run chart", "I looked for “run chart” and did not find it."),
            (MARKUP, f"I looked for “{MARKUP}” and did not find it."),
            ("a\x00b\u202e", "I looked for “ab” and did not find it."),
            ("", ""),
            (" ", ""),
            ("x" * 201, ""),
        ]:
            with self.subTest(words=words[:20]):
                response = self.client.get(self.url, {"looking_for": words})
                self.assertEqual(response.context["form"]["message"].value(), begun)
                self.assertContains(response, escape(begun))
                self.assertNotContains(response, MARKUP)

    def test_offers_the_kinds_in_the_editors_order(self):
        response = self.client.get(self.url)
        names = [
            str(choice[1]) for choice in response.context["form"]["kind"].field.choices
        ]
        self.assertEqual(names[0], "Something is wrong")
        self.assertEqual(names[-1], "I need this in another format")

    def test_offers_the_kinds_of_the_readers_language(self):
        polish = Locale.objects.create(language_code="pl")
        FeedbackKind.objects.create(name="Pomysł", locale=polish)
        response = self.client.get("/pl/feedback/")
        self.assertContains(response, "Pomysł")
        self.assertNotContains(response, "An idea")

    def test_offers_the_sites_own_kinds_to_a_language_without_any(self):
        Locale.objects.create(language_code="pl")
        self.assertContains(self.client.get("/pl/feedback/"), "An idea")

    def test_asks_few_questions_of_the_database(self):
        self.client.get(self.url, {"page": self.page.pk})
        with CaptureQueriesContext(connection) as queries:
            self.client.get(self.url, {"page": self.page.pk})
        self.assertLessEqual(len(queries), 14)

    def test_says_beside_send_what_the_form_is_not_for(self):
        response = self.client.get(self.url)
        self.assertContains(response, "This is not for emergencies")
        self.assertContains(response, "999")

    def test_asks_browsers_to_help_with_name_and_address(self):
        response = self.client.get(self.url)
        self.assertContains(response, 'autocomplete="name"')
        self.assertContains(response, 'autocomplete="email"')


class PageAskedAboutTests(FeedbackFormTestCase):
    def shown(self, value):
        return self.client.get(self.url, {"page": value})

    def test_is_named_back_and_kept(self):
        response = self.shown(self.page.pk)
        self.assertContains(response, "About:")
        self.assertContains(response, "A stores cupboard")
        self.assertContains(response, f'name="page" value="{self.page.pk}"')
        self.send(page=self.page.pk)
        self.assertKept(page_id=self.page.pk)

    def assertNotNamed(self, page):
        response = self.shown(page.pk)
        self.assertEqual(response.status_code, 200)
        self.assertNotContains(response, page.title)
        self.assertNotContains(response, 'name="page"')
        self.assertEqual(self.send(page=page.pk).status_code, 303)
        self.assertKept(page_id=None)

    def test_is_not_named_when_it_is_a_draft(self):
        self.assertNotNamed(StoryPageFactory(title="Not yet told", live=False))

    def test_is_not_named_when_readers_need_to_sign_in(self):
        PageViewRestriction.objects.create(
            page=self.page, restriction_type=PageViewRestriction.LOGIN
        )
        self.assertNotNamed(self.page)

    def test_is_not_named_when_a_page_above_is_restricted(self):
        PageViewRestriction.objects.create(
            page=self.page.get_parent(), restriction_type=PageViewRestriction.LOGIN
        )
        self.assertNotNamed(self.page)

    def test_is_not_named_when_a_typed_form_forges_it(self):
        draft = StoryPageFactory(title="Not yet told", live=False)
        response = self.send(page=draft.pk, message="")
        self.assertEqual(response.status_code, 422)
        self.assertNotContains(response, draft.title, status_code=422)

    def test_is_left_out_when_the_address_makes_no_sense(self):
        values = ["abc", "-1", "0", "1", "9" * 30, "2147483648", "\x00", "١", "", "1.0"]
        for number, value in enumerate(values):
            with self.subTest(value=value):
                response = self.shown(value)
                self.assertEqual(response.status_code, 200)
                self.assertNotContains(response, 'name="page"')
                sent = self.send(page=value, message=f"Number {number}")
                self.assertEqual(sent.status_code, 303)
        self.assertFalse(FeedbackItem.objects.exclude(page=None).exists())


class SendingTests(FeedbackFormTestCase):
    def test_keeps_the_message_and_thanks(self):
        response = self.send(name="Ann Example", email="ann@ward.example")
        item = FeedbackItem.objects.get()
        self.assertRedirects(
            response, f"/feedback/thanks/{item.reference}/", status_code=303
        )
        self.assertFalse(response.cookies)
        self.assertKept(
            kind=self.kind,
            message="More films, please.",
            name="Ann Example",
            email="ann@ward.example",
            state=FeedbackItem.State.NEW,
        )

    def test_needs_neither_name_nor_address(self):
        self.assertEqual(self.send().status_code, 303)
        self.assertKept(name="", email="")

    def test_sent_twice_is_kept_once(self):
        first = self.send()
        second = self.send()
        self.assertEqual(first.url, second.url)
        self.assertEqual(FeedbackItem.objects.count(), 1)

    def test_what_is_missing_is_told_with_what_was_typed_kept(self):
        response = self.send(kind=None, message=" ", name="Ann", email="ann")
        self.assertEqual(response.status_code, 422)
        self.assertContains(response, "There is a problem", status_code=422)
        for text in [
            "Choose what you want to tell us",
            "Write your message",
            "Write the e-mail address like this",
        ]:
            # In the summary, and beside the field.
            self.assertContains(response, text, count=2, status_code=422)
        self.assertContains(response, 'value="Ann"', status_code=422)
        self.assertContains(response, 'value="ann"', status_code=422)
        self.assertFalse(FeedbackItem.objects.exists())

    def test_the_page_stays_named_when_something_is_missing(self):
        response = self.send(message="", page=self.page.pk)
        self.assertContains(response, "A stores cupboard", status_code=422)

    def test_markup_emoji_and_other_writings_are_text(self):
        for message in [MARKUP, "👍🏽 👩‍👧", "مرحبا، شكرا", "שלום"]:
            with self.subTest(message=message):
                self.assertEqual(self.send(message=message).status_code, 303)
                self.assertTrue(FeedbackItem.objects.filter(message=message).exists())

    def test_markup_is_shown_as_text_when_something_is_missing(self):
        response = self.send(message=MARKUP, name=MARKUP, kind=None)
        self.assertNotContains(response, MARKUP, status_code=422)
        self.assertContains(response, "&lt;script&gt;alert", status_code=422)

    def test_a_nul_is_dropped(self):
        self.assertEqual(
            self.send(message="More\x00 films", name="A\x00nn").status_code, 303
        )
        self.assertKept(message="More films", name="Ann")

    def test_a_message_that_shows_nothing_is_missing(self):
        for message in ["\x00", "\u200b\u200b", "\r\n \t", "\u202e"]:
            with self.subTest(message=ascii(message)):
                self.assertEqual(self.send(message=message).status_code, 422)

    def test_a_megabyte_is_refused_and_kept_in_the_form(self):
        for text in [
            "many words " * 95_000,
            " " * 1_000_000 + "x",
            "a\u0301" * 300_000,
        ]:
            with self.subTest(text=ascii(text[:6])):
                response = self.send(message="x" + text + "x")
                self.assertEqual(response.status_code, 422)
                self.assertContains(response, "too long", status_code=422)
                self.assertContains(response, text[:1000], status_code=422)

    def test_more_than_a_form_may_hold_is_refused(self):
        for data in [
            {"message": "x" * 6_000_000},
            {f"box{n}": "" for n in range(10_001)},
        ]:
            response = self.client.post(self.url, data, headers=SAME_ORIGIN)
            self.assertIn(response.status_code, [400, 413])

    def test_as_long_as_it_may_be_is_kept(self):
        self.assertEqual(self.send(message="x" * MAX_MESSAGE_LENGTH).status_code, 303)
        self.assertEqual(
            self.send(message="x" * (MAX_MESSAGE_LENGTH + 1)).status_code, 422
        )

    def test_a_kind_that_is_not_offered_is_a_mistake_to_mend(self):
        foreign = FeedbackKind.objects.create(
            name="Pomysł", locale=Locale.objects.create(language_code="pl")
        )
        for kind in ["0", "-1", "9" * 40, "idea", "\x00", "[]", foreign.pk]:
            with self.subTest(kind=kind):
                self.assertEqual(self.send(kind=kind).status_code, 422)

    def test_several_values_for_one_box_are_no_trouble(self):
        response = self.send(message=["One", "Two"], kind=["abc", self.kind.pk])
        self.assertEqual(response.status_code, 303)

    def test_works_when_editors_have_removed_all_kinds(self):
        FeedbackKind.objects.all().delete()
        self.assertEqual(self.client.get(self.url).status_code, 200)
        self.assertEqual(self.send(kind=None).status_code, 303)
        self.assertKept(kind=None)

    def test_other_bodies_and_methods_are_refused_kindly(self):
        for content_type in ["application/json", "text/plain", "multipart/form-data"]:
            with self.subTest(content_type):
                response = self.client.post(
                    self.url, b"{]", content_type=content_type, headers=SAME_ORIGIN
                )
                self.assertIn(response.status_code, [400, 422])
        self.assertEqual(
            self.client.put(self.url, headers=SAME_ORIGIN).status_code, 405
        )


class AddressForAnAnswerTests(FeedbackFormTestCase):
    def test_wrong_ones_are_told_and_never_break_anything(self):
        for email in [
            "ann",
            "ann@",
            "ann@ward.example\nBcc: all@ward.example",
            "ann@ward.example\r\nSubject: other",
            '"ann\x01"@ward.example',
            '"a b"@ward.example',
            "ann@ward.example\x00",
            "ann@ward.example,bob@ward.example",
            "Ann <ann@ward.example>",
            "x" * 250 + "@ward.example",
            "ännchen@ward.example",
        ]:
            with self.subTest(email=email):
                self.assertEqual(self.send(email=email).status_code, 422)
        self.assertFalse(FeedbackItem.objects.exists())

    @override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
    def test_unusual_ones_are_taken(self):
        for email in ["o'neil+x@ward.example", "ann@krankenhaus-köln.example"]:
            with self.subTest(email=email):
                self.assertEqual(self.send(email=email).status_code, 303)
                self.assertTrue(OutboxMessage.objects.filter(to=[email]).exists())


class WhereItIsSentFromTests(FeedbackFormTestCase):
    def test_another_site_is_refused(self):
        for headers in [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"referer": "https://evil.example/feedback/"},
        ]:
            with self.subTest(headers):
                self.assertEqual(self.send(headers=headers).status_code, 403)
        self.assertFalse(FeedbackItem.objects.exists())

    def test_a_browser_that_says_nothing_is_refused_kindly(self):
        response = self.send(headers={})
        self.assertEqual(response.status_code, 403)
        self.assertTemplateUsed(response, "safeguards/refused.html")

    def test_an_older_browser_may_send(self):
        response = self.send(headers={"origin": "http://testserver"})
        self.assertEqual(response.status_code, 303)


class HoneypotTests(FeedbackFormTestCase):
    @override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
    def test_what_it_caught_goes_to_spam_with_the_usual_thanks_and_no_mail(self):
        response = self.send(
            **{BOX_NAME: "https://spam.example"}, email="a@ward.example"
        )
        self.assertEqual(response.status_code, 303)
        self.assertEqual(self.client.get(response.url).status_code, 200)
        self.assertKept(state=FeedbackItem.State.SPAM, message="More films, please.")
        self.assertFalse(OutboxMessage.objects.exists())

    def test_what_it_caught_does_not_swallow_the_same_words_from_a_person(self):
        self.send(**{BOX_NAME: "x"})
        self.send()
        states = FeedbackItem.objects.values_list("state", flat=True)
        self.assertCountEqual(states, ["spam", "new"])


class LimitTests(FeedbackFormTestCase):
    @mock.patch("feedback.views.sending.MESSAGES", Limit("feedback_test", 2, 60))
    def test_too_many_from_one_network_are_told_with_the_text_kept(self):
        for number in range(2):
            self.assertEqual(self.send(message=f"Number {number}").status_code, 303)
        response = self.send(message="My long story")
        self.assertContains(response, "My long story", status_code=429)
        self.assertContains(response, "send it again in an hour", status_code=429)
        self.assertEqual(FeedbackItem.objects.count(), 2)

    @mock.patch("feedback.views.sending.MESSAGES", Limit("feedback_test", 1, 60))
    def test_mistyped_forms_use_nothing_up(self):
        for _try in range(3):
            self.assertEqual(self.send(message="").status_code, 422)
        self.assertEqual(self.send().status_code, 303)


class ThanksTests(FeedbackFormTestCase):
    def test_names_the_reference_and_what_happens_next_and_nothing_else(self):
        address = self.send(name="Ann Example", page=self.page.pk).url
        response = self.client.get(address)
        self.assertContains(response, FeedbackItem.objects.get().reference)
        self.assertContains(response, "What happens next")
        for text in ["More films", "Ann Example", "A stores cupboard"]:
            self.assertNotContains(response, text)
        self.assertEqual(response["X-Robots-Tag"], "noindex")
        self.assertIn("no-store", response["Cache-Control"])
        self.assertFalse(response.cookies)

    def test_there_is_none_for_a_reference_that_was_never_given(self):
        for reference in ["FB-22222222", "fb", "x" * 300]:
            address = reverse("feedback_thanks", args=[reference])
            self.assertEqual(self.client.get(address).status_code, 404)
