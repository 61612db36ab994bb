"""One decision about many comments, each as it was shown; and two moderators at once."""

from threading import Barrier, Thread

from django.core import mail
from django.db import connection
from django.test import Client, TransactionTestCase

from comments.models import Comment, CommentDecision, RejectionReason
from comments.services import deciding
from comments.services.states import AlreadyDecided, change, take
from tests.comments.test_queue import QueueTestCase, address
from tests.factories import CommentFactory, StoryPageFactory, member_of

State = Comment.State


class BulkTests(QueueTestCase):
    def bulk(self, decision, comments, **data):
        """Tick these comments, as they are now or as (comment, version), and press a button."""
        ticked = [
            f"{each[0].pk}:{each[1]}"
            if isinstance(each, tuple)
            else f"{each.pk}:{each.version}"
            for each in comments
        ]
        data = {"decision": decision, "comment": ticked, **data}
        return self.client.post(address("bulk"), data, follow=True)

    def states(self):
        return sorted(Comment.objects.values_list("state", flat=True))

    def test_publishes_all_that_are_ticked(self):
        comments = [self.waiting() for _number in range(3)]
        left = self.waiting()
        response = self.bulk("publish", comments)
        self.assertContains(response, "3 published.")
        assert self.state_of(left) == State.WAITING
        assert self.states() == ["published"] * 3 + ["waiting"]
        assert len(mail.outbox) == 3

    def test_publishes_and_trusts(self):
        comments = [self.waiting(), self.waiting()]
        response = self.bulk("trust", comments)
        self.assertContains(response, "2 published and their writers trusted.")
        for comment in comments:
            comment.author.refresh_from_db()
            assert comment.author.is_trusted

    def test_refuses_with_one_reason(self):
        comments = [self.waiting(), self.waiting()]
        response = self.bulk("reject", comments, reason=self.reason.pk)
        self.assertContains(response, "2 not published.")
        reasons = CommentDecision.objects.values_list("reason_id", flat=True)
        assert list(reasons) == [self.reason.pk] * 2

    def test_hides(self):
        comments = [CommentFactory(page=self.page) for _number in range(2)]
        response = self.bulk("hide", comments)
        self.assertContains(response, "2 hidden.")
        assert self.states() == ["hidden", "hidden"]

    def test_what_somebody_else_decided_stays_and_is_counted(self):
        comments = [self.waiting() for _number in range(5)]
        deciding.reject(comments[0], moderator=self.moderator, reason=self.reason)
        deciding.approve(comments[1], moderator=self.moderator)
        response = self.bulk("publish", comments)
        self.assertContains(
            response, "3 published, 2 not changed because somebody was quicker."
        )
        assert self.state_of(comments[0]) == State.REJECTED

    def test_words_that_changed_meanwhile_are_not_decided_about(self):
        comment = self.waiting()
        taken = take(comment, expected={State.WAITING})
        change(taken, CommentDecision.Action.EDITED, body="Something else")
        response = self.bulk("publish", [(comment, 1)])
        self.assertContains(response, "1 not changed because somebody was quicker.")
        assert self.state_of(comment) == State.WAITING

    def test_what_does_not_fit_is_counted_apart(self):
        comments = [self.waiting(), CommentFactory(page=self.page)]
        response = self.bulk("hide", comments)
        self.assertContains(
            response, "1 hidden, 1 not changed because this can’t be done with it."
        )

    def test_whose_writer_one_may_not_decide_about_stays(self):
        comments = [self.waiting(author=member_of("Publishers")), self.waiting()]
        response = self.bulk("trust", comments)
        self.assertContains(
            response,
            "1 published and its writer trusted, "
            "1 not changed because you can’t decide about its writer.",
        )
        assert self.state_of(comments[0]) == State.WAITING

    def test_what_is_gone_is_told(self):
        comment = self.waiting()
        response = self.bulk("publish", [comment, (Comment(pk=10**12), 1)])
        self.assertContains(response, "1 published, 1 no longer there.")

    def test_ticked_twice_is_decided_once(self):
        comment = self.waiting()
        response = self.bulk("publish", [comment, comment])
        self.assertContains(response, "1 published.")

    def test_a_reason_must_be_given(self):
        comment = self.waiting()
        for data in ({}, {"reason": ""}, {"reason": "x"}, {"reason": 10**12}):
            with self.subTest(data):
                response = self.bulk("reject", [comment], **data)
                self.assertContains(response, "Choose a reason, so that")
                assert self.state_of(comment) == State.WAITING

    def test_odd_input_changes_nothing_and_says_why(self):
        comment = self.waiting()
        url = address("bulk")
        ticked = f"{comment.pk}:1"
        many = [f"{number}:1" for number in range(1, 202)]
        for data, words in [
            ({}, "Tick the comments"),
            ({"comment": ticked}, "Choose what to do"),
            ({"comment": ticked, "decision": "delete"}, "Choose what to do"),
            ({"decision": "publish"}, "Tick the comments"),
            ({"comment": "x", "decision": "publish"}, "once more"),
            ({"comment": f"{comment.pk}", "decision": "publish"}, "once more"),
            ({"comment": "\x00", "decision": "publish"}, "once more"),
            ({"comment": "9" * 60 + ":1", "decision": "publish"}, "once more"),
            ({"comment": "١:1", "decision": "publish"}, "once more"),
            ({"comment": many, "decision": "publish"}, "at most 200"),
        ]:
            with self.subTest(str(data)[:60]):
                response = self.client.post(url, data, follow=True)
                self.assertContains(response, words)
                assert self.state_of(comment) == State.WAITING

    def test_leads_back_on_this_site_only(self):
        for address_wanted, goes_to in [
            (f"{address('all')}?q=x", f"{address('all')}?q=x"),
            ("https://evil.example/", address("waiting")),
        ]:
            response = self.bulk("publish", [self.waiting()], next=address_wanted)
            assert response.redirect_chain[-1][0] == goes_to


class TwoModeratorsTests(TransactionTestCase):
    # What the migrations made has to be there for the tests that follow.
    serialized_rollback = True

    def setUp(self):
        self.comment = CommentFactory(page=StoryPageFactory(), state=State.WAITING)
        self.moderators = [
            member_of("Comment moderators", display_name=name)
            for name in ("Morag", "Moses")
        ]
        self.reason = RejectionReason.objects.first()

    def at_once(self, *actions):
        """Do all of them at the same moment; what each of them said, in their order."""
        said = [None] * len(actions)
        start = Barrier(len(actions))

        def run(number, action):
            start.wait()
            try:
                said[number] = action()
            finally:
                connection.close()

        threads = [
            Thread(target=run, args=(number, action))
            for number, action in enumerate(actions)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return said

    def test_one_wins_and_the_other_is_told(self):
        def approve(moderator):
            try:
                deciding.approve(self.comment, moderator=moderator, seen=1)
            except AlreadyDecided as decided:
                return decided.comment.state
            return "mine"

        first, second = self.moderators
        said = self.at_once(lambda: approve(first), lambda: approve(second))
        assert sorted(said) == ["mine", State.PUBLISHED]
        assert CommentDecision.objects.count() == 1
        assert len(mail.outbox) == 1

    def test_the_second_reads_who_was_quicker_whatever_they_pressed(self):
        clients = []
        for moderator in self.moderators:
            client = Client()
            client.force_login(moderator)
            # Both look at the same comment before either decides.
            client.get(address("waiting"))
            clients.append(client)
        approve, reject = (
            lambda: clients[0].post(
                address("approve", self.comment), {"seen": 1}, follow=True
            ),
            lambda: clients[1].post(
                address("reject", self.comment),
                {"seen": 1, "reason": self.reason.pk},
                follow=True,
            ),
        )
        pages = [answer.content.decode() for answer in self.at_once(approve, reject)]
        was_quicker = ["was quicker" in page for page in pages]
        assert sorted(was_quicker) == [False, True]
        loser = pages[was_quicker.index(True)]
        winner = self.moderators[was_quicker.index(False)]
        assert f"{winner.display_name} was quicker" in loser
        assert CommentDecision.objects.count() == 1
