"""The whole bank as Moodle XML, one category for each module. Follows what Moodle 5 itself exports.

Moodle gives credit in parts for several answers and for matching; nothing in its core scores those all or nothing.
Order is the core question type `ordering` (Moodle 4.4 and later).
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from ...widgets.bank import Bank
from ...widgets.bank_question import Number, Question
from .asked import asked, general, name_of, rounded, title_of
from .elements import Element, document, element, paragraphs, text

TOP = "top/mirrorwell"
FAR = 1_000_000
"""Half the width of the two ranges below and above a number; the right range stands first and wins where they meet."""


def moodle_xml(bank: Bank, titles: Mapping[int, str]) -> bytes:
    """The bank as one file. `titles` names each module by its number; a bar in a title is doubled, as Moodle asks."""
    made: list[Element] = []
    for number in bank.modules():
        made.append(_category(f"Module {number}", titles.get(number, "")))
        made += [_question(question) for question in bank.questions if question.module == number]
    return document(_make("quiz", *made))


def _make(name: str, *inside: Element | str, **attributes: str) -> Element:
    return element("", name, *inside, attributes=attributes)


def _text(said: str) -> Element:
    return _make("text", said)


def _html(name: str, html: str, *more: Element, **attributes: str) -> Element:
    return _make(name, _text(html), *more, format="html", **attributes)


def _category(name: str, title: str) -> Element:
    path = f"{TOP}/{name.replace('/', '//')}"
    return _make(
        "question",
        _make("category", _text(path)),
        _html("info", paragraphs(title)),
        _make("idnumber", f"mirrorwell-{name.lower().replace(' ', '-')}"),
        type="category",
    )


def _question(question: Question) -> Element:
    type, parts = _TYPES[question.kind]
    return _make(
        "question",
        _make("name", _text(title_of(question))),
        _html("questiontext", paragraphs(*asked(question))),
        _html("generalfeedback", general(question)),
        _make("defaultgrade", "1"),
        _make("penalty", "0"),  # first answers count in the course; how tries are scored is the host's choice
        _make("hidden", "0"),
        _make("idnumber", f"mirrorwell-{name_of(question)}"),
        *parts(question),
        type=type,
    )


def _answer(fraction: str, html: str, feedback: str, *more: Element) -> Element:
    said = _html("feedback", paragraphs(feedback))
    return _html("answer", html, said, *more, fraction=fraction)


def _options(question: Question) -> Iterable[Element]:
    several = question.kind == "several"
    best = sum(option.best for option in question.options)
    yield _make("single", "false" if several else "true")
    yield _make("shuffleanswers", "true")
    yield _make("answernumbering", "none")
    yield _make("showstandardinstruction", "0")
    yield from _combined()
    taken = _share(-len(question.options) + best) if several else "0"
    for option in question.options:
        yield _answer(_share(best) if option.best else taken, paragraphs(option.text), option.feedback)


def _share(parts: int) -> str:
    """One part of the whole in percent, with the five decimals by which Moodle knows its grades; below zero for a loss."""
    share = (Decimal(100) / parts).quantize(Decimal("0.00001"), ROUND_HALF_UP).normalize()
    return f"{share:f}"


def _combined() -> Iterable[Element]:
    """What is said to whole, partial and no success: nothing, because each answer has its own words."""
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield _html(name, "")


def _pairs(question: Question) -> Iterable[Element]:
    yield _make("shuffleanswers", "true")
    yield from _combined()
    for pair in question.pairs:
        yield _html("subquestion", paragraphs(pair.left), _make("answer", _text(pair.right)))


def _steps(question: Question) -> Iterable[Element]:
    yield _make("layouttype", "VERTICAL")
    yield _make("selecttype", "ALL")
    yield _make("selectcount", str(len(question.steps)))
    yield _make("gradingtype", "ALL_OR_NOTHING")
    yield _make("showgrading", "SHOW")
    yield _make("numberingstyle", "none")
    yield from _combined()
    for at, step in enumerate(question.steps, 1):
        yield _answer(f"{at}.0000000", text(step.text), step.feedback)


def _value(question: Question) -> Iterable[Element]:
    number = question.number
    assert number is not None  # read_question fills it for this kind
    value = rounded(number)
    yield _numeric("100", f"{value:.{number.decimals}f}", number.tolerance, number.right)
    yield _numeric("0", f"{value - FAR:.{number.decimals}f}", FAR, number.low)
    yield _numeric("0", f"{value + FAR:.{number.decimals}f}", FAR, number.high)
    yield from _unit(number)


def _numeric(fraction: str, value: str, tolerance: float, feedback: str) -> Element:
    said = _html("feedback", paragraphs(feedback))
    return _make(
        "answer",
        _text(value),
        said,
        _make("tolerance", f"{Decimal(str(tolerance)).normalize():f}"),
        fraction=fraction,
        format="moodle_auto_format",
    )


def _unit(number: Number) -> Iterable[Element]:
    """The unit stands in the question; none is asked for and none is graded (3 is Moodle's word for that)."""
    yield _make("unitgradingtype", "0")
    yield _make("unitpenalty", "0")
    yield _make("showunits", "3")
    yield _make("unitsleft", "0")


_TYPES = {
    "single": ("multichoice", _options),
    "several": ("multichoice", _options),
    "match": ("matching", _pairs),
    "order": ("ordering", _steps),
    "number": ("numerical", _value),
}
"""Moodle's own type for each kind, and what makes its parts."""
