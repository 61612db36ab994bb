"""The form behind the editor of every page."""

from django.db import transaction
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import COMMENTS_RELATION_NAME, Page

from .addresses import RESERVED, is_reserved_slug


class BasePageForm(WagtailAdminPageForm):
    """Refuses addresses that the site uses itself, and takes a list of rows as a whole."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Django compares a default that is worked out with a hidden box, which the editor
            # does not have: each page would seem changed, and no approval publish it.
            field.show_hidden_initial = False

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


def _remove_rows_not_sent(formset):
    sent = {form.instance.pk for form in formset.initial_forms}
    rows = getattr(formset.instance, formset.rel_name)
    rows.remove(*(row for row in rows.all() if row.pk and row.pk not in sent))
