"""Journey: somebody downloads all that the site holds of them, with and without scripts."""

import re
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import (
    enter_code,
    fill_in_joining,
    newest_code,
    wait_for_mail,
)
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, TOO_WIDE

STORY = "/stories/a-stores-cupboard-in-one-afternoon/"
READY_WITHIN_MILLISECONDS = 60_000


def join_and_comment(page, site, email, words):
    page.goto("/accounts/signup/")
    fill_in_joining(page, email, "Priya")
    enter_code(page, newest_code(site, email))
    page.goto(STORY)
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("Your comment is waiting for a moderator.")).to_be_visible()


def ask_for_a_copy(page):
    page.goto("/account/data/")
    page.get_by_role("button", name="Make my copy").click()
    expect(page.get_by_role("heading", name="Your copy")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_everything_of_mine_comes_along_and_reads_well(
    visitors, site, tmp_path, javascript
):
    email = f"data-{javascript}-{site.port}@ward.example".lower()
    words = f"<b>We moved the shelves</b> twice ({javascript})."
    member = visitors.arrive(javascript=javascript, accept_downloads=True)
    join_and_comment(member, site, email, words)
    ask_for_a_copy(member)
    # The page is loaded again by itself.
    link = member.get_by_role("link", name=re.compile(r"^Download \(ZIP"))
    expect(link).to_be_visible(timeout=READY_WITHIN_MILLISECONDS)
    with member.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "copy.zip")

    letter = wait_for_mail(site, email, "copy of what CLIC holds")
    assert f"{site.url}/account/data/\n" in letter
    stranger = visitors.arrive()
    address = link.get_attribute("href")
    assert stranger.request.get(f"{site.url}{address}").status == 404

    with ZipFile(tmp_path / "copy.zip") as archive:
        archive.extractall(tmp_path / "copy")
    address = (tmp_path / "copy" / "index.html").as_uri()
    reader = visitors.arrive(javascript=javascript, offline=True)
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text(
        "What CLIC holds about Priya"
    )
    expect(reader.get_by_text(words)).to_be_visible()
    reader.get_by_role("link", name="Comments", exact=True).click()
    title = reader.get_by_role("heading", name="Comments", exact=True)
    expect(title).to_be_in_viewport()
    for size in (PHONE, DESKTOP):
        for dark in (False, True):
            page = visitors.arrive(size=size, dark=dark, offline=True)
            page.goto(address)
            page.evaluate(AXE)
            assert page.evaluate(RUN_AXE, RULES) == []
            assert page.evaluate(TOO_WIDE) == []
