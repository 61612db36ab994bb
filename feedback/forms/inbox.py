"""What colleagues do with many messages at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.text import PlainLineField
from safeguards.ticked import TickedField

from ..models import FeedbackTag
from ..services.working import colleagues

MOST_TAGS = 10
LONGEST_TAG = FeedbackTag._meta.get_field("name").max_length
NO_DECISION = _("Choose what to do with them.")
NO_COLLEAGUE = _("Choose a colleague.")


class BulkForm(forms.Form):
    """One decision about all messages that were ticked."""

    MINE, ASSIGN, DONE, SPAM, REOPEN, TAG = (
        "mine",
        "assign",
        "done",
        "spam",
        "reopen",
        "tag",
    )

    item = TickedField(
        error_messages={
            "required": _("Tick the messages that you want to do something with."),
            "invalid": _(
                "Tick the messages that you want to do something with once more."
            ),
            "too_many": _("Tick at most %(most)d messages at once."),
        }
    )
    decision = forms.ChoiceField(
        choices=[(name, name) for name in (MINE, ASSIGN, DONE, SPAM, REOPEN, TAG)],
        error_messages={"required": NO_DECISION, "invalid_choice": NO_DECISION},
    )
    colleague = forms.ModelChoiceField(
        queryset=None,
        required=False,
        error_messages={"invalid_choice": NO_COLLEAGUE},
    )
    tags = PlainLineField(
        required=False,
        max_length=500,
        error_messages={"max_length": _("Write fewer tags at once.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = colleagues()

    def clean_tags(self):
        names = [name.strip() for name in self.cleaned_data["tags"].split(",")]
        names = list(dict.fromkeys(name for name in names if name))
        if len(names) > MOST_TAGS:
            raise forms.ValidationError(
                _("Write at most %(most)d tags at once."), params={"most": MOST_TAGS}
            )
        if any(len(name) > LONGEST_TAG for name in names):
            raise forms.ValidationError(
                _("A tag has at most %(most)d characters."),
                params={"most": LONGEST_TAG},
            )
        return names

    def clean(self):
        data = super().clean()
        decision = data.get("decision")
        for name, needs_it, words in [
            ("colleague", self.ASSIGN, NO_COLLEAGUE),
            ("tags", self.TAG, _("Write a tag. A comma stands between two.")),
        ]:
            if decision == needs_it and not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        return data
