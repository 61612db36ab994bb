"""Pictures that people send are made anew; what is no picture, or too large, is refused."""

import struct
import zlib
from io import BytesIO
from unittest import mock

from django.test import SimpleTestCase
from PIL import Image

from safeguards import pictures
from safeguards.pictures import MEGABYTE, NoPicture, PictureTooLarge
from tests.pictures import drawing, photograph, upload


def remade(file):
    return pictures.remade(file, most_megabytes=10)


def png_that_says(width, height):
    """The beginning of a PNG of this size, which holds far less than it says."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


class RemadeTests(SimpleTestCase):
    def opened(self, file):
        return Image.open(BytesIO(remade(file).read()))

    def test_nothing_tells_where_when_or_with_what_it_was_taken(self):
        sent = photograph()
        self.assertIn(b"Secret", sent.read())
        sent.seek(0)
        kept = remade(sent).read()
        self.assertNotIn(b"Secret", kept)
        self.assertNotIn(b"Exif", kept)
        self.assertEqual(dict(Image.open(BytesIO(kept)).getexif()), {})

    def test_a_note_in_a_drawing_goes_too(self):
        kept = remade(drawing())
        self.assertNotIn(b"Secret", kept.read())
        self.assertTrue(kept.name.endswith(".png"))

    def test_it_is_turned_upright(self):
        self.assertEqual(self.opened(photograph((80, 40))).size, (40, 80))

    def test_it_is_made_smaller_than_a_screen_needs(self):
        self.assertEqual(max(self.opened(photograph((4000, 1000))).size), 2400)

    def test_its_name_tells_nothing(self):
        kept = remade(photograph(name="Ann Example, ward 4.jpg"))
        self.assertRegex(kept.name, r"^[0-9a-f]{32}\.jpg$")

    def test_takes_every_kind_that_it_names(self):
        for kind, mode in [
            ("JPEG", "L"),
            ("JPEG", "CMYK"),
            ("PNG", "P"),
            ("PNG", "1"),
            ("PNG", "I;16"),
            ("WEBP", "RGBA"),
        ]:
            with self.subTest(kind=kind, mode=mode):
                file = BytesIO()
                Image.new(mode, (20, 20)).save(file, kind)
                self.assertEqual(self.opened(upload(file.getvalue())).size, (20, 20))

    def test_refuses_what_is_no_picture(self):
        whole = photograph().read()
        gif = BytesIO()
        Image.new("RGB", (20, 20)).save(gif, "GIF")
        for content in [
            b"%PDF-1.7",
            b"\x00" * 100,
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            gif.getvalue(),
            whole[: len(whole) // 2],
            whole[:20],
            png_that_says(100, 100),
        ]:
            with self.subTest(content[:12]), self.assertRaises(NoPicture):
                remade(upload(content))

    def test_refuses_a_bomb_before_it_unpacks(self):
        for width, height in [(60_000, 60_000), (9_000, 9_000)]:
            with (
                self.subTest(width=width),
                mock.patch.object(Image.Image, "load") as load,
                self.assertRaises(PictureTooLarge),
            ):
                remade(upload(png_that_says(width, height), "bomb.png"))
            load.assert_not_called()

    def test_refuses_a_jpeg_of_layers_without_end(self):
        file = BytesIO()
        Image.new("RGB", (64, 64)).save(file, "JPEG", progressive=True)
        whole = file.getvalue()
        last = whole.rindex(pictures.LAYER)
        end = whole.rindex(b"\xff\xd9")
        remade(upload(whole))
        bomb = whole[:end] + whole[last:end] * 1000 + whole[end:]
        with (
            mock.patch.object(Image.Image, "load") as load,
            self.assertRaises(PictureTooLarge),
        ):
            remade(upload(bomb, "bomb.jpg"))
        load.assert_not_called()

    def test_a_large_one_is_turned_upright_too(self):
        self.assertEqual(self.opened(photograph((4800, 1200))).size, (600, 2400))

    def test_unpacks_no_more_at_once_than_memory_bears(self):
        with self.assertRaises(PictureTooLarge):
            remade(upload(png_that_says(7_000, 7_000), "large.png"))

    def test_refuses_too_many_bytes(self):
        with self.assertRaises(PictureTooLarge):
            remade(upload(b"\xff\xd8" + b"\0" * 10 * MEGABYTE))
