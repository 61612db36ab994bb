from django import forms
from django.template.loader import render_to_string
from django.test import SimpleTestCase

from safeguards.honeypot import BOX_NAME, HoneypotFormMixin


class LetterForm(HoneypotFormMixin, forms.Form):
    message = forms.CharField()


class HoneypotTests(SimpleTestCase):
    def test_people_are_not_caught(self):
        self.assertFalse(LetterForm({"message": "Hello", BOX_NAME: ""}).is_caught)
        self.assertFalse(LetterForm({"message": "Hello"}).is_caught)
        self.assertFalse(LetterForm().is_caught)

    def test_what_fills_in_every_box_is_caught_and_still_valid(self):
        form = LetterForm({"message": "Buy", BOX_NAME: "https://spam.example"})
        self.assertTrue(form.is_caught)
        self.assertTrue(form.is_valid())

    def test_the_box_is_out_of_reach_of_people_and_their_software(self):
        html = render_to_string("safeguards/honeypot.html")
        for part in [
            f'name="{BOX_NAME}"',
            'aria-hidden="true"',
            " inert",
            'tabindex="-1"',
            'autocomplete="off"',
        ]:
            with self.subTest(part=part):
                self.assertIn(part, html)
