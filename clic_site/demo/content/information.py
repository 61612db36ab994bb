"""Plain pages: about the collaborative, and what the site promises; what stands over each section."""

from .parts import (
    Information,
    contact,
    film,
    h2,
    inset,
    link,
    p,
    points,
    statistic,
    text,
)

SECTIONS = {
    "toolkits": "Ways to improve a service, in plain words, with templates you can take to a workshop on Thursday.",
    "stories": "What teams here changed, what came of it, and what they would do differently.",
    "videos": "Short films with captions and a transcript, for those who watch and those who read.",
    "events": "Workshops, courses and talks, most of them an hour or less.",
    "topics": "Everything on a subject in one place: tools, stories, videos and events.",
}

# What stands in the menus: (text, slug of a page or an address); without text, the page's title.
HEADER = (
    ("", "toolkits"),
    ("", "stories"),
    ("", "videos"),
    ("", "events"),
    ("About", "about"),
)
FOOTER = (
    ("", "about"),
    ("", "topics"),
    ("Glossary", "glossary"),
    ("", "difference-made"),
    ("", "privacy"),
    ("Accessibility", "accessibility"),
    ("", "terms"),
    ("", "house-rules"),
    ("Tell us what you think", "/feedback/"),
)

DIFFERENCE = Information(
    slug="difference-made",
    title="The difference made",
    summary="What the changes told in our stories add up to: hours, pounds, days of waiting, and people.",
    scene="sunrise",
    body=[
        text(
            h2("How we count"),
            points(
                "Only what a team has counted itself, before and after, over at least eight weeks.",
                "Hours and pounds are for one year. What a change brings in its second year is not counted again.",
                "Hours given back are spent on care. We don't turn them into pounds as well.",
                "Days of waiting are what one person waits less. They are added up only to show how much has moved.",
                "Every story says how its numbers were worked out. If one looks wrong to you, tell us under the story.",
            ),
        )
    ],
)

PRIVACY = Information(
    slug="privacy",
    title="Privacy",
    summary="What this site knows about you, why, and for how long.",
    body=[
        text(
            h2("If you only read"),
            p(
                "Nothing about you is kept. There are no cookies, no counters that know you and no parts of other companies in our pages."
            ),
            h2("If you make an account"),
            p(
                "We keep your e-mail address, the name you choose to show, your password in a form that nobody can read, and what you write. "
                "Your address is never shown. A cookie keeps you signed in; it goes when you close the browser, unless you ask us to remember you."
            ),
            h2("If you send feedback"),
            p(
                "We keep your message, and your name and address if you give them, to answer you. Nobody outside the team sees them."
            ),
            h2("Your rights"),
            p(
                "You may see what we hold about you, have it put right or have it removed. Use the feedback form and choose “A question”."
            ),
        )
    ],
)

ACCESSIBILITY = Information(
    slug="accessibility",
    title="Accessibility statement",
    summary="How we make sure that everyone can use this site, and what to do if you can't.",
    body=[
        text(
            p(
                "We want everyone to be able to use this site: with a keyboard, a screen reader, a phone, large text, without sound, on an old computer, without JavaScript."
            ),
            h2("How accessible it is"),
            p(
                "The site is built to meet level AA of the Web Content Accessibility Guidelines 2.2. Every type of page is checked by a program before each release, "
                "in light and dark colours and at two widths. A check by people who use assistive technology every day has not been done yet."
            ),
            h2("What we know is not good enough"),
            points(
                "Templates to download were made for office programs; not all of them read well aloud. Ask us for another format."
            ),
            h2("Tell us"),
            p(
                "If something keeps you out, use the feedback form and choose “I need this in another format”. We answer within five working days."
            ),
        )
    ],
)

TERMS_OF_USE = Information(
    slug="terms",
    title="Terms of use",
    summary="What you may do with what you find here.",
    body=[
        text(
            p(
                "Use the tools and templates freely in health and care, change them to fit, and say where they come from. Please don't sell them.",
                "Nothing on this site is medical advice. What works in one service may not work in another: try it small first.",
            )
        )
    ],
)

HOUSE_RULES = Information(
    slug="house-rules",
    title="House rules",
    summary="How we talk with each other under the pages of this site.",
    body=[
        text(
            h2("Please do"),
            points(
                "Say what you tried and what came of it, also when it didn't work.",
                "Ask. Nobody here has all the answers.",
                "Disagree with ideas and be kind to people.",
            ),
            h2("Please don't"),
            points(
                "<b>Write anything by which a patient, a family or a colleague could be recognised.</b> Not the ward with the date, not the rare illness, not the initials.",
                "Advertise.",
                "Use this place for complaints about care: your organisation's complaints team can help, we can't.",
            ),
            h2("What moderators do"),
            p(
                "Your first comment waits until a moderator has read it. Later ones appear at once. If one is not published you get the reason by mail and can write again."
            ),
        ),
        inset(
            "This site is not watched day and night. If someone is in danger, call 999. For urgent medical advice, call 111."
        ),
    ],
)

ABOUT = Information(
    slug="about",
    title="About the collaborative",
    summary="Who we are, how it began, and how your team can take part.",
    body=[
        text(
            p(
                "CLIC is the Cumbria Learning and Improvement Collaborative. NHS, council, voluntary and independent organisations learn together how to make services better, and share what they find."
            ),
            h2("How it began"),
            p(
                "Networks came first: people who had met on courses and kept in touch. Then three programmes of work: learning, a production system, and leadership. "
                "Then a base furnished for learning, shared templates, and this website. "
                f"{link('how-the-collaborative-was-set-up', 'The whole story')} says what we would leave out."
            ),
            h2("How your team can take part"),
            points(
                "Try a tool and tell the others how it went.",
                "Come to a workshop. They are free for partner organisations.",
                "Ask a question under any page. Someone has had it before you.",
            ),
        ),
        statistic(
            "4",
            "kinds of organisation round one table: NHS, council, voluntary, independent",
        ),
        film("value-stream", "How we draw a value stream"),
        contact(
            "Learning and events team",
            "Workshops, the learning base, and whom to ask about what",
            "learning@demo.example",
            "Monday to Friday, 9am to 5pm",
        ),
    ],
    pages_below=(PRIVACY, ACCESSIBILITY, TERMS_OF_USE, HOUSE_RULES),
)
