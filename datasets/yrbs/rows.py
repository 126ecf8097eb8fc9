"""A share of the joint table as a row of text: labels, source, flag and note."""

from __future__ import annotations

from ..rules import FEWEST_ANSWERS
from .coding import COUNT_RULES
from .estimates import Share

COLUMNS = (
    "measure",
    "measure_label",
    "instrument",
    "population",
    "place",
    "group_kind",
    "group",
    "count_rule",
    "ace_level",
    "protective",
    "protective_level",
    "estimate",
    "unit",
    "ci_low",
    "ci_high",
    "n_unweighted",
    "n_scope",
    "years",
    "source",
    "table",
    "address",
    "flag",
    "note",
)
LABELS = {
    "sad_or_hopeless": "Sad or hopeless",
    "poor_mental_health": "Poor mental health",
    "considered_suicide": "Seriously considered suicide",
    "grades_a_b": "Mostly A's or B's",
    "sleep_8h": "Sleeps 8 hours or more",
    "share_of_students": "Share of students",
    "share_within_ace_level": "Share within the ACE level",
}
# What the percentage is a share of.
NOTES = {"share_of_students": "of the whole table", "share_within_ace_level": "of the ACE level"}
NOTE = "of the cell"
INSTRUMENTS = {
    rule: f"YRBS ACE items ({len(items)} types{'' if len(items) == 8 else ', basic needs left out'})"
    for rule, items in COUNT_RULES.items()
}


def row(
    measure: str,
    kind: str,
    group: str,
    rule: str,
    ace_level: str,
    protective: str,
    protective_level: str,
    share: Share | None,
) -> dict[str, str]:
    """One row; a share on fewer than 30 answers keeps its number of students and loses the rest."""
    found = share or Share(0.0, None, None, 0)
    flag, reason = _judged(found)
    shown = not found.suppressed
    return {
        "measure": measure,
        "measure_label": LABELS[measure],
        "instrument": INSTRUMENTS[rule],
        "population": "High school students under 18",
        "place": "United States",
        "group_kind": kind,
        "group": group,
        "count_rule": rule,
        "ace_level": ace_level,
        "protective": protective,
        "protective_level": protective_level,
        "estimate": _text(found.percent if shown else None),
        "unit": "percent",
        "ci_low": _text(found.low if shown else None),
        "ci_high": _text(found.high if shown else None),
        "n_unweighted": str(found.students),
        "n_scope": "row",
        "years": "2023",
        "source": "yrbs2023",
        "table": "Computed from the public-use file",
        "address": "https://www.cdc.gov/yrbs/data/index.html",
        "flag": flag,
        "note": "; ".join(filter(None, (NOTES.get(measure, NOTE), reason))),
    }


def _judged(share: Share) -> tuple[str, str]:
    """Flag and reason."""
    if share.suppressed:
        return "computed;suppressed", f"fewer than {FEWEST_ANSWERS} answers"
    if share.low is None:
        return "computed;weak", "no interval at 0 or 100"
    return ("computed;weak", "wide interval") if share.weak else ("computed", "")


def _text(number: float | None) -> str:
    return "" if number is None else f"{number:.1f}"
