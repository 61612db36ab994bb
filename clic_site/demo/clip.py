"""The clip of the demo site: a lake at sunrise, then a value stream that draws itself.

The finished file lies in ``assets/``. ``python -m clic_site.demo.clip`` makes it again;
only that needs an encoder, from the package ``imageio-ffmpeg``.
"""

import array
import math
import random
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

from .films import FILMS
from .pictures import landscape, things
from .pictures.canvas import Canvas
from .pictures.fells import birds, cloud, glitter
from .pictures.palettes import PALETTES
from .pictures.scenes.backdrops import LONG_VALLEY, lake, meadow, range_behind

ASSETS = Path(__file__).with_name("assets")
CLIP_FILE = ASSETS / "value-stream.mp4"
CLIP_SECONDS = 15
WIDTH, HEIGHT = 1280, 720
FRAMES_A_SECOND = 24
SOUND_RATE = 44_100


def poster(key):
    """The still that stands for a video until it plays, as a PNG."""
    scene = FILMS[key].poster_scene
    if scene == "tarns":
        return frame(1.9).png()
    return landscape(key, scene=scene, width=WIDTH, height=HEIGHT)


# The pictures -------------------------------------------------------------

# What each second brings, as the captions tell it.
BOARD_SLIDES, BOXES_APPEAR, ARROWS_JOIN = 2.3, 2.9, 5.1
WORK_GROWS, WAITS_GROW, WAITS_SHRINK = 7.5, 9.9, 12.5
WORK, WAITS = 26, (160, 80, 340, 198)


def eased(second, start, length):
    """How much of a movement is done, from 0 to 1, slow at both ends."""
    part = min(1, max(0, (second - start) / length))
    return part * part * (3 - 2 * part)


def frame(second):
    """One moment of the clip."""
    # The same chance in every frame: the fells must stand still.
    rng = random.Random("value-stream")  # noqa: S311
    canvas = Canvas(PALETTES["dawn"], WIDTH, HEIGHT)
    _valley(canvas, rng, second)
    if second > BOARD_SLIDES:
        _value_stream(canvas, second)
    return canvas


def _valley(canvas, rng, second):
    rise = eased(second, 0, 6)
    canvas.disc(740, 400 - 170 * rise, 74, "accent")
    cloud(canvas, 180 + 9 * second, 190, 84, "far")
    cloud(canvas, 930 + 6 * second, 150, 60, "far")
    birds(canvas, rng, 400 + 16 * second, 240 - 4 * second, "mid", count=5)
    ridges = range_behind(canvas, rng, LONG_VALLEY, 520, light="right")
    lake(canvas, rng, ridges, 520)
    glitter(canvas, rng, 740, "accent", top=524, bottom=524 + 170 * rise, width=40)
    things.farmhouse(canvas, 955, 520, 62)
    bob = 2 * math.sin(second * 2.4)
    things.sailing_boat(canvas, 300 + 30 * second, 590 + bob, 78, water="light")
    ground = meadow(
        canvas,
        rng,
        [(-50, 622), (180, 650), (430, 738), (700, 772), (950, 750), (1250, 690)],
    )
    things.wood(canvas, rng, ground, (28, 74, 118, 150), 210, "deep")
    things.reeds(canvas, rng, ground, 220, 480, "deep", height=56, count=22)


def _value_stream(canvas, second):
    left, top, wide, high = 90, 150, 1020, 480
    drop = (1 - eased(second, BOARD_SLIDES, 0.7)) * 640
    canvas.rounded(left, top + drop, wide, high, 14, "deep")
    if drop > 1:
        return
    size, step, middle = 124, 196, top + 150
    xs = [left + 56 + step * index for index in range(5)]
    for index, x in enumerate(xs):
        grown = eased(second, BOXES_APPEAR + 0.34 * index, 0.4)
        if grown > 0.02:
            half = size / 2 * grown
            canvas.rounded(
                x + size / 2 - half,
                middle - half,
                half * 2,
                half * 2,
                12 * grown,
                "mid",
            )
        if grown > 0.98:
            SIGNS[index](canvas, x + size / 2, middle)
    for index, x in enumerate(xs[:-1]):
        drawn = eased(second, ARROWS_JOIN + 0.4 * index, 0.45)
        if drawn > 0.05:
            start = x + size + 10
            end = start + (step - size - 20) * drawn
            canvas.stroke([(start, middle), (end - 14, middle)], 9, "light")
            canvas.shape(
                [(end, middle), (end - 22, middle - 15), (end - 22, middle + 15)],
                "light",
            )
    if second > WORK_GROWS:
        _time_bar(canvas, left + 56, top + 330, second)


def _time_bar(canvas, x, y, second):
    shrunk = 1 - 0.72 * eased(second, WAITS_SHRINK, 1.3)
    canvas.box(x, y + 78, 908, 5, "near")
    for index in range(5):
        work = WORK * eased(second, WORK_GROWS + 0.34 * index, 0.4)
        if work > 1:
            canvas.box(x, y, work, 74, "mid")
        x += WORK
        if index < len(WAITS):
            shown = eased(second, WAITS_GROW + 0.45 * index, 0.5)
            if shown > 0.02:
                canvas.box(x, y + 18, WAITS[index] * shown * shrunk, 56, "accent")
            x += WAITS[index] * shrunk


def _pen(canvas, x, y):
    canvas.shape(
        [
            (x - 34, y + 34),
            (x - 26, y + 8),
            (x + 20, y - 38),
            (x + 38, y - 20),
            (x - 8, y + 26),
        ],
        "light",
    )
    canvas.shape([(x - 34, y + 34), (x - 30, y + 20), (x - 20, y + 30)], "deep")


def _keyboard(canvas, x, y):
    canvas.rounded(x - 44, y - 26, 88, 54, 8, "light")
    for row in range(2):
        for key in range(5):
            canvas.box(x - 35 + key * 15, y - 17 + row * 14, 10, 9, "deep")
    canvas.box(x - 22, y + 12, 44, 8, "deep")


def _tick(canvas, x, y):
    canvas.stroke([(x - 32, y + 2), (x - 10, y + 26), (x + 34, y - 26)], 15, "light")


def _letter(canvas, x, y):
    canvas.rounded(x - 44, y - 30, 88, 60, 5, "light")
    canvas.stroke([(x - 36, y - 22), (x, y + 8), (x + 36, y - 22)], 7, "deep")


def _house(canvas, x, y):
    canvas.shape([(x - 42, y), (x, y - 38), (x + 42, y)], "light")
    canvas.box(x - 30, y - 4, 60, 40, "light")
    canvas.box(x - 8, y + 8, 18, 28, "deep")


SIGNS = (_pen, _keyboard, _tick, _letter, _house)

# The sound ----------------------------------------------------------------

# Four soft chords, in hertz: C, A minor, F and C again, an octave wide.
CHORDS = (
    (130.81, 196.00, 329.63, 523.25),
    (110.00, 220.00, 329.63, 440.00),
    (87.31, 174.61, 349.23, 440.00),
    (130.81, 196.00, 392.00, 523.25),
)


def write_sound(path):
    """Chords of plain sine waves that swell and fade into each other."""
    samples = array.array("h")
    span = CLIP_SECONDS / len(CHORDS)
    for index in range(CLIP_SECONDS * SOUND_RATE):
        second = index / SOUND_RATE
        loudness = 0.0
        for number, chord in enumerate(CHORDS):
            since = second - number * span
            if -0.5 < since < span + 0.5:
                swell = math.sin(math.pi * (since + 0.5) / (span + 1)) ** 1.5
                loudness += swell * sum(
                    math.sin(math.tau * note * second) / (place + 2)
                    for place, note in enumerate(chord)
                )
        fade = min(1, second / 0.8, (CLIP_SECONDS - second) / 1.2)
        samples.append(round(3200 * loudness * fade))
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SOUND_RATE)
        if sys.byteorder == "big":
            samples.byteswap()
        sound.writeframes(samples.tobytes())


# The film -----------------------------------------------------------------


def make_clip(path=CLIP_FILE):
    """Draw every frame and encode them with the sound; takes a minute or two."""
    import imageio_ffmpeg

    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "chords.wav"
        write_sound(sound)
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(),
            "-y",
            "-loglevel", "error",
            "-f", "rawvideo",
            "-pix_fmt", "rgb24",
            "-s", f"{WIDTH}x{HEIGHT}",
            "-r", str(FRAMES_A_SECOND),
            "-i", "-",
            "-i", str(sound),
            "-c:v", "libx264",
            "-preset", "veryslow",
            "-tune", "animation",
            "-crf", "27",
            "-pix_fmt", "yuv420p",
            "-g", str(FRAMES_A_SECOND * 2),
            "-c:a", "aac",
            "-b:a", "48k",
            "-movflags", "+faststart",
            "-map_metadata", "-1",
            "-shortest",
            str(path),
        ]  # fmt: skip
        with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:  # noqa: S603 – no word of it comes from outside
            for number in range(CLIP_SECONDS * FRAMES_A_SECOND):
                encoder.stdin.write(frame(number / FRAMES_A_SECOND).smooth().tobytes())
            encoder.stdin.close()
    if encoder.returncode:
        raise subprocess.CalledProcessError(encoder.returncode, command)


if __name__ == "__main__":
    make_clip()
