"""What visitors fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from pages.access import readable_page
from safeguards.honeypot import HoneypotFormMixin
from safeguards.mailboxes import one_spelling
from safeguards.text import PlainLineField, PlainTextField

from ..models import MAX_MESSAGE_LENGTH, FeedbackKind

LARGEST_PAGE_ID = 2**31 - 1


class FeedbackForm(HoneypotFormMixin, forms.Form):
    """A message to the team: only what it is about and the message itself must be given."""

    kind = forms.ModelChoiceField(
        label=_("What do you want to tell us?"),
        queryset=FeedbackKind.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose what you want to tell us"),
            "invalid_choice": _("Choose what you want to tell us"),
        },
    )
    message = PlainTextField(
        label=_("Your message"),
        help_text=_(
            "Please leave out personal details, of patients and of other people."
        ),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Write your message"),
            "max_length": _(
                "Your message is too long: %(show_value)s characters. "
                "%(limit_value)s are the most we can take."
            ),
        },
    )
    name = PlainLineField(
        label=_("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("Shorten your name to 100 characters")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only if you want an answer."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(
            attrs={
                "autocomplete": "email",
                "spellcheck": "false",
                "autocapitalize": "none",
            }
        ),
        error_messages={
            "invalid": _(
                "Write the e-mail address like this: name@example.com. "
                "Or leave it out: we read your message either way."
            ),
            "max_length": _("Shorten the e-mail address to 254 characters"),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = FeedbackKind.objects.offered_in(Locale.get_active())
        if kinds:
            self.fields["kind"].queryset = kinds
        else:
            # Without kinds there is nothing to choose, and the message still arrives.
            del self.fields["kind"]

    def clean_email(self):
        email = self.cleaned_data["email"]
        if not email:
            return email
        try:
            return one_spelling(email)
        except ValueError as error:
            raise forms.ValidationError(
                self.fields["email"].error_messages["invalid"], code="invalid"
            ) from error


class AboutPageForm(forms.Form):
    """Which page a message is about, as the link to the form or its hidden box says."""

    page = forms.IntegerField(min_value=1, max_value=LARGEST_PAGE_ID)

    def page_for(self, request):
        """The page if this reader may see it, else None: other pages are never named."""
        if not self.is_valid():
            return None
        return readable_page(request, self.cleaned_data["page"])
