"""The form where visitors tell us something, and the thanks for it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from safeguards.address import client_network
from safeguards.limits import Limit, within_limit
from safeguards.models import SafeguardingSettings
from safeguards.origin import same_origin_required

from ..forms.sending import AboutForm, FeedbackForm, LookedForForm
from ..models import FeedbackItem, FeedbackSettings
from ..periods import kept_line
from ..services.receiving import receive_feedback

# A whole hospital may sit behind one address.
MESSAGES = Limit("feedback", count=300, seconds=60 * 60)
# To make a picture anew takes a second: counted before that is done.
PICTURES = Limit("feedback_picture", count=60, seconds=60 * 60)


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_required
def feedback(request):
    """Show the form; on POST keep the message and lead to the thank-you page."""
    if request.method == "POST":
        return _receive(request)
    about = AboutForm(request.GET).for_reader(request)
    message = LookedForForm(request.GET).message
    form = FeedbackForm(use=about.use, initial={"message": message})
    return _render_form(request, form, about)


@never_cache
@require_safe
def thanks(request, reference):
    """Name the reference and what happens next; what was written is not repeated."""
    item = get_object_or_404(FeedbackItem, reference=reference)
    context = {
        "item": item,
        "settings": FeedbackSettings.current(),
        "kept_line": kept_line(),
    }
    response = render(request, "feedback/thanks.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _receive(request):
    about = AboutForm(request.POST).for_reader(request)
    network = client_network(request)
    has_picture = "picture" in request.FILES
    takes_picture = not has_picture or within_limit(PICTURES, network)
    files = request.FILES if takes_picture else None
    form = FeedbackForm(request.POST, files, use=about.use)
    is_valid = form.is_valid()
    if not takes_picture:
        form.add_error(
            "picture",
            _(
                "Many pictures have come from your network. Your text is still here: please "
                "send it without the picture, or with it in an hour."
            ),
        )
        return _render_form(request, form, about, status=429)
    if not is_valid:
        return _render_form(request, form, about, status=422)
    if not within_limit(MESSAGES, network):
        form.add_error(
            None,
            _(
                "A great many messages have come from your network, so we could not take "
                "this one. Your text is still here: please send it again in an hour."
            ),
        )
        return _render_form(request, form, about, status=429)
    item = receive_feedback(
        page=about.page,
        page_version=about.page_version,
        document=about.document,
        source=about.source,
        user=request.user if request.user.is_authenticated else None,
        language=get_language(),
        is_caught=form.is_caught,
        **form.told(),
    )
    response = redirect("feedback_thanks", reference=item.reference)
    # See other: a reload shows the thanks again and sends nothing.
    response.status_code = 303
    return response


def _render_form(request, form, about, status=200):
    form.ask_for_picture_again()
    context = {
        "form": form,
        "about": about,
        "settings": FeedbackSettings.current(),
        "safeguarding": SafeguardingSettings.current(),
    }
    return render(request, "feedback/form.html", context, status=status)
