from unittest import mock

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings
from django.test.client import FakePayload
from django.urls import reverse

from library.models import CLICDocument, CLICImage, CLICMedia
from tests.factories import DocumentFactory, UserFactory, picture_bytes

from .files import bomb_png, pdf_bytes

TWO_GIGABYTES = 2 * 1024**3


class Endless(FakePayload):
    """A body that says how much of it was taken; its end never comes."""

    def __init__(self):
        super().__init__()
        self.taken = 0

    def __len__(self):
        return TWO_GIGABYTES

    def read(self, size=None):
        self.taken += size
        return b"-" * size


class FarTooMuchTests(TestCase):
    def setUp(self):
        self.editor = UserFactory()
        self.editor.groups.add(Group.objects.get(name="Editors"))

    def send(self, address, size=TWO_GIGABYTES):
        body = Endless()
        response = self.client.generic(
            "POST",
            address,
            **{
                "CONTENT_TYPE": "multipart/form-data; boundary=cut",
                "CONTENT_LENGTH": str(size),
                "HTTP_SEC_FETCH_SITE": "same-origin",
                "wsgi.input": body,
            },
        )
        return response, body

    def test_two_gigabytes_are_refused_before_they_are_read(self):
        self.client.force_login(self.editor)
        with mock.patch("clic_site.views.UNREAD_BYTES_TAKEN", 0):
            for address in [
                reverse("wagtailmedia:add", args=["video"]),
                reverse("wagtaildocs:add"),
                reverse("wagtailimages:add_multiple"),
                "/feedback/",
            ]:
                with self.subTest(address=address):
                    response, body = self.send(address)
                    self.assertEqual(response.status_code, 413)
                    self.assertEqual(body.taken, 0)

    def test_readers_may_send_no_films(self):
        with mock.patch("clic_site.views.UNREAD_BYTES_TAKEN", 0):
            response, body = self.send("/feedback/", size=26 * 1024 * 1024)
        self.assertEqual((response.status_code, body.taken), (413, 0))

    def test_readers_send_nothing_to_the_admin(self):
        address = reverse("wagtaildocs:add")
        response, body = self.send(address, size=26 * 1024 * 1024)
        self.assertEqual((response.status_code, body.taken), (302, 0))
        self.client.force_login(UserFactory())
        response, body = self.send(address, size=26 * 1024 * 1024)
        self.assertNotEqual(response.status_code, 200)
        self.assertEqual(body.taken, 0)

    def test_the_refusal_is_kind(self):
        response, _body = self.send("/feedback/")
        self.assertContains(response, "too much at once", status_code=413)

    @override_settings(MAX_ADMIN_UPLOAD_BYTES=5000, MAX_UPLOAD_BYTES=10)
    def test_colleagues_may_send_more_than_readers(self):
        self.client.force_login(self.editor)
        response = self.client.post(
            reverse("wagtaildocs:add"),
            {
                "title": "Plan",
                "file": SimpleUploadedFile("p.txt", b"more than ten bytes"),
                "slug": "",
                "language": "en",
                "tags": "",
            },
        )
        self.assertEqual(response.status_code, 302)
        self.assertEqual(CLICDocument.objects.get().file_size, 19)


class RefusedInTheFormTests(TestCase):
    """The message stands beside the file; what was typed stays."""

    @classmethod
    def setUpTestData(cls):
        cls.editor = UserFactory()
        cls.editor.groups.add(Group.objects.get(name="Editors"))

    def setUp(self):
        self.client.force_login(self.editor)

    def add_document(self, name, content, **more):
        return self.client.post(
            reverse("wagtaildocs:add"),
            {
                "title": "My own title",
                "file": SimpleUploadedFile(name, content),
                "slug": "my-address",
                "language": "pl",
                "tags": "",
                **more,
            },
        )

    def add_picture(self, content, name="lake.png"):
        return self.client.post(
            reverse("wagtailimages:add"),
            {
                "title": "My own title",
                "file": SimpleUploadedFile(name, content),
                "description": "A lake.",
                "tags": "",
            },
        )

    def assertRefused(self, response, words):
        form = response.context["form"]
        self.assertEqual(list(form.errors), ["file"])
        self.assertIn(words, str(form.errors["file"]))
        self.assertContains(response, "My own title")

    def test_a_document_that_is_none(self):
        response = self.add_document("plan.pdf", b"<script>alert(1)</script>")
        self.assertRefused(response, "not the kind of file its name says")
        self.assertEqual(len(response.context["form"].errors["file"]), 1)
        self.assertContains(response, "my-address")
        self.assertFalse(CLICDocument.objects.exists())

    def test_browsers_know_what_is_too_large(self):
        for address, megabytes in [
            (reverse("wagtaildocs:add"), 50),
            (reverse("wagtailimages:add"), 20),
            (reverse("wagtailmedia:add", args=["video"]), 500),
        ]:
            response = self.client.get(address)
            self.assertContains(response, f'data-max-bytes="{megabytes * 1024 * 1024}"')
            self.assertContains(response, "js/admin/uploads.js")

    def test_a_text_in_another_encoding(self):
        response = self.add_document("plan.csv", "café".encode("cp1252"))
        self.assertRefused(response, "CSV UTF-8")

    @override_settings(WAGTAILDOCS_MAX_UPLOAD_SIZE=10)
    def test_a_document_that_is_too_large(self):
        response = self.add_document("plan.txt", b"more than ten bytes")
        self.assertRefused(response, "too big")

    def test_a_picture_bomb(self):
        for content in [bomb_png(), bomb_png(9_000, 9_000)]:
            response = self.add_picture(content)
            self.assertIn("file", response.context["form"].errors)
            self.assertContains(response, "My own title")
        self.assertFalse(CLICImage.objects.exists())

    def test_a_picture_of_another_kind(self):
        self.assertRefused(
            self.add_picture(picture_bytes(), "lake.jpg"), "does not match"
        )

    def test_a_still_that_is_no_picture(self):
        for still in [b"<svg/>", bomb_png(9_000, 9_000)]:
            response = self.client.post(
                reverse("wagtailmedia:add", args=["video"]),
                {
                    "title": "My own title",
                    "file": SimpleUploadedFile("a.mp4", b"\0\0\0\x20ftypisom film"),
                    "thumbnail": SimpleUploadedFile("still.png", still),
                    "tags": "",
                },
            )
            self.assertIn("thumbnail", response.context["form"].errors)
            self.assertContains(response, "not a picture that can be shown")
        self.assertFalse(CLICMedia.objects.exists())


class FileNameTests(TestCase):
    def setUp(self):
        editor = UserFactory()
        editor.groups.add(Group.objects.get(name="Editors"))
        self.client.force_login(editor)

    def upload(self, name):
        return self.client.post(
            reverse("wagtaildocs:add"),
            {
                "title": "Plan",
                "file": SimpleUploadedFile(name, pdf_bytes()),
                "slug": "",
                "language": "en",
                "tags": "",
            },
        )

    def test_names_in_any_script_are_stored_plainly(self):
        for name in [
            "نموذج.pdf",
            "नमूना पत्र.pdf",
            "计划 2.pdf",
            "Zażółć 🙂.PDF",
            ".pdf.pdf",
        ]:
            with self.subTest(name=name):
                self.assertEqual(self.upload(name).status_code, 302)
        stored = CLICDocument.objects.values_list("file", flat=True)
        self.assertEqual(len(stored), 5)
        for name in stored:
            self.assertRegex(name, r"^documents/[0-9a-f]{8}-[a-z0-9-]+\.pdf$")

    def test_tricks_with_paths_lead_nowhere(self):
        for name in [
            "../../../etc/passwd.pdf",
            "..\\..\\windows\\a.pdf",
            "/etc/cron.d/a.pdf",
            "C:\\a.pdf",
            "a\0.html\0.pdf",
            "a\r\nContent-Type: text-html\r\n.pdf",
            "\u202efdp.exe.pdf",
            "x" * 4000 + ".pdf",
            "&#46;&#46;/a.pdf",
        ]:
            with self.subTest(name=name):
                self.assertIn(self.upload(name).status_code, {200, 302})
        for name in CLICDocument.objects.values_list("file", flat=True):
            self.assertRegex(name, r"^documents/[0-9a-f]{8}-[a-z0-9-]+\.pdf$")

    def test_names_without_an_ending_are_refused(self):
        for name in ["plan", "pdf", "plan.pdf.exe", "plan."]:
            with self.subTest(name=name):
                self.assertEqual(self.upload(name).status_code, 200)
        self.assertFalse(CLICDocument.objects.exists())

    def test_a_document_may_be_called_anything(self):
        document = DocumentFactory(title='"../..\\\r\nX: y; "نموذج')
        response = self.client.get(document.url)
        header = response["Content-Disposition"]
        self.assertNotRegex(header, r"[\r\n\\/]")
        self.assertTrue(header.isascii())
