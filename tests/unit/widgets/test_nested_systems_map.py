"""The Python side of the nested-systems map: it gives the scenes, and never knows what is chosen."""

import pytest
from mirrorwell.widgets.nested_systems_map import NestedSystemsMap


def test_a_notebook_may_open_it_at_a_ring_and_a_kind() -> None:
    opened = NestedSystemsMap(ring="organization", kind="repair")
    assert (opened.ring, opened.kind) == ("organization", "repair")
    assert repr(opened) == "<NestedSystemsMap>"


def test_it_opens_at_the_funders_so_that_nobody_is_met_first_as_the_source_of_trouble() -> None:
    assert (NestedSystemsMap().ring, NestedSystemsMap().kind) == ("funders", "disturbance")


def test_an_unknown_ring_kind_or_option_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"there is no ring 'family'\. Use one of: person, worker, team"):
        NestedSystemsMap(ring="family")
    with pytest.raises(ValueError, match=r"there is no kind 'harm'\. Use one of: disturbance, repair"):
        NestedSystemsMap(kind="harm")
    with pytest.raises(TypeError, match=r"no option 'start'\. Use one of: kind, ring"):
        NestedSystemsMap(start="team")


def test_no_trait_could_hold_a_choice_or_an_answer() -> None:
    assert sorted(NestedSystemsMap._own_traits()) == ["kind", "ring"]


def test_the_browser_gets_six_rings_and_twelve_journeys() -> None:
    shown = NestedSystemsMap()
    assert [ring["id"] for ring in shown._rings][0::5] == ["person", "society"]
    assert len(shown._journeys) == 12
    assert all(journey["ending"] and journey["plainer"] and journey["source"] for journey in shown._journeys)
