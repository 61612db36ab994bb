"""Videos, each with its captions and with all that is said as text."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index
from wagtailmedia.edit_handlers import MediaChooserPanel

from library.languages import language_choices, primary

from ..blocks import BodyBlock
from ..external_videos import external_video
from ..forms import VideoPageForm
from ..video_rules import has_words, missing_for_publishing
from ..viewing import Viewing, seconds_of
from .base import BasePage
from .listings import ListingPage
from .querysets import BasePageQuerySet

DAYS_BETWEEN_CHECKS = 7


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


class VideoQuerySet(BasePageQuerySet):
    def showing(self, media):
        """Pages with this recording, in whichever language."""
        return self.filter(Q(media=media) | Q(recordings__media=media)).distinct()

    def due_for_check(self):
        """Videos elsewhere that nobody asked about this week, or that were missed once before today."""
        now = timezone.localtime()
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        asked_lately = Q(
            external_check__url=F("external_url"),
            external_check__checked_at__gt=now - timedelta(days=DAYS_BETWEEN_CHECKS),
        )
        missed_once = Q(
            external_check__gone_since=F("external_check__checked_at"),
            external_check__checked_at__lt=today,
        )
        return self.exclude(external_url="").filter(~asked_lately | missed_once)


class VideoPage(RoutablePageMixin, BasePage):
    """A video that can also be read: captions in it, the transcript beside it.

    `in/<language>/` is the same page with the recording, the captions and the transcript of
    another language, `described/` with the recording that says what can be seen.
    """

    parent_page_types = ["pages.VideoIndexPage"]
    subpage_types = []
    section = "videos"
    template = "pages/video_page.html"
    shown_with = ["listing_image", "media", "poster", "external_check"]
    base_form_class = VideoPageForm

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

    objects = PageManager.from_queryset(VideoQuerySet)()

    class Meta:
        verbose_name = _("video")

    @path("")
    @path("in/<str:language>/")
    def in_language(self, request, language=""):
        return self._show(request, language)

    @path("described/")
    @path("in/<str:language>/described/")
    def in_language_with_description(self, request, language=""):
        return self._show(request, language, is_described=True)

    def _show(self, request, language, *, is_described=False):
        own_language = primary(get_language())
        if language == own_language:
            part = "described/" if is_described else ""
            return redirect(f"{self.get_url(request)}{part}")
        viewing = Viewing(
            self,
            own_language=own_language,
            language=language,
            is_described=is_described,
        )
        if not viewing.is_offered:
            raise Http404
        return self.render(request, context_overrides={"viewing": viewing})

    @property
    def shown_poster(self):
        """The picture that stands for the video until it plays; None without one."""
        return self.poster or self.listing_image

    @property
    def external_video(self):
        """The video at YouTube or Vimeo; None without one."""
        return external_video(self.external_url) if self.external_url else None

    @property
    def is_gone_elsewhere(self):
        """Whether the video's provider said on two days that it can't be seen any more."""
        check = getattr(self, "external_check", None)
        return bool(check and check.url == self.external_url and check.is_gone)

    @property
    def has_pasted_transcript(self):
        return has_words(self.transcript)

    @property
    def missing_for_publishing(self):
        """What keeps the page from being published: a message for each field at fault."""
        locale = self.locale if self.locale_id else self.get_default_locale()
        return missing_for_publishing(
            media=self.media,
            external_url=self.external_url,
            transcript=self.transcript,
            recordings=list(self.recordings.all()),
            language=primary(locale.language_code),
            reason=self.not_captioned_because,
        )

    def clean(self):
        super().clean()
        if not self.external_url:
            return
        video = external_video(self.external_url)
        if video is None:
            raise ValidationError(
                {
                    "external_url": _(
                        "This is no address of a video at YouTube or Vimeo. "
                        "Open the video there, choose “Share” and copy the link."
                    )
                }
            )
        self.external_url = video.address
        if self.media:
            raise ValidationError(
                {
                    "external_url": _(
                        "A page shows one video. Remove this address, or the video above."
                    )
                }
            )

    def save(self, clean=True, **kwargs):
        # Whoever publishes, and however, comes through here; drafts of a live page don't.
        if clean and self.live and (missing := self.missing_for_publishing):
            raise ValidationError(
                {
                    field: _("“%(title)s” can't be published. %(reason)s")
                    % {"title": self.title, "reason": message}
                    for field, message in missing.items()
                }
            )
        return super().save(clean=clean, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        language = primary(get_language())
        context["viewing"] = Viewing(self, own_language=language)
        context["start"] = start = seconds_of(request.GET.get("t", ""))
        if external := self.external_video:
            context["external"] = external
            context["external_address"] = external.address_at(start)
            context["external_frame"] = external.frame_address(start, language)
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

    @property
    def is_gone(self):
        """Whether it could not be seen on two days in a row that we asked."""
        if self.gone_since is None:
            return False
        first, last = (
            timezone.localtime(moment).date()
            for moment in (self.gone_since, self.checked_at)
        )
        return first < last
