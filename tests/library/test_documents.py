from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from wagtail.models import UploadedFile

from library.models import CLICDocument, DocumentVersion
from library.services import add_document, replace_document_file
from tests.factories import DocumentFactory, UserFactory


def stored(version):
    return version.file.storage.exists(version.file.name)


class DocumentTests(TestCase):
    def test_address_is_made_from_the_title_and_free(self):
        slugs = [
            add_document(title="A3 Template", file=ContentFile(b"x", name="a.txt")).slug
            for _again in range(3)
        ]
        self.assertEqual(slugs, ["a3-template", "a3-template-2", "a3-template-3"])

    def test_address_in_scripts_without_latin_letters_is_still_one(self):
        document = add_document(title="نموذج", file=ContentFile(b"x", name="نموذج.txt"))
        self.assertEqual(document.slug, "document")
        self.assertTrue(document.file.name.isascii())

    def test_address_is_small_letters(self):
        document = DocumentFactory(slug="RPIW-Plan")
        self.assertEqual(document.url, "/downloads/rpiw-plan/")

    def test_says_type_size_and_language(self):
        document = DocumentFactory(
            file=ContentFile(b"x" * 2048, name="a.XLSX"), language="pl"
        )
        self.assertEqual(document.type_label, "Excel")
        self.assertEqual(document.size_text, "2.0\xa0KB")
        self.assertEqual(document.language_name, "Polski")
        self.assertEqual(document.get_language_display(), "Polish (Polski)")

    def test_the_first_file_is_a_version_too(self):
        user = UserFactory()
        document = add_document(
            title="Plan", file=ContentFile(b"one", name="plan.txt"), user=user
        )
        version = document.versions.get()
        self.assertEqual(version.file.name, document.file.name)
        self.assertEqual((version.file_size, version.created_by), (3, user))
        self.assertEqual(version.file_hash, document.file_hash)

    def test_a_new_file_is_a_new_version_with_what_changed(self):
        document, user = DocumentFactory(), UserFactory()
        replace_document_file(
            document,
            file=ContentFile(b"twice as long", name="template.txt"),
            what_changed="Twice as long",
            user=user,
        )
        newest, oldest = document.versions.all()
        self.assertEqual(newest.what_changed, "Twice as long")
        self.assertEqual((newest.created_by, newest.file_size), (user, 13))
        self.assertEqual(oldest.what_changed, "")
        self.assertTrue(stored(oldest))
        self.assertNotEqual(newest.file_hash, oldest.file_hash)

    def test_saving_without_a_new_file_makes_no_version(self):
        document = DocumentFactory()
        document.title = "Another title"
        document.save()
        CLICDocument.objects.get().save()
        self.assertEqual(document.versions.count(), 1)


class CleanUpTests(TestCase):
    def test_deleting_a_document_deletes_every_file_after_the_commit(self):
        document = DocumentFactory()
        replace_document_file(
            document, file=ContentFile(b"new", name="new.txt"), what_changed="New"
        )
        versions = list(document.versions.all())
        with self.captureOnCommitCallbacks() as callbacks:
            document.delete()
        self.assertTrue(all(stored(version) for version in versions))
        for callback in callbacks:
            callback()
        self.assertFalse(any(stored(version) for version in versions))
        self.assertFalse(DocumentVersion.objects.exists())


class DocumentAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = UserFactory()
        cls.editor.groups.add(Group.objects.get(name="Editors"))
        cls.document = add_document(
            title="Plan",
            file=ContentFile(b"%PDF-1.7 one", name="plan.pdf"),
            user=cls.editor,
        )
        cls.edit = reverse("wagtaildocs:edit", args=[cls.document.pk])

    def setUp(self):
        self.client.force_login(self.editor)

    def post(self, **changes):
        data = {
            "title": "Plan",
            "language": "en",
            "tags": "",
            "what_changed": "",
            **changes,
        }
        return self.client.post(self.edit, data)

    def test_editor_adds_a_document(self):
        response = self.client.post(
            reverse("wagtaildocs:add"),
            {
                "title": "Run chart",
                "file": SimpleUploadedFile("chart.csv", b"day,number\n"),
                "slug": "",
                "language": "ro",
                "tags": "",
            },
        )
        self.assertRedirects(response, reverse("wagtaildocs:index"))
        document = CLICDocument.objects.get(slug="run-chart")
        self.assertEqual(document.language, "ro")
        self.assertEqual(document.versions.get().created_by, self.editor)

    def test_editor_adds_many_at_once(self):
        response = self.client.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": "Plan", "files[]": SimpleUploadedFile("p.txt", b"text")},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        self.assertTrue(response.json()["success"])
        document = CLICDocument.objects.get(slug="plan-2")
        self.assertEqual((document.language, document.versions.count()), ("en", 1))
        self.assertEqual(UploadedFile.objects.count(), 0)

    def test_many_at_once_are_checked_one_by_one(self):
        for name, content in [("page.html", b"<script>"), ("fake.pdf", b"<script>")]:
            response = self.client.post(
                reverse("wagtaildocs:add_multiple"),
                {"title": "Page", "files[]": SimpleUploadedFile(name, content)},
                headers={"x-requested-with": "XMLHttpRequest"},
            )
            self.assertFalse(response.json()["success"])
        self.assertEqual(CLICDocument.objects.count(), 1)

    def test_editor_adds_a_document_while_choosing_one(self):
        response = self.client.post(
            reverse("wagtaildocs_chooser:create"),
            {
                "document-chooser-upload-title": "Chosen",
                "document-chooser-upload-file": SimpleUploadedFile("c.txt", b"text"),
                "document-chooser-upload-slug": "",
                "document-chooser-upload-language": "en",
                "document-chooser-upload-tags": "",
            },
        )
        self.assertEqual(response.json()["step"], "chosen")
        self.assertEqual(response.json()["result"]["url"], "/downloads/chosen/")

    def test_replacing_asks_what_changed(self):
        response = self.post(file=SimpleUploadedFile("plan.pdf", b"%PDF-1.7 two"))
        self.assertContains(response, "Say in a few words what changed")
        self.assertEqual(self.document.versions.count(), 1)

    def test_replacing_keeps_the_old_file(self):
        with self.captureOnCommitCallbacks(execute=True):
            response = self.post(
                file=SimpleUploadedFile("plan.pdf", b"%PDF-1.7 two"),
                what_changed="Two in place of one",
            )
        self.assertRedirects(response, reverse("wagtaildocs:index"))
        newest, oldest = self.document.versions.all()
        self.assertEqual(newest.file.read(), b"%PDF-1.7 two")
        self.assertEqual(oldest.file.read(), b"%PDF-1.7 one")
        self.assertEqual(newest.created_by, self.editor)

    def test_what_changed_needs_a_new_file(self):
        response = self.post(what_changed="Something")
        self.assertContains(response, "Choose the new file too")

    def test_the_address_stays(self):
        self.post(title="Another title", slug="another")
        self.document.refresh_from_db()
        self.assertEqual(
            (self.document.title, self.document.slug), ("Another title", "plan")
        )

    def test_a_taken_address_is_a_kind_error(self):
        response = self.client.post(
            reverse("wagtaildocs:add"),
            {
                "title": "Plan",
                "file": SimpleUploadedFile("p.txt", b"text"),
                "slug": "PLAN",
                "language": "en",
                "tags": "",
            },
        )
        self.assertContains(response, "Another document has this address")

    def test_files_that_could_act_as_pages_are_refused(self):
        for name, content in [
            ("page.html", b"<script>"),
            ("drawing.svg", b"<svg onload='alert(1)'/>"),
            ("page.pdf", b"<script>"),
            ("sheet.docx", b"MZ program"),
        ]:
            with self.subTest(name=name):
                response = self.post(
                    file=SimpleUploadedFile(name, content), what_changed="x"
                )
                self.assertEqual(response.status_code, 200)
                self.assertEqual(self.document.versions.count(), 1)

    def test_strange_input_is_no_error_of_ours(self):
        for value in ["\0", "x" * 5000, "🙂<b>", "\u202e"]:
            response = self.post(
                title=value,
                what_changed=value,
                file=SimpleUploadedFile("plan.pdf", b"%PDF-"),
            )
            self.assertIn(response.status_code, {200, 302})

    def test_versions_are_listed_with_what_changed(self):
        replace_document_file(
            self.document,
            file=ContentFile(b"%PDF-1.7 2", name="p.pdf"),
            what_changed="<b>Shorter</b>",
            user=self.editor,
        )
        response = self.client.get(self.edit)
        self.assertContains(response, "&lt;b&gt;Shorter&lt;/b&gt;")
        for version in self.document.versions.all():
            self.assertContains(response, version.url)
        self.assertContains(response, self.document.url)

    def test_the_list_shows_addresses_that_last(self):
        response = self.client.get(reverse("wagtaildocs:index"))
        self.assertContains(response, "/downloads/plan/")
        self.assertNotContains(response, 'href="/documents/')
