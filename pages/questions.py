"""Putting what somebody asked, and the answer to it, among the questions and answers of a page."""

from django.utils.html import linebreaks
from django.utils.text import Truncator
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from .blocks import MAX_QUESTION_LENGTH, SHORT_TEXT_FEATURES
from .blocks.printing import rich_text_words

# Where a page may have questions and answers, what is best first.
FIELDS = ("questions", "body")
KIND = "questions"


class NoPlaceForQuestions(Exception):
    """Pages of this type have no questions and answers."""


class AlreadyThere(Exception):
    """The page has this question and this answer already."""


def takes_questions(page_type):
    """Whether pages of a type have a place for questions and answers."""
    return any(KIND in _blocks_of(page_type, name) for name in FIELDS)


def add_question(page, *, question, answer):
    """Put a question and its answer, plain text both, after those that a page has; nothing is saved.

    Raises NoPlaceForQuestions, AlreadyThere.
    """
    stream = _stream_for_questions(page)
    entry = _entry(question, answer)
    for block in stream:
        if block.block_type == KIND:
            _append(block, entry)
            return
    stream.append((KIND, {"title": "", "questions": [entry]}))


def _stream_for_questions(page):
    for name in FIELDS:
        if KIND in _blocks_of(type(page), name):
            return getattr(page, name)
    raise NoPlaceForQuestions


def _blocks_of(page_type, name):
    field = getattr(page_type, name, None)
    return field.field.stream_block.child_blocks if field else {}


def _append(block, entry):
    questions = block.value["questions"]
    if _words(entry) in map(_words, questions):
        raise AlreadyThere
    questions.append(questions.list_block.child_block.normalize(entry))


def _entry(question, answer):
    line = " ".join(question.split())
    if len(line) > MAX_QUESTION_LENGTH:
        # Nothing is lost: the editor shortens it.
        answer = f"{question}\n\n{answer}"
        line = Truncator(line).chars(MAX_QUESTION_LENGTH)
    return {"question": line, "answer": RichText(_as_stored(answer))}


def _words(entry):
    # Two texts that say the same are stored with different keys.
    return entry["question"], rich_text_words(entry["answer"])


def _as_stored(text):
    """Typed text as the admin's editor stores it, so that it counts as changed only once somebody changes it."""
    converter = ContentstateConverter(SHORT_TEXT_FEATURES)
    # Its own way of writing a line's end is the only one it reads.
    paragraphs = linebreaks(text, autoescape=True).replace("<br>", "<br/>")
    return converter.to_database_format(converter.from_database_format(paragraphs))
