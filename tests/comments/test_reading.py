"""Sorting, parts, long threads, and the address of each comment."""

from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from comments.models import Comment, PagePolicy
from tests.comments.crowds import answer, speak
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory

State = Comment.State


def bodies(response):
    """What is said on a page, from its top to its foot."""
    section = response.context["section"]
    return [
        comment.body
        for thread in section.threads
        for comment in (thread, *thread.shown_replies)
    ]


class OrderTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        start = timezone.now() - timedelta(days=30)
        for number in range(25):
            CommentFactory(
                page=cls.page,
                body=str(number),
                created_at=start + timedelta(days=number),
                helpful_count={3: 5, 7: 9, 11: 5}.get(number, 0),
            )

    def part(self, order, number=1):
        address = reverse("comments_part_in_order", args=[self.page.pk, order, number])
        return self.client.get(address)

    def test_newest_first(self):
        assert bodies(self.part("newest")) == [str(n) for n in range(24, 4, -1)]
        assert bodies(self.part("newest", 2)) == [str(n) for n in range(4, -1, -1)]

    def test_most_helpful_first_and_then_the_oldest(self):
        assert bodies(self.part("helpful"))[:5] == ["7", "3", "11", "0", "1"]

    def test_the_choice_is_offered_where_there_is_much_to_read(self):
        response = self.client.get(self.page.url)
        for order in ("newest", "helpful"):
            address = reverse("comments_part_in_order", args=[self.page.pk, order, 1])
            self.assertContains(response, f'href="{address}#comments"')
        self.assertContains(self.part("newest"), 'aria-current="true">Newest first')
        Comment.objects.filter(body__gte="2").delete()
        Comment.objects.filter(body="19").delete()
        assert Comment.objects.count() == 11
        self.assertContains(self.client.get(self.page.url), "Newest first")
        Comment.objects.filter(body="18").delete()
        self.assertNotContains(self.client.get(self.page.url), "Newest first")

    def test_says_where_one_is(self):
        self.assertContains(self.client.get(self.page.url), "Page 1 of 2")
        response = self.part("newest", 2)
        self.assertContains(response, "Page 2 of 2")
        self.assertContains(response, "noindex")
        self.assertContains(
            response, f'<link rel="canonical" href="{self.page.canonical_url}">'
        )
        assert not response.cookies

    def test_what_does_not_exist_is_not_found(self):
        for order, number in (("newest", 0), ("newest", 3), ("helpful", 10**30)):
            assert self.part(order, number).status_code == 404
        for order in ("oldest", "worst", "2"):
            address = f"/comments/page/{self.page.pk}/{order}/1/"
            assert self.client.get(address).status_code == 404

    def test_nothing_written_means_no_parts(self):
        Comment.objects.all().delete()
        assert self.part("newest").status_code == 404


class LongThreadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.thread = CommentFactory(page=cls.page)
        start = timezone.now()
        cls.replies = [
            CommentFactory(
                page=cls.page,
                parent=cls.thread,
                body=f"Reply {number}",
                created_at=start + timedelta(seconds=number),
            )
            for number in range(17)
        ]
        cls.address = reverse("comment_thread", args=[cls.thread.pk])

    def test_five_replies_are_shown_and_the_others_on_demand(self):
        response = self.client.get(self.page.url)
        self.assertContains(response, "Show 12 more replies")
        self.assertContains(response, f'href="{self.address}#comment-')
        self.assertContains(response, "Reply 4")
        self.assertNotContains(response, "Reply 5")

    def test_the_thread_has_a_page_of_its_own(self):
        response = self.client.get(self.address)
        assert bodies(response) == [
            self.thread.body,
            *(reply.body for reply in self.replies),
        ]
        self.assertContains(response, "17 of 17 replies are shown.")
        self.assertContains(response, "noindex")
        self.assertNotContains(response, "more repl")
        assert not response.cookies

    def test_a_very_long_one_comes_in_parts(self):
        answer([self.page], [MemberFactory()], 100, threads=1)
        first = self.client.get(self.address)
        assert len(bodies(first)) == 51
        following = reverse("comment_thread_part", args=[self.thread.pk, 2])
        self.assertContains(first, f'href="{following}"')
        self.assertContains(first, "Show 65 more replies")
        third = self.client.get(
            reverse("comment_thread_part", args=[self.thread.pk, 3])
        )
        assert len(bodies(third)) == 16
        self.assertContains(third, "115 of 115 replies are shown.")
        for number in (0, 4, 10**30):
            address = reverse("comment_thread_part", args=[self.thread.pk, number])
            assert self.client.get(address).status_code == 404

    def test_each_comment_has_an_address_that_leads_to_it(self):
        answer([self.page], [MemberFactory()], 100, threads=1)
        replies = list(Comment.objects.replies_to(self.thread))
        third = reverse("comment_thread_part", args=[self.thread.pk, 3])
        for comment, place in (
            (self.thread, self.page.url),
            (replies[4], self.page.url),
            (replies[5], self.address),
            (replies[-1], third),
        ):
            response = self.client.get(reverse("comment", args=[comment.pk]))
            assert response["Location"] == f"{place}#comment-{comment.pk}"
            shown = self.client.get(place)
            self.assertContains(shown, f'id="comment-{comment.pk}" tabindex="-1"', 1)

    def test_replies_have_no_thread_of_their_own(self):
        address = reverse("comment_thread", args=[self.replies[0].pk])
        assert self.client.get(address).status_code == 404


class PlacesTests(TestCase):
    """What stands where readers can't see a comment, and what is said about those they can."""

    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.thread = CommentFactory(page=cls.page, body="How long did it take?")
        cls.reply = CommentFactory(
            page=cls.page, parent=cls.thread, body="A fortnight.", badge="owner"
        )

    def change(self, comment, **fields):
        Comment.objects.filter(pk=comment.pk).update(**fields)

    def read(self, user=None):
        if user:
            self.client.force_login(user)
        return self.client.get(self.page.url)

    def test_a_comment_that_is_looked_at_again_keeps_its_place(self):
        self.change(self.thread, state=State.WAITING)
        response = self.read()
        self.assertContains(response, "A moderator is looking at this comment.")
        self.assertNotContains(response, "How long did it take?")
        self.assertContains(response, "A fortnight.")
        self.assertContains(response, "1 comment<")

    def test_its_writer_reads_it_among_what_waits(self):
        self.change(self.thread, state=State.WAITING)
        response = self.read(self.thread.author)
        self.assertContains(response, f'id="comment-{self.thread.pk}"', 1)
        self.assertContains(response, "A moderator is looking at this comment.")
        self.assertContains(response, "How long did it take?", 1)

    def test_a_merged_comment_leads_to_the_other(self):
        other = CommentFactory(page=self.page)
        self.change(self.thread, state=State.MERGED, merged_into=other)
        address = reverse("comment", args=[self.thread.pk])
        self.assertContains(self.read(), f'href="{address}"')
        self.assertRedirects(
            self.client.get(address),
            reverse("comment", args=[other.pk]),
            fetch_redirect_response=False,
        )

    def test_a_question_leads_to_its_answer(self):
        self.change(self.thread, is_question=True)
        self.assertContains(self.read(), ">Question<")
        self.assertNotContains(self.read(), "Answered")
        self.change(self.thread, answered_at=timezone.now())
        address = reverse("comment", args=[self.reply.pk])
        self.assertContains(
            self.read(), f'<a href="{address}">Answered: read the answer</a>'
        )
        self.change(self.reply, badge="")
        self.assertContains(self.read(), '<span class="comment__answered">Answered<')

    def test_a_change_is_seen(self):
        self.assertNotContains(self.read(), ">edited ")
        self.change(self.thread, edited_at=timezone.now())
        self.assertContains(self.read(), ">edited ")

    def test_nobody_replies_in_a_thread_that_is_closed(self):
        self.change(self.thread, is_locked=True)
        response = self.read(MemberFactory())
        self.assertContains(response, "This thread is closed.")
        for comment in (self.thread, self.reply):
            self.assertNotContains(
                response, reverse("comment_reply", args=[comment.pk])
            )

    def test_a_hidden_name_is_nowhere(self):
        author = MemberFactory(display_name="Rosalind Hillcrest")
        self.change(self.thread, author=author, hides_name=True)
        self.assertNotContains(self.read(), "Rosalind")
        self.assertNotContains(self.read(MemberFactory()), "Rosalind")

    def test_what_waits_says_what_it_answers(self):
        waiting = CommentFactory(
            page=self.page, parent=self.thread, state=State.WAITING
        )
        address = reverse("comment", args=[self.thread.pk])
        response = self.read(waiting.author)
        self.assertContains(
            response, f'<a href="{address}">In reply to this comment</a>'
        )
        self.change(self.thread, state=State.HIDDEN)
        self.assertContains(
            self.read(), "In reply to a comment that is not shown at present"
        )


class PolicyLineTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        CommentFactory(page=cls.page)

    def test_says_until_when_it_is_open(self):
        day = timezone.localdate() + timedelta(days=10)
        PagePolicy.objects.create(
            page_id=self.page.pk, mode="open", closes_on=day + timedelta(days=1)
        )
        self.assertContains(
            self.client.get(self.page.url),
            f"Open until {day.day} {day:%B %Y}",
        )

    def test_says_who_may_write(self):
        PagePolicy.objects.create(page_id=self.page.pk, mode="partners")
        words = "Members of partner organisations can comment on this page."
        self.assertContains(self.client.get(self.page.url), words)
        self.client.force_login(MemberFactory())
        response = self.client.get(self.page.url)
        self.assertContains(response, words)
        self.assertNotContains(response, reverse("comment_create", args=[self.page.pk]))


class HiddenPagesTests(TestCase):
    """Comments are never shown where their page isn't."""

    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        people = [MemberFactory()]
        speak([cls.page], people, 30)
        answer([cls.page], people, 60, threads=1)
        cls.thread = Comment.objects.threads().first()
        reply = Comment.objects.replies_to(cls.thread).last()
        merged = CommentFactory(
            page=cls.page, state=State.MERGED, merged_into=cls.thread
        )
        number, thread = cls.page.pk, cls.thread.pk
        cls.addresses = [
            reverse("comments_part", args=[number, 1]),
            reverse("comments_part", args=[number, 2]),
            reverse("comments_part_in_order", args=[number, "newest", 1]),
            reverse("comments_part_in_order", args=[number, "helpful", 2]),
            reverse("comment_thread", args=[thread]),
            reverse("comment_thread_part", args=[thread, 2]),
            reverse("comment", args=[thread]),
            reverse("comment", args=[reply.pk]),
            reverse("comment", args=[merged.pk]),
            reverse("comment_helpful", args=[thread]),
            reverse("comment_not_helpful", args=[thread]),
        ]

    def assert_statuses(self, *expected):
        self.client.force_login(MemberFactory())
        for address in self.addresses:
            with self.subTest(address):
                assert self.client.get(address).status_code in expected

    def test_a_public_page_shows_them(self):
        self.assert_statuses(200, 302)

    def test_a_draft(self):
        self.page.unpublish()
        self.assert_statuses(404)

    def test_an_expired_page(self):
        self.page.live, self.page.expired = False, True
        self.page.save()
        self.assert_statuses(404)

    def test_a_restricted_page(self):
        PageViewRestriction.objects.create(
            page=self.page, restriction_type="password", password="words"
        )
        self.assert_statuses(404)

    def test_a_page_under_a_restricted_one(self):
        PageViewRestriction.objects.create(
            page=self.page.get_parent(), restriction_type="password", password="words"
        )
        self.assert_statuses(404)

    def test_where_comments_are_off(self):
        PagePolicy.objects.create(page_id=self.page.pk, mode="off")
        self.assert_statuses(404)
