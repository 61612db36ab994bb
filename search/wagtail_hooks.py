from wagtail import hooks

from .viewsets.group import SearchViewSetGroup


@hooks.register("register_admin_viewset")
def search_lists():
    return SearchViewSetGroup()
