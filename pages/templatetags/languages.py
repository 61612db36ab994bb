"""Languages as those who speak them write them."""

from django import template

from library.languages import direction, native_name

register = template.Library()

register.filter("native_name", native_name)
register.filter("direction", direction)
