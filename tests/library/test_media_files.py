from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import TestCase
from django.utils.http import http_date
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import CaptionTrackFactory, ImageFactory, MediaFactory, UserFactory

CONTENT = b"\0\0\0\x20ftypisom" + bytes(range(100))
SIZE = len(CONTENT)


def body(response):
    return b"".join(response.streaming_content)


class MediaFileTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.media = MediaFactory(file=ContentFile(CONTENT, name="My film.MP4"))
        cls.track = CaptionTrackFactory(media=cls.media)
        cls.image = ImageFactory()

    def setUp(self):
        # It would name sizes that an earlier test made, and whose rows are gone.
        caches["renditions"].clear()

    def part(self, asked, **headers):
        return self.client.get(self.media.url, headers={"Range": asked, **headers})

    def assertPart(self, response, first, last):
        self.assertEqual(response.status_code, 206)
        self.assertEqual(response["Content-Range"], f"bytes {first}-{last}/{SIZE}")
        self.assertEqual(response["Content-Length"], str(last - first + 1))
        self.assertEqual(body(response), CONTENT[first : last + 1])

    def assertWhole(self, response):
        self.assertEqual(response.status_code, 200)
        self.assertNotIn("Content-Range", response)
        self.assertEqual(body(response), CONTENT)

    def test_gives_the_whole_file(self):
        response = self.client.get(self.media.url)
        self.assertWhole(response)
        self.assertEqual(response["Content-Length"], str(SIZE))
        self.assertEqual(response["Content-Type"], "video/mp4")
        self.assertEqual(response["Accept-Ranges"], "bytes")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertNotIn("Content-Encoding", response)

    def test_gives_the_part_asked_for(self):
        self.assertPart(self.part("bytes=0-0"), 0, 0)
        self.assertPart(self.part("bytes=10-19"), 10, 19)
        self.assertPart(self.part("bytes=0-"), 0, SIZE - 1)
        self.assertPart(self.part(f"bytes={SIZE - 1}-"), SIZE - 1, SIZE - 1)
        self.assertPart(self.part("bytes=-1"), SIZE - 1, SIZE - 1)
        self.assertPart(self.part("bytes=-5"), SIZE - 5, SIZE - 1)
        self.assertPart(self.part("bytes=-99999"), 0, SIZE - 1)
        self.assertPart(self.part("bytes=50-99999"), 50, SIZE - 1)

    def test_a_part_is_never_compressed(self):
        response = self.part("bytes=10-19", **{"Accept-Encoding": "gzip"})
        self.assertPart(response, 10, 19)
        self.assertNotIn("Content-Encoding", response)

    def test_refuses_a_part_behind_the_end(self):
        for asked in [f"bytes={SIZE}-", "bytes=5000-6000", "bytes=-0"]:
            with self.subTest(asked=asked):
                response = self.part(asked)
                self.assertEqual(response.status_code, 416)
                self.assertEqual(response["Content-Range"], f"bytes */{SIZE}")

    def test_gives_everything_when_the_part_makes_no_sense(self):
        for asked in [
            "bytes=9-5",
            "bytes=-",
            "bytes=a-b",
            "bytes=--5",
            "bytes=0-1,5-9",
            "lines=1-2",
            "bytes=" + "9" * 400 + "-",
            "bytes=٣-٤",
        ]:
            with self.subTest(asked=asked):
                self.assertWhole(self.part(asked))

    def test_continues_only_the_same_file(self):
        whole = self.client.get(self.media.url)
        etag, modified = whole["ETag"], whole["Last-Modified"]
        self.assertPart(self.part("bytes=1-2", **{"If-Range": etag}), 1, 2)
        self.assertPart(self.part("bytes=1-2", **{"If-Range": modified}), 1, 2)
        self.assertWhole(self.part("bytes=1-2", **{"If-Range": '"other"'}))
        self.assertWhole(self.part("bytes=1-2", **{"If-Range": f"W/{etag}"}))
        self.assertWhole(self.part("bytes=1-2", **{"If-Range": http_date(0)}))
        self.assertWhole(self.part("bytes=1-2", **{"If-Range": "nonsense"}))

    def test_is_not_sent_again_unchanged(self):
        whole = self.client.get(self.media.url)
        for condition in [
            {"If-None-Match": whole["ETag"]},
            {"If-None-Match": f'"a", W/{whole["ETag"]}'},
            {"If-Modified-Since": whole["Last-Modified"]},
        ]:
            with self.subTest(condition=condition):
                response = self.client.get(self.media.url, headers=condition)
                self.assertEqual(response.status_code, 304)
                self.assertEqual(response["ETag"], whole["ETag"])
                self.assertIn("Cache-Control", response)
        changed = self.client.get(self.media.url, headers={"If-None-Match": '"a"'})
        self.assertWhole(changed)

    def test_head_tells_all_but_the_file(self):
        response = self.client.head(self.media.url, headers={"Range": "bytes=0-9"})
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response["Content-Length"], str(SIZE))
        self.assertEqual(response["Content-Type"], "video/mp4")
        self.assertEqual(response.content, b"")

    def test_an_empty_file_is_empty(self):
        media = MediaFactory(file=ContentFile(b"", name="a.mp4"))
        response = self.client.get(media.url)
        self.assertEqual((response.status_code, body(response)), (200, b""))
        response = self.client.get(media.url, headers={"Range": "bytes=0-"})
        self.assertEqual(response.status_code, 416)

    def test_captions_and_pictures_have_their_types(self):
        response = self.client.get(self.track.file.url)
        self.assertEqual(response["Content-Type"], "text/vtt; charset=utf-8")
        response = self.client.get(self.image.file.url)
        self.assertEqual(response["Content-Type"], "image/png")
        rendition = self.image.get_rendition("fill-10x10|format-webp")
        response = self.client.get(rendition.url)
        self.assertEqual(response["Content-Type"], "image/webp")

    def test_resized_pictures_are_kept_for_ever_others_asked_for_again(self):
        rendition = self.image.get_rendition("fill-10x10|format-webp")
        self.assertIn("immutable", self.client.get(rendition.url)["Cache-Control"])
        for url in [self.media.url, self.track.file.url, self.image.file.url]:
            cache = self.client.get(url)["Cache-Control"]
            self.assertEqual(cache, "public, no-cache")

    def test_a_name_is_never_used_twice(self):
        first = self.image.get_rendition("fill-10x10|format-webp").url
        long_name = "a" * 300 + ".png"
        names = {first}
        for _again in range(2):
            image = ImageFactory(
                file=ContentFile(self.image.file.open().read(), name=long_name)
            )
            names.add(image.get_rendition("fill-720x480|format-webp").url)
            image.delete()
        self.assertEqual(len(names), 3)

    def test_leaves_no_cookie(self):
        for url in [self.media.url, self.track.file.url, self.image.file.url]:
            response = self.client.get(url)
            self.assertFalse(response.cookies)
            self.assertNotIn("Cookie", response.get("Vary", ""))

    def test_asks_the_database_once(self):
        with self.assertNumQueries(1):
            self.client.get(self.media.url)

    def test_finds_nothing_outside_its_folders(self):
        Path(settings.MEDIA_ROOT, "loose.mp4").write_bytes(CONTENT)
        default_storage.save("wagtail_uploads/waiting.png", ContentFile(b"x"))
        Path(settings.MEDIA_ROOT).parent.joinpath("secret.mp4").write_bytes(CONTENT)
        for path in [
            "loose.mp4",
            "wagtail_uploads/waiting.png",
            "documents/a.docx",
            "media/nothing.mp4",
            "media/",
            "media",
            "images/",
            "media/../loose.mp4",
            "media/../../secret.mp4",
            "media/%2e%2e/%2e%2e/secret.mp4",
            "media//etc/passwd",
            "media/..%5c..%5csecret.mp4",
            "media/a%00.mp4",
            "%00",
            f"{self.media.file.name}/more",
            "media/" + "a" * 5000,
            "",
        ]:
            with self.subTest(path=path):
                self.assertEqual(self.client.get(f"/media/{path}").status_code, 404)

    def test_a_page_among_the_files_is_never_shown_as_one(self):
        for name in ["page.html", "picture.svg", "noname"]:
            page = ContentFile(b"<script>alert(1)</script>", name=name)
            response = self.client.get(MediaFactory(file=page).url)
            self.assertEqual(response["Content-Type"], "application/octet-stream")
            self.assertEqual(response["Content-Disposition"], "attachment")
            self.assertEqual(response["X-Content-Type-Options"], "nosniff")

    def test_nothing_can_be_sent_to_it(self):
        self.assertEqual(self.client.post(self.media.url).status_code, 405)


class RestrictedMediaTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        collection = Collection.get_first_root_node().add_child(name="Private")
        cls.inner = collection.add_child(name="Inner")
        media = MediaFactory(
            collection=cls.inner, thumbnail=ContentFile(b"x", name="still.png")
        )
        image = ImageFactory(collection=cls.inner)
        cls.private = [
            media.url,
            media.thumbnail.url,
            CaptionTrackFactory(media=media).file.url,
            image.file.url,
            image.get_rendition("fill-10x10").url,
        ]
        open_media = MediaFactory()
        cls.public = [open_media.url, CaptionTrackFactory(media=open_media).file.url]
        cls.group = Group.objects.create(name="Team")
        cls.restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="login"
        )

    def test_readers_who_may_not_see_it_find_nothing(self):
        for url in self.private:
            with self.subTest(url=url):
                self.assertEqual(self.client.get(url).status_code, 404)
                part = self.client.get(url, headers={"Range": "bytes=0-0"})
                self.assertEqual(part.status_code, 404)

    def test_another_spelling_of_the_address_opens_nothing(self):
        for url in self.private:
            folder, name = url.removeprefix("/media/").split("/", 1)
            for spelling in [
                f"{folder}//{name}",
                f"{folder}/./{name}",
                f"{folder}/x/../{name}",
                f"{folder}/%00{name}",
            ]:
                with self.subTest(spelling=spelling):
                    answer = self.client.get(f"/media/{spelling}")
                    self.assertEqual(answer.status_code, 404)

    def test_signed_in_readers_get_it_for_themselves(self):
        self.client.force_login(UserFactory())
        for url in self.private:
            response = self.client.get(url)
            self.assertEqual(response.status_code, 200)
            self.assertIn("private", response["Cache-Control"])
            self.assertNotIn("public", response["Cache-Control"])

    def test_only_the_group_gets_it(self):
        self.restriction.restriction_type = "groups"
        self.restriction.save()
        self.restriction.groups.add(self.group)
        reader = UserFactory()
        self.client.force_login(reader)
        self.assertEqual(self.client.get(self.private[0]).status_code, 404)
        reader.groups.add(self.group)
        self.assertEqual(self.client.get(self.private[0]).status_code, 200)

    def test_other_collections_stay_public(self):
        for url in self.public:
            with self.assertNumQueries(2):
                response = self.client.get(url)
            self.assertEqual(response.status_code, 200)
            self.assertIn("public", response["Cache-Control"])
            self.assertNotIn("Cookie", response.get("Vary", ""))

    def test_files_that_belong_to_nothing_are_not_found(self):
        stored = default_storage.save("media/left-over.mp4", ContentFile(CONTENT))
        self.assertEqual(self.client.get(f"/media/{stored}").status_code, 404)
