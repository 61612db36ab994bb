"""Finds the terms of the glossary in the text of a page, and marks the first use of each."""

import re
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from .models import GlossaryPage, GlossaryTerm

# What is a name or a control already, or not running text.
NOT_MARKED = frozenset(
    [
        "a",
        "abbr",
        "audio",
        "button",
        "code",
        "dfn",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "iframe",
        "kbd",
        "label",
        "math",
        "object",
        "option",
        "pre",
        "samp",
        "script",
        "select",
        "style",
        "summary",
        "svg",
        "template",
        "textarea",
        "title",
        "var",
        "video",
    ]
)
VOID = frozenset(
    [
        "area",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)

# A reference to a character is no word: “amp” in “&amp;”.
WORD = re.compile(r"&#?\w+;|\w+")
BETWEEN_WORDS = r"(?:[\s\u00a0-]|&nbsp;|&#160;)+"
APOSTROPHES = r"(?:['\u2019]|&#x27;|&#39;|&rsquo;)"
MATCHERS_KEPT = 16


class Entry(NamedTuple):
    """One term, as pages that use it need it."""

    slug: str
    term: str
    other_names: str
    definition: str
    page_id: int | None

    @property
    def names(self):
        """The term and everything else it is called."""
        return [
            name
            for name in (self.term, *self.other_names.splitlines())
            if WORD.search(name)
        ]


class Glossary:
    """The terms of one language, and where they are explained."""

    def __init__(self, url, entries):
        self.url = url
        self.entries = tuple(entries)

    @property
    def matcher(self):
        return matcher_of(self.entries)

    def mark(self, html, seen):
        """`html` with a link at the first use of each term whose slug is not in `seen`; adds those it marks."""
        pieces, end = [], 0
        for start, stop, entry in _spots(html, self.matcher, seen):
            pieces += [html[end:start], self._link(entry, html[start:stop])]
            end = stop
        return "".join([*pieces, html[end:]])

    def slugs_explained_by(self, page):
        """The terms whose own page this is: they need no explanation there."""
        return {
            entry.slug
            for entry in self.entries
            if entry.page_id and entry.page_id == page.pk
        }

    def _link(self, entry, text):
        return (
            f'<a class="term" href="{escape(self.url)}#{escape(entry.slug)}"'
            f' data-term="{escape(entry.term)}" data-definition="{escape(entry.definition)}">{text}</a>'
        )


def glossary_for(request, page):
    """The glossary in the language of `page` that everyone may read, with one query; None where there is none."""
    if hasattr(request, "landmarks"):
        found = request.landmarks.get("glossarypage")
    else:
        # A preview comes by no address, on whose way landmarks are found.
        glossaries = GlossaryPage.objects.live().public()
        found = glossaries.filter(locale_id=page.locale_id).first()
    if found is None:
        return None
    terms = GlossaryTerm.objects.of_language(page).order_by("pk")
    entries = terms.values_list(*Entry._fields)
    return Glossary(found.get_url(request), map(Entry._make, entries))


@lru_cache(maxsize=MATCHERS_KEPT)
def matcher_of(entries):
    """For the first word of each name, in lower case: what may stand there, the longest first."""
    found = {}
    for entry in entries:
        for name in entry.names:
            words = WORD.findall(name)
            first = words[0].casefold()
            candidate = (len(name), _pattern(name), entry)
            # Of several words, only the last one takes a plural.
            for key in {first, f"{first}s"} if len(words) == 1 else {first}:
                found.setdefault(key, []).append(candidate)
    return {
        key: sorted(candidates, key=lambda candidate: -candidate[0])
        for key, candidates in found.items()
    }


def _pattern(name):
    """A name as whole words: acronyms as they are written, the rest in any case, maybe with a plural s."""
    parts = re.split(r"(\w+)", name)[1:]
    while parts and not WORD.fullmatch(parts[-1]):
        parts.pop()
    written = "".join(_part(part) for part in parts)
    return re.compile(rf"{written}s?(?![\w-])")


def _part(part):
    if WORD.fullmatch(part):
        return part if _is_acronym(part) else f"(?i:{part})"
    if re.fullmatch(r"[\s-]+", part):
        return BETWEEN_WORDS
    written = re.escape(part).replace("\\&", "&").replace("&", "&(?:amp;)?")
    return re.sub("['\u2019]", lambda _found: APOSTROPHES, written)


def _is_acronym(word):
    """Whether a word is written in capitals: AAR, 5S, but not A."""
    return len(word) > 1 and word.isupper()


def _spots(html, matcher, seen):
    """Where in `html` a term is used for the first time: start, end and entry of each."""
    # Most words of the language are no terms: without any, nothing has to be parsed.
    if not any(word.casefold() in matcher for word in set(WORD.findall(html))):
        return
    for start, text in _texts(html):
        end = 0
        for word in WORD.finditer(text):
            if word.start() < end or text[word.start() - 1 : word.start()] == "-":
                continue
            for _length, pattern, entry in matcher.get(word[0].casefold(), ()):
                match = pattern.match(text, word.start())
                if match is None:
                    continue
                end = match.end()
                if entry.slug not in seen:
                    seen.add(entry.slug)
                    yield start + match.start(), start + end, entry
                break


def _texts(html):
    """Each piece of running text in `html` as it is written there, with its place."""
    reader = _TextReader(html)
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:
        # How Python's parser refuses a broken “<![”: such a text stays without terms.
        return []
    return reader.texts


class _TextReader(HTMLParser):
    """Notes where running text stands; what is between stays as it is."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self._html = html
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", html))]
        self._skipped = ""
        self._depth = 0
        self._text_starts_at = None
        self.texts = []

    def handle_starttag(self, tag, attrs):
        self._end_text()
        if tag == self._skipped:
            self._depth += 1
        elif not self._skipped and _is_skipped(tag, attrs):
            self._skipped, self._depth = tag, 1

    def handle_endtag(self, tag):
        self._end_text()
        if tag == self._skipped:
            self._depth -= 1
            if not self._depth:
                self._skipped = ""

    def handle_data(self, data):
        if not self._skipped and self._text_starts_at is None:
            self._text_starts_at = self._place()

    def handle_comment(self, data):
        self._end_text()

    def handle_decl(self, decl):
        self._end_text()

    def handle_pi(self, data):
        self._end_text()

    def unknown_decl(self, data):
        self._end_text()

    def close(self):
        super().close()
        self._end_text(len(self._html))

    def _end_text(self, place=None):
        if self._text_starts_at is not None:
            end = self._place() if place is None else place
            self.texts.append(
                (self._text_starts_at, self._html[self._text_starts_at : end])
            )
            self._text_starts_at = None

    def _place(self):
        line, column = self.getpos()
        return self._line_starts[line - 1] + column


def _is_skipped(tag, attrs):
    """Whether what stands in an element is not for marking: a link, a heading, another language."""
    if tag in VOID:
        return False
    return tag in NOT_MARKED or any(name == "lang" for name, _value in attrs)
