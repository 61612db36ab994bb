"""What writers are told: how readers will see it, what happens next, and why something can't be."""

from django.utils.translation import gettext as _

from accounts.bylines import Byline, byline_of

from ..models import NAMELESS, PagePolicy
from ..permissions import can_reply_to, can_write
from ..services.waiting import promise


def preview_of(form, writer):
    """What readers would see of a form that was filled in rightly."""
    if form.cleaned_data["hides_name"]:
        byline = NAMELESS
    elif writer.is_authenticated:
        byline = byline_of(writer)
    else:
        byline = Byline(name=_("Your name"))
    said = form.cleaned_data
    return {
        "byline": byline,
        "body": said["body"],
        "is_question": said["is_question"],
    }


def what_happens_next(comment):
    """What becomes of a comment that was just kept."""
    if comment.is_public:
        return _("Your comment is published.")
    return _(
        "Your comment is waiting for a moderator. %(promise)s We send you an e-mail when it is decided."
    ) % {"promise": promise()}


def why_refused(writer, page, parent=None):
    """Why nothing can be written here now, kindly."""
    policy = PagePolicy.objects.for_page(page)
    if not policy.takes_comments:
        return _("Comments on this page are closed.")
    if parent and not parent.is_public:
        return _("The comment that you reply to is no longer shown.")
    if parent and not can_reply_to(parent, page):
        return _("A moderator has closed this discussion to new replies.")
    if not writer.is_authenticated:
        return _(
            "Your browser did not tell us that this came from a page of this site, so we did "
            "not keep it. Copy your text, sign in, and post it again."
        )
    if writer.is_suspended:
        return _("Your account is suspended, so you can’t write comments now.")
    if not can_write(writer):
        return _(
            "Your e-mail address is not confirmed yet. Sign out and in again: we then send "
            "you a code, and you can comment."
        )
    if not policy.is_open_to(writer):
        return _("Only members of partner organisations can comment on this page.")
    return _("Something changed while you wrote. Copy your text and try once more.")


def why_not_changed(writer, comment):
    """Why somebody can't change their own comment now, kindly."""
    if comment.is_removable and not can_write(writer):
        return why_refused(writer, comment.page)
    if comment.state in {comment.State.REJECTED, comment.State.RETURNED}:
        if comment.resent_at:
            return _("You have sent this comment again once, and it was decided then.")
        return why_refused(writer, comment.page, comment.answers or comment.parent)
    if comment.is_waiting:
        return _(
            "A moderator is looking at this comment, or has closed its discussion."
        )
    if (comment.parent or comment).is_locked:
        return _(
            "A moderator has closed this discussion, so its words stay as they are."
        )
    if comment.is_public:
        return _(
            "Somebody has replied to your comment, so its words stay as they were answered. "
            "You can write a reply of your own, or remove the comment."
        )
    return _("This comment is no longer shown, so it can’t be changed.")
