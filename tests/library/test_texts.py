"""What is read in files: the words of each page, slide and sheet, and what keeps them from being read."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock
from zipfile import ZIP_DEFLATED, ZipFile

import typst
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult
from docx import Document
from openpyxl import Workbook
from pptx import Presentation

from library import apart, file_text, jobs, tasks, texts
from library.contents import OPEN_DOCUMENT_KINDS
from library.models import CLICDocument, FileText
from library.services import add_document, replace_document_file
from tests.factories import DocumentFactory, UserFactory

from .files import LOCKED_PDF, office_bytes, pdf_file, zip_of

Problem = CLICDocument.TextProblem


def written_pdf(*pages):
    """A PDF with some words on each of its pages."""
    with TemporaryDirectory() as folder:
        source = Path(folder, "pages.typ")
        source.write_text("\n#pagebreak()\n".join(pages))
        return typst.compile(source)


def word_bytes(*paragraphs):
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return _saved(document)


def slides_bytes(**slides):
    """Slides by their titles, each with what is said on it."""
    deck = Presentation()
    for title, text in slides.items():
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
    return _saved(deck)


def workbook_bytes(**sheets):
    """Sheets by their names, each with its rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return _saved(book)


def open_document_bytes(kind, body):
    """As little of an OpenDocument file as can be read."""
    names = ["office", "text", "table", "drawing"]
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in names
    )
    content = (
        f"<office:document-content {spaces}><office:body>{body}"
        "</office:body></office:document-content>"
    )
    return zip_of({"mimetype": OPEN_DOCUMENT_KINDS[kind], "content.xml": content})


def _saved(made):
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def found_in(content, ending):
    """What the program says of a file, run as the worker runs it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file.{ending}")
        path.write_bytes(content)
        ended = subprocess.run(
            [sys.executable, "-m", "library.file_text", str(path), "unused"],
            cwd=settings.BASE_DIR,
            capture_output=True,
            check=True,
        )
    return json.loads(ended.stdout)


def read_document(**fields):
    """A document that the worker has read."""
    document = DocumentFactory(**fields)
    texts.read_document(document.pk)
    document.refresh_from_db()
    return document


class WordsOfFilesTests(SimpleTestCase):
    def assert_pages(self, content, ending, *pages):
        found = found_in(content, ending)
        told = [(page["number"], page["name"], page["text"]) for page in found["pages"]]
        self.assertEqual(told, list(pages))
        self.assertEqual(found["problem"], "")

    def test_a_pdf_is_read_page_by_page_and_empty_ones_are_left_out(self):
        self.assert_pages(
            written_pdf("Walk the space.", "", "Sort, then shine."),
            "pdf",
            (1, "", "Walk the space."),
            (3, "", "Sort, then shine."),
        )

    def test_words_that_a_pdf_divides_at_the_end_of_a_line_are_whole(self):
        page = "#set page(width: 3cm, margin: 2mm)\n#set text(hyphenate: true)\nImprovement improvement"
        text = found_in(written_pdf(page), "pdf")["pages"][0]["text"]
        self.assertEqual(text.split(), ["Improvement", "improvement"])

    def test_word_is_read_with_its_tables(self):
        document = Document(BytesIO(word_bytes("Before the huddle", "", "After it")))
        document.add_table(1, 2).rows[0].cells[1].text = "Who brings the board"
        self.assert_pages(
            _saved(document),
            "docx",
            (1, "", "Before the huddle\nAfter it\nWho brings the board"),
        )

    def test_what_stands_twice_in_a_word_file_for_old_programs_is_read_once(self):
        document = Document(BytesIO(word_bytes("Around")))
        choice = (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<mc:Choice><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Choice>"
            "<mc:Fallback><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Fallback>"
            "</mc:AlternateContent>"
        )
        from docx.oxml import parse_xml

        document.paragraphs[0].runs[0]._r.append(parse_xml(choice))
        self.assert_pages(_saved(document), "docx", (1, "", "Around\nIn a box"))

    def test_powerpoint_is_read_slide_by_slide_with_notes_and_without_hidden_ones(self):
        deck = Presentation(BytesIO(slides_bytes(First="Begin here", Second="Not yet")))
        deck.slides[0].notes_slide.notes_text_frame.text = "Wait for latecomers"
        deck.slides[1].element.set("show", "0")
        self.assert_pages(
            _saved(deck), "pptx", (1, "First", "First\nBegin here\nWait for latecomers")
        )

    def test_a_spreadsheet_is_read_sheet_by_sheet_without_its_numbers(self):
        content = workbook_bytes(
            Rota=[["Monday", 4, "early"], [None, 1.5], ["Tuesday"]],
            Sums=[[1, 2]],
            Hidden=[["what the lists are made of"]],
        )
        from openpyxl import load_workbook

        book = load_workbook(BytesIO(content))
        book["Hidden"].sheet_state = "hidden"
        self.assert_pages(_saved(book), "xlsx", (1, "Rota", "Monday, early\nTuesday"))

    def test_opendocument_is_read_in_all_three_kinds(self):
        said = "<text:p>First<text:s/><text:span>words</text:span> here</text:p><text:h>Then</text:h>"
        removed = "<text:tracked-changes><text:p>Gone</text:p></text:tracked-changes>"
        remark = "<text:p>Kept<office:annotation><text:p>Why?</text:p></office:annotation></text:p>"
        self.assert_pages(
            open_document_bytes(
                "odt", f"<office:text>{removed}{said}{remark}</office:text>"
            ),
            "odt",
            (1, "", "First words here\nThen\nKept"),
        )
        self.assert_pages(
            open_document_bytes(
                "odp", f"<drawing:page/><drawing:page>{said}</drawing:page>"
            ),
            "odp",
            (2, "", "First words here\nThen"),
        )
        cell = f"<table:table-row><table:table-cell>{said}</table:table-cell></table:table-row>"
        table = f'<table:table table:name="Rota">{cell}</table:table>'
        self.assert_pages(
            open_document_bytes("ods", table),
            "ods",
            (1, "Rota", "First words here\nThen"),
        )

    def test_rich_text_plain_text_and_comma_separated_values_are_read(self):
        rich = rb"{\rtf1\ansi Caf\'e9 {\b bold}\par Second}"
        self.assert_pages(rich, "rtf", (1, "", "Café bold\nSecond"))
        plain = "\ufeffOne  line\r\n\r\nanother\tline\n".encode()
        self.assert_pages(plain, "txt", (1, "", "One line\nanother line"))
        table = b'Name;Note\nWard 3;"Open, always"\n'
        self.assert_pages(table, "csv", (1, "", "Name, Note\nWard 3, Open, always"))

    def test_every_kind_that_may_be_uploaded_can_be_read(self):
        self.assertEqual(set(file_text.READERS), set(settings.WAGTAILDOCS_EXTENSIONS))

    def test_nothing_is_said_that_a_database_refuses(self):
        self.assertEqual(
            file_text.tidied("co\u00adope\0rate \ud800 now\x0c\n\n  then "),
            "cooperate now\nthen",
        )


class HarmfulFilesTests(SimpleTestCase):
    """Each costs seconds and a line to editors, nothing else."""

    def test_locked_and_empty_files_are_told_apart(self):
        self.assertEqual(found_in(LOCKED_PDF, "pdf"), {"problem": "locked"})
        empty = written_pdf("#box(width: 1cm, height: 1cm, fill: red)")
        self.assertEqual(found_in(empty, "pdf"), {"pages": [], "problem": "no words"})

    def test_what_unpacks_without_end_is_not_unpacked(self):
        with mock.patch.object(file_text, "MOST_UNPACKED_BYTES", 10_000):
            for ending, content in [
                ("docx", word_bytes("a " * 50_000)),
                ("pptx", slides_bytes(One="a " * 50_000)),
                ("xlsx", workbook_bytes(One=[["a " * 10_000]])),
                ("odt", open_document_bytes("odt", "<a/>" * 50_000)),
            ]:
                with self.subTest(ending), TemporaryDirectory() as folder:
                    path = Path(folder, f"a.{ending}")
                    path.write_bytes(content)
                    self.assertEqual(file_text.read(str(path)), {"problem": "too much"})

    def test_a_bomb_that_lies_about_its_size_takes_no_more_than_it_says(self):
        file = BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            archive.writestr("content.xml", b" " * 1_000_000)
        lying = file.getvalue().replace(
            (1_000_000).to_bytes(4, "little"), b"\x01\0\0\0"
        )
        with TemporaryDirectory() as folder:
            path = Path(folder, "a.odt")
            path.write_bytes(lying)
            with self.assertRaises(Exception) as caught:
                file_text.read(str(path))
        self.assertNotIsInstance(caught.exception, MemoryError)

    def test_entities_that_multiply_are_left_alone(self):
        levels = "".join(
            f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">'
            for number in range(1, 12)
        )
        doctype = f'<!DOCTYPE a [<!ENTITY l0 "lol">{levels}]>'
        content = zip_of(
            {
                "content.xml": f'{doctype}<a xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
                "<office:body>&l11;</office:body></a>"
            }
        )
        with self.assertRaises(subprocess.CalledProcessError) as caught:
            found_in(content, "odt")
        self.assertIn(b"XMLSyntaxError", caught.exception.stderr)

    def test_a_sheet_that_claims_to_be_endless_is_read_all_the_same(self):
        book = Workbook()
        book.active.cell(1, 1, "first")
        book.active.cell(1_048_576, 16_384, "last")
        found = found_in(_saved(book), "xlsx")
        self.assertEqual(found["pages"][0]["text"], "first\nlast")

    def test_of_very_long_files_the_beginning_is_read(self):
        with TemporaryDirectory() as folder:
            path = Path(folder, "a.txt")
            path.write_text("word " * 1000)
            with mock.patch.object(file_text, "MOST_LETTERS", 100):
                found = file_text.read(str(path))
            self.assertEqual(found["problem"], "too long")
            self.assertEqual(len(found["pages"][0]["text"]), 100)
            pages = Path(folder, "a.pdf")
            pages.write_bytes(written_pdf("One", "Two", "Three"))
            for limit, value in [("MOST_PAGES", 2), ("SECONDS", -1)]:
                with mock.patch.object(file_text, limit, value):
                    found = file_text.read(str(pages))
                self.assertEqual(found["problem"], "too long")
                self.assertEqual(found["pages"][0]["text"], "One")


class ReadingTests(TestCase):
    def test_keeps_each_page_with_its_number_and_name(self):
        content = workbook_bytes(Rota=[["Monday"]], Empty=[], Names=[["Tuesday"]])
        document = read_document(file=ContentFile(content, name="rota.xlsx"))
        kept = FileText.objects.filter(document=document).of_newest_files()
        self.assertEqual(
            list(kept.values_list("number", "name", "text")),
            [(1, "Rota", "Monday"), (3, "Names", "Tuesday")],
        )
        self.assertFalse(document.is_unread)
        self.assertEqual(document.text_problem, "")

    def test_says_why_a_file_could_not_be_read(self):
        for name, content, problem in [
            ("a.pdf", LOCKED_PDF, Problem.LOCKED),
            ("a.pdf", b"%PDF-1.7 and no more", Problem.BROKEN),
            ("a.docx", office_bytes("docx"), Problem.BROKEN),
            ("a.xlsx", b"PK\x03\x04" + bytes(100), Problem.BROKEN),
            ("a.odt", zip_of({"content.xml": "<no"}), Problem.BROKEN),
            ("a.txt", b"  \n", Problem.NO_WORDS),
        ]:
            with self.subTest(name=name, problem=problem):
                document = read_document(file=ContentFile(content, name=name))
                self.assertEqual(document.text_problem, problem)
                self.assertFalse(document.is_unread)
                self.assertFalse(document.texts.exists())

    def test_a_file_that_takes_too_long_is_left(self):
        with mock.patch.object(texts, "READING_SECONDS", 0.001):
            document = read_document()
        self.assertEqual(document.text_problem, Problem.TOO_MUCH)

    def test_a_file_that_kills_its_reader_or_is_gone_kills_nothing_else(self):
        killed = mock.Mock(returncode=-11)
        with mock.patch.object(apart.subprocess, "run", return_value=killed):
            self.assertEqual(read_document().text_problem, Problem.BROKEN)
        document = DocumentFactory()
        document.file.storage.delete(document.file.name)
        texts.read_document(document.pk)
        document.refresh_from_db()
        self.assertEqual(document.text_problem, Problem.BROKEN)

    def test_kinds_that_nobody_can_read_are_not_opened(self):
        with mock.patch.object(texts, "looked_into") as looked_into:
            document = read_document(file=ContentFile(b"x", name="drawing.dwg"))
        looked_into.assert_not_called()
        self.assertFalse(document.is_unread)
        self.assertEqual(document.text_problem, "")

    def test_is_done_once_for_each_file(self):
        document = read_document()
        with mock.patch.object(texts, "looked_into") as looked_into:
            texts.read_document(document.pk)
        looked_into.assert_not_called()

    def test_the_words_of_an_earlier_file_are_not_those_of_the_new_one(self):
        document = read_document()
        replace_document_file(
            document, file=ContentFile(b"other", name="a.txt"), what_changed="All"
        )
        self.assertTrue(document.is_unread)
        self.assertFalse(FileText.objects.of_newest_files().exists())
        texts.read_document(document.pk)
        self.assertEqual(FileText.objects.of_newest_files().get().text, "other")
        self.assertEqual(document.texts.count(), 1)

    def test_what_was_read_of_a_file_replaced_meanwhile_is_thrown_away(self):
        document = DocumentFactory()

        def replaced_meanwhile(*arguments, **options):
            newer = CLICDocument.objects.get(pk=document.pk)
            replace_document_file(
                newer, file=ContentFile(b"new", name="a.txt"), what_changed="New"
            )
            return apart.looked_into(*arguments, **options)

        with mock.patch.object(texts, "looked_into", replaced_meanwhile):
            texts.read_document(document.pk)
        document.refresh_from_db()
        self.assertTrue(document.is_unread)
        self.assertFalse(document.texts.exists())


class WorkerTests(TestCase):
    def waiting(self):
        path = tasks.read_document.module_path
        rows = DBTaskResult.objects.ready().filter(task_path=path)
        return [row.args_kwargs["args"] for row in rows]

    def test_is_asked_once_a_file_is_certain(self):
        with self.captureOnCommitCallbacks(execute=True):
            document = add_document(title="Guide", file=pdf_file())
            self.assertEqual(self.waiting(), [])
        self.assertEqual(self.waiting(), [[document.pk]])

    def test_does_what_it_is_asked_and_nothing_about_what_is_gone(self):
        document = DocumentFactory()
        tasks.read_document.call(document.pk)
        self.assertEqual(document.texts.get().text, "what is in the file")
        tasks.read_document.call(0)

    def test_the_timed_job_finds_what_was_left_and_asks_once(self):
        left = DocumentFactory()
        read_document()
        jobs.look_into_uploads()
        jobs.look_into_uploads()
        self.assertEqual(self.waiting(), [[left.pk]])


class EditorsAreToldTests(TestCase):
    def setUp(self):
        editor = UserFactory()
        editor.groups.add(Group.objects.get(name="Editors"))
        self.client.force_login(editor)

    def edit_page(self, document):
        return self.client.get(reverse("wagtaildocs:edit", args=[document.pk]))

    def test_that_the_file_is_being_read(self):
        self.assertContains(self.edit_page(DocumentFactory()), "reading this file")

    def test_that_search_knows_its_words(self):
        self.assertContains(self.edit_page(read_document()), "Search knows the words")

    def test_what_is_wrong_with_it(self):
        document = read_document(file=ContentFile(LOCKED_PDF, name="a.pdf"))
        self.assertContains(self.edit_page(document), escape(Problem.LOCKED.label))
