"""One question as an item of QTI 2.1, with response processing that scores and chooses the feedback.

A question is worth 1 or 0: only a wholly fitting answer counts, as in the course. Follows IMS QTI 2.1 (final, 2012).
"""

from collections.abc import Iterable

from ...widgets.bank_question import Number, Question
from .asked import name_of, printed, reasons, source, title_of
from .elements import Element, document
from .qti21_body import RESPONSE, body, make

SCORE = "SCORE"
FEEDBACK = "FEEDBACK"
ALWAYS = "always"
"""Identifier of the feedback that every answer gets: the reasons of a match or an order, and the source."""


def item(question: Question) -> bytes:
    """The item as one file."""
    declaration, interaction = body(question)
    zero = make("defaultValue", make("value", "0"))
    score = {"identifier": SCORE, "cardinality": "single", "baseType": "float", "normalMaximum": "1"}
    feedback = {"identifier": FEEDBACK, "cardinality": "multiple", "baseType": "identifier"}
    whole = make(
        "assessmentItem",
        declaration,
        make("outcomeDeclaration", zero, **score),
        make("outcomeDeclaration", **feedback),
        make("itemBody", interaction),
        make("responseProcessing", _scoring(question), *_choosing(question), _say(_identifier(ALWAYS))),
        *_feedback(question),
        identifier=name_of(question),
        title=title_of(question),
        adaptive="false",
        timeDependent="false",
    )
    return document(whole)


def _variable(identifier: str) -> Element:
    return make("variable", identifier=identifier)


def _identifier(value: str) -> Element:
    return make("baseValue", value, baseType="identifier")


def _compared(how: str, **attributes: str) -> Element:
    return make(how, _variable(RESPONSE), make("correct", identifier=RESPONSE), **attributes)


def _near(number: Number) -> Element:
    """Within the tolerance on either side, both ends included."""
    width = f"{number.tolerance:g} {number.tolerance:g}"
    return _compared("equal", toleranceMode="absolute", tolerance=width)


def _scoring(question: Question) -> Element:
    fits = _near(question.number) if question.number else _compared("match")
    return make(
        "responseCondition",
        make("responseIf", fits, _set_score("1")),
        make("responseElse", _set_score("0")),
    )


def _set_score(value: str) -> Element:
    return make("setOutcomeValue", make("baseValue", value, baseType="float"), identifier=SCORE)


def _choosing(question: Question) -> Iterable[Element]:
    """What is said beside what is always said: a word to each chosen option, or to a number by its side."""
    if question.options:
        yield _say(_variable(RESPONSE))
    if question.number:
        yield make(
            "responseCondition",
            make("responseIf", _near(question.number), _say(_identifier("right"))),
            make("responseElseIf", _compared("lt"), _say(_identifier("low"))),
            make("responseElseIf", _compared("gt"), _say(_identifier("high"))),
        )


def _say(what: Element) -> Element:
    """Add one identifier, or several, to the feedback that is shown. What is empty adds nothing."""
    return make("setOutcomeValue", make("multiple", _variable(FEEDBACK), what), identifier=FEEDBACK)


def _feedback(question: Question) -> Iterable[Element]:
    for at, option in enumerate(question.options, 1):
        yield _modal(f"o{at}", make("p", option.feedback))
    if number := question.number:
        figure = f"The figure is {printed(number.answer, number)}."
        yield _modal("right", make("p", number.right))
        yield _modal("low", make("p", number.low), make("p", figure))
        yield _modal("high", make("p", number.high), make("p", figure))
    why = [_reason(what, because) for what, because in reasons(question)]
    listed = [make("ol" if question.steps else "ul", *why)] if why else []
    yield _modal(ALWAYS, *listed, make("p", source(question)))


def _reason(what: str, why: str) -> Element:
    strong = make("strong", what)
    strong.tail = f" {why}"
    return make("li", strong)


def _modal(identifier: str, *inside: Element) -> Element:
    shown = {"outcomeIdentifier": FEEDBACK, "identifier": identifier, "showHide": "show"}
    return make("modalFeedback", *inside, **shown)
