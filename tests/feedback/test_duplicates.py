"""Messages that say the same."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase, TransactionTestCase

from feedback.models import FeedbackEvent, FeedbackItem, FeedbackKind
from feedback.models.linking import to_link_with
from feedback.services import deciding
from feedback.services.duplicates import (
    AlreadyTogether,
    CannotLink,
    answered_with,
    link,
    unlink,
)
from feedback.services.states import ChangedMeanwhile
from tests.factories import FeedbackItemFactory, StoryPageFactory, member_of

State = FeedbackItem.State


class LinkTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors")
        cls.first, cls.second, cls.third = FeedbackItemFactory.create_batch(3)

    def head_of(self, item):
        return FeedbackItem.objects.get(pk=item.pk).duplicate_of

    def test_an_answer_to_one_answers_all_whichever_it_is(self):
        link(self.second, self.first, by=self.editor, seen=1)
        link(self.third, self.first, by=self.editor, seen=1)
        for item, others in [
            (self.first, [self.second, self.third]),
            (self.second, [self.first, self.third]),
            (self.third, [self.first, self.second]),
        ]:
            item.refresh_from_db()
            self.assertEqual(answered_with(item), others)

    def test_a_link_to_a_duplicate_goes_to_the_first_one(self):
        link(self.second, self.first, by=self.editor)
        link(self.third, self.second, by=self.editor)
        self.assertEqual(self.head_of(self.third), self.first)

    def test_its_own_come_along(self):
        link(self.third, self.second, by=self.editor)
        link(self.second, self.first, by=self.editor)
        self.assertEqual(self.head_of(self.third), self.first)
        self.assertEqual(self.head_of(self.second), self.first)

    def test_it_never_goes_in_a_circle(self):
        link(self.second, self.first, by=self.editor)
        link(self.third, self.first, by=self.editor)
        with self.assertRaises(AlreadyTogether):
            link(self.first, self.second, by=self.editor)
        with self.assertRaises(CannotLink):
            link(self.first, self.first, by=self.editor)
        self.assertIsNone(self.head_of(self.first))

    def test_spam_is_linked_to_nothing(self):
        spam = deciding.mark_spam(FeedbackItemFactory(), by=self.editor)
        with self.assertRaises(CannotLink):
            link(self.first, spam, by=self.editor)
        with self.assertRaises(ChangedMeanwhile):
            link(spam, self.first, by=self.editor)

    def test_spam_does_not_spread_and_is_not_answered(self):
        link(self.second, self.first, by=self.editor)
        link(self.third, self.first, by=self.editor)
        deciding.mark_spam(self.third, by=self.editor)
        self.first.refresh_from_db()
        self.assertEqual(self.first.state, State.NEW)
        self.assertEqual(answered_with(self.first), [self.second])

    def test_all_are_done_together_and_spam_stays(self):
        link(self.second, self.first, by=self.editor)
        link(self.third, self.first, by=self.editor)
        spam = FeedbackItemFactory(duplicate_of=self.first, state=State.SPAM)
        self.second.refresh_from_db()
        done = deciding.mark_all_done(self.second, by=self.editor, seen=2)
        self.assertEqual(done, [self.first, self.second, self.third])
        self.assertEqual({item.state for item in done}, {State.DONE})
        spam.refresh_from_db()
        self.assertEqual(spam.state, State.SPAM)
        self.assertEqual(deciding.mark_all_done(self.second, by=self.editor), [])

    def test_one_alone_is_done_alone(self):
        link(self.second, self.first, by=self.editor)
        deciding.mark_done(self.second, by=self.editor)
        self.first.refresh_from_db()
        self.assertEqual(self.first.state, State.NEW)

    def test_it_is_taken_apart_again_and_logged_with_both(self):
        link(self.second, self.first, by=self.editor)
        item = unlink(self.second, by=self.editor, seen=2)
        unlink(self.second, by=self.editor, seen=2)
        self.assertIsNone(item.duplicate_of)
        for item, other, codes in [
            (self.second, self.first, []),
            (self.first, self.second, ["from"]),
        ]:
            events = FeedbackEvent.objects.about(item)
            self.assertEqual(
                [(event.action, event.other_id, event.codes) for event in events],
                [("linked", other.pk, codes), ("unlinked", other.pk, codes)],
            )

    def test_twice_is_done_once_and_late_is_told(self):
        for _click in range(2):
            link(self.second, self.first, by=self.editor, seen=1)
        self.assertEqual(FeedbackEvent.objects.about(self.second).count(), 1)
        with self.assertRaises(ChangedMeanwhile):
            link(self.second, self.third, by=self.editor, seen=1)

    def test_others_may_not(self):
        for person in [member_of(), member_of("Comment moderators")]:
            with self.assertRaises(PermissionDenied):
                link(self.second, self.first, by=person)
            with self.assertRaises(PermissionDenied):
                unlink(self.second, by=person)

    def test_the_others_outlive_the_first(self):
        link(self.second, self.first, by=self.editor)
        FeedbackItem.objects.get(pk=self.first.pk).delete()
        self.assertIsNone(self.head_of(self.second))


class LikelyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.kind = FeedbackKind.objects.get(name="Praise")
        cls.item = cls.on_page("The link to the template is broken")

    @classmethod
    def on_page(cls, message, **fields):
        fields = {"page": cls.page, "kind": cls.kind, **fields}
        return FeedbackItemFactory(message=message, **fields)

    def test_those_of_the_same_page_and_kind_in_similar_words_come_first(self):
        little = self.on_page("The template helped")
        much = self.on_page("Broken: the link to your template")
        self.on_page("Thank you")
        self.on_page("The link to the template is broken", page=None)
        self.on_page("The link to the template is broken", kind=None)
        self.on_page("The link to the template is broken", state=State.SPAM)
        self.on_page("The broken link template", duplicate_of=self.item)
        self.assertEqual(list(to_link_with(self.item, "")), [much, little])

    def test_any_other_is_found_by_reference_and_words(self):
        other = FeedbackItemFactory(message="Nothing works")
        for words in [other.reference, other.reference.lower(), "nothing works"]:
            with self.subTest(words):
                self.assertEqual(list(to_link_with(self.item, words)), [other])

    def test_hostile_words_break_nothing(self):
        for message in ["!!! & | ' : * \\", "12345 67", "'\"; DROP'abcd | :*"]:
            with self.subTest(message):
                item = self.on_page(message)
                self.assertNotIn(item, to_link_with(item, ""))
                self.assertNotIn(self.item, to_link_with(self.item, message))


class LinkedAtOnceTests(TransactionTestCase):
    serialized_rollback = True

    def test_two_that_are_linked_to_each_other_at_once_never_make_a_circle(self):
        editor = member_of("Editors")
        first, second = FeedbackItemFactory.create_batch(2)
        start = Barrier(2)

        def run(pair):
            try:
                start.wait()
                link(*pair, by=editor, seen=1)
            except (ChangedMeanwhile, AlreadyTogether):
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as threads:
            done = list(threads.map(run, [(first, second), (second, first)]))
        self.assertEqual(sorted(done), [False, True])
        self.assertEqual(
            FeedbackItem.objects.filter(duplicate_of__isnull=False).count(), 1
        )
