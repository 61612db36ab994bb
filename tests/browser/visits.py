"""Every page that readers can meet, in each of its states, and how to get there.

A new page type, block or address without a visit here fails test_visits.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from clic_site.demo.content.conversations import PASSWORD
from tests.browser.factors import (
    SAFETY,
    come_to_second_step,
    follow_guarded,
    open_guarded,
    open_recheck,
    save_recovery_codes,
    type_wrong_first_code,
    type_wrong_second_step,
)
from tests.browser.people import (
    KEEPER,
    MEMBER,
    MODERATOR,
    NEW_MEMBER,
    OWN_PASSWORD,
    REFUSED,
    SHOWING,
    WITHDRAWN,
    enter_code,
    fill_in_joining,
    mails,
    newest_code,
    sign_in,
)

TOOLKIT = "/toolkits/production-system/"
TOOL = f"{TOOLKIT}after-action-review/"
GLOSSARY = f"{TOOLKIT}glossary/"
CHOOSER = f"{TOOLKIT}help-me-choose/"
STORY = "/stories/a-stores-cupboard-in-one-afternoon/"
DIFFERENCE = "/stories/difference-made/"
EVERY_BLOCK = "/stories/every-block/"
VIDEO = "/videos/an-after-action-review-in-ten-minutes/"
WALK = "/videos/a-walk-on-the-ward/"

TOO_MANY_TOOLS = "/packs/?" + "&".join(f"tool={pk}" for pk in range(1, 42))


@dataclass(frozen=True)
class Visit:
    """One page in one state. `address` and `ends_at` may name parts of the content."""

    name: str
    address: str
    who: str = ""
    act: Callable | None = None
    ends_at: str = ""
    status: int = 200

    def last_address(self, content):
        """The path where the visit ends, as far as it is known before."""
        return urlsplit((self.ends_at or self.address).format_map(content)).path


def press(name):
    """Press a button in the page's main part and wait for what follows."""

    def act(page, walker):
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=name).first.click()

    return act


def open_summaries(page, walker):
    for summary in page.locator("main summary").all():
        summary.click()


def open_term(page, walker):
    page.locator("main a.term").first.click()


def open_everything(page, walker):
    """What is closed at first has to be usable too."""
    page.evaluate(
        "document.querySelectorAll('details').forEach((box) => (box.open = true))"
    )


def send_bad_feedback(page, walker):
    page.get_by_label("Your e-mail address").fill("no address")
    press("Send")(page, walker)


def send_feedback(page, walker):
    page.get_by_label("Praise").check()
    page.get_by_label("Your message").fill(f"The pictures are lovely ({page.url}).")
    press("Send")(page, walker)


def send_feedback_with_details(page, walker):
    page.get_by_label("An idea").check()
    page.get_by_label("Your message").fill("Ring her on 07700 900123 <now>.")
    press("Send")(page, walker)


def ask_for_another_format(page, walker):
    page.get_by_role("link", name="Ask for this in another format").first.click()


def answer_without_an_answer(page, walker):
    with page.expect_navigation():
        page.locator(".useful__question").evaluate("form => form.submit()")


def answer_in_place(page, walker):
    page.get_by_role("button", name="No this page is not useful").click()
    page.get_by_label("What was missing or wrong?").wait_for()


def write_useful_details(page, walker):
    page.get_by_label("What helped you?").fill("Ring her on 07700 900123 <now>.")
    press("Send")(page, walker)


def open_form_beside(page, walker):
    page.get_by_role("link", name="Something wrong with this page?").click()
    page.get_by_label("What is wrong or missing?").wait_for()


def send_from_elsewhere(page, walker):
    """A page of another site that sends something to ours."""
    page.goto("about:blank")
    page.set_content(
        f'<form method="post" action="{walker.site.url}/feedback/"><button>Go</button></form>'
    )
    with page.expect_navigation():
        page.get_by_role("button").click()


def send_far_too_much(page, walker):
    # Not into a box whose direction Chromium finds out from its text: that takes it minutes.
    box = page.get_by_label("Your e-mail address")
    box.evaluate("box => box.value = 'a'.repeat(6e6)")
    press("Send")(page, walker)


def type_bad_sign_in(page, walker):
    page.get_by_label("E-mail address").fill("nobody@ward.example")
    page.get_by_label("Password", exact=True).fill("not this one")
    press("Sign in")(page, walker)


def join(page, walker):
    fill_in_joining(page, f"visits-{walker.site.port}@ward.example", "Visitor")


def type_wrong_code(page, walker):
    fill_in_joining(page, f"wrong-{walker.site.port}@ward.example", "Visitor")
    enter_code(page, "12")


def ask_for_new_password(email):
    """Each visit takes another account: few codes are sent to one address."""

    def act(page, walker):
        page.get_by_label("E-mail address").fill(email)
        press("Send the code")(page, walker)

    return act


def open_new_password(email):
    def act(page, walker):
        known = mails(walker.site, email)
        ask_for_new_password(email)(page, walker)
        enter_code(page, newest_code(walker.site, email, known))

    return act


def choose_weak_password(email):
    def act(page, walker):
        open_new_password(email)(page, walker)
        page.get_by_label("New password", exact=True).fill("short")
        press("Save and sign in")(page, walker)

    return act


def ask_for_sign_in_code(page, walker):
    page.get_by_label("E-mail address").fill(f"by-code-{walker.site.port}@ward.example")
    press("Send the code")(page, walker)


def ask_for_four_codes(page, walker):
    for _turn in range(4):
        page.context.clear_cookies()
        page.goto("/accounts/login/code/")
        page.get_by_label("E-mail address").fill("often@ward.example")
        press("Send the code")(page, walker)


def show_who_i_am(page, walker):
    # Asked once in a while only, and visits of one person share a session.
    if urlsplit(page.url).path == "/accounts/reauthenticate/":
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press("Continue")(page, walker)


def add_app_wrongly(page, walker):
    show_who_i_am(page, walker)
    type_wrong_first_code(page, walker)


def choose_no_address(page, walker):
    show_who_i_am(page, walker)
    press("Send the code")(page, walker)


def choose_address(page, walker):
    show_who_i_am(page, walker)
    page.get_by_label("New e-mail address").fill(f"new-{walker.site.port}@ward.example")
    press("Send the code")(page, walker)


def choose_address_and_go_back(page, walker):
    choose_address(page, walker)
    page.goto("/accounts/email/")


def ask_to_be_erased(page, walker):
    """Somebody who joins for it: whoever asks is shown it on every visit to their account."""
    page.goto("/accounts/signup/")
    email = f"erased-{walker.site.port}@ward.example"
    fill_in_joining(page, email, "Visitor")
    enter_code(page, newest_code(walker.site, email))
    page.goto("/account/erase/")
    page.get_by_label("Leave my words").check()
    page.get_by_label("Yes, erase my account").check()
    press("Erase my account")(page, walker)


def ask_to_be_erased_without_a_choice(page, walker):
    show_who_i_am(page, walker)
    press("Erase my account")(page, walker)


def join_without_password(page, walker):
    email = f"no-password-{walker.site.port}@ward.example"
    fill_in_joining(page, email, "Visitor", password="")
    enter_code(page, newest_code(walker.site, email))
    page.goto("/accounts/password/set/")


def open_recheck_by_mail(name):
    """Somebody without a password; each visit takes another, for few codes go to one address."""

    def act(page, walker):
        email = f"{name}-{walker.site.port}@ward.example"
        fill_in_joining(page, email, "Visitor", password="")
        enter_code(page, newest_code(walker.site, email))
        page.goto("/accounts/reauthenticate/code/")

    return act


def ask_for_recheck_code(page, walker):
    open_recheck_by_mail("recheck-sent")(page, walker)
    press("Send me a code")(page, walker)


def ask_too_often(page, walker):
    for _turn in range(11):
        page.goto("/accounts/password/change/")
        press("Save")(page, walker)


def save_no_name(page, walker):
    page.get_by_label("Name shown").fill("")
    press("Save")(page, walker)


def change_password_wrongly(page, walker):
    page.get_by_label("Current password").fill("not this one")
    page.get_by_label("New password", exact=True).fill("short")
    press("Save")(page, walker)


def post_after_session_ended(page, walker):
    page.get_by_label("Your comment").fill("Written before the session ended.")
    page.context.clear_cookies(name="sessionid")
    press("Post")(page, walker)


def write_details(page, walker):
    page.get_by_label("Your comment").fill("Ring her on 07700 900123 <now>.")
    page.locator("form[data-keeps] button").first.click()


def preview_comment(page, walker):
    page.get_by_label("Your comment").fill("See https://example.org/ for more.")
    page.locator(".form__more summary").click()
    press("Preview")(page, walker)


def save_after_session_ended(page, walker):
    page.context.clear_cookies(name="sessionid")
    press("Save")(page, walker)


def write_too_much(page, walker):
    page.get_by_label("Your comment").fill("x" * 3001)
    press("Post")(page, walker)


def report_as_advertising(page, walker):
    page.get_by_label("It advertises something").check()
    press("Send the report")(page, walker)


def report_and_come_back(page, walker):
    # Visits of one person share what they did before.
    if page.get_by_role("button", name="Send the report").count():
        report_as_advertising(page, walker)
        page.goto(page.url.replace("reported", "report"))


def remove_without_cookies(page, walker):
    page.context.clear_cookies()
    press("Remove it")(page, walker)


def tell_after_session_ended(page, walker):
    page.get_by_label("What happened?").fill("Written before the session ended.")
    page.context.clear_cookies(name="sessionid")
    press("Send")(page, walker)


def type_wrong_page_password(page, walker):
    page.get_by_label("Password", exact=True).fill(OWN_PASSWORD[::-1])
    press("Continue")(page, walker)


def show_all_times(page, walker):
    page.get_by_role("button", name="Show all times").click()


def tick_a_tool(page, walker):
    page.get_by_role("checkbox").first.check()


def load_broken_page(page, walker):
    """What is shown when something breaks: nothing here does, so it is put in the way."""
    error_page = walker.content["error_page"]
    page.route(
        "**/broken/",
        lambda route: route.fulfill(
            status=500, content_type="text/html", body=error_page
        ),
    )
    page.goto("/broken/")


VISITS = [
    Visit("home", "/"),
    Visit("home, signed in", "/", MEMBER),
    Visit("home in Arabic", "/ar/"),
    # Sections
    Visit("toolkits", "/toolkits/"),
    Visit("stories", "/stories/"),
    Visit("stories, page 2", "/stories/page/2/"),
    Visit("videos", "/videos/"),
    Visit("events", "/events/"),
    Visit("no toolkits", "/ar/toolkits/"),
    Visit("no stories", "/ar/stories/"),
    Visit("no videos", "/ar/videos/"),
    Visit("no events", "/ar/events/"),
    # Pages
    Visit("toolkit", TOOLKIT),
    Visit("toolkit, narrowed down", f"{TOOLKIT}time/60/people/6/"),
    Visit("toolkit, nothing fits", f"{TOOLKIT}time/longer/people/1/"),
    Visit("toolkit with a ticked tool", TOOLKIT, act=tick_a_tool),
    Visit("chooser", CHOOSER),
    Visit("chooser, opened", CHOOSER, act=open_everything),
    Visit("chooser, next question", f"{CHOOSER}waiting/"),
    Visit("chooser, tools", f"{CHOOSER}waiting/several-teams/"),
    Visit("toolkit with a figure and steps", "/toolkits/co-production/"),
    Visit("tool", TOOL),
    Visit("tool with a figure", f"{TOOLKIT}process-mapping/"),
    Visit("tool with a statistic", f"{TOOLKIT}5s/"),
    Visit("story", STORY),
    Visit("story with a picture", "/stories/a-service-young-people-would-use/"),
    Visit("story with steps", "/stories/health-information-in-the-languages-we-speak/"),
    Visit("story of every block", EVERY_BLOCK),
    Visit("story of every block, opened", EVERY_BLOCK, act=open_everything),
    Visit("story without anything", "/stories/a-small-change-1/"),
    Visit("difference made", DIFFERENCE),
    Visit("difference made, filtered", f"{DIFFERENCE}tool/5s/", act=open_summaries),
    Visit("glossary", GLOSSARY),
    Visit("term of the glossary", f"{TOOLKIT}process-mapping/", act=open_term),
    Visit("video", VIDEO),
    Visit("video with chapters", WALK),
    Visit("video in Polish", f"{WALK}in/pl/"),
    Visit("video in Arabic", f"{WALK}in/ar/"),
    Visit("video with audio description", f"{WALK}described/"),
    Visit("video with the time of each line", WALK, act=show_all_times),
    Visit("video elsewhere", "/videos/at-youtube/"),
    Visit("video that is gone", "/videos/gone-from-youtube/"),
    Visit("event", "/events/festival-of-improvement/"),
    Visit("event online", "/events/bitesize-run-charts/"),
    Visit("event that is over", "/events/lunch-and-learn-five-whys/"),
    Visit("about", "/about/"),
    Visit("background with a figure", f"{TOOLKIT}what-a-production-system-is/"),
    Visit("accessibility statement", "/about/accessibility/"),
    Visit("house rules", "/about/house-rules/"),
    Visit("page with a password", "/about/minutes/"),
    Visit(
        "wrong password of a page",
        "/about/minutes/",
        act=type_wrong_page_password,
        ends_at="/_util/authenticate_with_password/{locked_page}/",
    ),
    Visit("file with a password", "/downloads/minutes/"),
    Visit(
        "wrong password of a file",
        "/downloads/minutes/",
        act=type_wrong_page_password,
        ends_at="/downloads/password/for/{locked_document}/",
    ),
    # Topics and sharing
    Visit("versions of a document", "/downloads/5s-checklist/versions/"),
    Visit("topics", "/topics/"),
    Visit("topic", "/topics/safer-care/"),
    Visit("stories about a topic", "/stories/topic/safer-care/"),
    Visit("share a page", "/share/{discussed_page}/"),
    # Packs
    Visit("pack of a toolkit", "/packs/?toolkit={toolkit}"),
    Visit("pack", "/packs/?{pack}&copy=handout&title=Spring&date=2027-03-18"),
    Visit("pack in Arabic", "/ar/packs/?{pack}"),
    Visit("pack with mistakes", "/packs/?{pack}&start=soon", status=422),
    Visit("pack with something missing", "/packs/?{pack}&tool=999999"),
    Visit("empty pack", "/packs/"),
    Visit("pack of too much", TOO_MANY_TOOLS, status=422),
    Visit("PDF of a pack, on its way", "/packs/pack.pdf?{waiting_pack}", status=202),
    Visit("PDF of a pack, late", "/packs/pack.pdf?{late_pack}", status=202),
    Visit("PDF of a pack, failed", "/packs/pack.pdf?{failed_pack}", status=503),
    # Search
    Visit("search", "/search/"),
    Visit("search, found", "/search/?q=change"),
    Visit(
        "search, narrowed down",
        "/search/?q=change&kind=tool&sort=date",
        act=open_everything,
    ),
    Visit("search, put right", "/search/?q=prodction+sytem"),
    Visit("search in Arabic", "/ar/search/?q=change"),
    Visit("search, nothing found", "/search/?q=zzyzx"),
    # Feedback
    Visit("feedback", "/feedback/"),
    Visit("feedback on a page", "/feedback/?page={discussed_page}"),
    Visit("useful? no", "/feedback/useful/{discussed_page}/no/"),
    Visit("useful? no, in place", TOOL, act=answer_in_place),
    Visit(
        "useful? yes, with details",
        "/feedback/useful/{discussed_page}/yes/",
        act=write_useful_details,
        status=422,
    ),
    Visit(
        "useful? neither yes nor no",
        f"{TOOLKIT}pdsa-cycle/",
        act=answer_without_an_answer,
        ends_at="/feedback/useful/{discussed_page}/",
        status=422,
    ),
    Visit("something wrong, beside the page", VIDEO, act=open_form_beside),
    Visit("feedback with mistakes", "/feedback/", act=send_bad_feedback, status=422),
    Visit(
        "feedback, thanks",
        "/feedback/",
        act=send_feedback,
        ends_at="/feedback/thanks/FB-23456789/",
    ),
    Visit("you said, we did", "/feedback/you-said-we-did/"),
    Visit("you said, we did, nothing", "/feedback/you-said-we-did/videos/"),
    Visit("you said, we did in Arabic", "/ar/feedback/you-said-we-did/"),
    Visit("feedback on what is wrong", "/feedback/?about=wrong&page={discussed_page}"),
    Visit(
        "feedback with personal details",
        "/feedback/",
        act=send_feedback_with_details,
        status=422,
    ),
    Visit("another format", TOOL, act=ask_for_another_format, ends_at="/feedback/"),
    Visit("my feedback", "/account/feedback/", MEMBER),
    Visit("my feedback, none yet", "/account/feedback/", MODERATOR),
    # Accounts
    Visit("sign in", "/accounts/login/"),
    Visit("sign in, refused", "/accounts/login/", act=type_bad_sign_in),
    Visit("sign in with a code", "/accounts/login/code/"),
    Visit(
        "sign in with a code, with mistakes",
        "/accounts/login/code/",
        act=press("Send the code"),
    ),
    Visit(
        "code for signing in",
        "/accounts/login/code/",
        act=ask_for_sign_in_code,
        ends_at="/accounts/login/code/confirm/",
    ),
    Visit(
        "codes enough for an hour",
        "/accounts/login/code/",
        act=ask_for_four_codes,
        ends_at="/accounts/login/code/confirm/",
    ),
    Visit("join", "/accounts/signup/?next=/stories/"),
    Visit("join with mistakes", "/accounts/signup/", act=press("Continue")),
    Visit(
        "code for joining",
        "/accounts/signup/",
        act=join,
        ends_at="/accounts/confirm-email/",
    ),
    Visit(
        "wrong code for joining",
        "/accounts/signup/",
        act=type_wrong_code,
        ends_at="/accounts/confirm-email/",
    ),
    Visit("forgotten password", "/accounts/password/reset/"),
    Visit(
        "forgotten password with mistakes",
        "/accounts/password/reset/",
        act=press("Send the code"),
    ),
    Visit(
        "code for a new password",
        "/accounts/password/reset/",
        act=ask_for_new_password("practice@demo.example"),
        ends_at="/accounts/password/reset/confirm/",
    ),
    Visit(
        "new password",
        "/accounts/password/reset/",
        act=open_new_password("volunteer@demo.example"),
        ends_at="/accounts/password/reset/complete/",
    ),
    Visit(
        "new password, refused",
        "/accounts/password/reset/",
        act=choose_weak_password("supplier@demo.example"),
        ends_at="/accounts/password/reset/complete/",
    ),
    Visit("new password, done", "/accounts/password/reset/done/"),
    Visit("account is closed", "/accounts/inactive/"),
    Visit("my account", "/account/", MEMBER),
    Visit("my account without comments", "/account/", NEW_MEMBER),
    Visit("my comments", "/account/comments/", MEMBER),
    Visit("my comments that were refused", "/account/comments/rejected/", REFUSED),
    Visit("my comments, none yet", "/account/comments/", MODERATOR),
    Visit("my profile", "/account/profile/", MEMBER),
    Visit("my profile in Arabic", "/ar/account/profile/", SHOWING),
    Visit(
        "my profile with mistakes",
        "/account/profile/",
        MEMBER,
        save_no_name,
        status=422,
    ),
    Visit("what mail I want", "/account/mail/", MEMBER),
    Visit("what I agreed to, nothing", "/account/consents/", NEW_MEMBER),
    Visit("what I agreed to", "/account/consents/", SHOWING),
    Visit("what I took back", "/account/consents/", WITHDRAWN),
    Visit("no more mail", "/account/mail/stop/{stop_token}/"),
    Visit(
        "no more mail, done",
        "/account/mail/stop/{stop_token}/",
        act=press("Stop these mails"),
    ),
    Visit("comment of somebody with an organisation", f"{TOOLKIT}five-whys/"),
    Visit("download my data", "/account/data/", MEMBER),
    Visit("download my data, ready", "/account/data/", KEEPER),
    Visit("download my data, failed", "/account/data/", NEW_MEMBER),
    Visit("download my data, on its way", "/account/data/", MODERATOR, status=202),
    Visit("erase my account", "/account/erase/", MEMBER, show_who_i_am),
    Visit(
        "erase my account with mistakes",
        "/account/erase/",
        MEMBER,
        ask_to_be_erased_without_a_choice,
        status=422,
    ),
    Visit("my account will be erased", "/account/erase/", act=ask_to_be_erased),
    # What readers keep, and what they tell
    Visit("my toolkit", "/account/toolkit/", KEEPER),
    Visit("my toolkit, nothing saved", "/account/toolkit/", NEW_MEMBER),
    Visit("save a page", "/account/toolkit/save/{saved_page}/", NEW_MEMBER),
    Visit("a page that is saved", "/account/toolkit/save/{saved_page}/", KEEPER),
    Visit("tool that is saved", f"{TOOLKIT}visual-control/", KEEPER),
    Visit("my account with all there is", "/account/", KEEPER),
    Visit("we used this", "/contributions/new/{saved_page}/", MEMBER),
    Visit(
        "we used this with mistakes",
        "/contributions/new/{saved_page}/",
        MEMBER,
        press("Send"),
        status=422,
    ),
    Visit(
        "we used this, session ended",
        "/contributions/new/{saved_page}/",
        MEMBER,
        tell_after_session_ended,
        status=403,
    ),
    Visit("what I told", "/account/contributions/", KEEPER),
    Visit("what I told, nothing", "/account/contributions/", NEW_MEMBER),
    Visit("change password", "/accounts/password/change/", MEMBER),
    Visit(
        "change password with mistakes",
        "/accounts/password/change/",
        MEMBER,
        change_password_wrongly,
    ),
    Visit(
        "first password",
        "/accounts/signup/",
        act=join_without_password,
        ends_at="/accounts/password/set/",
    ),
    Visit("change address", "/accounts/email/", MEMBER, show_who_i_am),
    Visit(
        "change address with mistakes",
        "/accounts/email/",
        MEMBER,
        choose_no_address,
        status=422,
    ),
    Visit(
        "code for another address",
        "/accounts/email/",
        MEMBER,
        choose_address,
        ends_at="/accounts/confirm-email/",
    ),
    Visit(
        "change address that waits for its code",
        "/accounts/email/",
        MEMBER,
        choose_address_and_go_back,
    ),
    # Second factors
    Visit("sign-in safety", SAFETY, MEMBER),
    Visit("sign-in safety with all", SAFETY, act=open_guarded(SAFETY)),
    Visit("add a passkey", f"{SAFETY}webauthn/add/", MEMBER, show_who_i_am),
    Visit(
        "rename a passkey",
        SAFETY,
        act=follow_guarded("Rename"),
        ends_at=f"{SAFETY}webauthn/keys/1/edit/",
    ),
    Visit(
        "remove a passkey",
        SAFETY,
        act=follow_guarded("Remove My phone"),
        ends_at=f"{SAFETY}webauthn/keys/1/remove/",
    ),
    Visit("add an app", f"{SAFETY}totp/activate/", MEMBER, show_who_i_am),
    Visit("add an app, wrong code", f"{SAFETY}totp/activate/", MEMBER, add_app_wrongly),
    Visit(
        "remove the app",
        SAFETY,
        act=open_guarded(f"{SAFETY}totp/deactivate/"),
        ends_at=f"{SAFETY}totp/deactivate/",
    ),
    Visit(
        "new recovery codes",
        SAFETY,
        act=open_guarded(f"{SAFETY}recovery-codes/generate/"),
        ends_at=f"{SAFETY}recovery-codes/generate/",
    ),
    Visit(
        "recovery codes to save",
        SAFETY,
        act=open_guarded(f"{SAFETY}recovery-codes/"),
        ends_at=f"{SAFETY}recovery-codes/",
    ),
    Visit(
        "recovery codes that are saved",
        SAFETY,
        act=save_recovery_codes,
        ends_at=f"{SAFETY}recovery-codes/",
    ),
    Visit(
        "second step",
        "/accounts/login/",
        act=come_to_second_step,
        ends_at=f"{SAFETY}authenticate/",
    ),
    Visit(
        "second step, wrong code",
        "/accounts/login/",
        act=type_wrong_second_step,
        ends_at=f"{SAFETY}authenticate/",
    ),
    Visit(
        "code once more",
        SAFETY,
        act=open_recheck(f"{SAFETY}reauthenticate/"),
        ends_at=f"{SAFETY}reauthenticate/",
    ),
    Visit(
        "passkey once more",
        SAFETY,
        act=open_recheck(f"{SAFETY}webauthn/reauthenticate/"),
        ends_at=f"{SAFETY}webauthn/reauthenticate/",
    ),
    Visit("password once more", "/accounts/reauthenticate/", MEMBER),
    Visit(
        "code by mail once more",
        "/accounts/signup/",
        act=open_recheck_by_mail("recheck"),
        ends_at="/accounts/reauthenticate/code/",
    ),
    Visit(
        "code by mail once more, sent",
        "/accounts/signup/",
        act=ask_for_recheck_code,
        ends_at="/accounts/reauthenticate/code/",
    ),
    Visit("where I am signed in", "/accounts/sessions/", MEMBER),
    Visit("sign out", "/accounts/logout/", MEMBER),
    # Comments
    Visit("tool, signed in", TOOL, MEMBER),
    Visit("story with a waiting comment", STORY, NEW_MEMBER),
    Visit("long discussion", f"{TOOLKIT}pdsa-cycle/", MEMBER),
    Visit("long discussion, page 2", "/comments/page/{discussed_page}/2/"),
    Visit(
        "long discussion, newest first",
        "/comments/page/{discussed_page}/newest/1/",
        MEMBER,
    ),
    Visit("long thread", "/comments/{long_thread}/thread/", NEW_MEMBER),
    Visit("long thread, page 2", "/comments/{long_thread}/thread/2/"),
    Visit(
        "question with an answer",
        "/stories/discharge-letters-in-two-days/",
        NEW_MEMBER,
    ),
    Visit("reply", "/comments/{comment}/reply/", MEMBER),
    Visit("remove a comment", "/comments/{own_comment}/remove/", MEMBER),
    Visit("change a comment", "/comments/{waiting_comment}/edit/", NEW_MEMBER),
    Visit(
        "change a comment, with mistakes",
        "/comments/{waiting_comment}/edit/",
        NEW_MEMBER,
        write_details,
        status=422,
    ),
    Visit(
        "change a comment, session ended",
        "/comments/{waiting_comment}/edit/",
        NEW_MEMBER,
        save_after_session_ended,
        status=403,
    ),
    Visit(
        "change a comment, too late",
        "/comments/{own_comment}/edit/",
        MEMBER,
        status=403,
    ),
    Visit("send a comment again", "/comments/{returned_comment}/resend/", WITHDRAWN),
    Visit(
        "comment with details",
        f"{TOOLKIT}pdsa-cycle/",
        MEMBER,
        write_details,
        ends_at="/comments/on/{discussed_page}/",
        status=422,
    ),
    Visit(
        "comment, previewed",
        f"{TOOLKIT}pdsa-cycle/",
        MEMBER,
        preview_comment,
        ends_at="/comments/on/{discussed_page}/",
    ),
    Visit(
        "video where names may be hidden",
        "/videos/microaggressions-turned-around/",
        MEMBER,
    ),
    Visit(
        "comment with mistakes",
        f"{TOOLKIT}pdsa-cycle/",
        MEMBER,
        press("Post"),
        ends_at="/comments/on/{discussed_page}/",
        status=422,
    ),
    Visit(
        "comment, session ended",
        f"{TOOLKIT}pdsa-cycle/",
        MEMBER,
        post_after_session_ended,
        ends_at="/accounts/login/",
    ),
    Visit(
        "comment before signing in, with mistakes",
        f"{TOOLKIT}pdsa-cycle/",
        act=write_too_much,
        ends_at="/comments/drafts/{discussed_page}/",
        status=422,
    ),
    Visit("is my question answered?", "/comments/{asked}/answered/", MEMBER),
    Visit("link in a mail to moderators", "/comments/from-mail/{mail_link}/"),
    Visit("link in a mail that was used", "/comments/from-mail/{used_mail_link}/"),
    Visit("link in a mail, cut off", "/comments/from-mail/x/", status=404),
    Visit("reply before signing in", "/comments/{comment}/reply/"),
    Visit(
        "reply before signing in, with mistakes",
        "/comments/{comment}/reply/",
        act=press("Post"),
        ends_at="/comments/drafts/{discussed_page}/{comment}/",
        status=422,
    ),
    Visit("report a comment", "/comments/{thread}/report/"),
    Visit(
        "report a comment, with mistakes",
        "/comments/{thread}/report/",
        act=press("Send the report"),
        status=422,
    ),
    Visit(
        "report a comment, thanks",
        "/comments/{thread}/report/",
        act=report_as_advertising,
        ends_at="/comments/{thread}/reported/",
    ),
    Visit(
        "comment that I have reported",
        "/comments/{thread}/report/",
        SHOWING,
        report_and_come_back,
    ),
    Visit("follow a page", "/comments/follow/{discussed_page}/", MEMBER),
    Visit("follow a thread", "/comments/{thread}/follow/", MEMBER),
    Visit("discussions I follow", "/account/following/", MEMBER),
    Visit("no discussions to follow", "/account/following/", NEW_MEMBER),
    Visit("no more mail about a page", "/account/following/stop/{stop_following}/"),
    Visit(
        "no more mail about a page, done",
        "/account/following/stop/{stop_following}/",
        act=press("Stop these mails"),
    ),
    # Refusals
    Visit("not found", "/no-such-page/", status=404),
    Visit("not for members", "/admin/", MEMBER, ends_at="/admin/login/", status=403),
    Visit(
        "no cookies",
        "/comments/{own_comment}/remove/",
        MEMBER,
        remove_without_cookies,
        status=403,
    ),
    Visit("sent from elsewhere", "/feedback/", act=send_from_elsewhere, status=403),
    Visit("sent far too much", "/feedback/", act=send_far_too_much, status=413),
    Visit(
        "asked too often",
        "/accounts/password/change/",
        NEW_MEMBER,
        ask_too_often,
        status=429,
    ),
    Visit("unreadable request", "http://127.0.0.1:{port}/", status=400),
    Visit("something broke", "/", act=load_broken_page, ends_at="/broken/", status=500),
    # Demo
    Visit("demo mail", "/demo/mail/"),
]

NO_ORGANISATION = "switched off here; test_organisation_sign_in.py walks through it"

# Addresses that never show a page of their own, and why.
NOT_VISITED = {
    "healthz": "one word for machines",
    "readyz": "lines for machines",
    "sitemap": "XML for search engines",
    "robots_txt": "text for robots",
    "security_txt": "text for researchers",
    "opensearch": "XML for browsers",
    "suggest": "JSON for the search box",
    "search_opened": "only counts",
    "feed": "a feed for feed readers",
    "feed_section": "a feed for feed readers",
    "feed_topic": "a feed for feed readers",
    "share_qr_code": "a drawing",
    "pack_templates": "a ZIP",
    "media_file": "a picture or a film",
    "document_version_download": "a file",
    "document_preview": "a picture",
    "comment": "leads to the page where the comment stands",
    "comment_helpful": "leads back to the comment",
    "comment_not_helpful": "leads back to the comment",
    "unsave_page": "leads back to the page",
    "change_following": "leads back to the discussions that one follows",
    "remove_saved": "leads back to my toolkit",
    "mark_seen": "leads back to my toolkit",
    "withdraw_consent": "leads back to what I agreed to",
    "data_export_download": "a ZIP",
    "keep_account": "leads back to my account",
    "mfa_download_recovery_codes": "a text file",
    "mfa_list_webauthn": "leads to the page of sign-in safety",
    "mfa_login_webauthn": "leads back to where somebody signs in",
    "openid_connect_login": NO_ORGANISATION,
    "openid_connect_callback": NO_ORGANISATION,
    "socialaccount_connections": NO_ORGANISATION,
    "socialaccount_login_cancelled": NO_ORGANISATION,
    "socialaccount_login_error": NO_ORGANISATION,
    "socialaccount_signup": NO_ORGANISATION,
    "wagtailcore_login": "shadowed by the site's own sign-in",
}


class Walker:
    """Opens visits, each in a fresh window of the person who makes it."""

    def __init__(self, visitors, site, content):
        self.visitors = visitors
        self.site = site
        self.content = content
        self.signed_in = {}
        # What one visit leaves for another.
        self.kept = {}

    def open(self, visit, said):
        """The open page and the answer that brought it; what the console says goes into `said`."""
        page = self.visitors.arrive(
            storage_state=self._state_of(visit.who) if visit.who else None,
            # By its number the same site has another name, which it refuses.
            other_hosts=visit.address.startswith("http"),
        )
        answers = []
        page.on("console", lambda message: self._note(message, page, said))
        page.on(
            "response",
            lambda answer: (
                answers.append(answer)
                if answer.request.is_navigation_request()
                and answer.frame == page.main_frame
                else None
            ),
        )
        page.goto(visit.address.format_map(self.content))
        if visit.act:
            visit.act(page, self)
        return page, answers[-1]

    def _note(self, message, page, said):
        # The browser reports the refusal that a visit is about; other files must be there.
        is_expected = (
            message.location.get("url") == page.url
            and "Failed to load resource" in message.text
        )
        if message.type in {"error", "warning"} and not is_expected:
            said.append(f"{message.type}: {message.text}")

    def _state_of(self, email):
        if email not in self.signed_in:
            page = self.visitors.arrive()
            sign_in(page, email)
            self.signed_in[email] = page.context.storage_state()
            page.context.close()
        return self.signed_in[email]
