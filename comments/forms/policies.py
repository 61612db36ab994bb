"""What publishers choose for a page."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import PagePolicy
from ..models.policies import WRITABLE


class PolicyForm(forms.Form):
    """How comments are on a page and the pages under it: all of it, or as the pages above say."""

    AS_ABOVE = ""

    mode = forms.ChoiceField(
        label=_("Comments on this page and on all pages under it"),
        choices=[
            (AS_ABOVE, _("As the pages above it say, in everything")),
            *PagePolicy.Mode.choices,
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of these")},
    )
    closes_on = forms.DateField(
        label=_("Closed from"),
        help_text=_(
            "For open comments. From this day on nothing new is taken, and what was written stays. "
            "Readers see until when they can write. Empty: no end."
        ),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a date, like 2027-03-31")},
    )
    approves_first = forms.BooleanField(
        label=_("Approve first"),
        help_text=_("Each comment waits for a moderator, whoever wrote it."),
        required=False,
    )
    allows_hidden_names = forms.BooleanField(
        label=_("Members may write without their name"),
        help_text=_("Readers then don’t see who wrote. Moderators do."),
        required=False,
    )

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        # A day that has passed may stay, when something else is changed.
        if day and "closes_on" in self.changed_data and day <= timezone.localdate():
            raise forms.ValidationError(
                _("Choose a day after today. To close now, choose “Closed” above.")
            )
        return day

    @property
    def policy(self):
        """What to keep: the mode (None: as above) and the rules that go with it."""
        chosen = dict(self.cleaned_data)
        mode = chosen.pop("mode") or None
        if mode not in WRITABLE:
            chosen["closes_on"] = None
        return mode, chosen if mode else {}
