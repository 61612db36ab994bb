"""Topics: their own pages, and the part of each list that is about one."""

from django.test import TestCase
from wagtail.models import PageViewRestriction

from pages.models import PageTopic
from tests.factories import (
    EventPageFactory,
    InformationPageFactory,
    StoryPageFactory,
    ToolPageFactory,
    TopicFactory,
    TopicIndexPageFactory,
    VideoPageFactory,
)


def about(topic, *pages):
    for page in pages:
        PageTopic.objects.create(page=page, topic=topic)


class TopicPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.index = TopicIndexPageFactory()
        cls.topic = TopicFactory(name="Safer care", slug="safer-care")
        cls.story = StoryPageFactory(title="The cupboard")

    def test_gathers_everything_by_kind(self):
        tool, video = ToolPageFactory(), VideoPageFactory()
        event, information = EventPageFactory(), InformationPageFactory()
        pages = [tool.get_parent(), tool, self.story, video, event, information]
        about(self.topic, *pages)
        response = self.client.get("/topics/safer-care/")
        shown = [page for kind in response.context["kinds"] for page in kind["pages"]]
        self.assertEqual([page.pk for page in shown], [page.pk for page in pages])
        self.assertContains(response, "<h1>Safer care</h1>", html=True)

    def test_leaves_out_drafts_restricted_pages_and_other_topics(self):
        draft, private = StoryPageFactory(live=False), StoryPageFactory()
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        about(self.topic, draft, private)
        about(TopicFactory(), self.story)
        response = self.client.get("/topics/safer-care/")
        self.assertEqual(response.context["kinds"], [])
        self.assertContains(response, "There is nothing about this topic yet")

    def test_leads_to_the_rest_where_there_are_more_than_six(self):
        about(self.topic, *StoryPageFactory.create_batch(7))
        response = self.client.get("/topics/safer-care/")
        self.assertContains(response, 'href="/stories/topic/safer-care/"')

    def test_an_unknown_topic_has_no_page(self):
        self.assertEqual(self.client.get("/topics/nothing/").status_code, 404)

    def test_all_topics_in_use_are_listed_with_their_number_of_pages(self):
        unused = TopicFactory(name="Unused")
        about(self.topic, self.story, StoryPageFactory(live=False))
        response = self.client.get("/topics/")
        self.assertContains(response, 'href="/topics/safer-care/"')
        self.assertContains(response, "1 page")
        self.assertNotContains(response, unused.name)

    def test_a_page_leads_to_its_topics(self):
        about(self.topic, self.story)
        self.assertContains(
            self.client.get(self.story.url), 'href="/topics/safer-care/"'
        )

    def test_without_a_topic_section_a_topic_is_no_link(self):
        about(self.topic, self.story)
        self.index.unpublish()
        response = self.client.get(self.story.url)
        self.assertContains(response, '<span class="tag">Safer care</span>', html=True)


class ListOfOneTopicTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.topic = TopicFactory(slug="safer-care")
        cls.story, cls.other = StoryPageFactory(), StoryPageFactory()
        about(cls.topic, cls.story)

    def listed(self, address):
        return list(self.client.get(address).context["listing"])

    def test_every_section_can_be_filtered_by_path(self):
        for factory in (VideoPageFactory, EventPageFactory):
            page = factory()
            factory()
            about(self.topic, page)
            section = page.get_parent().url
            with self.subTest(section):
                self.assertEqual(self.listed(f"{section}topic/safer-care/"), [page])

    def test_has_pages_of_twelve_with_addresses_of_their_own(self):
        about(self.topic, *StoryPageFactory.create_batch(12))
        first = self.client.get("/stories/topic/safer-care/")
        self.assertContains(first, 'href="/stories/topic/safer-care/page/2/"')
        self.assertEqual(len(self.listed("/stories/topic/safer-care/page/2/")), 1)
        self.assertRedirects(
            self.client.get("/stories/topic/safer-care/page/1/"),
            "/stories/topic/safer-care/",
        )

    def test_a_list_leads_to_its_feed(self):
        response = self.client.get("/stories/")
        self.assertContains(response, 'href="/feeds/stories/"', count=2)

    def test_has_its_own_canonical_address(self):
        response = self.client.get("/stories/topic/safer-care/")
        self.assertContains(response, '/stories/topic/safer-care/">')

    def test_topics_without_pages_here_are_not_offered_or_found(self):
        TopicFactory(slug="elsewhere", name="Elsewhere")
        self.assertNotContains(self.client.get("/stories/"), "Elsewhere")
        for slug in ("elsewhere", "nothing"):
            with self.subTest(slug):
                response = self.client.get(f"/stories/topic/{slug}/")
                self.assertEqual(response.status_code, 404)

    def test_hidden_stories_do_not_count(self):
        hidden = TopicFactory(slug="hidden")
        private = StoryPageFactory()
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        about(hidden, private, StoryPageFactory(live=False))
        response = self.client.get("/stories/topic/hidden/")
        self.assertEqual(response.status_code, 404)
