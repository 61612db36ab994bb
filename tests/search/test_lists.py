"""What each process knows of words, and when it reads it anew."""

from django.test import TestCase

from search.asking import lists
from search.models import IndexState, SynonymSet
from search.services.lists import lists_changed
from tests.factories import GlossaryTermFactory


def version():
    return IndexState.objects.get(pk=1).lists_version


class ReadingListsTests(TestCase):
    def names(self, words, language="en"):
        found = lists.load(version()).names_like(words.split(), language)
        return [name.written for name in found]

    def test_the_words_of_a_set_find_each_other(self):
        SynonymSet.objects.create(words="meeting\nhuddle\nget-together")
        self.assertEqual(self.names("huddle"), ["meeting", "get-together"])
        self.assertEqual(self.names("get together"), ["meeting", "huddle"])

    def test_only_the_first_of_a_one_way_set_finds_the_others(self):
        SynonymSet.objects.create(words="meeting\nhuddle", is_one_way=True)
        self.assertEqual(self.names("meeting"), ["huddle"])
        self.assertEqual(self.names("huddle"), [])

    def test_the_other_names_of_a_term_find_it(self):
        GlossaryTermFactory(term="After Action Review", other_names="AAR\nhot debrief")
        self.assertEqual(self.names("aar"), ["After Action Review", "hot debrief"])

    def test_joined_or_split_it_is_the_same_name(self):
        SynonymSet.objects.create(words="co-production\nworking together")
        self.assertEqual(
            self.names("coproduction"), ["co-production", "working together"]
        )

    def test_words_of_one_language_mean_nothing_in_another(self):
        SynonymSet.objects.create(language="pl", words="narada\nodprawa")
        self.assertEqual(self.names("narada"), [])
        self.assertEqual(self.names("narada", "pl"), ["odprawa"])

    def test_a_name_of_signs_only_is_no_name(self):
        SynonymSet.objects.create(words="***\nhuddle\nmeeting")
        self.assertEqual(self.names(""), [])
        self.assertEqual(self.names("huddle"), ["meeting"])


class HeldListsTests(TestCase):
    def test_they_are_read_once_for_each_version(self):
        lists_changed()
        asked = version()
        first = lists.at(asked)
        with self.assertNumQueries(0):
            self.assertIs(lists.at(asked), first)

    def test_a_change_makes_them_be_read_anew(self):
        lists_changed()
        lists.at(version())
        SynonymSet.objects.create(words="meeting\nhuddle")
        lists_changed()
        self.assertTrue(lists.at(version()).names_like(["huddle"], "en"))

    def test_each_change_has_a_number_of_its_own(self):
        numbers = []
        for _ in range(3):
            lists_changed()
            numbers.append(version())
        self.assertEqual(numbers, sorted(set(numbers)))

    def test_a_later_clock_on_another_machine_does_not_stop_it(self):
        IndexState.objects.filter(pk=1).update(lists_version=9 * 10**18)
        lists_changed()
        self.assertEqual(version(), 9 * 10**18 + 1)
