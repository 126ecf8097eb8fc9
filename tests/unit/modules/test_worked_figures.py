"""Figures that are worked out from others, and statements about figures, still hold."""

from math import hypot, sqrt
from statistics import NormalDist

from mirrorwell.datasets import rows
from mirrorwell.datasets.figures import figure
from mirrorwell.datasets.rules import is_weak

SHARE = "pce_wisconsin_2015?ace_level=any&measure=depression_or_poor_mental_health&pce_level="
ADJUSTED = "pce_wisconsin_2015?ace_level=any&measure=aor_depression_or_poor_mental_health&pce_level=6-7"
FOUR = "ace_yrbs_2023?measure=ace_4plus&group="
CLOSE = "ace_pce_joint_2023?count_rule=eight&group=All students&protective=school_connectedness"
MONITORED = "ace_pce_joint_2023?count_rule=eight&group=All students&protective=parental_monitoring"
LEVELS, SIDES = ("0", "1", "2-3", "4+"), ("high", "low")


def odds(percent: float) -> float:
    return percent / (100 - percent)


def test_the_worked_example_of_module_6_follows_from_the_published_shares() -> None:
    few, many = figure(SHARE + "0-2"), figure(SHARE + "6-7")
    adjusted = figure(ADJUSTED) * odds(few)
    worked = {
        "wisconsin_odds_0_2": odds(few),
        "wisconsin_odds_6_7": odds(many),
        "wisconsin_odds_ratio_unadjusted": odds(many) / odds(few),
        "wisconsin_share_ratio": many / few,
        "wisconsin_share_from_adjusted_odds": 100 * adjusted / (1 + adjusted),
    }
    kept = {name: figure(f"evidence?measure={name}") for name in worked}
    assert {name: round(value, 2) for name, value in worked.items()} == {
        name: round(value, 2) for name, value in kept.items()
    }
    flags = {row["measure"]: row["flag"] for row in rows("evidence", measure=list(worked))}
    assert set(flags.values()) == {"computed"}


def interval_of_difference(first: str, second: str) -> tuple[float, float]:
    """The 95% interval of second minus first, from the distances of the printed limits, as the explorer does."""
    low_1, at_1, high_1 = figure(first + "#ci_low"), figure(first), figure(first + "#ci_high")
    low_2, at_2, high_2 = figure(second + "#ci_low"), figure(second), figure(second + "#ci_high")
    gap = at_2 - at_1
    return gap - hypot(at_2 - low_2, high_1 - at_1), gap + hypot(high_2 - at_2, at_1 - low_1)


def test_students_of_14_and_17_cannot_be_told_apart_as_module_5_says() -> None:
    low, high = interval_of_difference(FOUR + "14 or younger", FOUR + "17")
    assert low < 0 < high


def test_the_gap_between_two_groups_of_sexual_identity_is_no_play_of_chance() -> None:
    low, _ = interval_of_difference(FOUR + "Heterosexual", FOUR + "Bisexual")
    assert low > 0


def test_the_weak_row_that_module_5_sends_its_readers_to_is_weak() -> None:
    (row,) = rows("ace_yrbs_2023", measure="ace_4plus", group="American Indian or Alaska Native")
    assert is_weak(row["estimate"], row["ci_low"], row["ci_high"], row["unit"])


def test_within_each_ace_level_closeness_at_school_goes_with_less_sadness_as_module_6_says() -> None:
    found = rows(
        "ace_pce_joint_2023",
        measure="sad_or_hopeless",
        group="All students",
        count_rule="eight",
        protective="school_connectedness",
        protective_level=["high", "low"],
        ace_level=["0", "1", "2-3", "4+"],
    )
    cells = {(row["ace_level"], row["protective_level"]): row["estimate"] for row in found}
    assert len(cells) == 8
    for level in LEVELS:
        assert cells[level, "high"] < cells[level, "low"], level


def test_in_the_same_group_many_felt_sad_and_most_had_good_grades_as_module_5_says() -> None:
    four = CLOSE + "&protective_level=any&ace_level=4+&measure="
    assert figure(four + "sad_or_hopeless") > 50
    assert figure(four + "grades_a_b#ci_low") > 50


def apart(cell: str, level: str) -> int:
    """Whether two cells of an ACE level differ: 1 when `high` is above `low`, -1 when below, 0 when neither."""
    high, low = (f"{cell}&ace_level={level}&protective_level={side}" for side in ("high", "low"))
    below, above = interval_of_difference(low, high)
    return (below > 0) - (above < 0)


def test_at_one_ace_and_nowhere_else_monitoring_points_the_other_way_as_module_6_says() -> None:
    found = {level: apart(MONITORED + "&measure=poor_mental_health", level) for level in LEVELS}
    assert found == {"0": 0, "1": 1, "2-3": 0, "4+": 0}


def test_closeness_can_be_told_apart_from_its_lack_at_each_ace_level() -> None:
    assert [apart(CLOSE + "&measure=sad_or_hopeless", level) for level in LEVELS] == [-1] * 4


def test_points_and_ratios_give_two_answers_about_a_shield_as_module_6_says() -> None:
    cell = CLOSE + "&measure=sad_or_hopeless&ace_level="
    high, low = (
        {level: figure(f"{cell}{level}&protective_level={side}") for level in LEVELS} for side in SIDES
    )
    assert abs((low["0"] - high["0"]) - (low["4+"] - high["4+"])) < 1
    assert high["0"] / low["0"] < 0.6 < 0.8 < high["4+"] / low["4+"]


def test_the_fewest_and_the_most_common_of_the_seven_are_those_that_module_6_names() -> None:
    items = rows(
        "pce_four_states",
        source="sege2024",
        group="All adults",
        place="Kansas, Montana, South Carolina, Wisconsin",
    )
    shares = {
        row["measure"]: row["estimate"]
        for row in items
        if row["measure"].startswith("pce_")
        and row["measure"].count("_") >= 2
        and row["estimate"] is not None
    }
    known = {name: value for name, value in shares.items() if not name[4].isdigit()}
    assert min(known, key=lambda name: known[name]) == "pce_community_traditions"
    assert max(known, key=lambda name: known[name]) == "pce_safe_protected_home"


def test_the_share_of_pairs_that_module_8_makes_of_an_effect_size_follows_from_it() -> None:
    ahead = 100 * NormalDist().cdf(figure("evidence?measure=gollwitzer_effect") / sqrt(2))
    assert round(ahead, 2) == figure("evidence?measure=gollwitzer_pairs_ahead")
