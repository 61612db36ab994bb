"""The demo site: complete after one load, the same after two, and never shown on a public address."""

import os
import re
import runpy
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import timedelta
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db.models import Sum
from django.test import SimpleTestCase, TestCase, override_settings
from django.urls import path, resolve
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex, get_page_models
from zeal import zeal_ignore

from accounts.models import User
from clic_site import urls
from clic_site.demo import views
from clic_site.demo.content.conversations import PASSWORD, PEOPLE
from clic_site.settings.base import BASE_DIR
from comments.models import Comment, PagePolicy
from comments.services.announcing import announce_what_is_left
from contributions.models import Contribution
from feedback.intervals import Share
from feedback.models import (
    DoneNote,
    FeedbackEvent,
    FeedbackItem,
    FeedbackKind,
    FeedbackMail,
    KeptAnswer,
    PageTask,
    UsefulnessCount,
)
from feedback.repeating import repeated_words
from library.models import CaptionTrack, CLICDocument, CLICImage, CLICMedia
from pages.blocks import BodyBlock
from pages.models import (
    EventPage,
    Gain,
    GlossaryTerm,
    HomePage,
    InformationPage,
    StoryOutcome,
    StoryPage,
    ToolkitPage,
    ToolPage,
    Topic,
    VideoPage,
    VideoRecording,
)
from saved.models import SavedPage
from search.models import Findable, IndexedWord, LoggedSearch
from search.services.checking import differences

urlpatterns = [
    path("demo/mail/", views.mail),
    path("demo/mail/<slug:name>/", views.mail_as_html, name="demo_mail_as_html"),
    *urls.urlpatterns,
]


def load():
    """Load the demo as `make run` does; what the command said."""
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def page_source(page):
    """What is stored of the texts of a page."""
    return " ".join(
        str(page.serializable_data()[field.name]).replace('\\"', '"')
        for field in page._meta.get_fields()
        if isinstance(field, StreamField | RichTextField)
    )


def rows():
    """How many rows each table holds."""
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


# What the demo's text links to on other sites: nothing is loaded from there.
ELSEWHERE = {"https://ico.org.uk/make-a-complaint/"}


class LoadedDemoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.said = load()

    def test_says_how_many_pages_it_has(self):
        self.assertRegex(self.said, r"The demo site has \d\d pages\.")

    def test_loading_again_adds_nothing(self):
        before = rows()
        load()
        self.assertEqual(rows(), before)

    def test_everything_in_it_can_be_found(self):
        self.assertEqual(differences(), [])
        kinds = set(Findable.objects.values_list("kind", flat=True))
        # The worker reads the pages of files later.
        self.assertEqual(
            kinds, {*Findable.Kind.values, *Findable.Part.values} - {"file_page"}
        )
        self.assertTrue(IndexedWord.objects.filter(word="huddle").exists())

    def test_has_a_live_page_of_every_type(self):
        ours = [
            model for model in get_page_models() if model._meta.app_label == "pages"
        ]
        for model in ours:
            with self.subTest(model.__name__):
                self.assertTrue(model.objects.live().public().exists())

    def test_has_every_type_of_block(self):
        used = {
            block.block_type
            for page in Page.objects.live().specific()
            for field in page._meta.get_fields()
            if isinstance(field, StreamField)
            for block in getattr(page, field.name)
        }
        self.assertLessEqual(set(BodyBlock().child_blocks), used)

    def test_has_enough_of_everything_to_look_real(self):
        english = Page.objects.live().public().filter(locale__language_code="en-gb")
        of_type = Counter(page.specific_class.__name__ for page in english)
        for name, number in (
            ("ToolkitPage", 2),
            ("ToolPage", 20),
            ("StoryPage", 12),
            ("VideoPage", 8),
            ("EventPage", 6),
        ):
            with self.subTest(name):
                self.assertGreaterEqual(of_type[name], number)
        for model, number in (
            (Topic, 10),
            (GlossaryTerm, 25),
            (Comment, 40),
            (FeedbackItem, 30),
            (CLICDocument, 20),
        ):
            with self.subTest(model.__name__):
                self.assertGreaterEqual(model.objects.count(), number)

    def test_every_tool_is_complete(self):
        texts = (
            "purpose",
            "summary",
            "what_it_is",
            "when_to_use",
            "when_not_to_use",
            "who_to_involve",
            "what_you_need",
            "pitfalls",
            "example",
        )
        for tool in ToolPage.objects.all():
            with self.subTest(tool.slug):
                self.assertEqual(
                    [name for name in texts if not getattr(tool, name)], []
                )
                self.assertTrue(tool.templates.exists())
                self.assertTrue(tool.page_topics.exists())
                self.assertLess(tool.people_from, tool.people_to)

    def test_the_steps_of_a_tool_take_as_long_as_it_says(self):
        for tool in ToolPage.objects.all():
            with self.subTest(tool.slug):
                steps = tool.steps[0].value["steps"]
                self.assertTrue(4 <= len(steps) <= 8)
                minutes = sum(step["minutes"] for step in steps)
                self.assertGreaterEqual(minutes, tool.minutes_from)
                self.assertLessEqual(minutes, tool.minutes_to)
                self.assertTrue(any(step["facilitator_note"] for step in steps))

    def test_every_story_has_numbers_tools_and_people(self):
        english = StoryPage.objects.live().filter(locale__language_code="en-gb")
        for story in english:
            with self.subTest(story.slug):
                self.assertTrue(story.results)
                self.assertTrue(story.tools_used.exists())
                self.assertTrue(story.people_involved)
                self.assertTrue(story.organisation and story.care_setting)

    def test_stories_span_three_years_and_add_to_every_gain(self):
        self.assertGreaterEqual(len(StoryPage.objects.dates("date", "year")), 3)
        for gain in Gain.objects.all():
            with self.subTest(gain.slug):
                self.assertGreater(gain.outcomes.count(), 1)

    def test_the_front_page_shows_what_the_stories_add_up_to(self):
        told = StoryOutcome.objects.filter(story__live=True, gain__slug="hours")
        total = told.aggregate(total=Sum("gained"))["total"]
        home = HomePage.objects.get(locale__language_code="en-gb")
        self.assertEqual(home.numbers[0].value["number"], f"{total:,.0f}")

    def test_no_page_links_to_one_that_is_missing(self):
        for model in (ToolPage, StoryPage, InformationPage, ToolkitPage):
            for page in model.objects.live():
                for link in re.findall(r"<a [^>]*>", page_source(page)):
                    with self.subTest(page=page.slug, link=link):
                        self.assertTrue(self._leads_somewhere(link))

    def _leads_somewhere(self, link):
        number = re.search(r'linktype="page" id="(\d+)"', link)
        if number:
            return Page.objects.live().filter(pk=number[1]).exists()
        address = re.search(r'href="([^"]+)"', link)[1]
        # Parts of the site that are no pages, such as "my account".
        return address in ELSEWHERE or resolve(address).url_name != "wagtail_serve"

    def test_a_document_keeps_the_version_before_the_last(self):
        versions = CLICDocument.objects.get(slug="5s-checklist").versions
        self.assertEqual(versions.count(), 2)
        newest, first = versions.all()
        self.assertTrue(newest.what_changed)
        self.assertLess(first.created_at, timezone.now() - timedelta(days=100))

    def test_videos_have_chapters_two_languages_and_one_lies_elsewhere(self):
        kinds = CaptionTrack.objects.values_list("kind", flat=True)
        self.assertIn(CaptionTrack.Kind.CHAPTERS, kinds)
        self.assertTrue(VideoRecording.objects.filter(language="ms").exists())
        (elsewhere,) = VideoPage.objects.exclude(external_url="")
        self.assertTrue(elsewhere.transcript)

    def test_readers_find_polish_and_arabic(self):
        address = "/stories/health-information-in-the-languages-we-speak/"
        # Pictures are made in their sizes when somebody first looks.
        with zeal_ignore():
            polish = self.client.get(f"/pl{address}")
            english = self.client.get(address)
        self.assertContains(polish, "Komu ludzie wierzą?")
        self.assertContains(polish, '<html lang="pl"')
        self.assertContains(english, f'href="/pl{address}"')
        self.assertTrue(CLICDocument.objects.filter(language="ar").exists())

    def test_events_to_come_and_past_ones_on_days_people_work(self):
        self.assertGreaterEqual(EventPage.objects.upcoming().count(), 6)
        self.assertTrue(EventPage.objects.filter(ends_at__lt=timezone.now()).exists())
        for event in EventPage.objects.all():
            with self.subTest(event.slug):
                self.assertLess(timezone.localtime(event.starts_at).weekday(), 5)

    def test_editors_are_told_rightly_where_things_are_used(self):
        def noted():
            return set(
                ReferenceIndex.objects.values_list(
                    "base_content_type", "object_id", "to_content_type", "to_object_id"
                )
            )

        as_loaded = noted()
        call_command("rebuild_references_index", verbosity=0)
        self.assertEqual(as_loaded, noted())

    def test_editors_could_publish_every_page_as_it_stands(self):
        for page in Page.objects.filter(depth__gt=1).specific():
            with self.subTest(page.slug):
                newest = page.get_latest_revision_as_object()
                newest.full_clean()
                for field in newest._meta.get_fields():
                    if isinstance(field, StreamField):
                        value = getattr(newest, field.name)
                        value.stream_block.clean(value)

    def test_the_tree_of_pages_is_sound(self):
        self.assertEqual(Page.find_problems(), ([], [], [], [], []))

    def test_has_comments_in_every_state_and_a_reply(self):
        self.assertEqual(
            set(Comment.objects.values_list("state", flat=True)), set(Comment.State)
        )
        self.assertTrue(Comment.objects.filter(parent__isnull=False).exists())

    def test_comments_wait_for_many_reasons(self):
        waiting = Comment.objects.waiting().values_list("held_for", flat=True)
        reasons = {reason for held_for in waiting for reason in held_for}
        self.assertLessEqual(
            {"first", "links", "words", "details", "watched", "page", "language"},
            reasons,
        )

    def test_pages_have_rules_of_their_own(self):
        policies = PagePolicy.objects.all()
        self.assertTrue(any(policy.approves_first for policy in policies))
        self.assertTrue(any(policy.is_for_partners for policy in policies))
        self.assertTrue(any(policy.open_until for policy in policies))
        self.assertTrue(User.objects.of_partners().exists())

    def test_what_people_said_was_said_on_many_days_replies_after_what_they_answer(
        self,
    ):
        days = {comment.created_at.date() for comment in Comment.objects.all()}
        self.assertGreater(len(days), 20)
        for reply in Comment.objects.filter(parent__isnull=False):
            with self.subTest(reply.body):
                self.assertGreaterEqual(reply.created_at, reply.parent.created_at)

    def test_readers_reported_two_comments_and_one_of_them_is_away(self):
        states = set(Comment.objects.reported().values_list("state", flat=True))
        self.assertEqual(states, {Comment.State.PUBLISHED, Comment.State.WAITING})

    def test_somebody_follows_a_page_and_has_news(self):
        announce_what_is_left()
        told = [each.to for each in mail.outbox if "New comment on" in each.subject]
        self.assertEqual(told, [["member@demo.example"]])

    def test_has_feedback_in_every_state(self):
        states = Counter(FeedbackItem.objects.values_list("state", flat=True))
        self.assertEqual(set(states), set(FeedbackItem.State))
        self.assertGreaterEqual(states.total(), 30)
        kinds = FeedbackItem.objects.values_list("kind__name", flat=True)
        self.assertEqual(
            set(kinds), set(FeedbackKind.objects.values_list("name", flat=True))
        )
        sources = set(FeedbackItem.objects.values_list("source", flat=True))
        self.assertEqual(sources, set(FeedbackItem.Source))

    def test_feedback_shows_all_that_colleagues_do(self):
        today = timezone.localdate()
        items = FeedbackItem.objects.all()
        still_open = items.open()
        for name, found in {
            "assigned": still_open.filter(assignee__isnull=False),
            "overdue": still_open.filter(due_on__lt=today),
            "due today": still_open.filter(due_on=today),
            "waiting for somebody": still_open.exclude(waits_for=""),
            "with tags": items.filter(tags__isnull=False),
            "with notes": items.filter(notes__isnull=False),
            "linked": items.filter(duplicate_of__isnull=False),
            "with kept details": items.exclude(details=[]),
            "at risk": items.filter(is_at_risk=True),
            "with a picture": items.exclude(picture=""),
            "told to readers": items.filter(done_note__isnull=False),
            "quoted with consent": items.filter(done_note__consent="mail"),
            "about a document": items.filter(document__isnull=False),
            "in Polish": items.filter(language="pl"),
            "in Arabic": items.filter(language="ar"),
        }.items():
            self.assertTrue(found.exists(), name)
        tasks = PageTask.objects.all()
        self.assertTrue(tasks.open().exists())
        self.assertTrue(tasks.done().exists())
        states = set(FeedbackMail.objects.values_list("state", flat=True))
        self.assertLessEqual({"sent", "received", "bounced"}, states)
        self.assertEqual(KeptAnswer.objects.count(), 6)

    def test_the_log_of_feedback_is_in_the_order_of_time(self):
        for item in FeedbackItem.objects.all():
            moments = [event.happened_at for event in FeedbackEvent.objects.about(item)]
            with self.subTest(item.message):
                self.assertEqual(moments[0], item.created_at)
                self.assertEqual(moments, sorted(moments))
                self.assertLess(item.created_at, timezone.now())

    def test_pictures_of_feedback_are_no_public_files(self):
        (item,) = FeedbackItem.objects.exclude(picture="")
        self.assertNotIn(str(settings.MEDIA_ROOT), item.picture.path)

    def test_readers_were_told_what_was_done_in_the_editors_words(self):
        notes = DoneNote.objects.select_related("item")
        self.assertEqual((len(notes), notes.withdrawn().count()), (6, 1))
        self.assertEqual([bool(note.consent) for note in notes].count(True), 1)
        for note in notes:
            for text in [note.said, note.did]:
                self.assertEqual(repeated_words(text, [note.item.message]), "")

    def test_readers_found_most_pages_useful_and_some_not(self):
        shares = {
            row["page_id"]: Share(
                row["found_useful"], row["found_useful"] + row["found_not"]
            )
            for row in UsefulnessCount.objects.of_last_days(90).by_page()
        }
        told = [share for share in shares.values() if share.is_enough]
        self.assertGreater(len(told), 20)
        self.assertGreater(sum(share.percent > 75 for share in told), len(told) / 2)
        self.assertGreaterEqual(sum(share.high_percent < 75 for share in told), 2)
        self.assertLess(len(told), len(shares), "Some pages have too few answers.")
        first = UsefulnessCount.objects.order_by("day").first()
        self.assertGreater(timezone.localdate() - first.day, timedelta(days=100))

    def test_readers_searched_for_weeks_and_not_always_found_something(self):
        searches = LoggedSearch.objects.all()
        figures = searches.figures()
        self.assertGreater(figures["times"], 300)
        self.assertGreater(figures["followed"], figures["times"] / 3)
        self.assertGreaterEqual(len(searches.failed_phrases()), 5)
        self.assertGreaterEqual(len(searches.ignored_phrases()), 3)
        self.assertEqual(set(searches.languages()), {"en", "pl"})
        first = searches.order_by("day").first()
        self.assertGreater(timezone.localdate() - first.day, timedelta(days=60))

    def test_a_reader_keeps_pages_and_told_of_tools(self):
        self.assertGreaterEqual(SavedPage.objects.count(), 5)
        states = set(Contribution.objects.values_list("state", flat=True))
        self.assertEqual(states, {"with-editors", "not-published"})

    def test_the_library_describes_what_it_holds(self):
        self.assertFalse(CLICImage.objects.filter(description="").exists())
        self.assertTrue(CLICDocument.objects.exists())
        for media in CLICMedia.objects.all():
            with self.subTest(media.title):
                self.assertTrue(
                    media.caption_tracks.filter(
                        kind=CaptionTrack.Kind.CAPTIONS
                    ).exists()
                )

    def test_its_people_can_sign_in_and_stand_in_their_groups(self):
        for person in PEOPLE:
            with self.subTest(person.email):
                user = User.objects.get(email=person.email)
                self.assertTrue(user.check_password(PASSWORD))
                self.assertEqual(user.is_superuser, person.is_superuser)
                groups = set(user.groups.values_list("name", flat=True))
                self.assertEqual(groups, {person.group} - {""})

    def test_moderators_meet_people_in_every_state(self):
        for people in [
            User.objects.suspended(),
            User.objects.trusted(),
            User.objects.watched(),
            User.objects.with_held_names(),
            User.objects.unfinished(),
        ]:
            self.assertEqual(people.count(), 1)


@override_settings(ROOT_URLCONF=__name__)
class DemoMailTests(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "mail"
        settings = override_settings(EMAIL_FILE_PATH=self.folder)
        settings.enable()
        self.addCleanup(settings.disable)

    def deliver(self, name, subject, body, **headers):
        self.folder.mkdir(exist_ok=True)
        message = EmailMessage()
        message["Subject"] = subject
        message["To"] = "reader@ward.example"
        message.set_content(body)
        for header, value in headers.items():
            message[header] = value
        (self.folder / name).write_bytes(message.as_bytes())

    def test_shows_what_would_have_been_sent_the_newest_first(self):
        self.deliver("1.eml", "First", "Your code is 111111.")
        self.deliver("2.eml", "Second", "Żółć", Date="Sun, 22 Nov 2026 03:00:00 +0000")
        page = self.client.get("/demo/mail/")
        self.assertContains(page, "reader@ward.example", 2)
        content = page.content.decode()
        self.assertLess(content.index("Second"), content.index("First"))
        self.assertLess(content.index("Żółć"), content.index("111111"))
        self.assertContains(page, '<time datetime="2026-11-22T03:00:00')
        self.assertIn("no-store", page["Cache-Control"])

    def test_markup_in_a_mail_is_text(self):
        self.deliver("1.eml", "<script>1</script>", "<script>2</script>")
        self.assertNotContains(self.client.get("/demo/mail/"), "<script>1")
        self.assertNotContains(self.client.get("/demo/mail/"), "<script>2")

    def deliver_html(self, html):
        message = EmailMultiAlternatives("A mail", "Text", to=["ann@ward.example"])
        message.attach_alternative(html, "text/html")
        self.folder.mkdir(exist_ok=True)
        (self.folder / "1.eml").write_bytes(message.message().as_bytes())

    def test_shows_how_a_mail_program_would_in_a_frame_that_can_do_nothing(self):
        self.deliver_html("<html><head></head><body>Grüße</body></html>")
        page = self.client.get("/demo/mail/")
        self.assertContains(page, 'src="/demo/mail/1/"')
        self.assertContains(
            page, 'sandbox="allow-popups allow-popups-to-escape-sandbox"'
        )
        self.assertRegex(page["Content-Security-Policy"], r"frame-src [^;]*'self'")
        framed = self.client.get("/demo/mail/1/")
        self.assertContains(framed, "Grüße")
        self.assertContains(framed, '<base target="_blank">')
        policy = framed["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertIn("sandbox allow-popups", policy)
        self.assertNotIn("script-src", policy)
        self.assertIn("no-store", framed["Cache-Control"])

    def test_shows_no_other_file_and_no_mail_without_html(self):
        self.deliver("1.eml", "First", "Text alone")
        self.deliver(".2.eml", "Half", "Half a mail")
        self.assertNotContains(self.client.get("/demo/mail/"), "<iframe")
        for name in ["1", "2", "3", "..", "%2e%2e%2fsecret"]:
            with self.subTest(name):
                response = self.client.get(f"/demo/mail/{name}/")
                self.assertEqual(response.status_code, 404)

    def test_leaves_out_a_mail_that_is_being_written(self):
        self.deliver(".2.eml", "Half", "Half a mail")
        self.assertNotContains(self.client.get("/demo/mail/"), "Half")

    def test_says_so_when_there_is_none_yet(self):
        self.assertContains(self.client.get("/demo/mail/"), "Nothing yet")


class OnlyInTheDemoTests(TestCase):
    def test_a_real_site_has_no_page_of_mail(self):
        self.assertEqual(self.client.get("/demo/mail/").status_code, 404)

    def test_the_demo_has_one(self):
        for is_demo in (True, False):
            with self.subTest(demo=is_demo), override_settings(CLIC_DEMO=is_demo):
                patterns = runpy.run_path(urls.__file__, run_name=urls.__name__)[
                    "urlpatterns"
                ]
                names = {getattr(pattern, "name", None) for pattern in patterns}
                self.assertEqual("demo_mail" in names, is_demo)


class DemoSettingsTests(SimpleTestCase):
    def start(self, **environment):
        """Read the production settings in a process of their own; what they say of cookies."""
        return subprocess.run(
            [
                sys.executable,
                "-c",
                "from clic_site.settings import production as s;"
                "print(s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.OUTBOX_DELIVERY_BACKEND)",
            ],
            cwd=BASE_DIR,
            env={
                "PATH": os.environ["PATH"],
                "CLIC_DATA_DIR": tempfile.gettempdir(),
                "DATABASE_URL": "postgres://nobody@localhost/nothing",
                "SECRET_KEY": "for a test only",
                **environment,
            },
            capture_output=True,
            text=True,
        )

    def test_the_demo_refuses_a_public_address(self):
        for address in (
            "https://clic.example",
            "http://192.0.2.7",
            "http://localhost.evil.example",
        ):
            with self.subTest(address):
                refused = self.start(CLIC_DEMO="1", PUBLIC_URL=address)
                self.assertNotEqual(refused.returncode, 0)
                self.assertIn("its passwords are public", refused.stderr)

    def test_the_demo_on_this_computer_needs_no_https_and_sends_no_mail(self):
        started = self.start(CLIC_DEMO="1", PUBLIC_URL="http://localhost:8000")
        self.assertEqual(
            started.stdout.split(),
            ["False", "False", "safeguards.outbox.FileDeliveryBackend"],
        )

    def test_a_real_site_needs_both(self):
        started = self.start(PUBLIC_URL="https://clic.example")
        self.assertEqual(started.stdout.split()[:2], ["True", "True"])
        self.assertNotIn("FileDelivery", started.stdout)
