"""What can be chosen of a pack besides its tools."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.text import PlainLineField

FACILITATOR, HANDOUT = "facilitator", "handout"
# What an address need not say.
DEFAULTS = {
    "title": "",
    "date": "",
    "start": "09:30",
    "pause": "0",
    "copy": FACILITATOR,
}
USUAL = {
    "title": "",
    "date": None,
    "start": time(9, 30),
    "pause": 0,
    "copy": FACILITATOR,
}


class DateInput(forms.DateInput):
    input_type = "date"


class TimeInput(forms.TimeInput):
    input_type = "time"


class PackForm(forms.Form):
    """How a pack is printed: all of it in the address, so that the same link gives the same pack."""

    title = PlainLineField(
        label=_("Name of the workshop"),
        max_length=80,
        required=False,
        error_messages={"max_length": _("Shorten the name to 80 characters")},
    )
    date = forms.DateField(
        label=_("Day"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=DateInput(format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day like this: 2027-03-18")},
    )
    start = forms.TimeField(
        label=_("Starts at"),
        input_formats=["%H:%M"],
        widget=TimeInput(format="%H:%M"),
        error_messages={
            "invalid": _("Write the time like this: 09:30"),
            "required": _("Write the time like this: 09:30"),
        },
    )
    pause = forms.TypedChoiceField(
        label=_("Break between tools"),
        coerce=int,
        choices=[
            ("0", _("None")),
            ("5", _("5 minutes")),
            ("10", _("10 minutes")),
            ("15", _("15 minutes")),
            ("30", _("30 minutes")),
            ("60", _("60 minutes")),
        ],
        error_messages={"invalid_choice": _("Choose one of the breaks")},
    )
    copy = forms.ChoiceField(
        label=_("Copy"),
        choices=[
            (FACILITATOR, _("Facilitator’s copy, with notes")),
            (HANDOUT, _("Handout, without notes")),
        ],
        error_messages={"invalid_choice": _("Choose one of the two copies")},
    )

    def __init__(self, query):
        super().__init__(
            {name: query.get(name, value) for name, value in DEFAULTS.items()}
        )

    def full_clean(self):
        super().full_clean()
        for name in {"date", "start"}.intersection(self.errors):
            # A browser's own box for days or times would not show what was mistyped.
            self.fields[name].widget.input_type = "text"

    @property
    def options(self):
        """What was chosen; what was mistyped counts as not chosen."""
        self.is_valid()
        return USUAL | self.cleaned_data

    @property
    def query(self):
        """What was chosen and isn't usual anyway, as pairs for an address."""
        options = self.options
        said = {
            "title": options["title"],
            "date": options["date"].isoformat() if options["date"] else "",
            "start": options["start"].strftime("%H:%M"),
            "pause": str(options["pause"]),
            "copy": options["copy"],
        }
        return [
            (name, value) for name, value in said.items() if value != DEFAULTS[name]
        ]
