"""Pictures, documents and clips, made on the spot."""

from datetime import timedelta
from itertools import chain, repeat

from django.core.files.base import ContentFile
from django.utils import timezone

from library.models import CaptionTrack, CLICDocument, CLICImage, CLICMedia
from library.services import add_caption_track, add_document, replace_document_file

from ..charts import CHARTS
from ..clip import CLIP_FILE, CLIP_SECONDS, poster
from ..documents import DOCUMENTS
from ..films import FILMS
from ..pictures import SCENES, landscape


def load_library(demo):
    _load_images(demo)
    demo.documents |= CLICDocument.objects.in_bulk(DOCUMENTS, field_name="slug")
    for document in DOCUMENTS.values():
        if document.key not in demo.documents:
            demo.documents[document.key] = _document(demo, document)
    for film in FILMS.values():
        demo.clips[film.key] = _clip(film)


def _load_images(demo):
    known = {image.title: image for image in CLICImage.objects.all()}

    def add(key, title, file_name, alt, draw):
        demo.images[key] = known.get(title) or CLICImage.objects.create(
            title=title,
            file=ContentFile(draw(), name=file_name),
            description=alt,
            credit="Drawn for this site",
        )

    for key, scene in SCENES.items():
        add(
            key,
            scene.title,
            scene.file_name,
            scene.alt,
            lambda key=key: landscape(key, scene=key),
        )
    for key, chart in CHARTS.items():
        add(key, chart.title, chart.file_name, chart.alt, chart.draw)
    for key, film in FILMS.items():
        add(
            f"poster-{key}",
            f"Poster: {film.title}",
            f"poster-{key}.png",
            film.poster_alt,
            lambda key=key: poster(key),
        )


def _document(demo, content):
    """A document; where it was worked on before, with the earlier file as its first version."""
    first_build = content.build_earlier or content.build
    document = add_document(
        title=content.title,
        slug=content.key,
        language=content.language,
        file=ContentFile(first_build(), name=content.file_name),
        user=demo.editor,
    )
    if content.build_earlier:
        version = document.versions.get()
        version.created_at = timezone.now() - timedelta(days=content.earlier_days_ago)
        version.save(update_fields=["created_at"])
        replace_document_file(
            document,
            file=ContentFile(content.build(), name=content.file_name),
            what_changed=content.what_changed,
            user=demo.editor,
        )
    return document


def _clip(film):
    media = CLICMedia.objects.filter(title=film.title).first()
    if media is not None:
        return media
    media = CLICMedia.objects.create(
        title=film.title,
        type="video",
        duration=CLIP_SECONDS,
        width=1280,
        height=720,
        file=ContentFile(CLIP_FILE.read_bytes(), name=f"{film.key}.mp4"),
    )
    kinds = chain([CaptionTrack.Kind.CAPTIONS], repeat(CaptionTrack.Kind.SUBTITLES))
    tracks = list(zip(film.tracks, kinds, strict=False))
    tracks += [(track, CaptionTrack.Kind.CHAPTERS) for track in film.chapters]
    for track, kind in tracks:
        add_caption_track(
            media,
            language=track.language,
            kind=kind,
            file=ContentFile(
                track.webvtt, name=f"{film.key}-{track.language}-{kind}.vtt"
            ),
        )
    return media
