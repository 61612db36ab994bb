"""How members want to hear of new comments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Follow

Pace = Follow.Pace
AS_PAGE = "page"
NOT_AN_OPTION = _("Choose how you want to hear of new comments")


class FollowPageForm(forms.Form):
    """How to hear of new comments on a page."""

    pace = forms.ChoiceField(
        label=_("Tell me by e-mail of new comments on this page"),
        choices=Pace.choices,
        widget=forms.RadioSelect,
        error_messages={"required": NOT_AN_OPTION, "invalid_choice": NOT_AN_OPTION},
    )

    @property
    def chosen(self):
        """The pace to keep; None: nothing special."""
        pace = self.cleaned_data["pace"]
        return None if pace == AS_PAGE else Pace(pace)


class FollowThreadForm(FollowPageForm):
    """How to hear of new replies in a thread; it can be left to its page."""

    pace = forms.ChoiceField(
        label=_("Tell me by e-mail of new replies in this thread"),
        choices=[
            (Pace.AT_ONCE, Pace.AT_ONCE.label),
            (Pace.DAILY, Pace.DAILY.label),
            (Pace.NEVER, _("Never, not even when somebody replies to me here")),
            (AS_PAGE, _("As I chose for the whole page")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": NOT_AN_OPTION, "invalid_choice": NOT_AN_OPTION},
    )
