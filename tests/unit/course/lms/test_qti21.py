"""The bank as QTI 2.1: native interactions, and response processing that an evaluator of our own runs to the same score."""

import re
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from lxml import etree
from mirrorwell.course.lms.qti21 import item
from mirrorwell.course.lms.qti21_package import package
from mirrorwell.widgets import bank
from mirrorwell.widgets.bank_question import Question

BANK = bank.load()
NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
NS = {"q": NAMESPACE, "cp": "http://www.imsglobal.org/xsd/imscp_v1p1"}
ODD = 'Ada & Bo <b>"ask"</b> 🙂'
INTERACTIONS = {
    "single": "choiceInteraction",
    "several": "choiceInteraction",
    "match": "matchInteraction",
    "order": "orderInteraction",
    "number": "textEntryInteraction",
}
ALL = [pytest.param(question, id=question.id) for question in BANK.questions]


def of_kind(*kinds: str) -> list[Any]:
    return [each for each in ALL if each.values[0].kind in kinds]


class Run:
    """One answer to an item, through its response processing as the standard tells it; nothing is taken from our code."""

    def __init__(self, root: etree._Element, response: Any) -> None:
        declared = root.find("q:responseDeclaration", NS)
        assert declared is not None
        self.cardinality = declared.get("cardinality")
        self.type = declared.get("baseType")
        values = [self._typed(each.text or "", self.type) for each in declared.iterfind(".//q:value", NS)]
        self.correct: Any = values[0] if self.cardinality == "single" else values
        self.values: dict[str, Any] = {"RESPONSE": response}
        for each in root.iterfind("q:outcomeDeclaration", NS):
            first = each.findtext("q:defaultValue/q:value", None, NS)
            is_float = each.get("baseType") == "float"
            self.values[each.get("identifier", "")] = float(first or 0) if is_float else []
        for rule in root.iterfind("q:responseProcessing/*", NS):
            self._rule(rule)

    @property
    def score(self) -> float:
        return float(self.values["SCORE"])

    @staticmethod
    def _typed(text: str, type: str | None) -> Any:
        return float(text) if type == "float" else tuple(text.split()) if type == "directedPair" else text

    def _rule(self, rule: etree._Element) -> None:
        name = etree.QName(rule).localname
        if name == "setOutcomeValue":
            self.values[rule.get("identifier", "")] = self._value(rule[0])
            return
        assert name == "responseCondition", name
        for branch in rule:
            kind = etree.QName(branch).localname
            rules = branch if kind == "responseElse" else branch[1:]
            if kind == "responseElse" or self._value(branch[0]):
                for each in rules:
                    self._rule(each)
                return

    def _value(self, it: etree._Element) -> Any:
        name = etree.QName(it).localname
        if name == "variable":
            return self.values[it.get("identifier", "")]
        if name == "correct":
            return self.correct
        if name == "baseValue":
            return self._typed(it.text or "", it.get("baseType"))
        inside = [self._value(each) for each in it]
        if name == "multiple":
            return [
                each
                for part in inside
                if part is not None
                for each in (part if isinstance(part, list) else [part])
            ]
        if any(each is None for each in inside):  # an expression of nothing is nothing, and that is not true
            return None
        return self._compared(name, it, *inside)

    def _compared(self, name: str, it: etree._Element, left: Any, right: Any) -> bool:
        if name == "match":
            multiple = self.cardinality == "multiple"
            return sorted(left) == sorted(right) if multiple else left == right
        if name in {"lt", "gt"}:
            return left < right if name == "lt" else left > right
        assert (name, it.get("toleranceMode")) == ("equal", "absolute"), name
        low, high = map(float, it.get("tolerance", "").split())
        return right - low <= left <= right + high


def root_of(question: Question) -> etree._Element:
    return etree.fromstring(item(question))


def shown(root: etree._Element, run: Run) -> str:
    """All feedback that this answer brings up."""
    texts = [
        " ".join(each.itertext())
        for each in root.iterfind("q:modalFeedback", NS)
        if each.get("showHide") == "show"
        and each.get("identifier") in run.values[each.get("outcomeIdentifier", "")]
    ]
    return " ".join(" ".join(texts).split())


def answers(root: etree._Element) -> dict[str, str]:
    return {each.get("identifier", ""): each.text or "" for each in root.iterfind(".//q:simpleChoice", NS)}


@pytest.mark.parametrize("question", ALL)
def test_an_item_uses_the_interaction_of_its_kind_and_asks_the_question(question: Question) -> None:
    root = root_of(question)
    body = root.find("q:itemBody", NS)
    assert body is not None
    found = [etree.QName(each).localname for each in body.iter() if "Interaction" in str(each.tag)]
    assert found == [INTERACTIONS[question.kind]]
    assert question.stem in " ".join("".join(body.itertext()).split())
    assert root.get("adaptive") == "false" and root.get("timeDependent") == "false"
    (interaction,) = [each for each in body.iter() if "Interaction" in str(each.tag)]
    assert interaction.get("responseIdentifier") == "RESPONSE"
    assert interaction.get("shuffle") == (None if question.kind == "number" else "true")


@pytest.mark.parametrize("question", of_kind("single"))
def test_only_the_best_answer_scores_and_each_says_why(question: Question) -> None:
    root = root_of(question)
    options = {option.text: option for option in question.options}
    assert set(answers(root).values()) == set(options)
    for ident, text in answers(root).items():
        run = Run(root, ident)
        assert run.score == (1 if options[text].best else 0)
        assert shown(root, run) == f"{options[text].feedback} Source: {question.source}"
    assert Run(root, None).score == 0


@pytest.mark.parametrize("question", of_kind("several"))
def test_several_score_only_as_a_whole_and_every_chosen_one_says_why(question: Question) -> None:
    root = root_of(question)
    options = {option.text: option for option in question.options}
    best = [ident for ident, text in answers(root).items() if options[text].best]
    rest = [ident for ident in answers(root) if ident not in best]
    assert Run(root, best[::-1]).score == 1
    for chosen in (best[:-1], [*best, rest[0]], rest, []):
        assert Run(root, chosen).score == 0
    said = shown(root, Run(root, [best[0], rest[0]]))
    for ident, text in answers(root).items():
        assert (options[text].feedback in said) == (ident in {best[0], rest[0]})


@pytest.mark.parametrize("question", of_kind("match"))
def test_a_match_scores_only_with_every_pair_and_gives_every_reason(question: Question) -> None:
    root = root_of(question)
    lefts, rights = [
        {each.text: each.get("identifier") for each in part}
        for part in root.iterfind(".//q:simpleMatchSet", NS)
    ]
    right = [(lefts[pair.left], rights[pair.right]) for pair in question.pairs]
    assert Run(root, right[::-1]).score == 1
    crossed = [(right[0][0], right[1][1]), (right[1][0], right[0][1]), *right[2:]]
    for given in (crossed, right[:-1], []):
        assert Run(root, given).score == 0
    for pair in question.pairs:
        assert pair.feedback in shown(root, Run(root, crossed))


@pytest.mark.parametrize("question", of_kind("order"))
def test_of_all_orders_only_the_right_one_scores(question: Question) -> None:
    root = root_of(question)
    texts = answers(root)
    full = [way for way in permutations(texts) if Run(root, list(way)).score == 1]
    assert [[texts[ident] for ident in way] for way in full] == [[step.text for step in question.steps]]
    assert [step.text for step in question.steps] != list(texts.values()), "the file shows the answer"
    for step in question.steps:
        assert step.feedback in shown(root, Run(root, list(texts)))


@pytest.mark.parametrize("question", of_kind("number"))
def test_a_number_scores_within_its_tolerance_and_says_on_which_side_it_lies(question: Question) -> None:
    number, root = question.number, root_of(question)
    assert number is not None
    right = round(number.answer, number.decimals)
    for value, score, said in (
        (right, 1, number.right),
        (right + number.tolerance, 1, number.right),
        (right - number.tolerance, 1, number.right),
        (right - number.tolerance - 0.1, 0, number.low),
        (right + number.tolerance + 0.1, 0, number.high),
        (0.0, 0, number.low),
        (1e6, 0, number.high),
    ):
        run = Run(root, value)
        assert (run.score, value) == (score, value)
        assert shown(root, run).startswith(said)
    assert Run(root, None).score == 0


@pytest.mark.parametrize("question", ALL)
def test_no_feedback_is_out_of_reach_and_no_name_is_used_twice(question: Question) -> None:
    root = root_of(question)
    declared = {each.get("identifier") for each in root.iterfind("q:outcomeDeclaration", NS)}
    used = {each.get("identifier") for each in root.iter(f"{{{NAMESPACE}}}setOutcomeValue")}
    assert used <= declared
    names = [each.get("identifier", "") for each in root.iterfind("q:modalFeedback", NS)]
    assert len(set(names)) == len(names)
    chosen = {each.text for each in root.iterfind(".//q:multiple/q:baseValue", NS)}
    assert set(names) == chosen | (set(answers(root)) if question.options else set())
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in names)


def test_the_package_lists_what_it_holds_and_refers_to_nothing_else() -> None:
    files = package(BANK, {1: "One"})
    manifest = etree.fromstring(files["imsmanifest.xml"])
    assert manifest.findtext("cp:metadata/cp:schema", "", NS) == "QTIv2.1 Package"
    listed = [each.get("href") for each in manifest.iterfind(".//cp:file", NS)]
    assert sorted(listed) == sorted(set(files) - {"imsmanifest.xml"})
    resources = {each.get("identifier"): each for each in manifest.iterfind(".//cp:resource", NS)}
    assert all(each.get("href") in files for each in resources.values())
    needed = [each.get("identifierref") for each in manifest.iterfind(".//cp:dependency", NS)]
    assert {*needed, "test"} == set(resources)
    types = {each.get("type") for ident, each in resources.items() if ident != "test"}
    assert types == {"imsqti_item_xmlv2p1"}
    assert resources["test"].get("type") == "imsqti_test_xmlv2p1"


def test_the_test_has_a_section_for_each_module_and_every_question_once() -> None:
    files = package(BANK, {1: ODD})
    test = etree.fromstring(files["test.xml"])
    sections = test.findall("q:testPart/q:assessmentSection", NS)
    assert [each.get("identifier") for each in sections] == [f"module-{number}" for number in BANK.modules()]
    assert sections[0].get("title") == ODD
    refs = [each for section in sections for each in section]
    assert sorted(each.get("href", "") for each in refs) == sorted(
        name for name in files if name.startswith("items/")
    )
    for each in refs:
        assert etree.fromstring(files[each.get("href", "")]).get("identifier") == each.get("identifier")
    assert {
        etree.fromstring(body).get("title", "").split()[0]
        for name, body in files.items()
        if name.startswith("items/")
    } == {question.id for question in BANK.questions}


def test_odd_characters_survive() -> None:
    plain = next(question for question in BANK.questions if question.kind == "single")
    odd = replace(
        plain, stem=ODD, options=tuple(replace(each, text=f"{ODD} {each.text}") for each in plain.options)
    )
    root = root_of(odd)
    assert root.get("title") == f"{plain.id} {ODD}"
    assert root.findtext(".//q:prompt", "", NS) == ODD
    assert all(text.startswith(ODD) for text in answers(root).values())


def test_the_same_bank_gives_the_same_bytes_and_asks_for_nothing_from_elsewhere() -> None:
    files = package(BANK, {})
    assert files == package(BANK, {})
    addresses = {
        found for body in files.values() for found in re.findall(r"https?://[^\s\"<]+", body.decode())
    }
    assert addresses == {NS["q"], NS["cp"]}
