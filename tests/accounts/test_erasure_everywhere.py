"""Nothing of somebody who was erased is found anywhere: not in a table, a file, the cache, a page."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client, TestCase, override_settings
from django.utils import timezone
from zeal import zeal_ignore

from accounts.models import ErasureReceipt, ErasureRequest, User
from accounts.registry import registered
from accounts.services.erasure import erase_due
from comments.models import Comment
from feedback.models import FeedbackItem
from pages.models import StoryPage
from safeguards.models import OutboxMessage
from safeguards.services import send_one
from tests.accounts import columns, traces
from tests.accounts.lives import Life
from tests.factories import MemberFactory, StoryIndexPageFactory

# Columns whose words stay, without a name, where somebody wants that.
WORDS = {
    "comments.Comment.body",
    "contributions.Contribution.answer",
    "contributions.Contribution.measure",
    "contributions.Contribution.organisation",
    "contributions.Contribution.place",
    "contributions.Contribution.text",
    "contributions.Contribution.title",
    "contributions.Contribution.unit",
    "feedback.DoneNote.quote",
    "feedback.FeedbackItem.message",
    "feedback.FeedbackItem.search",
    "feedback.FeedbackItem.shown_message",
    "feedback.FeedbackNote.body",
    "feedback.PageTask.what",
    "library.CLICImage.consent_record",
    "library.CLICImage.description",
    "library.CLICImage.file",
    "library.CLICImage.title",
    "library.CLICRendition.file",
    "pages.StoryOutcome.measure",
    "pages.StoryOutcome.unit",
    "pages.StoryPage.body",
    "pages.StoryPage.place",
    "pages.StoryPage.summary",
    "wagtailcore.ModelLogEntry.label",
    "wagtailcore.Page.draft_title",
    "wagtailcore.Page.slug",
    "wagtailcore.Page.title",
    "wagtailcore.Page.url_path",
    "wagtailcore.PageLogEntry.data",
    "wagtailcore.PageLogEntry.label",
    "wagtailcore.Revision.content",
    "wagtailcore.Revision.object_str",
    "wagtailcore.TaskState.comment",
    "wagtailsearch.IndexEntry.autocomplete",
    "wagtailsearch.IndexEntry.body",
    "wagtailsearch.IndexEntry.body_text",
    "wagtailsearch.IndexEntry.title",
    "wagtailsearch.IndexEntry.title_text",
}
# Mail to editors about a draft that stays leaves as it would have.
ON_THEIR_WAY = {
    "safeguards.OutboxMessage.html_body",
    "safeguards.OutboxMessage.subject",
    "safeguards.OutboxMessage.text_body",
}


def registered_columns():
    return sorted(name for data in registered() for name in data.fields)


def holds_something_of(life, name):
    """Whether a column holds one of somebody's marks, a link to them, or a choice of theirs."""
    model, field = columns.resolve(name)
    if field.related_model is get_user_model():
        return model._base_manager.filter(**{field.attname: life.number}).exists()
    if name == "sessions.Session.session_data":
        said = [text for _place, text in traces.sessions()]
        return any(traces.holds(text, life.marks) for text in said)
    if model is User and (field.related_model or field.choices):
        row = User.objects.filter(pk=life.number).values_list(field.attname).first()
        return row is not None and bool(row[0])
    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name(field.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column}::text FROM {table}")  # noqa: S608
        return any(
            traces.holds(value or "", life.marks) for (value,) in cursor.fetchall()
        )


@override_settings(
    EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend",
    OUTBOX_DELIVERY_BACKEND="django.core.mail.backends.locmem.EmailBackend",
)
class EverywhereTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        StoryIndexPageFactory()
        administrator = MemberFactory(is_superuser=True, is_staff=True)
        cls.life = Life(7, administrator)
        cls.other = Life(8, administrator)
        later = timezone.now() + timedelta(days=3)
        ErasureRequest.objects.filter(user=cls.other.person).update(due_at=later)

    def erase(self, *, keeps_words):
        ErasureRequest.objects.filter(user=self.life.person).update(
            keeps_words=keeps_words
        )
        with self.captureOnCommitCallbacks(execute=True):
            erase_due()
        self.assertFalse(User.objects.filter(pk=self.life.number).exists())
        for message in OutboxMessage.objects.naming(self.life.address):
            send_one(message.pk)
        self.receipts = [each for each in mail.outbox if self.life.address in each.to]

    def places_with(self, *marks):
        pages = [self.life.page, self.life.published.story]
        public = [page.get_url() for page in pages]
        return traces.find(marks, Client(), [*public, "/stories/", "/feeds/", "/"])

    def assertOtherIsUntouched(self):
        gone = [
            name
            for name in registered_columns()
            if not holds_something_of(self.other, name)
        ]
        self.assertEqual(gone, [])
        for path, _content in self.files_of_other:
            self.assertIn(path, [path for path, _content in traces.files()])

    def setUp(self):
        self.enterContext(zeal_ignore())
        self.files_of_other = [
            (path, text)
            for path, text in traces.files()
            if traces.holds(text, self.other.marks)
        ]


class PlantedTests(EverywhereTestCase):
    """The proof below is as good as what it looks for."""

    def test_each_registered_column_holds_something_of_the_person(self):
        for life in (self.life, self.other):
            empty = [
                name
                for name in registered_columns()
                if not holds_something_of(life, name)
            ]
            self.assertEqual(
                empty,
                [],
                "Plant something of the person there in tests/accounts/lives.py, "
                "so that erasing it is proven",
            )

    def test_it_is_found_in_tables_sessions_files_and_pages(self):
        found = "\n".join(self.places_with(*self.life.marks))
        for place in ("accounts_user:", "session ", "avatar_images", "/exports/"):
            self.assertIn(place, found)
        self.assertIn(self.life.page.get_url(), found.splitlines())
        self.assertIn(self.life.published.story.get_url(), found.splitlines())
        self.assertIn("original_images", found)

    def test_words_that_may_stay_are_registered(self):
        self.assertEqual(WORDS - set(registered_columns()), set())


class WordsGoTests(EverywhereTestCase):
    def test_nothing_is_found_anywhere(self):
        self.erase(keeps_words=False)
        self.assertEqual(self.places_with(*self.life.marks), [])

    def test_others_keep_everything(self):
        self.erase(keeps_words=False)
        self.assertOtherIsUntouched()
        self.life.reply.refresh_from_db()
        self.assertEqual(self.life.reply.body, "What others replied.")

    def test_the_receipt_goes_out_and_names_no_one(self):
        self.erase(keeps_words=False)
        [receipt] = self.receipts
        kept = ErasureReceipt.objects.get()
        self.assertIn(kept.reference, receipt.body)
        self.assertNotIn(self.life.name_mark, receipt.subject + receipt.body)
        self.assertEqual(kept.counts["comments"], 2)
        self.assertFalse(
            OutboxMessage.objects.filter(kind__contains="erasure").exists()
        )

    def test_what_editors_published_stays_without_the_name(self):
        self.erase(keeps_words=False)
        story = StoryPage.objects.get(pk=self.life.published.story.pk)
        self.assertTrue(story.live)
        self.assertEqual(story.author_name, "")

    def test_pages_and_teams_stay_without_their_owner(self):
        self.erase(keeps_words=False)
        self.life.page.refresh_from_db()
        self.assertTrue(self.life.page.live)
        self.assertIsNone(self.life.page.owner)


class WordsStayTests(EverywhereTestCase):
    def test_who_wrote_is_found_nowhere(self):
        self.erase(keeps_words=True)
        self.assertEqual(self.places_with(*self.life.traits), [])

    def test_words_stay_where_they_are_words_and_nowhere_else(self):
        self.erase(keeps_words=True)
        still = {
            name for name in registered_columns() if self._holds_words_of_mine(name)
        }
        self.assertEqual(still - ON_THEIR_WAY, WORDS)
        self.assertFalse(Comment.objects.filter(author_id=self.life.number).exists())
        said = FeedbackItem.objects.filter(message=self.life.words_mark)
        self.assertEqual({(each.name, each.email) for each in said}, {("", "")})

    def test_others_keep_everything(self):
        self.erase(keeps_words=True)
        self.assertOtherIsUntouched()

    def test_no_session_is_left(self):
        self.erase(keeps_words=True)
        left = Session.objects.filter(session_key=self.life.session_key)
        self.assertFalse(left.exists())

    def _holds_words_of_mine(self, name):
        _model, field = columns.resolve(name)
        return field.related_model is None and holds_something_of(self.life, name)
