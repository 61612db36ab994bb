"""The glossary of the toolkit: what the words of improvement mean."""

from dataclasses import dataclass

from .parts import Information, p, text

GLOSSARY = Information(
    slug="glossary",
    title="Glossary of improvement terms",
    summary="The words that people who improve things use, in words that everyone uses.",
    body=[
        text(
            p(
                "You don't need any of these words to improve something. But you will hear them, and it is easier to nod at the right moment. "
                "If one is missing, ask for it with the feedback form."
            )
        )
    ],
)


@dataclass(frozen=True)
class Term:
    """One word and what it means; `page` is the slug of a page that says more."""

    slug: str
    term: str
    definition: str
    other_names: tuple = ()
    page: str = ""


TERMS = (
    Term(
        "5s",
        "5S",
        "Five rounds that make a workplace easy to work in: sort, set in order, shine, standardise, sustain.",
        page="5s",
    ),
    Term(
        "a3",
        "A3",
        "One sheet of paper of that size on which a team works through a problem from what is wrong to what it learnt.",
        ("A3 report", "A3 thinking"),
        "a3-problem-solving",
    ),
    Term(
        "after-action-review",
        "After Action Review",
        "A short talk of those who were there: what should have happened, what did, why the difference, what next time.",
        ("AAR", "hot debrief"),
        "after-action-review",
    ),
    Term(
        "batch",
        "Batch",
        "Work that is collected and done together, such as letters signed on Fridays. It saves the doer time and costs everyone else waiting.",
    ),
    Term(
        "bottleneck",
        "Bottleneck",
        "The step that can do least in a day, so that work piles up before it. Speeding up any other step changes nothing.",
        ("constraint",),
    ),
    Term(
        "capacity",
        "Capacity",
        "How much a service could do in a given time with the people, rooms and things it has.",
    ),
    Term(
        "co-production",
        "Co-production",
        "People who use a service and people who run it design it together, as equals, from the earliest stage.",
        ("co-design",),
        "co-production",
    ),
    Term(
        "control-limits",
        "Control limits",
        "The two lines on an SPC chart between which a number wanders by chance alone.",
        ("UCL", "LCL", "process limits"),
        "measuring-for-improvement",
    ),
    Term(
        "customer",
        "Customer",
        "Whoever needs what a step of the work produces: a patient, a resident, or the colleague who does the next step.",
    ),
    Term(
        "cycle-time",
        "Cycle time",
        "How long one round of a task takes, from its start until the next one can start.",
        ("CT",),
    ),
    Term(
        "demand",
        "Demand",
        "What people ask of a service, whether or not they get it.",
        page="demand-analysis",
    ),
    Term(
        "driver-diagram",
        "Driver diagram",
        "A tree that leads from an aim to what drives it, and from there to things that a team could try.",
    ),
    Term(
        "failure-demand",
        "Failure demand",
        "Requests that come only because something didn't work the first time, such as a call to ask where a letter is.",
        ("avoidable contact",),
        "demand-analysis",
    ),
    Term(
        "flow",
        "Flow",
        "Work that moves from step to step without waiting, one request after another.",
    ),
    Term(
        "gemba",
        "Gemba",
        "Japanese for the real place: where the work is done. Going there to look is called a gemba walk.",
        ("go and see",),
    ),
    Term(
        "handover",
        "Handover",
        "The moment at which work or responsibility passes to someone else, and things are most easily lost.",
        ("handoff",),
    ),
    Term(
        "huddle",
        "Huddle",
        "Ten minutes, standing, at the same time each day: how are we, what is different today, what do we try.",
        ("safety huddle", "stand-up"),
    ),
    Term(
        "kaizen",
        "Kaizen",
        "Japanese for change for the better: small improvements, every day, by everyone.",
        ("continuous improvement", "CI"),
    ),
    Term(
        "kanban",
        "Kanban",
        "A card or mark that asks for more: when it comes to light, it is time to order.",
        page="visual-control",
    ),
    Term(
        "lead-time",
        "Lead time",
        "All the time from asking to getting, with all the waiting between.",
        ("turnaround time",),
        "value-stream-mapping",
    ),
    Term(
        "lean",
        "Lean",
        "A way of working that keeps what people find useful and takes away what isn't, together with those who do the work.",
        page="what-a-production-system-is",
    ),
    Term(
        "median",
        "Median",
        "The middle value when all are put in order: half are above it, half below. Unlike the average, one odd value can't move it.",
    ),
    Term(
        "pdsa",
        "PDSA",
        "Plan, do, study, act: a small test of a change, with a prediction.",
        ("plan, do, study, act", "PDCA", "Deming cycle"),
        "pdsa-cycle",
    ),
    Term(
        "process-map",
        "Process map",
        "A drawing of all steps of a piece of work in order, as it is really done.",
        ("flow chart", "pathway map"),
        "process-mapping",
    ),
    Term(
        "pull",
        "Pull",
        "Work is fetched by whoever is ready for it, instead of being pushed on to a heap.",
    ),
    Term(
        "root-cause",
        "Root cause",
        "The reason behind the reasons: put it right, and the problem doesn't come back.",
        ("RCA", "root cause analysis"),
        "five-whys",
    ),
    Term(
        "rpiw",
        "RPIW",
        "Rapid process improvement workshop: a week in which a team changes a process instead of talking about it.",
        ("rapid process improvement workshop", "kaizen event"),
        "rapid-process-improvement-workshop",
    ),
    Term(
        "run-chart",
        "Run chart",
        "A number over time with its median as a line, to tell change from chance.",
        page="measuring-for-improvement",
    ),
    Term(
        "spc",
        "SPC",
        "Statistical process control: a run chart with limits, worked out from the numbers themselves.",
        ("statistical process control", "control chart", "Shewhart chart"),
        "measuring-for-improvement",
    ),
    Term(
        "sponsor",
        "Sponsor",
        "A senior person who clears the way for a team, asks good questions and doesn't give the answers.",
    ),
    Term(
        "stakeholder",
        "Stakeholder",
        "Anyone whom a change touches, or who can help or stop it.",
        page="stakeholder-analysis",
    ),
    Term(
        "standard-work",
        "Standard work",
        "The best way known today of doing a task, written on one page by those who do it.",
        ("SOP", "standard operation"),
        "standard-work",
    ),
    Term(
        "takt-time",
        "Takt time",
        "The beat at which requests come: the working time of a day divided by the requests of that day.",
    ),
    Term(
        "value-stream",
        "Value stream",
        "Everything that happens to one kind of request from asking to getting, useful or not.",
        ("VSM", "value-stream map"),
        "value-stream-mapping",
    ),
    Term(
        "variation",
        "Variation",
        "How much a number goes up and down. Some of it is chance and belongs to the process; some has a cause of its own.",
        ("common cause", "special cause"),
        "measuring-for-improvement",
    ),
    Term(
        "waste",
        "Waste",
        "Whatever takes time, space or goodwill and helps nobody. It is a property of the work, not of people.",
        ("muda", "non-value-adding"),
        "waste-wheel",
    ),
)
