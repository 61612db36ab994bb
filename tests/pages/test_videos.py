"""Videos can be watched and read in each of their languages, and none goes live without words."""

import json
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import html5lib
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import SimpleTestCase, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.rich_text import features
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from library.models import CaptionTrack
from pages.external_videos import external_video
from pages.jobs import ask_about_videos_elsewhere
from pages.models import ExternalVideoCheck, VideoPage, VideoRecording
from pages.video_checks import ASKED_AT_ONCE
from pages.viewing import clock, seconds_of
from tests.factories import (
    CaptionTrackFactory,
    MediaFactory,
    TeamFactory,
    VideoPageFactory,
    member_of,
)

AT_YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
AT_VIMEO = "https://vimeo.com/76979871"
KINDS = CaptionTrack.Kind


def track(media, language="en", kind=KINDS.CAPTIONS, **cues):
    """A track whose cues are given as s0_2="from 0 to 2"."""
    blocks = [
        f"00:{int(name[1:].split('_')[0]):02d}.000 --> 00:{int(name.split('_')[1]):02d}.000\n{text}\n"
        for name, text in cues.items()
    ]
    text = "\n".join(["WEBVTT\n", *blocks])
    return CaptionTrackFactory(
        media=media,
        language=language,
        kind=kind,
        file=ContentFile(text.encode(), name=f"{language}.vtt"),
    )


def parsed(response):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(response.content.decode())


def texts(tree, path):
    return [" ".join("".join(found.itertext()).split()) for found in tree.findall(path)]


class ExternalAddressTests(SimpleTestCase):
    def test_takes_the_addresses_that_people_copy(self):
        at_youtube = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
        for address, expected in {
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ": at_youtube,
            "http://youtube.com/watch?feature=share&v=dQw4w9WgXcQ&t=4": at_youtube,
            "https://m.youtube.com/watch?v=dQw4w9WgXcQ": at_youtube,
            "https://youtu.be/dQw4w9WgXcQ?si=abc": at_youtube,
            "https://www.youtube.com/shorts/dQw4w9WgXcQ": at_youtube,
            "https://www.youtube.com/live/dQw4w9WgXcQ?si=abc": at_youtube,
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ": at_youtube,
            "https://vimeo.com/76979871": "https://vimeo.com/76979871",
            "https://www.vimeo.com/76979871/": "https://vimeo.com/76979871",
            "https://vimeo.com/76979871/abcdef1234": "https://vimeo.com/76979871/abcdef1234",
            "https://vimeo.com/channels/staff/76979871": "https://vimeo.com/76979871",
            "https://vimeo.com/manage/videos/76979871": "https://vimeo.com/76979871",
            "https://player.vimeo.com/video/76979871?h=abcdef1234&dnt=1": "https://vimeo.com/76979871/abcdef1234",
        }.items():
            with self.subTest(address):
                self.assertEqual(external_video(address).address, expected)

    def test_takes_no_other(self):
        for address in [
            "",
            "youtube",
            "https://www.youtube.com/",
            "https://www.youtube.com/watch",
            "https://www.youtube.com/watch?v=short",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ%22onload",
            "https://www.youtube.com/@somebody",
            "https://www.youtube.com/playlist?list=PL1234567890",
            "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
            "https://evil.example/?u=https://youtu.be/dQw4w9WgXcQ",
            "https://youtu.be@evil.example/dQw4w9WgXcQ",
            "https://somebody@youtu.be/dQw4w9WgXcQ",
            "https://youtu.be:444/dQw4w9WgXcQ",
            "https://youtu.be:port/dQw4w9WgXcQ",
            "https://[youtu.be/dQw4w9WgXcQ",
            "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
            "ftp://youtu.be/dQw4w9WgXcQ",
            "https://vimeo.com/somebody",
            "https://vimeo.com/٧٦٩٧٩٨٧١",
            "https://www.youtube.com/watch?" + "a=1&" * 1000 + "v=dQw4w9WgXcQ",
        ]:
            with self.subTest(address[:60]):
                self.assertIsNone(external_video(address))

    def test_shows_it_without_cookies_and_with_captions_from_a_moment_on(self):
        frame = external_video(AT_YOUTUBE).frame_address(90, "pl")
        self.assertTrue(frame.startswith("https://www.youtube-nocookie.com/embed/"))
        self.assertIn("start=90", frame)
        self.assertIn("cc_lang_pref=pl", frame)
        hidden = external_video("https://vimeo.com/76979871/abcdef1234")
        frame = hidden.frame_address(90, "en")
        self.assertIn("player.vimeo.com/video/76979871?h=abcdef1234", frame)
        self.assertIn("dnt=1", frame)
        self.assertTrue(frame.endswith("#t=90s"))


class MomentTests(SimpleTestCase):
    def test_reads_moments_as_people_write_them(self):
        for moment, seconds in {
            "90": 90,
            "90s": 90,
            "1m30s": 90,
            "1m": 60,
            "1h2m3s": 3723,
            "": 0,
            "1:30": 0,
            "-5": 0,
            "ten": 0,
            "1s30m": 0,
            "٩٠": 0,
            "\0": 0,
            "9" * 1000: 0,
        }.items():
            with self.subTest(moment[:20]):
                self.assertEqual(seconds_of(moment), seconds)

    def test_is_shown_as_a_clock_does(self):
        self.assertEqual(
            [clock(5), clock(90.9), clock(3723)], ["0:05", "1:30", "1:02:03"]
        )


class ReadingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.media = MediaFactory()
        track(cls.media, s0_2="Good morning.", s2_4="Here is the lake.", s5_8="Bye.")
        cls.page = VideoPageFactory(media=cls.media)

    def parsed(self, address=""):
        response = self.client.get(f"{self.page.url}{address}")
        self.assertEqual(response.status_code, 200)
        return parsed(response)

    def test_the_words_can_be_read_as_paragraphs_with_the_time_of_each_line(self):
        tree = self.parsed()
        box = ".//div[@data-transcript]"
        self.assertEqual(
            texts(tree, f"{box}/p"), ["Good morning. Here is the lake. Bye."]
        )
        line = tree.findall(f"{box}//span[@data-start]")[1]
        self.assertEqual(
            (line.get("data-start"), line.get("data-end")), ("2000", "4000")
        )
        # Times are there for those who want them only.
        self.assertEqual(tree.findall(f"{box}//a"), [])

    def test_chapters_part_the_words_and_lead_to_their_moment(self):
        track(self.media, kind=KINDS.CHAPTERS, s0_2="Before & after", s5_8="The end")
        tree = self.parsed()
        self.assertEqual(
            texts(tree, ".//div[@data-transcript]/*"),
            [
                "0:00 Before & after",
                "Good morning. Here is the lake.",
                "0:05 The end",
                "Bye.",
            ],
        )
        link = tree.findall(".//div[@data-transcript]/h3/a")[1]
        self.assertEqual(link.get("href"), "?t=5#player")

    def test_what_can_be_seen_stands_between_what_is_said(self):
        track(self.media, kind=KINDS.DESCRIPTIONS, s2_4="A boat crosses.")
        self.assertEqual(
            texts(self.parsed(), ".//div[@data-transcript]/p"),
            [
                "Good morning.",
                "To be seen: A boat crosses.",
                "Here is the lake. Bye.",
            ],
        )

    def test_an_editors_transcript_goes_before_one_that_is_made(self):
        track(self.media, kind=KINDS.CHAPTERS, s5_8="The end")
        self.page.transcript = "<p>All that was said.</p>"
        self.page.save()
        tree = self.parsed()
        words = texts(tree, ".//section[@id='transcript']//p")
        self.assertEqual(words, ["All that was said."])
        self.assertEqual(texts(tree, ".//ul[@class='chapters']/li"), ["0:05 The end"])
        self.assertEqual(tree.findall(".//div[@data-transcript]"), [])

    def test_a_transcript_without_words_is_none(self):
        self.page.transcript = '<p data-block-key="a1b2c"> </p>'
        self.page.save()
        self.assertTrue(self.parsed().findall(".//div[@data-transcript]"))

    def test_a_moment_in_the_address_starts_there(self):
        for address, end in {"?t=90": "#t=90", "?t=1m30s": "#t=90", "": ".mp4"}.items():
            with self.subTest(address):
                source = self.parsed(address).find(".//video/source").get("src")
                self.assertTrue(source.endswith(end), source)

    def test_a_moment_that_is_none_is_passed_over(self):
        for moment in ["later", "-1", "%00", "%22%3E%3Cb%3E", "9" * 2000, "1e3"]:
            with self.subTest(moment[:20]):
                source = self.parsed(f"?t={moment}").find(".//video/source").get("src")
                self.assertTrue(source.endswith(".mp4"), source)

    def test_only_the_captions_in_the_pages_language_are_on(self):
        other = MediaFactory()
        track(other, "pl", s0_2="Dzień dobry.")
        track(other, "en", s0_2="Good morning.")
        self.page.media = other
        self.page.save()
        tracks = self.parsed().findall(".//video/track")
        self.assertEqual(
            [(each.get("srclang"), "default" in each.attrib) for each in tracks],
            [("pl", False), ("en", True)],
        )

    def test_without_captions_in_the_pages_language_the_first_are_on(self):
        other = MediaFactory()
        track(other, "pl", s0_2="Dzień dobry.")
        self.page.media, self.page.transcript = other, "<p>Good morning.</p>"
        self.page.save()
        self.assertIn("default", self.parsed().find(".//video/track").attrib)


class LanguageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.media = MediaFactory(file__name="english.mp4")
        track(cls.media, "en", s0_2="Good morning.")
        track(cls.media, "ar", KINDS.SUBTITLES, s0_2="صباح الخير.")
        cls.page = VideoPageFactory(media=cls.media)
        cls.polish = MediaFactory()
        track(cls.polish, "pl", s0_2="Dzień dobry.")
        cls.described = MediaFactory()
        VideoRecording.objects.create(video=cls.page, media=cls.polish, language="pl")
        VideoRecording.objects.create(
            video=cls.page, media=cls.described, language="en", is_described=True
        )

    def get(self, part=""):
        return self.client.get(f"{self.page.url}{part}")

    def test_each_language_has_an_address_and_is_named_as_its_readers_do(self):
        response = self.get()
        for part, name, note in [
            ("", "English", "spoken"),
            ("in/pl/", "Polski", "spoken"),
            ("in/ar/", "العربيّة", "captions"),
        ]:
            with self.subTest(name):
                links = [
                    choice
                    for choice in response.context["viewing"].choices
                    if choice.part == part
                ]
                self.assertEqual([choice.name for choice in links], [name])
                self.assertEqual(links[0].is_spoken, note == "spoken")
                self.assertEqual(self.get(part).status_code, 200)
        self.assertContains(
            response, f'href="{self.page.url}in/ar/" hreflang="ar" lang="ar" dir="rtl"'
        )

    def shown(self, part=""):
        """What is played, and what can be read beside it."""
        tree = parsed(self.get(part))
        source = tree.find(".//main//video/source").get("src")
        box = ".//*[@id='transcript']/div[@lang]"
        return source, " ".join(texts(tree, box)), tree.find(box)

    def test_another_language_plays_its_recording_with_its_words(self):
        source, words, box = self.shown("in/pl/")
        self.assertEqual(source, self.polish.url)
        self.assertEqual(words, "Dzień dobry.")
        self.assertEqual((box.get("lang"), box.get("dir")), ("pl", "ltr"))
        self.assertContains(self.get("in/pl/"), "(Polski) – CLIC</title>")

    def test_a_language_without_a_recording_is_read_beside_the_first_one(self):
        source, words, box = self.shown("in/ar/")
        self.assertEqual(source, self.media.url)
        self.assertEqual(words, "صباح الخير.")
        self.assertEqual((box.get("lang"), box.get("dir")), ("ar", "rtl"))
        self.assertContains(self.get("in/ar/"), 'srclang="ar" label="العربيّة" default')

    def test_every_language_is_the_one_page(self):
        for part in ["", "in/pl/", "in/ar/", "described/"]:
            with self.subTest(part):
                self.assertContains(
                    self.get(part),
                    f'<link rel="canonical" href="http://testserver{self.page.url}">',
                )

    def test_the_pages_own_language_has_one_address(self):
        self.assertRedirects(self.get("in/en/"), self.page.url)
        self.assertRedirects(self.get("in/en/described/"), f"{self.page.url}described/")

    def test_what_there_is_not_is_not_found(self):
        for part in [
            "in/de/",
            "in/xx/",
            "in/pl/described/",
            "in/ar/described/",
            "in/%00/",
            "in/" + "a" * 5000 + "/",
            "in/",
            "pl/",
        ]:
            with self.subTest(part[:20]):
                self.assertEqual(self.get(part).status_code, 404)

    def test_a_described_recording_is_offered_and_played(self):
        self.assertContains(self.get(), f'href="{self.page.url}described/"')
        self.assertNotContains(self.get("in/pl/"), "With audio description")
        self.assertContains(self.get("described/"), "Without audio description")
        source, words, box = self.shown("described/")
        self.assertEqual(source, self.described.url)
        # It has no captions: the words are those of the other recording, without its times.
        self.assertEqual(words, "Good morning.")
        self.assertNotIn("data-transcript", box.attrib)

    def test_an_editors_transcript_is_for_its_own_language(self):
        VideoPage.objects.update(transcript="<p>All that was said.</p>")
        self.assertEqual(self.shown()[1], "All that was said.")
        self.assertEqual(self.shown("in/pl/")[1], "Dzień dobry.")

    def test_where_a_language_has_no_words_another_is_read_and_said_to_be(self):
        self.polish.caption_tracks.all().delete()
        self.assertEqual(self.shown("in/pl/")[:2], (self.polish.url, "Good morning."))
        self.assertContains(
            self.get("in/pl/"), "There is no transcript in this language yet"
        )

    def test_the_page_in_polish_is_in_its_own_language(self):
        pl = Locale.objects.get_or_create(language_code="pl")[0]
        home = self.page.get_parent().get_parent()
        for page in (home, self.page.get_parent()):
            page.copy_for_translation(pl).save_revision().publish()
        translated = self.page.copy_for_translation(pl)
        translated.media, translated.recordings = self.polish, []
        translated.save_revision().publish()
        response = self.client.get(translated.url)
        self.assertContains(response, "Dzień dobry.")
        self.assertEqual(
            [choice.part for choice in response.context["viewing"].choices], [""]
        )

    def test_costs_no_more_with_many_languages(self):
        self.get()
        with CaptureQueriesContext(connection) as few:
            self.get()
        for language in ("de", "fr", "so", "ti"):
            media = MediaFactory()
            track(media, language, s0_2="Good morning.")
            VideoRecording.objects.create(
                video=self.page, media=media, language=language
            )
        with self.assertNumQueries(len(few)):
            self.get()


class PublishingTests(WagtailPageTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.captioned = MediaFactory()
        track(cls.captioned, s0_2="Good morning.")
        cls.silent = MediaFactory()
        cls.page = VideoPageFactory(live=False, media=cls.silent)
        cls.publisher = member_of("Publishers")

    def draft(self, **changes):
        for name, value in changes.items():
            setattr(self.page, name, value)
        return self.page.save_revision()

    def is_live(self):
        return VideoPage.objects.get(pk=self.page.pk).live

    def send(self, **sent):
        self.client.force_login(self.publisher)
        data = {
            "title": self.page.title,
            "slug": self.page.slug,
            "summary": "Short.",
            "media": self.silent.pk,
            "external_url": "",
            "transcript": rich_text(""),
            "not_captioned_because": "",
            "body": streamfield([]),
            "recordings": inline_formset([]),
            "page_topics": inline_formset([]),
            "pinned_pages": inline_formset([]),
            "comments": inline_formset([]),
            **sent,
        }
        address = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return self.client.post(address, nested_form_data(data))

    def test_a_draft_may_lack_everything(self):
        self.assertEqual(self.send(media="").status_code, 302)
        self.assertFalse(self.is_live())

    def test_a_draft_of_a_live_page_may_too(self):
        self.draft(media=self.captioned).publish()
        self.assertEqual(self.send(media=self.silent.pk).status_code, 302)
        self.assertEqual(VideoPage.objects.get(pk=self.page.pk).media, self.captioned)

    def test_the_form_says_beside_the_field_what_is_missing(self):
        for action in ("action-publish", "action-submit"):
            for sent, field, words in [
                ({"media": ""}, "media", "Choose a video"),
                ({}, "not_captioned_because", "no captions"),
                (
                    {"media": "", "external_url": AT_YOUTUBE},
                    "not_captioned_because",
                    "no transcript",
                ),
            ]:
                with self.subTest(action, words=words):
                    response = self.send(**sent, **{action: "1"})
                    self.assertEqual(response.status_code, 200)
                    errors = response.context["form"].errors
                    self.assertEqual(list(errors), [field])
                    self.assertIn(words, errors[field][0])
                    self.assertFalse(self.is_live())

    def test_the_form_publishes_what_has_captions_a_reason_or_a_transcript(self):
        words = rich_text("<p>Good morning.</p>")
        for sent in [
            {"media": self.captioned.pk},
            {"not_captioned_because": "Nothing is said."},
            {
                "media": "",
                "external_url": "https://youtu.be/dQw4w9WgXcQ",
                "transcript": words,
            },
        ]:
            with self.subTest(sent):
                VideoPage.objects.filter(pk=self.page.pk).update(live=False)
                self.send(**sent, **{"action-publish": "1"})
                self.assertTrue(self.is_live())
        # What people copy is kept in one form.
        page = VideoPage.objects.get(pk=self.page.pk)
        self.assertEqual(page.external_url, AT_YOUTUBE)

    def test_a_recording_in_another_language_needs_captions_too(self):
        row = {"media": self.silent.pk, "language": "pl"}
        sent = {"media": self.captioned.pk, "recordings": inline_formset([row])}
        response = self.send(**sent, **{"action-publish": "1"})
        self.assertIn("Polski", str(response.context["form"].errors))
        self.assertFalse(self.is_live())

    def test_an_address_that_is_no_video_is_refused_and_kept(self):
        for address in [
            "https://evil.example/watch?v=dQw4w9WgXcQ",
            "https://youtu.be/x",
        ]:
            with self.subTest(address):
                response = self.send(media="", external_url=address)
                self.assertContains(
                    response, "This is no address of a video at YouTube"
                )
                self.assertContains(response, address)

    def test_bad_addresses_break_nothing(self):
        for address in ["\0", "a" * 1_000_000, "🎬", "<b>", "https://[", "http://"]:
            with self.subTest(address[:9]):
                response = self.send(media="", external_url=address)
                self.assertIn("external_url", response.context["form"].errors)

    def test_one_page_shows_one_video(self):
        response = self.send(media=self.captioned.pk, external_url=AT_YOUTUBE)
        self.assertIn("external_url", response.context["form"].errors)

    def test_no_revision_is_published_without_words(self):
        with self.assertRaisesMessage(ValidationError, "can't be published"):
            self.draft().publish()
        self.assertFalse(self.is_live())

    def test_captions_in_another_language_need_a_transcript_besides(self):
        track(self.silent, "pl", s0_2="Dzień dobry.")
        with self.assertRaisesMessage(ValidationError, "There is no transcript"):
            self.draft().publish()
        self.draft(transcript="<p>Good morning.</p>").publish()
        self.assertTrue(self.is_live())

    def test_readers_are_told_the_reason(self):
        self.draft(not_captioned_because="Nothing is <said>.").publish()
        self.assertContains(self.client.get(self.page.url), "Nothing is &lt;said&gt;.")

    def test_approving_from_the_dashboard_says_what_is_missing(self):
        self.draft(media=self.captioned)
        self.page.get_workflow().start(self.page, self.publisher)
        self.captioned.caption_tracks.all().delete()
        self.client.force_login(self.publisher)
        state = self.page.current_workflow_task_state
        response = self.client.post(
            reverse(
                "wagtailadmin_pages:workflow_action",
                args=[self.page.pk, "approve", state.pk],
            ),
            {"comment": ""},
            follow=True,
        )
        self.assertContains(response, "The video has no captions.")
        self.assertFalse(self.is_live())
        state.refresh_from_db()
        self.assertEqual(state.status, "in_progress")

    def test_publishing_many_at_once_publishes_none_that_lacks_words(self):
        other = VideoPageFactory(live=False)
        other.save_revision()
        self.draft()
        self.client.force_login(self.publisher)
        address = reverse(
            "wagtail_bulk_action", args=["wagtailcore", "page", "publish"]
        )
        response = self.client.post(
            f"{address}?id={other.pk}&id={self.page.pk}",
            {"include_descendants": ""},
            follow=True,
        )
        self.assertContains(response, "The video has no captions.")
        self.assertFalse(self.is_live())
        self.assertFalse(VideoPage.objects.get(pk=other.pk).live)

    def test_the_schedule_passes_over_what_lacks_words_and_tells_who_planned_it(self):
        now = timezone.now()
        planned = []
        for page in (self.page, VideoPageFactory(live=False)):
            page.media = self.captioned if page == self.page else page.media
            page.go_live_at = now + timedelta(hours=1)
            revision = page.save_revision(user=self.publisher)
            revision.publish()
            type(revision).objects.filter(pk=revision.pk).update(
                approved_go_live_at=now - timedelta(minutes=2 - len(planned)),
                content={
                    **revision.content,
                    "go_live_at": (now - timedelta(minutes=2)).isoformat(),
                },
            )
            planned.append(page)
        self.captioned.caption_tracks.all().delete()
        call_command("run_timed_jobs", "--job=publish on schedule")
        call_command("run_timed_jobs", "--job=publish on schedule")
        self.assertFalse(self.is_live())
        self.assertTrue(VideoPage.objects.get(pk=planned[1].pk).live)
        (letter,) = mail.outbox
        self.assertEqual(letter.to, [self.publisher.email])
        self.assertIn("no captions", letter.body)


class ElsewhereTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = VideoPageFactory(
            media=None,
            external_url=AT_YOUTUBE,
            transcript="<p>All that is said.</p>",
            title='A "review"',
        )

    def test_nothing_of_theirs_is_in_the_page_but_a_link(self):
        response = self.client.get(self.page.url)
        tree = parsed(response)
        for name in ("iframe", "img", "script", "link", "video", "source"):
            for found in tree.findall(f".//{name}"):
                address = found.get("src") or found.get("href") or ""
                self.assertNotIn("youtube", address)
        links = [
            link for link in tree.findall(".//a") if AT_YOUTUBE in link.get("href")
        ]
        self.assertEqual(len(links), 2)
        for link in links:
            self.assertIn("noopener", link.get("rel"))

    def test_says_what_its_button_does_and_what_else_there_is(self):
        response = self.client.get(self.page.url)
        for words in [
            "Load the video from YouTube",
            "YouTube may set cookies.",
            "Blocked on your network?",
            '<a href="#transcript">Read it here</a>',
            "All that is said.",
        ]:
            with self.subTest(words):
                self.assertContains(response, words)

    def test_a_moment_goes_along(self):
        response = self.client.get(f"{self.page.url}?t=1m30s")
        self.assertContains(response, "start=90")
        self.assertContains(response, f"{AT_YOUTUBE}&amp;t=90s")

    def test_a_video_that_is_gone_leaves_its_words(self):
        day = timedelta(days=1)
        ExternalVideoCheck.objects.create(
            page=self.page,
            url=AT_YOUTUBE,
            gone_since=timezone.now() - day,
            checked_at=timezone.now(),
        )
        response = self.client.get(self.page.url)
        self.assertContains(response, "This video is no longer at YouTube.")
        self.assertContains(response, "All that is said.")
        self.assertNotContains(response, "youtube-nocookie")

    def test_a_new_address_is_not_held_to_be_gone(self):
        day = timedelta(days=1)
        ExternalVideoCheck.objects.create(
            page=self.page,
            url="https://vimeo.com/1",
            gone_since=timezone.now() - day,
            checked_at=timezone.now(),
        )
        self.assertNotContains(self.client.get(self.page.url), "no longer")


class NoEmbedTests(WagtailPageTestCase):
    def test_no_rich_text_puts_frames_of_others_into_pages(self):
        self.login()
        page = VideoPageFactory()
        VideoPage.objects.filter(pk=page.pk).update(
            transcript=f'<p>Look</p><embed embedtype="media" url="{AT_YOUTUBE}"/>'
        )
        self.client.logout()
        self.assertNotContains(self.client.get(page.url), "iframe")

    def test_no_editor_offers_to_embed(self):
        self.login()
        page = VideoPageFactory()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.assertNotContains(self.client.get(address), "EMBED")
        self.assertIn("embed", features.get_default_features())


class Provider(BaseHTTPRequestHandler):
    """Answers as YouTube's and Vimeo's oEmbed do."""

    def do_GET(self):
        asked = parse_qs(urlsplit(self.path).query)["url"][0]
        self.server.asked.append((asked, self.headers["Referer"]))
        status, body = self.server.answers.get(asked, (200, {"type": "video"}))
        self.send_response(status)
        self.end_headers()
        text = body if isinstance(body, str) else json.dumps(body)
        self.wfile.write(text.encode())

    def log_message(self, *args):
        """Tests are silent."""


class CheckTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.team = TeamFactory()
        cls.page = cls.add_page()

    @classmethod
    def add_page(cls, external_url=AT_YOUTUBE, **fields):
        fields = {"content_owner": cls.team, "transcript": "<p>Words.</p>"} | fields
        return VideoPageFactory(media=None, external_url=external_url, **fields)

    def setUp(self):
        self.provider = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
        self.provider.asked, self.provider.answers = [], {}
        Thread(target=self.provider.serve_forever, daemon=True).start()
        self.addCleanup(self.provider.server_close)
        self.addCleanup(self.provider.shutdown)
        address = f"http://127.0.0.1:{self.provider.server_port}/oembed"
        self.enterContext(
            override_settings(
                EXTERNAL_VIDEO_CHECKS=True,
                EXTERNAL_VIDEO_ENDPOINTS={"youtube": address, "vimeo": address},
            )
        )

    def answer(self, status, body="Not Found", address=AT_YOUTUBE):
        self.provider.answers[address] = (status, body)

    def ask(self, *, days=0):
        """Ask once these days have gone by."""
        for check in ExternalVideoCheck.objects.all():
            check.checked_at -= timedelta(days=days)
            if check.gone_since:
                check.gone_since -= timedelta(days=days)
            check.save()
        ask_about_videos_elsewhere()

    def is_gone(self):
        return VideoPage.objects.get(pk=self.page.pk).is_gone_elsewhere

    def test_asks_once_a_week_and_says_who_asks(self):
        self.ask()
        self.ask(days=6)
        self.assertEqual(self.provider.asked, [(AT_YOUTUBE, "http://testserver")])
        self.ask(days=2)
        self.assertEqual(len(self.provider.asked), 2)
        self.assertFalse(self.is_gone())

    def test_asks_only_about_live_pages_and_few_at_a_time(self):
        self.page.unpublish()
        for number in range(ASKED_AT_ONCE + 2):
            self.add_page(f"https://vimeo.com/{number + 1}")
        self.ask()
        self.assertEqual(len(self.provider.asked), ASKED_AT_ONCE)
        self.ask()
        self.assertEqual(len(self.provider.asked), ASKED_AT_ONCE + 2)
        self.assertNotIn(AT_YOUTUBE, [asked for asked, _from in self.provider.asked])

    def test_once_missed_is_not_gone(self):
        self.answer(404)
        self.ask()
        self.ask()
        self.assertEqual(len(self.provider.asked), 1)
        self.assertFalse(self.is_gone())
        self.assertEqual(mail.outbox, [])

    def test_missed_on_two_days_is_gone_and_the_owner_is_told_once(self):
        for status in (401, 403, 404, 410):
            with self.subTest(status):
                ExternalVideoCheck.objects.all().delete()
                mail.outbox.clear()
                self.answer(status)
                self.ask()
                self.ask(days=1)
                self.assertTrue(self.is_gone())
                self.ask(days=8)
                self.ask(days=8)
                self.assertTrue(self.is_gone())
                (letter,) = mail.outbox
                self.assertEqual(letter.to, [self.team.mailbox])
                self.assertIn("no longer at YouTube", letter.subject)
                for words in (
                    self.page.title,
                    AT_YOUTUBE,
                    f"/admin/pages/{self.page.pk}/edit/",
                ):
                    self.assertIn(words, letter.body)

    def test_comes_back_by_itself(self):
        self.answer(404)
        self.ask()
        self.ask(days=1)
        self.provider.answers.clear()
        self.ask(days=8)
        self.assertFalse(self.is_gone())
        self.answer(404)
        self.ask(days=8)
        self.ask(days=1)
        self.assertTrue(self.is_gone())
        self.assertEqual(len(mail.outbox), 2)

    def test_a_new_address_starts_anew(self):
        self.answer(404)
        self.ask()
        self.ask(days=1)
        self.page.external_url = AT_VIMEO
        self.page.save()
        self.answer(404, address=AT_VIMEO)
        self.ask()
        self.assertFalse(self.is_gone())
        self.ask(days=1)
        self.assertTrue(self.is_gone())

    def test_no_clear_answer_tells_nothing(self):
        for status, body in [
            (500, ""),
            (429, ""),
            (400, ""),
            (200, "Forbidden"),
            (200, "[]"),
        ]:
            with self.subTest(status, body=body):
                self.answer(status, body)
                self.ask()
                self.assertFalse(ExternalVideoCheck.objects.exists())

    def test_kept_from_this_site_is_gone(self):
        self.answer(200, {"type": "video", "domain_status_code": 403})
        self.ask()
        self.ask(days=1)
        self.assertTrue(self.is_gone())

    def test_no_network_is_not_gone(self):
        self.answer(404)
        self.ask()
        with self.unreachable():
            self.ask(days=1)
        self.assertFalse(self.is_gone())
        self.assertEqual(mail.outbox, [])

    def test_a_provider_that_is_silent_is_asked_no_more_this_time(self):
        for number in range(3):
            self.add_page(f"https://www.youtube.com/watch?v=dQw4w9WgXc{number}")
        with self.unreachable(), self.assertLogs("pages.video_checks") as logs:
            self.ask()
        self.assertEqual(len(logs.output), 1)

    @contextmanager
    def unreachable(self):
        # Nothing listens there.
        nowhere = "http://127.0.0.1:1/"
        with override_settings(
            EXTERNAL_VIDEO_ENDPOINTS={"youtube": nowhere, "vimeo": nowhere}
        ):
            yield

    def test_without_an_owner_nobody_is_told_and_nothing_breaks(self):
        VideoPage.objects.update(content_owner=None)
        self.answer(404)
        self.ask()
        with self.assertLogs("pages.video_checks", "WARNING"):
            self.ask(days=1)
        self.assertTrue(self.is_gone())
        self.assertEqual(mail.outbox, [])

    def test_asks_nobody_where_it_is_switched_off(self):
        with override_settings(EXTERNAL_VIDEO_CHECKS=False):
            self.ask()
        self.assertEqual(self.provider.asked, [])
