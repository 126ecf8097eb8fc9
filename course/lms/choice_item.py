"""A question as a choice among printed answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...widgets.bank_question import Question
from ..guide.handouts import shuffled


@dataclass(frozen=True, slots=True)
class Choice:
    """One printed answer, and what is said to who chose it. `id` is stable: it does not depend on the order shown."""

    id: str
    text: str
    feedback: str
    right: bool


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """A question as a choice, in the order it is shown. `ask` and `general` are HTML; `how` says what a converted one became."""

    question: Question
    ask: str
    choices: tuple[Choice, ...]
    general: str
    several: bool = False
    how: str = ""


def mixed(question: Question, options: Sequence[Choice]) -> tuple[Choice, ...]:
    """In an order that says nothing: in the bank the best answers may stand first."""
    return tuple(shuffled(options, question.id, [option.text for option in options]))
