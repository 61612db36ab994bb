"""What the document on data protection says is what the program does."""

import re
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from accounts.registry import registered
from comments.drafts import COOKIE
from safeguards.timed_jobs import all_jobs

ROW = re.compile(
    r"^\| .+ \| `(?P<table>[\w.]+)` \| (?P<columns>`.+`) \|$", re.MULTILINE
)


class DataProtectionTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        docs = Path(settings.BASE_DIR) / "docs"
        cls.text = (docs / "data-protection.md").read_text(encoding="utf-8")
        cls.operators = (docs / "operators.md").read_text(encoding="utf-8")

    def test_each_registered_column_stands_in_its_last_table_and_no_other(self):
        told = sorted(
            f"{row['table']}.{column}"
            for row in ROW.finditer(self.text)
            for column in re.findall(r"`(\w+)`", row["columns"])
        )
        held = sorted(name for data in registered() for name in data.fields)
        self.assertEqual(told, held)

    def test_each_job_that_it_names_is_there(self):
        jobs = {job.name for job in all_jobs()}
        named = set(re.findall(r"job “(.+?)”", self.text))
        self.assertGreater(len(named), 6)
        self.assertEqual(named - jobs, set())

    def test_each_setting_that_it_names_is_there_and_told_to_operators(self):
        named = set(re.findall(r"`([A-Z_]+_(?:DAYS|HOURS))`", self.text))
        self.assertEqual(len(named), 10)
        for name in named:
            self.assertTrue(hasattr(settings, name), name)
            self.assertIn(f"`{name}`", self.operators)

    def test_its_periods_are_those_of_the_settings(self):
        for name, words in (
            ("ACCOUNT_UNUSED_DAYS", {3 * 365: "three years without signing in"}),
            ("UNFINISHED_SIGNUP_DAYS", {7: "7 days (`UNFINISHED_SIGNUP_DAYS`)"}),
            ("ERASURE_WAIT_DAYS", {7: "7 days to change their mind"}),
            ("COMMENT_WORDS_KEPT_DAYS", {30: "30 days after the decision"}),
            ("FEEDBACK_NAMED_DAYS", {365: "One year (`FEEDBACK_NAMED_DAYS`)"}),
            ("FEEDBACK_KEPT_DAYS", {3 * 365: "Three years (`FEEDBACK_KEPT_DAYS`)"}),
            ("SEARCH_LOG_KEPT_DAYS", {365: "12 months (`SEARCH_LOG_KEPT_DAYS`)"}),
            ("DATA_EXPORT_HOURS", {48: "48 hours (`DATA_EXPORT_HOURS`)"}),
        ):
            self.assertIn(words[getattr(settings, name)], self.text)

    def test_each_cookie_of_ours_is_told(self):
        for name in (
            settings.SESSION_COOKIE_NAME,
            settings.CSRF_COOKIE_NAME,
            COOKIE,
        ):
            self.assertIn(f"| `{name}` |", self.text)
