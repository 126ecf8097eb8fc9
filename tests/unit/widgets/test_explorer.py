"""The choice of an explorer: what it opens on, what it refuses, and that it sends each text once per page."""

import json
from typing import Any

import pytest
import traitlets
from mirrorwell import datasets
from mirrorwell.widgets import AceExplorer, AcePceExplorer, PceExplorer
from mirrorwell.widgets.explorer import Explorer

FACES = [AceExplorer, PceExplorer, AcePceExplorer]
PAIRS = [(face, instrument) for face in FACES for instrument in face.instruments]
IDS = [f"{face.face}-{instrument.id}" for face, instrument in PAIRS]


def test_the_ace_explorer_opens_on_age_groups() -> None:
    shown = AceExplorer()
    assert (shown.instrument, shown.measure, shown.group_by, shown.share) == (
        "students_2023",
        "ace_4plus",
        "age",
        "with",
    )


def test_a_measure_alone_finds_its_instrument() -> None:
    assert AceExplorer(measure="emotional_neglect").instrument == "adults_1995"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"instrument": "nobody"}, "Use one of: students_2023, students_2023_outcomes, adults_1995"),
        ({"measure": "ace_9"}, "Use one of: ace_4plus, ace_2_3, ace_1, ace_0, emotional_abuse"),
        ({"group_by": "shoe_size"}, "Use one of: age, sex, race_ethnicity"),
        ({"share": "half"}, "Use one of: with, without"),
        ({"protective": "luck"}, "protective='luck' is none"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(asked: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match="AceExplorer: ") as caught:
        AceExplorer(**asked)
    assert said in str(caught.value)


def test_a_keyword_that_is_no_option_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="no option 'grouping'"):
        AceExplorer(grouping="age")


def test_an_unknown_value_set_later_is_a_trait_error_that_lists_the_valid_ones() -> None:
    shown = AceExplorer()
    with pytest.raises(traitlets.TraitError, match="Use one of: ace_4plus"):
        shown.measure = "pce_6_7"
    assert shown.measure == "ace_4plus"


def test_another_instrument_brings_its_first_measure_and_grouping() -> None:
    shown = AceExplorer()
    shown.instrument = "adults_places"
    assert (shown.measure, shown.group_by) == ("emotional_abuse", "place")


def test_the_browser_may_change_instrument_and_measure_in_one_message() -> None:
    shown = AceExplorer()
    shown.set_state({"instrument": "children_2016", "measure": "parent_died", "group_by": "age"})
    assert (shown.instrument, shown.measure) == ("children_2016", "parent_died")


def test_outcomes_about_suicide_need_the_second_choice() -> None:
    with pytest.raises(ValueError, match="Pass show_sensitive=True"):
        AceExplorer(measure="apr_attempted_suicide")
    assert (
        AceExplorer(measure="apr_attempted_suicide", show_sensitive=True).measure == "apr_attempted_suicide"
    )
    with pytest.raises(ValueError, match="second choice"):
        PceExplorer(measure="forced_sex")


def test_two_explorers_of_one_face_share_every_long_text() -> None:
    first, second = AceExplorer(), AceExplorer(instrument="adults_places")
    for name in ("_engine", "_vega", "_figures", "_charts", "_downloads"):
        assert getattr(first, name) is getattr(second, name)
    assert PceExplorer()._vega is first._vega


def test_what_travels_with_each_explorer_stays_small() -> None:
    shown = AceExplorer()
    assert len(str(shown._esm).encode()) + len(str(shown._css).encode()) < 64 * 1024


def test_the_repr_is_stable() -> None:
    assert repr(AcePceExplorer()) == "<AcePceExplorer>"


def unpacked(face: type[Explorer], instrument_id: str) -> list[dict[str, Any]]:
    """The rows as the browser sees them."""
    packed = json.loads(face()._figures.text)
    (held,) = (found for found in packed["instruments"] if found["id"] == instrument_id)
    numbers = {"estimate", "ci_low", "ci_high", "n_unweighted"}

    def cell(name: str, column: Any, place: int) -> Any:
        value = column[place] if isinstance(column, list) else column
        return value if name in numbers else packed["strings"][value]

    return [
        {name: cell(name, column, place) for name, column in held["columns"].items()}
        for place in range(held["rows"])
    ]


@pytest.mark.parametrize(("face", "instrument"), PAIRS, ids=IDS)
def test_the_rows_that_travel_are_the_rows_of_the_resource(face: type[Explorer], instrument: Any) -> None:
    sent = unpacked(face, instrument.id)
    wanted = {measure for part in instrument.measures for measure in (*part.ids, *part.beside.values())}
    kept = [
        row
        for row in datasets.rows(instrument.resource)
        if row["measure"] in wanted and all((row[c] or "") in v for c, v in instrument.where.items())
    ]
    assert sent, "no rows"
    columns = ("measure", "group", "estimate", "ci_low", "ci_high", "n_unweighted", "flag")
    assert [[row[c] for c in columns] for row in sent] == [
        [row[c] if row[c] is not None or c in columns[2:6] else "" for c in columns] for row in kept
    ]


@pytest.mark.parametrize(("face", "instrument"), PAIRS, ids=IDS)
def test_every_level_that_an_instrument_names_occurs_in_its_rows(
    face: type[Explorer], instrument: Any
) -> None:
    sent = unpacked(face, instrument.id)
    for grouping in instrument.groupings:
        if grouping.mode == "level":
            assert set(grouping.levels) <= {row[grouping.column] for row in sent}, grouping.id
        elif grouping.mode == "group" and grouping.id != "all":
            assert grouping.id in {row["group_kind"] for row in sent}
    if instrument.panels:
        assert set(instrument.panels.levels) <= {row[instrument.panels.column] for row in sent}
        for protective, names in instrument.panels.rows.items():
            own = [row for row in sent if not protective or row["protective"] == protective]
            levels = {row[instrument.panels.row_column] for row in own}
            assert set(names) - {"any"} <= levels, protective


@pytest.mark.parametrize(("face", "instrument"), PAIRS, ids=IDS)
def test_the_words_of_an_instrument_hold_no_finding_of_their_own(
    face: type[Explorer], instrument: Any
) -> None:
    for text in (instrument.ruler, instrument.method, instrument.protects, instrument.change):
        assert "%" not in text and "!" not in text, f"{instrument.id}: figures belong in the data: {text}"


def test_every_cited_source_travels_with_its_reference() -> None:
    for face in FACES:
        references = json.loads(face()._figures.text)["references"]
        for instrument in face.instruments:
            assert {row["source"] for row in unpacked(face, instrument.id)} <= set(references)


def test_the_support_line_travels_and_says_whether_it_was_checked() -> None:
    line = json.loads(AceExplorer()._figures.text)["support"]
    assert line["service"].startswith("988")
    assert "hecked on the live page" in line["checked"]
