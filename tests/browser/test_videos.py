"""Watching and reading a video: its words, its moments, its languages, and videos elsewhere."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_reading import wait_until

OURS = "/videos/a-walk-on-the-ward/"
AT_YOUTUBE = "/videos/at-youtube/"
AT_VIMEO = "/videos/at-vimeo/"
GONE = "/videos/gone-from-youtube/"
MODES = (
    "(video) => [...video.textTracks].map((track) => `${track.language} ${track.mode}`)"
)
PLAYS_FROM_SIX = (
    "(video) => !video.paused && video.currentTime >= 6 && video.currentTime < 14"
)


def play(page):
    page.get_by_role("button", name="Play:").click()
    wait_until(
        page.locator("#player video"),
        "(video) => !video.paused && video.readyState > 2",
    )


def time_of(page):
    return page.locator("#player video").evaluate("(video) => video.currentTime")


@pytest.mark.parametrize(
    "moment", ["?t=8", "?t=0m8s", "#t=8", "#t=8s", "?t=8#transcript"]
)
def test_a_moment_in_the_address_starts_there(page, content, moment):
    page.goto(f"{OURS}{moment}")
    play(page)
    assert time_of(page) >= 8


@pytest.mark.parametrize("moment", ["?t=later", "#t=-8", "?t=1:30", "#t=", "#t=1e9"])
def test_what_is_no_moment_starts_at_the_beginning(page, content, moment):
    page.goto(f"{OURS}{moment}")
    play(page)
    assert time_of(page) < 7


def test_captions_are_on_at_first_play_and_stay_as_the_reader_wants(page, content):
    page.goto(OURS)
    play(page)
    video = page.locator("#player video")
    assert "en showing" in video.evaluate(MODES)
    assert "ar disabled" in video.evaluate(MODES)
    video.evaluate(
        "(video) => { video.textTracks[0].mode = 'disabled'; video.pause(); }"
    )
    page.get_by_role("link", name="On the way").click()
    wait_until(video, PLAYS_FROM_SIX)
    assert "en showing" not in video.evaluate(MODES)


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
def test_a_chapter_plays_its_moment_and_the_line_being_said_is_marked(
    visitors, content, size
):
    page = visitors.arrive(**({"size": size} if size else {}))
    page.goto(OURS)
    marked = page.locator("#transcript [aria-current]")
    expect(marked).to_have_count(0)
    chapter = page.get_by_role("link", name="On the way")
    chapter.focus()
    page.keyboard.press("Enter")
    wait_until(page.locator("#player video"), PLAYS_FROM_SIX)
    expect(page.locator("#player")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Play:")).to_be_hidden()
    for second, line in {
        7: "Ask what gets in the way.",
        10: "Then change one small thing.",
    }.items():
        page.locator("#player video").evaluate(
            "(video, second) => { video.pause(); video.currentTime = second; }", second
        )
        expect(marked).to_have_text(line)
    # The reader stays where the reader was.
    expect(chapter).to_be_focused()
    assert page.url.endswith(OURS)


def test_every_line_has_its_time_for_those_who_want_it(page, content):
    page.goto(OURS)
    words = page.locator("#transcript .transcript__text")
    times = words.locator("p a")
    expect(times).to_have_count(0)
    button = page.get_by_role("button", name="Show all times")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(times).to_have_text(["0:00", "0:03", "0:06", "0:09"])
    expect(times.last).to_have_attribute("href", "?t=9#player")
    times.last.click()
    wait_until(
        page.locator("#player video"),
        "(video) => !video.paused && video.currentTime >= 9",
    )
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(times).to_have_count(0)


def test_the_words_never_move_under_somebody_who_reads_them(visitors, content):
    page = visitors.arrive(size={"width": 1280, "height": 420})
    page.goto(OURS)
    box = page.locator("#transcript .transcript__text")
    box.evaluate("(box) => { box.style.maxBlockSize = '4rem'; }")
    page.evaluate("scrollTo(0, 300)")
    play(page)
    page.locator("#player video").evaluate(
        "(video) => { video.playbackRate = 0.1; video.currentTime = 9.5; }"
    )
    wait_until(box, "(box) => box.scrollTop > 0")
    before = page.evaluate("scrollY")
    box.hover()
    page.mouse.wheel(0, -1000)
    wait_until(box, "(box) => box.scrollTop === 0")
    page.locator("#player video").evaluate("(video) => { video.currentTime = 6.5; }")
    expect(box.locator("[aria-current]")).to_have_text("Ask what gets in the way.")
    assert box.evaluate("(box) => box.scrollTop") == 0
    assert page.evaluate("scrollY") == before


def test_without_scripts_a_chapter_is_a_link_to_its_moment(visitors, content):
    page = visitors.arrive(javascript=False)
    page.goto(OURS)
    expect(page.get_by_role("button", name="Show all times")).to_be_hidden()
    page.get_by_role("link", name="On the way").click()
    expect(page).to_have_url(f"{OURS}?t=6#player")
    video = page.locator("#player video")
    assert "en showing" in video.evaluate(MODES)
    video.focus()
    page.keyboard.press("Space")
    wait_until(video, PLAYS_FROM_SIX)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_each_language_is_a_choice_with_an_address(visitors, content, javascript):
    page = visitors.arrive(javascript=javascript)
    page.goto(OURS)
    english = page.locator("#player source").get_attribute("src")
    page.get_by_role("link", name="Polski").click()
    expect(page).to_have_url(f"{OURS}in/pl/")
    expect(page.locator("#transcript [lang=pl]")).to_contain_text("Zmień jedną rzecz.")
    polish = page.locator("#player source").get_attribute("src")
    assert polish != english
    assert page.locator("#player video").evaluate(MODES) == ["pl showing"]

    page.get_by_role("link", name="العربيّة").click()
    expect(page).to_have_url(f"{OURS}in/ar/")
    words = page.locator("#transcript .transcript__text")
    expect(words).to_have_css("direction", "rtl")
    expect(words).to_contain_text("ثم غيّر شيئًا واحدًا.")
    expect(page.locator("#player source")).to_have_attribute("src", english)
    assert "ar showing" in page.locator("#player video").evaluate(MODES)

    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="With audio description").click()
    expect(page).to_have_url(f"{OURS}described/")
    assert page.locator("#player source").get_attribute("src") not in {english, polish}
    page.get_by_role("link", name="Without audio description").click()
    expect(page).to_have_url(OURS)


@pytest.mark.parametrize(
    ("address", "name", "frame"),
    [
        (AT_YOUTUBE, "YouTube", "https://www.youtube-nocookie.com/embed/CLICtests01?"),
        (AT_VIMEO, "Vimeo", "https://player.vimeo.com/video/100000001?h=abcdef0123&"),
    ],
)
def test_a_video_elsewhere_is_loaded_by_a_click_and_not_before(
    visitors, content, address, name, frame
):
    page = visitors.arrive(other_hosts=True)
    asked = []

    def answer(route):
        asked.append(route.request)
        route.fulfill(content_type="text/html", body="<title>Player</title>")

    ours = visitors.site.url
    page.route(lambda url: not url.startswith(ours), answer)
    page.goto(f"{address}?t=90")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text(f"{name} may set cookies.")).to_be_visible()
    button = page.get_by_role("button", name=f"Load the video from {name}")
    button.hover()
    assert asked == []
    assert page.locator("iframe").count() == 0

    button.press("Enter")
    player = page.locator("#player iframe")
    expect(player).to_have_attribute("title", f"At {name.lower()} (video at {name})")
    expect(player).to_be_focused()
    page.wait_for_load_state("networkidle")
    (request,) = asked
    assert request.url.startswith(frame)
    assert "90" in player.get_attribute("src")
    # They learn which site asks, and nothing of the page.
    assert request.headers["referer"] == f"{ours}/"


def test_without_scripts_a_video_elsewhere_is_a_link(visitors, content):
    page = visitors.arrive(javascript=False)
    page.goto(AT_YOUTUBE)
    expect(page.get_by_role("button", name="Load the video")).to_be_hidden()
    link = page.get_by_role("link", name="Watch the video at YouTube")
    address = "https://www.youtube.com/watch?v=CLICtests01"
    expect(link).to_have_attribute("href", address)
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(page.get_by_text("All that is said in it.")).to_be_visible()
    page.get_by_role("link", name="Read it here").click()
    expect(page.locator("#transcript")).to_be_in_viewport()


def test_a_video_that_is_gone_leaves_its_words(page, content):
    page.goto(GONE)
    expect(page.get_by_text("This video is no longer at YouTube.")).to_be_visible()
    expect(page.get_by_role("button", name="Load the video")).to_have_count(0)
    expect(page.get_by_text("All that is said in it.")).to_be_visible()


def test_on_paper_there_is_a_picture_the_address_and_every_word(page, content):
    page.goto(OURS)
    page.emulate_media(media="print")
    expect(page.locator("#player video")).to_be_visible()
    expect(page.get_by_text(f"Watch it at {page.url}")).to_be_visible()
    expect(page.get_by_role("button", name="Show all times")).to_be_hidden()
    expect(page.get_by_role("button", name="Play:")).to_be_hidden()
    box = page.locator("#transcript .transcript__text")
    assert box.evaluate("(box) => box.scrollHeight <= box.clientHeight")
