"""One learner's way through a package, in every client: nothing is lost, lowered, or told that is nobody's business."""

from collections.abc import Callable
from math import ceil

import pytest
from playwright.sync_api import Frame, expect

from . import learner
from .case import Case, kept, read_all
from .packages import Package, Packages
from .player import Attempt
from .watch import Watch

LONGEST_PAUSE = 60_000
"""Milliseconds after which a package has tried again at the latest."""
SCOPES = {
    "module with charts": "reading-ace-evidence-with-care",
    "module without charts": "parallel-process",
    "whole course": None,
}
LMS = [
    ("scorm-again", "scorm12", 3),
    ("scorm-again", "scorm2004", 3),
    ("scorm-again", "scorm2004", 4),
    ("openedx", "scorm12", 3),
    ("openedx", "scorm2004", 3),
]
ALL = [
    pytest.param((scope, *lms), id="-".join(map(str, (scope, *lms))), marks=pytest.mark.xdist_group(scope))
    for scope in SCOPES
    for lms in LMS
]


@pytest.fixture
def case(
    request: pytest.FixtureRequest,
    packages: Packages,
    attempt: Callable[[str, Package], Attempt],
    passed: Callable[[Attempt, str, str], None],
    watch: Watch,
) -> Case:
    scope, client, format, edition = request.param
    made = attempt(client, packages(format, SCOPES[scope], edition))
    return Case(made, lambda step: passed(made, scope, step), watch)


def best_is_shown(content: Frame, score: float, asked: int) -> None:
    expect(learner.check(content).locator(".saved")).to_contain_text(
        f"{round(score * asked / 100)} of {asked} in"
    )


@pytest.mark.parametrize("case", ALL, indirect=True)
def test_failing_leaving_coming_back_and_passing(case: Case) -> None:
    it, content = case.attempt, case.open()
    assert not it.record().completed
    case.done("opens")

    read_all(content, case.whole)
    assert (
        it.record().completed or not it.package.is_2004
    )  # SCORM 1.2 has no word for read and not yet passed
    assert not it.record().passed
    case.done("read to the end")

    if case.whole:
        learner.go(content, "finish")
    asked = learner.questions_asked(content)
    low = learner.try_check(content, right=asked // 3)
    assert (it.record().score, it.record().failed, it.record().passed) == (low, True, False)
    case.done("a failed check is told with its score, at once")

    seen = kept(content)
    it.leave()
    content = case.at_check()
    assert kept(content) == seen
    best_is_shown(content, low, asked)
    assert (it.record().score, it.record().passed) == (low, False)
    case.done("leaving without a button and coming back: all is there")

    high = learner.try_check(content, right=ceil(0.8 * asked))
    assert (it.record().score, it.record().passed, it.record().completed) == (high, True, True)
    case.done("a passed check is told with its score, at once")

    learner.next_try(content)
    learner.try_check(content, right=0)
    assert (it.record().score, it.record().passed) == (high, True)
    it.leave("tab")
    content = case.at_check()
    best_is_shown(content, high, asked)
    it.leave()
    assert (it.record().score, it.record().passed, it.record().completed) == (high, True, True)
    case.done("once passed, always passed")

    case.clean()
    case.done("every call legal, nothing typed in any of them, no other place asked")


@pytest.mark.parametrize("case", ALL, indirect=True)
def test_an_lms_that_is_down_and_a_learner_who_is_offline(case: Case) -> None:
    it = case.attempt
    it.page.clock.install()
    content = case.at_check()
    asked = learner.questions_asked(content)
    case.watch.outage = True
    with it.down("failing" if it.package.is_2004 else "dropping"):
        low = learner.try_check(content, right=asked // 3)
        assert it.record().score is None
    content = back(case, content)
    it.comes_to_hold(low)
    later = "once it can be reached" if it.tells_failure else "when the learner leaves"
    case.done(f"a result made while the LMS is down is stored {later}")

    with it.down("offline"):
        high = learner.try_check(content, right=ceil(0.8 * asked))
        assert not it.record().passed
    back(case, content)
    it.comes_to_hold(high)
    assert it.record().passed
    case.done(f"a result made without a network is stored {later}")

    it.leave()
    assert it.scores() == [low, high]
    case.clean()


def back(case: Case, content: Frame) -> Frame:
    """The LMS can be reached again: time passes, or the learner comes back where the client keeps failures to itself."""
    if case.attempt.tells_failure:
        case.attempt.page.clock.fast_forward(LONGEST_PAUSE)
        learner.next_try(content)
        return content
    case.attempt.leave()
    return case.at_check()
