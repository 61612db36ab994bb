"""Files to download, with every version and how often they were fetched."""

from itertools import chain, count

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet
from wagtail.search import index

from ..content_types import content_type_of, extension_of, type_label_of
from ..languages import language_choices, native_name
from ..storage import document_name, document_storage, preview_name


class DocumentQuerySet(WagtailDocumentQuerySet):
    def unpictured(self):
        """PDFs whose first page the worker has not looked at since they got their file."""
        return self.filter(~Q(pictured_file=F("file")), file__iendswith=".pdf")

    def unread(self):
        """Those whose words the worker has not looked for since they got their file."""
        return self.exclude(read_file=F("file"))

    def badly_read(self):
        """Those of whose words search knows none, or not all."""
        return self.exclude(text_problem="")

    def with_downloads_since(self, day):
        """Each with how often it was fetched from that day on, as `downloads`."""
        counted = Sum("download_counts__count", filter=Q(download_counts__day__gte=day))
        return self.annotate(downloads=Coalesce(counted, 0))


class CLICDocument(AbstractDocument):
    """A file to download, at an address that never changes however often it is replaced."""

    class Problem(models.TextChoices):
        """Why there is no picture of a PDF's first page."""

        LOCKED = (
            "locked",
            _(
                "This PDF asks for a password, so readers can't open it. Save it without one."
            ),
        )
        BROKEN = (
            "broken",
            _(
                "This PDF could not be read. Open it to see whether it is whole, and save it again."
            ),
        )
        TOO_MUCH = (
            "too much",
            _(
                "The first page of this PDF takes very long to draw. Readers with old "
                "computers may not see it: save it smaller."
            ),
        )

    class TextProblem(models.TextChoices):
        """Why search knows none of a file's words, or not all."""

        LOCKED = (
            "locked",
            _(
                "This file asks for a password, so search can't read it, nor can readers. "
                "Save it without one."
            ),
        )
        BROKEN = (
            "broken",
            _(
                "The site could not read this file. Search finds it by its title only. "
                "Open it to see whether it is whole, and save it again."
            ),
        )
        TOO_MUCH = (
            "too much",
            _(
                "This file takes too long to read. Search finds it by its title only. "
                "Save it smaller, or as several files."
            ),
        )
        TOO_LONG = (
            "too long",
            _("This file is very long. Search knows the words of its first part only."),
        )
        NO_WORDS = (
            "no words",
            _(
                "There are no words in this file that can be read, only pictures perhaps. "
                "Search finds it by its title only, and screen readers can't read it. "
                "Make it from a program such as Word, not by scanning."
            ),
        )

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
    # Kept beside the versions, so that a list of documents need not count them.
    version_count = models.PositiveIntegerField(default=0, editable=False)
    file_changed_at = models.DateTimeField(default=timezone.now, editable=False)

    # The first page of a PDF, made by the worker.
    preview = models.FileField(
        upload_to=preview_name,
        storage=document_storage,
        max_length=255,
        blank=True,
        editable=False,
    )
    preview_width = models.PositiveSmallIntegerField(default=0, editable=False)
    preview_height = models.PositiveSmallIntegerField(default=0, editable=False)
    page_count = models.PositiveIntegerField(default=0, editable=False)
    preview_problem = models.CharField(
        max_length=20, choices=Problem.choices, blank=True, editable=False
    )
    pictured_file = models.CharField(max_length=255, blank=True, editable=False)

    # The words of its file are in `texts`, put there by the worker.
    text_problem = models.CharField(
        max_length=20, choices=TextProblem.choices, blank=True, editable=False
    )
    read_file = models.CharField(max_length=255, blank=True, editable=False)

    admin_form_fields = ("title", "file", "slug", "language", "collection", "tags")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("language")]
    objects = DocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def url(self):
        return reverse("document_download", args=[self.slug])

    @property
    def versions_url(self):
        return reverse("document_versions", args=[self.slug])

    @property
    def has_preview(self):
        """Whether there is a picture of the first page of the file as it is now."""
        return bool(self.preview) and self.pictured_file == self.file.name

    @property
    def preview_url(self):
        return reverse("document_preview", args=[self.slug])

    @property
    def is_unpictured(self):
        """Whether the worker has yet to look at the first page of this PDF."""
        is_pdf = extension_of(self.file.name) == "pdf"
        return is_pdf and self.pictured_file != self.file.name

    @property
    def is_unread(self):
        """Whether the worker has yet to look for the words of this file."""
        return self.read_file != self.file.name

    @property
    def reading_state(self):
        """Whether search knows the words of this file, in a word or two."""
        if self.is_unread:
            return _("not read yet")
        if self.text_problem == self.TextProblem.TOO_LONG:
            return _("read in part")
        return _("can't be read") if self.text_problem else _("read")

    @property
    def type_label(self):
        """What kind of file it is, in a word readers know: “Word”, “PDF”."""
        return type_label_of(self.file.name)

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

    def clean(self):
        # Where the form has refused the file, it has said why.
        if self.file:
            super().clean()

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
        version = DocumentVersion.objects.create(
            document=self,
            file=self.file.name,
            file_size=self.file_size or self.file.size,
            file_hash=self.file_hash or self.get_file_hash(),
            created_by=self.changed_by or self.uploaded_by_user,
            what_changed=self.what_changed,
        )
        self.version_count = self.versions.count()
        self.file_changed_at = version.created_at
        CLICDocument.objects.filter(pk=self.pk).update(
            version_count=self.version_count, file_changed_at=self.file_changed_at
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
    def type_label(self):
        return type_label_of(self.file.name)

    @property
    def size_text(self):
        return filesizeformat(self.file_size)


class FileTextQuerySet(models.QuerySet):
    def of_newest_files(self):
        """Those that were read in the file which a document holds now, in their order."""
        return self.filter(file=F("document__file")).order_by("document", "number")


class FileText(models.Model):
    """The words of one page of a document's file, of one slide or one sheet; of all, where it has no pages."""

    MAX_NAME = 200

    document = models.ForeignKey(
        CLICDocument, on_delete=models.CASCADE, related_name="texts"
    )
    # The file that was read: another one may have come since.
    file = models.CharField(max_length=255)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=MAX_NAME, blank=True)  # of a slide or a sheet
    text = models.TextField()

    objects = FileTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="one_text_per_page_of_a_file"
            )
        ]

    def __str__(self):
        return f"{self.document}, {self.number}"


class DownloadCountQuerySet(models.QuerySet):
    def count_one(self, document, day):
        """Add one to what was fetched of a document that day, in one statement."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (document_id, day, count) VALUES (%s, %s, 1) "  # noqa: S608
                f"ON CONFLICT (document_id, day) DO UPDATE SET count = {table}.count + 1",
                [document.pk, day],
            )


class DownloadCount(models.Model):
    """How often readers fetched a document on one day; nothing about who they were."""

    document = models.ForeignKey(
        CLICDocument, on_delete=models.CASCADE, related_name="download_counts"
    )
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("downloads"))

    objects = DownloadCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads of each day")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "day"], name="one_count_per_document_and_day"
            )
        ]

    def __str__(self):
        return f"{self.document}, {self.day:%d %B %Y}: {self.count}"
