"""The lists of the inbox: tabs, what a row shows, filters, search, order, and how far they count."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from django.urls import reverse
from django.utils import timezone

from feedback.models import (
    FeedbackItem,
    FeedbackKind,
    FeedbackMail,
    FeedbackTag,
    listing,
)
from feedback.services.deciding import mark_done, mark_spam
from feedback.services.working import assign, set_tags, wait_for
from pages.models import Team
from tests.factories import (
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    TeamFactory,
    ToolPageFactory,
    member_of,
)
from tests.feedback.test_inbox import MARKUP, InboxTestCase

State = FeedbackItem.State
ALL = "all"


def address(name, *args):
    return reverse(f"feedback_inbox:{name}", args=args)


class ListTestCase(InboxTestCase):
    def get(self, name=ALL, status=200, **query):
        response = self.client.get(address(name), query)
        assert response.status_code == status, query
        return response

    def shown(self, name=ALL, **query):
        """The messages of a list, in their order."""
        return [row.item for row in self.get(name, **query).context["rows"]]

    def counts(self):
        folders = self.get().context["folders"]
        return {folder["label"]: folder["count"] for folder in folders}


class TabTests(ListTestCase):
    def test_each_state_has_one_and_so_have_ones_own(self):
        other = member_of("Editors")
        new, mine, others, waits, done, spam = FeedbackItemFactory.create_batch(6)
        assign(mine, self.editor, by=self.editor)
        assign(others, other, by=other)
        wait_for(waits, "The print room", by=self.editor)
        mark_done(done, by=self.editor)
        mark_spam(spam, by=self.editor)
        for name, expected in [
            ("new", [new]),
            ("mine", [mine]),
            ("in_hand", [others, mine]),
            ("waiting", [waits]),
            ("done", [done]),
            ("spam", [spam]),
            ("all", [spam, done, waits, others, mine, new]),
        ]:
            with self.subTest(name):
                assert self.shown(name) == expected
        assert list(self.counts().values()) == ["1", "1", "2", "1", "1", "1", "6"]

    def test_what_is_done_is_no_longer_ones_own(self):
        item = assign(FeedbackItemFactory(), self.editor, by=self.editor)
        mark_done(item, by=self.editor)
        assert self.shown("mine") == []

    def test_an_empty_one_has_a_kind_word(self):
        for name, words in [
            ("new", "No message is new: all of them are with somebody. Thank you."),
            ("mine", "No message waits for you. Well done."),
            ("in_hand", "Nobody is dealing with a message just now."),
            ("waiting", "No message waits for anybody else."),
            ("done", "No message has been dealt with yet."),
            ("spam", "There is no spam."),
            ("all", "Nobody has written yet."),
        ]:
            with self.subTest(name):
                self.assertContains(self.get(name), words)
        self.assertContains(self.get(q="nothing"), "No message fits what you look for.")

    def test_risk_is_said_above_every_tab_until_it_is_dealt_with(self):
        item = FeedbackItemFactory(is_at_risk=True)
        for name in ("new", "mine", "spam", "all"):
            response = self.get(name)
            self.assertContains(response, "In one open message someone may be at risk.")
        assert self.shown(risk="on", state="open") == [item]
        mark_done(item, by=self.editor)
        self.assertNotContains(self.get("new"), "someone may be at risk.")

    def test_many_are_counted_no_further_than_anybody_leafs(self):
        FeedbackItemFactory.create_batch(25)
        with (
            patch.object(listing, "MOST_COUNTED", 21),
            patch("feedback.counts.MOST_COUNTED", 21),
            patch("feedback.viewsets.inbox.MOST_COUNTED", 21),
        ):
            for query in ({}, {"address": ""}, {"since": "2020-01-01"}):
                with self.subTest(query):
                    response = self.get("new", **query)
                    assert response.context["paginator"].num_pages == 2
                    self.assertContains(response, "More than 21 messages")
            assert len(self.shown("new", p=2)) == 1
            assert self.counts()["New"] == "21+"


class RowTests(ListTestCase):
    def row(self, **fields):
        self.item = FeedbackItemFactory(**fields)
        return self.get()

    def test_shows_what_is_needed_to_choose(self):
        response = self.row(
            kind=FeedbackKind.objects.get(name="Praise"),
            page=StoryPageFactory(title="A stores cupboard"),
            name="Ann Example",
            due_on=timezone.localdate() + timedelta(days=9),
        )
        for words in [
            self.item.reference,
            "Praise",
            "A stores cupboard",
            "Ann Example",
            "With nobody",
            "Something is missing",
            self.item.due_on.strftime("%Y-%m-%d"),
        ]:
            with self.subTest(words):
                self.assertContains(response, words)

    def test_says_in_words_what_is_due(self):
        today = timezone.localdate()
        for days, words in [
            (-3, "Overdue by 3 days"),
            (-1, "Overdue by 1 day"),
            (0, "Due today"),
            (1, "Due tomorrow"),
        ]:
            with self.subTest(days):
                response = self.row(due_on=today + timedelta(days=days))
                self.assertContains(response, words)
                self.item.delete()
        self.assertNotContains(
            self.row(due_on=today - timedelta(days=3), state=State.DONE), "Overdue by"
        )

    def test_personal_details_are_masked(self):
        response = self.row(
            message="Ring 07700 900123",
            shown_message="Ring [phone number]",
            details=["phone"],
        )
        self.assertContains(response, "Ring [phone number]")
        self.assertContains(response, "Personal details")
        self.assertNotContains(response, "07700")

    def test_says_what_is_special(self):
        response = self.row(is_at_risk=True, picture="a.jpg")
        FeedbackItemFactory.create_batch(2, duplicate_of=self.item)
        response = self.get()
        for words in [
            "Someone may be at risk.",
            "Picture",
            "2 duplicates",
        ]:
            with self.subTest(words):
                self.assertContains(response, words)

    def test_says_what_became_of_the_answer(self):
        item = FeedbackItemFactory(answered_at=timezone.now())
        self.assertContains(self.get(), "Answered")
        for number, (state, words) in enumerate(
            [
                ("failed", "Answer not delivered"),
                ("bounced", "Answer came back"),
                ("received", "Sender wrote again"),
                ("doubtful", "Mail from another address"),
            ]
        ):
            FeedbackMail.objects.create(
                item=item,
                state=state,
                body="Hello",
                shown_body="Hello",
                message_id=f"<{number}@x.example>",
                from_address="someone@else.example" if state == "doubtful" else "",
            )
            with self.subTest(state):
                self.assertContains(self.get(), words)

    def test_says_whose_it_is(self):
        item = assign(FeedbackItemFactory(), self.editor, by=self.editor)
        self.assertContains(self.get("mine"), "With you")
        colleague = member_of("Editors", display_name="Cerys Malik")
        assign(item, colleague, by=self.editor)
        self.assertContains(self.get(), "Cerys Malik")

    def test_shows_markup_as_text(self):
        response = self.row(message=MARKUP, name=MARKUP, email="a@x.example")
        self.assertNotContains(response, MARKUP)
        self.assertContains(response, "&lt;script&gt;")

    def test_outlives_its_page_its_kind_and_its_colleague(self):
        colleague = member_of("Editors")
        self.row(
            page=StoryPageFactory(),
            kind=FeedbackKind.objects.first(),
            assignee=colleague,
            state=State.IN_HAND,
        )
        self.item.page.delete()
        FeedbackKind.objects.all().delete()
        colleague.delete()
        self.assertContains(self.get(), "About nothing particular")


class FilterTests(ListTestCase):
    def test_by_kind_also_of_another_language(self):
        kind = FeedbackKind.objects.get(name="Praise")
        wanted = FeedbackItemFactory(kind=kind)
        FeedbackItemFactory()
        assert self.shown(kind=kind.pk) == [wanted]

    def test_by_page_and_by_section_with_all_pages_under_it(self):
        tool = ToolPageFactory(title="Standard work")
        toolkit = tool.get_parent()
        about_toolkit = FeedbackItemFactory(page=toolkit)
        about_tool = FeedbackItemFactory(page=tool)
        FeedbackItemFactory(page=StoryPageFactory())
        FeedbackItemFactory()
        assert self.shown(section=toolkit.pk) == [about_tool, about_toolkit]
        assert self.shown(section=tool.pk) == [about_tool]
        assert self.shown(page="standard WORK") == [about_tool]
        assert self.shown(page=tool.url) == [about_tool]

    def test_by_whoever_has_it(self):
        other = member_of("Editors", display_name="Cerys Malik")
        page = StoryPageFactory(content_owner=TeamFactory())
        page.content_owner.members.add(self.editor)
        nobodys, mine, others = FeedbackItemFactory.create_batch(3)
        assign(mine, self.editor, by=self.editor)
        assign(others, other, by=self.editor)
        my_teams = FeedbackItemFactory(page=page)
        for owner, expected in [
            ("me", [mine]),
            ("nobody", [my_teams, nobodys]),
            ("teams", [my_teams]),
            (other.pk, [others]),
        ]:
            with self.subTest(owner):
                assert self.shown(owner=owner) == expected
        assert Team.objects.count() == 1

    def test_by_when_it_is_due(self):
        monday = datetime(2026, 3, 2, 12, tzinfo=UTC)
        days = [monday.date() + timedelta(days=days) for days in (-1, 0, 6, 7)]
        late, today, sunday, _later = [FeedbackItemFactory(due_on=day) for day in days]
        FeedbackItemFactory(due_on=days[0], state=State.DONE)
        FeedbackItemFactory()
        with patch("django.utils.timezone.now", return_value=monday):
            assert self.shown(due="overdue") == [late]
            assert self.shown(due="week") == [sunday, today]

    def test_by_tag(self):
        item = set_tags(FeedbackItemFactory(), ["Print", "Easy read"], by=self.editor)
        set_tags(FeedbackItemFactory(), ["Print"], by=self.editor)
        tag = FeedbackTag.objects.get(name="Easy read")
        assert self.shown(tag=tag.pk) == [item]
        self.assertContains(self.get(), "Easy read")

    def test_by_what_there_is_to_know_of_it(self):
        FeedbackItemFactory()
        for fields, query in [
            ({"source": "document"}, {"source": "document"}),
            ({"language": "pl"}, {"language": "pl"}),
            ({"is_at_risk": True}, {"risk": "on"}),
            ({"details": ["phone"]}, {"details": "on"}),
            ({"email": "ann@x.example"}, {"address": "on"}),
            ({"state": State.DONE}, {"state": "done"}),
        ]:
            with self.subTest(query):
                wanted = FeedbackItemFactory(**fields)
                assert self.shown(**query) == [wanted]
                wanted.delete()

    def test_by_the_days_on_which_it_was_sent(self):
        day = datetime(2026, 3, 29, tzinfo=timezone.get_current_timezone())
        before, first, last, after = (
            FeedbackItemFactory(created_at=moment)
            for moment in (
                day - timedelta(seconds=1),
                day,
                day.replace(hour=23, minute=59),
                day + timedelta(days=1),
            )
        )
        assert self.shown(since="2026-03-29") == [after, last, first]
        assert self.shown(until="2026-03-29") == [last, first, before]
        assert self.shown(since="2026-03-29", until="2026-03-29") == [last, first]

    def test_all_hold_together_and_in_every_tab(self):
        wanted = FeedbackItemFactory(is_at_risk=True, email="ann@x.example")
        FeedbackItemFactory(is_at_risk=True)
        FeedbackItemFactory(email="ann@x.example")
        query = {"risk": "on", "address": "on", "q": "missing"}
        assert self.shown("new", **query) == [wanted]
        assert self.shown("done", **query) == []

    def test_what_is_mistyped_is_told_and_nothing_is_looked_for(self):
        FeedbackItemFactory()
        for query in [
            {"kind": "abc"},
            {"kind": "9" * 40},
            {"kind": "\x00"},
            {"tag": "9" * 40},
            {"section": "9" * 40},
            {"owner": "9" * 40},
            {"owner": "\x00"},
            {"due": "x"},
            {"sort": "message'--"},
            {"state": "x"},
            {"since": "never"},
            {"since": "0001-01-01"},
            {"until": "9999-12-31"},
            {"q": "a" * 201},
            {"q": "a" * 10_000},
            {"show": "100000"},
        ]:
            with self.subTest(str(query)[:40]):
                response = self.get(status=422, **query)
                assert response.context["rows"] == []
                self.assertContains(
                    response, "please look at the fields above", status_code=422
                )

    def test_odd_pages_break_nothing(self):
        FeedbackItemFactory()
        for number in ("-1", "9" * 40, "abc", "\x00"):
            with self.subTest(number):
                assert len(self.shown(p=number)) == 1


class OrderTests(ListTestCase):
    def test_newest_oldest_or_due_soonest_first(self):
        today = timezone.localdate()
        soon = FeedbackItemFactory(due_on=today)
        never = FeedbackItemFactory()
        later = FeedbackItemFactory(due_on=today + timedelta(days=1))
        assert self.shown() == [later, never, soon]
        assert self.shown(sort="oldest") == [soon, never, later]
        assert self.shown(sort="due") == [soon, later, never]

    def test_what_is_dealt_with_is_not_sorted_by_when_it_was_due(self):
        for name in ("done", "spam"):
            self.get(name, status=422, sort="due")

    def test_more_can_be_shown_at_once(self):
        FeedbackItemFactory.create_batch(21)
        assert len(self.shown()) == 20
        assert len(self.shown(show=50)) == 21


class SearchTests(ListTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.item = FeedbackItemFactory(
            message="The well-known link to Ann’s café poster is broken, don't you see?",
            name="Ann O'Neill",
            email="Ann.Example+ward@Trust.example",
        )
        cls.other = FeedbackItemFactory(message="Thank you", name="Bob")

    def test_finds_words_names_and_addresses(self):
        for words in [
            "BROKEN",
            "broken poster",
            "bro",
            "link pos",
            "café",
            '"link to"',
            "poster -thank",
            "broken or nothing",
            "well-known",
            "don't",
            "Ann",
            "o'neill",
            "ann.example+ward@trust.example",
            "ann.ex",
        ]:
            with self.subTest(words):
                assert self.shown(q=words) == [self.item]

    def test_finds_nothing_else(self):
        for words in [
            "roken",
            '"to link"',
            "broken -poster",
            "thank broken",
            "example@trust.example",
            "FB-22222222",
        ]:
            with self.subTest(words):
                assert self.shown(q=words) == []

    def test_finds_the_beginning_of_an_address(self):
        item = FeedbackItemFactory(email="carol.jones@trust.example")
        for words in ("carol.jones@", "CAROL.jones@trust", "carol.jones@trust.example"):
            with self.subTest(words):
                assert self.shown(q=words) == [item]

    def test_finds_references_however_they_are_typed(self):
        for reference in (self.item.reference, self.item.reference.lower()):
            assert self.shown(q=f" {reference} ") == [self.item]
        assert self.shown(q=self.item.reference[3:]) == [self.item]

    def test_details_that_are_masked_are_not_found(self):
        FeedbackItemFactory(
            message="Ring 07700900123", shown_message="Ring [phone number]"
        )
        assert self.shown(q="07700900123") == []

    def test_nothing_that_is_typed_breaks_it(self):
        for words in [
            "\x00",
            "%" * 200,
            "'",
            "\\",
            "\\'",
            "a\\",
            "':*",
            "a':*",
            "& | !",
            "!",
            "a & b",
            "<->",
            '"',
            'a "b',
            "-",
            "-a",
            "or",
            "a or",
            "@",
            "'@\\",
            "a@b'c",
            "🙂",
            "مرحبا",
            "a:b:c",
            "((((",
            "x " * 99,
            "{}%s%(a)s",
        ]:
            with self.subTest(words):
                self.get(q=words)


class SenderTests(ListTestCase):
    def test_more_of_a_member_is_found_by_account_and_by_address(self):
        member = MemberFactory(email="ann@x.example")
        first = FeedbackItemFactory(user=member)
        second = FeedbackItemFactory(email="Ann@x.example")
        FeedbackItemFactory(email="bob@x.example")
        response = self.client.get(address("sender", member.pk))
        assert [row.item for row in response.context["rows"]] == [second, first]
        response = self.client.get(address("same_sender", first.pk))
        assert [row.item for row in response.context["rows"]] == [second, first]

    def test_more_of_whoever_has_no_account_is_found_by_address(self):
        first = FeedbackItemFactory(email="ann@x.example", name="Ann")
        second = FeedbackItemFactory(email="ANN@x.example")
        FeedbackItemFactory(name="Ann")
        url = address("same_sender", first.pk)
        response = self.client.get(url)
        assert [row.item for row in response.context["rows"]] == [second, first]
        response = self.client.get(url, {"sort": "oldest", "state": "open"})
        assert [row.item for row in response.context["rows"]] == [first, second]
        self.assertContains(self.get(), url)

    def test_nobody_knows_more_of_whoever_said_nothing(self):
        item = FeedbackItemFactory()
        FeedbackItemFactory()
        response = self.client.get(address("same_sender", item.pk))
        assert [row.item for row in response.context["rows"]] == [item]
        self.assertNotContains(self.get(), address("same_sender", item.pk))

    def test_numbers_tell_nobody_who_the_members_are(self):
        member = MemberFactory(display_name="Ann Silent")
        response = self.client.get(address("sender", member.pk))
        assert response.status_code == 404
        self.client.force_login(member_of("Publishers", is_superuser=True))
        response = self.client.get(address("sender", member.pk))
        self.assertContains(response, "Ann Silent")

    def test_is_missing_where_there_is_none(self):
        for name in ("sender", "same_sender"):
            response = self.client.get(address(name, 10**30))
            assert response.status_code == 404


class MenuTests(ListTestCase):
    def test_the_menu_and_the_home_say_what_is_to_be_done(self):
        home = reverse("wagtailadmin_home")
        self.assertContains(self.client.get(home), "0 new messages")
        FeedbackItemFactory.create_batch(2)
        yesterday = timezone.localdate() - timedelta(days=1)
        item = FeedbackItemFactory(due_on=yesterday, is_at_risk=True)
        assign(item, self.editor, by=self.editor)
        mark_done(FeedbackItemFactory(due_on=yesterday), by=self.editor)
        response = self.client.get(home)
        for words in [
            "Feedback (2)",
            "2 new, 1 yours, 1 late",
            "2 new messages",
            "1 is yours",
            "1 is overdue",
            "1 where someone may be at risk",
        ]:
            with self.subTest(words):
                self.assertContains(response, words)
        assert self.shown(due="overdue", sort="due") == [item]
