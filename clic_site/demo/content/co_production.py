"""The tools of the co-production toolkit, in the order in which the toolkit shows them."""

from .parts import (
    Step,
    Tool,
    expander,
    link,
    numbered,
    p,
    points,
    quote,
    statistic,
    text,
)

COMMUNITY_MAPPING = Tool(
    slug="community-mapping",
    title="Community mapping",
    purpose="Find out who is there before you invite",
    summary="Draw on one map who meets where, who listens to whom, and who is never reached, together with people who live there.",
    scene="cairn-network",
    minutes=(90, 120),
    people=(5, 12),
    difficulty="easy",
    topics=("co-production", "reaching-everyone"),
    settings=(
        "voluntary-group",
        "council-service",
        "general-practice",
        "community-team",
    ),
    what_it_is=p(
        "A map of a place as its people see it: the chapel that serves lunch, the shop where the parcel van stops, the woman everyone asks. "
        "It shows what is there already, so that nobody invents it a second time, and who is missing, so that somebody goes to them."
    ),
    when_to_use=points(
        "Before the first invitation is written.",
        "When the same six people come to every meeting.",
        "When a team is new to a valley or an estate.",
    ),
    when_not_to_use=p(
        "If a map was drawn last year, ask for it and bring it up to date. And don't map people as problems: "
        "if every note is a need, begin again with what people are good at."
    ),
    who_to_involve=p(
        "People who live there and know different corners: a young person, a carer, someone from the school, the postwoman. "
        "No more than one third may be paid to be there."
    ),
    what_you_need=points(
        "A large printed map, or a drawn one: it needn't be right",
        "Dots in four colours with four shapes",
        "A room that people use anyway, and lunch",
    ),
    steps=(
        Step(
            "Draw the place",
            "Roads, water, bus stops. Each person puts a dot where they were yesterday.",
            15,
            "A map of at least one metre, pens",
            "Begin with your own dot. It shows how little of the place you see.",
        ),
        Step(
            "Where do people meet?",
            "Every place, on every day of the week: the auction mart on Tuesday, the football pitch on Saturday.",
            20,
            "Round dots",
        ),
        Step(
            "Who do people turn to?",
            "Not titles: names of roles. “The man at the tip.” “Whoever runs the uniform swap.”",
            20,
            "Square dots",
            "Ask: if your neighbour had a worry, who would they tell first?",
        ),
        Step(
            "Who isn't on the map?",
            "Farm workers, night shifts, people without a car, people who speak another language. Where are they at three in the afternoon?",
            20,
            "Triangles",
            "Be quiet for a whole minute here. The best answers come after it.",
        ),
        Step(
            "Choose three doors",
            "Three places and people to begin with. Who in the room can introduce you?",
            15,
            "Community map sheet",
        ),
        Step(
            "Say thank you and send the picture",
            "A photograph of the map to everyone who helped, within two days.",
            10,
        ),
    ),
    example=[
        text(
            p(
                "A team that planned a blood pressure campaign had booked two libraries. Eleven people drew a map in a village hall. "
                "It had 34 places where people meet. The libraries were not among them; the barber, the feed merchant and the slimming group were. "
                "In six weeks 412 people had their blood pressure taken, 57 of whom had not seen a nurse in five years."
            )
        ),
        statistic(
            "57",
            "people seen for the first time in five years",
            "Of 412, at three places from the map",
        ),
    ],
    pitfalls=points(
        "<b>A map by officers.</b> It will show buildings that pay rates.",
        "<b>Names of private people.</b> Roles are enough. Ask before you write down more.",
        "<b>Keeping it.</b> The map belongs to those who drew it. They get the first copy.",
    ),
    documents=("community-map-sheet",),
    pinned=("stakeholder-analysis", "conversation-cafe"),
)

EXPERIENCE_INTERVIEWS = Tool(
    slug="experience-interviews",
    title="Experience-based design interviews",
    purpose="Hear what a service is like for those who use it",
    summary="Half an hour, one person, four open questions, and the points where their feeling changed: the material to design from.",
    scene="two-voices",
    minutes=(45, 75),
    people=(2, 3),
    difficulty="practice",
    topics=("co-production", "reaching-everyone"),
    what_it_is=p(
        "Not a survey and not a chat. You ask a person to tell what happened, and you listen for the points where their voice changes. "
        "Those touch points, good and bad, are what a service is made of for people.",
        "Five to eight interviews are enough to begin. The point is not how many think so, but what it is like.",
    ),
    when_to_use=points(
        "You have numbers and don't know what is behind them.",
        "People can't or won't come to a group.",
        f"Before you draw a {link('customer-journey', 'journey')} or begin a redesign.",
    ),
    when_not_to_use=p(
        "It isn't a way to look into a complaint, nor research: if you want to publish, ask about ethics approval first. "
        "And don't interview people whom you treat yourself."
    ),
    who_to_involve=p(
        "An interviewer, one note-taker at most, and the person, with someone they trust if they want. An interpreter where needed, never a child of the family."
    ),
    what_you_need=points(
        "The guide, and consent in plain words that they can keep",
        "A place the person chooses",
        "Cards with feelings, for those who find words hard",
        "Money for travel and time, on the day",
    ),
    steps=(
        Step(
            "Arrive",
            "Say who you are, what happens with what they say, and that they can stop at any time without a reason.",
            8,
            "Interview guide, consent sheet",
            "Switch on nothing until they have said yes.",
        ),
        Step(
            "“Tell me how it began”",
            "Let the person talk. Don't interrupt, don't correct, don't comfort too soon.",
            20,
            note="Count to five before you speak. Most people go on at four.",
        ),
        Step(
            "Go back to the turning points",
            "“You said the door was closed. What was that like?” Let them choose cards if they wish.",
            12,
            "Cards with feelings",
        ),
        Step(
            "“What would have made it better?”",
            "Small things first. Then: “And if you could change one big thing?”",
            7,
        ),
        Step(
            "Give it back",
            "Say in three sentences what you heard. Is it right? What may be told to others?",
            8,
            note="Cross out whatever they want crossed out, while they watch.",
        ),
    ),
    example=[
        text(
            p(
                "Seven people told how it was to be given a hearing aid. Staff had expected talk of waiting. Six of the seven spoke of the drive home: "
                "the indicator of the car was so loud that two took the aids out and never put them in again. "
                "Now every first fitting ends with ten minutes in a car, a kitchen or a street."
            )
        ),
        quote("Nobody had told me that the world is noisy.", "Man of 74"),
    ],
    pitfalls=points(
        "<b>Leading questions.</b> “Was the nurse kind?” has only one answer.",
        "<b>Putting it into our words.</b> Write what was said. “They lost me” is not “poor signposting”.",
        "<b>Forgetting the person.</b> Tell them what came of it, even when it is little.",
    ),
    documents=("experience-interview-guide",),
    pinned=("customer-journey", "feedback-loop"),
)

CONVERSATION_CAFE = Tool(
    slug="conversation-cafe",
    title="Conversation café",
    purpose="Let everyone in the room be heard",
    summary="Small tables, one question at a time, a talking stone and good cake: a way for forty people to talk as if they were five.",
    scene="village-hall",
    minutes=(90, 120),
    people=(12, 60),
    difficulty="practice",
    topics=("co-production", "learning-together"),
    what_it_is=p(
        "Four to six people sit at each table, staff and residents mixed, without badges that show rank. There are three rounds. In each, a question lies on the table, "
        "and whoever holds the stone speaks. A host stays, the others change tables.",
        "At the end each table keeps three things that it wants everyone to remember.",
    ),
    when_to_use=points(
        "Many people should have a say, and a public meeting would be three who shout.",
        "At the beginning, to find the right question.",
        "After a change, to hear how it is going.",
    ),
    when_not_to_use=p(
        "If everything is decided, say so in a letter. A café about nothing costs more trust than it brings. For things that are painful or private, "
        f"{link('experience-interviews', 'talk with one person at a time')}."
    ),
    who_to_involve=p(
        "Those whom the question touches, and those who can act on the answer, at the same tables. Train one host for each table for half an hour before: "
        "neighbours do it better than managers."
    ),
    what_you_need=points(
        "A room with round tables, step-free, with a hearing loop",
        "Table cards, paper tablecloths, pens, one stone for each table",
        "Interpreters and easy-read cards where needed",
        "Food that people like",
    ),
    steps=(
        Step(
            "Welcome",
            "Why are we here, what is open, what is not, what will happen with what we say. Five sentences.",
            10,
            note="Said by two people, one of whom uses the service.",
        ),
        Step(
            "Round one: what is it like?",
            "Each person holds the stone once, for a minute or two. Then it goes to whoever wants it.",
            25,
            "Card 1, a stone, paper tablecloths",
            "Hosts write words, not sentences, in the middle of the cloth.",
        ),
        Step(
            "Round two: what would be better?",
            "People change tables, the host tells in a minute what was said before.",
            25,
            "Card 2",
        ),
        Step(
            "Round three: what could we do?",
            "We, not they. Each table chooses three things.",
            20,
            "Card 3, three large notes for each table",
            "If all three begin with “the council should”, ask for one that begins with “I”.",
        ),
        Step(
            "Hear the tables",
            "One minute each, no speeches. Hang the notes where people fetch their coats.",
            15,
        ),
        Step(
            "Say what happens next",
            "Who will do what with this, and on which day everyone hears of it.",
            5,
            note="Say only what you can keep.",
        ),
    ),
    example=[
        text(
            p(
                "46 people came to a village hall to talk about getting old there. Nobody had asked for it, and it came up at seven of nine tables: "
                "a bench half-way between the surgery and the bus. It was paid for by the feed merchant and stood before the minutes were typed."
            )
        )
    ],
    pitfalls=points(
        "<b>A stage.</b> As soon as someone stands at a microphone the others fall silent.",
        "<b>Six questions.</b> Three rounds are enough for one evening.",
        "<b>Losing the cloths.</b> Photograph each one and send it to those who sat there.",
    ),
    documents=("conversation-cafe-cards", "co-production-planner"),
    pinned=("feedback-loop", "community-mapping"),
)

PLAIN_WORDS_REVIEW = Tool(
    slug="plain-words-review",
    title="Plain-words review",
    purpose="Make a letter that people understand",
    summary="Three people who will get the letter read it aloud, you watch where they stop, and together you write it again in half the words.",
    scene="paper-plane",
    minutes=(45, 75),
    people=(3, 6),
    difficulty="easy",
    topics=("reaching-everyone", "co-production"),
    what_it_is=p(
        "Nobody can see in their own text what others can't understand. So you don't improve it: you watch it being read. "
        "Where someone stops, reads again or laughs, the text is at fault, never the reader."
    ),
    when_to_use=points(
        "For letters, texts, forms, signs and web pages that many people get.",
        "When people ring to ask what a letter means.",
        "Before anything is translated: plain English translates better and costs less.",
    ),
    when_not_to_use=p(
        "It doesn't make easy read, which has rules and pictures of its own and is tested by people with learning disabilities. "
        "And where law lays down the wording, write a plain letter to go on top of it."
    ),
    who_to_involve=p(
        "Three readers who haven't seen it, at least one of whom finds reading hard or reads in a second language. The writer is there and says nothing for twenty minutes."
    ),
    what_you_need=points(
        "The text, printed large with wide margins",
        "The checklist, a pencil for each reader",
        "A thank-you for the readers",
    ),
    steps=(
        Step(
            "Say what the letter is for",
            "What should people know, feel and do after it? One sentence. The readers don't hear it yet.",
            5,
            note="If you need two sentences, it is two letters.",
        ),
        Step(
            "Read aloud",
            "Each reader reads it once. The others mark where they stop.",
            15,
            "Prints with wide margins, pencils",
            "The writer sits behind the readers, with their mouth shut.",
        ),
        Step(
            "Ask four things",
            "What is it about? What do you have to do? By when? How did it make you feel?",
            10,
        ),
        Step(
            "Write it again, together",
            "What people must do comes first. One thought, one sentence. Words you would say across a counter.",
            20,
            "Plain-words checklist",
            "Let a reader hold the pen.",
        ),
        Step(
            "Read again",
            "Another reader, the same four questions. Then it goes out, with the date of the next look.",
            10,
        ),
    ),
    example=[
        text(
            p(
                "A letter from a bowel screening clinic had 412 words. Three readers stopped at “endoscopic” and at the map. The new one has 168 words and begins: "
                "“You have an appointment on Monday 9 March at 10. Please don't eat after midnight.” Calls about it fell from 31 a week to 12."
            )
        ),
        expander(
            "Words we changed",
            points(
                "“attend” became “come”",
                "“prior to” became “before”",
                "“you are required to” became “please”",
                "“your clinician” became “the nurse who sees you”",
            ),
        ),
    ],
    pitfalls=points(
        "<b>Explaining.</b> If the writer has to explain it in the room, it has failed at the kitchen table.",
        "<b>Plain means short.</b> Not always. Two more words can save a telephone call.",
        "<b>The logo on top.</b> The first thing people should see is what they have to do.",
    ),
    documents=("plain-words-checklist",),
    pinned=("feedback-loop",),
)

LADDER_OF_PARTICIPATION = Tool(
    slug="ladder-of-participation",
    title="Ladder of participation",
    purpose="Be honest about how much people can decide",
    summary="Six rungs from “we tell you” to “you decide, we help”: place what you do today, and choose the next rung together.",
    scene="bridge",
    minutes=(40, 60),
    people=(4, 12),
    difficulty="easy",
    topics=("co-production", "leading-change"),
    what_it_is=p(
        "Involving people can mean anything. The ladder has a name for each kind: informing, asking, hearing, working together, sharing the decision, handing it over. "
        "No rung is wrong. What is wrong is to stand on the second and to call it the fifth.",
    ),
    when_to_use=points(
        "When you plan how people will take part in something.",
        "When a group says “you never listen” and staff say “we always ask”.",
        "Once a year, to look at all that you do.",
    ),
    when_not_to_use=p(
        "Don't use it to mark a group's homework. It is for those who hold the power to look at themselves, with others who tell them how it looks from below."
    ),
    who_to_involve=p(
        "As many people who use the service as people who run it. Each places the notes alone first: the differences are the point."
    ),
    what_you_need=points(
        "The slides, or a real ladder",
        "Five examples of how people took part in the last year",
    ),
    steps=(
        Step(
            "Read the rungs",
            "Somebody reads each aloud and the others find an example from their own life: school, church, family.",
            10,
            "Slides 1 and 2",
            "Examples from families are the best: “who decided where we go on holiday?”",
        ),
        Step(
            "Place last year",
            "Everyone puts the five examples on a rung, alone and in silence.",
            8,
            "Notes in two colours, one for staff, one for people who use the service",
        ),
        Step(
            "Look at the gaps",
            "Where staff stand higher than the others: what did each of them see?",
            15,
            note="Those who use the service speak first. Staff may ask, not explain.",
        ),
        Step(
            "Choose the next rung",
            "For one thing that is coming. Which rung would be right, and what would it take? Time, money, leave to say yes?",
            12,
            "Slide 3",
            "One rung at a time. Who jumps three will fall.",
        ),
        Step(
            "Write down what is promised",
            "Two sentences that everyone can quote.",
            5,
        ),
    ),
    example=[
        text(
            p(
                "A service for families placed “parents on our board” on rung five. The two parents placed it on rung two: the papers came the evening before, "
                "and their item was last. Now a parent sets the first item, and the papers come a week ahead, four pages at most."
            )
        )
    ],
    pitfalls=points(
        "<b>Higher is better.</b> For a fire alarm, rung one is right.",
        "<b>A ladder without a promise.</b> Then it was a nice afternoon.",
    ),
    documents=("participation-ladder",),
    pinned=("stakeholder-analysis",),
)

FEEDBACK_LOOP = Tool(
    slug="feedback-loop",
    title="Feedback loop",
    purpose="Tell people what came of what they said",
    summary="Collect what people say in one place, answer every point within a fixed time, and show it where they can see it: you said, we did, we didn't, and why.",
    scene="post-box",
    minutes=(60, 90),
    people=(2, 6),
    difficulty="easy",
    topics=("co-production", "learning-together"),
    what_it_is=p(
        "People stop talking when nothing comes back. A feedback loop is the promise that something does: each point gets a number, a name and a day, "
        "and the answer is given where the question was asked.",
        "“No, because” is an answer. “Thank you for your comment” isn't.",
    ),
    when_to_use=points(
        "You collect feedback and nobody knows what happens with it.",
        "After a café, a survey or a round of interviews.",
        "On a ward, in a surgery, in a group: anywhere people meet you more than once.",
    ),
    when_not_to_use=p(
        "Complaints, and anything about someone's safety, go to the people who deal with them, at once. "
        "And don't begin to ask until you have two hours a month for answering."
    ),
    who_to_involve=p(
        "One person who keeps the list, someone who can say yes to small things without asking, and a person who uses the service to read the answers before they go up."
    ),
    what_you_need=points(
        "The tracker, or a notebook",
        "A wall, a web page or a text message: wherever the question was asked",
        "A small budget that nobody has to apply for",
    ),
    steps=(
        Step(
            "Bring it all together",
            "Cards, calls, what was said in passing. Write it in people's words, without names.",
            20,
            "Feedback tracker",
        ),
        Step(
            "Sort by who can act",
            "Us, today. Us, with help. Somebody else. Nobody.",
            15,
            note="The first heap is always larger than expected. Begin there before the meeting ends.",
        ),
        Step(
            "Answer each",
            "Yes and when. No and why. Not yet and what we wait for.",
            20,
            note="If a “no” takes more than two lines, ring the person instead.",
        ),
        Step(
            "Let someone check it",
            "A person who uses the service reads the answers. Would they believe them?",
            10,
        ),
        Step(
            "Show it",
            "Where the question was asked, within four weeks, with a date.",
            10,
            "Board, page or text message",
        ),
        Step(
            "Look at the open ones",
            "Each month: what is older than 28 days? The tracker marks it.",
            5,
        ),
    ),
    example=[
        text(
            p(
                "The feedback cards of a hospital are read in the ward's huddle every morning. What can be done that day is done. A board by the lift shows the rest."
            ),
            numbered(
                "You said: the clock in bay 3 is wrong. We did: it was put right within the hour.",
                "You said: there is nothing to eat after six. We did: toast until nine.",
                "You said: free parking. We can't: it isn't ours. Here is how to get it back if you come every week.",
            ),
        )
    ],
    pitfalls=points(
        "<b>Only the nice ones.</b> A wall of praise tells people that you don't read the rest.",
        "<b>“We will look into it.”</b> Who, until when?",
        "<b>Answering somewhere else.</b> Who wrote a card doesn't read your website.",
    ),
    documents=("feedback-loop-tracker",),
    pinned=("plain-words-review",),
)

TOOLS = (
    COMMUNITY_MAPPING,
    EXPERIENCE_INTERVIEWS,
    CONVERSATION_CAFE,
    PLAIN_WORDS_REVIEW,
    LADDER_OF_PARTICIPATION,
    FEEDBACK_LOOP,
)
