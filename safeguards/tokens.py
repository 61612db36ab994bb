"""The check for forged requests, for views that must not lose what was typed when it fails."""

from django.middleware.csrf import CsrfViewMiddleware


class _Check(CsrfViewMiddleware):
    def _reject(self, request, reason):
        return reason


def has_valid_token(request):
    """Whether a form came from a page of ours that belongs to this sign-in.

    A view that asks this itself is `csrf_exempt`: Django's own refusal would drop the form, also
    where somebody only signed in again in another tab.
    """
    return _Check(lambda request: None).process_view(request, None, (), {}) is None
