"""What editors upload once and use anywhere: pictures, documents, videos and sound."""

from dataclasses import astuple
from itertools import chain, count

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from .captions import (
    Cue,
    paragraphs,
    read_captions,
    read_chapters,
    timed_paragraphs,
    validate_captions,
)
from .content_types import DOCUMENT_TYPES, content_type_of
from .languages import direction, language_choices, native_name, primary
from .storage import (
    caption_name,
    document_name,
    document_storage,
    media_name,
    thumbnail_name,
    unused_name,
)


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

    def get_upload_to(self, filename):
        folder, _slash, name = super().get_upload_to(filename).rpartition("/")
        return unused_name(folder, name)


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
        _("file"), upload_to=document_name, storage=document_storage, max_length=255
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
        error_messages={
            "unique": _("Another document has this address. Choose another one.")
        },
    )
    language = models.CharField(
        _("language"), max_length=10, choices=language_choices, default="en"
    )

    admin_form_fields = ("title", "file", "slug", "language", "collection", "tags")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("language")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def url(self):
        return reverse("document_download", args=[self.slug])

    @property
    def type_label(self):
        """What kind of file it is, in a word readers know: “Word”, “PDF”."""
        return DOCUMENT_TYPES.get(self.file_extension.lower(), self.file_extension)

    @property
    def size_text(self):
        return filesizeformat(self.file_size)

    @property
    def language_name(self):
        """The document's language in that language."""
        return native_name(self.language)

    @property
    def content_type(self):
        return content_type_of(self.file.name)

    def save(self, *args, **kwargs):
        """Keep the file as a version of its own, whoever saves the document and however.

        `what_changed` and `changed_by`, where set before, are noted with a new file.
        """
        self.slug = self.slug.lower() or self._free_slug()
        update_fields = kwargs.get("update_fields")
        with transaction.atomic():
            if self.file and not self.file._committed:
                self._set_document_file_metadata()
            super().save(*args, **kwargs)
            if update_fields is None or "file" in update_fields:
                self._keep_version()

    what_changed = ""
    changed_by = None

    def _keep_version(self):
        if self.versions.filter(file=self.file.name).exists():
            return
        DocumentVersion.objects.create(
            document=self,
            file=self.file.name,
            file_size=self.file_size or self.file.size,
            file_hash=self.file_hash or self.get_file_hash(),
            created_by=self.changed_by or self.uploaded_by_user,
            what_changed=self.what_changed,
        )

    def _free_slug(self):
        """An address made from the title that no other document has."""
        wanted = slugify(self.title)[:90].strip("-") or "document"
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
        _("file"), upload_to=document_name, storage=document_storage, max_length=255
    )
    file_size = models.PositiveBigIntegerField(_("size in bytes"))
    file_hash = models.CharField(max_length=40, editable=False)
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    what_changed = models.CharField(_("what changed"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("document version")
        verbose_name_plural = _("document versions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "file"], name="one_version_per_file"
            )
        ]

    def __str__(self):
        return f"{self.document} ({self.created_at:%d %B %Y})"

    @property
    def url(self):
        return reverse("document_version_download", args=[self.document.slug, self.pk])

    @property
    def size_text(self):
        return filesizeformat(self.file_size)


class CLICMedia(AbstractMedia):
    """A video or a sound file of our own, with its captions."""

    file = models.FileField(_("file"), upload_to=media_name, max_length=255)
    thumbnail = models.FileField(
        _("thumbnail"), upload_to=thumbnail_name, max_length=255, blank=True
    )

    admin_form_fields = (
        "title",
        "file",
        "duration",
        "thumbnail",
        "collection",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("video or sound")
        verbose_name_plural = _("videos and sounds")

    @property
    def sources(self):
        return [{"src": self.url, "type": content_type_of(self.file.name)}]

    @property
    def length(self):
        """How long it plays, as a clock shows it: “4:05”, “1:02:10”; empty where unknown."""
        if not self.duration:
            return ""
        minutes, seconds = divmod(round(self.duration), 60)
        hours, minutes = divmod(minutes, 60)
        if hours:
            return f"{hours}:{minutes:02d}:{seconds:02d}"
        return f"{minutes}:{seconds:02d}"

    @cached_property
    def tracks(self):
        """Every caption track; a list makes one query for all with `prefetch_related`."""
        return list(self.caption_tracks.all())

    @property
    def spoken_tracks(self):
        """The tracks that tell what is said: captions and subtitles."""
        return [track for track in self.tracks if track.is_spoken]

    @property
    def languages(self):
        """The names, in their own script, of the languages it can be read in."""
        return list(dict.fromkeys(track.language_name for track in self.spoken_tracks))

    def transcript(self, language):
        """What is said as paragraphs in a language; an empty list where no track has it."""
        track = self.track_in(language)
        return track.paragraphs if track else []

    def timed_paragraphs(self, language):
        """The transcript as lists of cues, so that a line can be marked while it is said."""
        track = self.track_in(language)
        return timed_paragraphs(track.cues) if track else []

    def chapters(self, language):
        """Where each chapter begins, in seconds, and its title; empty where no track has them."""
        found = _in_language(
            [
                track
                for track in self.tracks
                if track.kind == CaptionTrack.Kind.CHAPTERS
            ],
            language,
        )
        return [(cue.start, cue.text) for cue in found.cues] if found else []

    def track_in(self, language):
        """The captions, else the subtitles, in a language whatever its country; None without."""
        return _in_language(
            sorted(self.spoken_tracks, key=lambda track: track.kind), language
        )


def _in_language(tracks, language):
    """The first track in a language whatever its country; None without."""
    return next(
        (track for track in tracks if primary(track.language) == primary(language)),
        None,
    )


class CaptionTrack(models.Model):
    """What is said in a video, as timed text (WebVTT) in one language."""

    class Kind(models.TextChoices):
        CAPTIONS = "captions", _("Captions: speech and sounds")
        SUBTITLES = "subtitles", _("Subtitles: a translation")
        DESCRIPTIONS = "descriptions", _("Descriptions: what can be seen")
        CHAPTERS = "chapters", _("Chapters")

    media = models.ForeignKey(
        CLICMedia, on_delete=models.CASCADE, related_name="caption_tracks"
    )
    language = models.CharField(
        _("language"), max_length=10, choices=language_choices, default="en"
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.CAPTIONS
    )
    file = models.FileField(
        _("WebVTT file"),
        upload_to=caption_name,
        max_length=255,
        validators=[FileExtensionValidator(["vtt"]), validate_captions],
        help_text=_("A text file that ends in .vtt, at most 1 MB."),
    )
    # What the file says, read once when it is stored: pages never open it.
    timed_text = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("caption track")
        verbose_name_plural = _("caption tracks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["media", "language", "kind"],
                name="one_track_per_language_and_kind",
                violation_error_message=_(
                    "There is already a track of this kind in this language."
                ),
            )
        ]

    def __str__(self):
        return f"{self.get_language_display()}, {self.get_kind_display()}"

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.file.seek(0)
            self.timed_text = [astuple(cue) for cue in self._read(self.file.read())]
            self.file.seek(0)
        super().save(*args, **kwargs)

    def _read(self, content):
        if self.kind == self.Kind.CHAPTERS:
            return read_chapters(content)
        return read_captions(content)

    @property
    def cues(self):
        """What is said or heard, second by second."""
        return [Cue(*cue) for cue in self.timed_text]

    @property
    def paragraphs(self):
        """The same as text to read."""
        return paragraphs(self.cues)

    @property
    def is_spoken(self):
        return self.kind in {self.Kind.CAPTIONS, self.Kind.SUBTITLES}

    @property
    def language_name(self):
        """The language in that language, as the player's menu shows it."""
        return native_name(self.language)

    @property
    def direction(self):
        """Which way the language is written: "ltr" or "rtl"."""
        return direction(self.language)
