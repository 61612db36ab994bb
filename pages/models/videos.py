"""Videos, each with its captions and with all that is said as text."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from library.languages import language_choices

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
    external_url = models.URLField(
        _("or a video elsewhere"),
        blank=True,
        help_text=_("An address at YouTube or Vimeo. Readers load it by a click."),
    )
    not_captioned_because = models.TextField(
        _("why it has no captions or transcript"),
        max_length=300,
        blank=True,
        help_text=_(
            "A video without captions and transcript is published only with a reason, which readers see."
        ),
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
            [
                MediaChooserPanel("media", media_type="video"),
                FieldPanel("external_url"),
                FieldPanel("poster"),
            ],
            heading=_("Video"),
        ),
        InlinePanel(
            "recordings",
            heading=_("In other languages, or with audio description"),
            label=_("Recording"),
        ),
        "transcript",
        "not_captioned_because",
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


class VideoRecording(Orderable):
    """The same video in another language, or with what can be seen described aloud."""

    video = ParentalKey(VideoPage, on_delete=models.CASCADE, related_name="recordings")
    media = models.ForeignKey(
        settings.WAGTAILMEDIA["MEDIA_MODEL"],
        verbose_name=_("video"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    language = models.CharField(
        _("spoken language"), max_length=10, choices=language_choices, default="en"
    )
    is_described = models.BooleanField(
        _("with audio description"),
        default=False,
        help_text=_("A voice says what can be seen."),
    )

    panels = [
        MediaChooserPanel("media", media_type="video"),
        FieldRowPanel(["language", "is_described"]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["video", "language", "is_described"],
                name="one_recording_per_language_and_description",
                violation_error_message=_("There is already such a recording."),
            )
        ]

    def __str__(self):
        return f"{self.media} ({self.get_language_display()})"


class ExternalVideoCheck(models.Model):
    """Whether a video elsewhere could still be seen when we last asked; never part of a draft."""

    page = models.OneToOneField(
        VideoPage, on_delete=models.CASCADE, related_name="external_check"
    )
    url = models.URLField(_("address"))
    checked_at = models.DateTimeField(_("checked"))
    gone_since = models.DateTimeField(_("gone since"), null=True, blank=True)

    class Meta:
        verbose_name = _("check of an external video")

    def __str__(self):
        return self.url
