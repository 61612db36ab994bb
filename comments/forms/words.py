"""What publishers try the list of words with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.text import PlainTextField

from ..models import MAX_COMMENT_LENGTH


class SentenceForm(forms.Form):
    """A sentence that somebody might write."""

    sentence = PlainTextField(
        label=_("Try a sentence"),
        help_text=_("Nothing is kept or sent."),
        max_length=MAX_COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write a sentence to try")},
    )
