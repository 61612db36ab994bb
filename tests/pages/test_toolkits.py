"""A toolkit's tools, narrowed down to those that fit the time, the group and the place of a team."""

from types import SimpleNamespace

from django.db import connection
from django.test import SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction
from zeal import zeal_ignore

from pages.models import StoryTool
from pages.tool_filters import (
    ToolFilters,
    UnknownFilter,
    fits_people,
    fits_setting,
    fits_time,
)
from tests.factories import (
    CareSettingFactory,
    ImageFactory,
    InformationPageFactory,
    StoryPageFactory,
    ToolChooserPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    without_indexing,
)

BUDGET = 14


def tool(minutes=(None, None), people=(None, None), settings=()):
    return SimpleNamespace(
        minutes_from=minutes[0],
        minutes_to=minutes[1],
        people_from=people[0],
        people_to=people[1],
        named_settings=[{"slug": slug, "name": slug.title()} for slug in settings],
    )


class TimeTests(SimpleTestCase):
    def fitting(self, *minutes):
        times = ("30", "60", "half-day", "day", "longer")
        return [time for time in times if fits_time(tool(minutes=minutes), time)]

    def test_a_tool_fits_where_its_shortest_run_does(self):
        self.assertEqual(self.fitting(15, 45), ["30", "60", "half-day", "day"])
        self.assertEqual(self.fitting(60, 300), ["60", "half-day", "day"])

    def test_the_limit_itself_fits(self):
        self.assertEqual(self.fitting(30, 30), ["30", "60", "half-day", "day"])
        self.assertEqual(self.fitting(240, None), ["half-day", "day"])
        self.assertEqual(self.fitting(480, 480), ["day"])

    def test_what_no_day_holds_takes_longer(self):
        self.assertEqual(self.fitting(481, None), ["longer"])
        self.assertEqual(self.fitting(2400, 2400), ["longer"])

    def test_the_most_stands_for_the_least_where_that_is_not_known(self):
        self.assertEqual(self.fitting(None, 60), ["60", "half-day", "day"])

    def test_a_tool_that_does_not_say_fits_no_time(self):
        self.assertEqual(self.fitting(None, None), [])
        self.assertEqual(self.fitting(0, 0), [])


class GroupTests(SimpleTestCase):
    def fitting(self, *people):
        groups = ("1", "2", "6", "13")
        return [group for group in groups if fits_people(tool(people=people), group)]

    def test_a_tool_fits_every_group_that_its_range_touches(self):
        self.assertEqual(self.fitting(3, 8), ["2", "6"])
        self.assertEqual(self.fitting(1, 1), ["1"])
        self.assertEqual(self.fitting(5, 6), ["2", "6"])
        self.assertEqual(self.fitting(12, 13), ["6", "13"])

    def test_a_range_may_be_open(self):
        self.assertEqual(self.fitting(6, None), ["6", "13"])
        self.assertEqual(self.fitting(None, 4), ["1", "2"])

    def test_a_tool_that_does_not_say_fits_no_group(self):
        self.assertEqual(self.fitting(None, None), [])


class SettingTests(SimpleTestCase):
    def test_a_tool_fits_where_it_says(self):
        self.assertTrue(fits_setting(tool(settings=["ward", "surgery"]), "ward"))
        self.assertFalse(fits_setting(tool(settings=["surgery"]), "ward"))

    def test_a_tool_that_names_no_setting_fits_anywhere(self):
        self.assertTrue(fits_setting(tool(), "ward"))


class AddressTests(SimpleTestCase):
    def read(self, address):
        return ToolFilters([tool(settings=["ward"])], address)

    def test_has_one_order(self):
        for address in (
            "time/60/people/6/setting/ward/",
            "setting/ward/people/6/time/60/",
            "people/6/time/60/setting/ward/",
        ):
            with self.subTest(address):
                self.assertEqual(
                    self.read(address).address, "time/60/people/6/setting/ward/"
                )

    def test_is_told_in_words(self):
        self.assertEqual(
            self.read("people/6/time/60/").words,
            "Time you have: 1 hour; People: 6 to 12",
        )

    def test_refuses_what_it_does_not_know(self):
        for address in (
            "time/61/",
            "people/0/",
            "setting/moon/",
            "time/60/time/60/",
            "time/30/time/60/",
            "time/\0/",
        ):
            with self.subTest(address), self.assertRaises(UnknownFilter):
                self.read(address)


class ToolkitTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.toolkit = ToolkitPageFactory()
        cls.ward = CareSettingFactory(name="Ward", slug="ward")
        cls.review = cls.add(
            minutes_from=15, minutes_to=45, people_from=3, people_to=12
        )
        cls.map = cls.add(
            minutes_from=120, minutes_to=210, people_from=6, care_settings=[cls.ward]
        )
        cls.vague = cls.add()
        cls.draft = cls.add(minutes_from=10, live=False)
        cls.private = cls.add(minutes_from=10, purpose="Only for members")
        PageViewRestriction.objects.create(
            page=cls.private, restriction_type=PageViewRestriction.LOGIN
        )

    @classmethod
    def add(cls, **fields):
        return ToolPageFactory(parent=cls.toolkit, **fields)

    def visit(self, address=""):
        return self.client.get(f"{self.toolkit.url}{address}")

    def tools_at(self, address):
        return self.visit(address).context["filters"].fitting

    def options_at(self, address=""):
        return {
            (str(group["title"]), str(option.words)): option.count
            for group in self.visit(address).context["filters"].groups
            for option in group["options"]
        }

    def test_shows_all_tools_that_readers_may_see(self):
        self.assertEqual(self.tools_at(""), [self.review, self.map, self.vague])

    def test_shows_the_tools_that_fit_all_that_is_chosen(self):
        self.assertEqual(self.tools_at("time/60/"), [self.review])
        self.assertEqual(self.tools_at("time/half-day/"), [self.review, self.map])
        self.assertEqual(self.tools_at("people/13/"), [self.map])
        self.assertEqual(self.tools_at("time/60/people/2/"), [self.review])
        self.assertEqual(self.tools_at("time/60/setting/ward/"), [self.review])

    def test_says_how_many_fit(self):
        self.assertContains(self.visit("time/half-day/"), "2 of 3 tools")
        self.assertContains(self.visit(), "3 tools")

    def test_counts_what_each_option_leaves_and_offers_none_that_leaves_nothing(self):
        self.assertEqual(
            self.options_at(),
            {
                ("Time you have", "30 minutes"): 1,
                ("Time you have", "1 hour"): 1,
                ("Time you have", "Half a day"): 2,
                ("Time you have", "A day"): 2,
                ("People", "2 to 5"): 1,
                ("People", "6 to 12"): 2,
                ("People", "13 or more"): 1,
                ("Setting", "Ward"): 3,
            },
        )

    def test_counts_with_what_is_chosen_elsewhere(self):
        options = self.options_at("time/60/")
        self.assertEqual(options["People", "6 to 12"], 1)
        self.assertNotIn(("People", "13 or more"), options)
        self.assertEqual(options["Time you have", "Half a day"], 2)

    def test_each_option_leads_to_one_more_choice_and_back(self):
        page = self.visit("people/6/")
        self.assertContains(
            page, f'href="{self.toolkit.url}time/60/people/6/#tools"', html=False
        )
        self.assertContains(
            page, f'href="{self.toolkit.url}#tools" aria-current="true"'
        )

    def test_each_state_has_one_address(self):
        self.assertRedirects(
            self.visit("setting/ward/people/6/time/half-day/"),
            f"{self.toolkit.url}time/half-day/people/6/setting/ward/",
            status_code=301,
        )
        self.assertContains(
            self.visit("time/60/"),
            f'<link rel="canonical" href="http://testserver{self.toolkit.url}time/60/">',
        )

    def test_robots_keep_to_single_choices(self):
        noindex = '<meta name="robots" content="noindex">'
        self.assertNotContains(self.visit(), noindex)
        self.assertNotContains(self.visit("time/60/"), noindex)
        self.assertContains(self.visit("time/60/people/6/"), noindex)

    def test_unknown_choices_are_not_found(self):
        for address in (
            "time/",
            "time/61/",
            "time/60/time/30/",
            "time/60/people/",
            "setting/moon/",
            "setting/ward/time/60/people/6/time/30/",
            "colour/blue/",
            "time/%00/",
            "time/60/page/2/",
        ):
            with self.subTest(address), zeal_ignore():
                self.assertEqual(self.visit(address).status_code, 404)

    def test_a_choice_that_no_tool_fits_says_so_and_leads_back(self):
        page = self.visit("time/30/people/13/")
        self.assertContains(page, "No tool fits all that")
        self.assertContains(page, "0 of 3 tools")
        self.assertContains(page, f'href="{self.toolkit.url}#tools" aria-current', 0)

    def test_a_setting_keeps_tools_out_that_name_others(self):
        self.review.care_settings = [CareSettingFactory(slug="surgery")]
        self.review.save()
        self.assertEqual(self.tools_at("setting/ward/"), [self.map, self.vague])

    def test_a_setting_is_found_under_its_name_in_any_script(self):
        self.map.care_settings = [CareSettingFactory(name="جناح", slug="جناح")]
        self.map.save()
        page = self.visit("setting/جناح/")
        self.assertEqual(page.status_code, 200)
        self.assertContains(page, "setting/%D8%AC%D9%86%D8%A7%D8%AD/")

    def test_a_setting_that_no_tool_names_is_no_choice(self):
        CareSettingFactory(slug="care-home")
        self.assertEqual(self.visit("setting/care-home/").status_code, 404)

    def test_each_tool_can_be_ticked_for_a_pack(self):
        page = self.visit()
        self.assertContains(page, f'action="{reverse("pack")}" method="get"')
        self.assertContains(
            page,
            f'<input class="nhsuk-checkboxes__input" type="checkbox" name="tool" value="{self.review.pk}" id="pick-{self.review.pk}">',
            html=True,
        )
        self.assertContains(page, f"{reverse('pack')}?toolkit={self.toolkit.pk}")
        self.assertNotContains(page, f'value="{self.draft.pk}"')
        self.assertNotContains(page, "Only for members")

    def test_help_to_choose_is_the_chooser_if_there_is_one(self):
        body = [("text", "<p>Begin with the problem.</p>")]
        self.toolkit.body = body
        self.toolkit.save()
        self.assertContains(self.visit(), 'href="#choose">Help me choose')
        draft = ToolChooserPageFactory(parent=self.toolkit, live=False)
        self.assertContains(self.visit(), 'href="#choose">Help me choose')
        draft.live = True
        draft.save()
        page = self.visit()
        self.assertContains(page, f'href="{draft.url}">Help me choose')
        self.assertNotIn(draft, page.context["background_pages"])

    def test_background_is_what_is_neither_tool_nor_chooser(self):
        InformationPageFactory(
            parent=self.toolkit, slug="background", summary="Where it comes from."
        )
        pages = self.visit().context["background_pages"]
        self.assertEqual([page.summary for page in pages], ["Where it comes from."])

    def test_a_page_below_keeps_its_address(self):
        self.assertContains(self.client.get(self.review.url), self.review.title)


class ToolkitBudgetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.toolkit = ToolkitPageFactory(listing_image=ImageFactory())
        cls.settings = [CareSettingFactory(slug=slug) for slug in ("ward", "surgery")]
        InformationPageFactory(parent=cls.toolkit, slug="background")
        ToolChooserPageFactory(parent=cls.toolkit)

    def add_tools(self, number):
        picture = self.toolkit.listing_image.file.name
        with without_indexing():
            for _each in range(number):
                tool = ToolPageFactory(
                    parent=self.toolkit,
                    minutes_from=30,
                    people_from=4,
                    care_settings=self.settings,
                    listing_image=ImageFactory(file=picture),
                )
                StoryPageFactory(tools_used=[StoryTool(tool=tool)])

    def queries_at(self, address):
        with zeal_ignore():
            # The first visit makes the pictures in the sizes that the page needs.
            self.assertEqual(self.client.get(address).status_code, 200)
        with CaptureQueriesContext(connection) as queries:
            self.client.get(address)
        return len(queries)

    def test_forty_tools_cost_what_five_do(self):
        addresses = (
            self.toolkit.url,
            f"{self.toolkit.url}time/60/people/6/setting/ward/",
        )
        self.add_tools(5)
        few = [self.queries_at(address) for address in addresses]
        self.add_tools(35)
        many = [self.queries_at(address) for address in addresses]
        self.assertEqual(few, many)
        self.assertLessEqual(max(many), BUDGET)
