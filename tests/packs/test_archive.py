"""The templates of chosen tools as one ZIP."""

from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from library.models import DownloadCount
from library.services import replace_document_file
from packs import archive
from packs.archive import LONGEST_NAME, file_name
from pages.models import ToolTemplate
from tests.factories import DocumentFactory, ToolPageFactory, UserFactory


class FileNameTests(SimpleTestCase):
    def test_keeps_every_script(self):
        for name in ("改进工具", "أداة", "Zażółć gęślą", "5S – Sort (1)"):
            self.assertEqual(file_name(name), name)

    def test_leaves_out_what_some_system_refuses(self):
        self.assertEqual(file_name('../a\\b:c*d?"e<f>g|h\n\0i. '), "a b c d e f g h i")

    def test_turns_no_text_around(self):
        self.assertEqual(file_name("run\u202exslx.exe"), "runxslx.exe")

    def test_has_a_name_for_what_has_none(self):
        for name in ("", "...", "///", "\u200b", "CON", "com1", "NUL"):
            self.assertEqual(file_name(name), "Template")

    def test_no_name_is_too_long_for_a_disk(self):
        self.assertLessEqual(len(file_name("改" * 300).encode()), LONGEST_NAME)


class ArchiveTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tool = ToolPageFactory(title="Five whys: again?", purpose="Find out why")
        cls.other = ToolPageFactory(title="改进")
        cls.sheet = cls.template(cls.tool, "Sheet", b"sheet", "sheet.docx")

    @staticmethod
    def template(tool, title, content=b"words", name="file.docx", **fields):
        file = ContentFile(content, name=name)
        document = DocumentFactory(title=title, file=file, **fields)
        ToolTemplate.objects.create(tool=tool, document=document)
        return document

    def get(self, **headers):
        query = {"tool": [self.tool.pk, self.other.pk]}
        return self.client.get(reverse("pack_templates"), query, headers=headers)

    def unpacked(self):
        response = self.get()
        self.assertEqual(response.status_code, 200)
        sent = response.getvalue()
        self.assertEqual(len(sent), int(response["Content-Length"]))
        zipped = ZipFile(BytesIO(sent))
        self.assertIsNone(zipped.testzip())
        return zipped

    def contents(self):
        return BeautifulSoup(self.unpacked().read("contents.html"), "html.parser")

    def test_has_a_folder_for_each_tool(self):
        self.template(self.other, "工作表", b"other", "other.pptx")
        zipped = self.unpacked()
        self.assertEqual(
            zipped.namelist(),
            [
                "01 Five whys again/Sheet.docx",
                "02 改进/工作表.pptx",
                "contents.html",
            ],
        )
        self.assertEqual(zipped.read("01 Five whys again/Sheet.docx"), b"sheet")

    def test_is_offered_under_a_good_name(self):
        response = self.get()
        self.assertEqual(response["Content-Type"], "application/zip")
        self.assertIn("workshop-pack-templates.zip", response["Content-Disposition"])
        self.assertEqual(response["X-Robots-Tag"], "noindex")

    def test_holds_the_newest_files(self):
        replace_document_file(
            self.sheet,
            file=ContentFile(b"newer", name="newer.docx"),
            what_changed="Larger boxes",
        )
        zipped = self.unpacked()
        self.assertEqual(zipped.read("01 Five whys again/Sheet.docx"), b"newer")
        self.assertIn("Larger boxes", zipped.read("contents.html").decode())

    def test_the_list_says_what_is_in_it_and_for_what(self):
        page = self.contents()
        text = page.get_text()
        for part in (
            "Five whys: again?",
            "Find out why",
            "Sheet",
            "Word",
            "version of",
        ):
            self.assertIn(part, text)
        links = [link["href"] for link in page.find_all("a")]
        self.assertIn("01%20Five%20whys%20again/Sheet.docx", links)
        self.assertIn(f"http://testserver{self.sheet.url}", links)

    def test_the_list_takes_nothing_typed_for_code(self):
        self.template(self.other, "<script>alert(1)</script>")
        self.assertIsNone(self.contents().find("script"))

    def test_names_that_meet_are_told_apart(self):
        self.template(self.tool, "sheet")
        self.template(self.tool, "Sheet.docx")
        names = self.unpacked().namelist()
        self.assertEqual(len({name.casefold() for name in names}), 4)
        self.assertIn("01 Five whys again/sheet (2).docx", names)

    def test_a_template_of_two_tools_is_there_once_and_named_twice(self):
        ToolTemplate.objects.create(tool=self.other, document=self.sheet)
        zipped = self.unpacked()
        self.assertEqual(len(zipped.namelist()), 2)
        page = BeautifulSoup(zipped.read("contents.html"), "html.parser")
        self.assertEqual(len(page.find_all("a", string="Sheet")), 2)

    def test_leaves_out_what_this_reader_may_not_have(self):
        closed = Collection.get_first_root_node().add_child(name="Closed")
        self.template(self.other, "For members", collection=closed)
        CollectionViewRestriction.objects.create(
            collection=closed, restriction_type="login"
        )
        zipped = self.unpacked()
        self.assertEqual(len(zipped.namelist()), 2)
        self.assertNotIn(b"For members", zipped.read("contents.html"))
        self.client.force_login(UserFactory())
        self.assertEqual(len(self.unpacked().namelist()), 3)

    def test_a_lost_file_is_told_in_the_list(self):
        lost = self.template(self.other, "Lost")
        lost.file.storage.delete(lost.file.name)
        zipped = self.unpacked()
        self.assertEqual(len(zipped.namelist()), 2)
        page = BeautifulSoup(zipped.read("contents.html"), "html.parser")
        self.assertIn("Lost: this file could not be found", page.get_text())

    def test_more_than_anybody_would_wait_for_is_refused(self):
        with patch.object(archive, "LARGEST_ARCHIVE", 3):
            self.assertContains(self.get(), "Choose fewer tools", status_code=422)

    def test_without_templates_there_is_no_archive(self):
        ToolTemplate.objects.all().delete()
        self.assertContains(self.get(), "no templates", status_code=404)

    def test_mistyped_options_of_the_pack_keep_nobody_from_the_templates(self):
        query = {"tool": self.tool.pk, "start": "soon"}
        response = self.client.get(reverse("pack_templates"), query)
        self.assertEqual(response.status_code, 200)

    def test_asked_for_its_size_only_it_opens_nothing(self):
        query = {"tool": [self.tool.pk, self.other.pk]}
        response = self.client.head(reverse("pack_templates"), query)
        self.assertEqual(response["Content-Length"], self.get()["Content-Length"])
        self.assertEqual(response.content, b"")

    def test_each_template_counts_as_downloaded(self):
        today = timezone.localdate()
        self.get()
        self.get(user_agent="Googlebot/2.1")
        counted = DownloadCount.objects.get(document=self.sheet)
        self.assertEqual((counted.day, counted.count), (today, 1))
