"""What the guide for LMS owners says was tested: what the laboratory wrote, no more, and nothing before a run."""

import json
from typing import Any

import pytest
from mirrorwell.course import tested
from mirrorwell.course.errors import CourseError
from mirrorwell.course.tested import STANDARDS, SYSTEMS, filled, kept, plays, section

PLAY = {
    "client": "scorm-again",
    "version": "3.4.3",
    "standard": "SCORM 1.2",
    "scope": "one module",
    "checks": ["resumes", "never lowers a result"],
}


def read(*found: dict[str, Any]) -> tuple[tested.Play, ...]:
    return plays(json.dumps(found), "results.json")


def test_before_any_run_the_guide_says_that_nothing_was_tested() -> None:
    said = section(())
    assert said.startswith("**Not tested yet.**")
    assert "|" not in said
    assert all(name in said for name in SYSTEMS)


def test_a_play_is_a_row_and_what_held_in_each_is_said_once() -> None:
    said = section(read(PLAY, {**PLAY, "client": "A block", "scope": "whole course"}))
    assert "Not tested yet" not in said
    assert "\n- resumes\n- never lowers a result\n" in said
    assert said.count("resumes") == 1
    assert "| A block 3.4.3 | SCORM 1.2 | whole course |" in said
    assert "| scorm-again 3.4.3 | SCORM 1.2 | one module |" in said


def test_what_held_in_one_play_only_stands_beside_it_and_nowhere_else() -> None:
    said = section(read(PLAY, {**PLAY, "client": "A block", "checks": ["resumes"]}))
    assert "\n- resumes\n\n| Client " in said
    assert "| scorm-again 3.4.3 | SCORM 1.2 | one module | never lowers a result |" in said
    assert "| A block 3.4.3 | SCORM 1.2 | one module |  |" in said


def test_plays_with_nothing_in_common_have_no_list_before_the_table() -> None:
    said = section(read(PLAY, {**PLAY, "client": "A block", "checks": ["opens"]}))
    assert said.startswith("| Client | Standard | What was played | What held |")


def test_plays_that_held_the_same_share_a_row() -> None:
    said = section(read(PLAY, {**PLAY, "scope": "whole course"}))
    assert "| scorm-again 3.4.3 | SCORM 1.2 | one module; whole course |" in said


def test_plays_are_in_one_order_whatever_the_order_of_the_file() -> None:
    others = [
        {**PLAY, "standard": "cmi5"},
        {**PLAY, "client": "A block"},
        {**PLAY, "standard": "SCORM 2004 3rd Edition"},
    ]
    found = read(PLAY, *others)
    assert found == read(*others, PLAY)
    assert [(each.client, each.standard) for each in found] == [
        ("A block", "SCORM 1.2"),
        ("scorm-again", "SCORM 1.2"),
        ("scorm-again", "SCORM 2004 3rd Edition"),
        ("scorm-again", "cmi5"),
    ]


def test_a_system_is_named_as_untried_until_a_play_has_it_as_its_client() -> None:
    untried = section(read(PLAY)).splitlines()[-1]
    assert "Canvas" in untried
    assert "Moodle," in untried
    tried = section(read({**PLAY, "client": "Moodle"})).splitlines()[-1]
    assert "Moodle," not in tried
    assert "the Moodle phone app" in tried


def test_a_block_of_open_edx_is_not_a_whole_site() -> None:
    assert "a whole Open edX site" in section(read({**PLAY, "client": "Open edX SCORM block"}))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"results\.json is not valid JSON: .*Copy the laboratory's results again\."),
        ("{}", r"results\.json is no list"),
        ('["x"]', r"play 1 must be a table"),
        (json.dumps([PLAY, {**PLAY, "client": ""}]), r"results\.json: play 2\.client is empty"),
        (json.dumps([{**PLAY, "version": 3}]), r"play 1\.version is 3\. Write text in quotes\."),
        (json.dumps([{**PLAY, "checks": []}]), r"play 1\.checks must be a list of texts, at least one"),
        (json.dumps([{**PLAY, "checks": ["a | b"]}]), r"play 1\.checks is 'a \| b'\. Write plain words"),
        (json.dumps([{**PLAY, "scope": "<b>all</b>"}]), r"play 1\.scope .* Write plain words"),
        (
            json.dumps([{**PLAY, "standard": "SCORM 1.3"}]),
            r"play 1\.standard is 'SCORM 1\.3'\. Use one of: SCORM 1\.2, ",
        ),
        (json.dumps([{**PLAY, "passed": True}]), r"play 1\.passed is not a known key"),
        (json.dumps([{k: v for k, v in PLAY.items() if k != "scope"}]), r"play 1\.scope is missing"),
        (json.dumps([PLAY, PLAY]), r"scorm-again 3\.4\.3 with SCORM 1\.2, one module, is there twice"),
    ],
)
def test_a_fault_in_the_results_is_one_line_with_its_place(text: str, message: str) -> None:
    with pytest.raises(CourseError, match=message) as fault:
        plays(text, "results.json")
    assert "\n" not in str(fault.value)


def test_the_line_of_the_guide_gives_way_to_the_results(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tested, "kept", lambda: read(PLAY))
    assert filled("Before.\n\n{{ tested }}\n\nAfter.").startswith("Before.\n\nIn each play")
    assert filled("Before.\n\n{{ tested }}\n\nAfter.").endswith("\n\nAfter.")


def test_a_text_without_that_line_stays_as_it_is() -> None:
    text = "A line that speaks of {{ tested }} in its middle."
    assert filled(text) == text


def test_the_copy_that_the_page_shows_can_be_read() -> None:
    assert all(each.standard in STANDARDS for each in kept())
