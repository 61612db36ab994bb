"""How many harmless texts are caught, and how many risky ones, in texts by others: each *.json here.

Whoever wrote the texts has not seen the finder; it is built from rules, never from these texts.
"""

import json
from pathlib import Path

from django.test import SimpleTestCase

from safeguards.personal_details import find_details

TEXTS = sorted(Path(__file__).parent.glob("*.json"))
# What editors had entered when the texts were written.
PATTERNS = ["X######", "RNL#######"]
MOST_HARMLESS, LEAST_RISKY = 0.02, 0.98


class ScoreTests(SimpleTestCase):
    def test_there_are_texts(self):
        self.assertTrue(TEXTS)

    def test_fewer_than_2_in_100_harmless_texts_are_caught(self):
        for path, texts in self._texts():
            harmless = texts["harmless"]
            caught = [
                number
                for number, text in enumerate(harmless)
                if find_details(text, PATTERNS)
            ]
            with self.subTest(path.name):
                self.assertGreater(len(harmless), 100)
                self.assertLess(
                    len(caught) / len(harmless), MOST_HARMLESS, f"caught: {caught}"
                )

    def test_at_least_98_in_100_risky_texts_are_caught(self):
        for path, texts in self._texts():
            risky = [item["text"] for item in texts["risky"]]
            missed = [
                number
                for number, text in enumerate(risky)
                if not find_details(text, PATTERNS)
            ]
            with self.subTest(path.name):
                self.assertGreater(len(risky), 100)
                self.assertGreaterEqual(
                    1 - len(missed) / len(risky), LEAST_RISKY, f"missed: {missed}"
                )

    def test_most_are_called_what_they_are(self):
        for path, texts in self._texts():
            risky = texts["risky"]
            misnamed = [
                number
                for number, item in enumerate(risky)
                if {finding.kind for finding in find_details(item["text"], PATTERNS)}
                != set(item["kinds"])
            ]
            with self.subTest(path.name):
                self.assertLess(len(misnamed) / len(risky), 0.05, misnamed)

    def _texts(self):
        for path in TEXTS:
            yield path, json.loads(path.read_text(encoding="utf-8"))
