"""What stands beside a page's form in its editor besides Wagtail's own panels.

Apps that know something about pages register it; pages itself knows none of them.
"""

_panel_classes = []


def register_side_panel(panel_class):
    """Show this side panel in every page's editor."""
    if panel_class not in _panel_classes:
        _panel_classes.append(panel_class)


def side_panels_beside(page, request):
    """What was registered, for this page and whoever edits it."""
    return [panel_class(page, request) for panel_class in _panel_classes]
