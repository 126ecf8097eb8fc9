"""The named rule for weak and suppressed estimates, and the ranges that follow a unit.

Rule (after the National Survey of Children's Health): an estimate is weak when its 95% interval is wider
than 20 points or wider than 1.2 times the estimate; it is suppressed when fewer than 30 people answered.
Ratios, counts and means have no points, so only the second half applies to them; coefficients may be zero
or negative, so neither does.
"""

from __future__ import annotations

import math

WIDE_POINTS = 20.0
WIDE_TIMES = 1.2
FEWEST_ANSWERS = 30
RULE_IN_WORDS = (
    "Weak: the 95% interval is wider than 20 points, or wider than 1.2 times the estimate. "
    "Suppressed: fewer than 30 people answered."
)


def is_weak(estimate: float | None, ci_low: float | None, ci_high: float | None, unit: str) -> bool:
    """Whether the rule calls an estimate weak. Without a whole interval it cannot be told: False.

    The rule is applied to the numbers as they are printed, so that a reader can check it.
    """
    if estimate is None or ci_low is None or ci_high is None or unit == "coefficient":
        return False
    width = round(ci_high - ci_low, 9)
    too_many_points = unit == "percent" and width > WIDE_POINTS
    return too_many_points or width > round(WIDE_TIMES * abs(estimate), 9)


def out_of_range(value: float, unit: str, measure: str) -> str | None:
    """Why a value cannot stand in its unit, or None.

    A population attributable fraction (`paf_...`) is a percentage that can be below zero.
    """
    lowest = -100.0 if measure.startswith("paf_") else 0.0
    if not math.isfinite(value):
        return "is not a finite number"
    if unit == "percent" and not lowest <= value <= 100.0:
        return f"is outside {lowest:g} to 100 percent"
    if unit == "ratio" and value <= 0:
        return "is a ratio and must be above 0"
    if unit == "count" and (value < 0 or value != int(value)):
        return "is a count and must be whole and not negative"
    return None
