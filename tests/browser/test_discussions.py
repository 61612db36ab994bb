"""A story that many talk about: another order, more replies, and saying what helped."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import NEW_MEMBER, sign_in

STORY = "/stories/discharge-letters-in-two-days/"
# The last of the replies that are not shown at first.
LAST = "May we quote your one in ten"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_reader_sorts_and_opens_a_long_thread(visitors, javascript):
    page = visitors.arrive(javascript=javascript)
    page.goto(STORY)
    expect(page.get_by_text(LAST)).to_have_count(0)
    page.get_by_role("link", name="Show 2 more replies").click()
    expect(page.get_by_text(LAST)).to_be_visible()
    if javascript:
        expect(page).to_have_url(STORY)
        expect(page.get_by_text("7 of 7 replies are shown.")).to_have_attribute(
            "role", "status"
        )
        expect(page.locator("article:focus")).to_contain_text("one letter in three")
    else:
        expect(page).to_have_url(re.compile(r"/comments/\d+/thread/#comment-\d+$"))
        expect(page.locator("article:target")).to_contain_text("One minute")

    page.goto(STORY)
    page.get_by_role("link", name="Most helpful first").click()
    first = page.locator("article.comment").first
    expect(first).to_contain_text("Reading it to the patient found two errors")
    first.get_by_role("link", name=re.compile("^Link to this comment")).click()
    expect(page).to_have_url(re.compile(rf"{STORY}#comment-\d+$"))
    expect(page.locator("article:target")).to_contain_text("Reading it to the patient")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_member_says_what_helped_and_takes_it_back(visitors, javascript):
    page = visitors.arrive(javascript=javascript)
    page.goto("/accounts/login/")
    sign_in(page, NEW_MEMBER)
    page.goto(STORY)
    comment = page.locator("article.comment").filter(has_text="Two of five doctors")
    button = comment.get_by_role("button", name=re.compile("^Helpful"))
    for before, after, said in (
        ("1", "2", "Marked as helpful."),
        ("2", "1", "No longer marked as helpful."),
    ):
        expect(comment.get_by_text(f"{before} found this helpful")).to_be_visible()
        button.click()
        expect(page.get_by_text(said)).to_have_count(1)
        expect(comment.get_by_text(f"{after} found this helpful")).to_be_visible()
        if javascript:
            expect(button).to_be_focused()
            expect(page).to_have_url(STORY)
