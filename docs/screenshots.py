"""Takes the pictures of the documentation: `make screenshots`, or `… PICTURES="pack glossary"`.

A demo site of its own is started, so that the pictures are the same each time and nothing in
yours changes. SITE=http://localhost:8001 takes one that runs already, and leaves in it what
the pictures need: a draft, a new version of a document, a story from a reader.
"""

import os
import re
import sys
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from clic_site.bootstrap import find_chromium
from tests.browser.people import (
    ADMINISTRATOR,
    EDITOR,
    MEMBER,
    MODERATOR,
    PUBLISHER,
    sign_in,
)
from tests.browser.started_site import StartedSite

IMAGES = Path(__file__).with_name("images")
MOST_BYTES = 120_000
COLOURS = [96, 64, 48, 32]
WIDTH, HEIGHT = 1280, 900
MARGIN = 24
# Where the admin has symbols beside its panels.
SIDE_MARGIN = 44
# All of the page, or rather its top.
WHOLE = ("body",)
# The admin scrolls inside itself: all of a form is in view only in a very tall window.
TALL = 4200
QUIET = """
    *, *::before { animation: none !important; transition: none !important; caret-color: transparent }
    footer.footer, wagtail-userbar, [data-minimap-container],
    .demo-banner { display: none !important }
"""

TOOLKIT = "/toolkits/production-system/"
TOOL = f"{TOOLKIT}5s/"
AAR = f"{TOOLKIT}after-action-review/"
CHOOSER = f"{TOOLKIT}help-me-choose/"
STORY = "/stories/a-stores-cupboard-in-one-afternoon/"
ELSEWHERE = "/videos/microaggressions-turned-around/"
IN_TWO_LANGUAGES = "/videos/a-vaccination-told-in-two-languages/"
OUT_OF_DATE = f"{TOOLKIT}which-tool-when/"
OF_OURS = "/videos/an-after-action-review-in-ten-minutes/"
ADD_STORY = "/admin/pages/add/pages/storypage/{/stories/}/"
PACK = f"/packs/?tool={{{TOOL}}}&tool={{{TOOLKIT}five-whys/}}&title=Thursday+workshop&pause=15"
DOCUMENT = "5S checklist"
WHAT_CHANGED = "A column for who looks after it."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WITHDRAWN = "Sailing in company"


@dataclass(frozen=True)
class Picture:
    """One picture: who looks where, what is done first, and which parts of the page are shown."""

    name: str
    address: str
    # Selectors: what the picture holds, from the first to the last of them. None: the window.
    parts: tuple[str, ...] = ()
    who: str = ""
    act: Callable | None = None
    # Where a part goes on and on.
    tallest: int = 1000


def panel(heading):
    """The part of an admin's form under this heading."""
    return f'section.w-panel:has(> .w-panel__header :text-is("{heading}"))'


def edit(path):
    """Where the page at this path is edited."""
    return f"/admin/pages/{{{path}}}/edit/"


def tell_of(path):
    """Where a reader tells of the tool at this path."""
    return f"/contributions/new/{{{path}}}/"


def main(names):
    unknown = set(names) - {picture.name for picture in PICTURES}
    if unknown:
        sys.exit(f"There is no picture called {', '.join(sorted(unknown))}.")
    with running_site() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu"],
        )
        camera = Camera(browser, url)
        for picture in PICTURES:
            if not names or picture.name in names:
                size = keep(picture.name, camera.take(picture))
                sys.stdout.write(f"{picture.name}.png {size // 1000} kB\n")
                sys.stdout.flush()
        browser.close()


@contextmanager
def running_site():
    """The address of the demo site that is looked at."""
    if os.environ.get("SITE"):
        yield os.environ["SITE"].rstrip("/")
        return
    site = StartedSite()
    try:
        yield site.start().url
    finally:
        site.stop()
        site.remove()


class Camera:
    """Looks at the site as one person after the other."""

    def __init__(self, browser, url):
        self.browser = browser
        self.url = url
        self.windows = {}

    def take(self, picture):
        """What the picture shows, as the bytes of a PNG."""
        page = self.open(picture.who)
        is_admin = picture.address.startswith("/admin/")
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        page.goto(picture.address.format_map(PageNumbers(page)))
        if picture.act:
            picture.act(page, self)
        if is_admin and picture.parts:
            page.set_viewport_size({"width": WIDTH, "height": TALL})
        page.add_style_tag(content=QUIET)
        self._load_pictures(page)
        # Wagtail opens and measures its panels a moment later.
        page.wait_for_timeout(700)
        taken = (
            page.screenshot(clip=self._box(page, picture), full_page=not is_admin)
            if picture.parts
            else page.screenshot()
        )
        page.close()
        return taken

    def open(self, who):
        """A new page in the window of somebody, who is signed in; nobody: a reader."""
        if who not in self.windows:
            window = self.browser.new_context(
                base_url=self.url,
                viewport={"width": WIDTH, "height": HEIGHT},
                color_scheme="light",
                locale="en-GB",
                reduced_motion="reduce",
                # The admin's own policy forbids the style that keeps it still.
                bypass_csp=True,
            )
            self.windows[who] = window
            if who:
                page = window.new_page()
                sign_in(page, who)
                page.close()
        return self.windows[who].new_page()

    def _load_pictures(self, page):
        """Pictures further down are asked for only when somebody scrolls to them."""
        page.evaluate(
            """async () => {
                const pictures = [...document.images];
                for (const picture of pictures) picture.loading = "eager";
                const loaded = pictures.map((picture) => picture.decode().catch(() => {}));
                await Promise.race([
                    Promise.all(loaded),
                    new Promise((done) => setTimeout(done, 3000)),
                ]);
            }"""
        )

    def _box(self, page, picture):
        """The smallest box around all parts, with a margin, inside the page."""
        boxes = []
        for part in picture.parts:
            found = page.locator(part).locator("visible=true").first
            boxes.append(found.bounding_box())
        scrolled = page.evaluate("window.scrollY")
        left = min(box["x"] for box in boxes) - SIDE_MARGIN
        top = min(box["y"] for box in boxes) - MARGIN + scrolled
        right = max(box["x"] + box["width"] for box in boxes) + MARGIN
        bottom = max(box["y"] + box["height"] for box in boxes) + scrolled
        left, top = max(0, left), max(0, top)
        return {
            "x": left,
            "y": top,
            "width": min(WIDTH, right) - left,
            "height": min(bottom + MARGIN - top, picture.tallest),
        }


class PageNumbers(dict):
    """Fills an address such as `/admin/pages/{/about/}/edit/`: a page's path stands for its number."""

    def __init__(self, page):
        super().__init__()
        self.page = page

    def __missing__(self, path):
        text = self.page.request.get(path).text()
        return re.search(r"/feedback/\?about=wrong&amp;page=(\d+)", text).group(1)


def keep(name, png):
    """Write the picture with as many colours as its size allows; the number of its bytes."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        few = picture.quantize(colours, dither=Image.Dither.NONE)
        written = BytesIO()
        few.save(written, "PNG", optimize=True)
        if written.tell() <= MOST_BYTES:
            break
    (IMAGES / f"{name}.png").write_bytes(written.getvalue())
    return written.tell()


# What people do before a picture is taken ------------------------------------------


def choose_a_block(page, camera):
    page.get_by_role("button", name="Insert a block").last.click()
    timeline = page.get_by_role("option", name="Timeline", exact=True)
    timeline.locator("xpath=following::button[1]").click()
    page.wait_for_timeout(2500)


def lose_the_tools(page, camera):
    """Take the tools of one answer away and save the draft: the answer leads nowhere."""
    tools = page.locator("section.w-panel:has(> .w-panel__header h2:has-text('Tools'))")
    tools.first.get_by_role("button", name="Delete").first.click()
    save(page)


def save(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()


def promote(page, camera):
    page.get_by_role("tab", name="Promote").click()


def tick_two(page, camera):
    for number in (0, 2):
        page.locator("#tools").get_by_role("checkbox").nth(number).check()
    page.locator("#tools").evaluate("part => part.scrollIntoView()")


def open_document(page, camera):
    page.get_by_role("link", name=DOCUMENT, exact=True).click()
    page.get_by_label("What changed").fill(WHAT_CHANGED)


def replace_document(camera):
    """Let an editor put a new file in the place of the old one."""
    page = camera.open(EDITOR)
    page.goto("/admin/documents/")
    page.get_by_role("link", name=DOCUMENT, exact=True).click()
    file = page.request.get("/downloads/5s-checklist/")
    page.get_by_label("File").set_input_files(
        {"name": "new.xlsx", "mimeType": XLSX, "buffer": file.body()}
    )
    page.get_by_label("What changed").fill(WHAT_CHANGED)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("updated").first.wait_for()
    page.close()


def keep_some(page, camera):
    """Save three tools and a story, and come back after a template has a new version."""
    for path in (TOOL, f"{TOOLKIT}five-whys/", f"{TOOLKIT}process-mapping/", STORY):
        page.goto(path)
        button = page.locator("main").get_by_role("button", name="Save to My toolkit")
        if button.count():
            button.click()
            page.get_by_text("Saved to My toolkit").wait_for()
    replace_document(camera)
    page.goto("/account/toolkit/")


def open_held_name(page, camera):
    """The page of the first person whose new name waits."""
    page.locator("main table tbody").get_by_role("link").first.click()


def open_feedback_panel(page, camera):
    """How useful readers find the page and what they told, beside the form."""
    page.locator("[data-side-panel-toggle=feedback]").click()
    page.get_by_text("answers in the last 90 days").wait_for()


def open_message(page, camera):
    """The first message of a tab of the inbox."""
    page.locator("main h2 a").first.click()
    page.get_by_text("About this message").wait_for()


def open_readers_panel(page, camera):
    """What readers say, beside the form."""
    page.locator("[data-side-panel-toggle=readers]").click()
    page.get_by_text("What readers say here").wait_for()


def open_link_of_mail(page, camera):
    """The page behind a link in a mail to moderators, after somebody reported a comment."""
    page.locator("#comments a[href$='/report/']").first.click()
    page.get_by_label("It could identify a patient or a colleague").check()
    page.get_by_role("button", name="Send the report").click()
    # Other mails to moderators are about comments that readers don't see.
    mail = page.locator(".demo-mail", has_text="take it away until a moderator").first
    links = mail.locator("a[href*='/comments/from-mail/']")
    page.goto("/demo/mail/")
    while not links.count():
        page.wait_for_timeout(500)
        page.reload()
    # The last of its comment hides it.
    links.nth(1).click()
    page.get_by_role("button", name="Hide it").wait_for()


def tell(page, camera):
    """Fill in what a reader tells, without sending it."""
    page.get_by_label("In one line").fill("A linen cupboard that finds itself")
    page.get_by_label("What happened?").fill(
        "We looked for linen at the start of every shift.\n\n"
        "We cleared the cupboard on a Tuesday with the checklist, and drew around "
        "what stayed. Now everything has a place, and nobody asks any more."
    )
    page.get_by_label("Ward, team or town").fill("Ward 3")
    page.get_by_label("What did you measure?").fill("minutes looking for linen")
    page.get_by_label("Before").fill("20")
    page.get_by_label("After").fill("5")
    page.get_by_label("Unit").fill("minutes")


def open_what_was_told(page, camera):
    """Let a member send a story, and open it as an editor."""
    reader = camera.open(MEMBER)
    reader.goto(TOOL)
    reader.get_by_role("link", name="We used this").click()
    tell(reader, camera)
    reader.locator("main").get_by_role("button", name="Send").click()
    reader.get_by_text("With the editors").first.wait_for()
    reader.close()
    page.reload()
    page.locator("main table tbody").get_by_role("link").first.click()
    page.get_by_label("Your answer to the sender").fill(
        "Thank you. How did you count the minutes? Then it is ready for others."
    )


def open_consent(page, camera):
    page.get_by_role("link", name=WITHDRAWN).first.click()
    page.get_by_role("link", name="Withdraw consent").click()


def withdraw_consent(page, camera):
    open_consent(page, camera)
    page.locator("main").get_by_role("button", name="Withdraw consent").click()
    page.get_by_text("It was used in these places").wait_for()
    page.goto("/admin/reports/consent/")


def open_media(page, camera):
    page.get_by_role(
        "link", name="A vaccination, told in two languages: English"
    ).click()


def give_a_reason(page, camera):
    page.locator("#id_not_captioned_because").fill(
        "Nothing is said in this film. What it shows is told in the text below it."
    )


def open_term(page, camera):
    page.locator("main p a.term").first.click()


def type_two_words(page, camera):
    box = page.get_by_role("combobox", name="Search this site")
    box.press_sequentially("action rev", delay=20)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")


def open_letters(page, camera):
    page.get_by_role("link", name="letters", exact=True).click()


def open_number_pattern(page, camera):
    page.get_by_role("link", name="Hospitals around the bay", exact=True).click()
    page.get_by_role("button", name="Toggle preview").click()
    page.frame_locator("iframe#w-preview-iframe").get_by_text(
        "What this finds"
    ).wait_for()


def open_aar(page, camera):
    page.get_by_role("link", name="After Action Review").first.click()


def pass_the_review(page, camera):
    """Let a publisher set the day of the next review in the past."""
    publisher = camera.open(PUBLISHER)
    publisher.goto(edit(OUT_OF_DATE).format_map(PageNumbers(publisher)))
    promote(publisher, camera)
    publisher.get_by_label("Next review").fill("2026-03-31")
    publisher.get_by_role("button", name="More actions").click()
    publisher.get_by_role("button", name="Publish", exact=True).click()
    publisher.get_by_text("published").first.wait_for()
    publisher.close()
    page.reload()


def fetch_some(page, camera):
    """Let readers fetch a few documents, so that there is something to count."""
    reader = camera.open("")
    for slug, times in {
        "5s-checklist": 4,
        "after-action-review": 3,
        "run-chart-workbook": 1,
    }.items():
        for _time in range(times):
            reader.request.get(f"/downloads/{slug}/")
    reader.close()
    page.reload()


# The pictures, in the order in which they are taken: some show what was done for others.
PICTURES = [
    Picture("home", "/"),
    Picture("tool", TOOL),
    Picture("pack", PACK),
    Picture("pack-run-sheet", PACK, (".sheet:has(#run-sheet)",), tallest=900),
    Picture("blocks", ADD_STORY, who=EDITOR, act=choose_a_block),
    Picture(
        "tool-form",
        edit(TOOL),
        (panel("Purpose in plain words"), panel("At a glance")),
        EDITOR,
    ),
    Picture("tool-steps", edit(TOOL), (panel("Steps"),), EDITOR, tallest=810),
    Picture("toolkit-filters", f"{TOOLKIT}time/60/#tools", act=tick_two),
    Picture("chooser", CHOOSER, WHOLE, tallest=880),
    Picture(
        "chooser-form",
        edit(CHOOSER),
        (".help-warning", panel("First question")),
        EDITOR,
        lose_the_tools,
        tallest=900,
    ),
    Picture(
        "document-form",
        "/admin/documents/",
        ("h1", "table"),
        EDITOR,
        open_document,
        tallest=1200,
    ),
    Picture(
        "document-versions", "/downloads/5s-checklist/versions/", WHOLE, tallest=840
    ),
    Picture("document-preview", f"{TOOLKIT}process-mapping/", ("#templates",)),
    Picture(
        "downloads",
        "/admin/reports/downloads/",
        WHOLE,
        EDITOR,
        fetch_some,
        tallest=480,
    ),
    Picture("consent", "/admin/images/", WHOLE, EDITOR, open_consent, tallest=300),
    Picture(
        "consent-report",
        "/admin/images/",
        WHOLE,
        EDITOR,
        withdraw_consent,
        tallest=300,
    ),
    Picture(
        "captions-form",
        "/admin/media/",
        ("section:has(button:has-text('Add captions'))",),
        EDITOR,
        open_media,
    ),
    Picture(
        "video-form",
        edit(IN_TWO_LANGUAGES),
        (panel("Video"), panel("In other languages, or with audio description")),
        EDITOR,
    ),
    Picture(
        "video-words-form",
        edit(OF_OURS),
        (panel("Transcript"), panel("Why it has no captions or transcript")),
        EDITOR,
        give_a_reason,
    ),
    Picture("video", IN_TWO_LANGUAGES, WHOLE, tallest=1000),
    Picture("video-elsewhere", ELSEWHERE, (".watch",)),
    Picture(
        "story-numbers-form",
        edit(STORY),
        (panel("What changed, in numbers"),),
        EDITOR,
        tallest=600,
    ),
    Picture("story-numbers", STORY, WHOLE, tallest=560),
    Picture("difference-made", "/stories/difference-made/", (".totals",)),
    Picture(
        "glossary-term",
        f"{TOOLKIT}five-whys/",
        ("main p:has(a.term)", ".term-box:popover-open"),
        act=open_term,
    ),
    Picture(
        "glossary-form",
        "/admin/snippets/pages/glossaryterm/",
        who=PUBLISHER,
        act=open_aar,
    ),
    Picture(
        "chosen-results",
        "/admin/search/steering/",
        (panel("What readers type"), panel("Results")),
        PUBLISHER,
        open_letters,
    ),
    Picture(
        "search-results",
        "/search/?q=run+chart",
        (".site-header", ".result:nth-child(3)"),
        tallest=1150,
    ),
    Picture(
        "search-report",
        "/admin/reports/searches/",
        (".search-report__asked", ".search-report__list"),
        PUBLISHER,
        tallest=840,
    ),
    Picture(
        "suggestions",
        "/videos/",
        ("#site-search", ".suggestions"),
        act=type_two_words,
    ),
    Picture("my-account", "/account/", WHOLE, MEMBER, tallest=1000),
    Picture(
        "sign-in-safety",
        "/accounts/2fa/",
        (".factor-back", "main .lede", ".factor:has(#app)"),
        EDITOR,
    ),
    Picture(
        "hospital-number",
        "/admin/snippets/safeguards/numberpattern/",
        who=PUBLISHER,
        act=open_number_pattern,
    ),
    Picture(
        "safeguarding-lead",
        "/admin/settings/safeguards/safeguardingsettings/",
        WHOLE,
        PUBLISHER,
        tallest=900,
    ),
    Picture("comment-queue", "/admin/comments/", WHOLE, MODERATOR, tallest=900),
    Picture(
        "comment-details",
        "/admin/comments/details/",
        ("[data-queue-row]",),
        MODERATOR,
    ),
    Picture("questions", "/admin/questions/", WHOLE, EDITOR, tallest=700),
    Picture("readers-panel", edit(AAR), (), PUBLISHER, open_readers_panel),
    Picture("feedback-form", "/feedback/", ("h1", "main form"), tallest=1800),
    Picture(
        "feedback-report",
        "/admin/reports/feedback/",
        (".feedback-report",),
        PUBLISHER,
        tallest=1085,
    ),
    Picture("inbox", "/admin/feedback/", WHOLE, PUBLISHER, tallest=900),
    Picture(
        "feedback-message",
        "/admin/feedback/waiting/",
        WHOLE,
        PUBLISHER,
        open_message,
    ),
    Picture("you-said-we-did", "/feedback/you-said-we-did/", tallest=900),
    Picture("feedback-panel", edit(AAR), (), PUBLISHER, open_feedback_panel),
    Picture("from-mail", AAR, ("main h1", "main p:last-child"), "", open_link_of_mail),
    Picture("people", "/admin/users/", WHOLE, ADMINISTRATOR, tallest=700),
    Picture(
        "person",
        "/admin/users/names/",
        WHOLE,
        MODERATOR,
        open_held_name,
        tallest=720,
    ),
    Picture("my-toolkit", "/account/toolkit/", WHOLE, MEMBER, keep_some, tallest=1240),
    Picture("we-used-this", tell_of(TOOL), WHOLE, MEMBER, tell, tallest=1250),
    Picture(
        "from-readers",
        "/admin/contributions/",
        WHOLE,
        EDITOR,
        open_what_was_told,
        tallest=1250,
    ),
    Picture("topic", "/topics/safer-care/"),
    Picture(
        "promote",
        edit(TOOL),
        (
            panel("Who keeps it right"),
            panel("Related pages, before those that come by themselves"),
        ),
        EDITOR,
        promote,
    ),
    Picture("page-end", TOOL, (".page-facts", ".useful")),
    Picture("review-due", OUT_OF_DATE, WHOLE, act=pass_the_review, tallest=620),
]

if __name__ == "__main__":
    main(os.environ.get("PICTURES", "").split())
