"""Which pages offer a document."""

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory, TestCase
from wagtail.models import PageViewRestriction

from pages.documents import readable_page_offering
from pages.models import ToolPage
from pages.models.tools import ToolTemplate
from tests.factories import DocumentFactory, StoryPageFactory, ToolPageFactory


class ReadablePageOfferingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.document = DocumentFactory()
        cls.tools = [ToolPageFactory(), ToolPageFactory()]
        for tool in cls.tools:
            ToolTemplate.objects.create(tool=tool, document=cls.document)

    def found(self, page=None):
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
        request.session = {}
        found = readable_page_offering(request, self.document, page)
        return found and found.pk

    def test_the_page_that_readers_come_from(self):
        self.assertEqual(self.found(self.tools[1]), self.tools[1].pk)

    def test_the_first_where_they_come_from_elsewhere(self):
        self.assertEqual(self.found(), self.tools[0].pk)
        self.assertEqual(self.found(StoryPageFactory()), self.tools[0].pk)

    def test_no_draft_and_no_page_that_is_closed(self):
        self.tools[0].unpublish()
        PageViewRestriction.objects.create(
            page=self.tools[1], restriction_type=PageViewRestriction.LOGIN
        )
        self.assertIsNone(self.found())

    def test_none_for_what_no_page_offers(self):
        ToolTemplate.objects.all().delete()
        for tool in ToolPage.objects.all():
            tool.save()
        self.assertIsNone(self.found(self.tools[0]))
