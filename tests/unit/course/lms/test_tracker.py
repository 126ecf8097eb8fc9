"""The tracker scripts as they travel: whole, small, of one standard each, and in plain words."""

import re
from importlib.resources import files

import pytest
import textstat
from mirrorwell.course.errors import CourseError
from mirrorwell.course.lms.tracker import STANDARDS, inside, script, style
from rjsmin import jsmin

_STATIC = files("mirrorwell.course.lms") / "static"
_SOURCES = {
    file.name: file.read_text(encoding="utf-8") for file in _STATIC.iterdir() if file.name.endswith(".js")
}
MOST = 21_000
"""Bytes of a tracker as a package carries it."""
# What Open edX looks for in the files of a package, to know that it reports anything.
NEEDED = {
    "scorm12": [
        "cmi.core.lesson_status",
        "cmi.core.score.raw",
        "cmi.suspend_data",
        "LMSInitialize",
        "LMSFinish",
        "LMSCommit",
    ],
    "scorm2004": [
        "cmi.completion_status",
        "cmi.success_status",
        "cmi.progress_measure",
        "cmi.score.scaled",
        "Terminate",
    ],
    "cmi5": [
        "cmi5LearnerPreferences",
        "LMS.LaunchData",
        "https://w3id.org/xapi/cmi5/context/categories/",
        "X-Experience-API-Version",
    ],
}
FOREIGN = {
    "scorm12": ["cmi.completion_status", "API_1484_11", "xapi"],
    "scorm2004": ["cmi.core.", "LMSInitialize", "xapi"],
    "cmi5": ["cmi.core.", "cmi.suspend_data", "LMSInitialize", "API_1484_11"],
}


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_tracker_is_one_function_of_one_standard(standard: str) -> None:
    made = script(standard)
    assert made.startswith("(() => {\n") and made.endswith("})();\n")
    assert f"begin({standard});" in made
    for name in NEEDED[standard]:
        assert f'"{name}"' in made, f"{name} must stand there as it is"
    for name in FOREIGN[standard]:
        assert name not in made


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_tracker_is_small(standard: str) -> None:
    assert len(jsmin(script(standard)).encode()) <= MOST


def test_a_page_inside_a_shell_has_no_tracker_of_its_own() -> None:
    assert "begin(" not in inside() and "cmi." not in inside()
    assert len(jsmin(inside()).encode()) < MOST / 3


def test_a_standard_without_a_tracker_is_refused_by_name() -> None:
    with pytest.raises(CourseError, match=r"no tracker for 'imscc'. Use one of: scorm12, scorm2004, cmi5"):
        script("imscc")


@pytest.mark.parametrize("name", sorted(_SOURCES))
def test_no_template_stands_in_a_template(name: str) -> None:
    """rjsmin takes the inner one for code and drops spaces of its text."""
    assert not re.search(r"\$\{[^}`]*`", _SOURCES[name])


@pytest.mark.parametrize("made", [*map(script, STANDARDS), inside()], ids=[*STANDARDS, "inside"])
def test_packing_takes_nothing_from_any_text(made: str) -> None:
    texts = re.findall(r'"[^"\n]*"|`[^`]*`', re.sub(r"^\s*(//|/\*\*| \*).*$", "", made, flags=re.M))
    packed = jsmin(made)
    assert [text for text in texts if text not in packed] == []


def test_the_style_has_only_colors_of_the_course() -> None:
    assert "--mw-" in style()
    assert not re.search(r"#[0-9a-f]{3}|rgb|hsl|\d+vh", style())


def test_learners_are_told_in_plain_words() -> None:
    said = re.findall(r'"([A-Z][^"\n]*[.!?])"', _SOURCES["notice.js"])
    assert len(said) > 10
    text = " ".join(said)
    assert (
        textstat.flesch_kincaid_grade(text) <= 9
        and textstat.gunning_fog(text) <= 9
        and textstat.coleman_liau_index(text) <= 9
    )
