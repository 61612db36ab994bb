"""Nobody finds what they may not read, from the moment on in which that is so.

Each thing says a word of its own, “zirconium”, in its name, and “quandary” in its text, and shares
“heron” with a page that all may read. For whom it is hidden none of it leaves a trace: in results,
counts, facets, snippets, suggestions and corrections.
"""

from datetime import timedelta
from unittest import mock

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    BaseViewRestriction,
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
)

from library import texts
from library.services import renew_consent, withdraw_consent
from search.asking import lists
from search.models import Findable, SteeredPhrase, SteeredResult
from search.services.lists import lists_changed
from search.services.words import build_words_if_stale
from tests.factories import (
    CaptionTrackFactory,
    DocumentFactory,
    GlossaryPageFactory,
    GlossaryTermFactory,
    InformationPageFactory,
    MediaFactory,
    MemberFactory,
    StoryPageFactory,
    TopicFactory,
    UserFactory,
    VideoPageFactory,
    member_of,
)

NAME = "Zirconium heron"
TEXT = "<p>A heron in a quandary.</p>"
PASSWORD = "open sesame"


class HiddenThingsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.open_page = InformationPageFactory(
            title="Heron", summary="A heron that everybody may see."
        )
        Group.objects.create(name="Keepers")
        Group.objects.create(name="Others")

    def setUp(self):
        # Each process holds the lists, and each test takes back what it did to them.
        lists_changed()
        self.addCleanup(setattr, lists, "_held", None)

    def readers(self, kind):
        """Those who may not read what is closed in this way, and those who may."""
        member, keeper, other = (
            MemberFactory(),
            member_of("Keepers"),
            member_of("Others"),
        )
        return {
            BaseViewRestriction.LOGIN: ([None], [member, other]),
            BaseViewRestriction.GROUPS: ([None, member, other], [keeper]),
            BaseViewRestriction.PASSWORD: ([None, member, keeper], []),
        }[kind]

    def become(self, reader):
        self.client.logout()
        if reader:
            self.client.force_login(reader)

    def ask(self, words, **more):
        response = self.client.get(reverse("search"), {"q": words, **more})
        self.assertEqual(response.status_code, 200)
        return response

    def keys_found(self, words, **more):
        found = self.ask(words, **more).context["answer"]
        self.assertEqual(found.found.total, len(found.results))
        return {result.key for result in found.results}

    def suggested(self, words):
        response = self.client.get(reverse("suggest"), {"q": words})
        return [
            "".join(text for text, _is_typed in suggestion["pieces"])
            for suggestion in response.json()["suggestions"]
        ]

    def assertHidden(self, *readers):
        for reader in readers or [None]:
            with self.subTest(reader=str(reader)):
                self.become(reader)
                self.assertLeavesNoTrace()

    def assertLeavesNoTrace(self):
        for words in ["zirconium", "quandary", '"heron in a quandary"']:
            self.assertEqual(self.keys_found(words), set())
        page = f"page:{self.open_page.pk}"
        self.assertEqual(self.keys_found("heron"), {page})
        # Any of the words will do where none has all.
        self.assertEqual(self.keys_found("everybody quandary"), {page})
        for sort in ["relevance", "date"]:
            response = self.ask("heron", sort=sort)
            self.assertNotContains(response, "irconium")
            self.assertNotContains(response, "quandary")
        for values in response.context["answer"].found.facets.values():
            self.assertLessEqual(sum(value.count for value in values), 1)
        self.assertEqual(self.suggested("zirc"), [])
        self.assertEqual(self.suggested("hero"), ["Heron"])
        for slip in ["zirconum", "quandry", "heron zirconum"]:
            response = self.ask(slip)
            self.assertNotContains(response, "zirconium")
            self.assertNotContains(response, "quandary")

    def assertFound(self, key, *readers):
        for reader in readers or [None]:
            with self.subTest(reader=str(reader)):
                self.become(reader)
                self.assertShows(key)

    def assertShows(self, key):
        for words in ["zirconium", "quandary", '"heron in a quandary"']:
            self.assertEqual(self.keys_found(words), {key})
        page = f"page:{self.open_page.pk}"
        self.assertEqual(self.keys_found("heron"), {page, key})
        self.assertContains(self.ask("quandary"), "<mark>quandary</mark>")
        self.assertEqual(self.suggested("zirc"), [NAME])

    def have_words_listed(self):
        """As the timed job lists them for corrections."""
        build_words_if_stale()
        self.assertContains(self.ask("quandry"), "quandary")


class PageTests(HiddenThingsTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.section = InformationPageFactory()
        cls.page = InformationPageFactory(
            parent=cls.section, title=NAME, body=[("text", TEXT)]
        )
        cls.key = f"page:{cls.page.pk}"

    def setUp(self):
        super().setUp()
        self.have_words_listed()

    def close(self, page, kind):
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=kind, password=PASSWORD
        )
        if kind == BaseViewRestriction.GROUPS:
            restriction.groups.set(Group.objects.filter(name="Keepers"))
        return restriction

    def test_is_found_while_all_may_read_it(self):
        self.assertFound(self.key, None, MemberFactory())

    def test_is_hidden_once_it_is_closed_and_found_once_it_is_open(self):
        for kind in ["login", "groups", "password"]:
            with self.subTest(kind):
                restriction = self.close(self.page, kind)
                wrong, right = self.readers(kind)
                self.assertHidden(*wrong)
                if right:
                    self.assertFound(self.key, *right, UserFactory(is_superuser=True))
                restriction.delete()
                self.assertFound(self.key)

    def test_is_hidden_once_what_it_lies_in_is_closed(self):
        self.close(self.section, "groups")
        self.assertHidden(None, MemberFactory(), member_of("Others"))
        self.assertFound(self.key, member_of("Keepers"))

    def test_is_found_by_those_who_gave_the_password(self):
        restriction = self.close(self.page, "password")
        self.assertHidden()
        self.client.post(
            reverse(
                "wagtailcore_authenticate_with_password",
                args=[restriction.pk, self.page.pk],
            ),
            {"password": PASSWORD, "return_url": "/"},
        )
        self.assertShows(self.key)

    def test_is_hidden_from_somebody_who_leaves_the_group(self):
        self.close(self.page, "groups")
        keeper = member_of("Keepers")
        self.assertFound(self.key, keeper)
        keeper.groups.clear()
        self.assertHidden(keeper)

    def test_is_hidden_once_it_is_unpublished(self):
        self.page.unpublish()
        self.assertHidden(None, MemberFactory(), UserFactory(is_superuser=True))

    def test_is_hidden_once_it_goes_with_what_it_lies_in(self):
        self.client.force_login(UserFactory(is_superuser=True))
        self.client.post(
            reverse("wagtailadmin_pages:unpublish", args=[self.section.pk]),
            {"include_descendants": "on"},
        )
        self.page.refresh_from_db()
        self.assertFalse(self.page.live)
        self.assertHidden()

    def test_does_not_name_what_it_lies_in_once_that_is_unpublished(self):
        self.section.title = "Unfinished section"
        self.section.save_revision().publish()
        self.assertContains(self.ask("zirconium"), "Unfinished section")
        self.section.unpublish()
        self.assertFound(self.key)
        self.assertNotContains(self.ask("zirconium"), "Unfinished section")

    def test_is_hidden_once_its_time_is_over(self):
        self.page.expire_at = timezone.now() + timedelta(days=1)
        self.page.save_revision().publish()
        self.assertFound(self.key)
        type(self.page).objects.filter(pk=self.page.pk).update(
            expire_at=timezone.now() - timedelta(minutes=1)
        )
        call_command("publish_scheduled")
        self.assertHidden()

    def test_is_hidden_once_it_is_deleted(self):
        self.page.delete()
        self.assertHidden()
        self.assertFalse(Findable.objects.with_keys([self.key]).exists())

    def test_a_branch_is_hidden_once_it_is_deleted(self):
        self.section.delete()
        self.assertHidden()

    def test_is_hidden_once_it_is_moved_to_a_closed_place(self):
        closed = InformationPageFactory()
        self.close(closed, "login")
        self.page.move(closed, pos="last-child")
        self.assertHidden()
        self.assertFound(self.key, MemberFactory())

    def test_is_hidden_once_a_closed_place_is_put_before_others(self):
        """Its path is another one then, and so are those of the places that made room."""
        closed, first = self.section, self.open_page
        self.close(closed, "login")
        closed.move(first, pos="left")
        self.assertHidden()
        self.assertFound(self.key, MemberFactory())
        first.refresh_from_db()
        first.move(closed, pos="left")
        self.assertHidden()
        self.assertFound(self.key, MemberFactory())

    def test_a_draft_of_it_is_hidden(self):
        self.page.title, self.page.body = "Heron once more", []
        self.page.save_revision().publish()
        self.page.title, self.page.body = NAME, [("text", TEXT)]
        self.page.save_revision()
        self.become(None)
        self.assertEqual(self.keys_found("zirconium"), set())
        self.assertEqual(self.keys_found("quandary"), set())
        self.assertNotContains(self.ask("heron"), "irconium")

    def test_words_that_it_says_no_more_are_hidden(self):
        self.page.title, self.page.body = "Something else", []
        self.page.save_revision().publish()
        self.assertHidden()

    def test_what_shows_it_under_another_address_is_closed_with_it(self):
        self.page.create_alias(update_slug="another")
        self.close(self.page, "groups")
        self.assertHidden(None, member_of("Others"))
        self.become(member_of("Keepers"))
        self.assertEqual(len(self.keys_found("zirconium")), 2)

    def test_what_shows_it_under_another_address_goes_with_it(self):
        self.page.create_alias(update_slug="another")
        self.page.unpublish()
        self.assertHidden()

    def test_what_editors_show_first_is_hidden_all_the_same(self):
        phrase = SteeredPhrase(phrase="heron", folded="heron")
        phrase.results.add(SteeredResult(page=self.page))
        phrase.save()
        lists_changed()
        self.assertShowsFirst("heron")
        self.close(self.page, "login")
        self.assertHidden()

    def assertShowsFirst(self, words):
        results = self.ask(words).context["answer"].results
        self.assertEqual(results[0].key, self.key)

    def test_is_not_counted_in_any_facet(self):
        topic = TopicFactory()
        for page in [self.page, self.open_page]:
            page.page_topics.create(topic=topic)
            page.save_revision().publish()
        self.assertEqual(self.facet("topic"), {topic.pk: 2})
        self.close(self.page, "login")
        self.assertEqual(self.facet("topic"), {topic.pk: 1})
        self.assertEqual(self.facet("kind"), {"page": 1})
        self.assertEqual(
            self.keys_found("heron", topic=topic.pk), {f"page:{self.open_page.pk}"}
        )

    def facet(self, name):
        facets = self.ask("heron").context["answer"].found.facets
        return {value.value: value.count for value in facets[name]}


class DraftTests(HiddenThingsTestCase):
    def test_a_page_that_was_never_published_is_hidden(self):
        StoryPageFactory(title=NAME, body=[("text", TEXT)], live=False)
        self.assertHidden(None, UserFactory(is_superuser=True))

    def test_a_page_that_is_to_be_published_later_is_hidden_until_then(self):
        page = StoryPageFactory(title=NAME, body=[("text", TEXT)], live=False)
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision().publish()
        self.assertHidden()
        two_days_on = timezone.now() + timedelta(days=2)
        with mock.patch.object(timezone, "now", return_value=two_days_on):
            call_command("publish_scheduled")
        self.assertFound(f"page:{page.pk}")


class FileTests(HiddenThingsTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.collection = Collection.get_first_root_node().add_child(name="Files")
        cls.document = DocumentFactory(
            title=NAME,
            collection=cls.collection,
            file=ContentFile(b"A heron in a quandary.", name="heron.txt"),
        )
        texts.read_document(cls.document.pk)
        cls.document.refresh_from_db()
        cls.page = InformationPageFactory()
        cls.page.body = [("download", {"document": cls.document, "text": ""})]
        cls.page.save_revision().publish()
        cls.key = f"file:{cls.document.pk}"

    def setUp(self):
        super().setUp()
        # The page that offers the file names it, too.
        Findable.objects.with_keys([f"page:{self.page.pk}"]).delete()
        self.have_words_listed()

    def close(self, kind="groups", collection=None):
        restriction = CollectionViewRestriction.objects.create(
            collection=collection or self.collection,
            restriction_type=kind,
            password=PASSWORD,
        )
        if kind == BaseViewRestriction.GROUPS:
            restriction.groups.set(Group.objects.filter(name="Keepers"))
        return restriction

    def test_is_found_while_all_may_have_it(self):
        self.assertFound(self.key, None, MemberFactory())

    def test_is_hidden_once_its_collection_is_closed_and_found_once_it_is_open(self):
        for kind in ["login", "groups", "password"]:
            with self.subTest(kind):
                restriction = self.close(kind)
                wrong, right = self.readers(kind)
                self.assertHidden(*wrong)
                if right:
                    self.assertFound(self.key, *right)
                restriction.delete()
                self.assertFound(self.key)

    def test_is_hidden_once_a_collection_above_is_closed(self):
        self.close(collection=Collection.get_first_root_node())
        self.assertHidden(None, member_of("Others"))
        self.assertFound(self.key, member_of("Keepers"))

    def test_is_hidden_once_it_is_put_into_a_closed_collection(self):
        closed = Collection.get_first_root_node().add_child(name="Closed")
        self.close(collection=closed)
        self.assertFound(self.key)
        self.document.collection = closed
        self.document.save()
        self.assertHidden()

    def test_is_hidden_while_its_closed_collection_makes_room_for_another(self):
        self.close()
        Collection.get_first_root_node().add_child(name="A first one")
        self.assertHidden()
        self.assertFound(self.key, member_of("Keepers"))

    def test_is_hidden_once_the_page_that_offers_it_is_closed(self):
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        self.assertHidden()
        self.assertFound(self.key, MemberFactory())

    def test_is_hidden_where_it_takes_more_than_the_page_or_the_collection(self):
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        self.close()
        self.assertHidden(None, MemberFactory())
        self.assertFound(self.key, member_of("Keepers"))

    def test_is_hidden_once_no_page_offers_it(self):
        for end in ["unpublish", "delete"]:
            with self.subTest(end):
                getattr(self.page, end)()
                self.assertHidden(None, UserFactory(is_superuser=True))

    def test_is_hidden_once_it_is_deleted(self):
        self.document.delete()
        self.assertHidden()

    def test_words_of_an_earlier_file_are_hidden(self):
        self.document.title = "Something else"
        self.document.file = ContentFile(b"new", name="new.txt")
        self.document.save()
        self.assertHidden()


class VideoTests(HiddenThingsTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.media = MediaFactory(shows_people=True, consent_record="Folder 12")
        words = b"WEBVTT\n\n00:00.000 --> 00:02.000\nA heron in a quandary.\n"
        CaptionTrackFactory(
            media=cls.media, file=ContentFile(words, name="captions.vtt")
        )
        cls.page = VideoPageFactory(title="A film", media=cls.media)
        cls.key = f"page:{cls.page.pk}"
        cls.editor = UserFactory(is_superuser=True)

    def setUp(self):
        super().setUp()
        self.media.refresh_from_db()
        build_words_if_stale()
        self.assertSaid()

    def assertSaid(self):
        self.assertEqual(self.keys_found("quandary"), {self.key})
        self.assertContains(self.ask("quandary"), "<mark>quandary</mark>")

    def test_what_is_said_is_hidden_once_consent_is_withdrawn(self):
        withdraw_consent(self.media, by=self.editor)
        self.assertHidden(None, self.editor)
        renew_consent(self.media, by=self.editor)
        self.assertSaid()

    def test_what_is_said_is_hidden_once_consent_has_ended(self):
        self.media.consent_ends_on = timezone.localdate()
        self.media.save()
        self.assertSaid()
        Findable.objects.filter(key=self.key).update(
            until=timezone.localdate() - timedelta(days=1)
        )
        self.assertHidden()

    def test_what_was_said_in_captions_that_are_gone_is_hidden(self):
        self.media.caption_tracks.all().delete()
        self.assertHidden()


class TermTests(HiddenThingsTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.glossary = GlossaryPageFactory()
        cls.term = GlossaryTermFactory(
            term=NAME, definition="A heron in a quandary.", locale=cls.glossary.locale
        )
        cls.key = f"term:{cls.term.pk}"

    def setUp(self):
        super().setUp()
        self.have_words_listed()

    def test_is_hidden_once_the_glossary_is_closed(self):
        self.assertFound(self.key)
        PageViewRestriction.objects.create(page=self.glossary, restriction_type="login")
        self.assertHidden()
        self.assertFound(self.key, MemberFactory())

    def test_is_hidden_once_the_glossary_is_unpublished(self):
        self.glossary.unpublish()
        self.assertHidden()

    def test_is_hidden_once_it_is_deleted(self):
        self.term.delete()
        self.assertHidden()
