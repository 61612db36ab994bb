"""Tools that keep a place and a way of working as the team wants them."""

from ..parts import (
    Step,
    Tool,
    link,
    p,
    picture,
    points,
    quote,
    statistic,
    text,
)

FIVE_S = Tool(
    slug="5s",
    title="5S",
    purpose="Make a workplace easy to work in",
    summary="Sort, set in order, shine, standardise, sustain: five short rounds that give every item one place, so that nobody has to look for anything.",
    scene="tidy-shelf",
    minutes=(90, 180),
    people=(3, 8),
    difficulty="easy",
    topics=("waste-and-waiting", "safer-care"),
    settings=("hospital-ward", "general-practice", "community-team", "care-home"),
    what_it_is=p(
        "5S is a way to tidy a workplace so that it stays tidy. The team that uses the space sorts out what "
        "is not needed, gives the rest a place that anyone can see, cleans, agrees how it should look, and keeps checking.",
        "It is often the first tool a team tries, because the result can be seen the same day.",
    ),
    when_to_use=points(
        "People spend time looking for equipment, forms or keys.",
        "Stock runs out although the cupboard is full.",
        "A new colleague can't find things without asking.",
    ),
    when_not_to_use=p(
        "It won't help a process that goes through several departments: draw a "
        f"{link('process-mapping', 'process map')} first. And leave it alone while the room is about to be rebuilt or moved."
    ),
    who_to_involve=p(
        "Everyone who uses the space, on every shift, and one person who doesn't: they ask the questions nobody else asks. "
        "Tell cleaning, estates and infection prevention before you begin."
    ),
    what_you_need=points(
        "Two hours in which the space can stand empty",
        "Red tags or bright labels, tape for the floor or shelves, a camera",
        "A trolley or a table for what leaves the room",
        "The checklist below, one copy",
    ),
    steps=(
        Step(
            "Take pictures",
            "From the same three spots. You will take them again at the end.",
            10,
            "A camera or a phone without patient details in view",
            "Ask who has looked for something today, and for how long. Write the minutes on the wall: you will want that number at the end.",
        ),
        Step(
            "Sort",
            "Put a red tag on everything that was not used in the last month. What is tagged leaves the room today; "
            "what nobody misses in four weeks leaves the building.",
            40,
            "Red tags, pens, a trolley",
            "Nobody has to defend a thing they want to keep. If one person needs it, it stays for now, with a date on the tag.",
        ),
        Step(
            "Set in order",
            "What is used most goes between hip and shoulder. Draw round it, label it, and write how many there should be.",
            35,
            "Tape, labels in large letters, cards for each shelf",
            "Let the person who fetches things most often decide the place. Check with infection prevention before anything is stuck to a surface.",
        ),
        Step(
            "Shine",
            "Clean while you look for what is worn, leaking or out of date.",
            20,
            "Cleaning things that belong to the area",
        ),
        Step(
            "Standardise",
            "Agree on one picture of how it should look and hang it where it can be seen.",
            15,
            "A printed picture",
        ),
        Step(
            "Sustain",
            "Put five minutes a week with the checklist into the rota. Whoever checks puts one thing right at once.",
            10,
            "The 5S checklist",
            "Don't let people leave before the first three names are in the rota.",
        ),
    ),
    example=[
        text(
            p(
                "A community nursing team kept dressings in four places. In one afternoon they brought them to one cupboard with a card "
                "for each shelf. Restocking fell from forty minutes to ten, and £1,900 of stock that would have gone out of date was used."
            )
        ),
        statistic(
            "30 min",
            "less restocking each day",
            "Team's own count over six weeks",
        ),
    ],
    pitfalls=points(
        "<b>Tidying someone else's space.</b> If the people who use it weren't there, it won't last a week.",
        "<b>Stopping after “shine”.</b> Put the weekly five minutes into the rota before you start.",
        "<b>Labels that only insiders read.</b> Ask a bank nurse to find three things.",
    ),
    documents=("5s-checklist",),
    pinned=("visual-control",),
)

STANDARD_WORK = Tool(
    slug="standard-work",
    title="Standard work",
    purpose="Agree on the best way known today",
    summary="One page that shows the steps, the order and the time of a task, written by those who do it, and changed whenever they find a better way.",
    scene="waymarkers",
    minutes=(60, 120),
    people=(3, 6),
    difficulty="practice",
    topics=("safer-care", "working-across-teams"),
    settings=("hospital-ward", "community-team", "pharmacy", "offices"),
    what_it_is=p(
        "Standard work is the safest, kindest and quickest way that a team knows of doing one task, on one page: "
        "what to do, in which order, how long it takes, and why it matters where it matters.",
        "It is not a policy. A policy says what must be true; standard work says what your hands do next. It belongs to "
        "the people who do the task, and it has a date because it will change.",
    ),
    when_to_use=points(
        "The same task is done in as many ways as there are people.",
        "New and bank staff learn by watching whoever is nearest.",
        "A change worked in a test, and you want to keep it.",
    ),
    when_not_to_use=p(
        "Don't write a standard for work that needs judgement each time, such as breaking bad news: agree on principles instead. "
        f"And don't standardise a process that nobody has looked at: begin with {link('process-mapping', 'process mapping')}."
    ),
    who_to_involve=p(
        "Two or three people who do the task often, one who has just learnt it, and someone who receives the result. "
        "A manager signs nothing off; they ask what the team needs so that the page can be followed."
    ),
    what_you_need=points(
        "A real task to watch, at least three times",
        "A watch, a clipboard, the sheet below",
        "Agreement from those who are watched: you time the work, not the worker",
    ),
    steps=(
        Step(
            "Choose one task",
            "Small enough for one page, common enough to matter. “Setting up a pump”, not “admitting a patient”.",
            10,
            note="If the group can't agree, take the task that new colleagues ask about most.",
        ),
        Step(
            "Watch it three times",
            "Three people, the same task. Write each step as a verb and a thing, with the minutes.",
            30,
            "Watch, clipboard, standard work sheet",
            "Say to each person: you can't do this wrong, we are learning from you. Differences are what you came for.",
        ),
        Step(
            "Compare",
            "Put the three lists side by side. Where they differ, ask why. There is usually a good reason behind the odd one out.",
            20,
            "A wall or a large table",
        ),
        Step(
            "Write the page",
            "The agreed steps in order, at most twelve. Mark the ones where a mistake would hurt someone, and say why.",
            20,
            "Standard work sheet",
            "Words that people use. If a step needs three lines, it is two steps.",
        ),
        Step(
            "Let a stranger try",
            "Somebody who has never done it follows the page, aloud. Change what they stumble over.",
            15,
        ),
        Step(
            "Hang it up and date it",
            "Where the task is done, with a pen beside it and the day of the next look.",
            5,
        ),
    ),
    example=[
        text(
            p(
                "Nine community nurses visited people who need insulin, in nine different orders. Two of them drew up the morning "
                "on a map with the others. The agreed way is half a page: blood tests first, calls that can wait last, "
                "one hour kept free for what nobody foresaw."
            )
        ),
        statistic(
            "30 min", "less driving a nurse and day", "Mileage claims over twelve weeks"
        ),
        quote(
            "I thought a standard would treat me like a machine. It treats me like someone whose trick is worth copying.",
            "Community nurse",
        ),
    ],
    pitfalls=points(
        "<b>Written in an office.</b> It will describe what should happen on a day that never comes.",
        "<b>Laminated.</b> What can't be written on won't be improved.",
        "<b>Used to catch people out.</b> If someone doesn't follow it, ask what is wrong with the page.",
    ),
    documents=("standard-work-sheet",),
    pinned=("5s", "visual-control"),
)

VISUAL_CONTROL = Tool(
    slug="visual-control",
    title="Visual control",
    purpose="See at a glance what needs doing now",
    summary="Boards, colours and marks that let anyone who walks in tell within a few seconds what is normal, what isn't, and whose move it is.",
    scene="shadow-board",
    minutes=(45, 90),
    people=(3, 10),
    difficulty="easy",
    topics=("safer-care", "working-across-teams"),
    settings=("hospital-ward", "care-home", "community-team", "pharmacy"),
    what_it_is=p(
        "Visual control puts the state of the work where people already look: a jug with a red lid for someone who should drink more, "
        "a mark on a shelf that says “order now”, a board with one line for each person who could go home today.",
        "A good one passes the five-second test. Somebody from another team walks in, looks, and says what needs doing.",
    ),
    when_to_use=points(
        "People ring, ask or walk to find out how things stand.",
        "Problems are noticed when it is too late to do anything about them.",
        "A handover takes long because everything has to be said.",
    ),
    when_not_to_use=p(
        "Nothing on a board may tell visitors about a person's health. If the only useful picture would, use a "
        "screen behind a sign-in, or a folder. And if nobody can act on what is shown, leave the wall white."
    ),
    who_to_involve=p(
        "Those who will look at it ten times a day, one person from the team that hands work over, and whoever is responsible "
        "for confidentiality. Ask a patient or a relative what they understand from where they stand."
    ),
    what_you_need=points(
        "A place that everyone passes, at eye height",
        "Paper, tape and pens: the first version is never printed",
        "Magnets or cards that can be moved with one hand",
    ),
    steps=(
        Step(
            "Name the question",
            "What do people ask or ring about most? Write it as they say it: “Who is waiting for transport?”",
            10,
            note="Collect the questions for two days beforehand: a tally sheet by the phone is enough.",
        ),
        Step(
            "Say what normal looks like",
            "How many, how long, by when. Without that, nobody can see that something is not normal.",
            10,
        ),
        Step(
            "Draw it on paper",
            "One line for each thing that moves, one column for each state. No more than five columns.",
            15,
            "Flip chart, tape",
            "Take the pen away from whoever likes tables best.",
        ),
        Step(
            "Do the five-second test",
            "Ask someone who is passing what needs doing. If they are wrong, the board is wrong.",
            10,
        ),
        Step(
            "Agree who moves what",
            "Who changes a card, when, and what happens if it turns red. Write it under the board.",
            10,
        ),
        Step(
            "Use it standing",
            "Ten minutes a day, at the board, at the same time. After two weeks draw it again.",
            10,
            "The board slides, for those who prefer to print",
            "If people turn their backs to the board while they talk, it shows the wrong thing.",
        ),
    ),
    example=[
        text(
            p(
                "In a care home with 38 residents the jugs of those who drank too little got a red lid, and a chart on the kitchen door "
                "showed how many red lids came back empty. Everyone who passed a red lid offered a drink: nurses, the gardener, grandchildren."
            )
        ),
        statistic(
            "14 → 5",
            "courses of antibiotics for urine infections in three months",
            "The home's own records, same season, a year apart",
        ),
        picture(
            "open-gate",
            "Nobody has to ask whether the gate is open. That is visual control.",
        ),
    ],
    pitfalls=points(
        "<b>A board for visitors.</b> If it is made to impress, it will be up to date on inspection days.",
        "<b>Too many colours.</b> Two are enough, and each needs a shape as well for people who don't see the difference.",
        "<b>Nobody's job.</b> A board that is wrong once is not looked at again.",
    ),
    documents=("visual-control-board",),
    pinned=("standard-work",),
)
