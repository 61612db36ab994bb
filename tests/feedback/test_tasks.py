"""What has to be changed on a page because of a message."""

from django.core.exceptions import PermissionDenied
from django.test import TestCase
from django.urls import reverse
from wagtail.models import GroupPagePermission

from feedback.models import FeedbackEvent, PageTask
from feedback.services.states import ChangedMeanwhile
from feedback.services.tasks import (
    OneTaskAtATime,
    TaskIsGone,
    finish_task,
    make_task,
    reopen_task,
    take_task_back,
)
from tests.factories import (
    FeedbackItemFactory,
    StoryPageFactory,
    home_page,
    member_of,
)

WHAT = "Mend the second link"


class TaskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors")
        cls.page = StoryPageFactory(title="A stores cupboard")
        cls.item = FeedbackItemFactory(page=cls.page)

    def make(self, what=WHAT, **seen):
        return make_task(self.item, page=self.page, what=what, by=self.editor, **seen)

    def logged(self):
        events = FeedbackEvent.objects.about(self.item)
        return list(events.values_list("action", "other_id"))


class TaskTests(TaskTestCase):
    def test_it_is_made_done_and_open_again(self):
        task = self.make(seen=1)
        finish_task(task, by=self.editor)
        task.refresh_from_db()
        self.assertEqual(task.done_by, self.editor)
        reopen_task(task, by=self.editor)
        self.assertEqual(list(PageTask.objects.open()), [task])
        self.assertEqual(
            self.logged(),
            [
                ("task_made", task.pk),
                ("task_done", task.pk),
                ("task_reopened", task.pk),
            ],
        )

    def test_each_twice_is_done_once(self):
        task = self.make(seen=1)
        self.assertEqual(self.make(seen=1), task)
        for act in [finish_task, finish_task, reopen_task, reopen_task]:
            act(task, by=self.editor)
        self.assertEqual(len(self.logged()), 3)

    def test_a_message_has_one_open_task(self):
        task = self.make()
        with self.assertRaises(OneTaskAtATime):
            self.make("Something else")
        finish_task(task, by=self.editor)
        self.make("Something else")
        with self.assertRaises(OneTaskAtATime):
            reopen_task(task, by=self.editor)

    def test_it_is_taken_back_while_it_is_open(self):
        done = finish_task(self.make(), by=self.editor)
        take_task_back(done, by=self.editor)
        task = self.make("Something else")
        take_task_back(task, by=self.editor)
        self.assertEqual(PageTask.objects.get(), done)
        self.assertEqual(self.logged()[-1], ("task_taken_back", task.pk))
        task.pk = self.logged()[-1][1]
        with self.assertRaises(TaskIsGone):
            finish_task(task, by=self.editor)

    def test_it_is_not_made_of_a_message_that_changed_meanwhile(self):
        self.make(seen=1)
        with self.assertRaises(ChangedMeanwhile):
            self.make("Something else", seen=1)

    def test_whoever_edits_the_page_finishes_it_and_takes_nothing_back(self):
        task = self.make()
        writer = member_of("Comment moderators")
        with self.assertRaises(PermissionDenied):
            finish_task(task, by=writer)
        GroupPagePermission.objects.create(
            group=writer.groups.get(),
            page=home_page(),
            permission_type="change",
        )
        writer = type(writer).objects.get(pk=writer.pk)
        with self.assertRaises(PermissionDenied):
            take_task_back(task, by=writer)
        with self.assertRaises(PermissionDenied):
            make_task(self.item, page=self.page, what="More", by=writer)
        finish_task(task, by=writer)
        self.assertFalse(PageTask.objects.open())

    def test_it_outlives_its_message(self):
        task = self.make()
        self.item.delete()
        task.refresh_from_db()
        finish_task(task, by=self.editor)
        self.assertFalse(PageTask.objects.open())


class TaskViewTests(TaskTestCase):
    def setUp(self):
        self.client.force_login(self.editor)
        self.task = self.make()

    def post(self, name, **data):
        address = reverse(f"feedback_inbox:task_{name}", args=[self.task.pk])
        return self.client.post(address, data)

    def test_it_is_done_and_reopened_by_post_and_leads_back(self):
        message = reverse("feedback_inbox:message", args=[self.item.pk])
        editor = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        self.assertRedirects(self.post("done", next=editor), editor)
        self.task.refresh_from_db()
        self.assertIsNotNone(self.task.done_at)
        self.assertRedirects(self.post("reopen", next="https://x.example/"), message)
        self.assertRedirects(self.post("take_back"), message)
        self.assertFalse(PageTask.objects.exists())
        self.assertEqual(self.post("done").status_code, 404)

    def test_nothing_is_done_by_following_a_link(self):
        for name in ["done", "reopen", "take_back"]:
            address = reverse(f"feedback_inbox:task_{name}", args=[self.task.pk])
            self.assertEqual(self.client.get(address).status_code, 405)

    def test_others_are_refused(self):
        for person in [member_of(), member_of("Comment moderators"), None]:
            self.client.logout()
            if person:
                self.client.force_login(person)
            self.assertEqual(self.post("done").status_code, 302)
            address = reverse("feedback_inbox:tasks")
            self.assertEqual(self.client.get(address).status_code, 302)
        self.task.refresh_from_db()
        self.assertIsNone(self.task.done_at)

    def test_all_that_are_open_stand_in_a_list(self):
        address = reverse("feedback_inbox:tasks")
        for page in ["1", "99", "x", "-1"]:
            response = self.client.get(address, {"p": page})
            self.assertContains(response, WHAT)
            self.assertContains(response, "A stores cupboard")
            self.assertContains(response, self.item.reference)
        finish_task(self.task, by=self.editor)
        self.assertContains(self.client.get(address), "all is done")
