"""Tools that show a team how the work really is."""

from ..parts import (
    Step,
    Tool,
    expander,
    figure,
    link,
    p,
    points,
    quote,
    statistic,
    text,
)

PROCESS_MAPPING = Tool(
    slug="process-mapping",
    title="Process mapping",
    purpose="See how the work really flows",
    summary="Everyone who touches a process draws it together on one wall, step by step, and sees the waiting between the steps.",
    scene="sheepfold",
    minutes=(120, 210),
    people=(6, 15),
    difficulty="facilitator",
    topics=("waste-and-waiting", "co-production", "working-across-teams"),
    what_it_is=p(
        "A process map shows each step from the patient's first contact to the end, who does it, how "
        "long it takes and how long it waits. It shows what happens on a normal Tuesday, not what the policy says.",
        "Most teams find that no one person knew the whole of it.",
    ),
    when_to_use=points(
        "A process crosses teams and nobody knows all of it.",
        "People wait, and it is not clear where.",
        "Before you buy a computer system.",
    ),
    when_not_to_use=p(
        "For a task that one person does alone, write "
        f"{link('standard-work', 'standard work')} instead. If you already know where it waits and want to know why, "
        f"ask the {link('five-whys', 'five whys')}."
    ),
    who_to_involve=p(
        "One person from each step, and people who have been through it as patients or carers. "
        "Managers are welcome as listeners."
    ),
    what_you_need=points(
        "A wall of four metres and a roll of paper",
        "Notes in three colours, thick pens, red dots",
        "A room with step-free access and a break in the middle",
        "Times from ten real cases, however rough",
    ),
    steps=(
        Step(
            "Agree on the ends",
            "Where does it begin, where does it end? Write both on the wall.",
            10,
            "Paper on the wall",
            "“From the GP's referral until the first appointment” is a good pair of ends. “The whole pathway” is not.",
        ),
        Step(
            "One step, one note",
            "A verb and a noun: “phones patient”. Each person writes their own steps.",
            25,
            "Notes in one colour, thick pens",
            "Those who do the work hold the pens. Whoever says “it depends” writes both notes.",
        ),
        Step(
            "Put them in order",
            "Walk along the wall as the patient would. Add what is missing.",
            35,
            note="Ask the person who has been a patient to walk first. Everyone else only listens.",
        ),
        Step(
            "Add the times",
            "Under each step how long it takes, between the steps how long it waits.",
            30,
            "Notes in a second colour, times from real cases",
            "A guess is marked as a guess. Take a break after this step: people add notes unasked while they look.",
        ),
        Step(
            "Mark what hurts",
            "Red dots: waiting, doing again, handing over, not knowing. Three dots each.",
            20,
            "Red dots",
        ),
        Step(
            "Choose one place to start",
            "The one that you can change without asking permission. Names and a date.",
            20,
            note="No solutions yet. If the group rushes to them, write them on a separate sheet and go back to the wall.",
        ),
    ),
    example=[
        text(
            p(
                "A memory clinic's map had 41 steps over 18 weeks, of which 5 hours were with the patient. "
                "Nine steps were somebody checking that another step had been done.",
                f"What the team did about it is told in {link('eighteen-weeks-to-eleven', 'Eighteen weeks to eleven')}.",
            )
        ),
        figure("value-stream-map"),
    ],
    pitfalls=points(
        "<b>Mapping what should happen.</b> Ask “and last Tuesday?”",
        "<b>Losing the map.</b> Take a picture before anyone moves.",
        "<b>A map without a next meeting.</b> Book it before people go.",
    ),
    documents=("process-mapping-guide",),
    pinned=("value-stream-mapping",),
)

VALUE_STREAM_MAPPING = Tool(
    slug="value-stream-mapping",
    title="Value-stream mapping",
    purpose="Find out where the time goes",
    summary="A map with numbers: for each step the minutes of work and the days of waiting, so that a team sees which wait is worth cutting first.",
    scene="tarns",
    minutes=(150, 240),
    people=(5, 10),
    difficulty="facilitator",
    topics=("waste-and-waiting", "measuring"),
    settings=("hospital-ward", "outpatient-clinic", "offices", "council-service"),
    what_it_is=p(
        "A value-stream map follows one kind of request from asking to getting and writes three numbers at each step: how long the work takes, "
        "how long the request waits before it, and how often it arrives complete and right.",
        "Added up, they show the share of time in which something happens that the person would call useful. In most services it is less than one hundredth.",
    ),
    when_to_use=points(
        "You have a process map and need to choose where to begin.",
        "People believe that more staff is the only answer.",
        "You want to agree on a picture of how it should be in a year.",
    ),
    when_not_to_use=p(
        "If every case takes another path, the numbers will mean nothing: look at "
        f"{link('demand-analysis', 'demand')} first and map the commonest kind. For a single task on one ward it is too heavy."
    ),
    who_to_involve=p(
        "Someone from each step who can say how long things take, the person who owns the result, and someone who has waited for it. "
        "An analyst is welcome if they come to the wall."
    ),
    what_you_need=points(
        "A process map or a walk along the process beforehand",
        "Times of twenty recent cases: date in, date out, at each step",
        "A wall, notes, the workbook on a screen",
    ),
    steps=(
        Step(
            "Choose one family of requests",
            "The commonest kind: “routine letters after a clinic”, not “all letters”.",
            15,
            note="Bring the counts. A family of requests that makes up less than a third isn't worth the afternoon.",
        ),
        Step(
            "Walk it backwards",
            "From the result to the request, in the place where the work is done. Ask at each step: what did you need, and when did it come?",
            45,
            "Clipboards, comfortable shoes",
            "Send people in pairs that don't work together. Back in the room within the time.",
        ),
        Step(
            "Draw the boxes",
            "One box for each step, a triangle wherever something waits. At most ten boxes.",
            25,
            "Paper, notes",
        ),
        Step(
            "Write the three numbers",
            "Minutes of work, hours or days of waiting, and how many of ten arrive complete and right.",
            35,
            "The value-stream workbook",
            "Use the middle of the twenty cases, not the average: one lost file would spoil it.",
        ),
        Step(
            "Add them up",
            "All the waiting, all the work, and the work as a share of the whole. Say the number aloud.",
            15,
            "The workbook adds up by itself",
            "Give the number a minute of silence. It is nobody's fault.",
        ),
        Step(
            "Draw it as it should be",
            "The same request, half the waiting. What would have to be true?",
            40,
            "A second sheet of paper",
            "Nobody may add a step, a form or a checker.",
        ),
        Step(
            "Choose three changes",
            "Each with a name, a first small test and a date.",
            20,
        ),
    ),
    example=[
        text(
            p(
                "The letter that a surgery gets after a stay in hospital took six days. Four people worked on it for 21 minutes in all. "
                "The rest was waiting: two days to be typed, one to be checked, three for a signature."
            )
        ),
        figure("value-stream-map", "Invented numbers"),
        text(
            p(
                "The team cut the wait for a signature first, because it was the longest and the cheapest. "
                f"The story is told in {link('discharge-letters-in-two-days', 'Discharge letters in two days')}."
            )
        ),
        expander(
            "How the share is worked out",
            p(
                "21 minutes of work in six days of 24 hours, which are 8,640 minutes: 21 divided by 8,640 is 0.0024, or about a quarter of one per cent."
            ),
        ),
    ],
    pitfalls=points(
        "<b>Timing people.</b> You measure how long the request waits, not how fast anyone types.",
        "<b>The average.</b> A single case of 90 days hides what happens to the others.",
        "<b>A beautiful map.</b> If it took longer to draw than to use, it was for show.",
    ),
    documents=("value-stream-workbook",),
    pinned=("process-mapping", "waste-wheel"),
)

CUSTOMER_JOURNEY = Tool(
    slug="customer-journey",
    title="Customer (patient) journey",
    purpose="See your service through someone's eyes",
    summary="Follow one person through your service, at home as well as in the building, and write down what they do, feel and wait for at each point.",
    scene="winding-path",
    minutes=(90, 150),
    people=(4, 10),
    difficulty="practice",
    topics=("co-production", "reaching-everyone"),
    what_it_is=p(
        "A journey map tells what happens to one person, in their words, from the moment they notice a need until life goes on. "
        "It has a line for what they do, one for what they feel, and one for who they have to explain it to again.",
        "Most of a journey happens where no member of staff can see it: at the kitchen table, on the bus, in the queue for the telephone.",
    ),
    when_to_use=points(
        "You know your process well and your patients' side of it hardly at all.",
        "Complaints are about being sent from one place to the next.",
        "You begin to redesign something and want to begin with people.",
    ),
    when_not_to_use=p(
        "Not without the person. A journey made up by staff is a story about staff. If nobody who uses the service can come, "
        f"do {link('experience-interviews', 'experience interviews')} first."
    ),
    who_to_involve=p(
        "Two or three people who have made the journey, with someone they trust if they like, and one member of staff from each place they passed. "
        "Pay travel and time on the day."
    ),
    what_you_need=points(
        "A quiet room outside the clinic, tea, and time to arrive",
        "The journey sheet in A3, one for each person",
        "Agreement on what may be told to others, in writing and in plain words",
    ),
    steps=(
        Step(
            "Agree on beginning and end",
            "It begins when the person first thought “something is wrong”, not when the letter arrived.",
            10,
            note="Ask the person where it began. They choose.",
        ),
        Step(
            "Listen to the whole of it",
            "The person tells it once, without questions. One member of staff writes the points along the line.",
            30,
            "Customer journey sheet, A3",
            "If it becomes hard, stop. Have the name of someone they can talk to afterwards.",
        ),
        Step(
            "Add what they did and felt",
            "Go back to each point: what did you have to do, how was that, whom did you have to tell it to again?",
            25,
            "Faces or colours for the feelings",
        ),
        Step(
            "Add what happened behind it",
            "Now staff say what went on behind each point, in one sentence, without excuses.",
            20,
            note="“Because of the system” is not an answer. Ask which form, whose tray, what day.",
        ),
        Step(
            "Mark three moments",
            "One that helped, one that hurt, one that was for nothing. The person chooses.",
            10,
            "Three dots for each person",
        ),
        Step(
            "Promise one thing",
            "One change that you can make within two weeks, and how the person will hear that it was done.",
            15,
            note="Write the promise where the person can read it, with a name and a date.",
        ),
    ),
    example=[
        text(
            p(
                "A woman of 81 needed a rail by her front step. Her journey took 19 days and eleven calls, four of them to ask whether anything had happened. "
                "She told her date of birth seven times. The rail itself took 25 minutes."
            )
        ),
        statistic(
            "7",
            "times that one person had to say who she is",
            "Her own notes, kept by the telephone",
        ),
        quote(
            "I didn't mind waiting. I minded not knowing whether I was waiting.",
            "Resident who helped to draw the journey",
        ),
    ],
    pitfalls=points(
        "<b>Only the good ones.</b> Ask someone who gave up half-way, too.",
        "<b>Defending.</b> Staff who explain are not listening. They get their turn in step four.",
        "<b>A poster.</b> If the map hangs in the corridor and the promise isn't kept, it does harm.",
    ),
    documents=("customer-journey-map",),
    pinned=("experience-interviews", "process-mapping"),
)

WASTE_WHEEL = Tool(
    slug="waste-wheel",
    title="Waste wheel",
    purpose="Notice what takes time and helps nobody",
    summary="Eight kinds of waste on one wheel, a clipboard and half an hour of watching: the quickest way to see what gets in the way of the work.",
    scene="water-mill",
    minutes=(40, 75),
    people=(2, 8),
    difficulty="easy",
    topics=("waste-and-waiting",),
    what_it_is=p(
        "The wheel names eight kinds of waste: waiting, too much, rework, motion, transport, stock, over-processing, and skills that nobody uses. "
        "Waste isn't laziness. It is what good people have to do because the work is badly arranged.",
        "You watch one step for half an hour and make a mark beside the kind that you see.",
    ),
    when_to_use=points(
        "A team says “we are busy” and can't say with what.",
        "Before 5S, standard work or a map, to choose where to look.",
        "As the first exercise with people who are new to improvement.",
    ),
    when_not_to_use=p(
        "Never to watch a person, and never without telling them. Don't use it in a week when posts are being cut: people will "
        "hear “waste” and think of themselves."
    ),
    who_to_involve=p(
        "Pairs: one who knows the work and one who doesn't. Those who are watched get the sheet at the end and may cross anything out."
    ),
    what_you_need=points(
        "One waste walk sheet for each pair",
        "A step of the work that will happen while you are there",
        "Leave from whoever is in charge, and from patients who are in the room",
    ),
    steps=(
        Step(
            "Learn the eight",
            "Go round the wheel. Each person gives one example from this week for the kind they were dealt.",
            10,
            "The wheel, printed or on a screen",
            "Begin with your own: it gives leave to laugh.",
        ),
        Step(
            "Agree on what to watch",
            "One place, one step, half an hour. Tell the people there what you do and why.",
            5,
        ),
        Step(
            "Watch and mark",
            "A mark for each thing you see and a guess at the minutes. No talking, no helping.",
            25,
            "Waste walk sheet, watch",
            "Stand where you are not in the way. If you are asked to help, you chose the wrong place.",
        ),
        Step(
            "Add up",
            "Which kind has most marks, which most minutes? They are often not the same.",
            10,
            "The workbook adds up both",
        ),
        Step(
            "Give it back",
            "Show the sheet to those you watched. What did you miss? What would they change tomorrow?",
            10,
            note="Thank them before you show a number.",
        ),
    ),
    example=[
        text(
            p(
                "In a pharmacy two people marked 61 interruptions in half an hour. 38 of them were one question: is it ready yet? "
                "The team put a list on the wall of the ward, and the phone fell silent."
            )
        ),
        figure("waste-wheel"),
    ],
    pitfalls=points(
        "<b>Looking for the guilty.</b> Write what happens, never who does it.",
        "<b>A list of forty.</b> Choose one kind and halve it.",
        "<b>Forgetting the eighth.</b> Unused skills can't be seen. Ask: what could you do here that nobody asks you to?",
    ),
    documents=("waste-walk-sheet",),
    pinned=("five-whys", "5s"),
)
