"""Stories and the difference that they make together, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visits import DIFFERENCE, STORY


def amount(text):
    """A number as a page shows it."""
    return float(re.sub(r"[^\d.-]", "", text))


@pytest.mark.parametrize("javascript", [True, False])
def test_every_total_can_be_checked_story_by_story(visitors, javascript):
    page = visitors.arrive(javascript=javascript)
    page.goto(DIFFERENCE)
    totals = page.locator(".total").all()
    assert totals
    for total in totals:
        total.locator("summary").click()
        shares = total.locator(".shares__amount").all_inner_texts()
        shown = total.locator(".total__number").inner_text()
        assert amount(shown) == sum(amount(share) for share in shares)


@pytest.mark.parametrize("javascript", [True, False])
def test_filters_lead_to_addresses_of_their_own(visitors, javascript):
    page = visitors.arrive(javascript=javascript)
    page.goto(DIFFERENCE)
    page.get_by_text("Filter by year, topic or tool").click()
    options = page.get_by_role("navigation", name="Filter")
    year = options.get_by_role("link", name=re.compile(r"^20\d\d")).first
    name = year.inner_text().split()[0]
    year.click()
    page.wait_for_url(f"**{DIFFERENCE}year/{name}/")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    page.get_by_role("link", name="Show everything").click()
    page.wait_for_url(f"**{DIFFERENCE}")


def test_a_story_leads_to_the_sum_and_the_sum_back_to_the_story(page):
    page.goto(STORY)
    title = page.get_by_role("heading", level=1).inner_text()
    page.locator(".outcome a").first.click()
    page.wait_for_url(f"**{DIFFERENCE}")
    for summary in page.locator(".total summary").all():
        summary.click()
    page.locator(".shares").get_by_role("link", name=title).first.click()
    page.wait_for_url(f"**{STORY}")
