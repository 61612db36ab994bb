from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountEvent, ErasureRequest, User
from accounts.services.suspension import suspend
from comments.models import Comment
from tests.factories import PASSWORD, CommentFactory, MemberFactory, member_of


def address(name, person):
    return reverse(f"wagtailusers_users:{name}", args=[person.pk])


def events_of(person):
    return list(AccountEvent.objects.about(person).values_list("action", "code"))


def client_of(user, *, rechecked=True):
    """A browser in which somebody is signed in, and was asked a moment ago who they are."""
    client = Client()
    client.force_login(user)
    if rechecked:
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def signed_in(person):
    """A browser in which somebody has signed in, as the list of their sessions knows."""
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def place():
    """What somebody leaves who began to join and never entered the code."""
    user = User.objects.create_user("joining@ward.example")
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    return user


class FindingPeopleTests(TestCase):
    """The list of people, its folders and its search."""

    @classmethod
    def setUpTestData(cls):
        cls.administrator = MemberFactory(
            display_name="Ada", is_superuser=True, last_login=timezone.now()
        )
        cls.moderator = member_of("Comment moderators", last_login=timezone.now())
        cls.member = MemberFactory(
            display_name="Priya Rao",
            email="priya@ward.example",
            last_login=timezone.now(),
        )

    def listed(self, folder="index", client=None, **query):
        response = (client or client_of(self.administrator)).get(
            reverse(f"wagtailusers_users:{folder}"), query
        )
        self.assertEqual(response.status_code, 200)
        return list(response.context["object_list"])

    def test_each_folder_holds_whom_it_says(self):
        joining = place()
        named = MemberFactory(held_name="The Moderator", last_login=timezone.now())
        suspended = MemberFactory(
            suspended_at=timezone.now(), last_login=timezone.now()
        )
        was_suspended = MemberFactory(
            suspended_at=timezone.now() - timedelta(days=3),
            suspended_until=timezone.now() - timedelta(days=1),
            last_login=timezone.now(),
        )
        trusted = MemberFactory(is_trusted=True, last_login=timezone.now())
        watched = MemberFactory(is_watched=True, last_login=timezone.now())
        leaving = MemberFactory(last_login=timezone.now())
        ErasureRequest.objects.create(
            user=leaving, due_at=timezone.now() + timedelta(days=7)
        )
        guarded = member_of("Publishers", last_login=timezone.now())
        TOTP.activate(guarded, "JBSWY3DPEHPK3PXP")
        unused = MemberFactory()
        for folder, people in {
            "joining": [joining],
            "names": [named],
            "suspended": [suspended],
            "trusted": [trusted],
            "watched": [watched],
            "leaving": [leaving],
            "without-factor": [self.administrator, self.moderator],
            "unused": [joining, unused],
        }.items():
            with self.subTest(folder):
                self.assertCountEqual(self.listed(folder), people)
        self.assertIn(was_suspended, self.listed())
        self.assertEqual(len(self.listed()), User.objects.count())

    def test_finds_by_name_address_and_name_that_waits(self):
        named = MemberFactory(held_name="The Moderator")
        for words, person in [
            ("riya r", self.member),
            ("PRIYA@ward", self.member),
            ("the mod", named),
        ]:
            with self.subTest(words):
                self.assertEqual(self.listed(q=words), [person])

    def test_searches_and_filters_within_a_folder(self):
        MemberFactory(is_trusted=True, display_name="Tom")
        tess = MemberFactory(is_trusted=True, display_name="Tess")
        self.assertEqual(self.listed("trusted", q="tes"), [tess])
        editors = Group.objects.get(name="Editors")
        tess.groups.add(editors)
        self.assertEqual(self.listed("trusted", group=editors.pk), [tess])
        self.assertEqual(self.listed("trusted_results", q="tom")[0].display_name, "Tom")

    def test_states_are_told_in_words(self):
        suspend(
            self.member,
            by=self.administrator,
            reason="Please rest.",
            until=timezone.now() + timedelta(days=7),
        )
        place()
        page = client_of(self.administrator).get(reverse("wagtailusers_users:index"))
        self.assertContains(page, "Suspended until")
        self.assertContains(page, "Waiting for the code")
        self.assertContains(page, "Missing")
        self.assertContains(page, "Administrator")

    def test_as_many_queries_for_fifty_people_as_for_five(self):
        client = client_of(self.administrator)
        url = reverse("wagtailusers_users:index")
        client.get(url)
        counts = []
        for number in [5, 45]:
            for person in MemberFactory.create_batch(number, is_trusted=True):
                person.groups.add(Group.objects.get(name="Editors"))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                self.assertEqual(client.get(url).status_code, 200)
            counts.append(len(queries))
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[1], 20)

    def test_odd_input_is_answered(self):
        client = client_of(self.administrator)
        for query in [
            {"q": "\0"},
            {"q": "a" * 5000},
            {"q": "%_\\'"},
            {"ordering": "password"},
            {"ordering": "-suspension_reason"},
            {"p": "many"},
            {"group": "nobody"},
            {"password__startswith": "p"},
        ]:
            with self.subTest(query):
                response = client.get(reverse("wagtailusers_users:index"), query)
                self.assertIn(response.status_code, [200, 404])
        self.assertEqual(
            client.get("/admin/users/99999999999999999999/suspend/").status_code, 404
        )

    def test_who_may_look(self):
        viewer = MemberFactory()
        viewer.user_permissions.add(
            Permission.objects.get(codename="view_user"),
            Permission.objects.get(codename="access_admin"),
        )
        for user in [self.administrator, self.moderator, viewer]:
            with self.subTest(user):
                self.assertIn(self.member, self.listed(client=client_of(user)))
                page = client_of(user).get(address("inspect", self.member))
                self.assertEqual(page.status_code, 200)
        for user in [member_of("Editors"), member_of("Publishers")]:
            for url in [
                reverse("wagtailusers_users:index"),
                reverse("wagtailusers_users:suspended"),
                address("inspect", self.member),
            ]:
                with self.subTest(user, url=url):
                    self.assertRedirects(client_of(user).get(url), "/admin/")
        self.assertEqual(
            client_of(self.member)
            .get(reverse("wagtailusers_users:index"), follow=True)
            .status_code,
            403,
        )

    def test_moderators_find_the_way_and_no_means_to_change_people(self):
        client = client_of(self.moderator)
        self.assertContains(client.get("/admin/"), "/admin/users/")
        page = client.get(reverse("wagtailusers_users:index"))
        self.assertNotContains(page, address("edit", self.member))
        self.assertNotContains(page, address("delete", self.member))
        self.assertNotContains(page, "data-bulk-action-checkbox")
        for name in ["edit", "delete", "history"]:
            self.assertRedirects(client.get(address(name, self.member)), "/admin/")
        self.assertRedirects(client.get(reverse("wagtailusers_users:add")), "/admin/")

    def test_names_to_look_at_stand_on_the_admins_home(self):
        MemberFactory(held_name="The Moderator")
        self.assertContains(
            client_of(self.moderator).get("/admin/"), "1 name to look at"
        )
        self.assertNotContains(
            client_of(member_of("Editors")).get("/admin/"), "name to look at"
        )


class LookingAtSomebodyTests(TestCase):
    """The page about one person."""

    @classmethod
    def setUpTestData(cls):
        cls.administrator = MemberFactory(display_name="Ada", is_superuser=True)
        cls.moderator = member_of("Comment moderators", display_name="Morag")
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")

    def page(self, person=None, by=None):
        return client_of(by or self.administrator).get(
            address("inspect", person or self.member)
        )

    def test_tells_who_they_are_and_what_happened(self):
        suspend(self.member, by=self.moderator, reason="Please <b>rest</b>.")
        page = self.page()
        self.assertContains(page, "priya@ward.example")
        self.assertContains(page, "Suspended until somebody lifts it")
        self.assertContains(page, "Please &lt;b&gt;rest&lt;/b&gt;.")
        self.assertContains(
            page, "Suspended (until somebody lifts it) · <bdi>Morag</bdi>"
        )

    def test_events_outlive_those_who_made_them(self):
        number = self.moderator.pk
        suspend(self.member, by=self.moderator, reason="Please rest.")
        self.moderator.delete()
        self.assertContains(self.page(), f"erased account {number}")

    def test_moderators_see_what_moderators_do(self):
        AccountEvent.objects.create(
            action="password_changed", subject_id=self.member.pk
        )
        self.assertContains(self.page(), "Password changed")
        self.assertNotContains(self.page(by=self.moderator), "Password changed")

    def test_leads_to_what_they_wrote_if_one_may_read_it(self):
        comment = CommentFactory(author=self.member, body="My own words.")
        CommentFactory(body="Words of somebody else.")
        urls = {
            "comments": reverse("comment_queue:author", args=[self.member.pk]),
            "feedback": reverse("feedback_inbox:sender", args=[self.member.pk]),
            "contributions": reverse(
                "contributions_inbox:sender", args=[self.member.pk]
            ),
        }
        for url in urls.values():
            self.assertContains(self.page(), f'href="{url}"')
            response = client_of(self.administrator).get(url)
            self.assertEqual(response.status_code, 200)
        page = self.page(by=self.moderator)
        self.assertContains(page, f'href="{urls["comments"]}"')
        self.assertNotContains(page, urls["feedback"])
        self.assertNotContains(page, urls["contributions"])
        self.assertRedirects(client_of(self.moderator).get(urls["feedback"]), "/admin/")
        self.assertRedirects(
            client_of(self.moderator).get(urls["contributions"]), "/admin/"
        )
        queue = client_of(self.moderator).get(urls["comments"])
        self.assertContains(queue, f'href="{address("inspect", self.member)}"')
        self.assertContains(queue, comment.body)
        self.assertNotContains(queue, "somebody else")
        self.assertEqual(
            client_of(self.moderator)
            .get(reverse("comment_queue:author", args=[0]))
            .status_code,
            404,
        )

    def test_offers_only_what_one_may_decide(self):
        everything = [
            "Suspend",
            "Mark as trusted",
            "Put on watch",
            "Sign out everywhere",
            "Take the second factor away",
            "Erase",
        ]
        TOTP.activate(self.member, "JBSWY3DPEHPK3PXP")
        for by, person, offered in [
            (self.administrator, self.member, everything),
            (self.moderator, self.member, everything[:3]),
            (self.moderator, self.administrator, []),
            (self.moderator, self.moderator, []),
            (self.administrator, self.administrator, []),
        ]:
            with self.subTest(by=by, person=person):
                decisions = self.page(person, by).context["decisions"]
                self.assertEqual([str(one["label"]) for one in decisions], offered)

    def test_nobody_is_not_found(self):
        self.assertEqual(
            client_of(self.administrator)
            .get(reverse("wagtailusers_users:inspect", args=[0]))
            .status_code,
            404,
        )

    def test_as_many_queries_for_fifty_events_as_for_five(self):
        client = client_of(self.administrator)
        url = address("inspect", self.member)
        client.get(url)
        counts = []
        for number in [5, 45]:
            for _turn in range(number):
                AccountEvent.objects.create(
                    action="edited",
                    subject_id=self.member.pk,
                    actor_id=MemberFactory().pk,
                )
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))
        self.assertEqual(counts[0], counts[1])


class DecidingTests(TestCase):
    """Each decision: asked about on a page, done by a POST, written down, refused to others."""

    @classmethod
    def setUpTestData(cls):
        cls.administrator = MemberFactory(display_name="Ada", is_superuser=True)
        cls.moderator = member_of("Comment moderators", display_name="Morag")
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")

    def decide(self, name, person=None, by=None, client=None, **data):
        client = client or client_of(by or self.moderator)
        return client.post(address(name, person or self.member), data)

    def test_nothing_is_done_by_looking(self):
        self.member.held_name = "The Moderator"
        self.member.save()
        TOTP.activate(self.member, "JBSWY3DPEHPK3PXP")
        client = client_of(self.administrator)
        before = User.objects.values().get(pk=self.member.pk)
        for name in [
            "suspend",
            "trust",
            "watch",
            "approve-name",
            "refuse-name",
            "sign-out",
            "reset-second-factor",
            "delete",
        ]:
            with self.subTest(name):
                page = client.get(address(name, self.member))
                self.assertContains(page, "Leave as it is")
                self.assertContains(page, "Priya")
        self.assertEqual(User.objects.values().get(pk=self.member.pk), before)
        self.assertFalse(AccountEvent.objects.exists())
        self.assertEqual(mail.outbox, [])

    def test_suspending(self):
        response = self.decide("suspend", reason="Please rest.", length="28")
        self.assertRedirects(response, address("inspect", self.member))
        self.member.refresh_from_db()
        self.assertEqual(self.member.suspension_reason, "Please rest.")
        until = timezone.localtime(self.member.suspended_until)
        self.assertEqual(until.date(), timezone.localdate() + timedelta(days=28))
        self.assertEqual((until.hour, until.minute), (0, 0))

    def test_suspending_until_a_day_or_until_it_is_lifted(self):
        day = timezone.localdate() + timedelta(days=3)
        self.decide("suspend", reason="Please rest.", length="date", day=str(day))
        self.member.refresh_from_db()
        self.assertEqual(timezone.localtime(self.member.suspended_until).date(), day)
        self.decide("change-suspension", reason="Please rest.", length="open")
        self.member.refresh_from_db()
        self.assertIsNone(self.member.suspended_until)
        self.assertTrue(self.member.is_suspended)

    def test_mistakes_are_shown_beside_the_field_and_what_was_typed_is_kept(self):
        today = str(timezone.localdate())
        for data, field in [
            ({"reason": "", "length": "7"}, "reason"),
            ({"reason": " \u200b ", "length": "7"}, "reason"),
            ({"reason": "a" * 501, "length": "7"}, "reason"),
            ({"reason": "Kept.", "length": ""}, "length"),
            ({"reason": "Kept.", "length": "forever"}, "length"),
            ({"reason": "Kept.", "length": "date"}, "day"),
            ({"reason": "Kept.", "length": "date", "day": today}, "day"),
            ({"reason": "Kept.", "length": "date", "day": "soon"}, "day"),
            ({"reason": "Kept.", "length": "date", "day": "9999-99-99"}, "day"),
        ]:
            with self.subTest(data):
                response = self.decide("suspend", **data)
                self.assertEqual(response.status_code, 422)
                self.assertEqual(list(response.context["form"].errors), [field])
                if data["reason"] == "Kept.":
                    self.assertContains(response, "Kept.</textarea>", status_code=422)
        self.assertFalse(User.objects.suspended().exists())

    def test_lifting(self):
        suspend(self.member, by=self.administrator, reason="Please rest.")
        self.decide("lift")
        self.member.refresh_from_db()
        self.assertFalse(self.member.is_suspended)
        response = self.decide("lift")
        self.assertRedirects(response, address("inspect", self.member))
        self.assertEqual(
            [action for action, _code in events_of(self.member)],
            ["suspension_lifted", "suspended"],
        )

    def test_trusting_and_no_longer(self):
        for name, is_trusted in [("trust", True), ("trust", True), ("distrust", False)]:
            self.decide(name)
            self.member.refresh_from_db()
            self.assertEqual(self.member.is_trusted, is_trusted)
        self.assertEqual(
            [action for action, _code in events_of(self.member)],
            ["not_trusted", "trusted"],
        )
        self.assertEqual(mail.outbox, [])

    def test_names(self):
        for name, shown in [
            ("refuse-name", "Priya"),
            ("approve-name", "The Moderator"),
        ]:
            self.member.held_name = "The Moderator"
            self.member.save()
            self.decide(name, seen="The Moderator")
            self.member.refresh_from_db()
            self.assertEqual(self.member.display_name, shown)
            self.assertEqual(self.member.held_name, "")
        self.assertEqual(
            [action for action, _code in events_of(self.member)],
            ["name_approved", "name_refused"],
        )
        self.assertEqual(len(mail.outbox), 2)

    def test_a_name_that_changed_meanwhile_is_looked_at_again(self):
        self.member.held_name = "The Moderator"
        self.member.save()
        page = client_of(self.moderator).get(address("approve-name", self.member))
        self.assertContains(page, '<input type="hidden" name="seen"')
        self.assertContains(page, 'value="The Moderator"')
        for seen in ["A Moderator", ""]:
            response = self.decide("approve-name", seen=seen)
            self.assertRedirects(response, address("approve-name", self.member))
        self.member.refresh_from_db()
        self.assertEqual(self.member.display_name, "Priya")
        self.assertEqual(self.member.held_name, "The Moderator")
        self.assertEqual(mail.outbox, [])

    def test_signing_out(self):
        reader = signed_in(self.member)
        self.assertTrue(get_user(reader).is_authenticated)
        self.decide("sign-out", by=self.administrator)
        self.assertFalse(get_user(reader).is_authenticated)
        self.assertEqual(events_of(self.member), [("signed_out_everywhere", "")])
        self.assertEqual(mail.outbox[-1].to, ["priya@ward.example"])

    def test_what_nothing_brings_back_asks_once_more_who_one_is(self):
        TOTP.activate(self.member, "JBSWY3DPEHPK3PXP")
        client = client_of(self.administrator, rechecked=False)
        bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
        for url in [
            address("delete", self.member),
            address("reset-second-factor", self.member),
            f"{bulk}?id={self.member.pk}",
        ]:
            with self.subTest(url):
                response = client.post(url, {"words": "go"})
                self.assertIn(reverse("account_reauthenticate"), response["Location"])
        self.assertTrue(
            User.objects.with_standing().get(pk=self.member.pk).has_second_factor
        )

    def test_resetting_a_second_factor(self):
        reader = signed_in(self.member)
        self.assertTrue(get_user(reader).is_authenticated)
        TOTP.activate(self.member, "JBSWY3DPEHPK3PXP")
        self.decide("reset-second-factor", by=self.administrator)
        self.assertFalse(self.member.authenticator_set.exists())
        self.assertFalse(get_user(reader).is_authenticated)
        self.assertIn(("factors_reset", ""), events_of(self.member))
        self.assertEqual(mail.outbox[-1].to, ["priya@ward.example"])

    def test_erasing_with_and_without_words(self):
        for words, kept in [("stay", True), ("go", False)]:
            with self.subTest(words):
                person = MemberFactory()
                comment = CommentFactory(author=person)
                response = self.decide(
                    "delete", person, by=self.administrator, words=words
                )
                self.assertRedirects(response, reverse("wagtailusers_users:index"))
                self.assertFalse(User.objects.filter(pk=person.pk).exists())
                rows = Comment.objects.filter(pk=comment.pk, body=comment.body)
                self.assertEqual(rows.exists(), kept)
                event = AccountEvent.objects.get(subject_id=person.pk)
                self.assertEqual(event.action, "erased")
                self.assertEqual(event.actor_id, self.administrator.pk)

    def test_erasing_needs_a_choice(self):
        for data in [{}, {"words": "both"}]:
            response = self.decide("delete", by=self.administrator, **data)
            self.assertContains(response, "Choose what shall happen", status_code=422)
        self.assertTrue(User.objects.filter(pk=self.member.pk).exists())

    def test_who_may_not(self):
        TOTP.activate(self.member, "JBSWY3DPEHPK3PXP")
        TOTP.activate(self.administrator, "JBSWY3DPEHPK3PXP")
        publisher = member_of("Publishers", held_name="Ada", is_trusted=True)
        data = {"reason": "Please rest.", "length": "7", "words": "go"}
        everything = [
            "suspend",
            "lift",
            "change-suspension",
            "trust",
            "distrust",
            "watch",
            "unwatch",
            "approve-name",
            "refuse-name",
            "sign-out",
            "reset-second-factor",
            "delete",
        ]
        refused = [
            (self.member, MemberFactory(held_name="Ada"), everything),
            (member_of("Editors"), self.member, everything),
            (member_of("Publishers"), self.member, everything),
            (self.moderator, publisher, everything),
            (self.moderator, self.administrator, everything),
            (self.moderator, self.moderator, everything),
            (self.moderator, self.member, everything[9:]),
            (self.administrator, self.administrator, everything),
        ]
        before = self.all_but_last_logins()
        for by, person, names in refused:
            client = client_of(by)
            for name in names:
                for method in [client.get, client.post]:
                    with self.subTest(by=by, person=person, name=name):
                        response = method(address(name, person), data)
                        self.assertIn(
                            response.headers["Location"].partition("?")[0],
                            ["/admin/", "/admin/login/"],
                        )
        self.assertEqual(self.all_but_last_logins(), before)
        self.assertFalse(AccountEvent.objects.exists())

    def all_but_last_logins(self):
        people = User.objects.order_by("pk").values()
        return [{**person, "last_login": None} for person in people]

    def test_a_stranger_is_led_to_the_sign_in(self):
        response = self.decide("suspend", client=Client(), reason="x", length="7")
        self.assertEqual(response.status_code, 302)
        self.assertFalse(User.objects.suspended().exists())

    def test_a_forged_request_is_refused(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.moderator)
        response = self.decide("trust", client=client)
        self.assertEqual(response.status_code, 403)
        self.assertFalse(User.objects.trusted().exists())


class ChangingPeopleTests(TestCase):
    """What Wagtail's own forms and actions do, by our rules."""

    @classmethod
    def setUpTestData(cls):
        cls.administrator = MemberFactory(
            display_name="Ada", is_superuser=True, is_staff=True
        )
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")

    def edit(self, person, by=None, **changes):
        return client_of(by or self.administrator).post(
            address("edit", person),
            {
                "email": person.email,
                "display_name": person.display_name,
                "is_active": "on",
                "password1": "",
                "password2": "",
                **changes,
            },
        )

    def in_bulk(self, action, *people, by=None, **data):
        url = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        query = "&".join(f"id={person.pk}" for person in people)
        return client_of(by or self.administrator).post(f"{url}?{query}", data)

    def manager(self):
        manager = MemberFactory()
        manager.user_permissions.add(
            *Permission.objects.filter(
                content_type__app_label="accounts",
                codename__in=["add_user", "change_user", "delete_user"],
            ),
            Permission.objects.get(codename="access_admin"),
        )
        return manager

    def test_what_was_changed_is_written_down(self):
        editors = Group.objects.get(name="Editors")
        self.edit(
            self.member,
            display_name="Priya Rao",
            groups=[editors.pk],
            is_superuser="on",
        )
        self.assertCountEqual(
            events_of(self.member),
            [
                ("edited", "display_name"),
                ("edited", "groups"),
                ("edited", "is_superuser"),
            ],
        )
        self.assertEqual(mail.outbox, [])

    def test_nothing_changed_is_nothing_written(self):
        self.edit(self.member)
        self.assertEqual(events_of(self.member), [])

    def test_a_name_that_was_entered_needs_no_second_look(self):
        self.member.held_name = "The Moderator"
        self.member.save()
        self.edit(self.member, display_name="P. Rao")
        self.member.refresh_from_db()
        self.assertEqual(self.member.held_name, "")

    def test_another_address_or_password_is_told_to_its_owner_and_ends_sessions(self):
        password = "a different long one"
        for changes in [
            {"email": "new@ward.example"},
            {"password1": password, "password2": password},
        ]:
            with self.subTest(changes):
                person = MemberFactory()
                reader = signed_in(person)
                self.assertTrue(get_user(reader).is_authenticated)
                self.edit(person, **changes)
                self.assertFalse(get_user(reader).is_authenticated)
                self.assertEqual(mail.outbox[-1].to, [person.email])
                self.assertIn("was changed", mail.outbox[-1].subject)
                self.assertNotIn(password, mail.outbox[-1].body)

    def test_ones_own_address_and_password_are_not_changed_here(self):
        page = client_of(self.administrator).get(address("edit", self.administrator))
        self.assertContains(page, "under “my account”")
        self.assertNotContains(page, "password1")
        self.edit(
            self.administrator,
            display_name="Ada L.",
            email="other@ward.example",
            password1="a different long one",
            password2="a different long one",
        )
        before = self.administrator
        after = User.objects.get(pk=before.pk)
        self.assertEqual(after.display_name, "Ada L.")
        self.assertEqual(after.email, before.email)
        self.assertEqual(after.password, before.password)
        self.assertTrue(after.is_superuser and after.is_staff and after.is_active)

    def test_who_has_no_powers_over_somebody_does_not_change_them(self):
        manager = self.manager()
        for person in [member_of("Publishers"), self.administrator]:
            with self.subTest(person):
                response = self.edit(person, by=manager, email="mine@ward.example")
                self.assertRedirects(response, "/admin/")
                self.in_bulk(
                    "set_active_state", person, by=manager, mark_as_active="False"
                )
                self.in_bulk("delete", person, by=manager, words="go")
                self.assertTrue(User.objects.get(email=person.email).is_active)
        self.edit(self.member, by=manager, display_name="P")
        self.member.refresh_from_db()
        self.assertEqual(self.member.display_name, "P")

    def test_only_administrators_give_powers_to_several(self):
        manager, publishers = self.manager(), Group.objects.get(name="Publishers")
        self.in_bulk(
            "assign_role", self.member, manager, by=manager, role=publishers.pk
        )
        self.assertFalse(publishers.user_set.exists())
        self.in_bulk("assign_role", self.member, role=publishers.pk)
        self.assertIn(self.member, publishers.user_set.all())
        self.assertEqual(events_of(self.member), [("edited", "groups")])

    def test_closing_several(self):
        other = MemberFactory()
        self.in_bulk("set_active_state", self.member, other, mark_as_active="False")
        self.assertEqual(User.objects.filter(is_active=False).count(), 2)
        self.assertEqual(events_of(self.member), [("edited", "is_active")])
        self.in_bulk("set_active_state", self.member, other, mark_as_active="True")
        self.assertFalse(User.objects.filter(is_active=False).exists())

    def test_erasing_several(self):
        other = MemberFactory()
        comment = CommentFactory(author=other)
        response = self.in_bulk("delete", self.member, other)
        self.assertContains(response, "Choose what shall happen")
        self.assertEqual(User.objects.count(), 3)
        self.in_bulk("delete", self.member, other, words="stay")
        self.assertEqual(User.objects.count(), 1)
        comment.refresh_from_db()
        self.assertIsNone(comment.author)
        self.assertEqual(AccountEvent.objects.filter(action="erased").count(), 2)

    def test_nobody_erases_or_closes_themselves(self):
        MemberFactory(is_superuser=True)
        self.in_bulk("delete", self.administrator, words="go")
        self.in_bulk("set_active_state", self.administrator, mark_as_active="False")
        self.administrator.refresh_from_db()
        self.assertTrue(self.administrator.is_active)

    def test_everyone_at_once_is_never_meant(self):
        url = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
        response = client_of(self.administrator).post(f"{url}?id=all", {"words": "go"})
        self.assertEqual(response.status_code, 404)
        self.assertEqual(User.objects.count(), 2)

    def test_nobody_is_copied(self):
        response = client_of(self.administrator).get(
            f"/admin/users/copy/{self.administrator.pk}/"
        )
        self.assertEqual(response.status_code, 404)

    def test_entering_somebody_is_written_down(self):
        client_of(self.administrator).post(
            reverse("wagtailusers_users:add"),
            {
                "email": "new@ward.example",
                "display_name": "New",
                "password1": "",
                "password2": "",
            },
        )
        event = AccountEvent.objects.get(action="joined")
        self.assertEqual(event.actor_id, self.administrator.pk)
        self.assertEqual(
            User.objects.get(pk=event.subject_id).email, "new@ward.example"
        )


class SecretsTests(TestCase):
    """No page of either admin shows what opens an account."""

    @classmethod
    def setUpTestData(cls):
        cls.administrator = MemberFactory(is_superuser=True, is_staff=True)
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")
        cls.secret = "PLANTEDTOTPSECRET234567"
        TOTP.activate(cls.member, cls.secret)
        cls.codes = RecoveryCodes.activate(cls.member)
        UserSession.objects.create(
            user=cls.member, session_key="plantedsessionkey", ip="::", user_agent="x"
        )
        app = SocialApp.objects.create(
            provider="openid_connect", name="Trust", client_id="c", secret="plantedapp"
        )
        account = SocialAccount.objects.create(
            user=cls.member, provider="openid_connect", uid="plantedsubject"
        )
        SocialToken.objects.create(
            app=app, account=account, token="plantedtoken", token_secret="plantedsecret"
        )

    def test_none_is_shown(self):
        stored = self.member.authenticator_set.values_list("data", flat=True)
        secrets = [
            self.member.password,
            self.member.password.rpartition("$")[2],
            self.secret,
            *self.codes.get_unused_codes(),
            *[
                value
                for data in stored
                for value in data.values()
                if isinstance(value, str)
            ],
            "plantedsessionkey",
            "plantedapp",
            "plantedtoken",
            "plantedsecret",
        ]
        client = client_of(self.administrator)
        pages = [
            reverse("wagtailusers_users:index"),
            reverse("account_events"),
            *[
                address(name, self.member)
                for name in [
                    "inspect",
                    "edit",
                    "delete",
                    "history",
                    "usage",
                    "suspend",
                    "sign-out",
                    "reset-second-factor",
                ]
            ],
            "/admin/reports/site-history/",
            "/django-admin/",
            "/django-admin/accounts/user/",
            f"/django-admin/accounts/user/{self.member.pk}/change/",
        ]
        for url in pages:
            with self.subTest(url):
                response = client.get(url)
                self.assertEqual(response.status_code, 200)
                for secret in secrets:
                    self.assertNotContains(response, secret)

    def test_the_technical_admin_has_no_door_to_them(self):
        client = client_of(self.administrator)
        for model in [
            "account/emailaddress",
            "account/emailconfirmation",
            "mfa/authenticator",
            "socialaccount/socialaccount",
            "socialaccount/socialapp",
            "socialaccount/socialtoken",
            "usersessions/usersession",
            "sessions/session",
        ]:
            with self.subTest(model):
                response = client.get(f"/django-admin/{model}/")
                self.assertEqual(response.status_code, 404)

    def test_a_hash_is_not_guessed_letter_by_letter(self):
        response = client_of(self.administrator).get(
            "/django-admin/accounts/user/", {"password__startswith": "p"}
        )
        self.assertEqual(response.status_code, 400)
