"""Figures that are worked out from others, and statements about figures, still hold."""

from mirrorwell.datasets import rows
from mirrorwell.datasets.figures import figure
from mirrorwell.datasets.rules import is_weak

SHARE = "pce_wisconsin_2015?ace_level=any&measure=depression_or_poor_mental_health&pce_level="
ADJUSTED = "pce_wisconsin_2015?ace_level=any&measure=aor_depression_or_poor_mental_health&pce_level=6-7"
FOUR = "ace_yrbs_2023?measure=ace_4plus&group="


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


def difference(first: str, second: str) -> tuple[float, float]:
    """The 95% interval of a difference of two shares, from their printed intervals."""
    one, two = figure(FOUR + first), figure(FOUR + second)
    error = sum(
        ((figure(FOUR + group + "#ci_high") - figure(FOUR + group + "#ci_low")) / (2 * 1.96)) ** 2
        for group in (first, second)
    )
    return two - one - 1.96 * error**0.5, two - one + 1.96 * error**0.5


def test_students_of_14_and_17_cannot_be_told_apart_as_module_5_says() -> None:
    low, high = difference("14 or younger", "17")
    assert low < 0 < high


def test_the_gap_between_two_groups_of_sexual_identity_is_no_play_of_chance() -> None:
    low, _ = difference("Heterosexual", "Bisexual")
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
    for level in ("0", "1", "2-3", "4+"):
        assert cells[level, "high"] < cells[level, "low"], level


def test_in_the_same_group_many_felt_sad_and_most_had_good_grades_as_module_5_says() -> None:
    cell = "ace_pce_joint_2023?count_rule=eight&group=All students&protective=school_connectedness"
    four = cell + "&protective_level=any&ace_level=4+&measure="
    assert figure(four + "sad_or_hopeless") > 50
    assert figure(four + "grades_a_b#ci_low") > 50


def test_sleep_among_students_with_one_ace_shows_no_difference_as_module_6_says() -> None:
    cell = "ace_pce_joint_2023?count_rule=eight&group=All students&protective=school_connectedness&measure=sleep_8h"
    high, low = (cell + f"&ace_level=1&protective_level={level}" for level in ("high", "low"))
    assert figure(high + "#ci_low") < figure(low) < figure(high + "#ci_high")


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
