"""From "We used this" on a tool's page to a story on the site, and the answer to its sender."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    EDITOR,
    MEMBER,
    PUBLISHER,
    choose_action,
    mails,
    sign_in,
    wait_for_mail,
)
from tests.browser.visits import TOOLKIT
from tests.pictures import photograph

TOOL = f"{TOOLKIT}5s/"
TEXT = "We cleared the linen cupboard.\n\nNow everything has a place."


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def reader(visitors, request):
    """A signed-in member on the form, with and without JavaScript."""
    page = visitors.arrive(javascript=request.param)
    sign_in(page, MEMBER)
    page.goto(TOOL)
    page.get_by_role("link", name="We used this").click()
    return page


def fill_in(page, title):
    page.get_by_label("In one line").fill(title)
    page.get_by_label("What happened?").fill(TEXT)


def send(page):
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Send").click()


def open_in_inbox(page, title):
    page.goto("/admin/contributions/")
    page.get_by_role("link", name=title).first.click()


def test_a_story_arrives_is_approved_and_its_sender_is_told(
    reader, visitors, site, request
):
    title = f"A tidy cupboard ({request.node.callspec.id})"
    known = mails(site, MEMBER)
    fill_in(reader, title)
    reader.get_by_label("What did you measure?").fill("minutes looking for linen")
    reader.get_by_label("Before").fill("20")
    reader.get_by_label("After").fill("5")
    photo = photograph((1200, 800))
    reader.get_by_label("Picture").set_input_files(
        {"name": "cupboard.jpg", "mimeType": "image/jpeg", "buffer": photo.read()}
    )
    reader.get_by_label("What does it show?").fill("Shelves with labels.")
    reader.get_by_label("Nobody can be recognised").check()
    send(reader)
    expect(reader.get_by_role("heading", name=title)).to_be_visible()
    expect(reader.locator("main")).to_contain_text("With the editors")
    wait_for_mail(site, MEMBER, "Your reference: RS-", known)

    publisher = visitors.arrive()
    sign_in(publisher, PUBLISHER)
    open_in_inbox(publisher, title)
    publisher.get_by_role("link", name="Open the story").click()
    choose_action(publisher, "Approve", exact=True)
    expect(publisher.get_by_text(f"Page '{title}' has been")).to_be_visible()

    mail = wait_for_mail(site, MEMBER, "Readers can see your story now", known)
    [address] = [line for line in mail.splitlines() if "/stories/" in line]
    anyone = visitors.arrive()
    anyone.goto(address)
    expect(anyone.get_by_role("heading", name=title)).to_be_visible()
    expect(anyone.get_by_role("link", name="5S").first).to_be_visible()


def test_an_answer_reaches_the_sender(reader, visitors, site, request):
    title = f"Not for the site ({request.node.callspec.id})"
    known = mails(site, MEMBER)
    fill_in(reader, title)
    send(reader)
    editor = visitors.arrive()
    sign_in(editor, EDITOR)
    open_in_inbox(editor, title)
    editor.get_by_label("Your answer to the sender").fill("Please tell us more.")
    with editor.expect_navigation():
        editor.get_by_role("button", name="Turn down and send the answer").click()
    wait_for_mail(site, MEMBER, "Please tell us more.", known)
    reader.reload()
    expect(reader.locator("main")).to_contain_text("Please tell us more.")


def test_what_is_missing_is_told_and_nothing_is_lost(reader):
    reader.get_by_label("What happened?").fill(TEXT)
    reader.get_by_label("After").fill("ten")
    send(reader)
    expect(reader.get_by_role("alert")).to_contain_text("Say in one line")
    expect(reader.get_by_label("What happened?")).to_have_value(TEXT)
    expect(reader.get_by_label("After")).to_have_value("ten")


def test_a_sign_in_that_ended_costs_no_text(reader):
    fill_in(reader, "Written before the sign-in ended")
    reader.context.clear_cookies(name="sessionid")
    send(reader)
    expect(reader.get_by_role("alert")).to_contain_text("You are signed out")
    with reader.expect_popup() as opened:
        reader.get_by_role("link", name="Sign in (opens in a new tab)").click()
    sign_in(opened.value, MEMBER)
    send(reader)
    expect(reader.get_by_role("alert")).to_contain_text("press Send once more")
    send(reader)
    expect(
        reader.get_by_role("heading", name="Written before the sign-in ended").first
    ).to_be_visible()
