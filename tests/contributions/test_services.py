"""What becomes of what a reader told: kept, drafted, approved or turned down, answered, forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest import mock
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection
from django.test import TestCase, TransactionTestCase, override_settings
from django.utils import timezone
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    ModelLogEntry,
    PageLogEntry,
    Workflow,
    WorkflowState,
)
from zeal import zeal_ignore

from accounts.models import CareSetting, Organisation
from contributions import services
from contributions.models import Contribution, State
from contributions.pictures import Picture
from contributions.services import (
    AlreadyDecided,
    TooManyToday,
    answer_senders,
    forget_sender,
    hand_to_editors,
    make_missing_stories,
    receive_contribution,
    turn_down,
)
from library.models import CLICImage
from pages.blocks import RICH_TEXT_FEATURES
from pages.models import StoryPage
from safeguards.models import OutboxMessage
from tests.contributions.told import told
from tests.factories import (
    MemberFactory,
    StoryIndexPageFactory,
    TeamFactory,
    ToolPageFactory,
    UserFactory,
    member_of,
    picture_bytes,
)

OUTBOX = override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")


def picture(**changes):
    details = {
        "file": ContentFile(picture_bytes(), name="picture.png"),
        "description": "A board with cards.",
        "shows_people": False,
        "consent_record": "",
    }
    return Picture(**{**details, **changes})


@OUTBOX
class ContributionTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()
        cls.editor = member_of("Editors")
        cls.publisher = member_of("Publishers")
        cls.section = StoryIndexPageFactory()
        cls.team = TeamFactory(mailbox="huddles@ward.example")
        cls.tool = ToolPageFactory(title="Daily huddle", content_owner=cls.team)

    def receive(self, **changes):
        return receive_contribution(
            sender=self.member, tool=self.tool, **told(**changes)
        )

    def again(self, contribution):
        return Contribution.objects.get(pk=contribution.pk)

    def mails(self, kind):
        return OutboxMessage.objects.filter(kind=f"contributions_{kind}")

    def publish(self, contribution):
        contribution.story.get_latest_revision().publish()


class ReceivingTests(ContributionTestCase):
    def test_becomes_a_draft_that_nobody_reads_yet(self):
        setting = CareSetting.objects.create(
            locale=Locale.get_default(), name="Ward", slug="ward"
        )
        organisation = Organisation.objects.create(name="North Hospital")
        contribution = self.receive(
            care_setting=setting,
            organisation="north hospital",
            place="Ward 4",
            measure="minutes",
            before="20.00",
            after="10.00",
            unit="min",
            name_shown="team",
            shown_as="the ward team",
            picture=picture(),
        )
        self.assertEqual(contribution.state, State.WITH_EDITORS)
        story = StoryPage.objects.get()
        self.assertEqual(story, contribution.story)
        self.assertFalse(story.live)
        self.assertEqual(story.get_parent().specific, self.section)
        self.assertEqual(story.title, "Handover takes ten minutes less")
        self.assertEqual(story.place, "Ward 4")
        self.assertEqual(story.organisation, organisation)
        self.assertEqual(story.care_setting, setting)
        self.assertEqual(story.author_name, "the ward team")
        self.assertEqual([row.tool for row in story.tools_used.all()], [self.tool])
        [outcome] = story.outcomes.all()
        self.assertEqual((outcome.measure, outcome.before), ("minutes", 20))
        self.assertEqual(story.listing_image, contribution.picture)
        self.assertIn(">We stood up.</p>", str(story.body))

    def test_the_draft_waits_for_approval_in_the_workflow_of_its_section(self):
        story = self.receive().story
        self.assertEqual(
            story.current_workflow_state.workflow, self.section.get_workflow()
        )
        task = story.current_workflow_task
        self.assertIn(
            "approve", [action[0] for action in task.get_actions(story, self.publisher)]
        )

    def test_its_sender_gains_no_right_to_it(self):
        story = self.receive().story
        rights = story.permissions_for_user(self.member)
        self.assertFalse(rights.can_edit())
        self.assertFalse(rights.can_publish())
        self.assertFalse(story.current_workflow_state.user_can_cancel(self.member))
        self.assertIsNone(story.owner)

    def test_the_editors_approval_publishes_all_of_it(self):
        contribution = self.receive(
            measure="minutes", before=20, after=10, picture=picture()
        )
        state = contribution.story.current_workflow_task_state
        state.approve(user=self.publisher)
        story = StoryPage.objects.live().get()
        with zeal_ignore():
            # The first visit makes the picture in the sizes that the page needs.
            self.assertEqual(self.client.get(story.url).status_code, 200)
        self.assertEqual(story.outcomes.count(), 1)
        self.assertEqual(self.again(contribution).state, State.PUBLISHED)

    def test_the_editors_form_finds_the_draft_as_it_would_store_it(self):
        story = self.receive(text="One.\nTwo <b>& three</b>.\n\nFour.").story
        [block] = story.body.raw_data
        converter = ContentstateConverter(RICH_TEXT_FEATURES)
        shown = converter.from_database_format(block["value"])
        self.assertEqual(converter.to_database_format(shown), block["value"])

    def test_markup_is_text(self):
        story = self.receive(text="<script>alert(1)</script> & <b>bold</b>").story
        self.assertNotIn("<script", str(story.body))
        self.assertIn("&lt;b&gt;bold", str(story.body))

    def test_takes_any_script(self):
        for title in ("اجتماع قصير", "👍🏽👍🏽", "Krótsza odprawa"):
            with self.subTest(title):
                story = self.receive(title=title, text=title).story
                self.assertEqual(story.title, title)
                self.assertTrue(story.slug)

    def test_long_words_are_cut_only_where_a_story_has_no_room(self):
        text = "word " * 1200
        contribution = self.receive(text=text, place="p" * 120, organisation="o" * 120)
        self.assertLessEqual(len(contribution.story.summary), 300)
        self.assertLessEqual(len(contribution.story.place), 120)
        self.assertEqual(contribution.text, text)

    def test_the_same_title_twice_makes_two_addresses(self):
        slugs = {self.receive().story.slug for _each in range(2)}
        self.assertEqual(len(slugs), 2)

    def test_the_same_form_sent_twice_is_one_contribution(self):
        submission = uuid4()
        first = self.receive(submission=submission)
        self.assertEqual(self.receive(submission=submission), first)
        self.assertEqual(StoryPage.objects.count(), 1)
        self.assertEqual(self.mails("receipt").count(), 1)

    def test_other_words_in_a_form_that_was_kept_are_not_lost(self):
        submission = uuid4()
        self.receive(submission=submission)
        other = self.receive(submission=submission, text="Something else.")
        self.assertEqual(other.text, "Something else.")
        self.assertEqual(Contribution.objects.count(), 2)

    def test_nobody_gets_what_others_sent_by_their_form(self):
        submission = uuid4()
        first = self.receive(submission=submission)
        other = receive_contribution(
            sender=MemberFactory(), tool=self.tool, **told(submission=submission)
        )
        self.assertNotEqual(other, first)

    def test_takes_ten_in_a_day(self):
        for _number in range(services.MOST_IN_A_DAY):
            self.receive()
        with self.assertRaises(TooManyToday):
            self.receive()
        Contribution.objects.update(created_at=timezone.now() - timedelta(days=2))
        self.receive()

    def test_takes_nothing_from_those_whose_address_is_not_proven(self):
        with self.assertRaises(PermissionDenied):
            receive_contribution(sender=UserFactory(), tool=self.tool, **told())

    def test_mails_a_receipt_and_a_note_without_the_text(self):
        contribution = self.receive(text="Mr Smith was there.")
        receipt, note = self.mails("receipt").get(), self.mails("team").get()
        self.assertEqual(receipt.to, [self.member.email])
        self.assertIn(contribution.reference, receipt.text_body)
        self.assertEqual(note.to, ["huddles@ward.example"])
        self.assertIn("Daily huddle", note.subject)
        for mail in OutboxMessage.objects.all():
            self.assertNotIn("Smith", mail.subject + mail.text_body)

    def test_a_toolkits_team_is_told_where_the_tool_has_none(self):
        toolkit = self.tool.get_parent().specific
        toolkit.content_owner = TeamFactory(mailbox="toolkit@ward.example")
        toolkit.save()
        tool = ToolPageFactory(parent=toolkit)
        receive_contribution(sender=self.member, tool=tool, **told())
        self.assertEqual(self.mails("team").get().to, ["toolkit@ward.example"])

    def test_keeps_the_consent_with_the_picture(self):
        contribution = self.receive(
            picture=picture(shows_people=True, consent_record="Forms, ward office")
        )
        kept = contribution.picture
        self.assertTrue(kept.shows_people)
        self.assertEqual(kept.consent_record, "Forms, ward office")
        self.assertEqual(kept.description, "A board with cards.")
        self.assertEqual(kept.collection.name, "From readers")
        self.assertIsNone(kept.uploaded_by_user)

    def test_all_pictures_are_in_one_collection(self):
        for _each in range(2):
            self.receive(picture=picture())
        self.assertEqual(
            len({kept.collection_id for kept in CLICImage.objects.all()}), 1
        )


class NeverLostTests(ContributionTestCase):
    def test_what_cannot_be_drafted_is_kept_and_tried_again(self):
        with (
            mock.patch.object(StoryPage, "save_revision", side_effect=ValueError),
            self.assertLogs("contributions.services", "ERROR"),
        ):
            contribution = self.receive()
        self.assertEqual(contribution.state, State.RECEIVED)
        self.assertFalse(StoryPage.objects.exists())
        self.assertEqual(self.mails("receipt").count(), 1)
        make_missing_stories()
        self.assertEqual(self.again(contribution).state, State.WITH_EDITORS)

    def test_a_failing_database_query_costs_no_contribution(self):
        def fail(*args, **kwargs):
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")

        with (
            mock.patch.object(Workflow, "start", fail),
            self.assertLogs("contributions.services", "ERROR"),
        ):
            contribution = self.receive()
        self.assertEqual(contribution.state, State.RECEIVED)

    def test_waits_for_a_section_in_its_language(self):
        self.section.unpublish()
        with self.assertLogs("contributions.services", "ERROR"):
            contribution = self.receive()
        self.assertEqual(contribution.state, State.RECEIVED)

    def test_a_workflow_is_not_needed(self):
        Workflow.objects.all().delete()
        GroupApprovalTask.objects.all().delete()
        self.assertEqual(self.receive().state, State.WITH_EDITORS)

    def test_a_second_draft_is_never_made(self):
        contribution = self.receive()
        hand_to_editors(contribution)
        self.assertEqual(StoryPage.objects.count(), 1)
        contribution.story.delete()
        hand_to_editors(contribution)
        make_missing_stories()
        self.assertFalse(StoryPage.objects.exists())

    def test_survives_the_tool(self):
        contribution = self.receive()
        self.tool.delete()
        self.assertIsNone(self.again(contribution).tool)


class AnsweringTests(ContributionTestCase):
    def setUp(self):
        self.contribution = self.receive()

    def test_a_published_story_is_told_once_with_its_address(self):
        self.publish(self.contribution)
        for _turn in range(2):
            answer_senders()
        mail = self.mails("published").get()
        self.assertEqual(mail.to, [self.member.email])
        self.assertIn(f"http://testserver{self.contribution.story.url}", mail.text_body)

    def test_nobody_hears_of_what_still_waits(self):
        answer_senders()
        self.assertEqual(self.mails("published").count(), 0)
        self.assertEqual(self.mails("not_published").count(), 0)

    def test_changes_asked_for_in_the_workflow_are_no_end(self):
        state = self.contribution.story.current_workflow_task_state
        state.reject(user=self.publisher, comment="Shorter, please")
        answer_senders()
        self.assertEqual(self.again(self.contribution).state, State.WITH_EDITORS)
        self.assertEqual(self.mails("not_published").count(), 0)

    def test_turning_down_answers_at_once_and_ends_the_approval(self):
        turned = turn_down(self.contribution, answer="Too short.", by=self.editor)
        self.assertEqual(turned.state, State.NOT_PUBLISHED)
        mail = self.mails("not_published").get()
        self.assertIn("Too short.", mail.text_body)
        self.assertFalse(WorkflowState.objects.active().exists())
        self.assertTrue(StoryPage.objects.filter(live=False).exists())
        answer_senders()
        self.assertEqual(self.mails("not_published").count(), 1)

    def test_what_was_turned_down_can_be_published_later(self):
        turn_down(self.contribution, answer="Not yet.", by=self.editor)
        self.publish(self.contribution)
        answer_senders()
        self.assertEqual(self.again(self.contribution).state, State.PUBLISHED)
        self.assertEqual(self.mails("published").count(), 1)

    def test_only_what_is_undecided_can_be_turned_down(self):
        self.publish(self.contribution)
        with self.assertRaises(AlreadyDecided):
            turn_down(self.contribution, answer="No.", by=self.editor)
        self.contribution.story.refresh_from_db()
        self.assertTrue(self.contribution.story.live)
        self.contribution.story.unpublish()
        with self.assertRaises(AlreadyDecided):
            turn_down(self.contribution, answer="No.", by=self.editor)

    def test_the_second_of_two_editors_changes_nothing(self):
        turn_down(self.contribution, answer="First.", by=self.editor)
        with self.assertRaises(AlreadyDecided):
            turn_down(self.contribution, answer="Second.", by=self.publisher)
        self.assertEqual(self.again(self.contribution).answer, "First.")

    def test_only_editors_turn_down(self):
        for person in (self.member, member_of("Comment moderators")):
            with self.assertRaises(PermissionDenied):
                turn_down(self.contribution, answer="No.", by=person)

    def test_what_has_no_draft_can_be_turned_down(self):
        Contribution.objects.update(story=None, story_made_at=None)
        turned = turn_down(self.contribution, answer="No.", by=self.editor)
        self.assertEqual(turned.state, State.NOT_PUBLISHED)
        make_missing_stories()
        self.assertIsNone(self.again(self.contribution).story)

    def test_a_deleted_draft_is_answered_too(self):
        self.contribution.story.delete()
        answer_senders()
        self.assertEqual(self.again(self.contribution).state, State.NOT_PUBLISHED)
        self.assertEqual(self.mails("not_published").count(), 1)

    def test_what_was_published_and_is_gone_says_so_without_a_mail(self):
        self.publish(self.contribution)
        answer_senders()
        self.contribution.story.refresh_from_db()
        self.contribution.story.unpublish()
        self.assertEqual(self.again(self.contribution).state, State.TAKEN_DOWN)
        self.contribution.story.delete()
        self.assertEqual(self.again(self.contribution).state, State.TAKEN_DOWN)
        answer_senders()
        self.assertEqual(self.mails("not_published").count(), 0)

    def test_a_sender_who_left_gets_no_mail(self):
        forget_sender(self.member, keep_words=True)
        self.publish(self.contribution)
        answer_senders()
        self.assertEqual(self.mails("published").count(), 0)


class ForgettingTests(ContributionTestCase):
    def test_takes_away_what_was_never_published(self):
        self.receive(picture=picture())
        forget_sender(self.member, keep_words=False)
        self.assertFalse(Contribution.objects.exists())
        self.assertFalse(StoryPage.objects.exists())
        self.assertFalse(CLICImage.objects.exists())

    def test_a_published_story_stays_with_its_picture(self):
        contribution = self.receive(picture=picture())
        self.publish(contribution)
        forget_sender(self.member, keep_words=False)
        self.assertFalse(Contribution.objects.exists())
        story = StoryPage.objects.live().get()
        self.assertTrue(
            story.listing_image.file.storage.exists(story.listing_image.file.name)
        )

    def test_the_name_shown_goes_from_the_story_and_all_its_versions(self):
        for name_shown in ("role", "team"):
            contribution = self.receive(name_shown=name_shown, shown_as="Sister Priya")
            self.publish(contribution)
        self.assertEqual(forget_sender(self.member, keep_words=True), 2)
        stories = StoryPage.objects.live()
        self.assertEqual([story.author_name for story in stories], ["", ""])
        for story in stories:
            for revision in story.revisions.all():
                self.assertNotIn("Priya", str(revision.content))
        for kept in Contribution.objects.all():
            self.assertIsNone(kept.sender)
            self.assertEqual(kept.shown_as, "")

    def test_files_and_what_logs_call_it_go_with_what_was_never_published(self):
        contribution = self.receive(picture=picture(), title="Unheard of")
        stored = contribution.picture.file
        contribution.picture.get_rendition("width-20")
        turn_down(contribution, answer="No.", by=member_of("Editors"))
        self.assertEqual(forget_sender(self.member, keep_words=False), 1)
        self.assertFalse(stored.storage.exists(stored.name))
        for log in (ModelLogEntry, PageLogEntry):
            self.assertTrue(log.objects.filter(label=contribution.reference).exists())
            self.assertFalse(log.objects.filter(label__contains="Unheard").exists())

    def test_others_keep_theirs(self):
        other = receive_contribution(sender=MemberFactory(), tool=self.tool, **told())
        forget_sender(self.member, keep_words=False)
        self.assertEqual(Contribution.objects.get(), other)


class ParallelTests(TransactionTestCase):
    serialized_rollback = True

    def test_fifty_at_once_are_one_contribution(self):
        member, tool = MemberFactory(), ToolPageFactory()
        StoryIndexPageFactory()
        words = told()

        def send(_number):
            try:
                return receive_contribution(sender=member, tool=tool, **words).pk
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as pool:
            self.assertEqual(len(set(pool.map(send, range(50)))), 1)
        self.assertEqual(StoryPage.objects.count(), 1)

    def test_many_people_at_once_get_a_draft_each(self):
        members, tool = MemberFactory.create_batch(8), ToolPageFactory()
        StoryIndexPageFactory()

        def send(member):
            try:
                return receive_contribution(
                    sender=member, tool=tool, picture=picture(), **told()
                ).state
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as pool:
            self.assertEqual(set(pool.map(send, members)), {State.WITH_EDITORS})
        self.assertEqual(StoryPage.objects.count(), 8)
        self.assertEqual(
            len({kept.collection_id for kept in CLICImage.objects.all()}), 1
        )
