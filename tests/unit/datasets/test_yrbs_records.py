"""Reading survey records: three kinds of file, codes or labels, and every way in which a file can be wrong."""

import builtins
import csv
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat
import pytest
from mirrorwell.datasets.errors import DataError
from mirrorwell.datasets.yrbs.build import build_yrbs
from mirrorwell.datasets.yrbs.records import DESIGN, labels, read_records

Table = list[dict[str, str]]


@pytest.fixture(scope="module")
def coded() -> Table:
    """60 made students in 2 strata of 3 PSUs; CDC's codes, one answer in ten left empty."""
    chance = random.Random(2023)
    rows = []
    for number in range(60):
        row = {
            "weight": str(chance.randint(1, 12) / 4),
            "stratum": str(101 + number % 2),
            "psu": str(number % 6 + 1),
        }
        for variable, known in labels().items():
            row[variable] = "" if chance.random() < 0.1 else chance.choice(list(known))
        rows.append(row)
    return rows


def as_labels(coded: Table) -> Table:
    """The same answers in CDC's words."""
    return [{name: labels().get(name, {}).get(text, text) for name, text in row.items()} for row in coded]


def write_csv(path: Path, rows: Table, names: Callable[[str], str] = str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([names(name) for name in rows[0]])
        table.writerows(row.values() for row in rows)
    return path


def write_parquet(path: Path, rows: Table) -> Path:
    """Design as numbers, answers as text with nulls."""
    kinds: dict[str, Any] = {"weight": pl.Float64, "stratum": pl.Int32, "psu": pl.Int32}
    columns = [
        pl.Series(name, [row[name] or None for row in rows]).cast(kinds.get(name, pl.Categorical))
        for name in rows[0]
    ]
    pl.DataFrame(columns).write_parquet(path)
    return path


def write_xpt(path: Path, rows: Table) -> Path:
    """Numbers, as CDC's SAS files have them, with names in capitals."""
    frame = pl.DataFrame(
        {name.upper(): [float(row[name]) if row[name] else None for row in rows] for name in rows[0]}
    )
    pyreadstat.write_xport(frame, str(path), file_format_version=5)
    return path


def refusal(path: Path) -> str:
    """What the reader says, which is one line."""
    with pytest.raises(DataError) as caught:
        read_records(path)
    said = str(caught.value)
    assert "\n" not in said and path.name in said
    return said


def changed(rows: Table, **cells: str | None) -> Table:
    """The table with other text in its first row; None takes the column out."""
    gone = {name for name, text in cells.items() if text is None}
    first = {**rows[0], **{name: text for name, text in cells.items() if text is not None}}
    return [{name: text for name, text in row.items() if name not in gone} for row in [first, *rows[1:]]]


def test_codes_and_labels_in_three_kinds_of_file_read_the_same(coded: Table, tmp_path: Path) -> None:
    expected = read_records(write_csv(tmp_path / "codes.csv", coded))
    others = [
        write_csv(tmp_path / "labels.csv", as_labels(coded), str.lower),
        write_parquet(tmp_path / "labels.parquet", as_labels(coded)),
        write_parquet(tmp_path / "codes.parquet", coded),
        write_xpt(tmp_path / "codes.xpt", coded),
    ]
    assert expected.columns == [*DESIGN, *labels()]
    assert set(expected["Q26"].drop_nulls()) == {"Yes", "No"}
    for path in others:
        assert read_records(path).equals(expected), path.name


def test_empty_answers_stay_empty(coded: Table, tmp_path: Path) -> None:
    first = read_records(write_csv(tmp_path / "r.csv", changed(coded, Q26=" ", Q27="NA", Q84="."))).row(
        0, named=True
    )
    assert (first["Q26"], first["Q27"], first["Q84"]) == (None, None, None)


def test_decimals_and_curly_apostrophes_are_understood(coded: Table, tmp_path: Path) -> None:
    first = read_records(write_csv(tmp_path / "r.csv", changed(coded, Q2="2.0", Q87="Mostly A’s"))).row(
        0, named=True
    )
    assert (first["Q2"], first["Q87"]) == ("Male", "Mostly A's")


def test_sexual_identity_may_be_absent(coded: Table, tmp_path: Path) -> None:
    assert "Q64" not in read_records(write_csv(tmp_path / "r.csv", changed(coded, Q64=None))).columns


def test_missing_columns_are_named(coded: Table, tmp_path: Path) -> None:
    said = refusal(write_csv(tmp_path / "r.csv", changed(coded, Q103=None, raceeth=None)))
    assert "missing columns: raceeth, Q103;" in said


@pytest.mark.parametrize("column", DESIGN)
def test_records_without_the_design_are_refused(column: str, coded: Table, tmp_path: Path) -> None:
    assert f"no {column}; estimates and intervals need the survey design" in refusal(
        write_csv(tmp_path / "r.csv", changed(coded, **{column: None}))
    )


@pytest.mark.parametrize("weight", ["", "0", "-1", "heavy", "inf", "NaN"])
def test_weights_that_cannot_be_used_are_counted(weight: str, coded: Table, tmp_path: Path) -> None:
    said = refusal(write_csv(tmp_path / "r.csv", changed(coded, weight=weight)))
    assert "weight is empty, not a number or not above zero in 1 rows" in said


def test_a_gap_in_the_design_is_refused(coded: Table, tmp_path: Path) -> None:
    assert "psu is empty in 1 rows" in refusal(write_csv(tmp_path / "r.csv", changed(coded, psu="")))


def test_a_stratum_with_one_psu_is_refused(coded: Table, tmp_path: Path) -> None:
    assert "one PSU only in stratum 900" in refusal(
        write_csv(tmp_path / "r.csv", changed(coded, stratum="900"))
    )


@pytest.mark.parametrize("answer", ["Maybe", "3", "yes"])
def test_an_unknown_answer_is_named_with_what_is_allowed(answer: str, coded: Table, tmp_path: Path) -> None:
    said = refusal(write_csv(tmp_path / "r.csv", changed(coded, Q26=answer)))
    assert f"Q26: unknown answer “{answer}” (1 rows); allowed: 1 Yes, 2 No, or empty" in said


def test_a_column_that_is_there_twice_is_refused(coded: Table, tmp_path: Path) -> None:
    twice = [{**row, "q26": row["Q26"]} for row in coded]
    assert "Q26 is there twice (Q26, q26)" in refusal(write_csv(tmp_path / "r.csv", twice))


def test_a_heading_without_records_is_refused(coded: Table, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(",".join(coded[0]) + "\n")
    assert "no records" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("XXH2023_YRBS_Data.dat", b"1 2 3", "the fixed-width layout is not read here: convert to CSV, XPT"),
        ("records.sav", b"", "unknown ending .sav; give a file that ends in .csv, .xpt, .parquet"),
        ("records", b"", "unknown ending (none)"),
        ("records.csv", "weight,Größe\n".encode("latin-1"), "not UTF-8 text; save the file as UTF-8"),
        ("records.csv", b"", "cannot be read as CSV"),
        ("records.xpt", b"no SAS file", "cannot be read as XPT"),
        ("records.parquet", b"no Parquet file", "cannot be read as PARQUET"),
    ],
)
def test_files_that_cannot_be_read_say_why(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert reason in refusal(tmp_path / name)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "gone.parquet")


def test_without_svy_the_message_says_how_to_install_it(
    coded: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    def without(name: str, package: str | None = None) -> Any:
        if name == "svy":
            raise ModuleNotFoundError("No module named 'svy'", name="svy")
        return builtins.__import__(name)

    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(DataError, match=r"svy, which is not installed: pip install 'mirrorwell\[records\]'"):
        build_yrbs(write_csv(tmp_path / "r.csv", coded), tmp_path)


def test_a_failed_build_leaves_what_was_there(coded: Table, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("older")
    with pytest.raises(DataError):
        build_yrbs(write_csv(tmp_path / "r.csv", changed(coded, Q26="Maybe")), target)
    assert target.read_text() == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "r.csv"]


def test_a_place_that_cannot_be_written_is_named(
    coded: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_csv(tmp_path / "r.csv", coded)
    with pytest.raises(DataError, match="no such folder"):
        build_yrbs(source, tmp_path / "gone" / "out.csv")
    monkeypatch.setattr("mirrorwell.datasets.yrbs.build.joint_rows", lambda records, progress: iter(()))

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DataError, match=r"out\.csv: cannot be written \(No space left on device\)"):
        build_yrbs(source, tmp_path / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["r.csv"]
