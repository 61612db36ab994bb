"""Following a page's comments or a thread by mail, and stopping it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pages.access import pages_readable_by

from .. import unfollowing
from ..forms.following import AS_PAGE, FollowPageForm, FollowThreadForm
from ..models import Comment, Follow
from ..services.following import (
    MOST_FOLLOWED,
    TooManyFollowed,
    can_follow,
    follow,
    stop_all,
)
from .finding import page_with_comments_or_404, see

Pace = Follow.Pace


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow_page(request, page_id):
    """Ask how somebody wants to hear of new comments on a page, and keep it."""
    page = page_with_comments_or_404(request, page_id)
    back = f"{page.get_url(request) or '/'}#comments"
    return _choose(request, page, None, FollowPageForm, back)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow_thread(request, comment_id):
    """Ask how somebody wants to hear of new replies in a thread, and keep it."""
    threads = Comment.objects.published().select_related("author__organisation")
    thread = get_object_or_404(threads, pk=comment_id, parent=None)
    page = page_with_comments_or_404(request, thread.page_id)
    return _choose(
        request, page, thread, FollowThreadForm, reverse("comment", args=[thread.pk])
    )


@login_required
@require_safe
def following(request):
    """All discussions that somebody follows."""
    follows = list(Follow.objects.of(request.user).for_list())
    pages = {each.page_id: each.page for each in follows}
    readable = {
        page.pk: page for page in pages_readable_by(request.user, list(pages.values()))
    }
    for each in follows:
        each.shown_page = readable.get(each.page_id)
    context = {"follows": follows, "paces": Pace}
    return render(request, "comments/following.html", context)


@login_required
@require_POST
def change_following(request, pk):
    """Change how somebody hears of one of these discussions, or stop it; also where its page is gone."""
    row = get_object_or_404(
        Follow.objects.of(request.user).select_related("page", "thread"), pk=pk
    )
    form = (FollowThreadForm if row.thread else FollowPageForm)(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed. Please choose again."))
    else:
        try:
            follow(request.user, row.page, row.thread, pace=form.chosen)
            messages.success(request, _("Your choice has been saved."))
        except PermissionDenied:
            messages.error(request, _("We can’t write to you about this page."))
    return see(reverse("following"))


# Mail programs send it, which have neither session nor token; the signed address is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_following(request, token):
    """End mail about discussions from the mail itself; opening the link changes nothing."""
    mail = unfollowing.read(token)
    if mail is None:
        raise Http404
    is_everything = "everything" in request.POST
    if request.method == "POST":
        if is_everything:
            stop_all(mail.user, Pace.AT_ONCE, Pace.DAILY)
        else:
            mail.stop()
    context = {
        "mail": mail,
        # Whoever holds the mail learns no more than its reader may know.
        "about_page": mail.page
        if mail.page and can_follow(mail.user, mail.page)
        else None,
        "is_done": request.method == "POST",
        "is_everything": is_everything,
    }
    return render(request, "comments/stop_following.html", context)


def _choose(request, page, thread, form_class, back):
    chosen = Follow.objects.of(request.user).about(page, thread).first()
    if request.method == "POST":
        form = form_class(request.POST)
        refused = form.is_valid() and _refused(request, page, thread, form)
        if refused:
            form.add_error(None, refused)
        elif form.is_valid():
            messages.success(request, _what_follows(thread, form.chosen))
            return see(back)
    else:
        nothing = Pace.NEVER if thread is None else AS_PAGE
        form = form_class(initial={"pace": chosen.pace if chosen else nothing})
    context = {"form": form, "about_page": page, "thread": thread, "back": back}
    status = 422 if form.errors else 200
    return render(request, "comments/follow.html", context, status=status)


def _refused(request, page, thread, form):
    """Keep what was chosen, or say why that can't be done."""
    try:
        follow(request.user, page, thread, pace=form.chosen)
    except PermissionDenied:
        return _(
            "We can’t send mail about this page: it asks for a password, "
            "or your e-mail address is not confirmed yet."
        )
    except TooManyFollowed:
        return _(
            "You follow %(number)s discussions, which is the most we can keep. "
            "Stop one of them first, under My account."
        ) % {"number": MOST_FOLLOWED}
    return ""


def _what_follows(thread, pace):
    if pace is None:
        return _("This thread goes with what you chose for its page.")
    if pace == Pace.NEVER:
        return _("You get no mail about this discussion.")
    if pace == Pace.DAILY:
        return _(
            "We tell you once a day of what is new here. You can stop it in each mail."
        )
    return _("We tell you of each new comment here. You can stop it in each mail.")
