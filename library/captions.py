"""Captions (WebVTT): read once on upload, refused with the line at fault, told as paragraphs."""

import html
import re
from dataclasses import dataclass

import webvtt
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError
from webvtt.models import Caption

MAX_BYTES = 1024 * 1024
# A caption has two lines of some forty letters; far longer ones are not captions.
MAX_LINE_LENGTH = 1000
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
    lines = _lines(content)
    if not re.match(r"WEBVTT([ \t]|$)", lines[0]):
        raise BrokenCaptions(_("The file must begin with the word WEBVTT."), 1)
    cues = []
    for number, block in _blocks(lines):
        if number > 1 and not block[0].startswith(NOT_SPOKEN):
            cues.append(_cue(number, block))
    cues = [cue for cue in cues if cue.text]
    if not cues:
        raise BrokenCaptions(_("There are no captions in this file."))
    return sorted(cues, key=lambda cue: cue.start)


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
    """Return what is said as paragraphs: they end with a speaker, a pause or a long run of sentences."""
    texts, spoken, before = [], "", None
    for cue in cues:
        if spoken and _begins_paragraph(cue, before, spoken):
            texts.append(spoken)
            spoken = ""
        if cue.speaker and (not spoken or cue.speaker != before.speaker):
            spoken = f"{cue.speaker}: {cue.text}"
        else:
            spoken = f"{spoken} {cue.text}".strip()
        before = cue
    return [*texts, spoken] if spoken else texts


def _begins_paragraph(cue, before, spoken):
    pause = cue.start - before.end
    if cue.speaker != before.speaker and (cue.speaker or before.speaker):
        return True
    if pause >= PAUSE:
        return True
    return bool(SENTENCE_END.search(spoken)) and (
        pause >= PAUSE_AFTER_SENTENCE or len(spoken) >= LONG_PARAGRAPH
    )


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
    return Cue(
        start.in_milliseconds() / 1000,
        end.in_milliseconds() / 1000,
        _text(caption),
        caption.voice or "",
    )


def _text(caption):
    return " ".join(html.unescape(Caption(text=caption.lines).text).split())
