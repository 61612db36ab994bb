"""Editors keep lists of words that mean the same."""

from threading import Thread

from django.db import connection
from django.test import Client, TestCase, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search.asking import lists
from search.asking.parsing import parse
from search.asking.widening import widen
from search.models import IndexState, SynonymSet
from tests.factories import member_of

ADD = reverse("synonyms:add")
LIST = reverse("synonyms:index")


def typed(words="physio\nphysiotherapist", language="en", **more):
    return {"words": words, "language": language, **more}


class SynonymAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = member_of("Publishers")

    def setUp(self):
        self.client.force_login(self.publisher)

    def add(self, words="physio\nphysiotherapist", **more):
        return self.client.post(ADD, typed(words, **more))

    def edit(self, synonyms, *args, **more):
        address = reverse("synonyms:edit", args=[synonyms.pk])
        return self.client.post(address, typed(*args, **more))

    def errors(self, response):
        self.assertEqual(response.status_code, 200)
        errors = response.context["form"].errors
        return [message for messages in errors.values() for message in messages]

    def included(self, text):
        held = lists.at(IndexState.objects.get().lists_version)
        return widen(parse(text), held, "en")[1]

    def test_publishers_say_which_words_mean_the_same(self):
        response = self.add("  Physio \n\nphysiotherapist\r\nphysical   therapist")
        self.assertRedirects(response, LIST)
        synonyms = SynonymSet.objects.get()
        self.assertEqual(synonyms.words, "Physio\nphysiotherapist\nphysical therapist")
        self.assertFalse(synonyms.is_one_way)

    def test_a_change_counts_from_the_next_search_on(self):
        self.assertEqual(self.included("physio"), [])
        self.add()
        self.assertEqual(self.included("physio"), ["physiotherapist"])
        synonyms = SynonymSet.objects.get()
        self.assertRedirects(self.edit(synonyms, "physio\nphysical therapist"), LIST)
        self.assertEqual(self.included("physio"), ["physical therapist"])
        self.client.post(reverse("synonyms:delete", args=[synonyms.pk]))
        self.assertEqual(self.included("physio"), [])

    def test_the_list_tells_which_find_which_and_the_message_leads_to_the_results(self):
        self.add("meeting\nhuddle", is_one_way="on")
        response = self.client.get(LIST)
        self.assertContains(response, "meeting, huddle")
        self.assertContains(response, "Only “meeting” finds the others")
        self.assertContains(response, "/search/?q=meeting")

    def test_the_list_takes_as_many_queries_for_ten_as_for_one(self):
        SynonymSet.objects.create(words="a\nb")
        self.client.get(LIST)
        with CaptureQueriesContext(connection) as few:
            self.client.get(LIST)
        for number in range(9):
            SynonymSet.objects.create(words=f"a{number}\nb{number}")
        with self.assertNumQueries(len(few)):
            self.client.get(LIST)

    def test_one_word_is_not_enough(self):
        for words in ["", " \n ", "\0"]:
            with self.subTest(words):
                self.assertEqual(
                    self.errors(self.add(words)),
                    ["Write at least two words or phrases, one a line."],
                )
        for words in ["huddle", "huddle\nhuddle\n"]:
            with self.subTest(words):
                (message,) = self.errors(self.add(words))
                self.assertTrue(message.startswith("Write at least one more"), message)

    def test_what_was_typed_is_kept_beside_the_error(self):
        response = self.add("huddle <b>", language="pl")
        self.assertContains(response, "huddle &lt;b&gt;")
        self.assertEqual(response.context["form"]["language"].value(), "pl")

    def test_the_same_word_twice_is_pointed_out(self):
        self.assertEqual(
            self.errors(self.add("Co-production\nmeeting\ncoproduction")),
            [
                "“Co-production” and “coproduction” are the same to the search. Leave one out."
            ],
        )

    def test_a_line_needs_a_word_and_not_too_many(self):
        self.assertEqual(
            self.errors(self.add("huddle\n***")),
            ["“***” has no letter or number to look for."],
        )
        (message,) = self.errors(
            self.add("huddle\n" + "one two three four five six seven")
        )
        self.assertIn("is too long", message)

    def test_far_too_much_is_refused(self):
        self.assertEqual(
            self.errors(self.add("x" * 1_000_000)),
            ["Write less: a set has room for 500 letters."],
        )
        self.assertEqual(
            self.errors(self.add("\n".join(f"word{number}" for number in range(11)))),
            ["Write at most 10 lines, the likeliest ones."],
        )

    def test_a_word_stands_in_one_set_of_a_language(self):
        SynonymSet.objects.create(words="meeting\nget-together")
        self.assertEqual(
            self.errors(self.add("huddle\nGet together")),
            [
                "“Get together” stands in another set already: meeting, get-together. "
                "Add the others there."
            ],
        )
        self.assertRedirects(self.add("huddle\nget together", language="pl"), LIST)

    def test_a_word_that_finds_nothing_else_may_find_something_by_another_set(self):
        SynonymSet.objects.create(words="meeting\nhuddle", is_one_way=True)
        self.assertRedirects(self.add("huddle\nsafety brief"), LIST)
        self.assertEqual(len(self.errors(self.add("meeting\nseminar"))), 1)

    def test_a_set_may_be_saved_as_it_is(self):
        synonyms = SynonymSet.objects.create(words="meeting\nhuddle")
        self.assertRedirects(self.edit(synonyms, "meeting\nhuddle"), LIST)

    def test_an_unknown_language_is_refused(self):
        for language in ["xx", "", "en\0"]:
            with self.subTest(language):
                self.assertEqual(len(self.errors(self.add(language=language))), 1)

    def test_missing_fields_are_asked_for(self):
        self.assertEqual(len(self.errors(self.client.post(ADD, {}))), 2)

    def test_words_from_the_report_are_filled_in(self):
        response = self.client.get(ADD, {"words": " grafik\0 <b>", "language": "pl"})
        self.assertContains(response, "grafik &lt;b&gt;</textarea>")
        self.assertEqual(response.context["form"]["language"].value(), "pl")

    def test_a_word_that_has_a_set_already_opens_it(self):
        synonyms = SynonymSet.objects.create(words="meeting\nhuddle")
        response = self.client.get(ADD, {"words": "Huddle", "language": "en"})
        self.assertRedirects(response, reverse("synonyms:edit", args=[synonyms.pk]))

    def test_others_are_refused(self):
        for groups in ([], ["Editors"], ["Comment moderators"]):
            self.client.force_login(member_of(*groups))
            for response in [self.client.get(LIST), self.add()]:
                self.assertEqual(response.status_code, 302)
        self.assertFalse(SynonymSet.objects.exists())


class SentTwiceTests(TransactionTestCase):
    serialized_rollback = True

    def test_sent_twice_at_once_it_is_one_set(self):
        publisher = member_of("Publishers")
        threads = [Thread(target=_send, args=[publisher]) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(SynonymSet.objects.count(), 1)


def _send(publisher):
    client = Client()
    client.force_login(publisher)
    client.post(ADD, typed())
    connection.close()
