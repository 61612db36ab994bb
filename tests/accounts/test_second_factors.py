from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory, TestCase
from django.urls import reverse

from accounts.models import AccountEvent
from accounts.services.second_factors import reset_second_factors
from tests.factories import PASSWORD, MemberFactory, member_of


class ResetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email="priya@ward.example")
        cls.admin = MemberFactory(is_superuser=True, is_staff=True)

    def setUp(self):
        TOTP.activate(self.member, generate_totp_secret())
        RecoveryCodes.activate(self.member)

    def reset(self, actor):
        with (
            request_context(RequestFactory().post("/")),
            self.captureOnCommitCallbacks(execute=True),
        ):
            reset_second_factors(self.member, actor)

    def test_takes_away_all_factors_and_recovery_codes(self):
        other = MemberFactory()
        TOTP.activate(other, generate_totp_secret())
        self.reset(self.admin)
        self.assertEqual(
            [factor.user for factor in Authenticator.objects.all()], [other]
        )

    def test_signs_the_owner_out(self):
        Authenticator.objects.all().delete()
        self.client.post(
            reverse("account_login"),
            {"login": "priya@ward.example", "password": PASSWORD},
        )
        self.assertEqual(get_user(self.client), self.member)
        self.reset(self.admin)
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_is_written_down_without_names(self):
        self.reset(self.admin)
        event = AccountEvent.objects.about(self.member).get()
        self.assertEqual(event.action, AccountEvent.Action.FACTORS_RESET)
        self.assertEqual(event.actor_id, self.admin.pk)

    def test_is_told_to_the_owner(self):
        self.reset(self.admin)
        [message] = mail.outbox
        self.assertEqual(message.to, ["priya@ward.example"])
        self.assertIn("were taken away", message.subject)
        self.assertIn("An administrator of CLIC", message.body)
        self.assertNotIn(self.admin.email, message.body)

    def test_is_for_administrators_alone_and_never_for_oneself(self):
        closed = MemberFactory(is_superuser=True, is_active=False)
        publisher = member_of("Publishers")
        for actor in [self.member, publisher, closed]:
            with self.subTest(actor), self.assertRaises(PermissionDenied):
                self.reset(actor)
        self.member.is_superuser = True
        self.member.save()
        with self.assertRaises(PermissionDenied):
            self.reset(self.member)
        self.assertEqual(self.member.authenticator_set.count(), 2)
        self.assertEqual(mail.outbox, [])
