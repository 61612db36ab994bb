"""“Is this page useful?” at the end of every page, and the question that follows."""

from unittest import mock

from django.core.cache import cache
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from feedback.forms.useful import MAX_WORDS
from feedback.models import (
    CountedAnswer,
    FeedbackItem,
    FeedbackKind,
    UsefulnessCount,
)
from safeguards.honeypot import BOX_NAME
from safeguards.limits import Limit
from tests.factories import (
    InformationPageFactory,
    MemberFactory,
    StoryPageFactory,
    ToolPageFactory,
    home_page,
    member_of,
)

SAME_ORIGIN = {
    "sec-fetch-site": "same-origin",
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
}
LATER = "This may tell who somebody is"
VIEWS = "feedback.views.useful"


class UsefulTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="A stores cupboard")
        cls.page.save_revision().publish()
        cls.page.refresh_from_db()
        cls.draft = StoryPageFactory(title="Not yet told", live=False)

    def setUp(self):
        cache.clear()

    def answer(self, answer="yes", page=None, headers=SAME_ORIGIN, **data):
        address = reverse("useful", args=[(page or self.page).pk])
        return self.client.post(address, {"answer": answer, **data}, headers=headers)

    def words_address(self, answer="no", page=None):
        return reverse("useful_words", args=[(page or self.page).pk, answer])

    def write(self, message, answer="no", headers=SAME_ORIGIN, **data):
        address = self.words_address(answer)
        return self.client.post(address, {"message": message, **data}, headers=headers)

    def counted(self):
        return UsefulnessCount.objects.on(self.page).total()


class LineTests(UsefulTestCase):
    def test_ends_pages_of_every_kind(self):
        for page in (
            self.page,
            ToolPageFactory(),
            InformationPageFactory(),
            home_page(),
        ):
            with self.subTest(page.title):
                response = self.client.get(page.url)
                self.assertContains(response, "Is this page useful?", count=1)
                self.assertContains(response, f'action="/feedback/useful/{page.pk}/"')
                self.assertContains(response, "Something wrong with this page?")

    def test_carries_the_version_that_was_read(self):
        version = self.page.live_revision_id
        response = self.client.get(self.page.url)
        self.assertContains(response, f'name="version" value="{version}"')
        address = f"/feedback/?about=wrong&page={self.page.pk}&version={version}"
        self.assertContains(response, address.replace("&", "&amp;"))
        self.assertContains(self.client.get(address), "What is wrong or missing?")

    def test_leaves_the_page_without_cookie_token_or_inline_script(self):
        response = self.client.get(self.page.url)
        self.assertFalse(response.cookies)
        self.assertNotContains(response, "csrfmiddlewaretoken")
        self.assertNotContains(response, "<script>")

    def test_asks_nothing_of_whoever_previews_a_draft(self):
        self.client.force_login(member_of("Editors"))
        self.page.save_revision()
        address = reverse("wagtailadmin_pages:view_draft", args=[self.page.pk])
        response = self.client.get(address)
        self.assertContains(response, "A stores cupboard")
        self.assertNotContains(response, "/feedback/useful/")


class AnsweringTests(UsefulTestCase):
    def test_counts_and_leads_to_the_question(self):
        for answer, question, counts in (
            ("yes", "What helped you?", (1, 0)),
            ("no", "What was missing or wrong?", (1, 1)),
        ):
            with self.subTest(answer):
                headers = {**SAME_ORIGIN, "accept-language": answer}
                response = self.answer(answer, headers=headers)
                self.assertRedirects(
                    response, self.words_address(answer), status_code=303
                )
                self.assertEqual(self.counted(), counts)
                self.assertFalse(response.cookies)
                shown = self.client.get(response.url)
                self.assertContains(shown, question)
                self.assertContains(shown, self.page.url)
                self.assertEqual(shown["X-Robots-Tag"], "noindex")
                self.assertFalse(shown.cookies)

    def test_a_reload_counts_nothing(self):
        for _turn in range(3):
            self.assertEqual(self.answer("yes").status_code, 303)
        self.answer("no")
        self.assertEqual(self.counted(), (1, 0))
        self.client.get(self.words_address("no"))
        self.assertEqual(self.counted(), (1, 0))

    def test_a_crawler_is_thanked_and_not_counted(self):
        headers = {**SAME_ORIGIN, "user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)"}
        self.assertEqual(self.answer(headers=headers).status_code, 303)
        self.assertEqual(self.counted(), (0, 0))

    def test_members_are_counted_as_everybody_is(self):
        self.client.force_login(MemberFactory())
        self.assertEqual(self.answer().status_code, 303)
        self.assertEqual(self.counted(), (1, 0))
        self.client.logout()
        self.answer()
        self.assertEqual(self.counted(), (1, 0))

    def test_takes_along_the_version_that_was_read(self):
        version = self.page.live_revision_id
        response = self.answer(version=version)
        self.assertEqual(response.url, f"{self.words_address('yes')}?version={version}")
        self.assertContains(
            self.client.get(response.url), f'name="version" value="{version}"'
        )

    def test_works_in_another_language(self):
        Locale.objects.create(language_code="pl")
        address = f"/pl/feedback/useful/{self.page.pk}/"
        response = self.client.post(address, {"answer": "yes"}, headers=SAME_ORIGIN)
        self.assertRedirects(response, f"{address}yes/", status_code=303)


class RefusalTests(UsefulTestCase):
    def assertNothingCounted(self):
        self.assertFalse(UsefulnessCount.objects.exists())
        self.assertFalse(CountedAnswer.objects.exists())
        self.assertFalse(FeedbackItem.objects.exists())

    def test_another_site_is_refused(self):
        agent = {"user-agent": SAME_ORIGIN["user-agent"]}
        for headers in (
            {},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "none"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"referer": "https://evil.example/stories/"},
        ):
            with self.subTest(headers):
                headers = {**agent, **headers}
                self.assertEqual(self.answer(headers=headers).status_code, 403)
                self.assertEqual(self.write("x", headers=headers).status_code, 403)
        self.assertNothingCounted()

    def test_looking_counts_nothing(self):
        address = reverse("useful", args=[self.page.pk])
        for method in (self.client.get, self.client.head):
            response = method(address, {"answer": "yes"}, headers=SAME_ORIGIN)
            self.assertRedirects(response, self.page.url)
        self.client.get(self.words_address(), {"message": "x"}, headers=SAME_ORIGIN)
        for method in (self.client.put, self.client.delete, self.client.patch):
            self.assertEqual(method(address, headers=SAME_ORIGIN).status_code, 405)
        self.assertNothingCounted()

    def assertUnknown(self, page):
        for response in (
            self.answer(page=page),
            self.client.get(reverse("useful", args=[page.pk])),
            self.client.get(self.words_address(page=page)),
            self.client.post(
                self.words_address(page=page), {"message": "x"}, headers=SAME_ORIGIN
            ),
        ):
            self.assertNotContains(response, page.title, status_code=404)
        self.assertNothingCounted()

    def test_a_draft_is_not_named(self):
        self.assertUnknown(self.draft)

    def test_a_restricted_page_is_not_named_nor_one_under_it(self):
        for closed in (self.page, self.page.get_parent()):
            restriction = PageViewRestriction.objects.create(
                page=closed, restriction_type=PageViewRestriction.LOGIN
            )
            self.assertUnknown(self.page)
            restriction.delete()

    def test_a_restricted_page_is_answered_for_by_its_readers(self):
        PageViewRestriction.objects.create(
            page=self.page, restriction_type=PageViewRestriction.LOGIN
        )
        self.client.force_login(MemberFactory())
        self.assertEqual(self.answer().status_code, 303)
        self.assertEqual(self.counted(), (1, 0))

    def test_a_page_that_never_was_is_unknown(self):
        for number in (0, 1, 2**31, 10**30):
            for address in (
                f"/feedback/useful/{number}/",
                f"/feedback/useful/{number}/yes/",
            ):
                with self.subTest(address):
                    data = {"answer": "yes", "message": "x"}
                    response = self.client.post(address, data, headers=SAME_ORIGIN)
                    self.assertEqual(response.status_code, 404)

    def test_a_question_that_never_was_is_unknown(self):
        for answer in ("maybe", "YES", "yes-no"):
            response = self.client.get(self.words_address(answer))
            self.assertEqual(response.status_code, 404)

    def test_an_answer_that_makes_no_sense_is_asked_for_again(self):
        for answer in ("", "maybe", "\x00", "yes\x00", "👍", "x" * 1_000_000):
            with self.subTest(ascii(answer[:9])):
                response = self.answer(answer)
                self.assertContains(response, "Choose yes or no", status_code=422)
                self.assertContains(response, 'value="yes"', status_code=422)
        address = reverse("useful", args=[self.page.pk])
        for body in ({}, {"answers": "yes"}):
            response = self.client.post(address, body, headers=SAME_ORIGIN)
            self.assertEqual(response.status_code, 422)
        self.assertNothingCounted()

    def test_a_version_that_makes_no_sense_is_left_out(self):
        foreign = StoryPageFactory()
        foreign.save_revision().publish()
        foreign.refresh_from_db()
        self.draft.save_revision()
        for version in (
            "x",
            "\x00",
            "-1",
            "9" * 30,
            foreign.live_revision_id,
            self.draft.latest_revision_id,
        ):
            with self.subTest(version):
                response = self.answer(version=version)
                self.assertEqual(response.url, self.words_address("yes"))
                sent = self.write(f"About {ascii(version)}", version=version)
                self.assertEqual(sent.status_code, 303)
        versions = FeedbackItem.objects.values_list("page_version", flat=True)
        self.assertEqual(set(versions), {None})

    def test_several_answers_and_other_bodies_are_no_trouble(self):
        self.assertEqual(self.answer(["no", "yes"]).status_code, 303)
        address = reverse("useful", args=[self.page.pk])
        for content_type in ("application/json", "text/plain", "multipart/form-data"):
            response = self.client.post(
                address, b"{]", content_type=content_type, headers=SAME_ORIGIN
            )
            self.assertIn(response.status_code, (400, 422))


class LimitTests(UsefulTestCase):
    @mock.patch(f"{VIEWS}.ANSWERS_ON_PAGE", Limit("useful_page_test", 2, 60))
    def test_too_many_for_one_page_from_one_network_wait(self):
        other = StoryPageFactory()
        for _turn in range(2):
            self.assertEqual(self.answer().status_code, 303)
        response = self.answer()
        self.assertEqual(response.status_code, 429)
        self.assertIn("Retry-After", response)
        self.assertEqual(self.answer(page=other).status_code, 303)

    @mock.patch(f"{VIEWS}.ANSWERS", Limit("useful_test", 1, 60))
    def test_too_many_from_one_network_wait(self):
        self.assertEqual(self.answer().status_code, 303)
        self.assertEqual(self.answer(page=StoryPageFactory()).status_code, 429)
        self.assertEqual(self.counted(), (1, 0))

    @mock.patch(f"{VIEWS}.MESSAGES", Limit("useful_words_test", 1, 60))
    def test_too_many_words_wait_with_the_text_kept(self):
        self.assertEqual(self.write("The first").status_code, 303)
        response = self.write("My long story")
        self.assertContains(response, "My long story", status_code=429)

    def test_a_hospital_and_a_course_are_let_through(self):
        for number in range(60):
            headers = {**SAME_ORIGIN, "accept-language": f"en, x;q=0.{number}"}
            self.assertEqual(self.answer(headers=headers).status_code, 303)
        self.assertEqual(self.counted(), (60, 0))


class WordsTests(UsefulTestCase):
    def assertKept(self, **values):
        item = FeedbackItem.objects.get()
        self.assertEqual({name: getattr(item, name) for name in values}, values)

    def test_become_a_message_to_the_team(self):
        response = self.write("The second step.", version=self.page.live_revision_id)
        item = FeedbackItem.objects.get()
        thanks = reverse("feedback_thanks", args=[item.reference])
        self.assertRedirects(response, thanks, status_code=303)
        self.assertKept(
            message="The second step.",
            source=FeedbackItem.Source.NOT_USEFUL,
            kind=FeedbackKind.objects.get(used_for="wrong"),
            page_id=self.page.pk,
            page_version_id=self.page.live_revision_id,
            language="en-gb",
            user=None,
            name="",
            email="",
        )

    def test_of_praise_are_praise(self):
        self.write("The pictures.", answer="yes")
        self.assertKept(
            source=FeedbackItem.Source.USEFUL,
            kind=FeedbackKind.objects.get(used_for="praise"),
        )

    def test_are_of_the_kind_in_the_readers_language_or_of_the_sites_own(self):
        polish = Locale.objects.create(language_code="pl")
        kind = FeedbackKind.objects.create(name="Błąd", locale=polish, used_for="wrong")
        for answer, expected in (("no", kind), ("yes", None)):
            self.client.post(
                f"/pl/feedback/useful/{self.page.pk}/{answer}/",
                {"message": "Tak."},
                headers=SAME_ORIGIN,
            )
            item = FeedbackItem.objects.newest_first().first()
            self.assertEqual(item.language, "pl")
            self.assertEqual(
                item.kind, expected or FeedbackKind.objects.get(used_for="praise")
            )

    def test_arrive_without_any_kinds(self):
        FeedbackKind.objects.all().delete()
        self.assertEqual(self.write("Still here.").status_code, 303)
        self.assertKept(kind=None)

    def test_of_members_stand_under_their_account(self):
        member = MemberFactory()
        self.client.force_login(member)
        self.assertContains(self.client.get(self.words_address()), "under my account")
        self.write("From a member.")
        self.assertKept(user=member)

    def test_sent_twice_are_kept_once(self):
        self.assertEqual(self.write("Once.").url, self.write("Once.").url)
        self.assertEqual(FeedbackItem.objects.count(), 1)

    def test_that_are_missing_are_said_to_be_no_must(self):
        for nothing in ("", " ", "\x00", "\u200b"):
            response = self.write(nothing)
            self.assertContains(response, "go back", status_code=422)
        self.assertFalse(FeedbackItem.objects.exists())

    def test_are_text_whatever_stands_in_them(self):
        for text in ('<script>alert("1")</script>', "=1+1", "👍🏽", "مرحبا"):
            self.assertEqual(self.write(text).status_code, 303)
            self.assertTrue(FeedbackItem.objects.filter(message=text).exists())
        self.assertEqual(self.write("A\x00b").status_code, 303)
        self.assertTrue(FeedbackItem.objects.filter(message="Ab").exists())

    def test_that_are_too_many_come_back(self):
        self.assertEqual(self.write("x" * MAX_WORDS).status_code, 303)
        for text in ("y" * (MAX_WORDS + 1), "y" * 1_000_000):
            response = self.write(text)
            self.assertContains(response, "too long", status_code=422)
            self.assertContains(response, "y" * 1000, status_code=422)
        self.assertEqual(FeedbackItem.objects.count(), 1)

    def test_with_personal_details_are_pointed_out_before_they_are_kept(self):
        text = "Ring her on 07700 900123 <now>."
        response = self.write(text)
        self.assertContains(response, LATER, status_code=422)
        self.assertContains(response, "07700 900123", status_code=422)
        self.assertNotContains(response, "<now>", status_code=422)
        self.assertFalse(FeedbackItem.objects.exists())
        key = response.context["form"].details_key
        self.assertEqual(self.write(text, keeps_details=key).status_code, 303)
        item = FeedbackItem.objects.get()
        self.assertEqual(item.details, ["phone"])
        self.assertNotIn("900123", item.shown_message)

    def test_that_a_program_filled_in_go_to_spam(self):
        self.assertEqual(self.write("Cheap chairs", **{BOX_NAME: "x"}).status_code, 303)
        self.assertKept(state=FeedbackItem.State.SPAM)
