"""What editing leaves of an editor, and what becomes of it when they go."""

import json

from django.test import TestCase
from django.utils import timezone
from wagtail.models import (
    Comment,
    CommentReply,
    Page,
    PageLogEntry,
    PageSubscription,
)

from accounts.registry import registered
from tests.factories import MemberFactory, StoryPageFactory, TeamFactory, member_of


class PersonalDataTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.data = next(each for each in registered() if each.key == "editing")
        cls.editor = member_of("Editors")
        cls.colleague = member_of("Editors")
        page = StoryPageFactory(title="Fewer falls", owner=cls.editor)
        cls.own = Comment.objects.create(
            page=page, user=cls.editor, text="Is this so?", contentpath="title"
        )
        cls.others = Comment.objects.create(
            page=page, user=cls.colleague, text="Too long.", contentpath="title"
        )
        CommentReply.objects.create(
            comment=cls.others, user=cls.editor, text="Shorter now."
        )
        kept = CommentReply.objects.create(
            comment=cls.others, user=cls.colleague, text="Good."
        )
        page = Page.objects.get(pk=page.pk).specific
        cls.version = page.save_revision(user=cls.editor)
        cls.own.log_create(page_revision=cls.version, user=cls.editor)
        cls.others.log_create(page_revision=cls.version, user=cls.colleague)
        kept.log_create(page_revision=cls.version, user=cls.colleague)
        TeamFactory(name="Falls team").members.add(cls.editor)
        PageSubscription.objects.create(
            user=cls.editor, page=page, comment_notifications=True
        )
        cls.page = page

    def test_my_account_says_nothing_of_it(self):
        self.assertFalse(self.data.summary(self.editor))

    def test_export_holds_what_one_wrote_and_keeps(self):
        exported = json.loads(json.dumps(self.data.export(self.editor)))
        self.assertEqual(exported["teams"], ["Falls team"])
        self.assertEqual(
            [each["page"] for each in exported["pages_begun"]], ["Fewer falls"]
        )
        self.assertEqual(
            [each["text"] for each in exported["notes"]],
            ["Is this so?", "Shorter now."],
        )
        self.assertEqual(
            [each["note"] for each in exported["steps"] if each["note"]],
            ["Is this so?"],
        )

    def test_export_of_a_member_who_edits_nothing_is_empty(self):
        exported = self.data.export(MemberFactory())
        self.assertFalse(any(exported.values()))

    def test_notes_go_from_versions_and_log_and_those_of_others_stay(self):
        for keep_words in (True, False):
            with self.subTest(keep_words=keep_words):
                self.data.erase(self.editor, keep_words)
                self.version.refresh_from_db()
                said = json.dumps(self.version.content)
                self.assertNotIn("Is this so?", said)
                self.assertNotIn("Shorter now.", said)
                self.assertIn("Too long.", said)
                self.assertIn("Good.", said)
                logged = [
                    json.dumps(entry.data)
                    for entry in PageLogEntry.objects.filter(
                        action__startswith="wagtail.comments."
                    )
                ]
                self.assertEqual(sum("Is this so?" in each for each in logged), 0)
                self.assertEqual(sum("Too long." in each for each in logged), 2)

    def test_a_version_can_still_be_taken_up(self):
        self.data.erase(self.editor, False)
        self.editor.delete()
        self.version.refresh_from_db()
        self.version.publish()
        self.page.refresh_from_db()
        self.assertTrue(self.page.live)
        self.assertEqual(Comment.objects.get().text, "Too long.")

    def test_a_note_that_was_deleted_before_goes_from_the_log_too(self):
        self.own.delete()
        self.data.erase(self.editor, True)
        logged = PageLogEntry.objects.filter(action="wagtail.comments.create")
        self.assertFalse(
            any("Is this so?" in json.dumps(entry.data) for entry in logged)
        )

    def test_says_of_how_much_it_was(self):
        # A page, a version, a note, a reply, a subscription, a team.
        self.assertEqual(self.data.erase(self.editor, True), 6)
        self.assertEqual(self.data.erase(MemberFactory(), True), 0)

    def test_answers_to_drafts_lose_their_words_where_words_go(self):
        state = self._answered("Not yet, Priya.")
        self.data.erase(self.editor, True)
        state.refresh_from_db()
        self.assertEqual(state.comment, "Not yet, Priya.")
        self.data.erase(self.editor, False)
        state.refresh_from_db()
        self.assertEqual(state.comment, "")

    def _answered(self, comment):
        workflow_state = self.page.get_workflow().start(self.page, user=None)
        state = workflow_state.current_task_state
        state.finished_at, state.finished_by = timezone.now(), self.editor
        state.comment = comment
        state.save()
        return state
