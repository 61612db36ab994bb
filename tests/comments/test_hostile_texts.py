"""Whatever is typed is shown as text, wherever it is shown: to readers, moderators and in mails."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.core import mail
from django.core.cache import cache
from django.test import Client, TestCase
from django.urls import reverse

from accounts.models import User
from accounts.services.consents import give
from comments.addresses import THREADS_ON_A_PAGE
from comments.models import Comment, CommentReport, Follow, PagePolicy, RejectionReason
from comments.purposes import REPLY_MAIL
from comments.services import deciding
from comments.services.announcing import announce_what_is_left, write_digests
from comments.services.reporting import report_comment
from comments.text import as_html
from safeguards.text import clean_text
from tests.comments.payloads import PAYLOADS
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)

State = Comment.State

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
# As much of a hostile text as a name can hold.
LONGEST_NAME = User._meta.get_field("display_name").max_length

HARMLESS = "What we tried on our ward."

# Several in one text, each on its own lines.
TOGETHER = [
    "\n\n".join(PAYLOADS[start : start + 12]) for start in range(0, len(PAYLOADS), 12)
]
# What runs, loads, sends or restyles something by itself.
ACTIVE = {
    *("script", "style", "iframe", "frame", "frameset", "object", "embed", "applet"),
    *("base", "meta", "link", "form", "video", "audio", "source", "portal", "math"),
    *("marquee", "template", "noscript", "animate", "keygen", "img", "body", "dialog"),
}
ADDRESSES = {
    *("href", "src", "action", "formaction", "data", "srcdoc", "poster", "ping"),
    "xlink:href",
}


class Seen(HTMLParser):
    """What a browser would make of a page: active tags, handlers, styles, addresses."""

    def __init__(self, html):
        super().__init__()
        self.active = []
        self.dangers = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag in ACTIVE:
            self.active.append(tag)
        for name, value in attributes:
            if name.startswith("on") or name in {"style", "srcdoc", "ping"}:
                self.dangers.append((tag, name))
            if name in ADDRESSES and _is_dangerous(value or ""):
                self.dangers.append((tag, name, value))

    handle_startendtag = handle_starttag


def _is_dangerous(address):
    bare = re.sub(r"[\x00-\x20\u200b-\u202e]", "", address).lower()
    is_image = bare.startswith("data:image/")
    is_script = bare.startswith(("javascript:", "data:", "vbscript:", "file:", "blob:"))
    return is_script and not is_image


class HostileTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        PagePolicy.objects.create(
            page_id=cls.page.pk, mode="open", allows_hidden_names=True
        )
        cls.member = MemberFactory(is_trusted=True)
        cls.moderator = member_of("Comment moderators")
        cls.reason = RejectionReason.objects.first()

    def setUp(self):
        # Limits are counted there.
        cache.clear()
        self.client.force_login(self.member)

    def assert_harmless(self, html, like=None):
        """Nothing runs, and nothing active is there that a page with harmless words has not."""
        seen = Seen(html)
        own = Seen(like) if like else None
        assert seen.dangers == (own.dangers if own else []), seen.dangers
        if own:
            assert sorted(seen.active) == sorted(own.active)
        assert "<script>alert" not in html
        assert "onerror=alert(1)>" not in html

    def text_of(self, response, status=200):
        assert response.status_code == status, response.status_code
        return response.content.decode()


class TextTests(HostileTestCase):
    def test_there_are_enough_of_them(self):
        assert len(set(PAYLOADS)) >= 100

    def test_only_paragraphs_breaks_and_web_links_come_out(self):
        for payload in PAYLOADS:
            with self.subTest(payload):
                html = as_html(clean_text(payload, multiline=True))
                self.assert_harmless(html, like=as_html(HARMLESS))
                tags = set(re.findall(r"<(\w+)", html))
                assert tags <= {"p", "br", "a"}
                for address in re.findall(r'href="([^"]*)"', html):
                    parts = urlsplit(address)
                    assert parts.scheme.lower() in {"http", "https"}
                    assert "@" not in parts.netloc
                    assert 'rel="nofollow ugc noopener"' in html


class ReadingTests(HostileTestCase):
    """All payloads in turn, as many at a time as a page shows threads."""

    def setUp(self):
        super().setUp()
        self.comments = [
            CommentFactory(page=self.page, author=author, body=HARMLESS)
            for author in [
                self.member,
                *MemberFactory.create_batch(THREADS_ON_A_PAGE - 1),
            ]
        ]

    def batches(self):
        for start in range(0, len(PAYLOADS), THREADS_ON_A_PAGE):
            batch = PAYLOADS[start : start + THREADS_ON_A_PAGE]
            with self.subTest(batch[0]):
                yield batch

    def say(self, payloads):
        for comment, payload in zip(self.comments, payloads, strict=False):
            words = clean_text(payload, multiline=True)
            Comment.objects.filter(pk=comment.pk).update(body=words)

    def call(self, payloads):
        for comment, payload in zip(self.comments, payloads, strict=False):
            name = clean_text(payload, multiline=False)[:LONGEST_NAME]
            User.objects.filter(pk=comment.author_id).update(display_name=name)

    def assert_all_harmless(self, change, visits):
        harmless = [self.text_of(client.get(each)) for client, each in visits]
        for batch in self.batches():
            change(batch)
            for (client, address), like in zip(visits, harmless, strict=True):
                self.assert_harmless(self.text_of(client.get(address)), like=like)

    def test_words_are_text_to_readers_and_writers(self):
        (first, second, *_rest) = self.comments
        own = ["comment_edit", "comment_remove"]
        visits = [
            (Client(), self.page.url),
            (Client(), reverse("comment_thread", args=[second.pk])),
            (Client(), reverse("comment_reply", args=[second.pk])),
            (Client(), reverse("comment_report", args=[second.pk])),
            (self.client, self.page.url),
            (self.client, "/account/"),
            *((self.client, reverse(name, args=[first.pk])) for name in own),
        ]
        self.assert_all_harmless(self.say, visits)

    def test_names_are_text_to_readers(self):
        second = self.comments[1]
        visits = [
            (Client(), self.page.url),
            (Client(), reverse("comment_reply", args=[second.pk])),
            (self.client, self.page.url),
        ]
        self.assert_all_harmless(self.call, visits)


class TypingTests(HostileTestCase):
    def test_previews_and_forms_that_come_back_are_text(self):
        create = reverse("comment_create", args=[self.page.pk])
        harmless = self.text_of(
            self.client.post(create, {"body": HARMLESS, "preview": "1"})
        )
        for payload in TOGETHER:
            with self.subTest(payload):
                response = self.client.post(create, {"body": payload, "preview": "1"})
                # What looks like a detail comes back with that marked.
                assert response.status_code in {200, 422}
                html = response.content.decode()
                like = harmless if response.status_code == 200 else None
                self.assert_harmless(html, like=like)
        assert not Comment.objects.exists()

    def test_marked_details_are_text(self):
        create = reverse("comment_create", args=[self.page.pk])
        found = "Ring 07700 900123."
        harmless = self.text_of(self.client.post(create, {"body": found}), 422)
        for payload in TOGETHER:
            with self.subTest(payload):
                body = f"{payload} {found}"
                html = self.text_of(self.client.post(create, {"body": body}), 422)
                self.assert_harmless(html, like=harmless)

    def test_drafts_and_fields_nobody_shows_are_text(self):
        draft = reverse("comment_draft", args=[self.page.pk])
        for payload in TOGETHER:
            with self.subTest(payload):
                data = {
                    "body": f"{payload}{'x' * 3000}",
                    "keeps_details": payload,
                    "submission": payload,
                }
                html = self.text_of(Client().post(draft, data, **OWN_PAGE), 422)
                self.assert_harmless(html)

    def test_a_draft_comes_back_as_text(self):
        draft = reverse("comment_draft", args=[self.page.pk])
        for payload in TOGETHER:
            client = Client()
            with self.subTest(payload):
                data = {"body": payload}
                response = client.post(draft, data, **OWN_PAGE)
                if response.status_code == 422:
                    # A name before a host looks like an e-mail address.
                    data["keeps_details"] = response.context["form"].details_key
                    response = client.post(draft, data, **OWN_PAGE)
                assert response.status_code == 302
                client.force_login(self.member)
                html = self.text_of(client.get(self.page.url))
                self.assert_harmless(
                    html, like=self.text_of(self.client.get(self.page.url))
                )

    def test_changes_come_back_as_text(self):
        comment = CommentFactory(page=self.page, author=self.member, body=HARMLESS)
        edit = reverse("comment_edit", args=[comment.pk])
        harmless = self.text_of(
            self.client.post(edit, {"body": HARMLESS, "seen": "1", "preview": "1"})
        )
        for payload in TOGETHER:
            with self.subTest(payload):
                data = {"body": payload, "seen": "1", "preview": "1"}
                response = self.client.post(edit, data)
                like = harmless if response.status_code == 200 else None
                self.assert_harmless(response.content.decode(), like=like)
                signed_out = Client().post(edit, data)
                self.assert_harmless(self.text_of(signed_out, 403))


class ModeratorsTests(HostileTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.moderator)

    def test_the_queue_shows_words_names_and_notes_as_text(self):
        comments = [
            CommentFactory(
                page=self.page,
                state=State.WAITING,
                author=MemberFactory(
                    display_name=clean_text(payload, multiline=False)[:LONGEST_NAME]
                    or "Empty"
                ),
                body=clean_text(payload, multiline=True) or "Empty",
            )
            for payload in PAYLOADS
        ]
        CommentReport.objects.bulk_create(
            CommentReport(
                comment=comment,
                reason="other",
                note=clean_text(payload, multiline=True)[:500],
            )
            for comment, payload in zip(comments, PAYLOADS, strict=True)
        )
        for name in ("waiting", "reported", "all"):
            address = reverse(f"comment_queue:{name}")
            response = self.client.get(address, {"show": 200})
            with self.subTest(name):
                html = self.text_of(response)
                assert html.count("evil.example") > 10
                self.assert_nothing_runs(html)
        for comment in comments[::20]:
            address = reverse("comment_queue:comment", args=[comment.pk])
            with self.subTest(comment.body):
                self.assert_nothing_runs(self.text_of(self.client.get(address)))

    def assert_nothing_runs(self, html):
        """The admin has scripts and styles of its own; none of them says what the texts say."""
        seen = Seen(html)
        assert not {"iframe", "object", "embed", "base", "portal"} & set(seen.active)
        assert "alert(1)</script>" not in html.replace("&lt;", "")
        for tag, name, *value in seen.dangers:
            assert value == [] and name == "style", (tag, name, value)

    def test_a_note_with_a_report_is_text(self):
        comment = CommentFactory(page=self.page, body=HARMLESS)
        address = reverse("comment_report", args=[comment.pk])
        for payload in TOGETHER:
            with self.subTest(payload):
                # Without a reason the form comes back with the note in it.
                response = Client().post(address, {"note": payload}, **OWN_PAGE)
                self.assert_harmless(self.text_of(response, 422))
                cache.clear()


class MailTests(HostileTestCase):
    def test_no_mail_runs_anything_or_holds_the_words(self):
        give(self.member, REPLY_MAIL)
        Follow.objects.create(user=self.member, page=self.page, pace="daily")
        for payload in PAYLOADS[::6]:
            name = clean_text(payload, multiline=False)[:LONGEST_NAME] or "Empty"
            words = f"{clean_text(payload, multiline=True)} and words of mine"
            User.objects.filter(pk=self.member.pk).update(display_name=name)
            stranger = MemberFactory(display_name=name)
            thread = CommentFactory(
                page=self.page, author=self.member, state=State.WAITING, body=words
            )
            deciding.approve(thread, moderator=self.moderator)
            reply = CommentFactory(
                page=self.page,
                author=stranger,
                parent=thread,
                state=State.WAITING,
                body=words,
            )
            deciding.approve(reply, moderator=self.moderator)
            report_comment(thread, reason="at_risk", note=words)
            rejected = CommentFactory(
                page=self.page, author=stranger, state=State.WAITING, body=words
            )
            deciding.reject(rejected, moderator=self.moderator, reason=self.reason)
        announce_what_is_left()
        write_digests()
        assert len(mail.outbox) > 3 * len(PAYLOADS[::6])
        for message in mail.outbox:
            html = message.alternatives[0].content
            with self.subTest(message.subject):
                assert "and words of mine" not in f"{message.body}{html}"
                assert "\n" not in message.subject
                assert not [d for d in Seen(html).dangers if d[1] != "style"]
                assert "<script" not in html.lower()
                assert "<iframe" not in html.lower()
                assert "onerror=alert(1)>" not in html


class OddTextTests(HostileTestCase):
    def post(self, body):
        cache.clear()
        return self.client.post(
            reverse("comment_create", args=[self.page.pk]), {"body": body}
        )

    def test_directions_never_reach_beyond_the_text(self):
        self.post("\u202eThis would run backwards \u2066and on")
        comment = Comment.objects.get()
        assert comment.body == "This would run backwards and on"
        self.assertContains(Client().get(self.page.url), 'dir="auto"')

    def test_two_equal_texts_stay_equal(self):
        self.post("The same words\u200b")
        self.post("The\u2060 same words")
        assert Comment.objects.count() == 1

    def test_what_people_write_in_other_scripts_stays(self):
        for body in (
            "شكرا جزيلا على هذه الفكرة الجيدة",
            "می\u200cخواهم کمک کنم",
            "👩\u200d⚕️ and 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "🎉" * 3000,
        ):
            with self.subTest(body[:9]):
                assert self.post(body).status_code == 303
                assert Comment.objects.get(body=body)

    def test_too_much_and_nothing_are_told_kindly(self):
        for body in ("\x00" * 100, "\u200b" * 3000, "x" * 1_000_000, "🎉" * 3001):
            with self.subTest(body[:3]):
                response = self.post(body)
                self.assertContains(response, "There is a problem", status_code=422)
        assert not Comment.objects.exists()

    def test_what_is_no_text_at_all_never_breaks(self):
        create = reverse("comment_create", args=[self.page.pk])
        for content, kind in (
            (b"\xff\xfe\x00body=\xff", "application/x-www-form-urlencoded"),
            (b'{"body": "x"}', "application/json"),
            (b"", "multipart/form-data; boundary=x"),
            (b"body=%00%ff%fe", "application/x-www-form-urlencoded"),
            (b"body=a&body=b&body[]=c", "application/x-www-form-urlencoded"),
        ):
            with self.subTest(content):
                response = self.client.post(create, content, content_type=kind)
                assert response.status_code in {303, 400, 422}
