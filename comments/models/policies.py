"""Who may write under which page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.models import EventPage, StoryPage, ToolkitPage, ToolPage, VideoPage

# What readers talk about. Any other page takes comments only where a policy says so.
DISCUSSED = (ToolkitPage, ToolPage, VideoPage, StoryPage, EventPage)


class PagePolicyQuerySet(models.QuerySet):
    def along(self, page):
        """The policies of `page` and of all pages above it, the nearest first."""
        ancestors = Page.objects.ancestor_of(page, inclusive=True)
        return self.filter(page__in=ancestors).order_by("-page__depth")

    def mode_for(self, page):
        """Whether a page takes comments: its own policy, else the nearest above, else its type."""
        policy = self.along(page).first()
        if policy is not None:
            return PagePolicy.Mode(policy.mode)
        is_discussed = issubclass(page.cached_content_type.model_class(), DISCUSSED)
        return PagePolicy.Mode.OPEN if is_discussed else PagePolicy.Mode.OFF


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
        return self.get_mode_display()
