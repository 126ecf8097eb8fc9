"""What is asked in a QTI 2.1 item: the interaction native to its kind, and the declaration of the right response."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from ...widgets.bank_question import Question
from ..guide.handouts import shuffled
from .asked import asked, rounded
from .elements import Element, element

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
RESPONSE = "RESPONSE"
Body = tuple[Element, Element]
"""The declaration of the response, and what stands in the body of the item."""


def make(name: str, *inside: Element | str, **attributes: str) -> Element:
    """An element of QTI 2.1."""
    return element(NAMESPACE, name, *inside, attributes=attributes)


def body(question: Question) -> Body:
    """Declaration and interaction of a question. The answers stand in a mixed order, and systems are asked to mix them anew."""
    return _KINDS[question.kind](question)


def _response(cardinality: str, type: str, values: Iterable[str]) -> Element:
    right = make("correctResponse", *(make("value", value) for value in values))
    return make("responseDeclaration", right, identifier=RESPONSE, cardinality=cardinality, baseType=type)


def _prompt(question: Question) -> Element:
    return make("prompt", " ".join(asked(question)))


def _mixed(question: Question, answers: Sequence[Element]) -> list[Element]:
    """In an order that says nothing, for systems that do not shuffle: the bank's own order is the answer."""
    return shuffled(answers, question.id, [answer.text or "" for answer in answers])


def _choice(question: Question) -> Body:
    options = {f"o{at}": option for at, option in enumerate(question.options, 1)}
    several = question.kind == "several"
    answers = [make("simpleChoice", option.text, identifier=id) for id, option in options.items()]
    interaction = make(
        "choiceInteraction",
        _prompt(question),
        *_mixed(question, answers),
        responseIdentifier=RESPONSE,
        shuffle="true",
        maxChoices="0" if several else "1",
    )
    best = [id for id, option in options.items() if option.best]
    return _response("multiple" if several else "single", "identifier", best), interaction


def _match(question: Question) -> Body:
    lefts = [_associable(f"l{at}", pair.left) for at, pair in enumerate(question.pairs, 1)]
    rights = [_associable(f"r{at}", pair.right) for at, pair in enumerate(question.pairs, 1)]
    interaction = make(
        "matchInteraction",
        _prompt(question),
        make("simpleMatchSet", *lefts),
        make("simpleMatchSet", *_mixed(question, rights)),
        responseIdentifier=RESPONSE,
        shuffle="true",
        maxAssociations=str(len(lefts)),
    )
    pairs = [f"l{at} r{at}" for at in range(1, len(lefts) + 1)]
    return _response("multiple", "directedPair", pairs), interaction


def _associable(identifier: str, text: str) -> Element:
    return make("simpleAssociableChoice", text, identifier=identifier, matchMax="1")


def _order(question: Question) -> Body:
    steps = {f"s{at}": step.text for at, step in enumerate(question.steps, 1)}
    answers = [make("simpleChoice", text, identifier=id) for id, text in steps.items()]
    interaction = make(
        "orderInteraction",
        _prompt(question),
        *_mixed(question, answers),
        responseIdentifier=RESPONSE,
        shuffle="true",
    )
    return _response("ordered", "identifier", steps), interaction


def _number(question: Question) -> Body:
    number = question.number
    assert number is not None  # read_question fills it for this kind
    field = make("textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="8")
    field.tail = f" {number.unit}"
    inside = make("div", *(make("p", said) for said in asked(question)), make("p", field))
    return _response("single", "float", [f"{rounded(number):.{number.decimals}f}"]), inside


_KINDS: Mapping[str, Callable[[Question], Body]] = {
    "single": _choice,
    "several": _choice,
    "match": _match,
    "order": _order,
    "number": _number,
}
