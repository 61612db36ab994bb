"""Pages that only the demo has."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .mailbox import newest_mail


@require_safe
@never_cache
def mail(request):
    """What the site would have sent, for those who try the demo."""
    return render(
        request,
        "demo/mail.html",
        {"messages_sent": newest_mail(settings.EMAIL_FILE_PATH)},
    )
