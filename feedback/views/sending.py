"""The form where visitors tell us something, and the thanks for it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeguards.address import client_network
from safeguards.limits import Limit, within_limit
from safeguards.origin import same_origin_required

from ..forms.sending import AboutPageForm, FeedbackForm
from ..models import FeedbackItem, FeedbackSettings
from ..services.receiving import receive_feedback

# A whole hospital may sit behind one address.
MESSAGES = Limit("feedback", count=300, seconds=60 * 60)


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_required
def feedback(request):
    """Show the form; on POST keep the message and lead to the thank-you page."""
    if request.method == "POST":
        return _receive(request)
    page = AboutPageForm(request.GET).page_for(request)
    return _render_form(request, FeedbackForm(), page)


@require_safe
def thanks(request, reference):
    """Name the reference and what happens next; what was written is not repeated."""
    item = get_object_or_404(FeedbackItem, reference=reference)
    context = {"reference": item.reference, "settings": FeedbackSettings.current()}
    response = render(request, "feedback/thanks.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _receive(request):
    form = FeedbackForm(request.POST)
    page = AboutPageForm(request.POST).page_for(request)
    if not form.is_valid():
        return _render_form(request, form, page, status=422)
    if not within_limit(MESSAGES, client_network(request)):
        form.add_error(
            None,
            _(
                "A great many messages have come from your network, so we could not take "
                "this one. Your text is still here: please send it again in an hour."
            ),
        )
        return _render_form(request, form, page, status=429)
    item = receive_feedback(
        kind=form.cleaned_data.get("kind"),
        message=form.cleaned_data["message"],
        name=form.cleaned_data["name"],
        email=form.cleaned_data["email"],
        page=page,
        user=request.user if request.user.is_authenticated else None,
        is_caught=form.is_caught,
    )
    response = redirect("feedback_thanks", reference=item.reference)
    # See other: a reload shows the thanks again and sends nothing.
    response.status_code = 303
    return response


def _render_form(request, form, page, status=200):
    context = {
        "form": form,
        "about_page": page,
        "settings": FeedbackSettings.current(),
    }
    return render(request, "feedback/form.html", context, status=status)
