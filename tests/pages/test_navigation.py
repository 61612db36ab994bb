"""Menus are what editors made of them."""

from django.db import IntegrityError, transaction
from django.test import TestCase
from wagtail.models import Locale, PageViewRestriction

from pages.models import Menu, MenuItem
from tests.factories import InformationPageFactory, MemberFactory, StoryPageFactory


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

    def test_shows_restricted_pages_to_those_who_may_read_them(self):
        page = InformationPageFactory(title="For partners")
        MenuItem.objects.create(menu=self.menu, page=page)
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        self.assertNotContains(self.client.get("/"), "For partners")
        self.client.force_login(MemberFactory())
        self.assertContains(self.client.get("/"), "For partners")

    def test_leaves_out_what_a_restriction_above_hides(self):
        story = StoryPageFactory(title="For partners")
        MenuItem.objects.create(menu=self.menu, page=story)
        above = PageViewRestriction(page=story.get_parent(), restriction_type="login")
        above.save()
        self.assertNotContains(self.client.get("/"), "For partners")

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
