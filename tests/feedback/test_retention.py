"""Names go after a year, messages after three; what stays are numbers of nobody."""

import os
from datetime import timedelta
from io import StringIO
from unittest import mock

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from feedback.models import (
    DoneNote,
    FeedbackEvent,
    FeedbackItem,
    FeedbackKind,
    FeedbackMail,
    FeedbackNote,
    PageTask,
    PastFeedback,
)
from feedback.models.pictures import picture_storage
from feedback.services import retention
from feedback.services.retention import forget_lost_pictures, forget_old_feedback
from tests.factories import (
    FeedbackItemFactory,
    FeedbackMailFactory,
    MemberFactory,
    StoryPageFactory,
)

Action = FeedbackEvent.Action
State = FeedbackItem.State


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def kept_picture(name):
    """A stored picture, of which a message can be made."""
    storage = picture_storage()
    storage.delete(name)
    return storage.save(name, ContentFile(b"a picture"))


def sent(days, **fields):
    return FeedbackItemFactory(created_at=days_ago(days), **fields)


def actions_of(item):
    return [event.action for event in FeedbackEvent.objects.about(item)]


class NamesTests(TestCase):
    def settled(self, days=366, **fields):
        return sent(
            days,
            **{
                "state": State.DONE,
                "name": "Ann Example",
                "email": "ann@ward.example",
                **fields,
            },
        )

    def test_name_address_and_account_go_after_a_year_and_the_message_stays(self):
        item = self.settled(user=MemberFactory(), message="The chart is upside down.")
        self.assertEqual(forget_old_feedback()["without_names"], 1)
        item.refresh_from_db()
        self.assertEqual((item.name, item.email, item.user), ("", "", None))
        self.assertEqual(item.message, "The chart is upside down.")
        self.assertIsNotNone(item.nameless_at)
        self.assertEqual(item.version, 2)
        self.assertEqual(actions_of(item), [Action.NAMELESS])

    def test_nobody_is_found_by_them_any_more(self):
        self.settled()
        forget_old_feedback()
        with connection.cursor() as cursor:
            cursor.execute("SELECT whole::text FROM feedback_feedbackitem AS whole")
            (row,) = cursor.fetchone()
        self.assertNotIn("ann", row.lower())

    def test_a_younger_message_keeps_them(self):
        item = self.settled(364)
        self.assertEqual(forget_old_feedback()["without_names"], 0)
        item.refresh_from_db()
        self.assertEqual(item.email, "ann@ward.example")
        self.assertEqual(item.version, 1)

    def test_an_open_message_keeps_them_until_somebody_has_dealt_with_it(self):
        for state in FeedbackItem.OPEN:
            item = self.settled(state=state)
            forget_old_feedback()
            item.refresh_from_db()
            self.assertEqual(item.email, "ann@ward.example", state)
        FeedbackItem.objects.update(state=State.DONE)
        self.assertEqual(forget_old_feedback()["without_names"], 3)

    def test_they_go_out_of_what_was_written_too(self):
        item = self.settled(message="It is wrong. Ann Example")
        answer = FeedbackMailFactory(item=item, state="sent", body="Dear ANN EXAMPLE")
        note = FeedbackNote.objects.create(
            item=item, body="Wrote to ann@ward.example. Anna and the annual plan stay."
        )
        task = PageTask.objects.create(
            item=item, page=StoryPageFactory(), what="Tell Ann Example when it is done"
        )
        forget_old_feedback()
        for row in (item, answer, note, task):
            row.refresh_from_db()
        self.assertEqual(item.message, "It is wrong. [name removed]")
        self.assertEqual(item.shown_message, item.message)
        self.assertEqual(answer.body, "Dear [name removed]")
        self.assertEqual(
            note.body, "Wrote to [name removed]. Anna and the annual plan stay."
        )
        self.assertEqual(task.what, "Tell [name removed] when it is done")

    def test_mails_that_came_back_go_and_answers_stay_without_details(self):
        item = self.settled()
        for state in FeedbackMail.INCOMING:
            FeedbackMailFactory(
                item=item, state=state, from_address="ann@home.example", body="Ann here"
            )
        FeedbackMailFactory(
            item=item, state="sent", body="Ring 01632 960 1", shown_body="Ring […]"
        )
        forget_old_feedback()
        (mail,) = FeedbackMail.objects.all()
        self.assertEqual((mail.state, mail.body), ("sent", "Ring […]"))

    def test_details_that_were_kept_go(self):
        item = self.settled(
            name="",
            email="",
            message="Ring me on 01632 960 417.",
            shown_message="Ring me on [phone number removed].",
            details=["phone"],
        )
        forget_old_feedback()
        item.refresh_from_db()
        self.assertEqual(item.message, "Ring me on [phone number removed].")
        self.assertEqual(item.details, [])

    def test_a_picture_goes_with_its_file(self):
        name = kept_picture("retention-named.jpg")
        item = self.settled(picture=name)
        forget_old_feedback()
        item.refresh_from_db()
        self.assertFalse(item.picture)
        self.assertFalse(picture_storage().exists(name))

    def test_who_agreed_to_be_quoted_is_known_as_long_as_readers_see_it(self):
        item = self.settled()
        note = DoneNote.objects.create(
            item=item,
            locale=Locale.get_default(),
            said="The chart.",
            did="Turned round.",
            quote="Upside down!",
            quoted_name="Ann",
            consent=DoneNote.Consent.MAIL,
            consent_on=timezone.localdate(),
        )
        self.assertEqual(forget_old_feedback()["without_names"], 0)
        note.withdrawn_at = timezone.now()
        note.save()
        self.assertEqual(forget_old_feedback()["without_names"], 1)

    def test_a_note_without_a_quote_keeps_no_name_waiting(self):
        item = self.settled()
        DoneNote.objects.create(
            item=item, locale=Locale.get_default(), said="It.", did="Done."
        )
        self.assertEqual(forget_old_feedback()["without_names"], 1)

    def test_what_never_had_a_name_is_not_logged_as_losing_one(self):
        item = self.settled(name="", email="")
        forget_old_feedback()
        self.assertEqual(actions_of(item), [])

    def test_a_second_run_does_nothing_more(self):
        item = self.settled()
        forget_old_feedback()
        self.assertEqual(forget_old_feedback(), {"deleted": 0, "without_names": 0})
        item.refresh_from_db()
        self.assertEqual(item.version, 2)

    @override_settings(FEEDBACK_NAMED_DAYS=10)
    def test_the_period_is_a_setting(self):
        self.settled(11)
        self.assertEqual(forget_old_feedback()["without_names"], 1)


class DeletingTests(TestCase):
    def test_a_message_goes_after_three_years_with_all_that_hangs_on_it(self):
        name = kept_picture("retention-deleted.jpg")
        page = StoryPageFactory()
        item = sent(3 * 365 + 1, state=State.DONE, picture=name, page=page)
        item.tags.add("charts")
        FeedbackMailFactory(item=item)
        FeedbackNote.objects.create(item=item, body="A note")
        PageTask.objects.create(
            item=item, page=page, what="Is done", done_at=timezone.now()
        )
        self.assertEqual(forget_old_feedback()["deleted"], 1)
        for model in (FeedbackItem, FeedbackMail, FeedbackNote, PageTask):
            self.assertFalse(model.objects.exists(), model)
        self.assertFalse(FeedbackItem.tags.through.objects.exists())
        self.assertFalse(picture_storage().exists(name))
        self.assertEqual(actions_of(item), [Action.DELETED])

    def test_a_number_stays(self):
        kind = FeedbackKind.objects.first()
        page = StoryPageFactory()
        item = sent(
            1200,
            state=State.DONE,
            kind=kind,
            page=page,
            source=FeedbackItem.Source.NOT_USEFUL,
        )
        FeedbackItem.objects.update(answered_at=item.created_at + timedelta(days=2))
        forget_old_feedback()
        past = PastFeedback.objects.get()
        self.assertEqual(past.received_on, timezone.localdate(item.created_at))
        self.assertEqual((past.kind, past.page_id), (kind, page.pk))
        self.assertEqual((past.source, past.state), ("not_useful", "done"))
        self.assertEqual(past.answered_after, timedelta(days=2))

    def test_also_one_that_nobody_dealt_with(self):
        sent(1200)
        self.assertEqual(forget_old_feedback()["deleted"], 1)
        self.assertIsNone(PastFeedback.objects.get().answered_after)

    def test_a_younger_one_stays(self):
        sent(3 * 365 - 1)
        self.assertEqual(forget_old_feedback()["deleted"], 0)

    def test_its_duplicates_stay(self):
        duplicate = sent(3, duplicate_of=sent(1200))
        forget_old_feedback()
        duplicate.refresh_from_db()
        self.assertIsNone(duplicate.duplicate_of)

    def test_what_readers_were_told_stays_without_the_senders_words(self):
        note = DoneNote.objects.create(
            item=sent(1200, state=State.DONE),
            locale=Locale.get_default(),
            said="The chart.",
            did="Turned round.",
            quote="Upside down!",
            quoted_name="Ann",
            consent=DoneNote.Consent.MAIL,
            consent_on=timezone.localdate(),
        )
        forget_old_feedback()
        note.refresh_from_db()
        self.assertEqual((note.said, note.did), ("The chart.", "Turned round."))
        self.assertEqual((note.quote, note.quoted_name, note.consent), ("", "", ""))
        self.assertIsNone(note.item)

    def test_what_is_still_to_be_done_on_a_page_stays(self):
        item = sent(1200, name="Ann Example")
        task = PageTask.objects.create(
            item=item, page=StoryPageFactory(), what="Turn Ann Example's chart round"
        )
        forget_old_feedback()
        task.refresh_from_db()
        self.assertIsNone(task.item)
        self.assertEqual(task.what, "Turn [name removed]'s chart round")

    def test_readers_answers_stay_as_numbers(self):
        page = StoryPageFactory()
        page.usefulness_counts.create(day=timezone.localdate(days_ago(2000)), yes=3)
        forget_old_feedback()
        self.assertEqual(page.usefulness_counts.get().yes, 3)


class BatchesTests(TestCase):
    def setUp(self):
        self.enterContext(mock.patch.object(retention, "BATCH", 10))

    def test_many_go_in_batches(self):
        now = timezone.now()
        FeedbackItem.objects.bulk_create(
            FeedbackItemFactory.build(
                created_at=now - timedelta(days=days), state=State.DONE, name="Ann"
            )
            for days in [1200] * 25 + [400] * 25 + [1] * 5
        )
        self.assertEqual(forget_old_feedback(), {"deleted": 25, "without_names": 25})
        self.assertEqual(FeedbackItem.objects.count(), 30)
        self.assertEqual(FeedbackItem.objects.filter(name="Ann").count(), 5)
        self.assertEqual(PastFeedback.objects.count(), 25)

    def test_what_was_done_before_it_was_killed_stays_done_and_the_rest_is_done_later(
        self,
    ):
        for _number in range(25):
            sent(1200)
        delete, batches = retention._delete, []

        def killed_in_the_second(batch):
            batches.append(batch)
            delete(batch)
            if len(batches) == 2:
                raise KeyboardInterrupt

        with (
            mock.patch.object(retention, "_delete", killed_in_the_second),
            self.assertRaises(KeyboardInterrupt),
        ):
            forget_old_feedback()
        self.assertEqual(FeedbackItem.objects.count(), 15)
        self.assertEqual(PastFeedback.objects.count(), 10)
        forget_old_feedback()
        self.assertEqual(FeedbackItem.objects.count(), 0)
        self.assertEqual(PastFeedback.objects.count(), 25)

    def test_a_batch_costs_as_many_queries_whatever_its_size(self):
        costs = []
        for size in (2, 9):
            for _number in range(size):
                sent(1200)
            with CaptureQueriesContext(connection) as queries:
                forget_old_feedback()
            costs.append(len(queries))
        self.assertEqual(*costs)


class LostPicturesTests(TestCase):
    def test_a_file_without_a_message_goes_after_a_day(self):
        storage = picture_storage()
        lost, young, kept = (
            kept_picture(f"lost-{name}.jpg") for name in ("old", "young", "kept")
        )
        FeedbackItemFactory(picture=kept)
        for name in (lost, kept):
            old = days_ago(2).timestamp()
            os.utime(storage.path(name), (old, old))
        self.assertGreaterEqual(forget_lost_pictures(), 1)
        self.assertFalse(storage.exists(lost))
        self.assertTrue(storage.exists(young))
        self.assertTrue(storage.exists(kept))


class CommandTests(TestCase):
    def run_command(self, *arguments):
        said = StringIO()
        call_command("forget_old_feedback", *arguments, stdout=said)
        return said.getvalue()

    def test_a_dry_run_only_counts(self):
        sent(1200)
        sent(400, state=State.DONE, name="Ann")
        said = self.run_command("--dry-run")
        self.assertIn("Nothing was changed", said)
        self.assertIn("deleted: 1", said)
        self.assertIn("without names: 1", said)
        self.assertEqual(FeedbackItem.objects.count(), 2)
        self.assertFalse(PastFeedback.objects.exists())

    def test_says_what_it_did(self):
        sent(1200)
        self.assertIn("deleted: 1", self.run_command())
        self.assertFalse(FeedbackItem.objects.exists())


class SaidTests(TestCase):
    """Senders are told what is done."""

    def test_the_thanks_say_how_long_it_is_kept(self):
        item = FeedbackItemFactory()
        thanks = reverse("feedback_thanks", args=[item.reference])
        page = self.client.get(thanks)
        self.assertContains(page, "we keep them for 1 year, or longer")
        self.assertContains(page, "the message for 3 years.")
        with override_settings(FEEDBACK_NAMED_DAYS=90):
            self.assertContains(self.client.get(thanks), "for 90 days, or longer")

    def test_members_are_told_where_their_messages_stand(self):
        item = FeedbackItemFactory(user=MemberFactory())
        self.client.force_login(item.user)
        page = self.client.get(reverse("my_feedback"))
        self.assertContains(page, "the message for 3 years.")
