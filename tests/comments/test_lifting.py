"""Lifting a question and its answer into the draft of their page."""

from django.core.exceptions import PermissionDenied
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from comments.models import Comment, CommentDecision, PagePolicy
from comments.services.lifting import (
    LiftedBefore,
    NoPlaceHere,
    NothingToLift,
    PageIsTaken,
    lift,
)
from pages.blocks.printing import rich_text_words
from pages.models import StoryIndexPage, StoryPage, ToolPage
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    TeamFactory,
    ToolPageFactory,
    member_of,
)

State = Comment.State


class LiftingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors", display_name="Edith")
        cls.team = TeamFactory()
        cls.team.members.add(cls.editor)
        cls.page = StoryPageFactory(
            title="Fewer falls",
            content_owner=cls.team,
            body=[("text", "<p>What the team did.</p>")],
        )
        cls.page.save_revision().publish()
        cls.question = CommentFactory(
            page=cls.page,
            is_question=True,
            body="Where do we <b>begin</b>?",
            author=MemberFactory(display_name="Asking Anna"),
        )
        cls.answer = CommentFactory(
            page=cls.page,
            parent=cls.question,
            answers=cls.question,
            body="At the end.\n\nThen at the start.",
            badge="staff",
            author=MemberFactory(display_name="Answering Ali"),
        )

    def draft(self, model=StoryPage, page=None):
        page = model.objects.get(pk=(page or self.page).pk)
        return page.get_latest_revision_as_object()

    def entries(self, stream):
        return [
            (one["question"], rich_text_words(one["answer"]))
            for block in stream
            if block.block_type == "questions"
            for one in block.value["questions"]
        ]


class LiftTests(LiftingTestCase):
    def test_puts_both_into_the_draft_and_publishes_nothing(self):
        lift(self.question, self.answer, by=self.editor)
        self.assertEqual(
            self.entries(self.draft().body),
            [("Where do we <b>begin</b>?", "At the end.\nThen at the start.")],
        )
        live = StoryPage.objects.get(pk=self.page.pk)
        self.assertEqual(self.entries(live.body), [])
        self.assertTrue(live.has_unpublished_changes)
        self.assertEqual(live.latest_revision.user_id, self.editor.pk)

    def test_takes_no_name_along_and_no_markup(self):
        lift(self.question, self.answer, by=self.editor)
        html = self.draft().body.render_as_block()
        self.assertNotIn("Anna", html)
        self.assertNotIn("Ali", html)
        self.assertNotIn("<b>", html)
        self.assertIn("&lt;b&gt;begin", html)

    def test_keeps_what_others_left_in_the_draft(self):
        draft = self.draft()
        draft.title = "Fewer falls, by half"
        draft.body.append(("quote", {"quote": "Not yet public", "attribution": ""}))
        draft.save_revision(user=member_of("Editors"))
        lift(self.question, self.answer, by=self.editor)
        draft = self.draft()
        self.assertEqual(draft.title, "Fewer falls, by half")
        self.assertEqual(
            [block.block_type for block in draft.body], ["text", "quote", "questions"]
        )
        self.assertEqual(StoryPage.objects.get(pk=self.page.pk).title, "Fewer falls")

    def test_half_a_draft_is_no_obstacle(self):
        draft = self.draft()
        draft.summary = ""
        draft.save_revision(clean=False)
        lift(self.question, self.answer, by=self.editor)
        self.assertEqual(len(self.entries(self.draft().body)), 1)

    def test_others_follow_and_the_same_is_refused(self):
        lift(self.question, self.answer, by=self.editor)
        with self.assertRaises(LiftedBefore):
            lift(self.question, self.answer, by=self.editor)
        second = CommentFactory(page=self.page, parent=self.question, body="Or not.")
        lift(self.question, second, by=self.editor)
        self.assertEqual(len(self.entries(self.draft().body)), 2)
        self.assertEqual(
            [block.block_type for block in self.draft().body], ["text", "questions"]
        )

    def test_a_tool_takes_it_where_its_questions_stand(self):
        tool = ToolPageFactory()
        question = CommentFactory(page=tool, is_question=True)
        answer = CommentFactory(page=tool, parent=question)
        lift(question, answer, by=self.editor)
        draft = self.draft(ToolPage, tool)
        self.assertEqual(len(self.entries(draft.questions)), 1)
        self.assertEqual(len(draft.example), 0)

    def test_is_logged(self):
        lift(self.question, self.answer, by=self.editor)
        decision = CommentDecision.objects.get(comment_id=self.question.pk)
        self.assertEqual(decision.action, CommentDecision.Action.LIFTED)
        self.assertEqual(decision.moderator_id, self.editor.pk)
        self.assertEqual(decision.other_id, self.answer.pk)

    def test_who_may_not_edit_the_page_may_not_lift(self):
        for person in (
            MemberFactory(),
            member_of("Comment moderators"),
            self.question.author,
        ):
            with self.assertRaises(PermissionDenied):
                lift(self.question, self.answer, by=person)
        self.assertEqual(self.entries(self.draft().body), [])

    def test_only_what_readers_see(self):
        elsewhere = CommentFactory(page=self.page)
        own = CommentFactory(
            page=self.page, parent=self.question, author=self.question.author
        )
        waiting = CommentFactory(
            page=self.page, parent=self.question, state=State.WAITING
        )
        for question, answer in (
            (self.question, elsewhere),
            (self.question, own),
            (self.question, waiting),
            (self.question, self.question),
            (elsewhere, self.answer),
        ):
            with self.assertRaises(NothingToLift):
                lift(question, answer, by=self.editor)
        Comment.objects.filter(pk=self.question.pk).update(state=State.HIDDEN)
        with self.assertRaises(NothingToLift):
            lift(self.question, self.answer, by=self.editor)

    def test_a_locked_page_refuses(self):
        other = member_of("Publishers")
        StoryPage.objects.filter(pk=self.page.pk).update(
            locked=True, locked_by=other, locked_at=timezone.now()
        )
        with self.assertRaises(PageIsTaken):
            lift(self.question, self.answer, by=self.editor)

    def test_a_page_that_waits_for_approval_refuses_everybody(self):
        page = StoryPage.objects.get(pk=self.page.pk)
        page.save_revision(user=self.editor)
        Workflow.objects.get(active=True).start(page, self.editor)
        for person in (self.editor, member_of("Publishers")):
            with self.assertRaises(PageIsTaken):
                lift(self.question, self.answer, by=person)

    def test_a_page_without_a_place_refuses(self):
        section = StoryIndexPage.objects.get()
        PagePolicy.objects.create(page=section, mode=PagePolicy.Mode.OPEN)
        question = CommentFactory(page=section, is_question=True)
        answer = CommentFactory(page=section, parent=question)
        with self.assertRaises(NoPlaceHere):
            lift(question, answer, by=self.editor)


class ButtonTests(LiftingTestCase):
    def setUp(self):
        self.client.force_login(self.editor)

    def address(self, question=None):
        return reverse("questions:lift", args=[(question or self.question).pk])

    def test_one_press_lifts_and_says_what_to_check(self):
        listing = reverse("questions:open")
        self.assertContains(self.client.get(listing), self.address())
        response = self.client.post(
            self.address(), {"answer": self.answer.pk, "next": listing}, follow=True
        )
        self.assertContains(response, "Check them for personal details")
        self.assertContains(
            response, reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        )
        self.assertContains(response, "Lifted into the page before")
        self.assertEqual(len(self.entries(self.draft().body)), 1)

    def test_a_second_press_says_that_it_is_there(self):
        for _turn in range(2):
            response = self.client.post(
                self.address(), {"answer": self.answer.pk}, follow=True
            )
        self.assertContains(response, "has this question with this answer already")
        self.assertEqual(len(self.entries(self.draft().body)), 1)

    def test_answers_are_chosen_where_there_are_several(self):
        second = CommentFactory(page=self.page, parent=self.question, body="Or not.")
        response = self.client.get(reverse("questions:open"))
        self.assertContains(response, f'<option value="{second.pk}">')
        self.client.post(self.address(), {"answer": second.pk})
        self.assertEqual(self.entries(self.draft().body)[0][1], "Or not.")

    def test_bad_choices_are_told_kindly(self):
        other = CommentFactory(page=self.page)
        for answer in ("", "x", "\x00", "9" * 40, other.pk, self.question.pk):
            with self.subTest(answer=answer):
                response = self.client.post(
                    self.address(), {"answer": answer}, follow=True
                )
                self.assertContains(response, "Choose an answer that readers see.")
        self.assertEqual(self.entries(self.draft().body), [])

    def test_no_button_without_an_answer_or_a_place_or_the_right(self):
        Comment.objects.filter(pk=self.answer.pk).update(state=State.HIDDEN)
        listing = reverse("questions:open_all")
        self.assertNotContains(self.client.get(listing), self.address())
        Comment.objects.filter(pk=self.answer.pk).update(state=State.PUBLISHED)
        section = StoryIndexPage.objects.get()
        PagePolicy.objects.create(page=section, mode=PagePolicy.Mode.OPEN)
        question = CommentFactory(page=section, is_question=True)
        CommentFactory(page=section, parent=question)
        self.assertNotContains(self.client.get(listing), self.address(question))
        self.assertContains(self.client.get(listing), self.address())
        self.client.force_login(member_of("Comment moderators"))
        self.assertNotContains(self.client.get(listing), self.address())
        response = self.client.post(self.address(), {"answer": self.answer.pk})
        self.assertNotEqual(response.status_code, 200)
        self.assertEqual(self.entries(self.draft().body), [])
