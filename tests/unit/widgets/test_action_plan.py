"""The Python side of a plan: it offers steps of the mirror's values, and never knows what is typed."""

from pathlib import Path

import pytest
from mirrorwell.widgets import mirror_values
from mirrorwell.widgets._base import static_text
from mirrorwell.widgets.action_plan import ActionPlan

_VALUE = """
[[value]]
id = "V77"
name = "Listening"
source = { ids = ["carroll2022"], text = "Carroll, 2022." }
people = { healthy = "I ask first.", strained = "I tell first." }
colleagues = { healthy = "We ask first.", strained = "We tell first." }
leadership = { healthy = "They ask first.", strained = "They tell first." }
organization = { healthy = "Rules begin with a question.", strained = "Rules begin with an answer." }
gap_note = "A gap."
step = "Ask one question."
"""


def test_no_trait_could_hold_what_is_typed() -> None:
    assert ActionPlan._own_traits() == ["value"]


def test_it_offers_the_small_step_of_each_of_the_fourteen_values() -> None:
    offered = ActionPlan()._values
    assert [each["id"] for each in offered] == [f"V{at:02}" for at in range(1, 15)]
    steps = {value.id: value.step for value in mirror_values.load().values}
    assert {each["id"]: each["step"] for each in offered} == steps
    assert all(each["name"] and set(each) == {"id", "name", "step"} for each in offered)


def test_a_value_that_does_not_exist_is_refused_with_an_example() -> None:
    with pytest.raises(ValueError, match=r"unknown value 'V99'\. Use an id of mirror_values\.toml, .*V01"):
        ActionPlan(value="V99")


def test_an_option_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="no option 'gap'"):
        ActionPlan(gap=3)


def test_other_values_can_take_the_place_of_ours() -> None:
    other = mirror_values.read(_VALUE)
    plan = ActionPlan(value="V77", statements=other)
    assert plan._values == [{"id": "V77", "name": "Listening", "step": "Ask one question."}]
    with pytest.raises(ValueError, match="for example V77"):
        ActionPlan(value="V01", statements=other)


def test_the_calendar_library_travels_once_for_all_plans() -> None:
    assert ActionPlan()._calendar is ActionPlan(value="V02")._calendar
    assert ActionPlan()._calendar.text == static_text("vendor/ical-generator.js")


def test_its_repr_says_nothing_of_the_value() -> None:
    assert repr(ActionPlan(value="V10")) == "<ActionPlan>"


def test_its_scripts_enter_no_text_as_markup() -> None:
    static = Path(__file__).parents[3] / "widgets" / "static"
    for path in static.glob("action_plan*.js"):
        assert "innerHTML" not in path.read_text(encoding="utf-8"), path.name
