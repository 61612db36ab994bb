"""The form behind the editor of every page."""

from django.db import transaction
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import COMMENTS_RELATION_NAME, Page

from accounts.models import CareSetting
from library.languages import primary

from .addresses import RESERVED, is_reserved_slug
from .video_rules import missing_for_publishing


class BasePageForm(WagtailAdminPageForm):
    """Refuses addresses that the site uses itself, and takes a list of rows as a whole."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Django compares a default that is worked out with a hidden box, which the editor
            # does not have: each page would seem changed, and no approval publish it.
            field.show_hidden_initial = False
            _offer_settings_of(self.instance.locale_id, field)

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if is_reserved_slug(slug, self.parent_page):
            self.add_error("slug", RESERVED)
        return slug

    @transaction.atomic
    def save(self, commit=True):
        # The editor saves by itself while somebody types. Where they are quicker than its
        # answer, their rows come again, and nothing in the form tells that they are known.
        if commit and self.instance.pk:
            Page.objects.select_for_update(of=["self"]).get(pk=self.instance.pk)
        for formset in self.formsets.values():
            # Comments of editors that are settled are not in the form and stay.
            if formset.rel_name != COMMENTS_RELATION_NAME:
                _remove_rows_not_sent(formset)
        return super().save(commit)


def _offer_settings_of(locale_id, field):
    """Offer the settings of the page's language, not those of all languages."""
    choices = getattr(field, "queryset", None)
    if locale_id and choices is not None and choices.model is CareSetting:
        field.queryset = choices.filter(locale_id=locale_id)


class VideoPageForm(BasePageForm):
    """Says what a video lacks when it is to be published or submitted; a draft may lack it."""

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            missing = missing_for_publishing(
                media=cleaned.get("media"),
                external_url=cleaned.get("external_url", ""),
                transcript=cleaned.get("transcript", ""),
                recordings=_rows_sent(self.formsets["recordings"]),
                language=primary(self.instance.locale.language_code),
                reason=cleaned.get("not_captioned_because", ""),
            )
            for field, message in missing.items():
                if field not in self.errors:
                    self.add_error(field, message)
        return cleaned


def _rows_sent(formset):
    """What a list of rows will hold, as far as its rows are filled in."""
    return [
        form.instance
        for form in formset.forms
        if form.is_valid() and form not in formset.deleted_forms
    ]


def _remove_rows_not_sent(formset):
    sent = {form.instance.pk for form in formset.initial_forms}
    rows = getattr(formset.instance, formset.rel_name)
    rows.remove(*(row for row in rows.all() if row.pk and row.pk not in sent))
