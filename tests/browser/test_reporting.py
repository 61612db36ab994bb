"""Readers report a comment, it goes until a moderator has looked at it, and comes back: without JavaScript."""

import re

from playwright.sync_api import expect

from tests.browser.people import MODERATOR, sign_in, wait_for_mail

TOOL = "/toolkits/production-system/waste-wheel/"
TRUSTED = "coach@demo.example"
# Each has had a comment published, so that their word counts.
REPORTERS = ("nurse@demo.example", "care.home@demo.example", "analyst@demo.example")


def comment_with(page, words):
    return page.get_by_role("article").filter(has_text=words)


def report(page, words, note):
    page.goto(TOOL)
    comment_with(page, words).get_by_role("link", name=re.compile("^Report")).click()
    expect(page.get_by_text("ring 999")).to_be_visible()
    page.get_by_label("It is unkind to someone").check()
    page.get_by_label("What should the moderator know?").fill(note)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you for telling us")).to_be_visible()


def test_reported_by_three_and_restored_by_a_moderator(visitors, site):
    words = f"Our cards hang on the door of the linen room ({site.port})."
    writer = visitors.arrive(javascript=False)
    sign_in(writer, TRUSTED)
    writer.goto(TOOL)
    writer.get_by_label("Your comment").fill(words)
    writer.get_by_role("button", name="Post").click()
    expect(comment_with(writer, words)).to_be_visible()

    reader = visitors.arrive(javascript=False)
    report(reader, words, "I only read here.")
    assert not reader.context.cookies()
    for number, email in enumerate(REPORTERS):
        reader.goto(TOOL)
        expect(comment_with(reader, words)).to_be_visible()
        member = visitors.arrive(javascript=False)
        sign_in(member, email)
        report(member, words, f"Please look, says number {number}.")
    reader.goto(TOOL)
    expect(reader.get_by_text(words)).to_have_count(0)
    wait_for_mail(site, TRUSTED, "Readers have asked us to look at a comment of yours")

    moderator = visitors.arrive(javascript=False)
    sign_in(moderator, MODERATOR)
    moderator.goto("/admin/comments/reported/")
    queued = comment_with(moderator, words)
    expect(queued.get_by_text("Please look, says number 2.")).to_be_visible()
    queued.get_by_role("button", name=re.compile("^Keep despite reports")).click()
    expect(moderator.get_by_text("The comment stays.")).to_be_visible()
    expect(comment_with(moderator, words)).to_have_count(0)

    reader.goto(TOOL)
    expect(comment_with(reader, words)).to_be_visible()
