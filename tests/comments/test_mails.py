"""What writers are told by mail, and what no mail says."""

from django.core import mail
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from comments import notifications
from comments.models import Comment, CommentSettings, RejectionReason
from comments.services import deciding
from tests.factories import (
    CommentFactory,
    InformationPageFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)

State = Comment.State


class MailsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.moderator = member_of("Comment moderators", display_name="Morag")
        cls.member = MemberFactory(display_name="Ros")
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.reason = RejectionReason.objects.first()

    def waiting(self, **fields):
        fields = {"author": self.member, "page": self.page} | fields
        return CommentFactory(state=State.WAITING, body="Words of mine", **fields)

    def decide(self, service, comment, **details):
        mail.outbox.clear()
        service(comment, moderator=self.moderator, **details)
        return mail.outbox[0].body if mail.outbox else None

    def address(self, name, *args):
        return reverse(name, args=args)

    def test_the_first_one_published_says_what_follows(self):
        words = "usually appears at once"
        assert words in self.decide(deciding.approve, self.waiting())
        assert words not in self.decide(deciding.approve, self.waiting())

    def test_a_member_on_watch_is_promised_nothing_and_told_nothing(self):
        watched = MemberFactory(is_watched=True)
        text = self.decide(deciding.approve, self.waiting(author=watched))
        assert "at once" not in text
        assert "watch" not in text

    def test_what_was_not_published_can_be_changed_and_sent_again_once(self):
        comment = self.waiting()
        text = self.decide(deciding.reject, comment, reason=self.reason)
        resend = self.address("comment_resend", comment.pk)
        assert self.reason.message in text
        assert resend in text
        assert self.address("my_comments") in text
        comment = self.waiting(resent_at=timezone.now())
        text = self.decide(deciding.reject, comment, reason=self.reason)
        assert self.reason.message in text
        assert "/resend/" not in text
        assert f"{self.page.url}#comments" in text

    def test_what_was_sent_back_leads_to_its_form(self):
        comment = self.waiting()
        text = self.decide(deciding.ask_to_change, comment, reason=self.reason)
        assert self.reason.message in text
        assert self.address("comment_resend", comment.pk) in text

    @override_settings(PUBLIC_URL="https://clic.example")
    def test_links_are_whole(self):
        text = self.decide(deciding.reject, self.waiting(), reason=self.reason)
        assert "https://clic.example/account/comments/" in text

    def test_no_mail_holds_the_words_or_a_moderators_name(self):
        for service, details in (
            (deciding.approve, {}),
            (deciding.reject, {"reason": self.reason}),
            (deciding.ask_to_change, {"reason": self.reason}),
        ):
            with self.subTest(service.__name__):
                text = self.decide(service, self.waiting(), **details)
                assert "Words of mine" not in text
                assert "Morag" not in text

    def test_a_page_that_cannot_be_read_is_not_named_and_leads_nowhere(self):
        comment = self.waiting()
        PageViewRestriction.objects.create(
            page_id=self.page.pk, restriction_type="groups"
        )
        text = self.decide(deciding.reject, comment, reason=self.reason)
        assert self.reason.message in text
        assert "Fewer falls" not in text + mail.outbox[0].subject
        assert "/resend/" not in text

    def test_nobody_is_written_to_who_cannot_sign_in(self):
        for fields in ({"is_active": False}, {"suspended_at": timezone.now()}):
            writer = MemberFactory(**fields)
            with self.subTest(fields):
                assert (
                    self.decide(deciding.approve, self.waiting(author=writer)) is None
                )
        assert self.decide(deciding.approve, self.waiting(author=None)) is None

    def test_in_the_readers_language(self):
        reader = MemberFactory(language="ar")
        self.decide(deciding.approve, self.waiting(author=reader))
        assert 'lang="ar"' in mail.outbox[0].alternatives[0].content

    def test_who_may_have_crossed_the_house_rules_is_led_to_them(self):
        rules = InformationPageFactory(title="House rules")
        kinds = (
            notifications.comment_held,
            notifications.comment_hidden,
            notifications.comment_put_aside,
        )

        def mails():
            mail.outbox.clear()
            for tell in kinds:
                tell(self.waiting())
            return [letter.body for letter in mail.outbox]

        assert not any("house rules" in text for text in mails())
        CommentSettings.objects.create(house_rules=rules)
        assert all(rules.get_url() in text for text in mails())
        rules.unpublish()
        assert not any("house rules" in text for text in mails())

    def test_every_mail_can_be_written(self):
        comment = self.waiting()
        for tell in (
            notifications.comment_hidden,
            notifications.comment_held,
            notifications.comment_shown_again,
            notifications.comment_changed,
            notifications.comment_waits_again,
        ):
            mail.outbox.clear()
            tell(comment)
            with self.subTest(tell.__name__):
                assert mail.outbox[0].subject
                assert "Words of mine" not in mail.outbox[0].body
