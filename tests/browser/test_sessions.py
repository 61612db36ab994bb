"""Who looks where they are signed in, who shows once more who they are, and how a mail looks."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    OWN_PASSWORD,
    enter_code,
    fill_in_joining,
    mails,
    newest_code,
    sign_in,
    wait_for_mail,
)

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
SCRIPTS = pytest.mark.parametrize(
    "javascript", [True, False], ids=["scripts", "no-scripts"]
)


def join(page, site, email, password=OWN_PASSWORD):
    page.goto("/accounts/signup/")
    fill_in_joining(page, email, "Ola", password)
    enter_code(page, newest_code(site, email))
    expect(page.get_by_role("button", name="Sign out").first).to_be_attached()


@SCRIPTS
def test_signs_out_the_phone_that_was_lost(visitors, site, javascript):
    email = f"sessions-{javascript}-{site.port}@ward.example".lower()
    here = visitors.arrive(javascript=javascript)
    join(here, site, email)
    phone = visitors.arrive(javascript=javascript, user_agent=IPHONE)
    sign_in(phone, email, OWN_PASSWORD)

    here.goto("/account/")
    here.get_by_role("link", name="Where you are signed in").first.click()
    devices = here.get_by_role("list", name="Devices").get_by_role("listitem")
    expect(devices).to_have_count(2)
    expect(devices.first).to_contain_text("This device")
    expect(devices.last).to_contain_text("Safari on iPhone")
    known = mails(site, email)
    here.get_by_role("button", name="Sign out the other device").click()
    expect(here.get_by_text("You are signed out on the other device.")).to_be_visible()
    expect(devices).to_have_count(1)
    wait_for_mail(site, email, re.compile("on all devices but one"), known)

    phone.reload()
    expect(phone).to_have_url(re.compile("/accounts/login/"))
    here.reload()
    expect(here).to_have_url(re.compile("/accounts/sessions/"))


@SCRIPTS
def test_shows_by_a_mailed_code_who_they_are(visitors, site, javascript):
    email = f"recheck-{javascript}-{site.port}@ward.example".lower()
    page = visitors.arrive(javascript=javascript)
    join(page, site, email, password="")

    page.goto("/accounts/reauthenticate/code/?next=/accounts/sessions/")
    known = mails(site, email)
    page.get_by_role("button", name="Send me a code").click()
    enter_code(page, "000")
    expect(page.get_by_text("This is not the code").first).to_be_visible()
    enter_code(page, newest_code(site, email, known))
    expect(page).to_have_url(re.compile("/accounts/sessions/$"))


def test_a_mail_looks_like_the_site(visitors, site):
    email = f"mail-look-{site.port}@ward.example"
    page = visitors.arrive()
    page.goto("/accounts/signup/")
    fill_in_joining(page, email, "Ola")
    code = newest_code(site, email)

    page.goto("/demo/mail/")
    mail = page.get_by_role("article").filter(has_text=email).first
    mail.get_by_text("As a mail program shows it").click()
    framed = mail.frame_locator("iframe")
    expect(framed.get_by_text(code, exact=True)).to_be_visible()
    expect(framed.get_by_text("CLIC", exact=True)).to_be_visible()
