"""What comments offer to a member's account: seeing, taking along and erasing what one wrote."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import PersonalData, columns, register, register_impersonal

from .models import Comment
from .services import forget_author

SHOWN = 20


PERSONAL = (
    *columns("comments.Comment", "author body"),
    *columns("comments.CommentDraft", "user browser body"),
)

IMPERSONAL = {
    "comments.CommentDecision": "numbers and codes: docs/adr/0012",
    "comments.PagePolicy": "what holds for a page",
    "comments.RejectionReason": "a list that moderators choose from",
}


def summary(user):
    """The member's newest comments with their states, for "my account"."""
    comments = Comment.objects.written_by(user).select_related("page")
    return {
        "template": "comments/account.html",
        "context": {"comments": comments[:SHOWN], "count": comments.count()},
    }


def export(user):
    """Everything the member wrote, as JSON can hold it."""
    return [
        {
            "page": comment.page.title,
            "written": comment.created_at.isoformat(),
            "state": comment.state,
            "in_reply": comment.parent_id is not None,
            "text": comment.body,
        }
        for comment in Comment.objects.written_by(user).select_related("page")
    ]


def erase(user, keep_words):
    """Take the member's name off the comments, or take the comments away."""
    return forget_author(user, keep_words=keep_words)


def register_personal_data():
    """Tell accounts what is held here of a person, and what is nobody's."""
    register(
        PersonalData(
            key="comments",
            title=_("Comments"),
            summary=summary,
            export=export,
            erase=erase,
            fields=PERSONAL,
        )
    )
    register_impersonal(IMPERSONAL)
