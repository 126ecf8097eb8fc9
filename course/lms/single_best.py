"""Questions as choices among printed answers, for formats that know nothing else; what cannot be one is dropped, with its reason."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ...widgets.bank_question import Question
from .asked import asked, general
from .choice_item import Choice, ChoiceItem, mixed
from .converted import from_match, from_number, from_order
from .elements import paragraphs

_NO_TRAPS = (
    "was left out: the table has fewer than three neighboring figures, and none would be honest if made up"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """Questions as choices, and those that cannot honestly be one, each with the reason."""

    items: tuple[ChoiceItem, ...]
    dropped: tuple[tuple[Question, str], ...]


def choices(questions: Iterable[Question]) -> Choices:
    """All questions as choices. Single and several are so already; match, order and number are converted."""
    made: list[ChoiceItem] = []
    dropped: list[tuple[Question, str]] = []
    for question in questions:
        item = _KINDS[question.kind](question)
        if item is None:
            dropped.append((question, _NO_TRAPS))
        else:
            made.append(item)
    return Choices(tuple(made), tuple(dropped))


def _native(question: Question) -> ChoiceItem:
    options = [
        Choice(f"o{at}", option.text, option.feedback, option.best)
        for at, option in enumerate(question.options, 1)
    ]
    ask = paragraphs(*asked(question))
    return ChoiceItem(question, ask, mixed(question, options), general(question), question.kind == "several")


_KINDS: Mapping[str, Callable[[Question], ChoiceItem | None]] = {
    "single": _native,
    "several": _native,
    "match": from_match,
    "order": from_order,
    "number": from_number,
}
