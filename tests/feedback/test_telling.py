"""“You said, we did”: who publishes it, what it may say, and that it is taken back for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import TestCase, TransactionTestCase, override_settings
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from feedback.models import DoneNote, FeedbackEvent, FeedbackItem, FeedbackMail
from feedback.services import telling
from feedback.services.states import ChangedMeanwhile
from feedback.services.telling import NoteChangedMeanwhile
from safeguards.models import OutboxMessage
from tests.factories import (
    DoneNoteFactory,
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)

Action = FeedbackEvent.Action
WORDS = {"said": "A list was out of date.", "did": "It is checked each month now."}


class TellingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = member_of("Publishers")
        cls.editor = member_of("Editors")
        cls.page = StoryPageFactory(title="A stores cupboard")
        cls.item = FeedbackItemFactory(page=cls.page, email="ann@ward.example")

    def publish(self, item=None, by=None, **more):
        return telling.publish_note(
            item or self.item, by=by or self.publisher, **{**WORDS, **more}
        )

    def logged(self, item=None):
        events = FeedbackEvent.objects.about(item or self.item)
        return list(events.values_list("action", "actor_id", "other_id"))


class PublishingTests(TellingTestCase):
    def test_stands_on_the_page_of_the_message_and_is_logged(self):
        note = self.publish()
        self.assertEqual(note.page.pk, self.page.pk)
        self.assertEqual(note.locale, self.page.locale)
        self.assertEqual(note.published_by, self.publisher)
        self.assertEqual(
            self.logged(), [(Action.PUBLISHED, self.publisher.pk, note.pk)]
        )
        self.assertEqual(mail.outbox, [])

    def test_the_same_twice_is_one(self):
        first = self.publish(tells_sender=True)
        self.assertEqual(self.publish(tells_sender=True), first)
        self.assertEqual(len(self.logged()), 1)
        self.assertEqual(len(mail.outbox), 1)

    def test_another_one_about_the_same_message_is_refused(self):
        note = self.publish()
        with self.assertRaises(NoteChangedMeanwhile) as caught:
            self.publish(said="Something else.")
        self.assertEqual(caught.exception.note, note)
        telling.withdraw_note(note, by=self.publisher, seen=1)
        with self.assertRaises(NoteChangedMeanwhile):
            self.publish()

    def test_only_for_those_who_may(self):
        for person in [self.editor, MemberFactory(), member_of("Comment moderators")]:
            with self.assertRaises(PermissionDenied):
                self.publish(by=person)
        self.assertFalse(DoneNote.objects.exists())

    def test_nobody_is_told_of_spam(self):
        FeedbackItem.objects.filter(pk=self.item.pk).update(state="spam")
        with self.assertRaises(ChangedMeanwhile):
            self.publish()
        self.assertFalse(DoneNote.objects.exists())

    def test_may_mark_the_message_as_done(self):
        self.publish(marks_done=True)
        self.item.refresh_from_db()
        self.assertEqual(self.item.state, "done")
        self.assertEqual(
            [action for action, *_rest in self.logged()],
            [Action.PUBLISHED, Action.DONE],
        )

    def test_without_a_page_it_stands_in_the_senders_language(self):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        theirs = self.publish(FeedbackItemFactory(language="pl"))
        self.assertEqual(theirs.locale, polish)
        other = self.publish(FeedbackItemFactory(language="cy"))
        self.assertEqual(other.locale, Locale.get_default())

    def test_the_database_refuses_quotations_without_consent(self):
        for words in [
            {"quote": "I was lost."},
            {"quoted_name": "Ann"},
            {"quote": "I was lost.", "consent": "mail"},
        ]:
            with self.assertRaises(IntegrityError), transaction.atomic():
                self.publish(**words)


class TellingTheSenderTests(TellingTestCase):
    def test_gets_a_link_and_none_of_their_words(self):
        note = self.publish(tells_sender=True)
        [message] = mail.outbox
        self.assertEqual(message.to, ["ann@ward.example"])
        self.assertIn(
            f"{self.page.full_url.rsplit('/', 2)[-2]}/#note-{note.pk}", message.body
        )
        self.assertIn(self.item.reference, message.subject)
        self.assertNotIn(self.item.message, message.body)
        [event] = FeedbackEvent.objects.about(self.item)
        self.assertEqual(event.codes, ["told"])

    def test_without_a_page_the_link_leads_to_all_notes(self):
        note = self.publish(
            FeedbackItemFactory(email="ann@ward.example"), tells_sender=True
        )
        self.assertIn(f"/feedback/you-said-we-did/#note-{note.pk}", mail.outbox[0].body)

    @override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
    def test_the_mail_goes_with_the_note_or_not_at_all(self):
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            self.publish(tells_sender=True)
            raise ZeroDivisionError
        self.assertFalse(OutboxMessage.objects.exists())
        self.assertFalse(DoneNote.objects.exists())
        self.publish(tells_sender=True)
        self.assertEqual(OutboxMessage.objects.get().kind, "feedback_note")

    def test_no_mail_without_an_address_or_where_they_may_not_read(self):
        self.publish(FeedbackItemFactory(page=self.page), tells_sender=True)
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        self.publish(tells_sender=True)
        self.assertEqual(mail.outbox, [])
        member = MemberFactory()
        theirs = FeedbackItemFactory(page=self.page, user=member, email=member.email)
        self.publish(theirs, tells_sender=True)
        self.assertEqual(len(mail.outbox), 1)

    def test_is_written_in_their_language(self):
        item = FeedbackItemFactory(language="ar", email="ann@ward.example")
        self.publish(item, tells_sender=True)
        self.assertIn('lang="ar"', mail.outbox[0].alternatives[0].content)


class ChangingTests(TellingTestCase):
    def test_is_logged_and_keeps_its_day(self):
        note = self.publish()
        changed = telling.change_note(
            note, by=self.editor_who_may(), seen=1, said="A list.", did="It is new."
        )
        self.assertEqual(changed.published_at, note.published_at)
        self.assertEqual(changed.version, 2)
        self.assertEqual(self.logged()[-1][0], Action.CHANGED_NOTE)

    def editor_who_may(self):
        return member_of("Publishers")

    def test_the_same_words_change_nothing(self):
        note = self.publish()
        telling.change_note(note, by=self.publisher, seen=1, **WORDS)
        self.assertEqual(len(self.logged()), 1)

    def test_nobody_overwrites_what_somebody_else_wrote(self):
        note = self.publish()
        telling.change_note(note, by=self.publisher, seen=1, said="A.", did="B.")
        for change in [
            lambda: telling.change_note(
                note, by=self.publisher, seen=1, said="C.", did="D."
            ),
            lambda: telling.withdraw_note(note, by=self.publisher, seen=1),
            lambda: telling.publish_again(note, by=self.publisher, seen=2),
        ]:
            with self.assertRaises(NoteChangedMeanwhile):
                change()
        note.refresh_from_db()
        self.assertEqual((note.said, note.version), ("A.", 2))

    def test_follows_the_message_to_another_page(self):
        note = self.publish()
        other = StoryPageFactory()
        FeedbackItem.objects.filter(pk=self.item.pk).update(page=other)
        note = DoneNote.objects.get()
        note = telling.change_note(note, by=self.publisher, seen=1, said="A.", did="B.")
        self.assertEqual(note.page_id, other.pk)

    def test_is_taken_back_and_shown_again_in_its_place(self):
        note = self.publish()
        telling.withdraw_note(note, by=self.publisher, seen=1)
        self.assertFalse(DoneNote.objects.published().exists())
        shown = telling.publish_again(note, by=self.publisher, seen=2)
        self.assertEqual(shown.published_at, note.published_at)
        self.assertEqual(
            [action for action, *_rest in self.logged()],
            [Action.PUBLISHED, Action.WITHDRAWN, Action.PUBLISHED],
        )

    def test_only_by_those_who_may(self):
        note = self.publish()
        for change in [telling.withdraw_note, telling.publish_again]:
            with self.assertRaises(PermissionDenied):
                change(note, by=self.editor, seen=1)
        with self.assertRaises(PermissionDenied):
            telling.change_note(note, by=self.editor, seen=1, **WORDS)

    def test_is_logged_with_its_message_when_that_is_deleted(self):
        note = self.publish()
        number = self.item.pk
        FeedbackItem.objects.get(pk=number).delete()
        note = DoneNote.objects.get()
        telling.withdraw_note(note, by=self.publisher, seen=1)
        self.assertEqual(
            FeedbackEvent.objects.order_by("-pk").values_list("item_id", "action")[0],
            (number, Action.WITHDRAWN),
        )

    def test_goes_when_its_page_is_deleted(self):
        note = self.publish()
        general = DoneNoteFactory()
        self.page.delete()
        note.refresh_from_db()
        self.assertFalse(note.is_published)
        self.assertEqual(self.logged()[-1], (Action.WITHDRAWN, None, note.pk))
        self.assertEqual(list(DoneNote.objects.public()), [general])


class WhoseWordsTests(TellingTestCase):
    def test_those_of_duplicates_and_what_came_by_mail_count_too(self):
        other = FeedbackItemFactory(
            duplicate_of=self.item,
            message="Said alike.",
            name="Bo",
            user=MemberFactory(display_name="Bo B."),
        )
        for state, body in [("received", "Once more."), ("sent", "Ours.")]:
            FeedbackMail.objects.create(
                item=other, state=state, body=body, shown_body=body, message_id=body
            )
        self.assertEqual(
            telling.texts_of_sender(self.item),
            [self.item.message, "Said alike.", "Once more."],
        )
        self.assertEqual(telling.names_of_sender(self.item), ["Bo", "Bo B."])
        self.assertEqual(telling.names_of_sender(other), ["Bo", "Bo B."])
        self.assertIn(self.item.message, telling.texts_of_sender(other))


class ParallelTests(TransactionTestCase):
    # Keeps what the migrations made: this class alone would otherwise empty the tables.
    serialized_rollback = True

    def test_a_double_click_publishes_once(self):
        publisher = member_of("Publishers")
        item = FeedbackItemFactory(email="ann@ward.example")

        def publish(_number):
            try:
                note = telling.publish_note(
                    item, by=publisher, tells_sender=True, **WORDS
                )
                return note.pk
            finally:
                connection.close()

        with ThreadPoolExecutor(6) as pool:
            numbers = set(pool.map(publish, range(6)))
        self.assertEqual(len(numbers), 1)
        self.assertEqual(DoneNote.objects.count(), 1)
        self.assertEqual(FeedbackEvent.objects.about(item).count(), 1)


class PublicTests(TellingTestCase):
    def test_only_what_everyone_may_read_the_newest_first(self):
        old = DoneNoteFactory(
            page=self.page, published_at=timezone.now() - timedelta(days=3)
        )
        new = DoneNoteFactory()
        DoneNoteFactory(withdrawn_at=timezone.now())
        DoneNoteFactory(page=StoryPageFactory(live=False))
        closed = StoryPageFactory()
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        DoneNoteFactory(page=closed)
        self.assertEqual(list(DoneNote.objects.public()), [new, old])
