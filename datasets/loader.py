"""Read a resource: as plain rows with the csv module alone, or as a DataFrame with fixed types."""

from __future__ import annotations

import csv
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import DataError, nearest
from .fields import INTEGERS, NUMBERS

if TYPE_CHECKING:
    import pandas as pd

PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"
DESCRIPTOR = PACKAGE / "datapackage.json"

Value = str | int | float | None
Row = dict[str, Value]


def names() -> list[str]:
    """The names of all resources, in alphabetical order."""
    return sorted([path.stem for path in DATA.glob("*.csv")] + ["references"])


def path_of(name: str) -> Path:
    """The file of a resource. An unknown name raises DataError with the nearest names."""
    known = names()
    if name not in known:
        raise DataError(f"no dataset is called {name!r}. {nearest(name, known)}")
    return DATA / ("references.json" if name == "references" else f"{name}.csv")


def rows(name: str, **where: Any) -> list[dict[str, Any]]:
    """The rows of a resource in the order of its file, read without pandas.

    Numbers become float or int, an empty cell becomes None. Each `column=value` keeps the rows whose cell
    equals the value, or one of the values of a list or tuple. An unknown column raises DataError.
    """
    path = path_of(name)
    found = _read(path, path.stat().st_mtime_ns)
    columns = found[0].keys() if found else ()
    for column in where:
        if column not in columns:
            raise DataError(f"{name} has no column {column!r}. {nearest(column, columns)}")
    return [dict(row) for row in found if all(_fits(row[c], wanted) for c, wanted in where.items())]


def _fits(cell: Value, wanted: Any) -> bool:
    return cell in wanted if isinstance(wanted, list | tuple) else bool(cell == wanted)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> tuple[Row, ...]:
    """The parsed file; `_changed` is part of the key so that an edited file is read again."""
    if path.suffix == ".json":
        return tuple(_flat(reference) for reference in json.loads(path.read_text(encoding="utf-8")))
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(
                {column: _typed(column, text) for column, text in raw.items()}
                for raw in csv.DictReader(file, strict=True)
            )
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        raise DataError(
            f"{path.name} cannot be read ({error}). Run 'mirrorwell data check' to see the line."
        ) from error


def _typed(column: str, text: str | None) -> Value:
    if text is None or text == "":
        return None
    if column in INTEGERS:
        return int(text)
    return float(text) if column in NUMBERS else text


def references() -> dict[str, dict[str, Any]]:
    """Every reference as CSL-JSON, by its id."""
    return {
        reference["id"]: reference for reference in json.loads((DATA / "references.json").read_text("utf-8"))
    }


def _flat(reference: dict[str, Any]) -> Row:
    """One reference as a row: what a table can show."""
    people = [person.get("family") or person.get("literal") for person in reference.get("author", [])]
    dates = reference.get("issued", {}).get("date-parts", [[None]])
    return {
        "id": reference["id"],
        "authors": "; ".join(str(person) for person in people) or None,
        "year": dates[0][0],
        "title": reference.get("title"),
        "container": reference.get("container-title"),
        "doi": reference.get("DOI"),
        "url": reference.get("URL"),
        "note": reference.get("note"),
    }


def load(name: str) -> pd.DataFrame:
    """A resource as a DataFrame with fixed types: Float64, Int64 and string; an empty cell is <NA>."""
    import pandas as pd

    path = path_of(name)
    if path.suffix == ".json":
        table = pd.DataFrame(rows(name))
        return table.astype({c: "Int64" if c == "year" else "string" for c in table.columns})
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    kinds = {c: "Int64" if c in INTEGERS else "Float64" if c in NUMBERS else "string" for c in columns}
    return pd.read_csv(path, dtype=kinds, keep_default_na=False, na_values=[""], encoding="utf-8")


def describe(name: str) -> dict[str, Any]:
    """What is known about a resource.

    Keys: name, title, description, path, rows, bytes, hash (sha256), fields (name, type, description,
    constraints), sources (title, path), licence (name, title, path), retrieved, cautions.
    """
    path_of(name)
    package = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == name:
            return _view(resource)
    raise DataError(f"{name} is not in datapackage.json. Run: python -m mirrorwell.datasets.descriptor")


def _view(resource: dict[str, Any]) -> dict[str, Any]:
    kept = ("name", "title", "description", "path", "bytes", "hash", "sources", "retrieved", "cautions")
    known = {key: resource[key] for key in kept}
    known["rows"] = resource.get("rows", resource.get("entries"))
    known["fields"] = resource.get("schema", {}).get("fields", [])
    known["licence"] = resource["licenses"][0]
    return known
