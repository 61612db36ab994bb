"""What editors see of contributions in the Wagtail admin, and what they can do."""

from unittest import mock

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contributions.models import Contribution, State
from contributions.services import receive_contribution, turn_down
from pages.models import StoryPage
from tests.contributions.told import told
from tests.factories import (
    MemberFactory,
    StoryIndexPageFactory,
    ToolPageFactory,
    UserFactory,
    member_of,
)

MARKUP = "<script>alert(1)</script>"


class InboxTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors")
        cls.member = MemberFactory()
        cls.tool = ToolPageFactory(title="Daily huddle")
        StoryIndexPageFactory()

    def setUp(self):
        self.client.force_login(self.editor)

    def receive(self, **changes):
        return receive_contribution(
            sender=self.member, tool=self.tool, **told(**changes)
        )

    def receive_without_draft(self):
        with (
            mock.patch.object(StoryPage, "save_revision", side_effect=ValueError),
            self.assertLogs("contributions.services", "ERROR"),
        ):
            return self.receive()


class ListTests(InboxTestCase):
    def shown(self, name="all", **query):
        address = reverse(f"contributions_inbox:{name}")
        response = self.client.get(address, query)
        self.assertEqual(response.status_code, 200)
        return list(response.context["object_list"])

    def test_has_a_folder_for_each_state(self):
        waiting, down = self.receive(), self.receive()
        turn_down(down, answer="No.", by=self.editor)
        received = self.receive_without_draft()
        published = self.receive()
        published.story.get_latest_revision().publish()
        self.assertEqual(self.shown(), [published, received, down, waiting])
        self.assertEqual(self.shown("with-editors"), [waiting])
        self.assertEqual(self.shown("not-published"), [down])
        self.assertEqual(self.shown("received"), [received])
        self.assertEqual(self.shown("published"), [published])
        self.assertEqual(self.shown("taken-down"), [])

    def test_searches_words_tools_and_references(self):
        wanted = self.receive(text="We used green cards.")
        other = receive_contribution(
            sender=self.member, tool=ToolPageFactory(), **told()
        )
        for words in ("GREEN", "huddle", wanted.reference):
            self.assertEqual(self.shown(q=words), [wanted])
        self.assertEqual(self.shown(q=other.reference), [other])

    def test_hostile_searches_and_pages_break_nothing(self):
        self.receive()
        for query in (
            {"q": "\x00"},
            {"q": "%" * 5000},
            {"p": "-1"},
            {"care_setting": "9" * 40},
            {"ordering": "state'--"},
            {"created_at_from": "never"},
        ):
            with self.subTest(query=query):
                self.shown(**query)

    def test_asks_as_many_questions_for_many_as_for_few(self):
        self.receive()
        self.shown()
        few = self.count_queries()
        for _each in range(8):
            self.receive()
        self.assertEqual(self.count_queries(), few)

    def count_queries(self):
        with CaptureQueriesContext(connection) as queries:
            self.shown()
        return len(queries)

    def test_is_in_the_menu_of_those_who_may_read_it(self):
        home = reverse("wagtailadmin_home")
        inbox = reverse("contributions_inbox:all")
        self.assertContains(self.client.get(home), inbox)
        self.client.force_login(member_of("Comment moderators"))
        self.assertNotContains(self.client.get(home), inbox)


class ContributionTests(InboxTestCase):
    def address(self, name, contribution):
        return reverse(f"contributions_inbox:{name}", args=[contribution.pk])

    def show(self, contribution):
        return self.client.get(self.address("contribution", contribution))

    def test_shows_all_there_is_as_text(self):
        contribution = self.receive(
            title=MARKUP,
            text=f"One\n\n{MARKUP}",
            place="Ward 4",
            measure="minutes",
            before=20,
            after=10,
        )
        response = self.show(contribution)
        self.assertNotContains(response, MARKUP)
        for part in ("&lt;script&gt;", "Ward 4", "minutes", "Daily huddle"):
            self.assertContains(response, part)

    def test_leads_publishers_to_the_draft(self):
        contribution = self.receive()
        self.client.force_login(member_of("Publishers"))
        address = reverse("wagtailadmin_pages:edit", args=[contribution.story_id])
        self.assertContains(self.show(contribution), address)
        self.assertEqual(self.client.get(address).status_code, 200)

    def test_turns_down_with_an_answer(self):
        contribution = self.receive()
        response = self.client.post(
            self.address("turn_down", contribution), {"answer": "Too short."}
        )
        self.assertRedirects(response, self.address("contribution", contribution))
        kept = Contribution.objects.get()
        self.assertEqual((kept.state, kept.answer), (State.NOT_PUBLISHED, "Too short."))
        response = self.show(contribution)
        self.assertContains(response, "Too short.")
        self.assertContains(response, "Turned down")
        self.assertNotContains(response, self.address("turn_down", contribution))

    def test_asks_for_an_answer_and_keeps_what_was_typed(self):
        contribution = self.receive()
        address = self.address("turn_down", contribution)
        response = self.client.post(address, {"answer": "\x00 "})
        self.assertContains(response, "Write an answer", status_code=422)
        response = self.client.post(address, {"answer": "a" * 2001})
        self.assertContains(response, "a" * 2001, status_code=422)
        self.assertEqual(Contribution.objects.get().state, State.WITH_EDITORS)

    def test_says_who_was_quicker(self):
        contribution = self.receive()
        turn_down(contribution, answer="First.", by=self.editor)
        response = self.client.post(
            self.address("turn_down", contribution), {"answer": "Second."}, follow=True
        )
        self.assertContains(response, "somebody else was quicker")
        self.assertEqual(Contribution.objects.get().answer, "First.")

    def test_tries_again_to_make_a_draft(self):
        contribution = self.receive_without_draft()
        address = self.address("try_again", contribution)
        self.assertContains(self.show(contribution), address)
        self.client.post(address)
        self.assertEqual(Contribution.objects.get().state, State.WITH_EDITORS)

    def test_says_what_keeps_a_draft_from_being_made(self):
        contribution = self.receive_without_draft()
        with (
            mock.patch.object(StoryPage, "save_revision", side_effect=ValueError),
            self.assertLogs("contributions.services", "ERROR"),
        ):
            response = self.client.post(
                self.address("try_again", contribution), follow=True
            )
        self.assertContains(response, "The draft could not be made")

    def test_nothing_happens_by_a_link(self):
        contribution = self.receive()
        for name in ("turn_down", "try_again"):
            response = self.client.get(self.address(name, contribution))
            self.assertEqual(response.status_code, 405)

    def test_others_neither_read_nor_decide(self):
        contribution = self.receive()
        moderator = member_of("Comment moderators")
        for person in (moderator, self.member, UserFactory()):
            self.client.force_login(person)
            self.assertNotEqual(self.show(contribution).status_code, 200)
            for name in ("turn_down", "try_again"):
                self.client.post(self.address(name, contribution), {"answer": "No."})
        self.assertEqual(Contribution.objects.get().state, State.WITH_EDITORS)

    def test_survives_a_sender_a_tool_and_a_draft_that_are_gone(self):
        contribution = self.receive()
        contribution.story.delete()
        self.tool.delete()
        self.member.delete()
        response = self.show(contribution)
        self.assertContains(response, "A former member")
        self.assertContains(response, "The draft was deleted")

    def test_a_contribution_that_never_was(self):
        for name in ("contribution", "turn_down", "try_again"):
            address = reverse(f"contributions_inbox:{name}", args=[0])
            method = self.client.get if name == "contribution" else self.client.post
            self.assertEqual(method(address).status_code, 404)
