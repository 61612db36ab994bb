"""Terms and topics in the index, which pages list."""

from django.test import TestCase
from wagtail.models import Locale, PageViewRestriction

from pages.models import PageTopic
from search.models import Findable
from tests.factories import (
    GlossaryPageFactory,
    GlossaryTermFactory,
    InformationPageFactory,
    TopicFactory,
    TopicIndexPageFactory,
    home_page,
)


def row(thing, kind):
    """The row of a term or a topic; None where it isn't found."""
    return Findable.objects.filter(key=f"{kind}:{thing.pk}").first()


class TermTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.glossary = GlossaryPageFactory()
        cls.term = GlossaryTermFactory(
            term="after action review",
            other_names="AAR\ndebrief",
            definition="A talk about what was planned and what came of it.",
        )

    def test_a_term_is_found_by_all_its_names(self):
        found = row(self.term, "term")
        self.assertEqual(found.kind, Findable.Kind.TERM)
        self.assertEqual(found.title, "after action review")
        self.assertEqual(found.other_names, "AAR\ndebrief")
        self.assertEqual(found.summary, self.term.definition)
        self.assertEqual(found.address, "/glossary/#after-action-review")
        self.assertEqual(found.path, self.glossary.path)

    def test_a_changed_term_is_found_by_what_it_says_now(self):
        self.term.other_names = "hot debrief"
        self.term.save()
        self.assertEqual(row(self.term, "term").other_names, "hot debrief")

    def test_a_deleted_term_is_gone(self):
        key = f"term:{self.term.pk}"
        self.term.delete()
        self.assertFalse(Findable.objects.filter(key=key).exists())

    def test_without_a_published_glossary_there_are_no_terms(self):
        self.glossary.unpublish()
        self.assertIsNone(row(self.term, "term"))
        self.glossary.save_revision().publish()
        self.assertIsNotNone(row(self.term, "term"))

    def test_terms_go_with_a_deleted_glossary(self):
        self.glossary.delete()
        self.assertIsNone(row(self.term, "term"))

    def test_terms_go_with_a_glossary_deleted_with_the_page_above(self):
        above = InformationPageFactory()
        self.glossary.move(above, pos="last-child")
        above.refresh_from_db()
        above.delete()
        self.assertIsNone(row(self.term, "term"))

    def test_terms_move_with_their_glossary(self):
        above = InformationPageFactory(slug="above")
        self.glossary.move(above, pos="last-child")
        self.glossary.refresh_from_db()
        found = row(self.term, "term")
        self.assertEqual(found.address, "/above/glossary/#after-action-review")
        self.assertEqual(found.path, self.glossary.path)

    def test_terms_stand_where_their_glossary_stands_after_another_page_was_moved(self):
        last = InformationPageFactory()
        last.move(self.glossary, pos="left")
        self.glossary.refresh_from_db()
        self.assertEqual(row(self.term, "term").path, self.glossary.path)

    def test_terms_of_a_language_without_glossary_are_not_found(self):
        polish = Locale.objects.create(language_code="pl")
        term = GlossaryTermFactory(term="odprawa", locale=polish)
        self.assertIsNone(row(term, "term"))

    def test_of_two_glossaries_the_one_that_all_may_read_is_led_to(self):
        other = GlossaryPageFactory(parent=InformationPageFactory(slug="other"))
        self.assertEqual(row(self.term, "term").path, self.glossary.path)
        restriction = PageViewRestriction.objects.create(
            page=self.glossary, restriction_type=PageViewRestriction.LOGIN
        )
        self.assertEqual(row(self.term, "term").path, other.path)
        restriction.delete()
        self.assertEqual(row(self.term, "term").path, self.glossary.path)


class PageOfTermTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = InformationPageFactory(title="Reviews after action")

    def names(self, page=None):
        return Findable.objects.get(key=f"page:{(page or self.page).pk}").other_names

    def test_a_page_that_explains_a_term_is_found_by_its_names(self):
        GlossaryTermFactory(term="debrief", other_names="AAR", page=self.page)
        self.assertEqual(self.names(), "debrief\nAAR")

    def test_it_is_found_by_them_no_longer_once_another_page_explains_it(self):
        other = InformationPageFactory()
        term = GlossaryTermFactory(term="debrief", page=self.page)
        term.page = other
        term.save()
        self.assertEqual(self.names(), "")
        self.assertEqual(self.names(other), "debrief")

    def test_it_is_found_by_them_no_longer_once_the_term_is_deleted(self):
        GlossaryTermFactory(term="debrief", page=self.page).delete()
        self.assertEqual(self.names(), "")


class TopicTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.section = TopicIndexPageFactory()
        cls.page = InformationPageFactory()
        cls.topic = TopicFactory(
            name="Wound care", slug="wound-care", description="Dressings and more."
        )
        cls.given = PageTopic.objects.create(page=cls.page, topic=cls.topic)

    def test_a_topic_that_a_page_has_is_found(self):
        found = row(self.topic, "topic")
        self.assertEqual(found.kind, Findable.Kind.TOPIC)
        self.assertEqual(found.title, "Wound care")
        self.assertEqual(found.summary, "Dressings and more.")
        self.assertEqual(found.address, "/topics/wound-care/")
        self.assertEqual(found.path, self.section.path)

    def test_a_topic_without_pages_is_not_found(self):
        self.assertIsNone(row(TopicFactory(), "topic"))

    def test_a_topic_is_gone_with_its_last_page(self):
        self.page.unpublish()
        self.assertIsNone(row(self.topic, "topic"))
        self.page.save_revision().publish()
        self.assertIsNotNone(row(self.topic, "topic"))

    def test_a_topic_is_gone_with_its_last_page_when_that_is_deleted(self):
        self.page.delete()
        self.assertIsNone(row(self.topic, "topic"))

    def test_a_topic_that_no_page_has_any_more_is_gone(self):
        self.given.delete()
        self.assertIsNone(row(self.topic, "topic"))

    def test_a_topic_that_another_page_has_stays(self):
        PageTopic.objects.create(page=InformationPageFactory(), topic=self.topic)
        self.page.unpublish()
        self.assertIsNotNone(row(self.topic, "topic"))

    def test_a_topic_of_closed_pages_is_gone_until_they_are_open(self):
        restriction = PageViewRestriction.objects.create(
            page=self.page.get_parent(), restriction_type="login"
        )
        self.assertIsNone(row(self.topic, "topic"))
        restriction.delete()
        self.assertIsNotNone(row(self.topic, "topic"))

    def test_a_topic_is_gone_when_its_last_page_moves_to_a_closed_place(self):
        closed = InformationPageFactory()
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        self.page.move(closed, pos="last-child")
        self.assertIsNone(row(self.topic, "topic"))

    def test_a_renamed_topic_is_found_by_its_new_name(self):
        self.topic.name = "Tissue viability"
        self.topic.save()
        self.assertEqual(row(self.topic, "topic").title, "Tissue viability")

    def test_a_deleted_topic_is_gone(self):
        key = f"topic:{self.topic.pk}"
        self.topic.delete()
        self.assertFalse(Findable.objects.filter(key=key).exists())

    def test_topics_go_and_come_with_the_page_that_lists_them(self):
        self.section.unpublish()
        self.assertIsNone(row(self.topic, "topic"))
        self.section.slug = "themes"
        self.section.save_revision().publish()
        self.assertEqual(row(self.topic, "topic").address, "/themes/wound-care/")
        self.section.delete()
        self.assertIsNone(row(self.topic, "topic"))

    def test_the_home_page_in_another_language_has_its_own(self):
        polish = Locale.objects.create(language_code="pl")
        home = home_page().copy_for_translation(polish)
        home.save_revision().publish()
        page = InformationPageFactory(parent=home, locale=polish)
        topic = TopicFactory(name="Rany", slug="rany", locale=polish)
        PageTopic.objects.create(page=page, topic=topic)
        self.assertIsNone(row(topic, "topic"))
        TopicIndexPageFactory(parent=home, locale=polish)
        found = row(topic, "topic")
        self.assertEqual(
            (found.language, found.address), ("pl", f"{home.get_url()}topics/rany/")
        )
