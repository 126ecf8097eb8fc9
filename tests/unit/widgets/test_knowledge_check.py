"""The Python side of the knowledge check: what it takes, and that answers never reach it."""

import pytest
from mirrorwell.widgets.bank import BankError
from mirrorwell.widgets.knowledge_check import KnowledgeCheck


def test_it_carries_the_questions_of_its_module() -> None:
    check = KnowledgeCheck(module=6)
    questions = check.get_state()["_questions"]
    assert [(question["id"], question["from"]) for question in questions[:2]] == [("Q5.2", 5), ("Q6.1", None)]
    assert all(len(question["options"]) == 4 for question in questions)


def test_python_knows_best_tries_and_completed_and_no_answer() -> None:
    assert sorted(KnowledgeCheck._own_traits()) == ["best", "completed", "module", "seed", "tries"]
    check = KnowledgeCheck(module=5)
    assert (check.best, check.tries, check.completed) == (None, 0, False)


def test_a_module_without_questions_is_refused_by_number() -> None:
    with pytest.raises(BankError, match="no question of module 99"):
        KnowledgeCheck(module=99)


def test_an_unknown_option_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="no option 'modul'"):
        KnowledgeCheck(modul=5)


def test_its_repr_is_stable() -> None:
    assert repr(KnowledgeCheck(module=5)) == "<KnowledgeCheck>"
