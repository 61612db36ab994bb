"""Addresses of files. They carry no language: a file has its own."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import path
from wagtail.documents.views.serve import authenticate_with_password

from safeguards.shared_passwords import guarded

from . import views

urlpatterns = [
    path("downloads/<slug:slug>/", views.document_download, name="document_download"),
    path(
        "downloads/<slug:slug>/<int:version_id>/",
        views.document_version_download,
        name="document_version_download",
    ),
    path(
        "downloads/<slug:slug>/versions/",
        views.document_versions,
        name="document_versions",
    ),
    path(
        "downloads/<slug:slug>/preview.webp",
        views.document_preview,
        name="document_preview",
    ),
    # Wagtail looks for its own name.
    path(
        "downloads/password/for/<int:restriction_id>/",
        guarded(authenticate_with_password),
        name="wagtaildocs_authenticate_with_password",
    ),
]

if not urlsplit(settings.MEDIA_URL).netloc:
    urlpatterns.append(
        path(
            f"{settings.MEDIA_URL.strip('/')}/<path:path>",
            views.media_file,
            name="media_file",
        )
    )
