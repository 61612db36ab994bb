from datetime import timedelta
from io import BytesIO

from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template
from django.test import SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image
from wagtail.models import Collection, ModelLogEntry
from zeal import zeal_ignore

from library.jobs import delete_withheld_renditions
from library.models import CLICImage, CLICMedia
from library.models.consent import is_withheld
from library.services import renew_consent, withdraw_consent
from tests.factories import (
    CaptionTrackFactory,
    ImageFactory,
    MediaFactory,
    StoryPageFactory,
    UserFactory,
    VideoPageFactory,
)

STAND_IN = "/static/img/withheld.svg"


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def editor():
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    return user


class RuleTests(SimpleTestCase):
    def test_consent_holds_through_its_last_day(self):
        self.assertFalse(is_withheld(None, None))
        self.assertFalse(is_withheld(None, in_days(0)))
        self.assertTrue(is_withheld(None, in_days(-1)))

    def test_withdrawn_consent_holds_no_more_whatever_its_end(self):
        self.assertTrue(is_withheld(in_days(0), None))
        self.assertTrue(is_withheld(in_days(-5), in_days(500)))


class ConsentTests(TestCase):
    def test_people_in_a_video_have_consented_too(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            MediaFactory(shows_people=True)
        MediaFactory(shows_people=True, consent_record="Folder 12")

    def test_the_database_knows_what_is_withheld(self):
        for factory, model in [(ImageFactory, CLICImage), (MediaFactory, CLICMedia)]:
            factory()
            factory(consent_ends_on=in_days(0))
            withheld = {
                factory(consent_ends_on=in_days(-1)),
                factory(consent_withdrawn_on=in_days(0)),
            }
            self.assertEqual(set(model.objects.withheld()), withheld)

    def test_what_ends_within_60_days_needs_consent_soon(self):
        ImageFactory(consent_ends_on=in_days(61))
        soon = ImageFactory(consent_ends_on=in_days(60))
        self.assertEqual(list(CLICImage.objects.in_need_of_consent()), [soon])


class PictureTests(TestCase):
    """A picture that may not be shown is not, by whatever way it is asked for."""

    @classmethod
    def setUpTestData(cls):
        cls.picture = ImageFactory(
            shows_people=True, consent_record="Folder 12", uploaded_by_user=editor()
        )

    def setUp(self):
        caches["renditions"].clear()

    def render(self, tag):
        picture = CLICImage.objects.get(pk=self.picture.pk)
        template = Template("{% load wagtailimages_tags %}" + tag)
        return template.render(Context({"picture": picture}))

    def withdraw(self):
        with self.captureOnCommitCallbacks(execute=True):
            withdraw_consent(self.picture, by=self.picture.uploaded_by_user)

    def test_every_tag_shows_a_neutral_one_of_the_same_size(self):
        self.render("{% image picture fill-30x20 %}")
        self.withdraw()
        found = self.render("{% image picture fill-30x20 format-webp %}")
        self.assertHTMLEqual(
            found,
            f'<img src="{STAND_IN}" width="30" height="20" '
            'alt="This picture is not shown any more.">',
        )
        several = self.render("{% srcset_image picture width-{10,20} sizes='10px' %}")
        self.assertIn(f"{STAND_IN} 20w", several)
        self.assertNotIn("/media/", several)
        picked = self.render("{% picture picture format-{avif,webp} width-10 %}")
        self.assertNotIn("/media/", picked)
        named = self.render("{% image picture max-9x9 as it %}{{ it.full_url }}")
        self.assertEqual(named, f"http://testserver{STAND_IN}")
        original = self.render("{% image picture original as it %}{{ it.width }}")
        self.assertEqual(original, "60")

    def test_sizes_that_processes_and_queries_keep_are_not_shown_either(self):
        shown = self.render("{% image picture fill-30x20 %}")
        self.assertIn("/media/", shown)
        CLICImage.objects.update(consent_withdrawn_on=in_days(0))
        self.assertNotIn("/media/", self.render("{% image picture fill-30x20 %}"))
        (picture,) = CLICImage.objects.prefetch_renditions("fill-30x20")
        self.assertEqual(picture.get_rendition("fill-30x20").url, STAND_IN)

    def test_pages_hold_without_it(self):
        story = StoryPageFactory(
            listing_image=self.picture,
            body=[
                ("image", {"image": self.picture, "caption": "The team"}),
                (
                    "figure",
                    {
                        "image": self.picture,
                        "title": "Days",
                        "long_description": "<p>Fewer.</p>",
                    },
                ),
            ],
        )
        addresses = [story.url, story.get_parent().url, "/"]
        with zeal_ignore():
            # The first visit makes the pictures in the sizes that the pages need.
            for address in addresses:
                self.assertEqual(self.client.get(address).status_code, 200)
        self.withdraw()
        for address in addresses:
            with self.subTest(address=address):
                response = self.client.get(address)
                self.assertNotContains(response, "/media/")
        response = self.client.get(story.url)
        self.assertContains(response, STAND_IN)
        self.assertNotContains(response, self.picture.description)
        self.assertContains(response, "og-default")

    def test_no_address_of_it_opens_any_more(self):
        rendition = self.picture.get_rendition("fill-10x10")
        addresses = [self.picture.file.url, rendition.url]
        for change in [
            {"consent_ends_on": in_days(-1)},
            {"consent_withdrawn_on": in_days(0)},
        ]:
            CLICImage.objects.update(consent_ends_on=None, consent_withdrawn_on=None)
            for address in addresses:
                self.assertEqual(self.client.get(address).status_code, 200)
            CLICImage.objects.update(**change)
            for user in [None, self.picture.uploaded_by_user]:
                if user:
                    self.client.force_login(user)
                for address in addresses:
                    with self.subTest(address=address, user=user):
                        asked = {"If-None-Match": "*", "Range": "bytes=0-0"}
                        found = self.client.get(address)
                        self.assertEqual(found.status_code, 404)
                        found = self.client.get(address, headers=asked)
                        self.assertEqual(found.status_code, 404)
            self.client.logout()

    def test_pictures_of_people_are_asked_for_again_others_are_kept(self):
        people = self.picture.get_rendition("fill-10x10").url
        lake = ImageFactory().get_rendition("fill-10x10").url
        self.assertEqual(self.client.get(people)["Cache-Control"], "public, no-cache")
        self.assertIn("immutable", self.client.get(lake)["Cache-Control"])

    def test_withdrawing_deletes_the_sizes_and_keeps_the_file(self):
        rendition = self.picture.get_rendition("fill-10x10")
        self.withdraw()
        storage = rendition.file.storage
        self.assertFalse(storage.exists(rendition.file.name))
        self.assertTrue(storage.exists(self.picture.file.name))

    def test_sizes_of_those_whose_consent_ended_are_deleted_by_the_clock(self):
        ended = ImageFactory(consent_ends_on=in_days(0))
        names = [image.get_rendition("fill-10x10") for image in (ended, self.picture)]
        CLICImage.objects.filter(pk=ended.pk).update(consent_ends_on=in_days(-1))
        with self.captureOnCommitCallbacks(execute=True):
            delete_withheld_renditions()
            delete_withheld_renditions()
        stored = [row.file.storage.exists(row.file.name) for row in names]
        self.assertEqual(stored, [False, True])

    def test_consent_given_again_shows_it_again(self):
        self.withdraw()
        renew_consent(self.picture, by=self.picture.uploaded_by_user)
        shown = self.picture.get_rendition("fill-10x10")
        self.assertEqual(self.client.get(shown.url).status_code, 200)
        self.assertIn("/media/", self.render("{% image picture fill-30x20 %}"))

    def test_the_stand_in_is_a_picture_of_ours(self):
        with open("static/img/withheld.svg") as file:
            self.assertIn("<svg", file.read())


class VideoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        still = BytesIO()
        Image.new("RGB", (4, 3)).save(still, "PNG")
        cls.video = MediaFactory(
            thumbnail=ContentFile(still.getvalue(), name="still.png"),
            shows_people=True,
            consent_record="Folder 12",
        )
        cls.track = CaptionTrackFactory(media=cls.video)
        cls.page = VideoPageFactory(media=cls.video)

    def test_no_address_of_it_opens_any_more(self):
        addresses = [
            self.video.url,
            self.video.thumbnail.url,
            self.track.file.url,
        ]
        for address in addresses:
            self.assertEqual(self.client.get(address).status_code, 200)
        CLICMedia.objects.update(consent_withdrawn_on=in_days(0))
        for address in addresses:
            with self.subTest(address=address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_says_nothing_and_shows_nothing(self):
        CLICMedia.objects.update(consent_ends_on=in_days(-1))
        video = CLICMedia.objects.get()
        self.assertEqual(video.sources, [])
        self.assertEqual(video.still_url, "")
        self.assertEqual(video.tracks, [])
        self.assertEqual(video.transcript("en"), [])

    def test_its_page_holds_without_it(self):
        shown = self.client.get(self.page.url)
        self.assertContains(shown, self.video.url)
        self.assertContains(shown, "Here is the lake.")
        CLICMedia.objects.update(consent_withdrawn_on=in_days(0))
        response = self.client.get(self.page.url)
        self.assertNotContains(response, "/media/")
        self.assertNotContains(response, "Here is the lake.")


class WithdrawingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = editor()
        cls.picture = ImageFactory(uploaded_by_user=cls.editor)
        cls.video = MediaFactory(uploaded_by_user=cls.editor)
        cls.things = [("image", cls.picture), ("media", cls.video)]

    def address(self, kind, item):
        return reverse("library_consent", args=[kind, item.pk])

    def test_editors_and_publishers_withdraw_and_see_every_use(self):
        for group, (kind, item) in zip(
            ["Editors", "Publishers"], self.things, strict=True
        ):
            user = UserFactory()
            user.groups.add(Group.objects.get(name=group))
            self.client.force_login(user)
            response = self.client.post(
                self.address(kind, item), {"decision": "withdraw"}
            )
            self.assertRedirects(response, item.usage_url)
            item.refresh_from_db()
            self.assertEqual(item.consent_withdrawn_on, timezone.localdate())
            entry = ModelLogEntry.objects.get(
                action="library.consent_withdrawn", object_id=str(item.pk)
            )
            self.assertEqual(entry.user, user)

    def test_the_uses_follow(self):
        story = StoryPageFactory(listing_image=self.picture, title="Our first walk")
        self.client.force_login(self.editor)
        response = self.client.post(
            self.address("image", self.picture), {"decision": "withdraw"}, follow=True
        )
        self.assertContains(response, "Our first walk")
        self.assertContains(
            response, reverse("wagtailadmin_pages:edit", args=[story.pk])
        )

    def test_looking_changes_nothing(self):
        self.client.force_login(self.editor)
        for kind, item in self.things:
            response = self.client.get(self.address(kind, item))
            self.assertContains(response, "Withdraw consent")
            item.refresh_from_db()
            self.assertFalse(item.is_withheld)

    def test_is_offered_where_the_thing_is_edited(self):
        self.client.force_login(self.editor)
        pages = ["wagtailimages:edit", "wagtailmedia:edit"]
        for page, (kind, item) in zip(pages, self.things, strict=True):
            response = self.client.get(reverse(page, args=[item.pk]))
            self.assertContains(response, self.address(kind, item))
            withdraw_consent(item, by=self.editor)
            response = self.client.get(reverse(page, args=[item.pk]))
            self.assertContains(response, "Consent was withdrawn on")

    def test_twice_is_once(self):
        self.client.force_login(self.editor)
        for _again in range(2):
            self.client.post(
                self.address("image", self.picture), {"decision": "withdraw"}
            )
        self.assertEqual(ModelLogEntry.objects.count(), 1)

    def test_is_undone_when_consent_is_given_again(self):
        self.client.force_login(self.editor)
        address = self.address("media", self.video)
        self.client.post(address, {"decision": "withdraw"})
        page = self.client.get(address)
        self.assertContains(page, "Consent was given again")
        self.assertContains(page, self.editor.display_name)
        response = self.client.post(address, {"decision": "renew"})
        self.assertRedirects(
            response, reverse("wagtailmedia:edit", args=[self.video.pk])
        )
        self.video.refresh_from_db()
        self.assertFalse(self.video.is_withheld)

    def test_editing_does_not_undo_it(self):
        withdraw_consent(self.picture, by=self.editor)
        self.client.force_login(self.editor)
        response = self.client.post(
            reverse("wagtailimages:edit", args=[self.picture.pk]),
            {
                "title": "New title",
                "description": "A lake.",
                "consent_withdrawn_on": "",
                "tags": "",
            },
        )
        self.assertEqual(response.status_code, 302)
        self.picture.refresh_from_db()
        self.assertEqual(self.picture.title, "New title")
        self.assertTrue(self.picture.is_withheld)

    def test_strange_decisions_change_nothing(self):
        self.client.force_login(self.editor)
        for decision in ["", "\0", "delete", "x" * 5000]:
            response = self.client.post(
                self.address("image", self.picture), {"decision": decision}
            )
            self.assertEqual(response.status_code, 302)
        self.picture.refresh_from_db()
        self.assertFalse(self.picture.is_withheld)

    def test_unknown_things_are_not_found(self):
        self.client.force_login(self.editor)
        for kind, pk in [("image", 0), ("document", 1), ("media", 10**12)]:
            address = reverse("library_consent", args=[kind, pk])
            self.assertEqual(self.client.post(address).status_code, 404)

    def test_only_those_who_may_change_it_may_withdraw(self):
        stranger = UserFactory()
        for item in [self.picture, self.video]:
            for decide in [withdraw_consent, renew_consent]:
                with self.assertRaises(PermissionDenied):
                    decide(item, by=stranger)
        for user in [None, stranger]:
            if user:
                self.client.force_login(user)
            for kind, item in self.things:
                self.client.post(self.address(kind, item), {"decision": "withdraw"})
                item.refresh_from_db()
                self.assertFalse(item.is_withheld)


class ConsentReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = editor()
        ImageFactory(title="Lake")
        ImageFactory(title="Later", consent_ends_on=in_days(61))
        cls.soon = ImageFactory(title="Soon", consent_ends_on=in_days(60))
        cls.ended = MediaFactory(title="Ended", consent_ends_on=in_days(-1))
        cls.withdrawn = ImageFactory(
            title="Withdrawn",
            consent_withdrawn_on=in_days(-2),
            consent_record="Folder 12",
        )
        cls.address = reverse("consent_report")

    def setUp(self):
        self.client.force_login(self.editor)

    def test_lists_what_must_not_be_shown_now_or_soon(self):
        rows = self.client.get(self.address).context["object_list"]
        self.assertEqual(
            [(row.title, str(row.state), row.day) for row in rows],
            [
                ("Withdrawn", "withdrawn", in_days(-2)),
                ("Ended", "ended", in_days(-1)),
                ("Soon", "ends soon", in_days(60)),
            ],
        )

    def test_leads_to_every_use(self):
        story = StoryPageFactory(title="Our walk", listing_image=self.withdrawn)
        video = VideoPageFactory(
            title="Our film", media=self.ended, not_captioned_because="Nobody speaks."
        )
        response = self.client.get(self.address)
        for page in [story, video]:
            link = reverse("wagtailadmin_pages:edit", args=[page.pk])
            self.assertContains(
                response, f'<a href="{link}">{page.title}</a>', html=True
            )
        self.assertContains(
            response, reverse("wagtailimages:edit", args=[self.soon.pk])
        )

    def test_is_a_spreadsheet_too(self):
        StoryPageFactory(title="Our walk", listing_image=self.withdrawn)
        response = self.client.get(self.address, {"export": "csv"})
        lines = response.getvalue().decode().splitlines()
        self.assertEqual(lines[0], "Title,Kind,Consent,Day,Where it is kept,Used in")
        self.assertIn("Folder 12,Our walk", lines[1])
        response = self.client.get(self.address, {"export": "xlsx"})
        sheet = load_workbook(BytesIO(response.getvalue())).active
        self.assertEqual(sheet["A2"].value, "Withdrawn")

    def test_each_more_use_costs_no_more_than_asking_who_may_edit_it(self):
        StoryPageFactory(listing_image=self.withdrawn)
        self.queries()
        before = self.queries()
        for _each in range(10):
            StoryPageFactory(
                listing_image=ImageFactory(consent_withdrawn_on=in_days(0))
            )
        self.assertLessEqual(self.queries(), before + 10)

    def queries(self):
        with CaptureQueriesContext(connection) as queries:
            self.client.get(self.address)
        return len(queries)

    def test_shows_only_what_the_colleague_may_change(self):
        private = Collection.get_first_root_node().add_child(name="Private")
        CLICImage.objects.update(collection=private)
        CLICMedia.objects.update(collection=private)
        colleague, group = UserFactory(), Group.objects.create(name="Team")
        colleague.groups.add(group)
        editors = Group.objects.get(name="Editors")
        group.permissions.set(editors.permissions.all())
        inner = Collection.get_first_root_node().add_child(name="Mine")
        for allowed in editors.collection_permissions.all():
            group.collection_permissions.create(
                collection=inner, permission=allowed.permission
            )
        self.client.force_login(colleague)
        rows = self.client.get(self.address).context["object_list"]
        self.assertEqual(rows, [])

    def test_is_found_in_the_menu(self):
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(response, self.address)

    def test_readers_have_no_way_in(self):
        self.client.force_login(UserFactory())
        self.assertNotEqual(self.client.get(self.address).status_code, 200)
        self.client.logout()
        self.assertEqual(self.client.get(self.address).status_code, 302)
