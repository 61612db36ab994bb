"""One message in the inbox."""

from datetime import timedelta

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from feedback.models import (
    FeedbackEvent,
    FeedbackItem,
    FeedbackKind,
    FeedbackMail,
    FeedbackNote,
    FeedbackTag,
)
from feedback.services import deciding, duplicates, tasks, working
from feedback.services.receiving import receive_feedback
from feedback.viewsets.working import ACTIONS
from tests.factories import (
    DocumentFactory,
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
    picture_bytes,
)

MARKUP = "<script>alert(1)</script>"
NUMBER = "943 476 5919"
WORDS = f"My NHS number is {NUMBER}, ring me"


class MessageTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors", display_name="Edie Editor")
        cls.publisher = member_of("Publishers", display_name="Paul Publisher")
        cls.page = StoryPageFactory(title="A stores cupboard")
        cls.item = FeedbackItemFactory(
            message=f"One\n\nTwo {MARKUP}",
            name="Ann Example",
            email="ann@ward.example",
            page=cls.page,
        )
        cls.url = reverse("feedback_inbox:message", args=[cls.item.pk])

    def setUp(self):
        self.client.force_login(self.editor)

    def get(self, item=None):
        item = item or self.item
        response = self.client.get(reverse("feedback_inbox:message", args=[item.pk]))
        self.assertEqual(response.status_code, 200)
        return response

    def act(self, name, item=None, **data):
        item = item or self.item
        item = FeedbackItem.objects.get(pk=item.pk)
        address = reverse("feedback_inbox:act", args=[item.pk, name])
        return self.client.post(address, {"seen": item.version, "latest": 0, **data})


class SeeingTests(MessageTestCase):
    def test_shows_all_there_is(self):
        response = self.get()
        for text in [
            "<p>One</p>",
            "Ann Example",
            "ann@ward.example",
            "A stores cupboard",
            self.item.reference,
            "English",
            "Nobody has it yet",
        ]:
            self.assertContains(response, text)
        self.assertNotContains(response, MARKUP)

    def test_outlives_its_page_and_kind(self):
        self.page.delete()
        FeedbackKind.objects.all().delete()
        self.assertContains(self.get(), "No particular page")

    def test_says_in_words_that_it_is_overdue(self):
        today = timezone.localdate()
        for days, words in [
            (-1, "overdue by a day"),
            (-4, "overdue by 4 days"),
            (0, "(today)"),
            (1, "(tomorrow)"),
            (3, "(in 3 days)"),
        ]:
            with self.subTest(words):
                item = FeedbackItemFactory(due_on=today + timedelta(days=days))
                self.assertContains(self.get(item), words)
        done = FeedbackItemFactory(
            due_on=today - timedelta(days=3), state="done", handled_at=timezone.now()
        )
        self.assertNotContains(self.get(done), "overdue by")

    def test_somebody_at_risk_comes_before_all_else(self):
        words = "Someone may be at risk."
        self.assertNotContains(self.get(), words)
        text = self.get(FeedbackItemFactory(is_at_risk=True)).content.decode()
        self.assertLess(text.index(words), text.index("What to do"))

    def test_leads_to_the_page_as_it_was_and_says_that_it_changed(self):
        version = self.page.save_revision()
        version.publish()
        item = FeedbackItemFactory(page=self.page, page_version=version)
        as_read = reverse(
            "wagtailadmin_pages:revisions_view", args=[self.page.pk, version.pk]
        )
        compare = reverse(
            "wagtailadmin_pages:revisions_compare",
            args=[self.page.pk, version.pk, "live"],
        )
        response = self.get(item)
        self.assertContains(response, as_read)
        self.assertNotContains(response, "Changed since")
        self.page.refresh_from_db()
        self.page.title = "A tidy stores cupboard"
        self.page.save_revision().publish()
        response = self.get(item)
        self.assertContains(response, "Changed since")
        self.assertContains(response, compare)
        self.assertEqual(self.client.get(as_read).status_code, 200)
        self.assertEqual(self.client.get(compare).status_code, 200)
        # It belongs to the page that the sender read, not to one that a colleague chose.
        working.set_page(item, StoryPageFactory(), by=self.editor)
        self.assertNotContains(self.get(item), as_read)

    def test_names_the_document_and_the_account(self):
        member = MemberFactory(display_name="Mia Member")
        document = DocumentFactory(title="A template")
        item = FeedbackItemFactory(user=member, document=document)
        response = self.get(item)
        self.assertContains(response, "A template")
        self.assertContains(response, "Mia Member")
        self.assertContains(
            response, reverse("feedback_inbox:sender", args=[member.pk])
        )

    def test_is_missing_when_there_is_none(self):
        for name, arguments in [
            ("message", []),
            ("act", ["done"]),
            ("details", []),
            ("picture", []),
            ("link", []),
            ("page", []),
        ]:
            self.client.force_login(self.publisher)
            address = reverse(f"feedback_inbox:{name}", args=[10**30, *arguments])
            ask = (
                self.client.post if arguments or name == "details" else self.client.get
            )
            with self.subTest(name):
                self.assertEqual(ask(address).status_code, 404)

    def test_asks_as_many_questions_of_the_database_for_fifty_as_for_two(self):
        self.fill(2)
        self.get()
        few = self.count_queries()
        self.fill(48)
        self.assertEqual(self.count_queries(), few)
        self.assertLess(few, 60)

    def fill(self, count):
        """Do so much to the message, each by somebody and about something else."""
        for _number in range(count):
            colleague = member_of("Editors")
            item = working.assign(self.item, colleague, by=colleague)
            working.add_note(item, f"Note of {colleague}", by=colleague)
            working.set_tags(item, [f"tag {colleague.pk}"], by=colleague)
            working.set_page(item, StoryPageFactory(), by=colleague)
            kind = FeedbackKind.objects.exclude(pk=item.kind_id).order_by("?").first()
            working.set_kind(FeedbackItem.objects.get(pk=item.pk), kind, by=colleague)
            duplicates.link(
                FeedbackItemFactory(page=StoryPageFactory()), item, by=colleague
            )
            task = tasks.make_task(
                item, page=StoryPageFactory(), what="Mend it", by=colleague
            )
            tasks.finish_task(task, by=colleague)
        working.set_page(self.item, self.page, by=self.editor)

    def count_queries(self):
        with CaptureQueriesContext(connection) as queries:
            self.get()
        return len(queries)


class DetailsTests(MessageTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.item = receive_feedback(kind=None, message=WORDS)
        cls.details_url = reverse("feedback_inbox:details", args=[cls.item.pk])

    def reads(self):
        events = FeedbackEvent.objects.about(self.item).filter(action="details_read")
        return list(events.values_list("actor_id", "codes"))

    def test_they_are_hidden_and_others_are_told_who_can_see_them(self):
        response = self.get()
        self.assertContains(response, "[NHS number removed]")
        self.assertNotContains(response, NUMBER)
        self.assertContains(response, "Paul Publisher")
        self.assertNotContains(response, self.details_url)

    def test_whoever_may_sees_them_marked_and_it_is_logged(self):
        self.client.force_login(self.publisher)
        self.assertContains(self.get(), self.details_url)
        response = self.client.post(self.details_url)
        self.assertContains(response, f"<mark>{NUMBER}")
        self.assertContains(response, "NHS number")
        self.assertIn("no-store", response["Cache-Control"])
        self.assertEqual(self.reads(), [(self.publisher.pk, ["nhs_number"])])
        self.assertNotContains(self.get(), NUMBER)
        self.assertContains(self.get(), "Personal details read")

    def test_following_a_link_shows_and_logs_nothing(self):
        self.client.force_login(self.publisher)
        self.assertEqual(self.client.get(self.details_url).status_code, 405)
        self.assertEqual(self.reads(), [])

    def test_others_never_see_them(self):
        for person in [
            self.editor,
            member_of(),
            member_of("Comment moderators"),
            None,
        ]:
            self.client.logout()
            if person:
                self.client.force_login(person)
            response = self.client.post(self.details_url)
            self.assertEqual(response.status_code, 302)
            self.assertEqual(self.reads(), [])

    def test_those_in_a_mail_are_hidden_and_logged_too(self):
        item = FeedbackItemFactory(message="Hello", email="ann@ward.example")
        FeedbackMail.objects.create(
            item=item,
            state="received",
            body=WORDS,
            shown_body="My NHS number is [NHS number removed], ring me",
            message_id="<1@ward.example>",
        )
        self.client.force_login(self.publisher)
        address = reverse("feedback_inbox:details", args=[item.pk])
        response = self.get(item)
        self.assertContains(response, address)
        self.assertNotContains(response, NUMBER)
        self.client.post(address)
        event = FeedbackEvent.objects.about(item).get(action="details_read")
        self.assertEqual(event.codes, ["nhs_number"])


class PictureTests(MessageTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.item.picture.save("x.jpg", ContentFile(picture_bytes()))
        cls.picture_url = reverse("feedback_inbox:picture", args=[cls.item.pk])

    def test_it_is_shown_and_stored_nowhere(self):
        self.assertContains(self.get(), self.picture_url)
        response = self.client.get(self.picture_url)
        self.assertEqual(response["Content-Type"], "image/jpeg")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertIn("no-store", response["Cache-Control"])
        self.assertIn("sandbox", response["Content-Security-Policy"])
        self.assertEqual(b"".join(response.streaming_content), picture_bytes())

    def test_others_never_see_it(self):
        for person in [member_of(), member_of("Comment moderators"), None]:
            self.client.logout()
            if person:
                self.client.force_login(person)
            self.assertEqual(self.client.get(self.picture_url).status_code, 302)

    def test_one_that_is_not_there_is_missing(self):
        other = FeedbackItemFactory()
        address = reverse("feedback_inbox:picture", args=[other.pk])
        self.assertEqual(self.client.get(address).status_code, 404)
        self.item.picture.storage.delete(self.item.picture.name)
        self.assertEqual(self.client.get(self.picture_url).status_code, 404)


class DoingTests(MessageTestCase):
    def test_each_button_does_what_it_says(self):
        kind = FeedbackKind.objects.get(name="Praise")
        for name, data, words in [
            ("assign", {"to": self.publisher.pk}, "With Paul Publisher"),
            ("due", {"due_on": "2026-12-24"}, "24 December 2026"),
            ("kind", {"kind": kind.pk}, "Praise"),
            ("wait", {"whom": "the pharmacy"}, "the pharmacy"),
            ("resume", {}, "Being dealt with"),
            ("note", {"body": "I asked them."}, "I asked them."),
            ("tags", {"tags": "stores, broken link"}, "broken link"),
            ("task", {"what": "Mend the link"}, "Mend the link"),
            ("done", {}, "Done, by Edie Editor"),
            ("reopen", {}, "Being dealt with"),
            ("spam", {}, "Spam, by Edie Editor"),
        ]:
            with self.subTest(name):
                response = self.act(name, **data)
                self.assertRedirects(response, self.url)
                self.assertContains(self.get(), words)

    def test_all_that_say_the_same_are_done_together_where_it_is_ticked(self):
        other = FeedbackItemFactory()
        duplicates.link(other, self.item, by=self.editor)
        self.assertContains(self.get(), "Also the other message that says the same")
        self.act("done")
        other.refresh_from_db()
        self.assertEqual(other.state, "new")
        self.act("done", all="on")
        other.refresh_from_db()
        self.assertEqual(other.state, "done")

    def test_nothing_is_done_by_following_a_link(self):
        for name in ACTIONS:
            address = reverse("feedback_inbox:act", args=[self.item.pk, name])
            self.assertEqual(self.client.get(address).status_code, 405)
        address = reverse("feedback_inbox:act", args=[self.item.pk, "delete"])
        self.assertEqual(self.client.post(address, {"seen": 1}).status_code, 404)

    def test_mistakes_are_said_beside_the_field_and_what_was_typed_is_kept(self):
        for name, data, words in [
            ("assign", {"to": "999999"}, "Choose a colleague"),
            ("assign", {"to": "x' OR 1"}, "Choose a colleague"),
            ("assign", {"to": str(member_of().pk)}, "Choose a colleague"),
            ("due", {"due_on": "soon"}, "Choose a day"),
            ("due", {"due_on": "9999-12-31"}, "Choose a day"),
            ("kind", {"kind": "9" * 40}, "Choose one from the list"),
            ("wait", {"whom": "  "}, "Write whom or what"),
            ("wait", {"whom": "kept " * 40}, "Use at most 120 characters"),
            ("note", {"body": "\x00"}, "Write your note"),
            ("note", {"body": "kept " * 500}, "are the most"),
            ("note", {"body": f"{MARKUP}" * 200}, "are the most"),
            ("tags", {"tags": "kept" * 40}, "is too long"),
            ("tags", {"tags": ",".join(map(str, range(30)))}, "Choose at most 20 tags"),
            ("task", {"what": ""}, "Write what has to be done"),
            ("done", {"seen": "x"}, "Look at the message once more"),
            ("done", {"seen": ""}, "Look at the message once more"),
            ("done", {"seen": "9" * 40}, "Look at the message once more"),
            ("done", {"latest": "x"}, "Look at the message once more"),
        ]:
            with self.subTest(name=name, data=str(data)[:60]):
                response = self.act(name, **data)
                self.assertContains(response, words, status_code=422)
                self.assertNotContains(response, MARKUP, status_code=422)
                if "kept" in str(data):
                    self.assertContains(response, "kept", status_code=422)
        self.item.refresh_from_db()
        self.assertEqual(self.item.version, 1)

    def test_odd_words_are_kept_as_they_are(self):
        self.act("note", body=f"\U0001f600 {MARKUP}\x00 مرحبا")
        self.assertEqual(FeedbackNote.objects.get().body, f"\U0001f600 {MARKUP} مرحبا")
        self.act("tags", tags=f"\U0001f600, {MARKUP},,")
        self.assertEqual(FeedbackTag.objects.count(), 2)
        self.assertNotContains(self.get(), MARKUP)

    def test_a_message_about_no_page_makes_no_task(self):
        item = FeedbackItemFactory()
        response = self.act("task", item, what="Mend it")
        self.assertContains(response, "Say first which page", status_code=422)

    def test_somebody_quicker_is_told_of_and_what_was_typed_is_kept(self):
        FeedbackEvent.objects.create(item_id=self.item.pk, action="received")
        latest = self.get().context["latest"]
        working.assign(self.item, self.publisher, by=self.publisher)
        response = self.act(
            "note", seen=1, latest=latest, body="What I typed for a while"
        )
        self.assertEqual(response.status_code, 409)
        (change,) = response.context["changed_meanwhile"]
        self.assertEqual(
            (change.event.action, change.actor), ("assigned", self.publisher)
        )
        for words in [
            "has changed since you looked",
            "What I typed for a while",
            'name="seen" value="2"',
        ]:
            self.assertContains(response, words, status_code=409)
        self.assertFalse(FeedbackNote.objects.exists())

    def test_what_can_no_longer_be_done_is_said(self):
        deciding.mark_done(self.item, by=self.publisher)
        response = self.act("wait", whom="the pharmacy team", seen=1)
        self.assertContains(response, "the pharmacy team", status_code=409)
        response = self.act("wait", whom="the pharmacy team", latest=2**62)
        self.assertContains(response, "can’t be done", status_code=409)

    def test_a_second_click_finds_it_done(self):
        for _click in range(2):
            response = self.act("note", body="Once", seen=1)
            self.assertRedirects(response, self.url)
        self.assertEqual(FeedbackNote.objects.count(), 1)

    def test_leads_back_on_this_site_only(self):
        inbox = reverse("feedback_inbox:all")
        self.assertRedirects(self.act("done", next=inbox), inbox)
        self.assertRedirects(self.act("reopen", next="//x.example/"), self.url)

    def test_others_are_refused(self):
        reader = member_of()
        reader.user_permissions.add(
            *self.permissions("view_feedbackitem"), *self.permissions("access_admin")
        )
        for person in [reader, member_of(), member_of("Comment moderators"), None]:
            self.client.logout()
            if person:
                self.client.force_login(person)
            for name in ACTIONS:
                self.assertEqual(self.act(name, body="x", what="x").status_code, 302)
            for name in ["link", "page"]:
                address = reverse(f"feedback_inbox:{name}", args=[self.item.pk])
                self.assertEqual(self.client.get(address).status_code, 302)
                response = self.client.post(address, {"seen": 1, "chosen": ""})
                self.assertEqual(response.status_code, 302)
        self.item.refresh_from_db()
        self.assertEqual(self.item.version, 1)
        self.client.force_login(reader)
        response = self.get()
        self.assertContains(response, "Ann Example")
        self.assertNotContains(response, f"{self.url}do/")

    def permissions(self, codename):
        return Permission.objects.filter(codename=codename)


class ChoosingTests(MessageTestCase):
    def test_a_message_that_says_the_same_is_found_and_linked(self):
        kind = FeedbackKind.objects.get(name="Praise")
        for item in [self.item]:
            working.set_kind(item, kind, by=self.editor)
        likely = FeedbackItemFactory(message="script alert", kind=kind, page=self.page)
        far = FeedbackItemFactory(message="Quite another thing")
        address = reverse("feedback_inbox:link", args=[self.item.pk])
        self.assertEqual(self.client.get(address).context["found"], [likely])
        for words in [far.reference, "another"]:
            response = self.client.get(address, {"find": words})
            self.assertEqual(response.context["found"], [far])
        self.assertContains(
            self.client.get(address, {"find": "nothing such"}), "Nothing was found"
        )
        response = self.client.post(address, {"seen": 2, "chosen": far.pk})
        self.assertRedirects(response, self.url)
        self.assertContains(self.get(), f"This says the same as {far.reference}")
        self.assertContains(self.get(far), self.item.reference)
        self.assertRedirects(self.act("unlink"), self.url)
        self.assertNotContains(self.get(), "This says the same as")

    def test_what_cannot_be_linked_is_said_and_the_choice_kept(self):
        address = reverse("feedback_inbox:link", args=[self.item.pk])
        other = FeedbackItemFactory(message="Quite another thing")
        duplicates.link(other, self.item, by=self.editor)
        for data, words, status in [
            ({"chosen": self.item.pk}, "Choose another message", 422),
            ({"chosen": other.pk}, "already linked", 422),
            ({"chosen": ""}, "Choose the message", 422),
            ({"chosen": "9" * 40}, "still there", 422),
            ({"chosen": "\x00"}, 'class="error-message"', 422),
            ({"chosen": other.pk, "seen": 9}, "somebody was quicker", 409),
            ({"find": "\x00" * 300}, "Choose the message", 422),
            ({"find": "x" * 300}, "200 characters are the most", 422),
        ]:
            with self.subTest(data=str(data)[:60]):
                response = self.client.post(address, {"seen": 1, **data})
                self.assertContains(response, words, status_code=status)

    def test_another_page_is_chosen_or_none(self):
        other = StoryPageFactory(title="A tidy ward")
        address = reverse("feedback_inbox:page", args=[self.item.pk])
        self.assertContains(self.client.get(address), "A tidy ward")
        response = self.client.get(address, {"find": "tidy"})
        self.assertEqual([page.pk for page in response.context["found"]], [other.pk])
        self.client.post(address, {"seen": 1, "chosen": other.pk})
        self.assertContains(
            self.get(), "from A stores cupboard to A tidy ward", html=False
        )
        self.client.post(address, {"seen": 2, "chosen": ""})
        self.assertContains(self.get(), "No particular page")


class HistoryTests(MessageTestCase):
    def test_says_in_words_who_did_what(self):
        other = FeedbackItemFactory()
        working.assign(self.item, self.publisher, by=self.editor)
        working.add_note(self.item, "A note in between", by=self.editor)
        duplicates.link(self.item, other, by=self.editor)
        working.set_tags(self.item, ["stores"], by=self.editor)
        response = self.get()
        lines = [" ".join(entry.what.split()) for entry in response.context["history"]]
        self.assertEqual(
            lines,
            ["Tags changed", "Linked as a duplicate", "Note written", "Assigned"],
        )
        for words in [
            "Paul Publisher",
            "A note in between",
            other.reference,
            "added: stores",
        ]:
            self.assertContains(response, words)
        self.assertContains(self.get(other), "Another message was linked to this one")

    def test_outlives_whoever_and_whatever_it_was_about(self):
        kind = FeedbackKind.objects.get(name="Praise")
        colleague = member_of("Editors")
        working.assign(self.item, colleague, by=colleague)
        working.set_kind(self.item, kind, by=colleague)
        working.set_tags(self.item, ["stores"], by=colleague)
        working.set_page(self.item, None, by=colleague)
        task = tasks.make_task(self.item, page=self.page, what="x", by=colleague)
        tasks.take_task_back(task, by=colleague)
        FeedbackTag.objects.all().delete()
        colleague.delete()
        kind.delete()
        response = self.get()
        self.assertContains(response, "a former colleague")
        self.assertContains(response, "no longer there")
        self.assertContains(response, "Task on the page taken back")
