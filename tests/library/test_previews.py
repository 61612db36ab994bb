from unittest import mock

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from library import apart, jobs, pictures, tasks
from library.models import CLICDocument
from library.services import add_document, replace_document_file
from tests.factories import DocumentFactory, UserFactory

from .files import LOCKED_PDF, pdf_file


def body(response):
    return b"".join(response.streaming_content)


def pictured(**fields):
    """A document into which the worker has looked."""
    document = DocumentFactory(**fields)
    pictures.picture_document(document.pk)
    document.refresh_from_db()
    return document


class PreviewTests(TestCase):
    def test_shows_the_first_page_and_counts_all(self):
        document = pictured(file=pdf_file(pages=3))
        self.assertEqual(document.page_count, 3)
        self.assertEqual(document.preview_problem, "")
        with document.preview.open() as file, Image.open(file) as picture:
            self.assertEqual(picture.format, "WEBP")
            self.assertEqual(
                picture.size, (document.preview_width, document.preview_height)
            )
        self.assertAlmostEqual(document.preview_width, 400, delta=1)

    def test_pages_of_any_shape_are_small_pictures(self):
        for width, height in [(20_000, 50), (50, 20_000), (14_400, 14_400), (1, 1)]:
            with self.subTest(width=width, height=height):
                document = pictured(file=pdf_file(width=width, height=height))
                self.assertTrue(document.has_preview)
                self.assertLessEqual(document.preview_width, 401)
                self.assertLessEqual(document.preview_height, 801)

    def test_lies_in_the_private_storage(self):
        document = pictured(file=pdf_file())
        self.assertTrue(document.preview.name.startswith("previews/"))
        address = f"/media/{document.preview.name}"
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_locked_pdf_is_told_from_a_broken_one(self):
        locked = pictured(file=ContentFile(LOCKED_PDF, name="a.pdf"))
        self.assertEqual(locked.preview_problem, CLICDocument.Problem.LOCKED)
        self.assertFalse(locked.has_preview)
        for content in [b"%PDF-1.7 and no more", b"%PDF-", b"%PDF-" + bytes(5000)]:
            broken = pictured(file=ContentFile(content, name="a.pdf"))
            self.assertEqual(broken.preview_problem, CLICDocument.Problem.BROKEN)

    def test_a_pdf_that_takes_too_long_is_left(self):
        with mock.patch.object(pictures, "PAGE_SECONDS", 0.001):
            document = pictured(file=pdf_file())
        self.assertEqual(document.preview_problem, CLICDocument.Problem.TOO_MUCH)

    def test_a_pdf_that_kills_its_reader_kills_nothing_else(self):
        killed = mock.Mock(returncode=-11)
        with mock.patch.object(apart.subprocess, "run", return_value=killed):
            document = pictured(file=pdf_file())
        self.assertEqual(document.preview_problem, CLICDocument.Problem.BROKEN)

    def test_a_file_that_is_gone_breaks_nothing(self):
        document = DocumentFactory(file=pdf_file())
        document.file.storage.delete(document.file.name)
        pictures.picture_document(document.pk)
        document.refresh_from_db()
        self.assertEqual(document.preview_problem, CLICDocument.Problem.BROKEN)

    def test_other_kinds_of_file_have_none(self):
        document = pictured()
        self.assertFalse(document.has_preview)
        self.assertFalse(document.is_unpictured)

    def test_is_made_once_for_each_file(self):
        document = pictured(file=pdf_file())
        with mock.patch.object(pictures, "looked_into") as looked_into:
            pictures.picture_document(document.pk)
        looked_into.assert_not_called()

    def test_a_new_file_has_a_new_one_and_the_old_goes(self):
        document = pictured(file=pdf_file())
        before = document.preview
        replace_document_file(
            document, file=pdf_file(pages=2), what_changed="Two pages"
        )
        self.assertFalse(document.has_preview)
        with self.captureOnCommitCallbacks(execute=True):
            pictures.picture_document(document.pk)
        document.refresh_from_db()
        self.assertEqual(document.page_count, 2)
        self.assertTrue(document.has_preview)
        self.assertFalse(before.storage.exists(before.name))

    def test_what_was_drawn_of_a_file_replaced_meanwhile_is_thrown_away(self):
        storage = pictured(file=pdf_file()).preview.storage
        document = DocumentFactory(file=pdf_file())
        stored_before = set(storage.listdir("previews")[1])

        def replaced_meanwhile(*arguments, **options):
            newer = CLICDocument.objects.get(pk=document.pk)
            replace_document_file(newer, file=pdf_file(pages=5), what_changed="New")
            return apart.looked_into(*arguments, **options)

        with mock.patch.object(pictures, "looked_into", replaced_meanwhile):
            pictures.picture_document(document.pk)
        document.refresh_from_db()
        self.assertEqual(document.version_count, 2)
        self.assertFalse(document.preview)
        self.assertTrue(document.is_unpictured)
        self.assertEqual(set(storage.listdir("previews")[1]), stored_before)

    def test_goes_with_its_document(self):
        document = pictured(file=pdf_file())
        with self.captureOnCommitCallbacks(execute=True):
            document.delete()
        self.assertFalse(document.preview.storage.exists(document.preview.name))


class WorkerTests(TestCase):
    def waiting(self, task):
        rows = DBTaskResult.objects.ready().filter(task_path=task.module_path)
        return [row.args_kwargs["args"] for row in rows]

    def test_is_asked_once_a_pdf_is_certain(self):
        with self.captureOnCommitCallbacks(execute=True):
            pdf = add_document(title="Guide", file=pdf_file())
            add_document(title="Text", file=ContentFile(b"x", name="a.txt"))
            self.assertEqual(self.waiting(tasks.picture_document), [])
        self.assertEqual(self.waiting(tasks.picture_document), [[pdf.pk]])

    def test_does_what_it_is_asked(self):
        document = DocumentFactory(file=pdf_file())
        tasks.picture_document.call(document.pk)
        document.refresh_from_db()
        self.assertTrue(document.has_preview)

    def test_nothing_is_asked_about_what_is_gone(self):
        tasks.picture_document.call(0)

    def test_the_timed_job_finds_what_was_left_and_asks_once(self):
        left = DocumentFactory(file=pdf_file())
        pictured(file=pdf_file())
        jobs.look_into_uploads()
        jobs.look_into_uploads()
        self.assertEqual(self.waiting(tasks.picture_document), [[left.pk]])


class PreviewAddressTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.collection = Collection.get_first_root_node().add_child(name="Private")
        cls.document = pictured(file=pdf_file(), collection=cls.collection)

    def get(self, **headers):
        return self.client.get(self.document.preview_url, headers=headers)

    def test_gives_the_picture(self):
        response = self.get()
        self.assertEqual(response["Content-Type"], "image/webp")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual(body(response)[8:12], b"WEBP")
        self.assertFalse(response.cookies)

    def test_a_replaced_file_is_never_shown_by_the_old_picture(self):
        before = self.get()
        self.assertEqual(before["Cache-Control"], "public, no-cache")
        again = self.get(**{"If-None-Match": before["ETag"]})
        self.assertEqual(again.status_code, 304)
        replace_document_file(
            self.document, file=pdf_file(pages=2), what_changed="More"
        )
        self.assertEqual(self.get().status_code, 404)
        pictures.picture_document(self.document.pk)
        newer = self.get(**{"If-None-Match": before["ETag"]})
        self.assertEqual(newer.status_code, 200)

    def test_only_those_who_may_read_the_document_see_it(self):
        CollectionViewRestriction.objects.create(
            collection=self.collection, restriction_type="login"
        )
        self.assertEqual(self.get().status_code, 404)
        self.client.force_login(UserFactory())
        response = self.get()
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response["Cache-Control"], "private, no-cache")

    def test_there_is_none_of_other_files(self):
        for slug in [DocumentFactory().slug, "nothing"]:
            address = reverse("document_preview", args=[slug])
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_picture_that_is_gone_is_not_found(self):
        document = pictured(file=pdf_file())
        document.preview.storage.delete(document.preview.name)
        self.assertEqual(self.client.get(document.preview_url).status_code, 404)


class PreviewInAdminTests(TestCase):
    def setUp(self):
        editor = UserFactory()
        editor.groups.add(Group.objects.get(name="Editors"))
        self.client.force_login(editor)

    def edit_page(self, document):
        return self.client.get(reverse("wagtaildocs:edit", args=[document.pk]))

    def test_says_that_it_is_being_made(self):
        document = DocumentFactory(file=pdf_file())
        self.assertContains(self.edit_page(document), "Look again in a minute")

    def test_shows_it(self):
        document = pictured(file=pdf_file())
        self.assertContains(self.edit_page(document), document.preview_url)

    def test_says_what_is_wrong_with_the_file(self):
        document = pictured(file=ContentFile(LOCKED_PDF, name="a.pdf"))
        self.assertContains(self.edit_page(document), "This PDF asks for a password")


class ApartTests(SimpleTestCase):
    def test_a_program_knows_no_secrets_of_ours(self):
        with mock.patch.object(
            apart.subprocess, "run", return_value=mock.Mock(returncode=1)
        ) as run:
            file = mock.Mock(path="/nowhere")
            with (
                self.assertRaises(apart.Crashed),
                apart.looked_into("library.first_page", file, seconds=1),
            ):
                pass
        self.assertEqual(run.call_args.kwargs["env"], {"LC_ALL": "C.UTF-8"})

    def test_files_of_another_machine_are_copied_first(self):
        class FarStorage:
            def open(self, name):
                return ContentFile(b"far away")

        class FarFile:
            name = "documents/a.pdf"
            storage = FarStorage()

            @property
            def path(self):
                raise NotImplementedError

        with apart._on_disk(FarFile()) as path, open(path, "rb") as copy:
            self.assertEqual(copy.read(), b"far away")
