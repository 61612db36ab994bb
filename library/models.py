"""What editors upload once and use anywhere: pictures, documents, videos and sound."""

from itertools import chain, count

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Orderable
from wagtail.search import index
from wagtailmedia.models import AbstractMedia


def document_storage():
    """The private storage of documents: only /downloads/ serves what is in it."""
    return storages["documents"]


class CLICImage(AbstractImage):
    """A picture: described for those who can't see it, with the consent of the people it shows."""

    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_(
            "Tick if the picture adds nothing that a reader who can't see it would miss."
        ),
    )
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made the picture.")
    )
    shows_people = models.BooleanField(_("people can be recognised"), default=False)
    consent_record = models.CharField(
        _("where their consent is kept"),
        max_length=255,
        blank=True,
        help_text=_("For example: consent forms, communications team, folder 12."),
    )
    consent_ends_on = models.DateField(
        _("consent ends on"),
        null=True,
        blank=True,
        help_text=_("The picture must not be used after this day."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "shows_people",
        "consent_record",
        "consent_ends_on",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(description=""),
                name="image_described_or_decorative",
                violation_error_message=_(
                    "Describe the picture for people who can't see it, or tick “decorative”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(shows_people=False) | ~Q(consent_record=""),
                name="image_people_have_consented",
                violation_error_message=_(
                    "Say where the consent of the people shown is kept."
                ),
            ),
        ]

    @property
    def default_alt_text(self):
        return "" if self.is_decorative else self.description


class CLICRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(
        CLICImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta(AbstractRendition.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_filter",
            )
        ]


class CLICDocument(AbstractDocument):
    """A file to download, at an address that never changes however often it is replaced."""

    file = models.FileField(
        _("file"), upload_to="documents", storage=document_storage, max_length=255
    )
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_(
            "The file is always found at /downloads/ followed by this. "
            "Leave empty to make it from the title."
        ),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )

    admin_form_fields = ("title", "file", "slug", "language", "collection", "tags")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("language")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def url(self):
        return reverse("document_download", args=[self.slug])

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self):
        """An address made from the title that no other document has."""
        wanted = slugify(self.title)[:90] or "document"
        taken = set(
            CLICDocument.objects.filter(slug__startswith=wanted).values_list(
                "slug", flat=True
            )
        )
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(slug for slug in chain([wanted], numbered) if slug not in taken)


class DocumentVersion(models.Model):
    """One file that a document has held, with the day and what changed."""

    document = models.ForeignKey(
        CLICDocument, on_delete=models.CASCADE, related_name="versions"
    )
    file = models.FileField(
        _("file"), upload_to="documents", storage=document_storage, max_length=255
    )
    file_size = models.PositiveBigIntegerField(_("size in bytes"))
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    what_changed = models.CharField(_("what changed"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("document version")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "file"], name="one_version_per_file"
            )
        ]

    def __str__(self):
        return f"{self.document} ({self.created_at:%d %B %Y})"


class CLICMedia(AbstractMedia, ClusterableModel):
    """A video or a sound file of our own, with its captions."""

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video or sound")
        verbose_name_plural = _("videos and sounds")


class CaptionTrack(Orderable):
    """What is said in a video, as timed text (WebVTT) in one language."""

    class Kind(models.TextChoices):
        CAPTIONS = "captions", _("Captions: speech and sounds")
        SUBTITLES = "subtitles", _("Subtitles: a translation")
        DESCRIPTIONS = "descriptions", _("Descriptions: what can be seen")
        CHAPTERS = "chapters", _("Chapters")

    media = ParentalKey(
        CLICMedia, on_delete=models.CASCADE, related_name="caption_tracks"
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        help_text=_("A language code, such as en, pl or ar."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.CAPTIONS
    )
    file = models.FileField(
        _("WebVTT file"),
        upload_to="captions",
        validators=[FileExtensionValidator(["vtt"])],
    )

    class Meta(Orderable.Meta):
        verbose_name = _("caption track")
        constraints = [
            models.UniqueConstraint(
                fields=["media", "language", "kind"],
                name="one_track_per_language_and_kind",
            )
        ]

    def __str__(self):
        return f"{self.language} ({self.get_kind_display()})"
