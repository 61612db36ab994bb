"""The fourth journey: a visitor tells the team something, and a colleague answers or closes it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.people import EDITOR, PUBLISHER, sign_in, wait_for_mail

STORY = "/stories/a-service-young-people-would-use/"
TITLE = "A well-being service that young people shaped themselves"
REFERENCE = re.compile(r"FB-[A-Z0-9]{8}")
NO_ANSWER = "You left no e-mail address, so we can't answer you."


def write(page, message, email=""):
    """Fill in the form that belongs to a story, as the link at its end opens it."""
    page.goto(STORY)
    link = page.locator("[data-useful-wrong]")
    page.goto(link.get_attribute("href"))
    expect(page.locator("main").get_by_role("link", name=TITLE)).to_be_visible()
    page.get_by_label("What is wrong or missing?").fill(message)
    page.get_by_label("Your e-mail address").fill(email)


def send(page):
    """Send the form and return the reference on the page that follows."""
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Thank you. Your message has arrived."
    )
    return REFERENCE.search(page.locator("main").inner_text()).group()


def open_in_inbox(page, folder, words):
    page.goto(f"/admin/feedback/{folder}")
    page.get_by_role("link", name=words).click()
    expect(page.get_by_text(words).first).to_be_visible()


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_an_editor_answers_a_visitor_by_mail(visitors, site, javascript):
    words = f"The number in the second line is of last year ({javascript})."
    answer = f"It is this year's now, with thanks ({javascript})."
    email = f"answered-{javascript}@ward.example".lower()
    visitor = visitors.arrive(javascript=javascript)
    write(visitor, words, email)
    reference = send(visitor)
    assert visitor.context.cookies() == []
    receipt = wait_for_mail(site, email, reference)
    assert words not in receipt

    editor = visitors.arrive(javascript=javascript)
    sign_in(editor, EDITOR)
    open_in_inbox(editor, "", words)
    expect(editor.get_by_text(reference).first).to_be_visible()
    editor.get_by_role("link", name="Answer by mail").click()
    editor.get_by_label("Your answer").fill(answer)
    editor.get_by_label("And mark as done").check()
    press(editor, "Look at the mail")
    expect(editor.get_by_role("heading", name="The mail as it goes")).to_be_visible()
    press(editor, "Send the answer")
    assert answer in wait_for_mail(site, email, re.escape(answer))
    open_in_inbox(editor, "done/", words)
    expect(editor.get_by_text(answer)).to_be_visible()

    visitor.goto("/demo/mail/")
    expect(visitor.get_by_text(answer).first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_message_without_an_address_is_taken_on_a_phone(visitors, javascript):
    words = f"A thank-you from the bus ({javascript})."
    visitor = visitors.arrive(size=PHONE, javascript=javascript)
    visitor.goto("/feedback/")
    visitor.get_by_label("Praise").check()
    visitor.get_by_label("Your message").fill(words)
    send(visitor)
    expect(visitor.get_by_text(NO_ANSWER)).to_be_visible()
    width = "document.documentElement.scrollWidth"
    assert visitor.evaluate(width) <= PHONE["width"]
    assert visitor.context.cookies() == []

    publisher = visitors.arrive()
    sign_in(publisher, PUBLISHER)
    open_in_inbox(publisher, "", words)
    press(publisher, "Mark as done")
    open_in_inbox(publisher, "done/", words)


def test_a_mistake_is_told_beside_the_field_and_nothing_is_lost(page):
    write(page, "What I wrote stays.", "no address")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    message = page.get_by_label("What is wrong or missing?")
    expect(message).to_have_value("What I wrote stays.")
    expect(page.get_by_label("Your e-mail address")).to_have_value("no address")
    expect(page.locator("main").get_by_role("link", name=TITLE)).to_be_visible()


def test_what_a_program_fills_in_goes_to_spam_with_the_usual_thanks(visitors):
    words = "Cheap chairs for every office."
    program = visitors.arrive()
    write(program, words)
    program.evaluate(
        "document.querySelector('[name=referral_note]').value = 'https://chairs.example'"
    )
    send(program)

    publisher = visitors.arrive()
    sign_in(publisher, PUBLISHER)
    publisher.goto("/admin/feedback/")
    expect(publisher.get_by_role("link", name=words)).to_have_count(0)
    open_in_inbox(publisher, "spam/", words)
