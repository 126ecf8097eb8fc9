"""Shares of students with design-based 95 % intervals.

The survey package svy gives the share and its standard error: Taylor linearization, strata and PSUs taken
as drawn with replacement, subgroups as domains (every student stays in the design; those outside the
subgroup or without an answer contribute zero).

One step is ours: the limits, on the logit scale. svy refers a subgroup to the degrees of freedom of the
PSUs that hold its members and offers no other choice; CDC refers every subgroup to those of the whole
design (PSUs less strata: 73 in 2023). So the limits are worked out from svy's share and standard error
with that t value. For the whole sample both give the same limits, which a test checks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..rules import FEWEST_ANSWERS, is_weak
from .tables import need

if TYPE_CHECKING:
    import polars as pl

_TINY = 1e-12


@dataclass(frozen=True)
class Share:
    """A percentage with its limits, and how many students it rests on (unweighted).

    Percent and limits are rounded to one decimal, as printed; limits are None for a share of 0 or 100.
    """

    percent: float
    low: float | None
    high: float | None
    students: int

    @property
    def suppressed(self) -> bool:
        """Rests on fewer than 30 answers: not to be printed."""
        return self.students < FEWEST_ANSWERS

    @property
    def weak(self) -> bool:
        """Weak by the named rule of `datasets.rules`, or without limits."""
        return self.low is None or is_weak(self.percent, self.low, self.high, "percent")


class Survey:
    """The records with their design."""

    def __init__(self, frame: pl.DataFrame) -> None:
        """`frame` holds weight, stratum, psu and the columns to be estimated or grouped by."""
        self._sample: Any = self._declare(frame)
        self.degrees = int(self._sample.n_psus - self._sample.n_strata)
        self._t = float(need("scipy.stats").t.ppf(0.975, self.degrees))

    @staticmethod
    def _declare(frame: pl.DataFrame) -> Any:
        svy = need("svy")
        return svy.Sample(frame, svy.Design(stratum="stratum", psu="psu", wgt="weight"))

    def share_of_yes(self, answer: str, by: Sequence[str]) -> dict[tuple[str, ...], Share]:
        """Share of 1 among 1 and 0 in that column, for each combination of `by`; nulls are outside."""
        found = self._sample.estimation.mean(answer, by=tuple(by), drop_nulls=True).to_polars()
        return {tuple(row[name] for name in by): self._share(row) for row in found.iter_rows(named=True)}

    def shares(self, column: str, by: Sequence[str]) -> dict[tuple[str, ...], Share]:
        """Share of each value of that column, for each combination of `by`; the value is the last key.

        A value that nobody in a combination gave has a share of 0 there.
        """
        found = self._sample.estimation.prop(column, by=tuple(by), drop_nulls=True).to_polars()
        keys = (*by, column)
        given = {tuple(row[name] for name in keys): self._share(row) for row in found.iter_rows(named=True)}
        students = {key[:-1]: share.students for key, share in given.items()}
        values = {key[-1] for key in given}
        none = {(*key, value): Share(0.0, None, None, n) for key, n in students.items() for value in values}
        return none | given

    def _share(self, row: dict[str, Any]) -> Share:
        share, error = float(row["est"]), float(row["se"])
        low, high = self._limits(share, error)
        return Share(round(100 * share, 1), low, high, int(row["n"]))

    def _limits(self, share: float, error: float) -> tuple[float | None, float | None]:
        """95 % limits in percent: symmetric in log-odds, so never below 0 or above 100."""
        if not _TINY < share < 1 - _TINY:
            return None, None
        center, reach = math.log(share / (1 - share)), self._t * error / (share * (1 - share))
        low, high = (100 / (1 + math.exp(-(center + side * reach))) for side in (-1, 1))
        return round(low, 1), round(high, 1)
