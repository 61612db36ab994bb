"""Finds repeated queries for related rows (N+1) on what readers open; Wagtail's admin has its own."""

from zeal.middleware import zeal_middleware as watch_every_request


def zeal_middleware(get_response):
    """Watch a request unless it is for the admin."""
    watched = watch_every_request(get_response)

    def middleware(request):
        is_admin = request.path_info.startswith(("/admin/", "/django-admin/"))
        return get_response(request) if is_admin else watched(request)

    return middleware
