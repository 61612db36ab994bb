"""In which part somebody writes, as readers see it beside the name."""

from accounts.permissions import has_powers

from ..models import Comment

Badge = Comment.Badge


def badge_for(author, page, hides_name):
    """What stands beside the name for as long as the comment does; nothing beside a hidden one."""
    if hides_name:
        return Badge.NONE
    if _looks_after(author, page):
        return Badge.OWNER
    return Badge.STAFF if has_powers(author) else Badge.NONE


def _looks_after(author, page):
    # Not every page has somebody who looks after it.
    team = getattr(page.specific, "content_owner", None)
    return team is not None and team.members.contains(author)
