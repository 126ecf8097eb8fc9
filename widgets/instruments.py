"""What an explorer can show: instruments, their measures, and the ways to group them.

These are descriptions only. Rows come from `mirrorwell.datasets`; every number stays there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["group", "place", "measure", "level"]
Equity = Literal["", "race", "identity", "place", "income"]


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to break a measure into rows.

    `mode` says where the rows come from: "group" takes the rows whose `group_kind` is `id`; "place" one row for
    each place; "measure" the measures side by side, for the whole group; "level" one row for each value of
    `column`, in the order and with the names of `levels`. `equity` names the note that must stand above the chart.
    """

    id: str
    label: str
    mode: Mode = "group"
    column: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)
    equity: Equity = ""
    joins: str = "with"
    """The word between people and level: "students with four or more", "children in 2018"."""


AGE = Grouping("age", "Age")
SEX = Grouping("sex", "Sex")
GRADE = Grouping("grade", "Grade")
RACE = Grouping("race_ethnicity", "Race and ethnicity", equity="race")
IDENTITY = Grouping("sexual_identity", "Sexual identity", equity="identity")
GENDER = Grouping("gender_identity", "Gender identity", equity="identity")
NATIVE = Grouping("american_indian_or_alaska_native", "American Indian or Alaska Native", equity="race")
PLACES = Grouping("place", "Place", mode="place", equity="place")
KINDS = Grouping("measure", "Measures side by side", mode="measure")


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures that belong together, under one heading of the list. `phrase` is put before the label in sentences:
    ("reported ", "did not report ") makes "reported emotional abuse" and "did not report emotional abuse"."""

    heading: str
    ids: tuple[str, ...]
    phrase: tuple[str, str] = ("reported ", "did not report ")
    phrases: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Whole phrases for measures whose label does not fit: {"sad": ("felt sad", "did not feel sad")}."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Measure whose figures stand in a sentence below the chart, such as an odds ratio beside shares."""


@dataclass(frozen=True, slots=True)
class Panels:
    """Rows within levels: one small panel for each value of `column`, and in it one row for each of `rows`."""

    column: str
    levels: Mapping[str, str]
    row_column: str
    rows: Mapping[str, Mapping[str, str]]
    """For each protective experience the levels that are drawn, with their names; "" when there is no choice."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One survey instrument of one resource. Figures of two instruments never share an axis."""

    id: str
    label: str
    resource: str
    who: str
    """The people in sentences, plural: "students"."""
    measures: tuple[Measures, ...]
    groupings: tuple[Grouping, ...]
    """The first is the one it opens on."""
    ruler: str
    """What makes this instrument a ruler of its own."""
    method: str
    """How the people were asked, for the source line."""
    protects: str
    change: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rows of the resource that belong here: column and allowed values; "" stands for an empty cell."""
    protective: Mapping[str, str] = field(default_factory=dict)
    """Protective experiences to choose from, where outcomes are crossed with them."""
    panels: Panels | None = None
    whole_place: str = "United States"
    shared_sample: str = (
        "They come from one sample and share schools or neighborhoods, so read it as a guide."
    )

    @property
    def measure_ids(self) -> tuple[str, ...]:
        return tuple(measure for part in self.measures for measure in part.ids)

    @property
    def grouping_ids(self) -> tuple[str, ...]:
        return tuple(grouping.id for grouping in self.groupings)


SENSITIVE = frozenset({"considered_suicide", "attempted_suicide", "forced_sex", "sexual_violence"})


def is_sensitive(measure: str) -> bool:
    """Does this outcome stand behind the second choice (suicide, forced sex)?"""
    return any(measure == name or measure.endswith(f"_{name}") for name in SENSITIVE)
