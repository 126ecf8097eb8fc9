import pytest
from mirrorwell.datasets.rules import is_weak, out_of_range


@pytest.mark.parametrize(
    ("estimate", "low", "high", "unit", "weak"),
    [
        (30.9, 10.8, 62.3, "percent", True),
        (50.0, 40.0, 60.0, "percent", False),
        (50.0, 40.0, 60.1, "percent", True),
        (5.0, 2.0, 8.0, "percent", False),
        (5.0, 2.0, 8.1, "percent", True),
        (0.5, 0.2, 0.9, "ratio", True),
        (32.01, 18.31, 55.98, "ratio", False),
        (18.5, None, 20.6, "percent", False),
        (None, 10.0, 60.0, "percent", False),
        (-0.06, -0.5, 0.5, "coefficient", False),
    ],
)
def test_an_interval_is_weak_by_points_or_by_size(
    estimate: float | None, low: float | None, high: float | None, unit: str, weak: bool
) -> None:
    assert is_weak(estimate, low, high, unit) is weak


@pytest.mark.parametrize(
    ("value", "unit", "measure", "fits"),
    [
        (0, "percent", "ace_0", True),
        (100.1, "percent", "ace_0", False),
        (-0.7, "percent", "ace_0", False),
        (-0.7, "percent", "paf_underweight", True),
        (0, "ratio", "aor_x", False),
        (1.5, "count", "people", False),
        (-0.27, "coefficient", "r_x", True),
        (float("nan"), "mean", "mean_x", False),
    ],
)
def test_a_range_follows_the_unit(value: float, unit: str, measure: str, fits: bool) -> None:
    assert (out_of_range(value, unit, measure) is None) is fits
