"""A moderator decides about what waits with nothing but a keyboard, with shortcuts and without any script."""

import json
import re

from playwright.sync_api import expect

from tests.browser.inside import run_inside
from tests.browser.people import MODERATOR, sign_in

MOST_TABS = 300


def let_wait(site, email, number):
    """The list of `number` comments that wait, all by one new member."""
    run_inside(
        site,
        f"from tests.browser.more_waiting import add; add({email!r}, {number})",
    )
    return f"/admin/comments/?member={email}&show=50"


def states_of(site, email):
    said = run_inside(
        site, f"from tests.browser.more_waiting import report; report({email!r})"
    )
    return json.loads(said)


def tab_to(page, part):
    """Press Tab until this has the focus."""
    for _turn in range(MOST_TABS):
        if part.evaluate("part => part === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never leads there.")


def press_and_wait(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def rows(page):
    return page.locator("[data-queue-row]")


def test_thirty_comments_by_keys_alone(visitors, site):
    email = f"by-keys-{site.port}@ward.example"
    page = visitors.arrive()
    waiting = let_wait(site, email, 30)
    sign_in(page, MODERATOR)
    page.goto(waiting)
    expect(rows(page)).to_have_count(30)

    # Off until chosen.
    page.keyboard.press("j")
    expect(page.locator("[data-queue-row]:focus")).to_have_count(0)
    tab_to(page, page.locator("[data-queue-keys-choice]"))
    page.keyboard.press("Space")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(rows(page).first).to_be_focused()
    expect(rows(page).first).to_have_attribute("aria-current", "true")

    # Each decision leads back to the same place, where the next one stands.
    for left in range(29, 11, -1):
        press_and_wait(page, "p")
        expect(rows(page)).to_have_count(left)
        expect(rows(page).first).to_be_focused()

    for left in range(11, 8, -1):
        page.keyboard.press("r")
        expect(rows(page).first.get_by_role("combobox")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        press_and_wait(page, "d")
        expect(rows(page)).to_have_count(left)

    # Without a reason the key does nothing but ask for one.
    page.keyboard.press("d")
    expect(rows(page)).to_have_count(9)
    page.keyboard.press("Escape")
    tick = page.get_by_role("checkbox", name="Tick comment")
    for number in range(4):
        page.keyboard.press("x")
        expect(tick.nth(number)).to_be_checked()
        page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows(page).nth(3)).to_be_focused()
    bulk = page.get_by_role("form", name="Ticked")
    tab_to(page, bulk.get_by_role("button", name="Publish", exact=True))
    press_and_wait(page, "Enter")
    expect(page.get_by_text("4 published.")).to_be_visible()

    tab_to(page, page.get_by_role("link", name="Tick all 5"))
    page.keyboard.press("Enter")
    expect(bulk.get_by_text("(5)")).to_be_visible()
    tab_to(page, bulk.get_by_role("button", name="Publish", exact=True))
    press_and_wait(page, "Enter")
    expect(page.get_by_text("5 published.")).to_be_visible()
    expect(page.get_by_text("No comment fits")).to_be_visible()
    assert states_of(site, email) == {"published": 27, "rejected": 3}


def test_without_a_script_tab_and_enter_are_enough(visitors, site):
    email = f"by-tab-{site.port}@ward.example"
    page = visitors.arrive(javascript=False)
    waiting = let_wait(site, email, 5)
    sign_in(page, MODERATOR)
    page.goto(waiting)
    expect(page.locator("[data-queue-keys-choice]")).to_be_hidden()

    first = rows(page).first
    tab_to(page, first.get_by_role("button", name=re.compile(r"^Publish \(comment")))
    press_and_wait(page, "Enter")
    expect(page.get_by_text("The comment is published.")).to_be_visible()
    expect(rows(page)).to_have_count(4)

    tab_to(page, first.get_by_role("combobox"))
    page.keyboard.press("ArrowDown")
    tab_to(page, first.get_by_role("button", name="Don’t publish"))
    press_and_wait(page, "Enter")
    expect(page.get_by_text("Its writer is told why.")).to_be_visible()
    expect(rows(page)).to_have_count(3)

    tab_to(page, page.get_by_role("link", name="Tick all 3"))
    press_and_wait(page, "Enter")
    bulk = page.get_by_role("form", name="Ticked")
    tab_to(page, bulk.get_by_role("button", name="Publish", exact=True))
    press_and_wait(page, "Enter")
    expect(page.get_by_text("3 published.")).to_be_visible()
    assert states_of(site, email) == {"published": 4, "rejected": 1}
