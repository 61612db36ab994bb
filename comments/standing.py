"""Where each comment of a member stands, as its writer is told."""

from django.utils.translation import gettext_lazy as _

from pages.access import pages_readable_by

from .models import Comment, RejectionReason

State = Comment.State
Hold = Comment.Hold

MEANINGS = {
    State.WAITING: _("Only you and our moderators can see it."),
    State.RETURNED: _(
        "A moderator asks you to change it. Readers don’t see it meanwhile."
    ),
    State.PUBLISHED: _("Everybody who can read the page can see it."),
    State.REJECTED: _("A moderator has read it and not published it."),
    State.HIDDEN: _(
        "A moderator has looked at it again, and readers no longer see it."
    ),
    State.MERGED: _("Another comment says the same and stands in its place."),
}
# Never that somebody is on watch, and never which words are looked at.
WHY_IT_WAITS = {
    Hold.FIRST: _(
        "A moderator reads everybody’s first comment. Later ones usually appear at once."
    ),
    Hold.PAGE: _("Under this page a moderator reads each comment first."),
    Hold.DETAILS: _("It may hold personal details, so a moderator looks first."),
    Hold.LANGUAGE: _("We have to find somebody who reads its language."),
    Hold.LINKS: _("It has several links, so a moderator looks at them first."),
    Hold.REPEATED: _("About the same was written under another page."),
    Hold.REPORTS: _("Readers have asked us to look at it."),
    Hold.RESENT: _("You changed it and sent it again."),
}


def readable_titles(user, rows):
    """The titles of the pages that comments and the like are about, as far as this person may know them."""
    pages = {row.page_id: row.page for row in rows}
    readable = pages_readable_by(user, list(pages.values()))
    return {page.pk: page.title for page in readable}


def with_standing(user, comments):
    """A member's own comments, each with what the member is told of it and can do about it."""
    comments = list(comments)
    titles = readable_titles(user, comments)
    changeable = Comment.objects.changeable_among(comments)
    refused = [
        each for each in comments if each.state in {State.REJECTED, State.RETURNED}
    ]
    reasons = RejectionReason.objects.given_for(refused) if refused else {}
    for comment in comments:
        comment.page_title = titles.get(comment.page_id)
        comment.meaning = MEANINGS[comment.state]
        comment.why_it_waits = _why_it_waits(comment)
        comment.reason = reasons.get(comment.pk)
        # Where the page can't be read there is nowhere to change it.
        comment.is_editable = bool(comment.page_title) and comment.pk in changeable
        comment.can_be_sent_again = (
            bool(comment.page_title) and comment.is_sendable_again
        )
    return comments


def _why_it_waits(comment):
    if not comment.is_waiting:
        return []
    return [words for hold, words in WHY_IT_WAITS.items() if hold in comment.held_for]
