"""Values that somebody may read in the place of the figure asked for: all of them stand in the course's own tables."""

import re
from dataclasses import dataclass

from ... import datasets
from ...datasets.figures import parse
from ...widgets.bank_question import Number, Question

WANTED = 3
_MEASURE = re.compile(r"(?<=[?&])measure=[^&#]*")
_APART = 5
"""How many times the tolerance two values must at least lie apart, so that no option is nearly the right one."""


@dataclass(frozen=True, slots=True)
class NearValue:
    """A figure of the course that answers another question than the one asked; `said` names it where the bank does not."""

    value: float
    said: str = ""


def near_values(question: Question) -> list[NearValue]:
    """Up to three values: first those that the question's own feedback warns of, then the nearest other measures.

    Every value is a cell of `datasets`. Fewer than three come back where the tables hold no more; nothing is made up.
    """
    number = question.number
    if number is None:
        return []
    found: list[NearValue] = []
    for each in (*_warned_of(question, number), *_other_measures(number)):
        taken = [number.answer, *(one.value for one in found)]
        if len(found) < WANTED and all(abs(each.value - one) >= _APART * number.tolerance for one in taken):
            found.append(each)
    return found


def _warned_of(question: Question, number: Number) -> list[NearValue]:
    said = f"{number.low} {number.high}"
    return [NearValue(datasets.figure(ref)) for shown, ref in question.figures if shown in said]


def _other_measures(number: Number) -> list[NearValue]:
    """The same cell for the other measures of the table, the nearest first."""
    name, wanted, _ = parse(number.figure)
    if "measure" not in wanted:
        return []
    unit = datasets.rows(name, **wanted)[0]["unit"]
    rest = {column: value for column, value in wanted.items() if column != "measure"}
    labels = {
        str(row["measure"]): str(row["measure_label"])
        for row in datasets.rows(name, **rest)
        if row["unit"] == unit and row["measure"] != wanted["measure"]
    }
    found = []
    for measure, label in labels.items():
        ref = _MEASURE.sub(f"measure={measure}", number.figure)
        try:
            value = datasets.figure(ref)
        except datasets.DataError:  # several rows or an empty cell: no value that a reader would see
            continue
        found.append(NearValue(value, f"It is the same reading for another measure: {label}."))
    return sorted(found, key=lambda each: (abs(each.value - number.answer), each.said))
