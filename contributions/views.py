"""Telling that one used a tool, and seeing what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pages.access import get_readable_page_or_404, readable_pages
from pages.models import ToolPage
from safeguards.tokens import has_valid_token

from .forms import ContributionForm
from .models import Contribution
from .permissions import can_contribute
from .services import MOST_IN_A_DAY, TooManyToday, receive_contribution


# The check for forged requests is made inside, where what was typed can be given back.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def we_used_this(request, tool_id):
    """Show the form to somebody who used a tool; on POST keep what they tell."""
    tool = get_readable_page_or_404(request, tool_id)
    if not isinstance(tool, ToolPage):
        raise Http404
    if request.method == "POST":
        return _receive(request, tool)
    return _form(request, tool)


@login_required
@require_safe
def my_contributions(request):
    """Show what this reader has told, where each stands, and what the editors answered."""
    contributions = list(
        Contribution.objects.of(request.user).select_related(
            "tool", "story", "care_setting"
        )
    )
    used = [told.tool for told in contributions if told.tool and told.tool.live]
    context = {
        "contributions": contributions,
        "readable_tools": readable_pages(request, used),
    }
    return render(request, "contributions/mine.html", context)


@login_required
def _form(request, tool):
    reason = "" if can_contribute(request.user) else "unconfirmed"
    return _render_form(request, tool, ContributionForm(tool=tool), reason=reason)


def _receive(request, tool):
    if reason := _reason_to_wait(request):
        return _give_back(request, tool, reason)
    form = ContributionForm(request.POST, request.FILES, tool=tool)
    if not form.is_valid():
        form.ask_for_picture_again()
        return _render_form(request, tool, form, status=422)
    try:
        contribution = receive_contribution(
            sender=request.user,
            tool=tool,
            picture=form.given_picture(),
            **form.told(),
        )
    except TooManyToday:
        form.add_error(
            None,
            _(
                "You have told us %(number)s times since yesterday. Your text is still here: "
                "please send it again tomorrow."
            )
            % {"number": MOST_IN_A_DAY},
        )
        form.ask_for_picture_again()
        return _render_form(request, tool, form, status=429)
    messages.success(
        request,
        _("Thank you. We have your story: %(reference)s.")
        % {"reference": contribution.reference},
    )
    response = redirect("my_contributions")
    # See other: a reload shows the list again and sends nothing.
    response.status_code = 303
    return response


def _reason_to_wait(request):
    """Why nothing can be kept at the moment: a word for the page, empty if all is well."""
    if not request.user.is_authenticated:
        return "signed-out"
    if not has_valid_token(request):
        return "once-more"
    return "" if can_contribute(request.user) else "unconfirmed"


def _give_back(request, tool, reason):
    """Show the form with what was typed, unread: nobody may have sent it."""
    typed = {name: request.POST.get(name, "") for name in ContributionForm.base_fields}
    form = ContributionForm(initial=typed, tool=tool)
    return _render_form(request, tool, form, reason=reason, status=403)


def _render_form(request, tool, form, *, reason="", status=200):
    context = {"form": form, "tool": tool, "reason": reason}
    return render(request, "contributions/form.html", context, status=status)
