"""The moments of a video: what is said in one breath, and where it is played."""

from dataclasses import dataclass

from django.utils.translation import get_language

from library.captions import SENTENCE_END
from library.languages import primary
from pages.models import VideoPage
from pages.viewing import Viewing

# About ten seconds of speech: whoever is led to the beginning soon hears the words.
ENOUGH_LETTERS = 160
# Where no sentence ends.
MOST_LETTERS = 2 * ENOUGH_LETTERS


@dataclass
class Moment:
    """What is said from a second on."""

    second: int
    text: str
    # Of the chapter that it stands in.
    title: str
    language: str
    # The end of the page's address where it is played in this language.
    part: str
    is_in_own_language: bool


def moments_of(page):
    """What is said in a page's video, in each language in which it can be read there."""
    if not isinstance(page, VideoPage):
        return []
    own_language = primary(get_language())
    viewing = Viewing(page, own_language=own_language)
    found = []
    for choice in viewing.choices:
        chosen = Viewing(page, own_language=own_language, language=choice.language)
        chosen.recordings = viewing.recordings
        found += _moments_in(choice, chosen)
    return found


def _moments_in(choice, viewing):
    found = {}
    for cues in _groups(viewing.spoken, viewing.chapters):
        second = int(cues[0].start)
        text = " ".join(cue.text for cue in cues)
        if second in found:
            found[second].text += f"\n{text}"
            continue
        found[second] = Moment(
            second=second,
            text=text,
            title=_chapter_at(cues[0].start, viewing.chapters),
            language=choice.language,
            part=choice.part,
            is_in_own_language=viewing.is_in_own_language,
        )
    return found.values()


def _groups(paragraphs, chapters):
    """Cues that are heard together: a few sentences at most, all in one chapter."""
    for paragraph in paragraphs:
        group = []
        for cue in paragraph:
            if group and _is_enough(group, cue, chapters):
                yield group
                group = []
            group.append(cue)
        yield group


def _is_enough(group, cue, chapters):
    if _chapter_at(cue.start, chapters) != _chapter_at(group[-1].start, chapters):
        return True
    letters = sum(len(each.text) for each in group)
    has_ended = SENTENCE_END.search(group[-1].text)
    return letters >= (ENOUGH_LETTERS if has_ended else MOST_LETTERS)


def _chapter_at(start, chapters):
    """The title of the last chapter that has begun."""
    titles = [chapter.title for chapter in chapters if chapter.start <= start]
    return titles[-1] if titles else ""


def consent_lasts_until(page):
    """The last day on which all that is said in a page's video may be shown; None where that is any day."""
    if not isinstance(page, VideoPage):
        return None
    recordings = [row.media for row in page.recordings.all()]
    shown = [media for media in (page.media, *recordings) if media]
    days = [media.consent_ends_on for media in shown if not media.is_withheld]
    return min(filter(None, days), default=None)
