"""Writing a comment: details pointed out, a name not shown, and nothing typed ever lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import MEMBER, NEW_MEMBER, sign_in

TOOL = "/toolkits/production-system/visual-control/"
VIDEO = "/videos/microaggressions-turned-around/"
# The same words twice would wait as repeated.
BETTER = {
    True: "Ring the ward and ask for the green board.",
    False: "Whoever visits us finds the blue folder at once.",
}


def box(page):
    return page.get_by_label("Your comment", exact=True)


def post(page):
    page.get_by_role("button", name="Post", exact=True).click()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_details_are_pointed_out_before_signing_in_and_the_rest_comes_along(
    visitors, site, javascript
):
    better = BETTER[javascript]
    risky = f"{better} My number is 07700 900123."
    page = visitors.arrive(javascript=javascript)
    page.goto(TOOL)
    box(page).fill(risky)
    page.locator(".form__more summary").click()
    page.get_by_label("This is a question").check()
    post(page)

    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    expect(page.locator(".found mark")).to_contain_text("07700 900123")
    expect(box(page)).to_have_value(risky)
    expect(page.get_by_label("This is a question")).to_be_checked()

    box(page).fill(better)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview")).to_contain_text(better)
    post(page)
    sign_in(page, MEMBER)

    expect(page).to_have_url(re.compile(f"{TOOL}#join-in$"))
    expect(box(page)).to_have_value(better)
    expect(page.get_by_label("This is a question")).to_be_checked()
    post(page)
    comments = page.locator("#comments")
    expect(comments.get_by_text(better)).to_be_visible()
    expect(box(page)).to_have_value("")

    # Nobody has answered yet, so it can still be changed.
    mine = comments.get_by_role("article").filter(has_text=better)
    mine.get_by_role("link", name="Change your comment").click()
    box(page).fill(f"{better} It hangs by the door.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your comment is changed.")).to_be_visible()
    expect(page.locator("#comments").get_by_text("by the door").first).to_be_visible()


def test_what_is_typed_stays_in_the_tab_for_its_writer_alone(visitors, site):
    words = "Typed, and not sent yet."
    page = visitors.arrive()
    sign_in(page, NEW_MEMBER)
    page.goto(VIDEO)
    box(page).fill(words)
    page.get_by_label("Don’t show my name").check()
    expect(page.locator(".form__nameless")).to_contain_text("gave no name")

    page.reload()
    expect(box(page)).to_have_value(words)
    expect(page.get_by_label("Don’t show my name")).to_be_checked()

    # The sign-in ends by itself: whoever is here now sees nothing of it.
    session = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.reload()
    expect(box(page)).to_have_value("")
    page.context.add_cookies(session)
    page.reload()
    expect(box(page)).to_have_value(words)

    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url(re.compile(r"^(?!.*microaggressions)"))
    sign_in(page, NEW_MEMBER)
    page.goto(VIDEO)
    expect(box(page)).to_have_value("")
