"""The joint table: how students fare by ACE level and by what protects them, in the same cell.

Every table is one pair of a count and a protective experience. Its students are under 18, have an ACE
count and answered the protective item (both items for `number_of_two`); the level "any" is the margin of
that table, so the numbers of students in a column add up to it. Three kinds of measure:

- outcomes: share of the cell's students who answered the outcome;
- share_of_students: share of the table's students who are in the cell;
- share_within_ace_level: share with that protective level among the students of one ACE level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING

from .coding import ACE_LEVELS, OUTCOMES, PROTECTIVE_LEVELS, code, group_names
from .estimates import Share, Survey
from .tables import need

if TYPE_CHECKING:
    import polars as pl

ANY = "any"
IN_CELL = "share_of_students"
WITHIN = "share_within_ace_level"
GROUPS = ("all", "sex", "age", "race_ethnicity")
Cell = tuple[str, str, str]  # group, ACE level, protective level
Row = dict[str, str]


def count_rule(protective: str) -> str:
    """Which count stands beside that experience; "basic needs met" is itself an item of the count of eight."""
    return "seven_without_needs" if protective == "basic_needs_met" else "eight"


def joint_rows(records: pl.DataFrame, progress: Callable[[str], None] | None = None) -> Iterator[Row]:
    """Every row of `ace_pce_joint_2023` as text, the whole population first."""
    from .rows import row

    survey = Survey(_with_tables(code(records)))
    for kind, protective in product(GROUPS, PROTECTIVE_LEVELS):
        if progress:
            progress(f"{protective.replace('_', ' ')}, {kind.replace('_', ' ')}")
        cells = _estimates(survey, kind, protective)
        for group, measure in product(group_names(kind), measures(kind)):
            for ace, level in _cells(measure, kind, protective):
                share = cells[measure].get((group, ace, level))
                yield row(measure, kind, group, count_rule(protective), ace, protective, level, share)


def measures(kind: str) -> tuple[str, ...]:
    """Measures of the tables of that kind of group; the cell shares are for the whole population only."""
    return (*OUTCOMES, IN_CELL, WITHIN) if kind == "all" else (*OUTCOMES, WITHIN)


def _cells(measure: str, kind: str, protective: str) -> list[tuple[str, str]]:
    """ACE level and protective level of each row; shares that are 100 by definition are left out.

    Subgroups are printed without what a reader can do without: of two levels only the share of "high"
    ("low" is the rest of 100), and the margin over the protective levels only for all ACE levels together.
    """
    levels = PROTECTIVE_LEVELS[protective]
    if measure == WITHIN:
        shown = levels[:1] if kind != "all" and len(levels) == 2 else levels
        return list(product((ANY, *ACE_LEVELS), shown))
    cells = list(product((ANY, *ACE_LEVELS), (ANY, *levels)))
    if kind != "all":
        return [(ace, level) for ace, level in cells if ace == ANY or level != ANY]
    return [cell for cell in cells if measure != IN_CELL or cell != (ANY, ANY)]


def _with_tables(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds, for each table, its ACE level, protective level, cell and outcomes: null outside the table."""
    pl = need("polars")
    columns = []
    for protective in PROTECTIVE_LEVELS:
        ace, level = pl.col(count_rule(protective)), pl.col(protective)
        inside = ace.is_not_null() & level.is_not_null()
        columns += [
            pl.when(inside).then(ace).alias(f"{protective}:ace"),
            pl.when(inside).then(level).alias(f"{protective}:level"),
            pl.when(inside).then(pl.concat_str(ace, level, separator=":")).alias(f"{protective}:cell"),
            *[pl.when(inside).then(pl.col(name)).alias(f"{protective}:{name}") for name in OUTCOMES],
        ]
    return frame.with_columns(columns)


def _estimates(survey: Survey, kind: str, protective: str) -> dict[str, dict[Cell, Share]]:
    """Measure -> cell -> share, margins included; cells without students are not there."""
    ace, level, cell = (f"{protective}:{name}" for name in ("ace", "level", "cell"))
    found = {name: _by_cell(survey, f"{protective}:{name}", kind, ace, level) for name in OUTCOMES}
    within = {(g, ANY, part): share for (g, part), share in survey.shares(level, [kind]).items()}
    each = {(g, part, high): share for (g, part, high), share in survey.shares(level, [kind, ace]).items()}
    found[WITHIN] = within | each
    if IN_CELL in measures(kind):
        rows = {(g, part, ANY): share for (g, part), share in survey.shares(ace, [kind]).items()}
        found[IN_CELL] = within | rows
        for (g, both), share in survey.shares(cell, [kind]).items():
            part, high = both.split(":")
            found[IN_CELL][g, part, high] = share
    return found


def _by_cell(survey: Survey, answer: str, kind: str, ace: str, level: str) -> dict[Cell, Share]:
    """Share of yes in every cell and in both margins."""
    cells: dict[Cell, Share] = {}
    for (group, part, high), share in survey.share_of_yes(answer, [kind, ace, level]).items():
        cells[group, part, high] = share
    for (group, part), share in survey.share_of_yes(answer, [kind, ace]).items():
        cells[group, part, ANY] = share
    for (group, part), share in survey.share_of_yes(answer, [kind, level]).items():
        cells[group, ANY, part] = share
    for (group,), share in survey.share_of_yes(answer, [kind]).items():
        cells[group, ANY, ANY] = share
    return cells
