from django.test import TestCase

from accounts.models import AccountEvent, ErasureReceipt, User
from accounts.services.erasure import erase_now
from accounts.services.people import LastAdministrator
from tests.factories import CommentFactory, MemberFactory


class EraseNowTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")

    def test_the_account_goes_and_a_receipt_stays(self):
        number = self.member.pk
        CommentFactory(author=self.member)
        receipt = erase_now(self.member, None, True)
        self.assertFalse(User.objects.filter(pk=number).exists())
        self.assertEqual(ErasureReceipt.objects.get(), receipt)
        self.assertTrue(receipt.kept_words)
        event = AccountEvent.objects.about(User(pk=number)).first()
        self.assertEqual(event.action, AccountEvent.Action.ERASED)
        self.assertIsNone(event.actor_id)

    def test_somebody_who_is_gone_leaves_no_second_receipt(self):
        erase_now(self.member, None, True)
        self.assertIsNone(erase_now(self.member, None, True))
        self.assertEqual(ErasureReceipt.objects.count(), 1)

    def test_the_last_administrator_stays(self):
        last = MemberFactory(is_superuser=True)
        with self.assertRaises(LastAdministrator):
            erase_now(last, None, False)
        self.assertTrue(User.objects.filter(pk=last.pk).exists())
