"""“You said, we did” as readers and publishers meet it."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from django.core import mail
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, PageViewRestriction

from feedback.models import DoneNote, FeedbackItem
from feedback.services.telling import withdraw_note
from tests.factories import (
    DoneNoteFactory,
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    ToolPageFactory,
    member_of,
)

LIST = "/feedback/you-said-we-did/"
MARKUP = "<script>alert(1)</script>"
MESSAGE = "The list of wards on this page is from last year and mine is not on it."
WORDS = {"said": "A list was out of date.", "did": "It is checked each month now."}
CONSENT = {"consent": "mail", "consent_on": "2026-01-05"}


class ListTests(TestCase):
    def test_is_a_finished_file_for_everyone(self):
        DoneNoteFactory(page=StoryPageFactory())
        client = Client(enforce_csrf_checks=True)
        response = client.get(LIST)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.cookies, {})
        self.assertNotContains(response, "csrf")
        self.assertEqual(self.client.post(LIST).status_code, 405)

    def test_shows_notes_with_their_page_the_newest_first(self):
        page = StoryPageFactory(title="A stores cupboard")
        DoneNoteFactory(
            said="Older.", page=page, published_at=timezone.now() - timedelta(days=2)
        )
        DoneNoteFactory(
            said=f"Newer {MARKUP}.",
            quote="I was lost.",
            quoted_name="Ann",
            consent="mail",
            consent_on=date(2026, 1, 5),
        )
        response = self.client.get(LIST)
        self.assertContains(response, page.url)
        self.assertContains(response, "A stores cupboard")
        self.assertContains(response, "“I was lost.”")
        self.assertContains(response, "<bdi>Ann</bdi>")
        self.assertNotContains(response, MARKUP)
        text = response.content.decode()
        self.assertLess(text.index("Newer"), text.index("Older."))

    def test_says_nothing_about_pages_that_not_everyone_may_read(self):
        closed = StoryPageFactory(title="Closed to others")
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        draft = StoryPageFactory(title="Not yet there", live=False)
        for page in [closed, draft]:
            DoneNoteFactory(said="A secret.", page=page)
        gone = StoryPageFactory(title="Gone since")
        DoneNoteFactory(said="A secret.", page=gone)
        gone.delete()
        for reader in [None, MemberFactory(), member_of("Publishers")]:
            client = Client()
            if reader:
                client.force_login(reader)
            response = client.get(LIST)
            for words in ["A secret.", "Closed to others", "Not yet there", "Gone"]:
                self.assertNotContains(response, words)

    def test_an_empty_list_leads_to_the_form(self):
        response = self.client.get(LIST)
        self.assertContains(response, "Nothing is told here yet.")
        self.assertContains(response, reverse("feedback"))

    def test_has_pages_with_addresses_of_their_own(self):
        DoneNoteFactory.create_batch(11)
        self.assertContains(self.client.get(LIST), f"{LIST}page/2/")
        self.assertContains(self.client.get(f"{LIST}page/2/"), "<article", 1)
        for address in ["page/3/", "page/0/", "page/99999999999999999999/", "nowhere/"]:
            with self.subTest(address):
                self.assertEqual(self.client.get(LIST + address).status_code, 404)

    def test_is_narrowed_down_to_a_section(self):
        DoneNoteFactory(said="Of a tool.", page=ToolPageFactory())
        DoneNoteFactory(said="Of a story.", page=StoryPageFactory())
        response = self.client.get(f"{LIST}toolkits/")
        self.assertContains(response, "Of a tool.")
        self.assertNotContains(response, "Of a story.")
        self.assertContains(self.client.get(f"{LIST}events/"), "about this section yet")

    def test_each_language_has_its_own(self):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        DoneNoteFactory(said="Po polsku.", locale=polish)
        DoneNoteFactory(said="In English.")
        with translation.override("pl"):
            address = reverse("you_said_we_did")
        response = self.client.get(address)
        self.assertContains(response, "Po polsku.")
        self.assertNotContains(response, "In English.")

    def test_costs_as_much_for_ten_notes_as_for_two(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                self.client.get(LIST)
            return len(asked)

        for _number in range(2):
            DoneNoteFactory(page=StoryPageFactory())
        self.client.get(LIST)
        few = queries()
        for _number in range(8):
            DoneNoteFactory(page=ToolPageFactory())
        self.assertEqual(queries(), few)
        self.assertLessEqual(few, 10)

    def test_the_form_and_the_thanks_lead_to_it(self):
        item = FeedbackItemFactory()
        for address in ["/feedback/", f"/feedback/thanks/{item.reference}/"]:
            self.assertContains(self.client.get(address), LIST)


class OnItsPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()

    def test_the_newest_three_stand_at_its_end_before_the_last_line(self):
        for number in range(4):
            DoneNoteFactory(
                said=f"Note number {number}.",
                page=self.page,
                published_at=timezone.now() - timedelta(days=number),
            )
        DoneNoteFactory(said="Of another page.", page=StoryPageFactory())
        response = self.client.get(self.page.url)
        for number in range(3):
            self.assertContains(response, f"Note number {number}.")
        self.assertNotContains(response, "Note number 3.")
        self.assertNotContains(response, "Of another page.")
        self.assertContains(response, LIST)
        text = response.content.decode()
        self.assertLess(text.index("Note number 2."), text.index('class="useful'))

    def test_what_was_taken_back_is_gone(self):
        note = DoneNoteFactory(said="Taken back.", page=self.page)
        self.assertContains(self.client.get(self.page.url), "Taken back.")
        withdraw_note(note, by=member_of("Publishers"), seen=1)
        response = self.client.get(self.page.url)
        self.assertNotContains(response, "Taken back.")
        self.assertNotContains(response, "you-said")

    def test_markup_is_text(self):
        DoneNoteFactory(said=MARKUP, did=MARKUP, page=self.page)
        self.assertNotContains(self.client.get(self.page.url), MARKUP)

    def test_members_see_it_on_pages_for_members(self):
        DoneNoteFactory(said="For members.", page=self.page)
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        response = self.client.get(self.page.url, follow=True)
        self.assertNotContains(response, "For members.")
        self.client.force_login(MemberFactory())
        self.assertContains(self.client.get(self.page.url), "For members.")

    def test_costs_no_query(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                self.client.get(self.page.url)
            return len(asked)

        self.client.get(self.page.url)
        none = queries()
        DoneNoteFactory.create_batch(30, page=self.page)
        self.assertEqual(queries(), none)


class WritingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = member_of("Publishers")
        cls.editor = member_of("Editors")
        cls.page = StoryPageFactory(title="A stores cupboard")
        cls.item = FeedbackItemFactory(
            message=MESSAGE,
            page=cls.page,
            name="Ann Example",
            email="ann@ward.example",
        )
        cls.url = reverse("feedback_notes:new", args=[cls.item.pk])
        cls.message = reverse("feedback_inbox:message", args=[cls.item.pk])

    def setUp(self):
        self.client.force_login(self.publisher)

    def send(self, step="publish", url=None, **fields):
        return self.client.post(
            url or self.url, {"step": step, **WORDS, **fields}, follow=True
        )

    def refused(self, field, **fields):
        response = self.send(**fields)
        self.assertEqual(response.status_code, 422)
        self.assertIn(field, response.context["form"].errors)
        self.assertFalse(DoneNote.objects.exists())
        return str(response.context["form"].errors[field])


class WritingTests(WritingTestCase):
    def test_is_reached_from_its_message(self):
        self.assertContains(self.client.get(self.message), self.url)
        response = self.client.get(self.url)
        self.assertContains(response, MESSAGE)
        self.assertContains(response, "A stores cupboard")

    def test_is_shown_as_readers_will_see_it_before_it_is_published(self):
        response = self.send(step="preview")
        self.assertContains(response, 'class="told__pair"')
        self.assertContains(response, WORDS["did"])
        self.assertContains(response, 'value="publish"')
        self.assertFalse(DoneNote.objects.exists())
        self.assertNotContains(self.client.get(self.url), 'value="publish"')

    def test_is_published(self):
        response = self.send(marks_done="on", tells_sender="on")
        self.assertRedirects(response, self.message)
        self.assertContains(response, "Readers can see the note now.")
        note = DoneNote.objects.get()
        self.assertContains(response, reverse("feedback_notes:note", args=[note.pk]))
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, "done")
        self.assertEqual(len(mail.outbox), 1)
        reader = Client()
        for address in [self.page.url, LIST]:
            self.assertContains(reader.get(address), WORDS["did"])

    def test_sent_twice_it_is_published_once(self):
        self.send()
        self.assertContains(self.send(), "Readers can see the note now.")
        self.assertEqual(DoneNote.objects.count(), 1)

    def test_a_colleague_who_was_quicker_is_not_overwritten(self):
        self.send(said="What the colleague wrote.")
        response = self.send()
        self.assertEqual(response.status_code, 409)
        self.assertContains(response, "What the colleague wrote.", status_code=409)
        self.assertContains(response, WORDS["said"], status_code=409)

    def test_only_publishers_may(self):
        self.send()
        note = DoneNote.objects.get()
        addresses = [
            self.url,
            reverse("feedback_notes:published"),
            reverse("feedback_notes:withdrawn"),
            *(
                reverse(f"feedback_notes:{name}", args=[note.pk])
                for name in ["note", "withdraw", "again"]
            ),
        ]
        for person in [self.editor, member_of("Comment moderators")]:
            self.client.force_login(person)
            for address in addresses:
                with self.subTest(address):
                    response = self.client.post(address, WORDS)
                    self.assertRedirects(response, reverse("wagtailadmin_home"))
        self.client.force_login(self.editor)
        self.assertNotContains(self.client.get(self.message), "Open the note")
        self.assertTrue(DoneNote.objects.get().is_published)

    def test_spam_is_not_told_of(self):
        FeedbackItem.objects.filter(pk=self.item.pk).update(state="spam")
        self.assertContains(self.send(), "Nobody is told of spam.")
        self.assertFalse(DoneNote.objects.exists())


class WhatItMaySayTests(WritingTestCase):
    def test_the_senders_words_are_refused_and_named(self):
        for field in ["said", "did"]:
            error = self.refused(field, **{field: f"Somebody: “{MESSAGE.upper()}”"})
            self.assertIn("sender’s own words", error)

    def test_the_senders_name_is_refused(self):
        for name in ["ann example", "Ann"]:
            self.assertIn(name, self.refused("did", did=f"We thank {name} for it."))

    def test_what_was_typed_stays(self):
        response = self.send(said=MESSAGE, did="What I typed.")
        self.assertContains(response, "What I typed.", status_code=422)

    def test_a_quotation_needs_consent_with_how_and_when(self):
        quoted = {"quote": "Mine is not on it."}
        self.refused("consent", **quoted)
        self.refused("consent", quoted_name="Ann")
        self.refused("consent_on", **quoted, consent="phone")
        self.refused("consent", **quoted, consent="guessed", consent_on="2026-01-05")
        tomorrow = timezone.localdate() + timedelta(days=1)
        self.refused("consent_on", **quoted, consent="mail", consent_on=tomorrow)
        self.refused("consent_on", **quoted, consent="mail", consent_on="soon")

    def test_with_consent_words_and_name_are_published(self):
        self.send(quote="Mine is not on it.", quoted_name="Ann E.", **CONSENT)
        note = DoneNote.objects.get()
        self.assertEqual((note.consent, note.consent_on), ("mail", date(2026, 1, 5)))
        self.assertContains(Client().get(LIST), "Mine is not on it.")

    def test_consent_to_words_is_none_to_the_name(self):
        quoted = {"quote": "Mine is not on it.", **CONSENT}
        self.refused("did", did="Ann was right.", **quoted)
        self.refused("quote", quote="I, Ann, was lost.", **CONSENT)
        self.refused("said", said=MESSAGE, quoted_name="Ann", **CONSENT)

    def test_consent_to_some_words_is_none_to_the_others(self):
        agreed = "The list of wards on this page is from last year"
        quoted = {"quote": agreed, **CONSENT}
        self.refused("said", said=MESSAGE, **quoted)
        other = "last year and mine is not on it"
        self.refused("did", did=f"{agreed}. Now {other}.", **quoted)
        self.send(said=f"“{agreed}.”", **quoted)
        self.assertTrue(DoneNote.objects.exists())

    def test_personal_details_are_refused_everywhere(self):
        for field in ["said", "did", "quote", "quoted_name"]:
            error = self.refused(field, **{field: "Ring 07700 900123", **CONSENT})
            self.assertIn("phone number", error)

    def test_the_sender_is_told_only_of_what_they_can_read(self):
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        self.refused("tells_sender", tells_sender="on")

    def test_no_input_breaks_it(self):
        for value in ["", "\x00", "x" * 1_000_000, "🙂" * 200, MARKUP, "  "]:
            for field in [
                *WORDS,
                "quote",
                "quoted_name",
                "consent",
                "consent_on",
                "seen",
            ]:
                with self.subTest(field, value=value[:5]):
                    response = self.send("preview", **{field: value})
                    self.assertIn(response.status_code, [200, 422])
        self.assertEqual(self.client.post(self.url).status_code, 422)
        self.assertEqual(self.send("neither").status_code, 422)


class ChangingTests(WritingTestCase):
    def setUp(self):
        super().setUp()
        self.send()
        self.note = DoneNote.objects.get()
        self.change = reverse("feedback_notes:note", args=[self.note.pk])

    def decide(self, name, seen=1):
        url = reverse(f"feedback_notes:{name}", args=[self.note.pk])
        return self.client.post(url, {"seen": seen}, follow=True)

    def test_whoever_comes_again_finds_it(self):
        self.assertRedirects(self.client.get(self.url), self.change)

    def test_is_changed(self):
        response = self.send(url=self.change, seen=1, did="Each week now.")
        self.assertContains(response, "The note is changed.")
        self.assertContains(Client().get(LIST), "Each week now.")

    def test_consent_that_is_taken_back_takes_the_words_along(self):
        quoted = {"quote": "Mine is not on it.", "quoted_name": "Ann", **CONSENT}
        self.send(url=self.change, seen=1, **quoted)
        self.assertContains(Client().get(LIST), "Mine is not on it.")
        self.send(url=self.change, seen=2, consent_on=CONSENT["consent_on"])
        note = DoneNote.objects.get()
        self.assertEqual((note.quote, note.quoted_name, note.consent), ("", "", ""))
        self.assertIsNone(note.consent_on)
        self.assertNotContains(Client().get(LIST), "Mine is not on it.")

    def test_keeps_to_the_same_rules(self):
        response = self.send(url=self.change, seen=1, did=MESSAGE)
        self.assertEqual(response.status_code, 422)

    def test_nobody_overwrites_a_change(self):
        self.send(url=self.change, seen=1, did="Each week now.")
        for seen in [1, "", "x"]:
            response = self.send(url=self.change, seen=seen, did="Each day now.")
            self.assertIn(response.status_code, [409, 422])
        self.assertContains(self.decide("withdraw"), "somebody else was quicker")
        self.assertEqual(DoneNote.objects.get().did, "Each week now.")

    def test_is_taken_back_and_shown_again(self):
        self.assertContains(self.decide("withdraw"), "Readers see it no longer.")
        for address in [LIST, self.page.url]:
            self.assertNotContains(Client().get(address), WORDS["did"])
        self.assertContains(self.decide("again", seen=2), "can see the note again")
        self.assertContains(Client().get(LIST), WORDS["did"])

    def test_never_by_a_link(self):
        for name in ["withdraw", "again"]:
            url = reverse(f"feedback_notes:{name}", args=[self.note.pk])
            self.assertEqual(self.client.get(url).status_code, 405)

    def test_stays_in_hand_when_its_message_is_gone(self):
        FeedbackItem.objects.get().delete()
        self.assertContains(self.client.get(self.change), WORDS["did"])
        response = self.send(url=self.change, seen=1, did="Each week now.")
        self.assertContains(response, "The note is changed.")

    def test_lists_of_all_notes(self):
        published = reverse("feedback_notes:published")
        withdrawn = reverse("feedback_notes:withdrawn")
        self.assertContains(self.client.get(published), WORDS["did"])
        self.assertContains(self.client.get(withdrawn), "No note was taken back.")
        self.decide("withdraw")
        self.assertContains(self.client.get(withdrawn), WORDS["did"])
        self.assertContains(self.client.get(published), "told of nothing yet")

    def test_a_list_costs_as_much_for_twenty_as_for_two(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                self.client.get(reverse("feedback_notes:published"))
            return len(asked)

        DoneNoteFactory(page=StoryPageFactory(), item=FeedbackItemFactory())
        queries()
        few = queries()
        for _number in range(18):
            DoneNoteFactory(page=StoryPageFactory(), item=FeedbackItemFactory())
        self.assertEqual(queries(), few)


class AddressTests(TestCase):
    def test_every_address_of_readers_is_of_the_site(self):
        DoneNoteFactory(page=StoryPageFactory())
        response = self.client.get(LIST, headers={"host": "localhost"})
        for note in response.context["notes"]:
            self.assertEqual(urlsplit(note.about["address"]).netloc, "")
