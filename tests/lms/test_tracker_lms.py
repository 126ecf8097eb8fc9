"""A SCORM tracker and an LMS that misbehaves: calls that fail, throw or say nothing, networks that go, pages that close."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from .tracker_host import NEW, UNCHECKED, Visit, visits
from .watch import Watch

Open = Callable[..., Visit]
COMMIT = {"scorm12": "LMSCommit", "scorm2004": "Commit"}
SET = {"scorm12": "LMSSetValue", "scorm2004": "SetValue"}
BEGIN = {"scorm12": "LMSInitialize", "scorm2004": "Initialize"}
ERROR = {"scorm12": "LMSGetLastError", "scorm2004": "GetLastError"}
both = pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
GET = {"scorm12": "LMSGetValue", "scorm2004": "GetValue"}
SHUT = {
    name: f"bad = {{ {BEGIN[name]}: () => 'false', {GET[name]}: () => '', {ERROR[name]}: () => '301' }};"
    for name in BEGIN
}
TRIES = re.compile("has not answered yet. The course tries again. Nothing is lost while this page is open.")
# Every call of an API, misbehaving in one way.
WAYS = {
    "throws": "() => { throw new Error('no'); }",
    "says false": "() => 'false'",
    "says nothing": "() => undefined",
    "says an empty text": "() => ''",
    "says null": "() => null",
    "says an object": "() => ({ toString() { throw new Error('no'); } })",
}


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Open]:
    with visits(browser, watch) as open_one:
        yield open_one


@both
@pytest.mark.parametrize("way", WAYS)
def test_an_api_that_never_works_harms_nothing(standard: str, way: str, visit: Open) -> None:
    setup = f"for (const name of NAMES.{'API' if standard == 'scorm12' else 'API_1484_11'}) bad[name] = {WAYS[way]};"
    it = visit(standard, setup=setup)
    it.see(1, 4)
    it.result(90)
    expect(it.line).to_have_text(TRIES)
    assert it.state()["s"] == {"6": 9}
    it.hide()
    it.leave()


@both
@pytest.mark.parametrize("way", WAYS)
def test_a_commit_that_fails_is_tried_again_with_growing_pauses_until_it_is_stored(
    standard: str, way: str, visit: Open
) -> None:
    it = visit(standard)
    it.bad(
        **{
            COMMIT[
                standard
            ]: f"(...given) => {{ times.push(frames[0].performance.now()); return ({WAYS[way]})(); }}"
        }
    )
    it.bad(**{ERROR[standard]: "() => '391'"})
    it.page.evaluate("window.times = []")
    it.result(85)
    expect(it.line).to_have_text(TRIES)
    it.page.clock.run_for(220_000)
    times = it.page.evaluate("times")
    assert [round((late - early) / 1000) for early, late in pairwise(times)] == [1, 2, 4, 8, 16, 32, 60, 60]
    before = len(it.calls)
    it.bad(**{COMMIT[standard]: "", ERROR[standard]: ""})
    it.page.clock.run_for(60_000)
    assert it.calls[-1] == ["Commit", "", "true"]
    assert "85" in [call[2] for call in it.calls[before:] if call[0] == "SetValue"], (
        "after a failed commit all is said again"
    )
    expect(it.line).to_have_text(re.compile("^Recorded by your learning system."))
    count = len(it.calls)
    it.page.clock.run_for(300_000)
    assert len(it.calls) == count


@both
def test_coming_back_online_tries_at_once(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.bad(**{COMMIT[standard]: "() => 'false'"})
    it.result(85)
    it.page.clock.run_for(20_000)
    it.bad(**{COMMIT[standard]: ""})
    count = it.names.count("Commit")
    it.frame.evaluate("window.dispatchEvent(new Event('online'))")
    assert it.names.count("Commit") == count + 1
    expect(it.line).to_have_text(re.compile("^Recorded"))


@both
def test_what_is_refused_is_kept_and_the_status_follows_its_score_again(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.bad(
        **{SET[standard]: "(key, value) => key.endsWith('score.raw') ? 'false' : (held[key] = value, 'true')"}
    )
    it.result(85)
    expect(it.line).to_have_text(TRIES)
    assert it.names[-1] == "Commit"
    it.bad(**{SET[standard]: ""})
    before = len(it.calls)
    it.page.clock.run_for(1_100)
    said = [
        call[1]
        for call in it.calls[before:]
        if call[0] == "SetValue" and call[1].endswith(("score.raw", "status"))
    ]
    assert said[0].endswith("score.raw") and said[-1].endswith("_status")
    expect(it.line).to_have_text(re.compile("^Recorded"))


@both
def test_an_lms_that_refuses_what_it_need_not_know_is_no_failure(standard: str, visit: Open) -> None:
    it = visit(standard)
    optional = "/score.(min|max)|location|progress_measure|session_time|exit/"
    it.bad(**{SET[standard]: f"(key, value) => {optional}.test(key) ? 'false' : (held[key] = value, 'true')"})
    it.result(85)
    expect(it.line).to_have_text(re.compile("^Recorded"))


@both
@pytest.mark.parametrize("yes", ["true", "'true'", "1", "'1'", "undefined", "''"])
def test_every_way_of_saying_yes_is_understood(standard: str, yes: str, visit: Open) -> None:
    setup = f"for (const name of {json.dumps([BEGIN[standard], COMMIT[standard]])}) bad[name] = () => {yes};"
    it = visit(standard, setup=setup)
    it.result(85)
    expect(it.line).to_have_text(re.compile("^Recorded"))


def test_a_value_that_was_never_set_is_no_error(visit: Open) -> None:
    unset = "code = '0'; bad.GetValue = key => { code = key in held ? '0' : '403'; return held[key] ?? ''; }; bad.GetLastError = () => code;"
    it = visit("scorm2004", {"cmi.completion_status": "unknown"}, setup=f"var {unset}")
    it.page.evaluate("() => { bad.GetLastError = () => '0'; }")
    it.result(85)
    expect(it.line).to_have_text(re.compile("^Recorded"))
    assert it.names.count("Initialize") == 1


# ---- the end ----


@both
def test_leaving_ends_the_session_once_and_last(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.see(1)
    it.leave()
    assert it.names.count("Finish") == 1 and it.names[-1] == "Finish"
    assert it.names[-2] == "Commit"


@both
def test_a_commit_that_fails_while_leaving_never_prevents_the_end(standard: str, visit: Open) -> None:
    it = visit(standard)
    for way in WAYS.values():
        it.bad(**{COMMIT[standard]: way, ERROR[standard]: "() => '391'"})
        it.see(1, 2)
        it.leave()
        assert it.names.count("Finish") == 1 and it.names[-1] == "Finish"
        it.bad(**{COMMIT[standard]: "", ERROR[standard]: ""})
        it.again()


@both
def test_finish_ends_the_session_and_nothing_more_is_said(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.result(85)
    it.frame.get_by_role("button", name="Finish and save").click()
    expect(it.frame.get_by_text("All is saved. It is safe to close this page.")).to_have_count(2)
    assert it.names[-2:] == ["Commit", "Finish"]
    count = len(it.calls)
    it.see(2)
    it.result(95)
    it.hide()
    it.page.clock.run_for(120_000)
    expect(it.line).to_have_text(
        "This session is finished. To record more, open the course again from your learning system."
    )
    it.leave()
    assert len(it.calls) == count


@both
def test_finish_with_an_lms_that_does_not_answer_says_so(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.bad(
        **{
            COMMIT[standard]: "() => 'false'",
            ("LMSFinish" if standard == "scorm12" else "Terminate"): "() => 'false'",
        }
    )
    it.result(85)
    it.frame.get_by_role("button", name="Finish and save").click()
    expect(it.line).to_have_text(re.compile("did not confirm the last save"))
    assert it.names.count("Finish") == 1


@both
def test_time_counts_only_while_the_page_can_be_seen(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.page.clock.run_for(65_250)
    it.hide()
    it.page.clock.run_for(3_600_000)
    it.hide(False)
    it.page.clock.run_for(3_600_000)
    it.page.clock.run_for(4_000)
    it.leave()
    times = [value for value in it.values("session_time")]
    if standard == "scorm12":
        assert all(re.fullmatch(r"\d{4}:\d\d:\d\d\.\d\d", each) for each in times)
        assert (times[1][:8], times[-1][:8]) == ("0000:01:", "0001:01:")
        whole = [
            sum(float(part) * unit for part, unit in zip(each.split(":"), (3600, 60, 1), strict=True))
            for each in times
        ]
    else:
        assert all(
            re.fullmatch(r"PT(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?", each) and each != "PT" for each in times
        )
        unit = {"H": 3600, "M": 60, "S": 1}
        whole = [
            sum(float(number) * unit[letter] for number, letter in re.findall(r"([\d.]+)([HMS])", each))
            for each in times
        ]
    assert 65.25 <= whole[1] < 70 and 3669 <= whole[-1] < 3675


@both
def test_hiding_saves_and_does_not_end(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.change("state.c['6'] = [50, 1]")
    it.hide()
    assert it.names[-1] == "Commit" and "Finish" not in it.names
    assert json.loads(it.held("cmi.suspend_data"))["c"] == {"6": [50, 1]}
    assert it.values("exit")[-1] == "suspend"


@both
def test_a_page_that_comes_back_from_the_browsers_memory_goes_on(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.frame.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert "Finish" not in it.names and it.names[-1] == "Commit"
    it.frame.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    it.page.clock.run_for(10_000)
    it.result(85)
    it.leave()
    assert "85" in it.values("score.raw")
    assert it.names.count("Finish") == 1
    assert re.search(r"00:1\d|PT1\d", it.values("session_time")[-1])


def test_scorm_12_is_suspended_until_it_is_finished(visit: Open) -> None:
    it = visit("scorm12")
    it.result(30)
    it.leave()
    assert it.held("cmi.core.exit") == "suspend"
    it.again()
    it.result(85)
    it.leave()
    assert it.held("cmi.core.exit") == ""


def test_scorm_12_without_a_check_is_finished_when_it_is_read(visit: Open) -> None:
    it = visit("scorm12", unit=UNCHECKED)
    it.see(4)
    it.leave()
    assert it.held("cmi.core.exit") == ""


def test_scorm_2004_keeps_what_it_knows_after_it_is_finished(visit: Open) -> None:
    it = visit("scorm2004")
    it.result(85)
    it.leave()
    assert it.held("cmi.exit") == "suspend", "after 'normal' the next visit would start from nothing"


# ---- the beginning ----


@both
def test_an_lms_that_opens_late_gives_its_state_late_and_both_are_kept(standard: str, visit: Open) -> None:
    state = {
        "mw": 1,
        "u": "what-protects",
        "o": [70, 0, 0, ""],
        "v": 1,
        "s": {"6": 1},
        "c": {"6": [70, 3]},
        "d": "2026-01-02",
    }
    it = visit(standard, {**NEW[standard], "cmi.suspend_data": json.dumps(state)}, setup=SHUT[standard])
    it.see(2)
    it.change(
        "state.c['6'] = [60, 4]; state.a.push('rules'); state.m.A = [7, 3, 5, 9]; state.d = '2026-11-24'"
    )
    it.result(60)
    expect(it.line).to_have_text(TRIES)
    assert it.names.count("SetValue") == 0
    it.frame.evaluate("states = 0")
    it.page.evaluate("bad = {}")
    it.page.clock.run_for(40_000)
    expect(it.line).to_have_text(re.compile("^Recorded"))
    assert it.state() == {
        "v": 1,
        "s": {"6": 3},
        "c": {"6": [70, 4]},
        "m": {"A": [7, 3, 5, 9]},
        "a": ["rules"],
        "d": "2026-01-02",
    }
    assert it.frame.evaluate("states") == 1
    assert json.loads(it.held("cmi.suspend_data"))["o"] == [70, 0, 0, ""]
    assert it.values("score.raw") == ["70"]


@both
def test_what_was_cleared_before_the_lms_answered_stays_cleared(standard: str, visit: Open) -> None:
    state = {
        "mw": 1,
        "u": "what-protects",
        "o": [90, 1, 1, ""],
        "v": 1,
        "s": {"6": 15},
        "c": {"6": [90, 3]},
        "d": "2026-01-02",
    }
    it = visit(standard, {**NEW[standard], "cmi.suspend_data": json.dumps(state)}, setup=SHUT[standard])
    it.see(1)
    it.frame.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
    it.page.evaluate("bad = {}")
    it.page.clock.run_for(10_000)
    expect(it.line).to_have_text(re.compile("^Recorded"))
    assert it.state()["s"] == {}
    assert json.loads(it.held("cmi.suspend_data"))["o"] == [90, 1, 1, ""]


@both
def test_a_session_that_is_open_already_is_used(standard: str, visit: Open) -> None:
    it = visit(standard, setup=f"bad.{BEGIN[standard]} = () => 'false';")
    it.result(85)
    expect(it.line).to_have_text(re.compile("^Recorded"))
    assert it.names.count("Initialize") == 1


def test_a_session_that_was_ended_is_over(visit: Open) -> None:
    it = visit(
        "scorm2004",
        setup="bad.Initialize = () => 'false'; bad.GetLastError = () => '104'; bad.GetValue = () => '';",
    )
    expect(it.line).to_have_text(
        "This session is finished. To record more, open the course again from your learning system."
    )
    it.page.clock.run_for(120_000)
    assert it.names == ["Initialize"]
