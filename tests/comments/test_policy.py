"""Who may write under which page, and until when."""

from datetime import date, timedelta
from unittest.mock import patch

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from accounts.models import EmailDomain, Organisation
from comments.models import PagePolicy
from comments.permissions import can_comment, can_read_comments
from tests.factories import (
    InformationPageFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)

Mode = PagePolicy.Mode


def today():
    return timezone.localdate(timezone=timezone.get_default_timezone())


def set_policy(page, mode, **fields):
    return PagePolicy.objects.update_or_create(
        page_id=page.pk, defaults={"mode": mode, **fields}
    )[0]


class InheritanceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory()
        cls.section = cls.story.get_parent()
        cls.information = InformationPageFactory()

    def mode(self, page):
        return PagePolicy.objects.for_page(page).mode_today

    def test_stories_are_discussed_and_information_is_not(self):
        assert self.mode(self.story) == Mode.OPEN
        assert self.mode(self.information) == Mode.OFF
        assert self.mode(self.section) == Mode.OFF

    def test_what_its_type_says_is_not_kept(self):
        assert PagePolicy.objects.for_page(self.story).pk is None
        assert not PagePolicy.objects.exists()

    def test_nearest_policy_wins(self):
        home = self.section.get_parent()
        set_policy(home, Mode.OFF)
        assert self.mode(self.story) == Mode.OFF
        set_policy(self.section, Mode.CLOSED)
        assert self.mode(self.story) == Mode.CLOSED
        set_policy(self.story, Mode.OPEN)
        assert self.mode(self.story) == Mode.OPEN

    def test_any_page_can_be_opened(self):
        set_policy(self.information, Mode.OPEN)
        assert self.mode(self.information) == Mode.OPEN

    def test_a_policy_is_inherited_as_a_whole(self):
        set_policy(
            self.section,
            Mode.PARTNERS,
            closes_on=today() + timedelta(days=9),
            approves_first=True,
            allows_hidden_names=True,
        )
        policy = PagePolicy.objects.for_page(self.story)
        assert policy.mode_today == Mode.PARTNERS
        assert policy.open_until == today() + timedelta(days=8)
        assert policy.approves_first
        assert policy.allows_hidden_names
        set_policy(self.story, Mode.OPEN)
        policy = PagePolicy.objects.for_page(self.story)
        assert policy.open_until is None
        assert not policy.approves_first
        assert not policy.allows_hidden_names

    def test_one_query_however_deep(self):
        # Content types are cached for the life of the process.
        self.mode(self.story)
        for page in (self.story, self.section):
            with self.assertNumQueries(1):
                self.mode(page)


class ClosingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.member = MemberFactory()

    def close_on(self, day, mode=Mode.OPEN):
        return set_policy(self.page, mode, closes_on=day)

    def test_open_until_the_day_before(self):
        policy = self.close_on(today() + timedelta(days=1))
        assert policy.open_until == today()
        assert can_comment(self.member, self.page)

    def test_closed_from_its_day(self):
        for days in (0, 1, 400):
            with self.subTest(days):
                policy = self.close_on(today() - timedelta(days=days))
                assert policy.mode_today == Mode.CLOSED
                assert policy.open_until is None
                assert not can_comment(self.member, self.page)
                assert can_read_comments(self.page)

    def test_the_day_begins_where_the_site_is(self):
        policy = self.close_on(date(2026, 7, 1))
        # A minute to midnight and a minute past it, in London.
        for minutes, mode in ((59, Mode.OPEN), (61, Mode.CLOSED)):
            moment = timezone.datetime(
                2026, 6, 30, 22, tzinfo=timezone.get_fixed_timezone(0)
            )
            with (
                patch.object(
                    timezone, "now", return_value=moment + timedelta(minutes=minutes)
                ),
                timezone.override("Asia/Tokyo"),
            ):
                assert policy.mode_today == mode

    def test_only_open_discussions_close(self):
        for mode in (Mode.CLOSED, Mode.OFF):
            policy = self.close_on(today() + timedelta(days=5), mode)
            assert policy.mode_today == mode
            assert policy.open_until is None
        assert self.close_on(today(), Mode.OFF).mode_today == Mode.OFF
        assert self.close_on(today(), Mode.PARTNERS).mode_today == Mode.CLOSED


class PartnersTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        set_policy(cls.page, Mode.PARTNERS)
        cls.partner = Organisation.objects.create(name="Lakeland Trust")
        other = Organisation.objects.create(name="Elsewhere Ltd", is_partner=False)
        for domain, organisation in (
            ("lakeland.example", cls.partner),
            ("elsewhere.example", other),
            ("shared.example", None),
        ):
            EmailDomain.objects.create(domain=domain, organisation=organisation)

    def may_write(self, email, **fields):
        return can_comment(MemberFactory(email=email, **fields), self.page)

    def test_members_of_partners_write(self):
        assert self.may_write("ros@lakeland.example")

    def test_others_do_not(self):
        for email in (
            "ros@elsewhere.example",
            "ros@shared.example",
            "ros@unknown.example",
            "ros@ward.lakeland.example",
            "ros.lakeland.example@unknown.example",
        ):
            with self.subTest(email):
                assert not self.may_write(email)
        assert not can_comment(AnonymousUser(), self.page)

    def test_saying_where_one_works_is_not_enough(self):
        assert not self.may_write("ros@unknown.example", organisation=self.partner)

    def test_the_address_must_be_proven(self):
        member = MemberFactory(email="ros@lakeland.example")
        EmailAddress.objects.filter(user=member).update(verified=False)
        # Another proven address of theirs proves nothing about this one.
        EmailAddress.objects.create(
            user=member, email="ros@unknown.example", verified=True
        )
        assert not can_comment(member, self.page)

    def test_an_organisation_that_leaves_takes_its_members_along(self):
        self.partner.is_partner = False
        self.partner.save()
        assert not self.may_write("ros@lakeland.example")

    def test_suspended_members_do_not_write(self):
        assert not self.may_write("ros@lakeland.example", suspended_at=timezone.now())

    def test_everybody_reads(self):
        policy = PagePolicy.objects.for_page(self.page)
        assert can_read_comments(self.page)
        assert policy.takes_comments
        assert policy.is_for_partners


class SettingTests(TestCase):
    """The page in the admin."""

    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.section = cls.page.get_parent()
        cls.publisher = member_of("Publishers")

    def setUp(self):
        self.address = self.address_for(self.page)
        self.client.force_login(self.publisher)

    def address_for(self, page):
        return reverse("comment_queue:policy", args=[page.pk])

    def send(self, **fields):
        return self.client.post(self.address, fields)

    def test_keeps_all_that_was_chosen(self):
        tomorrow = today() + timedelta(days=1)
        self.send(
            mode="partners",
            closes_on=tomorrow,
            approves_first="on",
            allows_hidden_names="on",
        )
        policy = PagePolicy.objects.get()
        assert (policy.page_id, policy.mode) == (self.page.pk, Mode.PARTNERS)
        assert policy.closes_on == tomorrow
        assert policy.approves_first
        assert policy.allows_hidden_names
        response = self.client.get(self.address)
        self.assertContains(response, f'value="{tomorrow:%Y-%m-%d}"')
        self.assertContains(response, "checked", count=3)
        self.assertContains(response, "It was set here")

    def test_what_is_not_chosen_does_not_stay(self):
        set_policy(
            self.page, Mode.OPEN, closes_on=date(2026, 1, 1), approves_first=True
        )
        self.send(mode="open")
        policy = PagePolicy.objects.get()
        assert policy.closes_on is None
        assert not policy.approves_first

    def test_a_day_is_for_open_comments_only(self):
        self.send(mode="closed", closes_on=today() + timedelta(days=5))
        assert PagePolicy.objects.get().closes_on is None

    def test_bad_input_is_refused_kindly_and_kept(self):
        for fields, words in (
            ({"mode": "open", "closes_on": today()}, "Choose a day after today"),
            ({"mode": "open", "closes_on": "0001-01-01"}, "Choose a day after today"),
            ({"mode": "open", "closes_on": "next week"}, "Enter a date"),
            ({"mode": "open\0"}, "Choose one of these"),
            ({"mode": "x" * 10_000}, "Choose one of these"),
        ):
            with self.subTest(words):
                response = self.send(**fields)
                self.assertContains(response, words, status_code=422)
                assert not PagePolicy.objects.exists()
        self.assertContains(
            self.send(mode="open", closes_on="next week"), "next week", status_code=422
        )

    def test_a_day_that_passed_may_stay(self):
        passed = today() - timedelta(days=3)
        set_policy(self.page, Mode.OPEN, closes_on=passed)
        self.send(mode="open", closes_on=passed, approves_first="on")
        policy = PagePolicy.objects.get()
        assert policy.closes_on == passed
        assert policy.approves_first

    def test_says_what_holds_and_where_it_comes_from(self):
        set_policy(
            self.section, Mode.OPEN, closes_on=date(2098, 7, 1), approves_first=True
        )
        response = self.client.get(self.address)
        self.assertContains(response, "Open until 30 June 2098")
        self.assertContains(response, "until a moderator has approved it")
        self.assertContains(response, self.address_for(self.section))
        above = self.client.get(self.address_for(self.section.get_parent()))
        self.assertContains(above, "open until 30 Jun 2098, approved first")

    def test_the_editor_shows_what_holds(self):
        for fields, words in (
            ({"mode": Mode.PARTNERS}, "Comments: partners only"),
            ({"mode": Mode.CLOSED}, "Comments: closed"),
            ({"mode": Mode.OFF}, "Comments: off"),
            (
                {"mode": Mode.OPEN, "closes_on": date(2098, 7, 1)},
                "Comments: open until 30 Jun 2098",
            ),
        ):
            PagePolicy.objects.all().delete()
            set_policy(self.section, **fields)
            response = self.client.get(
                reverse("wagtailadmin_pages:edit", args=[self.page.pk])
            )
            self.assertContains(response, words)

    def test_costs_the_same_however_many_are_below(self):
        self.client.get(self.address_for(self.section))
        counts = set()
        for _times in range(3):
            set_policy(StoryPageFactory(), Mode.CLOSED)
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.address_for(self.section))
            counts.add(len(queries))
        assert len(counts) == 1


class CopiesTests(TestCase):
    """Each page has a discussion of its own, and a policy by its own place in the tree."""

    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.section = cls.page.get_parent()
        set_policy(cls.page, Mode.CLOSED)

    def mode(self, page):
        return PagePolicy.objects.for_page(page.specific).mode_today

    def test_a_copy_begins_anew(self):
        copy = self.page.copy(update_attrs={"slug": "copy"})
        assert self.mode(copy) == Mode.OPEN

    def test_an_alias_follows_its_own_section(self):
        alias = self.page.create_alias(update_slug="alias")
        assert self.mode(alias) == Mode.OPEN
        set_policy(self.section, Mode.OFF)
        assert self.mode(alias) == Mode.OFF
        assert self.mode(self.page) == Mode.CLOSED
        set_policy(alias, Mode.PARTNERS)
        assert self.mode(alias) == Mode.PARTNERS

    def test_a_translation_follows_its_own_tree(self):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        translation = self.page.copy_for_translation(polish, copy_parents=True)
        assert self.mode(translation) == Mode.OPEN
        set_policy(self.section, Mode.OFF)
        assert self.mode(translation) == Mode.OPEN
        set_policy(translation.get_parent(), Mode.CLOSED)
        assert self.mode(translation) == Mode.CLOSED

    def test_a_page_that_moves_takes_its_policy_along(self):
        other = InformationPageFactory()
        set_policy(other.get_parent(), Mode.OFF)
        self.page.move(self.section.get_parent(), pos="last-child")
        assert self.mode(Page.objects.get(pk=self.page.pk)) == Mode.CLOSED
        PagePolicy.objects.filter(page=self.page).delete()
        assert self.mode(Page.objects.get(pk=self.page.pk)) == Mode.OFF
