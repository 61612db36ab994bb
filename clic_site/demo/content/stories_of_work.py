"""Stories of changing how the work is done, with the numbers that came of it."""

from .parts import (
    Outcome,
    Story,
    chart,
    contact,
    download,
    expander,
    figure,
    h2,
    heading,
    inset,
    link,
    p,
    picture,
    points,
    quote,
    statistic,
    steps,
    table,
    text,
    timeline,
)

STORES_CUPBOARD = Story(
    slug="a-stores-cupboard-in-one-afternoon",
    title="A stores cupboard that gives back 210 hours a year",
    summary="Five people, one afternoon, a roll of red tape: a community hospital used 5S on the cupboard everybody avoided.",
    scene="store-cupboard",
    place="Community hospital, Eden valley",
    organisation="Eden and Solway Community Care",
    setting="hospital-ward",
    people_involved="A ward sister, a healthcare assistant, a porter, a student nurse, someone from finance who had never seen a cupboard",
    days_ago=83,
    topics=("waste-and-waiting",),
    tools=("5s", "measuring-for-improvement", "visual-control"),
    outcomes=(
        Outcome(
            "minutes a day spent looking for things",
            "46",
            "11",
            "minutes",
            "eight weeks",
            "hours",
            "210",
        ),
        Outcome(
            "stock thrown away as out of date",
            "3100",
            "240",
            "£ a year",
            "first year",
            "pounds",
            "2860",
        ),
    ),
    body=[
        text(
            p(
                "Everyone had a story about the cupboard. The healthcare assistant who timed it for a week had numbers: 46 minutes a day, mostly for three things."
            ),
            h2("What the team did"),
            p(
                "They took everything out. A third went back to central stores the same day. What stayed got a place, a label in large letters and a card that says when to order."
            ),
        ),
        picture(
            "shadow-board",
            "Each thing has a drawn outline: a gap can be seen from the door.",
        ),
        quote(
            "The night shift found everything. They didn't even know we had moved it.",
            "Healthcare assistant",
        ),
        text(
            h2("Does it last?"),
            p(
                "Ten months later the weekly check takes four minutes. Twice the score fell below eight out of ten, both times after a delivery. The porter who brings it is now part of the team."
            ),
        ),
        expander(
            "How the hours were worked out",
            p(
                "35 minutes less a day on 360 days are 12,600 minutes, or 210 hours a year. They were counted again after eight weeks and after ten months."
            ),
        ),
        download("5s-checklist", "The checklist the team uses every Friday."),
    ],
)

COMPLAINTS = Story(
    slug="eleven-days-off-a-complaint",
    title="Eleven days off a complaint",
    summary="Four people walked a complaint from desk to desk, found it had been read by nine, and agreed who rings first. Answers now take 19 days instead of 30.",
    scene="bridge",
    place="Patient relations, district hospital",
    organisation="Fells and Lakes Hospitals",
    setting="offices",
    people_involved="Two complaints officers, a matron, a consultant's secretary, and three people who had complained",
    days_ago=116,
    topics=("waste-and-waiting", "working-across-teams"),
    tools=("value-stream-mapping", "five-whys", "measuring-for-improvement"),
    outcomes=(
        Outcome(
            "days from complaint to answer",
            "30",
            "19",
            "days",
            "median, eight months",
            "days",
            "11",
        ),
        Outcome(
            "hours of work on each complaint",
            "6.5",
            "5",
            "hours",
            "eight months, 280 complaints a year",
            "hours",
            "420",
        ),
        Outcome(
            "complaints that come back",
            "18",
            "7",
            "%",
            "eight months",
        ),
    ),
    body=[
        text(
            p(
                "A complaint is a person who took the trouble to tell us. Ours waited 30 days for an answer, and nearly one in five wrote again, because it answered something they hadn't asked."
            ),
            h2("Walking with the paper"),
            p(
                "Four of us took one complaint and walked with it. It had lain on nine desks. Six people had read it and passed it on. Nobody had rung the person."
            ),
        ),
        chart(
            "run",
            "The wait fell after week 12, when the phone call came first, and it stayed down.",
            "Days from complaint to answer: median of each fortnight",
            ("Week", "Days"),
            ("2", 31),
            ("4", 29),
            ("6", 30),
            ("8", 32),
            ("10", 30),
            ("12", 28),
            ("14", 25),
            ("16", 22),
            ("18", 21),
            ("20", 19),
            ("22", 20),
            ("24", 18),
            ("26", 19),
            ("28", 19),
            ("30", 18),
            ("32", 19),
            source="Complaints register",
        ),
        heading("What changed"),
        steps(
            (
                "Someone rings within two working days",
                "“What happened, and what would you like to come of it?” A third need nothing more than that and a letter of three lines.",
            ),
            (
                "One person keeps it",
                "From the call to the answer. Others give facts, not drafts.",
            ),
            (
                "Facts by day five",
                "Asked for by telephone, on the day of the call. The form was abolished.",
            ),
            (
                "The draft is read by someone who didn't write it",
                "Does it answer what was asked? Would you like to get it?",
            ),
        ),
        quote(
            "I had my answer on the telephone. The letter was only so that I could show my daughter.",
            "Woman whose complaint we walked with",
        ),
        expander(
            "How the hours were worked out",
            p("One and a half hours less on each of 280 complaints a year: 420 hours."),
        ),
        contact(
            "Improvement team",
            "They lend the wall, the pens and somebody who asks good questions",
            "improvement@demo.example",
            "Monday to Friday, 9am to 4pm",
        ),
    ],
)

DISCHARGE_LETTERS = Story(
    slug="discharge-letters-in-two-days",
    title="Discharge letters in two days instead of six",
    summary="21 minutes of work took six days. A medical ward and its surgeries found three of them in one tray, and took the tray away.",
    scene="paper-plane",
    place="Medical ward and eleven surgeries",
    organisation="Fells and Lakes Hospitals",
    setting="hospital-ward",
    people_involved="A ward clerk, two junior doctors, a consultant, two medical secretaries, a practice manager, a patient who keeps all her letters",
    days_ago=705,
    topics=("going-home", "waste-and-waiting"),
    tools=("value-stream-mapping", "a3-problem-solving", "pdsa-cycle"),
    outcomes=(
        Outcome(
            "days until the surgery has the letter",
            "6",
            "2",
            "days",
            "median, six months",
            "days",
            "4",
        ),
        Outcome(
            "minutes of work on each letter",
            "21",
            "17",
            "minutes",
            "six months, 9,600 letters a year",
            "hours",
            "640",
        ),
    ),
    body=[
        text(
            p(
                "The surgery rang the ward, the ward rang the secretaries, the secretaries looked in the tray. Everyone worked hard, and the letter came on the sixth day, by which time the tablets had been changed twice."
            ),
            h2("Where the six days were"),
        ),
        figure("value-stream-map", "The team's map, drawn again for this site"),
        text(
            p(
                "Three of the six days were one tray, where letters waited for a signature. The consultant had not known that there was a tray. She signs on the round now, on the screen, while the patient listens."
            ),
            h2("The patient listens"),
            p(
                "That was not part of the plan. It came up in the second cycle: a man said “that isn't my tablet”, and he was right. Since then every letter is read to the person it is about. It takes a minute and saves, by our count, one call in four."
            ),
        ),
        statistic(
            "2 days",
            "from leaving the ward to a letter that the surgery can act on",
            "Median over six months",
        ),
        quote(
            "We had bought two printers before anybody drew the picture.",
            "Ward clerk",
        ),
        expander(
            "How the hours were worked out",
            p(
                "Four minutes less on each of 9,600 letters a year are 38,400 minutes, or 640 hours. Most of it is time that nobody spends looking for letters."
            ),
        ),
        download("value-stream-workbook", "The workbook that added the days up."),
    ],
)

ONE_VISIT = Story(
    slug="one-visit-instead-of-three",
    title="One visit instead of three before an operation",
    summary="In five days a team of eleven, two of them patients, turned three visits into one, and gave 1,200 people a year two days back.",
    scene="workshop-hut",
    place="Clinic that prepares people for operations",
    organisation="Fells and Lakes Hospitals",
    setting="outpatient-clinic",
    people_involved="Nurses, a healthcare assistant, an anaesthetist, a receptionist, the blood room, the driver of the patient transport, two patients",
    days_ago=385,
    topics=("waste-and-waiting", "leading-change"),
    tools=(
        "rapid-process-improvement-workshop",
        "process-mapping",
        "waste-wheel",
        "standard-work",
    ),
    outcomes=(
        Outcome(
            "visits before an operation",
            "3",
            "1",
            "visits",
            "first year, 1,200 people",
            "pounds",
            "48000",
        ),
        Outcome(
            "days from decision to being ready",
            "26",
            "8",
            "days",
            "median, first year",
            "days",
            "18",
        ),
    ),
    body=[
        text(
            p(
                "Before an operation people came to have forms filled in. They came again for their blood, because the blood room closes at twelve. And they came a third time to see the anaesthetist, who asked what was on the forms."
            ),
        ),
        heading("The week"),
        timeline(
            (
                "Monday",
                "Everyone follows one patient with a watch. The longest way is the one to the blood room: 640 steps, twice.",
            ),
            (
                "Tuesday",
                "The wall has 58 steps. 31 get a red dot. The sponsor is asked for one thing by tomorrow: somebody who takes blood in the clinic.",
            ),
            (
                "Wednesday",
                "Four patients are asked whether they would like to try something. All say yes. By noon the order of the rooms has been changed three times.",
            ),
            (
                "Thursday",
                "Nine patients, other staff. It takes two hours and ten minutes, with a cup of tea. Two people need to come back, and it is plain why.",
            ),
            (
                "Friday",
                "The team shows its numbers to sixty people in the canteen. A patient says the last sentence.",
            ),
            (
                "Day 90",
                "94 of 100 come once. The tea is still there.",
            ),
        ),
        quote(
            "I live an hour away, and I don't drive. You gave me two days.",
            "Patient member of the team",
        ),
        table(
            "The clinic before the week, and a year later",
            ("What", "Before", "A year later"),
            ("Visits for most people", "3", "1"),
            ("Time in the building", "3 hours 40 minutes", "2 hours 10 minutes"),
            ("Times a name and date of birth are asked", "9", "3"),
            ("Operations put off on the day", "41 of 1,180", "17 of 1,200"),
        ),
        expander(
            "How the pounds were worked out",
            p(
                "1,200 people, two visits fewer each, £20 for a visit: £48,000 a year. The £20 are staff time and rooms only; what people save on travel is not counted."
            ),
        ),
        text(
            h2("What didn't work"),
            points(
                "Seeing children on the same mornings. They have their own day now.",
                "A form for people to fill in at home. Half forgot it, and the other half had filled it in twice.",
            ),
        ),
    ],
)

ROUNDS = Story(
    slug="nine-nurses-one-map",
    title="Nine nurses, one map: half an hour less driving a day",
    summary="A community nursing team laid its rounds on one map, agreed on a standard for the morning, and spends 990 hours a year with people instead of on the road.",
    scene="open-gate",
    place="Community nurses, three valleys",
    organisation="Eden and Solway Community Care",
    setting="community-team",
    people_involved="Nine community nurses, an administrator, two people who need insulin each morning, a retired postman",
    days_ago=430,
    topics=("waste-and-waiting", "working-across-teams"),
    tools=("standard-work", "waste-wheel", "pdsa-cycle"),
    outcomes=(
        Outcome(
            "minutes of driving a nurse and day",
            "118",
            "88",
            "minutes",
            "twelve weeks",
            "hours",
            "990",
        ),
        Outcome(
            "miles a nurse and day",
            "47",
            "34",
            "miles",
            "twelve weeks",
            "pounds",
            "12870",
        ),
    ),
    body=[
        text(
            p(
                "Each of us had her own people and her own way round. It was kind, and it meant that three cars met on the same bridge every morning at nine.",
                "The retired postman laughed when he saw the pins. He had done the same valleys for 31 years, on a third of the petrol.",
            ),
            h2("The agreed morning"),
            points(
                "Blood tests and insulin first, by valley and not by nurse.",
                "Calls that can wait go last, and people are told so the evening before.",
                "One hour is kept free for what nobody foresaw.",
                "Whoever dies at home has one nurse, whatever the map says.",
            ),
        ),
        chart(
            "bar",
            "Every nurse drives less; those at the ends of the valleys gain most.",
            "Minutes of driving a day",
            ("Round", "Before", "After"),
            ("North valley", 131, 92),
            ("Middle valley", 104, 86),
            ("South valley", 119, 86),
            source="Mileage claims, mean of three nurses each, twelve weeks",
        ),
        quote(
            "I know the names of fewer dogs now, and of more people.",
            "Community nurse",
        ),
        expander(
            "How the numbers were worked out",
            points(
                "30 minutes × 9 nurses × 220 days are 59,400 minutes, or 990 hours a year.",
                "13 miles × 9 nurses × 220 days are 25,740 miles; at 50p a mile that is £12,870.",
            ),
        ),
    ],
)

MEDICINES = Story(
    slug="home-before-tea",
    title="Home before tea: medicines three hours sooner",
    summary="A ward and its pharmacy asked why five times, found that they had never met, and now see those who go home first.",
    scene="clearing-rain",
    place="Medical ward and pharmacy",
    organisation="Fells and Lakes Hospitals",
    setting="pharmacy",
    people_involved="A pharmacist, a pharmacy technician, a ward sister, two doctors in training, the driver who takes people home",
    days_ago=812,
    topics=("going-home", "working-across-teams"),
    tools=("five-whys", "pdsa-cycle", "visual-control"),
    outcomes=(
        Outcome(
            "hours that people wait for medicines on the day they go home",
            "4.5",
            "1.5",
            "hours",
            "ten weeks",
        ),
        Outcome(
            "medicines sent back unused",
            "9400",
            "3900",
            "£ a year",
            "first year",
            "pounds",
            "5500",
        ),
    ),
    body=[
        text(
            p(
                "“Is it ready yet?” Pharmacy got that call 38 times in half an hour. Each call took somebody away from getting it ready."
            ),
            h2("Five whys, checked"),
            p(
                f"The team used the {link('five-whys', 'five whys')} and went to look after each answer. At the bottom of it lay a habit: the ward round begins with those who are most ill and ends with those who go home. Nobody had ever decided it."
            ),
        ),
        statistic(
            "11 min",
            "is what it takes to see those who go home first",
            "Timed on ten rounds",
        ),
        text(
            h2("What changed"),
            points(
                "Those who go home are seen first. Whoever is very ill is seen before anyone, as always.",
                "Prescriptions are with the pharmacy by ten, and the technician comes to the ward for questions.",
                "A list on the wall shows what is ready. Nobody rings.",
                "What people still have at home is asked before anything is made up. That is where the £5,500 come from.",
            ),
        ),
        inset(
            "For three weeks it seemed not to work: the round began later, because the doctors waited for the nurse. A look at the chart showed it, and the time of the round was moved by a quarter of an hour."
        ),
    ],
)

MEMORY_CLINIC = Story(
    slug="eighteen-weeks-to-eleven",
    title="Eighteen weeks to eleven at the memory clinic",
    summary="41 steps, of which nine only checked the others. A clinic and two families drew the map and took twelve steps out.",
    scene="heather-moor",
    place="Memory clinic, market town",
    organisation="Eden and Solway Community Care",
    setting="mental-health",
    people_involved="Two families, a specialist nurse, a psychologist, an administrator, a GP, somebody from the scan department",
    team="engagement",
    days_ago=760,
    topics=("waste-and-waiting", "co-production"),
    tools=("process-mapping", "customer-journey", "experience-interviews"),
    outcomes=(
        Outcome(
            "weeks from referral to diagnosis",
            "18",
            "11",
            "weeks",
            "median, first year",
            "days",
            "49",
        ),
        Outcome("steps on the way", "41", "29", "steps", "first year"),
    ),
    body=[
        text(
            p(
                "For eighteen weeks families live with a question. Of those, five hours are spent with somebody from the clinic. The rest is post.",
                "We invited two families to draw the map with us. A daughter stood before the wall for a long time and said: “So it wasn't that you were busy. It was that nobody had it.”",
            ),
            h2("What went, and what stayed"),
            points(
                "Nine steps were somebody checking that another step had been done. Seven of them went.",
                "The letter that asked for a scan waited for a meeting on Thursdays. Nurses ask for it themselves now.",
                "Three forms asked for the same history. It is told once, and read back.",
                "The hour with the psychologist stayed as it was. Families said it was the best of it.",
            ),
        ),
        quote(
            "Waiting together is another thing than waiting.",
            "Husband of a patient",
        ),
        text(
            h2("What we are still bad at"),
            p(
                "The weeks after the diagnosis. The map ended there, because our work does. Theirs doesn't. The next map begins where this one stopped."
            ),
        ),
    ],
)

FOOT_CLINIC = Story(
    slug="monday-queues-in-the-foot-clinic",
    title="Why everybody came to the foot clinic on Monday",
    summary="A clinic counted who asked for what and when, and moved two sessions. The queue on Mondays went away.",
    scene="flag-path",
    place="Foot clinic, south lakes",
    organisation="Eden and Solway Community Care",
    setting="outpatient-clinic",
    people_involved="Two receptionists, three podiatrists",
    days_ago=3,
    topics=("waste-and-waiting", "measuring"),
    tools=("demand-analysis", "measuring-for-improvement"),
    outcomes=(
        Outcome(
            "days to the first free place",
            "23",
            "9",
            "days",
            "in twelve weeks",
            "days",
            "14",
        ),
    ),
    is_submitted=True,
    body=[
        text(
            p(
                "The clinic had places on every day and a queue on one. For four weeks the two receptionists made a mark for each request: the day, the hour, what for."
            ),
            h2("What the marks showed"),
            p(
                "Half of the requests came on Monday before ten, because that is when the phone line of the practices opens. The clinic put two sessions there and took them from Thursday."
            ),
        )
    ],
)

CALLS = Story(
    slug="results-by-text",
    title="A third of the calls need not have come",
    summary="A practice counted 1,126 calls, found that 394 came because something hadn't worked, and now sends results before anyone has to ask.",
    scene="health-centre",
    place="General practice with 9,400 patients, west coast",
    organisation="West Coast Practices Together",
    setting="general-practice",
    people_involved="Five receptionists, a practice nurse, two GPs, the practice manager, three members of the patient group",
    days_ago=208,
    topics=("measuring", "waste-and-waiting"),
    tools=("demand-analysis", "pdsa-cycle", "plain-words-review"),
    outcomes=(
        Outcome(
            "calls a week that ask for something that should already have happened",
            "197",
            "77",
            "calls",
            "four months",
            "hours",
            "468",
        ),
        Outcome(
            "minutes until a call is answered", "14", "5", "minutes", "four months"
        ),
    ),
    body=[
        text(
            p(
                "The phones were the worst of the job. We thought that we needed another receptionist. First we counted, for two weeks, in the words that people used."
            ),
        ),
        table(
            "1,126 calls in two weeks, by what people wanted",
            ("What people wanted", "Calls", "Share"),
            ("An appointment", "502", "45%"),
            ("To ask about something that should already have happened", "394", "35%"),
            ("A prescription", "158", "14%"),
            ("Something else", "72", "6%"),
        ),
        text(
            h2("What changed"),
            points(
                "Results go out by text on the day a doctor has seen them. “Your blood test is fine” is what most people want to know.",
                "A form that we send on is followed by a text: sent today, expect an answer by the 14th.",
                "The message on the phone says at which hour it is quiet. People believe it, because it is true.",
            ),
        ),
        quote(
            "On the first Monday I thought the line was dead.",
            "Receptionist",
        ),
        expander(
            "How the hours were worked out",
            p(
                "120 fewer such calls a week, four and a half minutes each with what follows: nine hours a week, 468 a year."
            ),
        ),
    ],
)

STORIES_OF_WORK = (
    FOOT_CLINIC,
    STORES_CUPBOARD,
    COMPLAINTS,
    DISCHARGE_LETTERS,
    CALLS,
    ONE_VISIT,
    ROUNDS,
    MEDICINES,
    MEMORY_CLINIC,
)
