"""What a message is about: a page in a version, a document, a kind that a link has chosen."""

from django.core.cache import cache
from django.test import TestCase, override_settings
from django.urls import reverse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    PageViewRestriction,
    Site,
)

from feedback.models import FeedbackItem, FeedbackKind, FeedbackSettings
from pages.models import ToolPage
from pages.models.tools import ToolTemplate
from safeguards.models import OutboxMessage
from tests.factories import (
    DocumentFactory,
    StoryPageFactory,
    TeamFactory,
    ToolPageFactory,
)

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
OUTBOX = "safeguards.outbox.OutboxEmailBackend"
Source = FeedbackItem.Source
Use = FeedbackKind.Use


class AboutTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.url = reverse("feedback")
        cls.kind = FeedbackKind.objects.get(name="An idea")
        cls.tool = ToolPageFactory(title="Five whys")
        cls.document = DocumentFactory(title="Sheet for five whys")
        ToolTemplate.objects.create(tool=cls.tool, document=cls.document)

    def setUp(self):
        cache.clear()

    def shown(self, **about):
        return self.client.get(self.url, about)

    def sent(self, **changes):
        data = {"kind": self.kind.pk, "message": "In large print, please.", **changes}
        response = self.client.post(self.url, data, headers=SAME_ORIGIN)
        self.assertEqual(response.status_code, 303)
        return FeedbackItem.objects.latest("pk")


class VersionTests(AboutTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.tool.save_revision().publish()
        cls.tool.refresh_from_db()
        cls.version = cls.tool.live_revision_id

    def test_goes_with_the_form_and_is_kept(self):
        response = self.shown(page=self.tool.pk, version=self.version)
        self.assertContains(response, f'name="version" value="{self.version}"')
        item = self.sent(page=self.tool.pk, version=self.version)
        self.assertEqual(item.page_version_id, self.version)

    def test_of_a_draft_is_left_out(self):
        draft = self.tool.save_revision()
        response = self.shown(page=self.tool.pk, version=draft.pk)
        self.assertNotContains(response, 'name="version"')
        item = self.sent(page=self.tool.pk, version=draft.pk)
        self.assertEqual((item.page_id, item.page_version), (self.tool.pk, None))

    def test_of_another_page_is_left_out(self):
        story = StoryPageFactory()
        item = self.sent(page=story.pk, version=self.version)
        self.assertEqual((item.page_id, item.page_version), (story.pk, None))

    def test_of_a_page_that_is_closed_is_left_out(self):
        PageViewRestriction.objects.create(
            page=self.tool, restriction_type=PageViewRestriction.LOGIN
        )
        item = self.sent(page=self.tool.pk, version=self.version)
        self.assertEqual((item.page, item.page_version), (None, None))

    def test_that_makes_no_sense_is_left_out(self):
        values = ["abc", "-1", "0", "9" * 30, "2147483648", "\x00", ""]
        for number, value in enumerate(values):
            with self.subTest(value=value):
                item = self.sent(
                    page=self.tool.pk, version=value, message=f"Number {number}"
                )
                self.assertEqual(item.page_id, self.tool.pk)
                self.assertIsNone(item.page_version)


class ChosenKindTests(AboutTestCase):
    def test_what_is_wrong_is_asked_without_a_list_of_kinds(self):
        response = self.shown(about="wrong", page=self.tool.pk)
        self.assertContains(response, "What is wrong or missing?")
        self.assertNotIn("kind", response.context["form"].fields)
        item = self.sent(about="wrong", page=self.tool.pk, kind="")
        self.assertEqual(item.kind.used_for, Use.WRONG)
        self.assertEqual(item.source, Source.BESIDE)

    def test_without_a_page_it_came_by_the_form(self):
        item = self.sent(about="wrong")
        self.assertEqual(item.kind.used_for, Use.WRONG)
        self.assertEqual(item.source, Source.FORM)

    def test_stays_chosen_when_something_is_missing(self):
        data = {"about": "format", "message": ""}
        response = self.client.post(self.url, data, headers=SAME_ORIGIN)
        self.assertContains(response, 'name="about" value="format"', status_code=422)
        self.assertContains(response, "Which format do you need?", status_code=422)

    def test_is_that_of_the_readers_language(self):
        polish = Locale.objects.create(language_code="pl")
        kind = FeedbackKind.objects.create(
            name="Inny format", used_for=Use.FORMAT, locale=polish
        )
        data = {"about": "format", "message": "Audio"}
        self.client.post("/pl/feedback/", data, headers=SAME_ORIGIN)
        item = FeedbackItem.objects.get()
        self.assertEqual((item.kind, item.language), (kind, "pl"))

    def test_is_the_sites_own_where_a_language_has_none(self):
        Locale.objects.create(language_code="pl")
        self.client.post(
            "/pl/feedback/", {"about": "wrong", "message": "Oj"}, headers=SAME_ORIGIN
        )
        self.assertEqual(FeedbackItem.objects.get().kind.name, "Something is wrong")

    def test_is_asked_for_where_editors_offer_none(self):
        FeedbackKind.objects.filter(used_for=Use.FORMAT).update(is_active=False)
        response = self.shown(about="format")
        self.assertContains(response, "What do you want to tell us?")
        self.assertEqual(self.sent(about="format").kind, self.kind)

    def test_that_nobody_knows_is_left_out(self):
        for about in ("", "praise me", "\x00", "x" * 10_000):
            with self.subTest(about[:10]):
                response = self.client.get(self.url, {"about": about})
                self.assertEqual(response.status_code, 200)
                self.assertContains(response, "What do you want to tell us?")


class AnotherFormatTests(AboutTestCase):
    def test_stands_by_each_document_of_a_page(self):
        response = self.client.get(self.tool.url)
        self.assertContains(response, "Ask for this in another format")
        self.assertContains(
            response,
            f"{self.url}?about=format&amp;document={self.document.pk}&amp;page={self.tool.pk}",
        )

    def test_stands_by_the_versions_of_a_document(self):
        response = self.client.get(self.document.versions_url)
        self.assertContains(
            response, f"{self.url}?about=format&amp;document={self.document.pk}"
        )

    def test_names_the_document_and_its_page(self):
        response = self.shown(about="format", document=self.document.pk)
        self.assertContains(response, "Sheet for five whys")
        self.assertContains(response, "Five whys")
        item = self.sent(about="format", document=self.document.pk)
        self.assertEqual(item.document, self.document)
        self.assertEqual(item.page_id, self.tool.pk)
        self.assertEqual(item.source, Source.DOCUMENT)

    def assertUnnamed(self):
        response = self.shown(document=self.document.pk, page=self.tool.pk)
        self.assertEqual(response.status_code, 200)
        self.assertNotContains(response, "Sheet for five whys")
        item = self.sent(document=self.document.pk, page=self.tool.pk)
        self.assertIsNone(item.document)
        self.assertEqual(item.source, Source.FORM)

    def test_names_no_document_that_this_reader_may_not_have(self):
        closed = Collection.get_first_root_node().add_child(name="Closed")
        CollectionViewRestriction.objects.create(
            collection=closed, restriction_type=CollectionViewRestriction.LOGIN
        )
        self.document.collection = closed
        self.document.save()
        self.assertUnnamed()

    def test_names_no_document_of_a_draft(self):
        self.tool.unpublish()
        self.assertUnnamed()

    def test_names_no_document_that_no_page_offers(self):
        ToolTemplate.objects.all().delete()
        ToolPage.objects.get().save()
        self.assertUnnamed()

    def test_a_document_that_makes_no_sense_is_left_out(self):
        for value in ["0", "-1", "abc", "9" * 30, "2147483647", "\x00"]:
            with self.subTest(value=value):
                response = self.shown(document=value, page=self.tool.pk)
                self.assertContains(response, "Five whys")
                self.assertNotContains(response, 'name="document"')


@override_settings(EMAIL_BACKEND=OUTBOX)
class WhoIsToldTests(AboutTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        FeedbackSettings.objects.create(
            site=Site.objects.get(), mailbox="all@clic.example"
        )

    def assertTold(self, mailbox, **about):
        item = self.sent(**about)
        mail = OutboxMessage.objects.get(kind="feedback_team")
        self.assertEqual(mail.to, [mailbox])
        self.assertIn(item.reference, mail.subject)
        self.assertNotIn(item.message, mail.text_body)

    def look_after(self, mailbox):
        self.tool.content_owner = TeamFactory(mailbox=mailbox)
        self.tool.save()

    def kind_mailbox(self, use, mailbox):
        FeedbackKind.objects.filter(used_for=use).update(mailbox=mailbox)

    def test_another_format_the_team_of_the_page(self):
        self.look_after("owners@clic.example")
        self.kind_mailbox(Use.FORMAT, "formats@clic.example")
        self.assertTold(
            "owners@clic.example", about="format", document=self.document.pk
        )

    def test_another_format_of_a_page_without_a_team_the_kind(self):
        self.kind_mailbox(Use.FORMAT, "formats@clic.example")
        self.assertTold(
            "formats@clic.example", about="format", document=self.document.pk
        )

    def test_another_format_without_either_the_team_of_the_form(self):
        self.assertTold("all@clic.example", about="format", document=self.document.pk)

    def test_anything_else_the_kind(self):
        self.look_after("owners@clic.example")
        self.kind_mailbox(Use.WRONG, "wrong@clic.example")
        self.assertTold("wrong@clic.example", about="wrong", page=self.tool.pk)

    def test_anything_else_the_team_of_the_form(self):
        self.look_after("owners@clic.example")
        self.assertTold("all@clic.example", about="wrong", page=self.tool.pk)
