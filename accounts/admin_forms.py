"""Forms in which administrators enter people and decide about them."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from safeguards.text import PlainTextField

from .forms.fields import AddressField, NameField
from .models import User
from .services.people import save_person


class _PersonForm(forms.ModelForm):
    error_messages = {
        "duplicate_username": _("There is already an account with this address."),
        "password_mismatch": _("The two passwords are not the same."),
    }
    password_required = False
    password_enabled = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.password_enabled:
            self.fields["password1"].help_text = _(
                "Better left empty: then the person chooses one with “Forgotten your password?”."
            )

    def save(self, commit=True):
        user = super().save(commit=False)
        if not user.password:
            user.set_unusable_password()
        # The technical admin is for administrators; two ticks for one thing drift apart.
        user.is_staff = user.is_superuser
        if "display_name" in self.changed_data:
            # Whoever enters a name has looked at it.
            user.held_name = ""
        if commit:
            save_person(user)
            self.save_m2m()
        return user


class PersonCreationForm(_PersonForm, UserCreationForm):
    """A new person."""

    first_name = None
    last_name = None
    email = AddressField()
    display_name = NameField()

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ["email", "display_name", "is_superuser", "groups"]


class PersonEditForm(_PersonForm, UserEditForm):
    """A person who is known already.

    One's own address and password are changed under "my account", which asks who one is.
    """

    first_name = None
    last_name = None
    email = AddressField()
    display_name = NameField()

    def __init__(self, *args, editing_self=False, **kwargs):
        self.password_enabled = not editing_self
        super().__init__(*args, editing_self=editing_self, **kwargs)
        if editing_self:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _(
                "Change your own address and password on the site, under “my account”."
            )

    class Meta(UserEditForm.Meta):
        model = User
        fields = ["email", "display_name", "is_active", "is_superuser", "groups"]

    @property
    def changes(self):
        """The names of what was changed, as the log of accounts holds them."""
        names = [name for name in self.changed_data if name != "password2"]
        return ["password" if name == "password1" else name for name in names]


class SuspensionForm(forms.Form):
    """Why somebody is suspended, and until when."""

    reason = PlainTextField(
        label=_("Reason"),
        help_text=_(
            "They read it, so be plain and kind. Write about what they did, not about who they are."
        ),
        max_length=User._meta.get_field("suspension_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the reason: they will ask for it")},
    )
    length = forms.ChoiceField(
        label=_("How long?"),
        choices=[
            ("7", _("One week")),
            ("28", _("Four weeks")),
            ("date", _("Until the date below")),
            ("open", _("Until somebody lifts it")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long it lasts"),
            "invalid_choice": _("Choose how long it lasts"),
        },
    )
    day = forms.DateField(
        label=_("Date"),
        help_text=_("They can sign in again from this day on."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a date, like 2027-03-31")},
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("length") == "date" and "day" in cleaned:
            day = cleaned["day"]
            if day is None:
                self.add_error("day", _("Choose the day on which it ends"))
            elif day <= timezone.localdate():
                self.add_error("day", _("Choose a day after today"))
        return cleaned

    @property
    def until(self):
        """The moment from which they can sign in again; None: somebody has to lift it."""
        length = self.cleaned_data["length"]
        if length == "open":
            return None
        if length == "date":
            day = self.cleaned_data["day"]
        else:
            day = timezone.localdate() + timedelta(days=int(length))
        return timezone.make_aware(datetime.combine(day, time.min))


class ApproveNameForm(forms.Form):
    """The name that was looked at: its owner may choose another at any moment."""

    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class EraseForm(forms.Form):
    """What shall happen to the words of somebody who is erased."""

    GO, STAY = "go", "stay"

    words = forms.ChoiceField(
        label=_("What shall happen to what they wrote?"),
        choices=[
            (GO, _("Take their words away")),
            (STAY, _("Leave them, without a name")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what shall happen to what they wrote"),
            "invalid_choice": _("Choose what shall happen to what they wrote"),
        },
    )

    @property
    def keeps_words(self):
        return self.cleaned_data["words"] == self.STAY
