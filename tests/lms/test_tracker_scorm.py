"""What a SCORM tracker tells an LMS, in both versions: what, in which order, and never anything lower."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from .tracker_host import NEW, UNCHECKED, WHOLE, Visit, visits
from .watch import Watch

Open = Callable[..., Visit]
STATUS = {"scorm12": ("lesson_status",), "scorm2004": ("completion_status", "success_status")}

both = pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Open]:
    with visits(browser, watch) as open_one:
        yield open_one


def statuses(it: Visit, standard: str) -> list[str]:
    return [value for _, value in it.sets(*STATUS[standard])]


def passing(standard: str) -> list[str]:
    return ["passed"] if standard == "scorm12" else ["completed", "passed"]


@both
def test_a_first_visit_says_incomplete_and_nothing_else(standard: str, visit: Open) -> None:
    it = visit(standard)
    assert it.names[0] == "Initialize" and it.names.count("Initialize") == 1
    assert statuses(it, standard) == ["incomplete"]
    assert it.values("suspend_data") == []
    assert it.names[-1] == "Commit"
    expect(it.line).to_have_text("Recorded by your learning system.")


@both
@pytest.mark.parametrize("answer", ["", "incomplete", "completed", "browsed", "something else"])
def test_only_a_new_learner_is_called_incomplete(standard: str, answer: str, visit: Open) -> None:
    it = visit(
        standard,
        {**NEW[standard], f"{'cmi.core.' if standard == 'scorm12' else 'cmi.'}{STATUS[standard][0]}": answer},
    )
    it.see(1)
    it.leave()
    assert "incomplete" not in statuses(it, standard)


@both
def test_reading_is_saved_at_each_section_and_else_every_half_minute(standard: str, visit: Open) -> None:
    it = visit(standard)
    commits = it.names.count("Commit")
    it.see(1)
    assert it.names.count("Commit") == commits + 1
    it.see(1)
    it.change("state.m.A = [7, 3, 5, 9]; state.a.push('rules')")
    assert it.names.count("Commit") == commits + 1, "what stays in the page is nothing to save"
    it.change("state.c['6'] = [50, 1]")
    it.change("state.c['6'] = [50, 2]")
    it.page.clock.run_for(29_000)
    assert it.names.count("Commit") == commits + 1
    it.page.clock.run_for(1_500)
    assert it.names.count("Commit") == commits + 2
    assert json.loads(it.held("cmi.suspend_data"))["c"] == {"6": [50, 2]}


@both
def test_the_state_says_nothing_but_sections_scores_tries_and_a_day(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.change(
        "state.s['6'] = 3; state.c['6'] = [66.67, 2]; state.m.A = [7, 3, 5, 9]; state.a.push('rules'); state.d = '2026-11-24'"
    )
    it.result(66.67)
    assert json.loads(it.held("cmi.suspend_data")) == {
        "mw": 1, "u": "what-protects", "o": [66.67, 0, 0, ""], "v": 1, "s": {"6": 3}, "c": {"6": [66.67, 2]}, "d": "2026-11-24",
    }  # fmt: skip
    assert it.values("location") == ["6.2"]
    it.again()
    assert it.state() == {"v": 1, "s": {"6": 3}, "c": {"6": [66.67, 2]}, "m": {}, "a": [], "d": "2026-11-24"}


@both
def test_a_result_goes_out_at_once_the_score_before_the_status(standard: str, visit: Open) -> None:
    it = visit(standard)
    before = len(it.calls)
    it.result(85.714999)
    names = [call[1].rsplit(".", 1)[-1] for call in it.calls[before:] if call[0] == "SetValue"]
    scores = ["min", "max", "raw"] + (["scaled"] if standard == "scorm2004" else [])
    said = [
        name
        for name in names
        if name
        not in {"location", "lesson_location", "suspend_data", "progress_measure", "session_time", "exit"}
    ]
    assert said == [*scores, *STATUS[standard]]
    assert it.calls[-1] == ["Commit", "", "true"]
    assert (it.values("score.min"), it.values("score.max"), it.values("score.raw")) == (
        ["0"],
        ["100"],
        ["85.71"],
    )
    if standard == "scorm2004":
        assert it.values("score.scaled") == ["0.8571"]
    assert statuses(it, standard) == ["incomplete", *passing(standard)]
    expect(it.line).to_have_text(
        "Recorded by your learning system. Your best score in the check: 85.71 of 100."
    )


@both
def test_a_failed_try_stays_open_and_the_best_counts(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.result(40)
    assert set(statuses(it, standard)) == {"incomplete", "failed"}
    assert it.held("cmi.core.lesson_status" if standard == "scorm12" else "cmi.success_status") == "failed"
    it.result(20)
    assert it.values("score.raw") == ["40"]
    it.again()
    it.result(85)
    assert it.values("score.raw") == ["85"]
    assert statuses(it, standard) == passing(standard)


@both
@pytest.mark.parametrize("silent", [False, True], ids=["an LMS that answers", "one that answers nothing"])
def test_nothing_is_ever_taken_back(standard: str, silent: bool, visit: Open) -> None:
    it = visit(standard, {} if silent else None)
    it.see(1, 2, 3, 4)
    it.result(90)
    for number in range(3):
        if silent:  # of all it was told it gives back the state alone, as the block of Open edX does
            it.page.evaluate("for (const key in held) if (key !== 'cmi.suspend_data') delete held[key]")
        it.again()
        it.frame.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
        it.see(1)
        it.result(10 * number)
        it.leave()
        assert set(statuses(it, standard)) <= set(passing(standard))
        assert set(it.values("score.raw")) <= {"90"}
        assert set(it.values("progress_measure")) <= {"1"}


@both
def test_clearing_everything_forgets_the_document_and_keeps_what_was_reached(
    standard: str, visit: Open
) -> None:
    it = visit(standard)
    it.see(1, 2)
    it.change("state.c['6'] = [85, 3]")
    it.result(85)
    before = it.names.count("Commit")
    it.frame.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
    assert it.names.count("Commit") == before + 1
    assert json.loads(it.held("cmi.suspend_data")) == {
        "mw": 1,
        "u": "what-protects",
        "o": [85, 1, 1, ""],
        "v": 1,
        "s": {},
        "c": {},
        "d": "",
    }
    assert it.sets("location")[-1][1] == ""
    it.again()
    assert it.state()["c"] == {} and it.state()["s"] == {}


@both
def test_what_the_lms_holds_is_never_lowered_when_our_state_is_lost(standard: str, visit: Open) -> None:
    core = "cmi.core." if standard == "scorm12" else "cmi."
    status = "passed" if standard == "scorm12" else "completed"
    held = {
        f"{core}{STATUS[standard][0]}": status,
        "cmi.success_status": "passed",
        f"{core}score.raw": "95",
        "cmi.progress_measure": "1",
    }
    it = visit(standard, held)
    it.see(1)
    it.result(50)
    it.leave()
    assert it.values("score.raw") == []
    assert set(statuses(it, standard)) <= {"passed", "completed"}
    assert set(it.values("progress_measure")) <= {"1"}


@both
@pytest.mark.parametrize(
    "text",
    ["{", "null", "[]", '"x"', "7", '{"v":1,"s":{"6":15}}', '{"mw":0,"u":"what-protects","o":[90,1,1,""],"s":{"6":1}}', '{"mw":1,"u":"another","o":[90,1,1,""]}',
     '{"mw":1,"u":"what-protects","o":7}', "x" * 9000],
)  # fmt: skip
def test_a_state_that_is_not_ours_is_an_empty_start_and_stays_until_there_is_something_to_save(
    standard: str, text: str, visit: Open
) -> None:
    it = visit(standard, {**NEW[standard], "cmi.suspend_data": text})
    assert it.state()["s"] == {}
    assert it.held("cmi.suspend_data") == text
    it.see(1)
    assert json.loads(it.held("cmi.suspend_data"))["s"] == {"6": 1}
    assert "passed" not in statuses(it, standard)


@both
def test_spoiled_parts_of_a_state_are_left_out(standard: str, visit: Open) -> None:
    text = {
        "mw": 1,
        "u": "what-protects",
        "o": [101, "yes", 1, "zz"],
        "v": 1,
        "s": {"6": 5, "x": 1, "7": -1},
        "c": {"6": [200, 1], "post": [70, 2]},
        "d": "soon",
    }
    it = visit(standard, {**NEW[standard], "cmi.suspend_data": json.dumps(text)})
    assert it.state() == {"v": 1, "s": {"6": 5}, "c": {"post": [70, 2]}, "m": {}, "a": [], "d": ""}


@both
def test_the_state_never_reaches_the_limit(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.frame.evaluate(
        """() => { const state = { v: 1, s: {}, c: {}, m: {}, a: [], d: "2026-11-24" };
        for (let at = 0; at < 100; at++) { state.s[at] = 0xffffff; state.c[at] = [99.99, 9999]; state.m["x" + at] = [1, 2, 3, 4]; }
        globalThis[Symbol.for("mirrorwell.host-store")].set(JSON.stringify(state)); }"""
    )
    it.result(99.99)
    for text in it.values("suspend_data"):
        assert len(text) < 3500
    kept = json.loads(it.held("cmi.suspend_data"))
    assert kept["o"] == [99.99, 1, 1, ""] and len(kept["c"]) == 100


@both
def test_reading_to_the_last_section_is_reading_it_all(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.see(1)
    assert it.values("progress_measure") == ([] if standard == "scorm12" else ["0.25"])
    it.see(4)
    assert statuses(it, standard) == ["incomplete"] if standard == "scorm12" else ["incomplete", "completed"]
    if standard == "scorm2004":
        assert it.values("progress_measure")[-1] == "1"
    assert it.values("score.raw") == []


@both
def test_a_unit_without_a_check_is_completed_and_has_no_score(standard: str, visit: Open) -> None:
    it = visit(standard, unit=UNCHECKED)
    it.result(90)
    it.see(1, 2, 3, 4)
    it.leave()
    assert statuses(it, standard)[-1] == "completed"
    assert not {"passed", "failed"} & set(statuses(it, standard))
    assert it.sets("score.raw", "score.max", "score.min", "score.scaled") == []


@both
def test_in_the_whole_course_only_the_post_test_counts(standard: str, visit: Open) -> None:
    it = visit(standard, unit=WHOLE)
    it.see(2, module="1")
    it.result(100, activity="check-1")
    assert statuses(it, standard) == ["incomplete"] and it.values("score.raw") == []
    it.see(3, module="2")
    assert statuses(it, standard)[1:] == ([] if standard == "scorm12" else ["completed"])
    it.result(60, activity="post-test", completed=False)
    it.result(80, activity="post-test")
    assert it.values("score.raw") == ["60", "80"]
    assert [each for each in statuses(it, standard) if each in {"failed", "passed"}] == ["failed", "passed"]


@both
@pytest.mark.parametrize(
    "detail",
    [{"score": None}, {"score": "90"}, {"score": 90, "max": 0}, {"score": 90, "kind": "mirror"}, {"score": 90, "activity": "check-5"}],
    ids=str,
)  # fmt: skip
def test_what_is_no_result_of_the_check_is_no_result(
    standard: str, detail: dict[str, object], visit: Open
) -> None:
    it = visit(standard)
    before = len(it.calls)
    it.result(**detail)
    assert len(it.calls) == before


@both
@pytest.mark.parametrize(("score", "told"), [(-5, "0"), (250, "100"), (33.333333, "33.33")])
def test_scores_stay_between_0_and_100_with_two_decimals(
    standard: str, score: float, told: str, visit: Open
) -> None:
    it = visit(standard)
    it.result(score)
    assert it.values("score.raw") == [told]


@both
@pytest.mark.parametrize("locked", [("mode", "browse"), ("mode", "review"), ("credit", "no-credit")], ids=str)
def test_a_preview_reads_and_writes_nothing_but_exit_and_time(
    standard: str, locked: tuple[str, str], visit: Open
) -> None:
    mode = {"scorm12": "cmi.core.lesson_mode", "scorm2004": "cmi.mode"}[standard]
    core = "cmi.core." if standard == "scorm12" else "cmi."
    state = {"mw": 1, "u": "what-protects", "o": [None, 0, 0, ""], "v": 1, "s": {"6": 3}, "c": {}, "d": ""}
    held = {
        **NEW[standard],
        "cmi.suspend_data": json.dumps(state),
        mode if locked[0] == "mode" else f"{core}credit": locked[1],
    }
    it = visit(standard, held)
    assert it.state()["s"] == {"6": 3}
    expect(it.line).to_have_text(re.compile("^View only"))
    it.see(4)
    it.result(90)
    it.hide()
    it.leave()
    assert {name.rsplit(".", 1)[-1] for name, _ in it.sets()} == {"session_time", "exit"}
    assert it.names[-1] == "Finish"


def test_the_pass_mark_of_the_lms_is_shown_and_ours_decides(visit: Open) -> None:
    it = visit("scorm2004", {**NEW["scorm2004"], "cmi.scaled_passing_score": "0.7"})
    expect(it.frame.locator("[data-sent]")).to_contain_text(
        "It names 70 of 100 as its pass mark; this course goes by 80."
    )
    it.result(75)
    assert it.values("success_status") == ["failed"]


def test_a_scaled_score_below_the_pass_mark_is_not_rounded_up_to_it(visit: Open) -> None:
    it = visit("scorm2004")
    it.result(79.996)
    it.result(79.99)
    assert it.values("score.scaled")[0] == "0.8" and it.values("success_status")[0] == "passed"
    other = visit("scorm2004")
    other.result(79.99)
    assert other.values("score.scaled") == ["0.7999"] and other.values("success_status") == ["failed"]


def test_scorm_12_never_puts_failed_in_the_place_of_completed(visit: Open) -> None:
    it = visit("scorm12", {"cmi.core.lesson_status": "completed"})
    it.result(30)
    assert it.values("lesson_status") == []
    it.result(90)
    assert it.values("lesson_status") == ["passed"]
