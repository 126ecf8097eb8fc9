"""What a count can and cannot sort: 1,000 students, one rule, and the students it gets wrong."""

from typing import Any

import traitlets

from ._base import CourseWidget, script, style
from .instruments import is_sensitive
from .population_figures import OUTCOMES, content, offered, support_line

CUTS = ("1+", "2+", "4+")
"""Where a rule can draw its line: the counts at which the survey's groups begin."""


class PopulationNotPerson(CourseWidget):
    """1,000 students from published shares, and a rule that calls all at or above a count “at risk”.

    It shows what such a rule finds, misses and gets wrong. Nothing asks for a person's count: the cut is about a
    rule. A second view takes made-up numbers and says so.

    Args:
        outcome: id of the outcome it opens on, such as "sad_or_hopeless" or "sleep_8h".
        cut: "1+", "2+" or "4+".
        show_sensitive: also offer outcomes about suicide, with the support line beside them. Put a content note
            near the widget then.
    """

    _esm = script(
        "_store.js",
        "_svg.js",
        "_table.js",
        "population_counts.js",
        "population_dots.js",
        "population_words.js",
        "population_tables.js",
        "population_controls.js",
        "population_not_person.js",
    )
    _css = style("population_not_person.css")

    # Fixed after the widget is made: the browser reads them once, and no choice of a learner travels back.
    outcome = traitlets.Unicode(OUTCOMES[0].id).tag(sync=True)
    cut = traitlets.Unicode("4+").tag(sync=True)
    show_sensitive = traitlets.Bool(False).tag(sync=True)
    _content = traitlets.Dict().tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        outcomes = offered(self.show_sensitive)
        if is_sensitive(self.outcome) and not self.show_sensitive:
            raise ValueError(
                f"PopulationNotPerson: outcome={self.outcome!r} stands behind a second choice. "
                "Pass show_sensitive=True as well, and put a content note near it."
            )
        for trait, value, known in (("outcome", self.outcome, outcomes), ("cut", self.cut, CUTS)):
            if value not in known:
                raise ValueError(
                    f"PopulationNotPerson: {trait}={value!r} is none. Use one of: {', '.join(known)}."
                )
        whole = content()
        self._content = {
            **whole,
            "outcomes": [each for each in whole["outcomes"] if each["id"] in outcomes],
            "support": support_line() if self.show_sensitive else "",
        }
