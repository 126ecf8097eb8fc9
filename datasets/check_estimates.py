"""What must hold in every table of estimates, row by row and group by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from .fields import FLAGS, TAIL
from .rules import FEWEST_ANSWERS, is_weak, out_of_range

Row = dict[str, str]
Numbered = list[tuple[int, Row]]
Problem = tuple[int, str]

# Counts that cover everyone: in each group they add up to 100 within rounding.
_WHOLES = (
    ("ace_0", "ace_1", "ace_2_3", "ace_4plus"),
    ("ace_0", "ace_1", "ace_2", "ace_3", "ace_4plus"),
    ("ace_0", "ace_1", "ace_2plus"),
    ("pce_0_2", "pce_3_5", "pce_6_7"),
)


def estimate_problems(columns: list[str], rows: Numbered, works: dict[str, Any]) -> Iterator[Problem]:
    """Each problem as (line, text)."""
    for line, row in rows:
        yield from ((line, text) for rule in _ROW_RULES for text in rule(row))
        if row["source"] not in works:
            yield line, f"source {row['source']!r} is not in references.json; add the work or mend the id"
    yield from _duplicates(columns, rows)
    yield from _labels(rows)
    yield from _wholes(columns, rows)
    yield from _women_and_men(rows)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _range(row: Row) -> Iterator[str]:
    for column in ("estimate", "ci_low", "ci_high"):
        value = _number(row[column])
        why = out_of_range(value, row["unit"], row["measure"]) if value is not None else None
        if why:
            yield f"{column} {row[column]} {why}; compare it with {row['source']}, {row['table']}"


def _interval(row: Row) -> Iterator[str]:
    estimate, low, high = (_number(row[column]) for column in ("estimate", "ci_low", "ci_high"))
    if estimate is None:
        return
    if (low is not None and low > estimate) or (high is not None and high < estimate):
        yield (
            f"the interval {row['ci_low']} to {row['ci_high']} does not hold the estimate {row['estimate']}; "
            f"compare it with {row['source']}, {row['table']}"
        )


def _flags(row: Row) -> Iterator[str]:
    flags = row["flag"].split(";") if row["flag"] else []
    unknown = [flag for flag in flags if flag not in FLAGS]
    if unknown:
        yield f"flag {unknown[0]!r} is not known; use {', '.join(FLAGS)}"
    gone = "suppressed" in flags or "not_seen" in flags
    if not row["estimate"] and not gone:
        yield "the estimate is empty without a reason; flag it not_seen or suppressed and say why in the note"
    if not row["estimate"] and gone and not row["note"]:
        yield "the estimate is empty and the note does not say why; say it in the note"
    if row["estimate"] and gone:
        yield f"flag {row['flag']!r} stands beside an estimate; empty the estimate or mend the flag"


def _weak(row: Row) -> Iterator[str]:
    estimate, low, high = (_number(row[column]) for column in ("estimate", "ci_low", "ci_high"))
    weak, said = is_weak(estimate, low, high, row["unit"]), "weak" in row["flag"].split(";")
    if weak and not said:
        yield f"the interval {row['ci_low']} to {row['ci_high']} is wide by the rule; add the flag weak"
    # At 0 or 100 percent no interval can be computed, and nothing firm can be said.
    if said and not weak and not (low is None and high is None and estimate in (0.0, 100.0)):
        yield "flag weak does not follow from the interval; remove it or mend the interval"


def _size(row: Row) -> Iterator[str]:
    if row["n_unweighted"] and not row["n_scope"]:
        yield "n_unweighted stands without n_scope; say whether it is that of the row or of the analysis"
    if row["n_scope"] and not row["n_unweighted"]:
        yield "n_scope stands without n_unweighted; empty it or give n"
    few = row["n_scope"] == "row" and row["n_unweighted"] and int(row["n_unweighted"]) < FEWEST_ANSWERS
    if few and row["estimate"] and row["unit"] != "count":
        yield f"n is {row['n_unweighted']}, fewer than {FEWEST_ANSWERS}; empty the estimate and flag it suppressed"


_ROW_RULES: tuple[Callable[[Row], Iterator[str]], ...] = (_range, _interval, _flags, _weak, _size)


def _key(columns: list[str], row: Row, without: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What makes a row the one it is: every column but the values, save unit, years, source and table."""
    kept = {"unit", "years", "source", "table"}
    return tuple(row[c] for c in columns if (c not in TAIL or c in kept) and c not in without)


def _duplicates(columns: list[str], rows: Numbered) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for line, row in rows:
        key = _key(columns, row)
        if key in first:
            yield line, f"this row says what line {first[key]} says; remove one, or tell them apart"
        first.setdefault(key, line)


def _labels(rows: Numbered) -> Iterator[Problem]:
    """One measure of one instrument has one label, or a chart would carry two names for one thing."""
    first: dict[tuple[str, str], str] = {}
    for line, row in rows:
        label = first.setdefault((row["measure"], row["instrument"]), row["measure_label"])
        if label != row["measure_label"]:
            yield (
                line,
                f"{row['measure']} is labelled {row['measure_label']!r} and above {label!r}; use one label",
            )


def _wholes(columns: list[str], rows: Numbered) -> Iterator[Problem]:
    groups: dict[tuple[str, ...], dict[str, tuple[int, Row]]] = defaultdict(dict)
    for line, row in rows:
        if row["unit"] == "percent" and row["estimate"]:
            groups[_key(columns, row, without=("measure", "measure_label"))][row["measure"]] = (line, row)
    for parts in groups.values():
        for whole in _WHOLES:
            if all(measure in parts for measure in whole):
                yield from _whole_problem([parts[measure] for measure in whole])


def _whole_problem(parts: Numbered) -> Iterator[Problem]:
    total = sum(float(row["estimate"]) for _, row in parts)
    # Each part was rounded by half a unit of its last digit at most.
    slack = sum(0.5 * 10 ** -len(row["estimate"].partition(".")[2]) for _, row in parts) + 1e-9
    if abs(total - 100) > slack:
        line, row = parts[-1]
        lines = ", ".join(str(number) for number, _ in parts)
        yield (
            line,
            f"{row['group']}: the counts on lines {lines} add up to {total:.1f}, not 100; mend the wrong one",
        )


def _women_and_men(rows: Numbered) -> Iterator[Problem]:
    """Unweighted shares: the whole lies between men and women, at their mean by n where both n are known."""
    groups: dict[tuple[str, str], dict[str, tuple[int, Row]]] = defaultdict(dict)
    for line, row in rows:
        if "not weighted" in row["note"] and row["estimate"]:
            groups[(row["measure"], row["table"])][row["group"]] = (line, row)
    for parts in groups.values():
        if {"All adults", "Men", "Women"} <= parts.keys():
            line, whole = parts["All adults"]
            men, women = parts["Men"][1], parts["Women"][1]
            if not _agrees(whole, men, women):
                shares = f"men {men['estimate']}, women {women['estimate']}"
                yield line, f"{whole['estimate']} is not the mean of {shares}; mend the wrong one"


def _agrees(whole: Row, men: Row, women: Row) -> bool:
    share, low, high = float(whole["estimate"]), float(men["estimate"]), float(women["estimate"])
    if men["n_unweighted"] and women["n_unweighted"]:
        n_men, n_women = int(men["n_unweighted"]), int(women["n_unweighted"])
        return abs(share - (low * n_men + high * n_women) / (n_men + n_women)) <= 0.1
    return min(low, high) - 0.05 <= share <= max(low, high) + 0.05
