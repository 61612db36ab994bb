"""Whatever is sent to the really started site, the answer is kind: never a failure of ours."""

import itertools
import re
import uuid
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from clic_site.demo.content.conversations import PASSWORD
from tests.browser.people import MEMBER, OWN_PASSWORD

STORY = "/stories/a-stores-cupboard-in-one-afternoon/"
MEGABYTE = "a" * 1024 * 1024
TEXTS = {
    "nothing": "",
    "a megabyte": MEGABYTE,
    "emoji": "👩🏽‍⚕️🏔️" * 200,
    "right to left": "مرحبا بكم في كمبريا",
    "direction overrides": "‮evil‬ ⁦inside⁩",
    "NUL": "before\x00after",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{ settings.SECRET_KEY }}{% debug %}",
    "quotes": "' OR 1=1; --",
    "lone surrogate": "%ED%A0%80",
    "new lines": "Subject: a\r\nBcc: everyone@ward.example",
}


class Reader:
    """Someone with a program in place of a browser."""

    def __init__(self, site):
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def ask(self, path, data=None, **headers):
        """The status and the text of the answer, whatever it is."""
        body = urlencode(data, doseq=True).encode() if isinstance(data, dict) else data
        request = Request(self.site.url + path, data=body, headers=headers)  # noqa: S310 - our own site
        try:
            with self.opener.open(request) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def send(self, path, data):
        """Send a form as a browser would, with the token of the page it is on."""
        _status, page = self.ask(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token:
            data = {"csrfmiddlewaretoken": token.group(1), **data}
        return self.ask(
            path, data, Origin=self.site.url, Referer=f"{self.site.url}{path}"
        )

    def sign_in(self):
        status, page = self.send(
            "/accounts/login/", {"login": MEMBER, "password": PASSWORD}
        )
        assert status == 200
        assert "Sign out" in page
        return self


@pytest.fixture
def reader(site):
    return Reader(site)


def fields_with(text):
    """Each public form with this text in all of its fields."""
    return {
        "/accounts/signup/": {"email": text, "display_name": text, "password1": text},
        "/accounts/login/": {"login": text, "password": text, "remember": text},
        "/accounts/password/reset/": {"email": text},
        "/feedback/": {
            "kind": text,
            "message": text,
            "name": text,
            "email": text,
            "page": text,
        },
    }


@pytest.mark.parametrize("name", TEXTS)
def test_forms_of_visitors_answer_kindly(reader, name):
    for path, fields in fields_with(TEXTS[name]).items():
        status, page = reader.send(path, fields)
        assert 200 <= status < 500, path
        assert "Traceback" not in page, path


@pytest.mark.parametrize("name", TEXTS)
def test_the_comment_form_answers_kindly(reader, name):
    reader.sign_in()
    _status, page = reader.ask(STORY)
    action = re.search(r'action="(/comments/on/\d+/)"', page).group(1)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    for parent, submission in itertools.product(
        ("", TEXTS[name][:2000], "99999999999999999999"), ("", str(uuid.uuid4()))
    ):
        status, page = reader.ask(
            action,
            {
                "csrfmiddlewaretoken": token,
                "body": TEXTS[name],
                "parent": parent,
                "submission": submission,
            },
            Origin=reader.site.url,
        )
        assert 200 <= status < 500
        assert "Traceback" not in page


@pytest.mark.parametrize("name", TEXTS)
def test_the_forms_for_replies_and_codes_answer_kindly(reader, content, name):
    for begin, code in (
        ("/accounts/signup/", "/accounts/confirm-email/"),
        ("/accounts/password/reset/", "/accounts/password/reset/confirm/"),
    ):
        visitor = Reader(reader.site)
        email = f"{uuid.uuid4()}@ward.example"
        visitor.send(
            begin, {"email": email, "display_name": "Sam", "password1": OWN_PASSWORD}
        )
        status, page = visitor.send(code, {"code": TEXTS[name]})
        assert 200 <= status < 500, code
        assert "Enter the code" in page, code
    reply = f"/comments/{content['comment']}/reply/"
    status, page = reader.sign_in().send(
        reply, {"body": TEXTS[name][:2500], "submission": TEXTS[name][:50]}
    )
    assert 200 <= status < 500


@pytest.mark.parametrize("name", TEXTS)
def test_addresses_answer_kindly(reader, name):
    text = TEXTS[name][:4000]
    for path in (
        f"/search/?{urlencode({'q': text, 'page': text})}",
        f"/feedback/?{urlencode({'page': text})}",
        f"/accounts/login/?{urlencode({'next': text})}",
        f"/stories/?{urlencode({'page': text})}",
        f"/downloads/{urlencode({'': text[:200]})[1:]}/",
        f"/media/{urlencode({'': text[:200]})[1:]}",
        f"/stories/page/{urlencode({'': text[:200]})[1:]}/",
        f"/comments/page/1/{urlencode({'': text[:200]})[1:]}/",
    ):
        status, _page = reader.ask(path)
        assert 200 <= status < 500, path


def test_what_is_no_form_at_all_answers_kindly(reader):
    for path in fields_with(""):
        for content_type, body in (
            ("application/json", b'{"message": ["a", 1]}'),
            ("multipart/form-data; boundary=x", b"--x\r\nno end"),
            ("text/plain", b"\xff\xfe\x00"),
            ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 20_000)),
        ):
            status, _page = reader.ask(
                path, body, **{"Content-Type": content_type, "Origin": reader.site.url}
            )
            assert 400 <= status < 500, (path, content_type)


def test_far_too_much_gets_a_kind_answer(reader):
    status, page = reader.send("/feedback/", {"message": "a" * 8 * 1024 * 1024})
    assert status == 413
    assert "That is too much at once" in page


def test_what_was_typed_is_kept(reader):
    status, page = reader.send(
        "/feedback/",
        {"message": "The link on the ward page", "email": "no address", "name": "Sam"},
    )
    assert status == 422
    assert "The link on the ward page" in page
    assert 'value="no address"' in page
    status, page = reader.send(
        "/accounts/signup/",
        {"email": "sam@ward.example", "display_name": "Sam Ward", "password1": "abc"},
    )
    assert 'value="sam@ward.example"' in page
    assert 'value="Sam Ward"' in page
    assert "abc" not in page.split("<main")[1]


def test_a_comment_that_is_too_long_is_given_back(reader, content):
    words = "A long story. " * 300
    status, page = reader.sign_in().send(
        f"/comments/{content['comment']}/reply/", {"body": words}
    )
    assert status == 422
    assert words.strip() in page
    assert "too long" in page


def test_the_same_feedback_sent_twice_is_one(reader):
    message = {"message": f"Sent twice, {uuid.uuid4()}", "kind": ""}
    _status, form = reader.ask("/feedback/")
    message["kind"] = re.search(r'name="kind"[^>]*value="(\d+)"', form).group(1)
    references = set()
    for _time in range(2):
        status, page = reader.send("/feedback/", message)
        assert status == 200
        references.add(re.search(r"FB-[A-Z0-9]+", page).group())
    assert len(references) == 1
