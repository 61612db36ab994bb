"""The demo site: complete after one load, the same after two, and never shown on a public address."""

import os
import runpy
import subprocess
import sys
import tempfile
from collections import Counter
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.test import SimpleTestCase, TestCase, override_settings
from django.urls import path
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from accounts.models import User
from clic_site import urls
from clic_site.demo import views
from clic_site.demo.content.conversations import PASSWORD, PEOPLE
from clic_site.settings.base import BASE_DIR
from comments.models import Comment
from feedback.models import FeedbackItem
from library.models import CaptionTrack, CLICDocument, CLICImage, CLICMedia
from pages.blocks import BodyBlock

urlpatterns = [path("demo/mail/", views.mail), *urls.urlpatterns]


def load():
    """Load the demo as `make run` does; what the command said."""
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def rows():
    """How many rows each table holds."""
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


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

    def test_has_one_toolkit_with_six_tools_and_the_rest_that_a_tour_needs(self):
        of_type = Counter(page.specific_class.__name__ for page in Page.objects.live())
        for name, number in (
            ("ToolkitPage", 2),
            ("ToolPage", 6),
            ("StoryPage", 4),
            ("VideoPage", 2),
            ("EventPage", 3),
        ):
            with self.subTest(name):
                self.assertGreaterEqual(of_type[name], number)

    def test_has_comments_in_every_state_and_a_reply(self):
        self.assertEqual(
            set(Comment.objects.values_list("state", flat=True)), set(Comment.State)
        )
        self.assertTrue(Comment.objects.filter(parent__isnull=False).exists())

    def test_has_feedback_in_every_state(self):
        self.assertEqual(
            set(FeedbackItem.objects.values_list("state", flat=True)),
            set(FeedbackItem.State),
        )

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
