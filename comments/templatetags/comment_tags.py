"""The comments of a page, and the line that leads to them."""

from django import template

from ..losses import words_about_loss
from ..sections import section_for
from ..services.waiting import promise
from ..text import as_html

register = template.Library()


@register.inclusion_tag("comments/section.html", takes_context=True)
def comments_section(context):
    """The comments of the context's page, with the form for those who may write."""
    return _section_context(context)


@register.inclusion_tag("comments/summary.html", takes_context=True)
def comments_summary(context, place="p"):
    """How many comments the context's page has, as a link to them.

    `place` says what it stands in: a paragraph ("p"), a list ("li"), or the list of what
    is on the page ("entry"), where it says no more than "Comments".
    """
    return {**_section_context(context), "place": place}


@register.simple_tag
def comment_promise():
    """How soon most comments are decided about, in one sentence."""
    return promise()


@register.simple_tag
def comments_that_go_with(items):
    """What is deleted with the pages of Wagtail's list of those to be deleted, in words."""
    return words_about_loss([item["item"] for item in items])


@register.filter
def comment_text(comment):
    """The words of a comment as safe HTML."""
    return as_html(comment.body)


@register.filter
def plain_text(words):
    """Typed words as safe HTML, as they look in a comment."""
    return as_html(words)


def _section_context(context):
    request, page = context.get("request"), context.get("page")
    if request is None or page is None or getattr(request, "is_preview", False):
        # A preview is no place to talk, and may be of a page that isn't kept yet.
        return {}
    return {"section": section_for(request, page)}
