"""What readers fill in, and what editors answer."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import CareSetting, Organisation
from safeguards.pictures import PictureField, PictureFormMixin
from safeguards.text import PlainLineField, PlainTextField

from .models import MAX_TEXT_LENGTH, MAX_TITLE_LENGTH, Contribution
from .pictures import Picture

NameShown = Contribution.NameShown
TOO_LONG = {"max_length": _("Shorten this to %(limit_value)s characters")}
TOO_LONG_TEXT = {
    "max_length": _(
        "Your text is too long: %(show_value)s characters. "
        "%(limit_value)s are the most we can take."
    )
}
SUGGESTED_ORGANISATIONS = 100


class AmountField(forms.DecimalField):
    """A number as people type it."""

    def __init__(self, **kwargs):
        messages = {
            "invalid": _("Write this as a number, for example 12 or 3.5"),
            "max_digits": _("This number is too long"),
            "max_whole_digits": _("This number is too long"),
            "max_decimal_places": _("Round this number to two places"),
        }
        super().__init__(
            required=False,
            max_digits=12,
            decimal_places=2,
            localize=True,
            widget=forms.TextInput(
                attrs={"inputmode": "decimal", "class": "nhsuk-input--width-10"}
            ),
            error_messages=messages,
            **kwargs,
        )


class ContributionForm(PictureFormMixin, forms.Form):
    """Where a tool was used, what happened, a number and a picture."""

    class Consent:
        NOBODY = "nobody"
        AGREED = "agreed"

    title = PlainLineField(
        label=_("In one line: what is better now?"),
        help_text=_("For example: Handover takes ten minutes less."),
        max_length=MAX_TITLE_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={
            "required": _("Say in one line what is better now"),
            **TOO_LONG,
        },
    )
    text = PlainTextField(
        label=_("What happened?"),
        help_text=_(
            "Why you began, what you did, what came of it. "
            "<strong>Don’t name patients or colleagues.</strong>"
        ),
        max_length=MAX_TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        error_messages={"required": _("Tell us what happened"), **TOO_LONG_TEXT},
    )
    care_setting = forms.ModelChoiceField(
        label=_("Setting"),
        queryset=CareSetting.objects.none(),
        required=False,
        empty_label=_("Choose a setting"),
        error_messages={"invalid_choice": _("Choose a setting from the list")},
    )
    organisation = PlainLineField(
        label=_("Organisation"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "organisations", "dir": "auto"}),
        error_messages=TOO_LONG,
    )
    place = PlainLineField(
        label=_("Ward, team or town"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages=TOO_LONG,
    )
    measure = PlainLineField(
        label=_("What did you measure?"),
        help_text=_("For example: minutes for a handover."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages=TOO_LONG,
    )
    before = AmountField(label=_("Before"))
    after = AmountField(label=_("After"))
    unit = PlainLineField(
        label=_("Unit"),
        help_text=_("For example: minutes, %, £."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "dir": "auto"}),
        error_messages=TOO_LONG,
    )
    picture = PictureField(
        label=_("Picture"),
        help_text=_(
            "A photograph or a drawing, at most 10 MB. We remove where and when it was taken."
        ),
        required=False,
        most_megabytes=10,
    )
    description = PlainLineField(
        label=_("What does it show?"),
        help_text=_("For those who can’t see it, in a sentence."),
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages=TOO_LONG,
    )
    consent = forms.ChoiceField(
        label=_("Who can be recognised in it?"),
        choices=[
            (Consent.NOBODY, _("Nobody can be recognised")),
            (Consent.AGREED, _("Everyone shown agreed to be on the website")),
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the two answers")},
    )
    consent_record = PlainLineField(
        label=_("If people agreed: how is that kept?"),
        help_text=_("For example: signed forms in the ward office."),
        required=False,
        max_length=255,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages=TOO_LONG,
    )
    name_shown = forms.ChoiceField(
        label=_("Who should readers see as the author?"),
        choices=[
            (NameShown.NONE, _("Nobody")),
            (NameShown.TEAM, _("My team")),
            (NameShown.ROLE, _("My role")),
        ],
        initial=NameShown.NONE,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose who readers should see as the author"),
            "invalid_choice": _("Choose who readers should see as the author"),
        },
    )
    shown_as = PlainLineField(
        label=_("If a team or a role: which?"),
        help_text=_("For example: the day surgery team, a ward sister."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages=TOO_LONG,
    )
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, tool, **kwargs):
        kwargs.setdefault("initial", {"submission": uuid4()})
        super().__init__(*args, **kwargs)
        settings = CareSetting.objects.filter(locale_id=tool.locale_id)
        self.fields["care_setting"].queryset = settings
        names = Organisation.objects.values_list("name", flat=True)
        self.organisations = names[:SUGGESTED_ORGANISATIONS]

    def clean_submission(self):
        return self.cleaned_data["submission"] or uuid4()

    def clean(self):
        cleaned = super().clean()
        self._require_whole_number(cleaned)
        if cleaned.get("picture"):
            self._require_words_for_picture(cleaned)
        if cleaned.get("name_shown") == NameShown.NONE:
            cleaned["shown_as"] = ""
        elif "name_shown" in cleaned:
            self._require("shown_as", _("Write which team or role, or choose “Nobody”"))
        return cleaned

    def told(self):
        """What was told, without the picture."""
        about_picture = {"picture", "description", "consent", "consent_record"}
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in about_picture
        }

    def given_picture(self):
        """The picture with what was said about it; None without one."""
        told = self.cleaned_data
        if not told["picture"]:
            return None
        shows_people = told["consent"] == self.Consent.AGREED
        return Picture(
            file=told["picture"],
            description=told["description"],
            shows_people=shows_people,
            consent_record=told["consent_record"] if shows_people else "",
        )

    def _require_whole_number(self, cleaned):
        names = ("measure", "before", "after")
        if all(cleaned.get(name) in {None, ""} for name in (*names, "unit")):
            return
        self._require(
            "measure", _("Say what you measured, or leave all four boxes empty")
        )
        for name in ("before", "after"):
            self._require(name, _("Write a number here too, or leave all four empty"))

    def _require_words_for_picture(self, cleaned):
        self._require("description", _("Say in a sentence what the picture shows"))
        self._require("consent", _("Say whether people can be recognised"))
        if cleaned.get("consent") == self.Consent.AGREED:
            self._require("consent_record", _("Say how their agreement is kept"))

    def _require(self, name, message):
        if name not in self.errors and self.cleaned_data.get(name) in {None, ""}:
            self.add_error(name, message)


class AnswerForm(forms.Form):
    """Why a contribution isn't published; its sender reads it."""

    answer = PlainTextField(
        label=_("Your answer to the sender"),
        help_text=_(
            "Kind and clear: why it is not published, and what they can do. "
            "It is sent by e-mail and stands in their account."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Write an answer, so that the sender learns why"),
            **TOO_LONG_TEXT,
        },
    )
