"""Editors decide what is found by a phrase."""

from unittest import mock

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from search.asking import lists
from search.asking.question import Steering
from search.asking.steering import steering_for
from search.models import IndexState, SteeredPhrase, SteeredResult
from search.viewsets.steering import results_address
from search.viewsets.steering_form import SteeredPhraseForm
from tests.factories import (
    DocumentFactory,
    InformationPageFactory,
    StoryPageFactory,
    member_of,
)

ADD = reverse("steering:add")
LIST = reverse("steering:index")


def steered(phrase="rota", language="en", **chosen):
    """A phrase with results: `pin=page, hide=document`."""
    made = SteeredPhrase.objects.create(
        phrase=phrase, language=language, folded=phrase.casefold()
    )
    for order, (action, thing) in enumerate(chosen.items()):
        field = "document" if hasattr(thing, "file") else "page"
        SteeredResult.objects.create(
            phrase=made, action=action, sort_order=order, **{field: thing}
        )
    return made


class SteeringForTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = InformationPageFactory()
        cls.document = DocumentFactory()

    def steering(self, text, language="en"):
        held = lists.at(IndexState.objects.get().lists_version)
        return steering_for(text, language, held)

    def test_a_phrase_is_known_however_it_is_typed(self):
        steered("duty rota", pin=self.page, hide=self.document)
        expected = Steering(
            pinned=(f"page:{self.page.pk}",), hidden=(f"file:{self.document.pk}",)
        )
        for text in ["duty rota", " Duty  ROTA? ", "“dùty-rota”"]:
            with self.subTest(text):
                self.assertEqual(self.steering(text), expected)

    def test_other_words_and_other_languages_are_left_alone(self):
        steered("rota", promote=self.page)
        for text, language in [("rotas", "en"), ("the rota", "en"), ("rota", "pl")]:
            with self.subTest(text, language=language):
                self.assertEqual(self.steering(text, language), Steering())
        self.assertEqual(
            self.steering("rota", "en-gb"), Steering(promoted=(f"page:{self.page.pk}",))
        )

    def test_a_change_counts_at_once(self):
        phrase = steered("rota", pin=self.page)
        self.assertTrue(self.steering("rota").pinned)
        phrase.results.first().delete()
        self.assertEqual(self.steering("rota"), Steering())
        SteeredResult.objects.create(phrase=phrase, page=self.page, action="hide")
        self.assertTrue(self.steering("rota").hidden)
        phrase.delete()
        self.assertEqual(self.steering("rota"), Steering())

    def test_what_is_deleted_is_not_steered_any_more(self):
        steered("rota", pin=self.page)
        self.page.delete()
        self.assertEqual(self.steering("rota"), Steering())


class SteeringInTheAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="A rota that works")
        cls.document = DocumentFactory(title="Rota template")
        cls.publisher = member_of("Publishers")

    def setUp(self):
        self.client.force_login(self.publisher)

    def typed(self, *results, phrase="Duty rota", language="en", **more):
        results = results or ({"action": "pin", "page": self.page.pk},)
        usual = {"page": "", "document": "", "ORDER": ""}
        rows = [
            {**usual, "ORDER": place, **row} for place, row in enumerate(results, 1)
        ]
        rows = inline_formset(rows, initial=more.pop("initial", 0))
        form = {"phrase": phrase, "language": language, "results": rows}
        return nested_form_data({**form, **more})

    def add(self, *results, **typed):
        return self.client.post(ADD, self.typed(*results, **typed))

    def errors(self, response):
        self.assertEqual(response.status_code, 200)
        self.assertFalse(SteeredPhrase.objects.exists())
        form = response.context["form"]
        rows = form.formsets["results"]
        return [
            message
            for errors in [form.errors, *rows.errors]
            for messages in errors.values()
            for message in messages
        ] + list(rows.non_form_errors())

    def test_publishers_choose_what_a_phrase_finds(self):
        response = self.add(
            {"action": "hide", "document": self.document.pk, "ORDER": 2},
            {"action": "pin", "page": self.page.pk, "ORDER": 1},
        )
        self.assertRedirects(response, LIST)
        phrase = SteeredPhrase.objects.get()
        self.assertEqual(phrase.folded, "duty rota")
        self.assertEqual(
            [(result.action, result.key) for result in phrase.results.all()],
            [("pin", f"page:{self.page.pk}"), ("hide", f"file:{self.document.pk}")],
        )

    def test_the_list_tells_what_was_chosen_and_leads_to_the_results(self):
        steered("rota", pin=self.page, hide=self.document)
        response = self.client.get(LIST)
        self.assertContains(
            response, "Show first: A rota that works · Don&#x27;t show: Rota template"
        )
        self.assertContains(response, 'href="/search/?q=rota"')

    def test_the_list_says_what_readers_do_not_see(self):
        steered("rota", pin=StoryPageFactory(title="Unfinished", live=False))
        self.assertContains(self.client.get(LIST), "Unfinished (not published)")

    def test_the_list_takes_as_many_queries_for_ten_as_for_one(self):
        steered("rota", pin=self.page, hide=self.document)
        self.client.get(LIST)
        with CaptureQueriesContext(connection) as few:
            self.client.get(LIST)
        for number in range(10):
            steered(f"rota {number}", pin=StoryPageFactory(), hide=self.document)
        with self.assertNumQueries(len(few)):
            self.client.get(LIST)

    def test_the_editor_leads_to_the_results_in_the_phrases_language(self):
        phrase = steered("grafik pracy", language="pl", pin=self.page)
        response = self.client.get(reverse("steering:edit", args=[phrase.pk]))
        self.assertContains(response, 'href="/pl/search/?q=grafik+pracy"')
        self.assertEqual(results_address(phrase), "/pl/search/?q=grafik+pracy")

    def test_a_phrase_is_changed_and_deleted(self):
        phrase = steered("rota", pin=self.page)
        result = phrase.results.get()
        row = {"id": result.pk, "action": "promote", "page": self.page.pk}
        response = self.client.post(
            reverse("steering:edit", args=[phrase.pk]),
            self.typed(row, phrase="Off-duty", initial=1),
        )
        self.assertRedirects(response, LIST)
        phrase = SteeredPhrase.objects.get()
        self.assertEqual(phrase.folded, "off duty")
        self.assertEqual(phrase.results.get().action, "promote")
        self.client.post(reverse("steering:delete", args=[phrase.pk]))
        self.assertFalse(SteeredPhrase.objects.exists())

    def test_a_phrase_needs_a_word(self):
        for phrase in ["", " ", "?!", "\u200b"]:
            with self.subTest(phrase):
                (message,) = self.errors(self.add(phrase=phrase))
                self.assertTrue(message.startswith("Write "))

    def test_a_phrase_may_be_too_long(self):
        for phrase in ["r" * 201, "㌀" * 200]:
            with self.subTest(phrase[:3]):
                self.assertEqual(
                    self.errors(self.add(phrase=phrase)),
                    ["Write fewer letters: nobody types more than 200."],
                )

    def test_something_must_be_chosen(self):
        none = self.typed(results=inline_formset([]))
        self.assertEqual(
            self.errors(self.client.post(ADD, none)), ["Choose at least one result."]
        )
        self.assertEqual(
            self.errors(self.add({"action": "hide"})), ["Choose a page or a document."]
        )

    def test_a_result_is_a_page_or_a_document(self):
        both = {"page": self.page.pk, "document": self.document.pk, "action": "pin"}
        self.assertEqual(self.errors(self.add(both)), ["Choose a page or a document."])

    def test_nothing_is_chosen_twice(self):
        again = {"action": "hide", "page": self.page.pk}
        self.assertEqual(
            self.errors(self.add({**again, "action": "pin"}, again)),
            ["You have chosen this above already."],
        )

    def test_what_is_not_there_cannot_be_chosen(self):
        for row in [
            {"action": "pin", "page": 999_999},
            {"action": "pin", "document": 999_999},
            {"action": "steal", "page": self.page.pk},
        ]:
            with self.subTest(row):
                self.assertTrue(self.errors(self.add(row)))

    def test_an_unknown_language_is_refused(self):
        self.assertEqual(
            self.errors(self.add(language="xx")),
            ["Choose one of the site’s languages."],
        )

    def test_a_phrase_stands_once_for_each_language(self):
        steered("duty rota", pin=self.page)
        response = self.add(phrase="DUTY-ROTA")
        self.assertContains(response, "This phrase is in the list already.")
        self.assertEqual(SteeredPhrase.objects.count(), 1)
        self.assertRedirects(self.add(phrase="duty rota", language="pl"), LIST)

    def test_sent_twice_at_once_it_is_one(self):
        steered("duty rota", pin=self.page)
        # As it is for the slower of two that are sent together.
        with mock.patch.object(SteeredPhraseForm, "is_taken", return_value=False):
            response = self.add(phrase="Duty rota")
        self.assertContains(response, "This phrase is in the list already.")
        self.assertEqual(SteeredPhrase.objects.count(), 1)

    def test_a_phrase_from_the_report_is_filled_in(self):
        response = self.client.get(ADD, {"phrase": " grafik\0 <b>", "language": "pl"})
        self.assertContains(response, 'value="grafik &lt;b&gt;"')
        self.assertEqual(response.context["form"]["language"].value(), "pl")

    def test_a_phrase_that_is_there_already_is_opened(self):
        phrase = steered("rota", pin=self.page)
        response = self.client.get(ADD, {"phrase": "Rota", "language": "en"})
        self.assertRedirects(response, reverse("steering:edit", args=[phrase.pk]))

    def test_others_are_refused(self):
        for groups in ([], ["Editors"], ["Comment moderators"]):
            self.client.force_login(member_of(*groups))
            for response in [self.client.get(LIST), self.add()]:
                self.assertEqual(response.status_code, 302)
        self.assertFalse(SteeredPhrase.objects.exists())
