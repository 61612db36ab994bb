"""Download my data."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..models import DataExport
from ..reauthentication import recheck_required
from ..services.copying import export_storage
from ..services.exports import MOST_IN_A_DAY, TooManyToday, ask_for_export

# Between two looks at a copy that is being made.
SECONDS_BETWEEN_LOOKS = 3


@login_required
def data_export(request):
    """What a copy of my data holds, how far the one is that I asked for, and the way to it."""
    if request.method == "POST":
        return ask(request)
    return _render(request)


@recheck_required
def ask(request):
    """Only for those who just proved who they are."""
    try:
        ask_for_export(request.user)
    except TooManyToday:
        problem = _("You have asked for %s copies today. Please try again tomorrow.")
        return _render(request, problem=problem % MOST_IN_A_DAY)
    return redirect("data_export")


@require_safe
def download(request, pk):
    """Send a copy to the person it is about; to everybody else it is not there."""
    export = DataExport.objects.available().of(request.user).filter(pk=pk).first()
    if export is None:
        raise Http404
    try:
        file = export_storage().open(export.file_name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"clic-my-data-{timezone.localdate(export.ready_at)}.zip",
        content_type="application/zip",
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _render(request, *, problem=""):
    exports = DataExport.objects.of(request.user)
    newest = exports.first()
    under_way = newest if newest and newest.is_under_way else None
    context = {
        "under_way": under_way,
        "has_failed": bool(newest and newest.failed_at),
        "ready": exports.available(),
        "problem": problem,
        "seconds": SECONDS_BETWEEN_LOOKS,
    }
    status = 422 if problem else 202 if under_way else 200
    return render(request, "accounts/export.html", context, status=status)
