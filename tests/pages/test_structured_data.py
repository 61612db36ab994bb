"""What pages say to machines: taken out of them, and read as linked data."""

import json
from datetime import timedelta

import html5lib
from django.conf import settings
from django.test import TestCase
from django.utils import timezone
from rdflib import RDF, Graph, Namespace, URIRef

from pages.models import HomePage
from tests.factories import (
    EventPageFactory,
    InformationPageFactory,
    StoryPageFactory,
    TeamFactory,
    ToolPageFactory,
    VideoPageFactory,
    home_page,
)
from tests.pages.test_page_types import one_page_of_each_type

SCHEMA_ORG = Namespace("https://schema.org/")

TYPES = {
    "HomePage": "WebSite",
    "ToolkitIndexPage": "CollectionPage",
    "ToolkitPage": "LearningResource",
    "ToolPage": "HowTo",
    "ToolChooserPage": "WebPage",
    "StoryIndexPage": "CollectionPage",
    "StoryPage": "Article",
    "DifferencePage": "WebPage",
    "VideoIndexPage": "CollectionPage",
    "VideoPage": "VideoObject",
    "EventIndexPage": "CollectionPage",
    "EventPage": "Event",
    "InformationPage": "WebPage",
    "GlossaryPage": "DefinedTermSet",
    "TopicIndexPage": "CollectionPage",
}


class StructuredDataTests(TestCase):
    def said(self, page):
        """The first thing the page says, and the way to it (None for the home page)."""
        document = self.document(page)
        self.assertEqual(document["@context"], "https://schema.org")
        thing, *way = document["@graph"]
        return thing, (way or [None])[0]

    def document(self, page):
        html = self.client.get(page.url).content
        tree = html5lib.parse(html, namespaceHTMLElements=False)
        (script,) = tree.findall(".//script[@type='application/ld+json']")
        return json.loads(script.text)

    def test_every_type_of_page_is_of_the_fitting_type(self):
        for page in one_page_of_each_type():
            name = type(page.specific).__name__
            with self.subTest(name):
                thing, _way = self.said(page)
                self.assertEqual(thing["@type"], TYPES[name])
                self.assertEqual(thing["url"], f"{settings.PUBLIC_URL}{page.url}")
                self.assertEqual(thing["name"], page.title)

    def test_reads_as_linked_data(self):
        for page in one_page_of_each_type():
            name = type(page.specific).__name__
            with self.subTest(name):
                # The vocabulary in place of its address: nothing is fetched.
                document = {
                    **self.document(page),
                    "@context": {"@vocab": str(SCHEMA_ORG)},
                }
                graph = Graph().parse(data=json.dumps(document), format="json-ld")
                address = URIRef(f"{settings.PUBLIC_URL}{page.url}")
                self.assertIn((address, RDF.type, SCHEMA_ORG[TYPES[name]]), graph)

    def test_the_way_to_the_page_ends_with_it(self):
        story = StoryPageFactory(title="The cupboard")
        _thing, way = self.said(story)
        names = [entry["name"] for entry in way["itemListElement"]]
        self.assertEqual(names[-2:], ["Stories", "The cupboard"])
        self.assertIsNone(self.said(home_page())[1])

    def test_a_tool_tells_its_steps_and_its_time(self):
        step = {
            "title": "Sort",
            "text": "<p>Tag what is <b>not</b> used.</p>",
            "minutes": 20,
            "materials": "Red tags",
        }
        tool = ToolPageFactory(
            minutes_from=60, minutes_to=90, steps=[("steps", {"steps": [step]})]
        )
        thing, _way = self.said(tool)
        self.assertEqual(thing["totalTime"], "PT90M")
        (said,) = thing["step"]
        self.assertEqual(said["name"], "Sort")
        self.assertEqual(said["text"], "Tag what is not used.")
        self.assertEqual(thing["supply"][0]["name"], "Red tags")

    def test_a_video_tells_where_it_is(self):
        video = VideoPageFactory(transcript="<p>Hello.</p>")
        thing, _way = self.said(video)
        self.assertEqual(thing["transcript"], "Hello.")
        self.assertTrue(thing["uploadDate"])

    def test_an_event_tells_when_and_where(self):
        starts = timezone.now() + timedelta(days=3)
        event = EventPageFactory(starts_at=starts, place="The learning base")
        thing, _way = self.said(event)
        self.assertEqual(thing["startDate"], starts.isoformat())
        self.assertEqual(thing["location"]["name"], "The learning base")
        online = EventPageFactory(is_online=True)
        self.assertEqual(self.said(online)[0]["location"]["@type"], "VirtualLocation")

    def test_a_story_is_told_by_its_team(self):
        story = StoryPageFactory(content_owner=TeamFactory(name="Stores team"))
        self.assertEqual(self.said(story)[0]["author"]["name"], "Stores team")

    def test_nothing_an_editor_types_ends_the_script(self):
        page = InformationPageFactory(title="</script><b>&amp;", summary="<!--")
        thing, _way = self.said(page)
        self.assertEqual(thing["name"], "</script><b>&amp;")
        self.assertEqual(thing["description"], "<!--")
        self.assertIsInstance(page.get_parent().specific, HomePage)
