"""cmi5 packages as a learner meets them: one story over several visits, then each thing that can go wrong with an LMS."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mirrorwell.course.lms.package import build_packages
from mirrorwell.course.lms.unit import WHOLE, Unit, units
from mirrorwell.course.outline import course
from playwright.sync_api import Browser, expect

from . import learner
from .cmi5_rules import Json, seconds, verb_of
from .cmi5_server import RecordStore
from .cmi5_structure import faults
from .cmi5_stub import Launch, Session
from .cmi5_visit import Lms
from .hosting import Folder, apart, unpack
from .validity import refused

MODULES = ["reading-ace-evidence-with-care", "walking-the-talk"]
LONGEST_STATE = 3500
CLIENT = ("the strict cmi5 launch of our own tests", "of this release", "cmi5")
STEPS = (
    "opens",
    "read to the end",
    "leaving without a button and coming back: all is there",
    "a passed check is told with its score, at once",
    "once passed, always passed",
)
_UNITS = {unit.id: unit for whole in (False, True) for unit in units(course(), None, whole, None)}
Build = Callable[[str], Path]


@pytest.fixture(scope="session")
def cmi5_package(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """`cmi5_package(unit)` builds the package of a unit once and returns the zip."""
    made: dict[str, Path] = {}

    def build(unit: str) -> Path:
        if unit not in made:
            out = tmp_path_factory.mktemp("cmi5")
            module = None if unit == WHOLE else unit
            (made[unit],) = apart(lambda: build_packages("cmi5", out, module=module, whole=module is None))
        return made[unit]

    return build


@pytest.fixture(scope="session")
def received(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Json]]:
    """Every statement that any test of this file received. At the end Ralph must take them all."""
    statements: list[Json] = []
    yield statements
    wrong = refused(statements, tmp_path_factory.mktemp("ralph")) if statements else {}
    assert wrong == {}, [(statements[number], why) for number, why in wrong.items()]


@pytest.fixture
def store(received: list[Json]) -> Iterator[RecordStore]:
    """A record store that has nothing to complain of at the end of the test."""
    with RecordStore() as running:
        yield running
    received.extend(running.books.statements())
    assert running.problems == []
    assert running.books.late == [] or any(session.leaving for session in running.books.sessions)
    assert running.books.audit() == []
    for document in running.books.documents:
        assert len(json.dumps(document, ensure_ascii=False)) < LONGEST_STATE


@pytest.fixture
def lms(
    request: pytest.FixtureRequest,
    browser: Browser,
    store: RecordStore,
    cmi5_package: Build,
    tmp_path: Path,
) -> Iterator[Lms]:
    """An LMS with the package of one module, or with the one that a test names by its parameter."""
    unit: Unit = _UNITS[getattr(request, "param", MODULES[0])]
    folder = unpack(cmi5_package(unit.id), tmp_path / "content")
    pages = tmp_path / "lms"
    pages.mkdir()
    with Folder(folder, prefix="/courses/5/") as content:
        yield Lms(browser, store, content, pages, unit)
        assert content.missing == []


def verdicts(session: Session) -> list[tuple[str, float]]:
    """The verdicts of a session with their scores, 0 to 100."""
    found = [each for each in session.now.sent if verb_of(each) in ("passed", "failed")]
    return [(verb_of(each), each["result"]["score"]["raw"]) for each in found]


# ---- the package and the story ----


@pytest.mark.parametrize("unit", [*MODULES, WHOLE])
def test_the_structure_of_the_package_is_right(cmi5_package: Build, unit: str) -> None:
    assert faults(cmi5_package(unit)) == []


@pytest.mark.parametrize("lms", MODULES, indirect=True)
def test_one_learner_over_several_visits_to_a_module(lms: Lms, held: Callable[..., None]) -> None:
    with lms.visit() as visit:
        visit.started()
        asked = learner.questions_asked(visit.frame)
        low = learner.try_check(visit.frame, right=asked * 2 // 5)
        visit.expect_line(f"{low:g} of 100")
        visit.read_to_end()
        lms.store.wait_for(visit.session, "completed")
        assert verdicts(visit.session) == [], "a failed try is not told while it may still be passed"
        visit.leave()
    first = visit.session
    assert first.verbs == ["initialized", "completed", "failed", "terminated"]
    assert verdicts(first) == [("failed", low)]

    with lms.visit(again=first) as visit:
        visit.started().expect_line(f"{low:g} of 100")
        expect(learner.check(visit.frame)).to_contain_text("in 1 try")
        high = learner.try_check(visit.frame, right=asked - 1)
        lms.store.wait_for(visit.session, "passed")
        visit.expect_line("Recorded")
        visit.leave()
    assert visit.session.verbs == ["initialized", "passed", "terminated"]
    assert verdicts(visit.session) == [("passed", high)]

    with lms.visit(again=first) as visit:
        visit.started().expect_line(f"{high:g} of 100")
        learner.try_check(visit.frame, right=0)
        visit.read_to_end()
        visit.leave()
    assert visit.session.verbs == ["initialized", "terminated"], "nothing is told twice or taken back"
    scope = "module with charts" if lms.unit.id == MODULES[0] else "module without charts"
    for step in STEPS:
        held(*CLIENT, scope, step)


@pytest.mark.parametrize("lms", [WHOLE], indirect=True)
def test_one_learner_in_the_whole_course(lms: Lms, held: Callable[..., None]) -> None:
    with lms.visit() as visit:
        visit.started()
        for module in course().modules:
            assert visit.session.verbs == ["initialized"], (
                "going from page to page neither ends nor completes"
            )
            visit.go(module.path)
            visit.read_to_end()
        lms.store.wait_for(visit.session, "completed")
        visit.go("apps/finish")
        visit.result(40, completed=False)
        visit.leave()
    first = visit.session
    assert first.verbs == ["initialized", "completed", "failed", "terminated"]
    assert verdicts(first) == [("failed", 40)]

    with lms.visit(again=first) as visit:
        visit.started()
        visit.go("apps/finish")
        expect(visit.frame.locator("main")).not_to_contain_text("Open Module 1,")
        visit.result(90)
        lms.store.wait_for(visit.session, "passed")
        visit.finish()
        lms.store.wait_for(visit.session, "terminated")
        visit.expect_line("All is saved")
    assert visit.session.verbs == ["initialized", "passed", "terminated"]
    for step in STEPS:
        held(*CLIENT, "whole course", step)


# ---- ways to end ----


def test_passing_without_reading_completes_as_well(lms: Lms) -> None:
    with lms.visit() as visit:
        visit.started().result(100)
        lms.store.wait_for(visit.session, "completed")
        visit.leave()
    assert sorted(visit.session.verbs[1:3]) == ["completed", "passed"]


def test_a_visit_in_which_nothing_happens_says_only_that(lms: Lms) -> None:
    with lms.visit() as visit:
        visit.started().leave()
    assert visit.session.verbs == ["initialized", "terminated"]


def test_the_finish_button_ends_the_session_and_goes_back_to_the_lms(lms: Lms) -> None:
    with lms.visit(Launch(returns=True)) as visit:
        visit.started().result(60, completed=False)
        visit.finish()
        lms.store.wait(lambda: visit.session.returned, "the content did not go back to the LMS")
        assert visit.page.url.endswith("lms.html"), "it stays in its frame"
    assert visit.session.verbs == ["initialized", "completed", "failed", "terminated"]


def test_a_window_of_its_own_ends_when_the_learner_goes_elsewhere(lms: Lms) -> None:
    with lms.visit(Launch(returns=True), framed=False) as visit:
        visit.started().result(90)
        lms.store.wait_for(visit.session, "passed")
        visit.leave()
    assert not visit.session.returned


def test_after_finishing_nothing_more_is_sent(lms: Lms) -> None:
    with lms.visit() as visit:
        visit.started().finish()
        lms.store.wait_for(visit.session, "terminated")
        visit.expect_line("All is saved")
        asked = len(lms.store.books.asked)
        visit.result(100)
        visit.read_to_end()
        visit.expect_line("finished")
        visit.page.goto("about:blank")
        assert len(lms.store.books.asked) == asked
    assert visit.session.verbs == ["initialized", "completed", "terminated"]


def test_clearing_everything_takes_nothing_back(lms: Lms) -> None:
    with lms.visit() as visit:
        visit.started().result(90)
        lms.store.wait_for(visit.session, "passed")
        visit.frame.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
        visit.until_saved()
        visit.leave()
    with lms.visit(again=visit.session) as later:
        later.started().result(20, completed=False)
        later.leave()
    assert later.session.verbs == ["initialized", "terminated"]


def test_the_time_is_that_of_the_session(lms: Lms) -> None:
    with lms.visit(clock=True) as visit:
        visit.started()
        visit.page.clock.fast_forward(90_000)
        visit.leave()
    last = visit.session.now.sent[-1]["result"]["duration"]
    assert 90 <= seconds(last) < 120


# ---- what an LMS may decide ----


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_a_preview_records_nothing(lms: Lms, mode: str) -> None:
    with lms.visit(Launch(mode=mode)) as visit:
        visit.started().result(100)
        visit.read_to_end()
        visit.expect_line("View only")
        visit.leave()
    assert visit.session.verbs == ["initialized", "terminated"]
    assert lms.store.books.documents == []


@pytest.mark.parametrize(
    ("mastery", "score", "verdict"),
    [
        (None, 85, "passed"),
        (None, 60, "failed"),
        (0.9, 85, "failed"),
        (0.5, 60, "passed"),
        (0.8, 80, "passed"),
    ],
)
def test_the_mastery_score_of_the_lms_decides(
    lms: Lms, mastery: float | None, score: float, verdict: str
) -> None:
    with lms.visit(Launch(mastery=mastery)) as visit:
        visit.started().result(score)
        if verdict == "passed":
            lms.store.wait_for(visit.session, "passed")
        visit.leave()
    assert verdicts(visit.session) == [(verdict, score)]


def test_learner_preferences_may_be_missing(lms: Lms) -> None:
    with lms.visit(Launch(preferences=False)) as visit:
        visit.started().result(90)
        lms.store.wait_for(visit.session, "passed")
        visit.leave()


def test_without_a_token_the_page_works_and_says_why_nothing_is_recorded(lms: Lms) -> None:
    with lms.visit(Launch(fetch_error="2")) as visit:
        visit.ready().expect_line("did not open a session.*2.*stay on this page")
        learner.try_check(visit.frame, right=1)
        visit.read_to_end()
        visit.page.goto("about:blank")
    assert [each.path for each in lms.store.books.asked] == ["/fetch"]


# ---- an LMS in trouble ----


def test_a_slow_lms_holds_nobody_up_and_hears_all_of_it(lms: Lms) -> None:
    with lms.visit(clock=True) as visit:
        with lms.store.slow():
            visit.page.clock.fast_forward(9_000)
            visit.ready().result(90)
            visit.read_to_end()
            assert visit.session.verbs == []
        visit.until(lambda: {"passed", "completed"} <= set(visit.session.verbs), "the result did not arrive")
        visit.leave()
    assert visit.session.verbs[0] == "initialized" and visit.session.verbs[-1] == "terminated"


def test_an_lms_that_fails_half_of_the_time_hears_all_of_it_once(lms: Lms) -> None:
    lms.store.fail_share = 0.5
    with lms.visit(clock=True) as visit:
        visit.until(lambda: "initialized" in visit.session.verbs, "it did not start")
        visit.ready().result(90)
        visit.read_to_end()
        visit.until(lambda: {"passed", "completed"} <= set(visit.session.verbs), "the result did not arrive")
        visit.finish()
        visit.until(lambda: visit.session.ended, "it did not end")
    assert sorted(visit.session.verbs) == ["completed", "initialized", "passed", "terminated"]
    assert lms.store.refused > 3


@pytest.mark.parametrize("trouble", ["fail", "before", "after"])
def test_a_result_during_an_outage_arrives_once_when_it_is_over(lms: Lms, trouble: str) -> None:
    with lms.visit(clock=True) as visit:
        visit.started()
        lms.store.fail_share = 1.0 if trouble == "fail" else 0.0
        lms.store.drop = None if trouble == "fail" else trouble
        visit.result(90)
        visit.expect_line("not answered yet")
        lms.store.fail_share, lms.store.drop = 0.0, None
        visit.until(lambda: {"passed", "completed"} <= set(visit.session.verbs), "the result did not arrive")
        visit.expect_line("Recorded")
        visit.leave()
    assert visit.session.verbs.count("passed") == 1


def test_a_result_without_a_network_arrives_when_it_is_back(lms: Lms) -> None:
    with lms.visit() as visit:
        visit.started().offline(True)
        visit.result(90)
        visit.expect_line("not answered yet")
        visit.offline(False)
        lms.store.wait_for(visit.session, "passed")
        visit.expect_line("Recorded")
        visit.leave()
    assert visit.session.verbs.count("passed") == 1


@pytest.mark.parametrize("overtaking", [False, True], ids=["in order", "overtaking"])
def test_leaving_while_the_lms_is_slow_loses_no_verdict(lms: Lms, overtaking: bool) -> None:
    with lms.visit() as visit:
        visit.started().until_saved()
        with lms.store.slow(overtaking=overtaking):
            visit.result(90)
            lms.store.wait(lambda: lms.store.waiting == 1, "the result is not on its way")
            visit.session.leaving = True
            visit.page.goto("about:blank")
            lms.store.wait(lambda: lms.store.waiting >= 2, "the end is not on its way")
        lms.store.wait_for(visit.session, "terminated")
        lms.store.wait(lambda: lms.store.waiting == 0, "requests are still on their way")
    assert "passed" in visit.session.verbs and visit.session.verbs[-1] == "terminated"
    assert lms.store.books.violations == []
    with lms.visit(again=visit.session) as later:
        later.started().leave()
    assert later.session.verbs == ["initialized", "terminated"]
    # The end overtook the content's own document, so it may say "passed" again: under the same id, and refused for it.
    assert set(lms.store.books.violations) <= {"9.1.0.0-1 another statement has the same id"}
    lms.store.books.violations.clear()


def test_a_failed_end_is_tried_again_and_the_learner_is_told(lms: Lms) -> None:
    with lms.visit(clock=True) as visit:
        visit.started().result(40, completed=False)
        visit.expect_line("Recorded")
        lms.store.fail_share = 1.0
        visit.finish()
        visit.expect_line("not answered yet")
        lms.store.fail_share = 0.0
        visit.until(lambda: visit.session.ended, "it did not end")
        visit.expect_line("All is saved")
    assert visit.session.verbs == ["initialized", "completed", "failed", "terminated"]


def test_everything_that_is_asked_goes_to_the_content_or_the_lms(lms: Lms) -> None:
    with lms.visit() as visit:
        visit.started().leave()
        assert {each.split("/")[2] for each in visit.seen.asked if each.startswith("http")} <= {
            origin.split("/")[2] for origin in visit.seen.allowed
        }
    assert lms.store.books.sessions[0].fetches == 1
