"""What Wagtail's admin does otherwise with files."""

from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtailmedia.views import media


@hooks.register("register_admin_urls")
def deleting_media():
    # Before wagtailmedia's own, which bears the name.
    return [path("media/delete/<int:media_id>/", delete_media)]


def delete_media(request, media_id):
    """Delete a video or a sound; one that a page is made of stays, and its uses are shown."""
    try:
        with transaction.atomic():
            return media.delete(request, media_id)
    except ProtectedError:
        messages.error(
            request,
            _(
                "A page shows this video. Choose another one there, or delete the page first."
            ),
        )
        return redirect("wagtailmedia:media_usage", media_id)
