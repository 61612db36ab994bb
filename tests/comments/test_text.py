"""What is typed is shown as text, whatever it looks like."""

from html.parser import HTMLParser

from django.test import SimpleTestCase

from comments.text import as_html

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/'onmouseover='alert(1)",
    "https://example.org/<script>alert(1)</script>",
    "https://example.org/`onload=alert(1)`",
    "http://[",
    "https://user:password@example.org/",
    "https://",
    "<iframe src=https://example.org></iframe>",
    "</p></div></article><script>alert(1)</script>",
    "<!-- --><b>bold</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "{{ 7|add:7 }}{% load static %}",
    "<style>*{display:none}</style>",
    "<form action=//evil.example><input name=q autofocus onfocus=alert(1)>",
    "https://example.org/?a=1&b=2&lt;",
    "<p\nonclick=alert(1)\n>text",
]


class Parsed(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


class CommentTextTests(SimpleTestCase):
    def test_shows_markup_as_it_was_typed(self):
        for payload in PAYLOADS:
            with self.subTest(payload):
                parsed = Parsed(as_html(payload))
                assert parsed.text.split() == payload.split()
                for tag, attributes in parsed.tags:
                    assert tag in {"p", "br", "a"}
                    assert set(attributes) <= {"href", "rel"}
                    if tag == "a":
                        assert attributes["href"].startswith(("http://", "https://"))
                        assert attributes["rel"] == "nofollow ugc noopener"

    def test_links_web_addresses_only(self):
        linked = {
            "See https://example.org/a?b=1&c=2.": "https://example.org/a?b=1&c=2",
            "(https://example.org/a_(b))": "https://example.org/a_(b)",
            "HTTPS://EXAMPLE.ORG": "HTTPS://EXAMPLE.ORG",
            "على https://example.org/مثال": "https://example.org/مثال",
        }
        for text, address in linked.items():
            with self.subTest(text):
                links = [
                    a["href"] for tag, a in Parsed(as_html(text)).tags if tag == "a"
                ]
                assert links == [address]

    def test_links_nothing_else(self):
        for text in (
            "someone@example.org",
            "example.org",
            "ftp://example.org/",
            "https://nhs.uk@evil.example/",
        ):
            with self.subTest(text):
                assert "<a" not in as_html(text)

    def test_keeps_paragraphs_and_lines(self):
        html = as_html("One\nTwo\n\n\nThree")
        assert html == "<p>One<br>\nTwo</p>\n<p>Three</p>"
