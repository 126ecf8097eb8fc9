"""Every column of every resource: its type, what it means, and what it may hold.

The descriptor, the loader's column types and the data dictionary of an export all come from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

UNITS = ("percent", "ratio", "count", "mean", "coefficient")
N_SCOPES = ("row", "analysis")
FLAGS = ("weak", "suppressed", "not_seen", "secondary", "computed")

_SLUG = {"required": True, "pattern": "[a-z][a-z0-9_]*"}
_NEEDED = {"required": True}
_ADDRESS = {"required": True, "pattern": "https?://.+"}


@dataclass(frozen=True)
class Field:
    """One column. `kind` is a Table Schema type; `constraints` are Table Schema constraints."""

    name: str
    kind: str
    description: str
    constraints: dict[str, Any] = field(default_factory=dict)

    def descriptor(self) -> dict[str, Any]:
        """The column as Table Schema has it."""
        known: dict[str, Any] = {"name": self.name, "type": self.kind, "description": self.description}
        if self.constraints:
            known["constraints"] = self.constraints
        return known


_ALL = [
    # The columns of every resource of estimates, in this order; a resource's own columns come after `group`.
    Field("measure", "string", "What is estimated, as a stable name.", _SLUG),
    Field("measure_label", "string", "The measure in plain words.", _NEEDED),
    Field("instrument", "string", "The set of questions. Different ones never share an axis.", _NEEDED),
    Field("population", "string", "Who was asked.", _NEEDED),
    Field("place", "string", "Where they live.", _NEEDED),
    Field("group_kind", "string", "How the group was formed; all for the whole population.", _SLUG),
    Field("group", "string", "The group the estimate is for.", _NEEDED),
    Field("estimate", "number", "The published value. Empty when it was not seen or is suppressed."),
    Field(
        "unit",
        "string",
        "percent (0 to 100), ratio (above 0), count (whole), mean, or coefficient (correlation, slope).",
        {"required": True, "enum": list(UNITS)},
    ),
    Field("ci_low", "number", "Lower end of the 95% interval, in the unit of the estimate."),
    Field("ci_high", "number", "Upper end of the 95% interval, in the unit of the estimate."),
    Field("n_unweighted", "integer", "How many people answered; see n_scope.", {"minimum": 0}),
    Field(
        "n_scope",
        "string",
        "row: n is that of this row. analysis: n is that of the whole analysis. Empty: n not published.",
        {"enum": list(N_SCOPES)},
    ),
    Field("years", "string", "Year or years of the survey, like 2023 or 2019-2023.", _NEEDED),
    Field("source", "string", "Id of the work in references.json.", _NEEDED),
    Field("table", "string", "Table or part of the work where the value stands.", _NEEDED),
    Field("address", "string", "Where the value was read.", _ADDRESS),
    Field(
        "flag",
        "string",
        "weak: interval wider than 20 points or 1.2 times the estimate. suppressed: fewer than 30 answers. "
        "not_seen: printed somewhere, not seen. secondary: read in another's words. computed: by us. "
        "Several are parted by a semicolon.",
    ),
    Field("note", "string", "What a reader has to know about this row."),
    # Columns that only some resources have.
    Field("ace_level", "string", "Number of ACEs the row is about: any, 0, 1, 2-3, 4+ ..."),
    Field("pce_level", "string", "Number of positive experiences the row is about: any, 0-2, 3-5, 6-7."),
    Field("postal", "string", "Postal code of the state; US for the nation.", {"pattern": "[A-Z]{2}"}),
    Field("exposure", "string", "What the estimate compares, as the source words it."),
    Field("comparison", "string", "What it is compared with."),
    Field("protective", "string", "The protective experience the row is about."),
    Field("protective_level", "string", "Level of the protective experience."),
    Field("hope_block", "string", "HOPE building block; our own assignment."),
    Field("age_group", "string", "Age of the children."),
    Field("adjusted_for", "string", "What the estimate was adjusted for."),
    Field("count_rule", "string", "How ACEs were counted: eight, or seven_without_needs."),
    Field("n_events", "integer", "How many of them reported the outcome, unweighted.", {"minimum": 0}),
    # Support lines.
    Field("country", "string", "Country the line serves.", _NEEDED),
    Field("service", "string", "Name of the service.", _NEEDED),
    Field("who_for", "string", "Whom it is for.", _NEEDED),
    Field("call", "string", "Number to call."),
    Field("text", "string", "What to text, and where."),
    Field("chat_url", "string", "Address of the chat or directory."),
    Field("languages", "string", "Languages, where seen."),
    Field("hours", "string", "Hours, where seen."),
    Field("cost", "string", "Cost to the caller, where seen."),
    Field("notes", "string", "What else helps to use the line; people who look for help read it."),
    Field("provenance", "string", "How the line was read, for editors; the panel does not show it."),
    Field("source_url", "string", "Where the line was read.", _ADDRESS),
    Field("seen_on", "date", "Day of the copy that was read; empty when the copy carries no date."),
    Field("verified_on", "date", "Day a person checked the live page. Never filled in by a program."),
    Field("verified_by", "string", "Who checked it."),
    # Glossary.
    Field("term", "string", "The term.", {"required": True, "unique": True}),
    Field("definition", "string", "What it means, in plain words.", _NEEDED),
    Field("see_also", "string", "Related terms, parted by a semicolon."),
]

FIELDS = {known.name: known for known in _ALL}
# In the glossary a term may have no source: the words are ours.
OPTIONAL_IN = {("glossary", "source")}

_NAMES = [known.name for known in _ALL]
HEAD = tuple(_NAMES[: _NAMES.index("group") + 1])
TAIL = tuple(_NAMES[_NAMES.index("estimate") : _NAMES.index("note") + 1])

INTEGERS = frozenset(known.name for known in _ALL if known.kind == "integer")
NUMBERS = frozenset(known.name for known in _ALL if known.kind == "number")


def is_estimates(columns: list[str]) -> bool:
    """Whether these are the columns of a resource of estimates."""
    return "estimate" in columns and "measure" in columns
