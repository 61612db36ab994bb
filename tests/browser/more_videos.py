"""Videos as the browser tests need them: in several languages, described, elsewhere, gone."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from library.models import CaptionTrack, CLICMedia
from library.services import add_caption_track
from pages.models import (
    ExternalVideoCheck,
    VideoIndexPage,
    VideoPage,
    VideoRecording,
)

ENGLISH = [
    (0, 3, "Walk where the work happens."),
    (3, 6, "Take nobody's word for it."),
    (6, 9, "Ask what gets in the way."),
    (9, 14, "Then change one small thing."),
]
POLISH = [(0, 6, "Idź tam, gdzie się pracuje."), (6, 14, "Zmień jedną rzecz.")]
ARABIC = [(0, 6, "امشِ إلى حيث يجري العمل."), (6, 14, "ثم غيّر شيئًا واحدًا.")]
CHAPTERS = [(0, 6, "Before you walk"), (6, 14, "On the way")]
SEEN = [(6, 9, "A nurse points at an empty shelf.")]
KINDS = CaptionTrack.Kind


def add_videos():
    """Add them under the section for videos, the oldest there."""
    section = VideoIndexPage.objects.get(locale__language_code="en-gb")
    clip = CLICMedia.objects.filter(type="video").earliest("pk")
    _add_one_of_ours(section, clip)
    for slug, address in {
        "at-youtube": "https://www.youtube.com/watch?v=CLICtests01",
        "at-vimeo": "https://vimeo.com/100000001/abcdef0123",
        "gone-from-youtube": "https://www.youtube.com/watch?v=CLICtests02",
    }.items():
        _add_elsewhere(section, slug, address)
    now = timezone.now()
    ExternalVideoCheck.objects.create(
        page=VideoPage.objects.get(slug="gone-from-youtube"),
        url="https://www.youtube.com/watch?v=CLICtests02",
        checked_at=now,
        gone_since=now - timedelta(days=2),
    )


def _add_one_of_ours(section, clip):
    media = _copy_of(clip, "A walk on the ward")
    _add_track(media, "en", KINDS.CAPTIONS, ENGLISH)
    _add_track(media, "ar", KINDS.SUBTITLES, ARABIC)
    _add_track(media, "en", KINDS.CHAPTERS, CHAPTERS)
    _add_track(media, "en", KINDS.DESCRIPTIONS, SEEN)
    polish = _copy_of(clip, "Spacer po oddziale")
    _add_track(polish, "pl", KINDS.CAPTIONS, POLISH)
    described = _copy_of(clip, "A walk on the ward, described")
    _add_track(described, "en", KINDS.CAPTIONS, ENGLISH)
    page = _page("a-walk-on-the-ward", "A walk on the ward", media=media)
    page.recordings = [
        VideoRecording(media=polish, language="pl"),
        VideoRecording(media=described, language="en", is_described=True),
    ]
    section.add_child(instance=page)


def _add_elsewhere(section, slug, address):
    title = slug.replace("-", " ").capitalize()
    transcript = "<h3>Opening</h3><p>All that is said in it.</p>"
    page = _page(slug, title, external_url=address, transcript=transcript)
    section.add_child(instance=page)


def _page(slug, title, **fields):
    return VideoPage(
        title=title,
        slug=slug,
        summary="Ten minutes that change how you see a place.",
        first_published_at=timezone.now() - timedelta(days=3650),
        **fields,
    )


def _copy_of(clip, title):
    with clip.file.open() as file:
        content = ContentFile(file.read(), name="walk.mp4")
    return CLICMedia.objects.create(
        title=title, type="video", duration=15, file=content
    )


def _add_track(media, language, kind, cues):
    blocks = [
        f"00:{start:02d}.000 --> 00:{end:02d}.000\n{text}\n"
        for start, end, text in cues
    ]
    text = "\n".join(["WEBVTT\n", *blocks])
    add_caption_track(
        media,
        language=language,
        kind=kind,
        file=ContentFile(text.encode(), name=f"{language}-{kind}.vtt"),
    )
