"""Journeys: being erased with both choices, and keeping the account after all."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.inside import run_inside
from tests.browser.people import (
    OWN_PASSWORD,
    enter_code,
    fill_in_joining,
    newest_code,
    sign_in,
    wait_for_mail,
)

STORY = "/stories/a-stores-cupboard-in-one-afternoon/"
RECEIPT = re.compile(r"^Your receipt: ER-", re.MULTILINE)
# The days are over, and the hour after which the clock looks again.
DAYS_PASS = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import ErasureRequest
from safeguards.models import TimedJobRun
now = timezone.now()
ErasureRequest.objects.filter(user__email="{email}").update(
    asked_at=now - timedelta(days=8), due_at=now - timedelta(days=1)
)
TimedJobRun.objects.filter(name="erase people").update(
    last_started=now - timedelta(hours=2)
)
"""
A_MODERATOR_PUBLISHES = """
from django.utils import timezone
from comments.models import Comment
Comment.objects.filter(author__email="{email}").update(
    state="published", published_at=timezone.now()
)
"""


def join_and_comment(page, site, email, name, words):
    page.goto("/accounts/signup/")
    fill_in_joining(page, email, name)
    enter_code(page, newest_code(site, email))
    page.goto(STORY)
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("Your comment is waiting for a moderator.")).to_be_visible()
    run_inside(site, A_MODERATOR_PUBLISHES.format(email=email))


def ask_to_be_erased(page, email, choice):
    page.get_by_role("button", name="Sign out").first.click()
    sign_in(page, email, OWN_PASSWORD)
    page.goto("/account/")
    page.get_by_role("link", name="Erase my account").click()
    page.get_by_label("Password", exact=True).fill(OWN_PASSWORD)
    page.locator("main").get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="What stays")).to_be_visible()
    page.get_by_label(choice).check()
    page.get_by_label("Yes, erase my account").check()
    page.get_by_role("button", name="Erase my account").click()
    expect(
        page.get_by_role("heading", name="Your account will be erased")
    ).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("choice", ["Take my words away", "Leave my words"])
def test_is_erased_when_the_days_are_over(visitors, site, choice, javascript):
    keeps_words = choice == "Leave my words"
    name = f"Priya {keeps_words} {javascript}"
    email = f"erase-{keeps_words}-{javascript}-{site.port}@ward.example".lower()
    words = f"We moved the shelves twice ({keeps_words}, {javascript})."
    reader, member = visitors.arrive(), visitors.arrive(javascript=javascript)
    join_and_comment(member, site, email, name, words)
    ask_to_be_erased(member, email, choice)

    assert f"{site.url}/account/" in wait_for_mail(site, email, "Keep my account")
    member.goto("/account/")
    expect(member.get_by_role("button", name="Keep my account")).to_be_visible()
    reader.goto(STORY)
    expect(reader.get_by_text(words)).to_be_visible()
    expect(reader.get_by_text(name, exact=True)).to_be_visible()

    run_inside(site, DAYS_PASS.format(email=email))
    receipt = wait_for_mail(site, email, RECEIPT)
    assert name not in receipt

    reader.reload()
    expect(reader.get_by_text(words)).to_have_count(1 if keeps_words else 0)
    expect(reader.get_by_text(name, exact=True)).to_have_count(0)
    member.goto("/account/")
    assert urlsplit(member.url).path == "/accounts/login/"
    member.get_by_label("E-mail address").fill(email)
    member.get_by_label("Password", exact=True).fill(OWN_PASSWORD)
    member.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(member.get_by_role("heading", name="There is a problem")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_keeps_the_account_after_all(visitors, site, javascript):
    email = f"keep-{javascript}-{site.port}@ward.example".lower()
    member = visitors.arrive(javascript=javascript)
    member.goto("/accounts/signup/")
    fill_in_joining(member, email, "Priya")
    enter_code(member, newest_code(site, email))
    ask_to_be_erased(member, email, "Take my words away")

    member.goto("/account/")
    member.get_by_role("button", name="Keep my account").click()
    expect(member.get_by_text("We keep your account.")).to_be_visible()
    expect(member.get_by_role("button", name="Keep my account")).to_have_count(0)
    assert "called off" in wait_for_mail(site, email, "called off")
    run_inside(site, DAYS_PASS.format(email=email))
    member.goto("/account/erase/")
    expect(member.get_by_role("heading", name="What goes")).to_be_visible()
