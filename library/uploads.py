"""Refuses what is far too large before any of it is read."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

ADMIN_PREFIX = "/admin/"


class BoundedUploadHandler(FileUploadHandler):
    """Stands before Django's own handlers and keeps no file itself.

    Those who work in the admin may send a film; everyone else no more than a few pictures.
    """

    def handle_raw_input(
        self, input_data, META, content_length, boundary, encoding=None
    ):
        if content_length > self._limit():
            raise RequestDataTooBig("The body of this request is too large.")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None

    def _limit(self):
        if self.request.path_info.startswith(ADMIN_PREFIX) and self._is_colleague():
            return settings.MAX_ADMIN_UPLOAD_BYTES
        return settings.MAX_UPLOAD_BYTES

    def _is_colleague(self):
        # Requests that were turned away before anyone asked who sends them have no user.
        user = getattr(self.request, "user", None)
        return user is not None and user.has_perm("wagtailadmin.access_admin")
