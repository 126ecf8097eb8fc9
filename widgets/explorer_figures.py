"""The rows of an explorer's instruments as one compact text: columns, with each distinct text written once."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from .. import datasets
from ._base import compact
from .instruments import Instrument, Measures, is_sensitive
from .support_panel import support_content

_NUMBERS = ("estimate", "ci_low", "ci_high", "n_unweighted")
_TEXTS = (
    "measure",
    "group_kind",
    "group",
    "place",
    "unit",
    "n_scope",
    "years",
    "source",
    "table",
    "flag",
    "note",
    "instrument",
    "population",
)
_DIMENSIONS = ("postal", "ace_level", "pce_level", "protective", "protective_level", "count_rule")


def figures_text(instruments: tuple[Instrument, ...]) -> str:
    """JSON with the instruments, their rows as columns, the references they cite, and the support line.

    A column with one value is that value; a text column is a list of places in `strings`.
    """
    strings: dict[str, int] = {}
    held = [_instrument(instrument, strings) for instrument in instruments]
    sources = sorted({source for instrument in held for source in instrument.pop("cited")})
    return compact(
        {
            "strings": list(strings),
            "instruments": held,
            "references": {source: datasets.cite_reference(source) for source in sources},
            "rule": datasets.RULE_IN_WORDS,
            "support": _support(),
        }
    )


def downloads_text(instruments: tuple[Instrument, ...]) -> str:
    """JSON with the zip of each resource, as `mirrorwell data export` writes it, in base64."""
    names = sorted({instrument.resource for instrument in instruments})
    return compact({name: base64.b64encode(datasets.export_bytes(name)).decode() for name in names})


def _support() -> dict[str, Any]:
    """The line that stands beside outcomes about suicide, in the words of the support panel."""
    lines = support_content()["lines"]
    return dict(next((line for line in lines if line["service"].startswith("988")), lines[0]))


def _instrument(instrument: Instrument, strings: dict[str, int]) -> dict[str, Any]:
    rows = [row for row in datasets.rows(instrument.resource) if _belongs(row, instrument)]
    plain = asdict(instrument)
    plain["measures"] = [_measures(part, rows) for part in instrument.measures]
    del plain["where"], plain["panels"]
    for grouping in plain["groupings"]:
        grouping["levels"] = _pairs(grouping["levels"])
    if instrument.panels:
        plain["panels"] = asdict(instrument.panels) | {
            "levels": _pairs(instrument.panels.levels),
            "rows": {key: _pairs(names) for key, names in instrument.panels.rows.items()},
        }
    plain["columns"] = _columns(rows, strings)
    plain["rows"] = len(rows)
    plain["cited"] = {str(row["source"]) for row in rows}
    return plain


def _pairs(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Keep the order: JavaScript would move keys that look like numbers to the front."""
    return list(names.items())


def _belongs(row: dict[str, Any], instrument: Instrument) -> bool:
    wanted = {measure for part in instrument.measures for measure in (*part.ids, *part.beside.values())}
    return row["measure"] in wanted and all(
        (row[column] or "") in allowed for column, allowed in instrument.where.items()
    )


def _measures(part: Measures, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One heading of the list of measures. `digits` is how many the source printed: the table prints the same."""
    listed = []
    for measure in part.ids:
        own = [row for row in rows if row["measure"] == measure]
        if not own:
            raise LookupError(
                f"No row of the measure {measure!r} was found. Check the instrument against its resource."
            )
        label, unit = str(own[0]["measure_label"]), str(own[0]["unit"])
        said = part.phrases.get(measure) or tuple(start + _lower(label) for start in part.phrase)
        listed.append(
            {
                "id": measure,
                "label": label,
                "unit": unit,
                "said": said,
                "digits": 2 if unit == "ratio" else 1,
                "sensitive": is_sensitive(measure),
                "beside": part.beside.get(measure, ""),
            }
        )
    return {"heading": part.heading, "list": listed}


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _columns(rows: list[dict[str, Any]], strings: dict[str, int]) -> dict[str, Any]:
    def place(row: dict[str, Any], column: str) -> int:
        return strings.setdefault(str(row.get(column) or ""), len(strings))

    def number(row: dict[str, Any], column: str) -> Any:
        return row[column]

    columns: dict[str, Any] = {}
    reads: list[tuple[tuple[str, ...], Callable[[dict[str, Any], str], Any]]] = [(_NUMBERS, number)]
    reads.append(((*_TEXTS, *(name for name in _DIMENSIONS if rows and name in rows[0])), place))
    for names, read in reads:
        for name in names:
            values = [read(row, name) for row in rows]
            columns[name] = values[0] if len(set(values)) == 1 else values
    return columns
