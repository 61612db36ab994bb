"""A page reached by its id is shown to exactly those who may read it."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command
from django.http import Http404
from django.test import RequestFactory, TestCase
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pages.access import (
    get_readable_page_or_404,
    pages_readable_by,
    readable_page,
    readable_pages,
)
from tests.factories import StoryPageFactory, UserFactory, home_page


class ReadablePageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory()
        cls.member = UserFactory()

    def request(self, user=None):
        request = RequestFactory().get("/")
        request.user = user or AnonymousUser()
        request.session = {}
        return request

    def restrict(self, page, kind, **fields):
        return PageViewRestriction.objects.create(
            page=page, restriction_type=kind, **fields
        )

    def test_returns_a_live_page_as_its_own_type(self):
        page = get_readable_page_or_404(self.request(), self.story.pk)
        self.assertEqual(page, self.story)
        self.assertIs(type(page), type(self.story))

    def test_refuses_what_is_not_there(self):
        with self.assertRaises(Http404):
            get_readable_page_or_404(self.request(), 0)

    def test_refuses_the_root_of_the_tree(self):
        self.assertIsNone(readable_page(self.request(), home_page().get_parent().pk))

    def test_refuses_a_draft(self):
        self.assertIsNone(
            readable_page(self.request(), StoryPageFactory(live=False).pk)
        )

    def test_refuses_a_page_that_has_expired(self):
        self.story.expire_at = timezone.now() - timedelta(minutes=1)
        self.story.save()
        call_command("publish_scheduled")
        self.assertIsNone(readable_page(self.request(), self.story.pk))

    def test_asks_for_sign_in_where_the_page_does(self):
        self.restrict(self.story, "login")
        self.assertIsNone(readable_page(self.request(), self.story.pk))
        self.assertEqual(
            readable_page(self.request(self.member), self.story.pk), self.story
        )

    def test_lets_only_the_groups_in_that_the_page_names(self):
        restriction = self.restrict(self.story, "groups")
        group = Group.objects.create(name="Partners")
        restriction.groups.add(group)
        self.assertIsNone(readable_page(self.request(self.member), self.story.pk))
        self.member.groups.add(group)
        self.assertEqual(
            readable_page(self.request(self.member), self.story.pk), self.story
        )

    def test_a_restriction_holds_for_everything_below(self):
        self.restrict(self.story.get_parent(), "login")
        self.assertIsNone(readable_page(self.request(), self.story.pk))

    def test_a_password_counts_once_it_was_given(self):
        restriction = self.restrict(self.story, "password", password="open sesame")
        request = self.request()
        self.assertIsNone(readable_page(request, self.story.pk))
        request.session[restriction.passed_view_restrictions_session_key] = [
            restriction.pk
        ]
        self.assertEqual(readable_page(request, self.story.pk), self.story)

    def test_of_many_pages_those_are_left_that_this_reader_may_see(self):
        group = Group.objects.create(name="Partners")
        closed, partners, alone = StoryPageFactory.create_batch(3)
        self.restrict(closed, "password", password="open sesame")
        self.restrict(partners, "groups").groups.add(group)
        self.restrict(alone, "login")
        pages = [self.story, closed, partners, alone]
        self.assertEqual(readable_pages(self.request(), pages), [self.story])
        self.member.groups.add(group)
        self.assertEqual(
            readable_pages(self.request(self.member), pages),
            [self.story, partners, alone],
        )

    def test_of_many_pages_none_is_left_below_a_closed_one(self):
        self.restrict(self.story.get_parent(), "login")
        self.assertEqual(readable_pages(self.request(), [self.story]), [])

    def test_of_many_pages_an_alias_is_as_closed_as_what_it_shows(self):
        alias = self.story.create_alias(update_slug="alias")
        self.restrict(self.story, "login")
        self.assertEqual(readable_pages(self.request(), [alias]), [])

    def test_many_pages_cost_as_many_queries_as_one(self):
        pages = StoryPageFactory.create_batch(5)
        for page in pages:
            self.restrict(page, "login")
        for some in (pages[:2], pages):
            with self.subTest(pages=len(some)), self.assertNumQueries(3):
                readable_pages(self.request(), some)

    def test_the_page_itself_leads_to_the_sign_in_page(self):
        self.restrict(self.story, "login")
        response = self.client.get(self.story.url)
        self.assertRedirects(
            response,
            f"/accounts/login/?next={self.story.url}",
            fetch_redirect_response=False,
        )

    def test_a_draft_is_not_found(self):
        draft = StoryPageFactory(live=False)
        self.assertEqual(self.client.get(draft.get_url()).status_code, 404)


class PagesReadableByTests(TestCase):
    """What somebody may read wherever they sign in, asked without a request."""

    @classmethod
    def setUpTestData(cls):
        cls.open_story, cls.story = StoryPageFactory(), StoryPageFactory()
        cls.member = UserFactory()

    def restrict(self, kind, *groups):
        restriction = PageViewRestriction.objects.create(
            page=self.story.get_parent(), restriction_type=kind
        )
        restriction.groups.set(groups)

    def readable(self, user=None):
        return pages_readable_by(user or self.member, [self.open_story, self.story])

    def test_what_is_open_and_what_asks_for_a_sign_in(self):
        self.assertEqual(self.readable(), [self.open_story, self.story])
        self.restrict("login")
        self.assertEqual(self.readable(), [self.open_story, self.story])

    def test_not_what_is_behind_a_password(self):
        self.restrict("password")
        self.assertEqual(self.readable(), [])

    def test_what_is_for_a_group_of_theirs(self):
        group = Group.objects.create(name="Ward 12")
        self.restrict("groups", group)
        self.assertEqual(self.readable(), [])
        self.assertEqual(len(self.readable(UserFactory(is_superuser=True))), 2)
        self.member.groups.add(group)
        self.assertEqual(len(self.readable()), 2)

    def test_no_draft(self):
        self.story.live = False
        self.assertEqual(self.readable(), [self.open_story])
