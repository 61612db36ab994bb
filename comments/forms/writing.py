"""What members type."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.text import PlainTextField

from ..models import MAX_COMMENT_LENGTH


class CommentForm(forms.Form):
    """A comment or a reply. `submission` tells a second click from a second comment."""

    body = PlainTextField(
        label=_("Your comment"),
        help_text=_("Never write anything that could identify a patient."),
        max_length=MAX_COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={
            "required": _("Write your comment"),
            "max_length": _(
                "Your comment is too long: %(show_value)s characters. "
                "%(limit_value)s are the most we can take."
            ),
        },
    )
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        # One page can hold the form and parts of others: ids must differ.
        kwargs.setdefault("auto_id", "comment-form-%s")
        kwargs.setdefault("initial", {"submission": uuid4()})
        super().__init__(*args, **kwargs)

    def clean_submission(self):
        return self.cleaned_data["submission"] or uuid4()


def form_with(draft):
    """An empty form for a comment, or one with what its writer began before signing in."""
    if draft is None:
        return CommentForm()
    return CommentForm(initial={"body": draft.body, "submission": uuid4()})
