"""My toolkit: saving pages, and seeing them in one place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pages.access import get_readable_page_or_404

from .forms import SeenForm
from .models import SavedPage
from .permissions import can_be_saved
from .services import (
    MOST_SAVED,
    TooManySaved,
    mark_seen,
    remove_page,
    remove_saved,
    save_page,
)
from .shelf import Shelf


@login_required
@require_safe
def my_toolkit(request):
    """Show everything that this reader saved, and what is new about it."""
    return render(request, "saved/my_toolkit.html", {"shelf": Shelf(request)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save(request, page_id):
    """Ask whether a page shall be saved, and on POST save it."""
    page = _saveable_page_or_404(request, page_id)
    if request.method != "POST":
        saved = SavedPage.objects.of(request.user).filter(page_id=page.pk).first()
        context = {"about_page": page, "saved": saved}
        return render(request, "saved/save.html", context)
    try:
        save_page(request.user, page)
    except TooManySaved:
        too_many = _(
            "You have saved %(number)s pages, which is the most we can keep. "
            "Remove one from My toolkit first."
        )
        return _answer(request, page, error=too_many % {"number": MOST_SAVED})
    return _answer(request, page, done=_("Saved to My toolkit."), is_saved=True)


@login_required
@require_POST
def unsave(request, page_id):
    """Let go of a page and stay on it."""
    page = _saveable_page_or_404(request, page_id)
    remove_page(request.user, page.pk)
    return _answer(request, page, done=_("Removed from My toolkit."))


@login_required
@require_POST
def remove(request, pk):
    """Let go of a row of the list, also where its page is gone."""
    remove_saved(request.user, pk)
    messages.success(request, _("Removed from My toolkit."))
    return _see("my_toolkit")


@login_required
@require_POST
def seen(request):
    """Note that this reader has seen what was new when the list was shown."""
    form = SeenForm(request.POST)
    if form.is_valid():
        mark_seen(request.user, until=form.cleaned_data["until"])
        messages.success(request, _("Everything is marked as seen."))
    else:
        messages.error(
            request, _("Nothing was changed. Please press the button again.")
        )
    return _see("my_toolkit")


def _saveable_page_or_404(request, page_id):
    page = get_readable_page_or_404(request, page_id)
    if not can_be_saved(page):
        raise Http404
    return page


def _answer(request, page, *, done="", error="", is_saved=False):
    """Say what happened: to our script with the button as it is now, to a browser on the page."""
    if request.headers.get("X-Requested-With") == "fetch":
        context = {"page": page, "is_saved": is_saved, "said": done or error}
        status = 422 if error else 200
        return render(request, "saved/button.html", context, status=status)
    if error:
        messages.error(request, error)
    else:
        messages.success(request, done)
    return _see(page.get_url(request))


def _see(address):
    response = redirect(address)
    # See other: a reload shows the page again and sends nothing.
    response.status_code = 303
    return response
