"""What is true of every mail, whoever writes and sends it. A new template is found by itself."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import mail
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from django.utils import translation

from safeguards.letters import send_letter
from tests.factories import MemberFactory
from tests.safeguards.mail_reader import Reader

from .joining import PASSWORD, JoiningMixin

TEMPLATES = settings.BASE_DIR / "templates"
OURS = "https://clic.example"
MARKUP = '<img src=x onerror="alert(1)"> & <a href="https://evil.example/">Ö</a>'
CODE = "483920"
FETCHING = {"base", "form", "iframe", "img", "link", "object", "script", "video"}
NAME = re.compile(r"[a-z_]+")
# Frames that the others extend.
FRAMES = {"account/email/base", "account/email/base_notification"}


class Anything:
    """Stands for whatever a template asks for; says something that must be escaped."""

    def __getattr__(self, name):
        if name.startswith("_") or name in {"resolve_expression", "as_sql"}:
            raise AttributeError(name)
        return value_of(name)

    def __str__(self):
        return MARKUP

    def __iter__(self):
        return iter([Anything(), Anything()])

    def __bool__(self):
        return True

    def __int__(self):
        return 2


def value_of(name):
    if name == "PUBLIC_URL":
        return OURS
    if "code" in name and "codes" not in name:
        return CODE
    if name.endswith(("address", "url")):
        return f"{OURS}/somewhere/?a=1&b=2"
    if name.endswith(("_on", "_at", "timestamp", "until", "day")):
        return datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    if name.startswith(("left", "count", "number", "codes_left", "more")):
        return 2
    return Anything()


def all_mails():
    """The name of each mail that has a text, as those who send it spell it."""
    for folder in sorted({*TEMPLATES.glob("*/email"), TEMPLATES / "email"}):
        for file in sorted(folder.rglob("*_message.txt")):
            yield file.relative_to(TEMPLATES).as_posix().removesuffix("_message.txt")


def context_for(name):
    """A value for every word that stands in the template or in those that it extends."""
    sources = [TEMPLATES / f"{name}_{part}.txt" for part in ("subject", "message")]
    sources += [TEMPLATES / f"{frame}.txt" for frame in FRAMES]
    text = "".join(file.read_text() for file in sources if file.exists())
    tags = " ".join(re.findall(r"\{[{%](.*?)[%}]\}", text))
    return {word: value_of(word) for word in NAME.findall(tags)}


@cache
def read(name):
    """A mail as it leaves, and its HTML version."""
    context = context_for(name)
    if name.startswith("email/"):
        send_letter(name.removeprefix("email/"), context, to="ann@ward.example")
    else:
        get_adapter().render_mail(name, "ann@ward.example", context).send()
    return mail.outbox[-1], Reader(mail.outbox[-1])


def addresses_in(text):
    return [
        address.rstrip(".,;:!?)”")
        for address in re.findall(r"https?://[^\s<>\"]+", text)
    ]


def of_each_mail(check):
    """Check the message and the HTML of every mail that the site may send."""

    def test(self):
        names = [name for name in all_mails() if name not in FRAMES]
        self.assertGreater(len(names), 30)
        for name in names:
            with self.subTest(name):
                check(self, *read(name))

    return test


@override_settings(PUBLIC_URL=OURS)
class EveryMailTests(TestCase):
    @of_each_mail
    def test_has_two_versions_that_say_the_same(self, message, html):
        written, _line, _signature = message.body.partition("\n-- \n")
        self.assertTrue(written.strip())
        for line in written.splitlines():
            self.assertIn(" ".join(line.removeprefix("- ").split()), html.text)

    @of_each_mail
    def test_has_the_same_links_in_both_and_only_to_this_site(self, message, html):
        for link in html.links:
            self.assertTrue(link.startswith(f"{OURS}/"), link)
        in_text = addresses_in(message.body)
        ours = [address for address in in_text if address.startswith(f"{OURS}/")]
        self.assertEqual(html.links, ours)

    @of_each_mail
    def test_markup_in_names_is_text(self, message, html):
        self.assertNotIn("img", html.elements)
        self.assertEqual(message.body.count(MARKUP), html.text.count(MARKUP))

    @of_each_mail
    def test_the_text_has_no_leftovers_of_templates(self, message, html):
        for text in [message.subject, message.body]:
            self.assertNotRegex(text, r"\{[{%#]|[%#}]\}|&amp;|&lt;|&quot;|&#")
        self.assertNotIn("\n\n\n", message.body)
        self.assertEqual(message.body.count("-- \n"), 1)
        self.assertEqual(message.body.count("CLIC, the Cumbria"), 1)

    @of_each_mail
    def test_the_subject_is_one_short_line_without_a_code(self, message, html):
        ours = message.subject.replace(MARKUP, "")
        self.assertTrue(ours)
        self.assertLess(len(ours), 80)
        self.assertNotIn("\n", message.subject)
        self.assertNotIn(CODE, message.subject)
        self.assertNotIn("@", message.subject)

    @of_each_mail
    def test_fetches_nothing_and_follows_nobody(self, message, html):
        self.assertFalse(set(html.elements) & FETCHING)
        for _tag, attributes in html.attributes:
            self.assertFalse({"src", "background", "srcset"} & set(attributes))
            self.assertNotIn("url(", attributes.get("style") or "")

    @of_each_mail
    def test_says_its_language_and_direction(self, message, html):
        root = dict(html.attributes)["html"]
        self.assertEqual(root, {"lang": "en-gb", "dir": "ltr"})

    @of_each_mail
    def test_codes_stand_large_on_a_line_of_their_own(self, message, html):
        if CODE in message.body:
            self.assertIn(f"\n\n{CODE}\n\n", message.body)
            self.assertRegex(html.source, rf'class="code"[^>]*>{CODE}</p>')

    def test_every_mail_has_both_a_subject_and_a_text(self):
        for part, other in [("message", "subject"), ("subject", "message")]:
            for file in TEMPLATES.rglob(f"*_{part}.txt"):
                name = file.name.removesuffix(f"_{part}.txt")
                if name != "base":
                    twin = Path(file.parent, f"{name}_{other}.txt")
                    self.assertTrue(twin.exists(), file)

    def test_whatever_allauth_tells_about_security_is_in_our_words(self):
        for name in [
            "account/email/account_already_exists",
            "account/email/email_confirmation",
            "account/email/email_confirmation_signup",
            "account/email/login_code",
            "account/email/password_changed",
            "account/email/password_reset",
            "account/email/password_reset_code",
            "account/email/password_set",
            "account/email/unknown_account",
            "mfa/email/recovery_codes_generated",
            "mfa/email/totp_activated",
            "mfa/email/totp_deactivated",
            "mfa/email/webauthn_added",
            "mfa/email/webauthn_removed",
        ]:
            self.assertIn(name, all_mails())


class LanguageTests(JoiningMixin, TestCase):
    def language_of(self, message):
        return re.search(r'<html lang="(.*?)"', message.alternatives[0].content)[1]

    def ask_for_a_code(self, email, page_in="en-gb"):
        with translation.override(page_in):
            url = reverse("account_reset_password")
        Client().post(url, {"email": email})
        return mail.outbox[-1]

    def test_is_the_one_that_its_reader_chose(self):
        member = MemberFactory(language="pl", password=PASSWORD)
        self.assertEqual(self.language_of(self.ask_for_a_code(member.email)), "pl")

    def test_is_else_that_of_the_page(self):
        member = MemberFactory(password=PASSWORD)
        for email in [member.email, "nobody@ward.example"]:
            message = self.ask_for_a_code(email, page_in="ar")
            self.assertEqual(self.language_of(message), "ar")
        self.assertIn("/ar/accounts/signup/", message.body)
