"""Word templates of the co-production toolkit."""

from .word import WordTemplate


def co_production_planner():
    """What to agree on before and while people design a service together."""
    sheet = WordTemplate(
        "Co-production planner",
        "Fill this in together: people who use the service, their carers, and those who run it. If only staff are in the room, stop after part 1.",
        subject="Co-production",
    )
    sheet.heading("1. Who is missing?")
    sheet.text(
        "Name people and groups whose lives this touches, above all those who rarely come to meetings."
    )
    sheet.table(
        (
            "Person or group",
            "Where they already meet",
            "Who they trust",
            "Who will ask them",
        ),
        [("", "", "", "")] * 5,
        widths=(46, 46, 42, 40),
        height=11,
    )
    sheet.heading("2. What is open, and what is not")
    sheet.text(
        "Be honest from the first day about what can’t change: the law, the budget, the opening date."
    )
    sheet.table(
        ("We decide together", "We can influence it", "It is fixed, because"),
        [("", "", "")] * 3,
        widths=(58, 58, 58),
        height=13,
    )
    sheet.heading("3. What each of us brings")
    sheet.table(
        ("Name", "What I know or can do", "What I need in order to take part"),
        [("", "", "")] * 6,
        widths=(38, 68, 68),
        height=11,
    )
    sheet.heading("4. How we make it possible")
    sheet.bullets(
        "Time: evenings, school hours, shift times. Whose day suits the meeting?",
        "Place: a room people already use, with step-free access and a bus that runs.",
        "Money: fares paid on the day, a thank-you payment, no one out of pocket.",
        "Words: no initials; easy read, translation or an interpreter where needed.",
        "Power: two people chair, one of them a person who uses the service.",
    )
    sheet.answer(5, "What we have agreed")
    sheet.heading("5. The first twelve weeks")
    sheet.table(
        ("Weeks", "What we do together", "What people will see by then"),
        [
            ("1 to 2", "Listen where people already meet", ""),
            ("3 to 4", "Agree on the problem in plain words", ""),
            ("5 to 8", "Draw and try two or three ideas, small", ""),
            ("9 to 10", "Look at what happened, together", ""),
            ("11 to 12", "Decide, and tell everyone who took part", ""),
        ],
        widths=(24, 70, 80),
        height=11,
    )
    sheet.heading("6. How we are doing")
    sheet.text(
        "At the end of each meeting, ask everyone to mark each line from 1 (not at all) to 5 (fully)."
    )
    sheet.table(
        ("Today …", "1 to 5", "What would raise it by one"),
        [
            ("I was listened to", "", ""),
            ("I understood all that was said", "", ""),
            ("What I said changed something", "", ""),
            ("My time was well used", "", ""),
        ],
        widths=(62, 22, 90),
        height=11,
    )
    return sheet.bytes()


def community_map_sheet():
    """What a map of a place has shown, and the three doors to begin with."""
    sheet = WordTemplate(
        "Community map sheet",
        "Fill this in when the map is drawn. It belongs to those who drew it: they get the first copy. Write roles, not the names of private people.",
        subject="Community mapping",
    )
    sheet.heading("1. Where people meet")
    sheet.table(
        ("Place", "Day and time", "Who comes", "Who opens the door"),
        [("", "", "", "")] * 8,
        widths=(50, 36, 48, 40),
    )
    sheet.heading("2. Who people turn to")
    sheet.text("If your neighbour had a worry, who would they tell first?")
    sheet.table(
        ("Role", "For what", "How they like to be asked"),
        [("", "", "")] * 5,
        widths=(56, 58, 60),
    )
    sheet.heading("3. Who isn’t on the map")
    sheet.table(
        ("Who", "Where they are at three in the afternoon", "Who could introduce us"),
        [("", "", "")] * 4,
        widths=(50, 68, 56),
        height=11,
    )
    sheet.heading("4. Three doors to begin with")
    sheet.table(
        ("Door", "Who goes", "With whom", "By when"),
        [("", "", "", "")] * 3,
        widths=(64, 38, 44, 28),
        height=12,
    )
    return sheet.bytes()


def experience_interview_guide():
    """What to say, to ask and to leave unsaid in half an hour with one person."""
    sheet = WordTemplate(
        "Experience interview guide",
        "One person, four questions, about half an hour. Read it the day before and leave it closed on the table: people talk to faces, not to forms.",
        subject="Experience-based design interviews",
    )
    sheet.heading("1. Before you begin")
    sheet.bullets(
        "I am … and I work on making … better together with people who use it.",
        "You can stop at any time, and leave out whatever you like. Nothing changes in your care.",
        "I write down what you say. Before anyone else hears it you tell me what may be told.",
        "Here is the money for your travel and your time.",
    )
    sheet.table(
        ("May we …", "Yes or no"),
        [
            ("write down what you say?", ""),
            ("record your voice, until it is written down?", ""),
            ("use your words without your name?", ""),
            ("ask you again in half a year?", ""),
        ],
        widths=(130, 44),
    )
    sheet.heading("2. Four questions")
    for question, hint in (
        ("Tell me how it began.", "Don’t interrupt. Count to five before you speak."),
        ("And then?", "Until they say that it is over."),
        (
            "You said … What was that like?",
            "Go back to the points where their voice changed. Offer cards with feelings.",
        ),
        (
            "What would have made it better?",
            "Small things first. Then: if you could change one big thing?",
        ),
    ):
        sheet.heading(question, 2)
        sheet.answer(4, hint)
    sheet.heading("3. Touch points")
    sheet.table(
        (
            "What happened",
            "In the person’s words",
            "Good or bad",
            "What to design from it",
        ),
        [("", "", "", "")] * 5,
        widths=(44, 58, 24, 48),
        height=12,
    )
    sheet.heading("4. Give it back")
    sheet.text(
        "Say in three sentences what you heard. Is it right? Cross out what they want crossed out, while they watch."
    )
    sheet.answer(3)
    return sheet.bytes()


def plain_words_checklist():
    """What to look for when a letter is read aloud, and words to use instead."""
    sheet = WordTemplate(
        "Plain-words checklist",
        "For letters, texts, forms and signs. Let three people read it aloud first; then go through this list together.",
        subject="Plain-words review",
    )
    sheet.heading("1. What it is for")
    sheet.table(
        ("After reading, people should …", "Our answer"),
        [("know", ""), ("feel", ""), ("do", "")],
        widths=(58, 116),
        height=11,
    )
    sheet.heading("2. Ten questions")
    sheet.table(
        ("Question", "Yes", "What to change"),
        [
            (question, "", "")
            for question in (
                "Does it begin with what people have to do?",
                "Is there one thought in each sentence?",
                "Are most sentences shorter than 20 words?",
                "Would you say these words across a counter?",
                "Is every abbreviation gone?",
                "Are day, date, time and place together?",
                "Does it say whom to ask, and when they are there?",
                "Does it say how to get it in another format or language?",
                "Is the type at least 12 point, and black on a light ground?",
                "Would you like to get it?",
            )
        ],
        widths=(92, 14, 68),
    )
    sheet.heading("3. Words to use instead")
    sheet.table(
        ("Not this", "But this"),
        [
            ("attend", "come"),
            ("prior to, following", "before, after"),
            ("you are required to", "please"),
            ("in the event that", "if"),
            ("commence, terminate", "begin, end"),
            ("outpatients department", "clinic"),
            ("at your earliest convenience", "by Friday 3 May"),
        ],
        widths=(87, 87),
    )
    sheet.heading("4. Read again")
    sheet.text(
        "Another reader, four questions: what is it about, what do you have to do, by when, and how did it make you feel?"
    )
    sheet.answer(3)
    sheet.table(
        ("Read by how many people", "Words before", "Words now", "Next look"),
        [("", "", "", "")],
        widths=(60, 38, 38, 38),
    )
    return sheet.bytes()
