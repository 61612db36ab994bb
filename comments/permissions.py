"""Who may read and write comments, who decides about them, and who opens and closes them."""

from wagtail.permissions import page_permission_policy

from accounts.permissions import has_proven_address
from pages.owners import looks_after

from .models import Comment, PagePolicy


def can_read_comments(page):
    """Whether the comments of a page are shown to whoever may read the page."""
    return PagePolicy.objects.for_page(page).is_shown


def can_write(user):
    """Whether this person may write comments at all: a member whose address is proven."""
    return (
        user.is_authenticated
        and user.is_active
        and not user.is_suspended
        and has_proven_address(user)
    )


def can_comment(user, page):
    """Whether this person may write under this page now."""
    return (
        page.live
        and can_write(user)
        and PagePolicy.objects.for_page(page).is_open_to(user)
    )


def can_reply_to(comment, page):
    """Whether a comment is there to be answered on this page, in a thread that is not locked."""
    thread = comment.parent or comment
    return (
        comment.page_id == page.pk
        and comment.state == comment.State.PUBLISHED
        and not thread.is_locked
    )


def can_hide_name(page):
    """Whether members may write here without their name."""
    return PagePolicy.objects.for_page(page).allows_hidden_names


def can_edit(user, comment):
    """Whether this person may change the words now: their own, soon or before others answered."""
    return (
        comment.author_id == user.pk
        and can_write(user)
        and comment.page.live
        and can_read_comments(comment.page)
        and Comment.objects.changeable().filter(pk=comment.pk).exists()
    )


def can_resend(user, comment):
    """Whether this person may change what was not published and send it once more."""
    answered = comment.answers or comment.parent
    return (
        comment.author_id == user.pk
        and comment.is_sendable_again
        and can_comment(user, comment.page)
        and (answered is None or can_reply_to(answered, comment.page))
    )


def can_remove(user, comment):
    """Whether this person may take a comment away: only the one who wrote it."""
    return (
        user.is_authenticated and comment.author_id == user.pk and comment.is_removable
    )


def can_mark_helpful(user, comment):
    """Whether this person may say that a comment helped them: a public one of somebody else."""
    return can_write(user) and comment.is_public and comment.author_id != user.pk


def can_moderate(user):
    """Whether this person decides about comments."""
    return user.is_active and user.has_perm("comments.moderate_comment")


def can_read_figures(user):
    """Whether this person sees how comments fare: who moderates, or publishes anywhere."""
    return can_moderate(user) or (
        user.is_active and page_permission_policy.user_has_permission(user, "publish")
    )


def can_set_policy(user, page):
    """Whether this person opens and closes comments here: who may publish the page."""
    return page.permissions_for_user(user).can_publish()


def can_see_questions(user):
    """Whether this person sees in the admin what readers ask: who looks after pages, or moderates."""
    return user.has_perm("wagtailadmin.access_admin") and (
        can_moderate(user)
        or page_permission_policy.user_has_permission(user, "publish")
        or user.teams.exists()
    )


def can_settle_question(user, question):
    """Whether this person says that a question is answered: who asked, the page's team, moderators."""
    return (
        (question.author_id == user.pk and can_write(user))
        or can_moderate(user)
        or (user.is_active and looks_after(user, question.page))
    )


def can_lift(user, page):
    """Whether this person puts questions into the page's draft: whoever may edit the page."""
    return page.permissions_for_user(user).can_edit()


def pages_to_edit(user, pages):
    """The numbers of those pages that this person may edit, with one query for all of them."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    return set(editable.in_bulk([page.pk for page in pages]))
