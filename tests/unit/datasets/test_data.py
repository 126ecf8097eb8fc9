"""The tables hold what their sources hold."""

import pytest
from mirrorwell.datasets import is_weak, names, references, rows

ROWS = {
    "ace_kaiser": 45,
    "ace_yrbs_2023": 346,
    "ace_states_2019_2023": 363,
    "ace_children_2016": 107,
    "ace_workforce": 31,
    "ace_outcomes": 74,
    "ace_trends": 68,
    "pce_wisconsin_2015": 72,
    "pce_four_states": 42,
    "pce_yrbs": 628,
    "pce_children": 184,
    "pce_studies": 272,
    "ace_pce_published": 42,
}
PLACES = {"ace_states_2019_2023": 33, "ace_children_2016": 52}


@pytest.mark.parametrize(("name", "count"), ROWS.items())
def test_a_table_has_every_row_of_its_source(name: str, count: int) -> None:
    assert len(rows(name)) == count


@pytest.mark.parametrize(("name", "count"), PLACES.items())
def test_a_map_has_every_place_once(name: str, count: int) -> None:
    measure = "ace_1plus" if name == "ace_children_2016" else "emotional_abuse"
    found = rows(name, measure=measure, group_kind="all")
    assert (
        len(found) == len({row["place"] for row in found}) == len({row["postal"] for row in found}) == count
    )


def test_the_eight_types_of_each_jurisdiction_have_intervals_and_the_counts_have_none() -> None:
    for row in rows("ace_states_2019_2023"):
        unweighted = str(row["measure"]).endswith("_unweighted")
        assert unweighted == (row["ci_low"] is None), row
        assert unweighted == str(row["measure_label"]).endswith("(unweighted)")


@pytest.mark.parametrize(
    ("name", "where", "cells"),
    [
        ("ace_yrbs_2023", {"measure": "emotional_abuse", "group": "All students"}, (61.5, 58.8, 64.1)),
        ("ace_yrbs_2023", {"measure": "ace_4plus", "group": "Female"}, (23.9, 21.7, 26.2)),
        ("ace_kaiser", {"measure": "ace_4plus", "group": "All adults"}, (12.5, None, None)),
        (
            "pce_wisconsin_2015",
            {"measure": "aor_depression_or_poor_mental_health", "pce_level": "3-5", "ace_level": "any"},
            (0.5, 0.36, 0.69),
        ),
        ("pce_four_states", {"measure": "pce_6_7", "group": "Bisexual"}, (27.4, None, None)),
        (
            "pce_yrbs",
            {"measure": "school_connectedness", "group": "All students", "source": "wilkins2023"},
            (61.5, 59.0, 63.9),
        ),
        ("evidence", {"measure": "baldwin_people"}, (2927, None, None)),
    ],
)
def test_a_printed_value_stands_in_its_row(
    name: str, where: dict[str, str], cells: tuple[float | None, ...]
) -> None:
    (row,) = rows(name, **where)
    assert (row["estimate"], row["ci_low"], row["ci_high"]) == cells


def test_groups_are_told_apart_by_n_counted_from_the_records() -> None:
    found = rows("ace_yrbs_2023", measure="ace_4plus", group_kind="age")
    assert [(row["group"], row["n_unweighted"]) for row in found] == [
        ("14 or younger", 1619),
        ("15", 3505),
        ("16", 3576),
        ("17", 3171),
    ]
    assert sum(row["n_unweighted"] for row in found) == 11871


def test_the_whole_population_comes_first_in_each_measure() -> None:
    seen: set[str] = set()
    for row in rows("ace_yrbs_2023"):
        if row["measure"] not in seen and row["measure"] != "share_of_students":
            assert row["group_kind"] == "all", row["measure"]
        seen.add(row["measure"])


def test_weak_rows_are_flagged_wherever_they_are() -> None:
    for name in ("ace_yrbs_2023", "pce_yrbs", "pce_studies"):
        for row in rows(name):
            weak = is_weak(row["estimate"], row["ci_low"], row["ci_high"], row["unit"])
            assert weak == ("weak" in (row["flag"] or "").split(";")), (name, row)


def test_cells_of_the_wisconsin_grid_that_were_not_seen_are_empty() -> None:
    grid = [
        row
        for row in rows("pce_wisconsin_2015", measure="depression_or_poor_mental_health")
        if row["ace_level"] != "any"
    ]
    seen = {(row["pce_level"], row["ace_level"]): row["flag"] for row in grid if row["estimate"] is not None}
    assert len(grid) == 12
    assert seen == {("0-2", "4-8"): "secondary", ("6-7", "0"): "secondary"}


def test_no_support_line_claims_to_have_been_checked() -> None:
    for row in rows("support_lines"):
        assert row["verified_on"] is None and row["verified_by"] is None and row["seen_on"] is None
        assert row["source_url"] and "press 3" not in str(row).lower()


def test_the_terms_of_the_glossary_are_explained() -> None:
    terms = {row["term"] for row in rows("glossary")}
    assert 30 <= len(terms) <= 50
    assert {"ACE score", "HOPE", "confidence interval", "odds ratio", "parallel process", "C-ACE"} <= terms


def test_every_work_that_a_row_names_is_a_reference() -> None:
    known = references()
    for name in names():
        for row in rows(name):
            assert row.get("source") is None or row["source"] in known, (name, row["source"])
