"""What was ticked in a list, each row as it was shown."""

import re
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

# The number of a row and the version that was looked at.
TICKED = re.compile(r"([0-9]{1,18}):([0-9]{1,9})", re.ASCII)
MOST_TICKED = 200


@dataclass(frozen=True)
class Ticked:
    """A row that was ticked, as it was shown."""

    number: int
    version: int


class TickedField(forms.Field):
    """What was ticked in a list, each as "number:version" and each once."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": _("Tick what you want to decide about."),
        "invalid": _("Tick what you want to decide about once more."),
        "too_many": _("Decide about at most %(most)d at once."),
    }

    def to_python(self, value):
        ticked = {}
        for text in value or []:
            found = TICKED.fullmatch(text)
            if not found:
                raise forms.ValidationError(self.error_messages["invalid"], "invalid")
            number, version = map(int, found.groups())
            ticked[number] = Ticked(number, version)
        if len(ticked) > MOST_TICKED:
            raise forms.ValidationError(
                self.error_messages["too_many"], "too_many", {"most": MOST_TICKED}
            )
        return list(ticked.values())
