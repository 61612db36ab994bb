"""Forms in which people say who they are."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from ..models import CareSetting, Organisation, User
from ..purposes import SHOW_ORGANISATION
from ..services.consents import holds
from ..services.names import choose_name
from .consents import ConsentField
from .fields import NameField


class NameForm(forms.ModelForm):
    """What others see of somebody with an account."""

    display_name = NameField()

    class Meta:
        model = User
        fields = ["display_name"]

    def save(self, commit=True):
        choose_name(self.instance, self.cleaned_data["display_name"])
        return self.instance


class ProfileForm(forms.ModelForm):
    """What somebody says about themselves, and whether readers see where they work."""

    display_name = NameField()
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=_("None of these"),
        error_messages={"invalid_choice": _("Choose an organisation from the list")},
    )
    care_setting = forms.ModelChoiceField(
        label=_("Kind of place where you work"),
        queryset=CareSetting.objects.none(),
        required=False,
        empty_label=_("None of these"),
        error_messages={"invalid_choice": _("Choose a kind of place from the list")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Your account opens in it, and we write to you in it."),
        required=False,
        error_messages={"invalid_choice": _("Choose a language from the list")},
    )

    class Meta:
        model = User
        fields = ["display_name", "organisation", "care_setting", "language"]

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self._offer_settings(instance.care_setting)
        self.fields["language"].choices = [
            ("", _("None in particular")),
            *((code, _own_name(code)) for code, _name in settings.LANGUAGES),
        ]
        self.fields[SHOW_ORGANISATION.key] = ConsentField(SHOW_ORGANISATION)
        self.initial |= {
            # What they asked for, also while somebody looks at it.
            "display_name": instance.held_name or instance.display_name,
            SHOW_ORGANISATION.key: holds(instance, SHOW_ORGANISATION),
        }

    def clean(self):
        cleaned = super().clean()
        wants = cleaned.get(SHOW_ORGANISATION.key)
        if wants and "organisation" in cleaned and not cleaned["organisation"]:
            self.add_error(
                "organisation",
                _("Choose the organisation that readers shall see, or untick its box"),
            )
        return cleaned

    @property
    def typed_name(self):
        """The name that was typed, or None where it stays as it is."""
        if "display_name" in self.changed_data:
            return self.cleaned_data["display_name"]
        return None

    def _offer_settings(self, chosen):
        language = get_language()
        offered = CareSetting.objects.offered_in(language, chosen=chosen)
        self.fields["care_setting"].queryset = offered
        if chosen:
            same = CareSetting.objects.same_as(chosen, language)
            self.initial["care_setting"] = (same or chosen).pk


def _own_name(code):
    return capfirst(get_language_info(code)["name_local"])
