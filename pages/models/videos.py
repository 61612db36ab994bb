"""Videos, each with its captions and with all that is said as text."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from ..blocks import BodyBlock
from .base import BasePage
from .listings import ListingPage


class VideoIndexPage(ListingPage):
    """The section where all videos are listed."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.VideoPage"]
    max_count_per_parent = 1
    section = "videos"
    template = "pages/video_index_page.html"

    class Meta:
        verbose_name = _("video section")

    def get_listed(self):
        return (
            VideoPage.objects.live()
            .public()
            .child_of(self)
            .select_related("media")
            .newest_first()
        )


class VideoPage(BasePage):
    """A video that can also be read: captions in it, the transcript beside it."""

    parent_page_types = ["pages.VideoIndexPage"]
    subpage_types = []
    section = "videos"
    template = "pages/video_page.html"
    shown_with = ["listing_image", "media", "poster"]

    media = models.ForeignKey(
        settings.WAGTAILMEDIA["MEDIA_MODEL"],
        verbose_name=_("video"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Upload it with its captions under “Media”."),
    )
    poster = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture before it plays"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the picture for cards."),
    )
    transcript = RichTextField(
        _("transcript"),
        features=["bold", "italic", "h3", "link"],
        blank=True,
        help_text=_(
            "Everything that is said. Empty: it is made from the captions in the page's language."
        ),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [MediaChooserPanel("media", media_type="video"), FieldPanel("poster")],
            heading=_("Video"),
        ),
        "transcript",
        "body",
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("transcript"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("video")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.media and not self.transcript:
            context["said"] = self.media.transcript(get_language())
        context["next_video"] = (
            VideoPage.objects.live()
            .public()
            .sibling_of(self, inclusive=False)
            .newest_first()
            .first()
        )
        return context
