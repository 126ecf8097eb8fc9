"""Agreements for hard conversations and their safeguards: what `agreements.toml` holds, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .content import ContentError, Reader, Source, content_text

FILE = "agreements.toml"
_ID = r"[a-z]+(-[a-z]+)*"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One of the six, and the ids of the safeguards that stand beside it."""

    id: str
    text: str
    why: str
    safeguards: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Safeguard:
    """What keeps agreements from being used against somebody.

    One that is `always` there can be reworded and not taken out. `left_out` is what a team is told that leaves it out;
    empty when nothing is said.
    """

    id: str
    text: str
    why: str
    always: bool
    left_out: str
    source: Source


@dataclass(frozen=True, slots=True)
class Agreements:
    """The stock that a team chooses from, in the order of the file."""

    agreements: tuple[Agreement, ...]
    safeguards: tuple[Safeguard, ...]


def read(text: str, name: str = FILE) -> Agreements:
    """Read the stock. Every fault is gathered, one for each item, in one `ContentError`."""
    reader = Reader(text, name, ("agreement", "safeguard"))
    problems: list[str] = []
    made: Agreements | None = None
    try:
        safeguards = reader.items("safeguard", lambda given, raw: _safeguard(reader, given, raw), _ID)
        known = {safeguard.id for safeguard in safeguards}
        made = Agreements((), safeguards)
    except ContentError as error:
        problems += error.problems
        known = {str(item.get("id")) for item in reader.raw_items("safeguard")}
    try:
        agreements = reader.items("agreement", lambda given, raw: _agreement(reader, given, raw, known), _ID)
    except ContentError as error:
        problems += error.problems
    if problems or made is None:
        raise ContentError(problems)
    return Agreements(agreements, made.safeguards)


@cache
def load() -> Agreements:
    """Return the stock of the course."""
    return read(content_text(FILE))


def sources(stock: Agreements) -> list[tuple[str, tuple[str, ...]]]:
    """Return the id of each agreement and safeguard with the ids of its sources."""
    agreements = [(each.id, each.source.ids) for each in stock.agreements]
    return agreements + [(each.id, each.source.ids) for each in stock.safeguards]


def _safeguard(reader: Reader, given: str, raw: Mapping[str, Any]) -> Safeguard:
    reader.keys(given, raw, ("id", "text", "why", "always", "left_out", "source"))
    always = raw.get("always", False)
    if not isinstance(always, bool):
        reader.fail(given, f"always is {always!r}", "Write true or leave it out", near="always")
    if always and "left_out" in raw:
        reader.fail(
            given, "it is always there and cannot be left out", "Remove left_out or always", near="left_out"
        )
    return Safeguard(
        given,
        reader.said(given, raw, "text", "the safeguard"),
        reader.said(given, raw, "why", "the safeguard"),
        always,
        reader.said(given, raw, "left_out", "the safeguard") if "left_out" in raw else "",
        reader.source(given, raw),
    )


def _agreement(reader: Reader, given: str, raw: Mapping[str, Any], known: set[str]) -> Agreement:
    reader.keys(given, raw, ("id", "text", "why", "safeguards", "source"))
    if given in known:
        reader.fail(given, "a safeguard has this id too", "Give each its own")
    beside = reader.words(given, raw, "safeguards")
    if not beside:
        reader.fail(given, "no safeguard stands beside it", 'Write safeguards = ["..."]')
    unknown = [each for each in beside if each not in known]
    if unknown:
        reader.fail(
            given,
            f"unknown safeguard {unknown[0]!r}",
            f"Use one of: {', '.join(sorted(known))}",
            near="safeguards",
        )
    return Agreement(
        given,
        reader.said(given, raw, "text", "the agreement"),
        reader.said(given, raw, "why", "the agreement"),
        tuple(beside),
        reader.source(given, raw),
    )
