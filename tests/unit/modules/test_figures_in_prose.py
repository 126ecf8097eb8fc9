"""Every finding in the teaching text is marked, and says what the data say.

A finding is written `<data value="RESOURCE?column=value#field">18.5%</data>` in a notebook; a question lists its
findings under `figures`. When a cell of a CSV changes, the tests name each place that is now wrong.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.datasets import figures, loader
from mirrorwell.datasets.errors import DataError
from mirrorwell.widgets import bank

MARK = re.compile(r'<data value="([^"]+)">([^<]*)</data>')
# A percentage or a decimal that is not marked. "95% interval" names a method and is no finding.
LOOSE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?\s?%(?! interval)|(?<![\w.,/])\d+\.\d+(?![\w./])")
LISTS = {"references", "further-reading"}


def disagreements(marks: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """One sentence for each mark (where, printed text, reference) that does not agree with the data."""
    for where, printed, ref in marks:
        try:
            value = figures.figure(ref)
        except DataError as error:
            yield f"{where}: {printed!r}: {error}"
            continue
        if not figures.printed_matches(printed, value):
            yield f"{where}: prints {printed!r}, but {ref} is {value:g}."


def marks_of(passages: Iterable[Any]) -> list[tuple[str, str, str]]:
    return [(str(p), text, ref) for p in passages for ref, text in MARK.findall(p.text)]


def marks_of_questions() -> list[tuple[str, str, str]]:
    return [
        (f"questions.toml, {question.id}", shown, ref)
        for question in bank.load().questions
        for shown, ref in question.figures
    ]


def test_every_marked_figure_says_what_the_data_say(passages: list[Any]) -> None:
    marks = marks_of(passages)
    assert len(marks) > 100, "the modules have lost their marked figures"
    assert not list(disagreements(marks))


def test_every_figure_of_a_question_says_what_the_data_say() -> None:
    marks = marks_of_questions()
    assert marks, "the questions have lost their figures"
    assert not list(disagreements(marks))


def test_no_percentage_or_decimal_in_the_prose_is_unmarked(passages: list[Any], plain: Any) -> None:
    found = [
        f"{passage}: {loose!r} is not marked. Write <data value=...> around it."
        for passage in passages
        if not LISTS & passage.tags
        for loose in LOOSE.findall(plain(MARK.sub("", passage.text)))
    ]
    assert not found


def test_no_percentage_or_decimal_in_a_question_is_unlisted() -> None:
    found = []
    for question in bank.load().questions:
        for text in question.texts():
            for shown, _ in sorted(question.figures, key=lambda pair: -len(pair[0])):
                text = text.replace(shown, "")
            found += [f"{question.id}: {loose!r} is not under figures" for loose in LOOSE.findall(text)]
    assert not found


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that may be changed; the loader reads it instead of the real one."""
    shutil.copytree(loader.DATA, tmp_path / "data")
    monkeypatch.setattr(loader, "DATA", tmp_path / "data")
    return tmp_path / "data"


def test_a_changed_cell_names_each_place_that_is_now_wrong(copied: Path, passages: list[Any]) -> None:
    file = copied / "ace_yrbs_2023.csv"
    text = file.read_text(encoding="utf-8")
    line = next(
        row for row in text.splitlines() if row.startswith("ace_4plus,") and ",all,All students," in row
    )
    assert ",18.5," in line
    file.write_text(text.replace(line, line.replace(",18.5,", ",18.9,", 1)), encoding="utf-8")

    wrong = list(disagreements([*marks_of(passages), *marks_of_questions()]))
    hit = [
        where
        for where, _, ref in marks_of(passages)
        if "measure=ace_4plus&group=All students" in ref and "ace_yrbs_2023" in ref and "#ci" not in ref
    ]
    named = [where for where in hit if "#n_" not in where]
    assert named, "no passage prints this figure any more: choose another for this test"
    assert any("18.5%" in problem and "18.9" in problem for problem in wrong)
    assert any("81.5%" in problem and "81.1" in problem for problem in wrong), "the share without changes too"
    assert all(problem.startswith("05-reading-ace-evidence-with-care.ipynb, cell ") for problem in wrong)


def test_a_figure_whose_row_is_gone_is_named_with_its_place(copied: Path, passages: list[Any]) -> None:
    file = copied / "evidence.csv"
    kept = [row for row in file.read_text(encoding="utf-8").splitlines() if not row.startswith("felitti_")]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    wrong = list(disagreements(marks_of(passages)))
    assert len(wrong) == 2 and all("a-count" in problem and "fits no row" in problem for problem in wrong)


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("It was 18.5% here.", ["18.5%"]),
        ("It was 0.28 times.", ["0.28"]),
        ("the 95% interval", []),
        ("In 2023, 60 minutes, section 3.", []),
        ("Volume 73(4), 39-49", []),
    ],
)
def test_what_counts_as_a_loose_finding(text: str, loose: list[str]) -> None:
    assert LOOSE.findall(text) == loose
