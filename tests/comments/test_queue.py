"""Deciding in the admin: who may, what it costs, and what moderators cannot do."""

import re
from datetime import timedelta
from uuid import uuid4

from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from comments.models import (
    Comment,
    CommentDecision,
    CommentReport,
    PagePolicy,
    RejectionReason,
)
from comments.services.deciding import approve
from comments.services.states import change, log, take
from comments.services.writing import post_comment
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    UserFactory,
    member_of,
)

State = Comment.State


DECISIONS = ["approve", "trust", "reject", "ask", "hide", "restore", "keep", "undo"]


def address(name, comment=None):
    return reverse(f"comment_queue:{name}", args=[comment.pk] if comment else [])


class QueueTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.moderator = member_of("Comment moderators", display_name="Morag")
        cls.reason = RejectionReason.objects.first()

    def setUp(self):
        self.client.force_login(self.moderator)

    def waiting(self, **fields):
        return CommentFactory(
            **{"page": self.page, "state": State.WAITING, "body": "May I?", **fields}
        )

    def report(self, comment, reason="unkind", **fields):
        return CommentReport.objects.create(comment=comment, reason=reason, **fields)

    def decide(self, name, comment, follow=False, **data):
        """Press a button of a comment as it is shown now, or as `seen` says."""
        data = {"seen": Comment.objects.get(pk=comment.pk).version, **data}
        return self.client.post(address(name, comment), data, follow=follow)

    def state_of(self, comment):
        return Comment.objects.get(pk=comment.pk).state

    def shown(self, name="waiting", **query):
        """The comments of a list, in their order."""
        response = self.client.get(address(name), query)
        assert response.status_code == 200
        return [row.comment for row in response.context["rows"]]


class QueueTests(QueueTestCase):
    def test_shows_all_that_is_needed_to_decide(self):
        comment = self.waiting(held_for=["first", "links"])
        CommentFactory(author=comment.author)
        CommentFactory(author=comment.author, state=State.REJECTED)
        response = self.client.get(address("waiting"))
        self.assertContains(response, "May I?")
        self.assertContains(response, comment.author.display_name)
        self.assertContains(response, "First comment")
        self.assertContains(response, "Several links")
        self.assertContains(response, address("see_page", self.page))
        self.assertContains(response, "(Stories)")
        self.assertContains(response, self.reason.name)
        self.assertContains(response, address("approve", comment))
        writer = response.context["rows"][0].comment.author
        assert (writer.published, writer.refused) == (1, 1)

    def test_counts_what_of_a_member_waited_before(self):
        author = MemberFactory()
        for _number in range(2):
            log(self.waiting(author=author), CommentDecision.Action.HELD)
        rows = self.client.get(address("waiting")).context["rows"]
        assert [row.was_held for row in rows] == [1, 1]

    def test_shows_what_a_reply_belongs_to_and_answers(self):
        thread = CommentFactory(page=self.page, body="How did you begin?")
        reply = CommentFactory(page=self.page, parent=thread, body="With one ward.")
        self.waiting(parent=thread, answers=reply)
        response = self.client.get(address("waiting"))
        self.assertContains(response, "How did you begin?")
        self.assertContains(response, "With one ward.")

    def test_marks_details_that_were_found(self):
        self.waiting(body="Ring me on 07700 900123.\nThank you", held_for=["details"])
        response = self.client.get(address("waiting"))
        self.assertContains(
            response,
            '<mark class="found">07700 900123 <small class="found__kind">phone number</small></mark>',
        )
        self.assertContains(response, "Take the details out")

    def test_marks_hold_no_markup_of_others(self):
        self.waiting(body="<b>Ring</b> 07700 900123 <script>")
        response = self.client.get(address("waiting"))
        self.assertContains(response, "&lt;b&gt;Ring&lt;/b&gt; <mark")
        self.assertNotContains(response, "<b>Ring")

    def test_risk_comes_first_and_is_loud(self):
        self.waiting(created_at=timezone.now() - timedelta(days=1))
        risky = self.waiting(held_for=["at_risk"])
        assert self.shown()[0] == risky
        response = self.client.get(address("waiting"))
        self.assertContains(response, "Someone may be at risk.", count=1)

    def test_tells_what_readers_do_not_see(self):
        self.waiting(hides_name=True, is_question=True, edited_at=timezone.now())
        response = self.client.get(address("waiting"))
        for words in ("Name hidden from readers", "Question", "Edited"):
            self.assertContains(response, words)
        self.assertContains(response, "Person ")

    def test_tells_who_is_watched_trusted_or_suspended(self):
        self.waiting(author=MemberFactory(is_watched=True))
        self.waiting(author=MemberFactory(is_trusted=True))
        self.waiting(author=MemberFactory(suspended_at=timezone.now()))
        response = self.client.get(address("waiting"))
        for words in ("On watch", "Trusted", "Suspended"):
            self.assertContains(response, words)

    def test_tabs_hold_what_is_theirs(self):
        waiting = self.waiting()
        details = self.waiting(held_for=["details"])
        reported = CommentFactory(page=self.page)
        self.report(reported, note="Look at the tone")
        self.report(reported, "wrong")
        settled = CommentFactory(page=self.page)
        self.report(settled, settled_at=timezone.now())
        hidden = CommentFactory(page=self.page, state=State.HIDDEN)
        self.report(hidden)
        assert self.shown("waiting") == [waiting, details]
        assert self.shown("details") == [details]
        assert self.shown("reported") == [reported]
        assert len(self.shown("all")) == 5
        response = self.client.get(address("reported"))
        counts = [folder["count"] for folder in response.context["folders"]]
        assert counts == [2, 1, 1, None, None]
        self.assertContains(response, "2 reports")
        self.assertContains(response, "Look at the tone")
        self.assertContains(response, "Keep despite reports")

    def test_all_are_narrowed_down_to_one_state(self):
        for state in State:
            CommentFactory(page=self.page, state=state)
        for state in State:
            found = self.shown("all", state=state.value)
            assert [comment.state for comment in found] == [state]

    def test_waiting_come_oldest_first(self):
        newer = self.waiting(body="Newer")
        older = self.waiting(
            body="Older", created_at=timezone.now() - timedelta(days=1)
        )
        assert self.shown() == [older, newer]

    def test_menu_and_home_count_what_waits(self):
        self.waiting(created_at=timezone.now() - timedelta(days=3))
        self.waiting(held_for=["at_risk"])
        self.report(CommentFactory(page=self.page))
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(response, "Comments (2)")
        self.assertContains(response, "2 comments waiting, the oldest for 3\xa0days")
        self.assertContains(response, "1 reported")
        self.assertContains(response, "1 where someone may be at risk")

    def test_markup_is_shown_as_text(self):
        self.waiting(body="<script>alert(1)</script>")
        response = self.client.get(address("waiting"))
        self.assertContains(response, "&lt;script&gt;alert(1)")
        self.assertNotContains(response, "<script>alert(1)")

    def test_a_member_has_a_list_of_all_they_wrote(self):
        comment = self.waiting()
        self.waiting()
        url = reverse("comment_queue:author", args=[comment.author_id])
        response = self.client.get(url)
        assert [row.comment for row in response.context["rows"]] == [comment]

    def test_leads_to_the_page(self):
        response = self.client.get(address("see_page", self.page))
        self.assertRedirects(response, self.page.url, fetch_redirect_response=False)


class DecisionTests(QueueTestCase):
    def test_publishes_and_stays_in_the_queue(self):
        comment = self.waiting()
        here = f"{address('waiting')}?p=2&q=May"
        response = self.decide("approve", comment, next=here)
        self.assertRedirects(response, here, fetch_redirect_response=False)
        assert self.state_of(comment) == State.PUBLISHED
        self.assertContains(self.client.get(here), "The comment is published.")

    def test_never_leaves_for_another_site(self):
        for elsewhere in (
            "https://evil.example/",
            "//evil.example",
            "\\\\evil.example",
        ):
            response = self.decide("approve", self.waiting(), next=elsewhere)
            assert response["Location"] == address("waiting")

    def test_publishes_and_trusts(self):
        comment = self.waiting()
        self.decide("trust", comment)
        comment.author.refresh_from_db()
        assert self.state_of(comment) == State.PUBLISHED
        assert comment.author.is_trusted

    def test_nobody_trusts_whom_they_may_not_decide_about(self):
        comment = self.waiting(author=member_of("Publishers"))
        response = self.client.get(address("waiting"))
        self.assertNotContains(response, address("trust", comment))
        self.decide("trust", comment)
        comment.author.refresh_from_db()
        assert self.state_of(comment) == State.WAITING
        assert not comment.author.is_trusted

    def test_refuses_with_a_reason(self):
        comment = self.waiting()
        self.decide("reject", comment, reason=self.reason.pk)
        assert self.state_of(comment) == State.REJECTED

    def test_asks_to_change_with_a_reason(self):
        comment = self.waiting()
        self.decide("ask", comment, reason=self.reason.pk)
        assert self.state_of(comment) == State.RETURNED

    def test_a_reason_must_be_given(self):
        comment = self.waiting()
        self.reason.is_active = False
        self.reason.save()
        for name in ("reject", "ask"):
            for data in (
                {},
                {"reason": ""},
                {"reason": "x"},
                {"reason": self.reason.pk},
            ):
                with self.subTest(name, data=data):
                    response = self.decide(name, comment, follow=True, **data)
                    self.assertContains(response, "Choose a reason, so that")
                    assert self.state_of(comment) == State.WAITING

    def test_takes_details_out(self):
        comment = self.waiting(body="Ring me on 07700 900123.", held_for=["details"])
        self.decide("take_out", comment)
        comment.refresh_from_db()
        assert comment.body == "Ring me on [phone number removed]."

    def test_hides_and_shows_again(self):
        comment = CommentFactory(page=self.page)
        self.decide("hide", comment)
        assert self.state_of(comment) == State.HIDDEN
        self.decide("restore", comment)
        assert self.state_of(comment) == State.PUBLISHED

    def test_keeps_despite_reports(self):
        comment = CommentFactory(page=self.page)
        self.report(comment)
        self.decide("keep", comment)
        assert self.state_of(comment) == State.PUBLISHED
        assert self.shown("reported") == []

    def test_locks_a_thread_and_opens_it_again(self):
        thread = CommentFactory(page=self.page)
        self.decide("lock", thread)
        thread.refresh_from_db()
        assert thread.is_locked
        self.assertContains(self.client.get(address("all")), "Open the thread again")
        self.decide("unlock", thread)
        thread.refresh_from_db()
        assert not thread.is_locked

    def test_undoes(self):
        comment = self.waiting()
        self.decide("approve", comment)
        self.assertContains(self.client.get(address("all")), address("undo", comment))
        self.decide("undo", comment)
        assert self.state_of(comment) == State.WAITING

    def test_what_cannot_be_done_is_said_kindly(self):
        comment = self.waiting(body="No details here.")
        response = self.decide("take_out", comment, follow=True)
        self.assertContains(response, "There are no personal details to take out.")

    def test_the_second_moderator_is_told_who_was_quicker(self):
        comment = self.waiting()
        self.decide("approve", comment)
        self.client.force_login(member_of("Comment moderators"))
        response = self.decide(
            "reject", comment, follow=True, reason=self.reason.pk, seen=1
        )
        self.assertContains(
            response, "Nothing was changed: Morag was quicker (Approved"
        )
        self.assertContains(response, "The comment is now: Published.")
        assert self.state_of(comment) == State.PUBLISHED

    def test_a_second_click_is_told_apart(self):
        comment = self.waiting()
        self.decide("approve", comment)
        response = self.decide("approve", comment, follow=True, seen=1)
        self.assertContains(response, "you have decided already")

    def test_words_that_changed_meanwhile_are_read_again_first(self):
        comment = self.waiting()
        comment = take(comment, expected={State.WAITING})
        change(comment, CommentDecision.Action.EDITED, body="Something else")
        response = self.decide("approve", comment, follow=True, seen=1)
        self.assertContains(response, "its writer did something since you looked")
        assert self.state_of(comment) == State.WAITING

    def test_nobody_decides_about_what_they_have_not_seen(self):
        comment = self.waiting()
        for seen in ("", "x", "0", "-1", "9" * 30, "\x00"):
            with self.subTest(seen):
                response = self.decide("approve", comment, follow=True, seen=seen)
                self.assertContains(response, "Look at the comment once more")
                assert self.state_of(comment) == State.WAITING

    def test_every_form_carries_the_version_and_the_token(self):
        self.waiting(version=7)
        CommentFactory(page=self.page)
        CommentFactory(page=self.page, state=State.HIDDEN)
        html = self.client.get(address("all")).content.decode()
        forms = re.findall(
            r'<form[^>]*action="/admin/comments/\d.*?</form>', html, re.S
        )
        # One for its decisions and one for its thread.
        assert len(forms) == 6
        for form in forms:
            assert "csrfmiddlewaretoken" in form
            assert 'name="seen"' in form
        assert html.count('name="seen" value="7"') == 2

    def test_never_by_get_and_never_without_a_token(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.moderator)
        comment = self.waiting()
        addresses = [address(name, comment) for name in DECISIONS]
        data = {"reason": self.reason.pk, "seen": 1, "chosen": self.page.pk}
        for url in [*addresses, address("bulk")]:
            with self.subTest(url):
                assert self.client.get(url).status_code == 405
                assert client.post(url, data).status_code == 403
        for name in ("move", "merge"):
            assert client.post(address(name, comment), data).status_code == 403
        assert self.state_of(comment) == State.WAITING
        assert not CommentDecision.objects.exists()

    def test_comments_nobody_wrote_are_not_found(self):
        for name in (*DECISIONS, "move", "merge"):
            url = reverse(f"comment_queue:{name}", args=[10**12])
            assert self.client.post(url, {"seen": 1}).status_code == 404


class SuspendingTests(QueueTestCase):
    def test_leads_to_the_account_and_back_to_the_list(self):
        comment = self.waiting()
        here = f"{address('waiting')}?q=may"
        response = self.client.get(here)
        url = reverse("wagtailusers_users:suspend", args=[comment.author_id])
        self.assertContains(response, f"{url}?next=%2Fadmin%2Fcomments%2F%3Fq%3Dmay")
        page = self.client.get(url, {"next": here})
        self.assertContains(page, f'href="{here}"')
        answer = self.client.post(
            f"{url}?next={here}", {"reason": "Please come back.", "length": "7"}
        )
        self.assertRedirects(answer, here, fetch_redirect_response=False)
        comment.author.refresh_from_db()
        assert comment.author.is_suspended

    def test_leads_nowhere_else(self):
        comment = self.waiting()
        url = reverse("wagtailusers_users:suspend", args=[comment.author_id])
        page = self.client.get(url, {"next": "https://evil.example/"})
        self.assertNotContains(page, 'href="https://evil.example/"')


class CommentPageTests(QueueTestCase):
    def test_history_names_who_decided_and_why(self):
        comment = self.waiting()
        self.decide("reject", comment, reason=self.reason.pk)
        response = self.client.get(address("comment", comment))
        self.assertContains(response, "Morag")
        self.assertContains(response, self.reason.name)

    def test_log_tells_kinds_and_places_in_words(self):
        comment = self.waiting(body="Ring me on 07700 900123.")
        self.decide("take_out", comment)
        response = self.client.get(address("comment", comment))
        self.assertContains(response, "phone number (characters 11-23)")
        self.assertContains(response, "What it said before details were taken out")

    def test_shows_every_state_of_the_thread(self):
        thread = CommentFactory(page=self.page)
        for state in State:
            CommentFactory(page=self.page, parent=thread, state=state)
        for comment in Comment.objects.all():
            response = self.client.get(address("comment", comment))
            assert response.status_code == 200

    def test_tells_when_words_were_deleted(self):
        comment = CommentFactory(
            page=self.page,
            state=State.REJECTED,
            body="",
            emptied_at=timezone.now(),
        )
        response = self.client.get(address("comment", comment))
        self.assertContains(response, "Words deleted on")
        self.assertNotContains(response, address("restore", comment))

    def test_shows_settled_reports_and_what_else_its_writer_wrote(self):
        comment = CommentFactory(page=self.page)
        self.report(
            comment, note="Not kind", settled_at=timezone.now(), was_right=False
        )
        for number in range(12):
            CommentFactory(
                page=self.page, author=comment.author, body=f"Other {number}"
            )
        response = self.client.get(address("comment", comment))
        self.assertContains(response, "Not kind")
        self.assertContains(response, "settled: kept")
        self.assertContains(response, "Other 11")
        self.assertNotContains(response, "Other 1<")
        self.assertContains(response, "Comments there")

    def test_comments_of_former_members_are_shown(self):
        comment = self.waiting(author=None)
        for url in (address("waiting"), address("comment", comment)):
            self.assertContains(self.client.get(url), "A former member")


class MovingTests(QueueTestCase):
    def test_moves_a_thread_to_a_page_that_was_found(self):
        thread = CommentFactory(page=self.page)
        other = StoryPageFactory(title="Safer lifts")
        response = self.client.get(address("move", thread), {"find": "lifts"})
        self.assertContains(response, "Safer lifts")
        self.decide("move", thread, chosen=other.pk)
        thread.refresh_from_db()
        assert thread.page_id == other.pk
        response = self.client.get(address("comment", thread))
        self.assertContains(response, "Moved to another page (from “Fewer falls”)")

    def test_asks_again_where_no_page_was_chosen(self):
        thread = CommentFactory(page=self.page)
        other = StoryPageFactory(title="Safer lifts", live=False)
        for chosen in ("", "x", other.pk, 10**12):
            response = self.decide("move", thread, chosen=chosen, find="falls")
            assert response.status_code == 422
            self.assertContains(response, "Choose ", status_code=422)
            self.assertContains(response, 'value="falls"', status_code=422)

    def test_says_why_a_thread_can_not_go_there(self):
        thread = CommentFactory(page=self.page)
        response = self.decide("move", thread, follow=True, chosen=self.page.pk)
        self.assertContains(response, "The thread can’t go there.")

    def test_merges_two_that_say_the_same(self):
        comment = self.waiting()
        other = CommentFactory(page=self.page, body="May I, please?")
        elsewhere = CommentFactory(body="May I elsewhere?")
        response = self.client.get(address("merge", comment), {"find": "may i"})
        self.assertContains(response, "May I, please?")
        self.assertNotContains(response, elsewhere.body)
        here = address("reported")
        response = self.decide("merge", comment, chosen=other.pk, next=here)
        self.assertRedirects(response, here, fetch_redirect_response=False)
        assert self.state_of(comment) == State.MERGED

    def test_the_second_moderator_is_told(self):
        comment = self.waiting()
        other = CommentFactory(page=self.page)
        self.decide("approve", comment)
        response = self.decide("merge", comment, follow=True, chosen=other.pk, seen=1)
        self.assertContains(response, "you have decided already")
        assert self.state_of(comment) == State.PUBLISHED


class TakingWordsOutTests(QueueTestCase):
    def test_takes_words_out_that_no_finder_found(self):
        comment = self.waiting(body="Nurse Ann said so. Ask ann or Ben.")
        response = self.client.get(address("take_words_out", comment))
        self.assertContains(response, "Nurse Ann said so.")
        self.decide("take_words_out", comment, words="Ann\r\n\r\n Ben ")
        comment.refresh_from_db()
        assert comment.body == (
            "Nurse [details removed] said so. "
            "Ask [details removed] or [details removed]."
        )
        logged = CommentDecision.objects.get(comment_id=comment.pk)
        assert "Ann" not in str(logged.codes)
        response = self.client.get(address("comment", comment))
        self.assertContains(response, "marked by hand (characters 6-9)")
        self.decide("undo", comment)
        comment.refresh_from_db()
        assert comment.body == "Nurse Ann said so. Ask ann or Ben."

    def test_asks_again_for_what_does_not_stand_there(self):
        comment = self.waiting()
        for words in ("", "  ", "Ann", "\x00", "x" * 3001, ".*", "<b>"):
            with self.subTest(words[:9]):
                response = self.decide("take_words_out", comment, words=words)
                assert response.status_code == 422
        self.assertContains(
            response, "“&lt;b&gt;” doesn’t stand in the comment.", status_code=422
        )

    def test_words_that_changed_meanwhile_are_read_again_first(self):
        comment = self.waiting()
        for seen in ("", "x", 0):
            response = self.decide("take_words_out", comment, words="May", seen=seen)
            self.assertContains(
                response, "Look at the comment once more", status_code=422
            )
        change(take(comment, expected={State.WAITING}), CommentDecision.Action.EDITED)
        response = self.decide(
            "take_words_out", comment, follow=True, words="May", seen=1
        )
        self.assertContains(response, "its writer did something since you looked")
        comment.refresh_from_db()
        assert comment.body == "May I?"


class RecentDecisionsTests(QueueTestCase):
    def test_tells_what_who_and_when_and_undoes(self):
        comment = self.waiting(body="About hoists")
        self.decide("reject", comment, reason=self.reason.pk)
        response = self.client.get(address("decisions"))
        for words in ("Not published", self.reason.name, "Morag", "About hoists"):
            self.assertContains(response, words)
        self.decide("undo", comment)
        assert self.state_of(comment) == State.WAITING

    def test_only_the_latest_about_a_comment_can_be_undone(self):
        comment = self.waiting()
        self.decide("approve", comment)
        self.decide("hide", comment)
        response = self.client.get(address("decisions"))
        assert [bool(entry.undoing) for entry in response.context["entries"]] == [
            True,
            False,
        ]

    def test_is_narrowed_down(self):
        comment = self.waiting()
        self.decide("approve", comment)
        other = StoryPageFactory(title="Safer lifts")
        today = timezone.localdate().isoformat()
        found = [
            {"who": "mora"},
            {"what": "approved"},
            {"page": "fewer"},
            {"section": self.page.pk},
            {"member": comment.author.email},
            {"since": today, "until": today},
        ]
        not_found = [
            {"who": "nobody"},
            {"what": "hidden"},
            {"page": "lifts"},
            {"section": other.pk},
            {"member": "nobody"},
            {"until": "2020-01-01"},
        ]
        for queries, count in ((found, 1), (not_found, 0)):
            for query in queries:
                with self.subTest(query):
                    response = self.client.get(address("decisions"), query)
                    assert len(response.context["entries"]) == count

    def test_what_writers_and_the_site_did_is_not_among_them(self):
        log(self.waiting(), CommentDecision.Action.HELD)
        log(self.waiting(), CommentDecision.Action.HELD_BY_LINK)
        response = self.client.get(address("decisions"))
        assert len(response.context["entries"]) == 1
        self.assertContains(response, "somebody with a link from a mail")

    def test_comments_that_are_gone_leave_their_line(self):
        comment = self.waiting()
        self.decide("approve", comment)
        Comment.objects.all().delete()
        response = self.client.get(address("decisions"))
        self.assertContains(response, f"comment {comment.pk}, which is gone")


class WhoMayTests(QueueTestCase):
    def test_others_get_nowhere_near_the_queue(self):
        comment = self.waiting()
        for person in (MemberFactory(), member_of("Editors"), member_of("Publishers")):
            self.client.force_login(person)
            for name in ("waiting", "reported", "details", "decisions", "all"):
                assert self.client.get(address(name)).status_code == 302
            for name in ("comment", "move", "merge", "take_words_out"):
                assert self.client.get(address(name, comment)).status_code == 302
            for name in (*DECISIONS, "move", "merge"):
                answer = self.decide(name, comment, reason=self.reason.pk)
                assert answer.status_code == 302
            ticked = {"comment": f"{comment.pk}:1", "decision": "publish"}
            assert self.client.post(address("bulk"), ticked).status_code == 302
        comment.refresh_from_db()
        assert comment.state == State.WAITING

    def test_editors_see_no_sign_of_it(self):
        self.waiting()
        self.client.force_login(member_of("Editors"))
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertNotContains(response, "Comments (1)")
        self.assertNotContains(response, "comment waiting")

    def test_signed_out_people_sign_in_first(self):
        self.client.logout()
        response = self.client.get(address("waiting"))
        assert response.status_code == 302
        assert "login" in response["Location"]

    def test_administrators_may(self):
        self.client.force_login(UserFactory(is_superuser=True))
        assert self.client.get(address("waiting")).status_code == 200

    def test_a_moderator_can_do_nothing_to_pages(self):
        parent = self.page.get_parent()
        names = [
            ("wagtailadmin_explore", [parent.pk]),
            ("wagtailadmin_pages:edit", [self.page.pk]),
            ("wagtailadmin_pages:unpublish", [self.page.pk]),
            ("wagtailadmin_pages:delete", [self.page.pk]),
            ("wagtailadmin_pages:copy", [self.page.pk]),
            ("wagtailadmin_pages:move", [self.page.pk]),
            ("wagtailadmin_pages:add", ["pages", "storypage", parent.pk]),
            ("wagtailadmin_pages:history", [self.page.pk]),
            ("comment_queue:policy", [self.page.pk]),
        ]
        for name, args in names:
            for method in (self.client.get, self.client.post):
                with self.subTest(name, method=method.__name__):
                    response = method(
                        reverse(name, args=args),
                        {"action-publish": "1", "title": "Mine", "mode": "off"},
                    )
                    assert response.status_code in {302, 403}
                    assert "/pages/" not in response.get("Location", "")
        self.page.refresh_from_db()
        assert self.page.live
        assert self.page.title == "Fewer falls"
        assert not PagePolicy.objects.exists()

    def test_a_moderator_cannot_change_the_reasons(self):
        url = reverse("wagtailsnippets_comments_rejectionreason:list")
        assert self.client.get(url).status_code == 302
        self.client.force_login(member_of("Publishers"))
        assert self.client.get(url).status_code == 200


class PolicyViewTests(QueueTestCase):
    def setUp(self):
        self.address = reverse("comment_queue:policy", args=[self.page.pk])
        self.client.force_login(member_of("Publishers"))

    def test_publishers_close_a_page_at_once(self):
        self.client.get(self.address)
        self.client.post(self.address, {"mode": "closed"})
        self.assertContains(Client().get(self.page.url), "are closed")

    def test_pages_below_follow(self):
        section = self.page.get_parent()
        self.client.post(
            reverse("comment_queue:policy", args=[section.pk]), {"mode": "off"}
        )
        self.assertNotContains(Client().get(self.page.url), 'id="comments"')
        self.assertContains(self.client.get(self.address), section.title)

    def test_a_page_can_follow_those_above_again(self):
        self.client.post(self.address, {"mode": "off"})
        self.client.post(self.address, {"mode": ""})
        assert not PagePolicy.objects.exists()

    def test_refuses_other_words(self):
        self.client.post(self.address, {"mode": "sometimes"})
        assert not PagePolicy.objects.exists()

    def test_only_publishers_may(self):
        for person in (member_of("Editors"), self.moderator, MemberFactory()):
            self.client.force_login(person)
            assert self.client.get(self.address).status_code == 302
            self.client.post(self.address, {"mode": "off"})
        assert not PagePolicy.objects.exists()

    def test_the_editor_shows_the_way_to_those_who_may(self):
        editor = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        response = self.client.get(editor)
        self.assertContains(response, self.address)
        self.assertContains(response, "Comments: open")
        self.client.force_login(member_of("Editors"))
        self.assertNotContains(self.client.get(editor), self.address)

    def test_the_root_and_missing_pages_have_none(self):
        self.client.force_login(UserFactory(is_superuser=True))
        for number in (1, 10**12):
            url = reverse("comment_queue:policy", args=[number])
            assert self.client.get(url).status_code == 404


class FirstCommentTests(QueueTestCase):
    def test_after_one_was_approved_the_next_appears_at_once(self):
        author = MemberFactory()

        def post(body):
            return post_comment(
                page=self.page, author=author, body=body, submission=uuid4()
            )

        approve(post("The first"), moderator=self.moderator)
        assert post("The second").state == State.PUBLISHED
