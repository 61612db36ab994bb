from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import SimpleTestCase, TestCase

from library.captions import (
    MAX_BYTES,
    BrokenCaptions,
    Cue,
    paragraphs,
    read_captions,
    read_chapters,
    timed_paragraphs,
    validate_captions,
)
from library.services import add_caption_track
from tests.factories import CaptionTrackFactory, MediaFactory

GOOD = b"""WEBVTT - a title
Kind: captions

NOTE
Made by hand.

STYLE
::cue { color: white }

1
00:00.000 --> 00:02.500 align:start
<v Anna>Good <i>morning</i> &amp; welcome.

00:00:03.000 --> 00:00:04.000
[birds]
over the lake
"""


class ReadCaptionsTests(SimpleTestCase):
    def test_reads_times_text_and_speaker(self):
        self.assertEqual(
            read_captions(GOOD),
            [
                Cue(0.0, 2.5, "Good morning & welcome.", "Anna"),
                Cue(3.0, 4.0, "[birds] over the lake"),
            ],
        )

    def test_accepts_a_byte_order_mark_and_windows_line_ends(self):
        content = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")
        self.assertEqual(len(read_captions(content)), 2)

    def test_sorts_captions_by_time(self):
        cues = read_captions(
            b"WEBVTT\n\n00:05.000 --> 00:06.000\nlater\n\n00:01.000 --> 00:02.000\nfirst\n"
        )
        self.assertEqual([cue.text for cue in cues], ["first", "later"])

    def test_reads_any_script(self):
        content = "WEBVTT\n\n00:01.000 --> 00:02.000\nمرحبا 👋\n".encode()
        self.assertEqual(read_captions(content)[0].text, "مرحبا 👋")

    def assertRefused(self, content, line, words):
        with self.assertRaises(BrokenCaptions) as caught:
            read_captions(content)
        self.assertEqual(caught.exception.line, line)
        self.assertIn(words, str(caught.exception))
        if line:
            self.assertIn(f"Line {line}:", str(caught.exception))

    def test_refuses_what_does_not_begin_as_captions(self):
        self.assertRefused(b"", 1, "WEBVTT")
        self.assertRefused(b"WEBVTTX\n\n00:01.000 --> 00:02.000\na\n", 1, "WEBVTT")
        self.assertRefused(b"<html><script>alert(1)</script>", 1, "WEBVTT")

    def test_refuses_times_of_another_format(self):
        self.assertRefused(
            b"WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\ntext\n", 4, "times must look"
        )
        self.assertRefused(b"WEBVTT\n\n0:1.0 --> 0:2.0\ntext\n", 3, "times must look")
        self.assertRefused(b"WEBVTT\n\n00:99.000 --> 01:99.000\nt\n", 3, "times must")

    def test_refuses_a_caption_that_ends_before_it_begins(self):
        self.assertRefused(
            b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n00:05.000 --> 00:04.000\nb\n",
            6,
            "ends before it begins",
        )

    def test_refuses_text_without_times(self):
        self.assertRefused(b"WEBVTT\n\n00:01 hello\n", 3, "no line with times")

    def test_refuses_times_in_the_middle_of_a_caption(self):
        self.assertRefused(
            b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:03.000 --> 00:04.000\nb\n",
            5,
            "empty line",
        )

    def test_refuses_a_file_without_captions(self):
        self.assertRefused(b"WEBVTT\n\nNOTE nothing\n", None, "no captions")
        self.assertRefused(
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", None, "no captions"
        )

    def test_refuses_other_encodings_with_their_line(self):
        content = "WEBVTT\n\n00:01.000 --> 00:02.000\nZażółć\n".encode("utf-16")
        self.assertRefused(content, 1, "UTF-8")
        content = b"WEBVTT\n\n00:01.000 --> 00:02.000\ncaf\xe9\n"
        self.assertRefused(content, 4, "UTF-8")

    def test_refuses_nul_and_endless_lines(self):
        self.assertRefused(b"WEBVTT\n\n00:01.000 --> 00:02.000\na\0b\n", 4, "NUL")
        self.assertRefused(
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<" * 5000, 4, "too long"
        )

    def test_refuses_more_than_a_megabyte(self):
        with self.assertRaisesMessage(ValidationError, "1 MB"):
            validate_captions(ContentFile(b"x" * (MAX_BYTES + 1), name="a.vtt"))


class ParagraphsTests(SimpleTestCase):
    def test_joins_the_captions_of_a_sentence(self):
        cues = [Cue(0, 2, "We walked"), Cue(2, 4, "to the lake.")]
        self.assertEqual(paragraphs(cues), ["We walked to the lake."])

    def test_begins_anew_after_a_sentence_and_a_pause(self):
        cues = [Cue(0, 2, "One."), Cue(4.5, 6, "Two."), Cue(6, 7, "Three")]
        self.assertEqual(paragraphs(cues), ["One.", "Two. Three"])

    def test_does_not_break_a_sentence_at_a_short_pause(self):
        cues = [Cue(0, 2, "We walked"), Cue(4.5, 6, "home.")]
        self.assertEqual(paragraphs(cues), ["We walked home."])

    def test_begins_anew_after_a_long_run_of_sentences(self):
        sentence = "This is a sentence that goes on for a little while, as some do."
        cues = [Cue(number, number + 1, sentence) for number in range(10)]
        texts = paragraphs(cues)
        self.assertGreater(len(texts), 1)
        self.assertEqual(" ".join(texts), " ".join([sentence] * 10))

    def test_names_each_speaker_once(self):
        cues = [
            Cue(0, 1, "Hello.", "Anna"),
            Cue(1, 2, "Welcome.", "Anna"),
            Cue(2, 3, "Thanks.", "Ben"),
        ]
        self.assertEqual(paragraphs(cues), ["Anna: Hello. Welcome.", "Ben: Thanks."])

    def test_of_nothing_is_nothing(self):
        self.assertEqual(paragraphs([]), [])


class TimedParagraphsTests(SimpleTestCase):
    def test_keep_the_time_of_each_line(self):
        cues = [Cue(0, 2, "We walked"), Cue(2, 4, "to the lake."), Cue(9, 10, "Then")]
        self.assertEqual(timed_paragraphs(cues), [cues[:2], cues[2:]])

    def test_name_the_speaker_in_the_first_line(self):
        cues = [Cue(0, 1, "Hello.", "Anna"), Cue(1, 2, "Welcome.", "Anna")]
        self.assertEqual(
            timed_paragraphs(cues), [[Cue(0, 1, "Anna: Hello.", "Anna"), cues[1]]]
        )

    def test_read_as_the_transcript_does(self):
        cues = read_captions(GOOD)
        joined = [" ".join(cue.text for cue in part) for part in timed_paragraphs(cues)]
        self.assertEqual(joined, paragraphs(cues))


class ReadChaptersTests(SimpleTestCase):
    def test_each_text_is_a_title(self):
        chapters = read_chapters(
            b"WEBVTT\n\n01:00.000 --> 02:00.000\nThe walk\n\n"
            b"00:00.000 --> 01:00.000\nThe plan\n"
        )
        self.assertEqual([cue.text for cue in chapters], ["The plan", "The walk"])

    def test_refuses_what_is_too_long_for_a_title(self):
        long = b"WEBVTT\n\n1\n00:00.000 --> 01:00.000\n" + b"word " * 40
        with self.assertRaisesMessage(BrokenCaptions, "Line 4: The title of a chapter"):
            read_chapters(long)

    def test_refuses_two_that_begin_together(self):
        with self.assertRaisesMessage(BrokenCaptions, "Line 6: Two chapters begin"):
            read_chapters(
                b"WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n00:01.000 --> 00:03.000\nb\n"
            )

    def test_refuses_what_is_no_webvtt(self):
        with self.assertRaisesMessage(BrokenCaptions, "WEBVTT"):
            read_chapters(b"00:00 The plan")


class TrackTests(TestCase):
    def test_is_read_once_when_it_is_stored(self):
        track = CaptionTrackFactory()
        track.refresh_from_db()
        track.file.storage.delete(track.file.name)
        self.assertEqual(track.paragraphs, ["Good morning. Here is the lake."])
        self.assertEqual(track.cues[0].start, 0.0)

    def test_broken_captions_are_never_stored(self):
        with self.assertRaises(BrokenCaptions):
            add_caption_track(
                MediaFactory(), language="en", file=ContentFile(b"no", name="a.vtt")
            )

    def test_is_called_by_its_language_in_that_language(self):
        track = CaptionTrackFactory(language="ar")
        self.assertEqual(track.language_name, "العربيّة")
        self.assertEqual(track.direction, "rtl")
        self.assertEqual(str(track), "Arabic (العربيّة), Captions: speech and sounds")

    def test_languages_beyond_djangos_own_can_be_chosen(self):
        track = CaptionTrackFactory(language="so")
        track.full_clean()
        self.assertEqual(track.language_name, "Soomaali")
        self.assertEqual(CaptionTrackFactory(language="ps").direction, "rtl")


class TranscriptTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.media = MediaFactory(duration=3730.4)
        CaptionTrackFactory(media=cls.media, language="en")
        CaptionTrackFactory(media=cls.media, language="pl", kind="subtitles")
        CaptionTrackFactory(media=cls.media, language="pl", kind="chapters")

    def test_is_in_the_language_asked_for_whatever_its_country(self):
        self.assertEqual(
            self.media.transcript("en-gb"), ["Good morning. Here is the lake."]
        )
        self.assertEqual(self.media.track_in("pl").kind, "subtitles")

    def test_is_empty_without_a_track_in_the_language(self):
        self.assertEqual(self.media.transcript("ar"), [])

    def test_tells_the_time_of_each_line(self):
        ((first, second),) = self.media.timed_paragraphs("en-gb")
        self.assertEqual((first.start, first.end), (0.0, 2.0))
        self.assertEqual((second.start, second.text), (2.0, "Here is the lake."))
        self.assertEqual(self.media.timed_paragraphs("ar"), [])

    def test_chapters_are_times_and_titles(self):
        self.assertEqual(
            self.media.chapters("pl"),
            [(0.0, "Good morning."), (2.0, "Here is the lake.")],
        )
        self.assertEqual(self.media.chapters("en"), [])

    def test_languages_are_those_it_can_be_read_in(self):
        self.assertEqual(self.media.languages, ["English", "Polski"])

    def test_everything_takes_one_query(self):
        with self.assertNumQueries(1):
            self.media.tracks, self.media.languages, self.media.transcript("pl")

    def test_length_is_told_as_a_clock_does(self):
        self.assertEqual(self.media.length, "1:02:10")
        self.assertEqual(MediaFactory(duration=245).length, "4:05")
        self.assertEqual(MediaFactory(duration=0).length, "")
