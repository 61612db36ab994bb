"""The production system toolkit with its tools, and the co-production toolkit."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tool:
    """What the loader needs to make one tool page."""

    slug: str
    title: str
    purpose: str
    summary: str
    scene: str
    minutes: tuple
    people: tuple
    difficulty: str
    topics: tuple
    what_it_is: str
    when_to_use: str
    who_to_involve: str
    steps: tuple
    example: list
    pitfalls: str
    documents: tuple = ()


@dataclass(frozen=True)
class Toolkit:
    """What the loader needs to make one toolkit and what is under it."""

    slug: str
    title: str
    promise: str
    summary: str
    scene: str
    topics: tuple
    body: list
    tools: tuple = ()
    background: tuple = field(default=())


TOOLS = (
    Tool(
        slug="5s",
        title="5S",
        purpose="Make a workplace easy to work in",
        summary="Sort, set in order, shine, standardise, sustain: five short rounds that give every item one place, so that nobody has to look for anything.",
        scene="tidy-shelf",
        minutes=(90, 180),
        people=(3, 8),
        difficulty="easy",
        topics=("waste-and-waiting", "safer-care"),
        what_it_is=(
            "<p>5S is a way to tidy a workplace so that it stays tidy. The team that uses the "
            "space sorts out what is not needed, gives the rest a place that anyone can see, cleans, "
            "agrees how it should look, and keeps checking.</p>"
            "<p>It is often the first tool a team tries, because the result can be seen the same day.</p>"
        ),
        when_to_use=(
            "<ul><li>People spend time looking for equipment, forms or keys.</li>"
            "<li>Stock runs out although the cupboard is full.</li>"
            "<li>A new colleague can't find things without asking.</li></ul>"
            "<p>It is not the tool for a process that goes through several departments: draw a "
            "process map first.</p>"
        ),
        who_to_involve=(
            "<p>Everyone who uses the space, on every shift, and one person who doesn't: they ask the "
            "questions nobody else asks. Tell cleaning, estates and infection prevention before you begin.</p>"
        ),
        steps=(
            (
                "Take pictures",
                "<p>From the same three spots. You will take them again at the end.</p>",
            ),
            (
                "Sort",
                "<p>Put a red tag on everything that was not used in the last month. What is tagged leaves the room today; what nobody misses in four weeks leaves the building.</p>",
            ),
            (
                "Set in order",
                "<p>What is used most goes between hip and shoulder. Draw round it, label it, and write how many there should be.</p>",
            ),
            (
                "Shine",
                "<p>Clean while you look for what is worn, leaking or out of date.</p>",
            ),
            (
                "Standardise",
                "<p>Agree on one picture of how it should look and hang it where it can be seen.</p>",
            ),
            (
                "Sustain",
                "<p>Five minutes a week with the checklist. Whoever checks puts one thing right at once.</p>",
            ),
        ),
        example=[
            (
                "text",
                "<p>A community nursing team kept dressings in four places. In one afternoon they "
                "brought them to one cupboard with a card for each shelf. Restocking fell from forty minutes "
                "to ten, and £1,900 of stock that would have gone out of date was used.</p>",
            ),
            (
                "statistic",
                {
                    "number": "30 min",
                    "label": "less restocking each day",
                    "source": "Team's own count over six weeks",
                },
            ),
        ],
        pitfalls=(
            "<ul><li><b>Tidying someone else's space.</b> If the people who use it weren't there, it won't last a week.</li>"
            "<li><b>Stopping after “shine”.</b> Put the weekly five minutes into the rota before you start.</li>"
            "<li><b>Labels that only insiders read.</b> Ask a bank nurse to find three things.</li></ul>"
        ),
        documents=("5s-checklist",),
    ),
    Tool(
        slug="a3-problem-solving",
        title="A3 problem solving",
        purpose="Work through a stubborn problem on one sheet",
        summary="One sheet of paper that takes a team from “what is wrong” to “what we learnt”, in an order that stops anyone jumping to the answer.",
        scene="noticeboard",
        minutes=(120, 240),
        people=(3, 7),
        difficulty="practice",
        topics=("measuring", "waste-and-waiting"),
        what_it_is=(
            "<p>An A3 is a sheet with seven boxes: background, how it is now, the goal, the causes, "
            "what we will try, the plan, and what happened. The left half is about the problem, the right half about "
            "what to do. Nobody writes on the right before the left is agreed.</p>"
        ),
        when_to_use=(
            "<ul><li>The same problem has been “solved” more than once.</li>"
            "<li>People agree that something is wrong and disagree about what.</li>"
            "<li>A manager needs to see the thinking, not only the answer.</li></ul>"
        ),
        who_to_involve=(
            "<p>An owner who holds the pencil, two or three people who do the work, and a sponsor who "
            "will ask questions and not give answers. Someone who uses the service should see the left half.</p>"
        ),
        steps=(
            (
                "Say why it matters",
                "<p>Two sentences. Who is harmed, delayed or worn out by the problem?</p>",
            ),
            (
                "Go and look",
                "<p>Draw what happens now, with numbers. Do not draw it from memory.</p>",
            ),
            ("Set the goal", "<p>How much, of what, by when.</p>"),
            (
                "Find the causes",
                "<p>Ask why five times, and check each answer at the place where the work is done.</p>",
            ),
            (
                "Choose what to try",
                "<p>For each cause one small thing, easy to undo.</p>",
            ),
            (
                "Plan it",
                "<p>Who does what by when. Put the first check in the diary within two weeks.</p>",
            ),
            (
                "Write down what happened",
                "<p>Also when it did not work. That is the box others read first.</p>",
            ),
        ),
        example=[
            (
                "text",
                "<p>Discharge letters from a medical ward took six days to reach the practice. The sheet "
                "showed that four of the six were spent in one tray. The team moved the tray, then took it away.</p>",
            ),
            (
                "quote",
                {
                    "quote": "We had bought two printers before anybody drew the picture.",
                    "attribution": "Ward clerk, district hospital",
                },
            ),
        ],
        pitfalls=(
            "<ul><li><b>Starting with the answer.</b> If the goal names a solution, begin again.</li>"
            "<li><b>Small writing.</b> If it doesn't fit on the sheet, the problem is too big for one sheet.</li></ul>"
        ),
        documents=("a3-problem-solving",),
    ),
    Tool(
        slug="after-action-review",
        title="After Action Review (AAR)",
        purpose="Learn from what just happened, without blame",
        summary="Four questions in twenty minutes, while everybody still remembers: what should have happened, what did, why the difference, what next time.",
        scene="campfire",
        minutes=(15, 45),
        people=(3, 12),
        difficulty="easy",
        topics=("learning-together", "safer-care"),
        what_it_is=(
            "<p>An After Action Review is a short talk among the people who were there. It is not an "
            "investigation: nobody is judged and no names leave the room. Rank stays outside.</p>"
        ),
        when_to_use=(
            "<ul><li>After a busy shift, an event, a difficult discharge, a good day.</li>"
            "<li>Within 48 hours, while memory is fresh.</li></ul>"
            "<p>If someone was seriously harmed, use your organisation's patient safety process. "
            "A review like this may come as well, not instead.</p>"
        ),
        who_to_involve=(
            "<p>All who took part, whatever their job, and a conductor who was not in the lead. If you can, "
            "invite the patient or the family to say what they saw.</p>"
        ),
        steps=(
            (
                "Open",
                "<p>Say the ground rules: honest, kind, everyone speaks, nothing is written with a name.</p>",
            ),
            (
                "What should have happened?",
                "<p>Each person in one sentence. Differences here often explain the rest.</p>",
            ),
            ("What did happen?", "<p>Facts, in order. No reasons yet.</p>"),
            ("Why was there a difference?", "<p>Good differences count too.</p>"),
            (
                "What shall we do next time?",
                "<p>Two things at the most, each with someone who takes it on.</p>",
            ),
        ),
        example=[
            (
                "text",
                "<p>A reablement team met for twenty minutes after a weekend with three late visits. They found "
                "that the rota and the phone list named different people. The list is now printed from the rota.</p>",
            )
        ],
        pitfalls=(
            "<ul><li><b>The most senior person answers first.</b> Let them speak last.</li>"
            "<li><b>Ten actions.</b> Two that happen are better.</li></ul>"
        ),
        documents=("after-action-review",),
    ),
    Tool(
        slug="pdsa-cycle",
        title="PDSA cycle",
        purpose="Try a change on a small scale first",
        summary="Plan, do, study, act: test an idea with one patient on one day, learn, and only then make it bigger.",
        scene="ring-path",
        minutes=(30, 60),
        people=(2, 6),
        difficulty="easy",
        topics=("measuring", "learning-together"),
        what_it_is=(
            "<p>A PDSA cycle is an experiment with a prediction. You write down what you expect, try it "
            "small, compare, and decide: keep, change or drop. Several small cycles teach more than one large pilot.</p>"
        ),
        when_to_use=(
            "<ul><li>You have an idea and don't know yet whether it works here.</li>"
            "<li>Colleagues doubt it. A test with one patient asks for little trust.</li></ul>"
        ),
        who_to_involve="<p>Those who will try it, and someone who writes down what is seen.</p>",
        steps=(
            (
                "Plan",
                "<p>What will we try, with whom, when? What do we think will happen? What will we count?</p>",
            ),
            ("Do", "<p>Try it once. Note what surprised you.</p>"),
            ("Study", "<p>Put the numbers beside the prediction. Were you right?</p>"),
            (
                "Act",
                "<p>Keep it, change it or drop it, and write the next cycle on the same sheet.</p>",
            ),
        ),
        example=[
            (
                "text",
                "<p>A clinic thought that a text message the day before would halve missed appointments. "
                "Cycle one: ten patients, by hand. Two phones were out of date. Cycle two asked for the number "
                "at the desk first. By cycle four missed appointments were down from 11% to 6%.</p>",
            )
        ],
        pitfalls=(
            "<ul><li><b>No prediction.</b> Without one there is nothing to learn from.</li>"
            "<li><b>A first cycle that lasts three months.</b> Think of what you can try by Tuesday.</li></ul>"
        ),
        documents=("pdsa-worksheet",),
    ),
    Tool(
        slug="process-mapping",
        title="Process mapping",
        purpose="See how the work really flows",
        summary="Everyone who touches a process draws it together on one wall, step by step, and sees the waiting between the steps.",
        scene="sheepfold",
        minutes=(120, 210),
        people=(6, 15),
        difficulty="facilitator",
        topics=("waste-and-waiting", "co-production"),
        what_it_is=(
            "<p>A process map shows each step from the patient's first contact to the end, who does it, how "
            "long it takes and how long it waits. It shows what happens on a normal Tuesday, not what the policy says.</p>"
        ),
        when_to_use=(
            "<ul><li>A process crosses teams and nobody knows all of it.</li>"
            "<li>People wait, and it is not clear where.</li>"
            "<li>Before you buy a computer system.</li></ul>"
        ),
        who_to_involve=(
            "<p>One person from each step, and people who have been through it as patients or carers. "
            "Managers are welcome as listeners.</p>"
        ),
        steps=(
            (
                "Agree on the ends",
                "<p>Where does it begin, where does it end? Write both on the wall.</p>",
            ),
            (
                "One step, one note",
                "<p>A verb and a noun: “phones patient”. Each person writes their own steps.</p>",
            ),
            (
                "Put them in order",
                "<p>Walk along the wall as the patient would. Add what is missing.</p>",
            ),
            (
                "Add the times",
                "<p>Under each step how long it takes, between the steps how long it waits.</p>",
            ),
            (
                "Mark what hurts",
                "<p>Red dots: waiting, doing again, handing over, not knowing.</p>",
            ),
            (
                "Choose one place to start",
                "<p>The one that you can change without asking permission.</p>",
            ),
        ),
        example=[
            (
                "text",
                "<p>A memory clinic's map had 41 steps over 18 weeks, of which 5 hours were with the patient. "
                "Nine steps were somebody checking that another step had been done.</p>",
            ),
            ("figure", {"chart": "value-stream-map", "source": "Drawn for this site"}),
        ],
        pitfalls=(
            "<ul><li><b>Mapping what should happen.</b> Ask “and last Tuesday?”</li>"
            "<li><b>Losing the map.</b> Take a picture before anyone moves.</li></ul>"
        ),
        documents=("process-mapping-guide",),
    ),
    Tool(
        slug="measuring-for-improvement",
        title="Run and SPC charts",
        purpose="Know whether a change made a difference",
        summary="A line of dots over time, with a middle line and three simple rules, shows what is chance and what is change.",
        scene="depth-gauge",
        minutes=(30, 90),
        people=(1, 4),
        difficulty="practice",
        topics=("measuring",),
        what_it_is=(
            "<p>A run chart shows one number over time with the median as a line. An SPC chart adds limits "
            "within which the number wanders by itself. Both keep you from cheering, or worrying, about chance.</p>"
        ),
        when_to_use=(
            "<ul><li>You count something at least every week.</li>"
            "<li>Somebody compares this month with last month.</li></ul>"
        ),
        who_to_involve="<p>Whoever collects the numbers, and one person who will ask what they mean.</p>",
        steps=(
            (
                "Choose one number",
                "<p>One that the team can change and that patients would care about.</p>",
            ),
            ("Collect twelve points", "<p>Small and often beats large and seldom.</p>"),
            (
                "Draw the line",
                "<p>Time along, number up, median across. The workbook does it for you.</p>",
            ),
            (
                "Look for a signal",
                "<p>Six in a row on one side, five in a row up or down, or one far away.</p>",
            ),
            (
                "Write on the chart",
                "<p>What you changed, at the day you changed it.</p>",
            ),
        ),
        example=[
            ("figure", {"chart": "run-chart", "source": "Invented numbers"}),
            (
                "text",
                "<p>A minor injuries unit changed its triage in week nine. The eight points after it all lay "
                "below the old median: a signal, not luck.</p>",
            ),
        ],
        pitfalls=(
            "<ul><li><b>Two points make a line, not a trend.</b></li>"
            "<li><b>Red and green.</b> A colour for this month says nothing about whether anything changed.</li></ul>"
        ),
        documents=("run-chart-workbook",),
    ),
)

PRODUCTION_SYSTEM = Toolkit(
    slug="production-system",
    title="Production System toolkit",
    promise="Find what gets in the way of good care, and change it with the people who do the work.",
    summary="Tools from lean improvement in plain words, tried out by health and care teams in Cumbria. Each takes less than half a day.",
    scene="stepping-stones",
    topics=("waste-and-waiting", "measuring"),
    body=[
        (
            "text",
            "<h2>Where to begin</h2><p>Start with the problem, not with the tool. If you can say in one "
            "sentence who is kept waiting, worn out or put at risk, the tools above say what each is good for.</p>",
        ),
        (
            "inset",
            {
                "text": "<p>New to this? Most teams start with an <b>After Action Review</b>: it needs "
                "twenty minutes, no training and no budget.</p>"
            },
        ),
    ],
    tools=TOOLS,
    background=("what-a-production-system-is", "which-tool-when"),
)

CO_PRODUCTION = Toolkit(
    slug="co-production",
    title="Co-production toolkit",
    promise="Design services with the people who use them, as equals, from the first day.",
    summary="What co-production is, why it works, where to start, and ten principles that keep it honest.",
    scene="round-table",
    topics=("co-production", "learning-together"),
    body=[
        (
            "text",
            "<h2>What it is</h2><p>In co-production, people who use a service and people who run it design "
            "it together. Not a survey after the plan is made, not one patient at a table of twelve: equals, "
            "from the earliest stage, with a say in what the question is.</p>"
            "<h2>Why it is worth the time</h2><ul><li>Local ideas work better, because they begin with local lives.</li>"
            "<li>People gain confidence, and look after what they helped to make.</li>"
            "<li>Staff understand what happens to people between appointments.</li></ul>",
        ),
        ("figure", {"chart": "five-lines", "source": "Drawn for this site"}),
        (
            "quote",
            {
                "quote": "You asked us before you had the answer. That was new.",
                "attribution": "Carer, member of a design group",
            },
        ),
        (
            "steps",
            {
                "steps": [
                    {
                        "title": "Talk with patients",
                        "text": "<p>Ten conversations with open questions, before anything is written down.</p>",
                    },
                    {
                        "title": "Map who is there already",
                        "text": "<p>Community groups, faith groups, clubs, and the people others turn to.</p>",
                    },
                    {
                        "title": "Go where people meet",
                        "text": "<p>The auction mart, the school gate, the food bank. Not the board room.</p>",
                    },
                    {
                        "title": "Find your engagement leads",
                        "text": "<p>Every partner organisation has one. They know who was asked last year, and what came of it.</p>",
                    },
                    {
                        "title": "Ask the local Healthwatch",
                        "text": "<p>They hear what people don't tell the service itself.</p>",
                    },
                ]
            },
        ),
        ("text", "<h2>Principles</h2>"),
        (
            "expander",
            {
                "title": "Early and continuing",
                "text": "<p>Begin before the plan and don't stop when it is signed off.</p>",
            },
        ),
        (
            "expander",
            {
                "title": "Build on what exists",
                "text": "<p>A lunch club that works is a better start than a new forum.</p>",
            },
        ),
        (
            "expander",
            {
                "title": "Use community spaces",
                "text": "<p>Meet where people feel at home. Pay for the room.</p>",
            },
        ),
        (
            "expander",
            {
                "title": "Be honest about hard issues",
                "text": "<p>Say what is fixed, what is open, and what it costs.</p>",
            },
        ),
        (
            "expander",
            {
                "title": "Value people's time",
                "text": "<p>Pay travel and care costs on the day. Thank people by telling them what changed.</p>",
            },
        ),
        (
            "expander",
            {
                "title": "Do things together",
                "text": "<p>Doing makes equals faster than talking.</p>",
            },
        ),
        (
            "expander",
            {
                "title": "Listen more",
                "text": "<p>If staff speak for more than half of the time, something is wrong.</p>",
            },
        ),
        (
            "expander",
            {
                "title": "Use plain words",
                "text": "<p>Whoever uses an abbreviation puts a pound in the biscuit tin.</p>",
            },
        ),
        (
            "expander",
            {
                "title": "Expect mess",
                "text": "<p>Disagreement is a sign that people trust each other enough to say so.</p>",
            },
        ),
        (
            "expander",
            {
                "title": "Think ahead",
                "text": "<p>Agree at the start how the group will end, and who keeps what it made.</p>",
            },
        ),
        (
            "download",
            {
                "document": "co-production-planner",
                "text": "Plan the first three meetings on one page.",
            },
        ),
    ],
)

TOOLKITS = (PRODUCTION_SYSTEM, CO_PRODUCTION)
