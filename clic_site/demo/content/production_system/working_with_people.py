"""Tools that bring people together: to learn, to plan and to change something in a week."""

from ..parts import (
    Step,
    Tool,
    film,
    link,
    p,
    picture,
    points,
    questions,
    quote,
    statistic,
    text,
)

AFTER_ACTION_REVIEW = Tool(
    slug="after-action-review",
    title="After Action Review (AAR)",
    purpose="Learn from what just happened, without blame",
    summary="Four questions in twenty minutes, while everybody still remembers: what should have happened, what did, why the difference, what next time.",
    scene="campfire",
    minutes=(15, 45),
    people=(3, 12),
    difficulty="easy",
    topics=("learning-together", "safer-care"),
    what_it_is=p(
        "An After Action Review is a short talk among the people who were there. It is not an "
        "investigation: nobody is judged and no names leave the room. Rank stays outside.",
        "It can be about something that went well. Those are the best ones to learn on.",
    ),
    when_to_use=points(
        "After a busy shift, an event, a difficult discharge, a good day.",
        "Within 48 hours, while memory is fresh.",
    ),
    when_not_to_use=p(
        "If someone was seriously harmed, use your organisation's patient safety process. "
        "A review like this may come as well, not instead. And if people are too tired to stand, meet tomorrow."
    ),
    who_to_involve=p(
        "All who took part, whatever their job, and a conductor who was not in the lead. If you can, "
        "invite the patient or the family to say what they saw."
    ),
    what_you_need=points(
        "A place where nobody overhears you",
        "The run sheet and one pen",
        "A timer that can be heard",
    ),
    steps=(
        Step(
            "Open",
            "Say the ground rules: honest, kind, everyone speaks, nothing is written with a name.",
            2,
            "The run sheet",
            "Read them out even if everybody knows them. It changes how people sit.",
        ),
        Step(
            "What should have happened?",
            "Each person in one sentence. Differences here often explain the rest.",
            4,
            note="The newest person speaks first, the most senior last.",
        ),
        Step(
            "What did happen?",
            "Facts, in order. No reasons yet.",
            6,
            note="When someone says “because”, raise a hand and smile: that is the next question.",
        ),
        Step("Why was there a difference?", "Good differences count too.", 6),
        Step(
            "What shall we do next time?",
            "Two things at the most, each with someone who takes it on.",
            5,
            note="Write the two things where the next shift sees them, today.",
        ),
    ),
    example=[
        text(
            p(
                "A reablement team met for twenty minutes after a weekend with three late visits. They found "
                "that the rota and the phone list named different people. The list is now printed from the rota."
            )
        ),
        film("after-action-review", "The four questions in fifteen seconds"),
    ],
    pitfalls=points(
        "<b>The most senior person answers first.</b> Let them speak last.",
        "<b>Ten actions.</b> Two that happen are better.",
        "<b>Only after disasters.</b> Then the four questions smell of trouble. Do one after a good day first.",
    ),
    documents=("after-action-review",),
    questions=[
        questions(
            (
                "Can we hold one when somebody has made a complaint?",
                "Yes, and beside it, not instead of it: what is said here stays here, and the complaint is answered as usual.",
            ),
            (
                "Who leads it if the person in charge was part of what happened?",
                "Anyone who was not. Ask the ward next door; it takes them twenty minutes and they learn something too.",
            ),
        )
    ],
    pinned=("five-whys",),
)

STAKEHOLDER_ANALYSIS = Tool(
    slug="stakeholder-analysis",
    title="Stakeholder analysis",
    purpose="Know who must be with you before you start",
    summary="Name everyone your change touches, see how much it touches them and how much they can move, and agree what you will do for each.",
    scene="sunrise",
    minutes=(60, 90),
    people=(3, 8),
    difficulty="easy",
    topics=("leading-change", "co-production"),
    what_it_is=p(
        "Two questions about every person or group: how much will this touch them, and how much can they help or stop it? "
        "The answers make four fields, and each field tells you what to do.",
        "The field that teams forget is the one where much is at stake for people with little say. Often those are the people who use the service.",
    ),
    when_to_use=points(
        "Before you announce anything.",
        "When a good idea is stuck and nobody says why.",
        "When a new person joins who has to know whom to ring.",
    ),
    when_not_to_use=p(
        "It is no substitute for talking with people. If you know what someone thinks only from others, the next step is a cup of tea, not a grid. "
        f"To begin a change together with people, use {link('community-mapping', 'community mapping')}."
    ),
    who_to_involve=p(
        "Three to eight people who know different corners: a clinician, an administrator, someone from a partner organisation, "
        "a person who uses the service."
    ),
    what_you_need=points(
        "A door that closes",
        "Notes in one colour, a large sheet with four fields",
        "An hour without telephones",
    ),
    steps=(
        Step(
            "Write names alone",
            "Five minutes in silence. One person or group on each note.",
            8,
            "Notes, pens",
            "Silence matters: the quiet ones know those whom the others forget.",
        ),
        Step(
            "Fill the gaps",
            "Who uses it? Who cleans it? Who pays? Who will hear of it from a neighbour?",
            10,
            "Slide 1 of the grid",
        ),
        Step(
            "Place them",
            "How much does it touch them? How much can they move? Argue about each note for no more than a minute.",
            20,
            "Slide 2, or a large sheet",
            "If a note wanders between two fields, split it: “GPs” are not one person.",
        ),
        Step(
            "Ask what matters to them",
            "For the eight notes that count most: what would they like to gain, what do they fear to lose? Mark what you only guess.",
            20,
        ),
        Step(
            "Decide what to do",
            "One line each: what, who, by when. First those who are touched much and can move little.",
            15,
            "Slide 3",
            "End with the guesses: who will ask them, this week?",
        ),
    ),
    example=[
        text(
            p(
                "A team that wanted to move a leg ulcer clinic had listed two managers, a consultant and the estates department. "
                "In the ten minutes of step two somebody wrote “the driver of the community bus”. His timetable decided who could come. "
                "They spoke to him first, and moved the clinic by half an hour instead of by four miles."
            )
        ),
        picture(
            "flock", "Who is in the field? The one you overlook has the best view."
        ),
    ],
    pitfalls=points(
        "<b>Writing what you wouldn't say.</b> Anyone may ask to see the grid. Write nothing unkind.",
        "<b>Only the powerful.</b> They are the easiest to list and the least likely to know what is wrong.",
        "<b>Done once.</b> People move. Look again after eight weeks.",
    ),
    documents=("stakeholder-grid",),
    pinned=("community-mapping",),
)

RPIW = Tool(
    slug="rapid-process-improvement-workshop",
    title="Rapid process improvement workshop (RPIW)",
    purpose="Change a process together in one week",
    summary="Five days in which the people who do the work, and people who use it, look, try, measure and leave with a new way of working, not with a list of actions.",
    scene="workshop-hut",
    minutes=(1800, 2250),
    people=(8, 14),
    difficulty="facilitator",
    topics=("leading-change", "waste-and-waiting", "working-across-teams"),
    settings=(
        "hospital-ward",
        "outpatient-clinic",
        "council-service",
        "community-team",
    ),
    what_it_is=p(
        "An RPIW takes a team out of its daily work for a week. On Monday they look, on Tuesday they find causes, on Wednesday and Thursday they try "
        "changes with real patients, on Friday they show what came of it to everyone whom it touches.",
        "The week is the visible part. Eight weeks of preparation come before it and three reviews after it: at 30, 60 and 90 days.",
    ),
    when_to_use=points(
        "A process touches several teams and has resisted smaller changes.",
        "A senior person will clear the way and come in every evening.",
        "The numbers of the last three months are on the table.",
    ),
    when_not_to_use=p(
        "Don't spend a week on something that a morning would do: try "
        f"{link('pdsa-cycle', 'a PDSA cycle')} or {link('5s', '5S')} first. And never begin one if posts hang on the result."
    ),
    who_to_involve=p(
        "Eight to fourteen people: two thirds who do the work, of every grade, two who use the service, one or two from the teams before and after. "
        "A leader for the process, a trained facilitator, and a sponsor with the power to say yes on the spot."
    ),
    what_you_need=points(
        "A room for five days, close to where the work is done",
        "Cover for everyone's shifts, agreed eight weeks before",
        "Ninety days of numbers and a map of how it is now",
        "A promise from the sponsor: no post will be lost through this week",
    ),
    steps=(
        Step(
            "Monday: look",
            "Learn three tools in the morning, then go and watch. Come back with times, drawings and what people said.",
            420,
            "Watches, clipboards, a wall",
            "Have lunch where the staff have it. Somebody will tell you what is really wrong.",
        ),
        Step(
            "Tuesday: find causes",
            "Put the wall together. Mark the waste, ask why, agree on four or five things to try.",
            420,
            "The map, red dots, five whys sheets",
            "The sponsor comes at four. Ask them for one barrier to be removed overnight.",
        ),
        Step(
            "Wednesday: try",
            "Small tests in the real place, with real patients who know of it. Change, try again, write down.",
            450,
            "PDSA worksheets",
            "No more than two tests at once, or you won't know which did it.",
        ),
        Step(
            "Thursday: try harder",
            "The best tests on another shift, with other people. Write the new way on one page.",
            450,
            "Standard work sheets",
            "Send someone to the night staff. What only works by day doesn't work.",
        ),
        Step(
            "Friday: show",
            "The numbers before and after, the one page, and what did not work. Everyone it touches is invited.",
            240,
            "Run charts, the wall",
            "Let the most junior member of the team speak first. Patients speak last, and for as long as they like.",
        ),
        Step(
            "After 30, 60 and 90 days: look again",
            "The same numbers, half an hour each, in the place itself. What slipped? What got better still? The time here is the first of them.",
            30,
            "The run chart",
        ),
    ),
    example=[
        text(
            p(
                "A clinic that prepares people for operations saw each of them three times. In five days a team of eleven, two of them patients, made it one visit."
            )
        ),
        statistic(
            "3 → 1",
            "visits before an operation",
            "1,200 people a year",
        ),
        quote(
            "On Tuesday I thought: they will never change the forms. On Wednesday the forms were gone.",
            "Patient member of the team",
        ),
        text(
            p(
                f"The whole week is told in {link('one-visit-instead-of-three', 'One visit instead of three')}."
            )
        ),
    ],
    pitfalls=points(
        "<b>A week without preparation.</b> It becomes five days of talk.",
        "<b>Everyone is a manager.</b> If nobody in the room did the work last week, send them home and begin again.",
        "<b>No look at 30 days.</b> Half of the gain is gone by then unless someone asks.",
    ),
    documents=("rpiw-planner",),
    pinned=("process-mapping", "stakeholder-analysis", "measuring-for-improvement"),
)
