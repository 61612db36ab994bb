"""Editors learn from what readers search for and open."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import PUBLISHER, sign_in


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_what_a_reader_opens_is_told(visitors, content, javascript):
    reader = visitors.arrive(javascript=javascript)
    reader.goto("/search/?q=after+action+review")
    with reader.expect_response("**/search/opened/**") as told:
        reader.locator("main a[ping]").first.click()
    assert told.value.status == 204
    assert reader.context.cookies() == []


def test_an_editor_begins_the_page_that_a_reader_looked_for_in_vain(visitors, content):
    reader = visitors.arrive()
    reader.goto("/search/?q=xylophone+zumba")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()

    editor = visitors.arrive()
    sign_in(editor, PUBLISHER)
    editor.goto("/admin/reports/searches/")
    row = editor.get_by_role("row").filter(has_text="xylophone zumba")
    row.get_by_role("link", name="Start a page").click()
    expect(editor.get_by_label("Title")).to_have_value("Xylophone zumba")
    places = editor.get_by_label("What it is, and where it stands")
    places.select_option(label="\u2003Stories")
    editor.get_by_role("button", name="Make the draft").click()
    expect(editor.get_by_text("A draft was made.")).to_be_visible()
