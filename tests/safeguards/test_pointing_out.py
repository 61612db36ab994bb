"""Forms point out what could tell who somebody is, before it is sent."""

from django import forms
from django.template.loader import render_to_string
from django.test import TestCase

from safeguards.pointing_out import DetailsFormMixin

PHONE = "Ring her on 07700 900123, please."


class Letter(DetailsFormMixin):
    words = forms.CharField(max_length=60)
    words_field = "words"


class DetailsFormTests(TestCase):
    def sent(self, words, **fields):
        form = Letter({"words": words, **fields})
        form.full_clean()
        return form

    def test_words_without_details_go_through(self):
        form = self.sent("Ring the ward.")
        self.assertTrue(form.is_valid())
        self.assertEqual(form.details, [])

    def test_details_come_back_marked(self):
        form = self.sent(PHONE)
        self.assertIn("words", form.errors)
        found = [piece for piece, finding in form.marked_words if finding]
        self.assertEqual(found, ["07700 900123"])

    def test_a_tick_keeps_what_was_shown_and_nothing_else(self):
        tick = self.sent(PHONE).details_key
        self.assertTrue(self.sent(PHONE, keeps_details=tick).is_valid())
        self.assertTrue(self.sent(f"Well. {PHONE}", keeps_details=tick).is_valid())
        other = self.sent("Ring him on 07700 900456.", keeps_details=tick)
        self.assertFalse(other.is_valid())

    def test_a_tick_alone_keeps_nothing(self):
        for forged in ("on", "", "x" * 65, "\x00"):
            self.assertFalse(self.sent(PHONE, keeps_details=forged).is_valid())

    def test_words_that_are_refused_are_not_searched(self):
        form = self.sent(PHONE * 10)
        self.assertIn("words", form.errors)
        self.assertEqual(form.findings, [])

    def test_what_was_kept_is_no_part_of_what_was_told(self):
        self.assertEqual(self.sent("Ring the ward.").cleaned_data.keys(), {"words"})

    def test_is_shown_with_words_that_are_text(self):
        context = {"form": self.sent(f"<b>{PHONE}"), "keep": "Keep it"}
        html = render_to_string("safeguards/details.html", context)
        self.assertIn("&lt;b&gt;Ring her on", html)
        self.assertIn("<mark>", html)
        self.assertIn("Keep it", html)
        self.assertNotIn("checked", html)
