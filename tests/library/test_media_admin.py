from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Collection

from library.models import CaptionTrack, CLICMedia
from tests.factories import (
    CaptionTrackFactory,
    MediaFactory,
    UserFactory,
    VideoPageFactory,
)

MP4 = b"\0\0\0\x20ftypisom" + b"film" * 20
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n"
OTHER_CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nCiao.\n"


def film(name="film.mp4", content=MP4):
    return SimpleUploadedFile(name, content, "video/mp4")


def captions(content=CAPTIONS, name="captions.vtt"):
    return SimpleUploadedFile(name, content, "text/vtt")


def rows(*tracks, initial=0):
    """What the caption rows of the form send."""
    data = {
        "caption_tracks-TOTAL_FORMS": len(tracks),
        "caption_tracks-INITIAL_FORMS": initial,
        "caption_tracks-MIN_NUM_FORMS": 0,
        "caption_tracks-MAX_NUM_FORMS": 40,
    }
    for number, track in enumerate(tracks):
        for name, value in {"kind": "captions", **track}.items():
            data[f"caption_tracks-{number}-{name}"] = value
    return data


class MediaAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = UserFactory()
        cls.editor.groups.add(Group.objects.get(name="Editors"))
        cls.add = reverse("wagtailmedia:add", args=["video"])

    def setUp(self):
        self.client.force_login(self.editor)

    def post(self, address, tracks, **changes):
        data = {"title": "Film", "duration": "4", "tags": "", **tracks, **changes}
        return self.client.post(address, data)

    def edit_address(self, media):
        return reverse("wagtailmedia:edit", args=[media.pk])

    def stored_media(self):
        media = MediaFactory(uploaded_by_user=self.editor)
        track = CaptionTrackFactory(media=media)
        return media, track

    def test_editor_adds_a_video_with_captions(self):
        response = self.post(
            self.add,
            rows(
                {"language": "en", "file": captions()},
                {"language": "ms", "kind": "subtitles", "file": captions()},
            ),
            file=film(),
        )
        self.assertRedirects(response, reverse("wagtailmedia:index"))
        media = CLICMedia.objects.get()
        self.assertEqual(media.uploaded_by_user, self.editor)
        self.assertEqual(media.languages, ["English", "Bahasa Melayu"])
        self.assertEqual(media.transcript("en"), ["Hello."])

    def test_editor_adds_replaces_and_removes_captions(self):
        media, track = self.stored_media()
        polish = CaptionTrackFactory(media=media, language="pl")
        with self.captureOnCommitCallbacks(execute=True):
            response = self.post(
                self.edit_address(media),
                rows(
                    {
                        "id": track.pk,
                        "language": "it",
                        "file": captions(OTHER_CAPTIONS),
                    },
                    {"id": polish.pk, "language": "pl", "DELETE": "on"},
                    {"language": "ar", "file": captions()},
                    initial=2,
                ),
            )
        self.assertRedirects(response, reverse("wagtailmedia:index"))
        tracks = CaptionTrack.objects.all()
        self.assertEqual([track.language for track in tracks], ["it", "ar"])
        self.assertEqual(tracks[0].paragraphs, ["Ciao."])
        self.assertFalse(track.file.storage.exists(track.file.name))
        self.assertFalse(polish.file.storage.exists(polish.file.name))
        self.assertTrue(all(new.file.storage.exists(new.file.name) for new in tracks))

    def test_captions_stay_when_nothing_is_said_about_them(self):
        media, track = self.stored_media()
        self.post(
            self.edit_address(media),
            rows({"id": track.pk, "language": "en"}, initial=1),
            title="New title",
        )
        self.post(self.edit_address(media), {}, title="Newer title")
        media.refresh_from_db()
        self.assertEqual(media.title, "Newer title")
        self.assertEqual(media.transcript("en"), track.paragraphs)

    def test_broken_captions_are_refused_with_their_line_and_nothing_is_stored(self):
        response = self.post(
            self.add,
            rows({"language": "en", "file": captions(b"WEBVTT\n\n1\n1 --> 2\nx\n")}),
            file=film(),
        )
        self.assertContains(response, "Line 4: The times must look like")
        self.assertFalse(CLICMedia.objects.exists())

    def test_chapters_and_descriptions_are_tracks_too(self):
        self.post(
            self.add,
            rows(
                {"language": "en", "kind": "chapters", "file": captions()},
                {"language": "en", "kind": "descriptions", "file": captions()},
                {"language": "pl", "kind": "chapters", "file": captions()},
            ),
            file=film(),
        )
        media = CLICMedia.objects.get()
        self.assertEqual(media.chapters("en"), [(0.0, "Hello.")])
        self.assertEqual(media.chapters("pl"), [(0.0, "Hello.")])
        self.assertEqual(media.transcript("en"), [])

    def test_chapters_are_titles(self):
        said = b"WEBVTT\n\n00:00.000 --> 00:09.000\n" + b"on and on " * 30
        response = self.post(
            self.add,
            rows(
                {"language": "en", "file": captions(said)},
                {"language": "en", "kind": "chapters", "file": captions(said)},
            ),
            file=film(),
        )
        formset = response.context["form"].caption_tracks
        self.assertEqual([list(errors) for errors in formset.errors], [[], ["file"]])
        self.assertContains(response, "Line 3: The title of a chapter")
        media, track = self.stored_media()
        track.file.save("long.vtt", captions(said))
        response = self.post(
            self.edit_address(media),
            rows({"id": track.pk, "language": "en", "kind": "chapters"}, initial=1),
        )
        self.assertContains(response, "Line 3: The title of a chapter")

    def test_captions_of_another_kind_of_file_are_refused(self):
        for file in [
            captions(name="captions.srt"),
            captions(b"\xff\xfe\0\0"),
            captions(b""),
            captions(b"WEBVTT" + b" " * 1024 * 1024),
        ]:
            response = self.post(
                self.add, rows({"language": "en", "file": file}), file=film()
            )
            formset = response.context["form"].caption_tracks
            self.assertIn("file", formset.errors[0])
        self.assertFalse(CLICMedia.objects.exists())

    def test_two_tracks_for_the_same_language_are_refused(self):
        track = {"language": "en"}
        response = self.post(
            self.add,
            rows({**track, "file": captions()}, {**track, "file": captions()}),
            file=film(),
        )
        self.assertContains(response, "Two tracks are of the same kind")

    def test_strange_rows_are_no_error_of_ours(self):
        media, track = self.stored_media()
        other = CaptionTrackFactory()
        for tracks in [
            rows({"language": "en\0", "file": captions()}),
            rows({"language": "xx", "kind": "x", "file": captions()}),
            rows({"language": "pl"}),
            rows({}, initial=1),
            rows({"id": "x", "language": "en"}, initial=1),
            rows({"id": other.pk, "language": "en"}, initial=1),
            {"caption_tracks-TOTAL_FORMS": "many"},
            {**rows(), "caption_tracks-TOTAL_FORMS": "99999999"},
        ]:
            with self.subTest(tracks=tracks):
                response = self.post(self.edit_address(media), tracks)
                self.assertEqual(response.status_code, 200)
        self.assertEqual(CaptionTrack.objects.count(), 2)
        other.refresh_from_db()
        self.assertNotEqual(other.media, media)

    def test_videos_that_are_none_are_refused(self):
        for file in [
            film("page.html", b"<script>"),
            film("page.mp4", b"<script>alert(1)</script>"),
            film("page.svg", b"<svg/>"),
        ]:
            response = self.post(self.add, rows(), file=file)
            self.assertTrue(response.context["form"].errors)
        self.assertFalse(CLICMedia.objects.exists())

    def test_a_replaced_file_goes_after_the_commit(self):
        media, track = self.stored_media()
        before, storage = media.file.name, media.file.storage
        with self.captureOnCommitCallbacks() as callbacks:
            self.post(
                self.edit_address(media),
                rows({"id": track.pk, "language": "en"}, initial=1),
                file=film("new.mp4"),
            )
        self.assertTrue(storage.exists(before))
        for callback in callbacks:
            callback()
        self.assertFalse(storage.exists(before))
        media.refresh_from_db()
        self.assertTrue(storage.exists(media.file.name))

    def test_a_refused_form_keeps_the_old_file(self):
        media, track = self.stored_media()
        with self.captureOnCommitCallbacks(execute=True):
            self.post(self.edit_address(media), rows(), title="", file=film("new.mp4"))
        media.refresh_from_db()
        self.assertTrue(media.file.storage.exists(media.file.name))

    def test_a_video_that_a_page_shows_stays(self):
        media = MediaFactory(uploaded_by_user=self.editor)
        page = VideoPageFactory(media=media, not_captioned_because="Nobody speaks.")
        address = reverse("wagtailmedia:delete", args=[media.pk])
        response = self.client.post(address, follow=True)
        self.assertContains(response, "A page shows this video")
        self.assertContains(response, page.title)
        page.delete()
        self.client.post(address)
        self.assertFalse(CLICMedia.objects.exists())

    def test_choosing_one_by_uploading_it_needs_no_captions(self):
        response = self.client.post(
            reverse("wagtailmedia:chooser_upload", args=["video"]),
            {
                "media-chooser-upload-title": "Film",
                "media-chooser-upload-file": film(),
                "media-chooser-upload-duration": "4",
                "media-chooser-upload-tags": "",
            },
        )
        self.assertEqual(response.json()["step"], "media_chosen")
        chooser = self.client.get(reverse("wagtailmedia:chooser_typed", args=["video"]))
        self.assertEqual(chooser.status_code, 200)

    def test_a_missing_caption_file_does_not_stop_editing(self):
        media, track = self.stored_media()
        track.file.storage.delete(track.file.name)
        response = self.post(
            self.edit_address(media),
            rows({"id": track.pk, "language": "ro"}, initial=1),
        )
        self.assertEqual(response.status_code, 302)


class PermissionTests(TestCase):
    def test_editors_and_publishers_may_add_and_change_media(self):
        for name in ["Editors", "Publishers"]:
            permissions = Group.objects.get(name=name).collection_permissions.filter(
                permission__content_type__app_label="wagtailmedia",
                collection=Collection.get_first_root_node(),
            )
            self.assertEqual(
                {
                    given.permission.codename
                    for given in permissions.select_related("permission")
                },
                {"add_media", "change_media"},
            )

    def test_others_may_not(self):
        media = MediaFactory()
        self.client.force_login(UserFactory())
        for address in [
            reverse("wagtailmedia:index"),
            reverse("wagtailmedia:add", args=["video"]),
            reverse("wagtailmedia:edit", args=[media.pk]),
        ]:
            self.assertNotEqual(self.client.get(address).status_code, 200)
        self.client.logout()
        for address in [reverse("wagtailmedia:edit", args=[media.pk])]:
            self.assertEqual(self.client.get(address).status_code, 302)


class CleanUpTests(TestCase):
    def test_deleting_a_video_deletes_its_files_after_the_commit(self):
        media = MediaFactory()
        track = CaptionTrackFactory(media=media)
        names = [(file.storage, file.name) for file in (media.file, track.file)]
        with self.captureOnCommitCallbacks() as callbacks:
            media.delete()
        self.assertTrue(all(storage.exists(name) for storage, name in names))
        for callback in callbacks:
            callback()
        self.assertFalse(any(storage.exists(name) for storage, name in names))
