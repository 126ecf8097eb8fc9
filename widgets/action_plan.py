"""One step forward: a plan in sentences, kept as a file, on paper or as a calendar entry, and nowhere else."""

from typing import Any

import traitlets

from . import mirror_values
from ._base import AssetTrait, CourseWidget, asset, script, static_text, style


class ActionPlan(CourseWidget):
    """A form whose lines are all optional, and a summary that reads as sentences.

    Nothing typed is a trait, an event, or stored. It leaves the page only as a text file, a printed page or a
    calendar entry that the learner makes; the entry holds the words of the plan only if the learner says so.
    Ratings of the mirror quiz never come here: the learner chooses the value to start from.
    """

    _esm = script(
        "_store.js",
        "_keep.js",
        "_svg.js",
        "_poster.js",
        "action_plan_words.js",
        "action_plan_form.js",
        "action_plan_entry.js",
        "action_plan.js",
    )
    _css = style("action_plan.css")

    value = traitlets.Unicode().tag(sync=True)
    """Id of the mirror value whose small step is offered first, for example "V10"; empty offers none."""
    _values = traitlets.List().tag(sync=True)
    _calendar = AssetTrait()

    def __init__(self, *, statements: mirror_values.Values | None = None, **kwargs: Any) -> None:
        """`statements` replaces the course's own values, read by `mirror_values.read`."""
        given = statements or mirror_values.load()
        wanted = kwargs.get("value", "")
        if wanted and wanted not in {value.id for value in given.values}:
            example = f", for example {given.values[0].id}" if given.values else ""
            raise ValueError(f"ActionPlan: unknown value {wanted!r}. Use an id of {given.name}{example}.")
        super().__init__(
            **kwargs,
            _values=[{"id": value.id, "name": value.name, "step": value.step} for value in given.values],
            _calendar=asset("ical-generator", static_text("vendor/ical-generator.js")),
        )
