"""What only a browser can tell about blocks: what scrolls, what is reached by keyboard, what is printed."""

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.visits import EVERY_BLOCK

A4 = {"format": "A4"}
POSTCARD = {"width": "150mm", "height": "100mm"}
WIDE = "The day, hour by hour"


@pytest.fixture
def printed(visitors, content, tmp_path):
    """A page as a reader's browser prints it at night, as a PDF."""

    def do(address, paper=A4, **options):
        page = visitors.arrive(dark=True, **options)
        page.goto(address)
        page.pdf(path=tmp_path / "page.pdf", **paper)
        return pypdfium2.PdfDocument(tmp_path / "page.pdf")

    return do


def sheets_of(document):
    """The words on each sheet, in one line."""
    pages = (document[number].get_textpage() for number in range(len(document)))
    return [" ".join(page.get_text_range().split()) for page in pages]


def test_a_wide_table_scrolls_inside_itself_by_keyboard(visitors, content):
    page = visitors.arrive(size=PHONE)
    page.goto(EVERY_BLOCK)
    table = page.get_by_role("group", name=WIDE)
    table.focus()
    expect(table).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "name => document.querySelector(`[aria-label='${name}']`).scrollLeft > 0",
        arg=WIDE,
    )


def test_a_table_that_fits_is_no_stop_for_the_keyboard(visitors, content):
    page = visitors.arrive(size=DESKTOP)
    page.goto(EVERY_BLOCK)
    table = page.get_by_role("group", name="Who does what in a review")
    expect(table).not_to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 320, "height": 640})
    expect(table).to_have_attribute("tabindex", "0")


def test_without_scripts_each_table_can_be_reached(visitors, content):
    page = visitors.arrive(size=PHONE, javascript=False)
    page.goto(EVERY_BLOCK)
    assert page.get_by_role("group", name=WIDE).get_attribute("tabindex") == "0"


def test_a_heading_can_be_linked_to(visitors, content):
    page = visitors.arrive()
    page.goto(f"{EVERY_BLOCK}#section-what-we-changed")
    heading = page.locator("#section-what-we-changed")
    expect(heading).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_paper_has_the_text_and_where_links_lead(printed, javascript):
    text = " ".join(sheets_of(printed(EVERY_BLOCK, javascript=javascript)))
    # Closed on the screen.
    assert "The time from asking to getting." in text
    assert "The days fell from 30 in May to 19 in July." in text
    # Where links lead, and where those of this site do.
    assert "Book a place (https://www.example.org/)" in text
    assert "(mailto:" not in text
    assert "Addresses that begin with “/” are at http" in text


def test_paper_has_no_navigation(printed):
    text = " ".join(sheets_of(printed(EVERY_BLOCK)))
    for words in ("Sign in", "Skip to main", "Privacy", "Tell us about", "Copy link"):
        assert words not in text


def test_a_table_on_several_sheets_repeats_its_head(printed):
    sheets = sheets_of(printed(EVERY_BLOCK, paper=POSTCARD))
    # Spaces between cells are not text.
    sheets = [sheet.replace(" ", "") for sheet in sheets]
    rows = [f"Week{week}{12 - week}{week}7" for week in range(6, 25)]
    with_rows = [sheet for sheet in sheets if any(row in sheet for row in rows)]
    assert len(with_rows) > 1
    assert [sheet for sheet in with_rows if "WeekLettersCallsVisits" not in sheet] == []


def test_paper_is_white_at_night_too(printed):
    sheet = printed(EVERY_BLOCK)[0].render(scale=0.5).to_pil().convert("L")
    dark = sum(sheet.histogram()[:64])
    assert dark < 0.1 * sheet.width * sheet.height
    assert sheet.getpixel((2, 2)) == 255
