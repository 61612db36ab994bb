"""What invented people say: comments in every state."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A demo account; every password is the one in `PASSWORD`."""

    email: str
    display_name: str
    group: str = ""
    is_superuser: bool = False


PASSWORD = "try-clic-today"  # noqa: S105 - printed by the start command; the demo runs on this computer only

PEOPLE = (
    Person("admin@demo.example", "Site administrator", is_superuser=True),
    Person("publisher@demo.example", "Publisher, improvement team", "Publishers"),
    Person("editor@demo.example", "Editor, improvement team", "Editors"),
    Person("moderator@demo.example", "Comment moderator", "Comment moderators"),
    Person("member@demo.example", "Ward sister, Eden valley"),
    Person("new.member@demo.example", "New physiotherapist"),
    Person("practice@demo.example", "Practice manager, west coast"),
    Person("volunteer@demo.example", "Community volunteer"),
    Person("supplier@demo.example", "Training company"),
    Person("pharmacist@hospitals.demo.example", "Hospital pharmacist"),
    Person("care.home@demo.example", "Care home manager"),
    Person("social.worker@council.demo.example", "Social worker, south lakes"),
    Person("carer@demo.example", "Carer and farmer"),
    Person("porter@demo.example", "Porter"),
    Person("analyst@demo.example", "Analyst who likes charts"),
    Person("nurse@demo.example", "Community nurse, three valleys"),
    Person("student@demo.example", "Student nurse, second year"),
    Person("coach@demo.example", "Improvement coach"),
    Person("passer.by@demo.example", "Just passing"),
)


# Somebody who began to join and has not entered the code yet.
JOINING = "new.starter@demo.example"

TRUSTED = "coach@demo.example"

# Whose new name waits, and which.
HELD_NAME = ("student@demo.example", "Comment moderator (nights)")

# Who is suspended, why, and for how many days.
SUSPENDED = (
    "supplier@demo.example",
    "Several of your comments advertised your courses, after we had asked you not to. Comments here are for what people have tried themselves. You are welcome back then.",
    28,
)


# By what stands before the @.
ADDRESSES = {person.email.partition("@")[0]: person.email for person in PEOPLE}


@dataclass(frozen=True)
class DemoReport:
    """Why one reader reported a comment; without a person it was somebody without an account."""

    person: str
    reason: str
    note: str = ""


def report(person, reason, note=""):
    return DemoReport(ADDRESSES.get(person, ""), reason, note)


@dataclass(frozen=True)
class DemoComment:
    """One comment, what a moderator did with it, and the replies to it.

    A decision is "approve", "reject" or "return" (then with a reason), "hide", "remove" (by its
    author), "take details out", "lock" (once the replies are there), "merge" (into the comment on
    the same page that begins with the words of `into`) or "" for none yet. A reply stands on the
    page of what it answers.
    """

    page: str
    author: str
    body: str
    days_ago: int
    decision: str = "approve"
    reason: str = ""
    replies: tuple = ()
    reports: tuple = ()
    # Whom it helped, by what stands before the @.
    helpful: tuple = ()
    is_question: bool = False
    hides_name: bool = False
    into: str = ""


def comment(
    page,
    author,
    days_ago,
    body,
    *replies,
    decision="approve",
    reason="",
    reports=(),
    helpful=(),
    is_question=False,
    hides_name=False,
    into="",
):
    return DemoComment(
        page,
        ADDRESSES[author],
        body,
        days_ago,
        decision,
        reason,
        replies,
        reports,
        tuple(ADDRESSES[person] for person in helpful),
        is_question,
        hides_name,
        into,
    )


def reply(author, days_ago, body, decision="approve", helpful=()):
    return comment("", author, days_ago, body, decision=decision, helpful=helpful)


# Pages on which members may write without their name, and those under them.
HIDDEN_NAMES = ("microaggressions-turned-around",)

COMMENTS = (
    comment(
        "a-stores-cupboard-in-one-afternoon",
        "member",
        70,
        "We did the same in our sluice after reading this. The outlines on the shelves were the part I had doubts about, and the part that works best.\n\nOne question: who does your weekly check when the team is short?",
        reply(
            "practice",
            69,
            "We gave it to whoever opens up on Friday. It takes less time than finding someone to do it.",
        ),
        reply(
            "coach",
            68,
            "If it is left out twice, ask the team whether the list is too long. Ours went from twenty lines to eight and has not been missed since.",
        ),
    ),
    comment(
        "a-stores-cupboard-in-one-afternoon",
        "volunteer",
        61,
        "Could you share a picture of the cards? We would like to use them in the food bank.",
        reply(
            "editor",
            60,
            "They are on the last sheet of the 5S checklist now, to print and cut. Tell us how they do in the food bank.",
        ),
    ),
    comment(
        "a-stores-cupboard-in-one-afternoon",
        "new.member",
        1,
        "New here. We are planning this for our gym store next month. How long did the sorting take?",
        decision="",
    ),
    comment(
        "health-information-in-the-languages-we-speak",
        "volunteer",
        9,
        "I was one of the people who passed the messages on. What helped most: a voice message, not a picture. Many of the older neighbours don't read.",
        reply(
            "member",
            8,
            "Thank you, we had not thought of that. We will try voice messages for the foot clinic.",
        ),
    ),
    comment(
        "health-information-in-the-languages-we-speak",
        "social.worker",
        6,
        "The list of ten languages went straight into our team meeting. We had been translating into a language that, it turns out, eleven people speak.",
    ),
    comment(
        "a-service-young-people-would-use",
        "practice",
        30,
        "The letter with four lines is now ours too. Fewer phone calls in the first week than ever.",
        reply(
            "coach", 29, "Would you put it under the plain-words tool as an example?"
        ),
        reply(
            "practice", 28, "Gladly. I will ask the young people first; it is theirs."
        ),
    ),
    comment(
        "a-service-young-people-would-use",
        "supplier",
        21,
        "Buy two training days from our partner company and get a third one free.",
        decision="reject",
        reason="Advertising",
    ),
    comment(
        "after-action-review",
        "member",
        90,
        "We do this standing, at the end of the late shift, with a timer. When it rings we stop, even in the middle of a sentence. It keeps people coming.",
        reply(
            "student",
            44,
            "I was asked to speak first on my third day. I have never felt so much part of a team.",
        ),
    ),
    comment(
        "after-action-review",
        "member",
        9,
        "Do the people who were only there for the first half come as well? We never know whom to invite.",
        reply(
            "nurse",
            8,
            "We ask them for one sentence beforehand and read it out. It is often the best one.",
        ),
        is_question=True,
    ),
    comment(
        "after-action-review",
        "practice",
        52,
        "This was about a colleague whom readers could have recognised.",
        decision="hide",
    ),
    comment(
        "after-action-review",
        "volunteer",
        50,
        "Posted under the wrong page, sorry.",
        decision="remove",
    ),
    comment(
        "5s",
        "practice",
        77,
        "Red tape on the floor was stopped by our estates team. Ask them first.",
        reply(
            "porter",
            75,
            "And ask the people who polish it. The tape lasted four days here. Paint that infection prevention had agreed to has lasted two years.",
        ),
    ),
    comment(
        "5s",
        "care.home",
        40,
        "Did it with residents in the activity room. They were far stricter than we are. Nine jigsaws with pieces missing have left the building.",
    ),
    comment(
        "5s",
        "coach",
        39,
        "Ask estates before you put red tape on a floor. Ours stopped it too.",
        decision="merge",
        into="Red tape on the floor",
    ),
    comment(
        "after-action-review",
        "nurse",
        20,
        "I have a one-page prompt card that fits in a tunic pocket. Ring me on 01632 960 417 and I will post you one.",
        decision="take details out",
    ),
    comment(
        "value-stream-mapping",
        "carer",
        12,
        "The map in our clinic left out the one person who waits at every step. She was born on 3 May 1944, lives next door to the bakery in our village, and knows more about the delays than anybody.",
        decision="return",
        reason="Could identify a patient or a colleague",
    ),
    comment(
        "process-mapping",
        "practice",
        35,
        "Brown paper or a screen?",
        reply("coach", 34, "Paper. People stand up for paper."),
        reply("analyst", 34, "A screen. Nobody can read my writing."),
        reply(
            "coach",
            33,
            "Then let somebody else hold the pen. I think we have both said it now.",
        ),
        decision="lock",
    ),
    comment(
        "an-after-action-review-in-ten-minutes",
        "member",
        33,
        "Watched it in the handover with the captions on, since the room is never quiet. It worked.",
    ),
    comment(
        "value-stream-mapping",
        "analyst",
        66,
        "Please use the median in the workbook, not the mean. One case of ninety days made our map look like another hospital's.",
        reply(
            "editor",
            64,
            "Changed: the workbook takes the median of what you type in. Thank you.",
        ),
    ),
    comment(
        "process-mapping",
        "social.worker",
        58,
        "We had a daughter in the room who had kept every letter in a shoe box. The box was worth more than our system.",
    ),
    comment(
        "process-mapping",
        "student",
        37,
        "Is there a version for people who can't stand for two hours? Our lecturer uses a wheelchair and was looking at everyone's back.",
        reply(
            "coach",
            36,
            "Yes: a long table instead of the wall, with the notes along the middle. Everyone sits. It is slower and better.",
        ),
    ),
    comment(
        "measuring-for-improvement",
        "analyst",
        54,
        "If your manager asks for red and green, show this chart first and ask what they would do differently. It has worked three times out of four.",
        reply("member", 53, "And the fourth time?"),
        reply("analyst", 53, "They made it a slide. In red and green."),
    ),
    comment(
        "pdsa-cycle",
        "nurse",
        48,
        "We had a “pilot” of six months. Then somebody asked what we had expected, and nobody knew. We do Tuesdays now.",
    ),
    comment(
        "five-whys",
        "pharmacist",
        43,
        "Checking each answer is the hard part. Our second “because” was simply not true, and everyone had believed it for years.",
        reply("porter", 42, "I could have told you. I pass it six times a day."),
        reply(
            "pharmacist",
            42,
            "That is exactly what you said. And then we asked you to come to the next one.",
        ),
    ),
    comment(
        "standard-work",
        "nurse",
        29,
        "Nobody tells you that it takes three versions. We were proud of the first one and it lasted until Wednesday.",
    ),
    comment(
        "visual-control",
        "care.home",
        25,
        "The red lids are the cheapest thing we have ever done. £38 for the whole house.",
        reply(
            "carer",
            24,
            "Where did you get lids that fit? Mine is for one person, at home.",
        ),
        reply(
            "care.home",
            23,
            "A red beaker does the same. It is the rule that works, not the lid.",
        ),
        reply(
            "nurse",
            1,
            "We put a red dot on the calendar at home for the days when the tablets change. Same idea, no lids.",
        ),
    ),
    comment(
        "demand-analysis",
        "practice",
        31,
        "Four seconds a mark is right. What takes long is agreeing what “query” means. Write what they say, as it says here.",
    ),
    comment(
        "stakeholder-analysis",
        "social.worker",
        22,
        "Be careful where you leave the grid. Ours was found by one of the people on it. We had written nothing unkind, luckily.",
    ),
    comment(
        "rapid-process-improvement-workshop",
        "coach",
        19,
        "If you have never led one, come as an extra pair of hands first. The week near the end of the calendar has room for two.",
        reply("member", 18, "I would like that. Whom do I ask?"),
        reply(
            "coach",
            18,
            "The learning and events team. Say that you come to watch the facilitator, not the map.",
        ),
    ),
    comment(
        "customer-journey",
        "carer",
        17,
        "I was asked to tell ours and said no twice. The third time they came to the farm, with cake, and listened until the cows wanted milking. Go to people.",
    ),
    comment(
        "eleven-days-off-a-complaint",
        "practice",
        96,
        "Ringing first has halved ours as well. The first ten calls are frightening and the eleventh isn't.",
        reply(
            "student",
            38,
            "What do you do if they shout?",
        ),
        reply(
            "practice",
            37,
            "Let them finish. Then ask what they would like to come of it. Almost nobody shouts the answer.",
        ),
    ),
    comment(
        "discharge-letters-in-two-days",
        "practice",
        150,
        "From the other end of the letter: we noticed. It is the first time I write that.",
        helpful=("member", "pharmacist", "coach", "editor", "nurse"),
    ),
    comment(
        "discharge-letters-in-two-days",
        "pharmacist",
        120,
        "Reading it to the patient found two errors in tablets in our first month. We hadn't counted on that at all.",
        reply("nurse", 119, "Who reads it when the round is late?"),
        reply(
            "pharmacist",
            119,
            "Whoever hands over the tablets. It fits there, because that is when people ask anyway.",
            helpful=("nurse", "student"),
        ),
        reply(
            "carer",
            118,
            "Please read it to us as well. We are the ones who open the box at home.",
            helpful=("pharmacist", "member", "social.worker"),
        ),
        reply("student", 117, "How long does it really take? I was told one minute."),
        reply(
            "pharmacist",
            117,
            "One minute if nothing is wrong. Four if something is, and those four save an afternoon.",
        ),
        reply(
            "care.home",
            115,
            "We ring the ward about one letter in three. Since spring it has been one in ten from that ward.",
        ),
        reply(
            "editor",
            112,
            "May we quote your one in ten in the story? I will write to you about it. Thank you.",
        ),
        helpful=(
            "member",
            "practice",
            "coach",
            "carer",
            "care.home",
            "analyst",
            "volunteer",
        ),
    ),
    comment(
        "discharge-letters-in-two-days",
        "analyst",
        112,
        "A median of two days hides the long ones. Is there a chart of all letters?",
        reply(
            "editor",
            110,
            "There is one on the ward: each letter of the first six months is a dot. The longest took nine days, over a bank holiday. Write to the improvement team for a copy.",
            helpful=("analyst", "coach"),
        ),
        is_question=True,
        helpful=("coach",),
    ),
    comment(
        "discharge-letters-in-two-days",
        "care.home",
        101,
        "The day the letter comes before the person is the day we can have the bed, the thickener and the right chair ready.",
        helpful=("social.worker", "member"),
    ),
    comment(
        "discharge-letters-in-two-days",
        "coach",
        93,
        "Note what they did not do: buy anything. I send this story to everybody who asks me for a printer.",
        helpful=("analyst",),
    ),
    comment(
        "discharge-letters-in-two-days",
        "social.worker",
        88,
        "We found a second tray. Ours was a shared mailbox that three people thought one of the others read.",
        reply("porter", 87, "There is always a second tray."),
        helpful=("practice", "nurse", "porter"),
    ),
    comment(
        "discharge-letters-in-two-days",
        "student",
        74,
        "We were asked in a seminar what the waste was here. Nobody said “waiting”, because nobody sees a letter wait.",
    ),
    comment(
        "discharge-letters-in-two-days",
        "carer",
        66,
        "My mother's letter said “as discussed”. Nobody had discussed it with her or with me. Reading it aloud would have shown that in a second.",
        helpful=("volunteer", "pharmacist", "nurse"),
    ),
    comment(
        "discharge-letters-in-two-days",
        "volunteer",
        51,
        "I keep all my letters too. If a team wants somebody to sit beside the map, our group has four people who would come.",
        reply(
            "coach",
            50,
            "I will write to you. Please say so at the conversation café as well.",
        ),
    ),
    comment(
        "discharge-letters-in-two-days",
        "nurse",
        39,
        "Does the surgery get the letter when somebody leaves on a Sunday? That is when ours go missing.",
        is_question=True,
    ),
    comment(
        "discharge-letters-in-two-days",
        "member",
        20,
        "Week three here. Two of five doctors sign on the round. The other three have started to ask how.",
        helpful=("coach",),
    ),
    comment(
        "discharge-letters-in-two-days",
        "porter",
        12,
        "I carried that tray for eleven years. Glad to see it go.",
        helpful=("member", "nurse", "practice", "student"),
    ),
    comment(
        "one-visit-instead-of-three",
        "porter",
        200,
        "The tea was my idea.",
        reply("member", 199, "It is the best measure in the whole story."),
    ),
    comment(
        "nine-nurses-one-map",
        "nurse",
        210,
        "I am one of the nine. I was against it, for the record. I wouldn't go back.",
    ),
    comment(
        "tea-at-the-auction-mart",
        "carer",
        180,
        "It was me he asked how I slept.",
        reply("volunteer", 179, "Thank you for saying so here. Somebody will read it."),
    ),
    comment(
        "a-jug-with-a-red-lid",
        "new.member",
        2,
        "Could this work on a rehab ward? Some of our patients are on thickened fluids, so I would need to be careful.",
        decision="",
    ),
    comment(
        "home-before-tea",
        "passer.by",
        4,
        "My aunt went home from ward 12 on the 3rd and waited until seven, and the nurse in blue was rude.",
        decision="reject",
        reason="Could identify a patient or a colleague",
    ),
    comment(
        "conversation-cafe",
        "supplier",
        5,
        "We sell talking stones with your logo, from £4 each.",
        decision="",
    ),
    comment(
        "plain-words-review",
        "volunteer",
        15,
        "I am one of the readers. Being paid for saying “I don't understand this” is the best job I have had.",
    ),
    comment(
        "community-mapping",
        "social.worker",
        14,
        "Take photographs before the children get hold of the dots.",
    ),
    comment(
        "ladder-of-participation",
        "carer",
        13,
        "We were on rung two and had a certificate for rung five. Saying it aloud was a relief for both sides.",
    ),
    comment(
        "microaggressions-turned-around",
        "nurse",
        12,
        "I have been asked where I am really from at the same handover for three years. After we watched this together, the person who asked came to me on their own. I would not write this under my name, and I am glad that I can.",
        hides_name=True,
    ),
    comment(
        "microaggressions-turned-around",
        "student",
        11,
        "Watched it in our seminar. The silence afterwards was the useful part.",
    ),
    comment(
        "pronouns-and-being-an-ally",
        "passer.by",
        10,
        "What a load of nonsense, and so are the people in it.",
        decision="reject",
        reason="Unkind to someone",
    ),
    comment(
        "festival-of-improvement",
        "member",
        7,
        "Are stalls about things that failed really welcome? We have one.",
        reply(
            "publisher",
            6,
            "Yours will have the longest queue. Please book it soon: there is room for five more.",
        ),
    ),
    comment(
        "bitesize-run-charts",
        "nurse",
        3,
        "Is it recorded? I am on the road at half past nine.",
        reply(
            "editor",
            2,
            "No, because people show their own numbers. It is held again in the spring, at noon.",
        ),
    ),
    comment(
        "co-production",
        "volunteer",
        85,
        "Can we say “together” and drop the long word? Nobody at our table uses it.",
        reply(
            "coach", 84, "At the table, always. On the page it helps people to find it."
        ),
    ),
    comment(
        "feedback-loop",
        "passer.by",
        1,
        "Does this count as feedback?",
        decision="",
    ),
    comment(
        "standard-work",
        "passer.by",
        3,
        "Whoever needs a poster to do a simple job should look for another one.",
        reports=(
            report("nurse", "unkind", "I am one of those with the poster."),
            report("porter", "unkind"),
            report("practice", "other", "It helps nobody, and it puts people off."),
        ),
    ),
    # Each of these waits for another reason.
    comment(
        "5s",
        "practice",
        1,
        "There is a label printer that did miracles for us: a small miracle a week, and no more felt pens.",
        decision="",
    ),
    comment(
        "community-mapping",
        "volunteer",
        2,
        "Three maps that we made with our neighbours, to look at: https://maps.demo.example/harbour, https://maps.demo.example/west and https://maps.demo.example/allotments",
        decision="",
    ),
    comment(
        "home-before-tea",
        "nurse",
        1,
        "We ring the family at two now, whatever we know by then. They plan better with half an answer than with none.",
        decision="",
    ),
    comment(
        "health-information-in-the-languages-we-speak",
        "care.home",
        1,
        "Na naszym oddziale pracuje wiele osób z Polski. Krótkie nagrania głosowe pomogły nam bardziej niż ulotki, bo można ich słuchać w drodze do pracy.",
        decision="",
    ),
    comment(
        "plain-words-review",
        "analyst",
        1,
        "Whoever wants our list of a hundred plain words can ring me on 07700 900461 after four.",
        decision="",
    ),
    comment(
        "visual-control",
        "student",
        8,
        "On our last placement we left the second check out when the board was all green. It saved ten minutes a round.",
        reports=(
            report(
                "pharmacist",
                "wrong",
                "The second check is not there for the board. Somebody could copy this.",
            ),
            report("", "wrong", "Please look at this one."),
        ),
    ),
)


# Who follows which page, and how they hear of it.
FOLLOWED = (
    (ADDRESSES["member"], "visual-control", "at_once"),
    (ADDRESSES["member"], "standard-work", "daily"),
    (ADDRESSES["analyst"], "measuring-for-improvement", "daily"),
)
