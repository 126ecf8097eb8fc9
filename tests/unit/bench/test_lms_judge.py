"""The judge of the scripted sessions (`make bench-lms`) sees what is lost, taken back or said twice."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    yield _module("lms_judge", monkeypatch)


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    yield _module("lms_plan", monkeypatch)


def _module(name: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The benchmark is a folder of scripts, on the path only while it runs."""
    monkeypatch.setattr(sys, "path", [str(BENCH), *sys.path])
    return importlib.import_module(name)


def commit12(status: str, score: str) -> dict[str, Any]:
    return {"cmi": {"core": {"lesson_status": status, "score": {"raw": score}}}}


def commit2004(completion: str, success: str, scaled: str, progress: str = "") -> dict[str, Any]:
    states = {"completion_status": completion, "success_status": success, "progress_measure": progress}
    return {"cmi": states | {"score": {"scaled": scaled}}}


def statement(verb: str, session: str = "one", **result: Any) -> dict[str, Any]:
    named = {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": session}
    return {
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "context": {"extensions": named},
        "result": result,
    }


def test_scorm12_what_is_held_is_the_last_commit_and_a_fall_between_two_is_counted(
    judge: Any, plan: Any
) -> None:
    held = judge.scorm12([commit12("incomplete", ""), commit12("failed", "40"), commit12("passed", "90")])
    assert (held.best, held.passed, held.demotions) == (90, True, 0)
    assert not held.lost(plan.Reached(90, True, True))
    assert held.lost(plan.Reached(100, True, True))
    fallen = judge.scorm12([commit12("passed", "90"), commit12("incomplete", "90"), commit12("passed", "80")])
    assert fallen.demotions == 2


def test_scorm2004_completion_verdict_and_progress_may_not_fall(judge: Any, plan: Any) -> None:
    held = judge.scorm2004(
        [commit2004("incomplete", "failed", "0.4", "0.5"), commit2004("completed", "failed", "0.4", "1")]
    )
    assert (held.best, held.passed, held.completed, held.demotions) == (40, False, True, 0)
    assert held.lost(plan.Reached(40, True, True))
    fallen = judge.scorm2004([commit2004("completed", "passed", "0.9", "1"), commit2004("", "", "", "0.5")])
    assert fallen.demotions == 1


def test_cmi5_counts_what_is_said_again_in_a_session_or_a_registration(judge: Any, plan: Any) -> None:
    passed = statement("passed", "two", score={"scaled": 0.9}, success=True)
    said = [statement("initialized"), statement("terminated"), statement("initialized", "two"), passed]
    held = judge.cmi5(said, [{"o": [40, 0, 0, ""]}, {"o": [90, 1, 1, "p"]}])
    assert (held.best, held.passed, held.completed, held.demotions, held.duplicates) == (
        90,
        True,
        False,
        0,
        0,
    )
    assert held.lost(plan.Reached(90, True, True))
    again = [*said, statement("passed", "three", score={"scaled": 0.8}), statement("initialized", "two")]
    assert judge.cmi5(again, []).duplicates == 2
    assert judge.cmi5([*said, statement("failed", "three")], []).demotions == 1
    assert judge.cmi5(said, [{"o": [90]}, {"o": [40]}]).demotions == 1


def test_nothing_that_came_is_everything_lost(judge: Any, plan: Any) -> None:
    for held in (judge.scorm12([]), judge.scorm2004([]), judge.cmi5([], [])):
        assert held.lost(plan.Reached(20, False, False))
        assert not held.too_much(plan.Reached(20, False, False))


def test_the_same_seed_gives_the_same_learners_and_all_kinds_of_them(plan: Any) -> None:
    made = plan.learners("cmi5", 200, 1)
    assert made == plan.learners("cmi5", 200, 1) != plan.learners("cmi5", 200, 2)
    reached = [plan.reached(learner.visits) for learner in made]
    assert {one.passed for one in reached} == {one.completed for one in reached} == {True, False}
    for learner in made:
        assert all(visit[-1][0] == "leave" for visit in learner.visits)
        first = next(step for visit in learner.visits for step in visit if step[0] == "try")
        assert first[1] < plan.PASS_MARK
