"""What a video needs before readers get it: captions, and all that is said as text."""

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from library.languages import native_name


def missing_for_publishing(
    *, media, external_url, transcript, recordings, language, reason
):
    """What keeps a video from being published: a message for each field at fault."""
    if not media and not external_url:
        return {"media": _("Choose a video, or give the address of one elsewhere.")}
    if reason.strip():
        return {}
    problem = ""
    uncaptioned = next((row for row in recordings if not row.media.spoken_tracks), None)
    if media and not media.spoken_tracks:
        problem = _(
            "The video has no captions. Add them to it under “Media”, "
            "or say here why there are none: readers will see it."
        )
    elif not has_words(transcript) and not (media and media.track_in(language)):
        problem = _(
            "There is no transcript. Paste one above, or add captions in the page's language "
            "to the video under “Media”. Or say here why there is none: readers will see it."
        )
    elif uncaptioned:
        problem = _(
            "The recording in another language (%(language)s) has no captions. Add them to it "
            "under “Media”, or say here why there are none: readers will see it."
        ) % {"language": native_name(uncaptioned.language)}
    return {"not_captioned_because": problem} if problem else {}


def has_words(html):
    """Whether a rich text says anything."""
    return bool(strip_tags(html).strip())
