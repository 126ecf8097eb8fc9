"""Unwritten rules turned into healthy ones: a one-page poster that a learner prints or saves."""

from typing import Any

import traitlets

from . import unwritten_rules
from ._base import CourseWidget, script, style


class RulesBuilder(CourseWidget):
    """Choose rules of a service, reword the healthy rule, pick practices and a first step; the result is one page.

    It speaks of services and teams only. Nothing chosen or typed is a trait or an event: it is gone when the page is
    left, and leaves it only on paper or in a file that the learner names.
    """

    _esm = script(
        "_store.js",
        "_svg.js",
        "_keep.js",
        "_poster.js",
        "_builder.js",
        "rules_builder_rule.js",
        "rules_builder.js",
    )
    _css = style("_options.css", "_builder.css", "rules_builder.css")

    _rules = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rules = [_told(rule) for rule in unwritten_rules.load().rules]


def _told(rule: unwritten_rules.Rule) -> dict[str, Any]:
    """Return what the browser needs of a rule; `practices` is by level."""
    return {
        "id": rule.id,
        "name": rule.name,
        "says": rule.says,
        "shows": dict(rule.shows),
        "protects": rule.protects,
        "healthy": rule.healthy,
        "practices": {
            level: [practice.text for practice in rule.practices if practice.level == level]
            for level in unwritten_rules.LEVELS
        },
        "steps": list(rule.first_steps),
        "caution": rule.caution,
        "source": rule.source.text,
    }
