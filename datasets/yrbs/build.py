"""Write `ace_pce_joint_2023.csv` from the survey records: same records, same bytes."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path

from ..errors import DataError
from .joint import joint_rows
from .records import read_records
from .rows import COLUMNS
from .tables import need

NAME = "ace_pce_joint_2023.csv"
TARGET = Path(__file__).resolve().parent.parent / "data" / NAME


def build_yrbs(source: Path, out: Path | None = None, progress: Callable[[str], None] | None = None) -> Path:
    """The path of the CSV computed from the records in `source`; `out` is a file or an existing folder.

    Without `out` the package's own figure file is replaced. `progress` hears one short line per step.
    Raises `DataError`; then nothing is written and an older file stays as it was.
    """
    target = TARGET if out is None else out / NAME if out.is_dir() else out
    need("svy")
    if not os.access(target.parent, os.W_OK):
        raise DataError(f"{target.parent}: no such folder, or no right to write in it; give another place")
    if progress:
        progress(f"reading {source.name}")
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(joint_rows(read_records(source), progress))
    _replace(target, text.getvalue())
    return target


def _replace(target: Path, text: str) -> None:
    """Writes beside the target, then renames, so that nobody ever reads half a file."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DataError(f"{target}: cannot be written ({error.strerror}); give another place") from None
