"""Questions: when they are answered, who sees the open ones, and who is reminded of them."""

from datetime import timedelta
from unittest.mock import patch

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from comments.models import Comment, CommentDecision, PagePolicy
from comments.services import questions
from comments.services.deciding import approve, hide, restore
from comments.services.states import AlreadyDecided
from comments.services.writing import post_comment, remove_own
from pages.owners import looks_after, pages_looked_after_by, teams_of
from safeguards.models import OutboxMessage
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    TeamFactory,
    ToolPageFactory,
    member_of,
)

Action = CommentDecision.Action
State = Comment.State


class QuestionsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.team = TeamFactory(name="Falls team", mailbox="falls@ward.example")
        cls.owner = member_of("Editors", display_name="Olga", is_trusted=True)
        cls.team.members.add(cls.owner)
        cls.page = StoryPageFactory(title="Fewer falls", content_owner=cls.team)
        cls.moderator = member_of("Comment moderators")

    def setUp(self):
        cache.clear()

    def question(self, days=0, **fields):
        asked = timezone.now() - timedelta(days=days)
        return CommentFactory(
            **{
                "page": self.page,
                "body": "Where do we begin?",
                "is_question": True,
                "published_at": asked,
                "created_at": asked,
                **fields,
            }
        )

    def fresh(self, comment):
        return Comment.objects.get(pk=comment.pk)

    def actions(self, comment):
        found = CommentDecision.objects.filter(comment_id=comment.pk).order_by("pk")
        return [decision.action for decision in found]


class AnswerThatGoesTests(QuestionsTestCase):
    def answered(self):
        question = self.question()
        answer = post_comment(
            page=self.page, author=self.owner, parent=question, body="With one ward."
        )
        self.assertIsNotNone(self.fresh(question).answered_at)
        return question, answer

    def test_the_question_is_open_again(self):
        for take_away in (
            lambda answer: hide(answer, moderator=self.moderator),
            lambda answer: remove_own(answer, author=self.owner),
        ):
            question, answer = self.answered()
            take_away(answer)
            self.assertIsNone(self.fresh(question).answered_at)
            self.assertEqual(self.actions(question)[-1], Action.ASKED_AGAIN)

    def test_it_is_answered_when_the_answer_is_back(self):
        question, answer = self.answered()
        restore(hide(answer, moderator=self.moderator), moderator=self.moderator)
        self.assertIsNotNone(self.fresh(question).answered_at)

    def test_another_public_answer_is_enough(self):
        question, answer = self.answered()
        post_comment(
            page=self.page, author=self.owner, parent=question, body="Or with a team."
        )
        hide(answer, moderator=self.moderator)
        self.assertIsNotNone(self.fresh(question).answered_at)

    def test_what_a_person_settled_stays_settled(self):
        question, answer = self.answered()
        questions.ask_again(question, by=self.moderator)
        questions.mark_answered(question, by=self.moderator)
        hide(answer, moderator=self.moderator)
        self.assertIsNotNone(self.fresh(question).answered_at)

    def test_a_reply_without_a_badge_answers_nothing(self):
        question, _answer = self.answered()
        reply = CommentFactory(page=self.page, parent=question)
        hide(reply, moderator=self.moderator)
        self.assertIsNotNone(self.fresh(question).answered_at)


class OwnersTests(QuestionsTestCase):
    def test_pages_of_every_type_are_found_in_one_query(self):
        tool = ToolPageFactory(content_owner=self.team)
        StoryPageFactory(content_owner=TeamFactory())
        with self.assertNumQueries(1):
            own = pages_looked_after_by(self.owner)
        self.assertEqual(own, {self.page.pk, tool.pk})
        self.assertEqual(pages_looked_after_by(MemberFactory()), set())

    def test_teams_by_page(self):
        nobodys = StoryPageFactory()
        self.assertEqual(teams_of([self.page, nobodys]), {self.page.pk: self.team})
        self.assertTrue(looks_after(self.owner, self.page))
        self.assertFalse(looks_after(self.moderator, self.page))
        self.assertFalse(looks_after(self.owner, nobodys))
        self.assertFalse(looks_after(self.owner, nobodys.get_site().root_page))


class AnsweredTests(QuestionsTestCase):
    def test_a_reply_of_the_pages_team_answers(self):
        question = self.question()
        reply = post_comment(
            page=self.page, author=self.owner, parent=question, body="At the end."
        )
        self.assertTrue(reply.badge)
        self.assertIsNotNone(self.fresh(question).answered_at)
        decision = CommentDecision.objects.get(comment_id=question.pk)
        self.assertEqual(decision.action, Action.ANSWERED)
        self.assertEqual(decision.other_id, reply.pk)

    def test_once_it_is_public(self):
        question = self.question()
        reply = CommentFactory(
            page=self.page,
            parent=question,
            answers=question,
            badge="staff",
            state=State.WAITING,
        )
        self.assertIsNone(self.fresh(question).answered_at)
        approve(reply, moderator=self.moderator)
        self.assertIsNotNone(self.fresh(question).answered_at)

    def test_a_reply_of_another_member_does_not(self):
        question = self.question()
        author = MemberFactory(is_trusted=True)
        post_comment(
            page=self.page, author=author, parent=question, body="I wonder too."
        )
        self.assertIsNone(self.fresh(question).answered_at)

    def test_nor_does_who_asked(self):
        question = self.question(author=self.owner)
        post_comment(
            page=self.page, author=self.owner, parent=question, body="I mean it."
        )
        self.assertIsNone(self.fresh(question).answered_at)

    def test_is_logged_once(self):
        question = self.question()
        for words in ("First.", "And more."):
            post_comment(page=self.page, author=self.owner, parent=question, body=words)
        self.assertEqual(self.actions(question), [Action.ANSWERED])

    def test_what_a_moderator_looked_at_stays_the_same(self):
        question = self.question()
        questions.mark_answered(question, by=self.moderator)
        self.assertEqual(self.fresh(question).version, question.version)

    def test_who_asked_the_team_and_moderators_mark_and_open_again(self):
        question = self.question()
        for person in (question.author, self.owner, self.moderator):
            questions.mark_answered(question, by=person)
            self.assertIsNotNone(self.fresh(question).answered_at)
            questions.ask_again(question, by=person)
            self.assertIsNone(self.fresh(question).answered_at)
        self.assertEqual(
            self.actions(question), [Action.ANSWERED, Action.ASKED_AGAIN] * 3
        )

    def test_nobody_else(self):
        question = self.question()
        for person in (MemberFactory(), member_of("Publishers"), member_of("Editors")):
            with self.assertRaises(PermissionDenied):
                questions.mark_answered(question, by=person)
        self.assertIsNone(self.fresh(question).answered_at)

    def test_the_log_does_not_name_who_asked(self):
        question = self.question()
        questions.mark_answered(question, by=question.author)
        decision = CommentDecision.objects.get(comment_id=question.pk)
        self.assertIsNone(decision.moderator_id)

    def test_twice_and_what_is_no_question(self):
        question = self.question()
        questions.mark_answered(question, by=self.moderator)
        for comment in (
            question,
            self.question(is_question=False),
            self.question(state=State.HIDDEN),
        ):
            with self.assertRaises(AlreadyDecided):
                questions.mark_answered(comment, by=self.moderator)
        with self.assertRaises(AlreadyDecided):
            questions.ask_again(self.question(), by=self.moderator)


class AskersPageTests(QuestionsTestCase):
    def address(self, question):
        return reverse("comment_answered", args=[question.pk])

    def test_who_asked_finds_the_way_marks_it_and_comes_back(self):
        question = self.question()
        self.client.force_login(question.author)
        address = self.address(question)
        self.assertContains(self.client.get(self.page.url), f'href="{address}"')
        self.assertContains(self.client.get(address), "Is the question answered?")
        self.assertIsNone(self.fresh(question).answered_at)
        response = self.client.post(address, {"is": "answered"}, follow=True)
        self.assertContains(response, "The question is marked as answered.")
        self.assertContains(self.client.get(address), "Is the question open again?")
        self.client.post(address, {"is": "open"})
        self.assertIsNone(self.fresh(question).answered_at)

    def test_a_second_press_is_told_kindly(self):
        question = self.question()
        self.client.force_login(question.author)
        for _turn in range(2):
            response = self.client.post(self.address(question), follow=True)
        self.assertContains(response, "it was so already")
        self.assertEqual(self.actions(question), [Action.ANSWERED])

    def test_others_find_nothing(self):
        question = self.question()
        self.client.force_login(MemberFactory())
        self.assertNotContains(self.client.get(self.page.url), self.address(question))
        for comment in (question, self.question(is_question=False)):
            response = self.client.post(self.address(comment))
            self.assertEqual(response.status_code, 404)
        self.client.logout()
        self.assertEqual(self.client.post(self.address(question)).status_code, 302)
        self.assertIsNone(self.fresh(question).answered_at)


class ListTests(QuestionsTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.owner)

    def listed(self, name="open"):
        response = self.client.get(reverse(f"questions:{name}"))
        return [question.pk for question in response.context["questions"]]

    def test_mine_come_oldest_first_with_age_page_and_ways_on(self):
        newer, older = self.question(1), self.question(9)
        response = self.client.get(reverse("questions:open"))
        self.assertEqual(
            [question.pk for question in response.context["questions"]],
            [older.pk, newer.pk],
        )
        for words in (
            "Open for 1\xa0week, 2\xa0days",
            "Fewer falls",
            reverse("comment_reply", args=[older.pk]),
            reverse("questions:mark_answered", args=[older.pk]),
            'Open, on my pages <span class="queue-tabs__count">2</span>',
            'Open, on all pages <span class="queue-tabs__count">2</span>',
        ):
            self.assertContains(response, words)

    def test_each_list_has_its_own(self):
        mine = self.question()
        answered = self.question(answered_at=timezone.now())
        elsewhere = self.question(page=StoryPageFactory())
        self.assertEqual(self.listed(), [mine.pk])
        self.assertCountEqual(self.listed("open_all"), [mine.pk, elsewhere.pk])
        self.assertEqual(self.listed("answered"), [answered.pk])
        self.assertEqual(self.listed("answered_all"), [answered.pk])

    def test_nothing_that_readers_do_not_see(self):
        self.question(state=State.WAITING)
        self.question(state=State.HIDDEN)
        self.question(is_question=False)
        self.question(page=StoryPageFactory(live=False, content_owner=self.team))
        off = StoryPageFactory(content_owner=self.team)
        PagePolicy.objects.create(page=off, mode=PagePolicy.Mode.OFF)
        self.question(page=off)
        self.assertEqual(self.listed("open_all"), [])
        response = self.client.get(reverse("questions:open"))
        self.assertContains(response, "No question is open")

    def test_a_page_that_one_may_not_read_only_for_moderators(self):
        closed = StoryPageFactory(title="Minutes of the board")
        PageViewRestriction.objects.create(page=closed, restriction_type="groups")
        question = self.question(page=closed)
        self.assertEqual(self.listed("open_all"), [])
        for name in ("mark_answered", "ask_again", "lift"):
            address = reverse(f"questions:{name}", args=[question.pk])
            self.assertEqual(self.client.post(address).status_code, 404)
        self.client.force_login(self.moderator)
        self.assertEqual(self.listed("open_all"), [question.pk])

    def test_marks_and_opens_again(self):
        question = self.question()
        here = reverse("questions:open_all")
        address = reverse("questions:mark_answered", args=[question.pk])
        response = self.client.post(address, {"next": here})
        self.assertRedirects(response, here, fetch_redirect_response=False)
        self.assertIsNotNone(self.fresh(question).answered_at)
        response = self.client.post(address, follow=True)
        self.assertContains(response, "somebody else was quicker")
        self.client.post(reverse("questions:ask_again", args=[question.pk]))
        self.assertIsNone(self.fresh(question).answered_at)

    def test_never_by_get_and_never_to_another_site(self):
        question = self.question()
        for name in ("mark_answered", "ask_again", "lift"):
            address = reverse(f"questions:{name}", args=[question.pk])
            self.assertEqual(self.client.get(address).status_code, 405)
        response = self.client.post(
            reverse("questions:mark_answered", args=[question.pk]),
            {"next": "https://evil.example/"},
        )
        self.assertEqual(response["Location"], reverse("questions:open"))

    def test_who_may_look(self):
        stranger = member_of("Editors")
        no_admin = MemberFactory()
        self.team.members.add(no_admin)
        question = self.question()
        for person, may in (
            (self.moderator, True),
            (member_of("Publishers"), True),
            (stranger, False),
            (no_admin, False),
            (MemberFactory(), False),
        ):
            self.client.force_login(person)
            response = self.client.get(reverse("questions:open_all"))
            with self.subTest(person.display_name):
                self.assertEqual(response.status_code == 200, may)
                if not may:
                    self.client.post(
                        reverse("questions:mark_answered", args=[question.pk])
                    )
        self.assertIsNone(self.fresh(question).answered_at)

    def test_the_menu_shows_it_to_them_alone(self):
        home, address = reverse("wagtailadmin_home"), reverse("questions:open")
        self.assertContains(self.client.get(home), address)
        self.client.force_login(member_of("Editors"))
        self.assertNotContains(self.client.get(home), address)

    def test_costs_the_same_for_one_and_for_twenty(self):
        self.queries()
        counts = []
        for number in (1, 19):
            for _one in range(number):
                page = StoryPageFactory(content_owner=self.team)
                question = self.question(page=page)
                for _reply in range(2):
                    author = MemberFactory()
                    CommentFactory(page=page, parent=question, author=author)
            counts.append(self.queries())
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[1], 35)

    def queries(self):
        with CaptureQueriesContext(connection) as captured:
            self.client.get(reverse("questions:open"))
        return len(captured)

    def test_markup_is_shown_as_text_and_hidden_names_stay_hidden(self):
        question = self.question(body="<script>alert(1)</script>")
        author = MemberFactory(display_name="Secret Sam")
        CommentFactory(page=self.page, parent=question, author=author, hides_name=True)
        response = self.client.get(reverse("questions:open"))
        self.assertContains(response, "&lt;script&gt;alert(1)")
        self.assertNotContains(response, "Secret Sam")

    def test_home_counts_those_on_my_pages(self):
        self.question(9), self.question(1), self.question(page=StoryPageFactory())
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(
            response, "2 open questions on your pages, the oldest for 1\xa0week"
        )
        self.client.force_login(self.moderator)
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertNotContains(response, "on your pages")


@override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
class ReminderTests(QuestionsTestCase):
    def remind(self, days=0):
        later = timezone.now() + timedelta(days=days)
        with patch("django.utils.timezone.now", return_value=later):
            questions.remind_teams()

    def letters(self):
        found = OutboxMessage.objects.filter(kind="comments_open_questions")
        return list(found.order_by("pk"))

    def test_the_mailbox_hears_what_is_open_for_how_long_and_where(self):
        question = self.question(9)
        self.remind()
        [letter] = self.letters()
        self.assertEqual(letter.to, ["falls@ward.example"])
        self.assertIn("1 question on your pages waits", letter.subject)
        for words in (
            "“Fewer falls”, asked 1\xa0week, 2\xa0days ago",
            f"/comments/{question.pk}/",
        ):
            self.assertIn(words, letter.text_body)

    def test_holds_no_words_and_no_name(self):
        question = self.question()
        self.remind()
        [letter] = self.letters()
        for body in (letter.text_body, letter.html_body, letter.subject):
            self.assertNotIn("begin?", body)
            self.assertNotIn(question.author.display_name, body)

    def test_nothing_when_nothing_is_open(self):
        self.question(answered_at=timezone.now())
        self.question(state=State.WAITING)
        self.remind()
        self.assertEqual(self.letters(), [])

    def test_once_in_a_week(self):
        self.question()
        for _turn in range(3):
            self.remind()
        self.assertEqual(len(self.letters()), 1)
        self.remind(days=7)
        self.assertEqual(len(self.letters()), 2)

    def test_members_hear_where_there_is_no_mailbox(self):
        other, closed = MemberFactory(language="pl"), MemberFactory(is_active=False)
        self.team.mailbox = ""
        self.team.save()
        self.team.members.add(other, closed)
        self.question()
        self.remind()
        addresses = {letter.to[0] for letter in self.letters()}
        self.assertEqual(addresses, {self.owner.email, other.email})

    def test_one_mail_for_all_teams_of_a_mailbox(self):
        second = TeamFactory(mailbox="Falls@ward.example")
        self.question(page=StoryPageFactory(content_owner=second))
        self.question()
        self.remind()
        [letter] = self.letters()
        self.assertIn("2 questions", letter.subject)

    def test_pages_that_are_not_there_for_all_are_not_named(self):
        closed = StoryPageFactory(title="Board minutes", content_owner=self.team)
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        draft = StoryPageFactory(title="Not yet", live=False, content_owner=self.team)
        self.question(page=closed), self.question(page=draft)
        self.remind()
        self.assertEqual(self.letters(), [])
        # A person who may sign in may hear of what is for those who have.
        self.team.mailbox = ""
        self.team.save()
        self.remind()
        [letter] = self.letters()
        self.assertIn("Board minutes", letter.text_body)
        self.assertNotIn("Not yet", letter.text_body)

    def test_nobody_hears_of_pages_without_a_team(self):
        self.question(page=StoryPageFactory())
        self.remind()
        self.assertEqual(self.letters(), [])

    def test_costs_the_same_for_one_page_and_for_ten(self):
        counts = []
        self.question()
        self.remind()
        for number in (1, 9):
            for _one in range(number):
                self.question(page=StoryPageFactory(content_owner=self.team))
            OutboxMessage.objects.all().delete()
            with CaptureQueriesContext(connection) as captured:
                self.remind()
            counts.append(len(captured))
        self.assertEqual(counts[0], counts[1])


class SectionsHaveNoOwnerTests(TestCase):
    def test_a_section_can_have_questions_too(self):
        section = StoryIndexPageFactory()
        PagePolicy.objects.create(page=section, mode=PagePolicy.Mode.OPEN)
        CommentFactory(page=section, is_question=True)
        moderator = member_of("Comment moderators")
        self.assertEqual(questions.pages_with_questions_for(moderator), {section.pk})
        questions.remind_teams()
