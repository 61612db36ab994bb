from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest.mock import patch

from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountEvent, User
from accounts.services.people import (
    LastAdministrator,
    refuse_last_superuser,
    save_person,
)
from tests.factories import PASSWORD, MemberFactory


class LastSuperuserTests(TestCase):
    """Somebody is always left who may do everything."""

    @classmethod
    def setUpTestData(cls):
        cls.administrator = MemberFactory(is_superuser=True, is_staff=True)
        cls.member = MemberFactory()

    def assertLast(self, *people):
        with self.assertRaises(LastAdministrator), transaction.atomic():
            refuse_last_superuser(*people)

    def test_the_only_one_is_refused_in_kind_words(self):
        with self.assertRaisesMessage(
            LastAdministrator, "Make somebody else an administrator first."
        ):
            refuse_last_superuser(self.administrator)

    def test_others_may_go(self):
        refuse_last_superuser(self.member)

    def test_one_of_two_may_go_but_not_both(self):
        other = MemberFactory(is_superuser=True)
        refuse_last_superuser(self.administrator)
        refuse_last_superuser(other)
        self.assertLast(self.administrator, other)

    def test_who_can_not_sign_in_does_not_count(self):
        now = timezone.now()
        for obstacle in [
            {"is_active": False},
            {"suspended_at": now},
            {"suspended_at": now, "suspended_until": now + timedelta(days=1)},
        ]:
            other = MemberFactory(is_superuser=True, **obstacle)
            with self.subTest(obstacle):
                self.assertLast(self.administrator)
                refuse_last_superuser(other)

    def test_who_was_suspended_once_counts(self):
        now = timezone.now()
        MemberFactory(
            is_superuser=True,
            suspended_at=now - timedelta(days=2),
            suspended_until=now - timedelta(days=1),
        )
        refuse_last_superuser(self.administrator)

    def test_the_form_may_have_changed_the_person_already(self):
        self.administrator.is_superuser = False
        self.assertLast(self.administrator)

    def test_administrators_are_locked_in_one_query(self):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            refuse_last_superuser(self.member)
        self.assertEqual(len(queries), 1)
        self.assertIn("FOR NO KEY UPDATE", queries[0]["sql"])


class EveryPathTests(TestCase):
    """The last administrator stays one, whichever way somebody tries."""

    @classmethod
    def setUpTestData(cls):
        cls.administrator = MemberFactory(is_superuser=True, is_staff=True)
        # May do as much, and has a session from before being suspended elsewhere.
        cls.other = MemberFactory(is_superuser=True, is_staff=True)

    def setUp(self):
        self.client.force_login(self.other)
        self.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        # In the same instant as each request, the other one stops being one who counts.
        User.objects.filter(pk=self.other.pk).update(
            suspended_at=timezone.now() - timedelta(days=1)
        )
        backend = patch("accounts.backends.User.is_suspended", False)
        backend.start()
        self.addCleanup(backend.stop)

    def assertStillThere(self, response, status_code):
        self.assertContains(
            response, "This is the only administrator", status_code=status_code
        )
        self.administrator.refresh_from_db()
        self.assertTrue(
            self.administrator.is_active and self.administrator.is_superuser
        )
        self.assertIsNone(self.administrator.suspended_at)
        self.assertFalse(AccountEvent.objects.exists())

    def edit(self, **changes):
        data = {
            "email": self.administrator.email,
            "display_name": self.administrator.display_name,
            "is_active": "on",
            "is_superuser": "on",
            "password1": "",
            "password2": "",
            **changes,
        }
        sent = {name: value for name, value in data.items() if value is not None}
        url = reverse("wagtailusers_users:edit", args=[self.administrator.pk])
        return self.client.post(url, sent)

    def in_bulk(self, action, **data):
        url = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        query = f"id={self.administrator.pk}&next=/admin/users/"
        return self.client.post(f"{url}?{query}", data, follow=True)

    def decide(self, name, **data):
        url = reverse(f"wagtailusers_users:{name}", args=[self.administrator.pk])
        return self.client.post(url, data)

    def test_demoting_in_the_form(self):
        self.assertStillThere(self.edit(is_superuser=None), 200)

    def test_closing_in_the_form(self):
        self.assertStillThere(self.edit(is_active=None), 200)

    def test_closing_several(self):
        response = self.in_bulk("set_active_state", mark_as_active="False")
        self.assertStillThere(response, 200)

    def test_erasing_several(self):
        self.assertStillThere(self.in_bulk("delete", words="go"), 200)

    def test_erasing(self):
        self.assertStillThere(self.decide("delete", words="go"), 422)

    def test_suspending(self):
        response = self.decide("suspend", reason="Please rest.", length="7")
        self.assertStillThere(response, 422)

    def test_the_technical_admin_changes_nobody(self):
        for action in ["change", "delete"]:
            url = f"/django-admin/accounts/user/{self.administrator.pk}/{action}/"
            self.assertEqual(self.client.post(url, {"post": "yes"}).status_code, 403)
        self.administrator.refresh_from_db()
        self.assertTrue(self.administrator.is_superuser)

    def test_the_form_still_changes_other_things(self):
        self.edit(display_name="Ada")
        self.administrator.refresh_from_db()
        self.assertEqual(self.administrator.display_name, "Ada")


class AtTheSameMomentTests(TransactionTestCase):
    """Administrators who take power from each other at the same moment take turns."""

    serialized_rollback = True

    def test_one_of_ten_stays(self):
        people = MemberFactory.create_batch(10, is_superuser=True)

        def demote(person):
            person.is_superuser = False
            try:
                save_person(person)
                return True
            except LastAdministrator:
                return False
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as threads:
            demoted = list(threads.map(demote, people))
        self.assertEqual(demoted.count(False), 1)
        self.assertEqual(User.objects.administrators().count(), 1)
