"""What is closed to whoever asks."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group
from django.test import RequestFactory, TestCase
from django.utils import translation
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from search.asking.access import ask_about
from search.models import IndexState
from tests.factories import MemberFactory, StoryPageFactory, home_page, member_of


class AccessTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory()
        cls.collection = Collection.get_first_root_node().add_child(name="Private")

    def close(self, kind, *groups):
        """Restrict the story and the collection, the same way."""
        page = PageViewRestriction.objects.create(
            page=self.story, restriction_type=kind, password="open sesame"
        )
        collection = CollectionViewRestriction.objects.create(
            collection=self.collection, restriction_type=kind, password="open sesame"
        )
        for restriction in (page, collection):
            restriction.groups.set(groups)
        return page, collection

    def request(self, user=None, **session):
        request = RequestFactory().get("/search/")
        request.user, request.session = user or AnonymousUser(), session
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "has one"
        return request

    def closed_to(self, user=None, **session):
        reader, _generation, _version = ask_about(self.request(user, **session))
        return [*reader.closed_paths, *reader.closed_collections]

    def assertClosed(self, user=None, **session):
        self.assertEqual(
            self.closed_to(user, **session), [self.story.path, self.collection.path]
        )

    def assertOpen(self, user=None, **session):
        self.assertEqual(self.closed_to(user, **session), [])


class ClosedThingsTests(AccessTestCase):
    def test_nothing_is_closed_where_nothing_is_restricted(self):
        self.assertOpen()
        self.close(PageViewRestriction.NONE)
        self.assertOpen()

    def test_those_who_sign_in_may_find_what_is_for_them(self):
        self.close(PageViewRestriction.LOGIN)
        self.assertClosed()
        self.assertOpen(MemberFactory())

    def test_groups_may_find_what_is_theirs(self):
        mine, other = (Group.objects.create(name=name) for name in ("Mine", "Other"))
        self.close(PageViewRestriction.GROUPS, mine)
        self.assertClosed()
        self.assertClosed(MemberFactory())
        self.assertClosed(member_of(other.name))
        self.assertOpen(member_of(mine.name))
        self.assertOpen(MemberFactory(is_superuser=True))

    def test_whoever_gave_the_password_may_find_what_it_opens(self):
        page, collection = self.close(PageViewRestriction.PASSWORD)
        self.assertClosed()
        self.assertClosed(MemberFactory(is_superuser=True))
        self.assertOpen(
            passed_page_view_restrictions=[page.pk],
            passed_collection_view_restrictions=[collection.pk],
        )

    def test_one_of_two_restrictions_is_enough_to_close(self):
        group = Group.objects.create(name="Mine")
        self.close(PageViewRestriction.LOGIN)
        self.close(PageViewRestriction.GROUPS, group)
        self.assertClosed(MemberFactory())
        self.assertOpen(member_of("Mine"))

    def test_what_shows_a_closed_page_elsewhere_is_closed(self):
        self.close(PageViewRestriction.LOGIN)
        alias = self.story.create_alias(parent=home_page(), update_slug="alias")
        second = alias.create_alias(parent=home_page(), update_slug="second")
        self.assertLessEqual({alias.path, second.path}, set(self.closed_to()))

    def test_decides_as_the_pages_themselves_do(self):
        group = Group.objects.create(name="Mine")
        people = [AnonymousUser(), MemberFactory(), member_of("Mine")]
        people.append(MemberFactory(is_superuser=True))
        for kind, _label in PageViewRestriction.RESTRICTION_CHOICES:
            page, collection = self.close(kind, group)
            for person in people:
                request = self.request(person)
                with self.subTest(kind=kind, person=person):
                    is_open = self.closed_to(person) == []
                    self.assertEqual(is_open, page.accept_request(request))
                    self.assertEqual(is_open, collection.accept_request(request))
            page.delete()
            collection.delete()


class AskingTests(AccessTestCase):
    def test_takes_one_query(self):
        self.close(PageViewRestriction.GROUPS)
        for person in (None, MemberFactory()):
            with self.assertNumQueries(1):
                ask_about(self.request(person))

    def test_says_which_generation_and_which_lists_are_in_use(self):
        IndexState.objects.update(generation=7, lists_version=12)
        self.assertEqual(ask_about(self.request())[1:], (7, 12))

    def test_knows_the_language_of_the_page(self):
        with translation.override("pl"):
            reader, *_state = ask_about(self.request())
        self.assertEqual(reader.language, "pl")
        reader, *_state = ask_about(self.request())
        self.assertEqual(reader.language, "en")

    def test_looks_into_no_session_without_its_cookie(self):
        request = RequestFactory().get("/search/")
        self.assertFalse(hasattr(request, "session"))
        self.close(PageViewRestriction.LOGIN)
        reader, *_state = ask_about(request)
        self.assertEqual(reader.closed_paths, (self.story.path,))
