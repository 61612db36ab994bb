"""What pages say in the index: names, headings, sections with their anchors, moments."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.test import TestCase
from django.utils import timezone

from library.models import CaptionTrack
from library.services import renew_consent, withdraw_consent
from pages.models import VideoRecording
from search.index import SOURCES
from search.models import Findable
from search.services import feeding
from tests.factories import (
    CaptionTrackFactory,
    EventPageFactory,
    InformationPageFactory,
    MediaFactory,
    StoryOutcomeFactory,
    StoryPageFactory,
    ToolChooserPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    UserFactory,
    VideoPageFactory,
    answer_with,
)


def head(page):
    """The row of a page."""
    return Findable.objects.get(key=f"page:{page.pk}")


def part(page, place):
    """The row of a part of a page."""
    return Findable.objects.get(key=f"page:{page.pk}{place}")


def heading(text, level="h2", anchor=""):
    return ("heading", {"text": text, "level": level, "anchor": anchor})


def captions(*lines):
    """A WebVTT file; each line is a second and what is said from then on."""
    cues = [
        f"00:{second:02}.000 --> 00:{second + 2:02}.000\n{text}\n"
        for second, text in lines
    ]
    return ContentFile("\n".join(["WEBVTT\n", *cues]).encode(), name="captions.vtt")


class NamesTests(TestCase):
    def test_kinds(self):
        toolkit = ToolkitPageFactory()
        found = {
            head(page).kind
            for page in (
                toolkit,
                ToolPageFactory(parent=toolkit),
                StoryPageFactory(),
                VideoPageFactory(),
                EventPageFactory(),
                InformationPageFactory(),
            )
        }
        self.assertEqual(found, {"toolkit", "tool", "story", "video", "event", "page"})

    def test_the_title_for_search_engines_is_another_name(self):
        page = InformationPageFactory(seo_title="Who runs this site")
        self.assertEqual(head(page).other_names, "Who runs this site")

    def test_a_tool_is_found_by_its_purpose(self):
        tool = ToolPageFactory(purpose="Find out why a problem keeps coming back")
        self.assertIn("keeps coming back", head(tool).headings)

    def test_a_toolkit_is_found_by_its_promise(self):
        toolkit = ToolkitPageFactory(summary="All of it.", promise="Run a review.")
        self.assertEqual(head(toolkit).summary, "All of it.\nRun a review.")

    def test_usual_headings_say_nothing_about_a_page(self):
        tool = ToolPageFactory(purpose="", when_to_use="<p>Before a change.</p>")
        self.assertEqual(head(tool).headings, "")
        self.assertIn("Before a change.", head(tool).text)

    def test_dates(self):
        story = StoryPageFactory(date=date(2026, 3, 1))
        # In summer, London is an hour ahead: late in the evening it is the next day already.
        late = datetime(2026, 7, 1, 23, 30, tzinfo=ZoneInfo("UTC"))
        event = EventPageFactory(starts_at=late)
        changed = InformationPageFactory(last_published_at=late)
        self.assertEqual(head(story).date, date(2026, 3, 1))
        self.assertEqual(head(event).date, date(2026, 7, 2))
        self.assertEqual(head(changed).date, date(2026, 7, 2))

    def test_a_story_is_found_by_where_and_what_was_measured(self):
        story = StoryPageFactory(place="a hospital in west Cumbria")
        StoryOutcomeFactory(story=story, measure="days from complaint to answer")
        story.save()
        self.assertIn("west Cumbria", head(story).text)
        self.assertIn("days from complaint", head(story).text)

    def test_an_event_is_found_by_its_place_and_audience(self):
        event = EventPageFactory(place="Penrith library", audience="New managers")
        self.assertIn("Penrith library", head(event).text)
        self.assertIn("New managers", head(event).text)

    def test_a_chooser_is_found_by_its_questions_and_reasons_but_not_by_names_of_tools(
        self,
    ):
        tool = ToolPageFactory(title="Secret tool", live=False)
        answer = answer_with("Patients wait", address="waiting-address")
        answer["leads_to"] = [("tools", [{"tool": tool, "reason": "It shows where."}])]
        said = head(ToolChooserPageFactory(answers=[answer]))
        for words in ("What is wrong?", "Patients wait", "It shows where."):
            self.assertIn(words, f"{said.headings}\n{said.text}")
        for words in ("Secret tool", "waiting-address"):
            self.assertNotIn(words, f"{said.headings}\n{said.text}")


class SectionTests(TestCase):
    def test_a_heading_leads_to_what_stands_under_it(self):
        page = InformationPageFactory(
            body=[
                ("text", "<p>Before all.</p>"),
                heading("Who we are"),
                ("text", "<h3>The team</h3><p>Six&nbsp;of <b>us</b>.</p>"),
                heading("Where", "h3", anchor="place"),
                ("quote", {"quote": "By the lake.", "attribution": "A nurse"}),
            ]
        )
        first, second = part(page, "#section-who-we-are"), part(page, "#section-place")
        self.assertEqual(first.title, "Who we are")
        self.assertEqual(first.headings, "The team")
        self.assertEqual(first.text, "The team\nSix of us.")
        self.assertEqual(first.address, f"{page.get_url()}#section-who-we-are")
        self.assertEqual(second.text, "By the lake.\nA nurse")
        self.assertLess(first.position, second.position)
        self.assertIn("Who we are", head(page).headings)
        self.assertIn("Before all.", head(page).text)
        self.assertIn("By the lake.", head(page).text)

    def test_equal_headings_have_the_anchors_that_the_page_prints(self):
        body = [
            heading("Why"),
            ("text", "<p>One.</p>"),
            heading("Why"),
            ("text", "<p>Two.</p>"),
        ]
        page = InformationPageFactory(body=body)
        self.assertEqual(part(page, "#section-why").text, "One.")
        self.assertEqual(part(page, "#section-why-2").text, "Two.")

    def test_each_anchor_is_printed_by_the_page(self):
        rich = "<p>Some words.</p>"
        body = [heading("Über uns"), ("text", rich)]
        steps = [
            (
                "steps",
                {
                    "steps": [
                        {
                            "title": "Walk",
                            "text": rich,
                            "minutes": 5,
                            "materials": "Pens",
                            "facilitator_note": rich,
                        }
                    ]
                },
            )
        ]
        questions = [
            (
                "questions",
                {"title": "", "questions": [{"question": "Why?", "answer": rich}]},
            )
        ]
        pages = [
            ToolPageFactory(
                what_it_is=rich,
                when_to_use=rich,
                when_not_to_use=rich,
                who_to_involve=rich,
                what_you_need=rich,
                steps=steps,
                example=body,
                pitfalls=rich,
                questions=questions,
            ),
            StoryPageFactory(body=body),
            EventPageFactory(body=body),
            VideoPageFactory(body=body, transcript=rich),
            ToolkitPageFactory(body=body),
        ]
        for page in pages:
            printed = self.client.get(page.get_url()).content.decode()
            rows = Findable.objects.filter(page=page, kind=Findable.Part.SECTION)
            self.assertGreater(len(rows), 0, page)
            for row in rows:
                anchor = row.key.partition("#")[2]
                self.assertIn(f'id="{anchor}"', printed, row.key)
        self.assertEqual(Findable.objects.filter(page=pages[0]).count(), 10)

    def test_a_tool_is_found_by_all_its_parts(self):
        tool = ToolPageFactory(
            what_you_need="<ul><li>Pens</li><li>A long wall</li></ul>",
            steps=[
                (
                    "steps",
                    {
                        "steps": [
                            {
                                "title": "Walk together",
                                "text": "<p>Follow one referral.</p>",
                                "minutes": 5,
                                "materials": "Sticky notes",
                                "facilitator_note": "<p>Stand back.</p>",
                            }
                        ]
                    },
                )
            ],
        )
        self.assertEqual(part(tool, "#need").text, "Pens\nA long wall")
        steps = part(tool, "#steps")
        self.assertEqual(steps.title, "Steps")
        self.assertEqual(steps.headings, "Walk together")
        self.assertEqual(steps.text, "Follow one referral.\nSticky notes\nStand back.")

    def test_empty_parts_are_none(self):
        tool = ToolPageFactory()
        self.assertEqual(Findable.objects.filter(page=tool).count(), 1)


class MomentTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.media = MediaFactory(duration=60)
        cls.track = CaptionTrackFactory(
            media=cls.media,
            file=captions(
                (0, "Good morning."), (20, "We looked at the stores cupboard.")
            ),
        )
        cls.page = VideoPageFactory(media=cls.media)

    def test_what_is_said_leads_to_its_second(self):
        moment = part(self.page, "@20")
        self.assertEqual(moment.kind, Findable.Part.MOMENT)
        self.assertEqual(moment.text, "We looked at the stores cupboard.")
        self.assertEqual(moment.position, 20)
        self.assertEqual(moment.address, f"{self.page.get_url()}?t=20#player")
        self.assertIn("stores cupboard", head(self.page).text)

    def test_the_address_of_a_moment_starts_the_video_there(self):
        path = part(self.page, "@20").address.partition("#")[0]
        self.assertEqual(self.client.get(path).context["start"], 20)

    def test_a_moment_names_its_chapter(self):
        CaptionTrackFactory(
            media=self.media,
            kind=CaptionTrack.Kind.CHAPTERS,
            file=captions((0, "Welcome"), (15, "The cupboard")),
        )
        self.assertEqual(part(self.page, "@20").title, "The cupboard")
        self.assertIn("The cupboard", head(self.page).headings)

    def test_a_long_speech_has_several_moments_each_from_the_beginning_of_a_sentence(
        self,
    ):
        sentence = (
            "We asked everybody who works here what gets in their way each day, and"
        )
        self.track.file = captions(
            *[
                (second, f"{sentence} wrote it down{'.' if second % 4 else ','}")
                for second in range(0, 40, 2)
            ]
        )
        self.track.save()
        seconds = Findable.objects.filter(page=self.page, kind=Findable.Part.MOMENT)
        self.assertEqual(
            list(seconds.order_by("position").values_list("position", flat=True)),
            [0, 4, 8, 12, 16, 20, 24, 28, 32, 36],
        )

    def test_a_chapter_begins_a_moment(self):
        self.track.file = captions((0, "Good morning."), (2, "Here is the lake."))
        self.track.save()
        self.assertEqual(part(self.page, "@0").text, "Good morning. Here is the lake.")
        CaptionTrackFactory(
            media=self.media,
            kind=CaptionTrack.Kind.CHAPTERS,
            file=captions((0, "Welcome"), (2, "The lake")),
        )
        self.assertEqual(part(self.page, "@0").text, "Good morning.")
        self.assertEqual(part(self.page, "@2").text, "Here is the lake.")

    def test_captions_in_another_language_are_played_at_their_own_address(self):
        CaptionTrackFactory(
            media=self.media, language="pl", file=captions((20, "Szafka w magazynie."))
        )
        moment = part(self.page, "@20/pl")
        self.assertEqual(moment.language, "pl")
        self.assertEqual(moment.text, "Szafka w magazynie.")
        self.assertEqual(moment.address, f"{self.page.get_url()}in/pl/?t=20#player")
        self.assertIn("Szafka w magazynie.", head(self.page).text)
        self.assertEqual(part(self.page, "@20").language, "en")
        path = moment.address.partition("#")[0]
        self.assertContains(self.client.get(path), "Szafka w magazynie.")

    def test_a_recording_in_another_language_is_led_to_at_its_own_seconds(self):
        polish = MediaFactory()
        CaptionTrackFactory(
            media=polish, language="pl", file=captions((5, "Dzień dobry."))
        )
        VideoRecording.objects.create(video=self.page, media=polish, language="pl")
        self.page.save()
        self.assertEqual(part(self.page, "@5/pl").text, "Dzień dobry.")

    def test_a_pasted_transcript_is_found_beside_the_captions(self):
        self.page.transcript = "<h3>Welcome</h3><p>Good morning to all.</p>"
        self.page.save()
        self.assertEqual(
            part(self.page, "#transcript").text, "Welcome\nGood morning to all."
        )
        self.assertIn("Good morning to all.", head(self.page).text)
        self.assertEqual(
            part(self.page, "@20").text, "We looked at the stores cupboard."
        )

    def test_new_captions_are_found_and_deleted_ones_are_not(self):
        self.track.file = captions((30, "We tidied the shelf."))
        self.track.save()
        self.assertNotIn("stores cupboard", head(self.page).text)
        self.assertEqual(part(self.page, "@30").text, "We tidied the shelf.")
        self.track.delete()
        self.assertNotIn("shelf", head(self.page).text)
        self.assertFalse(
            Findable.objects.filter(key=f"page:{self.page.pk}@30").exists()
        )


class ConsentTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.admin = UserFactory(is_superuser=True, is_staff=True)
        cls.media = MediaFactory(shows_people=True, consent_record="Folder 12")
        CaptionTrackFactory(media=cls.media, file=captions((0, "I was the patient.")))
        cls.page = VideoPageFactory(media=cls.media, title="A patient speaks")

    def test_what_was_said_is_not_found_once_consent_is_withdrawn(self):
        self.assertIn("the patient", head(self.page).text)
        withdraw_consent(self.media, by=self.admin)
        self.assertEqual(head(self.page).text, "")
        self.assertEqual(Findable.objects.filter(page=self.page).count(), 1)

    def test_it_is_found_again_once_consent_is_given_again(self):
        withdraw_consent(self.media, by=self.admin)
        renew_consent(self.media, by=self.admin)
        self.assertIn("the patient", head(self.page).text)

    def test_the_last_day_of_consent_is_kept_with_all_rows(self):
        day = timezone.localdate() + timedelta(days=30)
        self.media.consent_ends_on = day
        self.media.save()
        rows = Findable.objects.filter(page=self.page)
        self.assertEqual({row.until for row in rows}, {day})
        self.assertEqual(len(rows), 2)

    def test_the_page_is_found_without_the_words_after_that_day(self):
        self.media.consent_ends_on = timezone.localdate() - timedelta(days=1)
        with feeding.paused():
            self.media.save()
        Findable.objects.filter(page=self.page).update(until=self.media.consent_ends_on)
        feeding.feed_what_consent_has_ended_for()
        row = head(self.page)
        self.assertEqual((row.until, row.text), (None, ""))
        self.assertEqual(row.title, "A patient speaks")


class SourceTests(TestCase):
    def test_what_was_fed_is_what_a_new_building_holds(self):
        toolkit = ToolkitPageFactory()
        ToolPageFactory(parent=toolkit, when_to_use="<p>Now.</p>")
        VideoPageFactory()
        ToolPageFactory(parent=toolkit, live=False)
        wanted = {
            row.key
            for source in SOURCES.values()
            for row in source.rows_for(source.ids())
        }
        self.assertEqual(set(Findable.objects.values_list("key", flat=True)), wanted)
