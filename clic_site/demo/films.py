"""What is said in the videos: captions for the one clip, told in eight ways, and chapters.

Every telling has six captions, at the moments at which something happens in the clip.
"""

from dataclasses import dataclass
from itertools import pairwise

MOMENTS = (0.3, 2.8, 5.1, 7.5, 9.9, 12.5, 14.9)


def webvtt(cues):
    """The bytes of a WebVTT file from cues of (start, end, text)."""
    parts = [
        f"{number}\n{_clock(start)} --> {_clock(end)}\n{said}"
        for number, (start, end, said) in enumerate(cues, start=1)
    ]
    return "\n\n".join(["WEBVTT", *parts, ""]).encode()


def _clock(second):
    return f"00:00:{second:06.3f}"


@dataclass(frozen=True)
class Captions:
    """What is said in one language; a line break is a line break on the screen."""

    language: str
    lines: tuple[str, ...]

    @property
    def webvtt(self):
        spans = pairwise(MOMENTS)
        return webvtt(
            [
                (start, end, said)
                for (start, end), said in zip(spans, self.lines, strict=True)
            ]
        )


@dataclass(frozen=True)
class Chapters:
    """Titles of the parts of a clip and the second at which each begins."""

    language: str
    starts: tuple[tuple[float, str], ...]
    ends: float = MOMENTS[-1]

    @property
    def webvtt(self):
        seconds = [start for start, _title in self.starts]
        ends = [*seconds[1:], self.ends]
        return webvtt(
            [
                (start, end, title)
                for (start, title), end in zip(self.starts, ends, strict=True)
            ]
        )


@dataclass(frozen=True)
class Film:
    """One telling of the clip."""

    key: str
    title: str
    poster_scene: str
    poster_alt: str
    tracks: tuple[Captions, ...]
    chapters: tuple[Chapters, ...] = ()


FILMS = {
    film.key: film
    for film in (
        Film(
            "value-stream",
            "A value stream, drawn while you watch",
            "tarns",
            "A sailing boat on a wide lake between fells at sunrise.",
            (
                Captions(
                    "en",
                    (
                        "[Soft chords]\nWork flows like water through a valley.",
                        "To see how, we draw each step as a box.",
                        "Arrows show where it is handed on.",
                        "Blue is work: a few minutes in all.",
                        "Orange is waiting: six days of it.",
                        "Cut the waits: the letter\narrives in two days.",
                    ),
                ),
                Captions(
                    "pl",
                    (
                        "[Łagodne akordy]\nPraca płynie jak woda przez dolinę.",
                        "Żeby to zobaczyć, rysujemy każdy krok.",
                        "Strzałki pokazują, dokąd trafia dalej.",
                        "Niebieskie to praca: ledwie kilka minut.",
                        "Pomarańczowe to czekanie: aż sześć dni.",
                        "Skróćmy czekanie, a list\ndotrze w dwa dni.",
                    ),
                ),
            ),
            (
                Chapters(
                    "en",
                    (
                        (0.3, "A valley at sunrise"),
                        (2.8, "Boxes and arrows"),
                        (7.5, "Work and waiting"),
                        (12.5, "Cutting the waits"),
                    ),
                ),
            ),
        ),
        Film(
            "after-action-review",
            "An After Action Review in ten minutes",
            "campfire",
            "People sit in a circle round a small fire beside a lake at dusk.",
            (
                Captions(
                    "en",
                    (
                        "[Soft chords]\nStop for ten minutes, all together.",
                        "Four questions, then what we do.",
                        "What did we expect? What did happen?",
                        "Why the difference? Facts, not blame.",
                        "What will we do next time?",
                        "Three actions, each with\na name and a date.",
                    ),
                ),
                Captions(
                    "ar",
                    (
                        "[نغمات هادئة]\nتوقّفوا عشر دقائق معًا.",
                        "أربعة أسئلة، ثم ما سنفعله.",
                        "ماذا توقّعنا؟ وماذا حدث فعلًا؟",
                        "لماذا اختلف الأمر؟ الوقائع لا اللوم.",
                        "ماذا سنفعل في المرة القادمة؟",
                        "ثلاثة أمور على الأكثر،\nلكلٍّ منها اسم وموعد.",
                    ),
                ),
            ),
        ),
        Film(
            "production-system",
            "What the production system is",
            "stepping-stones",
            "Stepping stones lead across a wide beck towards the fells.",
            (
                Captions(
                    "en",
                    (
                        "[Soft chords]\nEvery service produces something.",
                        "A visit, a meal, an answer.",
                        "Here are its steps, as they are.",
                        "A little of it is work.",
                        "The rest is waiting. Nobody planned it.",
                        "Those who do the work\ncan take it away.",
                    ),
                ),
            ),
        ),
        Film(
            "collaborative",
            "What the collaborative is, and what it means for my work",
            "cairn-network",
            "Eight huts on separate islands, joined by dotted paths.",
            (
                Captions(
                    "en",
                    (
                        "[Soft chords]\nMany boats, one lake.",
                        "Five kinds of organisation,",
                        "joined so that what one learns",
                        "all may use: tools, courses, a base.",
                        "For you: an hour, and somebody to ask.",
                        "What took us years\ncan take you weeks.",
                    ),
                ),
            ),
        ),
        Film(
            "vaccination-en",
            "A vaccination, told in two languages: English",
            "two-voices",
            "Two houses on opposite shores; the speech bubbles above them overlap.",
            (
                Captions(
                    "en",
                    (
                        "[Soft chords]\nWinter is coming over the fells.",
                        "Five questions that neighbours asked us.",
                        "Does it hurt? A little, for a moment.",
                        "Is it for me? Ask, and we will tell you.",
                        "May I bring my mother? Please do.",
                        "It takes ten minutes.\nThe kettle is on.",
                    ),
                ),
            ),
        ),
        Film(
            "vaccination-ms",
            "A vaccination, told in two languages: Malay",
            "two-voices",
            "Two houses on opposite shores, with speech bubbles that meet over the lake.",
            (
                Captions(
                    "ms",
                    (
                        "[Muzik perlahan]\nMusim sejuk akan tiba.",
                        "Lima soalan daripada jiran-jiran kami.",
                        "Adakah ia sakit? Sedikit, sekejap saja.",
                        "Adakah ia untuk saya? Tanyalah kami.",
                        "Boleh saya bawa ibu? Sudah tentu.",
                        "Hanya sepuluh minit.\nTeh sudah tersedia.",
                    ),
                ),
                Captions(
                    "en",
                    (
                        "[Soft music]\nWinter will soon be here.",
                        "Five questions from our neighbours.",
                        "Does it hurt? A little, for a moment.",
                        "Is it for me? Do ask us.",
                        "May I bring my mother? Of course.",
                        "Only ten minutes.\nThe tea is ready.",
                    ),
                ),
            ),
        ),
        Film(
            "being-an-ally",
            "Pronouns and being an ally: five tips",
            "rainbow",
            "A broad rainbow stands over a lake and is mirrored in it; five people look on.",
            (
                Captions(
                    "en",
                    (
                        "[Soft chords]\nFive tips for being an ally.",
                        "One: say which words you use for you.",
                        "Two: use the words that people ask for.",
                        "Three: wrong word? Say sorry, go on.",
                        "Four: speak up when they aren't there.",
                        "Five: keep learning.\nDon't make it about you.",
                    ),
                ),
            ),
        ),
        Film(
            "everyday-racism",
            "Everyday racism, and what to do about it",
            "open-gate",
            "A gate in a dry-stone wall stands wide open; a path leads through it.",
            (
                Captions(
                    "en",
                    (
                        "[Soft chords]\nIt is rarely shouted.",
                        "A name nobody learns to say.",
                        "“Where are you really from?”",
                        "It takes a second, and stays for days.",
                        "Did you see it? Then it is yours to say.",
                        "Name it. Stand beside them.\nReport it.",
                    ),
                ),
            ),
        ),
    )
}
