"""Word files that come from the stories: the card that everyone can fill in, and an easy-read story."""

from .word import WordTemplate

# Title, what to do, three questions, where to write, and what happens with it.
CARDS = {
    "en-GB": {
        "title": "How was it?",
        "introduction": "You don’t have to write your name. Tick a face, write a line, or both.",
        "questions": ("What was good?", "What was not good?", "What should we do?"),
        "write": "Write here",
        "faces": "☺ good     😐 so-so     ☹ bad",
        "next": "What happens with it",
        "promise": "The ward reads every card the next morning. By the lift you can see what we did.",
        "footer": "Give it to anyone, or put it in the box.",
    },
    "pl": {
        "title": "Jak było?",
        "introduction": "Nie trzeba podawać nazwiska. Można zaznaczyć buzię, napisać kilka słów albo jedno i drugie.",
        "questions": ("Co było dobre?", "Co było złe?", "Co mamy zrobić?"),
        "write": "Proszę pisać tutaj",
        "faces": "☺ dobrze     😐 tak sobie     ☹ źle",
        "next": "Co się z tym stanie",
        "promise": "Oddział czyta każdą kartkę następnego ranka. Przy windzie widać, co zrobiliśmy.",
        "footer": "Kartkę można oddać komukolwiek lub wrzucić do skrzynki.",
    },
    "ar": {
        "title": "كيف كانت تجربتك؟",
        "introduction": "لا حاجة إلى كتابة اسمك. ضع علامة على وجه، أو اكتب سطرًا، أو افعل الاثنين.",
        "questions": (
            "ما الذي كان جيدًا؟",
            "ما الذي لم يكن جيدًا؟",
            "ماذا علينا أن نفعل؟",
        ),
        "write": "اكتب هنا",
        "faces": "☺ جيد     😐 لا بأس     ☹ سيئ",
        "next": "ماذا يحدث بعد ذلك",
        "promise": "يقرأ القسم كل بطاقة في صباح اليوم التالي. وقرب المصعد ترى ما فعلناه.",
        "footer": "أعطها لأي موظف أو ضعها في الصندوق.",
    },
}

EASY_READ = (
    (
        "post-box",
        "What this is about",
        (
            "A hospital wanted to know what people think.",
            "It had a card. The card was hard to read.",
            "Only a few people filled it in.",
        ),
    ),
    (
        "round-table",
        "Who helped",
        (
            "A group of nine people with learning disabilities helped.",
            "They were paid for their work.",
            "They read every new card. The fourth card was good.",
        ),
    ),
    (
        "speech-bubbles",
        "The new card",
        (
            "The new card has three questions.",
            "What was good? What was not good? What should we do?",
            "You can tick a face. You can write. You don’t have to give your name.",
            "The card comes in ten languages.",
        ),
    ),
    (
        "sunrise",
        "What changed",
        (
            "Before: 41 cards each month.",
            "Now: 187 cards each month.",
            "One card said: the clock is wrong. The clock was put right in one hour.",
        ),
    ),
)


def feedback_card(language):
    """The card with three questions, in one language."""
    words = CARDS[language]
    card = WordTemplate(
        words["title"],
        words["introduction"],
        subject=words["title"],
        language=language,
        text_size=14,
        footer=words["footer"],
    )
    for question in words["questions"]:
        card.heading(question)
        card.text(words["faces"])
        card.answer(4, words["write"])
    card.heading(words["next"])
    card.text(words["promise"])
    return card.bytes()


def feedback_cards_easy_read():
    """The story of the cards in short sentences, each part with a picture."""
    story = WordTemplate(
        "Feedback cards: easy read",
        "This is an easy-read story. You can read it alone or with someone.",
        subject="Feedback cards that everyone can fill in",
        text_size=16,
    )
    for scene, title, sentences in EASY_READ:
        story.heading(title)
        story.picture(scene)
        for sentence in sentences:
            story.text(sentence)
    return story.bytes()
