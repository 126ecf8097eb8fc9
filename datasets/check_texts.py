"""What must hold in the references, the support lines and the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Numbered = list[tuple[int, dict[str, str]]]
Problem = tuple[int, str]

_PRESS_3 = re.compile(r"press\s*3\b|option\s*3\b", re.IGNORECASE)


def reference_problems(works: list[dict[str, Any]], text: str) -> list[str]:
    """Problems of references.json as whole lines. `text` is the file, to find the line of an id."""
    problems, seen = [], set()
    for work in works:
        key = str(work.get("id", ""))
        line = text[: max(text.find(f'"id": "{key}"'), 0)].count("\n") + 1
        where = f"references.json:{line}: {key or 'a work without id'}"
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            problems.append(f"{where}: the id is not lower-case words; write it like swedo2024")
        if key in seen:
            problems.append(f"{where}: the id is used twice; rename or remove one")
        seen.add(key)
        problems += [
            f"{where}: {part} is missing; add it" for part in ("type", "title", "note") if not work.get(part)
        ]
        if "DOI" in work and not str(work["DOI"]).startswith("10."):
            problems.append(
                f"{where}: DOI {work['DOI']!r} does not begin with 10.; write it without an address"
            )
    return problems


def support_problems(rows: Numbered) -> Iterator[Problem]:
    """A wrong number is worse than none: each line has a source, and nobody is named who did not check it."""
    for line, row in rows:
        if bool(row["verified_on"]) != bool(row["verified_by"]):
            yield line, "verified_on and verified_by go together; fill in both or neither"
        if not row["seen_on"] and "without a date" not in row["provenance"]:
            yield (
                line,
                "seen_on is empty and provenance does not say why; say that the copy was without a date",
            )
        if _PRESS_3.search(" ".join(row.values())):
            yield line, "this is the 988 option that ended on 17 July 2025; remove it"
        if not (row["call"] or row["text"] or row["chat_url"] or "directory" in row["notes"]):
            yield (
                line,
                "there is no way to reach this service; give a number or an address, or remove the row",
            )


def glossary_problems(rows: Numbered, works: dict[str, Any]) -> Iterator[Problem]:
    """Every term that is pointed at exists; every source is a reference."""
    terms = {row["term"] for _, row in rows}
    for line, row in rows:
        for other in filter(None, row["see_also"].split("; ")):
            if other not in terms:
                yield line, f"see_also {other!r} is not a term; add it or mend the spelling"
            if other == row["term"]:
                yield line, f"{other!r} points at itself; remove it"
        if row["source"] and row["source"] not in works:
            yield line, f"source {row['source']!r} is not in references.json; add the work or mend the id"
