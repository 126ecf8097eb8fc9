"""The survey records as the estimates need them: CDC's names, CDC's value labels, a usable design.

Accepted are CDC's numeric codes or value labels (labels.csv holds both) and names in any case.
Empty means: not answered, not asked in that form of the questionnaire, or set to missing by CDC.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DataError
from .tables import need, read_table

if TYPE_CHECKING:
    import polars as pl

DESIGN = ("weight", "stratum", "psu")
OPTIONAL = frozenset({"Q64"})  # sexual identity: only the published table needs it
EMPTY = ("", ".", "NA", "NaN")
FROM_CDC = "export every variable of CDC's file again"


@cache
def labels() -> dict[str, dict[str, str]]:
    """CDC's value labels: variable -> code -> label, in the order of the codebook."""
    table: dict[str, dict[str, str]] = {}
    with Path(__file__).with_name("labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table.setdefault(row["variable"], {})[row["code"]] = row["label"]
    return table


def read_records(path: Path) -> pl.DataFrame:
    """One row per student: weight (Float64), stratum and psu (text), and each variable as its label (text).

    Raises `DataError`, one line, for a file that cannot be read, columns that are missing, a design
    that cannot be used and answers that are not in CDC's codebook.
    """
    pl = need("polars")
    table = read_table(path)
    names = _names(table.columns, path.name)
    if table.height == 0:
        raise DataError(f"{path.name}: no records, only a heading; {FROM_CDC}")
    text = table.select(
        _as_text(pl.col(found), table.schema[found]).alias(name) for name, found in names.items()
    )
    answers = [_labelled(text[name], path.name) for name in labels() if name in names]
    return pl.DataFrame([*_design(text, path.name), *answers])


def _names(columns: list[str], file: str) -> dict[str, str]:
    """CDC's name -> name in the file; a `DataError` for names that are missing or there twice."""
    wanted = [*DESIGN, *labels()]
    found: dict[str, str] = {}
    for name in wanted:
        same = [column for column in columns if column.strip().lower() == name.lower()]
        if len(same) > 1:
            raise DataError(f"{file}: the column {name} is there twice ({', '.join(same)}); keep one")
        if same:
            found[name] = same[0]
    design = [name for name in DESIGN if name not in found]
    if design:
        raise DataError(
            f"{file}: no {', '.join(design)}; estimates and intervals need the survey design: {FROM_CDC}"
        )
    missing = [name for name in wanted if name not in found and name not in OPTIONAL]
    if missing:
        raise DataError(f"{file}: missing columns: {', '.join(missing)}; {FROM_CDC}")
    return found


def _as_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Trimmed text; empty answers null; whole numbers without a decimal part, so that 1.0 is code 1."""
    pl = need("polars")
    if dtype.is_float():
        column = column.fill_nan(None)
    text = column.cast(pl.String).str.strip_chars().str.replace_all("’", "'", literal=True)
    text = text.str.replace(r"^(-?\d+)\.0+$", "${1}")
    return pl.when(text.is_in(EMPTY)).then(None).otherwise(text)


def _labelled(answers: pl.Series, file: str) -> pl.Series:
    """Labels for codes; labels stay. Anything else is an error that names what is allowed."""
    known = labels()[answers.name]
    named = answers.replace(known)
    strange = named.filter(~named.is_in(list(known.values())) & named.is_not_null())
    if strange.len():
        allowed = ", ".join(f"{code} {label}" for code, label in known.items())
        raise DataError(
            f"{file}: {answers.name}: unknown answer “{strange[0]}” ({strange.len()} rows); "
            f"allowed: {allowed}, or empty"
        )
    return named


def _design(text: pl.DataFrame, file: str) -> list[pl.Series]:
    """Weight as numbers above zero, stratum and PSU without gaps, two PSUs or more in each stratum."""
    pl = need("polars")
    weight = text["weight"].cast(pl.Float64, strict=False)
    unusable = int((weight.is_null() | ~weight.is_finite() | (weight <= 0)).fill_null(True).sum())
    if unusable:
        raise DataError(
            f"{file}: weight is empty, not a number or not above zero in {unusable} rows; {FROM_CDC}"
        )
    for name in ("stratum", "psu"):
        gaps = text[name].null_count()
        if gaps:
            raise DataError(f"{file}: {name} is empty in {gaps} rows; {FROM_CDC}")
    alone = text.group_by("stratum").agg(pl.col("psu").n_unique()).filter(pl.col("psu") < 2)
    if alone.height:
        names = ", ".join(sorted(alone["stratum"]))
        raise DataError(
            f"{file}: one PSU only in stratum {names}, so no variance can be estimated; {FROM_CDC}"
        )
    return [weight, text["stratum"], text["psu"]]
