"""Measures a film or a sound, and draws a still: `python -m library.moving_picture in.mp4 out.webp`."""

import sys

import av
from PIL import Image, ImageStat

from library.apart import say, take_no_more_than

MEGABYTES = 3072
MAX_WIDTH, MAX_HEIGHT = 1280, 1280
MAX_PIXELS = 8192 * 4320
# How far into the film we look, and when we stop looking: many begin in black.
PLACES = (0.1, 0.3, 0.5, 0.0)
ENOUGH_CONTRAST = 25


def measure(source, picture):
    """Draw a still of a film and return its length and size, or what is wrong with it."""
    try:
        with av.open(source, options={"protocol_whitelist": "file"}) as container:
            seconds = (container.duration or 0) / av.time_base
            facts = {"duration": round(max(seconds, 0), 2)}
            if container.streams.video:
                facts |= _look_at(container, seconds, picture)
    except (av.FFmpegError, ValueError):
        return {"problem": "broken"}
    return facts


def _look_at(container, seconds, picture):
    stream = container.streams.video[0]
    if stream.codec_context.width * stream.codec_context.height > MAX_PIXELS:
        return {"problem": "too much"}
    stream.codec_context.thread_count = 1
    best, most = None, -1
    for place in PLACES:
        still = _frame_at(container, stream, seconds * place)
        if still is None:
            continue
        contrast = ImageStat.Stat(still.convert("L")).stddev[0]
        if contrast > most:
            best, most = still, contrast
        if contrast >= ENOUGH_CONTRAST:
            break
    if best is None:
        return {"problem": "broken"}
    width, height = best.size
    best.thumbnail((MAX_WIDTH, MAX_HEIGHT), Image.Resampling.LANCZOS)
    best.save(picture, "WEBP", quality=75, method=6)
    return {"width": width, "height": height}


def _frame_at(container, stream, second):
    """The frame that is shown from there on, the right way up; None where there is none."""
    try:
        container.seek(round(second * av.time_base))
        frame = next(container.decode(stream))
    except (av.FFmpegError, StopIteration):
        return None
    still = frame.to_image()
    return still.rotate(frame.rotation, expand=True) if frame.rotation else still


if __name__ == "__main__":
    take_no_more_than(MEGABYTES)
    say(measure(*sys.argv[1:]))
