from django.test import SimpleTestCase
from django.utils import translation

from accounts.reading import Facts, Items, Reader, Records, Table

LABELS = {"state": "State", "when": "When", "text": "Text"}
CHOICES = {"state": {"waiting": "Waiting for a moderator"}}


class ReaderTests(SimpleTestCase):
    def read(self, held):
        return Reader(LABELS, CHOICES).read(held)

    def test_what_is_said_once_is_a_list_of_facts(self):
        read = self.read({"state": "waiting", "text": ""})
        self.assertEqual(read, Facts([("State", "Waiting for a moderator")], []))

    def test_nothing_is_nothing(self):
        for held in ({}, [], {"text": ""}, {"text": None, "parts": []}, None):
            self.assertIsNone(self.read(held))

    def test_short_rows_are_a_table_without_empty_columns(self):
        read = self.read(
            [
                {"state": "waiting", "text": "A", "note": "", "more": {}},
                {"state": "", "text": "B", "note": None, "more": []},
            ]
        )
        self.assertEqual(read.heads, ["State", "Text"])
        self.assertEqual(
            read, Table(read.heads, [["Waiting for a moderator", "A"], ["–", "B"]])
        )

    def test_long_rows_and_rows_of_several_lines_stand_one_by_one(self):
        for text in ("a" * 61, "a\nb"):
            self.assertIsInstance(self.read([{"text": text}]), Records)

    def test_what_a_record_holds_in_short_rows_is_one_line_each(self):
        read = self.read(
            [{"text": "a\nb", "steps": [{"state": "waiting", "text": "By hand"}]}]
        )
        [record] = read.records
        [(name, part)] = record.parts
        self.assertEqual(name, "Steps")
        self.assertEqual(part, Items(["Waiting for a moderator · By hand"]))

    def test_words_alone_are_a_list(self):
        self.assertEqual(self.read(["Editors"]), Items(["Editors"]))

    def test_moments_are_read_in_the_sites_own_time(self):
        shown = dict(self.read({"when": "2027-07-18T09:00:00+00:00"}).facts)
        self.assertEqual(shown["When"], "18 July 2027, 10:00 (BST)")

    def test_text_that_only_looks_like_a_moment_stays(self):
        for text in ("2027-99-99T09:00:00+00:00", "2027-07-18T09:00:00", "TTT"):
            self.assertEqual(self.read({"text": text}).facts, [("Text", text)])

    def test_yes_and_no_are_words_of_the_language(self):
        with translation.override("pl"):
            shown = dict(self.read({"a": True, "b": False}).facts)
        self.assertEqual(shown, {"A": "Tak", "B": "Nie"})

    def test_codes_without_words_lose_their_underscores(self):
        self.assertEqual(
            self.read({"state": "on_its_way", "new_key": 1}).facts,
            [("State", "On its way"), ("New key", "1")],
        )
