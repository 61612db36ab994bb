"""Writing under a page and replying."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from safeguards.address import client_network
from safeguards.limits import Limit, within_limit
from safeguards.origin import is_same_origin
from safeguards.tokens import has_valid_token

from ..addresses import address_of
from ..drafts import draft_for, drop_draft, keep_draft
from ..forms.writing import NAMES_ARE_SHOWN, form_for
from ..models import Comment
from ..permissions import can_comment, can_reply_to
from ..sections import Section
from ..services.writing import (
    CannotReply,
    NameIsShown,
    WrittenTooMuch,
    post_comment,
)
from .finding import page_with_comments_or_404, see
from .telling import preview_of, what_happens_next, why_refused

COMMENTS = Limit("comment", count=20, seconds=60 * 60)
COMMENTS_ON_PAGE = Limit("comment_on_page", count=6, seconds=10 * 60)
# A whole hospital may sit behind one address.
DRAFTS = Limit("comment_draft", count=300, seconds=60 * 60)


# Both ask for the token themselves: Django's own refusal would lose what was typed.
@csrf_exempt
@require_POST
def comment_create(request, page_id):
    """Keep a comment under a page, or show the form again with what was typed."""
    page = page_with_comments_or_404(request, page_id)
    return _receive(request, page)


@csrf_exempt
@require_POST
def comment_draft(request, page_id, comment_id=None):
    """Keep what somebody wrote before they signed in, and lead them through it and back."""
    page = page_with_comments_or_404(request, page_id)
    parent = None
    if comment_id is not None:
        replied_to = Comment.objects.once_public().filter(page_id=page.pk)
        parent = get_object_or_404(_with_thread(replied_to), pk=comment_id)
    return _keep_for_later(request, page, parent)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment_reply(request, comment_id):
    """Show the form for a reply, and keep what is sent with it."""
    comments = Comment.objects.once_public()
    comment = get_object_or_404(_with_thread(comments), pk=comment_id)
    page = page_with_comments_or_404(request, comment.page_id)
    if request.method == "POST":
        return _receive(request, page, parent=comment)
    return _reply_form(request, page, comment)


def _with_thread(comments):
    return comments.select_related("author", "parent")


def _reply_form(request, page, parent):
    thread = parent.parent or parent
    draft = draft_for(request, page, thread)
    # What was typed comes back even where the comment was taken away meanwhile.
    if not parent.is_public and draft is None:
        raise Http404
    form = form_for(request.user, page, thread, draft=draft)
    may_write = not request.user.is_authenticated or can_comment(request.user, page)
    if not may_write or not can_reply_to(parent, page):
        return _refuse(request, page, parent, form)
    return _render_form(request, page, parent, form)


def _sent_form(request, page, parent):
    thread = parent and (parent.parent or parent)
    return form_for(request.user, page, thread, data=request.POST)


def _receive(request, page, parent=None):
    if not request.user.is_authenticated or not has_valid_token(request):
        return _keep_for_later(request, page, parent)
    form = _sent_form(request, page, parent)
    is_valid = form.is_valid()
    if not can_comment(request.user, page):
        return _refuse(request, page, parent, form)
    if parent and not can_reply_to(parent, page):
        return _refuse(request, page, parent, form)
    if not is_valid:
        return _render_form(request, page, parent, form, status=422)
    if "preview" in request.POST:
        return _render_form(request, page, parent, form, is_preview=True)
    return _post(request, page, parent, form)


def _post(request, page, parent, form):
    writer = request.user
    limits = [(COMMENTS, writer.pk), (COMMENTS_ON_PAGE, f"{writer.pk} {page.pk}")]
    try:
        comment = post_comment(
            page=page,
            author=writer,
            parent=parent,
            limits=limits,
            **form.cleaned_data,
        )
    except WrittenTooMuch as reached:
        form.add_error(None, _too_much(reached.limit))
        return _render_form(request, page, parent, form, status=429)
    except NameIsShown:
        # Somebody changed it between our look at the form and now.
        form.add_error("hides_name", NAMES_ARE_SHOWN)
        return _render_form(request, page, parent, form, status=422)
    except (CannotReply, PermissionDenied):
        return _refuse(request, page, parent, form)
    drop_draft(request, page=page, parent=comment.parent)
    messages.success(request, what_happens_next(comment), extra_tags=form.kept_as)
    return see(address_of(comment))


def _too_much(limit):
    if limit == COMMENTS_ON_PAGE:
        return _(
            "You have written a lot here in the last minutes. Your text is still in the form: "
            "please leave others some room and post it in ten minutes."
        )
    return _(
        "You have written a lot in the last hour. Your text is still here: "
        "please post it again later."
    )


def _keep_for_later(request, page, parent):
    """Keep what was typed as a draft: its writer is signed out, or came from an old page."""
    form = _sent_form(request, page, parent)
    is_valid = form.is_valid()
    if not is_same_origin(request) or not Section(request, page).takes_comments:
        return _refuse(request, page, parent, form)
    if parent and not can_reply_to(parent, page):
        return _refuse(request, page, parent, form)
    if not is_valid:
        return _render_form(request, page, parent, form, status=422)
    if not within_limit(DRAFTS, client_network(request)):
        form.add_error(
            None, _("Too much is being written here. Copy your text and try later.")
        )
        return _render_form(request, page, parent, form, status=429)
    if "preview" in request.POST:
        return _render_form(request, page, parent, form, is_preview=True)
    back = _way_back(request, page, parent)
    if request.user.is_authenticated:
        messages.info(request, _("Your text is in the form. Post it once more."))
        response = see(back)
    else:
        messages.info(
            request,
            _(
                "We keep your text while you sign in or join. After that, press Post once more."
            ),
        )
        response = redirect_to_login(back)
    typed = {
        name: value for name, value in form.cleaned_data.items() if name != "submission"
    }
    thread = parent and (parent.parent or parent)
    keep_draft(request, response, page=page, parent=thread, **typed)
    return response


def _way_back(request, page, parent):
    if parent:
        return reverse("comment_reply", args=[parent.pk])
    return Section(request, page).writing_address


def _refuse(request, page, parent, form):
    """Say why nothing can be written here now, and give back what was typed."""
    refusal = why_refused(request.user, page, parent)
    return _render_form(request, page, parent, form, status=403, refusal=refusal)


def _render_form(
    request, page, parent, form, *, status=200, refusal=None, is_preview=False
):
    context = {
        "form": form,
        "about_page": page,
        "parent": parent,
        "section": Section(request, page),
        "refusal": refusal,
        "preview": preview_of(form, request.user) if is_preview else None,
        "back": _way_back(request, page, parent),
    }
    return render(request, "comments/form.html", context, status=status)
