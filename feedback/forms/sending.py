"""What visitors fill in."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision

from library.access import may_have
from library.models import CLICDocument
from pages.access import readable_page
from pages.documents import readable_page_offering
from pages.versions import published_version
from safeguards.honeypot import HoneypotFormMixin
from safeguards.mailboxes import one_spelling
from safeguards.pictures import PictureField, PictureFormMixin
from safeguards.pointing_out import DetailsFormMixin
from safeguards.text import PlainLineField, PlainTextField

from ..models import MAX_MESSAGE_LENGTH, FeedbackItem, FeedbackKind

LARGEST_ID = 2**31 - 1

Source = FeedbackItem.Source
Use = FeedbackKind.Use


@dataclass(frozen=True)
class About:
    """What a message is about, as far as its sender may see it: other things are never named."""

    use: str = ""
    page: Page | None = None
    page_version: Revision | None = None
    document: CLICDocument | None = None

    @property
    def source(self):
        """Which of the site's ways led to the form."""
        if self.document:
            return Source.DOCUMENT
        return Source.BESIDE if self.page and self.use == Use.WRONG else Source.FORM

    @property
    def boxes(self):
        """What the form's hidden boxes hold, so that it comes back with the message."""
        values = {
            "about": self.use,
            "page": self.page and self.page.pk,
            "version": self.page_version and self.page_version.pk,
            "document": self.document and self.document.pk,
        }
        return {name: value for name, value in values.items() if value}


class AboutForm(forms.Form):
    """What a link to the form, or its hidden boxes, says that a message is about."""

    about = forms.ChoiceField(choices=[(use, use) for use in Use if use])
    page = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    version = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    document = forms.IntegerField(min_value=1, max_value=LARGEST_ID)

    def for_reader(self, request):
        """What of it is true and may be seen by this reader; the rest is left out without a word."""
        self.full_clean()
        page = version = document = None
        if "page" in self.cleaned_data:
            page = readable_page(request, self.cleaned_data["page"])
        if "document" in self.cleaned_data:
            page, document = self._offered(request, page)
        if page and "version" in self.cleaned_data:
            version = published_version(page, self.cleaned_data["version"])
        return About(self.cleaned_data.get("about", ""), page, version, document)

    def _offered(self, request, page):
        documents = CLICDocument.objects.select_related("collection")
        document = documents.filter(pk=self.cleaned_data["document"]).first()
        if document is None or not may_have(request, document):
            return page, None
        # A document on drafts alone is nobody's to know of.
        offering = readable_page_offering(request, document, page)
        return (offering, document) if offering else (page, None)


class LookedForForm(forms.Form):
    """What a link from the search says that somebody looked for and did not find."""

    looking_for = PlainLineField(max_length=200)

    @property
    def message(self):
        """How a message about it begins; empty where the link says nothing that can be read."""
        if not self.is_valid():
            return ""
        return (
            _("I looked for “%(looking_for)s” and did not find it.") % self.cleaned_data
        )


class FeedbackForm(PictureFormMixin, HoneypotFormMixin, DetailsFormMixin):
    """A message to the team: only what it is about and the message itself must be given.

    `use` is the way of the site that has chosen the kind already.
    """

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
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={
            "required": _("Write your message"),
            "max_length": _(
                "Your message is too long: %(show_value)s characters. "
                "%(limit_value)s are the most we can take."
            ),
        },
    )
    picture = PictureField(
        label=_("Picture"),
        help_text=_(
            "Of what you see on your screen, for example. JPEG, PNG or WebP, at most 5 MB. "
            "Make sure that nobody can be recognised and that no patient’s details are in it."
        ),
        required=False,
        most_megabytes=5,
    )
    name = PlainLineField(
        label=_("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
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
    is_at_risk = forms.BooleanField(label=_("Someone may be at risk"), required=False)

    words_field = "message"

    def __init__(self, *args, use="", **kwargs):
        # A page can hold this form beside others: ids must differ.
        kwargs.setdefault("auto_id", "feedback-%s")
        super().__init__(*args, **kwargs)
        kinds = FeedbackKind.objects
        self.chosen = kinds.for_use(use, Locale.get_active()) if use else None
        if self.chosen:
            self._ask_about(use)
            return
        offered = kinds.offered_in(Locale.get_active())
        if offered:
            self.fields["kind"].queryset = offered
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

    def told(self):
        """What was told, by the names under which it is kept."""
        return {"kind": self.chosen, **self.cleaned_data}

    def _ask_about(self, use):
        """Ask in the words of what was chosen already."""
        del self.fields["kind"]
        message = self.fields["message"]
        if use == Use.WRONG:
            message.label = _("What is wrong or missing?")
        elif use == Use.PRAISE:
            message.label = _("What helped you?")
        else:
            message.label = _("Which format do you need?")
            message.help_text = _(
                "For example: large print, Easy Read, audio, Word instead of PDF, another language. "
                "Please leave out personal details."
            )
            self.fields["email"].help_text = _("So that we can send it to you.")
