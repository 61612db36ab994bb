"""Tools that try a change and tell whether it made a difference."""

from ..parts import Step, Tool, expander, figure, link, numbered, p, points, text

PDSA_CYCLE = Tool(
    slug="pdsa-cycle",
    title="PDSA cycle",
    purpose="Try a change on a small scale first",
    summary="Plan, do, study, act: test an idea with one patient on one day, learn, and only then make it bigger.",
    scene="ring-path",
    minutes=(30, 60),
    people=(2, 6),
    difficulty="easy",
    topics=("measuring", "learning-together"),
    what_it_is=p(
        "A PDSA cycle is an experiment with a prediction. You write down what you expect, try it "
        "small, compare, and decide: keep, change or drop. Several small cycles teach more than one large pilot."
    ),
    when_to_use=points(
        "You have an idea and don't know yet whether it works here.",
        "Colleagues doubt it. A test with one patient asks for little trust.",
        "Something worked elsewhere, and here is not elsewhere.",
    ),
    when_not_to_use=p(
        "Don't test what is already known to be right, such as washing hands: there the question is how to make it easy. "
        "And where a mistake could hurt someone, ask for advice on safety and consent before the first cycle."
    ),
    who_to_involve=p(
        "Those who will try it, and someone who writes down what is seen. Tell the patients that you are trying something, "
        "and ask them afterwards how it was."
    ),
    what_you_need=points(
        "One idea, small enough to be tried by Tuesday",
        "The worksheet, one for each cycle",
        "Something to count, even if it is only yes or no",
    ),
    steps=(
        Step(
            "Plan",
            "What will we try, with whom, when? What do we think will happen? What will we count?",
            15,
            "PDSA worksheet",
            "Don't let the group leave this step without a number in the box “we expect”.",
        ),
        Step(
            "Do",
            "Try it once. Note what surprised you. The minutes here are for writing it down.",
            10,
            note="Be there for the first one. It goes wrong in a way nobody thought of.",
        ),
        Step(
            "Study",
            "Put the numbers beside the prediction. Were you right?",
            10,
            "The numbers, the worksheet",
            "Being wrong is a result. Say so before anyone apologises.",
        ),
        Step(
            "Act",
            "Keep it, change it or drop it, and write the next cycle on the same sheet.",
            10,
        ),
    ),
    example=[
        text(
            p(
                "A clinic thought that a text message the day before would halve missed appointments."
            ),
            numbered(
                "Ten patients, by hand. Two phone numbers were out of date. Nobody missed the appointment.",
                "The desk asked for the number first. Thirty patients, two missed.",
                "The message got a line on how to cancel. Four places were freed and filled.",
                "All clinics for a month: missed appointments down from 11% to 6%.",
            ),
            p(
                "The prediction was “half”, and 6 is a little more than half of 11. They kept it, and went on."
            ),
        )
    ],
    pitfalls=points(
        "<b>No prediction.</b> Without one there is nothing to learn from.",
        "<b>A first cycle that lasts three months.</b> Think of what you can try by Tuesday.",
        "<b>Only the plan.</b> If the lower half of the sheet is empty, it was a decision, not a test.",
    ),
    documents=("pdsa-worksheet",),
    pinned=("measuring-for-improvement",),
)

RUN_AND_SPC_CHARTS = Tool(
    slug="measuring-for-improvement",
    title="Run and SPC charts",
    purpose="Know whether a change made a difference",
    summary="A line of dots over time, with a middle line and three simple rules, shows what is chance and what is change.",
    scene="depth-gauge",
    minutes=(30, 90),
    people=(1, 4),
    difficulty="practice",
    topics=("measuring",),
    what_it_is=p(
        "A run chart shows one number over time with the median as a line. An SPC chart adds limits "
        "within which the number wanders by itself. Both keep you from cheering, or worrying, about chance."
    ),
    when_to_use=points(
        "You count something at least every week.",
        "Somebody compares this month with last month.",
        "You changed something and want to know whether it shows.",
    ),
    when_not_to_use=p(
        "With fewer than ten values there is nothing to see yet: write them down and wait. And for things that happen "
        "once or twice a year, count the days between them instead."
    ),
    who_to_involve=p(
        "Whoever collects the numbers, and one person who will ask what they mean."
    ),
    what_you_need=points(
        "At least ten values in order of time, better twenty",
        "The dates on which anything changed",
        "The workbook, or squared paper: both work",
    ),
    steps=(
        Step(
            "Choose one number",
            "One that the team can change and that patients would care about.",
            10,
            note="Ask: if it went the wrong way, would you do something tomorrow? If not, choose another.",
        ),
        Step(
            "Collect twelve points",
            "Small and often beats large and seldom. The minutes here are for typing them in.",
            15,
            "Your numbers, with their dates",
        ),
        Step(
            "Draw the line",
            "Time along, number up, median across. The workbook does it for you.",
            10,
            "Run chart workbook",
            "Start the axis at nought, or say why not.",
        ),
        Step(
            "Look for a signal",
            "Six in a row on one side, five in a row up or down, or one far away.",
            10,
            note="Let people say what they see before you tell them the rules.",
        ),
        Step(
            "Write on the chart",
            "What you changed, at the day you changed it.",
            5,
        ),
        Step(
            "Say it in one sentence",
            "“Since week nine the wait is about ten days shorter.” If you can't, the chart shows the wrong thing.",
            5,
        ),
    ),
    example=[
        figure("run-chart", "Invented numbers"),
        text(
            p(
                "A clinic offered appointments by text from week nine. All twelve points after it lay "
                "below the old median: a signal, not luck."
            )
        ),
        figure("spc-chart", "Invented numbers"),
        expander(
            "Run chart or SPC chart?",
            p(
                "Begin with a run chart: it needs ten values and no statistics. Take an SPC chart when you have twenty or more and want to know "
                "whether a single odd value has a cause of its own."
            ),
        ),
        text(
            p(
                f"New to this? Come to {link('bitesize-run-charts', 'the bitesize workshop')} with twelve numbers of your own."
            )
        ),
    ],
    pitfalls=points(
        "<b>Two points make a line, not a trend.</b>",
        "<b>Red and green.</b> A colour for this month says nothing about whether anything changed.",
        "<b>A target as the middle line.</b> The median says where you are; a target only where somebody would like you to be.",
    ),
    documents=("run-chart-workbook", "benefits-calculator"),
    pinned=("pdsa-cycle",),
)
