"""Narrowing the queue down: each filter, all together, odd input, and what survives."""

from datetime import datetime, timedelta

from django.utils import timezone

from comments.models import Comment
from tests.comments.test_queue import QueueTestCase, address
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    ToolPageFactory,
)

State = Comment.State


class FilterTests(QueueTestCase):
    def test_finds_words(self):
        found = self.waiting(body="About hoists")
        self.waiting(body="About beds")
        assert self.shown(q="HOIST") == [found]

    def test_finds_pages_by_title_and_by_address(self):
        found = self.waiting()
        self.waiting(page=StoryPageFactory(title="Safer lifts"))
        for words in ("fewer FALLS", self.page.url, self.page.url.rstrip("/")):
            with self.subTest(words):
                assert self.shown(page=words) == [found]

    def test_finds_a_section_with_all_pages_under_it(self):
        tool = ToolPageFactory()
        toolkit = tool.get_parent()
        found = [self.waiting(page=tool), self.waiting(page=toolkit)]
        self.waiting()
        assert self.shown(section=toolkit.pk) == found
        assert self.shown(section=toolkit.get_parent().pk) == found
        assert self.shown(section=tool.pk) == found[:1]

    def test_finds_members_by_name_and_by_address(self):
        found = self.waiting(author=MemberFactory(display_name="Cerys Malik"))
        self.waiting()
        for words in ("cerys", found.author.email):
            with self.subTest(words):
                assert self.shown(member=words) == [found]

    def test_finds_what_was_written_on_some_days(self):
        day = datetime(2026, 3, 29, tzinfo=timezone.get_current_timezone())
        before, first, last, after = (
            self.waiting(created_at=moment)
            for moment in (
                day - timedelta(seconds=1),
                day,
                day.replace(hour=23, minute=59),
                day + timedelta(days=1),
            )
        )
        assert self.shown(since="2026-03-29") == [first, last, after]
        assert self.shown(until="2026-03-29") == [before, first, last]
        assert self.shown(since="2026-03-29", until="2026-03-29") == [first, last]

    def test_finds_why_it_is_held(self):
        found = self.waiting(held_for=["first", "links"])
        self.waiting(held_for=["first"])
        assert self.shown(held="links") == [found]

    def test_all_hold_together(self):
        author = MemberFactory(display_name="Cerys")
        fits = {"author": author, "body": "About hoists", "held_for": ["links"]}
        found = self.waiting(**fits)
        self.waiting(**{**fits, "body": "About beds"})
        self.waiting(**{**fits, "author": MemberFactory()})
        self.waiting(**{**fits, "held_for": ["first"]})
        self.waiting(**{**fits, "page": StoryPageFactory(title="Safer lifts")})
        old = timezone.now() - timedelta(days=9)
        self.waiting(**{**fits, "created_at": old})
        today = timezone.localdate().isoformat()
        asked_for = {
            "q": "hoists",
            "page": "falls",
            "section": self.page.get_parent().pk,
            "member": "cerys",
            "held": "links",
            "since": today,
        }
        assert self.shown(**asked_for) == [found]

    def test_every_tab_has_them(self):
        published = CommentFactory(page=self.page, body="About hoists")
        self.report(published)
        self.report(CommentFactory(page=self.page, body="About beds"))
        assert self.shown("reported", q="hoists") == [published]
        assert self.shown("all", q="hoists") == [published]

    def test_what_is_asked_for_survives_paging_and_deciding(self):
        for number in range(21):
            self.waiting(body=f"About hoists {number}")
        query = {"q": "hoists", "member": "Person"}
        response = self.client.get(address("waiting"), query)
        self.assertContains(response, "?q=hoists&amp;member=Person&amp;p=2")
        self.assertContains(response, 'value="hoists"')
        here = f"{address('waiting')}?q=hoists&amp;member=Person"
        self.assertContains(response, f'name="next" value="{here}"')
        self.assertContains(response, "There are 21 matches")
        assert len(self.shown(p=2, **query)) == 1

    def test_shows_as_many_as_one_chooses(self):
        for _number in range(51):
            self.waiting()
        assert len(self.shown()) == 20
        assert len(self.shown(show="50")) == 50
        assert len(self.shown(show="200")) == 51

    def test_ticks_all_that_is_shown_without_a_script(self):
        for _number in range(3):
            self.waiting()
        response = self.client.get(address("waiting"), {"ticked": 1, "q": "may"})
        self.assertContains(response, " checked data-queue-tick", count=3)
        # After the decision nothing is ticked.
        self.assertNotContains(response, "ticked=1&quot;")
        assert response.context["here"] == f"{address('waiting')}?q=may"

    def test_what_can_not_be_asked_for_is_said_beside_the_field(self):
        self.waiting()
        said = [
            ({"since": "yesterday"}, "Choose a day, such as"),
            ({"until": "2026-02-30"}, "Choose a day, such as"),
            ({"since": "0001-01-01"}, "Choose a day, such as"),
            ({"until": "9999-12-31"}, "Choose a day, such as"),
            ({"q": "x" * 201}, "Use fewer words"),
            ({"section": "x"}, "This page is no longer there."),
            ({"section": 10**12}, "This page is no longer there."),
            ({"section": "9" * 40}, "This page is no longer there."),
            ({"held": "nothing"}, "Select a valid choice."),
            ({"show": "1000"}, "Select a valid choice."),
        ]
        for query, words in said:
            with self.subTest(query):
                response = self.client.get(address("waiting"), query)
                self.assertContains(response, words, status_code=422)
                assert response.context["rows"] == []
                (value,) = map(str, query.values())
                if "section" not in query and "show" not in query:
                    self.assertContains(response, value, status_code=422)

    def test_odd_input_never_breaks(self):
        for name in ("waiting", "decisions"):
            for query in ("\x00", "%", "x" * 5000, "'; --", "🎉", "/", "\u202e"):
                for field in ("q", "page", "member", "who", "section", "since", "p"):
                    with self.subTest(name, query=query[:9], field=field):
                        response = self.client.get(address(name), {field: query})
                        assert response.status_code in {200, 422}

    def test_nothing_found_says_so(self):
        self.assertContains(self.client.get(address("waiting")), "Thank you.")
        response = self.client.get(address("waiting"), {"q": "hoists"})
        self.assertContains(response, "No comment fits what you look for.")
