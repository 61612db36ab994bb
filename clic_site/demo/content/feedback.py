"""What invented visitors tell the team: messages in every state, and what colleagues do with them."""

from dataclasses import dataclass

from .conversations import ADDRESSES

WRONG, IDEA, QUESTION, PRAISE, FORMAT = (
    "Something is wrong",
    "An idea",
    "A question",
    "Praise",
    "I need this in another format",
)
EDITOR, PUBLISHER, ADMINISTRATOR = "editor", "publisher", "admin"


@dataclass(frozen=True)
class DemoMail:
    """One mail about a message: an answer of ours, or with `is_theirs` what its sender wrote back."""

    days_ago: int
    text: str
    is_theirs: bool = False
    # Their mailbox did not take it.
    bounces: bool = False


@dataclass(frozen=True)
class DemoTask:
    """What somebody has to change on the message's page."""

    what: str
    is_done: bool = False


@dataclass(frozen=True)
class DemoFeedback:
    """One message, and what colleagues did with it since.

    `assignee` is what stands before the @ of a demo account, `decision` "done", "spam" or "" for
    neither, `due_in` moves the day it is due to so many days from today, `like` are the first
    words of the message that says the same.
    """

    kind: str
    days_ago: int
    message: str
    page: str = ""
    name: str = ""
    email: str = ""
    decision: str = ""
    # Who was signed in.
    person: str = ""
    source: str = "form"
    document: str = ""
    language: str = "en-gb"
    is_at_risk: bool = False
    has_picture: bool = False
    assignee: str = ""
    due_in: int | None = None
    waits_for: str = ""
    tags: tuple = ()
    # Who noted what.
    notes: tuple = ()
    like: str = ""
    task: DemoTask | None = None
    mails: tuple = ()


def message(kind, days_ago, words, *, person="", **more):
    return DemoFeedback(kind, days_ago, words, person=ADDRESSES.get(person, ""), **more)


def answer(days_ago, text, **more):
    return DemoMail(days_ago, text, **more)


def reply(days_ago, text):
    return DemoMail(days_ago, text, is_theirs=True)


FEEDBACK = (
    # New: nobody has looked at them yet.
    message(
        FORMAT,
        1,
        "Could I have the process mapping guide in large print? A4 is fine.",
        page="process-mapping",
        document="process-mapping-guide",
        source="document",
        name="Reader with low vision",
        email="large.print@demo.example",
    ),
    message(
        WRONG,
        2,
        "The link to the checklist on the 5S page opened an old version on our ward computer. After I pressed reload it was the new one.",
        page="5s",
        source="beside",
        name="Ward clerk",
        email="ward.clerk@demo.example",
    ),
    message(
        IDEA,
        3,
        "A list of which teams have used which tool would help us to find somebody to call.",
        page="production-system",
    ),
    message(
        PRAISE,
        2,
        "The sentence about waiting together on the memory clinic page made me cry at the bus stop. Thank you.",
        page="eighteen-weeks-to-eleven",
        source="useful",
    ),
    message(
        PRAISE,
        9,
        "I found what I was looking for in under a minute. I thought you should know.",
    ),
    message(
        WRONG,
        1,
        "It says “ask your improvement lead”. We have none. Whom do I ask?",
        page="stakeholder-analysis",
        source="not_useful",
    ),
    message(
        QUESTION,
        1,
        "Who can lend us a facilitator for half a day in March? We are four people in a small charity.",
        name="Charity worker",
        email="charity@demo.example",
    ),
    message(
        QUESTION,
        1,
        "Please ring me about the workshop on 07700 900462, any afternoon. I don't get on with e-mail.",
        page="rapid-process-improvement-workshop",
        name="Farmer, upper valley",
    ),
    message(
        WRONG,
        1,
        "On the page about huddles somebody describes leaving the second check out. A team near us has begun to do so, with injections. Somebody should speak to them.",
        page="visual-control",
        is_at_risk=True,
        name="Worried colleague",
        email="worried@demo.example",
        notes=(
            (EDITOR, "The safeguarding lead rang the ward this morning and has it."),
        ),
    ),
    message(
        WRONG,
        2,
        "Na stronie po polsku przycisk „Pobierz” jest po angielsku. Moja koleżanka nie wiedziała, gdzie kliknąć.",
        page="health-information-in-the-languages-we-speak",
        language="pl",
        name="Pielęgniarka",
        email="pielegniarka@demo.example",
    ),
    message(
        FORMAT,
        3,
        "هل توجد بطاقة الملاحظات بخط كبير باللغة العربية؟ والدتي تريد أن تملأها بنفسها.",
        page="feedback-cards-everyone-can-fill-in",
        document="feedback-card-ar",
        source="document",
        language="ar",
        name="ابنة مريضة",
        email="arabic.reader@demo.example",
    ),
    # Being dealt with: some due, some overdue.
    message(
        WRONG,
        4,
        "On the page about run charts the picture is cut off on my phone when I turn it. A Galaxy, three years old.",
        page="measuring-for-improvement",
        has_picture=True,
        assignee=EDITOR,
        due_in=0,
        tags=("phones", "charts"),
        notes=(
            (
                EDITOR,
                "Seen on my own phone too, with large type. The caption pushes it out.",
            ),
        ),
        task=DemoTask("Shorten the caption of the run chart, or let it wrap."),
    ),
    message(
        WRONG,
        3,
        "The chart about run charts can't be seen whole on a phone, only its left half.",
        page="measuring-for-improvement",
        name="Physiotherapist",
        email="physio.phone@demo.example",
        like="On the page about run charts",
    ),
    message(
        WRONG,
        12,
        "“Cycle time” in the glossary: shouldn't it say from the start of one to the start of the next?",
        page="glossary",
        name="Improvement lead",
        email="lead@demo.example",
        assignee=EDITOR,
        due_in=-4,
        tags=("glossary",),
        task=DemoTask("Say what cycle time is measured from, and to."),
    ),
    message(
        IDEA,
        6,
        "Could there be a map of who uses which tool? Even the nearest town would do.",
        person="member",
        assignee=PUBLISHER,
        due_in=1,
        tags=("map of teams",),
        notes=(
            (
                PUBLISHER,
                "The third time this year. On the agenda of the editors' meeting.",
            ),
        ),
    ),
    message(
        QUESTION,
        3,
        "Is the 20-week programme open to people from the fire service? We have asked nicely before.",
        page="leading-improvement-in-twenty-weeks",
        name="Watch manager",
        email="watch@demo.example",
        assignee=PUBLISHER,
        due_in=2,
    ),
    message(
        FORMAT,
        9,
        "Is there an Easy Read version of the co-production toolkit? Our group meets on Thursdays.",
        page="co-production",
        name="Self-advocacy group",
        email="group@demo.example",
        assignee=EDITOR,
        due_in=-1,
        tags=("Easy Read",),
        mails=(
            answer(
                6,
                "We are making one of the first three pages with a group like yours. May we send you the draft to read before it is finished?",
            ),
            reply(
                4,
                "Yes please. We read aloud, so we need two meetings. Bring it on paper, with the pictures in colour.",
            ),
        ),
    ),
    message(
        QUESTION,
        7,
        "What is the difference between a process map and a value-stream map, in one sentence?",
        page="value-stream-mapping",
        assignee=EDITOR,
        due_in=-2,
        task=DemoTask("Put the difference to a process map into the first paragraph."),
    ),
    # Waiting for somebody else.
    message(
        IDEA,
        7,
        "Could the stories have a button that reads them aloud? My father would listen to all of them.",
        name="Daughter of a reader",
        email="daughter@demo.example",
        assignee=PUBLISHER,
        waits_for="Web team: what the browsers of our readers can do",
        tags=("reading aloud",),
        mails=(
            answer(
                5,
                "Most phones can do this already: choose “Read aloud” or “Speak screen” in the settings. We have asked our web team about a button of our own and will write again.",
            ),
        ),
    ),
    message(
        WRONG,
        16,
        "The clinic in the story about eleven weeks has moved. The address under the picture is the old one.",
        page="eighteen-weeks-to-eleven",
        name="Receptionist",
        email="receptionist@demo.example",
        assignee=EDITOR,
        due_in=-6,
        waits_for="Memory clinic: the new address and from when",
    ),
    message(
        IDEA,
        15,
        "Please make cards out of the tools: the picture in front, the steps on the back. We would laminate them, although you say not to.",
        page="production-system",
        name="Student nurse",
        waits_for="Printers: what 500 sets cost",
        assignee=EDITOR,
        due_in=3,
    ),
    # Done, with and without an answer.
    message(
        PRAISE,
        26,
        "I used the After Action Review sheet after my first night shift in charge. Thank you for writing it in words people use.",
        page="after-action-review",
        source="useful",
        decision="done",
    ),
    message(
        QUESTION,
        41,
        "May we use the templates in a care home that isn't a partner yet?",
        name="Care home manager",
        email="templates@demo.example",
        decision="done",
        mails=(
            answer(
                38,
                "Yes: use them, change them, copy them. We only ask you to say where they come from, and to tell us how they did.",
            ),
            reply(37, "Thank you! We will tell you what the residents say about 5S."),
        ),
    ),
    message(
        WRONG,
        60,
        "The discharge letter story said six weeks in one place and six days in another.",
        page="discharge-letters-in-two-days",
        source="beside",
        name="Medical secretary",
        email="secretary@demo.example",
        decision="done",
        tags=("numbers",),
        task=DemoTask("Six days, in both places.", is_done=True),
        mails=(
            answer(
                58,
                "You were right, it was six days. It says so in both places now. Thank you for reading so carefully.",
            ),
        ),
    ),
    message(
        WRONG,
        59,
        "Six weeks or six days? Your story about the letters can't decide.",
        page="discharge-letters-in-two-days",
        name="Ward pharmacist",
        email="ward.pharmacist@demo.example",
        decision="done",
        like="The discharge letter story said",
    ),
    message(
        WRONG,
        71,
        "The lunch and learn was listed with the wrong room. Three of us stood in the boiler house.",
        page="lunch-and-learn-five-whys",
        decision="done",
    ),
    message(
        WRONG,
        33,
        "The calculator counted a year of 365 working days. Nobody's year has that.",
        page="measuring-for-improvement",
        decision="done",
        tags=("numbers",),
        task=DemoTask("Count 253 working days.", is_done=True),
    ),
    message(
        IDEA,
        22,
        "A film about how to hold a conversation café would help volunteers more than the page.",
        page="conversation-cafe",
        decision="done",
    ),
    message(
        IDEA,
        48,
        "Put the minutes of each step beside the step. We run out of time every single time.",
        page="process-mapping",
        name="Jo, community nurse",
        email="jo.nurse@demo.example",
        decision="done",
        mails=(
            answer(
                40,
                "Every tool now says beside each step how many minutes it takes. May we quote your second sentence on the site, with “Jo”?",
            ),
            reply(39, "Ha, yes, do."),
        ),
    ),
    message(
        IDEA,
        95,
        "A group of practice managers would like a topic of their own. There are fourteen of us.",
        name="Practice manager",
        email="practice.group@demo.example",
        decision="done",
        mails=(
            answer(
                91,
                "A topic needs five pages, so that nobody finds an empty room. You have told two stories; with three more we open it.",
                bounces=True,
            ),
        ),
        notes=(
            (
                PUBLISHER,
                "The answer came back. Their surgery has a new address since May: ask reception.",
            ),
        ),
    ),
    message(
        QUESTION,
        19,
        "Do I need ethics approval for experience interviews if I only use them in my own team?",
        page="experience-interviews",
        decision="done",
    ),
    message(
        QUESTION,
        27,
        "How do I change the name that is shown beside my comments?",
        decision="done",
        person="member",
        email=ADDRESSES["member"],
        mails=(
            answer(
                26,
                "Under “My account”, “Change your details”. The new name then stands beside everything you wrote.",
            ),
        ),
    ),
    message(
        QUESTION,
        102,
        "Can I quote a story in an essay? I would say where it comes from.",
        page="one-visit-instead-of-three",
        name="Student",
        email="student.essay@demo.example",
        decision="done",
    ),
    message(
        PRAISE,
        37,
        "Our estates team has never been mentioned kindly on a website before. It hangs in the workshop.",
        page="5s",
        decision="done",
    ),
    message(
        PRAISE,
        64,
        "The Arabic captions are good Arabic. That is not a matter of course.",
        page="an-after-action-review-in-ten-minutes",
        source="useful",
        decision="done",
    ),
    message(
        FORMAT,
        29,
        "Could you send the 5S checklist as a plain document? Our computers open no spreadsheets.",
        page="5s",
        document="5s-checklist",
        source="document",
        name="Care home",
        email="home@demo.example",
        decision="done",
        mails=(
            answer(
                28,
                "It is on its way to you as a Word document. If it doesn't open, write back and we will post it.",
            ),
        ),
    ),
    message(
        FORMAT,
        51,
        "Please could the story about languages be put into Turkish and Hungarian?",
        page="health-information-in-the-languages-we-speak",
        decision="done",
    ),
    # Spam.
    message(
        IDEA,
        12,
        "Best prices for office chairs. Visit our shop today.",
        decision="spam",
    ),
    message(
        IDEA,
        18,
        "You have won a prize. Click to claim it now.",
        decision="spam",
    ),
    message(
        QUESTION,
        55,
        "We can bring your website to the first place in search. Reply for an offer.",
        name="Search company",
        email="offers@demo.example",
        decision="spam",
    ),
)


@dataclass(frozen=True)
class Kept:
    """A text that answers what is often asked."""

    title: str
    body: str


KEPT_ANSWERS = (
    Kept(
        "Thank you, it is put right",
        "Thank you for telling us. We have put it right on “{page}”: {page_address}\n\nIf you see anything else, write to us again.",
    ),
    Kept(
        "Thank you for an idea",
        "Thank you for your idea. The editors talk about ideas on the first Tuesday of each month. We will write to you afterwards, whatever they decide. If you want to add something, answer this mail: {reference} brings it to your message.",
    ),
    Kept(
        "Another format is on its way",
        "We are making what you asked for from “{page}”. It takes us up to ten working days. If you need it sooner, tell us by when and we will do what we can.",
    ),
    Kept(
        "May we quote you?",
        "What you wrote made us change something, and we would like to say so on the site. May we use your own words, and if so with which name, or with none? We publish nothing of yours without your answer.",
    ),
    Kept(
        "Using our templates",
        "Yes: use the templates, change them and copy them. We only ask you to say where they come from, and to tell us how they did.",
    ),
    Kept(
        "Not for us, but for somebody else",
        "We can't help with this ourselves. For questions about your own care, ask your practice, or call 111. For a complaint about a service, the Patient Advice and Liaison Service of that hospital listens and helps.",
    ),
)
