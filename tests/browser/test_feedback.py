"""The fourth journey: a visitor says what is wrong, the team reads it and marks it done."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import PUBLISHER, sign_in, wait_for_mail

STORY = "/stories/a-service-young-people-would-use/"
TITLE = "A well-being service that young people shaped themselves"
REFERENCE = re.compile(r"FB-[A-Z0-9]{8}")


def write(page, message, email=""):
    """Fill in the form that the line at the foot of a story leads to."""
    page.goto(STORY)
    # Pressed with scripts, it opens the form beside the page: test_useful.py.
    link = page.get_by_role("link", name="Something wrong with this page?")
    page.goto(link.get_attribute("href"))
    expect(page.locator("main").get_by_role("link", name=TITLE)).to_be_visible()
    page.get_by_label("What is wrong or missing?").fill(message)
    page.get_by_label("Your e-mail address").fill(email)


def send(page):
    """Send the form and return the reference on the page that follows."""
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Thank you. Your message has arrived."
    )
    return REFERENCE.search(page.locator("main").inner_text()).group()


def open_in_inbox(page, folder, words):
    page.goto(f"/admin/feedback/{folder}")
    page.get_by_role("link", name=words).click()
    expect(page.get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_message_gets_a_reference_and_is_dealt_with(visitors, site, javascript):
    words = f"The number in the second line is of last year ({javascript})."
    email = f"visitor-{javascript}@ward.example".lower()
    visitor = visitors.arrive(javascript=javascript)
    write(visitor, words, email)
    reference = send(visitor)
    assert visitor.context.cookies() == []
    receipt = wait_for_mail(site, email, reference)
    assert words not in receipt

    publisher = visitors.arrive()
    sign_in(publisher, PUBLISHER)
    open_in_inbox(publisher, "", words)
    expect(publisher.get_by_text(reference).first).to_be_visible()
    expect(publisher.get_by_role("link", name=email)).to_be_visible()
    publisher.locator("button[value=done]").click()
    open_in_inbox(publisher, "done/", words)


def test_a_mistake_is_told_beside_the_field_and_nothing_is_lost(page):
    write(page, "What I wrote stays.", "no address")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    words = page.get_by_label("What is wrong or missing?")
    expect(words).to_have_value("What I wrote stays.")
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
