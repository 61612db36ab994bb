"""In which part somebody writes, as readers see it beside the name."""

from accounts.permissions import has_powers
from pages.owners import looks_after

from ..models import Comment

Badge = Comment.Badge


def badge_for(author, page, hides_name):
    """What stands beside the name for as long as the comment does; nothing beside a hidden one."""
    if hides_name:
        return Badge.NONE
    if looks_after(author, page):
        return Badge.OWNER
    return Badge.STAFF if has_powers(author) else Badge.NONE
