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
    table,
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
    ("You said, we did", "/feedback/you-said-we-did/"),
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
    summary="What this site knows about you, why, for how long, and what you can do about it.",
    body=[
        inset(
            "This is the privacy page of a demo. Before a real site opens, a data protection officer checks it and adds who is responsible and how to reach them."
        ),
        text(
            h2("If you only read"),
            p(
                "We keep nothing about you. There are no cookies, no counters that know you, and nothing from other companies in our pages. We count how often a document is fetched each day, never by whom.",
                "A film at YouTube or Vimeo is loaded from there only after you press play. The page tells you before.",
            ),
            h2("If you make an account"),
            p("We keep:"),
            points(
                "your e-mail address, to let you in and to write to you. Other readers never see it",
                "the name you choose, which readers see beside what you write",
                "your organisation, setting and language, if you tell us. Readers see your organisation only if you say so",
                "your password, in a form that nobody can read, and your passkeys or codes",
                "where you are signed in: which browser, since when. We don’t keep network addresses",
                "what you write, tell us, save and report, which comments helped you, and which discussions you follow",
                "what you agreed to, in which words and when",
                "what happened to your account, such as a new password",
            ),
            p(
                "We do this so that people who work in health and care can learn from each other and know who is speaking. The law calls this a task in the public interest. Mail that you choose, and showing your organisation, need your consent, which you can take back at any time."
            ),
            h2("If you send feedback or a story"),
            p(
                "We keep your message, and a picture, your name and your address if you give them, to answer you. Only the team sees feedback. We show your own words or your name to readers only if you have agreed, and you can take that back by answering our mail. The editors see what you tell us of a tool; readers see it if it is published, with the name that you chose."
            ),
            p(
                "Please never write anything by which a patient, a family or a colleague could be recognised."
            ),
        ),
        table(
            "How long we keep things",
            ("What", "How long"),
            (
                "Your account",
                "Until you erase it, or 3 years after you last signed in. We write to you 30 and 7 days before",
            ),
            ("A sign-up that you don’t finish", "7 days"),
            (
                "Comments and what you told us",
                "As long as they are of use, or until you take them away. When your account goes because nobody used it, they stay without your name",
            ),
            (
                "Feedback",
                "Your name and address for a year, or longer while we are still dealing with your message; the message for three years. After that only how much there was. If you have an account, the same holds for what you sent while you were signed in",
            ),
            ("Mail to you", "The words go when it is sent. That we sent it: 30 days"),
            ("A comment you wrote before signing in", "24 hours"),
            (
                "The words of a comment that we did not publish, sent back, hid or merged",
                "30 days after the decision",
            ),
            ("Your report of a comment", "1 year after the decision about it"),
            ("A copy of your data", "48 hours"),
            ("Notes of what was done, with a number instead of a name", "For good"),
        ),
        text(
            h2("Who sees it"),
            p(
                "Those who run this site, as far as their work needs it. Nobody else gets it: we don’t sell or share anything, and there is no advertising. If you sign in through your organisation, it learns that you do."
            ),
            h2("Your rights"),
            points(
                '<b>See it and take it along.</b> Under <a href="/account/data/">Download my data</a> you get a copy of everything in about a minute.',
                '<b>Put it right.</b> Change it in <a href="/account/">My account</a>.',
                '<b>Have it erased.</b> Under <a href="/account/erase/">Erase my account</a>, with what you wrote or without your name. You have 7 days to change your mind.',
                "<b>Take back a consent</b> in My account.",
                '<b>Object, or ask us anything.</b> Use the <a href="/feedback/">feedback form</a>, with or without an account.',
            ),
            p(
                'If you are not happy with our answer, you can complain to the Information Commissioner: <a href="https://ico.org.uk/make-a-complaint/">ico.org.uk</a>.'
            ),
            h2("How we guard it"),
            p(
                "Everything travels encrypted. Whoever may publish, moderate or run the site needs more than a password. Too many wrong tries end in a wait, and we write to you about every change to how you sign in. Nothing is decided about you by a program alone."
            ),
            h2("Cookies"),
            p(
                "Reading sets none. The others are needed for what you ask for, so we don’t ask whether we may."
            ),
        ),
        table(
            "Cookies of this site",
            ("Name", "When and what for", "How long"),
            (
                "csrftoken",
                "Set by the forms for joining and signing in, so that no other site can send them in your name",
                "1 year",
            ),
            (
                "sessionid",
                "Set when you sign in, to keep you signed in",
                "Until you close the browser, or 14 days with “Keep me signed in”",
            ),
            (
                "clic_draft",
                "Set when you write a comment before you sign in, so that it comes along",
                "Until you close the browser",
            ),
            (
                "clic-typed",
                "Not a cookie: while you write a comment, your browser keeps the text in its tab",
                "Until it is posted, you sign out or close the tab",
            ),
        ),
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
                "Say what you tried and what came of it, also when it didn’t work.",
                "Ask. Nobody here has all the answers.",
                "Disagree with ideas and be kind to people.",
            ),
            h2("Please don’t"),
            points(
                "<b>Write anything by which a patient, a family or a colleague could be recognised.</b> Not the ward with the date, not the rare illness, not the initials.",
                "Advertise.",
                "Use this place for complaints about care: your organisation’s complaints team can help, we can’t.",
            ),
            h2("What is looked at first"),
            p("A moderator reads a comment before others can see it when"),
            points(
                "it is your first one here",
                "it holds something that looks like an NHS number, a date of birth, an address, a phone number or another detail of a person. We show you what we found, so that you can change it before you send it",
                "it has several links, repeats what was said, or holds a word that the editors asked us to look at",
                "it is in a language that our moderators don’t read, or the page asks for it",
                "you tell us that someone may be at risk. The safeguarding lead is told at once.",
            ),
            p(
                "You see your comment while it waits, and how long most people wait. We e-mail you when it is published, changed or not published, and say why. If it is not published, you can change it and send it again once."
            ),
            h2("If something is wrong with a comment"),
            p(
                "Press Report under it and say why. You don’t need an account. A moderator looks at it. If several members who are known here report the same comment, it is hidden until then. Who reported is never shown."
            ),
            h2("Your own comments"),
            points(
                "You can change a comment for 15 minutes, and after that until somebody has replied. Readers then see “edited” beside it.",
                "You can remove it at any time.",
                "Some pages let you write without your name. Readers don’t see it then. Moderators do.",
                "What was not published is deleted 30 days after the decision.",
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
