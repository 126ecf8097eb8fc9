"""Codings on a few students written by hand, and shares and limits on a small made survey."""

import csv
import math
import random
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from mirrorwell.datasets.yrbs.build import TARGET
from mirrorwell.datasets.yrbs.coding import ITEMS, code
from mirrorwell.datasets.yrbs.estimates import Share, Survey
from mirrorwell.datasets.yrbs.joint import joint_rows
from mirrorwell.datasets.yrbs.records import labels
from mirrorwell.datasets.yrbs.rows import COLUMNS, row

NO_ACE = {
    "Q88": "No",
    "Q89": "Never",
    "Q90": "Never",
    "Q91": "Never",
    "Q99": "Always",
    "Q100": "No",
    "Q101": "No",
    "Q102": "No",
}
Value = str | int | None


def student(**answers: str | None) -> dict[str, Value]:
    """The codes of one student of 16 who answered only what is given."""
    record: dict[str, str | None] = dict.fromkeys(labels())
    frame = pl.DataFrame([record | {"Q1": "16 years old"} | answers], schema=dict.fromkeys(record, pl.String))
    return code(frame).row(0, named=True)


def test_an_item_counts_from_rarely_upward_and_neglect_from_rarely_downward() -> None:
    assert student(Q89="Rarely")["emotional_abuse"] == 1
    assert student(Q89="Never")["emotional_abuse"] == 0
    assert student()["emotional_abuse"] is None
    assert student(Q99="Rarely")["physical_neglect"] == 1
    assert student(Q99="Sometimes")["physical_neglect"] == 0


def test_students_of_18_or_of_unknown_age_have_no_aces() -> None:
    for age in ("18 years old or older", None):
        coded = student(**NO_ACE, Q1=age)
        assert {coded[name] for name in (*ITEMS, "eight", "seven_without_needs", "age")} == {None}


def test_the_count_needs_five_answers_and_takes_the_rest_as_no() -> None:
    five: dict[str, str | None] = dict(list(NO_ACE.items())[:5])
    assert student(**five)["eight"] == "0"
    assert student(**five | {"Q88": None})["eight"] is None
    assert student(**five | {"Q88": "Yes", "Q89": "Always"})["eight"] == "2-3"


def test_the_levels_are_0_1_2_to_3_and_4_or_more() -> None:
    yes = ["Q88", "Q100", "Q101", "Q102"]
    found = [student(**NO_ACE | dict.fromkeys(yes[:n], "Yes"))["eight"] for n in range(5)]
    assert found == ["0", "1", "2-3", "2-3", "4+"]


def test_the_count_beside_basic_needs_leaves_that_item_out() -> None:
    coded = student(**NO_ACE | {"Q99": "Never"})
    assert (coded["eight"], coded["seven_without_needs"]) == ("1", "0")
    assert coded["basic_needs_met"] == "low"
    five: dict[str, str | None] = dict(list(NO_ACE.items())[:5])  # one of the five is the item itself
    assert student(**five)["seven_without_needs"] is None


def test_protective_experiences_are_high_as_cdc_counts_them() -> None:
    assert student(Q103="Agree")["school_connectedness"] == "high"
    assert student(Q103="Not sure")["school_connectedness"] == "low"
    assert student(Q104="Most of the time")["parental_monitoring"] == "high"
    assert student(Q104="Sometimes")["parental_monitoring"] == "low"
    assert student(Q103="Agree", Q104="Never")["number_of_two"] == "1"
    assert student(Q103="Agree")["number_of_two"] is None


def test_outcomes_are_coded_as_cdc_does() -> None:
    assert student(Q84="Always")["poor_mental_health"] == 1
    assert student(Q84="Sometimes")["poor_mental_health"] == 0
    assert student(Q85="8 hours")["sleep_8h"] == 1
    assert student(Q85="7 hours")["sleep_8h"] == 0
    grades = ["Mostly B's", "Mostly C's", "Not sure", "None of these grades"]
    assert [student(Q87=grade)["grades_a_b"] for grade in grades] == [1, 0, None, None]


def test_hispanic_students_of_any_race_are_one_group() -> None:
    found = {
        student(raceeth=label)["race_ethnicity"] for label in ("Hispanic / Latino", "Multiple - Hispanic")
    }
    assert found == {"Hispanic or Latino"}
    assert student(raceeth="Multiple - Non-Hispanic")["race_ethnicity"] == "Multiracial"


@pytest.fixture(scope="module")
def made() -> pl.DataFrame:
    """300 students in 3 strata of 4 PSUs; a third of them never in the group, which misses whole PSUs."""
    chance = random.Random(7)
    rows = []
    for number in range(300):
        psu = number % 12
        rows.append(
            {
                "weight": chance.randint(1, 16) / 8,
                "stratum": f"s{psu % 3}",
                "psu": f"p{psu}",
                "group": "few" if psu < 8 and chance.random() < 0.4 else "rest",
                "everyone": "all",
                "yes": None if chance.random() < 0.1 else int(chance.random() < 0.2 + psu / 30),
            }
        )
    return pl.DataFrame(rows)


def by_hand(frame: pl.DataFrame, group: str) -> tuple[float, float]:
    """Share and standard error of a domain by linearization, written out without a package."""
    inside = [(r["group"] == group or group == "all") and r["yes"] is not None for r in frame.to_dicts()]
    rows = list(zip(frame.to_dicts(), inside, strict=True))
    total = sum(r["weight"] for r, in_it in rows if in_it)
    share = sum(r["weight"] * r["yes"] for r, in_it in rows if in_it) / total
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for r, in_it in rows:
        sums[r["stratum"]][r["psu"]] += r["weight"] * (r["yes"] - share) / total if in_it else 0.0
    variance = 0.0
    for psus in sums.values():
        mean = sum(psus.values()) / len(psus)
        variance += len(psus) / (len(psus) - 1) * sum((z - mean) ** 2 for z in psus.values())
    return share, math.sqrt(variance)


def test_a_subgroup_is_estimated_as_a_domain_of_the_whole_design(made: pl.DataFrame) -> None:
    survey = Survey(made)
    assert survey.degrees == 9
    found = survey.share_of_yes("yes", ["group"])["few",]
    share, error = by_hand(made, "few")
    reach = 2.262157162740992 * error / (share * (1 - share))  # t of 9 degrees of freedom
    limits = [100 / (1 + math.exp(-(math.log(share / (1 - share)) + side * reach))) for side in (-1, 1)]
    assert (found.percent, found.low, found.high) == tuple(round(x, 1) for x in (100 * share, *limits))
    few = made.filter((pl.col("group") == "few") & pl.col("yes").is_not_null())
    assert found.students == few.height


def test_for_the_whole_sample_the_limits_are_those_of_svy(made: pl.DataFrame) -> None:
    import svy

    sample = svy.Sample(made, svy.Design(stratum="stratum", psu="psu", wgt="weight"))
    theirs = (
        sample.estimation.prop("yes", drop_nulls=True).to_polars().filter(pl.col("yes") == 1).to_dicts()[0]
    )
    ours = Survey(made).share_of_yes("yes", ["everyone"])["all",]
    assert theirs["df"] == 9
    assert (ours.low, ours.high) == (round(100 * theirs["lci"], 1), round(100 * theirs["uci"], 1))


def test_a_value_that_nobody_gave_is_a_share_of_zero(made: pl.DataFrame) -> None:
    frame = made.with_columns(
        pl.when(pl.col("group") == "few").then(pl.lit("a")).otherwise(pl.col("psu")).alias("part")
    )
    shares = Survey(frame).shares("part", ["group"])
    assert (shares["few", "p0"].percent, shares["few", "p0"].low) == (0.0, None)
    assert shares["few", "p0"].students == shares["few", "a"].students


@pytest.mark.parametrize(
    ("share", "flag", "printed"),
    [
        (Share(40.0, 30.0, 50.0, 30), "computed", "40.0"),
        (Share(40.0, 29.9, 50.0, 30), "computed;weak", "40.0"),
        (Share(5.0, 2.0, 8.1, 400), "computed;weak", "5.0"),
        (Share(5.0, 2.0, 8.0, 400), "computed", "5.0"),
        (Share(0.0, None, None, 40), "computed;weak", "0.0"),
        (Share(40.0, 35.0, 45.0, 29), "computed;suppressed", ""),
        (None, "computed;suppressed", ""),
    ],
)
def test_wide_and_small_cells_are_flagged_by_the_named_rule(
    share: Share | None, flag: str, printed: str
) -> None:
    found = row("sleep_8h", "all", "All students", "eight", "0", "parental_monitoring", "high", share)
    assert (found["flag"], found["estimate"]) == (flag, printed)
    assert bool(found["ci_low"]) == (printed not in ("", "0.0"))


def committed() -> list[dict[str, str]]:
    with TARGET.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_of_a_plan_is_there_even_without_students() -> None:
    chance = random.Random(3)
    records = [
        {name: chance.choice(list(known.values())) for name, known in labels().items()}
        | {"raceeth": "White", "weight": 1.0, "stratum": str(n % 2), "psu": str(n % 6)}
        for n in range(200)
    ]
    rows = list(joint_rows(pl.DataFrame(records)))
    key = ("measure", "group_kind", "group", "count_rule", "ace_level", "protective", "protective_level")
    assert [[r[k] for k in key] for r in rows] == [[r[k] for k in key] for r in committed()]
    assert {r["n_unweighted"] for r in rows if r["group"] == "Asian"} == {"0"}


def test_the_committed_table_begins_with_the_whole_population_and_stays_small() -> None:
    rows = committed()
    kinds = [r["group_kind"] for r in rows]
    assert list(rows[0]) == list(COLUMNS)
    assert list(dict.fromkeys(kinds)) == ["all", "sex", "age", "race_ethnicity"]
    assert sum(a != b for a, b in pairwise(kinds)) == 3
    assert TARGET.stat().st_size < 1_400_000


def test_students_of_the_cells_add_up_to_the_margins() -> None:
    """Each outcome's cells of one table hold the students of the margin, once each."""
    cells: dict[tuple[str, ...], int] = defaultdict(int)
    margins: dict[tuple[str, ...], int] = {}
    for r in committed():
        if r["measure"].startswith("share_"):
            continue
        key = (r["measure"], r["group_kind"], r["group"], r["protective"])
        levels = (r["ace_level"], r["protective_level"])
        if levels == ("any", "any"):
            margins[key] = int(r["n_unweighted"])
        elif "any" not in levels:
            cells[key] += int(r["n_unweighted"])
    assert cells == margins


def test_basic_needs_stand_only_beside_the_count_that_leaves_them_out() -> None:
    found = {(r["protective"] == "basic_needs_met", r["count_rule"], r["instrument"]) for r in committed()}
    assert found == {
        (False, "eight", "YRBS ACE items (8 types)"),
        (True, "seven_without_needs", "YRBS ACE items (7 types, basic needs left out)"),
    }


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'svy', 'polars', 'pyreadstat', 'pandas', 'scipy'}"
    script = f"import sys, mirrorwell.datasets.yrbs.build; assert not {heavy} & set(sys.modules), sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parent)
