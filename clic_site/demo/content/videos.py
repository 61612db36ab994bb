"""Videos: one clip, told in two ways."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Video:
    """What the loader needs to make one video page."""

    slug: str
    title: str
    summary: str
    clip: str
    topics: tuple
    body: list
    days_ago: int


VIDEOS = (
    Video(
        slug="a-value-stream-in-fifteen-seconds",
        title="A value stream, drawn while you watch",
        summary="Where does the time go between asking and getting? Five boxes, four waits, and the one that matters.",
        clip="value-stream",
        topics=("waste-and-waiting",),
        days_ago=20,
        body=[
            (
                "text",
                "<h2>Watch it with your team</h2><p>Stop before the last picture and ask: which of our waits would a "
                "patient notice first? Then draw your own with the tool for process mapping.</p>",
            )
        ],
    ),
    Video(
        slug="an-after-action-review-in-ten-minutes",
        title="An After Action Review in ten minutes",
        summary="Four questions, everybody speaks, nobody is blamed. The short form for the end of a shift.",
        clip="after-action-review",
        topics=("learning-together", "safer-care"),
        days_ago=47,
        body=[
            (
                "text",
                "<h2>Try it today</h2><p>Choose something small that happened this week. Ten minutes, standing up, "
                "two things to do next time.</p>",
            ),
            (
                "download",
                {
                    "document": "after-action-review",
                    "text": "A run sheet with the four questions.",
                },
            ),
        ],
    ),
)
