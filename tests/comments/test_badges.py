"""In which part somebody answers: what is noted when they write, and what readers see of it."""

from django.test import TestCase

from comments.models import Comment, PagePolicy
from comments.services.badges import badge_for
from comments.services.writing import post_comment
from pages.models import InformationPage, Team
from tests.factories import (
    InformationPageFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)

Badge = Comment.Badge


class BadgeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.team = Team.objects.create(name="Improvement team", locale_id=1)
        cls.page = StoryPageFactory(content_owner=cls.team)
        cls.owner = MemberFactory(is_trusted=True)
        cls.team.members.add(cls.owner)
        cls.editor = member_of("Editors", is_trusted=True)

    def write(self, author, **words):
        return post_comment(
            page=self.page, author=author, body="We did it like this.", **words
        )

    def test_who_looks_after_the_page_is_its_team(self):
        assert self.write(self.owner).badge == Badge.OWNER
        self.team.members.add(self.editor)
        assert badge_for(self.editor, self.page, False) == Badge.OWNER

    def test_who_has_powers_here_is_staff(self):
        assert self.write(self.editor).badge == Badge.STAFF

    def test_members_have_none(self):
        assert self.write(MemberFactory()).badge == Badge.NONE

    def test_nobody_whose_name_is_hidden_has_one(self):
        PagePolicy.objects.create(
            page_id=self.page.pk, mode="open", allows_hidden_names=True
        )
        assert self.write(self.owner, hides_name=True).badge == Badge.NONE

    def test_a_page_without_a_team_has_no_owner(self):
        assert badge_for(self.owner, StoryPageFactory(), False) == Badge.NONE

    def test_a_page_is_looked_up_as_its_own_type(self):
        page = InformationPageFactory(content_owner=self.team)
        plain = InformationPage.objects.get(pk=page.pk).page_ptr
        assert badge_for(self.owner, plain, False) == Badge.OWNER

    def test_it_stays_what_it_was_when_they_wrote(self):
        self.write(self.owner)
        self.team.members.clear()
        self.assertContains(self.client.get(self.page.url), "Page team", 1)

    def test_readers_see_it_in_words(self):
        self.write(self.editor)
        self.assertContains(
            self.client.get(self.page.url), '<span class="badge">CLIC team</span>'
        )

    def test_members_have_nothing_beside_their_name(self):
        self.write(MemberFactory(is_trusted=True))
        self.assertNotContains(self.client.get(self.page.url), 'class="badge"')
