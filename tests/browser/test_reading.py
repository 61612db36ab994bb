"""The first journey: from the home page to a tool, its template, a story and a video."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE

SMALL_PHONE = {"width": 320, "height": 568}
WAYS = [
    pytest.param({"size": DESKTOP}, id="desktop"),
    pytest.param({"size": PHONE, "has_touch": True, "is_mobile": True}, id="phone"),
    pytest.param({"size": SMALL_PHONE}, id="320px"),
    pytest.param({"javascript": False}, id="without-scripts"),
]
HAS_CAPTIONS = """(video) => {
  const track = video.textTracks[0];
  return track.kind === "captions" && track.mode === "showing" && track.cues?.length > 0;
}"""
# What has the focus: what it is called, whether it looks otherwise than without, and whether
# it is in view and nothing lies over it.
FOCUSED = """() => {
  const box = document.activeElement;
  const marks = () => [null, "::after"].flatMap((part) => {
    const look = getComputedStyle(box, part);
    const line = look.outlineStyle === "none" ? "" : look.outlineColor;
    return [line, look.boxShadow, look.backgroundColor].map((mark) =>
      ["", "none", "rgba(0, 0, 0, 0)"].includes(mark) ? "" : mark);
  }).join();
  const withFocus = marks();
  box.blur();
  const without = marks();
  box.focus({ preventScroll: true });
  const place = box.getBoundingClientRect();
  const isInView = place.width > 0 && place.height > 0 && place.bottom > 0 && place.right > 0
    && place.top < innerHeight && place.left < innerWidth;
  const isOnTop = [0.1, 0.5].some((part) => box.contains(document.elementFromPoint(
    place.left + place.width * part, place.top + place.height * part)));
  return {
    name: (box.getAttribute("aria-label") || box.innerText || box.value || "").trim(),
    isMarked: withFocus !== without,
    isInView: isInView && isOnTop,
  };
}"""
SECONDS_TO_SCROLL = 3
SECONDS_TO_PLAY = 20
MOST_TABS = 80


def check_fits(page):
    """Nothing of the page lies beyond the screen's edge."""
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def check_template(download):
    """What arrived is the Word file it says it is."""
    assert download.suggested_filename == "after-action-review-run-sheet.docx"
    content = Path(download.path()).read_bytes()
    assert content.startswith(b"PK")
    assert b"word/document.xml" in content
    assert len(content) > 10_000


def wait_until(part, truth):
    """Ask again and again: a page whose own scripts are off can't tell by itself."""
    until = time.monotonic() + SECONDS_TO_PLAY
    while not part.evaluate(truth):
        assert time.monotonic() < until, truth
        time.sleep(0.1)


def check_plays_with_captions(page):
    """The film runs, its captions are shown, and it goes where the reader wants."""
    video = page.locator("main video")
    wait_until(video, "(video) => video.currentTime > 0.5 && !video.paused")
    wait_until(video, HAS_CAPTIONS)
    video.evaluate("(video) => { video.currentTime = 10; }")
    wait_until(video, "(video) => video.currentTime > 10.2")
    # A film this small is there at once; of a longer one only the wanted part is sent.
    part = page.request.get(
        video.evaluate("(video) => video.currentSrc"),
        headers={"Range": "bytes=1000-1999"},
    )
    assert part.status == 206
    assert part.headers["content-range"].startswith("bytes 1000-1999/")
    assert len(part.body()) == 1000


def follow(page, name, place="main"):
    """Go where a link leads and see that the page there fits the screen."""
    link = page.locator(place).get_by_role("link", name=name)
    with page.expect_event("domcontentloaded"):
        link.click()
    check_fits(page)


@pytest.mark.parametrize("way", WAYS)
def test_reads_from_the_home_page_to_a_video(visitors, way):
    page = visitors.arrive(**way)
    title = page.get_by_role("heading", level=1)
    page.goto("/")
    expect(title).to_contain_text("Learn what works")
    check_fits(page)

    follow(page, "Find a tool")
    expect(title).to_have_text("Toolkits")
    follow(page, "Production System toolkit")
    follow(page, "Learn from what just happened")
    expect(title).to_contain_text("After Action Review")
    expect(page.get_by_role("heading", name="Steps")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the template").click()
    check_template(download.value)

    follow(page, "Stories", "header")
    follow(page, "A stores cupboard")
    expect(page.get_by_role("heading", name="What the team did")).to_be_visible()

    follow(page, "Videos", "header")
    follow(page, "An After Action Review in ten minutes")
    expect(page.get_by_role("heading", name="What is said")).to_be_visible()
    if way.get("javascript", True):
        page.get_by_role("button", name="Play:").click()
    else:
        expect(page.get_by_role("button", name="Play:")).to_be_hidden()
        page.locator("main video").focus()
        page.keyboard.press("Space")
    check_plays_with_captions(page)


def tab_to(page, name):
    """Press Tab until the thing of this name has the focus; each stop on the way is seen."""
    for _stop in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["isMarked"], focused
        # A page may scroll there smoothly.
        until = time.monotonic() + SECONDS_TO_SCROLL
        while not page.evaluate(FOCUSED)["isInView"]:
            assert time.monotonic() < until, focused
        if focused["name"].startswith(name):
            return
    raise AssertionError(f"{MOST_TABS} times Tab do not lead to {name!r}")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_reads_with_the_keyboard_alone(visitors, size):
    page = visitors.arrive(size=size)

    def follow(name):
        tab_to(page, name)
        page.keyboard.press("Enter")

    page.goto("/")
    follow("Skip to main content")
    assert page.evaluate("document.activeElement.id") == "main"
    follow("Find a tool")
    expect(page).to_have_title("Toolkits – CLIC")
    follow("Skip to main content")
    follow("Production System toolkit")
    expect(page).to_have_title("Production System toolkit – CLIC")
    follow("Skip to main content")
    follow("Learn from what just happened")
    expect(page).to_have_title("After Action Review (AAR) – CLIC")
    follow("Skip to main content")
    with page.expect_download() as download:
        follow("Download the template")
    check_template(download.value)
    page.reload()
    follow("Stories")
    expect(page).to_have_title("Stories – CLIC")
    follow("A stores cupboard")
    expect(page).to_have_url("/stories/a-stores-cupboard-in-one-afternoon/")
    follow("Videos")
    expect(page).to_have_title("Videos – CLIC")
    follow("An After Action Review in ten minutes")
    expect(page).to_have_title("An After Action Review in ten minutes – CLIC")
    follow("Skip to main content")
    follow("Play:")
    check_plays_with_captions(page)
    page.keyboard.press("Space")
    wait_until(page.locator("main video"), "(video) => video.paused")
