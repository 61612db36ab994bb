from datetime import timedelta

from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.services.people import LastAdministrator, refuse_last_superuser
from tests.factories import MemberFactory


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
