"""Menus, as editors made them."""

from dataclasses import dataclass

from django import template
from django.utils.translation import get_language

from pages.access import may_read
from pages.current_request import current_request
from pages.finding import landmark
from pages.models import Menu, MenuItem

register = template.Library()


@dataclass(frozen=True)
class MenuLink:
    """One link of a menu, ready to show."""

    title: str
    url: str
    is_current: bool


@register.simple_tag
def address_of(page):
    """The address of a page of any type, also inside a sealed component.

    Wagtail's `pageurl` asks the shared cache once for each page there.
    """
    return page.get_url(current_request())


@register.simple_tag
def topic_address(topic):
    """The address of a topic's own page; empty where the site has none in this language."""
    topics = landmark("topicindexpage")
    return f"{topics.get_url(current_request())}{topic.slug}/" if topics else ""


@register.simple_tag
def difference_address():
    """The address of the page where stories are added up; empty where the site has none in this language."""
    difference = landmark("differencepage")
    return difference.get_url(current_request()) if difference else ""


@register.simple_tag(takes_context=True)
def header_menu(context):
    """The links at the top of every page."""
    return _menu(context, Menu.Placement.HEADER)


@register.simple_tag(takes_context=True)
def footer_menu(context):
    """The links at the foot of every page."""
    return _menu(context, Menu.Placement.FOOTER)


def _menu(context, placement):
    request = context.get("request")
    if request is None:
        return []
    if not hasattr(request, "_clic_menus"):
        request._clic_menus = _load_menus(request)
    return request._clic_menus.get(placement, [])


def _load_menus(request):
    """Both menus in the reader's language, with one query for all their links."""
    menus = {}
    for item in MenuItem.objects.shown_in(get_language()):
        if item.page and not _may_follow(item, request):
            continue
        url = item.page.get_url(request) if item.page else item.address
        if url:
            link = MenuLink(
                title=item.title or item.page.title,
                url=url,
                is_current=url != "/" and request.path.startswith(url),
            )
            menus.setdefault(item.menu.placement, []).append(link)
    return menus


def _may_follow(item, request):
    """Whether this reader may see the page behind a link: its title is not for others either."""
    return item.page.live and (item.is_for_all or may_read(request, item.page))
