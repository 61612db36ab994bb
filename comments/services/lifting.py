"""Taking a question and its answer from the comments into the text of their page, as a draft."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.questions import AlreadyThere, add_question, takes_questions

from ..models import Comment, CommentDecision
from ..permissions import can_lift
from .states import Refused, log

Action = CommentDecision.Action


class NothingToLift(Refused):
    message = _("Readers no longer see this question or this answer.")


class NoPlaceHere(Refused):
    message = _("This kind of page has no questions and answers.")


class PageIsTaken(Refused):
    message = _(
        "The page is locked, or waits for somebody to approve it. Try again when that is done."
    )


class LiftedBefore(Refused):
    message = _("The page’s draft has this question with this answer already.")


@transaction.atomic
def lift(question, answer, *, by):
    """Put a question and its answer into the draft of their page, without names; nothing is published.

    Whatever others left in the draft stays there. Returns the page. Raises NothingToLift,
    NoPlaceHere, PageIsTaken, LiftedBefore.
    """
    # One at a time: two who lift at once both find their entries in the draft.
    page = Page.objects.select_for_update(no_key=True).get(pk=question.page_id)
    page = page.specific
    if not can_lift(by, page):
        raise PermissionDenied
    question, answer = _as_readers_see(question, answer)
    if not takes_questions(type(page)):
        raise NoPlaceHere
    permissions = page.permissions_for_user(by)
    if page.alias_of_id or page.workflow_in_progress or permissions.page_locked():
        raise PageIsTaken
    draft = page.get_latest_revision_as_object()
    try:
        add_question(draft, question=question.body, answer=answer.body)
    except AlreadyThere as error:
        raise LiftedBefore from error
    # Half a draft may be saved as it is: whoever publishes it is asked for what is missing.
    draft.save_revision(user=by, log_action=True, clean=False)
    log(question, Action.LIFTED, by=by, other=answer)
    return page


def _as_readers_see(question, answer):
    answers = Comment.objects.answers_to([question.pk])
    answer = answers.filter(pk=answer.pk).first()
    question = Comment.objects.questions().filter(pk=question.pk).first()
    if question is None or answer is None:
        raise NothingToLift
    return question, answer
