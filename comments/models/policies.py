"""Who may write under which page, and until when."""

from datetime import timedelta

from django.db import models
from django.template.defaultfilters import date
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.permissions import is_of_partner
from pages.models import EventPage, StoryPage, ToolkitPage, ToolPage, VideoPage

# What readers talk about. Any other page takes comments only where a policy says so.
DISCUSSED = (ToolkitPage, ToolPage, VideoPage, StoryPage, EventPage)


class PagePolicyQuerySet(models.QuerySet):
    def along(self, page):
        """The policies of `page` and of all pages above it, the nearest first."""
        ancestors = Page.objects.ancestor_of(page, inclusive=True)
        return self.filter(page__in=ancestors).order_by("-page__depth")

    def below(self, page):
        """The policies of pages under this one, which have a say of their own."""
        pages = Page.objects.descendant_of(page)
        return self.filter(page__in=pages).select_related("page").order_by("page__path")

    def for_page(self, page):
        """What holds for a page: its own policy, else the nearest above, else its type's (unsaved).

        A policy is inherited as a whole, and each translation inherits from its own tree.
        """
        return self.along(page).first() or self._of_its_type(page)

    def for_pages(self, pages):
        """What holds for each of some pages, by its number: one query for all of them."""
        above = {
            page.pk: [
                page.path[:end] for end in range(len(page.path), 0, -page.steplen)
            ]
            for page in pages
        }
        paths = {path for each in above.values() for path in each}
        policies = self.filter(page__path__in=paths).select_related("page")
        by_path = {policy.page.path: policy for policy in policies}
        found = {}
        for page in pages:
            own = (by_path[path] for path in above[page.pk] if path in by_path)
            found[page.pk] = next(own, None) or self._of_its_type(page)
        return found

    @staticmethod
    def _of_its_type(page):
        is_discussed = issubclass(page.cached_content_type.model_class(), DISCUSSED)
        mode = PagePolicy.Mode.OPEN if is_discussed else PagePolicy.Mode.OFF
        return PagePolicy(page_id=page.pk, mode=mode)


class PagePolicy(models.Model):
    """Whether readers may comment on a page and on all pages under it.

    It stands beside the page, not on it: it takes effect at once, and no
    reverted revision can open a closed discussion again (docs/adr/0005).
    """

    class Mode(models.TextChoices):
        OPEN = "open", _("Open: members may comment")
        PARTNERS = "partners", _("Open to members of partner organisations")
        CLOSED = "closed", _("Closed: comments are shown, no new ones are taken")
        OFF = "off", _("Off: no comments are shown")

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="comment_policy"
    )
    mode = models.CharField(_("comments"), max_length=10, choices=Mode.choices)
    # The first day on which nothing new is taken.
    closes_on = models.DateField(_("closed from"), null=True, blank=True)
    approves_first = models.BooleanField(_("approve first"), default=False)
    allows_hidden_names = models.BooleanField(
        _("members may write without their name"), default=False
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = PagePolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment policy")
        verbose_name_plural = _("comment policies")
        # Who may publish a page sets its policy: permissions.can_set_policy.
        default_permissions = ()

    def __str__(self):
        words = str(IN_SHORT[self.mode_today])
        if self.open_until:
            words = gettext("%(open)s until %(day)s") % {
                "open": words,
                "day": date(self.open_until, "j M Y"),
            }
        if self.approves_first and self.takes_comments:
            words = gettext("%(open)s, approved first") % {"open": words}
        return words

    def mode_on(self, day):
        """What holds on a day: open discussions close on theirs."""
        mode = self.Mode(self.mode)
        is_over = self.closes_on is not None and day >= self.closes_on
        return self.Mode.CLOSED if is_over and mode in WRITABLE else mode

    @property
    def mode_today(self):
        """What holds now, by the calendar of the site and not by that of its reader."""
        return self.mode_on(
            timezone.localdate(timezone=timezone.get_default_timezone())
        )

    @property
    def is_shown(self):
        """Whether readers of the page see its comments."""
        return self.mode_today != self.Mode.OFF

    @property
    def takes_comments(self):
        """Whether anybody may write here today: is_open_to says who."""
        return self.mode_today in WRITABLE

    @property
    def is_for_partners(self):
        """Whether only members of partner organisations may write here today."""
        return self.mode_today == self.Mode.PARTNERS

    @property
    def open_until(self):
        """The last day on which something new is taken; None: no end is set, or it is over."""
        if self.closes_on is None or not self.takes_comments:
            return None
        return self.closes_on - timedelta(days=1)

    def is_open_to(self, user):
        """Whether the page takes what this member writes, as far as it is the page's to say.

        permissions.can_comment asks this and everything else.
        """
        if self.is_for_partners:
            return is_of_partner(user)
        return self.takes_comments


WRITABLE = {PagePolicy.Mode.OPEN, PagePolicy.Mode.PARTNERS}
IN_SHORT = {
    PagePolicy.Mode.OPEN: _("open"),
    PagePolicy.Mode.PARTNERS: _("partners only"),
    PagePolicy.Mode.CLOSED: _("closed"),
    PagePolicy.Mode.OFF: _("off"),
}
