"""A reader says whether a page is useful and what was missing, with and without scripts; its editor sees it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import PUBLISHER, sign_in

TOOL = "/toolkits/production-system/five-whys/"
REFERENCE = re.compile(r"FB-[A-Z0-9]{8}")


def part(page, javascript):
    """Where the forms stand: at the end of the page, or on a page of their own."""
    return page.locator(".useful__place" if javascript else "main")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_reader_answers_and_the_editor_sees_it(visitors, javascript):
    words = f"Who asks the second question ({javascript})?"
    reader = visitors.arrive(javascript=javascript)
    reader.goto(TOOL)
    reader.get_by_role("button", name="No this page is not useful").click()
    place = part(reader, javascript)
    heading = place.get_by_role("heading", name="Thank you for your answer")
    expect(heading).to_be_visible()
    if javascript:
        expect(heading).to_be_focused()
        expect(reader).to_have_url(re.compile(f"{TOOL}$"))
        expect(reader.get_by_text("Is this page useful?")).to_have_count(0)

    box = place.get_by_label("What was missing or wrong?")
    box.fill("Ring her on 07700 900123.")
    place.get_by_role("button", name="Send").click()
    expect(place.get_by_role("alert")).to_contain_text("There is a problem")
    if javascript:
        expect(place.get_by_role("alert")).to_be_focused()
    expect(place.get_by_text("This looks like a phone number.")).to_be_visible()
    expect(box).to_have_value("Ring her on 07700 900123.")

    box.fill(words)
    place.get_by_role("button", name="Send").click()
    thanks = place.get_by_role("heading", name="Thank you. Your message has arrived.")
    expect(thanks).to_be_visible()
    reference = REFERENCE.search(place.inner_text()).group()
    assert reader.context.cookies() == []

    editor = visitors.arrive()
    sign_in(editor, PUBLISHER)
    editor.goto(TOOL)
    number = editor.locator(".useful__question").get_attribute("action").split("/")[-2]
    editor.goto(f"/admin/pages/{number}/edit/")
    editor.locator("[data-side-panel-toggle=feedback]").click()
    panel = editor.locator("[data-side-panel=feedback]")
    expect(panel.get_by_text("answers in the last 90 days")).to_be_visible()
    panel.get_by_role("link", name=words).click()
    expect(editor.get_by_text(reference).first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_reader_says_what_is_wrong_beside_the_page(visitors, javascript):
    reader = visitors.arrive(javascript=javascript)
    reader.goto(TOOL)
    link = reader.get_by_role("link", name="Something wrong with this page?")
    link.click()
    place = part(reader, javascript)
    box = place.get_by_label("What is wrong or missing?")
    expect(box).to_be_visible()
    if javascript:
        expect(reader).to_have_url(re.compile(f"{TOOL}$"))
        place.get_by_role("button", name="Close").click()
        expect(place).to_have_count(0)
        expect(link).to_be_focused()
        link.click()
    # Sent too early, it says what is missing and keeps the rest.
    place.get_by_label("Your name").fill("Ann")
    place.get_by_role("button", name="Send").click()
    expect(place.get_by_role("alert")).to_contain_text("There is a problem")
    expect(place.get_by_label("Your name")).to_have_value("Ann")
    box.fill(f"The first picture is of another tool ({javascript}).")
    place.get_by_role("button", name="Send").click()
    thanks = place.get_by_role("heading", name="Thank you. Your message has arrived.")
    expect(thanks).to_be_visible()
    assert REFERENCE.search(place.inner_text())
    assert reader.context.cookies() == []
