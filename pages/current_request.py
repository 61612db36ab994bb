"""The request being answered, for those who make an address deep inside a component.

Components are sealed: they don't see the request. Without it Wagtail asks the
shared cache for the site's root once for every link; with it, once a request.
"""

from contextvars import ContextVar

_current = ContextVar("current_request", default=None)


def current_request():
    """The request that this thread is answering, or None outside of one."""
    return _current.get()


class CurrentRequestMiddleware:
    """Remembers the request while it is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _current.set(request)
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)
