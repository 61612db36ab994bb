"""Who may do what with pages."""

from django.contrib.auth.models import Group
from django.test import TestCase
from wagtail.models import Workflow

from tests.factories import StoryPageFactory, UserFactory


class GroupTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory()
        cls.editor, cls.publisher = UserFactory(), UserFactory()
        cls.editor.groups.add(Group.objects.get(name="Editors"))
        cls.publisher.groups.add(Group.objects.get(name="Publishers"))

    def test_publishers_have_taken_the_place_of_moderators(self):
        self.assertFalse(Group.objects.filter(name="Moderators").exists())
        self.assertTrue(
            Workflow.objects.filter(name="Publishers approval", active=True).exists()
        )

    def test_editors_draft_and_submit_but_do_not_publish(self):
        permissions = self.story.permissions_for_user(self.editor)
        self.assertTrue(permissions.can_edit())
        self.assertFalse(permissions.can_publish())
        self.assertTrue(permissions.can_submit_for_moderation())

    def test_publishers_publish(self):
        self.assertTrue(self.story.permissions_for_user(self.publisher).can_publish())

    def test_publishers_look_after_topics_teams_and_menus(self):
        for model in ("topic", "team", "menu"):
            with self.subTest(model):
                self.assertTrue(self.publisher.has_perm(f"pages.change_{model}"))
                self.assertFalse(self.editor.has_perm(f"pages.change_{model}"))
