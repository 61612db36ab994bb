"""What colleagues write to a sender."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.text import PlainTextField

from ..models import MAX_ANSWER_LENGTH, KeptAnswer
from ..services.answering import check_answer
from ..services.states import Refused

NOT_SEEN = _("Nothing was sent. Look at the message once more.")
TOO_LONG = _(
    "Your answer is too long: %(show_value)s characters. %(limit_value)s are the most that go."
)


class KeptAnswerForm(forms.Form):
    """Which kept answer to begin with; what was typed already stays above it."""

    kept = forms.ModelChoiceField(
        label=_("Kept answer"),
        queryset=KeptAnswer.objects.none(),
        empty_label=_("Choose one"),
        # To write an answer, none has to be chosen.
        required=False,
        error_messages={
            "invalid_choice": _("Choose a kept answer that is still there.")
        },
    )
    text = PlainTextField(required=False, max_length=MAX_ANSWER_LENGTH)

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = KeptAnswer.objects.offered_in(item.language)

    def clean_kept(self):
        kept = self.cleaned_data["kept"]
        if kept is None:
            raise forms.ValidationError(_("Choose a kept answer."), code="required")
        return kept

    @property
    def filled_text(self):
        """What was typed, and the kept answer below it."""
        texts = [self.cleaned_data["text"], self.cleaned_data["kept"].body]
        return "\n\n".join(text for text in texts if text)


class AnswerForm(forms.Form):
    """An answer by mail, to a version of a message that somebody has looked at."""

    text = PlainTextField(
        label=_("Your answer"),
        help_text=_(
            "The greeting, the reference and the signature come by themselves."
            " {name}, {reference}, {page} and {page_address} are filled in for each sender."
        ),
        max_length=MAX_ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        error_messages={"required": _("Write your answer."), "max_length": TOO_LONG},
    )
    is_done = forms.BooleanField(label=_("And mark as done"), required=False)
    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=10**9,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], NOT_SEEN
        ),
    )
    submission = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(["required", "invalid"], NOT_SEEN),
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item
        self.recipients = []

    def clean_text(self):
        text = self.cleaned_data["text"]
        try:
            self.recipients = check_answer(self.item, text)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return text
