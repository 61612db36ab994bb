"""My account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ..forms.profile import NameForm
from ..registry import registered
from ..services.names import message_while_held


@login_required
def account(request):
    """What the site holds of me, and what I can change."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        person = form.save()
        if person.held_name:
            messages.info(request, message_while_held(person))
        else:
            messages.success(request, _("Your name has been changed."))
        return redirect("account")
    if form.errors:
        # The page's header and the list below show the name that is stored.
        request.user.refresh_from_db(fields=["display_name"])
    context = {"form": form, "sections": _sections(request)}
    status = 422 if form.errors else 200
    return render(request, "accounts/account.html", context, status=status)


def _sections(request):
    for data in sorted(registered(), key=lambda data: data.key != "account"):
        summary = data.summary(request.user)
        if summary:
            yield {
                "key": data.key,
                "title": data.title,
                "html": render_to_string(
                    summary["template"], summary["context"], request
                ),
            }
