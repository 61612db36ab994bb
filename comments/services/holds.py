"""Why a comment waits for a moderator before readers see it."""

from ..models import Comment

Hold = Comment.Hold


def why_held(*, author, page, body, is_at_risk=False):
    """The reasons to hold these words of this member under this page; none: publish them."""
    reasons = []
    if is_at_risk:
        reasons.append(Hold.AT_RISK)
    if not (author.is_trusted or Comment.objects.vouching_for(author).exists()):
        reasons.append(Hold.FIRST)
    return reasons
