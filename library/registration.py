"""What the library keeps of those who upload: seeing, taking along and erasing it. Files stay."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import UploadedFile

from accounts.registry import PersonalData, columns, register, register_impersonal

from .models import CLICDocument, CLICImage, CLICMedia, DocumentVersion

A_CODE = "a code of the program"
BY_EDITORS = "what editors upload: about work, and of people with their consent"
NOT_USED = "a table of a package that this site has models of its own for"

PERSONAL = (
    "library.CLICDocument.uploaded_by_user",
    "library.CLICImage.uploaded_by_user",
    "library.CLICMedia.uploaded_by_user",
    "library.DocumentVersion.created_by",
    *columns("wagtailcore.UploadedFile", "uploaded_by_user file"),
    # Tables that packages make beside ours.
    "wagtaildocs.Document.uploaded_by_user",
    "wagtailimages.Image.uploaded_by_user",
    "wagtailmedia.Media.uploaded_by_user",
)

IMPERSONAL = {
    "library.CLICDocument.file": BY_EDITORS,
    "library.CLICDocument.file_hash": A_CODE,
    "library.CLICDocument.pictured_file": BY_EDITORS,
    "library.CLICDocument.preview": BY_EDITORS,
    "library.CLICDocument.read_file": BY_EDITORS,
    "library.CLICDocument.slug": BY_EDITORS,
    "library.CLICDocument.title": BY_EDITORS,
    "library.CLICImage.credit": BY_EDITORS,
    "library.CLICImage.file_hash": A_CODE,
    "library.CLICMedia.consent_record": BY_EDITORS,
    "library.CLICMedia.file": BY_EDITORS,
    "library.CLICMedia.measured_file": BY_EDITORS,
    "library.CLICMedia.thumbnail": BY_EDITORS,
    "library.CLICMedia.title": BY_EDITORS,
    "library.CLICRendition.filter_spec": A_CODE,
    "library.CLICRendition.focal_point_key": A_CODE,
    "library.CaptionTrack": BY_EDITORS,
    "library.DocumentVersion.file": BY_EDITORS,
    "library.DocumentVersion.file_hash": A_CODE,
    "library.DocumentVersion.what_changed": BY_EDITORS,
    "library.FileText": BY_EDITORS,
    "library.DownloadCount": "how often, never by whom",
    "taggit.Tag": "words that editors sort by",
    "taggit.TaggedItem": "words that editors sort by",
    "wagtaildocs.Document.file": NOT_USED,
    "wagtaildocs.Document.file_hash": NOT_USED,
    "wagtaildocs.Document.title": NOT_USED,
    "wagtailimages.Image.description": NOT_USED,
    "wagtailimages.Image.file": NOT_USED,
    "wagtailimages.Image.file_hash": NOT_USED,
    "wagtailimages.Image.title": NOT_USED,
    "wagtailimages.Rendition": NOT_USED,
    "wagtailmedia.Media.file": NOT_USED,
    "wagtailmedia.Media.thumbnail": NOT_USED,
    "wagtailmedia.Media.title": NOT_USED,
}

LABELS = {
    "pictures": _("Pictures you uploaded"),
    "documents": _("Documents you uploaded"),
    "media": _("Videos and sounds you uploaded"),
}


def summary(user):
    """Nothing: those who upload see it in the admin."""
    return {}


def export(user):
    """What this person uploaded for the site, by its title."""
    return {
        name: list(_uploaded(model, user).values_list("title", flat=True))
        for name, model in (
            ("pictures", CLICImage),
            ("documents", CLICDocument),
            ("media", CLICMedia),
        )
    }


def files(user):
    """Uploads that were never finished; finished ones belong to the site's pages."""
    for unfinished in _uploaded(UploadedFile, user):
        yield unfinished.file.name, unfinished.file


def erase(user, keep_words):
    """Files stay on their pages, and nobody is said to have uploaded them; unfinished ones go."""
    count = sum(
        _uploaded(model, user).count() for model in (CLICImage, CLICDocument, CLICMedia)
    )
    count += DocumentVersion.objects.filter(created_by_id=user.pk).count()
    for unfinished in _uploaded(UploadedFile, user):
        unfinished.delete()
        unfinished.file.storage.delete(unfinished.file.name)
    # All else becomes nobody's by its foreign key.
    return count


def _uploaded(model, user):
    return model.objects.filter(uploaded_by_user_id=user.pk)


def register_personal_data():
    """Tell accounts what is held here of a person, and what is nobody's."""
    register(
        PersonalData(
            key="uploads",
            title=_("Files you uploaded"),
            summary=summary,
            export=export,
            erase=erase,
            fields=PERSONAL,
            labels=LABELS,
            files=files,
        )
    )
    register_impersonal(IMPERSONAL)
