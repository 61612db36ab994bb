"""What we added to Wagtail's admin can be used by everyone who works there."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    ADMINISTRATOR,
    MODERATOR,
    PASSWORD,
    PUBLISHER,
    sign_in,
)
from tests.browser.test_every_page import AXE, RULES, RUN_AXE


def home(page):
    page.goto("/admin/")


def show_all(page):
    """What is closed at first has to be usable too."""
    page.evaluate(
        "document.querySelectorAll('main details').forEach((box) => (box.open = true))"
    )


def waiting(page):
    page.goto("/admin/comments/")
    page.get_by_role("checkbox", name="Keyboard shortcuts").check()
    show_all(page)


def keys(page):
    waiting(page)
    page.get_by_role("button", name="Which keys?").click()
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def queue(page):
    page.goto("/admin/comments/all/")


def reported(page):
    page.goto("/admin/comments/reported/")


def decisions(page):
    page.goto("/admin/comments/decisions/")
    expect(page.locator("main table")).to_be_visible()
    show_all(page)


def mistyped(page):
    page.goto("/admin/comments/all/?since=yesterday")
    expect(page.get_by_text("Choose a day")).to_be_visible()


def thread(page):
    queue(page)
    page.get_by_role("link", name=re.compile("^Thread and history")).first.click()
    expect(page.get_by_role("heading", name="The thread")).to_be_visible()
    show_all(page)


def moving(page):
    page.goto("/admin/comments/all/?state=published")
    page.locator("main summary").last.click()
    page.get_by_role("link", name="Move the thread").last.click()
    page.get_by_role("button", name="Move the thread").click()
    expect(page.get_by_text("Choose the page to which")).to_be_visible()


def policy(page):
    page.goto("/stories/")
    page.get_by_role("main").get_by_role("article").get_by_role("link").first.click()
    found = re.search(r"/feedback/useful/(\d+)/", page.content())
    page.goto(f"/admin/comments/policy/{found.group(1)}/")
    expect(page.get_by_role("radio").first).to_be_visible()


def words(page):
    page.goto("/admin/snippets/comments/heldword/")
    page.get_by_label("Try a sentence").fill("It is a MIRACLE.")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("heading", name="A comment that says so")).to_be_visible()


def comment_settings(page):
    page.goto("/admin/settings/comments/commentsettings/")
    expect(page.get_by_role("checkbox", name="English")).to_be_checked()


def questions(page):
    page.goto("/admin/questions/open/all/")
    page.locator("main details summary").first.click()
    expect(
        page.get_by_role("button", name=re.compile("^Lift into")).first
    ).to_be_visible()


def inbox(page):
    page.goto("/admin/feedback/all/")
    page.get_by_role("checkbox", name="Keyboard shortcuts").check()
    show_all(page)


def inbox_keys(page):
    inbox(page)
    page.get_by_role("button", name="Which keys?").click()
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def inbox_mistyped(page):
    page.goto("/admin/feedback/all/?since=yesterday")
    expect(page.get_by_text("Choose a day")).to_be_visible()


def empty_inbox(page):
    page.goto("/admin/feedback/all/?q=nowhereatall")
    expect(page.get_by_text("No message fits what you look for.")).to_be_visible()


def message(page):
    inbox(page)
    page.locator("[data-queue-row] h2").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Notes and history")).to_be_visible()


def open_message(page, looked_for):
    """The first message that is found so."""
    page.goto(f"/admin/feedback/all/?{looked_for}")
    page.locator("[data-queue-row] h2").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Notes and history")).to_be_visible()
    show_all(page)


def message_at_risk(page):
    open_message(page, "q=huddles")
    expect(page.get_by_text("Someone may be at risk")).to_be_visible()


def message_with_details(page):
    open_message(page, "q=workshop+afternoon")
    page.get_by_role("button", name="Show personal details").click()
    expect(page.get_by_text("07700")).to_be_visible()


def message_with_all_there_is(page):
    """A picture, a message that says the same, a task, notes."""
    open_message(page, "q=galaxy")
    expect(page.get_by_role("button", name="Mark the task as done")).to_be_visible()


def message_answered(page):
    open_message(page, "q=easy+read")
    expect(page.get_by_role("heading", name="The sender wrote")).to_be_visible()


def answering(page):
    message_answered(page)
    page.get_by_role("link", name="Write another answer").click()
    page.get_by_role("button", name="Look at the mail").click()
    expect(page.get_by_label("Your answer")).to_have_attribute("aria-invalid", "true")


def looking_at_the_mail(page):
    message_answered(page)
    page.get_by_role("link", name="Write another answer").click()
    page.get_by_label("Your answer").fill("We meet you on Thursday.")
    page.get_by_role("button", name="Look at the mail").click()
    expect(page.get_by_role("button", name="Send the answer")).to_be_visible()


def telling_readers(page):
    message_answered(page)
    page.get_by_role("link", name="Tell readers what we did").click()
    page.get_by_role("button", name="Show me how").click()
    expect(page.get_by_text("Nothing was published.")).to_be_visible()


def looking_at_the_note(page):
    message_answered(page)
    page.get_by_role("link", name="Tell readers what we did").click()
    page.get_by_label("You said").fill("A group asked for pages to read aloud.")
    page.get_by_label("We did").fill("The first three are being written.")
    page.get_by_role("button", name="Show me how").click()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()


def all_notes(page):
    page.goto("/admin/feedback/notes/")
    expect(page.get_by_role("link", name="Taken back")).to_be_visible()


def tasks_on_pages(page):
    page.goto("/admin/feedback/tasks/")
    expect(page.get_by_role("button", name=re.compile("^Done")).first).to_be_visible()


def linking(page):
    message_answered(page)
    page.get_by_role("link", name="Link to a message that says the same").click()
    expect(page.locator("main form").first).to_be_visible()


def from_readers(page):
    page.goto("/admin/contributions/")


def contribution(page):
    from_readers(page)
    page.locator("main table tbody").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What was done")).to_be_visible()


def people(page):
    page.goto("/admin/users/")
    expect(page.locator("main table")).to_be_visible()


def person(page):
    page.goto("/admin/users/suspended/")
    page.locator("main table tbody").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()


def watching(page):
    page.goto("/admin/users/watched/")
    page.locator("main table tbody").get_by_role("link").first.click()
    page.get_by_role("link", name="Take off watch").click()
    expect(page.get_by_role("button", name="Take off watch")).to_be_visible()


def suspending(page):
    person(page)
    page.get_by_role("link", name="Change the suspension").click()
    page.get_by_role("button", name="Change the suspension").click()
    expect(page.get_by_text("Choose how long it lasts")).to_be_visible()


def answer_recheck(page):
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def erasing(page):
    person(page)
    page.get_by_role("link", name="Erase").click()
    answer_recheck(page)
    expect(page.get_by_role("radio").first).to_be_visible()


def erasing_several(page):
    person(page)
    number = re.search(r"(\d+)/$", page.url).group(1)
    page.goto(f"/admin/bulk/accounts/user/delete/?id={number}")
    answer_recheck(page)
    expect(page.get_by_role("radio").first).to_be_visible()


def figures(page):
    page.goto("/admin/reports/comments/")
    expect(page.locator("main table")).to_be_visible()


def feedback_report(page):
    page.goto("/admin/reports/feedback/")
    expect(page.get_by_role("heading", name="Month by month")).to_be_visible()


def searches(page):
    page.goto("/admin/reports/searches/?days=90")
    page.get_by_text("Show this as a chart").click()
    expect(page.get_by_role("img", name="Chart.")).to_be_visible()
    expect(page.get_by_role("link", name="Add a synonym").first).to_be_visible()


def starting_a_page(page):
    page.goto("/admin/reports/searches/start/?title=bed+days")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("Choose what it is and where it stands.")).to_be_visible()


def downloading(page):
    inbox(page)
    page.get_by_role("link", name="Download these messages").click()
    expect(page.get_by_role("button", name="Download")).to_be_visible()


def account_events(page):
    page.goto("/admin/reports/accounts/")
    expect(page.locator("main table")).to_be_visible()


def chosen_results(page):
    page.goto("/admin/search/steering/")
    expect(page.get_by_role("link", name="training", exact=True)).to_be_visible()


def choosing_results(page):
    chosen_results(page)
    page.get_by_role("link", name="training", exact=True).click()
    expect(page.get_by_role("link", name="See the results")).to_be_visible()


def choosing_nothing(page):
    page.goto("/admin/search/steering/new/")
    page.locator("main").get_by_role("button", name="Create").click()
    expect(page.get_by_text("Write what readers type.")).to_be_visible()
    # The bar at the top fades in.
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")


def synonyms(page):
    page.goto("/admin/search/synonyms/")
    expect(page.get_by_role("link", name="carer, caregiver")).to_be_visible()


def synonyms_twice(page):
    page.goto("/admin/search/synonyms/new/")
    page.get_by_role("textbox", name="Words that mean the same").fill(
        "Carer\nhelper at home"
    )
    page.locator("main").get_by_role("button", name="Create").click()
    expect(page.get_by_text("stands in another set already")).to_be_visible()
    # The bar at the top fades in.
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("who", "go"),
    [
        (MODERATOR, home),
        (MODERATOR, waiting),
        (MODERATOR, keys),
        (MODERATOR, queue),
        (MODERATOR, reported),
        (MODERATOR, decisions),
        (MODERATOR, mistyped),
        (MODERATOR, thread),
        (MODERATOR, moving),
        (MODERATOR, figures),
        (MODERATOR, people),
        (MODERATOR, person),
        (MODERATOR, suspending),
        (MODERATOR, watching),
        (ADMINISTRATOR, person),
        (ADMINISTRATOR, erasing),
        (ADMINISTRATOR, erasing_several),
        (ADMINISTRATOR, account_events),
        (PUBLISHER, home),
        (PUBLISHER, policy),
        (PUBLISHER, words),
        (PUBLISHER, comment_settings),
        (PUBLISHER, questions),
        (PUBLISHER, inbox),
        (PUBLISHER, inbox_keys),
        (PUBLISHER, inbox_mistyped),
        (PUBLISHER, empty_inbox),
        (PUBLISHER, message),
        (PUBLISHER, message_at_risk),
        (PUBLISHER, message_with_details),
        (PUBLISHER, message_with_all_there_is),
        (PUBLISHER, message_answered),
        (PUBLISHER, answering),
        (PUBLISHER, looking_at_the_mail),
        (PUBLISHER, telling_readers),
        (PUBLISHER, looking_at_the_note),
        (PUBLISHER, all_notes),
        (PUBLISHER, tasks_on_pages),
        (PUBLISHER, linking),
        (PUBLISHER, feedback_report),
        (PUBLISHER, searches),
        (PUBLISHER, starting_a_page),
        (PUBLISHER, downloading),
        (PUBLISHER, from_readers),
        (PUBLISHER, contribution),
        (PUBLISHER, synonyms),
        (PUBLISHER, synonyms_twice),
        (PUBLISHER, chosen_results),
        (PUBLISHER, choosing_results),
        (PUBLISHER, choosing_nothing),
    ],
    ids=lambda part: getattr(part, "__name__", str(part).split("@")[0]),
)
def test_anyone_can_work_with_it(visitors, content, who, go, dark):
    page = visitors.arrive(dark=dark)
    sign_in(page, who)
    go(page)
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, RULES) == []
