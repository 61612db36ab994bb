"""A facilitator makes a pack, shares it, takes it along as PDF, and its templates."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.packs.packing import bookmarks_of, text_of

WAYS = [
    pytest.param({"size": DESKTOP}, id="desktop"),
    pytest.param({"size": PHONE, "has_touch": True, "is_mobile": True}, id="phone"),
    pytest.param({"size": DESKTOP, "javascript": False}, id="without-scripts"),
]
STYLE_OF_PAPER = """(box) => {
  const look = getComputedStyle(box);
  return [look.display, look.breakAfter];
}"""


def sheets(page):
    """The names of the tools on their sheets, in order."""
    return page.locator("article.sheet > .sheet__head h2").all_inner_texts()


def pdf_of(page):
    """What the button for the PDF leads to."""
    address = page.get_by_role("link", name="Download PDF").get_attribute("href")
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


@pytest.mark.parametrize("way", WAYS)
def test_a_pack_from_the_toolkit_to_the_workshop(visitors, content, way):
    page = visitors.arrive(**way)
    page.goto("/packs/?{pack}".format_map(content))
    first, second = sheets(page)

    # Make it yours: what is chosen ends up in the address.
    page.get_by_label("Name of the workshop").fill("Better mornings")
    page.get_by_label("Starts at").fill("13:15")
    page.get_by_label("Copy").select_option(label="Handout, without notes")
    page.get_by_role("button", name="Update the pack").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Better mornings")
    assert "title=Better+mornings" in page.url
    expect(page.locator(".run-sheet__clock").first).to_contain_text("13:15")

    # Put the second tool first, by keyboard where there is one.
    page.get_by_role("link", name=f"Move {second} up").click()
    page.wait_for_url("**#order")
    assert sheets(page) == [second, first]
    expect(page.get_by_role("heading", level=1)).to_have_text("Better mornings")

    # The address alone brings the same pack to somebody else.
    colleague = visitors.arrive()
    colleague.goto(page.url)
    assert sheets(colleague) == [second, first]
    assert not colleague.context.cookies()

    # Take it along.
    pdf = pdf_of(page)
    text = text_of(pdf)
    assert "Better mornings" in text and "13:15" in text
    assert "For the facilitator" not in text
    titles = [title for title, level in bookmarks_of(pdf) if level == 0]
    assert titles[-2:] == [second, first]
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download the templates (ZIP)").click()
    download = downloading.value
    assert download.suggested_filename == "better-mornings-templates.zip"
    names = ZipFile(Path(download.path())).namelist()
    assert names[-1] == "contents.html"
    assert any(name.startswith("01 ") for name in names)

    # Take a tool out again.
    page.get_by_role("link", name=f"Take {first} out").click()
    expect(page.locator("article.sheet")).to_have_count(1)


def test_a_mistyped_time_is_told_where_it_was_typed(page, content):
    page.goto("/packs/?{pack}&start=25:99".format_map(content))
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Starts at")).to_be_focused()


def test_buttons_that_need_scripts_are_there_only_with_them(visitors, content):
    address = "/packs/?{pack}".format_map(content)
    with_scripts, without = visitors.arrive(), visitors.arrive(javascript=False)
    for page in (with_scripts, without):
        page.goto(address)
    with_scripts.evaluate("window.print = () => (window.printed = true)")
    with_scripts.get_by_role("button", name="Print").click()
    assert with_scripts.evaluate("window.printed")
    expect(without.get_by_role("button", name="Print")).to_have_count(0)


def test_on_paper_there_are_only_sheets(page, content):
    page.goto("/packs/?{pack}".format_map(content))
    page.emulate_media(media="print")
    for hidden in (".site-header", ".pack-options", ".pack-actions", ".site-footer"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".pack-cover__address")).to_be_visible()
    first = page.locator(".sheet").first
    assert first.evaluate(STYLE_OF_PAPER) == ["block", "page"]
    paper = text_of(page.pdf(prefer_css_page_size=True))
    assert "1 / " in paper


def test_a_pdf_on_its_way_opens_by_itself(page, content):
    page.route(
        "**/packs/pack.pdf*",
        lambda route: (
            route.fulfill(status=200, content_type="application/pdf")
            if route.request.method == "HEAD"
            else route.continue_()
        ),
    )
    page.goto("/packs/pack.pdf?{waiting_pack}".format_map(content))
    expect(page.get_by_role("status")).to_contain_text("opens here by itself")
    with page.expect_navigation():
        pass


def test_a_pdf_on_its_way_opens_without_scripts_too(visitors, content):
    page = visitors.arrive(javascript=False)
    page.goto("/packs/pack.pdf?{waiting_pack}".format_map(content))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your PDF is being made")
    with page.expect_navigation():
        pass
