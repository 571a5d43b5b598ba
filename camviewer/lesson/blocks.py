"""Blocks that ask something of a person, and formulas: from their lines to what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable

from camviewer.common.translation import translate
from camviewer.lesson.fence import BAR, Fence, joined
from camviewer.lesson.inline import check_words
from camviewer.lesson.malformed import Lines, MalformedError, quoted
from camviewer.lesson.page import Block, Choice, Formula, Painting, Question, Task
from camviewer.lesson.steps import RULES, Step

MAX_STEPS = 20
MAX_CHOICES = 8
MAX_FORMULA_LENGTH = 300

_CHOICE = re.compile(r"- \[([ xX])\] (.+)")


def _formula(fence: Fence) -> Formula:
    tex = " ".join(text for _, text in fence.written)
    line = fence.written[0][0]
    if "$" in tex:
        raise MalformedError(
            line, translate("A formula has no dollar signs in this block. Remove them.")
        )
    if len(tex) > MAX_FORMULA_LENGTH:
        raise MalformedError(
            line,
            translate(
                "The formula is too long: {0} characters. Split it into formulas of at most {1}.",
                len(tex),
                MAX_FORMULA_LENGTH,
            ),
        )
    return Formula(tex, line)


def _task(fence: Fence) -> Task:
    (line, label), *rest = fence.written
    if not rest:
        raise MalformedError(
            line,
            translate("The button {0} has no steps. Write one on each line below.", quoted(label)),
        )
    if len(rest) > MAX_STEPS:
        raise MalformedError(
            line,
            translate(
                "The button has {0} steps. Use at most {1}, or a second button.",
                len(rest),
                MAX_STEPS,
            ),
        )
    return Task(label, tuple(_step(number, text) for number, text in rest))


def _step(line: int, text: str) -> Step:
    verb, _, argument = text.partition(" ")
    argument = " ".join(argument.split())
    if verb not in RULES:
        raise MalformedError(
            line,
            translate("There is no step {0}. Use one of {1}.", quoted(verb), ", ".join(RULES)),
        )
    rule = RULES[verb]
    if not rule.fits(argument):
        raise MalformedError(
            line,
            translate(
                "{0} is not a valid step. Write {1}.", quoted(text), f"{verb} {rule.form()}".strip()
            ),
        )
    return Step(verb, argument)


def _question(fence: Fence) -> Question:
    asked, answer = _asked_and_answered(fence)
    matches = [(text, _CHOICE.fullmatch(text)) for _, text in asked]
    choices = tuple(Choice(found[2], found[1] != " ") for _, found in matches if found)
    prompt = "\n".join(text for text, found in matches if not found)
    line = fence.written[0][0]
    if not prompt:
        raise MalformedError(
            line, translate("The choices have no question. Write it above the first choice.")
        )
    if len(choices) == 1:
        raise MalformedError(
            line, translate("The question has only one choice. Give it two or more, or none.")
        )
    if len(choices) > MAX_CHOICES:
        raise MalformedError(
            line,
            translate("The question has {0} choices. Use at most {1}.", len(choices), MAX_CHOICES),
        )
    if choices and not any(choice.right for choice in choices):
        raise MalformedError(
            line, translate("No choice is marked as correct. Write - [x] before the correct one.")
        )
    return Question(prompt, choices, answer)


def _painting(fence: Fence) -> Painting:
    asked, answer = _asked_and_answered(fence)
    return Painting(joined(asked), answer)


def _asked_and_answered(fence: Fence) -> tuple[Lines, str]:
    """What is asked, and the answer below the bar."""
    asked, answer = fence.parted()
    if not asked:
        raise MalformedError(
            fence.line, translate("The question is missing. Write it above {0}.", BAR)
        )
    if not answer:
        raise MalformedError(
            fence.line,
            translate("The answer is missing. Write a line {0} and the answer below it.", BAR),
        )
    check_words(fence.written)
    return asked, joined(answer)


KINDS: dict[str, Callable[[Fence], Block]] = {
    "formula": _formula,
    "do": _task,
    "question": _question,
    "paint": _painting,
}
"""What makes a block of its fence, by its kind."""
