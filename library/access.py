"""Who may read a file: what Wagtail's collections say, asked the same way everywhere."""

from dataclasses import dataclass, field
from posixpath import normpath

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import CollectionViewRestriction

from .models import CaptionTrack, CLICImage, CLICMedia, CLICRendition
from .models.consent import is_withheld

# What the public storage keeps where, and whose consent and collection a file there has. What
# lies elsewhere (such as uploads that wait for their description) is nobody's to read.
OWNERS = {
    "captions": (CaptionTrack, "file", "media__"),
    "images": (CLICRendition, "file", "image__"),
    "media": (CLICMedia, "file", ""),
    "media_thumbnails": (CLICMedia, "thumbnail", ""),
    "original_images": (CLICImage, "file", ""),
}
# Pictures of those who work in the admin.
PUBLIC_FOLDERS = {"avatar_images"}


def document_restrictions(document):
    """Return the restrictions on a document; an empty list for everybody's."""
    return list(document.collection.get_view_restrictions())


def may_have(request, document):
    """Whether nothing keeps this reader from a document (for now)."""
    return all(
        restriction.accept_request(request)
        for restriction in document_restrictions(document)
    )


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


@dataclass(frozen=True)
class PublicFile:
    """What is to be known of a file of the public storage before it is sent."""

    restrictions: list = field(default_factory=list)
    shows_people: bool = False


def public_file(name):
    """Return who may read a file of the public storage.

    Raises Http404 for what is nobody's to read, or shown to nobody any more.
    """
    folder = name.split("/")[0]
    # One file, one spelling: a file is found by its name.
    is_known = folder in PUBLIC_FOLDERS | set(OWNERS)
    # PostgreSQL refuses to look for NUL.
    if not is_known or normpath(name) != name or "\0" in name:
        raise Http404
    if folder in PUBLIC_FOLDERS:
        return PublicFile()
    model, file_field, owner = OWNERS[folder]
    facts = [
        f"{owner}{name}"
        for name in (
            "collection__path",
            "shows_people",
            "consent_withdrawn_on",
            "consent_ends_on",
        )
    ]
    row = (
        model.objects.filter(**{file_field: name})
        .annotate(restricted=Exists(CollectionViewRestriction.objects.all()))
        .values_list(*facts, "restricted")
        .first()
    )
    if row is None:
        raise Http404
    path, shows_people, withdrawn_on, ends_on, is_any_restricted = row
    if is_withheld(withdrawn_on, ends_on):
        raise Http404
    return PublicFile(_restrictions(path) if is_any_restricted else [], shows_people)


def _restrictions(path):
    """The restrictions on a collection and on those it lies in."""
    return [
        restriction
        for restriction in CollectionViewRestriction.objects.select_related(
            "collection"
        )
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


def closed_collections(request):
    """Return the paths of the collections whose files this reader may not have, as one tuple."""
    restrictions = CollectionViewRestriction.objects.select_related("collection")
    return tuple(
        restriction.collection.path
        for restriction in restrictions
        if not restriction.accept_request(request)
    )
