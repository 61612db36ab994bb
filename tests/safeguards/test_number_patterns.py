from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from safeguards.models import NumberPattern
from safeguards.number_patterns import check, search, trials
from tests.factories import UserFactory


def finds(pattern, text):
    return [text[start:end] for start, end in search(pattern, text)]


class SearchTests(SimpleTestCase):
    def test_signs_stand_for_digits_letters_and_themselves(self):
        self.assertEqual(finds("RNL#######", "RNL1234567 here"), ["RNL1234567"])
        self.assertEqual(finds("A?-####", "seen AB1234"), ["AB1234"])
        self.assertEqual(finds("H7######", "H7123456, H8123456"), ["H7123456"])

    def test_capitals_spaces_and_hyphens_do_not_matter(self):
        for text in ["rnl1234567", "RNL 1234567", "RNL-123-4567", "RNL no. 1234567"]:
            self.assertEqual(finds("RNL#######", text), [text])
        self.assertEqual(finds("RNL ### ####", "RNL1234567"), ["RNL1234567"])

    def test_a_digit_more_or_less_is_another_number(self):
        for text in ["RNL12345678", "RNL123456", "XRNL1234567", "RNL1234567.5"]:
            self.assertEqual(finds("RNL#######", text), [])

    def test_signs_of_programmers_stand_for_nothing_else(self):
        self.assertEqual(finds("A.*#####", "Abbbb12345"), [])


class CheckTests(SimpleTestCase):
    def assertRefused(self, pattern, words):
        with self.assertRaises(ValidationError) as caught:
            check(pattern)
        self.assertIn(words, caught.exception.messages[0])

    def test_takes_what_hospitals_use(self):
        for pattern in [
            "X######",
            "RNL#######",
            "K-######",
            "A?######",
            "RTX ### ####",
        ]:
            check(pattern)

    def test_refuses_what_is_too_short(self):
        for pattern in ["X###", "A#", "- - - -"]:
            self.assertRefused(pattern, "so short")

    def test_refuses_what_has_too_few_digits(self):
        for pattern in ["CLINIC", "WARD##", "??????", "PATIENT1"]:
            self.assertRefused(pattern, "Write a #")

    def test_refuses_what_has_no_letter_of_its_own(self):
        for pattern in ["########", "?######", "12#####"]:
            self.assertRefused(pattern, "at least one letter")

    def test_refuses_what_people_write_every_day(self):
        for pattern in ["IN####", "NG###", "ISO####", "A?####", "FOR###", "FY######"]:
            with self.subTest(pattern), self.assertRaises(ValidationError):
                check(pattern)

    def test_refuses_other_signs(self):
        for pattern in [r"X\d+####", "X####*", "(X)#####", "X####$", "X#####\x00"]:
            self.assertRefused(pattern, "can't be used here")


class TrialsTests(SimpleTestCase):
    def test_say_of_each_way_whether_it_is_found(self):
        told = dict(trials("RNL#######", "RNL1234567"))
        self.assertTrue(told["RNL1234567"] and told["rnl1234567"])
        self.assertTrue(told["RNL 1234567"] and told["RNL-1234567"])
        self.assertFalse(told["RNL12345670"] or told["RNL123456"])


class PatternAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher, cls.editor = UserFactory(), UserFactory()
        cls.publisher.groups.add(Group.objects.get(name="Publishers"))
        cls.editor.groups.add(Group.objects.get(name="Editors"))
        name = NumberPattern.snippet_viewset.get_url_name
        cls.list, cls.add = reverse(name("list")), reverse(name("add"))
        cls.preview = reverse(name("preview_on_add"))

    def form(self, **fields):
        return {
            "name": "Lancaster",
            "pattern": "RNL#######",
            "example": "RNL1234567",
            "is_active": "on",
            **fields,
        }

    def test_publishers_add_one(self):
        self.client.force_login(self.publisher)
        response = self.client.post(self.add, self.form())
        self.assertRedirects(response, self.list)
        self.assertEqual(NumberPattern.objects.get().pattern, "RNL#######")
        self.assertContains(self.client.get(self.list), "RNL1234567")

    def test_a_mistake_is_said_beside_the_field_and_what_was_typed_stays(self):
        self.client.force_login(self.publisher)
        for fields, words in (
            ({"pattern": "X##"}, "so short"),
            ({"pattern": "########", "example": "12345678"}, "at least one letter"),
            ({"example": "RNL12"}, "find this number"),
            ({"example": ""}, "required"),
        ):
            with self.subTest(fields):
                response = self.client.post(self.add, self.form(**fields))
                self.assertContains(response, words)
                self.assertContains(response, "Lancaster")
        self.assertFalse(NumberPattern.objects.exists())

    def test_two_of_one_name_are_refused(self):
        self.client.force_login(self.publisher)
        self.client.post(self.add, self.form())
        self.client.post(
            self.add, self.form(pattern="RTX#######", example="RTX7654321")
        )
        self.assertEqual(NumberPattern.objects.count(), 1)

    def test_editors_may_not(self):
        self.client.force_login(self.editor)
        self.client.post(self.add, self.form())
        self.assertFalse(NumberPattern.objects.exists())

    def test_the_preview_tries_ways_to_write_the_example(self):
        self.client.force_login(self.publisher)
        self.assertTrue(self.client.post(self.preview, self.form()).json()["is_valid"])
        response = self.client.get(self.preview)
        self.assertContains(response, "rnl1234567")
        self.assertContains(response, "RNL12345670")
