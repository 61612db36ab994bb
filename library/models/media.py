"""Videos and sounds, and what is said in them."""

from dataclasses import astuple

from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from ..captions import (
    Cue,
    paragraphs,
    read_captions,
    read_chapters,
    timed_paragraphs,
    validate_captions,
)
from ..content_types import content_type_of
from ..languages import direction, language_choices, native_name, primary
from ..storage import caption_name, media_name, thumbnail_name
from .consent import Consent, ConsentQuerySet


class CLICMediaQuerySet(ConsentQuerySet, MediaQuerySet):
    def unmeasured(self):
        """What the worker has not looked into since it got its file."""
        return self.filter(~Q(measured_file=F("file")))


class CLICMedia(Consent, AbstractMedia):
    """A video or a sound file of our own, with its captions."""

    file = models.FileField(_("file"), upload_to=media_name, max_length=255)
    thumbnail = models.FileField(
        _("thumbnail"), upload_to=thumbnail_name, max_length=255, blank=True
    )
    # The site's own still goes with a new file; an editor's picture stays.
    is_thumbnail_ours = models.BooleanField(default=False, editable=False)
    measured_file = models.CharField(max_length=255, blank=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "duration",
        "thumbnail",
        "shows_people",
        "consent_record",
        "consent_ends_on",
        "collection",
        "tags",
    )
    objects = CLICMediaQuerySet.as_manager()

    class Meta(Consent.Meta, AbstractMedia.Meta):
        verbose_name = _("video or sound")
        verbose_name_plural = _("videos and sounds")
        indexes = [
            models.Index(fields=["file"], name="media_by_file"),
            models.Index(fields=["thumbnail"], name="media_by_thumbnail"),
        ]

    @property
    def is_unmeasured(self):
        """Whether the worker has yet to look into the file."""
        return self.measured_file != self.file.name

    @property
    def sources(self):
        if self.is_withheld:
            return []
        return [{"src": self.url, "type": content_type_of(self.file.name)}]

    @property
    def still_url(self):
        """The address of a still of the video; empty where there is none."""
        return self.thumbnail.url if self.thumbnail and not self.is_withheld else ""

    @property
    def length(self):
        """How long it plays, as a clock shows it: “4:05”, “1:02:10”; empty where unknown."""
        if not self.duration:
            return ""
        minutes, seconds = divmod(round(self.duration), 60)
        hours, minutes = divmod(minutes, 60)
        if hours:
            return f"{hours}:{minutes:02d}:{seconds:02d}"
        return f"{minutes}:{seconds:02d}"

    @cached_property
    def tracks(self):
        """Every caption track; a list makes one query for all with `prefetch_related`."""
        return [] if self.is_withheld else list(self.caption_tracks.all())

    @property
    def spoken_tracks(self):
        """The tracks that tell what is said: captions and subtitles."""
        return [track for track in self.tracks if track.is_spoken]

    @property
    def languages(self):
        """The names, in their own script, of the languages it can be read in."""
        return list(dict.fromkeys(track.language_name for track in self.spoken_tracks))

    def transcript(self, language):
        """What is said as paragraphs in a language; an empty list where no track has it."""
        track = self.track_in(language)
        return track.paragraphs if track else []

    def timed_paragraphs(self, language):
        """The transcript as lists of cues, so that a line can be marked while it is said."""
        track = self.track_in(language)
        return timed_paragraphs(track.cues) if track else []

    def chapters(self, language):
        """Where each chapter begins, in seconds, and its title; empty where no track has them."""
        found = _in_language(
            [
                track
                for track in self.tracks
                if track.kind == CaptionTrack.Kind.CHAPTERS
            ],
            language,
        )
        return [(cue.start, cue.text) for cue in found.cues] if found else []

    def track_in(self, language):
        """The captions, else the subtitles, in a language whatever its country; None without."""
        return _in_language(
            sorted(self.spoken_tracks, key=lambda track: track.kind), language
        )


def _in_language(tracks, language):
    """The first track in a language whatever its country; None without."""
    return next(
        (track for track in tracks if primary(track.language) == primary(language)),
        None,
    )


class CaptionTrack(models.Model):
    """What is said in a video, as timed text (WebVTT) in one language."""

    class Kind(models.TextChoices):
        CAPTIONS = "captions", _("Captions: speech and sounds")
        SUBTITLES = "subtitles", _("Subtitles: a translation")
        DESCRIPTIONS = "descriptions", _("Descriptions: what can be seen")
        CHAPTERS = "chapters", _("Chapters")

    media = models.ForeignKey(
        CLICMedia, on_delete=models.CASCADE, related_name="caption_tracks"
    )
    language = models.CharField(
        _("language"), max_length=10, choices=language_choices, default="en"
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.CAPTIONS
    )
    file = models.FileField(
        _("WebVTT file"),
        upload_to=caption_name,
        max_length=255,
        validators=[FileExtensionValidator(["vtt"]), validate_captions],
        help_text=_("A text file that ends in .vtt, at most 1 MB."),
    )
    # What the file says, read once when it is stored: pages never open it.
    timed_text = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("caption track")
        verbose_name_plural = _("caption tracks")
        ordering = ["pk"]
        indexes = [models.Index(fields=["file"], name="caption_track_by_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["media", "language", "kind"],
                name="one_track_per_language_and_kind",
                violation_error_message=_(
                    "There is already a track of this kind in this language."
                ),
            )
        ]

    def __str__(self):
        return f"{self.get_language_display()}, {self.get_kind_display()}"

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.file.seek(0)
            self.timed_text = [astuple(cue) for cue in self._read(self.file.read())]
            self.file.seek(0)
        super().save(*args, **kwargs)

    def _read(self, content):
        if self.kind == self.Kind.CHAPTERS:
            return read_chapters(content)
        return read_captions(content)

    @property
    def cues(self):
        """What is said or heard, second by second."""
        return [Cue(*cue) for cue in self.timed_text]

    @property
    def paragraphs(self):
        """The same as text to read."""
        return paragraphs(self.cues)

    @property
    def is_spoken(self):
        return self.kind in {self.Kind.CAPTIONS, self.Kind.SUBTITLES}

    @property
    def language_name(self):
        """The language in that language, as the player's menu shows it."""
        return native_name(self.language)

    @property
    def direction(self):
        """Which way the language is written: "ltr" or "rtl"."""
        return direction(self.language)
