"""What members say of themselves, and what others see of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.people import (
    EDITOR,
    MEMBER,
    PUBLISHER,
    sign_in,
    wait_for_mail,
)
from tests.browser.visits import STORY, TOOLKIT

ORGANISATION = "Fells and Lakes Hospitals"
SHOW = "Show my organisation beside my comments"
HEAR = "Tell me by mail when somebody replies to a comment of mine"
# Where the member has commented.
DISCUSSED = f"{TOOLKIT}after-action-review/"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def member(visitors, request):
    """A signed-in member, with and without JavaScript, who has agreed to nothing."""
    page = visitors.arrive(javascript=request.param)
    sign_in(page, MEMBER)
    take_everything_back(page)
    yield page
    take_everything_back(page)


def take_everything_back(page):
    page.goto("/account/consents/")
    while page.get_by_role("button", name="Take it back").count():
        with page.expect_navigation():
            page.get_by_role("button", name="Take it back").first.click()


def save(page):
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Save").click()


def writer(page, name):
    return page.locator(".author").filter(has_text=name).first


def test_an_organisation_is_shown_once_somebody_agrees_and_until_they_take_it_back(
    member, visitors
):
    reader = visitors.arrive(size=PHONE)
    member.goto("/account/profile/")
    member.get_by_label("Organisation", exact=False).first.select_option(ORGANISATION)
    save(member)
    reader.goto(DISCUSSED)
    expect(writer(reader, "Ward sister")).not_to_contain_text(ORGANISATION)
    member.get_by_label(SHOW).check()
    save(member)
    expect(member.locator(".seen-by-others")).to_contain_text(ORGANISATION)
    reader.reload()
    expect(writer(reader, "Ward sister")).to_contain_text(ORGANISATION)
    take_everything_back(member)
    expect(member.locator("main")).to_contain_text("You have not agreed to this.")
    reader.reload()
    expect(writer(reader, "Ward sister")).not_to_contain_text(ORGANISATION)


def test_who_wants_to_hear_of_replies_gets_a_mail_with_a_link(member, visitors, site):
    member.goto("/account/mail/")
    expect(member.get_by_label(HEAR)).not_to_be_checked()
    member.get_by_label(HEAR).check()
    save(member)
    expect(member.get_by_label(HEAR)).to_be_checked()
    colleague = visitors.arrive()
    sign_in(colleague, PUBLISHER)
    colleague.goto(DISCUSSED)
    comment = colleague.locator("article.comment").filter(has_text="Ward sister").first
    comment.get_by_role("link", name="Reply").first.click()
    colleague.get_by_label("Your reply").fill(f"Well said, {id(member)}.")
    with colleague.expect_navigation():
        colleague.locator("main").get_by_role("button", name="Post").click()
    text = wait_for_mail(site, MEMBER, "Somebody has replied to your comment")
    assert "Well said" not in text
    assert re.search(r"/comments/\d+/", text)


def test_editors_find_their_bar_over_a_page(visitors):
    page = visitors.arrive()
    sign_in(page, EDITOR)
    page.goto(STORY)
    bar = page.get_by_role("button", name="View Wagtail quick actions")
    bar.click()
    expect(page.get_by_role("menuitem", name="Edit this page")).to_be_visible()
    reader = visitors.arrive()
    sign_in(reader, MEMBER)
    reader.goto(STORY)
    expect(reader.locator("wagtail-userbar")).to_have_count(0)
