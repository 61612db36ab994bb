"""Writing under a page, replying, taking back, and the later parts of long discussions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pages.access import get_readable_page_or_404, readable_page
from safeguards.address import client_network
from safeguards.limits import Limit, within_limit
from safeguards.origin import is_same_origin
from safeguards.tokens import has_valid_token

from .addresses import address_of, address_of_part
from .drafts import draft_for, drop_draft, keep_draft
from .forms import CommentForm, form_with
from .models import Comment
from .permissions import can_comment, can_read_comments, can_remove
from .sections import Section
from .services import post_comment, remove_own

COMMENTS = Limit("comment", count=20, seconds=60 * 60)
# A whole hospital may sit behind one address.
DRAFTS = Limit("comment_draft", count=300, seconds=60 * 60)


# Both ask for the token themselves: Django's own refusal would lose what was typed.
@csrf_exempt
@require_POST
def comment_create(request, page_id):
    """Keep a comment under a page, or show the form again with what was typed."""
    page = _page_with_comments_or_404(request, page_id)
    return _receive(request, page)


@csrf_exempt
@require_POST
def comment_draft(request, page_id, comment_id=None):
    """Keep what somebody wrote before they signed in, and lead them through it and back."""
    page = _page_with_comments_or_404(request, page_id)
    parent = None
    if comment_id is not None:
        parent = get_object_or_404(_answerable(page), pk=comment_id)
    return _keep_for_later(request, page, parent, CommentForm(request.POST))


@require_safe
def comment_show(request, comment_id):
    """Lead to a published comment, wherever in the discussion it stands by now."""
    comment = get_object_or_404(
        Comment.objects.published().select_related("parent"), pk=comment_id
    )
    comment.page = _page_with_comments_or_404(request, comment.page_id)
    return redirect(address_of(comment))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment_reply(request, comment_id):
    """Show the form for a reply, and keep what is sent with it."""
    comment = get_object_or_404(
        Comment.objects.published().select_related("author", "parent"), pk=comment_id
    )
    page = _page_with_comments_or_404(request, comment.page_id)
    if request.method == "POST":
        return _receive(request, page, parent=comment)
    return _reply_form(request, page, comment)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_remove(request, comment_id):
    """Ask whether one's own comment shall go, and on POST let it go."""
    own = Comment.objects.filter(author_id=request.user.pk).select_related(
        "author", "parent__author"
    )
    comment = get_object_or_404(own, pk=comment_id)
    if not can_remove(request.user, comment):
        raise Http404
    # The words are the writer's, even where the page is no longer there to be read.
    page = readable_page(request, comment.page_id)
    if request.method == "POST":
        remove_own(comment, author=request.user)
        messages.success(request, _("Your comment has been removed."))
        return _see(f"{address_of_part(page, 1)}#comments" if page else "/")
    context = {
        "comment": comment,
        "about_page": page,
        "keep_address": page and address_of(comment),
    }
    return render(request, "comments/remove.html", context)


@require_safe
def comments_part(request, page_id, number):
    """The second and later parts of a long discussion; the first is on the page itself."""
    page = _page_with_comments_or_404(request, page_id)
    if number == 1:
        return redirect(f"{address_of_part(page, 1)}#comments")
    section = Section(request, page, number)
    # The count comes first: no part can begin after as many threads as there are comments.
    if number < 1 or number > section.count or not section.threads:
        raise Http404
    context = {"section": section, "about_page": page}
    return render(request, "comments/part.html", context)


def _page_with_comments_or_404(request, page_id):
    page = get_readable_page_or_404(request, page_id)
    if not can_read_comments(page):
        raise Http404
    return page


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
    return _see(address_of(comment))


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
        response = _see(back)
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


def _see(address):
    response = redirect(address)
    # See other: a reload shows the page again and sends nothing.
    response.status_code = 303
    return response
