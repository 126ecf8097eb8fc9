"""The whole bank as one QTI 2.1 content package: an item for each question, a test with a section for each module."""

from collections.abc import Mapping, Sequence

from ...widgets.bank import Bank
from ...widgets.bank_question import Question
from .asked import name_of
from .elements import Element, document, element
from .qti21 import item
from .qti21_body import NAMESPACE

MANIFEST = "imsmanifest.xml"
PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
ITEM_TYPE = "imsqti_item_xmlv2p1"
TEST_TYPE = "imsqti_test_xmlv2p1"
TEST = "test.xml"


def package(bank: Bank, titles: Mapping[int, str]) -> dict[str, bytes]:
    """Every file of the package. `titles` names each module by its number."""
    files = {_file(question): item(question) for question in bank.questions}
    files[TEST] = _test(bank, titles)
    files[MANIFEST] = _manifest(bank.questions)
    return dict(sorted(files.items()))


def _file(question: Question) -> str:
    return f"items/{name_of(question)}.xml"


def _test(bank: Bank, titles: Mapping[int, str]) -> bytes:
    sections = []
    for number in bank.modules():
        own = [question for question in bank.questions if question.module == number]
        refs = [
            _in_test("assessmentItemRef", identifier=name_of(question), href=_file(question))
            for question in own
        ]
        sections.append(
            _in_test(
                "assessmentSection",
                *refs,
                identifier=f"module-{number}",
                title=titles.get(number, f"Module {number}"),
                visible="true",
            )
        )
    part = _in_test(
        "testPart", *sections, identifier="all", navigationMode="nonlinear", submissionMode="individual"
    )
    score = _in_test("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    total = _in_test("sum", _in_test("testVariables", variableIdentifier="SCORE"))
    processing = _in_test("outcomeProcessing", _in_test("setOutcomeValue", total, identifier="SCORE"))
    whole = _in_test(
        "assessmentTest", score, part, processing, identifier="mirrorwell", title="mirrorwell: all questions"
    )
    return document(whole)


def _in_test(name: str, *inside: Element, **attributes: str) -> Element:
    return element(NAMESPACE, name, *inside, attributes=attributes)


def _manifest(questions: Sequence[Question]) -> bytes:
    metadata = _listed("metadata", _listed("schema", "QTIv2.1 Package"), _listed("schemaversion", "1.0.0"))
    items = [
        _listed(
            "resource",
            _listed("file", href=_file(question)),
            identifier=name_of(question),
            type=ITEM_TYPE,
            href=_file(question),
        )
        for question in questions
    ]
    needed = [_listed("dependency", identifierref=name_of(question)) for question in questions]
    test = _listed(
        "resource",
        _listed("file", href=TEST),
        *needed,
        identifier="test",
        type=TEST_TYPE,
        href=TEST,
    )
    resources = _listed("resources", test, *items)
    whole = _listed(
        "manifest", metadata, _listed("organizations"), resources, identifier="mirrorwell-questions"
    )
    return document(whole)


def _listed(name: str, *inside: Element | str, **attributes: str) -> Element:
    return element(PACKAGING, name, *inside, attributes=attributes)
