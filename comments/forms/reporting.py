"""What readers tell moderators about a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.honeypot import HoneypotFormMixin
from safeguards.text import PlainTextField

from ..models import MAX_NOTE_LENGTH, CommentReport


class ReportForm(HoneypotFormMixin, forms.Form):
    """Why a moderator should look at a comment."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=CommentReport.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what is wrong with the comment"),
            "invalid_choice": _("Choose what is wrong with the comment"),
        },
    )
    note = PlainTextField(
        label=_("What should the moderator know?"),
        help_text=_(
            "Only moderators read it. Please name no patient, and repeat nothing that should not be here."
        ),
        max_length=MAX_NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={
            "max_length": _(
                "Your note is too long: %(show_value)s characters. "
                "%(limit_value)s are the most we can take."
            ),
        },
    )

    def clean(self):
        cleaned = super().clean()
        if self.is_caught:
            # Nothing is lost: who may need help must not be missed over a box filled in by itself.
            self.add_error(
                None,
                _(
                    "A hidden box was filled in, as programs do. If that was your browser, "
                    "please send the report once more."
                ),
            )
        return cleaned
