"""What moderators hear by mail, and what the links in it can do and can't."""

import re
from datetime import datetime, timedelta
from unittest.mock import patch
from urllib.parse import urlsplit

from django.contrib.auth.models import Permission
from django.core import mail, signing
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from comments.mail_links import HIDE, HOLD, SALT, address_of_link
from comments.models import Comment, CommentDecision, CommentReport
from comments.services import inbox
from comments.services.deciding import approve
from comments.services.reporting import report_comment
from comments.services.states import AlreadyDecided
from comments.services.writing import post_comment
from safeguards.models import OutboxMessage
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    UserFactory,
    member_of,
)

Action = CommentDecision.Action
Hold = Comment.Hold
State = Comment.State
# A Monday in working hours, and one in the evening; a Sunday.
MONDAY = datetime(2026, 5, 4, 10, 30, tzinfo=timezone.get_default_timezone())
EVENING = MONDAY.replace(hour=20)
SUNDAY = MONDAY - timedelta(days=1)
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def html_of(letter):
    return letter.alternatives[0][0]


class InboxTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.moderator = member_of("Comment moderators", display_name="Morag")

    def setUp(self):
        cache.clear()

    def waiting(self, **fields):
        return CommentFactory(
            **{
                "page": self.page,
                "state": State.WAITING,
                "body": "Our secret words.",
                "held_for": [Hold.FIRST],
                **fields,
            }
        )

    def mails(self, kind="comments_moderators"):
        return [each for each in mail.outbox if each.kind == kind]

    def digest(self, moment=MONDAY):
        with patch("comments.services.inbox.timezone.localtime", return_value=moment):
            inbox.tell_of_comments()


class DigestTests(InboxTestCase):
    def test_says_what_waits_where_for_how_long_and_why(self):
        self.waiting(
            held_for=[Hold.FIRST, Hold.LINKS],
            waiting_since=timezone.now() - timedelta(hours=3),
        )
        self.digest()
        [letter] = self.mails()
        self.assertEqual(letter.to, [self.moderator.email])
        self.assertIn("1 comment needs a moderator", letter.subject)
        for words in (
            "Hello Morag",
            "“Fewer falls”",
            "Waiting for 3\xa0hours",
            "First comment; Several links",
            "/admin/comments/",
        ):
            self.assertIn(words, letter.body)

    def test_holds_no_words_and_no_writer(self):
        comment = self.waiting()
        self.digest()
        [letter] = self.mails()
        for body in (letter.subject, letter.body, html_of(letter)):
            self.assertNotIn("secret", body)
            self.assertNotIn(comment.author.display_name, body)
            self.assertNotIn(comment.author.email, body)

    def test_one_mail_for_all_and_each_once(self):
        self.waiting(), self.waiting()
        self.digest()
        self.digest()
        [letter] = self.mails()
        self.assertIn("2 comments need a moderator", letter.subject)
        self.waiting()
        self.digest()
        self.assertEqual(len(self.mails()), 2)

    def test_nothing_when_nothing_waits(self):
        CommentFactory(page=self.page)
        self.waiting(state=State.REJECTED)
        self.digest()
        self.assertEqual(self.mails(), [])

    def test_only_in_working_hours(self):
        self.waiting()
        for moment in (
            EVENING,
            SUNDAY,
            MONDAY.replace(hour=7),
            MONDAY.replace(hour=18),
        ):
            self.digest(moment)
        self.assertEqual(self.mails(), [])
        self.digest(MONDAY.replace(hour=8))
        self.assertEqual(len(self.mails()), 1)

    def test_what_waits_again_is_told_again(self):
        comment = self.waiting()
        self.digest()
        comment.refresh_from_db()
        comment.waiting_since = timezone.now() + timedelta(seconds=1)
        comment.save()
        self.digest()
        self.assertEqual(len(self.mails()), 2)

    def test_what_readers_report_and_still_see_is_in_it(self):
        comment = CommentFactory(page=self.page)
        CommentReport.objects.create(comment=comment, reason="unkind")
        self.digest()
        self.digest()
        [letter] = self.mails()
        self.assertIn("Readers see it", letter.body)
        self.assertIn("It is unkind to someone", letter.body)
        CommentReport.objects.create(comment=comment, reason="wrong")
        self.digest()
        self.assertEqual(len(self.mails()), 2)

    def test_a_settled_report_is_not(self):
        comment = CommentFactory(page=self.page)
        CommentReport.objects.create(
            comment=comment, reason="unkind", settled_at=timezone.now()
        )
        self.digest()
        self.assertEqual(self.mails(), [])

    def test_a_page_that_the_moderator_may_not_read_is_not_named(self):
        PageViewRestriction.objects.create(page=self.page, restriction_type="groups")
        self.waiting()
        self.digest()
        [letter] = self.mails()
        self.assertNotIn("Fewer falls", letter.body + html_of(letter) + letter.subject)
        self.assertIn("a page that not everyone may read", letter.body)

    def test_costs_the_same_for_one_and_for_fifteen(self):
        self.waiting(page=StoryPageFactory())
        # The first mail of a process also fills caches.
        self.digest()
        counts = []
        for number in (1, 15):
            for _one in range(number):
                self.waiting(page=StoryPageFactory())
            with CaptureQueriesContext(connection) as captured:
                self.digest()
            counts.append(len(captured))
        self.assertEqual(counts[0], counts[1])

    def test_costs_the_same_for_one_moderator_and_for_five(self):
        self.waiting()
        self.digest()
        counts = []
        for number in (0, 4):
            for _one in range(number):
                member_of("Comment moderators")
            self.waiting()
            with CaptureQueriesContext(connection) as captured:
                self.digest()
            counts.append(len(captured))
        self.assertEqual(counts[0], counts[1])

    def test_a_flood_is_counted_and_not_listed(self):
        for _number in range(23):
            self.waiting()
        self.digest()
        [letter] = self.mails()
        self.assertIn("23 comments", letter.subject)
        self.assertIn("3 more are in the queue", letter.body)
        self.assertEqual(letter.body.count("“Fewer falls”"), 20)
        self.digest()
        self.assertEqual(len(self.mails()), 1)


class WhoIsToldTests(InboxTestCase):
    def told(self):
        self.waiting()
        self.digest()
        return {letter.to[0] for letter in self.mails()}

    def test_every_moderator_and_nobody_else(self):
        directly = MemberFactory()
        directly.user_permissions.add(
            Permission.objects.get(codename="moderate_comment")
        )
        for person in (MemberFactory(), member_of("Editors"), member_of("Publishers")):
            self.assertNotIn(person.email, self.told())
        UserFactory(is_superuser=True)
        self.assertEqual(self.told(), {self.moderator.email, directly.email})

    def test_nobody_who_cannot_sign_in(self):
        closed = member_of("Comment moderators", is_active=False)
        suspended = member_of("Comment moderators", suspended_at=timezone.now())
        told = self.told()
        self.assertNotIn(closed.email, told)
        self.assertNotIn(suspended.email, told)

    def test_administrators_where_there_is_no_moderator(self):
        self.moderator.groups.clear()
        self.assertEqual(self.told(), set())
        administrator = UserFactory(is_superuser=True)
        # What nobody was told of is told now.
        self.assertEqual(self.told(), {administrator.email})

    def test_each_in_their_own_language(self):
        self.moderator.language = "pl"
        self.moderator.save()
        self.waiting()
        self.digest()
        [letter] = self.mails()
        self.assertIn("/pl/comments/from-mail/", letter.body)


class AtOnceTests(InboxTestCase):
    KIND = "comments_moderators_now"

    def test_risky_ones_at_any_time_and_without_their_text(self):
        for hold in (Hold.DETAILS, Hold.AT_RISK):
            comment = self.waiting(held_for=[Hold.FIRST, hold])
            inbox.tell_at_once(comment)
            letter = self.mails(self.KIND)[-1]
            self.assertIn(str(hold.label), letter.body)
            self.assertNotIn("secret", letter.body + html_of(letter) + letter.subject)
        self.assertEqual(len(self.mails(self.KIND)), 2)
        self.digest()
        self.assertEqual(self.mails(), [])

    def test_others_wait_for_the_digest(self):
        inbox.tell_at_once(self.waiting(held_for=[Hold.FIRST, Hold.WORDS]))
        inbox.tell_at_once(CommentFactory(page=self.page))
        self.assertEqual(self.mails(self.KIND), [])

    def test_writing_details_or_of_a_risk_tells_at_once(self):
        writer = MemberFactory(is_trusted=True)
        post_comment(
            page=self.page, author=writer, body="Ring me on 07700 900123, please do."
        )
        self.assertEqual(len(self.mails(self.KIND)), 1)
        post_comment(
            page=self.page, author=writer, body="I fear for her.", is_at_risk=True
        )
        self.assertEqual(len(self.mails(self.KIND)), 2)
        post_comment(page=self.page, author=writer, body="What a good morning.")
        self.assertEqual(len(self.mails(self.KIND)), 2)

    def test_reports_of_these_kinds_tell_at_once(self):
        for reason, number in (("unkind", 0), ("details", 1), ("at_risk", 2)):
            comment = CommentFactory(page=self.page, body="Our secret words.")
            report_comment(comment, reporter=MemberFactory(), reason=reason)
            with self.subTest(reason):
                self.assertEqual(len(self.mails(self.KIND)), number)
        self.assertNotIn("secret", "".join(each.body for each in self.mails(self.KIND)))

    @override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
    def test_it_is_in_the_callers_transaction(self):
        comment = self.waiting(held_for=[Hold.AT_RISK])
        kept = OutboxMessage.objects.filter(kind=self.KIND)
        with self.assertRaises(RuntimeError), transaction.atomic():
            inbox.tell_at_once(comment)
            self.assertEqual(kept.count(), 1)
            raise RuntimeError
        self.assertEqual(kept.count(), 0)
        self.assertIsNone(Comment.objects.get(pk=comment.pk).moderators_told_at)

    def test_a_flood_is_told_together(self):
        for _number in range(14):
            inbox.tell_at_once(self.waiting(held_for=[Hold.DETAILS]))
        self.assertEqual(len(self.mails(self.KIND)), 10)
        inbox.tell_of_risky_comments()
        self.assertEqual(len(self.mails(self.KIND)), 11)
        self.assertIn("4 comments", self.mails(self.KIND)[-1].subject)
        inbox.tell_of_risky_comments()
        self.assertEqual(len(self.mails(self.KIND)), 11)


class LinkTestCase(InboxTestCase):
    def path(self, comment, action, recipient=None):
        address = address_of_link(comment, recipient or self.moderator, action)
        return urlsplit(address).path

    def state(self, comment):
        return Comment.objects.get(pk=comment.pk).state

    def decisions(self, comment):
        return list(
            CommentDecision.objects.filter(comment_id=comment.pk).order_by("pk")
        )


class LinkTests(LinkTestCase):
    def test_links_in_the_mail_lead_here(self):
        comment = self.waiting()
        self.digest()
        [letter] = self.mails()
        [path] = re.findall(r"https?://[^/]+(/comments/from-mail/\S+/)", letter.body)
        self.assertContains(self.client.get(path), "Hide this comment?")
        self.client.post(path, **OURS)
        self.assertEqual(self.state(comment), State.HIDDEN)

    def test_asks_first_and_shows_no_words(self):
        comment = self.waiting()
        response = self.client.get(self.path(comment, HIDE))
        self.assertContains(response, "Fewer falls")
        self.assertContains(response, "First comment")
        self.assertContains(
            response, reverse("comment_queue:comment", args=[comment.pk])
        )
        self.assertNotContains(response, "secret")
        self.assertNotContains(response, comment.author.display_name)

    def test_says_what_readers_reported(self):
        comment = CommentFactory(page=self.page)
        for _report in range(2):
            CommentReport.objects.create(comment=comment, reason="unkind")
        response = self.client.get(self.path(comment, HOLD))
        self.assertContains(response, "It is unkind to someone", count=1)

    def test_not_even_to_a_signed_in_moderator(self):
        comment = self.waiting()
        self.client.force_login(self.moderator)
        response = self.client.get(self.path(comment, HIDE))
        self.assertNotContains(response, "secret")

    def test_a_page_that_is_not_public_is_not_named(self):
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        response = self.client.get(self.path(self.waiting(), HIDE))
        self.assertNotContains(response, "Fewer falls")
        self.assertEqual(response.status_code, 200)

    def test_hides_a_published_comment_and_tells_its_writer(self):
        comment = CommentFactory(page=self.page)
        self.client.post(self.path(comment, HIDE), **OURS)
        self.assertEqual(self.state(comment), State.HIDDEN)
        [letter] = self.mails("comments_hidden")
        self.assertEqual(letter.to, [comment.author.email])

    def test_puts_aside_what_waits_and_tells_its_writer(self):
        comment = self.waiting()
        self.client.post(self.path(comment, HIDE), **OURS)
        self.assertEqual(self.state(comment), State.HIDDEN)
        [letter] = self.mails("comments_put_aside")
        self.assertEqual(letter.to, [comment.author.email])
        self.assertNotIn("secret", letter.body)
        self.assertEqual(self.mails("comments_hidden"), [])

    def test_holds_a_published_comment(self):
        comment = CommentFactory(page=self.page)
        self.client.post(self.path(comment, HOLD), **OURS)
        comment.refresh_from_db()
        self.assertEqual(comment.state, State.WAITING)
        self.assertEqual(comment.held_for, [Hold.MODERATOR])
        self.assertEqual(len(self.mails("comments_waits_again")), 1)
        # It waits, and all moderators hear of it.
        self.digest()
        self.assertEqual(len(self.mails()), 1)

    def test_a_link_that_holds_does_nothing_to_what_waits(self):
        comment = self.waiting()
        self.client.post(self.path(comment, HOLD), **OURS)
        self.assertEqual(self.decisions(comment), [])
        with self.assertRaises(AlreadyDecided):
            inbox.decide_by_link(comment, HOLD, recipient=self.moderator, seen=1)

    def test_the_log_names_no_moderator_but_the_link(self):
        comment = CommentFactory(page=self.page)
        self.client.force_login(self.moderator)
        self.client.post(self.path(comment, HIDE), **OURS)
        [decision] = self.decisions(comment)
        self.assertEqual(decision.action, Action.HIDDEN_BY_LINK)
        self.assertIsNone(decision.moderator_id)
        self.assertEqual(decision.codes, [f"link:{self.moderator.pk}"])

    def test_can_never_publish_or_reject(self):
        for action in ("publish", "approve", "reject", "restore", "", None):
            comment = self.waiting()
            token = signing.dumps([comment.pk, 1, self.moderator.pk, action], salt=SALT)
            path = reverse("comment_from_mail", args=[token])
            with self.subTest(action):
                self.assertEqual(self.client.post(path, **OURS).status_code, 404)
                self.assertEqual(self.client.get(path).status_code, 404)
                self.assertEqual(self.state(comment), State.WAITING)


class SafetyTests(LinkTestCase):
    def test_scanners_that_open_links_change_nothing(self):
        comment = CommentFactory(page=self.page)
        for action in (HOLD, HIDE):
            path = self.path(comment, action)
            for method in ("get", "head", "options"):
                for _turn in range(3):
                    getattr(self.client, method)(path)
        self.assertEqual(self.state(comment), State.PUBLISHED)
        self.assertEqual(self.decisions(comment), [])

    def test_opening_it_sets_no_cookie_and_needs_no_token(self):
        client = Client(enforce_csrf_checks=True)
        comment = CommentFactory(page=self.page)
        path = self.path(comment, HIDE)
        response = client.get(path)
        self.assertFalse(response.cookies)
        self.assertNotContains(response, "csrfmiddlewaretoken")
        self.assertEqual(client.post(path, **OURS).status_code, 303)
        self.assertEqual(self.state(comment), State.HIDDEN)

    def test_refuses_what_other_sites_send(self):
        comment = CommentFactory(page=self.page)
        path = self.path(comment, HIDE)
        for headers in (
            {"HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_ORIGIN": "https://evil.example"},
            {"HTTP_ORIGIN": "null"},
            {},
        ):
            with self.subTest(headers):
                self.assertEqual(self.client.post(path, **headers).status_code, 403)
        self.assertEqual(self.state(comment), State.PUBLISHED)

    def test_a_second_press_does_nothing_and_says_what_was_done(self):
        comment = CommentFactory(page=self.page)
        path = self.path(comment, HIDE)
        for _turn in range(3):
            response = self.client.post(path, **OURS)
            self.assertRedirects(response, path, 303, fetch_redirect_response=False)
        self.assertEqual(len(self.decisions(comment)), 1)
        self.assertEqual(len(self.mails("comments_hidden")), 1)
        response = self.client.get(path)
        self.assertContains(response, "has been dealt with")
        self.assertContains(response, "Hidden by a link in a mail, on ")
        self.assertNotContains(response, "<form method")

    def test_what_a_moderator_decided_meanwhile_stands(self):
        comment = self.waiting()
        path = self.path(comment, HIDE)
        approve(comment, moderator=self.moderator)
        self.client.post(path, **OURS)
        self.assertEqual(self.state(comment), State.PUBLISHED)
        self.assertContains(self.client.get(path), "Approved, on ")

    def test_neither_link_works_after_the_other(self):
        comment = CommentFactory(page=self.page)
        hold, hide = self.path(comment, HOLD), self.path(comment, HIDE)
        self.client.post(hold, **OURS)
        self.client.post(hide, **OURS)
        self.assertEqual(self.state(comment), State.WAITING)
        self.assertEqual(len(self.decisions(comment)), 1)

    def test_works_for_seven_days(self):
        comment = CommentFactory(page=self.page)
        path = self.path(comment, HIDE)
        real = signing.time.time
        day = 24 * 60 * 60
        with patch("django.core.signing.time.time", lambda: real() + 7 * day - 60):
            self.assertEqual(self.client.get(path).status_code, 200)
        with patch("django.core.signing.time.time", lambda: real() + 7 * day + 60):
            for response in (self.client.get(path), self.client.post(path, **OURS)):
                self.assertContains(response, "seven days", status_code=410)
                self.assertContains(
                    response, reverse("comment_queue:waiting"), status_code=410
                )
        self.assertEqual(self.state(comment), State.PUBLISHED)

    def test_forged_links_lead_nowhere(self):
        comment = CommentFactory(page=self.page)
        path = self.path(comment, HIDE)
        other = signing.dumps([comment.pk, 1, self.moderator.pk, HIDE], salt="other")
        hold = self.path(comment, HOLD)
        # What one link says with how another is signed.
        mixed = f"{path.split(':')[0]}:{hold.split(':', 1)[1]}"
        for forged in (
            reverse("comment_from_mail", args=[other]),
            reverse("comment_from_mail", args=["x"]),
            reverse("comment_from_mail", args=["W10:1:x"]),
            reverse("comment_from_mail", args=["\x00" + "é" * 300]),
            path[:-3] + "/",
            mixed,
        ):
            with self.subTest(forged[:60]):
                self.assertEqual(self.client.get(forged).status_code, 404)
                self.assertEqual(self.client.post(forged, **OURS).status_code, 404)
        self.assertEqual(self.state(comment), State.PUBLISHED)

    def test_signed_nonsense_leads_nowhere(self):
        for content in (
            [],
            [1],
            "x",
            None,
            {"a": 1},
            [1, 2, 3, 4, 5],
        ):
            path = reverse(
                "comment_from_mail", args=[signing.dumps(content, salt=SALT)]
            )
            with self.subTest(content=content):
                self.assertEqual(self.client.get(path).status_code, 404)

    def test_is_dead_for_who_no_longer_moderates(self):
        comment = CommentFactory(page=self.page)
        for change in (
            {"is_active": False},
            {"suspended_at": timezone.now()},
            "groups",
            "gone",
        ):
            former = member_of("Comment moderators")
            path = self.path(comment, HIDE, former)
            if change == "gone":
                former.delete()
            elif change == "groups":
                former.groups.clear()
            else:
                type(former).objects.filter(pk=former.pk).update(**change)
            with self.subTest(change=change):
                self.assertEqual(self.client.get(path).status_code, 410)
                self.assertEqual(self.client.post(path, **OURS).status_code, 410)
        self.assertEqual(self.state(comment), State.PUBLISHED)

    def test_a_comment_that_is_gone(self):
        comment = CommentFactory(page=self.page)
        path = self.path(comment, HIDE)
        comment.delete()
        self.assertEqual(self.client.get(path).status_code, 410)
        self.assertEqual(self.client.post(path, **OURS).status_code, 410)

    def test_is_for_no_search_engine_no_cache_and_no_other_site(self):
        comment = CommentFactory(page=self.page)
        for path in (
            self.path(comment, HIDE),
            reverse("comment_from_mail", args=["x"]),
        ):
            response = self.client.get(path)
            self.assertIn("noindex", response["X-Robots-Tag"])
            self.assertIn("no-store", response["Cache-Control"])
            self.assertEqual(response["Referrer-Policy"], "same-origin")
            self.assertIn('name="robots" content="noindex"', response.content.decode())
