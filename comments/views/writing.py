"""Writing under a page and replying."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
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
from ..forms.writing import CommentForm, form_with
from ..models import Comment
from ..permissions import can_comment
from ..sections import Section
from ..services.writing import post_comment
from .finding import page_with_comments_or_404, see

COMMENTS = Limit("comment", count=20, seconds=60 * 60)
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
        parent = get_object_or_404(_answerable(page), pk=comment_id)
    return _keep_for_later(request, page, parent, CommentForm(request.POST))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment_reply(request, comment_id):
    """Show the form for a reply, and keep what is sent with it."""
    comment = get_object_or_404(
        Comment.objects.published().select_related("author", "parent"), pk=comment_id
    )
    page = page_with_comments_or_404(request, comment.page_id)
    if request.method == "POST":
        return _receive(request, page, parent=comment)
    return _reply_form(request, page, comment)


def _answerable(page):
    return Comment.objects.published().filter(page_id=page.pk)


def _reply_form(request, page, parent):
    if request.user.is_authenticated and not can_comment(request.user, page):
        return _refuse(request, page, parent, CommentForm())
    form = form_with(draft_for(request, page, parent.parent or parent))
    return _render_form(request, page, parent, form)


def _receive(request, page, parent=None):
    form = CommentForm(request.POST)
    if not request.user.is_authenticated or not has_valid_token(request):
        return _keep_for_later(request, page, parent, form)
    is_valid = form.is_valid()
    if not can_comment(request.user, page):
        return _refuse(request, page, parent, form)
    if not is_valid:
        return _render_form(request, page, parent, form, status=422)
    if not within_limit(COMMENTS, request.user.pk):
        form.add_error(
            None,
            _(
                "You have written a lot in the last hour. Your text is still here: "
                "please post it again later."
            ),
        )
        return _render_form(request, page, parent, form, status=429)
    comment = post_comment(
        page=page, author=request.user, parent=parent, **form.cleaned_data
    )
    drop_draft(request, page=page, parent=comment.parent)
    messages.success(request, _what_happens_next(comment))
    return see(address_of(comment))


def _keep_for_later(request, page, parent, form):
    """Keep what was typed as a draft: its writer is signed out, or came from an old page."""
    is_valid = form.is_valid()
    if not is_same_origin(request) or not Section(request, page).takes_comments:
        return _refuse(request, page, parent, form)
    if not is_valid:
        return _render_form(request, page, parent, form, status=422)
    if not within_limit(DRAFTS, client_network(request)):
        form.add_error(
            None, _("Too much is being written here. Copy your text and try later.")
        )
        return _render_form(request, page, parent, form, status=429)
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
    keep_draft(
        request,
        response,
        page=page,
        parent=parent and (parent.parent or parent),
        body=form.cleaned_data["body"],
    )
    return response


def _way_back(request, page, parent):
    if parent:
        return reverse("comment_reply", args=[parent.pk])
    return Section(request, page).writing_address


def _refuse(request, page, parent, form):
    """Say why nothing can be written here now, and give back what was typed."""
    return _render_form(request, page, parent, form, status=403, is_refused=True)


def _render_form(request, page, parent, form, *, status=200, is_refused=False):
    context = {
        "form": form,
        "about_page": page,
        "parent": parent,
        "section": Section(request, page),
        "is_refused": is_refused,
        "back": _way_back(request, page, parent),
    }
    return render(request, "comments/form.html", context, status=status)


def _what_happens_next(comment):
    if comment.is_public:
        return _("Your comment is published.")
    return _(
        "Your comment is waiting for a moderator. We send you an e-mail when it is published."
    )
