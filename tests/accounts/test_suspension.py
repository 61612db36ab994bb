from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountEvent, User
from accounts.services.people import LastAdministrator
from accounts.services.suspension import lift, suspend
from comments.models import Comment
from comments.services import writing as comments
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory, member_of

from .joining import PASSWORD, JoiningMixin, newest_code

REASON = "Three of your comments named colleagues.\nPlease read the house rules."


def events_of(person):
    return list(AccountEvent.objects.about(person).values_list("action", flat=True))


class SuspendingTests(TestCase):
    """Who may suspend whom, and what happens then."""

    @classmethod
    def setUpTestData(cls):
        cls.administrator = MemberFactory(is_superuser=True, is_staff=True)
        cls.moderator = member_of("Comment moderators")
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")

    def suspend(self, person=None, by=None, **options):
        return suspend(
            person or self.member,
            by=by or self.moderator,
            **{"reason": REASON, **options},
        )

    def test_somebody_is_signed_out_at_once(self):
        reader = Client()
        reader.force_login(self.member)
        reader.get(reverse("account"))
        self.suspend()
        self.assertFalse(get_user(reader).is_authenticated)
        self.assertEqual(reader.get(reverse("account")).status_code, 302)
        self.assertFalse(self.member.usersession_set.exists())

    def test_it_is_written_down_by_number_and_date_alone(self):
        until = timezone.now() + timedelta(days=7)
        self.suspend(until=until)
        (event,) = AccountEvent.objects.about(self.member)
        self.assertEqual(event.action, "suspended")
        self.assertEqual(event.actor_id, self.moderator.pk)
        self.assertEqual(event.code, f"{timezone.localtime(until):%Y-%m-%d}")

    def test_its_owner_is_told_why_and_until_when(self):
        self.suspend(until=timezone.now() + timedelta(days=7))
        (letter,) = mail.outbox
        self.assertEqual(letter.to, ["priya@ward.example"])
        self.assertIn("named colleagues", letter.body)
        self.assertIn("/feedback/", letter.body)
        self.assertNotIn(self.moderator.display_name, letter.body)
        day = timezone.localtime(timezone.now() + timedelta(days=7))
        self.assertIn(f"until {day.day} ", letter.body)

    def test_twice_is_once(self):
        self.suspend()
        self.suspend()
        self.assertEqual(events_of(self.member), ["suspended"])
        self.assertEqual(len(mail.outbox), 1)

    def test_another_end_takes_the_place_of_the_first(self):
        self.suspend()
        until = timezone.now() + timedelta(days=1)
        self.suspend(until=until)
        self.member.refresh_from_db()
        self.assertEqual(self.member.suspended_until, until)

    def test_lifting_lets_them_in_and_tells_them(self):
        self.suspend()
        lift(self.member, by=self.moderator)
        lift(self.member, by=self.moderator)
        self.member.refresh_from_db()
        self.assertFalse(self.member.is_suspended)
        self.assertEqual(self.member.suspension_reason, "")
        self.assertEqual(events_of(self.member), ["suspension_lifted", "suspended"])
        self.assertIn("no longer suspended", mail.outbox[-1].body)
        self.assertEqual(len(mail.outbox), 2)

    def test_who_may(self):
        for by in [self.moderator, self.administrator]:
            with self.subTest(by=by):
                self.suspend(by=by)
                lift(self.member, by=by)

    def test_who_may_not(self):
        publisher = member_of("Publishers")
        editor = member_of("Editors")
        other_moderator = member_of("Comment moderators")
        for by, person in [
            (self.member, editor),
            (MemberFactory(), self.member),
            (editor, self.member),
            (publisher, self.member),
            (self.moderator, self.moderator),
            (self.administrator, self.administrator),
            (self.moderator, other_moderator),
            (self.moderator, publisher),
            (self.moderator, editor),
            (self.moderator, self.administrator),
        ]:
            with self.subTest(by=by, person=person):
                with self.assertRaises(PermissionDenied):
                    self.suspend(person, by)
                with self.assertRaises(PermissionDenied):
                    lift(person, by=by)
        self.assertFalse(User.objects.suspended().exists())
        self.assertFalse(AccountEvent.objects.exists())

    def test_an_address_that_was_never_proven_gets_no_mail(self):
        place = User.objects.create_user("nobody@ward.example")
        EmailAddress.objects.create(user=place, email=place.email, primary=True)
        with self.assertRaises(PermissionDenied):
            self.suspend(place)

    def test_the_last_administrator_stays(self):
        other = MemberFactory(is_superuser=True)
        suspend(other, by=self.administrator, reason="A while away.")
        # As if the first had been suspended by the other in the same instant.
        with self.assertRaises(LastAdministrator):
            suspend(self.administrator, by=other, reason="A while away.")
        self.administrator.refresh_from_db()
        self.assertFalse(self.administrator.is_suspended)

    def test_no_suspension_ends_before_it_begins(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            self.suspend(until=timezone.now() - timedelta(days=1))

    def test_comments_stay_and_none_is_added(self):
        page = StoryPageFactory()
        comment = CommentFactory(page=page, author=self.member)
        self.suspend()
        # The object that the caller holds may be older than the suspension.
        with self.assertRaises(PermissionDenied):
            comments.post_comment(page=page, author=self.member, body="Again.")
        comment.refresh_from_db()
        self.assertEqual(comment.state, Comment.State.PUBLISHED)


class SuspendedMemberTests(JoiningMixin, TestCase):
    """What a suspended member meets, and when."""

    @classmethod
    def setUpTestData(cls):
        cls.moderator = member_of("Comment moderators")
        cls.member = MemberFactory(email="priya@ward.example", password=PASSWORD)

    def setUp(self):
        super().setUp()
        self.until = timezone.now() + timedelta(days=3)
        suspend(self.member, by=self.moderator, reason=REASON, until=self.until)

    def assertTold(self, response):
        self.assertContains(response, "Your account is suspended", status_code=403)
        self.assertContains(response, "named colleagues.<br>", status_code=403)
        self.assertContains(response, 'href="/feedback/"', status_code=403)
        day = timezone.localtime(self.until)
        self.assertContains(response, f"<strong>{day.day} {day:%B %Y}", status_code=403)
        self.assertFalse(get_user(self.client).is_authenticated)
        # Nothing on this computer tells who was here.
        self.assertLessEqual(
            set(self.client.session.keys()), {"_messages", "_session_expiry"}
        )

    def test_the_right_password_leads_to_the_reason(self):
        response = self.sign_in(self.member.email)
        self.assertTold(response)
        self.assertIn("no-store", response.headers["Cache-Control"])

    def test_a_wrong_password_tells_nothing(self):
        response = self.sign_in(self.member.email, "not the right one")
        unknown = self.sign_in("nobody@ward.example", "not the right one")
        self.assertNotContains(response, "suspended", status_code=response.status_code)
        self.assertEqual(response.status_code, unknown.status_code)
        self.assertEqual(
            response.context["form"].errors, unknown.context["form"].errors
        )

    def test_markup_in_the_reason_is_text(self):
        suspend(
            self.member,
            by=self.moderator,
            reason="<script>alert(1)</script>",
            until=None,
        )
        response = self.sign_in(self.member.email)
        self.assertContains(response, "&lt;script&gt;", status_code=403)
        self.assertContains(response, "We write to you", status_code=403)

    def test_a_new_password_does_not_let_in(self):
        self.client.post(
            reverse("account_reset_password"), {"email": self.member.email}
        )
        self.client.post(
            reverse("account_confirm_password_reset_code"), {"code": newest_code()}
        )
        response = self.client.post(
            reverse("account_complete_password_reset"),
            {"password1": "another long enough one"},
        )
        self.assertTold(response)

    def test_a_code_by_mail_does_not_let_in(self):
        self.client.post(
            reverse("account_request_login_code"), {"email": self.member.email}
        )
        response = self.client.post(
            reverse("account_confirm_login_code"), {"code": newest_code()}
        )
        self.assertTold(response)

    def test_who_has_a_second_factor_is_told_after_it_only(self):
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(self.member, secret)
        response = self.sign_in(self.member.email)
        self.assertRedirects(response, reverse("mfa_authenticate"))
        code = totp.format_hotp_value(
            totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))
        )
        self.assertTold(self.client.post(response.headers["Location"], {"code": code}))

    def test_after_the_end_they_sign_in_again(self):
        User.objects.filter(pk=self.member.pk).update(
            suspended_at=timezone.now() - timedelta(days=2),
            suspended_until=timezone.now() - timedelta(minutes=1),
        )
        self.sign_in(self.member.email)
        self.assertEqual(get_user(self.client), self.member)

    def test_a_closed_account_is_told_that_it_is_closed(self):
        self.member.refresh_from_db()
        self.member.is_active = False
        self.member.save()
        response = self.sign_in(self.member.email)
        self.assertNotContains(
            response, "named colleagues", status_code=response.status_code
        )
