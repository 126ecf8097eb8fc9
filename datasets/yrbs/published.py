"""The published table on childhood adversity (Swedo et al. 2024), worked out again from the records.

It answers one question: do our codings and our intervals give what CDC printed? If they do, the joint
table, which nobody has printed, rests on the same ground.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coding import ACE_LEVELS, GROUPS, ITEMS, code
from .estimates import Share, Survey
from .tables import need

if TYPE_CHECKING:
    import polars as pl

COUNTS = dict(zip(ACE_LEVELS, ("ace_0", "ace_1", "ace_2_3", "ace_4plus"), strict=True))
Row = dict[str, str | float | int | None]


def recompute_published(records: pl.DataFrame) -> list[Row]:
    """Eight types and the count, overall and by four kinds of group: the rows of Tables 2 and 3.

    Columns: measure, group_kind, group, estimate, ci_low, ci_high (percent) and n_unweighted.
    """
    pl = need("polars")
    frame = code(records).with_columns(
        pl.when(pl.col("eight").is_not_null()).then((pl.col("eight") != "0").cast(pl.Int8)).alias("ace_1plus")
    )
    survey = Survey(frame)
    rows: list[Row] = []
    for kind in ("all", *(kind for kind in GROUPS if kind in frame.columns)):
        for measure in (*ITEMS, "ace_1plus"):
            for (group,), share in survey.share_of_yes(measure, [kind]).items():
                rows.append(_row(measure, kind, group, share))
        for (group, level), share in survey.shares("eight", [kind]).items():
            rows.append(_row(COUNTS[level], kind, group, share))
    return rows


def _row(measure: str, kind: str, group: str, share: Share) -> Row:
    return {
        "measure": measure,
        "group_kind": kind,
        "group": group,
        "estimate": share.percent,
        "ci_low": share.low,
        "ci_high": share.high,
        "n_unweighted": share.students,
    }
