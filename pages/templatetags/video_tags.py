"""What the player asks about a video's captions."""

from django import template

from ..viewing import shown_track

register = template.Library()


@register.filter
def captions_on(media, language):
    """The track that is on at first play: in this language, else the first; None without any."""
    return shown_track(media, language)
