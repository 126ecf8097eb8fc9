"""A figure in a sentence: find the cell it refers to, and tell whether the printed text agrees.

A reference is `RESOURCE?column=value&column=value#field`, for example
`ace_yrbs_2023?measure=ace_4plus&group=All students`. The field is `estimate` unless it is said. It can be
`ci_low`, `ci_high`, `n_unweighted`, `without` (100 minus a percentage: the share without it) or
`reduction` (100 times 1 minus a ratio: how much lower). An empty value (`ace_level=`) asks for an empty cell.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import unquote

from .errors import DataError, nearest
from .loader import rows

FIELDS = ("estimate", "ci_low", "ci_high", "n_unweighted", "without", "reduction")
_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_MILLION = re.compile(r"\bmillion\b")


def figure(ref: str) -> float:
    """The number a reference points at.

    DataError when the reference is malformed, when it fits no row or several, or when the cell is empty.
    """
    name, wanted, field = parse(ref)
    row = _only(rows(name, **wanted), ref)
    if field == "without":
        return 100.0 - _number(row, "estimate", ref, unit="percent")
    if field == "reduction":
        return 100.0 * (1.0 - _number(row, "estimate", ref, unit="ratio"))
    return _number(row, field, ref)


def parse(ref: str) -> tuple[str, dict[str, Any], str]:
    """The resource, the wanted cells and the field of a reference."""
    address, _, field = ref.partition("#")
    name, _, query = address.partition("?")
    field = field or "estimate"
    if field not in FIELDS:
        raise DataError(f"figure {ref!r}: no field is called {field!r}. {nearest(field, FIELDS)}")
    wanted: dict[str, Any] = {}
    for pair in query.split("&") if query else ():
        column, equals, value = pair.partition("=")
        if not equals:
            raise DataError(f"figure {ref!r}: {pair!r} is not column=value. Write it so, parted by &.")
        wanted[column] = unquote(value) or None
    return name, wanted, field


def _only(found: list[dict[str, Any]], ref: str) -> dict[str, Any]:
    if len(found) == 1:
        return found[0]
    if not found:
        raise DataError(f"figure {ref!r} fits no row. Compare each value with the file.")
    differing = [c for c in found[0] if len({row[c] for row in found}) > 1 and c not in ("note", "flag")]
    raise DataError(f"figure {ref!r} fits {len(found)} rows. Add one of: {', '.join(differing)}.")


def _number(row: dict[str, Any], field: str, ref: str, unit: str = "") -> float:
    if unit and row["unit"] != unit:
        raise DataError(
            f"figure {ref!r} needs a {unit}, and the row holds a {row['unit']}. Choose another field."
        )
    value = row[field]
    if value is None:
        raise DataError(f"figure {ref!r}: {field} is empty ({row['flag'] or 'not published'}). Leave it out.")
    return float(value)


def printed_matches(text: str, value: float) -> bool:
    """Whether a printed number equals a value at the precision it is printed with.

    `18.5%`, `11,871` and `15 million` are read; text with no number or with several never matches.
    """
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return False
    printed = Decimal(found[0].replace(",", "").replace("−", "-"))
    exact = Decimal(repr(round(float(value), 9)))
    if _MILLION.search(text):
        exact /= 1_000_000
    return exact.quantize(Decimal(1).scaleb(int(printed.as_tuple().exponent)), ROUND_HALF_UP) == printed
