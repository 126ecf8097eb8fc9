"""Read a table of survey records as plain text columns: CSV, XPT or Parquet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DataError

if TYPE_CHECKING:
    import polars as pl

INSTALL = "pip install 'mirrorwell[records]'"


def need(module: str) -> Any:
    """The module of that name; a `DataError` says how to install it when it is missing."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        missing = (error.name or module).split(".")[0]
        raise DataError(
            f"survey records need the package {missing}, which is not installed: {INSTALL}"
        ) from None


def read_table(path: Path) -> pl.DataFrame:
    """Every column of a CSV, XPT or Parquet file, as read; a `DataError` when that cannot be done."""
    ending = path.suffix.lower()
    if ending == ".dat":
        raise DataError(
            f"{path.name}: the fixed-width layout is not read here: convert to CSV, XPT or Parquet first"
        )
    if ending not in READERS:
        known = ", ".join(READERS)
        raise DataError(f"{path.name}: unknown ending {ending or '(none)'}; give a file that ends in {known}")
    if not path.is_file():
        raise DataError(f"{path}: no such file; give the path of the survey records")
    need("polars")
    try:
        return READERS[ending](path)
    except DataError:
        raise
    except UnicodeDecodeError:
        raise DataError(f"{path.name}: not UTF-8 text; save the file as UTF-8") from None
    except Exception as error:  # each reader has exceptions of its own; the learner needs one line
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise DataError(
            f"{path.name}: cannot be read as {ending[1:].upper()} ({reason}); export it again"
        ) from None


def _csv(path: Path) -> pl.DataFrame:
    pl = need("polars")
    text = path.read_bytes().decode(
        "utf-8-sig"
    )  # raises UnicodeDecodeError, which polars would word at length
    return pl.read_csv(text.encode(), infer_schema=False)


def _xpt(path: Path) -> pl.DataFrame:
    pl = need("polars")
    columns, _ = need("pyreadstat").read_xport(str(path), output_format="dict")
    return pl.DataFrame({name: _plain(list(values)) for name, values in columns.items()})


def _plain(values: list[Any]) -> list[str | None]:
    """Text of each value; XPT keeps empty answers as NaN or as empty text."""
    return [None if value is None or value != value else str(value) for value in values]


def _parquet(path: Path) -> pl.DataFrame:
    return need("polars").read_parquet(path)


READERS: dict[str, Callable[[Path], pl.DataFrame]] = {".csv": _csv, ".xpt": _xpt, ".parquet": _parquet}
