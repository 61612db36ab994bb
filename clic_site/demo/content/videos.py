"""Videos: one clip of our own, told in several ways, and one that lies elsewhere."""

from .parts import (
    Video,
    call_to_action,
    do_list,
    dont_list,
    download,
    h2,
    link,
    p,
    related_pages,
    text,
    warning,
)

EXTRACT = "A short extract: fifteen seconds of the film. The transcript has all of it."


def h3(words):
    return f"<h3>{words}</h3>"


VIDEOS = (
    Video(
        slug="a-value-stream-in-fifteen-seconds",
        title="A value stream, drawn while you watch",
        summary="Where does the time go between asking and getting? Five boxes, four waits, and the one that matters. Fifteen seconds.",
        clip="value-stream",
        topics=("waste-and-waiting",),
        days_ago=20,
        body=[
            text(
                h2("Watch it with your team"),
                p(
                    "Stop before the last picture and ask: which of our waits would a patient notice first? "
                    f"Then draw your own with {link('value-stream-mapping', 'value-stream mapping')}."
                ),
            ),
            download(
                "value-stream-workbook", "Adds up the work and the waiting for you."
            ),
        ],
    ),
    Video(
        slug="an-after-action-review-in-ten-minutes",
        title="An After Action Review in ten minutes",
        summary="Four questions, everybody speaks, nobody is blamed. The short form for the end of a shift, told in fifteen seconds.",
        clip="after-action-review",
        topics=("learning-together", "safer-care"),
        days_ago=47,
        body=[
            text(
                h2("Try it today"),
                p(
                    "Choose something small that happened this week. Ten minutes, standing up, two things to do next time."
                ),
            ),
            download("after-action-review", "A run sheet with the four questions."),
        ],
    ),
    Video(
        slug="what-the-production-system-is",
        title="What the production system is",
        summary=f"Why health and care learn from people who once made cars, and what they don't learn from them. {EXTRACT}",
        clip="production-system",
        topics=("waste-and-waiting", "leading-change"),
        days_ago=75,
        transcript=h3("The extract")
        + p(
            "Every service produces something: a visit, a meal, an answer. Here are its steps, as they are. A little of it is work. The rest is waiting, and nobody planned it. "
            "Those who do the work can take it away."
        )
        + h3("The rest of the film")
        + p(
            "<b>Improvement coach:</b> People hear “production” and think of a factory. I think of my grandmother's kitchen. She had everything within reach, she did first what took longest, and if something burned she wanted to know why, not who.",
            "<b>Ward sister:</b> For us it is ten minutes at the board. What is different today? What are we trying? It used to be half an hour about beds.",
            "<b>Improvement coach:</b> There are four ideas in it. What the person would call useful is what we are for. Work should flow and not lie in heaps. Problems are welcome, early and aloud. And those who do the work improve it.",
            "<b>Carer:</b> I was asked to come and look. I saw that the nurse walked past my husband eleven times to get to a cupboard. They moved the cupboard. It isn't a system, it is good manners.",
            "<b>Improvement coach:</b> What we don't take from the factory is the hurry. If a change only works when everyone runs, it doesn't work.",
        ),
        body=[
            related_pages(
                "Read on",
                "what-a-production-system-is",
                "which-tool-when",
                "waste-wheel",
            )
        ],
    ),
    Video(
        slug="what-the-collaborative-means-for-my-work",
        title="What the collaborative is, and what it means for my work",
        summary=f"Five people from five kinds of organisation say what they got out of it, and what they put in. {EXTRACT}",
        clip="collaborative",
        topics=("learning-together",),
        days_ago=133,
        transcript=h3("The extract")
        + p(
            "Many boats, one lake. Five kinds of organisation, joined so that what one learns all may use: tools, courses, a base. For you: an hour, and somebody to ask. What took us years can take you weeks."
        )
        + h3("The rest of the film")
        + p(
            "<b>Practice manager:</b> I had a problem with prescriptions. I asked under a page on the website, on a Tuesday. On Wednesday I had three answers, one from a care home. It was the right one.",
            "<b>Social worker:</b> I lend them two days a year. I teach people to draw a journey. In return my whole team comes to whatever it likes.",
            "<b>Porter:</b> I went to a bitesize because it was raining. An hour, and I knew why my trolley goes round the building four times a shift. It goes round twice now.",
            "<b>Volunteer:</b> What I like is that there are no badges. I sat beside a chief executive and told her about the bus. She wrote it down.",
            "<b>Care home manager:</b> What it means for my work? That I don't have to be clever alone.",
        ),
        body=[
            call_to_action(
                "Most sessions take an hour and cost nothing.",
                "See what is on",
                "events",
            )
        ],
    ),
    Video(
        slug="a-vaccination-told-in-two-languages",
        title="A vaccination, told in two languages",
        summary=f"A nurse and her neighbour answer five questions at a kitchen table, in English and in Malay. {EXTRACT}",
        clip="vaccination-en",
        recordings=(("vaccination-ms", "ms"),),
        topics=("reaching-everyone", "co-production"),
        days_ago=160,
        transcript=h3("The extract")
        + p(
            "Winter is coming over the fells. Five questions that neighbours asked us. Does it hurt? A little, for a moment. Is it for me? Ask, and we will tell you. May I bring my mother? Please do. It takes ten minutes. The kettle is on."
        )
        + h3("The rest of the film")
        + p(
            "<b>Nurse:</b> You asked me over the fence whether it makes people ill.",
            "<b>Neighbour:</b> My sister said so.",
            "<b>Nurse:</b> The arm can be sore for a day or two, and some people feel tired. That is the body learning. The one in the arm can't give you the flu: there is no living virus in it.",
            "<b>Neighbour:</b> And if I am not sure whether it is for me?",
            "<b>Nurse:</b> Then you ask at the surgery or the pharmacy. Nobody is sent away for asking, and nobody has to decide at the door.",
            "<b>Neighbour:</b> In Malay I say it to my mother like this: it is a raincoat. You may still get wet, but not to the skin.",
        ),
        body=[
            text(
                h2("How it was made"),
                p(
                    "At a kitchen table, with a telephone, in an afternoon. "
                    f"{link('health-information-in-the-languages-we-speak', 'The story')} tells who thought of it and how it was passed on."
                ),
            ),
            warning(
                "This film is an example",
                "It shows how a message can be told. For advice about a vaccination ask your surgery, your pharmacy or 111.",
            ),
        ],
    ),
    Video(
        slug="pronouns-and-being-an-ally",
        title="Pronouns and being an ally: five tips",
        summary=f"Small things that make a colleague's day easier, from people who know. {EXTRACT}",
        clip="being-an-ally",
        topics=("fair-and-kind",),
        days_ago=214,
        transcript=h3("The extract")
        + p(
            "Five tips for being an ally. One: say which words you use for you. Two: use the words that people ask for. Three: wrong word? Say sorry, go on. Four: speak up when they aren't there. Five: keep learning. Don't make it about you."
        )
        + h3("The rest of the film")
        + p(
            "<b>Physiotherapist:</b> When somebody says “she” about me I lose the next three sentences of the meeting. When somebody puts it right, so that I needn't, I could hug them.",
            "<b>Team leader:</b> I got it wrong for a month. Each time I apologised so long that they had to comfort me. Now I say sorry, say it right and go on.",
            "<b>Physiotherapist:</b> That is the third tip, and the best.",
            "<b>Receptionist:</b> I put my pronouns on my badge. A boy of fifteen read it, looked at his father and said: told you it's safe here.",
        ),
        body=[
            do_list(
                "introduce yourself with the words you use",
                "ask, if you need to know, and quietly",
                "put it right when somebody isn't there to do it",
            ),
            dont_list(
                "ask about bodies, operations or old names",
                "tell others what you were told",
            ),
        ],
    ),
    Video(
        slug="everyday-racism-and-what-to-do-about-it",
        title="Everyday racism, and what to do about it",
        summary=f"What it looks like on a ward and at a counter, what it does to people, and three things that anyone who sees it can do. {EXTRACT}",
        clip="everyday-racism",
        topics=("fair-and-kind", "leading-change"),
        days_ago=288,
        transcript=h3("The extract")
        + p(
            "It is rarely shouted. A name nobody learns to say. “Where are you really from?” It takes a second, and stays for days. Did you see it? Then it is yours to say. Name it. Stand beside them. Report it."
        )
        + h3("The rest of the film")
        + p(
            "<b>Healthcare assistant:</b> A man said he wanted an English nurse. I have been here for nineteen years. The worst was that my colleague went red, and went in my place.",
            "<b>Ward manager:</b> We had no words for it, so we said nothing. Now there are three sentences on the wall of the office. “She is your nurse.” “We don't speak to our staff like that.” “I will come back when you are ready to be looked after.”",
            "<b>Healthcare assistant:</b> The first time somebody used them I had to go to the linen room. Not because I was sad.",
            "<b>Ward manager:</b> And then: report it, every time. It isn't about punishing somebody of ninety. It is about the number. What isn't counted didn't happen.",
        ),
        body=[
            text(
                h2("Three things that anyone can do"),
                p(
                    "<b>Name it</b>, calmly, to the person who did it. <b>Stand beside</b> the person it was done to: ask what they would like. <b>Report it</b> with them, not for them."
                ),
            ),
            warning(
                "If it happens to you",
                "You needn't deal with it alone or at once. Your organisation has someone to speak up to, and so has your union. In danger, call 999.",
            ),
        ],
    ),
    Video(
        slug="microaggressions-turned-around",
        title="Microaggressions turned around",
        summary="A film of four minutes at YouTube: what if everyone were asked what some are asked each week? It loads only when you ask for it.",
        external_url="https://www.youtube.com/watch?v=CLICdemo001",
        scene="rainbow",
        topics=("fair-and-kind",),
        days_ago=333,
        transcript=p(
            "<b>Voice:</b> Imagine a Monday on which everything is the other way round.",
            "<b>Colleague at the lift:</b> You speak such good English! Where did you learn it?",
            "<b>Second colleague:</b> In Kendal.",
            "<b>Colleague at the lift:</b> No, but originally?",
            "<b>Voice:</b> In the meeting.",
            "<b>Chair:</b> You are so brave to come in today, with your straight hair. May I touch it?",
            "<b>Voice:</b> At the counter.",
            "<b>Visitor:</b> Could I speak with the real doctor, please?",
            "<b>Doctor, a tall man of fifty:</b> I am the doctor.",
            "<b>Visitor:</b> You don't look like one.",
            "<b>Voice:</b> One of these is funny. Twenty in a week are not. You don't have to be unkind to hurt somebody: it is enough to be the twentieth.",
        ),
        body=[
            text(
                h2("To talk about afterwards"),
                p(
                    "Which of these have you said? Which have you heard and let pass? What would you have liked somebody to say?"
                ),
            )
        ],
    ),
)
