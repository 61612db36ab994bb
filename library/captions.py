"""Captions (WebVTT): read once on upload, refused with the line at fault, told as paragraphs."""

import html
import re
from dataclasses import dataclass, replace

import webvtt
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError
from webvtt.models import Caption

MAX_BYTES = 1024 * 1024
# A caption has two lines of some forty letters; far longer ones are not captions.
MAX_LINE_LENGTH = 1000
MAX_CHAPTER_TITLE = 120
NOT_SPOKEN = ("NOTE", "STYLE", "REGION")

SENTENCE_END = re.compile(r"[.!?…。！？؟।॥]['\"”’»)\]]*$")
PAUSE_AFTER_SENTENCE = 2.0
PAUSE = 5.0
LONG_PARAGRAPH = 400


class BrokenCaptions(ValueError):
    """A file that is no WebVTT: says where and why."""

    def __init__(self, reason, line=None):
        self.line = line
        self.reason = reason
        super().__init__(
            _("Line %(line)d: %(reason)s") % {"line": line, "reason": reason}
            if line
            else reason
        )


@dataclass(frozen=True)
class Cue:
    """What is said or heard from one second to another."""

    start: float
    end: float
    text: str
    speaker: str = ""


def read_captions(content):
    """Return the cues in the bytes of a WebVTT file, in the order in which they are shown.

    Raises BrokenCaptions, with the number of the line, for anything that a player would
    leave out without a word.
    """
    return [cue for _line, cue in _numbered_cues(content)]


def read_chapters(content):
    """Return the cues of a WebVTT file whose texts are the titles of chapters.

    Raises BrokenCaptions, with the number of the line, also where a title is no title or
    two chapters begin at the same moment.
    """
    before = None
    for line, cue in _numbered_cues(content):
        if len(cue.text) > MAX_CHAPTER_TITLE:
            raise BrokenCaptions(
                _(
                    "The title of a chapter has at most %(count)d letters. "
                    "Are these captions?"
                )
                % {"count": MAX_CHAPTER_TITLE},
                line,
            )
        if before and cue.start == before.start:
            raise BrokenCaptions(_("Two chapters begin at this time."), line)
        before = cue
    return read_captions(content)


def validate_captions(file):
    """Refuse an upload that is no WebVTT; a file that is stored was checked before."""
    if getattr(file, "_committed", False):
        return
    if file.size > MAX_BYTES:
        raise ValidationError(
            _("This file is larger than 1 MB. Captions are plain text: is it a video?")
        )
    file.seek(0)
    try:
        read_captions(file.read())
    except BrokenCaptions as error:
        raise ValidationError(str(error)) from error
    finally:
        file.seek(0)


def paragraphs(cues):
    """Return what is said as paragraphs of text."""
    return [_joined(paragraph) for paragraph in timed_paragraphs(cues)]


def timed_paragraphs(cues):
    """Return the cues as paragraphs, each a list that names who speaks in its first text.

    A paragraph ends with a speaker, a pause or a long run of sentences.
    """
    found = []
    for cue in cues:
        if found and not _begins_paragraph(cue, found[-1]):
            found[-1].append(cue)
        else:
            found.append([_naming_its_speaker(cue)])
    return found


def _naming_its_speaker(cue):
    return replace(cue, text=f"{cue.speaker}: {cue.text}") if cue.speaker else cue


def _joined(cues):
    return " ".join(cue.text for cue in cues)


def _begins_paragraph(cue, paragraph):
    before = paragraph[-1]
    pause = cue.start - before.end
    if cue.speaker != before.speaker or pause >= PAUSE:
        return True
    if not SENTENCE_END.search(before.text):
        return False
    return pause >= PAUSE_AFTER_SENTENCE or len(_joined(paragraph)) >= LONG_PARAGRAPH


def _numbered_cues(content):
    """Every cue behind the number of the line with its times, in the order of these."""
    lines = _lines(content)
    if not re.match(r"WEBVTT([ \t]|$)", lines[0]):
        raise BrokenCaptions(_("The file must begin with the word WEBVTT."), 1)
    found = [
        _cue(first, block)
        for first, block in _blocks(lines)
        if first > 1 and not block[0].startswith(NOT_SPOKEN)
    ]
    found = [(line, cue) for line, cue in found if cue.text]
    if not found:
        raise BrokenCaptions(_("There are no captions in this file."))
    return sorted(found, key=lambda numbered: numbered[1].start)


def _lines(content):
    if len(content) > MAX_BYTES:
        raise BrokenCaptions(_("The file is larger than 1 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BrokenCaptions(
            _("The file is not saved as UTF-8. Save it again with that encoding."), line
        ) from error
    lines = re.split(r"\r\n|\r|\n", text)
    for number, line in enumerate(lines, start=1):
        if "\0" in line:
            raise BrokenCaptions(_("There is a NUL character, as in no text."), number)
        if len(line) > MAX_LINE_LENGTH:
            raise BrokenCaptions(_("The line is far too long for a caption."), number)
    return lines


def _blocks(lines):
    """Parts of the file between empty lines, each with the number of its first line."""
    block, first = [], 1
    for number, line in enumerate(lines, start=1):
        if line:
            first = first if block else number
            block.append(line)
        elif block:
            yield first, block
            block = []
    if block:
        yield first, block


def _cue(first, block):
    """The number of the line with the times, and the cue."""
    arrows = [index for index, line in enumerate(block) if "-->" in line]
    if not arrows:
        raise BrokenCaptions(
            _("There is no line with times here, such as 00:01.000 --> 00:04.000."),
            first,
        )
    number = first + arrows[0]
    if arrows[0] > 1:
        raise BrokenCaptions(_("There must be an empty line before the times."), number)
    if len(arrows) > 1:
        raise BrokenCaptions(
            _("There must be an empty line before the times."), first + arrows[1]
        )
    try:
        (caption,) = webvtt.from_string(
            "\n".join(["WEBVTT", "", *block]), strict=True
        ).captions
    except (MalformedCaptionError, ValueError) as error:
        raise BrokenCaptions(
            _("The times must look like 00:01.000 --> 00:04.000."), number
        ) from error
    start, end = caption.start_time, caption.end_time
    if not start < end:
        raise BrokenCaptions(_("The caption ends before it begins."), number)
    return number, Cue(
        start.in_milliseconds() / 1000,
        end.in_milliseconds() / 1000,
        _text(caption),
        caption.voice or "",
    )


def _text(caption):
    return " ".join(html.unescape(Caption(text=caption.lines).text).split())
