"""From a message to what all readers are told of it, and back: “You said, we did”."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import PUBLISHER, sign_in, wait_for_mail
from tests.browser.test_every_page import AXE, RULES, RUN_AXE

STORY = "/stories/a-service-young-people-would-use/"
LIST = "/feedback/you-said-we-did/"


def send_message(page, message, email):
    """Fill in the form about the story that a link at its end leads to."""
    page.goto(STORY)
    link = page.get_by_role("link", name="Something wrong with this page?")
    page.goto(link.get_attribute("href"))
    page.get_by_label("What is wrong or missing?").fill(message)
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you.")


def open_note_form(page, words):
    page.goto("/admin/feedback/")
    page.get_by_role("link", name=words).click()
    page.get_by_role("link", name="Tell readers what we did").click()


def press(page, name):
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_readers_are_told_and_it_is_taken_back(visitors, site, javascript):
    mark = "with" if javascript else "without"
    words = f"The third picture shows last summer's room {mark} the old chairs."
    did = f"The picture is a new one, {mark} the chairs of today."
    email = f"you-said-{mark}@ward.example"
    reader = visitors.arrive(javascript=javascript)
    send_message(reader, words, email)

    publisher = visitors.arrive(javascript=javascript)
    sign_in(publisher, PUBLISHER)
    open_note_form(publisher, words)
    publisher.get_by_label("You said").fill(f"Somebody wrote: {words}")
    publisher.get_by_label("We did").fill(did)
    publisher.get_by_label("Send the sender a mail").check()
    press(publisher, "Show me how readers will see it")
    expect(publisher.get_by_text("The sender’s own words")).to_be_visible()
    expect(publisher.get_by_label("We did")).to_have_value(did)

    publisher.get_by_label("You said").fill("A picture was out of date.")
    press(publisher, "Show me how readers will see it")
    preview = publisher.get_by_role("region", name="As readers will see it")
    expect(preview).to_contain_text(did)
    reader.goto(LIST)
    expect(reader.get_by_text(did)).to_have_count(0)
    press(publisher, "Publish")
    expect(publisher.get_by_text("Readers can see the note now.")).to_be_visible()

    mail = wait_for_mail(site, email, "what we did about it")
    assert words not in mail
    [address] = re.findall(r"http\S+#note-\d+", mail)
    reader.goto(address)
    expect(reader.locator("article.told:target")).to_contain_text(did)
    reader.goto(LIST)
    note = reader.locator("article.told", has_text=did)
    expect(note.get_by_role("link")).to_have_attribute("href", STORY)
    assert reader.context.cookies() == []

    publisher.get_by_role("link", name="Open the note").click()
    press(publisher, "Take back")
    expect(publisher.get_by_text("Readers see it no longer.")).to_be_visible()
    for place in [LIST, STORY]:
        reader.goto(place)
        expect(reader.get_by_text(did)).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_publishers_can_work_with_it(visitors, dark):
    page = visitors.arrive(dark=dark)
    sign_in(page, PUBLISHER)
    for go in [list_of_notes, note, mistyped]:
        go(page)
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE, RULES) == [], go.__name__


def list_of_notes(page):
    page.goto("/admin/feedback/notes/")
    expect(page.locator("main article").first).to_be_visible()


def note(page):
    list_of_notes(page)
    page.get_by_role("link", name=re.compile("^Change or take back")).first.click()
    expect(page.get_by_role("button", name="Take back")).to_be_visible()


def mistyped(page):
    note(page)
    page.get_by_label("You said").fill("")
    press(page, "Show me how readers will see it")
    expect(page.get_by_text("Say in your own words").first).to_be_visible()
