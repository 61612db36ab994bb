"""What an address may ask for, and what is left out without a word of why."""

from django.contrib.auth.models import Group
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site

from packs.selection import MOST_TOOLS, TooManyTools, selection_of
from tests.factories import (
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    UserFactory,
    home_page,
)
from tests.packs.packing import asked

NOT_SHOWN = "Something that this address asks for is not shown"


class SelectionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.toolkit = ToolkitPageFactory()
        cls.first, cls.second, cls.third = ToolPageFactory.create_batch(
            3, parent=cls.toolkit
        )

    def chosen(self, user=None, **query):
        return selection_of(asked([], user, **query))

    def restrict(self, page, kind="login", **fields):
        return PageViewRestriction.objects.create(
            page=page, restriction_type=kind, **fields
        )

    def test_keeps_the_order_of_the_address_and_each_tool_once(self):
        ids = [self.third.pk, self.first.pk, self.third.pk]
        chosen = self.chosen(tool=ids)
        self.assertEqual(chosen.tools, [self.third, self.first])
        self.assertEqual(
            chosen.query, [("tool", self.third.pk), ("tool", self.first.pk)]
        )
        self.assertFalse(chosen.is_incomplete)

    def test_a_toolkit_stands_for_its_tools_in_the_editors_order(self):
        chosen = self.chosen(toolkit=self.toolkit.pk)
        self.assertEqual(chosen.tools, [self.first, self.second, self.third])
        self.assertEqual(chosen.query, [("toolkit", self.toolkit.pk)])

    def test_tools_from_elsewhere_follow_those_of_a_toolkit(self):
        other = ToolPageFactory(parent=ToolkitPageFactory())
        chosen = self.chosen(toolkit=self.toolkit.pk, tool=[other.pk, self.first.pk])
        self.assertEqual(chosen.tools[3:], [other])
        self.assertEqual(
            chosen.query, [("toolkit", self.toolkit.pk), ("tool", other.pk)]
        )

    def test_nothing_asked_for_is_nothing_missing(self):
        self.assertEqual(self.chosen().tools, [])
        self.assertFalse(self.chosen().is_incomplete)

    def test_what_is_no_number_is_ignored(self):
        rubbish = ["", "0", "-1", "٣", "1e3", "\0", "<b>", "9" * 5000, "1" * 10, "😀"]
        chosen = self.chosen(tool=[*rubbish, str(self.first.pk)], toolkit=rubbish)
        self.assertEqual(chosen.tools, [self.first])

    def test_what_no_reader_may_see_is_left_out_and_never_told_apart(self):
        draft = ToolPageFactory(parent=self.toolkit, live=False)
        closed = ToolPageFactory(parent=self.toolkit)
        self.restrict(closed)
        below_closed = ToolPageFactory(parent=ToolkitPageFactory())
        self.restrict(below_closed.get_parent(), "password", password="secret")
        alias = closed.create_alias(parent=self.toolkit, update_slug="alias")
        second_alias = alias.create_alias(parent=self.toolkit, update_slug="second")
        elsewhere = ToolPageFactory(parent=self.other_site())
        missing = {
            "a draft": draft,
            "restricted": closed,
            "below a restricted page": below_closed,
            "an alias of a restricted page": alias,
            "an alias of that alias": second_alias,
            "of another site": elsewhere,
            "no tool": StoryPageFactory(),
            "a toolkit": self.toolkit,
        }
        pages = {}
        for name, page in missing.items():
            with self.subTest(name):
                chosen = self.chosen(tool=[page.pk, self.first.pk])
                self.assertEqual(chosen.tools, [self.first])
                self.assertTrue(chosen.is_incomplete)
                query = {"tool": [page.pk, self.first.pk]}
                pages[name] = self.client.get(reverse("pack"), query).content
        nobody = {"tool": [999_999, self.first.pk]}
        pages["nothing"] = self.client.get(reverse("pack"), nobody).content
        self.assertEqual(len(set(pages.values())), 1)
        self.assertIn(NOT_SHOWN, pages["nothing"].decode())

    def test_a_toolkit_that_is_closed_or_a_draft_gives_nothing(self):
        self.restrict(self.toolkit)
        self.assertEqual(self.chosen(toolkit=self.toolkit.pk).tools, [])
        draft = ToolkitPageFactory(live=False)
        chosen = self.chosen(toolkit=draft.pk)
        self.assertTrue(chosen.is_incomplete)
        self.assertIsNone(chosen.toolkit)

    def test_a_restricted_tool_is_there_for_those_who_may_read_it(self):
        member, stranger = UserFactory(), UserFactory()
        group = Group.objects.create(name="Partners")
        member.groups.add(group)
        self.restrict(self.first, "groups").groups.add(group)
        self.assertEqual(self.chosen(member, tool=self.first.pk).tools, [self.first])
        self.assertEqual(self.chosen(stranger, tool=self.first.pk).tools, [])

    def test_a_pack_holds_no_more_than_forty_tools(self):
        with self.assertNumQueries(0), self.assertRaises(TooManyTools):
            self.chosen(tool=list(range(1, MOST_TOOLS + 2)))

    def test_a_toolkit_of_more_than_forty_tools_is_refused(self):
        self.toolkit.refresh_from_db()
        ToolPageFactory.create_batch(MOST_TOOLS - 2, parent=self.toolkit)
        with self.assertRaises(TooManyTools):
            self.chosen(toolkit=self.toolkit.pk)

    def test_tools_in_other_languages_of_this_site_may_be_mixed(self):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        for page in (home_page(), self.toolkit.get_parent(), self.toolkit, self.first):
            Page.objects.get(pk=page.pk).specific.copy_for_translation(polish)
        translated = self.first.get_translation(polish)
        translated.save_revision().publish()
        chosen = self.chosen(tool=[translated.pk, self.second.pk])
        self.assertEqual(chosen.tools, [translated, self.second])

    def other_site(self):
        """A toolkit of another site on the same server."""
        root = home_page().get_parent()
        home = root.add_child(instance=Page(title="Other", slug="other"))
        Site.objects.create(hostname="other.example", root_page=home)
        return home.add_child(instance=ToolkitPageFactory.build(slug="kit"))
