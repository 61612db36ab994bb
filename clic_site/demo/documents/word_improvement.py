"""Word templates of the production system toolkit."""

from .word import WordTemplate


def a3_problem_solving():
    """One A3 page with the eight boxes of A3 problem solving."""
    sheet = WordTemplate(
        "A3 problem solving sheet",
        "One page, written in pencil and changed often. Fill the boxes in their order, and don’t start on box 5 before the team agrees on box 4.",
        subject="A3 problem solving",
        landscape=True,
        a3=True,
    )
    sheet.table(
        ("Problem in one sentence", "Owner", "Team", "Started", "Last changed"),
        [("", "", "", "", "")],
        widths=(164, 55, 75, 45, 45),
    )
    sheet.columns(2)
    for heading, prompt, lines in (
        (
            "1. Background",
            "Why does this matter to people who use the service, and why now?",
            5,
        ),
        (
            "2. How it is now",
            "What did you see with your own eyes? Draw it. Give numbers: how often, how long, how many.",
            9,
        ),
        (
            "3. How it should be",
            "By how much, and by when? “From 6 days to 2 days by 30 June” beats “faster”.",
            4,
        ),
        (
            "4. Why it happens",
            "Ask why until the answer is something you can change. Keep to causes you can show.",
            8,
        ),
        (
            "5. What we will try",
            "One idea for each cause. Say what you expect it to do before you try it.",
            7,
        ),
        ("6. Plan", "Who does what by when? Start with the smallest test.", 8),
        (
            "7. What happened",
            "The same numbers as in box 2, after the change. What surprised you?",
            6,
        ),
        (
            "8. What next",
            "What will you keep, change or drop? Who else needs to know? When will you look again?",
            5,
        ),
    ):
        sheet.heading(heading)
        sheet.text(prompt)
        sheet.answer(lines)
    return sheet.bytes()


def after_action_review():
    """What the person who leads an After Action Review needs in their hand."""
    sheet = WordTemplate(
        "After Action Review run sheet",
        "For the person who leads the review. It takes 10 to 30 minutes, on the same day if you can, with everyone who took part and whatever their grade.",
        subject="After Action Review",
    )
    sheet.table(
        ("What we are reviewing", "Date", "Led by", "Notes by"),
        [("", "", "", "")],
        widths=(84, 28, 31, 31),
    )
    sheet.heading("Say this first")
    sheet.bullets(
        "We are here to learn, not to blame. What is said stays here unless we agree otherwise.",
        "Everyone’s view counts the same. The newest person speaks first.",
        "We talk about what happened, not about what sort of person someone is.",
        "If something harmed a patient, this does not replace the incident report.",
    )
    sheet.heading("The four questions")
    for number, question, minutes, prompts in (
        (
            1,
            "What did we expect to happen?",
            2,
            "Each person in a sentence. Differences here often explain the rest.",
        ),
        (2, "What did happen?", 3, "Facts in the order of time. No reasons yet."),
        (
            3,
            "Why was there a difference?",
            3,
            "Ask about the work, the place and the plan. Include what went better than expected.",
        ),
        (
            4,
            "What will we do next time?",
            2,
            "At most three things. Each has a name and a date.",
        ),
    ):
        sheet.heading(f"{number}. {question}", 2)
        sheet.text(f"About {minutes} minutes. {prompts}")
        sheet.answer(4)
    sheet.heading("What we agreed")
    sheet.table(
        ("What will change", "Who", "By when", "How we will know"),
        [("", "", "", "")] * 3,
        widths=(70, 30, 26, 48),
        height=13,
    )
    sheet.heading("Before everyone leaves")
    sheet.bullets(
        "Read the three actions aloud.",
        "Ask who else should hear what you learnt, and who will tell them.",
        "Thank people, by name, for what they said that was hard to say.",
    )
    return sheet.bytes()


def pdsa_worksheet():
    """One cycle of plan, do, study, act."""
    sheet = WordTemplate(
        "PDSA worksheet",
        "One sheet for one small test. If it can’t be done by Tuesday, make the test smaller: one patient, one shift, one clinic.",
        subject="Plan, do, study, act",
    )
    sheet.table(
        ("Aim of the work", "Test number", "Dates", "Who"),
        [("", "", "", "")],
        widths=(84, 28, 31, 31),
    )
    sheet.heading("Plan")
    sheet.text("What do you want to find out? Write it as a question.")
    sheet.answer(3)
    sheet.text("What do you think will happen, and why? Give a number if you can.")
    sheet.answer(3)
    sheet.table(
        ("Who", "will do what", "where", "when"),
        [("", "", "", "")] * 3,
        widths=(32, 76, 34, 32),
        height=10,
    )
    sheet.table(
        ("What you will count", "How", "Who writes it down"),
        [("", "", "")] * 2,
        widths=(62, 70, 42),
        height=10,
    )
    sheet.heading("Do")
    sheet.text(
        "What happened? Note what went differently from the plan, and what people said."
    )
    sheet.answer(7)
    sheet.heading("Study")
    sheet.text(
        "Put what you counted beside what you expected. What do you know now that you didn’t know before?"
    )
    sheet.answer(7)
    sheet.heading("Act")
    sheet.text("Choose one, and say why.")
    sheet.table(
        ("Decision", "When to choose it", "What we will do next"),
        [
            ("Adopt", "It worked more than once, in different hands.", ""),
            ("Adapt", "It worked in part, or only for some people.", ""),
            ("Drop", "It didn’t work, and we know why.", ""),
        ],
        widths=(26, 66, 82),
        height=13,
    )
    sheet.text("Question for the next test:")
    sheet.answer(2)
    return sheet.bytes()


def customer_journey_map():
    """One person's way through a service: what they do, feel and have to explain again."""
    sheet = WordTemplate(
        "Customer journey map",
        "One sheet for one person, in their words. They say where it begins and ends. Nothing is written down here by which others could recognise them.",
        subject="Customer (patient) journey",
        landscape=True,
        a3=True,
    )
    sheet.table(
        ("Whose journey (a name they choose)", "From", "To", "Drawn on", "With"),
        [("", "", "", "", "")],
        widths=(110, 90, 90, 40, 54),
    )
    sheet.heading("1. The journey")
    sheet.text(
        "Fill the first two rows while the person tells it, the others when you go back over it."
    )
    points = ("Point 1", "Point 2", "Point 3", "Point 4", "Point 5", "Point 6")
    sheet.table(
        ("", *points),
        [
            (row, *("",) * len(points))
            for row in (
                "What happened",
                "What I had to do",
                "How I felt",
                "Whom I told it to again",
                "How long I waited",
                "What went on behind it (staff)",
            )
        ],
        widths=(54, *(55,) * len(points)),
        height=20,
    )
    sheet.heading("2. Three moments")
    sheet.table(
        ("It helped", "It hurt", "It was for nothing"),
        [("", "", "")],
        widths=(128, 128, 128),
        height=24,
    )
    sheet.heading("3. What we promise")
    sheet.table(
        (
            "One thing that will change within two weeks",
            "Who",
            "By when",
            "How you will hear",
        ),
        [("", "", "", "")],
        widths=(190, 64, 50, 80),
        height=16,
    )
    sheet.heading("4. What may be told to others")
    sheet.answer(2, "The person writes or says what others may hear, and what not")
    return sheet.bytes()


def five_whys_sheet():
    """From what happened to something that can be changed, each answer checked."""
    sheet = WordTemplate(
        "Five whys sheet",
        "For a small group, on the day, in the place where it happened. Every answer is checked before the next why.",
        subject="Five whys",
    )
    sheet.heading("1. What happened")
    sheet.text(
        "One sentence, facts only, no reasons and no names. When? Where? How many?"
    )
    sheet.answer(3)
    sheet.heading("2. Why?")
    sheet.table(
        ("", "Because …", "How do we know?"),
        [(f"Why {number}?", "", "") for number in range(1, 6)],
        widths=(20, 92, 62),
        height=19,
    )
    sheet.text(
        "Is there a second answer to one of them? Follow it on another sheet. Have you arrived at a person? Go back one step."
    )
    sheet.heading("3. Read it upwards")
    sheet.text(
        "From the last answer to the first: “… and therefore …”. If it makes no sense, a link is missing."
    )
    sheet.heading("4. What we will change")
    sheet.table(
        ("What", "Who", "By when", "How we will see that it doesn’t come back"),
        [("", "", "", "")] * 2,
        widths=(66, 28, 24, 56),
        height=15,
    )
    return sheet.bytes()


def standard_work_sheet():
    """The best way known today of one task, on one page."""
    sheet = WordTemplate(
        "Standard work sheet",
        "One task, one page, written by those who do it. Hang it where the task is done, with a pen beside it.",
        subject="Standard work",
    )
    sheet.table(
        ("Task", "Where", "Minutes in all", "Version and date"),
        [("", "", "", "")],
        widths=(80, 38, 26, 30),
    )
    sheet.heading("1. What must be there before you begin")
    sheet.answer(2)
    sheet.heading("2. The steps")
    sheet.text(
        "A verb and a thing. Mark with ! where a mistake would hurt someone, and say why."
    )
    sheet.table(
        ("Step", "What you do", "Minutes", "!", "Why it matters"),
        [(str(number), "", "", "", "") for number in range(1, 13)],
        widths=(14, 78, 20, 10, 52),
        height=9,
    )
    sheet.heading("3. How you know that it went well")
    sheet.answer(2)
    sheet.heading("4. What we found since")
    sheet.table(
        ("Date", "What someone noticed", "What we changed"),
        [("", "", "")] * 3,
        widths=(26, 78, 70),
        height=10,
    )
    return sheet.bytes()


def rpiw_planner():
    """Eight weeks before, five days, ninety days after."""
    sheet = WordTemplate(
        "RPIW planner",
        "For the process owner, the sponsor and the facilitator of a rapid process improvement workshop. If a line of part 1 can’t be filled, put the week off.",
        subject="Rapid process improvement workshop",
    )
    sheet.heading("1. What it is about")
    sheet.table(
        ("Question", "Our answer"),
        [
            ("Which process, from where to where?", ""),
            ("Who waits, is harmed or is worn out by it?", ""),
            ("Three numbers of the last 90 days", ""),
            ("What should they be on Friday, and after 90 days?", ""),
            ("What can’t be changed, and why?", ""),
        ],
        widths=(66, 108),
        height=13,
    )
    sheet.heading("2. Eight weeks before")
    sheet.table(
        ("Weeks to go", "What", "Who", "Done"),
        [
            ("8", "Sponsor promises: no post is lost through this week", "", ""),
            (
                "8",
                "Team of 8 to 14 named, two of them people who use the service",
                "",
                "",
            ),
            ("7", "Everyone’s shifts are covered", "", ""),
            ("6", "Numbers of 90 days collected", "", ""),
            ("4", "Walk through the process, with the team before and after", "", ""),
            ("3", "Map of how it is now, on the wall", "", ""),
            ("2", "Room, food, pens, interpreter, travel money", "", ""),
            ("1", "Everyone whom it touches has heard of it from us", "", ""),
        ],
        widths=(24, 96, 34, 20),
    )
    sheet.heading("3. The five days")
    sheet.table(
        ("Day", "Morning", "Afternoon", "At four, with the sponsor"),
        [
            (
                "Monday",
                "Three tools in two hours",
                "Go and watch, in pairs",
                "What did we see?",
            ),
            (
                "Tuesday",
                "Put the wall together",
                "Causes, and what to try",
                "One barrier to remove overnight",
            ),
            ("Wednesday", "First tests", "Change and try again", "What surprised us?"),
            (
                "Thursday",
                "Other shift, other people",
                "Write the new way on one page",
                "Who needs to be asked?",
            ),
            ("Friday", "Numbers and drawings", "Show everyone", "Thank you"),
        ],
        widths=(26, 50, 50, 48),
        height=12,
    )
    sheet.heading("4. After 30, 60 and 90 days")
    sheet.table(
        (
            "Day",
            "Our three numbers",
            "What slipped",
            "What got better still",
            "Who looks",
        ),
        [("30", "", "", "", ""), ("60", "", "", "", ""), ("90", "", "", "", "")],
        widths=(16, 42, 42, 46, 28),
        height=15,
    )
    return sheet.bytes()
