"""What moderators choose."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from safeguards.text import PlainLineField, PlainTextField
from safeguards.ticked import TickedField

from ..models import MAX_COMMENT_LENGTH, Comment, RejectionReason

NOT_SEEN = _("Nothing was changed. Look at the comment once more.")
NO_REASON = _("Choose a reason, so that the writer learns why.")


class DecisionForm(forms.Form):
    """Which version of a comment somebody has looked at before they decided."""

    seen = forms.IntegerField(
        min_value=1,
        max_value=10**9,
        # The number is ours; whoever decides can only load it again.
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], NOT_SEEN
        ),
    )


class ReasonedDecisionForm(DecisionForm):
    """Why a comment is not published or goes back to its writer; there is always a reason."""

    reason = forms.ModelChoiceField(
        label=_("Reason"),
        queryset=RejectionReason.objects.offered(),
        empty_label=_("Choose a reason"),
        error_messages={"required": NO_REASON, "invalid_choice": NO_REASON},
    )


TICKING = {
    "required": _("Tick the comments that you want to decide about."),
    "invalid": _("Tick the comments that you want to decide about once more."),
    "too_many": _("Decide about at most %(most)d comments at once."),
}


class BulkForm(forms.Form):
    """One decision about all comments that were ticked."""

    PUBLISH, TRUST, REJECT, HIDE = "publish", "trust", "reject", "hide"

    comment = TickedField(error_messages=TICKING)
    decision = forms.ChoiceField(
        choices=[(name, name) for name in (PUBLISH, TRUST, REJECT, HIDE)],
        error_messages={
            "required": _("Choose what to do with them."),
            "invalid_choice": _("Choose what to do with them."),
        },
    )
    reason = forms.ModelChoiceField(
        queryset=RejectionReason.objects.offered(),
        required=False,
        error_messages={"invalid_choice": NO_REASON},
    )

    def clean(self):
        data = super().clean()
        needs_reason = data.get("decision") == self.REJECT
        if needs_reason and not data.get("reason") and "reason" not in self.errors:
            self.add_error(
                "reason", _("Choose a reason, so that the writers learn why.")
            )
        return data


class FindForm(forms.Form):
    """Words by which somebody looks for a page or a comment."""

    find = PlainLineField(
        required=False,
        max_length=200,
        error_messages={
            "max_length": _("Use fewer words: 200 characters are the most.")
        },
    )


class MoveForm(DecisionForm):
    """To which page a thread goes."""

    chosen = forms.ModelChoiceField(
        queryset=Page.objects.live(),
        error_messages={
            "required": _("Choose the page to which the thread goes."),
            "invalid_choice": _("Choose a page that is published."),
        },
    )


class MergeForm(DecisionForm):
    """Which comment on the same page says the same."""

    chosen = forms.ModelChoiceField(
        queryset=Comment.objects.published(),
        error_messages={
            "required": _("Choose the comment that says the same."),
            "invalid_choice": _("Choose a comment that is published."),
        },
    )


class TakeWordsOutForm(DecisionForm):
    """Words that tell who somebody is and that no finder found, such as a name; each on its line."""

    words = PlainTextField(
        label=_("Words to take out, each on a line of its own"),
        max_length=MAX_COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={
            "required": _("Write the words to take out, as they stand in the comment.")
        },
    )

    def __init__(self, *args, text, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = text

    def clean_words(self):
        words = self.cleaned_data["words"]
        lines = [line.strip() for line in words.split("\n") if line.strip()]
        self.spans = []
        for line in lines:
            found = list(re.finditer(re.escape(line), self.text, re.IGNORECASE))
            if not found:
                raise forms.ValidationError(
                    _("“%(words)s” doesn’t stand in the comment."),
                    params={"words": line},
                )
            self.spans += [match.span() for match in found]
        return words
