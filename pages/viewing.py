"""A video page as one reader has chosen it: which recording, its captions and transcript in which language."""

import re
from dataclasses import dataclass, field
from itertools import chain

from django.utils.functional import cached_property

from library.captions import timed_paragraphs
from library.languages import direction, native_name, primary
from library.models import CaptionTrack

# `90`, `90s`, `1m30s`, `1h2m`: as people write a moment of a video into an address.
MOMENT = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s?)?", re.ASCII)


def seconds_of(moment):
    """The seconds in `90` or `1m30s`; 0 for anything else."""
    found = MOMENT.fullmatch(moment)
    if not found:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def clock(seconds):
    """A moment as a clock shows it: “1:30”, “1:02:10”."""
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    )


def shown_track(media, language):
    """The captions that are on at first play: in a language, else the first ones; None without any."""
    exact = (track for track in media.spoken_tracks if track.language == language)
    return (
        next(exact, None)
        or media.track_in(language)
        or next(iter(media.spoken_tracks), None)
    )


@dataclass(frozen=True)
class Choice:
    """One language in which the video can be watched or read."""

    language: str
    # The end of its address, behind that of the page.
    part: str
    is_spoken: bool
    is_chosen: bool

    @property
    def name(self):
        return native_name(self.language)

    @property
    def direction(self):
        return direction(self.language)


@dataclass(frozen=True)
class Chapter:
    """Where a part of the video begins, and what it is about."""

    start: float
    title: str

    @property
    def seconds(self):
        return int(self.start)

    @property
    def clock(self):
        return clock(self.start)


@dataclass(frozen=True)
class Line:
    """What is said in one breath, or can be seen, with the milliseconds between which it is."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, cue):
        return cls(cue.text, round(cue.start * 1000), round(cue.end * 1000))


@dataclass
class Paragraph:
    """Lines that belong together; `is_seen` where they tell what can be seen."""

    lines: list = field(default_factory=list)
    is_seen: bool = False


@dataclass
class Section:
    """What is said in one chapter; without a chapter where there are none."""

    chapter: Chapter | None = None
    paragraphs: list = field(default_factory=list)


class Viewing:
    """What a reader watches and reads of a video page, in a language of its choice."""

    def __init__(self, page, *, own_language, language="", is_described=False):
        self.page = page
        self.own_language = own_language
        self.language = language or own_language
        self.is_described = is_described

    @cached_property
    def recordings(self):
        rows = self.page.recordings.select_related("media")
        return list(rows.prefetch_related("media__caption_tracks"))

    @cached_property
    def media(self):
        """The recording to play; None where the video is elsewhere."""
        if self.is_described:
            return self._recording(is_described=True)
        if self.is_in_own_language:
            return self.page.media or self._recording()
        return self._recording() or self.page.media

    @property
    def is_in_own_language(self):
        return self.language == self.own_language

    @property
    def is_offered(self):
        """Whether there is such a choice at all."""
        if self.is_described and self.media is None:
            return False
        return self.language in {choice.language for choice in self.choices}

    @cached_property
    def choices(self):
        """Every language there is, the page's own first."""
        spoken = [row.language for row in self.recordings if not row.is_described]
        tracks = self.page.media.spoken_tracks if self.page.media else []
        languages = [self.own_language, *spoken, *(track.language for track in tracks)]
        others = [code for code in languages if primary(code) != self.own_language]
        return [
            Choice(
                language=code,
                part="" if code == self.own_language else f"in/{code}/",
                is_spoken=code == self.own_language or code in spoken,
                is_chosen=code == self.language,
            )
            for code in dict.fromkeys([self.own_language, *others])
        ]

    @property
    def chosen(self):
        return next(choice for choice in self.choices if choice.is_chosen)

    @property
    def part_with_description(self):
        """The end of the address of the described recording in this language; empty without one."""
        has_one = self._recording(is_described=True) is not None
        return f"{self.chosen.part}described/" if has_one else ""

    @property
    def direction(self):
        return direction(self.language)

    @cached_property
    def pasted(self):
        """The transcript that an editor wrote, where it is the one to read."""
        if not self.page.has_pasted_transcript:
            return ""
        _media, track = self._source
        is_wanted = track and primary(track.language) == primary(self.language)
        return "" if is_wanted and not self.is_in_own_language else self.page.transcript

    @property
    def can_be_read(self):
        return bool(self.pasted or self.sections)

    @property
    def lacks_words(self):
        """Whether readers miss captions or a transcript, of which the page tells why."""
        is_captioned = self.media is None or bool(self.media.spoken_tracks)
        return not (is_captioned and self.can_be_read)

    @property
    def is_in_another_language(self):
        """Whether there is a text to read, but not in the language that was asked for."""
        return primary(self.text_language) != primary(self.language)

    @property
    def text_language(self):
        """The language of the text to read, which may be another than the one asked for."""
        _media, track = self._source
        return self.own_language if self.pasted or not track else track.language

    @property
    def text_direction(self):
        return direction(self.text_language)

    @cached_property
    def chapters(self):
        """The parts of what is played, named in the chosen language, else in the page's."""
        if self.media is None:
            return []
        found = self.media.chapters(self.language)
        found = found or self.media.chapters(self.own_language)
        return [Chapter(start, title) for start, title in found]

    @property
    def chapters_language(self):
        has_own = self.media and self.media.chapters(self.language)
        return self.language if has_own else self.own_language

    @property
    def chapters_direction(self):
        return direction(self.chapters_language)

    @property
    def is_timed(self):
        """Whether each line of the text is heard at its time in what is played."""
        media, track = self._source
        return bool(track and not self.pasted and media == self.media)

    @cached_property
    def sections(self):
        """What is said, in paragraphs that are parted where a chapter begins."""
        media, track = self._source
        if track is None:
            return []
        marks = self.chapters if self.is_timed else []
        marks = sorted([*marks, *self._seen(media)], key=lambda mark: mark.start)
        sections = [Section()]
        for paragraph in timed_paragraphs(track.cues):
            is_parted = True
            for cue in paragraph:
                while marks and marks[0].start < (cue.start + cue.end) / 2:
                    _place(marks.pop(0), sections)
                    is_parted = True
                if is_parted:
                    sections[-1].paragraphs.append(Paragraph())
                    is_parted = False
                sections[-1].paragraphs[-1].lines.append(Line.of(cue))
        for mark in marks:
            _place(mark, sections)
        return [part for part in sections if part.chapter or part.paragraphs]

    @property
    def spoken(self):
        """What is heard or can be seen in what is played, as paragraphs of cues in the chosen language."""
        media, track = self._source
        is_heard = track and media == self.media
        if not is_heard or primary(track.language) != primary(self.language):
            return []
        return [*timed_paragraphs(track.cues), *([cue] for cue in self._seen(media))]

    @cached_property
    def _source(self):
        """The recording and the track of it that the text is made from: (None, None) without any."""
        media = [each for each in (self.media, self.page.media) if each]
        in_language = ((each, each.track_in(self.language)) for each in media)
        in_any = ((each, shown_track(each, self.language)) for each in media)
        found = (pair for pair in chain(in_language, in_any) if pair[1])
        return next(found, (None, None))

    def _seen(self, media):
        """What can be seen in a recording and is not said, where a track tells it."""
        tracks = (
            track
            for track in media.tracks
            if track.kind == CaptionTrack.Kind.DESCRIPTIONS
            and primary(track.language) == primary(self.text_language)
        )
        track = next(tracks, None)
        return track.cues if track else []

    def _recording(self, *, is_described=False):
        wanted = (
            row.media
            for row in self.recordings
            if row.language == self.language and row.is_described == is_described
        )
        return next(wanted, None)


def _place(mark, sections):
    """Begin a section with a chapter, or a paragraph with what can be seen."""
    if isinstance(mark, Chapter):
        sections.append(Section(mark))
    else:
        sections[-1].paragraphs.append(Paragraph([Line.of(mark)], is_seen=True))
