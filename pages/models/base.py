"""What every page of this site has."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.models import Orderable, Page, PageManager, PageViewRestriction
from wagtail.search import index

from ..addresses import RESERVED, is_reserved_slug
from ..current_request import current_request
from ..forms import BasePageForm
from ..signals import page_saved
from .querysets import BasePageQuerySet
from .snippets import Topic


class PageTopic(Orderable):
    """One topic of a page; one table for all types of page."""

    page = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="page_topics"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="page_topics"
    )

    panels = ["topic"]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "topic"], name="one_row_per_page_and_topic"
            )
        ]

    def __str__(self):
        return str(self.topic)


class PinnedPage(Orderable):
    """A related page that an editor chose; one table for all types of page."""

    page = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="pinned_pages"
    )
    related = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("related")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "related"], name="one_pin_per_page_and_related"
            )
        ]

    def __str__(self):
        return str(self.related)


class BasePage(Page):
    """What every page has: a summary, a picture for cards, an owner team and a review date."""

    # Which section's hue and menu entry the page takes; see static/css/tokens.css.
    section = "about"
    # What every showing of the page needs besides itself, fetched in the same query.
    shown_with = ["listing_image", "content_owner"]
    # Whether it ends with its dates, its owner team and related pages: a list has none.
    ends_with_facts = True
    base_form_class = BasePageForm

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_(
            "One or two sentences that say what readers get. Shown under the title, on cards and in search."
        ),
    )
    listing_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown on cards and when the page is shared."),
    )
    content_owner = models.ForeignKey(
        "pages.Team",
        verbose_name=_("owner team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who keeps this page right."),
    )
    review_date = models.DateField(
        _("next review"),
        null=True,
        blank=True,
        help_text=_("When the owner team looks at the page again."),
    )
    reviewed_on = models.DateField(
        _("last reviewed"),
        null=True,
        blank=True,
        help_text=_("When the owner team last checked that the page is right."),
    )
    import_id = models.CharField(
        _("number in the old system"),
        max_length=100,
        blank=True,
        editable=False,
        db_index=True,
    )

    exclude_fields_in_copy = ["import_id"]

    content_panels = [*Page.content_panels, "summary"]
    promote_panels = [
        MultiFieldPanel(
            ["listing_image", InlinePanel("page_topics", label=_("Topic"))],
            heading=_("How readers find it"),
        ),
        MultiFieldPanel(
            ["content_owner", FieldRowPanel(["reviewed_on", "review_date"])],
            heading=_("Who keeps it right"),
        ),
        MultiFieldPanel(
            [InlinePanel("pinned_pages", label=_("Page"))],
            heading=_("Related pages, before those that come by themselves"),
        ),
        MultiFieldPanel(
            [
                "slug",
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                "show_in_menus",
            ],
            heading=_("In search engines and menus"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    objects = PageManager.from_queryset(BasePageQuerySet)()

    class Meta:
        abstract = True

    @property
    def canonical_url(self):
        """The one public address of this page, from PUBLIC_URL and never from the Host header."""
        path = self.get_url() or ""
        return f"{settings.PUBLIC_URL}{path}" if path.startswith("/") else path

    @property
    def meta_description(self):
        """What search engines and shared links show under the title."""
        return self.search_description or self.summary

    @cached_property
    def other_languages(self):
        """The same page in the other languages that readers may see it in."""
        return list(self.get_translations().live().public().select_related("locale"))

    @cached_property
    def breadcrumbs(self):
        """The live pages from the home page down to this one, without itself."""
        return [page for page in reversed(self._pages_above()) if page.live]

    def _pages_above(self):
        """The pages from the parent up to the home page: no query for those a request came through."""
        way_up = []
        page = self
        while page.depth > 2:
            page = page.get_parent()
            way_up.append(page)
        return way_up

    @property
    def is_review_due(self):
        """Whether the day on which the owner team wanted to look again has passed."""
        return self.review_date is not None and self.review_date < timezone.localdate()

    @cached_property
    def topics(self):
        """The topics of this page, in the editor's order."""
        return [row.topic for row in self.page_topics.select_related("topic")]

    def get_url(self, request=None, current_site=None):
        return super().get_url(request or current_request(), current_site)

    # Set where the way to the page has shown that no restriction stands on it.
    is_open_to_all = False

    def get_view_restrictions(self):
        if self.is_open_to_all:
            return PageViewRestriction.objects.none()
        # Only an alias takes the restrictions of another branch; without one, Wagtail's
        # queries for ancestors and restrictions become one.
        if any(page.alias_of_id for page in [self, *self._pages_above()]):
            return super().get_view_restrictions()
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        return PageViewRestriction.objects.filter(
            page__path__in=[self.path[:end] for end in ends]
        )

    @transaction.atomic
    def save(self, *args, **kwargs):
        # An alias of an alias stands for the page itself: every list looks one step far to see
        # whether what an alias stands for is restricted.
        while self.alias_of_id and self.alias_of.alias_of_id:
            self.alias_of = self.alias_of.alias_of
        saved = super().save(*args, **kwargs)
        page_saved.send(type(self), page=self, fields=kwargs.get("update_fields"))
        return saved

    def clean(self):
        super().clean()
        if self.path and is_reserved_slug(self.slug, self.get_parent()):
            raise ValidationError({"slug": RESERVED})

    def get_sitemap_urls(self, request=None):
        return [
            {**entry, "location": self.canonical_url}
            for entry in super().get_sitemap_urls(request)
        ]
