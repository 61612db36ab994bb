"""Files in the index: each event that changes whether and where they are found."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase
from django.urls import reverse
from wagtail.models import Collection, PageViewRestriction

from library import texts
from library.models import CLICDocument, FileText
from library.services import replace_document_file
from pages.models.tools import ToolTemplate
from search.index import files
from search.models import Findable
from search.services import feeding
from search.services.writing import replace
from tests.factories import (
    CareSettingFactory,
    DocumentFactory,
    InformationPageFactory,
    StoryPageFactory,
    ToolPageFactory,
    TopicFactory,
    UserFactory,
)


def head(document):
    """The row of a file; None where it isn't found."""
    return Findable.objects.filter(key=f"file:{document.pk}").first()


def parts(document):
    """The pages of a file in the index."""
    return Findable.objects.parts_of([f"file:{document.pk}"])


def with_pages(document, *said, name="guide.pdf", names=()):
    """A document as it is once the worker has read such a file."""
    document.file.name = f"documents/{name}"
    CLICDocument.objects.filter(pk=document.pk).update(
        file=document.file.name, read_file=document.file.name
    )
    for number, text in enumerate(said, 1):
        FileText.objects.create(
            document=document,
            file=document.file.name,
            number=number,
            name=names[number - 1] if names else "",
            text=text,
        )
    texts.document_read.send(CLICDocument, document=document)
    return document


def offer(document, page):
    """Have a published page offer a document, as an editor does."""
    page.body = [("download", {"document": document, "text": ""})]
    page.save_revision().publish()
    return page


def stop_offering(page):
    page.body = []
    page.save_revision().publish()


def restrict(page, kind=PageViewRestriction.LOGIN):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind)


class RowTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.document = DocumentFactory(title="Waste walk sheet", language="pl")
        cls.page = offer(cls.document, InformationPageFactory())

    def test_says_what_the_file_is(self):
        row = head(self.document)
        self.assertEqual(row.kind, Findable.Kind.FILE)
        self.assertEqual(row.title, "Waste walk sheet")
        self.assertEqual(row.language, "pl")
        self.assertEqual(row.address, self.document.url)
        self.assertEqual(row.path, self.page.path)
        self.assertEqual(row.collection_path, self.document.collection.path)
        self.assertEqual(row.date, self.document.file_changed_at.date())

    def test_a_file_is_found_by_the_title_of_its_page_as_it_is_now(self):
        self.assertEqual(head(self.document).headings, self.page.title)
        self.page.title = "Waste wheel"
        self.page.save_revision().publish()
        self.assertEqual(head(self.document).headings, "Waste wheel")

    def test_a_file_is_found_by_its_title_before_it_is_read(self):
        self.assertEqual(head(self.document).text, "")
        texts.read_document(self.document.pk)
        self.assertEqual(head(self.document).text, "what is in the file")
        self.assertFalse(parts(self.document).exists())

    def test_each_page_of_a_pdf_can_be_led_to(self):
        with_pages(self.document, "First words", "Second words")
        self.assertEqual(head(self.document).text, "First words\nSecond words")
        self.assertEqual(
            list(parts(self.document).values_list("position", "address", "text")),
            [
                (1, f"{self.document.url}#page=1", "First words"),
                (2, f"{self.document.url}#page=2", "Second words"),
            ],
        )
        part = parts(self.document)[1]
        self.assertEqual(part.key, f"file:{self.document.pk}/2")
        self.assertEqual(part.kind, Findable.Part.FILE_PAGE)
        self.assertEqual(part.path, self.page.path)

    def test_slides_and_sheets_have_names_and_no_address_of_their_own(self):
        with_pages(
            self.document, "4", "7", name="rota.xlsx", names=["Rota", "Holidays"]
        )
        self.assertEqual(
            head(self.document).headings, f"{self.page.title}\nRota\nHolidays"
        )
        told = parts(self.document).values_list("title", "address")
        self.assertEqual(
            list(told),
            [("Rota", self.document.url), ("Holidays", self.document.url)],
        )

    def test_a_word_file_has_no_pages_to_lead_to(self):
        with_pages(self.document, "All of it", name="guide.docx")
        self.assertEqual(head(self.document).text, "All of it")
        self.assertFalse(parts(self.document).exists())

    def test_the_words_at_the_end_of_a_very_long_file_are_found(self):
        with_pages(self.document, "walk " * 100_000, "zebra crossing")
        found = Findable.objects.heads().filter(vector="zebra")
        self.assertEqual(found.get().key, f"file:{self.document.pk}")

    def test_has_the_topics_and_settings_of_its_page(self):
        topic, setting = TopicFactory(), CareSettingFactory()
        tool = ToolPageFactory(care_settings=[setting])
        tool.page_topics.create(topic=topic)
        sheet = DocumentFactory()
        tool.templates = [ToolTemplate(document=sheet)]
        tool.save_revision().publish()
        self.assertEqual(head(sheet).topics, [topic.pk])
        self.assertEqual(head(sheet).settings, [setting.pk])
        story = StoryPageFactory(care_setting=setting)
        offer(self.document, story)
        stop_offering(self.page)
        self.assertEqual(head(self.document).settings, [setting.pk])

    def test_all_rows_are_made_anew_as_they_stand(self):
        with_pages(self.document, "First words", "Second words")
        rows = files.rows_for(files.ids())
        kept = Findable.objects.of_files()
        self.assertEqual(
            {row.key: row.text for row in rows}, dict(kept.values_list("key", "text"))
        )


class OfferTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.document = DocumentFactory()
        cls.page = InformationPageFactory()

    def test_a_file_that_no_page_offers_is_not_found(self):
        self.document.save()
        texts.read_document(self.document.pk)
        self.assertIsNone(head(self.document))

    def test_a_file_is_found_once_a_page_offers_it_and_until_it_does_not(self):
        offer(self.document, self.page)
        self.assertIsNotNone(head(self.document))
        stop_offering(self.page)
        self.assertIsNone(head(self.document))

    def test_a_link_in_a_text_offers_it_too(self):
        link = f'<p><a linktype="document" id="{self.document.pk}">sheet</a></p>'
        self.page.body = [("text", link)]
        self.page.save()
        self.assertEqual(head(self.document).path, self.page.path)

    def test_a_draft_offers_nothing(self):
        self.page.body = [("download", {"document": self.document, "text": ""})]
        self.page.save_revision()
        self.assertIsNone(head(self.document))
        draft = InformationPageFactory(live=False)
        draft.body = self.page.body
        draft.save()
        self.assertIsNone(head(self.document))

    def test_a_page_that_is_unpublished_or_deleted_offers_nothing(self):
        offer(self.document, self.page)
        self.page.unpublish()
        self.assertIsNone(head(self.document))
        self.page.save_revision().publish()
        self.assertIsNotNone(head(self.document))
        self.page.delete()
        self.assertIsNone(head(self.document))

    def test_another_page_takes_over(self):
        other = offer(self.document, InformationPageFactory())
        offer(self.document, self.page)
        for gone in [self.page, other]:
            self.assertEqual(head(self.document).path, gone.path)
            gone.unpublish()
        self.assertIsNone(head(self.document))

    def test_a_page_that_all_may_read_comes_before_one_that_is_closed(self):
        other = offer(self.document, InformationPageFactory())
        offer(self.document, self.page)
        self.assertEqual(head(self.document).path, self.page.path)
        restriction = restrict(self.page)
        self.assertEqual(head(self.document).path, other.path)
        above = restrict(self.page.get_parent())
        restriction.delete()
        self.assertEqual(head(self.document).path, self.page.path)
        above.delete()
        self.assertEqual(head(self.document).path, self.page.path)

    def test_follows_its_page_to_another_place(self):
        with_pages(self.document, "One", "Two")
        offer(self.document, self.page)
        self.page.move(InformationPageFactory(), pos="last-child")
        self.page.refresh_from_db()
        self.assertEqual(
            set(Findable.objects.of_files().values_list("path", flat=True)),
            {self.page.path},
        )

    def test_follows_its_page_where_others_are_put_before_it(self):
        offer(self.document, self.page)
        InformationPageFactory().move(self.page, pos="left")
        self.page.refresh_from_db()
        self.assertEqual(head(self.document).path, self.page.path)

    def test_topics_of_the_page_that_change_are_its_own(self):
        offer(self.document, self.page)
        topic = TopicFactory()
        self.page.page_topics.create(topic=topic)
        self.page.save_revision().publish()
        self.assertEqual(head(self.document).topics, [topic.pk])

    def test_saving_a_page_writes_no_file_anew(self):
        offer(self.document, self.page)
        before = head(self.document).pk
        self.page.summary = "Another summary"
        self.page.save_revision().publish()
        self.assertEqual(head(self.document).pk, before)

    def test_nothing_is_fed_while_much_is_made(self):
        with feeding.paused():
            offer(self.document, self.page)
            self.document.save()
        self.assertIsNone(head(self.document))


class FileEventTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.document = DocumentFactory(title="Before")
        offer(cls.document, InformationPageFactory())

    def test_a_new_title_is_found(self):
        self.document.title = "After"
        self.document.save()
        self.assertEqual(head(self.document).title, "After")

    def test_the_words_of_a_replaced_file_are_gone_at_once(self):
        texts.read_document(self.document.pk)
        replace_document_file(
            self.document,
            file=ContentFile(b"new words", name="b.txt"),
            what_changed="x",
        )
        self.assertEqual(head(self.document).text, "")
        texts.read_document(self.document.pk)
        self.assertEqual(head(self.document).text, "new words")

    def test_a_deleted_file_is_gone(self):
        with_pages(self.document, "One", "Two")
        self.document.delete()
        self.assertFalse(Findable.objects.of_files().exists())


class CollectionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.root = Collection.get_first_root_node()
        cls.collection = cls.root.add_child(name="Middle")
        cls.document = with_pages(
            DocumentFactory(collection=cls.collection), "One", "Two"
        )
        offer(cls.document, InformationPageFactory())

    def assert_stands_in(self, collection):
        collection.refresh_from_db()
        paths = Findable.objects.of_files().values_list("collection_path", flat=True)
        self.assertEqual(list(paths), [collection.path] * 3)

    def test_is_noted(self):
        self.assert_stands_in(self.collection)

    def test_another_one_is_noted(self):
        self.document.collection = self.root.add_child(name="Other")
        self.document.save()
        self.assert_stands_in(self.document.collection)

    def test_one_that_makes_room_for_another_is_noted(self):
        before = self.collection.path
        self.root.refresh_from_db()
        self.root.add_child(name="A first one")
        self.collection.refresh_from_db()
        self.assertNotEqual(self.collection.path, before)
        self.assert_stands_in(self.collection)

    def test_one_that_an_editor_moves_is_noted(self):
        self.root.refresh_from_db()
        closed = self.root.add_child(name="Closed")
        self.client.force_login(UserFactory(is_superuser=True))
        address = reverse("wagtailadmin_collections:edit", args=[self.collection.pk])
        with self.captureOnCommitCallbacks(execute=True):
            response = self.client.post(
                address, {"name": "Middle", "parent": closed.pk}
            )
        self.assertEqual(response.status_code, 302)
        self.collection.refresh_from_db()
        closed.refresh_from_db()
        self.assertTrue(self.collection.path.startswith(closed.path))
        self.assert_stands_in(self.collection)

    def test_many_files_put_into_another_at_once_are_noted(self):
        self.root.refresh_from_db()
        other = self.root.add_child(name="Other")
        address = reverse(
            "wagtail_bulk_action", args=["library", "clicdocument", "add_to_collection"]
        )
        self.client.force_login(UserFactory(is_superuser=True))
        self.client.post(f"{address}?id={self.document.pk}", {"collection": other.pk})
        self.document.refresh_from_db()
        self.assertEqual(self.document.collection, other)
        self.assert_stands_in(other)


class ParallelTests(TransactionTestCase):
    serialized_rollback = True

    def meanwhile(self, *doings):
        """Do one thing after another, each in a transaction of its own that begins before the last one ends."""

        def do(doing):
            try:
                return doing()
            finally:
                connection.close()

        first, second = doings
        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                first()
                waiting = pool.submit(do, second)
                with suppress(TimeoutError):
                    waiting.result(timeout=1)
            waiting.result()

    def test_a_file_that_is_read_while_its_page_is_published_is_found_by_its_words(
        self,
    ):
        document, page = DocumentFactory(), InformationPageFactory()
        self.meanwhile(
            lambda: offer(document, page), lambda: texts.read_document(document.pk)
        )
        self.assertEqual(head(document).text, "what is in the file")

    def test_a_page_that_is_published_while_its_file_is_read_finds_it_by_its_words(
        self,
    ):
        document, page = DocumentFactory(), InformationPageFactory()
        self.meanwhile(
            lambda: texts.read_document(document.pk), lambda: offer(document, page)
        )
        self.assertEqual(head(document).text, "what is in the file")

    def test_two_who_write_the_same_thing_come_to_no_harm(self):
        document = DocumentFactory()
        offer(document, InformationPageFactory())
        key = files.key_of(document.pk)
        self.meanwhile(
            lambda: replace([key], files.rows_for([document.pk])),
            lambda: replace([key], files.rows_for([document.pk])),
        )
        self.assertEqual(Findable.objects.with_keys([key]).count(), 1)
