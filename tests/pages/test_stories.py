"""Stories: where, with whom, and what came of it in numbers."""

from datetime import date
from decimal import Decimal

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    PageViewRestriction,
)
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)
from zeal import zeal_ignore

from accounts.models import CareSetting, Organisation
from pages.bars import Bar, bars_of
from pages.models import Gain, StoryOutcome, StoryPage, StoryTool
from tests.factories import (
    CommentFactory,
    DocumentFactory,
    GainFactory,
    GlossaryPageFactory,
    GlossaryTermFactory,
    ImageFactory,
    InformationPageFactory,
    MemberFactory,
    StoryOutcomeFactory,
    StoryPageFactory,
    TeamFactory,
    ToolPageFactory,
    UserFactory,
    home_page,
)

BUDGET = 16
KEPT_FREE = 2


def outcome(before, after, unit=""):
    return StoryOutcome(before=Decimal(before), after=Decimal(after), unit=unit)


class ChangeTests(SimpleTestCase):
    def test_says_how_the_numbers_stand_to_each_other_without_judging(self):
        for before, after, unit, words in (
            ("46", "11", "minutes", "76% lower"),
            ("10", "12.5", "", "25% higher"),
            ("1", "10", "languages", "10 times what it was"),
            ("4", "10", "", "2.5 times what it was"),
            ("5", "5", "", "No change"),
            ("1000", "1001", "", "Nearly the same"),
            ("62", "75.5", "%", "13.5 percentage points higher"),
            ("20", "5", "% of beds", "15 percentage points lower"),
            ("8", "0", "falls", "100% lower"),
            ("1", "4000", "", "4,000 times what it was"),
        ):
            with self.subTest(before=before, after=after, unit=unit):
                self.assertEqual(outcome(before, after, unit).change, words)

    def test_says_nothing_where_it_would_mislead(self):
        for before, after in (("0", "12"), ("-3", "5"), ("3", "-5")):
            with self.subTest(before=before, after=after):
                self.assertEqual(outcome(before, after).change, "")


class BarTests(SimpleTestCase):
    def test_are_to_the_scale_of_the_larger_number(self):
        self.assertEqual(outcome("46", "23").bars, [Bar(0, 100), Bar(0, 50)])

    def test_a_percentage_is_part_of_the_whole(self):
        self.assertEqual(outcome("25", "50", "%").bars, [Bar(0, 25), Bar(0, 50)])

    def test_numbers_below_nothing_stand_before_it(self):
        self.assertEqual(outcome("-50", "50").bars, [Bar(0, 50), Bar(50, 50)])

    def test_nothing_is_no_bar(self):
        self.assertEqual(bars_of([0, 0]), [Bar(0, 0), Bar(0, 0)])


class StoryPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory(place="a ward by the lake")

    def get(self, **fields):
        if fields:
            StoryPage.objects.filter(pk=self.story.pk).update(**fields)
        return self.client.get(self.story.url)

    def test_says_where_and_with_whom(self):
        locale = Locale.get_default()
        page = self.get(
            organisation=Organisation.objects.create(name="Lakes Partnership"),
            care_setting=CareSetting.objects.create(
                name="Hospital ward", slug="ward", locale=locale
            ),
            people_involved="Two sisters\nA pharmacist",
        )
        for words in (
            "A ward by the lake",
            "Lakes Partnership",
            "Hospital ward",
            "Two sisters<br>A pharmacist",
        ):
            self.assertContains(page, words)

    def test_is_told_by_its_author_team_else_by_its_owner_team(self):
        owner, author = TeamFactory(name="Owners"), TeamFactory(name="Authors")
        self.assertContains(self.get(content_owner=owner), "<dd>Owners</dd>")
        page = self.get(author_team=author)
        self.assertContains(page, "<dd>Authors</dd>")
        self.assertNotContains(page, "<dd>Owners</dd>\n      </dl>\n  </section>")

    def test_names_a_person_only_where_an_editor_did(self):
        person = UserFactory(display_name="Somebody In Particular")
        self.assertNotContains(self.get(owner=person), "Somebody In Particular")
        self.assertContains(self.get(author_name="A ward sister"), "A ward sister")

    def test_one_author(self):
        self.story.author_team = TeamFactory()
        self.story.author_name = "A ward sister"
        with self.assertRaises(ValidationError) as raised:
            self.story.full_clean()
        self.assertIn("author_name", raised.exception.message_dict)

    def test_first_number_large_the_others_beside_the_text(self):
        StoryOutcomeFactory(story=self.story, measure="days to an answer", sort_order=0)
        StoryOutcomeFactory(
            story=self.story,
            measure="cost of a day",
            before=1200,
            after=900,
            unit="£",
            period="six months",
            sort_order=1,
        )
        page = self.get()
        for words in ("Days to an answer", "What else changed", "£1,200", "£900"):
            self.assertContains(page, words)
        self.assertContains(page, "(six months)")
        self.assertContains(page, "25% lower")
        self.assertContains(page, '<svg class="bars"', count=2)

    def test_says_what_it_adds_to_the_difference_made(self):
        StoryOutcomeFactory(
            story=self.story,
            gain=GainFactory(name="hours given back each year"),
            gained=1200,
        )
        self.assertContains(
            self.get(), "<b>1,200 hours given back each year</b>", html=True
        )

    def test_leads_to_the_tools_used(self):
        tool, draft = ToolPageFactory(), ToolPageFactory(live=False, title="Not yet")
        for used in (tool, draft):
            StoryTool.objects.create(story=self.story, tool=used)
        page = self.get()
        self.assertContains(page, f'href="{tool.url}"')
        self.assertNotContains(page, "Not yet")

    def test_other_languages_stand_above_the_title_in_their_own_script(self):
        arabic = Locale.objects.create(language_code="ar")
        home_page().copy_for_translation(arabic).save_revision().publish()
        translated = self.story.copy_for_translation(arabic, copy_parents=True)
        draft = self.get()
        self.assertNotContains(draft, "العربية")
        translated.save_revision().publish()
        page = self.get().content.decode()
        link = f'href="{translated.get_url()}" lang="ar" hreflang="ar" dir="rtl">العربي'
        self.assertIn(link, page)
        self.assertLess(page.index(link), page.index("<h1"))


class EasyReadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory()

    def get(self, **fields):
        StoryPage.objects.filter(pk=self.story.pk).update(**fields)
        return self.client.get(self.story.url)

    def test_a_document_with_its_type_and_size(self):
        document = DocumentFactory()
        page = self.get(easy_read_document=document)
        self.assertContains(page, f'<a href="{document.url}">Easy read</a>')

    def test_a_document_that_readers_may_not_see_is_not_offered(self):
        collection = Collection.get_first_root_node().add_child(name="Ours")
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="login"
        )
        document = DocumentFactory(collection=collection)
        self.assertNotContains(self.get(easy_read_document=document), "Easy read")
        self.client.force_login(MemberFactory())
        self.assertContains(self.get(), document.url)
        restriction.restriction_type = "groups"
        restriction.save()
        restriction.groups.add(Group.objects.create(name="Others"))
        self.assertNotContains(self.get(), "Easy read")

    def test_a_page(self):
        easy = InformationPageFactory()
        page = self.get(easy_read_page=easy)
        self.assertContains(page, f'<a href="{easy.url}">Easy read</a>')

    def test_a_page_that_readers_may_not_see_is_not_offered(self):
        easy = InformationPageFactory(live=False)
        self.assertNotContains(self.get(easy_read_page=easy), "Easy read")
        easy.live = True
        easy.save()
        self.assertContains(self.get(), "Easy read")
        PageViewRestriction.objects.create(page=easy, restriction_type="login")
        self.assertNotContains(self.get(), "Easy read")
        self.client.force_login(MemberFactory())
        self.assertContains(self.get(), easy.url)

    def test_one_of_both(self):
        self.story.easy_read_document = DocumentFactory()
        self.story.easy_read_page = InformationPageFactory()
        with self.assertRaises(ValidationError) as raised:
            self.story.full_clean()
        self.assertIn("easy_read_page", raised.exception.message_dict)


class EditingStoriesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory()
        cls.gain = GainFactory()
        cls.editor = UserFactory(is_superuser=True)

    def send(self, **outcome):
        self.client.force_login(self.editor)
        data = nested_form_data(
            {
                "title": self.story.title,
                "slug": self.story.slug,
                "summary": self.story.summary,
                "date": "2026-05-01",
                "body": streamfield([("text", rich_text("<p>What we did.</p>"))]),
                "page_topics": inline_formset([]),
                "pinned_pages": inline_formset([]),
                "comments": inline_formset([]),
                "tools_used": inline_formset([]),
                "outcomes": inline_formset(
                    [
                        {
                            "measure": "days",
                            "before": "30",
                            "after": "19",
                            "unit": "",
                            "period": "",
                            "gain": "",
                            "gained": "",
                            **outcome,
                        }
                    ]
                ),
                "action-publish": "1",
            }
        )
        return self.client.post(
            reverse("wagtailadmin_pages:edit", args=[self.story.pk]), data
        )

    def test_a_number_with_what_it_adds_is_kept(self):
        response = self.send(gain=str(self.gain.pk), gained="120")
        self.assertEqual(response.status_code, 302)
        self.assertEqual(self.story.outcomes.get().gained, 120)

    def test_a_gain_without_how_much_is_refused_beside_the_field(self):
        for sent, field in (
            ({"gain": str(self.gain.pk)}, "gained"),
            ({"gained": "120"}, "gain"),
        ):
            with self.subTest(field):
                response = self.send(**sent)
                self.assertEqual(response.status_code, 200)
                (form,) = response.context["form"].formsets["outcomes"].forms
                self.assertEqual(list(form.errors), [field])
        self.assertFalse(self.story.outcomes.exists())

    def test_numbers_that_are_none_are_refused_beside_the_field(self):
        for sent in ("many", "1e400", "NaN", "99999999999999"):
            with self.subTest(sent):
                response = self.send(before=sent)
                (form,) = response.context["form"].formsets["outcomes"].forms
                self.assertEqual(list(form.errors), ["before"])


class EditingGainsTests(TestCase):
    def test_an_address_that_is_taken_is_refused_beside_the_field(self):
        gain = GainFactory()
        self.client.force_login(UserFactory(is_superuser=True))
        response = self.client.post(
            reverse(Gain.snippet_viewset.get_url_name("add")),
            {"name": "Another", "slug": gain.slug, "unit": ""},
        )
        self.assertEqual(response.status_code, 200)
        self.assertIn("slug", response.context["form"].errors)


class StoryBudgetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory(
            body=[("text", "<p>An AAR.</p>")],
            content_owner=TeamFactory(),
            author_team=TeamFactory(),
            easy_read_document=DocumentFactory(),
            listing_image=ImageFactory(),
        )
        ToolPageFactory()
        arabic = Locale.objects.create(language_code="ar")
        home_page().copy_for_translation(arabic).save_revision().publish()
        cls.story.copy_for_translation(
            arabic, copy_parents=True
        ).save_revision().publish()
        section = cls.story.get_parent()
        GlossaryPageFactory(parent=section.get_parent())
        GlossaryTermFactory(term="AAR")
        cls.gain = GainFactory()

    def add_rows(self, number):
        """So many more of all that a story shows, and so many other stories."""
        for _each in range(number):
            tool = ToolPageFactory()
            StoryTool.objects.create(story=self.story, tool=tool)
            other = StoryPageFactory(date=date(2026, 1, 1))
            for story in (self.story, other):
                StoryOutcomeFactory(story=story, gain=self.gain, gained=1)
            thread = CommentFactory(page=self.story)
            CommentFactory(page=self.story, parent=thread)

    def queries(self):
        with CaptureQueriesContext(connection) as queries:
            self.assertContains(self.client.get(self.story.url), 'class="term"')
        return [query["sql"] for query in queries]

    def test_costs_the_same_with_few_and_with_many_rows(self):
        self.add_rows(2)
        with zeal_ignore():
            # The first visit makes the pictures in the sizes that the page needs.
            self.client.get(self.story.url)
        few = self.queries()
        self.add_rows(10)
        many = self.queries()
        self.assertEqual(len(few), len(many), "\n".join(many))
        self.assertLessEqual(len(many), BUDGET, "\n".join(many))
