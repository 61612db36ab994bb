"""What somebody chooses who wants to be erased."""

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS_GO, WORDS_STAY = "go", "stay"


class ErasureForm(forms.Form):
    """Nothing is chosen beforehand: both ways are right for somebody."""

    words = forms.ChoiceField(
        label=_("What should happen to what you wrote?"),
        choices=[
            (WORDS_GO, _("Take my words away: comments, feedback, what I told you")),
            (WORDS_STAY, _("Leave my words, without my name")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what should happen to what you wrote"),
            "invalid_choice": _("Choose what should happen to what you wrote"),
        },
    )
    is_sure = forms.BooleanField(
        label=_("Yes, erase my account"),
        error_messages={"required": _("Tick the box if you are sure")},
    )

    @property
    def keeps_words(self):
        return self.cleaned_data["words"] == WORDS_STAY
