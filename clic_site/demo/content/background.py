"""Context to the production system toolkit: why, what, how, when, and how change comes about."""

from .parts import (
    Information,
    expander,
    figure,
    h2,
    inset,
    link,
    p,
    points,
    quote,
    steps,
    text,
)

PURPOSE = Information(
    slug="why-this-toolkit",
    title="Why this toolkit",
    summary="What it is for, whom it is for, and what it won't do.",
    body=[
        text(
            p(
                "People who work in health and care see every day what could be better. What they often lack is not an idea. It is an hour, a way to begin, "
                "and someone who says: yes, change it.",
                "This toolkit gives you the way to begin. Each tool fits on a few pages, needs no course, and was tried by teams here before it was written down.",
            ),
            h2("Whom it is for"),
            points(
                "A ward, a surgery, a home or an office that wants to put one thing right.",
                "Someone who was asked to lead a workshop on Thursday.",
                "A manager who would rather ask a good question than give an answer.",
                "People who use services and want to know what the staff are up to with all those notes.",
            ),
            h2("What it won't do"),
            points(
                "Save money by asking people to work faster. If a change only works when everyone runs, it doesn't work.",
                "Replace safety investigations, staffing decisions or clinical advice.",
                "Tell you what your problem is. You know that best.",
            ),
        ),
        inset(
            "Everything here is free to use and to change. Tell us what you did with it: that is how it gets better."
        ),
    ],
)

PRODUCTION_SYSTEM = Information(
    slug="what-a-production-system-is",
    title="What a production system is",
    summary="Not a factory: an agreed way to notice what gets in the way and to change it, every day, together.",
    topics=("waste-and-waiting",),
    body=[
        text(
            p(
                "Every service produces something: a diagnosis, a visit, a meal, an answer. A production system is "
                "the way it does so, with all the steps that help and all that don't. Most of them nobody ever designed.",
                "The name comes from car makers in Japan who found, after the war, that the people on the line knew best what was wrong with it. "
                "They gave everyone a cord to stop the line. What they built is less important than the cord.",
            ),
            h2("Four ideas that hold it together"),
            points(
                "<b>Value is what the person would call useful.</b> All else is waste, even when we are good at it.",
                "<b>Work should flow.</b> One request after another, without heaps between the steps.",
                "<b>Problems are welcome.</b> They are seen early, said aloud, and put right where they arise.",
                "<b>Those who do the work improve it.</b> Managers clear the way.",
            ),
        ),
        figure("waste-wheel"),
        text(
            h2("What it looks like on a Tuesday"),
            p(
                "Ten minutes at a board in the morning. A number that everyone understands. One small thing being tried. "
                "Somebody from the next team who has come to look. Nobody in a hurry."
            ),
        ),
        quote(
            "It isn't a project. It is how we start the day.",
            "Team leader, community hospital",
        ),
    ],
)

TRANSFORMED = Information(
    slug="how-services-are-transformed",
    title="How services are transformed",
    summary="Large change and small change need each other. What happens when one of them comes alone.",
    topics=("leading-change", "co-production"),
    body=[
        text(
            p(
                "A service can be changed in one leap: a new building, a merged team, a new system. Gains come fast, and then they fade, because "
                "nobody was taught to keep improving what was built.",
                "Or it can be changed in small steps, every day. That is slow, steady, and it lasts. But small steps don't carry you across a river.",
                "Services that do both come further, and those that do both together with the people who use them come furthest and soonest.",
            )
        ),
        figure("five-lines"),
        text(
            h2("The order that has worked here"),
        ),
        steps(
            (
                "Begin with people",
                "Hear what it is like. Agree on what would be better, in their words.",
            ),
            (
                "See the work",
                "Walk it, map it, count it. Don't defend it.",
            ),
            (
                "Steady it",
                "Put right what breaks every day, so that there is time to think.",
            ),
            (
                "Make the leap",
                "Change the few things that small steps can't: rooms, rules, who holds the money.",
            ),
            (
                "Improve it daily",
                "A board, a number, ten minutes. For good.",
            ),
        ),
        text(
            p(
                f"The {link('co-production', 'co-production toolkit')} is about the first step. This one is about the other four."
            )
        ),
    ],
)

WHICH_TOOL = Information(
    slug="which-tool-when",
    title="Which tool when",
    summary="Say what you see, and find the tool to start with.",
    body=[
        text(
            *(
                f"{h2(seen)}{p(answer)}"
                for seen, answer in (
                    (
                        "“We lose time looking for things”",
                        f"Start with {link('5s', '5S')}. If it is information that people look for, try {link('visual-control', 'visual control')}.",
                    ),
                    (
                        "“It was solved before, and it is back”",
                        f"The {link('five-whys', 'five whys')} for something small, {link('a3-problem-solving', 'A3 problem solving')} for something stubborn.",
                    ),
                    (
                        "“Something went well, or didn't, this week”",
                        f"An {link('after-action-review', 'After Action Review')}, within two days.",
                    ),
                    (
                        "“We have an idea”",
                        f"Try it by Tuesday, with a {link('pdsa-cycle', 'PDSA cycle')}.",
                    ),
                    (
                        "“Patients wait and nobody knows where”",
                        f"{link('process-mapping', 'Process mapping')} shows where; {link('value-stream-mapping', 'value-stream mapping')} shows how much.",
                    ),
                    (
                        "“Demand keeps rising”",
                        f"Count what people ask for: {link('demand-analysis', 'demand analysis')}.",
                    ),
                    (
                        "“We know our side of it, not theirs”",
                        f"Follow one person: {link('customer-journey', 'customer journey')}.",
                    ),
                    (
                        "“Everyone does it differently”",
                        f"Agree on the best way known today: {link('standard-work', 'standard work')}.",
                    ),
                    (
                        "“We are busy, and can't say with what”",
                        f"Half an hour with the {link('waste-wheel', 'waste wheel')}.",
                    ),
                    (
                        "“Someone will stop us”",
                        f"Find out who and why: {link('stakeholder-analysis', 'stakeholder analysis')}.",
                    ),
                    (
                        "“Is it getting better?”",
                        f"{link('measuring-for-improvement', 'Run and SPC charts')}.",
                    ),
                    (
                        "“It is too big for an afternoon”",
                        f"A {link('rapid-process-improvement-workshop', 'rapid process improvement workshop')}, after eight weeks of preparing.",
                    ),
                )
            )
        ),
    ],
)

CHANGE_MODEL = Information(
    slug="how-change-comes-about",
    title="How change comes about: our model",
    summary="Three questions and a cycle: what we want, how we will know, what we will try, and then trying it.",
    topics=("leading-change", "measuring"),
    body=[
        text(
            p(
                "Many models say the same in different drawings. Ours has three questions and a cycle, because people remember four things."
            ),
            h2("Three questions"),
            points(
                "<b>What do we want to achieve, for whom, by when?</b> One sentence with a number in it.",
                "<b>How will we know that a change is better?</b> Two or three numbers, one of them for what might get worse.",
                "<b>What could we change?</b> As many ideas as people, and then the one that is easiest to undo.",
            ),
            h2("And a cycle"),
            p(
                f"Then you try it: {link('pdsa-cycle', 'plan, do, study, act')}. Small first, again with what you have learnt, then on another shift, in another place."
            ),
        ),
        figure("run-chart", "Invented numbers"),
        text(
            h2("What people go through"),
            p(
                "A change that is right on paper still asks people to give something up. Expect four things, in this order and back again: "
                "“it won't happen”, “not with us”, “well, if we must”, “who would want the old way back?”. Arguing helps in none of them. Being asked helps in all."
            ),
        ),
        expander(
            "When a change doesn't hold",
            points(
                "Was it agreed with those who do the work at night?",
                "Is the old way still easier? Then make it harder: take the old form away.",
                "Does anyone still look at the number?",
                "Has someone thanked the people who went first?",
            ),
        ),
    ],
)

BACKGROUND = (PURPOSE, PRODUCTION_SYSTEM, TRANSFORMED, WHICH_TOOL, CHANGE_MODEL)
