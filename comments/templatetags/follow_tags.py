"""How a member hears of the comments of a page."""

from django import template

from ..forms.following import FollowPageForm
from ..models import Follow

register = template.Library()


@register.inclusion_tag("comments/follow_line.html")
def follow_line(section, csrf_token):
    """One line with the choice how to hear of new comments, for members."""
    chosen = Follow.objects.of(section.user).about(section.page).first()
    return {
        "page": section.page,
        "pace": chosen.pace if chosen else Follow.Pace.NEVER,
        "paces": Follow.Pace,
        "label": FollowPageForm.base_fields["pace"].label,
        "csrf_token": csrf_token,
    }
