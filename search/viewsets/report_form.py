"""Which time and which language the report on searches is about."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from library.languages import native_name

from ..models import LoggedSearch

USUAL_DAYS = 30


class ReportForm(forms.Form):
    """For how many days, and in which language."""

    days = forms.TypedChoiceField(
        label=_("Time"),
        coerce=int,
        empty_value=USUAL_DAYS,
        required=False,
        choices=[
            (7, _("Last 7 days")),
            (30, _("Last 30 days")),
            (90, _("Last 90 days")),
            (365, _("Last 12 months")),
        ],
        error_messages={"invalid_choice": _("Choose a time from the list.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the pages"),
        required=False,
        error_messages={"invalid_choice": _("Nobody searched in this language.")},
    )

    def __init__(self, asked):
        usual = {"days": USUAL_DAYS}
        super().__init__(
            {**usual, **{key: said for key, said in asked.items() if said}}
        )
        languages = LoggedSearch.objects.languages()
        self.fields["language"].choices = [
            ("", _("All languages")),
            *((code, native_name(code)) for code in languages),
        ]
        # What is mistyped is said beside its field, and the rest counts.
        self.full_clean()

    @property
    def days_chosen(self):
        """How many days are counted."""
        return self.cleaned_data.get("days") or USUAL_DAYS

    @property
    def language_chosen(self):
        """The code of the language, or "" for all."""
        return self.cleaned_data.get("language", "")

    @property
    def last_day(self):
        """The last day that is counted: today."""
        return timezone.localdate()

    @property
    def first_day(self):
        """The first day that is counted."""
        return self.last_day - timedelta(days=self.days_chosen - 1)
