"""A resource as a zip that stands on its own: data, dictionary, citation, licence, cautions."""

from __future__ import annotations

import csv
import io
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from .citations import cite
from .errors import DataError
from .loader import describe, path_of
from .rules import RULE_IN_WORDS


def export(name: str, path: str | os.PathLike[str]) -> Path:
    """Write a resource as a zip and return its path.

    A folder is never overwritten. The zip is written beside its place and then renamed, so a failure leaves
    nothing half-written. The same data give the same bytes.
    """
    content = export_bytes(name)
    target = Path(path)
    if target.is_dir():
        raise DataError(f"{target} is a folder. Name a file, such as {target / (name + '.zip')}.")
    try:
        _replace(target, content)
    except OSError as error:
        raise DataError(
            f"{target} cannot be written ({error.strerror}). Choose a folder you may write to."
        ) from error
    return target


def _replace(target: Path, content: bytes) -> None:
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o644)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def export_bytes(name: str) -> bytes:
    """The zip of a resource as bytes, for a download."""
    known = describe(name)
    source = path_of(name)
    files = {
        source.name: source.read_bytes(),
        "data-dictionary.csv": _dictionary(known).encode(),
        "citation.txt": (cite(name) + "\n").encode(),
        "licence.txt": _licence(known).encode(),
        "cautions.txt": _cautions(known).encode(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file_name in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{file_name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[file_name])
    return buffer.getvalue()


def _dictionary(known: dict[str, Any]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["column", "type", "meaning", "allowed"])
    for field in known["fields"]:
        allowed = field.get("constraints", {}).get("enum", [])
        writer.writerow([field["name"], field["type"], field["description"], "; ".join(allowed)])
    return text.getvalue()


def _licence(known: dict[str, Any]) -> str:
    licence = known["licence"]
    return "\n".join([licence["title"], licence.get("path", ""), ""])


def _cautions(known: dict[str, Any]) -> str:
    lines = [known["title"], "", known["description"], "", *(f"- {text}" for text in known["cautions"])]
    return "\n".join([*lines, f"- {RULE_IN_WORDS}", "- These figures describe groups, not persons.", ""])
