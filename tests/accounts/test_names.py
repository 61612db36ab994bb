from django.contrib.auth import get_user
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from django.urls import reverse

from accounts.models import AccountEvent, User
from accounts.services.names import (
    AnotherName,
    approve_name,
    choose_name,
    refuse_name,
)
from accounts.services.people import save_person
from tests.factories import MemberFactory, UserFactory, member_of

from .joining import JoiningMixin, newest_code


def moderator(name="Sarah Okafor"):
    return member_of("Comment moderators", display_name=name)


def actions(user):
    return list(
        AccountEvent.objects.about(user).order_by("pk").values_list("action", flat=True)
    )


class ChoosingANameTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.moderator = moderator()
        cls.member = MemberFactory(display_name="Priya")

    def choose(self, typed, user=None, **how):
        user = User.objects.get(pk=(user or self.member).pk)
        is_shown = choose_name(user, typed, **how)
        stored = User.objects.get(pk=user.pk)
        self.assertEqual(
            (user.display_name, user.held_name),
            (stored.display_name, stored.held_name),
        )
        self.assertEqual(is_shown, stored.held_name == "")
        return stored.display_name, stored.held_name

    def test_an_ordinary_name_is_shown_at_once(self):
        self.assertEqual(self.choose("Priya Raman"), ("Priya Raman", ""))
        self.assertEqual(actions(self.member), ["name_changed"])

    def test_a_moderators_name_waits_and_the_old_one_stays(self):
        self.assertEqual(self.choose("Sarah 0kafor"), ("Priya", "Sarah 0kafor"))
        self.assertEqual(actions(self.member), ["name_held"])

    def test_an_office_of_the_site_waits(self):
        self.assertEqual(self.choose("CLIC team"), ("Priya", "CLIC team"))

    def test_a_name_of_somebody_without_powers_is_free(self):
        MemberFactory(display_name="Katherine Featherstone")
        self.assertEqual(
            self.choose("Katherine Featherstone"), ("Katherine Featherstone", "")
        )

    def test_administrators_publishers_and_single_rights_count_as_powers(self):
        UserFactory(is_superuser=True, display_name="Adaeze Obi")
        member_of("Publishers", display_name="Piotr Zielinski")
        for typed in ["Adaeze Obi", "Piotr Zieliński"]:
            with self.subTest(typed):
                self.assertEqual(self.choose(typed), ("Priya", typed))

    def test_asking_again_for_a_name_that_waits_is_written_down_once(self):
        self.choose("Sarah Okafor")
        self.choose("Sarah Okafor")
        self.assertEqual(actions(self.member), ["name_held"])

    def test_another_name_takes_the_place_of_the_one_that_waits(self):
        self.choose("Sarah Okafor")
        self.assertEqual(self.choose("Moderator"), ("Priya", "Moderator"))
        self.assertEqual(self.choose("Priya R"), ("Priya R", ""))

    def test_saving_the_name_that_is_shown_withdraws_the_one_that_waits(self):
        self.choose("Sarah Okafor")
        self.assertEqual(self.choose("Priya"), ("Priya", ""))
        self.assertEqual(actions(self.member), ["name_held"])

    def test_a_namesake_who_was_approved_keeps_the_name(self):
        namesake = MemberFactory(display_name="Sarah Okafor")
        self.assertEqual(
            self.choose("Sarah Okafor", user=namesake), ("Sarah Okafor", "")
        )

    def test_people_with_powers_choose_freely(self):
        self.assertEqual(
            self.choose("Sarah Okafor (moderator)", user=self.moderator),
            ("Sarah Okafor (moderator)", ""),
        )

    def test_an_administrators_choice_for_somebody_is_shown_at_once(self):
        administrator = UserFactory(is_superuser=True)
        self.assertEqual(
            self.choose("Sarah Okafor", by=administrator), ("Sarah Okafor", "")
        )
        event = AccountEvent.objects.about(self.member).get()
        self.assertEqual(event.actor_id, administrator.pk)

    def test_naming_oneself_explicitly_frees_nobody(self):
        self.assertEqual(
            self.choose("Sarah Okafor", by=self.member), ("Priya", "Sarah Okafor")
        )

    def test_promotion_leaves_names_alone(self):
        self.member.display_name = "Sarah Okafor"
        self.member.is_superuser = True
        save_person(self.member)
        self.member.refresh_from_db()
        self.assertEqual(self.member.display_name, "Sarah Okafor")

    def test_asks_the_database_as_often_for_many_moderators_as_for_one(self):
        def cost(name):
            with self.assertNumQueries(7):
                choose_name(self.member, name)

        cost("Sarah Okafor")
        for number in range(30):
            moderator(f"Somebody Number {number}")
        cost("Sara Okafor")

    def test_the_longest_names_are_compared_quickly_enough(self):
        for number in range(5):
            moderator("ǅ" * 59 + str(number))
        self.assertEqual(self.choose("🙂" * 60), ("🙂" * 60, ""))
        self.assertEqual(self.choose("ǆ" * 59 + "9")[0], "🙂" * 60)


class LookingAtANameTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.moderator = moderator()
        cls.administrator = UserFactory(is_superuser=True)

    def setUp(self):
        self.member = MemberFactory(display_name="Priya", email="priya@ward.example")
        choose_name(self.member, "Sarah Okafor")

    def stored(self):
        user = User.objects.get(pk=self.member.pk)
        return user.display_name, user.held_name

    def test_an_approved_name_is_shown_and_its_bearer_told(self):
        approve_name(self.member, self.administrator, "Sarah Okafor")
        self.assertEqual(self.stored(), ("Sarah Okafor", ""))
        self.assertEqual(actions(self.member), ["name_held", "name_approved"])
        (message,) = mail.outbox
        self.assertEqual(message.to, ["priya@ward.example"])
        self.assertIn("Readers see “Sarah Okafor”", message.body)

    def test_a_refused_name_is_dropped_and_its_bearer_told_kindly(self):
        refuse_name(self.member, self.administrator)
        self.assertEqual(self.stored(), ("Priya", ""))
        self.assertEqual(actions(self.member), ["name_held", "name_refused"])
        (message,) = mail.outbox
        self.assertIn("You wanted to be shown as “Sarah Okafor”", message.body)
        self.assertIn("They see “Priya”", message.body)
        self.assertNotIn(self.administrator.display_name, message.body)

    def test_the_mail_is_in_the_language_of_its_reader(self):
        self.member.language = "pl"
        self.member.save()
        approve_name(self.member, self.administrator, "Sarah Okafor")
        self.assertIn("/pl/account/", mail.outbox[0].body)

    def test_deciding_twice_tells_once(self):
        approve_name(self.member, self.administrator, "Sarah Okafor")
        approve_name(self.member, self.administrator, "Sarah Okafor")
        refuse_name(self.member, self.administrator)
        self.assertEqual(self.stored(), ("Sarah Okafor", ""))
        self.assertEqual(len(mail.outbox), 1)

    def test_nobody_approves_a_name_that_they_have_not_seen(self):
        choose_name(self.member, "CLIC moderator")
        with self.assertRaises(AnotherName):
            approve_name(self.member, self.administrator, "Sarah Okafor")
        self.assertEqual(self.stored(), ("Priya", "CLIC moderator"))
        self.assertEqual(mail.outbox, [])

    def test_members_decide_about_nobody_and_nobody_about_themselves(self):
        for actor in [UserFactory(), self.member]:
            for decide, seen in [(approve_name, ["Sarah Okafor"]), (refuse_name, [])]:
                with self.subTest(decide), self.assertRaises(PermissionDenied):
                    decide(self.member, actor, *seen)
        self.assertEqual(self.stored(), ("Priya", "Sarah Okafor"))


class JoiningUnderALookAlikeNameTests(JoiningMixin, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.moderator = moderator()

    def join(self, name):
        self.begin(display_name=name)
        self.enter(newest_code())
        return get_user(self.client)

    def test_readers_see_a_neutral_word_and_the_person_is_told(self):
        user = self.join("Sarah Okafor")
        self.assertEqual(
            (user.display_name, user.held_name), ("Member", "Sarah Okafor")
        )
        page = self.client.get(reverse("account"))
        self.assertContains(page, "Until then readers see “Member”")

    def test_other_names_are_shown_as_they_are(self):
        user = self.join("Priya")
        self.assertEqual((user.display_name, user.held_name), ("Priya", ""))

    def test_the_profile_holds_a_look_alike_too(self):
        self.join("Priya")
        page = self.client.post(
            reverse("profile"), {"display_name": "Sarah Okafor"}, follow=True
        )
        self.assertContains(page, "Until then readers see “Priya”")
        user = User.objects.get(email="priya@ward.example")
        self.assertEqual((user.display_name, user.held_name), ("Priya", "Sarah Okafor"))
