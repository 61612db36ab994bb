"""Pages that only the demo has."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .mailbox import mail_named, newest_mail


@require_safe
@never_cache
@csp_update({"frame-src": [SELF]})
def mail(request):
    """What the site would have sent, for those who try the demo."""
    return render(
        request,
        "demo/mail.html",
        {"messages_sent": newest_mail(settings.EMAIL_FILE_PATH)},
    )


@require_safe
@never_cache
@csp(
    {
        # A mail brings its own styles, and nothing else: no script runs, nothing is fetched.
        "default-src": [NONE],
        "img-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "form-action": [NONE],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)
def mail_as_html(request, name):
    """One mail as a mail program shows it, in a frame of the page above."""
    found = mail_named(settings.EMAIL_FILE_PATH, name)
    if found is None or not found.html:
        raise Http404
    # Its links open beside the frame, not in it.
    return HttpResponse(found.html.replace("<head>", '<head><base target="_blank">', 1))
