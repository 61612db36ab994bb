"""Numbers as readers say them."""

from django import template

from pages import amounts

register = template.Library()


@register.filter
def in_short(number):
    """A number without zeros that say nothing: “6.5”, “1,200”."""
    return amounts.in_short(number, decimals=2)
