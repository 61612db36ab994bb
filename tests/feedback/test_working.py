"""What colleagues do with a message while it is open."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from feedback.models import FeedbackEvent, FeedbackItem, FeedbackKind, FeedbackNote
from feedback.services import deciding, working
from feedback.services.states import ChangedMeanwhile
from tests.factories import FeedbackItemFactory, StoryPageFactory, member_of

State = FeedbackItem.State


class WorkingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors", display_name="Ann Editor")
        cls.publisher = member_of("Publishers", display_name="Paul Publisher")
        cls.item = FeedbackItemFactory()

    def logged(self):
        events = FeedbackEvent.objects.about(self.item)
        return [(event.action, event.other_id, event.codes) for event in events]


class AssignTests(WorkingTestCase):
    def test_what_is_new_is_being_dealt_with_and_given_back_it_is_new_again(self):
        item = working.assign(self.item, self.publisher, by=self.editor, seen=1)
        self.assertEqual((item.state, item.version), (State.IN_HAND, 2))
        item = working.assign(item, None, by=self.publisher, seen=2)
        self.assertEqual((item.state, item.assignee), (State.NEW, None))
        self.assertEqual(
            self.logged(),
            [
                ("assigned", self.publisher.pk, []),
                ("unassigned", self.publisher.pk, []),
            ],
        )

    def test_what_waits_goes_on_waiting(self):
        working.wait_for(self.item, "the pharmacy", by=self.editor)
        item = working.assign(self.item, self.publisher, by=self.editor)
        self.assertEqual((item.state, item.waits_for), (State.WAITING, "the pharmacy"))
        item = working.assign(self.item, None, by=self.editor)
        self.assertEqual(item.state, State.WAITING)

    def test_what_somebody_has_who_may_no_longer_is_everybodys_again(self):
        working.assign(self.item, self.publisher, by=self.editor)
        self.assertEqual(working.give_back_what_is_left_behind(), 0)
        self.publisher.groups.clear()
        self.assertEqual(working.give_back_what_is_left_behind(), 1)
        self.item.refresh_from_db()
        self.assertEqual((self.item.state, self.item.assignee), (State.NEW, None))
        self.assertEqual(
            FeedbackEvent.objects.about(self.item).last().other_id, self.publisher.pk
        )
        self.assertEqual(working.give_back_what_is_left_behind(), 0)

    def test_twice_is_done_once(self):
        for _click in range(2):
            item = working.assign(self.item, self.publisher, by=self.editor, seen=1)
        self.assertEqual(item.version, 2)
        self.assertEqual(len(self.logged()), 1)

    def test_somebody_quicker_is_not_overwritten(self):
        working.assign(self.item, self.publisher, by=self.publisher, seen=1)
        with self.assertRaises(ChangedMeanwhile) as caught:
            working.assign(self.item, self.editor, by=self.editor, seen=1)
        self.assertEqual(caught.exception.item.assignee, self.publisher)

    def test_what_is_done_is_not_assigned(self):
        deciding.mark_done(self.item, by=self.editor)
        with self.assertRaises(ChangedMeanwhile):
            working.assign(self.item, self.publisher, by=self.editor)

    def test_only_colleagues_who_may_decide_get_it(self):
        suspended = member_of("Editors", suspended_at=timezone.now())
        closed = member_of("Editors", is_active=False)
        for person in [member_of(), member_of("Comment moderators"), suspended, closed]:
            with (
                self.subTest(person),
                self.assertRaises(working.CannotBeAssigned),
            ):
                working.assign(self.item, person, by=self.editor)
        self.assertEqual(self.logged(), [])
        self.assertCountEqual(working.colleagues(), [self.editor, self.publisher])

    def test_only_colleagues_who_may_decide_do_it(self):
        readers = Group.objects.create(name="Readers of feedback")
        readers.permissions.add(Permission.objects.get(codename="view_feedbackitem"))
        for person in [
            member_of(),
            member_of("Comment moderators"),
            member_of("Readers of feedback"),
        ]:
            for act in [
                lambda by: working.assign(self.item, self.editor, by=by),
                lambda by: working.set_due(self.item, None, by=by),
                lambda by: working.set_kind(self.item, None, by=by),
                lambda by: working.set_page(self.item, None, by=by),
                lambda by: working.wait_for(self.item, "them", by=by),
                lambda by: working.resume(self.item, by=by),
                lambda by: working.add_note(self.item, "Hello", by=by),
                lambda by: working.set_tags(self.item, ["one"], by=by),
                lambda by: deciding.mark_done(self.item, by=by),
                lambda by: deciding.mark_all_done(self.item, by=by),
                lambda by: deciding.mark_spam(self.item, by=by),
                lambda by: deciding.reopen(self.item, by=by),
                lambda by: working.read_details(self.item, by=by),
            ]:
                with self.assertRaises(PermissionDenied):
                    act(person)
        self.assertEqual(self.logged(), [])


class ChangeTests(WorkingTestCase):
    def test_the_day_it_is_due_is_changed_and_logged(self):
        day = date(2026, 12, 24)
        working.set_due(self.item, day, by=self.editor, seen=1)
        item = working.set_due(self.item, None, by=self.editor, seen=2)
        self.assertIsNone(item.due_on)
        self.assertEqual(
            self.logged(),
            [
                ("due_changed", None, ["to:2026-12-24"]),
                ("due_changed", None, ["from:2026-12-24"]),
            ],
        )

    def test_kind_and_page_are_changed_even_once_it_is_done(self):
        deciding.mark_done(self.item, by=self.editor)
        kind = FeedbackKind.objects.get(name="Praise")
        page = StoryPageFactory()
        working.set_kind(self.item, kind, by=self.editor)
        item = working.set_page(self.item, page.page_ptr, by=self.editor)
        self.assertEqual((item.kind, item.page_id), (kind, page.pk))
        self.assertEqual(
            self.logged()[1:],
            [
                ("kind_changed", None, [f"to:{kind.pk}"]),
                ("page_changed", None, [f"to:{page.pk}"]),
            ],
        )

    def test_waiting_says_for_whom_until_it_is_over(self):
        item = working.wait_for(self.item, "the pharmacy", by=self.editor, seen=1)
        self.assertEqual((item.state, item.waits_for), (State.WAITING, "the pharmacy"))
        item = working.resume(self.item, by=self.publisher, seen=2)
        self.assertEqual(
            (item.state, item.waits_for, item.assignee),
            (State.IN_HAND, "", self.publisher),
        )

    def test_the_log_holds_nothing_that_was_typed(self):
        working.wait_for(self.item, "Ann from the pharmacy", by=self.editor)
        working.add_note(self.item, "Ann says no", by=self.editor)
        working.set_tags(self.item, ["Ann"], by=self.editor)
        self.assertNotIn("Ann", str(self.logged()))

    def test_a_note_is_kept_once_for_two_clicks(self):
        for _click in range(2):
            working.add_note(self.item, "I asked.", by=self.editor, seen=1)
        note = FeedbackNote.objects.get()
        self.assertEqual((note.author, note.body), (self.editor, "I asked."))
        self.assertEqual(self.logged(), [("noted", note.pk, [])])

    def test_a_note_waits_for_a_look_at_what_another_wrote(self):
        working.add_note(self.item, "I asked.", by=self.editor, seen=1)
        with self.assertRaises(ChangedMeanwhile):
            working.add_note(self.item, "I ask.", by=self.publisher, seen=1)
        self.assertEqual(FeedbackNote.objects.count(), 1)

    def test_tags_are_one_whatever_their_case_and_logged_by_number(self):
        working.set_tags(self.item, ["Stores", " links ", ""], by=self.editor, seen=1)
        self.assertCountEqual(self.item.tags.names(), ["Stores", "links"])
        item = working.set_tags(self.item, ["stores", "LINKS"], by=self.editor, seen=1)
        self.assertEqual(item.version, 2)
        stores, links = self.item.tags.order_by("-name").reverse()
        working.set_tags(self.item, ["links", "\U0001f600"], by=self.editor, seen=2)
        smile = self.item.tags.get(name="\U0001f600")
        self.assertEqual(
            self.logged()[-1],
            ("tagged", None, [f"added:{smile.pk}", f"removed:{stores.pk}"]),
        )
        other = FeedbackItemFactory()
        working.set_tags(other, ["Links"], by=self.editor)
        self.assertEqual(other.tags.get(), links)

    def test_tags_of_somebody_quicker_stay(self):
        working.set_tags(self.item, ["one"], by=self.publisher, seen=1)
        with self.assertRaises(ChangedMeanwhile):
            working.set_tags(self.item, ["two"], by=self.editor, seen=1)
        self.assertEqual(list(self.item.tags.names()), ["one"])


class ClosingTests(WorkingTestCase):
    def test_twice_is_done_once_and_late_is_told(self):
        first = deciding.mark_done(self.item, by=self.editor, seen=1)
        again = deciding.mark_done(self.item, by=self.editor, seen=1)
        self.assertEqual(first.handled_at, again.handled_at)
        with self.assertRaises(ChangedMeanwhile):
            deciding.mark_spam(self.item, by=self.publisher, seen=1)

    def test_spam_is_not_done(self):
        deciding.mark_spam(self.item, by=self.editor)
        with self.assertRaises(ChangedMeanwhile):
            deciding.mark_done(self.item, by=self.editor)

    def test_reopened_goes_back_to_whoever_had_it(self):
        working.assign(self.item, self.publisher, by=self.editor)
        deciding.mark_done(self.item, by=self.publisher)
        item = deciding.reopen(self.item, by=self.editor)
        self.assertEqual(
            (item.state, item.assignee, item.handled_by),
            (State.IN_HAND, self.publisher, None),
        )

    def test_reopened_is_new_where_whoever_had_it_may_no_longer_deal_with_it(self):
        working.assign(self.item, self.publisher, by=self.editor)
        deciding.mark_done(self.item, by=self.publisher)
        self.publisher.groups.clear()
        item = deciding.reopen(self.item, by=self.editor)
        self.assertEqual((item.state, item.assignee), (State.NEW, None))

    def test_what_was_deleted_is_told_of(self):
        gone = FeedbackItemFactory()
        FeedbackItem.objects.get(pk=gone.pk).delete()
        with self.assertRaises(ChangedMeanwhile):
            deciding.mark_done(gone, by=self.editor)
        with self.assertRaises(ChangedMeanwhile):
            deciding.mark_all_done(gone, by=self.editor)


class AtOnceTests(TransactionTestCase):
    serialized_rollback = True

    def test_of_ten_who_act_on_what_they_saw_one_does_and_nine_are_told(self):
        item = FeedbackItemFactory()
        colleagues = [member_of("Editors") for _number in range(10)]
        start = Barrier(len(colleagues))

        def act(number):
            colleague = colleagues[number]
            acts = [
                lambda: working.assign(item, colleague, by=colleague, seen=1),
                lambda: working.add_note(item, f"Note {number}", by=colleague, seen=1),
                lambda: working.set_tags(item, [f"t{number}"], by=colleague, seen=1),
                lambda: working.wait_for(item, "them", by=colleague, seen=1),
                lambda: working.set_due(item, date(2026, 1, 2), by=colleague, seen=1),
            ]
            try:
                start.wait()
                acts[number % len(acts)]()
            except ChangedMeanwhile:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(len(colleagues)) as threads:
            done = list(threads.map(act, range(len(colleagues))))
        item.refresh_from_db()
        # Two may have wanted the very same thing: then it is done once, and both find it so.
        self.assertIn(sum(done), {1, 2})
        self.assertEqual(item.version, 2)
        self.assertEqual(FeedbackEvent.objects.about(item).count(), 1)

    def test_two_clicks_at_once_make_one_note(self):
        item = FeedbackItemFactory()
        editor = member_of("Editors")
        start = Barrier(2)

        def click(_number):
            try:
                start.wait()
                working.add_note(item, "I asked.", by=editor, seen=1)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as threads:
            list(threads.map(click, range(2)))
        self.assertEqual(FeedbackNote.objects.count(), 1)
