"""Erase me, and keep my account after all."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..forms.erasure import ErasureForm
from ..models import ErasureRequest
from ..reauthentication import recheck_required
from ..services.erasure import ask_for_erasure, call_off_erasure
from ..services.people import LastAdministrator


@login_required
def erasure(request):
    """What goes and what stays if I am erased; or, once I asked for it, when, and the way back."""
    pending = ErasureRequest.objects.of(request.user)
    if pending:
        context = {"pending": pending, "user": request.user}
        return render(request, "accounts/erasure_pending.html", context)
    return ask(request)


@recheck_required
def ask(request):
    """Only for those who just proved who they are."""
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_erasure(request.user, keeps_words=form.keeps_words)
        except LastAdministrator as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("erasure")
    context = {"form": form, "days": settings.ERASURE_WAIT_DAYS}
    status = 422 if form.errors else 200
    return render(request, "accounts/erasure.html", context, status=status)


@login_required
@require_POST
def keep_account(request):
    """Call it off."""
    if call_off_erasure(request.user):
        messages.success(request, _("We keep your account. Nothing will be erased."))
    return redirect("account")
