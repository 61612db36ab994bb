"""The third journey: an editor writes a story, a publisher lets it out, readers see it."""

import re

from playwright.sync_api import expect

from tests.browser.people import EDITOR, PUBLISHER, choose_action, sign_in

TITLE = "Ten minutes by the sluice"
WORDS = "We stood by the sluice and nobody sat down."
SAID = "It was over before my tea was cold."
PICTURE = "Sailing in company"
TOPIC = "Waste and waiting"
ADDRESS = "/stories/ten-minutes-by-the-sluice/"


def add_block(page, name):
    """Put another block at the end of the text."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def write_story(page):
    """Fill in a story: title, summary, text, a quote, a picture from the library, a topic."""
    page.get_by_role("textbox", name="Title").fill(TITLE)
    page.get_by_role("textbox", name="Summary").fill("A short meeting, standing up.")
    add_block(page, "Text")
    page.locator("[contenteditable=true]").fill(WORDS)
    add_block(page, "Quote")
    page.get_by_role("textbox", name="Quote").fill(SAID)
    add_block(page, "Picture")
    page.get_by_role("button", name="Choose an image").click()
    page.get_by_role("dialog").get_by_role("link", name=PICTURE).click()
    page.get_by_role("textbox", name="Caption").fill("How it felt.")
    page.get_by_role("tab", name="Promote").click()
    page.get_by_role("button", name="Add Topic").click()
    page.get_by_role("button", name="Choose topic").click()
    page.get_by_role("dialog").get_by_role("link", name=TOPIC).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_editor_publishes_nothing_alone(visitors, content):
    page = visitors.arrive()
    sign_in(page, EDITOR)
    page.goto(f"/admin/pages/{content['discussed_page']}/edit/")
    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("button", name=re.compile("^Submit to"))).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


def test_a_story_goes_from_editor_to_publisher_to_readers(visitors, content):
    reader = visitors.arrive()
    editor = visitors.arrive()
    sign_in(editor, EDITOR)
    editor.goto(f"/admin/pages/add/pages/storypage/{content['stories']}/")
    write_story(editor)

    editor.get_by_role("button", name="Toggle preview").click()
    preview = editor.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(preview.get_by_text(WORDS)).to_be_visible()
    expect(preview.get_by_text(SAID)).to_be_visible()
    choose_action(editor, re.compile("^Submit to"))
    expect(editor.get_by_text("submitted for moderation")).to_be_visible()
    assert reader.goto(ADDRESS).status == 404
    reader.goto("/stories/")
    expect(reader.get_by_role("link", name=TITLE)).to_have_count(0)

    publisher = visitors.arrive()
    sign_in(publisher, PUBLISHER)
    publisher.goto("/admin/")
    publisher.get_by_role("link", name=TITLE).first.click()
    choose_action(publisher, "Approve", exact=True)
    expect(publisher.get_by_text(f"Page '{TITLE}' has been")).to_be_visible()

    assert reader.goto(ADDRESS).status == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_text(WORDS)).to_be_visible()
    expect(reader.get_by_text(SAID)).to_be_visible()
    expect(reader.get_by_text(TOPIC)).to_be_visible()
    picture = reader.locator("main figure img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("(picture) => picture.naturalWidth") > 0
    assert picture.get_attribute("alt")
    reader.goto("/stories/")
    expect(reader.get_by_role("link", name=TITLE)).to_be_visible()
