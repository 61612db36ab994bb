"""A member follows a page, hears of a new comment by mail, and ends it from the mail: without JavaScript."""

import re

from playwright.sync_api import expect

from tests.browser.people import (
    enter_code,
    fill_in_joining,
    newest_code,
    sign_in,
    wait_for_mail,
)

TOOL = "/toolkits/production-system/demand-analysis/"
TRUSTED = "coach@demo.example"
STOP = re.compile(r"http\S+/account/following/stop/\S+")


def write(page, words):
    page.goto(TOOL)
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_role("article").filter(has_text=words)).to_be_visible()


def test_follows_hears_and_stops(visitors, site):
    email = f"following-{site.port}@ward.example"
    follower = visitors.arrive(javascript=False)
    follower.goto(f"/accounts/signup/?next={TOOL}%23comments")
    fill_in_joining(follower, email, "Follower")
    enter_code(follower, newest_code(site, email))
    follower.get_by_label("Tell me by e-mail of new comments").select_option("At once")
    follower.locator(".follow-line").get_by_role("button", name="Save").click()
    expect(follower.get_by_text("We tell you of each new comment here")).to_be_visible()

    words = f"We write the beat on the whiteboard ({site.port})."
    writer = visitors.arrive()
    sign_in(writer, TRUSTED)
    write(writer, words)
    text = wait_for_mail(site, email, "has written in a discussion")
    assert words not in text
    follower.goto(re.search(r"http\S+/comments/\d+/", text)[0])
    expect(follower.get_by_role("article").filter(has_text=words)).to_be_visible()

    # Opened by whoever holds the mail: nobody is signed in.
    stranger = visitors.arrive(javascript=False)
    stranger.goto(STOP.search(text)[0])
    follower.goto("/account/following/")
    expect(follower.get_by_role("combobox")).to_have_count(1)
    stranger.get_by_role("button", name="Stop these mails").click()
    expect(
        stranger.get_by_role("heading", name="You get no more of these mails")
    ).to_be_visible()
    follower.reload()
    expect(follower.get_by_text("You follow no discussion yet")).to_be_visible()
