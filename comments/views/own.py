"""What members do with what they wrote."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.bylines import byline_of
from pages.access import readable_page
from safeguards.limits import Limit, within_limit
from safeguards.tokens import has_valid_token

from ..addresses import address_of, address_of_part
from ..forms.writing import NAMES_ARE_SHOWN, form_to_change
from ..models import Comment, RejectionReason
from ..permissions import can_edit, can_remove, can_resend
from ..services.states import AlreadyDecided
from ..services.writing import (
    NameIsShown,
    edit_comment,
    remove_own,
    resend_comment,
)
from .finding import page_with_comments_or_404, see
from .telling import preview_of, what_happens_next, why_not_changed

CHANGES = Limit("comment_change", count=30, seconds=60 * 60)


@dataclass(frozen=True)
class Change:
    """A way to change one's own comment: who may, what does it, and what it is called."""

    may: Callable
    do: Callable
    title: str
    label: str


EDIT = Change(
    can_edit,
    edit_comment,
    gettext_lazy("Change your comment"),
    gettext_lazy("Save"),
)
RESEND = Change(
    can_resend,
    resend_comment,
    gettext_lazy("Change your comment and send it again"),
    gettext_lazy("Send again"),
)


# Both ask for the token themselves: Django's own refusal would lose what was typed.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment_edit(request, comment_id):
    """Let members change the words of what they wrote."""
    return _change(request, comment_id, EDIT)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment_resend(request, comment_id):
    """Let members change what was not published, and send it once more."""
    return _change(request, comment_id, RESEND)


def _change(request, comment_id, change):
    data = request.POST if request.method == "POST" else None
    if not request.user.is_authenticated:
        return _ask_to_sign_in(request, data)
    comment = get_object_or_404(
        Comment.objects.filter(author_id=request.user.pk).select_related(
            "author", "page", "parent__author", "parent__parent", "answers__parent"
        ),
        pk=comment_id,
    )
    comment.page = page_with_comments_or_404(request, comment.page_id)
    form = form_to_change(comment, data)
    may = change.may(request.user, comment)
    if not may and not (data and change is RESEND and _was_sent_again(comment)):
        return _cannot_be_changed(request, comment, change, form)
    if data is None:
        return _show(request, comment, change, form)
    is_valid = form.is_valid()
    if not has_valid_token(request):
        form.add_error(None, _("Your text is still here. Please send it once more."))
        return _show(request, comment, change, form, status=403)
    if not is_valid:
        return _show(request, comment, change, form, status=422)
    if "preview" in data:
        return _show(request, comment, change, form, is_preview=True)
    if not within_limit(CHANGES, request.user.pk):
        form.add_error(
            None,
            _(
                "You have changed a lot in the last hour. Your text is still here: "
                "please send it again later."
            ),
        )
        return _show(request, comment, change, form, status=429)
    return _save(request, comment, change, form)


def _was_sent_again(comment):
    """Whether a second click may have come: with the same words it changes nothing."""
    return comment.resent_at is not None and comment.is_standing


def _save(request, comment, change, form):
    try:
        comment = change.do(comment, author=request.user, **form.cleaned_data)
    except NameIsShown:
        form.add_error("hides_name", NAMES_ARE_SHOWN)
        return _show(request, comment, change, form, status=422)
    except PermissionDenied:
        return _cannot_be_changed(request, comment, change, form)
    except AlreadyDecided as other:
        return _changed_meanwhile(request, other.comment, change)
    if comment.is_public:
        message = _("Your comment is changed.")
    else:
        message = what_happens_next(comment)
    messages.success(request, message, extra_tags=form.kept_as)
    return see(address_of(comment))


def _changed_meanwhile(request, comment, change):
    """Show what the comment says by now beside what was typed: whoever sends again has seen both."""
    form = form_to_change(comment, {**request.POST.dict(), "seen": comment.version})
    form.is_valid()
    if not change.may(request.user, comment):
        return _cannot_be_changed(request, comment, change, form)
    form.add_error(
        None,
        _(
            "Your comment was changed while you wrote: above the form is what it says now. "
            "Your text is still in the form; send it again if it shall stand."
        ),
    )
    return _show(request, comment, change, form, status=409, is_stale=True)


def _cannot_be_changed(request, comment, change, form):
    refusal = why_not_changed(request.user, comment)
    return _show(request, comment, change, form, status=403, refusal=refusal)


def _ask_to_sign_in(request, data):
    """Lead to signing in; what was typed when a sign-in had ended is given back, and not kept."""
    if data is None:
        return redirect_to_login(request.get_full_path())
    context = {"typed": data.get("body", ""), "address": request.path}
    return render(request, "comments/signed_out.html", context, status=403)


def _show(
    request,
    comment,
    change,
    form,
    *,
    status=200,
    refusal=None,
    is_preview=False,
    is_stale=False,
):
    context = {
        "form": form,
        "comment": comment,
        "about_page": comment.page,
        "change": change,
        "byline": byline_of(request.user),
        "reason": RejectionReason.objects.last_given_for(comment),
        "refusal": refusal,
        "preview": preview_of(form, request.user) if is_preview else None,
        "is_stale": is_stale,
        "keep_address": address_of(comment),
    }
    return render(request, "comments/change.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_remove(request, comment_id):
    """Ask whether one's own comment shall go, and on POST let it go."""
    own = Comment.objects.filter(author_id=request.user.pk).select_related(
        "author", "parent__author"
    )
    comment = get_object_or_404(own, pk=comment_id)
    # The words are the writer's, even where the page is no longer there to be read.
    page = readable_page(request, comment.page_id)
    back = f"{address_of_part(page, 1)}#comments" if page else "/"
    if request.method == "POST" and comment.state == Comment.State.REMOVED:
        # A second click.
        return see(back)
    if not can_remove(request.user, comment):
        raise Http404
    if request.method == "POST":
        remove_own(comment, author=request.user)
        messages.success(request, _("Your comment has been removed."))
        return see(back)
    context = {
        "comment": comment,
        "about_page": page,
        "keep_address": page and address_of(comment),
    }
    return render(request, "comments/remove.html", context)
