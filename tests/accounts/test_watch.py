"""Members on watch: all that they write waits, and they are not told."""

from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse

from accounts.held import export_account
from accounts.models import AccountEvent, User
from accounts.services.people import set_trusted, set_watched
from tests.factories import MemberFactory, member_of


def actions_about(person):
    events = AccountEvent.objects.about(person).order_by("pk")
    return list(events.values_list("action", flat=True))


class WatchTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.moderator = member_of("Comment moderators")
        cls.member = MemberFactory(display_name="Priya")

    def marks(self):
        self.member.refresh_from_db()
        return self.member.is_trusted, self.member.is_watched

    def test_putting_on_and_taking_off(self):
        for is_watched in (True, True, False, False):
            set_watched(self.member, is_watched, by=self.moderator)
            assert self.marks() == (False, is_watched)
        assert actions_about(self.member) == ["watched", "not_watched"]
        assert not mail.outbox

    def test_nobody_is_trusted_and_watched(self):
        set_trusted(self.member, True, by=self.moderator)
        set_watched(self.member, True, by=self.moderator)
        assert self.marks() == (False, True)
        set_trusted(self.member, True, by=self.moderator)
        assert self.marks() == (True, False)
        assert actions_about(self.member) == [
            "trusted",
            "not_trusted",
            "watched",
            "trusted",
            "not_watched",
        ]
        people = User.objects.filter(pk=self.member.pk)
        with self.assertRaises(IntegrityError), transaction.atomic():
            people.update(is_watched=True)

    def test_taking_a_mark_off_leaves_the_other(self):
        set_watched(self.member, True, by=self.moderator)
        set_trusted(self.member, False, by=self.moderator)
        assert self.marks() == (False, True)

    def test_who_may_not(self):
        administrator = MemberFactory(is_superuser=True)
        for by, person in (
            (self.member, MemberFactory()),
            (member_of("Editors"), self.member),
            (member_of("Publishers"), self.member),
            (self.moderator, self.moderator),
            (self.moderator, member_of("Publishers")),
            (self.moderator, administrator),
            (administrator, administrator),
        ):
            with (
                self.subTest(by=by, person=person),
                self.assertRaises(PermissionDenied),
            ):
                set_watched(person, True, by=by)
        assert not User.objects.watched().exists()
        assert not AccountEvent.objects.exists()

    def test_their_copy_of_the_data_says_so(self):
        set_watched(self.member, True, by=self.moderator)
        self.member.refresh_from_db()
        account = export_account(self.member)
        assert account["is_watched"] is True
        assert account["events"][0]["what"] == "watched"


class DecidingTests(TestCase):
    """The pages in the admin."""

    @classmethod
    def setUpTestData(cls):
        cls.moderator = member_of("Comment moderators")
        cls.member = MemberFactory(display_name="Priya", is_trusted=True)

    def setUp(self):
        self.client.force_login(self.moderator)

    def address(self, name):
        return reverse(f"wagtailusers_users:{name}", args=[self.member.pk])

    def test_asks_first_and_says_what_it_means(self):
        page = self.client.get(self.address("watch"))
        self.assertContains(page, "waits for a moderator")
        self.assertContains(page, "They are no longer trusted.")
        self.assertContains(page, "They are not told")
        assert not User.objects.watched().exists()

    def test_the_persons_page_leads_there_and_back(self):
        person = self.address("inspect")
        self.assertContains(self.client.get(person), self.address("watch"))
        response = self.client.post(self.address("watch"), follow=True)
        self.assertContains(response, "Priya is on watch now.")
        self.assertContains(response, "On watch")
        self.assertContains(response, "Put on watch")
        self.assertContains(response, self.address("unwatch"))
        self.assertNotContains(response, self.address("watch"))
        response = self.client.post(self.address("unwatch"), follow=True)
        self.assertContains(response, "is not on watch any more")
        assert not User.objects.watched().exists()

    def test_trust_says_that_it_ends_a_watch(self):
        self.client.post(self.address("watch"))
        self.assertContains(
            self.client.get(self.address("trust")), "They are no longer on watch."
        )

    def test_once_is_enough(self):
        for _times in range(2):
            response = self.client.post(self.address("watch"), follow=True)
        self.assertContains(response, "Nothing was changed")
        assert actions_about(self.member) == ["not_trusted", "watched"]

    def test_they_stand_in_a_folder(self):
        folder = reverse("wagtailusers_users:watched")
        self.assertNotContains(self.client.get(folder), "Priya")
        self.client.post(self.address("watch"))
        self.assertContains(self.client.get(folder), "Priya")

    def test_they_themselves_see_nothing_of_it(self):
        self.client.post(self.address("watch"))
        self.client.force_login(self.member)
        for name in ("account", "profile"):
            self.assertNotContains(self.client.get(reverse(name)), "watch")
