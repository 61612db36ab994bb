"""A chooser's tree of questions, read from what editors stored: without a query, and without the tools.

The form of the tree stands in blocks/choosing.py.
"""

from dataclasses import dataclass, field, replace

from django.utils.text import slugify
from django.utils.translation import gettext as _

MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class Suggestion:
    """A tool with the reason why it fits; `tool` is the page, as far as it may be shown."""

    tool_id: int | None
    reason: str
    tool: object = None


@dataclass(frozen=True)
class Answer:
    """What somebody may say, and where it leads: to a further question or to tools."""

    text: str
    address: str
    question: "Question | None" = None
    suggestions: list = field(default_factory=list)

    @property
    def leads_somewhere(self):
        return bool(self.suggestions or self.question and self.question.answers)


@dataclass(frozen=True)
class Question:
    """What a chooser asks."""

    text: str
    hint: str
    answers: list

    def answer_at(self, address):
        """The answer with this address, or None."""
        return next((one for one in self.answers if one.address == address), None)


@dataclass(frozen=True)
class Step:
    """One question and the answer given to it; `address` leads to the question."""

    question: Question
    answer: Answer
    address: str


def question_from(stored):
    """The first question of a chooser's stored value, with all that follows; None while there is none."""
    return _question(stored[0]["value"]) if stored else None


def addresses_of(answers):
    """An address for each (text, wanted address): made from the text where none is wanted, and no two alike."""
    taken = []
    for text, wanted in answers:
        address = slugify(wanted or text, allow_unicode=True) or "answer"
        number, free = 1, address
        while free in taken:
            number += 1
            free = f"{address}-{number}"
        taken.append(free)
    return taken


def tool_ids_in(question):
    """The numbers of all tools that a tree suggests."""
    return {
        suggestion.tool_id
        for steps in ways_through(question)
        for suggestion in steps[-1].answer.suggestions
        if suggestion.tool_id
    }


def shown_with(question, tools):
    """The tree as readers see it: only these tools (by number), and only answers that lead to one."""
    answers = []
    for answer in question.answers:
        shown = replace(
            answer,
            question=answer.question and shown_with(answer.question, tools),
            suggestions=[
                replace(suggestion, tool=tools[suggestion.tool_id])
                for suggestion in answer.suggestions
                if suggestion.tool_id in tools
            ],
        )
        if shown.leads_somewhere:
            answers.append(shown)
    return replace(question, answers=answers)


def ways_through(question, before=()):
    """Every way from the first question to its end: the steps of each."""
    for answer in question.answers:
        address = "".join(f"{step.answer.address}/" for step in before)
        steps = [*before, Step(question, answer, address)]
        if answer.question:
            yield from ways_through(answer.question, steps)
        else:
            yield steps


def steps_at(question, address):
    """The steps that an address such as `waiting/between-steps/` has taken; None where it leads nowhere."""
    steps, behind = [], ""
    for part in address.split("/")[:-1]:
        answer = question.answer_at(part) if question else None
        if answer is None:
            return None
        steps.append(Step(question, answer, behind))
        question, behind = answer.question, f"{behind}{part}/"
    return steps


def warnings_about(question, tools, shown_tools):
    """What an editor should look at before readers do, one sentence each.

    `tools` are those that exist, `shown_tools` those that readers may see, by their numbers.
    """
    warnings = list(_about_question(question))
    for steps in ways_through(question):
        answer = steps[-1].answer
        way = " → ".join(step.answer.text for step in steps)
        if not answer.suggestions:
            warnings.append(_("“%s” leads nowhere yet.") % way)
        warnings += _about_tools(way, answer.suggestions, tools, shown_tools)
    return warnings


def _about_question(question):
    if not question.answers:
        yield _("“%s” has no answers yet.") % question.text
    elif len(question.answers) == 1:
        yield _("“%s” has only one answer: there is nothing to choose.") % question.text
    for answer in question.answers:
        if answer.question:
            yield from _about_question(answer.question)


def _about_tools(way, suggestions, tools, shown_tools):
    if len(suggestions) > MOST_SUGGESTIONS:
        yield (
            _("“%(way)s” suggests %(number)s tools: two or three help people choose.")
            % {"way": way, "number": len(suggestions)}
        )
    for suggestion in suggestions:
        if suggestion.tool_id in shown_tools:
            continue
        if suggestion.tool_id in tools:
            title = tools[suggestion.tool_id].title
            yield (
                _(
                    "“%(way)s”: readers don't see “%(title)s”, because it is a draft or private."
                )
                % {"way": way, "title": title}
            )
        else:
            yield _("“%s”: a tool was deleted or not chosen yet.") % way
    shown = [one for one in suggestions if one.tool_id in shown_tools]
    if suggestions and not shown:
        yield _("Readers don't see the answer “%s”: none of its tools is shown.") % way


def _question(value):
    answers = [_value_of(item) for item in value["answers"]]
    addresses = addresses_of(
        (answer["answer"] or "", answer["address"]) for answer in answers
    )
    return Question(
        text=value["question"] or "",
        hint=value["hint"] or "",
        answers=[
            _answer(answer, address)
            for answer, address in zip(answers, addresses, strict=True)
        ],
    )


def _answer(value, address):
    leads_to = {block["type"]: block["value"] for block in value["leads_to"]}
    suggestions = [_value_of(item) for item in leads_to.get("tools", [])]
    return Answer(
        text=value["answer"] or "",
        address=address,
        question=_question(leads_to["question"]) if "question" in leads_to else None,
        suggestions=[
            Suggestion(suggestion["tool"], suggestion["reason"] or "")
            for suggestion in suggestions
        ],
    )


def _value_of(item):
    """What an entry of a list holds."""
    return item["value"]
