"""Tools that find out why."""

from ..parts import (
    Step,
    Tool,
    expander,
    link,
    numbered,
    p,
    points,
    quote,
    statistic,
    text,
)

A3_PROBLEM_SOLVING = Tool(
    slug="a3-problem-solving",
    title="A3 problem solving",
    purpose="Work through a stubborn problem on one sheet",
    summary="One sheet of paper that takes a team from “what is wrong” to “what we learnt”, in an order that stops anyone jumping to the answer.",
    scene="noticeboard",
    minutes=(120, 240),
    people=(3, 7),
    difficulty="practice",
    topics=("measuring", "waste-and-waiting"),
    what_it_is=p(
        "An A3 is a sheet with eight boxes: background, how it is now, how it should be, why it happens, what we will try, "
        "the plan, what happened, and what next. The left half is about the problem, the right half about "
        "what to do. Nobody writes on the right before the left is agreed.",
        "The time given is for the team's talks. Between them lie days in which someone goes and looks.",
    ),
    when_to_use=points(
        "The same problem has been “solved” more than once.",
        "People agree that something is wrong and disagree about what.",
        "A manager needs to see the thinking, not only the answer.",
    ),
    when_not_to_use=p(
        f"If the cause is plain and the change is easy to undo, don't write a sheet: try it, with a {link('pdsa-cycle', 'PDSA cycle')}. "
        "If the problem is a dispute between two people, a sheet won't help."
    ),
    who_to_involve=p(
        "An owner who holds the pencil, two or three people who do the work, and a sponsor who "
        "will ask questions and not give answers. Someone who uses the service should see the left half."
    ),
    what_you_need=points(
        "The sheet, printed on A3, and a pencil with a rubber",
        "Numbers of the last three months, however rough",
        "Leave to stand where the work is done and look",
    ),
    steps=(
        Step(
            "Say why it matters",
            "Two sentences. Who is harmed, delayed or worn out by the problem?",
            15,
            "A3 sheet, pencils",
            "If the first sentence holds the word “need” or “lack”, it is an answer in disguise.",
        ),
        Step(
            "Go and look",
            "Draw what happens now, with numbers. Do not draw it from memory.",
            45,
            "Clipboards",
            "Go in pairs, come back with a drawing each, and compare.",
        ),
        Step("Set the goal", "How much, of what, by when.", 10),
        Step(
            "Find the causes",
            "Ask why five times, and check each answer at the place where the work is done.",
            40,
            "Five whys sheet",
            "Stop at causes that this team can change. “The government” is not one of them.",
        ),
        Step(
            "Choose what to try",
            "For each cause one small thing, easy to undo. Say what you expect of it.",
            25,
        ),
        Step(
            "Plan it",
            "Who does what by when. Put the first check in the diary within two weeks.",
            15,
        ),
        Step(
            "Write down what happened",
            "Also when it did not work. That is the box others read first.",
            15,
            note="Come back to this step after the test. Read the prediction aloud before anyone shows the result.",
        ),
        Step(
            "Say what next",
            "Keep, change or drop. Who else should know? When will you look again?",
            10,
        ),
    ),
    example=[
        text(
            p(
                "Discharge letters from a medical ward took six days to reach the practice. The sheet "
                "showed that three of the six were spent in one tray, waiting for a signature. The team moved the tray, then took it away."
            )
        ),
        quote(
            "We had bought two printers before anybody drew the picture.",
            "Ward clerk, district hospital",
        ),
    ],
    pitfalls=points(
        "<b>Starting with the answer.</b> If the goal names a solution, begin again.",
        "<b>Small writing.</b> If it doesn't fit on the sheet, the problem is too big for one sheet.",
        "<b>One author.</b> A sheet filled in alone is a form. It is meant to be argued over.",
    ),
    documents=("a3-problem-solving",),
    pinned=("five-whys",),
)

FIVE_WHYS = Tool(
    slug="five-whys",
    title="Five whys",
    purpose="Find out why a problem keeps coming back",
    summary="Ask why, check the answer where the work is done, and ask again, until you reach something that you can change.",
    scene="five-cairns",
    minutes=(20, 45),
    people=(2, 6),
    difficulty="easy",
    topics=("safer-care", "learning-together"),
    what_it_is=p(
        "You begin with something that happened and ask why. To the answer you ask why again. After about five rounds you are usually "
        "far from the first explanation and close to one that can be put right for good.",
        "The rule that makes it work: every answer is checked before the next why. Otherwise it is five guesses in a row.",
    ),
    when_to_use=points(
        "A small thing went wrong today and you could look at it today.",
        "The same fault has been put right three times.",
        "As box four of an A3 sheet.",
    ),
    when_not_to_use=p(
        "When someone was harmed, use your organisation's patient safety process. And when many causes meet, "
        f"one line of whys is too thin: draw a {link('process-mapping', 'map')} or count what happens in a "
        f"{link('demand-analysis', 'demand analysis')}."
    ),
    who_to_involve=p(
        "The people who were there, in the place where it happened. Someone who doesn't know the work asks the questions: "
        "they are not afraid of simple ones."
    ),
    what_you_need=points(
        "One thing that really happened, with a date",
        "The sheet, a pen, and leave to walk about",
        "Twenty minutes in which nobody is called away",
    ),
    steps=(
        Step(
            "Write down what happened",
            "One sentence, facts only, no reasons and no names: “On Tuesday three people waited for their tablets until five o'clock.”",
            5,
            "Five whys sheet",
            "If the sentence begins with “staff failed to”, write it again.",
        ),
        Step(
            "Ask the first why, and check",
            "Go and see whether the answer is true. Write down how you know.",
            8,
            note="“How do we know?” is your only other question.",
        ),
        Step(
            "Ask on",
            "Each checked answer becomes the next question. Where there are two answers, follow both.",
            15,
        ),
        Step(
            "Stop at something you can change",
            "A rule, a form, a time, a place. If you have arrived at a person, go back one step.",
            5,
            note="People are where the chain passes, never where it ends.",
        ),
        Step(
            "Read it upwards",
            "From the last answer to the first: “… and therefore …”. If it makes no sense, a link is missing.",
            4,
        ),
        Step(
            "Agree on one change",
            "Who, by when, and how you will see that the problem no longer comes back.",
            5,
        ),
    ),
    example=[
        text(
            p("Three people could go home and waited for their tablets until five."),
            numbered(
                "Why? The pharmacy got the prescriptions at half past two.",
                "Why? They were written after the ward round.",
                "Why? The round begins with those who are most ill and ends with those who go home.",
                "Why? It always has. Nobody ever decided it.",
                "Why has nobody? The round and the pharmacy have never met.",
            ),
            p(
                "They met. Those who go home are now seen first, which takes eleven minutes, and the prescriptions are with the pharmacy by ten."
            ),
        ),
        statistic(
            "3 hours",
            "less waiting for medicines on the day of going home",
            "Ward and pharmacy together, ten weeks",
        ),
    ],
    pitfalls=points(
        "<b>Five guesses.</b> Unless each answer was checked, the last one is worth nothing.",
        "<b>“Human error”.</b> That is where the asking begins, not where it ends.",
        "<b>Exactly five.</b> Three can be enough, seven may be needed.",
    ),
    documents=("five-whys-sheet",),
    pinned=("a3-problem-solving", "after-action-review"),
)

DEMAND_ANALYSIS = Tool(
    slug="demand-analysis",
    title="Demand analysis",
    purpose="Learn what people really ask you for, and when",
    summary="Count what comes in, by day and hour and in the words people use, and find out how much of it would not have come had something worked the first time.",
    scene="flock",
    minutes=(60, 120),
    people=(3, 8),
    difficulty="practice",
    topics=("measuring", "waste-and-waiting"),
    settings=(
        "general-practice",
        "outpatient-clinic",
        "council-service",
        "mental-health",
    ),
    what_it_is=p(
        "Demand is what people ask for. A service usually counts what it did, which is something else. "
        "For one or two weeks you write down every request: when it came, how, and what it was, in the person's own words.",
        "Then you sort it into two heaps. <b>What we are here for</b>: “I need an appointment.” And <b>what came because something didn't work</b>: "
        "“I am ringing to ask whether you got my form.” The second heap is often a third of the work, and nobody planned it.",
    ),
    when_to_use=points(
        "There is a queue and people say that demand is rising.",
        "Mondays are terrible and Thursdays are quiet.",
        "Before you change opening hours, staffing or the telephone system.",
    ),
    when_not_to_use=p(
        "Don't count in a week with a bank holiday, a snowfall or a new system. And if requests are very rare, read ten of them closely instead: "
        f"a {link('customer-journey', 'journey')} will tell you more."
    ),
    who_to_involve=p(
        "Those who answer the phone or stand at the desk: they do the counting and they know the words. Someone who can change the rota. "
        "Two people who have been on the other side of the telephone."
    ),
    what_you_need=points(
        "Two ordinary weeks",
        "A tally sheet beside every phone, desk and inbox",
        "The workbook, and half a day of someone who likes spreadsheets",
    ),
    steps=(
        Step(
            "Agree on what to write down",
            "Day, hour, how it came, and the request in the person's words. Four columns, no more. Nothing by which anyone could be recognised.",
            15,
            "Tally sheets",
            "Try the sheet for one hour before you print a hundred.",
        ),
        Step(
            "Count for two weeks",
            "Everyone, every request. A mark takes four seconds. The time given here is for handing out and collecting the sheets.",
            15,
            note="Look in on the second day. If a sheet is empty, take it on yourself for an hour.",
        ),
        Step(
            "Type it in",
            "The workbook draws the days and the hours by itself.",
            20,
            "Demand analysis workbook",
        ),
        Step(
            "Sort into two heaps",
            "What we are here for, and what came because something didn't work. Do it together, aloud, with the words in front of you.",
            25,
            note="Where people disagree, ask: would it have come if everything before had gone right?",
        ),
        Step(
            "Compare with what you offer",
            "Lay the rota over the hours. Where do they part?",
            15,
            "The rota of the same two weeks",
        ),
        Step(
            "Choose one heap to make smaller",
            "The commonest request that nobody should have to make. What would have to happen before it?",
            15,
        ),
    ),
    example=[
        text(
            p(
                "The receptionists of a practice with 9,400 patients counted 1,126 calls in two weeks. 394 of them, 35%, were to ask about something that "
                "should already have happened: a result, a form, a prescription. Results now go out by text on the day they arrive."
            )
        ),
        statistic(
            "35%",
            "of calls came because something had not worked the first time",
            "1,126 calls in two weeks",
        ),
        expander(
            "What the two heaps are called elsewhere",
            p(
                "Books call them value demand and failure demand. We avoid the second word in front of the people whose work it is."
            ),
        ),
    ],
    pitfalls=points(
        "<b>Counting what the system can count.</b> It knows what was booked, not what was asked.",
        "<b>Tidy words.</b> “Query” says nothing. “Has my doctor seen my blood test?” says everything.",
        "<b>Blaming callers.</b> Nobody rings for fun.",
    ),
    documents=("demand-analysis-workbook",),
    pinned=("measuring-for-improvement",),
)
