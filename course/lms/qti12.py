"""A knowledge check as QTI 1.2.1 in the profile of Common Cartridge 1.1 (cc.exam.v0p1): one section, choices only.

Follows the Common Cartridge 1.1 profile of QTI (1EdTech). Shuffling is not part of what the profile is known to
allow, so answers stand in a fixed mixed order.
"""

from collections.abc import Iterable, Sequence

from .asked import name_of
from .choice_item import Choice, ChoiceItem
from .elements import Element, document, element, text

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PROFILE = "cc.exam.v0p1"
SINGLE = "cc.multiple_choice.v0p1"
SEVERAL = "cc.multiple_response.v0p1"
RESPONSE = "response1"
GENERAL = "general_fb"


def assessment(ident: str, title: str, items: Sequence[ChoiceItem]) -> bytes:
    """The quiz as one file. `ident` is unique in the cartridge; each item's begins with it, and no release changes them."""
    fields = {
        "cc_profile": PROFILE,
        "qmd_assessmenttype": "Examination",
        "qmd_scoretype": "Percentage",
        "qmd_feedbackpermitted": "Yes",
        "cc_maxattempts": "unlimited",
    }
    section = _make("section", *(_item(ident, item) for item in items), ident="root_section")
    whole = _make("assessment", _metadata(fields), section, ident=ident, title=title)
    return document(_make("questestinterop", whole))


def _make(name: str, *inside: Element | str, **attributes: str) -> Element:
    return element(NAMESPACE, name, *inside, attributes=attributes)


def _metadata(fields: dict[str, str]) -> Element:
    made = [
        _make("qtimetadatafield", _make("fieldlabel", label), _make("fieldentry", entry))
        for label, entry in fields.items()
    ]
    return _make("qtimetadata", *made)


def _item(ident: str, item: ChoiceItem) -> Element:
    feedback = [_feedback(f"{choice.id}_fb", text(choice.feedback)) for choice in item.choices]
    return _make(
        "item",
        _make("itemmetadata", _metadata({"cc_profile": SEVERAL if item.several else SINGLE})),
        _presentation(item),
        _make("resprocessing", _outcomes(), *_conditions(item)),
        _feedback(GENERAL, item.general),
        *feedback,
        ident=f"{ident}-{name_of(item.question)}",
    )


def _material(html: str) -> Element:
    """Everything is HTML, short answers too: importers disagree about text/plain."""
    return _make("material", _make("mattext", html, texttype="text/html"))


def _presentation(item: ChoiceItem) -> Element:
    labels = [
        _make("response_label", _material(text(choice.text)), ident=choice.id) for choice in item.choices
    ]
    answers = _make(
        "response_lid",
        _make("render_choice", *labels),
        ident=RESPONSE,
        rcardinality="Multiple" if item.several else "Single",
    )
    return _make("presentation", _material(item.ask), answers)


def _outcomes() -> Element:
    limits = {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": "100"}
    return _make("outcomes", _make("decvar", **limits))


def _conditions(item: ChoiceItem) -> Iterable[Element]:
    yield _condition("Yes", _make("other"), _shown(GENERAL))
    for choice in item.choices:
        # With one answer its condition is the last that can hold. With several, each chosen one speaks, then the score.
        score = [_score()] if choice.right and not item.several else []
        went_on = "Yes" if item.several else "No"
        yield _condition(went_on, _chosen(choice), *score, _shown(f"{choice.id}_fb"))
    if item.several:
        wanted = [
            _chosen(choice, case="Yes") if choice.right else _make("not", _chosen(choice))
            for choice in item.choices
        ]
        yield _condition("No", _make("and", *wanted), _score())


def _condition(go_on: str, when: Element, *then: Element) -> Element:
    return _make("respcondition", _make("conditionvar", when), *then, **{"continue": go_on})


def _chosen(choice: Choice, **attributes: str) -> Element:
    return _make("varequal", choice.id, respident=RESPONSE, **attributes)


def _score() -> Element:
    return _make("setvar", "100", action="Set", varname="SCORE")


def _shown(ident: str) -> Element:
    return _make("displayfeedback", feedbacktype="Response", linkrefid=ident)


def _feedback(ident: str, html: str) -> Element:
    return _make("itemfeedback", _make("flow_mat", _material(html)), ident=ident)
