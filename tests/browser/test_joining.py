"""The second journey: joining with a code, and a first comment that waits for a moderator."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    MODERATOR,
    enter_code,
    fill_in_joining,
    newest_code,
    sign_in,
    wait_for_mail,
)

TOOL = "/toolkits/production-system/a3-problem-solving/"
BACK_AT_COMMENTS = re.compile(rf"{TOOL}#comment")


def write_comment(page, words):
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Post").click()


def approve(page, words):
    """Publish the comment with these words from the queue in the admin."""
    page.goto("/admin/")
    page.get_by_role("link", name=re.compile(r"^\d+ comments? waiting")).click()
    # Others may have waited longer.
    page.goto("/admin/comments/?show=200")
    queued = page.get_by_role("article").filter(has_text=words)
    queued.get_by_role("button", name=re.compile(r"^Publish \(comment")).click()
    expect(page.get_by_text("The comment is published.")).to_be_visible()
    expect(page.get_by_role("article").filter(has_text=words)).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_joins_comments_waits_and_is_published(visitors, site, javascript):
    email = f"joining-{javascript}-{site.port}@ward.example".lower()
    first = f"We drew ours on the wall of the kitchen ({javascript})."
    second = f"And we still do ({javascript})."
    reader = visitors.arrive()
    member = visitors.arrive(javascript=javascript)

    member.goto(TOOL)
    member.get_by_role("link", name="Be the first to comment").or_(
        member.get_by_role("link", name="Join in")
    ).first.click()
    member.locator("#comments").get_by_role("link", name="join").click()
    fill_in_joining(member, email, "Priya from the kitchen")
    enter_code(member, newest_code(site, email))

    expect(member).to_have_url(f"{TOOL}#join-in")
    expect(member.get_by_label("Your comment")).to_be_visible()
    write_comment(member, first)
    expect(member).to_have_url(BACK_AT_COMMENTS)
    expect(
        member.get_by_text("Your comment is waiting for a moderator.")
    ).to_be_visible()
    expect(
        member.get_by_role("heading", name="Waiting for a moderator")
    ).to_be_visible()
    expect(member.locator("#comments").get_by_text(first)).to_be_visible()
    reader.goto(TOOL)
    expect(reader.get_by_text(first)).to_have_count(0)

    moderator = visitors.arrive()
    sign_in(moderator, MODERATOR)
    approve(moderator, first)

    reader.reload()
    expect(reader.locator("#comments").get_by_text(first)).to_be_visible()
    expect(reader.get_by_text("Priya from the kitchen").first).to_be_visible()
    assert f"{site.url}{TOOL}" in wait_for_mail(site, email, "Readers can see")

    write_comment(member, second)
    expect(member.get_by_text("Your comment is published.")).to_be_visible()
    reader.reload()
    expect(reader.locator("#comments").get_by_text(second)).to_be_visible()


def test_a_double_click_posts_one_comment(visitors, site):
    email = f"twice-{site.port}@ward.example"
    words = "Clicked twice because the train was slow."
    member = visitors.arrive()
    member.goto(f"/accounts/signup/?next={TOOL}%23comments")
    fill_in_joining(member, email, "Twice")
    enter_code(member, newest_code(site, email))
    member.get_by_label("Your comment").fill(words)
    member.get_by_role("button", name="Post").dblclick()
    expect(
        member.get_by_text("Your comment is waiting for a moderator.")
    ).to_be_visible()
    member.goto(TOOL)
    expect(member.locator("#comments").get_by_text(words)).to_have_count(1)


def test_the_wrong_code_lets_nobody_in(visitors, site):
    email = f"wrong-code-{site.port}@ward.example"
    page = visitors.arrive()
    page.goto(f"/accounts/signup/?next={TOOL}")
    fill_in_joining(page, email, "Somebody")
    right = newest_code(site, email)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    enter_code(page, wrong)
    expect(page.get_by_role("alert")).to_contain_text("This is not the code")
    expect(page.get_by_label("Six-digit code")).to_have_value(wrong)
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    for _try in range(4):
        enter_code(page, wrong)
    expect(page.get_by_text("The code was wrong too often")).to_be_visible()
    expect(page).to_have_url(re.compile("/accounts/signup/"))
    page.goto("/accounts/confirm-email/")
    expect(page.get_by_label("Six-digit code")).to_have_count(0)


def test_a_moderator_decides_about_comments_and_nothing_else(visitors, content):
    page = visitors.arrive()
    sign_in(page, MODERATOR)
    page.goto("/admin/")
    expect(page.get_by_role("link", name=re.compile("waiting"))).to_be_visible()
    for address in (
        f"/admin/pages/{content['discussed_page']}/edit/",
        f"/admin/pages/{content['discussed_page']}/delete/",
        f"/admin/pages/add/pages/storypage/{content['stories']}/",
        "/admin/images/add/",
        "/admin/users/new/",
    ):
        answer = page.request.get(address, max_redirects=0)
        assert answer.status in {302, 403}, address
        page.goto(address)
        expect(page.get_by_text("you do not have permission").first).to_be_visible()
