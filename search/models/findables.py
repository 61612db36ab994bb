"""The index: one row for each thing that can be found, and for each part of it that can be led to."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Left, Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from pages.models.querysets import aliases_of_restricted_pages


class FindableQuerySet(models.QuerySet):
    def of_generation(self, generation):
        """The rows of one building of the index."""
        return self.filter(generation=generation)

    def but_of_generation(self, generation):
        """The rows of former buildings, and of one that isn't finished."""
        return self.exclude(generation=generation)

    def with_keys(self, keys):
        """Those that the index calls so."""
        return self.filter(key__in=keys)

    def heads(self):
        """What is listed as a result; the rest are parts of it."""
        return self.filter(head_key="")

    def of_files(self, documents=None):
        """Files and their pages: of some documents, by their ids, or all."""
        if documents is None:
            return self.filter(document__isnull=False)
        return self.filter(document__in=documents)

    def of_pages(self):
        """Pages with their parts."""
        return self.filter(key__startswith="page:")

    def about_topic(self, topic):
        """Those with a topic, by its id."""
        return self.filter(topics__contains=[topic])

    def fitting_setting(self, setting):
        """Those with a setting, by its id."""
        return self.filter(settings__contains=[setting])

    def displaced(self):
        """Those whose page stands at another place by now."""
        return self.exclude(path=F("page__path"))

    def past_consent(self):
        """Those that may not be shown any more."""
        return self.filter(until__lt=timezone.localdate())

    def at_or_below(self, path):
        """What stands at the page with a path, or below it."""
        return self.filter(path__startswith=path)

    def of_things(self, heads, asked):
        """Some heads, by their keys, and those of their parts that match."""
        return self.filter(Q(key__in=heads) | Q(head_key__in=heads, vector=asked))

    def topics_in(self, language):
        """The topics of a language, from A to Z."""
        return self.filter(kind=Findable.Kind.TOPIC, language=language).order_by(
            "title"
        )

    def best_parts(self, most):
        """The heads, each with its parts only up to a `place`, as they are annotated with it."""
        return self.filter(Q(head_key="") | Q(place__lte=most))

    def open_to_everybody(self):
        """Those that nothing keeps from anyone today: neither the page, the collection nor consent."""
        pages = PageViewRestriction.objects.filter(
            page__path=Left(OuterRef("path"), Length("page__path"))
        )
        aliases = aliases_of_restricted_pages().filter(
            path=Left(OuterRef("path"), Length("path"))
        )
        collections = CollectionViewRestriction.objects.filter(
            collection__path=Left(
                OuterRef("collection_path"), Length("collection__path")
            )
        )
        return self.exclude(until__lt=timezone.localdate()).filter(
            ~Exists(pages), ~Exists(aliases), ~Exists(collections)
        )

    def languages(self):
        """The languages of these, as a list."""
        return list(self.order_by().values_list("language", flat=True).distinct())

    def parts_of(self, heads):
        """The parts of some things, by their keys, in their order."""
        return self.filter(head_key__in=heads).order_by("head_key", "position")


class Findable(models.Model):
    """A page, a file or a term that can be found, or a part of one: a section, a moment, a page of a file.

    A head (`head_key` is empty) is what a list of results shows; its vector holds all its words,
    those of its parts too. Parts say where in it words stand, and lead there.
    """

    class Kind(models.TextChoices):
        """What a head is, as readers choose it."""

        TOOLKIT = "toolkit", _("Toolkit")
        TOOL = "tool", _("Tool")
        STORY = "story", _("Story")
        VIDEO = "video", _("Video")
        EVENT = "event", _("Event")
        PAGE = "page", _("Page")
        TOPIC = "topic", _("Topic")
        FILE = "file", _("File")
        TERM = "term", _("Word explained")

    class Part(models.TextChoices):
        """What a part is."""

        SECTION = "section", _("Section")
        MOMENT = "moment", _("Moment of a video")
        FILE_PAGE = "file_page", _("Page of a file")

    generation = models.PositiveIntegerField()
    # "page:12", "page:12#steps", "page:12@200" (seconds), "file:5", "file:5/7", "term:8", "topic:3"
    key = models.CharField(max_length=200)
    head_key = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=[*Kind.choices, *Part.choices])
    # The order of parts: of moments the second, of pages of a file their number.
    position = models.PositiveIntegerField(default=0)

    # What the row is about, so that it goes with it.
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    document = models.ForeignKey(
        "library.CLICDocument", null=True, on_delete=models.CASCADE, related_name="+"
    )
    term = models.ForeignKey(
        "pages.GlossaryTerm", null=True, on_delete=models.CASCADE, related_name="+"
    )
    topic = models.ForeignKey(
        "pages.Topic", null=True, on_delete=models.CASCADE, related_name="+"
    )

    title = models.TextField()
    other_names = models.TextField(blank=True)  # one a line
    headings = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)

    language = models.CharField(max_length=10)  # without its country: "en"
    date = models.DateField(null=True)  # of a story or an event; of others when changed
    topics = ArrayField(models.IntegerField(), default=list)
    settings = ArrayField(models.IntegerField(), default=list)
    address = models.TextField()  # path, query and fragment

    # Who may find it: those whom no restriction keeps from the page at this path (and those
    # above it), nor from the collection. Asked when somebody searches, never stored.
    path = models.CharField(max_length=255, blank=True)
    collection_path = models.CharField(max_length=255, blank=True)
    until = models.DateField(
        null=True
    )  # the last day on which consent lets it be shown

    # All words, with weights (A names, B headings, C summary, D text), and a mark of the language.
    vector = SearchVectorField()
    # The words of title (A) and other names (B), as they are written and without their endings,
    # and marks of whole names: search/vectors.py.
    titles = SearchVectorField()

    objects = FindableQuerySet.as_manager()

    class Meta:
        verbose_name = _("findable thing")
        constraints = [
            models.UniqueConstraint(
                fields=["generation", "key"], name="findable_once_in_a_generation"
            ),
        ]
        indexes = [
            GinIndex(
                fields=["vector"],
                name="findable_words",
                condition=Q(head_key=""),
                fastupdate=False,
            ),
            GinIndex(
                fields=["titles"],
                name="findable_titles",
                condition=Q(head_key=""),
                fastupdate=False,
            ),
            models.Index(
                fields=["head_key"], name="findable_parts", condition=~Q(head_key="")
            ),
            models.Index(
                fields=["path"], name="findable_path", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self):
        return self.key

    @property
    def is_head(self):
        """Whether it is listed itself, and not only where it belongs."""
        return not self.head_key
