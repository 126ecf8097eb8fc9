"""Each test breaks one thing in a copy and reads the one line that names it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.datasets import DataError
from mirrorwell.datasets.check import check

MakeCopy = Callable[..., Any]


def test_the_data_of_the_project_have_no_problem() -> None:
    assert check() == []


def test_an_unbroken_copy_has_no_problem(copy_of: MakeCopy) -> None:
    assert copy_of("ace_kaiser", "support_lines", "glossary").problems() == []


def test_a_missing_column_is_named(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_kaiser")
    copy.edit("ace_kaiser.csv", lambda text: text.replace(",unit,", ",", 1).replace(",percent,", ","))
    assert copy.problems() == [
        "ace_kaiser.csv:1: column unit is missing, the descriptor names the columns; put it back"
    ]


def test_an_interval_that_misses_its_estimate_is_named(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_yrbs_2023")
    copy.replace("ace_yrbs_2023.csv", "18.5,percent,16.5,20.6", "18.5,percent,19.5,20.6")
    (line,) = copy.problems()
    assert line.startswith(
        "ace_yrbs_2023.csv:2: the interval 19.5 to 20.6 does not hold the estimate 18.5; compare it"
    )


def test_a_percentage_above_100_is_named(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_states_2019_2023")
    copy.replace("ace_states_2019_2023.csv", "59.1,percent,,", "159.1,percent,,")
    (line,) = copy.problems()
    assert "estimate 159.1 is outside 0 to 100 percent; compare it with jemiyo2025" in line


def test_an_unknown_source_is_named(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_kaiser")
    copy.replace("ace_kaiser.csv", ",cdc2009,", ",cdc1909,")
    (line,) = copy.problems()
    assert line == (
        "ace_kaiser.csv:2: source 'cdc1909' is not in references.json; add the work or mend the id"
    )


def test_another_encoding_is_named_with_its_line(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_kaiser")
    path = copy.folder / "ace_kaiser.csv"
    path.write_bytes(
        path.read_bytes().replace(b"Emotional neglect", "Émotional neglect".encode("latin-1"), 1)
    )
    (line,) = copy.problems()
    assert line.startswith("ace_kaiser.csv:11: byte 0xc9 is not UTF-8") and line.endswith("save it as UTF-8")


def test_a_sound_file_with_another_hash_is_named(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_kaiser")
    copy.replace("ace_kaiser.csv", "no interval published", "no interval printed")
    (line,) = copy.problems()
    assert line.startswith("ace_kaiser.csv:1: the file is not the one whose hash is recorded")
    assert line.endswith("python -m mirrorwell.datasets.descriptor")


def test_a_changed_reference_file_is_named(copy_of: MakeCopy) -> None:
    copy = copy_of("glossary")
    copy.replace("references.json", "abstract", "summary")
    (line,) = copy.problems()
    assert line.startswith("references.json:1: the file is not the one whose hash is recorded")


def test_a_missing_file_and_an_unknown_file_are_named(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_kaiser")
    (copy.folder / "ace_kaiser.csv").rename(copy.folder / "ace_kayser.csv")
    missing, unknown = copy.problems()
    assert missing == "ace_kaiser.csv:1: the file is missing, the descriptor names it; put it back"
    assert unknown.startswith("ace_kayser.csv:1: the descriptor does not name this file")


BROKEN_ROWS = [
    ("10.6,percent", "ten,percent", "estimate: type is"),
    ("10.6,percent", ",percent", "the estimate is empty without a reason"),
    ("10.6,percent", "10.6,per cent", 'constraint "enum"'),
    (
        "10.6,percent",
        "12.6,percent",
        "12.6 is not the mean of shares: men 7.6, women 13.1".replace("shares: ", ""),
    ),
    (",17337,row,", ",17337,group,", 'constraint "enum"'),
    (",17337,row,", ",17337,,", "n_unweighted stands without n_scope"),
    (",17337,row,", ",,row,", "n_scope stands without n_unweighted"),
    (",17337,row,", ",17,row,", "n is 17, fewer than 30"),
    ("prevalence.htm,,", "prevalence.htm,vague,", "flag 'vague' is not known"),
    ("prevalence.htm,,", "prevalence.htm,weak,", "flag weak does not follow"),
    ("prevalence.htm,,", "prevalence.htm,suppressed,", "stands beside an estimate"),
    ("https://webarchive", "webarchive", 'constraint "pattern"'),
    ("Emotional abuse,", "Emotional harm,", "is labelled"),
    ("all,All adults,10.6,percent,,,17337", "all,All adults,10.6,percent,,17337", "19 cells, the header has"),
]


@pytest.mark.parametrize(("old", "new", "why"), BROKEN_ROWS, ids=[why[:30] for _, _, why in BROKEN_ROWS])
def test_a_broken_row_gives_one_line(copy_of: MakeCopy, old: str, new: str, why: str) -> None:
    copy = copy_of("ace_kaiser")
    copy.replace("ace_kaiser.csv", old, new)
    found = copy.problems()
    assert found and why.replace("19 cells", "18 cells") in found[0], found
    assert len({line.split(": ", 1)[1] for line in found}) == 1


def test_a_wide_interval_without_a_flag_is_named(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_yrbs_2023")
    copy.replace("ace_yrbs_2023.csv", ",weak,", ",,")
    (line,) = copy.problems()
    assert "is wide by the rule; add the flag weak" in line


def test_counts_that_do_not_add_up_are_named(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_yrbs_2023")
    copy.replace("ace_yrbs_2023.csv", "18.5,percent,16.5,20.6", "19.5,percent,16.5,20.6")
    (line,) = copy.problems()
    assert "All students: the counts on lines" in line and "add up to 101.1, not 100" in line


def test_a_row_that_stands_twice_is_named(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_kaiser")
    copy.edit("ace_kaiser.csv", lambda text: text + text.splitlines()[1] + "\n")
    (line,) = copy.problems()
    assert line == "ace_kaiser.csv:47: this row says what line 2 says; remove one, or tell them apart"


BROKEN_TEXTS = [
    (
        "support_lines.csv",
        "without a date,https",
        "without date,https",
        "seen_on is empty and provenance does not say why",
    ),
    (
        "support_lines.csv",
        "get-help/what-to-expect,,,",
        "get-help/what-to-expect,,2026-01-02,",
        "go together",
    ),
    (
        "support_lines.csv",
        "veterans may also",
        "press 3 for young people; veterans may also",
        "ended on 17 July 2025",
    ),
    ("support_lines.csv", "HOME to 741741", "", "no way to reach this service"),
    (
        "support_lines.csv",
        "https://988lifeline.org/get-help",
        "988lifeline.org/get-help",
        'constraint "pattern"',
    ),
    ("glossary.csv", "ACE score; PCE", "ACE scores; PCE", "see_also 'ACE scores' is not a term"),
    ("glossary.csv", "anda2020", "anda2021", "source 'anda2021' is not in references.json"),
    ("references.json", '"DOI": "10.', '"DOI": "https://doi.org/10.', "does not begin with 10."),
    ("references.json", '"id": "aslam_small_area"', '"id": "anda2020"', "the id is used twice"),
]


@pytest.mark.parametrize(("name", "old", "new", "why"), BROKEN_TEXTS, ids=[b[3][:30] for b in BROKEN_TEXTS])
def test_a_broken_text_gives_a_line(copy_of: MakeCopy, name: str, old: str, new: str, why: str) -> None:
    copy = copy_of("support_lines", "glossary")
    copy.replace(name, old, new)
    found = copy.problems()
    assert len(found) == 1 and why in found[0], found
    assert found[0].startswith(name)


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone is not a folder. Name the folder"):
        check(tmp_path / "gone")


def test_a_share_of_none_without_interval_may_be_called_weak(copy_of: MakeCopy) -> None:
    copy = copy_of("ace_kaiser")
    copy.edit(
        "ace_kaiser.csv",
        lambda text: text.replace("Men,7.6,", "Men,0.0,").replace(",Women,13.1,", ",Women,0,"),
    )
    copy.replace("ace_kaiser.csv", "All adults,10.6,percent", "All adults,0.0,percent")
    copy.replace("ace_kaiser.csv", "prevalence.htm,,", "prevalence.htm,weak,")
    assert [line for line in copy.problems() if "weak" in line] == []


def test_json_that_does_not_parse_is_named(copy_of: MakeCopy) -> None:
    copy = copy_of("glossary")
    copy.edit("references.json", lambda text: text[:-5])
    assert copy.problems()[0].startswith("references.json:")


def test_a_folder_without_descriptor_is_read_by_the_one_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "ace_kaiser.csv").write_text("measure\n", encoding="utf-8")
    found = check(tmp_path)
    assert any(line.startswith("ace_kaiser.csv:1: column measure_label") for line in found)
    assert any(line.startswith("references.json:1: the file is missing") for line in found)
    assert json.dumps(found)
