"""Match, order and number as choices: every answer that is not right is made of the question's own parts or figures."""

from collections.abc import Sequence

from ...widgets.bank_question import Question
from ..guide.handouts import paper
from .asked import asked, general, printed, rounded
from .choice_item import Choice, ChoiceItem, mixed
from .elements import listed, paragraphs, text
from .near_values import WANTED, near_values

_ORDER = "became a choice among four whole orders: the right one, and ones with the first two, the last two or both exchanged"
_MATCH = "became a choice among four whole pairings: the right one, and ones with two pairs exchanged, at one end or at both"
_NUMBER = (
    "became a choice among four values: the figure asked for, and figures of neighboring lines in the same table. "
    "Each is the course's own figure for something else; none is made up"
)
_ELSEWHERE = (
    "The explorer is not part of this quiz. It is in the SCORM package of this module and on its page."
)


def from_order(question: Question) -> ChoiceItem:
    on_paper = paper(question)["answers"]
    letters = {step: letter.upper() for letter, step in on_paper}
    steps = [letters[step.text] for step in question.steps]
    options = []
    for at, order in enumerate(_four(steps), 1):
        place = _differs(order, steps)
        step = question.steps[place or 0]
        said = (
            "Yes, this is the order."
            if place is None
            else f"{steps[place]} comes in place {place + 1}: “{step.text}” {step.feedback}"
        )
        options.append(Choice(f"o{at}", ", ".join(order), said, place is None))
    ask = (
        paragraphs(question.stem)
        + listed(f"{letter.upper()}. {text(step)}" for letter, step in on_paper)
        + paragraphs("Which order is the right one?")
    )
    return ChoiceItem(question, ask, mixed(question, options), general(question), how=_ORDER)


def from_match(question: Question) -> ChoiceItem:
    on_paper = paper(question)
    letters = {right: letter.upper() for letter, right in on_paper["answers"]}
    rights = [letters[pair.right] for pair in question.pairs]
    options = []
    for at, order in enumerate(_four(rights), 1):
        place = _differs(order, rights)
        pair = question.pairs[place or 0]
        said = (
            "Yes, these belong together."
            if place is None
            else f"{place + 1} goes with {rights[place]}: “{pair.right}” {pair.feedback}"
        )
        pairing = ", ".join(f"{number} {letter}" for number, letter in enumerate(order, 1))
        options.append(Choice(f"o{at}", pairing, said, place is None))
    ask = (
        paragraphs(question.stem)
        + listed(f"{number}. {text(left)}" for number, left in on_paper["lefts"])
        + listed(f"{letter.upper()}. {text(right)}" for letter, right in on_paper["answers"])
        + paragraphs("Which of these pairings is the right one?")
    )
    return ChoiceItem(question, ask, mixed(question, options), general(question), how=_MATCH)


def _four(right: Sequence[str]) -> list[list[str]]:
    """The right order, then with the first two exchanged, the last two, and both.

    Each is one exchange away from two of the others, so none stands out as the one that all others resemble.
    """
    first, last = list(right), list(right)
    first[:2] = reversed(first[:2])
    last[-2:] = reversed(last[-2:])
    both = list(first)
    both[-2:] = reversed(both[-2:])
    return [list(right), first, last, both]


def _differs(order: Sequence[str], right: Sequence[str]) -> int | None:
    """The first place in which an order is not the right one."""
    return next((place for place, letter in enumerate(order) if letter != right[place]), None)


def from_number(question: Question) -> ChoiceItem | None:
    number = question.number
    near = near_values(question)
    if number is None or len(near) < WANTED:
        return None
    options = {rounded(number): Choice("o1", printed(number.answer, number), number.right, True)}
    for at, each in enumerate(near, 2):
        side = number.low if each.value < number.answer else number.high
        options[each.value] = Choice(
            f"o{at}", printed(each.value, number), f"{side} {each.said}".strip(), False
        )
    by_size = tuple(options[value] for value in sorted(options))
    return ChoiceItem(
        question, paragraphs(*asked(question), _ELSEWHERE), by_size, general(question), how=_NUMBER
    )
