import logging

from django.test import SimpleTestCase, TestCase
from django.utils.translation import override

from safeguards.models import NumberPattern
from safeguards.personal_details import (
    Finding,
    Kind,
    find_details,
    marked,
    without_details,
)

TEXT = "Ring 07700 900123, or mail jane@demo.example. Thanks!"


def pieces(text):
    return [text[found.start : found.end] for found in find_details(text, [])]


class FindingTests(SimpleTestCase):
    def test_they_stand_in_their_order_and_never_over_each_other(self):
        text = "12 Beck Lane, 07700 900123, LA99 4XX. QQ123456C jane@demo.example 943 476 5919"
        findings = find_details(text, [])
        self.assertGreater(len(findings), 3)
        for one, other in zip(findings, findings[1:], strict=False):
            self.assertLessEqual(one.end, other.start)

    def test_nothing_of_overlapping_details_is_left_over(self):
        text = "at 12 Beck Lane, 07700 900123, LA99 4XX"
        self.assertNotRegex(without_details(text, find_details(text, [])), r"\d")

    def test_positions_are_those_of_the_text_as_given(self):
        for text, detail in {
            TEXT: "07700 900123",
            "\u200b\u00a0\u00a0ring  ０７７００\u00a0９００１２３!": "０７７００\u00a0９００１２３",
            "ﷺ 07700 900123": "07700 900123",
            "e\u0301e\u0301 07700\u200b900123 x": "07700\u200b900123",
            "👩‍👧\r\n07700  900123\r\n": "07700  900123",
        }.items():
            with self.subTest(ascii(text)):
                self.assertIn(detail, pieces(text))

    def test_its_name_and_repr_hold_nothing_of_the_text(self):
        for finding in find_details(TEXT, []):
            self.assertNotRegex(repr(finding), "07700|jane")
            self.assertNotRegex(str(finding), "07700|jane")

    def test_nothing_is_logged(self):
        with self.assertNoLogs(level=logging.DEBUG):
            find_details(TEXT, [])

    def test_each_kind_has_a_label_a_reason_and_a_word_in_its_place(self):
        for kind in Kind:
            self.assertTrue(str(kind.label))
            self.assertTrue(str(kind.why).endswith("."))
            self.assertRegex(str(kind.removed), r"^\[.+\]$")


class MarkedTests(SimpleTestCase):
    def test_pieces_make_up_the_text_with_the_findings_between(self):
        findings = find_details(TEXT, [])
        self.assertEqual(
            marked(TEXT, findings),
            [
                ("Ring ", None),
                ("07700 900123", findings[0]),
                (", or mail ", None),
                ("jane@demo.example", findings[1]),
                (". Thanks!", None),
            ],
        )

    def test_a_text_without_details_is_one_piece(self):
        self.assertEqual(marked("Thanks!", []), [("Thanks!", None)])
        self.assertEqual(marked("", []), [])


class WithoutDetailsTests(SimpleTestCase):
    def test_a_word_stands_where_the_detail_was(self):
        self.assertEqual(
            without_details(TEXT, find_details(TEXT, [])),
            "Ring [phone number removed], or mail [e-mail address removed]. Thanks!",
        )

    def test_what_remains_holds_none(self):
        for text in [TEXT, "12 Beck Lane, LA99 4XX", "DOB 12/3/47 NHS 943 476 5919"]:
            once = without_details(text, find_details(text, []))
            self.assertEqual(find_details(once, []), [])

    def test_only_what_is_asked_for_goes(self):
        self.assertEqual(
            without_details("abc def", [Finding(Kind.PHONE, 4, 7)]),
            "abc [phone number removed]",
        )

    def test_the_word_is_read_when_it_is_written(self):
        with override("pl"):
            self.assertIn("[", without_details(TEXT, find_details(TEXT, [])))


class PatternsInUseTests(TestCase):
    def test_hospital_numbers_are_those_that_editors_describe(self):
        text = "Bloods of RNL 1234567 are late"
        self.assertEqual(find_details(text), [])
        pattern = NumberPattern.objects.create(
            name="Lancaster", pattern="RNL#######", example="RNL1234567"
        )
        self.assertEqual(find_details(text), [Finding(Kind.HOSPITAL_NUMBER, 10, 21)])
        pattern.is_active = False
        pattern.save()
        self.assertEqual(find_details(text), [])

    def test_one_query_however_many_there_are(self):
        for number in range(5):
            NumberPattern.objects.create(
                name=f"Hospital {number}",
                pattern=f"H{number}######",
                example=f"H{number}123456",
            )
        with self.assertNumQueries(1):
            find_details(TEXT)
