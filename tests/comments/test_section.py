"""What readers see under a page, at what cost."""

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory, TestCase
from django.urls import reverse

from accounts.models import EmailDomain, Organisation
from accounts.purposes import SHOW_ORGANISATION
from accounts.services.consents import give, withdraw
from comments.models import Comment, PagePolicy
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
)

State = Comment.State
BOTH_TAGS = Template(
    "{% load comment_tags %}{% comments_summary %}{% comments_section %}"
)


def reader(page, user=None, **attributes):
    """The request of someone whom the page is being shown to."""
    request = RequestFactory().get(page.url or "/")
    request.user = user or AnonymousUser()
    # Serving the page has found its site already, and keeps it on the request.
    page.get_url(request)
    for name, value in attributes.items():
        setattr(request, name, value)
    return request


def render(page, user=None, **attributes):
    return render_for(reader(page, user, **attributes), page)


def render_for(request, page):
    return BOTH_TAGS.render(Context({"request": request, "page": page}))


def fill(page, threads, replies=2):
    for _number in range(threads):
        thread = CommentFactory(page=page)
        CommentFactory.create_batch(replies, page=page, parent=thread)


class SectionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()

    def set_mode(self, mode, page=None):
        PagePolicy.objects.update_or_create(
            page_id=(page or self.page).pk, defaults={"mode": mode}
        )

    def test_costs_the_same_however_many(self):
        # Content types are cached for the life of the process.
        render(self.page)
        for threads in (1, 5, 25):
            fill(self.page, threads)
            request = reader(self.page)
            with self.assertNumQueries(3):
                render_for(request, self.page)

    def test_signed_out_page_sets_nothing_and_asks_for_nothing(self):
        CommentFactory(page=self.page)
        response = self.client.get(self.page.url)
        assert not response.cookies
        self.assertNotContains(response, "csrfmiddlewaretoken")
        self.assertNotContains(response, 'name="submission"')
        self.assertContains(
            response, f"{reverse('account_login')}?next={self.page.url}%23join-in"
        )
        self.assertContains(
            response, f"{reverse('account_signup')}?next={self.page.url}%23join-in"
        )

    def test_signed_out_page_is_the_same_each_time(self):
        CommentFactory(page=self.page)
        first = self.client.get(self.page.url).content
        assert self.client.get(self.page.url).content == first

    def test_signed_out_readers_may_begin_to_write(self):
        comment = CommentFactory(page=self.page)
        response = self.client.get(self.page.url)
        draft = reverse("comment_draft", args=[self.page.pk])
        self.assertContains(response, f'action="{draft}"')
        self.assertContains(response, reverse("comment_reply", args=[comment.pk]))

    def test_signed_in_form_says_what_readers_will_see(self):
        self.client.force_login(MemberFactory(display_name="Ros from theatres"))
        response = self.client.get(self.page.url)
        self.assertContains(response, "csrfmiddlewaretoken")
        self.assertContains(response, "Ros from theatres")
        self.assertContains(response, "not for emergencies")
        self.assertContains(response, 'name="submission"')

    def test_summary_counts_and_invites(self):
        assert "Be the first to comment" in render(self.page)
        fill(self.page, 1, replies=2)
        html = render(self.page)
        assert "3 comments · Join in" in html
        self.set_mode(PagePolicy.Mode.CLOSED)
        html = render(self.page)
        assert "Join in" not in html
        assert "Comments on this page are closed" in html

    def test_shows_only_what_is_public(self):
        for state in State:
            CommentFactory(page=self.page, state=state, body=f"It is {state}")
        html = render(self.page)
        assert "It is published" in html
        for state in (State.WAITING, State.REJECTED, State.HIDDEN, State.REMOVED):
            assert f"It is {state}" not in html

    def test_hidden_thread_keeps_its_public_replies(self):
        thread = CommentFactory(page=self.page, state=State.HIDDEN, body="Bad words")
        CommentFactory(page=self.page, parent=thread, body="Kind words")
        html = render(self.page)
        assert "Bad words" not in html
        assert "hidden by a moderator" in html
        assert "Kind words" in html

    def test_nothing_where_off(self):
        CommentFactory(page=self.page)
        self.set_mode(PagePolicy.Mode.OFF)
        assert not render(self.page).strip()

    def test_nothing_in_a_preview(self):
        assert not render(self.page, is_preview=True).strip()

    def test_names_a_former_member(self):
        CommentFactory(page=self.page, author=None)
        assert "A former member" in render(self.page)

    def test_names_and_words_take_their_own_direction(self):
        author = MemberFactory(display_name="<b>سارة</b>")
        CommentFactory(page=self.page, author=author, body="فكرة جيدة")
        html = render(self.page)
        assert "<bdi>&lt;b&gt;سارة&lt;/b&gt;</bdi>" in html
        assert 'class="comment__text" dir="auto"' in html

    def test_only_ones_own_can_be_removed(self):
        own = CommentFactory(page=self.page)
        other = CommentFactory(page=self.page)
        html = render(self.page, own.author)
        assert reverse("comment_remove", args=[own.pk]) in html
        assert reverse("comment_remove", args=[other.pk]) not in html


class PartsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        fill(cls.page, 45, replies=0)

    def part(self, number):
        return self.client.get(reverse("comments_part", args=[self.page.pk, number]))

    def test_long_discussion_is_shown_in_parts(self):
        first = self.client.get(self.page.url)
        self.assertContains(first, 'class="comment"', 20)
        self.assertContains(first, reverse("comments_part", args=[self.page.pk, 2]))
        self.assertContains(self.part(2), 'class="comment"', 20)
        self.assertContains(self.part(3), 'class="comment"', 5)

    def test_parts_are_for_readers_not_for_search_engines(self):
        response = self.part(2)
        self.assertContains(response, "noindex")
        self.assertContains(
            response, f'<link rel="canonical" href="{self.page.canonical_url}">'
        )
        assert not response.cookies

    def test_first_part_is_the_page_itself(self):
        self.assertRedirects(
            self.part(1), f"{self.page.url}#comments", fetch_redirect_response=False
        )

    def test_parts_that_do_not_exist_are_not_found(self):
        for number in (0, 4, 10**6):
            assert self.part(number).status_code == 404

    def test_each_comment_has_an_address_wherever_it_stands(self):
        thread = Comment.objects.threads().last()
        reply = CommentFactory(page=self.page, parent=thread)
        response = self.client.get(reverse("comment", args=[reply.pk]))
        part = reverse("comments_part", args=[self.page.pk, 3])
        assert response["Location"] == f"{part}#comment-{reply.pk}"


class WritersTests(TestCase):
    """What readers see of those who comment."""

    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.organisation = Organisation.objects.create(name="Open Gate Carers")
        EmailDomain.objects.create(domain="nhs.example", is_nhs=True)

    def writer(self, number=0, *, agrees=True):
        writer = MemberFactory(
            display_name="Ros Hill",
            email=f"ros{number}@nhs.example",
            organisation=self.organisation,
        )
        if agrees:
            give(writer, SHOW_ORGANISATION)
        return writer

    def test_initials_stand_in_a_circle_and_say_nothing_aloud(self):
        CommentFactory(page=self.page, author=self.writer(agrees=False))
        html = render(self.page)
        self.assertRegex(
            html,
            r'<span class="initials hue-\w+" aria-hidden="true"><bdi>RH</bdi></span>',
        )

    def test_an_organisation_is_shown_only_of_those_who_agreed(self):
        CommentFactory(page=self.page, author=self.writer(agrees=False))
        html = render(self.page)
        self.assertNotIn("Open Gate Carers", html)
        self.assertNotIn("checked", html)
        CommentFactory(page=self.page, author=self.writer(1))
        html = render(self.page)
        self.assertEqual(html.count("Open Gate Carers"), 1)
        self.assertEqual(html.count("NHS e-mail checked"), 1)

    def test_nothing_else_is_shown(self):
        writer = self.writer()
        CommentFactory(page=self.page, author=writer)
        self.assertNotIn(writer.email, render(self.page))

    def test_taking_it_back_hides_it_at_once(self):
        writer = self.writer()
        CommentFactory(page=self.page, author=writer)
        withdraw(writer, SHOW_ORGANISATION)
        self.assertNotIn("Open Gate Carers", render(self.page))

    def test_costs_no_more_however_many_show_where_they_work(self):
        render(self.page)
        for number in range(3):
            thread = CommentFactory(page=self.page, author=self.writer(number))
            CommentFactory(page=self.page, parent=thread, author=thread.author)
            request = reader(self.page)
            with self.assertNumQueries(3):
                render_for(request, self.page)
