"""What readers are told of what became of a message, in the editor's words."""

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from safeguards.personal_details import find_details
from safeguards.text import PlainLineField

from ..models import DoneNote
from ..note_mails import address_for_sender
from ..permissions import can_decide
from ..repeating import is_said_in, repeated_name, repeated_words
from ..services.telling import names_of_sender, texts_of_sender

WORDS = ["said", "did", "quote", "quoted_name", "consent", "consent_on"]


class Step(models.TextChoices):
    """What is done with what was filled in."""

    PREVIEW = "preview", _("Show me how readers will see it")
    PUBLISH = "publish", _("Publish")


class NoteForm(forms.Form):
    """“You said … we did …”, without the sender's words and name unless they agreed."""

    said = PlainLineField(
        label=_("You said"),
        help_text=_(
            "What it was about, in your own words. For example: The checklist opened in an old version."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say in your own words what it was about"),
            "max_length": _("Shorten this to 300 characters"),
        },
    )
    did = PlainLineField(
        label=_("We did"),
        help_text=_(
            "What is different now. If nothing could be done, say why. Several people may read their own message in it."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Say what was done"),
            "max_length": _("Shorten this to 500 characters"),
        },
    )
    quote = PlainLineField(
        label=_("Their own words"),
        help_text=_("Only if the sender agreed to just these words."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten the quotation to 300 characters")},
    )
    quoted_name = PlainLineField(
        label=_("Name shown beside them"),
        help_text=_("Only if the sender agreed to be named. Empty: no name is shown."),
        max_length=100,
        required=False,
        error_messages={"max_length": _("Shorten the name to 100 characters")},
    )
    consent = forms.ChoiceField(
        label=_("Did the sender agree to be quoted?"),
        choices=DoneNote.Consent.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose how the sender agreed")},
    )
    consent_on = forms.DateField(
        label=_("On which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("Write the day like this: 2026-11-22"),
        },
    )
    marks_done = forms.BooleanField(label=_("Mark the message as done"), required=False)
    tells_sender = forms.BooleanField(
        label=_("Send the sender a mail with a link to the note"), required=False
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    step = forms.ChoiceField(choices=Step.choices, required=False)

    def __init__(self, *args, user, item=None, note=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item
        self.note = note
        is_new = note is None
        if not (is_new and item.is_open and can_decide(user)):
            del self.fields["marks_done"]
        if not (is_new and item.email):
            del self.fields["tells_sender"]
        if note is not None:
            self.initial = {
                **{name: getattr(note, name) for name in WORDS},
                "seen": note.version,
            }

    @property
    def words(self):
        """The columns of the note, as they were filled in."""
        return {name: self.cleaned_data[name] for name in WORDS}

    @property
    def is_to_be_published(self):
        return self.cleaned_data["step"] == Step.PUBLISH

    def clean_said(self):
        return self._without_details("said")

    def clean_did(self):
        return self._without_details("did")

    def clean_quote(self):
        return self._without_details("quote")

    def clean_quoted_name(self):
        return self._without_details("quoted_name")

    def clean_consent_on(self):
        day = self.cleaned_data["consent_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is yet to come"), code="future")
        return day

    def clean_tells_sender(self):
        is_wanted = self.cleaned_data["tells_sender"]
        if is_wanted and address_for_sender(self._note_to_be()) is None:
            raise forms.ValidationError(
                _(
                    "Not everyone may read the page, so we cannot send its address. "
                    "Take the tick away, or answer the sender by mail"
                ),
                code="not_readable",
            )
        return is_wanted

    def clean(self):
        cleaned = super().clean()
        self._check_consent()
        self._check_words()
        return cleaned

    def preview(self):
        """The note as readers will see it; it is not kept."""
        note = self.note or self._note_to_be()
        for name, value in self.words.items():
            setattr(note, name, value)
        return note

    def _note_to_be(self):
        return DoneNote(
            item=self.item, page=self.item.page, published_at=timezone.now()
        )

    def _without_details(self, name):
        text = self.cleaned_data[name]
        kinds = dict.fromkeys(finding.kind for finding in find_details(text))
        if kinds:
            found = ", ".join(str(kind.label) for kind in kinds)
            raise forms.ValidationError(
                _(
                    "Take out the personal details, every reader will see them: %(found)s"
                )
                % {"found": found},
                code="details",
            )
        return text

    def _check_consent(self):
        """A quotation or a name needs consent, with how and when."""
        cleaned = self.cleaned_data
        is_quoted = cleaned.get("quote") or cleaned.get("quoted_name")
        if is_quoted and not cleaned.get("consent") and "consent" in cleaned:
            self.add_error(
                "consent",
                _("Say how the sender agreed, or leave out their words and their name"),
            )
        if cleaned.get("consent") and cleaned.get("consent_on", "") is None:
            self.add_error("consent_on", _("Say on which day the sender agreed"))
        if not cleaned.get("consent") and "consent_on" in cleaned:
            # Taken back, or never given: no day is kept of it.
            cleaned["consent_on"] = None

    def _check_words(self):
        """Their words and their name stand here only if they may."""
        if self.item is None:
            return
        texts, names = texts_of_sender(self.item), names_of_sender(self.item)
        for field in ("said", "did"):
            text = self.cleaned_data.get(field, "")
            words = self._without_consent(text, texts)
            if words:
                self.add_error(field, format_lazy(TOO_CLOSE, words=words))
            if self._has_consent("quoted_name"):
                continue
            name = repeated_name(text, names)
            if name:
                self.add_error(field, format_lazy(NAMED, name=name))
        quote = self.cleaned_data.get("quote", "")
        name = "" if self._has_consent("quoted_name") else repeated_name(quote, names)
        if name:
            self.add_error("quote", format_lazy(NAMED, name=name))

    def _without_consent(self, text, texts):
        """The sender's words in a text, but for those of the quotation, to which alone they agreed."""
        quote = self.cleaned_data["quote"] if self._has_consent("quote") else ""
        while words := repeated_words(text, texts):
            if not is_said_in(words, quote):
                return words
            text = text.replace(words, " ", 1)
        return ""

    def _has_consent(self, name):
        """Whether the sender agreed to this, their words or their name, and how and when is said."""
        given = self.cleaned_data.get
        return bool(given(name) and given("consent") and given("consent_on"))


TOO_CLOSE = _(
    "The sender’s own words: “{words}”. Say it in yours, or ask the sender and quote them below"
)
NAMED = _(
    "“{name}” is the sender’s name, or part of it. Leave it out, or ask the sender and name them below"
)


class SeenForm(forms.Form):
    """Which version of a note somebody looked at."""

    seen = forms.IntegerField()
