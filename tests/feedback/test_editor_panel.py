"""What editors see beside a page's form of what readers tell about it."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from feedback.models import FeedbackItem, PageTask, UsefulnessCount
from pages.editor_panels import side_panels_beside
from tests.factories import (
    FeedbackItemFactory,
    StoryPageFactory,
    UserFactory,
    home_page,
    member_of,
)

State = FeedbackItem.State


class EditorPanelTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.page.save_revision()
        cls.admin = UserFactory(is_superuser=True)
        cls.editor = member_of("Editors")
        cls.address = reverse("wagtailadmin_pages:edit", args=[cls.page.pk])

    def setUp(self):
        self.client.force_login(self.admin)

    def panel(self, page=None):
        """The panel's own part of the editor."""
        address = reverse("wagtailadmin_pages:edit", args=[(page or self.page).pk])
        whole = self.client.get(address).content.decode()
        part = whole.split('data-side-panel="feedback"')[1]
        return " ".join(part.split('class="form-side__panel"')[0].split())

    def count(self, yes, no, days_ago=0):
        UsefulnessCount.objects.create(
            page=self.page,
            day=timezone.localdate() - timedelta(days=days_ago),
            yes=yes,
            no=no,
        )


class UsefulnessTests(EditorPanelTests):
    def test_says_how_useful_and_how_sure_that_is(self):
        self.count(30, 8, days_ago=89)
        self.count(40, 2)
        self.count(0, 500, days_ago=90)
        panel = self.panel()
        self.assertIn("<strong>88%</strong> of those who answered", panel)
        self.assertIn("most likely between 78% and 93%", panel)
        self.assertIn("80 answers in the last 90 days (70 yes, 10 no)", panel)

    def test_says_nothing_of_few_answers(self):
        self.count(19, 0)
        panel = self.panel()
        self.assertIn("Too few answers to say.", panel)
        self.assertIn("19 answers in the last 90 days", panel)
        self.assertNotIn("%", panel.split("19 answers")[0].split("useful?")[1])

    def test_says_that_nobody_answered(self):
        self.assertIn("0 answers in the last 90 days", self.panel())

    def test_counts_this_page_alone(self):
        UsefulnessCount.objects.create(
            page=StoryPageFactory(), day=timezone.localdate(), yes=50
        )
        self.assertIn("0 answers in the last 90 days", self.panel())


class OpenFeedbackTests(EditorPanelTests):
    def test_leads_to_what_is_open_on_this_page(self):
        items = [
            FeedbackItemFactory(page=self.page, state=state, message=f"It is {state}.")
            for state in State
        ]
        FeedbackItemFactory(message="Elsewhere.")
        panel = self.panel()
        self.assertIn("3 messages about this page are open", panel)
        for item in items:
            address = reverse("feedback_inbox:message", args=[item.pk])
            self.assertEqual(item.is_open, address in panel, item.state)
        self.assertNotIn("Elsewhere.", panel)

    def test_leads_into_the_inbox(self):
        FeedbackItemFactory(page=self.page, message="Just here.")
        FeedbackItemFactory(message="Elsewhere.")
        address = f"{reverse('feedback_inbox:all')}?section={self.page.pk}&state=open"
        self.assertIn(address.replace("&", "&amp;"), self.panel())
        listed = self.client.get(address)
        self.assertContains(listed, "Just here.")
        self.assertNotContains(listed, "Elsewhere.")

    def test_names_the_newest_five(self):
        for number in range(7):
            FeedbackItemFactory(page=self.page, message=f"Message number {number}.")
        panel = self.panel()
        self.assertIn("7 messages about this page are open", panel)
        named = [number for number in range(7) if f"number {number}." in panel]
        self.assertEqual(named, [2, 3, 4, 5, 6])

    def test_shows_no_personal_details_and_no_markup(self):
        FeedbackItemFactory(
            page=self.page,
            message="Ring 07700 900123 <b>",
            shown_message="Ring [phone number] <b>",
        )
        panel = self.panel()
        self.assertIn("Ring [phone number] &lt;b&gt;", panel)
        self.assertNotIn("900123", panel)

    def test_whoever_may_not_read_feedback_sees_numbers_only(self):
        self.count(30, 10)
        item = FeedbackItemFactory(page=self.page, message="A secret of its sender.")
        PageTask.objects.create(item=item, page=self.page, what="Mend step two.")
        reader = member_of("Editors")
        reader.groups.get().permissions.filter(codename="view_feedbackitem").delete()
        self.client.force_login(reader)
        panel = self.panel()
        self.assertIn("75%", panel)
        self.assertIn("1 message about this page is open", panel)
        self.assertIn("Mend step two.", panel)
        for secret in ("A secret", item.reference, reverse("feedback_inbox:all")):
            self.assertNotIn(secret, panel)


class TaskTests(EditorPanelTests):
    def setUp(self):
        self.client.force_login(self.editor)
        item = FeedbackItemFactory(page=self.page)
        self.task = PageTask.objects.create(
            item=item, page=self.page, what="Mend <step two>."
        )
        self.done = reverse("feedback_inbox:task_done", args=[self.task.pk])

    def test_are_shown_until_they_are_done(self):
        PageTask.objects.create(page=home_page(), what="Elsewhere.")
        panel = self.panel()
        self.assertIn("Mend &lt;step two&gt;.", panel)
        self.assertIn(self.done, panel)
        self.assertNotIn("Elsewhere.", panel)
        response = self.client.post(self.done, {"next": self.address})
        self.assertRedirects(response, self.address)
        self.task.refresh_from_db()
        self.assertEqual(self.task.done_by, self.editor)
        self.assertNotIn("Mend", self.panel())

    def test_are_counted_beside_the_panels_icon(self):
        whole = self.client.get(self.address).content.decode()
        toggle = whole.split('data-side-panel-toggle="feedback"')[1].split("</button>")
        self.assertIn(">2<", "".join(toggle[0].split()))

    def test_stand_outside_of_the_pages_own_form(self):
        whole = self.client.get(self.address).content.decode()
        before = whole.split(self.done)[0]
        self.assertEqual(before.count("<form") - before.count("</form>"), 1)


class CostTests(EditorPanelTests):
    def queries(self):
        with CaptureQueriesContext(connection) as captured:
            self.panel()
        return len(captured)

    def test_is_the_same_for_none_and_for_many(self):
        self.queries()
        none = self.queries()
        for number in range(12):
            item = FeedbackItemFactory(page=self.page)
            PageTask.objects.create(item=item, page=self.page, what=f"No. {number}")
            self.count(number, 1, days_ago=number)
        self.assertEqual(self.queries(), none)

    def test_is_four_queries_for_the_panel(self):
        request = self.client.get(self.address).wsgi_request
        panel = next(
            panel
            for panel in side_panels_beside(self.page, request)
            if panel.name == "feedback"
        )
        with self.assertNumQueries(4):
            list(panel.get_context_data({})["items"])
