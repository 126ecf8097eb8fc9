"""The Python side of the knowledge check: what it takes, and that answers never reach it."""

from typing import Any

import pytest
from mirrorwell.widgets import bank
from mirrorwell.widgets.bank import Bank, Number, Option, Pair, Question, Step
from mirrorwell.widgets.content import ContentError
from mirrorwell.widgets.knowledge_check import KnowledgeCheck
from mirrorwell.widgets.knowledge_check_words import words_of_number, words_of_post_test
from mirrorwell.widgets.syllabus import syllabus
from traitlets import TraitError


def question(kind: str = "single", order: int = 1, module: int = 5, **parts: Any) -> Question:
    if kind in ("single", "several"):
        parts = {"options": tuple(Option(name, "Why.", best=name == "A") for name in "ABCD"), **parts}
    return Question(f"Q{module}.{order}", module, kind, "What fits?", ("anda2020",), "A source.", **parts)


def asked(*questions: Question) -> list[dict[str, Any]]:
    check = KnowledgeCheck(module=5, bank=Bank("test", questions, ()))
    return list(check.get_state()["_questions"])


def number(**parts: Any) -> Number:
    known: dict[str, Any] = {
        "figure": "x?y=z",
        "answer": 18.47,
        "decimals": 1,
        "tolerance": 0.5,
        "unit": "percent",
        "where": "Read the first row.",
        "right": "Yes.",
        "low": "Below.",
        "high": "Above.",
    }
    return Number(**{**known, **parts})


def test_it_carries_the_questions_of_its_module() -> None:
    questions = KnowledgeCheck(module=6).get_state()["_questions"]
    assert [(item["id"], item["from"]) for item in questions[:2]] == [("Q5.2", 5), ("Q6.1", None)]
    assert [item["id"] for item in questions] == [item.id for item in bank.load().check(6)]


def test_each_kind_travels_with_its_parts_and_their_feedback() -> None:
    single, several, match, order, figure = asked(
        question(),
        question("several", 2),
        question("match", 3, pairs=(Pair("left", "right", "Why."),)),
        question("order", 4, steps=(Step("first", "Why."),)),
        question("number", 5, number=number()),
    )
    assert single["options"][0] == {"text": "A", "feedback": "Why.", "best": True}
    assert (single["hint"], several["hint"]) == (None, "Choose all that fit.")
    assert match["pairs"] == [{"left": "left", "right": "right", "feedback": "Why."}]
    assert order["steps"] == [{"text": "first", "feedback": "Why."}]
    assert (figure["hint"], figure["number"]["printed"]) == ("Read the first row.", 18.5)


def test_a_hint_that_the_question_gives_itself_is_not_given_twice() -> None:
    (item,) = asked(
        Question(
            "Q5.1", 5, "several", "Which? Choose all that fit.", ("x",), "S.", options=question().options
        )
    )
    assert item["hint"] is None


@pytest.mark.parametrize(
    ("printed", "tolerance", "unit", "label", "near", "figure"),
    [
        (
            "18.5",
            0.5,
            "percent",
            "Number, in percent",
            "Within 0.5 percentage points is",
            "The figure is 18.5 percent.",
        ),
        ("18.5", 1, "%", "Number, in percent", "Within 1 percentage point is", "The figure is 18.5%."),
        (
            "20,103",
            0,
            "people",
            "Number, in people",
            "Type it as it is printed",
            "The figure is 20,103 people.",
        ),
        ("2.31", 0.05, "", "Number", "Within 0.05 is", "The figure is 2.31."),
    ],
)
def test_a_number_says_its_unit_and_how_near_is_near_enough(
    printed: str, tolerance: float, unit: str, label: str, near: str, figure: str
) -> None:
    words = words_of_number(printed, tolerance, unit)
    assert (words["label"], words["figure"]) == (label, figure)
    assert words["near"].startswith(near) and words["near"].endswith("Comma or point, both work.")


def test_a_large_figure_is_printed_with_commas_and_compared_without() -> None:
    (item,) = asked(question("number", number=number(answer=20103, decimals=0, unit="people")))
    assert (item["number"]["figure"], item["number"]["printed"]) == ("The figure is 20,103 people.", 20103)


def test_the_post_test_draws_from_the_modules_of_this_release_and_leaves_extra_questions_out() -> None:
    check = KnowledgeCheck(post_test=True)
    state = check.get_state()
    modules = {module.number for module in syllabus().modules}
    assert {item["from"] for item in state["_questions"]} == modules
    assert not any(item["extra"] for item in state["_questions"])
    assert (state["_draw"], state["_pass_mark"]) == (10, syllabus().pass_mark)
    assert "80 percent: 8 of 10" in state["_words"]["mark"]


@pytest.mark.parametrize(
    ("mark", "asked", "said"), [(80, 10, "8 of 10"), (80, 7, "6 of 7"), (75, 1, "1 of 1")]
)
def test_the_pass_mark_is_said_as_a_number_of_questions(mark: int, asked: int, said: str) -> None:
    assert f"{mark} percent: {said}" in words_of_post_test(mark, asked)["place"]


def test_python_knows_best_tries_and_completed_and_no_answer() -> None:
    options = ["best", "completed", "confidence", "module", "post_test", "seed", "tries"]
    assert sorted(KnowledgeCheck._own_traits()) == options
    check = KnowledgeCheck(module=5)
    assert (check.best, check.tries, check.completed) == (None, 0, False)


def fault(kind: type[Exception], **options: Any) -> str:
    with pytest.raises(kind) as caught:
        KnowledgeCheck(**options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_cannot_be_asked_is_refused_in_one_line() -> None:
    empty = Bank("empty.toml", (), ())
    assert "no question of module 99" in fault(ContentError, module=99)
    assert "empty.toml" in fault(ContentError, module=5, bank=empty)
    assert "empty.toml has no question for a post-test" in fault(ValueError, post_test=True, bank=empty)
    assert "module=5 and post_test=True are both given. Keep one" in fault(
        ValueError, module=5, post_test=True
    )
    assert "neither module nor post_test is given. Write KnowledgeCheck(module=5)" in fault(ValueError)
    assert "'seed'" in fault(TraitError, module=5, seed=-1)
    assert "no option 'modul'" in fault(TypeError, modul=5)


def test_two_thousand_questions_are_taken() -> None:
    many = Bank("many", tuple(question(order=n, module=5 + n % 2) for n in range(1, 2001)), ())
    assert len(KnowledgeCheck(post_test=True, bank=many).get_state()["_questions"]) == 2000
    assert len(KnowledgeCheck(module=5, bank=many).get_state()["_questions"]) == 1000


def test_its_repr_is_stable() -> None:
    assert repr(KnowledgeCheck(module=5)) == "<KnowledgeCheck>"
