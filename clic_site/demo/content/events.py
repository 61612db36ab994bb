"""Events, counted in days from the day the demo is loaded: those to come first."""

from .parts import (
    Event,
    download,
    expander,
    h2,
    inset,
    link,
    p,
    points,
    questions,
    table,
    text,
    timeline,
)

ONLINE = "Online. The link comes by mail the day before."
LEARNING_BASE = "Learning base, near Penrith"

EVENTS = (
    Event(
        slug="bitesize-run-charts",
        title="Bitesize: your first run chart",
        summary="One hour online. Bring twelve numbers from your own service and leave with a chart that tells you something.",
        scene="online-session",
        in_days=11,
        weekday=3,
        starts=(9, 30),
        ends=(10, 30),
        is_online=True,
        place=ONLINE,
        audience="Anyone who counts something at work. No experience needed.",
        topics=("measuring",),
        booking_url="https://booking.example/bitesize-run-charts",
        body=[
            text(
                h2("What we will do"),
                points(
                    "Ten minutes: why two points are not a trend.",
                    "Thirty minutes: your numbers in the workbook, in pairs.",
                    "Twenty minutes: three rules, and what to say to your manager.",
                ),
                p(
                    "The workshop has live captions. Tell us the day before if you need anything else."
                ),
            ),
            download("run-chart-workbook", "Open it beforehand, if you can."),
        ],
    ),
    Event(
        slug="bitesize-plain-words",
        title="Bitesize: a letter that people understand",
        summary="One hour online with a letter of your own. We read it aloud, and you won't like it. Then we write it again.",
        scene="paper-plane",
        in_days=25,
        weekday=1,
        starts=(9, 30),
        ends=(10, 30),
        is_online=True,
        place=ONLINE,
        audience="Anyone who writes to people who use their service.",
        topics=("reaching-everyone", "co-production"),
        booking_url="https://booking.example/bitesize-plain-words",
        body=[
            text(
                h2("What to bring"),
                p(
                    "One letter, text or form that many people get, without anyone's details in it."
                ),
                h2("Who reads it"),
                p(
                    "Three people from a group of adult learners. They are paid for it, and they are very good."
                ),
            ),
            download("plain-words-checklist", "What they will look for."),
        ],
    ),
    Event(
        slug="lunch-and-learn-going-home",
        title="Lunch and learn: home before tea",
        summary="Forty-five minutes with your sandwich. A ward and its pharmacy tell how medicines came three hours sooner.",
        scene="village-hall",
        in_days=18,
        weekday=2,
        starts=(12, 30),
        ends=(13, 15),
        is_online=False,
        place=f"{LEARNING_BASE}, ground floor",
        audience="Anyone. Bring your lunch.",
        topics=("going-home", "working-across-teams"),
        body=[
            text(
                p(
                    f"They will tell what is not in {link('home-before-tea', 'the story')}: the three weeks in which it seemed not to work, and who noticed why."
                )
            )
        ],
    ),
    Event(
        slug="festival-of-improvement",
        title="Festival of improvement",
        summary="Two hundred people, thirty short stalls and one rule: nobody shows slides. See what other teams changed this year.",
        scene="festival",
        in_days=46,
        weekday=4,
        starts=(9, 0),
        ends=(16, 0),
        is_online=False,
        place="The marquee by the learning base, near Penrith",
        audience="Everyone who works in health and care in Cumbria, and the people they work with.",
        topics=("learning-together", "co-production"),
        booking_url="https://booking.example/festival",
        body=[
            text(
                h2("Bring a stall"),
                p(
                    "A table, two chairs, something to touch. You have ten minutes to tell a visitor what you changed. Teams who failed are as welcome as those who succeeded: last year theirs were the longest queues."
                ),
            ),
            table(
                "The day",
                ("From", "What", "Where"),
                ("09:00", "Tea, and a map of the stalls", "At the gate"),
                ("09:30", "Welcome, in five sentences, by two people", "Marquee"),
                ("09:45", "First round of stalls: ten minutes each", "Marquee"),
                ("12:30", "Lunch", "Everywhere"),
                ("13:30", "Conversation café: what next?", "Marquee"),
                ("15:00", "Second round of stalls", "Marquee"),
                ("16:00", "Everyone carries a chair", "Marquee"),
            ),
            text(
                h2("Getting there"),
                p(
                    "Buses from Carlisle, Kendal and Workington. The site is level; there is a quiet room, a prayer room and a changing place."
                ),
            ),
        ],
    ),
    Event(
        slug="improvement-in-a-day",
        title="Improvement in a day",
        summary="A one-day course in the learning base: see the work, find a cause, try a change, count it. With a problem of your own.",
        scene="learning-base",
        in_days=60,
        weekday=1,
        starts=(9, 30),
        ends=(16, 0),
        is_online=False,
        place=LEARNING_BASE,
        audience="Anyone in a partner organisation who wants to change one thing.",
        topics=("learning-together", "measuring"),
        booking_url="https://booking.example/improvement-in-a-day",
        body=[
            text(
                h2("What you will have done by four o'clock"),
                points(
                    f"Drawn your problem as a {link('process-mapping', 'map')} with two people who have never seen it.",
                    f"Asked {link('five-whys', 'why')} five times.",
                    f"Written a {link('pdsa-cycle', 'test')} that you can do by Tuesday.",
                    "Eaten a proper lunch.",
                ),
            ),
            inset(
                "Come in pairs if you can. One who does the work, one who can say yes."
            ),
        ],
    ),
    Event(
        slug="leading-improvement-in-twenty-weeks",
        title="Leading improvement: a programme of 20 weeks",
        summary="Ten days together, ten visits to each other's workplaces, and one change that you bring to an end. For sixteen people.",
        scene="five-cairns",
        in_days=74,
        weekday=2,
        starts=(9, 30),
        ends=(16, 30),
        is_online=False,
        place=f"{LEARNING_BASE}, and your own workplaces",
        audience="People who lead a team or a change, whatever their grade.",
        topics=("leading-change", "learning-together"),
        lasts_days=134,
        booking_url="https://booking.example/leading-improvement",
        body=[
            timeline(
                (
                    "Weeks 1 to 4",
                    "See: your service through the eyes of those who use it.",
                ),
                ("Weeks 5 to 9", "Understand: maps, numbers, causes."),
                ("Weeks 10 to 15", "Try: three cycles, visited by two others."),
                ("Weeks 16 to 19", "Hold: a standard, a board, a number."),
                ("Week 20", "Tell: a stall at the festival, without slides."),
            ),
            expander(
                "What it takes from you",
                points(
                    "One day every two weeks, agreed in writing with your manager.",
                    "A sponsor who comes to the first and to the last day.",
                    "A change that matters to somebody outside your team.",
                ),
            ),
            questions(
                (
                    "May two of us from the same team apply?",
                    "Yes, and it helps: the second one keeps the change alive when the first is on leave.",
                ),
                (
                    "What happens if I miss a day?",
                    "One is no harm: a partner tells you what you missed. After two we talk about a place next year.",
                ),
                (
                    "Does it cost anything?",
                    "Not for people who work in health or care in Cumbria, paid or unpaid.",
                ),
            ),
        ],
    ),
    Event(
        slug="rapid-improvement-week-outpatients",
        title="Rapid process improvement week: letters from outpatients",
        summary="Five days in which a team of twelve, three of them patients, changes how letters from outpatients are written and sent. Visitors are welcome on Friday.",
        scene="workshop-hut",
        in_days=88,
        weekday=0,
        starts=(9, 0),
        ends=(15, 0),
        lasts_days=5,
        is_online=False,
        place="District hospital, seminar room; Friday in the canteen",
        audience="The team by invitation. On Friday from 1pm: anyone.",
        topics=("waste-and-waiting", "leading-change"),
        body=[
            text(
                p(
                    f"How such a week works is told under {link('rapid-process-improvement-workshop', 'RPIW')}. On Friday the team shows its numbers, the new way on one page, and what didn't work."
                )
            )
        ],
    ),
    Event(
        slug="lunch-and-learn-five-whys",
        title="Lunch and learn: the five whys",
        summary="Forty-five minutes with your sandwich. How to ask why five times without sounding like a four-year-old.",
        scene="clearing-rain",
        in_days=-18,
        weekday=2,
        starts=(12, 30),
        ends=(13, 15),
        is_online=False,
        place=f"{LEARNING_BASE}, ground floor",
        audience="Anyone. Bring your lunch.",
        topics=("learning-together",),
        body=[
            text(
                p(
                    "We took apart a missed appointment and found a broken lift behind it. Twenty-three people came, and four of them went to look at the lift."
                )
            ),
            download("five-whys-sheet", "The sheet that we used."),
        ],
    ),
    Event(
        slug="bitesize-after-action-review",
        title="Bitesize: an After Action Review in ten minutes",
        summary="One hour online. We held three reviews of the same bad morning, and only one of them helped.",
        scene="campfire",
        in_days=-53,
        weekday=3,
        starts=(9, 30),
        ends=(10, 30),
        is_online=True,
        place="Online",
        audience="Anyone who works in a team.",
        topics=("learning-together", "safer-care"),
        body=[
            text(
                p(
                    f"Everything that was used is under {link('after-action-review', 'the tool')}. Ask there if you were not able to come."
                )
            )
        ],
    ),
)
