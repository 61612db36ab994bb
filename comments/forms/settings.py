"""What publishers decide for all comments."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

ENGLISH = "en"
# Beside the site's own: what people in this country's health service write most.
MORE_LANGUAGES = {
    "bn": _("Bengali"),
    "cy": _("Welsh"),
    "de": _("German"),
    "es": _("Spanish"),
    "fa": _("Persian"),
    "fr": _("French"),
    "gu": _("Gujarati"),
    "hi": _("Hindi"),
    "it": _("Italian"),
    "lt": _("Lithuanian"),
    "ml": _("Malayalam"),
    "pa": _("Punjabi"),
    "pt": _("Portuguese"),
    "ro": _("Romanian"),
    "ta": _("Tamil"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "ur": _("Urdu"),
    "zh": _("Chinese"),
}


def languages():
    """Languages that moderators may read: English, then all others by their names."""
    offered = {code.partition("-")[0]: name for code, name in settings.LANGUAGES}
    offered = MORE_LANGUAGES | offered
    return sorted(
        offered.items(), key=lambda language: (language[0] != ENGLISH, str(language[1]))
    )


class CommentSettingsForm(WagtailAdminModelForm):
    """Settings with the languages by their names."""

    languages_read = forms.MultipleChoiceField(
        label=_("Languages that moderators read"),
        help_text=_("A comment that is surely in another language waits."),
        choices=languages,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one language"),
            "invalid_choice": _("Choose from this list"),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.initial.get("languages_read"):
            self.initial["languages_read"] = [ENGLISH]
