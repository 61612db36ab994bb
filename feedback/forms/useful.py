"""What ends every page: whether it is useful, and one question for each answer."""

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from safeguards.honeypot import HoneypotFormMixin
from safeguards.pointing_out import DetailsFormMixin
from safeguards.text import PlainTextField

from ..models import FeedbackItem, FeedbackKind

MAX_WORDS = 1000


class Answer(TextChoices):
    """What readers answer to “Is this page useful?”."""

    YES = "yes", _("Yes")
    NO = "no", _("No")

    @property
    def is_useful(self):
        return self == Answer.YES

    @property
    def question(self):
        """What whoever answered like this is asked, and may leave."""
        if self.is_useful:
            return _("What helped you?")
        return _("What was missing or wrong?")

    @property
    def use(self):
        """Which kind of feedback the reply to the question is."""
        return FeedbackKind.Use.PRAISE if self.is_useful else FeedbackKind.Use.WRONG

    @property
    def source(self):
        source = FeedbackItem.Source
        return source.USEFUL if self.is_useful else source.NOT_USEFUL


class AnswerForm(forms.Form):
    """Yes or no."""

    answer = forms.ChoiceField(
        choices=Answer.choices,
        error_messages={
            "required": _("Choose yes or no"),
            "invalid_choice": _("Choose yes or no"),
        },
    )

    @property
    def chosen(self):
        return Answer(self.cleaned_data["answer"])


class WordsForm(HoneypotFormMixin, DetailsFormMixin):
    """What a reader adds to their answer, in their own words."""

    message = PlainTextField(
        help_text=_(
            "Please leave out personal details, of patients and of other people."
        ),
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={
            "required": _("Write something, or go back: your answer has been counted."),
            "max_length": _(
                "Your text is too long: %(show_value)s characters. "
                "%(limit_value)s are the most we can take."
            ),
        },
    )

    words_field = "message"

    def __init__(self, *args, answer, **kwargs):
        # It stands on pages with other forms: ids must differ.
        super().__init__(*args, auto_id="useful-%s", **kwargs)
        self.fields["message"].label = answer.question
