"""Who may read a file: what Wagtail's collections say, asked the same way everywhere."""

from posixpath import normpath

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import CollectionViewRestriction

from .models import CaptionTrack, CLICImage, CLICMedia, CLICRendition

# What the public storage keeps where, and how the collection of a file there is found. What
# lies elsewhere (such as uploads that wait for their description) is nobody's to read.
COLLECTION_PATHS = {
    "captions": (CaptionTrack, "file", "media__collection__path"),
    "images": (CLICRendition, "file", "image__collection__path"),
    "media": (CLICMedia, "file", "collection__path"),
    "media_thumbnails": (CLICMedia, "thumbnail", "collection__path"),
    "original_images": (CLICImage, "file", "collection__path"),
}
# Pictures of those who work in the admin.
PUBLIC_FOLDERS = {"avatar_images"}


def document_restrictions(document):
    """Return the restrictions on a document; an empty list for everybody's."""
    return list(document.collection.get_view_restrictions())


def refusal(request, restrictions):
    """Return the answer for a reader whom a restriction keeps out (for now), or None.

    It asks to sign in or for the collection's password. Raises Http404 for someone who is
    signed in and still may not see it.
    """
    unmet = next(
        (
            restriction
            for restriction in restrictions
            if not restriction.accept_request(request)
        ),
        None,
    )
    if unmet is None:
        return None
    if unmet.restriction_type == CollectionViewRestriction.PASSWORD:
        response = _ask_for_password(request, unmet)
    elif request.user.is_authenticated:
        raise Http404
    else:
        response = redirect_to_login(request.get_full_path())
    add_never_cache_headers(response)
    return response


def media_restrictions(name):
    """Return the restrictions on a file of the public storage; an empty list for everybody's.

    Raises Http404 for what is nobody's to read.
    """
    folder = name.split("/")[0]
    # One file, one spelling: the restrictions of a file are found by its name.
    is_known = folder in PUBLIC_FOLDERS | set(COLLECTION_PATHS)
    # PostgreSQL refuses to look for NUL.
    if not is_known or normpath(name) != name or "\0" in name:
        raise Http404
    if folder in PUBLIC_FOLDERS:
        return []
    restrictions = list(CollectionViewRestriction.objects.select_related("collection"))
    if not restrictions:
        return []
    model, field, path_field = COLLECTION_PATHS[folder]
    path = (
        model.objects.filter(**{field: name}).values_list(path_field, flat=True).first()
    )
    if path is None:
        raise Http404
    return [
        restriction
        for restriction in restrictions
        if path.startswith(restriction.collection.path)
    ]


def _ask_for_password(request, restriction):
    form = PasswordViewRestrictionForm(
        instance=restriction, initial={"return_url": request.get_full_path()}
    )
    action = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    return TemplateResponse(
        request,
        "wagtaildocs/password_required.html",
        {"form": form, "action_url": action},
    )
