"""One thing done with many messages, each as it was shown."""

from feedback.models import FeedbackEvent, FeedbackItem, FeedbackTag
from feedback.services.deciding import mark_done, mark_spam
from feedback.services.working import assign, set_tags
from tests.factories import FeedbackItemFactory, MemberFactory, member_of
from tests.feedback.test_inbox import InboxTestCase
from tests.feedback.test_listing import address

State = FeedbackItem.State


class BulkTests(InboxTestCase):
    def bulk(self, decision, items, **data):
        """Tick these messages, as they are now or as (message, version), and press a button."""
        ticked = [
            f"{each[0].pk}:{each[1]}"
            if isinstance(each, tuple)
            else f"{each.pk}:{each.version}"
            for each in items
        ]
        data = {"decision": decision, "item": ticked, **data}
        return self.client.post(address("bulk"), data, follow=True)

    def states(self):
        return list(FeedbackItem.objects.order_by("pk").values_list("state", flat=True))

    def test_takes_what_is_ticked_over(self):
        items = FeedbackItemFactory.create_batch(2)
        left = FeedbackItemFactory()
        response = self.bulk("mine", items)
        self.assertContains(response, "2 are yours now.")
        assert set(FeedbackItem.objects.assigned_to(self.editor)) == set(items)
        left.refresh_from_db()
        assert left.assignee is None

    def test_assigns_to_a_colleague(self):
        colleague = member_of("Editors")
        response = self.bulk(
            "assign", FeedbackItemFactory.create_batch(2), colleague=colleague.pk
        )
        self.assertContains(response, "2 assigned.")
        assert FeedbackItem.objects.in_hand_of(colleague).count() == 2

    def test_assigns_to_colleagues_only(self):
        item = FeedbackItemFactory()
        for number in ("", "x", 10**30, MemberFactory().pk):
            with self.subTest(number):
                response = self.bulk("assign", [item], colleague=number)
                self.assertContains(response, "Choose a colleague.")
        item.refresh_from_db()
        assert item.assignee is None

    def test_marks_as_done_and_as_spam_and_opens_again(self):
        items = FeedbackItemFactory.create_batch(2)
        for decision, words, state in [
            ("done", "2 done.", State.DONE),
            ("reopen", "2 opened again.", State.NEW),
            ("spam", "2 marked as spam.", State.SPAM),
        ]:
            with self.subTest(decision):
                items = list(FeedbackItem.objects.order_by("pk"))
                self.assertContains(self.bulk(decision, items), words)
                assert self.states() == [state, state]
        by = FeedbackEvent.objects.values_list("actor_id", flat=True)
        assert list(by) == [self.editor.pk] * 6

    def test_adds_tags_to_those_there_are(self):
        tagged = set_tags(FeedbackItemFactory(), ["Print"], by=self.editor)
        response = self.bulk(
            "tag", [tagged, FeedbackItemFactory()], tags=" Easy read , print,,Ward 3 "
        )
        self.assertContains(response, "2 tagged.")
        assert {tag.name for tag in tagged.tags.all()} == {
            "Print",
            "Easy read",
            "Ward 3",
        }
        assert FeedbackTag.objects.count() == 3

    def test_tags_have_to_be_tags(self):
        item = FeedbackItemFactory()
        for tags, words in [
            ("", "Write a tag."),
            (" , ,", "Write a tag."),
            ("\x00", "Write a tag."),
            (",".join(map(str, range(11))), "at most 10 tags"),
            ("a" * 101, "at most 100 characters"),
            ("a" * 501, "Write fewer tags"),
        ]:
            with self.subTest(tags[:20]):
                self.assertContains(self.bulk("tag", [item], tags=tags), words)
        assert not FeedbackTag.objects.exists()

    def test_what_changed_meanwhile_stays_and_is_counted(self):
        items = FeedbackItemFactory.create_batch(4)
        mark_spam(items[0], by=self.editor)
        response = self.bulk("done", items)
        self.assertContains(response, "3 done, 1 had changed meanwhile.")
        assert self.states() == [State.SPAM, *[State.DONE] * 3]

    def test_what_others_tagged_meanwhile_keeps_their_tags(self):
        item = FeedbackItemFactory()
        set_tags(item, ["Print"], by=self.editor)
        response = self.bulk("tag", [(item, 1)], tags="Ward 3")
        self.assertContains(response, "1 had changed meanwhile.")
        assert [tag.name for tag in item.tags.all()] == ["Print"]

    def test_what_is_dealt_with_is_not_assigned(self):
        item = mark_done(FeedbackItemFactory(), by=self.editor)
        response = self.bulk("mine", [item, FeedbackItemFactory()])
        self.assertContains(response, "1 is yours now, 1 where this can’t be done.")

    def test_pressing_twice_does_it_once(self):
        item = FeedbackItemFactory()
        assign(item, self.editor, by=self.editor)
        for _time in range(2):
            self.bulk("mine", [(item, 2), (item, 2)])
        assert FeedbackEvent.objects.count() == 1

    def test_what_is_gone_is_told(self):
        response = self.bulk(
            "done", [FeedbackItemFactory(), (FeedbackItem(pk=10**12), 1)]
        )
        self.assertContains(response, "1 done, 1 no longer there.")

    def test_odd_input_changes_nothing_and_says_why(self):
        item = FeedbackItemFactory()
        ticked = f"{item.pk}:1"
        many = [f"{number}:1" for number in range(1, 202)]
        for data, words in [
            ({}, "Tick the messages"),
            ({"item": ticked}, "Choose what to do"),
            ({"item": ticked, "decision": "delete"}, "Choose what to do"),
            ({"item": ticked, "decision": "\x00"}, "Choose what to do"),
            ({"decision": "done"}, "Tick the messages"),
            ({"item": "x", "decision": "done"}, "once more"),
            ({"item": f"{item.pk}", "decision": "done"}, "once more"),
            ({"item": "\x00", "decision": "done"}, "once more"),
            ({"item": "9" * 60 + ":1", "decision": "done"}, "once more"),
            ({"item": "١:1", "decision": "done"}, "once more"),
            ({"item": many, "decision": "done"}, "at most 200"),
        ]:
            with self.subTest(str(data)[:60]):
                response = self.client.post(address("bulk"), data, follow=True)
                self.assertContains(response, words)
        assert self.states() == [State.NEW]

    def test_leads_back_on_this_site_only(self):
        wanted = f"{address('all')}?q=x"
        for asked_for, goes_to in [
            (wanted, wanted),
            ("https://evil.example/", address("new")),
        ]:
            response = self.bulk("done", [FeedbackItemFactory()], next=asked_for)
            assert response.redirect_chain[-1][0] == goes_to

    def test_is_not_done_by_following_a_link(self):
        assert self.client.get(address("bulk")).status_code == 405


class WhoMayTests(InboxTestCase):
    def test_nobody_else_does_anything(self):
        item = FeedbackItemFactory()
        for person in [member_of(), member_of("Comment moderators")]:
            self.client.force_login(person)
            self.client.post(
                address("bulk"), {"decision": "done", "item": f"{item.pk}:1"}
            )
        self.client.logout()
        self.client.post(address("bulk"), {"decision": "done", "item": f"{item.pk}:1"})
        item.refresh_from_db()
        assert item.state == State.NEW
