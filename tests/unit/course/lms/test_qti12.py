"""Quizzes of a cartridge: every question of a check, its key found by an evaluator of our own, all feedback kept."""

import re
from dataclasses import replace
from html import unescape
from itertools import chain, combinations

import pytest
from lxml import etree
from mirrorwell import datasets
from mirrorwell.course.lms import converted
from mirrorwell.course.lms.qti12 import assessment
from mirrorwell.course.lms.single_best import choices
from mirrorwell.widgets import bank
from mirrorwell.widgets.bank_question import Question

BANK = bank.load()
QUESTIONS = {question.id: question for question in BANK.questions}
NS = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
ODD = 'Ada & Bo <b>"ask"</b> 🙂'
KIND = [pytest.param(question, id=question.id) for question in BANK.questions]
CONVERTED = [each for each in KIND if each.values[0].kind in {"match", "order", "number"}]


def quiz(*questions: Question) -> etree._Element:
    return etree.fromstring(assessment("check-1", "Check", choices(questions).items))


def item_of(question: Question) -> etree._Element:
    (item,) = quiz(question).iterfind(".//q:item", NS)
    return item


def said(element: etree._Element) -> str:
    """Text of a `mattext` as a reader sees it."""
    html = element.findtext(".//q:mattext", "", NS)
    return unescape(re.sub(r"<[^>]+>", " ", html)).strip()


def options(item: etree._Element) -> dict[str, str]:
    return {each.get("ident", ""): said(each) for each in item.iterfind(".//q:response_label", NS)}


def holds(when: etree._Element, chosen: set[str]) -> bool:
    name = etree.QName(when).localname
    if name == "varequal":
        return when.text in chosen
    if name == "and":
        return all(holds(each, chosen) for each in when)
    if name == "not":
        return not any(holds(each, chosen) for each in when)
    assert name == "other", name
    return True


def answer(item: etree._Element, *chosen: str) -> tuple[float, list[str]]:
    """What the response processing makes of an answer: the score, and the texts that are shown."""
    score, shown = 0.0, list[str]()
    texts = {each.get("ident"): said(each) for each in item.iterfind("q:itemfeedback", NS)}
    for condition in item.iterfind("q:resprocessing/q:respcondition", NS):
        (when,) = condition.iterfind("q:conditionvar/*", NS)
        if not holds(when, set(chosen)):
            continue
        for step in condition.iterfind("q:setvar", NS):
            assert (step.get("action"), step.get("varname")) == ("Set", "SCORE")
            score = float(step.text or "")
        shown += [texts[each.get("linkrefid")] for each in condition.iterfind("q:displayfeedback", NS)]
        if condition.get("continue") != "Yes":
            break
    return score, shown


@pytest.mark.parametrize("module", BANK.modules())
def test_a_quiz_asks_what_the_check_of_the_module_asks_in_that_order(module: int) -> None:
    asked = BANK.check(module)
    items = quiz(*asked).findall("q:assessment/q:section/q:item", NS)
    assert [item.get("ident") for item in items] == [
        f"check-1-{question.id.lower().replace('.', '-')}" for question in asked
    ]
    for item, question in zip(items, asked, strict=True):
        assert said(item.find("q:presentation/q:material", NS)).startswith(question.stem)


def test_every_question_of_the_bank_is_in_the_quiz_of_its_module() -> None:
    dropped = {
        question.id for module in BANK.modules() for question, _ in choices(BANK.check(module)).dropped
    }
    kept = {item.question.id for module in BANK.modules() for item in choices(BANK.check(module)).items}
    assert (kept, dropped) == (set(QUESTIONS), set())


@pytest.mark.parametrize("question", [each for each in KIND if each.values[0].kind != "several"])
def test_exactly_one_answer_scores_and_it_is_the_key(question: Question) -> None:
    item = item_of(question)
    full = [text for ident, text in options(item).items() if answer(item, ident)[0] == 100]
    assert len(full) == 1
    assert {answer(item, ident)[0] for ident in options(item)} == {0, 100}
    if question.kind == "single":
        assert full == [option.text for option in question.options if option.best]
    assert answer(item)[0] == 0


@pytest.mark.parametrize("question", [each for each in KIND if each.values[0].kind == "several"])
def test_of_all_ways_to_choose_several_only_the_whole_key_scores(question: Question) -> None:
    item = item_of(question)
    texts = options(item)
    ways = chain.from_iterable(combinations(texts, size) for size in range(len(texts) + 1))
    full = [{texts[ident] for ident in way} for way in ways if answer(item, *way)[0] == 100]
    assert full == [{option.text for option in question.options if option.best}]


@pytest.mark.parametrize("question", KIND)
def test_each_answer_gets_its_own_feedback_and_the_source(question: Question) -> None:
    item = item_of(question)
    for ident, text in options(item).items():
        shown = answer(item, ident)[1]
        assert len(shown) == 2
        assert f"Source: {question.source}" in shown[0]
        for option in question.options:
            assert (option.feedback == shown[1]) == (option.text == text)
    for part in (*question.pairs, *question.steps):
        assert part.feedback in answer(item, "o1")[1][0]


def test_all_chosen_answers_of_several_get_their_feedback() -> None:
    question = next(each for each in BANK.questions if each.kind == "several")
    shown = answer(item_of(question), "o1", "o2")[1]
    assert shown[1:] and set(shown[1:]) == {option.feedback for option in question.options[:2]}


@pytest.mark.parametrize("question", KIND)
def test_profiles_are_those_of_common_cartridge(question: Question) -> None:
    item = item_of(question)
    fields = item.findall("q:itemmetadata/q:qtimetadata/q:qtimetadatafield", NS)
    told = {each.findtext("q:fieldlabel", "", NS): each.findtext("q:fieldentry", "", NS) for each in fields}
    several = question.kind == "several"
    assert told == {"cc_profile": f"cc.multiple_{'response' if several else 'choice'}.v0p1"}
    (response,) = item.iterfind("q:presentation/q:response_lid", NS)
    assert response.get("rcardinality") == ("Multiple" if several else "Single")
    referred = {each.get("respident") for each in item.iterfind(".//q:varequal", NS)}
    assert referred == {response.get("ident")}


def test_the_assessment_is_an_exam_with_one_section_and_any_number_of_tries() -> None:
    whole = quiz(*BANK.check(1))
    fields = whole.iterfind("q:assessment/q:qtimetadata/q:qtimetadatafield", NS)
    told = {each.findtext("q:fieldlabel", "", NS): each.findtext("q:fieldentry", "", NS) for each in fields}
    assert (told["cc_profile"], told["cc_maxattempts"]) == ("cc.exam.v0p1", "unlimited")
    assert len(whole.findall("q:assessment/q:section", NS)) == 1


def test_identifiers_are_names_of_xml_and_differ() -> None:
    items = quiz(*BANK.questions).findall(".//q:item", NS)
    idents = [item.get("ident", "") for item in items]
    assert len(set(idents)) == len(idents)
    for item in items:
        inside = list(options(item)) + [each.get("ident", "") for each in item.iterfind("q:itemfeedback", NS)]
        assert len(set(inside)) == len(inside)
        assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", each) for each in inside)


def test_what_moodle_looks_for_is_there() -> None:
    """Its importer reads feedback in a flow, and the key of several answers by its case mark outside a `not`."""
    for question in BANK.questions:
        item = item_of(question)
        for feedback in item.iterfind("q:itemfeedback", NS):
            assert feedback.find("q:flow_mat/q:material/q:mattext", NS) is not None
        if question.kind == "several":
            marked = item.xpath(
                ".//q:setvar[.=100]/../q:conditionvar//q:varequal[@case='Yes'][not(parent::q:not)]",
                namespaces=NS,
            )
            texts = options(item)
            best = {option.text for option in question.options if option.best}
            assert {texts[each.text or ""] for each in marked} == best


def test_the_place_of_the_key_says_nothing() -> None:
    places: dict[bool, list[int]] = {True: [], False: []}
    for question in BANK.questions:
        item = item_of(question)
        scores = [answer(item, ident)[0] for ident in options(item)]
        if question.kind not in {"several", "number"}:
            places[question.kind == "single"].append(scores.index(100))
    assert set(places[True]) == {0, 1, 2, 3}
    assert max(map(places[True].count, range(4))) < len(places[True]) / 2
    assert len(set(places[False])) > 1, "what was converted shows its key in one place"


def test_the_answers_that_fit_do_not_always_stand_first_as_in_the_bank() -> None:
    first = []
    for question in BANK.questions:
        if question.kind == "several":
            best = {option.text for option in question.options if option.best}
            first.append(set(list(options(item_of(question)).values())[: len(best)]) == best)
    assert not all(first)


@pytest.mark.parametrize("question", CONVERTED)
def test_a_converted_question_offers_four_answers_and_says_what_it_became(question: Question) -> None:
    (made,) = choices([question]).items
    assert len({choice.text for choice in made.choices}) == 4
    assert made.how


@pytest.mark.parametrize("question", [each for each in CONVERTED if each.values[0].kind != "number"])
def test_the_letters_of_the_right_answer_spell_the_right_order(question: Question) -> None:
    item = item_of(question)
    html = item.findtext("q:presentation/q:material/q:mattext", "", NS)
    lines = [unescape(each) for each in re.findall(r"<li>(.*?)</li>", html)]
    named = dict(line.split(". ", 1) for line in lines)
    (right,) = [text for ident, text in options(item).items() if answer(item, ident)[0] == 100]
    if question.steps:
        assert [named[letter] for letter in right.split(", ")] == [step.text for step in question.steps]
    else:
        pairs = [each.split(" ") for each in right.split(", ")]
        told = {(named[number], named[letter]) for number, letter in pairs}
        assert told == {(pair.left, pair.right) for pair in question.pairs}
    for text in options(item).values():
        assert sorted(re.findall(r"[A-F]", text)) == sorted(re.findall(r"[A-F]", right))


@pytest.mark.parametrize("question", [each for each in CONVERTED if each.values[0].kind == "number"])
def test_every_value_offered_stands_in_the_table_of_the_question(question: Question) -> None:
    number = question.number
    assert number is not None
    table = datasets.rows(number.figure.partition("?")[0])
    known = {
        round(float(row["estimate"]), 1) for row in table if row["unit"] == "percent" and row["estimate"]
    }
    known |= {round(100 - each, 1) for each in known}
    item = item_of(question)
    values = {ident: float(text.rstrip("%")) for ident, text in options(item).items()}
    assert set(values.values()) <= known
    (right,) = [value for ident, value in values.items() if answer(item, ident)[0] == 100]
    assert right == round(number.answer, number.decimals)
    for ident, value in values.items():
        side = number.right if value == right else number.low if value < right else number.high
        assert answer(item, ident)[1][1].startswith(side)
    assert min(abs(value - right) for value in values.values() if value != right) > 2 * number.tolerance
    assert "The explorer is not part of this quiz." in said(item.find("q:presentation/q:material", NS))


def test_without_honest_values_a_number_is_dropped_and_the_reason_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converted, "near_values", lambda question: [])
    made = choices(BANK.check(5))
    assert [question.id for question, _ in made.dropped] == ["Q5.8"]
    assert "none would be honest if made up" in made.dropped[0][1]
    assert "Q5.8" not in {item.question.id for item in made.items}


def test_odd_characters_survive_in_titles_questions_and_answers() -> None:
    plain = QUESTIONS["Q1.1"]
    odd = replace(
        plain, stem=ODD, options=tuple(replace(each, text=f"{ODD} {each.text}") for each in plain.options)
    )
    whole = etree.fromstring(assessment("check-1", ODD, choices([odd]).items))
    assert whole.find("q:assessment", NS).get("title") == ODD  # type: ignore[union-attr]
    html = whole.findtext(".//q:presentation/q:material/q:mattext", "", NS)
    assert html == '<p>Ada &amp; Bo &lt;b&gt;"ask"&lt;/b&gt; 🙂</p>'
    answers = [each.text for each in whole.iterfind(".//q:response_label//q:mattext", NS)]
    assert all(text and text.startswith("Ada &amp; Bo &lt;b&gt;") for text in answers)


def test_the_same_bank_gives_the_same_bytes_and_asks_for_nothing_from_elsewhere() -> None:
    made = [assessment("check-5", "Check", choices(BANK.check(5)).items) for _ in range(2)]
    assert made[0] == made[1]
    addresses = set(re.findall(rb"https?://[^\s\"<]+", made[0]))
    assert addresses == {NS["q"].encode()}
