"""Stories of reaching people, and of designing with them."""

from .parts import (
    Outcome,
    Story,
    call_to_action,
    chart,
    do_list,
    dont_list,
    download,
    expander,
    gallery,
    h2,
    inset,
    link,
    p,
    picture,
    points,
    quote,
    related_pages,
    statistic,
    steps,
    table,
    text,
    timeline,
    warning,
)

LANGUAGES = Story(
    slug="health-information-in-the-languages-we-speak",
    title="Health information in the languages we really speak",
    summary="Putting translations on a website was not enough. A small public health team asked ten communities to help, and the news travelled by itself.",
    scene="speech-bubbles",
    place="Public health team, county-wide",
    organisation="County Council, adults and public health",
    setting="council-service",
    people_involved="A team of three, two community forums, 26 volunteers who pass messages on, a practice nurse and her neighbour",
    team="public-health",
    days_ago=12,
    topics=("reaching-everyone", "co-production"),
    tools=("pdsa-cycle", "community-mapping", "plain-words-review"),
    outcomes=(
        Outcome(
            "languages with health news that people pass on",
            "1",
            "10",
            "languages",
            "in eight months",
        ),
        Outcome(
            "people who got the winter message from someone they know",
            "0",
            "3100",
            "people",
            "one winter",
            "people",
            "3100",
        ),
    ),
    body=[
        text(
            p(
                "When the first leaflets were translated, nobody read them. They stood on a website that "
                "people who need another language had no reason to visit."
            ),
            h2("Which languages?"),
            p(
                "The team of three did not guess. The school census says what children speak at home. The ten most spoken languages were "
                "Polish, Romanian, Arabic, Turkish, Chinese, Bengali, Hungarian, Bulgarian, Portuguese and Spanish. Two of them nobody had thought of."
            ),
        ),
        statistic(
            "10",
            "languages cover nine out of ten families who speak another language at home",
            "School census, county figures rounded",
        ),
        text(
            h2("Who would people believe?"),
            p(
                "Not us, said the community forums, at least not at first. So each message went to two or three people whom others trust: a shopkeeper, "
                "a football coach, the secretary of a women's group. They changed the words until they sounded right, and passed them on by phone."
            ),
        ),
        quote(
            "It was the first time the health service asked me how to say it.",
            "Community volunteer",
        ),
        text(
            h2("A film in a kitchen"),
            p(
                "For the winter vaccination a nurse and her neighbour made a film at a kitchen table, in English and in Malay. It is two minutes long. "
                "It was watched more often than any film the team had paid for. "
                f"An extract is among our videos: {link('a-vaccination-told-in-two-languages', 'A vaccination, told in two languages')}."
            ),
            h2("What others can take from it"),
        ),
        steps(
            (
                "Count before you translate",
                "Ask the education team for the school census.",
            ),
            ("Ask who is believed", "Then ask them how they would say it."),
            (
                "Make it easy to pass on",
                "A picture with two sentences travels. A leaflet of eight pages doesn't.",
            ),
        ),
        inset(
            "If you work on something that people need to understand, start with the ten languages above. The list is yours to use."
        ),
    ],
)

YOUTH = Story(
    slug="a-service-young-people-would-use",
    title="A well-being service that young people shaped themselves",
    summary="Young people sat on the interview panels, chose the room and rewrote the letters. In its first year 296 came.",
    scene="youth-hut",
    place="Youth well-being service, west coast",
    organisation="Harbour Youth Well-being Service",
    setting="mental-health",
    people_involved="Twelve young people aged 13 to 19, four youth workers, two GPs, a head teacher, a service manager",
    team="engagement",
    days_ago=34,
    topics=("co-production", "reaching-everyone"),
    tools=("process-mapping", "ladder-of-participation", "plain-words-review"),
    outcomes=(
        Outcome(
            "weeks from referral to first talk",
            "14",
            "3",
            "weeks",
            "first year",
            "days",
            "77",
        ),
        Outcome(
            "young people who came",
            "0",
            "296",
            "people",
            "first year",
            "people",
            "296",
        ),
    ),
    body=[
        text(
            p(
                "“Would you come here?” was the question the project began with. The twelve young people in the design group looked at the waiting room and said no."
            ),
            h2("What they changed"),
            points(
                "They sat on the interview panels, with a vote.",
                "They moved the service out of the clinic, to a hut by the harbour with a kettle.",
                "They rewrote the first letter. It is now four lines long and comes as a text message.",
            ),
        ),
        picture(
            "boats",
            "The harbour below the hut. The group chose the place for its view.",
        ),
        text(
            h2("What it offers"),
            p(
                "One-to-one talks, groups, and a drop-in at six schools, for ages 5 to 19. GPs sent most of those who came."
            ),
        ),
        statistic(
            "296",
            "referrals in the first year, 76% of them from GPs",
            "Service's own records",
        ),
        table(
            "Who sent the 296 in the first year",
            ("Sent by", "Young people", "Share"),
            ("GPs", "225", "76%"),
            ("Schools", "41", "14%"),
            ("Families and young people themselves", "21", "7%"),
            ("Others", "9", "3%"),
        ),
        expander(
            "What the group was paid",
            p(
                "Travel, food, and a voucher for each meeting. The two who chaired were given a reference for college."
            ),
        ),
        quote(
            "They asked the candidate what he does when he is sad. We would never have dared.",
            "Service manager",
        ),
        warning(
            "If you are worried about someone now",
            "This page is about how the service was made. If someone is in danger, call 999. For urgent help with mental health, call 111 and choose the mental health option.",
        ),
    ],
)

FEEDBACK_CARDS = Story(
    slug="feedback-cards-everyone-can-fill-in",
    title="Feedback cards that everyone can fill in",
    summary="A hospital made its feedback card easy to read, put it into ten languages, and heard for the first time from people who had always been silent.",
    scene="post-box",
    place="Patient experience team, district hospital",
    organisation="Fells and Lakes Hospitals",
    setting="hospital-ward",
    people_involved="A self-advocacy group of nine people with learning disabilities, the patient experience team, three ward clerks, an interpreter",
    team="engagement",
    days_ago=58,
    topics=("reaching-everyone", "learning-together"),
    tools=("plain-words-review", "feedback-loop", "pdsa-cycle"),
    easy_read="feedback-cards-easy-read",
    outcomes=(
        Outcome(
            "cards returned each month",
            "41",
            "187",
            "cards",
            "over six months",
            "people",
            "1752",
        ),
    ),
    body=[
        text(
            p(
                "The old card had eleven questions in small print. It was filled in by people who like forms. The team laid it on a table in the café and asked passers-by to read it aloud."
            ),
            h2("From eleven questions to three"),
            p(
                "What was good? What was not? What should we do? Each with a face to tick and a line to write on. A self-advocacy group for people with learning "
                "disabilities tested each draft; the fourth one passed."
            ),
        ),
        statistic(
            "187",
            "cards a month after the change, up from 41",
            "Counted at the wards",
        ),
        do_list(
            "print it large, on paper that a pen doesn't shine through",
            "lay a pen beside it",
            "say on the card what happens with it",
        ),
        dont_list(
            "ask for a name before the first answer",
            "use a scale from one to ten",
            "put the box where staff can see who fills it in",
        ),
        text(
            h2("And in ten languages"),
            p(
                "The same card now lies out in the ten languages most spoken here. Answers are translated within two days, and the ward hears them in its own huddle. Here are the English card and two of the ten, to use and to change."
            ),
        ),
        download("feedback-card", "The card in English."),
        download("feedback-card-pl", "The card in Polish."),
        download("feedback-card-ar", "The card in Arabic."),
        inset(
            "One card said only: “The clock in bay 3 is wrong and my mother waits for me.” It was put right within the hour."
        ),
    ],
)

STEP_AND_RAIL = Story(
    slug="the-rail-by-the-front-step",
    title="The rail by the front step: from 19 days to 6",
    summary="A council team followed one resident's wait for a grab rail, counted the calls she had to make, and took most of them away.",
    scene="winter-farm",
    place="Council front door for adult social care",
    organisation="County Council, adults and public health",
    setting="council-service",
    people_involved="Five residents, four call handlers, an occupational therapist, two fitters, the team manager",
    days_ago=141,
    topics=("working-across-teams", "waste-and-waiting"),
    tools=("customer-journey", "demand-analysis", "standard-work"),
    outcomes=(
        Outcome(
            "days from the first call to the rail",
            "19",
            "6",
            "days",
            "five months",
            "days",
            "13",
        ),
        Outcome(
            "calls a week that only ask whether anything has happened",
            "52",
            "12",
            "calls",
            "five months",
            "hours",
            "312",
        ),
    ),
    body=[
        text(
            p(
                "A rail takes 25 minutes to fit. For one woman of 81 it took 19 days and eleven calls. She kept notes by the telephone, and agreed to read them to the team."
            ),
            h2("What her notes showed"),
            points(
                "She said her date of birth seven times.",
                "Four of her calls were to ask whether anything had happened.",
                "Two people came to measure the same step.",
            ),
        ),
        quote(
            "I didn't mind waiting. I minded not knowing whether I was waiting.",
            "Resident",
        ),
        text(
            h2("What changed"),
            p(
                "For rails, key safes and bath boards nobody assesses twice. The first call handler asks six questions, agreed with the occupational therapist, and books the fitter "
                "while the person is on the phone. The day before, a text says when he comes."
            ),
        ),
        timeline(
            ("Week 1", "Five residents tell their journeys. The wall is full by noon."),
            (
                "Weeks 2 and 3",
                "Everyone who answers the phone counts: 52 calls a week ask only what has happened.",
            ),
            (
                "Week 5",
                "The six questions are tried with four calls. One question turns out to be two.",
            ),
            ("Week 8", "All calls about small equipment go the new way."),
            ("Month 5", "The median is six days. 12 such calls a week are left."),
        ),
        expander(
            "How the hours were worked out",
            p(
                "40 fewer calls a week, nine minutes each with the note that follows: six hours a week, 312 a year. They are spent on longer first calls."
            ),
        ),
    ],
)

CARERS = Story(
    slug="tea-at-the-auction-mart",
    title="Tea at the auction mart: finding carers who never call themselves that",
    summary="A carers' charity stopped holding evenings that nobody came to, drew a map, and went where farming families are on a Tuesday.",
    scene="flock",
    place="Open Gate Carers, two market towns",
    organisation="Open Gate Carers",
    setting="voluntary-group",
    people_involved="Two workers, six volunteers who farm, the manager of the mart, a practice nurse",
    team="engagement",
    author_name="A volunteer who was once found there",
    days_ago=495,
    topics=("reaching-everyone", "co-production"),
    tools=("community-mapping", "conversation-cafe", "feedback-loop"),
    outcomes=(
        Outcome(
            "carers in touch with the charity in two valleys",
            "31",
            "214",
            "people",
            "first year",
            "people",
            "183",
        ),
    ),
    body=[
        text(
            p(
                "“Are you a carer?” “No, I'm his wife.” We had heard it so often that we stopped asking. The posters said carers, the evenings were for carers, and the chairs stayed empty.",
                "Then eleven of us drew a map on a village hall floor, and the first dot everyone put down was the mart.",
            ),
            h2("A table by the ring"),
            p(
                "The manager gave us a table between the ring and the café, and a kettle. No leaflets. A volunteer who farms sits there and asks how things are. "
                "A nurse takes blood pressure. People talk while the cuff is on."
            ),
        ),
        quote(
            "In forty years nobody had asked me how I slept.",
            "Farmer, 66, who looks after his brother",
        ),
        gallery(
            ("winter-farm", "Most carers here live at the end of a track."),
            ("village-hall", "Where the map was drawn."),
            ("open-gate", "The name of the group, and its rule."),
        ),
        text(
            h2("What we would do differently"),
            p(
                "Begin with the map. We lost two winters with evenings. And ask the manager first: he had wanted something like it for years."
            ),
        ),
        related_pages(
            "The tools we used",
            "community-mapping",
            "conversation-cafe",
            "feedback-loop",
        ),
    ],
)

COLLABORATIVE = Story(
    slug="how-the-collaborative-was-set-up",
    title="How the collaborative was set up: networks first",
    summary="Before there was a programme there were people who knew each other. What was built in three years, in which order, and what we would leave out.",
    scene="learning-base",
    place="County-wide",
    organisation="Cumbria Learning and Improvement Collaborative",
    setting="offices",
    people_involved="Leads for learning and improvement from eight organisations, a board of chief executives, forty network members, later 1,150 people a year",
    team="learning",
    days_ago=1010,
    topics=("learning-together", "leading-change"),
    tools=("stakeholder-analysis", "after-action-review"),
    outcomes=(
        Outcome(
            "people who came to a session in a year",
            "0",
            "1150",
            "people",
            "in the third year",
            "people",
            "1150",
        ),
    ),
    body=[
        text(
            p(
                "Every organisation in the county had its own training, its own improvement team of one and a half people, and its own words for the same things. "
                "Some of them had met on courses. They kept in touch, swapped slides, and found that they were paying the same trainer three times."
            ),
        ),
        timeline(
            (
                "First year",
                "Three networks meet: coaches, facilitators, people who count things. No budget, a borrowed room, cake.",
            ),
            (
                "First winter",
                "Eight chief executives sign one page: we learn together, and what one builds all may use.",
            ),
            (
                "Second year",
                "Three programmes of work begin: learning, a production system, leadership. Each is led by another organisation.",
            ),
            (
                "Second autumn",
                "A base is furnished for learning: tables on wheels, walls to write on, no projector in the middle.",
            ),
            (
                "Third year",
                "A website, one way to book, shared templates. 1,150 people come to at least one session.",
            ),
        ),
        text(
            h2("What mattered most"),
            points(
                "Networks before structures. By the time there was a board, people already trusted each other.",
                "Lending, not owning. Each organisation gives a few days of somebody good.",
                "A place that belongs to nobody's head office.",
                "Everything free at the point of learning.",
            ),
            h2("What we would leave out"),
            p(
                "The strategy of forty pages. It took a winter and was quoted once. The one page that was signed is still on the wall."
            ),
        ),
        call_to_action(
            "The next festival is where most people meet the collaborative.",
            "See what is on",
            "festival-of-improvement",
        ),
    ],
)

CARE_HOME = Story(
    slug="a-jug-with-a-red-lid",
    title="A jug with a red lid",
    summary="A care home made thirst visible. Everyone who passed a red lid offered a drink, and infections fell by almost two thirds.",
    scene="rainbow",
    place="Beckside, care home with 38 residents",
    organisation="Beckside Care Homes",
    setting="care-home",
    people_involved="Care staff of both shifts, the cook, the gardener, residents and their families",
    days_ago=540,
    topics=("safer-care",),
    tools=("visual-control", "measuring-for-improvement", "pdsa-cycle"),
    outcomes=(
        Outcome(
            "courses of antibiotics for urine infections in three months",
            "14",
            "5",
            "courses",
            "same season, a year apart",
        ),
        Outcome(
            "ambulances called in three months",
            "22",
            "13",
            "calls",
            "same season, a year apart",
        ),
    ),
    body=[
        text(
            p(
                "Charts of how much people drink were filled in at the end of the shift, from memory. They said that everybody drank enough. The infections said something else."
            ),
            h2("One lid, one rule"),
            p(
                "Whoever drank less than they should the day before gets a jug with a red lid. It says nothing about anyone's health; it says: offer me something. "
                "Nurses do it, the gardener does it, grandchildren do it best."
            ),
        ),
        chart(
            "run",
            "From the fourth month, when the lids came, the number of infections fell and stayed low.",
            "Courses of antibiotics for urine infections, by month; month 1 is October",
            ("Month", "Courses"),
            ("1", 5),
            ("2", 4),
            ("3", 5),
            ("4", 3),
            ("5", 2),
            ("6", 3),
            ("7", 2),
            ("8", 2),
            ("9", 1),
            ("10", 2),
            ("11", 1),
            ("12", 2),
            ("13", 2),
            ("14", 2),
            ("15", 1),
            source="The home's own records",
        ),
        quote(
            "My visitors used to sit. Now they pour.",
            "Resident, 91",
        ),
        text(
            h2("Be careful with"),
            p(
                "People who may only drink a little. Their jugs have no lid at all, and the cook knows why. Ask the nurse or the GP before you begin."
            ),
        ),
    ],
)

STORIES_OF_PLACES = (
    LANGUAGES,
    YOUTH,
    FEEDBACK_CARDS,
    STEP_AND_RAIL,
    CARERS,
    CARE_HOME,
    COLLABORATIVE,
)
