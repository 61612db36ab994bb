"""Videos that stay at YouTube or Vimeo: which addresses are theirs, and whether they are still there."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from django.conf import settings

PROVIDERS = {"youtube": "YouTube", "vimeo": "Vimeo"}
YOUTUBE_HOSTS = {"youtube.com", "music.youtube.com", "youtube-nocookie.com"}
YOUTUBE_KEY = re.compile(r"[\w-]{11}", re.ASCII)
YOUTUBE_PATH = re.compile(r"/(?:shorts|embed|live|v)/([\w-]{11})/?", re.ASCII)
VIMEO_PATH = re.compile(
    r"/(?:channels/[\w-]+/|groups/[\w-]+/videos/|(?:album|showcase)/\d+/video/|manage/videos/)?"
    r"(\d{1,12})(?:/([0-9a-f]{6,40}))?/?",
    re.ASCII,
)
VIMEO_PLAYER_PATH = re.compile(r"/video/(\d{1,12})/?()", re.ASCII)
VIMEO_SECRET = re.compile(r"[0-9a-f]{6,40}")

# What a provider answers about a video that is removed, private or kept from other sites.
GONE = {401, 403, 404, 410}
SECONDS_TO_CONNECT, SECONDS_TO_ANSWER = 5, 10


class ProviderUnreachable(Exception):
    """The provider gave no answer: nothing is known about any of its videos."""


@dataclass(frozen=True)
class ExternalVideo:
    """A video at YouTube or Vimeo, by the number it has there."""

    provider: str
    key: str
    # Part of the address of a video at Vimeo that only those find who were told.
    secret: str = ""

    @property
    def provider_name(self):
        return PROVIDERS[self.provider]

    @property
    def address(self):
        """Where it is watched at its provider."""
        if self.provider == "youtube":
            return f"https://www.youtube.com/watch?v={self.key}"
        return f"https://vimeo.com/{self.key}" + (self.secret and f"/{self.secret}")

    def address_at(self, seconds):
        """The same, from a moment on."""
        if not seconds:
            return self.address
        mark = "&t=" if self.provider == "youtube" else "#t="
        return f"{self.address}{mark}{seconds}s"

    def frame_address(self, seconds, language):
        """What a frame in a page of ours shows: without cookies before it plays, with captions on."""
        if self.provider == "youtube":
            wishes = {
                "autoplay": 1,
                "rel": 0,
                "hl": language,
                "cc_load_policy": 1,
                "cc_lang_pref": language,
                **({"start": seconds} if seconds else {}),
            }
            return (
                f"https://www.youtube-nocookie.com/embed/{self.key}?{urlencode(wishes)}"
            )
        wishes = {
            **({"h": self.secret} if self.secret else {}),
            "autoplay": 1,
            "dnt": 1,
            "texttrack": language,
        }
        moment = f"#t={seconds}s" if seconds else ""
        return f"https://player.vimeo.com/video/{self.key}?{urlencode(wishes)}{moment}"


def external_video(address):
    """The video behind an address, in any form that people copy; None where it leads to no video of theirs."""
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query, max_num_fields=20)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or port or parts.username:
        return None
    host = re.sub(r"^(www|m)\.", "", parts.hostname or "")
    if host == "youtu.be":
        return _at_youtube(parts.path.strip("/"))
    if host in YOUTUBE_HOSTS:
        path = YOUTUBE_PATH.fullmatch(parts.path)
        is_page = parts.path.rstrip("/") == "/watch"
        return _at_youtube(path[1] if path else _first(query, "v") if is_page else "")
    if host in {"vimeo.com", "player.vimeo.com"}:
        pattern = VIMEO_PATH if host == "vimeo.com" else VIMEO_PLAYER_PATH
        return _at_vimeo(pattern.fullmatch(parts.path), _first(query, "h"))
    return None


def is_still_there(video):
    """Whether the provider still lets its video be shown; None where its answer tells nothing.

    Raises ProviderUnreachable where there is no answer at all.
    """
    try:
        answer = requests.get(
            settings.EXTERNAL_VIDEO_ENDPOINTS[video.provider],
            params={"url": video.address, "format": "json"},
            # Some videos are shown on certain sites only; this tells which we are.
            headers={"Referer": settings.PUBLIC_URL},
            timeout=(SECONDS_TO_CONNECT, SECONDS_TO_ANSWER),
        )
        if answer.status_code in GONE:
            return False
        told = answer.json() if answer.status_code == 200 else None
    except requests.JSONDecodeError:
        return None
    except requests.RequestException as error:
        raise ProviderUnreachable(video.provider) from error
    if not isinstance(told, dict):
        return None
    return told.get("domain_status_code") not in GONE


def _at_youtube(key):
    return ExternalVideo("youtube", key) if YOUTUBE_KEY.fullmatch(key) else None


def _at_vimeo(path, secret):
    if path is None:
        return None
    if VIMEO_SECRET.fullmatch(secret):
        return ExternalVideo("vimeo", path[1], secret)
    return ExternalVideo("vimeo", path[1], path[2] or "")


def _first(query, name):
    return query.get(name, [""])[0]
