from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse
from wagtail.models import UploadedFile

from library.models import CLICImage
from tests.factories import ImageFactory, UserFactory, picture_bytes


def picture(name="lake.png"):
    return SimpleUploadedFile(name, picture_bytes(), "image/png")


class ImageTests(TestCase):
    def test_alt_text_is_the_description_or_nothing_at_all(self):
        self.assertEqual(ImageFactory().default_alt_text, "A lake between fells.")
        decorative = ImageFactory(is_decorative=True)
        self.assertEqual(decorative.default_alt_text, "")
        self.assertEqual(decorative.get_rendition("width-10").alt, "")

    def test_a_picture_without_description_is_never_stored(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            ImageFactory(description="")

    def test_people_are_never_shown_without_a_record_of_their_consent(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            ImageFactory(shows_people=True)
        ImageFactory(shows_people=True, consent_record="Folder 12")


class ImageAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = UserFactory()
        cls.editor.groups.add(Group.objects.get(name="Editors"))

    def setUp(self):
        self.client.force_login(self.editor)

    def add(self, **changes):
        data = {
            "title": "Lake",
            "file": picture(),
            "description": "A lake.",
            "tags": "",
            **changes,
        }
        return self.client.post(reverse("wagtailimages:add"), data)

    def test_asks_for_what_is_needed(self):
        response = self.client.get(reverse("wagtailimages:add"))
        self.assertContains(response, "Description (alt text)")
        self.assertContains(response, "could be recognised")

    def test_a_broken_picture_is_refused_kindly(self):
        broken = SimpleUploadedFile("lake.gif", b"GIF89a" + b"\xff" * 20, "image/gif")
        self.assertContains(self.add(file=broken), "Upload a valid image")
        self.assertFalse(CLICImage.objects.exists())

    def test_editor_adds_a_described_picture(self):
        response = self.add()
        self.assertRedirects(response, reverse("wagtailimages:index"))
        self.assertEqual(CLICImage.objects.get().uploaded_by_user, self.editor)

    def test_editor_adds_a_decorative_picture(self):
        self.add(description="", is_decorative="on")
        self.assertTrue(CLICImage.objects.get().is_decorative)

    def test_says_kindly_what_is_missing_at_the_field(self):
        response = self.add(description="   ")
        form = response.context["form"]
        self.assertEqual(list(form.errors), ["description"])
        self.assertContains(response, "Describe the picture for people who")

    def test_says_kindly_that_consent_is_missing(self):
        response = self.add(shows_people="on")
        self.assertEqual(list(response.context["form"].errors), ["consent_record"])
        self.add(
            shows_people="on", consent_record="Folder 12", consent_ends_on="2027-01-31"
        )
        self.assertEqual(CLICImage.objects.get().consent_ends_on.year, 2027)

    def test_strange_input_is_no_error_of_ours(self):
        for value in ["\0", "x" * 5000, "🙂<b>", "\u202e"]:
            response = self.add(title=value, description=value, credit=value)
            self.assertIn(response.status_code, {200, 302})

    def test_drawings_and_pages_are_refused(self):
        for name, content in [
            ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("page.html", b"<script>"),
            ("page.png", b"<script>"),
        ]:
            with self.subTest(name=name):
                response = self.add(file=SimpleUploadedFile(name, content))
                self.assertIn("file", response.context["form"].errors)
        self.assertFalse(CLICImage.objects.exists())

    def upload_many(self):
        return self.client.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "Lake", "files[]": picture()},
            headers={"x-requested-with": "XMLHttpRequest"},
        )

    def test_many_at_once_wait_until_they_are_described(self):
        response = self.upload_many()
        self.assertTrue(response.json()["success"])
        self.assertFalse(CLICImage.objects.exists())
        upload = UploadedFile.objects.get()
        self.assertEqual(self.client.get(upload.file.url).status_code, 404)
        address = reverse(
            "wagtailimages:create_multiple_from_uploaded_image", args=[upload.pk]
        )
        prefix = f"uploaded-image-{upload.pk}"
        again = self.client.post(
            address, {f"{prefix}-title": "Lake", f"{prefix}-description": ""}
        )
        self.assertFalse(again.json()["success"])
        self.assertIn("Describe the picture", again.json()["form"])
        done = self.client.post(
            address, {f"{prefix}-title": "Lake", f"{prefix}-description": "A lake."}
        )
        self.assertTrue(done.json()["success"])
        self.assertEqual(CLICImage.objects.get().description, "A lake.")
        self.assertFalse(UploadedFile.objects.exists())

    def test_choosing_one_by_uploading_it_asks_for_its_description(self):
        address = reverse("wagtailimages_chooser:create")
        data = {
            "image-chooser-upload-title": "Lake",
            "image-chooser-upload-file": picture(),
            "image-chooser-upload-description": "",
            "image-chooser-upload-tags": "",
        }
        response = self.client.post(address, data)
        self.assertContains(response, "Describe the picture")
        data["image-chooser-upload-description"] = "A lake."
        data["image-chooser-upload-file"] = picture()
        response = self.client.post(address, data)
        self.assertEqual(response.json()["step"], "chosen")

    def test_a_replaced_file_goes_after_the_commit_with_its_sizes(self):
        image = ImageFactory(uploaded_by_user=self.editor)
        rendition = image.get_rendition("width-10")
        before, storage = image.file.name, image.file.storage
        with self.captureOnCommitCallbacks() as callbacks:
            response = self.client.post(
                reverse("wagtailimages:edit", args=[image.pk]),
                {
                    "title": "Lake",
                    "description": "A lake.",
                    "file": picture("new.png"),
                    "tags": "",
                },
            )
        self.assertEqual(response.status_code, 302)
        self.assertTrue(storage.exists(before))
        for callback in callbacks:
            callback()
        self.assertFalse(storage.exists(before))
        self.assertFalse(storage.exists(rendition.file.name))
        image.refresh_from_db()
        self.assertTrue(storage.exists(image.file.name))
