"""From a mail to the comment it is about: a link that asks first, does one thing, and does it once."""

import re

from playwright.sync_api import expect

from tests.browser.inside import run_inside
from tests.browser.people import MODERATOR, sign_in, wait_for_mail

PATH = re.compile(r"https?://[^/\s]+(/\S*comments/from-mail/\S+/)")
ADMIN = re.compile(r"https?://[^/\s]+(/admin/comments/\d+/)")
WRITE = """
from accounts.models import User
from comments.services.writing import post_comment
from pages.models import ToolPage

comment = post_comment(
    page=ToolPage.objects.get(slug="standard-work"),
    author=User.objects.get(email="member@demo.example"),
    body="Ring me on 07700 900123 about the orchard ward.",
)
print(comment.pk)
"""


def test_a_moderator_hides_a_risky_comment_from_the_mail_and_decides_signed_in(
    visitors, site
):
    # The demo's own risky comments have mails of their own.
    comment = run_inside(site, WRITE).strip()
    mail = wait_for_mail(site, MODERATOR, rf"/admin/comments/{comment}/")
    assert "Please look at this comment now" in mail
    assert "orchard" not in mail
    assert "07700" not in mail

    page = visitors.arrive(javascript=False)
    page.goto(PATH.search(mail)[1])
    expect(page.get_by_role("heading", name="Hide this comment?")).to_be_visible()
    expect(page.get_by_text("Personal details")).to_be_visible()
    expect(page.get_by_text("orchard")).to_have_count(0)
    assert page.context.cookies() == []
    page.get_by_role("button", name="Hide it").click()
    expect(page.get_by_text("Hidden by a link in a mail")).to_be_visible()

    # Whoever comes later with the same link reads what was done.
    later = visitors.arrive()
    later.goto(PATH.search(mail)[1])
    expect(
        later.get_by_role("heading", name="This comment has been dealt with")
    ).to_be_visible()
    expect(later.get_by_role("button", name="Hide it")).to_have_count(0)

    # Reading and deciding needs a moderator who has signed in.
    address = ADMIN.search(mail)[1]
    later.goto(address)
    expect(later.get_by_text("orchard")).to_have_count(0)
    moderator = visitors.arrive()
    sign_in(moderator, MODERATOR)
    moderator.goto(address)
    expect(moderator.get_by_text("about the orchard ward").first).to_be_visible()
