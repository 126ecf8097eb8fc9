"""Write datapackage.json: what people know (resources.toml) and what can be computed from the files.

Run `python -m mirrorwell.datasets.descriptor` in a clone after changing a file of `data/`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from .citations import format_reference
from .errors import DataError
from .fields import FIELDS, OPTIONAL_IN
from .loader import DATA, DESCRIPTOR, PACKAGE

KNOWN_BY_HAND = PACKAGE / "resources.toml"
_REBUILD = "Run: python -m mirrorwell.datasets.descriptor"


def build() -> dict[str, Any]:
    """The descriptor as the files stand now.

    DataError when a file has no entry in resources.toml, or a column has no description in fields.py.
    """
    if not KNOWN_BY_HAND.is_file():
        raise DataError(
            f"{KNOWN_BY_HAND} is not there. The descriptor is rebuilt in a clone, not in an installed copy."
        )
    known = tomllib.loads(KNOWN_BY_HAND.read_text(encoding="utf-8"))
    licences, package = known["licenses"], known["package"]
    files = {path.stem: path for path in sorted(DATA.glob("*.csv"))} | {
        "references": DATA / "references.json"
    }
    for name in sorted(files.keys() - known["resource"].keys()):
        raise DataError(
            f"{files[name].name} has no entry in resources.toml. Add [resource.{name}] with a title."
        )
    works = {work["id"]: work for work in json.loads((DATA / "references.json").read_text(encoding="utf-8"))}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        **{key: package[key] for key in ("name", "title", "description", "version")},
        "licenses": [licences[key] for key in package["licenses"]],
        "resources": [
            _resource(name, files[name], entry, licences[entry["licence"]], works)
            for name, entry in sorted(known["resource"].items())
            if name in files
        ],
    }


def _resource(
    name: str, path: Path, entry: dict[str, Any], licence: dict[str, str], works: dict[str, Any]
) -> dict[str, Any]:
    content = path.read_bytes()
    table = path.suffix == ".csv"
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))) if table else []
    described: dict[str, Any] = {
        "name": name,
        "type": "table" if table else "json",
        "path": f"data/{path.name}",
        "format": path.suffix[1:],
        "mediatype": "text/csv" if table else "application/vnd.citationstyles.csl+json",
        "encoding": "utf-8",
        "title": entry["title"],
        "description": entry["description"],
        "cautions": entry["cautions"],
        "retrieved": entry.get("retrieved", "not recorded"),
        "licenses": [licence],
        "sources": _sources(found, works),
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        **({"rows": len(found)} if table else {"entries": len(works)}),
    }
    if table:
        columns = list(found[0])
        described["schema"] = {"fields": [_field(name, column) for column in columns], "missingValues": [""]}
    return described


def _sources(found: list[dict[str, str]], works: dict[str, Any]) -> list[dict[str, str]]:
    listed = []
    for key in sorted({row.get("source") or "" for row in found} & works.keys()):
        work = works[key]
        address = f"https://doi.org/{work['DOI']}" if work.get("DOI") else work.get("URL")
        listed.append({"title": format_reference(work), **({"path": address} if address else {})})
    return listed


def _field(name: str, column: str) -> dict[str, Any]:
    if column not in FIELDS:
        raise DataError(f"{name}.csv: column {column!r} has no description. Add it to fields.py.")
    described = FIELDS[column].descriptor()
    if (name, column) in OPTIONAL_IN:
        described.pop("constraints", None)
    return described


def as_text(package: dict[str, Any]) -> str:
    """The descriptor as it is written: the same package gives the same text."""
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def is_stale() -> bool:
    """Whether datapackage.json is not what the files would give now."""
    return not DESCRIPTOR.is_file() or DESCRIPTOR.read_text(encoding="utf-8") != as_text(build())


def write() -> Path:
    """Write datapackage.json, beside first and then renamed."""
    beside = DESCRIPTOR.with_suffix(".json.new")
    beside.write_text(as_text(build()), encoding="utf-8")
    return beside.replace(DESCRIPTOR)


if __name__ == "__main__":
    try:
        print(f"wrote {write()}")
    except DataError as error:
        sys.exit(f"Error: {error}")
