"""Asking to be erased, calling it off, and what happens when the days to do so are over."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from unittest import mock

from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import DatabaseError, connection
from django.test import TestCase, TransactionTestCase, override_settings
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts import registry
from accounts.jobs import erase_people
from accounts.models import AccountEvent, ErasureReceipt, ErasureRequest, User
from accounts.services.erasure import (
    NotErased,
    ask_for_erasure,
    call_off_erasure,
    erase_due,
    erase_now,
)
from accounts.services.people import LastAdministrator
from comments.models import Comment
from safeguards.models import OutboxMessage
from safeguards.timed_jobs import all_jobs
from tests.factories import (
    PASSWORD,
    CommentFactory,
    MemberFactory,
    OutboxMessageFactory,
    StoryPageFactory,
    TeamFactory,
)

Action = AccountEvent.Action
OUTBOX = override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")


def actions(person_or_number):
    number = getattr(person_or_number, "pk", person_or_number)
    events = AccountEvent.objects.filter(subject_id=number).order_by("pk")
    return list(events.values_list("action", "actor_id"))


def make_due(person):
    ErasureRequest.objects.filter(user=person).update(
        asked_at=timezone.now() - timedelta(days=8), due_at=timezone.now()
    )


@contextmanager
def one_more_app(erase):
    """An app that holds something of people, while the block lasts."""
    registry.register(
        registry.PersonalData(
            "test-letters", "Letters", lambda user: {}, lambda user: [], erase
        )
    )
    try:
        yield
    finally:
        del registry._registered["test-letters"]


class AskingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")

    def test_it_is_due_after_the_days_to_call_it_off(self):
        request = ask_for_erasure(self.member, keeps_words=True)
        self.assertEqual(request.due_at - request.asked_at, timedelta(days=7))
        self.assertTrue(request.keeps_words)
        self.assertEqual(actions(self.member), [(Action.ERASURE_ASKED, self.member.pk)])

    @override_settings(ERASURE_WAIT_DAYS=2)
    def test_the_days_are_a_setting(self):
        request = ask_for_erasure(self.member, keeps_words=True)
        self.assertEqual(request.due_at - request.asked_at, timedelta(days=2))

    def test_asking_twice_is_asking_once(self):
        first = ask_for_erasure(self.member, keeps_words=True)
        second = ask_for_erasure(self.member, keeps_words=False)
        self.assertEqual(first, second)
        self.assertTrue(second.keeps_words)
        self.assertEqual(len(actions(self.member)), 1)
        self.assertEqual(len(mail.outbox), 1)

    def test_a_mail_says_when_and_how_to_call_it_off(self):
        request = ask_for_erasure(self.member, keeps_words=False)
        [letter] = mail.outbox
        self.assertEqual(letter.to, ["priya@ward.example"])
        self.assertIn("Hello Priya", letter.body)
        self.assertIn(f"{request.due_at.day} ", letter.body)
        self.assertIn("What you wrote goes too.", letter.body)
        self.assertIn("http://testserver/account/\n", letter.body)

    def test_it_can_be_called_off_once(self):
        ask_for_erasure(self.member, keeps_words=False)
        self.assertTrue(call_off_erasure(self.member))
        self.assertFalse(call_off_erasure(self.member))
        self.assertFalse(ErasureRequest.objects.exists())
        self.assertEqual(
            actions(self.member),
            [
                (Action.ERASURE_ASKED, self.member.pk),
                (Action.ERASURE_CANCELLED, self.member.pk),
            ],
        )
        self.assertIn("called off", mail.outbox[-1].body)

    def test_the_last_administrator_can_not_ask(self):
        last = MemberFactory(is_superuser=True)
        with self.assertRaises(LastAdministrator):
            ask_for_erasure(last, keeps_words=False)
        self.assertFalse(ErasureRequest.objects.exists())


class DueTests(TestCase):
    def setUp(self):
        self.member = MemberFactory(email="priya@ward.example")
        self.comment = CommentFactory(author=self.member, body="What I think.")
        ask_for_erasure(self.member, keeps_words=True)

    def test_nobody_goes_before_it_is_due(self):
        erase_due()
        self.assertTrue(User.objects.filter(pk=self.member.pk).exists())

    def test_who_is_due_goes_and_what_they_chose_is_done(self):
        make_due(self.member)
        erase_due()
        self.assertFalse(User.objects.filter(pk=self.member.pk).exists())
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.body, "What I think.")
        self.assertIsNone(self.comment.author)
        receipt = ErasureReceipt.objects.get()
        self.assertTrue(receipt.kept_words)
        self.assertEqual(receipt.counts["comments"], 1)
        self.assertEqual(actions(self.member.pk)[-1], (Action.ERASED, self.member.pk))

    def test_words_go_where_they_chose_that(self):
        ErasureRequest.objects.update(keeps_words=False)
        make_due(self.member)
        erase_due()
        self.assertFalse(Comment.objects.filter(pk=self.comment.pk).exists())

    def test_doing_it_again_changes_nothing(self):
        make_due(self.member)
        erase_due()
        erase_due()
        self.assertEqual(ErasureReceipt.objects.count(), 1)

    def test_who_called_it_off_stays(self):
        make_due(self.member)
        call_off_erasure(self.member)
        erase_due()
        self.assertTrue(User.objects.filter(pk=self.member.pk).exists())

    def test_one_who_can_not_be_erased_holds_up_nobody_and_is_named_by_number(self):
        broken, next_one = self.member, MemberFactory()
        ask_for_erasure(next_one, keeps_words=True)
        make_due(broken)
        make_due(next_one)

        def erase(user, keep_words):
            if user.pk == broken.pk:
                raise DatabaseError(f"Key (email)=({user.email}) is still there.")
            return 0

        with (
            one_more_app(erase),
            self.assertLogs("accounts.services.erasure", "ERROR") as logs,
            self.assertRaisesMessage(NotErased, str(broken.pk)),
        ):
            erase_due()
        self.assertFalse(User.objects.filter(pk=next_one.pk).exists())
        [line] = logs.output
        self.assertIn(f"Account {broken.pk} could not be erased: DatabaseError", line)
        self.assertNotIn("priya", line)
        # All of it or nothing: what was done to the first one was undone.
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.author, broken)
        erase_due()
        self.assertFalse(User.objects.filter(pk=broken.pk).exists())

    def test_who_became_the_last_administrator_meanwhile_stays(self):
        User.objects.filter(pk=self.member.pk).update(is_superuser=True)
        make_due(self.member)
        with (
            self.assertLogs("accounts.services.erasure", "ERROR"),
            self.assertRaises(NotErased),
        ):
            erase_due()
        self.assertTrue(User.objects.filter(pk=self.member.pk).exists())

    def test_the_clock_looks_every_hour(self):
        [job] = [job for job in all_jobs() if job.function is erase_people]
        self.assertEqual(job.every, timedelta(hours=1))
        make_due(self.member)
        job.function()
        self.assertFalse(User.objects.filter(pk=self.member.pk).exists())


class EraseNowTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")

    def test_the_account_goes_and_a_receipt_stays(self):
        number = self.member.pk
        receipt = erase_now(self.member, None, True)
        self.assertFalse(User.objects.filter(pk=number).exists())
        self.assertEqual(ErasureReceipt.objects.get(), receipt)
        self.assertEqual(actions(number), [(Action.ERASED, None)])

    def test_an_administrator_who_does_it_is_noted(self):
        administrator, number = MemberFactory(is_superuser=True), self.member.pk
        erase_now(self.member, administrator, False)
        self.assertEqual(actions(number), [(Action.ERASED, administrator.pk)])

    def test_the_receipt_names_no_one(self):
        number = self.member.pk
        receipt = erase_now(self.member, None, True)
        [letter] = mail.outbox
        self.assertEqual(letter.to, ["priya@ward.example"])
        self.assertIn(receipt.reference, letter.body)
        self.assertNotIn("Priya", letter.body + letter.subject)
        fields = {field.name for field in ErasureReceipt._meta.get_fields()}
        self.assertEqual(
            fields, {"id", "reference", "erased_at", "kept_words", "counts"}
        )
        self.assertNotIn(str(number), str(receipt.counts.keys()))

    @OUTBOX
    def test_the_last_mail_is_forgotten_once_it_has_left(self):
        OutboxMessageFactory(to=["priya@ward.example"])
        erase_now(self.member, None, True)
        [waiting] = OutboxMessage.objects.all()
        self.assertTrue(waiting.is_forgotten_after)

    def test_the_last_mail_is_in_their_language(self):
        User.objects.filter(pk=self.member.pk).update(language="ar")
        spoken = []

        def listen(*_args, **_kwargs):
            spoken.append(translation.get_language())

        with mock.patch("accounts.notifications.send_letter", listen):
            erase_now(self.member, None, True)
        self.assertEqual(spoken, ["ar"])

    def test_somebody_who_is_gone_leaves_no_second_receipt(self):
        erase_now(self.member, None, True)
        self.assertIsNone(erase_now(self.member, None, True))
        self.assertEqual(ErasureReceipt.objects.count(), 1)

    def test_the_last_administrator_stays(self):
        last = MemberFactory(is_superuser=True)
        with self.assertRaises(LastAdministrator):
            erase_now(last, None, False)
        self.assertTrue(User.objects.filter(pk=last.pk).exists())

    def test_one_of_two_administrators_may_go(self):
        MemberFactory(is_superuser=True)
        other = MemberFactory(is_superuser=True)
        erase_now(other, None, False)
        self.assertFalse(User.objects.filter(pk=other.pk).exists())

    def test_pages_and_teams_stay_without_them(self):
        page, team = StoryPageFactory(owner=self.member), TeamFactory()
        team.members.add(self.member)
        erase_now(self.member, None, False)
        page.refresh_from_db()
        self.assertTrue(page.live)
        self.assertIsNone(page.owner)
        self.assertFalse(team.members.exists())

    def test_replies_of_others_stay(self):
        comment = CommentFactory(author=self.member)
        reply = CommentFactory(page=comment.page, parent=comment)
        erase_now(self.member, None, False)
        comment.refresh_from_db()
        self.assertEqual(comment.body, "")
        self.assertTrue(Comment.objects.filter(pk=reply.pk).exists())

    def test_sessions_of_others_stay(self):
        mine, theirs, joining = SessionStore(), SessionStore(), SessionStore()
        mine["_auth_user_id"] = str(self.member.pk)
        theirs["_auth_user_id"] = str(self.member.pk * 10)
        joining["accounts_pending_signup"] = {"email": "PRIYA@ward.example"}
        for session in (mine, theirs, joining):
            session.create()
        erase_now(self.member, None, False)
        self.assertEqual(
            [each.pk for each in Session.objects.all()], [theirs.session_key]
        )

    def test_the_admins_log_keeps_what_was_done_without_the_name(self):
        administrator = MemberFactory(is_superuser=True)
        log(self.member, "wagtail.edit", user=administrator)
        number = str(self.member.pk)
        erase_now(self.member, None, False)
        entry = ModelLogEntry.objects.get(
            content_type=ContentType.objects.get_for_model(User), object_id=number
        )
        self.assertEqual(entry.label, f"#{number}")
        self.assertEqual(entry.user_id, administrator.pk)


class ParallelTests(TransactionTestCase):
    serialized_rollback = True

    def test_two_loops_at_once_erase_somebody_once(self):
        for person in MemberFactory.create_batch(3):
            ask_for_erasure(person, keeps_words=False)
            make_due(person)
        before = User.objects.count()

        def loop(_number):
            try:
                erase_due()
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(loop, range(4)))
        self.assertEqual(before - User.objects.count(), 3)
        self.assertEqual(ErasureReceipt.objects.count(), 3)


class ErasurePageTests(TestCase):
    def setUp(self):
        self.member = MemberFactory(display_name="Priya", email="priya@ward.example")
        self.sign_in()
        self.recheck()
        self.address = reverse("erasure")

    def sign_in(self):
        self.client.post(
            reverse("account_login"),
            {"login": self.member.email, "password": PASSWORD},
        )

    def recheck(self):
        self.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    def ask(self, **changes):
        return self.client.post(
            self.address, {"words": "go", "is_sure": "on", **changes}
        )

    def test_needs_a_sign_in(self):
        self.client.logout()
        for response in (self.client.get(self.address), self.ask()):
            self.assertEqual(response.status_code, 302)
            self.assertIn(reverse("account_login"), response.url)
        self.assertFalse(ErasureRequest.objects.exists())

    def test_says_what_goes_and_what_stays_and_changes_nothing_by_being_opened(self):
        response = self.client.get(self.address)
        self.assertContains(response, "What goes")
        self.assertContains(response, "What stays")
        self.assertContains(response, "7 days after you ask")
        self.assertNotContains(response, " checked")
        self.assertFalse(ErasureRequest.objects.exists())

    def test_asks_again_who_they_are_after_a_while(self):
        session = self.client.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 16 * 60
        session.save()
        for response in (self.client.get(self.address), self.ask()):
            self.assertEqual(response.status_code, 302)
            self.assertIn("reauthenticate", response.url)
        self.assertFalse(ErasureRequest.objects.exists())

    def test_asks_for_both_choices(self):
        for words, keeps in (("go", False), ("stay", True)):
            response = self.ask(words=words)
            self.assertRedirects(response, self.address)
            self.assertEqual(ErasureRequest.objects.get().keeps_words, keeps)
            call_off_erasure(self.member)

    def test_a_choice_and_a_tick_are_needed(self):
        for changes, message in [
            ({"words": ""}, "Choose what should happen to what you wrote"),
            ({"words": "burn"}, "Choose what should happen to what you wrote"),
            ({"words": "x\0" * 1000}, "Choose what should happen to what you wrote"),
            ({"is_sure": ""}, "Tick the box if you are sure"),
        ]:
            response = self.ask(**changes)
            self.assertContains(response, message, status_code=422)
        self.assertFalse(ErasureRequest.objects.exists())

    def test_what_was_chosen_is_kept(self):
        response = self.ask(words="stay", is_sure="")
        self.assertContains(response, 'value="stay" id="id_words_1" checked', 1, 422)

    def test_the_last_administrator_is_refused_kindly(self):
        User.objects.filter(pk=self.member.pk).update(is_superuser=True)
        response = self.ask()
        self.assertContains(
            response, "Make somebody else an administrator first", status_code=422
        )

    def test_shows_when_it_happens_and_the_way_back(self):
        self.ask(words="stay")
        for address in (self.address, reverse("account")):
            response = self.client.get(address)
            self.assertContains(response, "We erase your account on")
            self.assertContains(response, "What you wrote stays, without your name.")
            self.assertContains(response, f'action="{reverse("keep_account")}"')

    def test_the_account_works_meanwhile(self):
        self.ask()
        self.client.logout()
        self.sign_in()
        self.assertEqual(self.client.get(reverse("account")).status_code, 200)

    def test_asking_twice_makes_one_request(self):
        self.ask()
        response = self.ask(words="stay")
        self.assertContains(response, "We erase your account on")
        self.assertFalse(ErasureRequest.objects.get().keeps_words)

    def test_the_account_can_be_kept(self):
        self.ask()
        response = self.client.post(reverse("keep_account"), follow=True)
        self.assertContains(response, "We keep your account")
        self.assertNotContains(response, "We erase your account on")
        self.assertFalse(ErasureRequest.objects.exists())

    def test_keeping_an_account_that_nobody_erases_is_harmless(self):
        response = self.client.post(reverse("keep_account"), follow=True)
        self.assertNotContains(response, "We keep your account")
        self.assertEqual(actions(self.member), [])

    def test_nothing_is_called_off_by_opening_a_page(self):
        self.ask()
        self.assertEqual(self.client.get(reverse("keep_account")).status_code, 405)
        self.assertTrue(ErasureRequest.objects.exists())

    def test_nobody_calls_off_what_somebody_else_asked_for(self):
        other = MemberFactory()
        ask_for_erasure(other, keeps_words=False)
        self.client.post(reverse("keep_account"))
        self.assertTrue(ErasureRequest.objects.filter(user=other).exists())

    def test_is_kept_by_no_cache(self):
        response = self.client.get(self.address)
        self.assertIn("no-store", response.headers["Cache-Control"])

    def test_who_was_erased_is_signed_out(self):
        erase_now(self.member, None, False)
        response = self.client.get(reverse("account"))
        self.assertRedirects(response, reverse("account_login") + "?next=/account/")
