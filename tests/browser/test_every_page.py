"""What holds for every page in every state: anyone can use it, and nothing goes wrong in it."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import html5lib
import pytest
from django.urls import resolve

from tests.browser.conftest import DESKTOP, PHONE, Visitors
from tests.browser.visits import VISITS, Visit, Walker

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (rules) => {
  const found = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`));
}"""
# What watches its own size has seen the new one after two frames.
SETTLED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""
SMALLEST_PHONE = {"width": 320, "height": 640}
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((box) => box.getBoundingClientRect().right > width + 1
      || box.getBoundingClientRect().left < -1)
    .map((box) => box.outerHTML.slice(0, 120));
}"""
# Pages of these may ask for something that only one reader can send.
PERSONAL = ("/account/", "/accounts/", "/_util/", "/downloads/", "/about/minutes/")


@contextmanager
def written(page, direction):
    """The page as it is in a language written in this direction."""
    usual = page.evaluate("document.documentElement.dir")
    page.evaluate("(dir) => (document.documentElement.dir = dir)", direction)
    yield
    page.evaluate("(dir) => (document.documentElement.dir = dir)", usual)


@dataclass
class Opened:
    """A visit as it stands open in the browser."""

    visit: Visit
    page: object
    html: str
    said: list


@pytest.fixture(scope="session")
def walker(browser, site, content):
    visitors = Visitors(browser, site)
    yield Walker(visitors, site, content)
    visitors.leave()


@pytest.fixture(scope="module", params=VISITS, ids=lambda visit: visit.name)
def opened(request, walker):
    """One page in one state, opened once for all that is tested of it."""
    said = []
    walker.visitors.problems.clear()
    page, answer = walker.open(request.param, said)
    assert answer.status == request.param.status
    wanted = request.param.last_address(walker.content)
    assert resolve(urlsplit(page.url).path).route == resolve(wanted).route
    html = answer.text()
    said += walker.visitors.problems
    page.evaluate(AXE)
    yield Opened(request.param, page, html, said)
    page.context.close()


def test_says_nothing_in_the_console_and_asks_no_other_host(opened):
    assert opened.said == []


def test_is_valid_html(opened):
    html5lib.HTMLParser(strict=True).parse(opened.html)


def test_a_signed_out_reader_gets_no_cookie_and_no_token(opened):
    path = urlsplit(opened.page.url).path
    if not opened.visit.who and not path.startswith(PERSONAL):
        assert opened.page.context.cookies() == []
        assert "csrfmiddlewaretoken" not in opened.html


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anyone_can_use_it(opened, size, scheme):
    opened.page.set_viewport_size(size)
    opened.page.emulate_media(color_scheme=scheme)
    opened.page.evaluate(SETTLED)
    assert opened.page.evaluate(RUN_AXE, RULES) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    "size", [SMALLEST_PHONE, PHONE, DESKTOP], ids=lambda size: size["width"]
)
def test_never_scrolls_sideways(opened, size, direction):
    opened.page.set_viewport_size(size)
    with written(opened.page, direction):
        assert opened.page.evaluate(TOO_WIDE) == []


def test_anyone_can_use_it_from_right_to_left(opened):
    opened.page.set_viewport_size(DESKTOP)
    opened.page.emulate_media(color_scheme="light")
    with written(opened.page, "rtl"):
        opened.page.evaluate(SETTLED)
        assert opened.page.evaluate(RUN_AXE, RULES) == []
