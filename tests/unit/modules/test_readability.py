"""The prose is plain: measured by a library, module by module. Run this file with Python to print the table."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
import textstat
from mirrorwell.course import timing
from mirrorwell.course.outline import Module, course
from mirrorwell.course.publish.cells import tags

FOLDER = Path(__file__).parents[3] / "modules"
HIGHEST = 9.0
# The reference a sentence ends with is no part of it: "(Anda et al., 2020)" has names and no grammar.
CITATION = re.compile(
    r"\s*\((?:\[[^\]]+\]\(#ref-[^)]+\)[;,.\s]*(?:as [^\[\]()]+)?)+\)|\(\[[^\]]+\]\(#ref-[^)]+\)\)"
)
NAME = re.compile(r"\[([^\]]+)\]\(#ref-[^)]+\)")
MARKS = re.compile(r"[*_`#>|“”]|^\s*(?:-|\d+\.)\s+", re.MULTILINE)


class Measured(NamedTuple):
    """Words of teaching prose, and three school grades: sentence and syllable, hard words, letters."""

    words: int
    flesch_kincaid: float
    gunning_fog: float
    coleman_liau: float


def sentences(source: str) -> Iterable[str]:
    """The paragraphs and list items of one cell as running text. Headings, tables and pictures are no sentences."""
    text = NAME.sub("They", CITATION.sub("", source))
    for part in re.split(r"\n\s*\n|\n(?=\s*(?:- |\d+\. ))|</summary>", timing.plain(text)):
        if not re.match(r"\s*(?:#|\||!\[|\*\d+ minutes\*)", part):
            said = " ".join(MARKS.sub("", part).replace("[", "").replace("]", "").split())
            if timing.words(said) > 2:
                yield said if said.endswith((".", "?", ":", "!")) else said + "."


def measured(module: Module) -> Measured:
    cells = nbformat.read(FOLDER / module.notebook, 4).cells
    kept = [c for c in cells if c.cell_type == "markdown" and not tags(c) & timing.NOT_READ]
    text = "\n".join(said for cell in kept for said in sentences(cell.source))
    return Measured(
        sum(timing.words(each) for each in timing.prose(cells)),
        round(textstat.flesch_kincaid_grade(text), 1),
        round(textstat.gunning_fog(text), 1),
        round(textstat.coleman_liau_index(text), 1),
    )


@pytest.mark.parametrize("module", course().modules, ids=lambda module: module.notebook)
def test_the_prose_of_a_module_is_at_grade_nine_or_lower_and_says_enough(module: Module) -> None:
    found = measured(module)
    assert found.words >= 1200
    assert max(found[1:]) <= HIGHEST, found


def test_a_sentence_of_an_office_is_far_above_the_limit() -> None:
    text = "Organizational operationalization necessitates interdepartmental accountability considerations."
    assert textstat.flesch_kincaid_grade(text) > 2 * HIGHEST


def test_a_name_and_a_reference_do_not_count_as_hard_words() -> None:
    source = (
        "A count is crude ([Anda et al., 2020](#ref-anda2020)). [Anda and others](#ref-anda2020) say so too."
    )
    assert list(sentences(source)) == ["A count is crude. They say so too."]


def print_table() -> None:
    print("| module | words | Flesch-Kincaid | Gunning fog | Coleman-Liau | minutes declared | counted |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for module in course().modules:
        cells = nbformat.read(FOLDER / module.notebook, 4).cells
        columns = (module.number, *measured(module), module.minutes, round(timing.minutes(cells), 1))
        print("| " + " | ".join(str(column) for column in columns) + " |")


if __name__ == "__main__":
    print_table()
