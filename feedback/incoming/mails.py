"""One mail as it came: who it says wrote it, what it belongs to, whether a person wrote it.

Nothing in it is believed. It is read by Python's older rules for headers (compat32), which take
whatever comes and raise on nothing that is merely odd.
"""

import re
from email import message_from_bytes, policy
from functools import cached_property
from hashlib import sha256

from flufl.bounce import all_failures

from safeguards.mailboxes import one_spelling

from .words import text_and_files

MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{3,250}>")
ADDRESS = re.compile(r"[a-z0-9._+-]{1,64}@[a-z0-9.-]{1,255}", re.IGNORECASE | re.ASCII)
# A name in quotes may hold anything; the address stands alone or between < and > at the end.
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
COMMENT = re.compile(r"\([^()]*\)")
ONE_SENDER = re.compile(
    r"(?:[^<>@,;:]*<\s*([^\s<>@,;]+@[^\s<>@,;]+)\s*>|([^\s<>@,;]+@[^\s<>@,;]+))"
)
LONGEST_HEADER = 10_000
MOST_IDS = 100
DEEPEST_COMMENT = 5

TO_HEADERS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
# Only programs set these. Not among them: what mail servers of organisations also write into
# the mail of people, such as X-Auto-Response-Suppress and Precedence: bulk.
MADE_BY_PROGRAMS = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Failed-Recipients",
)
AUTO_REPLY = "auto_reply"
# For programs that set nothing else, in the languages of the site.
AWAY = re.compile(
    r"(?:auto(?:matic)?[ -]?reply|out of (?:the )?office|autoresponse"
    r"|odpowiedź automatyczna|autoodpowiedź|رد تلقائي|الرد التلقائي)\b",
    re.IGNORECASE,
)
POSTMEN = ("mailer-daemon@", "postmaster@")

# What can go wrong inside the libraries when a mail is broken on purpose.
BROKEN = (
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class Unreadable(Exception):
    """A mail that no rule can take apart."""


class IncomingMail:
    """A mail, or the first part of a large one."""

    def __init__(self, raw, *, size):
        self.raw = raw
        self.is_cut = size > len(raw)
        try:
            self.message = message_from_bytes(raw, policy=policy.compat32)
        except BROKEN as error:
            raise Unreadable from error

    @cached_property
    def message_id(self):
        """Its number; where it has none, one made of what it says."""
        found = MESSAGE_ID.search(self._header("Message-ID"))
        return found.group() if found else f"<{sha256(self.raw).hexdigest()}@no.id>"

    @cached_property
    def answered_ids(self):
        """The numbers of the mails that it says it answers."""
        lines = f"{self._header('In-Reply-To')} {self._header('References')}"
        return MESSAGE_ID.findall(lines)[:MOST_IDS]

    @cached_property
    def named_ids(self):
        """All that looks like the number of a mail, wherever it stands: what came back quotes ours."""
        text = self.raw.decode("ascii", "replace")
        return list(dict.fromkeys(MESSAGE_ID.findall(text)))[:MOST_IDS]

    @cached_property
    def recipients(self):
        """The addresses to which it was sent."""
        values = [value for name in TO_HEADERS for value in self._headers(name)]
        return [address for value in values for address in ADDRESS.findall(value)]

    @cached_property
    def sender(self):
        """The one address that it says it comes from, in one spelling; empty where that isn't clear."""
        values = self._headers("From")
        if len(values) != 1:
            return ""
        found = ONE_SENDER.fullmatch(
            _without_comments(QUOTED.sub("", values[0])).strip()
        )
        if not found:
            return ""
        try:
            return one_spelling(found.group(1) or found.group(2))
        except ValueError:
            return ""

    @cached_property
    def seeming_sender(self):
        """What to show of a sender that isn't clear."""
        found = ADDRESS.search(" ".join(self._headers("From")))
        return self.sender or (found.group() if found else "?")

    @property
    def is_automatic(self):
        """Whether a program wrote it: an absence note, a newsletter, a report."""
        submitted = self._header("Auto-Submitted").partition(";")[0].strip().lower()
        return (
            submitted not in {"", "no"}
            or self._header("Precedence").strip().lower() == AUTO_REPLY
            or any(self._headers(name) for name in MADE_BY_PROGRAMS)
            or AWAY.match(self._subject.strip()) is not None
            or self.is_report
        )

    @property
    def is_report(self):
        """Whether a mail server wrote it, about a mail of somebody's."""
        return (
            self.message.get_content_type() == "multipart/report"
            or self._header("Return-Path").strip() == "<>"
            or self.sender.startswith(POSTMEN)
        )

    @cached_property
    def has_failed(self):
        """Whether it reports that a mail will never arrive; one that is only late may yet."""
        if not self.is_report:
            return False
        try:
            _late, failed = all_failures(self.message)
        except BROKEN as error:
            raise Unreadable from error
        return bool(failed)

    def is_disowned(self, authserv_id):
        """Whether our own mail server found that it does not come from whom it says."""
        for value in self._headers("Authentication-Results"):
            server, _semicolon, results = _without_comments(value).partition(";")
            # The topmost is our server's; those below may be anybody's.
            if authserv_id and server.split()[:1] == [authserv_id]:
                return _has_failed_checks(results.lower())
        return False

    @cached_property
    def content(self):
        """Its text, and how many files came along."""
        try:
            return text_and_files(self.message)
        except BROKEN as error:
            raise Unreadable from error

    @property
    def _subject(self):
        try:
            return str(
                policy.default.header_factory("Subject", self._header("Subject"))
            )
        except BROKEN:
            return ""

    def _header(self, name):
        values = self._headers(name)
        return values[0] if values else ""

    def _headers(self, name):
        values = self.message.get_all(name, [])
        return [
            " ".join(str(value)[:LONGEST_HEADER].replace("\x00", "").split())
            for value in values[:MOST_IDS]
        ]


def _without_comments(text):
    for _level in range(DEEPEST_COMMENT):
        text = COMMENT.sub(" ", text)
    return text


def _has_failed_checks(results):
    verdicts = re.findall(r"(?:^|[;\s])(dmarc|dkim|spf)\s*=\s*([a-z]+)", results)
    dmarc = [verdict for method, verdict in verdicts if method == "dmarc"]
    if "fail" in dmarc:
        return True
    others = {verdict for _method, verdict in verdicts}
    return "pass" not in others and bool(others & {"fail", "softfail"})
