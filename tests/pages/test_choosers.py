"""A chooser asks a few questions, and its answers end in tools; editors are told what is missing."""

from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from zeal import zeal_ignore

from pages.choosing import addresses_of, question_from
from pages.models import ToolChooserPage
from tests.factories import (
    ToolChooserPageFactory,
    ToolPageFactory,
    UserFactory,
    answer_with,
    question_with,
)


class AddressTests(SimpleTestCase):
    def test_is_made_of_the_answers_words(self):
        self.assertEqual(
            addresses_of([("It takes too long!", "")]), ["it-takes-too-long"]
        )

    def test_stays_when_the_words_change(self):
        self.assertEqual(addresses_of([("Quite new words", "too-long")]), ["too-long"])

    def test_no_two_are_alike(self):
        answers = [("Waiting", ""), ("Waiting", ""), ("Other", "waiting")]
        self.assertEqual(addresses_of(answers), ["waiting", "waiting-2", "waiting-3"])

    def test_is_there_for_any_answer(self):
        answers = [("???", ""), ("", ""), ("انتظار", ""), ("a/b", "")]
        self.assertEqual(addresses_of(answers), ["answer", "answer-2", "انتظار", "ab"])


class ReadingTests(TestCase):
    def test_what_is_stored_is_read_without_a_query(self):
        chooser = ToolChooserPageFactory(
            answers=[answer_with("Waiting", ToolPageFactory()), answer_with("Waste")]
        )
        stored = ToolChooserPage.objects.get(pk=chooser.pk)
        with self.assertNumQueries(0):
            question = question_from(stored.question.get_prep_value())
        self.assertEqual([one.text for one in question.answers], ["Waiting", "Waste"])


class ChooserTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.review, cls.map, cls.tidy = (
            ToolPageFactory(title=title, purpose=f"{title} it")
            for title in ("Review", "Map", "Tidy")
        )
        cls.chooser = ToolChooserPageFactory(
            title="Which tool fits?",
            answers=[
                answer_with(
                    "Something takes too long",
                    question_with(
                        "Where does the time go?",
                        answer_with("People look for things", cls.tidy),
                        answer_with("Nobody is sure", cls.map, cls.review),
                    ),
                    address="too-long",
                ),
                answer_with("Something happened", cls.review),
            ],
        )

    def visit(self, address=""):
        return self.client.get(f"{self.chooser.url}{address}")

    def hide(self, tool):
        tool.live = False
        tool.save()

    def test_begins_with_a_question_whose_answers_are_links(self):
        page = self.visit()
        self.assertContains(page, "What is wrong?")
        self.assertContains(page, f'href="{self.chooser.url}too-long/"')
        self.assertContains(page, f'href="{self.chooser.url}something-happened/"')

    def test_asks_further_and_shows_what_was_said(self):
        page = self.visit("too-long/")
        self.assertContains(page, "<h1>Where does the time go?</h1>", html=True)
        self.assertContains(page, "Something takes too long")
        self.assertContains(page, f'href="{self.chooser.url}too-long/nobody-is-sure/"')
        self.assertContains(page, f'class="given__change" href="{self.chooser.url}"')

    def test_ends_in_tools_with_their_reasons_and_a_pack(self):
        page = self.visit("too-long/nobody-is-sure/")
        self.assertContains(page, "Because Map.")
        self.assertContains(page, "Because Review.")
        self.assertNotContains(page, "Tidy")
        pack = f"{reverse('pack')}?tool={self.map.pk}&amp;tool={self.review.pk}"
        self.assertContains(page, f'href="{pack}"')
        self.assertContains(
            page, f'class="given__change" href="{self.chooser.url}too-long/"'
        )

    def test_each_answer_has_an_address_of_its_own(self):
        page = self.visit("too-long/nobody-is-sure/")
        self.assertContains(
            page,
            f'<link rel="canonical" href="http://testserver{self.chooser.url}too-long/nobody-is-sure/">',
        )
        self.assertContains(page, "<title>Nobody is sure – Which tool fits? – CLIC")

    def test_what_is_no_answer_is_not_found(self):
        for address in (
            "nothing/",
            "too-long/nothing/",
            "too-long/nobody-is-sure/more/",
            "something-happened/nobody-is-sure/",
            "a/b/c/d/",
            "%00/",
            "too-long/%F0%9F%90%91/",
        ):
            with self.subTest(address), zeal_ignore():
                self.assertEqual(self.visit(address).status_code, 404)

    def test_can_be_read_at_once(self):
        page = self.visit()
        self.assertContains(page, 'id="all"')
        for words in ("Nobody is sure", "Because Map.", "Because Tidy."):
            self.assertContains(page, words)
        self.assertNotContains(self.visit("too-long/"), 'id="all"')

    def test_a_hidden_tool_is_left_out_with_its_reason(self):
        self.hide(self.map)
        for address in ("", "too-long/nobody-is-sure/"):
            with self.subTest(address):
                page = self.visit(address)
                self.assertNotContains(page, "Because Map.")
                self.assertNotContains(page, f"tool={self.map.pk}")
        self.assertContains(page, "Because Review.")

    def test_a_restricted_tool_is_left_out(self):
        PageViewRestriction.objects.create(
            page=self.map, restriction_type=PageViewRestriction.LOGIN
        )
        self.client.force_login(UserFactory())
        self.assertNotContains(self.visit(), "Map")

    def test_a_deleted_tool_is_left_out(self):
        self.map.delete()
        self.assertNotContains(self.visit("too-long/nobody-is-sure/"), "Because Map.")

    def test_an_answer_that_leads_to_no_tool_is_not_offered(self):
        self.hide(self.tidy)
        self.assertNotContains(self.visit("too-long/"), "People look for things")
        address = "too-long/people-look-for-things/"
        self.assertEqual(self.visit(address).status_code, 404)

    def test_a_question_whose_answers_all_lead_nowhere_is_not_asked(self):
        for tool in (self.tidy, self.map, self.review):
            self.hide(tool)
        self.assertContains(self.visit(), "There is nothing to choose from yet")
        self.assertEqual(self.visit("too-long/").status_code, 404)

    def test_a_chooser_without_questions_says_so(self):
        chooser = ToolChooserPageFactory(slug="empty", question=[])
        page = self.client.get(chooser.url)
        self.assertContains(page, "There is nothing to choose from yet")

    def test_costs_the_same_with_few_and_with_many_tools(self):
        many = ToolChooserPageFactory(
            slug="many",
            answers=[
                answer_with(f"Answer {number}", *ToolPageFactory.create_batch(3))
                for number in range(10)
            ],
        )
        for page in (self.chooser, many):
            self.client.get(page.url)
            with self.subTest(page.slug), self.assertNumQueries(6):
                self.client.get(page.url)


class WarningTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tool = ToolPageFactory(title="Map")

    def warnings(self, *answers):
        return ToolChooserPageFactory(answers=answers).warnings

    def test_all_is_well_with_two_answers_that_lead_to_tools(self):
        answers = [answer_with("Waiting", self.tool), answer_with("Waste", self.tool)]
        self.assertEqual(self.warnings(*answers), [])

    def test_an_answer_that_leads_nowhere(self):
        warnings = self.warnings(
            answer_with("Waste", self.tool),
            answer_with(
                "Waiting",
                question_with(
                    "Where?", answer_with("Here", self.tool), answer_with("There")
                ),
            ),
        )
        self.assertEqual(warnings, ["“Waiting → There” leads nowhere yet."])

    def test_only_one_answer(self):
        warnings = self.warnings(answer_with("Waiting", self.tool))
        self.assertIn("“What is wrong?” has only one answer", warnings[0])

    def test_a_question_without_answers(self):
        (warning,) = self.warnings(
            answer_with("Waste", self.tool),
            answer_with("Waiting", question_with("Where?")),
        )
        self.assertEqual(warning, "“Where?” has no answers yet.")

    def test_more_tools_than_help_to_choose(self):
        tools = ToolPageFactory.create_batch(4)
        (warning,) = self.warnings(
            answer_with("Waste", self.tool), answer_with("Waiting", *tools)
        )
        self.assertIn("“Waiting” suggests 4 tools", warning)

    def test_tools_that_readers_do_not_see(self):
        draft = ToolPageFactory(title="Secret", live=False)
        warnings = self.warnings(
            answer_with("Waste", self.tool), answer_with("Waiting", self.tool, draft)
        )
        self.assertEqual(len(warnings), 1)
        self.assertIn("readers don't see “Secret”", warnings[0])

    def test_an_answer_that_readers_do_not_see(self):
        draft = ToolPageFactory(live=False)
        warnings = self.warnings(
            answer_with("Waste", self.tool), answer_with("Waiting", draft)
        )
        self.assertIn("Readers don't see the answer “Waiting”", warnings[1])

    def test_a_tool_that_was_deleted(self):
        gone = ToolPageFactory()
        chooser = ToolChooserPageFactory(
            answers=[answer_with("Waste", self.tool), answer_with("Waiting", gone)]
        )
        gone.delete()
        stored = ToolChooserPage.objects.get(pk=chooser.pk)
        self.assertIn("a tool was deleted", stored.warnings[0])


class EditingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tool = ToolPageFactory(title="Map")
        cls.chooser = ToolChooserPageFactory(
            answers=[answer_with("Waste", cls.tool), answer_with("Waiting", cls.tool)]
        )
        cls.editor = UserFactory(is_superuser=True)

    def setUp(self):
        self.client.force_login(self.editor)
        self.address = reverse("wagtailadmin_pages:edit", args=[self.chooser.pk])

    def send(self, *answers, **buttons):
        answers = [
            {
                "answer": text,
                "address": "",
                "leads_to": streamfield(
                    [("tools", _rows([{"tool": tool.pk, "reason": "It fits."}]))]
                    if tool
                    else []
                ),
            }
            for text, tool in answers
        ]
        question = {"question": "What is wrong?", "hint": "", "answers": _rows(answers)}
        form = {
            "title": "Which tool fits?",
            "slug": self.chooser.slug,
            "summary": "Three questions.",
            "question": streamfield([("question", question)]),
            "page_topics": inline_formset([]),
            "pinned_pages": inline_formset([]),
            "comments": inline_formset([]),
            **buttons,
        }
        return self.client.post(self.address, nested_form_data(form), follow=True)

    def latest(self):
        stored = ToolChooserPage.objects.get(pk=self.chooser.pk)
        return stored.get_latest_revision_as_object()

    def test_gives_each_answer_an_address_that_stays(self):
        self.send(("Takes too long", self.tool), ("Takes too long", self.tool))
        answers = self.latest().question[0].value["answers"]
        addresses = [answer["address"] for answer in answers]
        self.assertEqual(addresses, ["takes-too-long", "takes-too-long-2"])

    def test_a_draft_may_have_a_dead_end_and_the_editor_is_told(self):
        page = self.send(("Waste", self.tool), ("Waits", None))
        self.assertContains(page, "“Waits” leads nowhere yet.")
        self.assertEqual(self.latest().first_question.answers[1].text, "Waits")

    def test_a_dead_end_is_not_published(self):
        page = self.send(
            ("Waste", self.tool), ("Waits", None), **{"action-publish": "1"}
        )
        self.assertContains(page, "This answer leads nowhere. Add tools")
        stored = ToolChooserPage.objects.get(pk=self.chooser.pk)
        answers = [answer.text for answer in stored.first_question.answers]
        self.assertEqual(answers, ["Waste", "Waiting"])

    def test_a_whole_chooser_is_published(self):
        self.send(
            ("Takes too long", self.tool),
            ("Waste", self.tool),
            **{"action-publish": "1"},
        )
        page = self.client.get(f"{self.chooser.url}takes-too-long/")
        self.assertContains(page, "It fits.")

    def test_has_no_warning_where_all_is_well(self):
        self.assertNotContains(self.client.get(self.address), "leads nowhere")


def _rows(values):
    """What a list of blocks sends."""
    rows = {
        str(number): {"value": value, "order": str(number), "deleted": "", "id": ""}
        for number, value in enumerate(values)
    }
    return {**rows, "count": str(len(values))}
