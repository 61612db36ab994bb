"""The form behind the editor of every page."""

from wagtail.admin.forms import WagtailAdminPageForm

from .addresses import RESERVED, is_reserved_slug


class BasePageForm(WagtailAdminPageForm):
    """Refuses addresses that the site uses itself."""

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if is_reserved_slug(slug, self.parent_page):
            self.add_error("slug", RESERVED)
        return slug
