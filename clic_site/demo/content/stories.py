"""Stories of invented teams."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """One number before and after."""

    measure: str
    before: str
    after: str
    unit: str
    period: str


@dataclass(frozen=True)
class Story:
    """What the loader needs to make one story."""

    slug: str
    title: str
    summary: str
    scene: str
    place: str
    days_ago: int
    topics: tuple
    body: list
    outcomes: tuple = ()
    tools: tuple = ()
    # Written and sent to the publishers, who have not approved it yet.
    is_submitted: bool = False


STORIES = (
    Story(
        slug="health-information-in-the-languages-we-speak",
        title="Health information in the languages we really speak",
        summary="Putting translations on a website was not enough. A small public health team asked ten communities to help, and the news travelled by itself.",
        scene="speech-bubbles",
        place="Public health team, county-wide",
        days_ago=12,
        topics=("reaching-everyone", "co-production"),
        tools=("pdsa-cycle",),
        outcomes=(
            Outcome(
                "languages with health news people pass on",
                "1",
                "10",
                "languages",
                "in eight months",
            ),
        ),
        body=[
            (
                "text",
                "<p>When the first leaflets were translated, nobody read them. They stood on a website that "
                "people who need another language had no reason to visit.</p>"
                "<h2>Which languages?</h2><p>The team of three did not guess. The school census says what "
                "children speak at home. The ten most spoken languages were Polish, Romanian, Arabic, Turkish, Chinese, "
                "Bengali, Hungarian, Bulgarian, Portuguese and Spanish. Two of them nobody had thought of.</p>",
            ),
            (
                "statistic",
                {
                    "number": "10",
                    "label": "languages cover nine out of ten families who speak another language at home",
                    "source": "School census, county figures rounded",
                },
            ),
            (
                "text",
                "<h2>Who would people believe?</h2><p>Not us, said the community forums, at least not at "
                "first. So each message went to two or three people whom others trust: a shopkeeper, a football "
                "coach, the secretary of a women's group. They changed the words until they sounded right, and passed "
                "them on by phone.</p>",
            ),
            (
                "quote",
                {
                    "quote": "It was the first time the health service asked me how to say it.",
                    "attribution": "Community volunteer",
                },
            ),
            (
                "text",
                "<h2>A film in a kitchen</h2><p>For the winter vaccination a nurse and her neighbour made a "
                "film at a kitchen table, in English and in Malay. It is two minutes long. It was watched more often than "
                "any film the team had paid for.</p>",
            ),
            (
                "steps",
                {
                    "steps": [
                        {
                            "title": "Count before you translate",
                            "text": "<p>Ask the education team for the school census.</p>",
                        },
                        {
                            "title": "Ask who is believed",
                            "text": "<p>Then ask them how they would say it.</p>",
                        },
                        {
                            "title": "Make it easy to pass on",
                            "text": "<p>A picture with two sentences travels. A leaflet of eight pages doesn't.</p>",
                        },
                    ]
                },
            ),
            (
                "inset",
                {
                    "text": "<p>If you work on something that people need to understand, start with the ten languages above. The list is yours to use.</p>"
                },
            ),
        ],
    ),
    Story(
        slug="a-service-young-people-would-use",
        title="A well-being service that young people shaped themselves",
        summary="Young people sat on the interview panels, chose the room and rewrote the letters. In its first year 296 came.",
        scene="youth-hut",
        place="Youth well-being service, west coast",
        days_ago=34,
        topics=("co-production", "reaching-everyone"),
        tools=("process-mapping",),
        outcomes=(
            Outcome(
                "weeks from referral to first talk", "14", "3", "weeks", "first year"
            ),
        ),
        body=[
            (
                "text",
                "<p>“Would you come here?” was the question the project began with. The twelve "
                "young people in the design group looked at the waiting room and said no.</p>"
                "<h2>What they changed</h2><ul><li>They sat on the interview panels, with a vote.</li>"
                "<li>They moved the service out of the clinic, to a hut by the harbour with a kettle.</li>"
                "<li>They rewrote the first letter. It is now four lines long and comes as a text message.</li></ul>",
            ),
            (
                "image",
                {
                    "scene": "boats",
                    "caption": "The harbour below the hut. The group chose the place for its view.",
                },
            ),
            (
                "text",
                "<h2>What it offers</h2><p>One-to-one talks, groups, and a drop-in at six schools, for ages 5 "
                "to 19. GPs sent most of those who came.</p>",
            ),
            (
                "statistic",
                {
                    "number": "296",
                    "label": "referrals in the first year, 76% of them from GPs",
                    "source": "Service's own records",
                },
            ),
            (
                "expander",
                {
                    "title": "What the group was paid",
                    "text": "<p>Travel, food, and a voucher for each meeting. The two who chaired were given a reference for college.</p>",
                },
            ),
            (
                "quote",
                {
                    "quote": "They asked the candidate what he does when he is sad. We would never have dared.",
                    "attribution": "Service manager",
                },
            ),
        ],
    ),
    Story(
        slug="feedback-cards-everyone-can-fill-in",
        title="Feedback cards that everyone can fill in",
        summary="A hospital made its feedback card easy to read, put it into ten languages, and heard for the first time from people who had always been silent.",
        scene="post-box",
        place="Patient experience team, district hospital",
        days_ago=58,
        topics=("reaching-everyone", "learning-together"),
        tools=("after-action-review", "pdsa-cycle"),
        outcomes=(
            Outcome(
                "cards returned each month", "41", "187", "cards", "over six months"
            ),
        ),
        body=[
            (
                "text",
                "<p>The old card had eleven questions in small print. It was filled in by people who like "
                "forms. The team laid it on a table in the café and asked passers-by to read it aloud.</p>"
                "<h2>From eleven questions to three</h2><p>What was good? What was not? What should we do? "
                "Each with a face to tick and a line to write on. A self-advocacy group for people with learning "
                "disabilities tested each draft; the fourth one passed.</p>",
            ),
            (
                "statistic",
                {
                    "number": "187",
                    "label": "cards a month after the change, up from 41",
                    "source": "Counted at the wards",
                },
            ),
            (
                "text",
                "<h2>And in ten languages</h2><p>The same card now lies out in the ten languages most spoken "
                "here. Answers are translated within two days, and the ward hears them in its own huddle.</p>",
            ),
            (
                "inset",
                {
                    "text": "<p>One card said only: “The clock in bay 3 is wrong and my mother waits for me.” It was put right within the hour.</p>"
                },
            ),
        ],
    ),
    Story(
        slug="a-stores-cupboard-in-one-afternoon",
        title="A stores cupboard that gives back 210 hours a year",
        summary="Five people, one afternoon, a roll of red tape: a community hospital used 5S on the cupboard everybody avoided.",
        scene="store-cupboard",
        place="Community hospital, Eden valley",
        days_ago=83,
        topics=("waste-and-waiting",),
        tools=("5s", "measuring-for-improvement"),
        outcomes=(
            Outcome(
                "minutes a shift spent looking for things",
                "46",
                "11",
                "minutes",
                "eight weeks",
            ),
            Outcome(
                "stock thrown away as out of date",
                "3100",
                "240",
                "£ a year",
                "first year",
            ),
        ),
        body=[
            (
                "text",
                "<p>Everyone had a story about the cupboard. The healthcare assistant who timed it for a week "
                "had numbers: 46 minutes a shift, mostly for three things.</p>"
                "<h2>What the team did</h2><p>They took everything out. A third went back to central stores the "
                "same day. What stayed got a place, a label in large letters and a card that says when to order.</p>",
            ),
            (
                "image",
                {
                    "scene": "shadow-board",
                    "caption": "Each thing has a drawn outline: a gap can be seen from the door.",
                },
            ),
            (
                "quote",
                {
                    "quote": "The night shift found everything. They didn't even know we had moved it.",
                    "attribution": "Healthcare assistant",
                },
            ),
            (
                "text",
                "<h2>Does it last?</h2><p>Ten months later the weekly check takes four minutes. Twice the "
                "score fell below eight out of ten, both times after a delivery. The porter who brings it is now part of "
                "the team.</p>",
            ),
            (
                "download",
                {
                    "document": "5s-checklist",
                    "text": "The checklist the team uses every Friday.",
                },
            ),
        ],
    ),
    Story(
        slug="monday-queues-in-the-foot-clinic",
        title="Why everybody came to the foot clinic on Monday",
        summary="A clinic counted who asked for what and when, and moved two sessions. The queue on Mondays went away.",
        scene="flag-path",
        place="Foot clinic, south lakes",
        days_ago=3,
        topics=("waste-and-waiting", "measuring"),
        tools=("measuring-for-improvement",),
        outcomes=(
            Outcome(
                "days to the first free place", "23", "9", "days", "in twelve weeks"
            ),
        ),
        is_submitted=True,
        body=[
            (
                "text",
                "<p>The clinic had places on every day and a queue on one. For four weeks the two receptionists made a "
                "mark for each request: the day, the hour, what for.</p><h2>What the marks showed</h2><p>Half of the "
                "requests came on Monday before ten, because that is when the phone line of the practices opens. The "
                "clinic put two sessions there and took them from Thursday.</p>",
            )
        ],
    ),
)
