"""Plain pages: about the collaborative, background to the toolkit, and what the site promises."""

from dataclasses import dataclass

TOPICS = {
    "waste-and-waiting": (
        "Waste and waiting",
        "Less searching, repeating and waiting.",
    ),
    "measuring": ("Measuring", "Numbers that tell a team whether anything changed."),
    "learning-together": ("Learning together", "How teams learn from what they do."),
    "co-production": (
        "Co-production",
        "Designing services with the people who use them.",
    ),
    "safer-care": ("Safer care", "Fewer things that can go wrong."),
    "reaching-everyone": (
        "Reaching everyone",
        "Services for people who are often missed.",
    ),
}

TEAMS = {
    "improvement": ("Improvement team", "improvement@demo.example"),
    "engagement": ("Engagement team", "engagement@demo.example"),
}


@dataclass(frozen=True)
class Information:
    """What the loader needs to make one plain page and those under it."""

    slug: str
    title: str
    summary: str
    body: list
    pages_below: tuple = ()


BACKGROUND = (
    Information(
        slug="what-a-production-system-is",
        title="What a production system is",
        summary="Not a factory: an agreed way to notice what gets in the way and to change it, every day, together.",
        body=[
            (
                "text",
                "<p>Every service produces something: a diagnosis, a visit, a meal, an answer. A production system is "
                "the way it does so, with all the steps that help and all that don't. Most of them nobody ever designed.</p>"
                "<h2>How services are transformed</h2><p>Slowly, by the people who do the work, in steps small "
                "enough to undo. The tools in this kit help to see the steps, to choose one, and to know whether it worked.</p>",
            ),
            ("figure", {"chart": "waste-wheel", "source": "Drawn for this site"}),
        ],
    ),
    Information(
        slug="which-tool-when",
        title="Which tool when",
        summary="Say what you see, and find the tool to start with.",
        body=[
            (
                "text",
                "<h2>“We lose time looking for things”</h2><p>Start with 5S.</p>"
                "<h2>“It was solved before, and it is back”</h2><p>A3 problem solving.</p>"
                "<h2>“Something went well, or didn't, this week”</h2><p>After Action Review.</p>"
                "<h2>“We have an idea”</h2><p>PDSA cycle.</p>"
                "<h2>“Patients wait and nobody knows where”</h2><p>Process mapping.</p>"
                "<h2>“Is it getting better?”</h2><p>Run and SPC charts.</p>",
            )
        ],
    ),
)

ABOUT = Information(
    slug="about",
    title="About the collaborative",
    summary="Who we are, how it began, and how your team can take part.",
    body=[
        (
            "text",
            "<p>CLIC is the Cumbria Learning and Improvement Collaborative. NHS, council, voluntary and "
            "independent organisations learn together how to make services better, and share what they find.</p>"
            "<h2>How it began</h2><p>Networks came first: people who had met on courses and kept in touch. Then "
            "three programmes of work: learning, a production system, and leadership. Then a base furnished for "
            "learning, shared templates, and this website.</p>"
            "<h2>How your team can take part</h2><ul><li>Try a tool and tell the others how it went.</li>"
            "<li>Come to a workshop. They are free for partner organisations.</li>"
            "<li>Ask a question under any page. Someone has had it before you.</li></ul>",
        ),
        (
            "statistic",
            {
                "number": "4",
                "label": "kinds of organisation round one table: NHS, council, voluntary, independent",
                "source": "",
            },
        ),
        ("video", {"clip": "value-stream", "title": "How we draw a value stream"}),
    ],
    pages_below=(
        Information(
            slug="privacy",
            title="Privacy",
            summary="What this site knows about you, why, and for how long.",
            body=[
                (
                    "text",
                    "<h2>If you only read</h2><p>Nothing about you is kept. There are no cookies, no counters that know "
                    "you and no parts of other companies in our pages.</p>"
                    "<h2>If you make an account</h2><p>We keep your e-mail address, the name you choose to show, your "
                    "password in a form that nobody can read, and what you write. Your address is never shown. A cookie keeps you "
                    "signed in; it goes when you close the browser, unless you ask us to remember you.</p>"
                    "<h2>If you send feedback</h2><p>We keep your message, and your name and address if you give them, to "
                    "answer you. Nobody outside the team sees them.</p>"
                    "<h2>Your rights</h2><p>You may see what we hold about you, have it put right or have it removed. Use the "
                    "feedback form and choose “A question”.</p>",
                )
            ],
        ),
        Information(
            slug="accessibility",
            title="Accessibility statement",
            summary="How we make sure that everyone can use this site, and what to do if you can't.",
            body=[
                (
                    "text",
                    "<p>We want everyone to be able to use this site: with a keyboard, a screen reader, a phone, large "
                    "text, without sound, on an old computer, without JavaScript.</p>"
                    "<h2>How accessible it is</h2><p>The site is built to meet level AA of the Web Content Accessibility "
                    "Guidelines 2.2. Every type of page is checked by a program before each release, in light and dark "
                    "colours and at two widths. A check by people who use assistive technology every day has not been done yet.</p>"
                    "<h2>What we know is not good enough</h2><ul><li>Templates to download were made for office programs; not all of them "
                    "read well aloud. Ask us for another format.</li></ul>"
                    "<h2>Tell us</h2><p>If something keeps you out, use the feedback form and choose “I need this in another "
                    "format”. We answer within five working days.</p>",
                )
            ],
        ),
        Information(
            slug="terms",
            title="Terms of use",
            summary="What you may do with what you find here.",
            body=[
                (
                    "text",
                    "<p>Use the tools and templates freely in health and care, change them to fit, and say where they come from. "
                    "Please don't sell them.</p><p>Nothing on this site is medical advice. What works in one service may not "
                    "work in another: try it small first.</p>",
                )
            ],
        ),
        Information(
            slug="house-rules",
            title="House rules",
            summary="How we talk with each other under the pages of this site.",
            body=[
                (
                    "text",
                    "<h2>Please do</h2><ul><li>Say what you tried and what came of it, also when it didn't work.</li>"
                    "<li>Ask. Nobody here has all the answers.</li><li>Disagree with ideas and be kind to people.</li></ul>"
                    "<h2>Please don't</h2><ul><li><b>Write anything by which a patient, a family or a colleague could be "
                    "recognised.</b> Not the ward with the date, not the rare illness, not the initials.</li>"
                    "<li>Advertise.</li><li>Use this place for complaints about care: your organisation's complaints team can "
                    "help, we can't.</li></ul>"
                    "<h2>What moderators do</h2><p>Your first comment waits until a moderator has read it. Later ones appear at once. "
                    "If one is not published you get the reason by mail and can write again.</p>",
                ),
                (
                    "inset",
                    {
                        "text": "<p>This site is not watched day and night. If someone is in danger, call 999. For urgent medical advice, call 111.</p>"
                    },
                ),
            ],
        ),
    ),
)
