"""Check every file of figures and say each problem in one line: file, line, what, why, what to do.

Frictionless reads each table against the descriptor (types, allowed values, hash); what it cannot know,
such as an interval that must hold its estimate, is in check_estimates.py and check_texts.py.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import descriptor as descriptors
from .check_estimates import estimate_problems
from .check_texts import glossary_problems, reference_problems, support_problems
from .errors import DataError
from .fields import is_estimates
from .loader import DATA, PACKAGE

_RECORDED = "rebuild the descriptor with: python -m mirrorwell.datasets.descriptor"


@dataclass(frozen=True)
class Table:
    """A decoded table: its columns, and each row with the number of its line."""

    name: str
    columns: list[str]
    rows: list[tuple[int, dict[str, str]]]


def check(folder: Path | str | None = None) -> list[str]:
    """Every problem of the files in `folder` (the package's own without one); an empty list when there is none.

    The descriptor is `datapackage.json` in the folder, else beside it, else the package's own.
    """
    data = Path(folder) if folder is not None else DATA
    if not data.is_dir():
        raise DataError(f"{data} is not a folder. Name the folder that holds the CSV files.")
    package = _descriptor(data)
    known = {Path(resource["path"]).name: resource for resource in package["resources"]}
    problems = [
        f"{name}:1: the file is missing, the descriptor names it; put it back"
        for name in _missing(data, known)
    ]
    problems += [
        f"{path.name}:1: the descriptor does not name this file; describe it in resources.toml and {_RECORDED}"
        for path in sorted(data.glob("*.csv"))
        if path.name not in known
    ]
    works, found = _references(data)
    problems += found
    for name, resource in known.items():
        if name.endswith(".csv") and (data / name).is_file():
            problems += _table_problems(data / name, resource, works)
    problems += _json_hash_problems(data, known, problems)
    return problems + (_stale() if data == DATA and not problems else [])


def _descriptor(data: Path) -> dict[str, Any]:
    for place in (data, data.parent, PACKAGE):
        path = place / "datapackage.json"
        if path.is_file():
            loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return loaded
    raise DataError(f"no datapackage.json in or beside {data}. {_RECORDED.capitalize()}")


def _missing(data: Path, known: dict[str, Any]) -> list[str]:
    return sorted(name for name in known if not (data / name).is_file())


def _references(data: Path) -> tuple[dict[str, Any], list[str]]:
    """The works by id, and the problems of their file."""
    path = data / "references.json"
    if not path.is_file():
        return {}, []
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        return {}, [_encoding_problem(path, error)]
    except json.JSONDecodeError as error:
        return {}, [f"{path.name}:{error.lineno}: this is not JSON ({error.msg}); mend the line"]
    return {work.get("id", ""): work for work in listed}, reference_problems(listed, path.read_text("utf-8"))


def _table_problems(path: Path, resource: dict[str, Any], works: dict[str, Any]) -> list[str]:
    """Problems of one table. Later checks are left out when an earlier one makes them meaningless."""
    try:
        table = _read(path)
    except UnicodeDecodeError as error:
        return [_encoding_problem(path, error)]
    except csv.Error as error:
        return [f"{path.name}:1: this is not a readable CSV ({error}); compare it with the last good version"]
    problems = _header_problems(table, resource) or _width_problems(table)
    if problems:
        return problems
    schema, recorded = _frictionless(path, resource)
    mistyped = {int(line.split(":")[1]) for line in schema}
    sound = Table(table.name, table.columns, [row for row in table.rows if row[0] not in mistyped])
    problems = schema + list(_own_problems(sound, works))
    return problems or recorded


def _encoding_problem(path: Path, error: UnicodeDecodeError) -> str:
    line = path.read_bytes()[: error.start].count(b"\n") + 1
    byte = path.read_bytes()[error.start]
    return f"{path.name}:{line}: byte 0x{byte:02x} is not UTF-8, the file was saved in another encoding; save it as UTF-8"


def _read(path: Path) -> Table:
    reader = csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True)
    columns = next(reader, [])
    rows = []
    for cells in reader:
        # A short or long row is kept with what it has; _width_problems names it.
        rows.append((reader.line_num, dict(zip(columns, cells, strict=False)) | {"": str(len(cells))}))
    return Table(path.name, columns, rows)


def _header_problems(table: Table, resource: dict[str, Any]) -> list[str]:
    wanted = [field["name"] for field in resource["schema"]["fields"]]
    if table.columns == wanted:
        return []
    lost = [column for column in wanted if column not in table.columns]
    if lost:
        what, remedy = f"column {', '.join(lost)} is missing", "put it back"
    else:
        extra = [column for column in table.columns if column not in wanted]
        what, remedy = (
            (f"column {', '.join(extra)} is new", f"remove it, or describe it in fields.py and {_RECORDED}")
            if extra
            else ("the columns are in another order", f"order them: {', '.join(wanted)}")
        )
    return [f"{table.name}:1: {what}, the descriptor names the columns; {remedy}"]


def _width_problems(table: Table) -> list[str]:
    return [
        f"{table.name}:{line}: {row['']} cells, the header has {len(table.columns)}; look for a comma outside quotes"
        for line, row in table.rows
        if row[""] != str(len(table.columns))
    ]


def _frictionless(path: Path, resource: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Problems with types and allowed values, and the problem that the file is not the recorded one."""
    from frictionless import Resource

    local = {**resource, "path": path.name}
    task = Resource.from_descriptor(local, basepath=str(path.parent)).validate()
    schema, recorded = [], []
    for type_, line, column, note in task.flatten(["type", "rowNumber", "fieldName", "note"]):
        if type_ in ("hash-count", "byte-count", "row-count"):
            recorded = [
                f"{path.name}:1: the file is not the one whose hash is recorded, its content is sound; {_RECORDED}"
            ]
        else:
            schema.append(f"{path.name}:{line or 1}: {column or 'the table'}: {note}; mend the cell")
    return schema, recorded


def _own_problems(table: Table, works: dict[str, Any]) -> Iterator[str]:
    found: Iterator[tuple[int, str]]
    if is_estimates(table.columns):
        found = estimate_problems(table.columns, table.rows, works)
    elif table.name == "support_lines.csv":
        found = support_problems(table.rows)
    else:
        found = glossary_problems(table.rows, works)
    for line, text in found:
        yield f"{table.name}:{line}: {text}"


def _json_hash_problems(data: Path, known: dict[str, Any], problems: list[str]) -> list[str]:
    """Whether references.json is the recorded file; not asked when it has other problems."""
    path = data / "references.json"
    resource = known.get(path.name)
    if resource is None or not path.is_file() or any(line.startswith(path.name) for line in problems):
        return []
    digest = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    if digest == resource["hash"]:
        return []
    return [
        f"{path.name}:1: the file is not the one whose hash is recorded, its content is sound; {_RECORDED}"
    ]


def _stale() -> list[str]:
    """Whether resources.toml or fields.py say something else than the descriptor; asked in a clone only."""
    if not descriptors.KNOWN_BY_HAND.is_file():
        return []
    try:
        return [f"datapackage.json:1: it is out of date; {_RECORDED}"] if descriptors.is_stale() else []
    except DataError as error:
        return [f"datapackage.json:1: {error}"]
