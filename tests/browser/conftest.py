"""The really started site and a real browser."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from clic_site.bootstrap import find_chromium
from tests.browser.inside import run_inside
from tests.browser.started_site import PROJECT_DIR, StartedSite

ADD_MORE = "from tests.browser.more_content import report; report()"
# A busy machine takes longer than Playwright's five seconds for a page.
expect.set_options(timeout=15_000)
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 375, "height": 812}
FAILURES = PROJECT_DIR / "var" / "browser-failures"
QUIET_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site():
    """The site as `make run` starts it, with its demo content, for all tests of this run."""
    started = StartedSite()
    try:
        yield started.start()
    finally:
        started.stop()
        started.remove()


@pytest.fixture(scope="session")
def content(site):
    """What the site holds after more was added to the demo; see more_content.py."""
    said = run_inside(site, ADD_MORE)
    return {**json.loads(said), "port": site.port}


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of this run."""
    path = find_chromium()
    if path is None:
        pytest.fail(
            "The browser tests need Chromium: type make test-browser, or set CHROMIUM."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET_ARGUMENTS)
        yield browser
        browser.close()


class Visitors:
    """Opens browser windows for people who share nothing, and watches what goes wrong in them."""

    def __init__(self, browser, site):
        self.browser = browser
        self.site = site
        self.contexts = []
        self.problems = []

    def arrive(
        self, *, size=DESKTOP, dark=False, javascript=True, other_hosts=False, **options
    ):
        """A page in a fresh window, as someone would see it who comes for the first time."""
        context = self.browser.new_context(
            base_url=self.site.url,
            viewport=size,
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="en-GB",
            **options,
        )
        self.contexts.append(context)
        context.on(
            "weberror", lambda error: self.problems.append(f"script: {error.error}")
        )
        context.on("console", self._note_refused_content)
        if not other_hosts:
            context.on("request", self._note_other_host)
        return context.new_page()

    def picture(self, name):
        """Keep what each open page shows."""
        FAILURES.mkdir(parents=True, exist_ok=True)
        pages = [page for context in self.contexts for page in context.pages]
        for number, page in enumerate(pages, start=1):
            page.screenshot(path=FAILURES / f"{name}-{number}.png", full_page=True)

    def leave(self):
        for context in self.contexts:
            context.close()

    def _note_refused_content(self, message):
        if "Content Security Policy" in message.text:
            self.problems.append(f"refused: {message.text}")

    def _note_other_host(self, request):
        address = urlsplit(request.url)
        ours = urlsplit(self.site.url).netloc
        if address.scheme in {"http", "https"} and address.netloc != ours:
            self.problems.append(f"asked another host: {request.url}")


@pytest.fixture
def visitors(browser, site, request):
    """`visitors.arrive(size=PHONE, dark=True, javascript=False)` opens a fresh window."""
    visitors = Visitors(browser, site)
    yield visitors
    if request.node.stash.get(FAILED, False):
        visitors.picture(re.sub(r"\W+", "-", request.node.nodeid))
    visitors.leave()
    assert not visitors.problems


@pytest.fixture
def page(visitors):
    """A signed-out visitor at a desktop."""
    return visitors.arrive()


@pytest.fixture
def phone_page(visitors):
    """A signed-out visitor with a phone."""
    return visitors.arrive(size=PHONE, has_touch=True, is_mobile=True)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def pytest_collection_modifyitems(items):
    """Browser tests take turns with nothing: the slow start tests come last."""
    items.sort(key=lambda item: Path(item.path).name == "test_start.py")
