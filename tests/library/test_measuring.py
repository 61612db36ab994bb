from unittest import mock

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from PIL import Image

from clic_site.demo.clip import CLIP_FILE, CLIP_SECONDS
from library import apart, jobs, pictures, tasks
from library.models import CLICMedia
from tests.factories import MediaFactory, UserFactory, picture_bytes


def film(name="film.mp4"):
    return ContentFile(CLIP_FILE.read_bytes(), name=name)


def measured(**fields):
    """A video into which the worker has looked."""
    media = MediaFactory(**{"file": film(), "duration": 0, **fields})
    pictures.measure_media(media.pk)
    media.refresh_from_db()
    return media


class MeasuringTests(TestCase):
    def test_length_and_size_are_read_from_the_file(self):
        media = measured()
        self.assertEqual(media.duration, CLIP_SECONDS)
        self.assertEqual((media.width, media.height), (1280, 720))

    def test_what_an_editor_typed_stays(self):
        self.assertEqual(measured(duration=4).duration, 4)

    def test_a_still_is_taken_from_the_film(self):
        media = measured()
        self.assertTrue(media.is_thumbnail_ours)
        self.assertTrue(media.still_url.startswith("/media/media_thumbnails/"))
        with media.thumbnail.open() as file, Image.open(file) as still:
            self.assertEqual((still.format, still.size), ("WEBP", (1280, 720)))
            # Not one colour alone: something can be seen.
            self.assertGreater(len(still.getcolors(1280 * 720)), 100)
        response = self.client.get(media.still_url)
        self.assertEqual(response["Content-Type"], "image/webp")

    def test_an_editors_picture_stays(self):
        still = ContentFile(picture_bytes(), name="still.png")
        media = measured(thumbnail=still)
        self.assertFalse(media.is_thumbnail_ours)
        self.assertTrue(media.thumbnail.name.endswith("-still.png"))
        self.assertEqual(media.duration, CLIP_SECONDS)

    def test_a_file_that_cannot_be_read_breaks_nothing(self):
        for content in [b"\0\0\0\x20ftypisom film", b"", bytes(5000)]:
            media = measured(file=ContentFile(content, name="a.mp4"))
            self.assertFalse(media.is_unmeasured)
            self.assertEqual(media.still_url, "")
            self.assertEqual(media.duration, 0)

    def test_a_file_that_takes_too_long_or_kills_its_reader_breaks_nothing(self):
        with mock.patch.object(pictures, "FILM_SECONDS", 0.001):
            self.assertEqual(measured().still_url, "")
        killed = mock.Mock(returncode=-9)
        with mock.patch.object(apart.subprocess, "run", return_value=killed):
            self.assertFalse(measured().is_unmeasured)

    def test_a_playlist_leads_to_no_other_file(self):
        secret = MediaFactory(file=film())
        playlist = f"#EXTM3U\n#EXTINF:5,\n{secret.file.path}\n#EXT-X-ENDLIST\n"
        media = measured(file=ContentFile(playlist.encode(), name="a.mp4"))
        self.assertEqual((media.duration, media.still_url), (0, ""))

    def test_sounds_have_a_length_and_no_picture(self):
        media = measured(type="audio")
        self.assertEqual(media.duration, CLIP_SECONDS)

    def test_is_done_once_for_each_file(self):
        media = measured()
        with mock.patch.object(pictures, "looked_into") as looked_into:
            pictures.measure_media(media.pk)
        looked_into.assert_not_called()


class WorkerTests(TestCase):
    def test_is_asked_once_the_film_is_certain(self):
        with self.captureOnCommitCallbacks(execute=True):
            media = MediaFactory(file=film())
            self.assertFalse(DBTaskResult.objects.exists())
        (row,) = DBTaskResult.objects.ready()
        self.assertEqual(row.task_path, tasks.measure_media.module_path)
        self.assertEqual(row.args_kwargs["args"], [media.pk])

    def test_does_what_it_is_asked(self):
        media = MediaFactory(file=film())
        tasks.measure_media.call(media.pk)
        media.refresh_from_db()
        self.assertTrue(media.still_url)

    def test_the_timed_job_finds_what_was_left(self):
        left = MediaFactory(file=film())
        measured()
        jobs.look_into_uploads()
        rows = DBTaskResult.objects.ready()
        self.assertEqual([row.args_kwargs["args"] for row in rows], [[left.pk]])


class ReplacingTests(TestCase):
    def setUp(self):
        self.editor = UserFactory()
        self.editor.groups.add(Group.objects.get(name="Editors"))
        self.client.force_login(self.editor)

    def save(self, media, **changes):
        data = {"title": "Film", "duration": media.duration, "tags": "", **changes}
        with self.captureOnCommitCallbacks(execute=True):
            response = self.client.post(
                reverse("wagtailmedia:edit", args=[media.pk]), data
            )
        self.assertEqual(response.status_code, 302)
        media.refresh_from_db()

    def new_film(self):
        return SimpleUploadedFile("new.mp4", CLIP_FILE.read_bytes())

    def test_a_new_film_gets_a_still_of_its_own(self):
        media = measured(duration=0)
        before = media.thumbnail
        CLICMedia.objects.update(duration=99, width=1, height=1)
        media.refresh_from_db()
        self.save(media, file=self.new_film())
        self.assertTrue(media.is_unmeasured)
        with self.captureOnCommitCallbacks(execute=True):
            pictures.measure_media(media.pk)
        media.refresh_from_db()
        self.assertEqual((media.duration, media.width), (CLIP_SECONDS, 1280))
        self.assertNotEqual(media.thumbnail.name, before.name)
        self.assertFalse(before.storage.exists(before.name))

    def test_an_editors_picture_takes_the_place_of_ours_and_stays(self):
        media = measured()
        still = SimpleUploadedFile("chosen.png", picture_bytes())
        self.save(media, thumbnail=still)
        self.save(media, file=self.new_film())
        pictures.measure_media(media.pk)
        media.refresh_from_db()
        self.assertTrue(media.thumbnail.name.endswith("-chosen.png"))

    def test_the_form_says_when_no_picture_could_be_taken(self):
        media = measured(file=ContentFile(b"\0\0\0\x20ftypisom", name="a.mp4"))
        page = self.client.get(reverse("wagtailmedia:edit", args=[media.pk]))
        self.assertContains(page, "could not take a picture from this video")
