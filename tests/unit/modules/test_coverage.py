"""Each idea of the three articles the course grew from has its place: `modules/coverage.toml` says where."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.course import timing
from mirrorwell.course.outline import course
from mirrorwell.course.publish.cells import tags

FILE = Path(__file__).parents[3] / "modules" / "coverage.toml"
SOURCES = {"C": "carroll2022", "S": "stauffer2023", "B": "bloom_farragher_summary"}
IDEAS = tomllib.loads(FILE.read_text(encoding="utf-8"))["idea"]


def places(notebooks: dict[str, Any]) -> dict[tuple[int, str, str], str]:
    """(module, section, cell) of every cell that a learner reads, with the text of its whole section."""
    found: dict[tuple[int, str, str], str] = {}
    for module in course().modules:
        section = ""
        ids = iter(each.id for each in module.sections)
        parts: dict[str, list[Any]] = {}
        for cell in notebooks[module.notebook].cells:
            if "section" in tags(cell):
                section = next(ids)
            parts.setdefault(section, []).append(cell)
        for section, cells in parts.items():
            text = "\n".join(cell.source for cell in cells)
            found |= {
                (module.number, section, cell.id): text for cell in cells if not tags(cell) & timing.NOT_READ
            }
    return found


def test_all_86_ideas_are_there_once_with_their_source() -> None:
    codes = [idea["code"] for idea in IDEAS]
    assert Counter(codes).most_common(1)[0][1] == 1
    assert Counter(code[0] for code in codes) == {"C": 31, "S": 42, "B": 13}
    assert len(codes) == 86
    assert all(idea["source"] == SOURCES[idea["code"][0]] for idea in IDEAS)
    assert all(len(idea["idea"].split()) >= 2 for idea in IDEAS)


@pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: idea["code"])
def test_an_idea_is_taught_where_the_file_says(idea: dict[str, Any], notebooks: dict[str, Any]) -> None:
    known = places(notebooks)
    assert idea["taught"], "an idea without a place"
    for place in idea["taught"]:
        assert (place["module"], place["section"], place["cell"]) in known, place


@pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: idea["code"])
def test_where_an_idea_is_taught_its_source_is_named(idea: dict[str, Any], notebooks: dict[str, Any]) -> None:
    known = places(notebooks)
    sections = [known[place["module"], place["section"], place["cell"]] for place in idea["taught"]]
    named = [text for text in sections if re.search(rf"#ref-{idea['source']}\b", text)]
    assert named, f"no section that teaches {idea['code']} names {idea['source']}"
