"""What is typed before signing in: kept for its writer, shown to nobody else, gone in time."""

from datetime import timedelta
from unittest import mock

from django.contrib.auth import logout
from django.core.cache import cache
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from comments.drafts import COOKIE, forget_old_drafts
from comments.models import Comment, CommentDraft, PagePolicy
from comments.services.forgetting import forget_author
from comments.views import writing as views
from safeguards.limits import Limit
from tests.factories import (
    PASSWORD,
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
)

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
WORDS = "We tried it on our ward.\n\nIt took a week."


class DraftTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.member = MemberFactory(display_name="Ros", email="ros@ward.example")
        cls.address = reverse("comment_draft", args=[cls.page.pk])

    def setUp(self):
        # Limits are counted there.
        cache.clear()

    def write(self, body=WORDS, *, address=None, client=None, **headers):
        return (client or self.client).post(
            address or self.address, {"body": body}, **(headers or OWN_PAGE)
        )

    def sign_in(self, client=None, member=None):
        return (client or self.client).post(
            reverse("account_login"),
            {"login": (member or self.member).email, "password": PASSWORD},
        )

    def assert_holds_text(self, client=None):
        response = (client or self.client).get(self.page.url)
        self.assertContains(response, "We tried it on our ward.")

    def assert_holds_no_text(self, client=None):
        response = (client or self.client).get(self.page.url)
        self.assertNotContains(response, "We tried it on our ward.")


class KeepingTests(DraftTestCase):
    def test_leads_through_signing_in_back_to_the_form(self):
        response = self.write()
        back = f"{self.page.url}#join-in".replace("#", "%23")
        self.assertRedirects(response, f"{reverse('account_login')}?next={back}")
        self.sign_in()
        response = self.client.get(self.page.url)
        self.assertContains(response, WORDS.splitlines()[0])
        self.assertContains(
            response, f'action="{reverse("comment_create", args=[self.page.pk])}"'
        )
        assert not Comment.objects.exists()

    def test_the_cookie_is_for_this_browser_alone(self):
        cookie = self.write().cookies[COOKIE]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["max-age"] and not cookie["expires"]
        assert cookie.value not in str(CommentDraft.objects.values().get())

    def test_posting_it_uses_it_up(self):
        self.write()
        self.sign_in()
        self.client.post(
            reverse("comment_create", args=[self.page.pk]), {"body": WORDS}
        )
        assert Comment.objects.get().body == WORDS
        assert not CommentDraft.objects.exists()

    def test_writing_again_replaces_what_was_written(self):
        self.write("First thought")
        self.write("Second thought")
        assert CommentDraft.objects.get().body == "Second thought"

    def test_a_reply_comes_back_to_its_own_form(self):
        thread = CommentFactory(page=self.page)
        address = reverse("comment_reply_draft", args=[self.page.pk, thread.pk])
        response = self.write(address=address)
        reply = reverse("comment_reply", args=[thread.pk])
        self.assertRedirects(response, f"{reverse('account_login')}?next={reply}")
        self.sign_in()
        self.assertContains(self.client.get(reply), "We tried it on our ward.")
        self.assert_holds_no_text()

    def test_signed_out_readers_see_the_form_for_a_reply(self):
        thread = CommentFactory(page=self.page, body="The first word")
        response = self.client.get(reverse("comment_reply", args=[thread.pk]))
        self.assertContains(response, "The first word")
        self.assertNotContains(response, "csrfmiddlewaretoken")
        assert not response.cookies

    def test_an_ended_sign_in_loses_nothing(self):
        response = self.client.post(
            reverse("comment_create", args=[self.page.pk]), {"body": WORDS}, **OWN_PAGE
        )
        assert response.status_code == 302
        self.sign_in()
        self.assert_holds_text()

    def test_a_form_from_before_signing_in_again_loses_nothing(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        create = reverse("comment_create", args=[self.page.pk])
        response = client.post(create, {"body": WORDS}, **OWN_PAGE)
        self.assertRedirects(response, f"{self.page.url}#join-in", status_code=303)
        self.assertContains(client.get(self.page.url), "We tried it on our ward.")
        assert not Comment.objects.exists()

    def test_what_is_too_long_stays_in_the_form(self):
        response = self.write("z" * 3001)
        self.assertContains(response, "z" * 3001, status_code=422)
        self.assertContains(response, f'action="{self.address}"', status_code=422)
        assert not CommentDraft.objects.exists()

    def test_too_many_give_the_text_back(self):
        few = Limit(views.DRAFTS.name, count=1, seconds=60)
        with mock.patch.object(views, "DRAFTS", few):
            self.write()
            response = self.write("Another thought")
        self.assertContains(response, "Another thought", status_code=429)


class RefusalTests(DraftTestCase):
    def test_another_site_cannot_put_words_into_a_form(self):
        for headers in (
            {"HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_ORIGIN": "https://elsewhere.example"},
            {"HTTP_ORIGIN": "null"},
        ):
            with self.subTest(headers):
                response = self.write(**headers)
                self.assertContains(response, "We tried it", status_code=403)
                assert not CommentDraft.objects.exists()

    def test_a_closed_page_gives_the_text_back(self):
        PagePolicy.objects.create(page_id=self.page.pk, mode=PagePolicy.Mode.CLOSED)
        response = self.write()
        self.assertContains(response, "are closed", status_code=403)
        self.assertContains(response, "We tried it", status_code=403)

    def test_a_page_that_closed_meanwhile_gives_the_text_back(self):
        for mode in (PagePolicy.Mode.CLOSED, PagePolicy.Mode.PARTNERS):
            with self.subTest(mode):
                PagePolicy.objects.all().delete()
                client = Client()
                self.write(client=client)
                PagePolicy.objects.create(page_id=self.page.pk, mode=mode)
                self.assert_holds_no_text(client)
                self.sign_in(client)
                self.assertContains(client.get(self.page.url), "What you wrote")
                self.assert_holds_text(client)

    def test_a_comment_that_cannot_be_answered_any_more_gives_the_text_back(self):
        for change in (
            {"state": Comment.State.HIDDEN},
            {"state": Comment.State.MERGED},
            {"is_locked": True},
        ):
            with self.subTest(change):
                parent = CommentFactory(page=self.page, body="What is hidden by now.")
                args = [self.page.pk, parent.pk]
                client = Client()
                self.write(
                    client=client, address=reverse("comment_reply_draft", args=args)
                )
                Comment.objects.filter(pk=parent.pk).update(**change)
                self.sign_in(client)
                address = reverse("comment_reply", args=[parent.pk])
                response = client.get(address)
                self.assertContains(response, "We tried it", status_code=403)
                assert "hidden by now" not in response.content.decode()

    def test_what_cannot_be_answered_is_not_found_without_a_text(self):
        self.sign_in()
        hidden = CommentFactory(page=self.page, state=Comment.State.HIDDEN)
        response = self.client.get(reverse("comment_reply", args=[hidden.pk]))
        assert response.status_code == 404

    def test_only_readable_pages_and_their_own_public_comments(self):
        elsewhere = CommentFactory()
        waiting = CommentFactory(page=self.page, state=Comment.State.WAITING)
        for parent in (elsewhere, waiting):
            address = reverse("comment_reply_draft", args=[self.page.pk, parent.pk])
            assert self.write(address=address).status_code == 404
        self.page.live = False
        self.page.save()
        assert self.write().status_code == 404

    def test_nothing_is_kept_by_get(self):
        assert self.client.get(self.address, {"body": WORDS}).status_code == 405

    def test_a_reader_without_the_cookie_sees_nothing(self):
        self.write()
        self.sign_in(other := Client())
        self.assert_holds_no_text(other)

    def test_a_made_up_cookie_leads_nowhere(self):
        self.write()
        other = Client()
        other.cookies[COOKIE] = CommentDraft.objects.get().browser
        self.sign_in(other)
        self.assert_holds_no_text(other)


class SharedComputerTests(DraftTestCase):
    def test_signing_out_forgets_it(self):
        self.write()
        self.sign_in()
        self.client.post(reverse("account_logout"))
        assert not CommentDraft.objects.exists()

    def test_the_next_person_does_not_see_it(self):
        self.write()
        self.sign_in()
        # The browser was closed; the cookie, of all things, was restored.
        del self.client.cookies["sessionid"]
        next_person = MemberFactory(email="next@ward.example")
        self.sign_in(member=next_person)
        self.assert_holds_no_text()

    def test_another_writer_in_the_same_browser_writes_over_nothing_of_theirs(self):
        self.write()
        self.sign_in()
        # Their sign-in ended by itself, and somebody else writes here.
        del self.client.cookies["sessionid"]
        self.write("Somebody else's thought")
        self.sign_in(member=MemberFactory(email="next@ward.example"))
        self.assert_holds_no_text()
        self.assertContains(self.client.get(self.page.url), "Somebody else")
        self.client.post(reverse("account_logout"))
        self.sign_in()
        self.assert_holds_text()
        self.assertNotContains(self.client.get(self.page.url), "Somebody else")

    def test_what_one_wrote_last_comes_back(self):
        self.write("An early thought")
        self.sign_in()
        del self.client.cookies["sessionid"]
        self.write()
        self.sign_in()
        self.assert_holds_text()
        assert CommentDraft.objects.get().user == self.member

    def test_signing_out_twice_forgets_what_is_nobodys(self):
        self.write()
        logout(request := self.client.get(self.page.url).wsgi_request)
        assert not request.user.is_authenticated
        assert not CommentDraft.objects.exists()

    def test_it_is_gone_after_a_day(self):
        self.write()
        CommentDraft.objects.update(written_at=timezone.now() - timedelta(hours=25))
        self.sign_in()
        self.assert_holds_no_text()
        forget_old_drafts()
        assert not CommentDraft.objects.exists()

    def test_one_of_today_is_kept(self):
        self.write()
        forget_old_drafts()
        assert CommentDraft.objects.exists()

    def test_it_goes_with_its_writer(self):
        self.write()
        self.sign_in()
        forget_author(self.member, keep_words=True)
        assert not CommentDraft.objects.exists()


class CostTests(DraftTestCase):
    def test_a_page_asks_for_drafts_only_where_there_was_one(self):
        self.client.force_login(self.member)
        self.client.get(self.page.url)
        with mock.patch("comments.drafts.CommentDraft.objects.kept") as kept:
            self.client.get(self.page.url)
        kept.assert_not_called()
