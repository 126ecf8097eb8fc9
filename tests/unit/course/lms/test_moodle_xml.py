"""The bank as Moodle XML: types and marks that Moodle knows, the same keys, all feedback, a category for each module."""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

import pytest
from lxml import etree
from mirrorwell.course.lms.moodle_xml import moodle_xml
from mirrorwell.course.lms.questions import question_exports
from mirrorwell.course.outline import course
from mirrorwell.widgets import bank
from mirrorwell.widgets.bank import Bank
from mirrorwell.widgets.bank_question import Question

BANK = bank.load()
ROOT = etree.fromstring(moodle_xml(BANK, {1: "One & only"}))
ODD = 'Ada & Bo <b>"ask"</b> 🙂'
TYPES = {
    "single": "multichoice",
    "several": "multichoice",
    "match": "matching",
    "order": "ordering",
    "number": "numerical",
}
SHARES = {100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5}  # fmt: skip
"""The parts of a mark that Moodle takes when it reads a file strictly."""
ALL = [pytest.param(question, id=question.id) for question in BANK.questions]
ELEMENTS = {each.findtext("idnumber"): each for each in ROOT.iterfind("question")}


def element_of(question: Question) -> etree._Element:
    return ELEMENTS[f"mirrorwell-{question.id.lower().replace('.', '-')}"]


def plain(html: str | None) -> str:
    return unescape(re.sub(r"</?[a-z]+>", "", html or "")).strip()


def fractions(element: etree._Element) -> dict[str, float]:
    return {
        plain(each.findtext("text")): float(each.get("fraction", "")) for each in element.iterfind("answer")
    }


def feedback(element: etree._Element) -> dict[str, str]:
    return {
        plain(each.findtext("text")): plain(each.findtext("feedback/text"))
        for each in element.iterfind("answer")
    }


def test_each_module_is_a_category_and_its_questions_follow_it_once_each() -> None:
    found: dict[str, list[str]] = {}
    here = ""
    for each in ROOT.iterfind("question"):
        if each.get("type") == "category":
            here = each.findtext("category/text") or ""
            found[here] = []
        else:
            found[here].append((each.findtext("name/text") or "").split()[0])
    assert found == {
        f"top/mirrorwell/Module {number}": [each.id for each in BANK.questions if each.module == number]
        for number in BANK.modules()
    }
    assert ROOT.findtext("question/info/text") == "<p>One &amp; only</p>"


@pytest.mark.parametrize("question", ALL)
def test_a_question_has_its_type_its_words_and_its_source(question: Question) -> None:
    element = element_of(question)
    assert element.get("type") == TYPES[question.kind]
    assert plain(element.findtext("questiontext/text")).startswith(question.stem)
    assert f"Source: {question.source}" in plain(element.findtext("generalfeedback/text"))
    assert len(element.findtext("name/text") or "") <= 255


def with_options() -> Iterable[object]:
    return [each for each in ALL if each.values[0].options]


@pytest.mark.parametrize("question", with_options())
def test_marks_of_choices_are_those_of_the_key_and_such_as_moodle_takes(question: Question) -> None:
    element = element_of(question)
    marks = fractions(element)
    assert {text for text, mark in marks.items() if mark > 0} == {
        each.text for each in question.options if each.best
    }
    assert all(abs(mark) in SHARES | {0} for mark in marks.values())
    assert round(sum(mark for mark in marks.values() if mark > 0), 3) == 100
    several = question.kind == "several"
    assert element.findtext("single") == ("false" if several else "true")
    assert element.findtext("shuffleanswers") == "true"
    lost = [mark for mark in marks.values() if mark <= 0]
    # Whoever ticks everything gains nothing.
    assert round(sum(lost), 3) == (-100 if several else 0)
    assert feedback(element) == {each.text: each.feedback for each in question.options}


@pytest.mark.parametrize("question", [each for each in ALL if each.values[0].pairs])
def test_a_match_keeps_its_pairs_and_says_why_in_general(question: Question) -> None:
    element = element_of(question)
    pairs = {
        plain(each.findtext("text")): each.findtext("answer/text") for each in element.iterfind("subquestion")
    }
    assert pairs == {pair.left: pair.right for pair in question.pairs}
    for pair in question.pairs:
        assert pair.feedback in plain(element.findtext("generalfeedback/text"))


@pytest.mark.parametrize("question", [each for each in ALL if each.values[0].steps])
def test_an_order_is_all_or_nothing_and_its_answers_stand_in_the_right_one(question: Question) -> None:
    element = element_of(question)
    marks = fractions(element)
    assert sorted(marks, key=lambda text: marks[text]) == [step.text for step in question.steps]
    assert list(marks.values()) == [float(at) for at in range(1, len(marks) + 1)]
    assert element.findtext("gradingtype") == "ALL_OR_NOTHING"
    assert (element.findtext("selecttype"), element.findtext("selectcount")) == ("ALL", str(len(marks)))
    for step in question.steps:
        assert step.feedback in plain(element.findtext("generalfeedback/text"))
    assert feedback(element) == {step.text: step.feedback for step in question.steps}


@pytest.mark.parametrize("question", [each for each in ALL if each.values[0].number])
def test_a_number_is_marked_as_moodle_does_by_the_first_range_that_holds_it(question: Question) -> None:
    number, element = question.number, element_of(question)
    assert number is not None
    ranges = [
        (
            float(each.findtext("text") or ""),
            float(each.findtext("tolerance") or ""),
            each.get("fraction"),
            each,
        )
        for each in element.iterfind("answer")
    ]

    def marked(value: float) -> tuple[str | None, str]:
        held = next(each for each in ranges if abs(value - each[0]) <= each[1])
        return held[2], plain(held[3].findtext("feedback/text"))

    right = round(number.answer, number.decimals)
    assert marked(right) == ("100", number.right)
    assert marked(right + number.tolerance * 0.99) == ("100", number.right)
    assert marked(right - number.tolerance * 0.99) == ("100", number.right)
    assert marked(right - number.tolerance - 0.1) == marked(0) == marked(-100) == ("0", number.low)
    assert marked(right + number.tolerance + 0.1) == marked(1e6) == ("0", number.high)
    assert number.where in plain(element.findtext("questiontext/text"))


def test_numbers_by_which_moodle_knows_a_question_differ() -> None:
    numbers = [each.findtext("idnumber") for each in ROOT.iterfind("question")]
    assert len(set(numbers)) == len(numbers) == len(BANK.questions) + len(BANK.modules())
    assert all(number and len(number) <= 100 for number in numbers)


def test_odd_characters_survive() -> None:
    first = BANK.questions[0]
    odd = replace(
        first, stem=ODD, options=tuple(replace(each, text=f"{ODD} {each.text}") for each in first.options)
    )
    root = etree.fromstring(moodle_xml(Bank("odd", (odd,), ()), {}))
    (element,) = root.iterfind("question[@type='multichoice']")
    assert element.findtext("name/text") == f"{first.id} {ODD}"
    assert element.findtext("questiontext/text") == '<p>Ada &amp; Bo &lt;b&gt;"ask"&lt;/b&gt; 🙂</p>'
    assert all(text.startswith(ODD) for text in (unescape(re.sub(r"</?p>", "", each.text or "")) for each in element.iterfind("answer/text")))  # fmt: skip


def test_the_exports_are_two_files_and_an_honest_readme() -> None:
    files = question_exports()
    assert sorted(files) == [
        "README.txt",
        "mirrorwell-questions-moodle.xml",
        "mirrorwell-questions-qti21.zip",
    ]
    assert files == question_exports(BANK, course())
    with zipfile.ZipFile(io.BytesIO(files["mirrorwell-questions-qti21.zip"])) as packed:
        assert "imsmanifest.xml" in packed.namelist()
        assert len(packed.namelist()) == len(BANK.questions) + 2
    said = " ".join(files["README.txt"].decode().split())
    assert f"{len(BANK.questions)} questions." in said
    assert all(module.title in said for module in course().modules)
    for word in ("They ask no learning system", "nobody has certified them", "credit in parts", "since 4.4"):
        assert word in said


def test_nothing_is_asked_from_elsewhere() -> None:
    assert not re.search(rb"https?://", moodle_xml(BANK, {}))
