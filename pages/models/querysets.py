"""What every list of pages is read with."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left, Length
from wagtail.models import Page, PageQuerySet, PageViewRestriction


class BasePageQuerySet(PageQuerySet):
    """Pages, with the question who may read them answered inside the query."""

    def public(self):
        """Pages that no restriction, on themselves or above them, keeps from anyone.

        Wagtail's own version fetches all restrictions first, a query more for each list, and
        lists the alias of a restricted page.
        """
        restrictions_on_the_way_up = PageViewRestriction.objects.filter(
            page__path=Left(OuterRef("path"), Length("page__path"))
        )
        aliases_on_the_way_up = aliases_of_restricted_pages().filter(
            path=Left(OuterRef("path"), Length("path"))
        )
        return self.filter(
            ~Exists(restrictions_on_the_way_up), ~Exists(aliases_on_the_way_up)
        )

    def in_editors_order(self):
        """As editors put them in the tree of pages."""
        return self.order_by("path")

    def as_listed(self):
        """In the order of a list that mixes nothing else in."""
        return self.newest_first()

    def newest_first(self):
        """By the day of publishing."""
        return self.order_by("-first_published_at", "-pk")

    def of_language(self, page):
        """Those in the language of `page`."""
        return self.filter(locale_id=page.locale_id)

    def about(self, topic):
        """Those with this topic."""
        return self.filter(page_topics__topic=topic)

    def with_card_images(self):
        """The same pages with the pictures of their cards, in two queries for all of them."""
        return self.select_related("listing_image").prefetch_related(
            "listing_image__renditions"
        )


def aliases_of_restricted_pages():
    """Pages that show another page's content, which not everyone may read."""
    return Page.objects.filter(alias_of__view_restrictions__isnull=False)


def pages_of_any_type():
    """All pages as `wagtailcore.Page`, read as ours are."""
    return BasePageQuerySet(Page)
