"""What pages share: topics, the teams that own pages, and menus."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from safeguards.addresses import refuse_taken_address

from .querysets import pages_of_any_type


class TopicQuerySet(models.QuerySet):
    def of_language(self, page):
        """The topics in the language of a page."""
        return self.filter(locale_id=page.locale_id)

    def given_at_or_below(self, page):
        """The topics that a page, one below it, or an alias of these has."""
        below = Q(page_topics__page__path__startswith=page.path)
        shown_elsewhere = Q(page_topics__page__alias_of__path__startswith=page.path)
        return self.filter(below | shown_elsewhere).distinct()

    def counting(self, pages):
        """Topics that any of `pages` has, each with how many of them (`number_of_pages`)."""
        number = Count(
            "page_topics",
            filter=Q(page_topics__page_id__in=pages.order_by().values("pk")),
        )
        return self.annotate(number_of_pages=number).filter(number_of_pages__gt=0)


@register_snippet
class Topic(TranslatableMixin, index.Indexed, models.Model):
    """What a page is about, in a word or two that readers use."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("address"),
        max_length=60,
        allow_unicode=True,
        help_text=_("How the topic is written in addresses: “wound-care”."),
    )
    description = models.CharField(_("description"), max_length=250, blank=True)

    panels = ["name", "slug", "description"]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    objects = TopicQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"], name="one_topic_per_address"
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        refuse_taken_address(
            self, _("Another topic has this address. Choose another one.")
        )


@register_snippet
class Team(TranslatableMixin, index.Indexed, ClusterableModel):
    """The people who keep a page right, and the mailbox that reaches them."""

    name = models.CharField(_("name"), max_length=120)
    mailbox = models.EmailField(
        _("mailbox"),
        blank=True,
        help_text=_("A shared mailbox, not one person's. Readers don't see it."),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("members"),
        blank=True,
        related_name="teams",
    )

    panels = ["name", "mailbox", "members"]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("team")
        ordering = ["name"]

    def __str__(self):
        return self.name


@register_snippet
class Menu(TranslatableMixin, ClusterableModel):
    """The links at the top or at the foot of every page, in one language."""

    class Placement(models.TextChoices):
        HEADER = "header", _("Top of the page")
        FOOTER = "footer", _("Foot of the page")

    placement = models.CharField(_("where"), max_length=10, choices=Placement.choices)

    panels = ["placement", InlinePanel("items", label=_("Link"), min_num=1)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "placement"],
                name="one_menu_per_place",
                violation_error_message=_("There is already a menu for this place."),
            )
        ]

    def __str__(self):
        return self.get_placement_display()


class MenuItemQuerySet(models.QuerySet):
    def shown_in(self, language_code):
        """The links of all menus in a language, each menu's in the editor's order, with their pages.

        `is_for_all` says of each whether no restriction keeps anyone from its page.
        """
        public = pages_of_any_type().public().filter(pk=OuterRef("page_id"))
        return (
            self.filter(menu__locale__language_code=language_code)
            .select_related("menu", "page")
            .annotate(is_for_all=Exists(public))
            .order_by("sort_order", "pk")
        )


class MenuItem(Orderable):
    """One link of a menu: to a page of this site, or to another address."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(
        _("text"), max_length=40, blank=True, help_text=_("Empty: the page's title.")
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    address = models.CharField(
        _("or another address"),
        max_length=255,
        blank=True,
        help_text=_("Such as /feedback/ or https://…"),
    )

    panels = ["title", PageChooserPanel("page"), FieldPanel("address")]

    objects = MenuItemQuerySet.as_manager()

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, address="")
                | (Q(page__isnull=True) & ~Q(address="") & ~Q(title="")),
                name="menu_item_leads_somewhere",
                violation_error_message=_(
                    "Choose a page, or write an address and the text for it."
                ),
            )
        ]

    def __str__(self):
        return self.title or str(self.page)

    def clean(self):
        super().clean()
        if self.address and not self.address.startswith(("/", "https://")):
            raise ValidationError(
                {"address": _("Begin with / or https://")}, code="address"
            )
