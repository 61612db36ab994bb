"""Wagtail's editor of pages, with what other apps show beside the form."""

from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from .editor_panels import side_panels_beside


class EditWithPanelsView(EditView):
    """Wagtail's editor of a page, with the panels that apps have registered."""

    def get_side_panels(self):
        panels = list(super().get_side_panels())
        if not self.expects_json_response and not self.hydrate_create_view:
            panels += side_panels_beside(self.page, self.request)
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))


class PagesViewSet(PageViewSet):
    """All that Wagtail does with pages, with our editor."""

    edit_view_class = EditWithPanelsView
