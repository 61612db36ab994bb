from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import SimpleTestCase

from library.contents import (
    HAS_MACROS,
    MAX_PART_BYTES,
    NO_PICTURE,
    OPEN_DOCUMENT_KINDS,
    OTHER_ENCODING,
    OTHER_KIND,
    check_contents,
    check_picture,
)
from tests.factories import picture_bytes

from .files import bomb_png, office_bytes, pdf_bytes, zip_of


class ContentsTests(SimpleTestCase):
    def check(self, name, content):
        check_contents(ContentFile(content, name=name))

    def assertRefused(self, name, content, message=OTHER_KIND):
        with self.assertRaises(ValidationError) as caught:
            self.check(name, content)
        self.assertEqual(caught.exception.messages, [str(message)])

    def test_files_that_are_what_they_say_pass(self):
        self.check("a.pdf", pdf_bytes())
        for kind in ["docx", "pptx", "xlsx"]:
            self.check(f"a.{kind.upper()}", office_bytes(kind))
        for ending, kind in OPEN_DOCUMENT_KINDS.items():
            self.check(f"a.{ending}", zip_of({"mimetype": kind}))
        self.check("a.rtf", b"{\\rtf1 hello}")
        self.check("a.mp3", b"ID3\x04 sound")
        self.check("نموذج.txt", "مرحبا\tساعة\r\n".encode())
        self.check("a.csv", b"\xef\xbb\xbfday,n\xc3\xbcmber\n" * 200_000)
        self.check("a.txt", b"")

    def test_it_can_be_read_from_the_start_afterwards(self):
        for name, content in [("a.pdf", pdf_bytes()), ("a.docx", office_bytes())]:
            file = ContentFile(content, name=name)
            check_contents(file)
            self.assertEqual(file.read(), content)

    def test_a_page_or_a_program_under_another_name_is_refused(self):
        for ending in ["pdf", "docx", "xlsx", "odt", "rtf", "mp4", "webm", "mp3"]:
            self.assertRefused(f"a.{ending}", b"<script>alert(1)</script>")
            self.assertRefused(f"a.{ending}", b"MZ\x90\0 program")
            self.assertRefused(f"a.{ending}", b"")

    def test_a_zip_of_something_else_is_no_office_file(self):
        other = zip_of({"letter.html": "<script>"})
        for ending in ["docx", "pptx", "xlsx", "odp", "ods", "odt"]:
            self.assertRefused(f"a.{ending}", other)
            self.assertRefused(f"a.{ending}", b"PK\x03\x04 broken")
        self.assertRefused("a.docx", office_bytes("xlsx"))
        self.assertRefused("a.odt", zip_of({"mimetype": OPEN_DOCUMENT_KINDS["ods"]}))

    def test_macros_are_refused(self):
        macro = (
            '<Override ContentType="application/vnd.ms-office.vbaProject" '
            'PartName="/word/vbaProject.bin"/>'
        )
        self.assertRefused("a.docx", office_bytes(also=macro), HAS_MACROS)

    def test_a_part_that_unpacks_without_end_is_not_unpacked(self):
        bomb = zip_of({"[Content_Types].xml": b" " * (MAX_PART_BYTES * 50)})
        self.assertLess(len(bomb), 100_000)
        self.assertRefused("a.docx", bomb)

    def test_text_is_text(self):
        self.assertRefused("a.txt", b"\x7fELF\x01\x01\0\0")
        self.assertRefused("a.csv", b"a,b\0c\n")
        self.assertRefused("a.txt", "ż".encode() + b"\x1b[31m")

    def test_letters_that_would_be_shown_wrongly_are_refused(self):
        for encoding in ["cp1252", "utf-16", "latin-1"]:
            self.assertRefused("a.csv", "naïve café".encode(encoding), OTHER_ENCODING)
        self.assertRefused("a.txt", b"cut in the middle \xc3", OTHER_ENCODING)


class PictureTests(SimpleTestCase):
    def check(self, content):
        check_picture(ContentFile(content, name="still.png"), max_pixels=10_000)

    def test_pictures_pass_and_can_be_read_afterwards(self):
        file = ContentFile(picture_bytes(), name="still.png")
        check_picture(file, max_pixels=10_000)
        self.assertEqual(file.read(), picture_bytes())

    def test_what_is_none_or_far_too_large_is_refused(self):
        for content in [
            b"",
            b"<svg onload='alert(1)'/>",
            b"GIF89a" + b"\xff" * 20,
            picture_bytes()[:-30],
            picture_bytes(200, 200),
            bomb_png(),
            bomb_png(9_000, 9_000),
        ]:
            with self.assertRaisesMessage(ValidationError, str(NO_PICTURE)):
                self.check(content)
