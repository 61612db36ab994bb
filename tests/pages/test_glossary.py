"""The glossary: a page from A to Z, and its terms in the text of other pages."""

from time import perf_counter

import html5lib
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from pages.glossary import Entry, Glossary
from pages.models import GlossaryTerm
from tests.factories import (
    GlossaryPageFactory,
    GlossaryTermFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    UserFactory,
)

AAR = {
    "term": "After Action Review",
    "slug": "aar",
    "other_names": "AAR\nhot debrief",
    "definition": "A short talk about what happened & why.",
}


def glossary_of(*terms):
    """A glossary that was never stored, with its page at /glossary/."""
    entries = [
        {"slug": name.lower().replace(" ", "-"), "term": name, "other_names": ""}
        | {"definition": f"About {name}.", "page_id": None}
        | more
        for name, more in terms
    ]
    return Glossary("/glossary/", [Entry(**entry) for entry in entries])


class MarkingTests(TestCase):
    def mark(self, html, *terms):
        """`html` with each marked term in square brackets."""
        glossary = glossary_of(*((term, {}) for term in terms))
        glossary._link = lambda entry, text: f"[{text}]"
        return glossary.mark(html, set())

    def assertMarked(self, expected, *terms):
        html = expected.replace("[", "").replace("]", "")
        self.assertEqual(self.mark(html, *terms), expected)

    def test_marks_the_first_use_and_no_other(self):
        self.assertMarked("<p>An [AAR], then an AAR.</p><p>AAR</p>", "AAR")

    def test_leads_to_the_glossary_and_brings_the_meaning_along(self):
        marked = glossary_of(("AAR", AAR)).mark("<p>Our AAR.</p>", set())
        self.assertEqual(
            marked,
            '<p>Our <a class="term" href="/glossary/#aar" data-term="After Action Review"'
            ' data-definition="A short talk about what happened &amp; why.">AAR</a>.</p>',
        )

    def test_a_term_and_its_other_names_count_as_one(self):
        glossary = glossary_of(("AAR", AAR))
        for text in ("An AAR or After Action Review", "A hot debrief, an AAR"):
            with self.subTest(text):
                self.assertEqual(glossary.mark(text, set()).count("<a "), 1)

    def test_remembers_what_was_marked_in_another_part_of_the_page(self):
        glossary, seen = glossary_of(("AAR", {})), set()
        self.assertIn("<a ", glossary.mark("<p>AAR</p>", seen))
        self.assertEqual(glossary.mark("<p>AAR</p>", seen), "<p>AAR</p>")

    def test_only_whole_words(self):
        for text in (
            "<p>reAARs</p>",
            "<p>AARON</p>",
            "<p>pre-AAR</p>",
            "<p>AAR-like</p>",
        ):
            with self.subTest(text):
                self.assertMarked(text, "AAR")
        self.assertMarked("<p>([AAR]), really</p>", "AAR")

    def test_a_plural_counts(self):
        self.assertMarked("<p>Two [AARs].</p>", "AAR")
        self.assertMarked("<p>Long [lead times].</p>", "lead time")

    def test_words_in_any_case_but_acronyms_as_they_are_written(self):
        self.assertMarked("<p>[Lead time] matters.</p>", "lead time")
        self.assertMarked("<p>An [after action review].</p>", "After Action Review")
        self.assertMarked("<p>aar</p>", "AAR")
        self.assertMarked("<p>The [PDSA Cycle].</p>", "PDSA cycle")
        self.assertMarked("<p>pdsa cycle</p>", "PDSA cycle")
        self.assertMarked("<p>Do [5S] in a3 with [A3].</p>", "5S", "A3")

    def test_the_longest_name_wins_and_is_one(self):
        self.assertMarked(
            "<p>[value stream map] of a [value stream]</p>",
            "value stream",
            "value stream map",
            "map",
        )
        self.assertMarked("<p>By [co-production].</p>", "production", "co-production")

    def test_a_name_may_break_over_a_line_or_carry_a_hyphen(self):
        self.assertMarked("<p>[lead\n  time]</p>", "lead time")
        self.assertMarked("<p>[lead-time]</p>", "lead time")
        self.assertMarked("<p>[lead&nbsp;time]</p>", "lead time")

    def test_characters_written_as_references(self):
        self.assertMarked("<p>[R&amp;D] &amp; more</p>", "R&D", "amp")
        self.assertMarked("<p>the [team&#x27;s board]</p>", "team's board")
        self.assertMarked("<p>the [team’s board]</p>", "team's board")

    def test_other_scripts(self):
        self.assertMarked("<p>To jest [cykl ulepszeń].</p>", "cykl ulepszeń")
        self.assertMarked("<p>هذه [مراجعة] اليوم</p>", "مراجعة")

    def test_leaves_links_headings_code_buttons_and_attributes_alone(self):
        for html in (
            '<a href="/AAR/">the <b>AAR</b></a>',
            "<h2>The AAR</h2>",
            "<h3><span>AAR</span></h3>",
            "<pre>AAR</pre><code>AAR</code>",
            "<button>AAR</button>",
            '<abbr title="x">AAR</abbr>',
            '<img alt="an AAR" src="AAR.png">',
            "<details><summary>AAR</summary></details>",
            "<script>AAR</script><style>AAR</style>",
            "<textarea>AAR</textarea><select><option>AAR</option></select>",
            "<svg><title>AAR</title><text>AAR</text></svg>",
            '<p lang="de">AAR</p>',
            "<!-- AAR -->",
        ):
            with self.subTest(html):
                self.assertMarked(f"{html}<p>[AAR]</p>", "AAR")

    def test_links_within_links_and_void_elements_do_not_confuse_it(self):
        self.assertMarked("<code><code>AAR</code> AAR</code> [AAR]", "AAR")
        self.assertMarked("<p lang='de'>AAR<br lang='de'></p>[AAR]", "AAR")
        self.assertMarked("<svg><path d='M0'/></svg>a<br/>[AAR]", "AAR")

    def test_everything_else_stays_as_it_was_byte_for_byte(self):
        html = (
            "<p CLASS=x data-a='1'>a &lt; b &amp; c&nbsp;é <video><source src=x><track></video>"
            '<svg viewBox="0 0 1 1"><path d="M0"/></svg>\r\n<input disabled>'
        )
        self.assertMarked(f"{html}[AAR]</p>", "AAR")

    def test_broken_html_is_left_or_marked_but_never_fails(self):
        for html in (
            "<![foo[ AAR ]]>",
            "<p AAR",
            "</p>AAR",
            "<!-- AAR",
            "<a>AAR",
            "&#xfffffffff; AAR",
        ):
            with self.subTest(html):
                self.assertEqual(self.mark(html, "AAR").replace("[AAR]", "AAR"), html)

    def test_without_terms_nothing_changes(self):
        self.assertMarked("<p>AAR</p>")
        self.assertMarked("<p>AAR</p>", "…")

    def test_what_editors_type_is_no_code(self):
        glossary = glossary_of(
            ("AAR", {"definition": '"><script>x</script>', "slug": 'a"b'})
        )
        marked = glossary.mark("<p>AAR</p>", set())
        self.assertNotIn("<script>", marked)
        self.assertIn("#a&quot;b", marked)

    def test_a_long_page_and_a_large_glossary_stay_cheap(self):
        paragraph = (
            "<p data-block-key='abc'>The team met for <b>ten minutes</b> every morning and looked at "
            "<a href='/x/'>the board</a>; the lead time fell, word by word.</p>\n"
        )
        html = f"<h2>Heading</h2>{paragraph * 60}"
        lead_time = ("lead time", {})
        small = glossary_of(("term", {}), lead_time)
        large = glossary_of(
            *((f"term {number} of many", {}) for number in range(500)), lead_time
        )
        self.assertLess(self.cost(large, html), 5 * self.cost(small, html))

    def cost(self, glossary, html):
        """The least of the seconds that marking this text takes, once the terms are prepared."""
        glossary.mark(html, set())
        times = []
        for _turn in range(5):
            start = perf_counter()
            self.assertIn('class="term"', glossary.mark(html, set()))
            times.append(perf_counter() - start)
        return min(times)


class TermsInPagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.term = GlossaryTermFactory(**AAR)
        cls.story = StoryPageFactory(body=[("text", "<p>We held an AAR. An AAR.</p>")])

    def render(self, page, text="<p>AAR</p>"):
        request = RequestFactory().get("/")
        template = Template(
            "{% load glossary_tags %}{% with_terms %}{{ text|safe }}{% endwith_terms %}|"
            "{% with_terms %}{{ text|safe }}{% endwith_terms %}"
        )
        return template.render(
            Context({"request": request, "page": page, "text": text})
        )

    def test_without_a_glossary_page_nothing_is_marked(self):
        self.assertEqual(self.render(self.story), "<p>AAR</p>|<p>AAR</p>")

    def test_first_use_in_the_page_and_the_script_only_once(self):
        GlossaryPageFactory()
        first, second = self.render(self.story).split("|")
        self.assertIn('href="/glossary/#aar"', first)
        self.assertEqual(first.count("<script"), 1)
        self.assertEqual(second, "<p>AAR</p>")

    def test_no_script_where_no_term_is_used(self):
        GlossaryPageFactory()
        self.assertEqual(self.render(self.story, "<p>x</p>"), "<p>x</p>|<p>x</p>")

    def test_costs_one_query_for_the_whole_page_and_none_without_a_glossary(self):
        def queries():
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.story.url)
            return len(queries)

        queries()
        without = queries()
        GlossaryPageFactory()
        for _number in range(30):
            GlossaryTermFactory()
        self.assertEqual(queries(), without + 1)

    def test_a_draft_or_private_glossary_marks_nothing(self):
        toolkit = ToolkitPageFactory()
        glossary = GlossaryPageFactory(parent=toolkit, live=False)

        def is_marked():
            in_page = 'class="term"' in self.client.get(self.story.url).content.decode()
            in_preview = 'class="term"' in self.render(self.story)
            self.assertEqual(in_page, in_preview)
            return in_page

        self.assertFalse(is_marked())
        glossary.live = True
        glossary.save()
        self.assertTrue(is_marked())
        for private in (glossary, toolkit):
            with self.subTest(private=private):
                restriction = PageViewRestriction.objects.create(
                    page=private, restriction_type="login"
                )
                self.assertFalse(is_marked())
                restriction.delete()

    def test_each_language_has_its_own(self):
        polish = Locale.objects.create(language_code="pl")
        GlossaryPageFactory(locale=polish)
        self.assertNotIn("<a ", self.render(self.story))
        GlossaryPageFactory(slug="glossary-in-english")
        GlossaryTermFactory(term="held", locale=polish)
        page = self.client.get(self.story.url)
        self.assertContains(page, 'class="term"', count=1)

    def test_a_term_is_not_explained_on_its_own_page(self):
        GlossaryPageFactory()
        tool = ToolPageFactory()
        GlossaryTerm.objects.filter(pk=self.term.pk).update(page=tool)
        self.assertEqual(self.render(tool), "<p>AAR</p>|<p>AAR</p>")
        self.assertIn("<a ", self.render(self.story))

    def test_changed_terms_show_at_once(self):
        GlossaryPageFactory()
        self.assertIn("what happened", self.render(self.story))
        GlossaryTerm.objects.update(definition="Something else.")
        self.assertIn("Something else.", self.render(self.story))

    def test_a_story_marks_its_text(self):
        GlossaryPageFactory()
        page = self.client.get(self.story.url)
        self.assertContains(page, 'class="term"', count=1)
        self.assertContains(page, ">AAR</a>. An AAR.")
        html5lib.HTMLParser(strict=True).parse(page.content)


class GlossaryPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = GlossaryPageFactory()
        cls.aar = GlossaryTermFactory(**AAR)
        GlossaryTermFactory(term="5S", slug="5s")
        GlossaryTermFactory(term="élan", slug="elan")

    def letters(self):
        return {
            letter.name: [line.name for line in letter.lines]
            for letter in self.client.get(self.page.url).context["letters"]
        }

    def test_lists_names_under_their_letters_without_accents_and_case(self):
        GlossaryTermFactory(term="Error", slug="error")
        self.assertEqual(
            self.letters(),
            {
                "0–9": ["5S"],
                "A": ["AAR", "After Action Review"],
                "E": ["élan", "Error"],
                "H": ["hot debrief"],
            },
        )

    def test_each_term_has_an_anchor_and_other_names_lead_to_it(self):
        page = self.client.get(self.page.url)
        self.assertContains(page, 'id="aar"', count=1)
        self.assertContains(page, '<a href="#aar">After Action Review</a>', count=2)
        self.assertContains(page, 'href="#letter-a"')
        self.assertContains(page, 'id="letter-a"')

    def test_leads_on_to_a_page_that_everyone_may_read_and_tells_nothing_of_others(
        self,
    ):
        tool = ToolPageFactory(title="The whole method")
        GlossaryTerm.objects.filter(pk=self.aar.pk).update(page=tool)
        self.assertContains(self.client.get(self.page.url), "The whole method")
        for hide in (
            lambda: tool.unpublish(),
            lambda: PageViewRestriction.objects.create(
                page=tool, restriction_type="login"
            ),
        ):
            tool.live = True
            tool.save()
            hide()
            page = self.client.get(self.page.url)
            self.assertNotContains(page, "The whole method")
            self.assertNotContains(page, tool.slug)

    def test_costs_the_same_with_many_terms(self):
        def queries():
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.page.url)
            return len(queries)

        queries()
        few = queries()
        for _number in range(30):
            GlossaryTermFactory(page=ToolPageFactory())
        self.assertEqual(queries(), few)
        self.assertLessEqual(few, 10)

    def test_an_empty_one_says_so(self):
        GlossaryTerm.objects.all().delete()
        self.assertContains(self.client.get(self.page.url), "There are no terms yet")

    def test_shows_only_terms_of_its_language(self):
        polish = Locale.objects.create(language_code="pl")
        GlossaryTermFactory(term="słowo", slug="slowo", locale=polish)
        self.assertNotIn("S", self.letters())


class EditingTermsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = UserFactory(is_superuser=True)
        cls.aar = GlossaryTermFactory(**AAR)

    def setUp(self):
        self.client.force_login(self.editor)

    def add(self, **fields):
        address = reverse(GlossaryTerm.snippet_viewset.get_url_name("add"))
        data = {"term": "New", "slug": "new", "other_names": "", "definition": "X."}
        return self.client.post(address, {**data, **fields})

    def test_a_new_term_is_kept(self):
        self.assertEqual(self.add(other_names="NW\r\n\r\nnewish").status_code, 302)
        new = GlossaryTerm.objects.get(slug="new")
        self.assertEqual(new.also_called, ["NW", "newish"])

    def test_refuses_what_is_there_already_beside_the_field(self):
        for field, value in (
            ("term", "after action review"),
            ("term", "AAR"),
            ("other_names", "NW\nHot Debrief"),
            ("slug", "aar"),
        ):
            with self.subTest(field=field, value=value):
                response = self.add(**{field: value})
                self.assertEqual(response.status_code, 200)
                self.assertIn(field, response.context["form"].errors)
        self.assertEqual(GlossaryTerm.objects.count(), 1)

    def test_refuses_a_definition_that_is_too_long(self):
        response = self.add(definition="a" * 501)
        self.assertIn("definition", response.context["form"].errors)

    def test_the_same_word_in_another_language_is_another_term(self):
        polish = Locale.objects.create(language_code="pl")
        GlossaryTerm(**AAR, locale=polish).full_clean()

    def test_a_term_is_no_duplicate_of_itself(self):
        self.aar.full_clean()
        with self.assertRaises(ValidationError):
            GlossaryTerm(**AAR, locale=self.aar.locale).full_clean()


class EntryTests(TestCase):
    def test_names_without_a_word_are_none(self):
        entry = Entry("a", "A", " \n…\nB", "x", None)
        self.assertEqual(entry.names, ["A", "B"])
