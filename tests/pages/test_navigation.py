"""Menus are what editors made of them."""

from django.db import IntegrityError, transaction
from django.test import TestCase
from wagtail.models import Locale

from pages.models import Menu, MenuItem
from tests.factories import InformationPageFactory, StoryPageFactory


class MenuTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.menu = Menu.objects.create(placement="header", locale=Locale.get_default())

    def test_shows_pages_and_other_addresses_in_order(self):
        page = InformationPageFactory(title="Who we are")
        MenuItem.objects.create(menu=self.menu, page=page, sort_order=2)
        MenuItem.objects.create(
            menu=self.menu, title="Write to us", address="/feedback/", sort_order=1
        )
        content = self.client.get("/").content.decode()
        self.assertLess(content.index("Write to us"), content.index("Who we are"))

    def test_leaves_out_drafts(self):
        draft = InformationPageFactory(title="Not ready", live=False)
        MenuItem.objects.create(menu=self.menu, page=draft)
        self.assertNotContains(self.client.get("/"), "Not ready")

    def test_marks_where_the_reader_is(self):
        story = StoryPageFactory()
        MenuItem.objects.create(menu=self.menu, page=story.get_parent())
        self.assertContains(self.client.get("/stories/"), 'aria-current="page"')

    def test_an_item_must_lead_somewhere(self):
        for fields in (
            {"title": "Nowhere"},
            {"address": "/feedback/"},
            {"page": InformationPageFactory(), "address": "/feedback/", "title": "Two"},
        ):
            with (
                self.subTest(fields),
                self.assertRaises(IntegrityError),
                transaction.atomic(),
            ):
                MenuItem.objects.create(menu=self.menu, **fields)

    def test_one_menu_for_each_place(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            Menu.objects.create(placement="header", locale=Locale.get_default())
