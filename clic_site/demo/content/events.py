"""Events, counted in days from the day the demo is loaded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """What the loader needs to make one event; times are UK time."""

    slug: str
    title: str
    summary: str
    scene: str
    in_days: int
    starts: tuple
    ends: tuple
    is_online: bool
    place: str
    audience: str
    topics: tuple
    body: list


EVENTS = (
    Event(
        slug="bitesize-run-charts",
        title="Bitesize: your first run chart",
        summary="One hour online. Bring twelve numbers from your own service and leave with a chart that tells you something.",
        scene="online-session",
        in_days=11,
        starts=(9, 30),
        ends=(10, 30),
        is_online=True,
        place="Online. The link comes by mail the day before.",
        audience="Anyone who counts something at work. No experience needed.",
        topics=("measuring",),
        body=[
            (
                "text",
                "<h2>What we will do</h2><ul><li>Ten minutes: why two points are not a trend.</li>"
                "<li>Thirty minutes: your numbers in the workbook, in pairs.</li>"
                "<li>Twenty minutes: three rules, and what to say to your manager.</li></ul>"
                "<p>The workshop has live captions. Tell us on the day before if you need anything else.</p>",
            )
        ],
    ),
    Event(
        slug="festival-of-improvement",
        title="Festival of improvement",
        summary="Two hundred people, thirty short stalls and one rule: nobody shows slides. See what other teams changed this year.",
        scene="festival",
        in_days=46,
        starts=(9, 0),
        ends=(16, 0),
        is_online=False,
        place="The marquee by the learning base, near Penrith",
        audience="Everyone who works in health and care in Cumbria, and the people they work with.",
        topics=("learning-together", "co-production"),
        body=[
            (
                "text",
                "<h2>Bring a stall</h2><p>A table, two chairs, something to touch. You have ten minutes to tell a visitor "
                "what you changed. Teams who failed are as welcome as those who succeeded: last year theirs were the "
                "longest queues.</p><h2>Getting there</h2><p>Buses from Carlisle, Kendal and Workington. The site is level; "
                "there is a quiet room, a prayer room and a changing place.</p>",
            )
        ],
    ),
    Event(
        slug="lunch-and-learn-five-whys",
        title="Lunch and learn: the five whys",
        summary="Forty-five minutes with your sandwich. How to ask why five times without sounding like a four-year-old.",
        scene="village-hall",
        in_days=-18,
        starts=(12, 30),
        ends=(13, 15),
        is_online=False,
        place="Learning base, ground floor",
        audience="Anyone. Bring your lunch.",
        topics=("learning-together",),
        body=[
            (
                "text",
                "<p>We took apart a missed appointment and found a broken lift behind it.</p>",
            )
        ],
    ),
)
