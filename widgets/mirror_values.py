"""The values of the practice mirror: reads `modules/mirror_values.toml`, two statements at each of four levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from .content import ContentError, Reader, Source, content_text
from .mirror_words import WORDS

FILE = "mirror_values.toml"
LEVELS = ("people", "colleagues", "leadership", "organization")
"""The levels of the mirror, from above the line to the deepest below it, as the file calls them."""
_KEYS = ("id", "name", "source", *LEVELS, "gap_note", "step")
_ENDS = ("healthy", "strained")


@dataclass(frozen=True, slots=True)
class Pair:
    """The two ends of a line of five points. No learner sees which is which."""

    healthy: str
    strained: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value; `levels` are in the order of `LEVELS`."""

    id: str
    name: str
    source: Source
    levels: tuple[Pair, ...]
    gap_note: str
    step: str

    def texts(self) -> tuple[str, ...]:
        """Return all that a learner reads, for those who check wording."""
        ends = (text for pair in self.levels for text in (pair.healthy, pair.strained))
        return (self.name, *ends, self.gap_note, self.step)


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one file, in the order in which they are asked."""

    name: str
    values: tuple[Value, ...]


def read(text: str, name: str = FILE) -> Values:
    """Read a file of values. Raises `ContentError` with one fault for each value, each with file and line."""
    reader = Reader(text, name, ("value",))
    names: dict[str, str] = {}

    def make(given: str, raw: Mapping[str, Any]) -> Value:
        value = _value(reader, given, raw)
        other = names.setdefault(value.name.casefold(), given)
        if other != given:
            reader.fail(
                given, f"the name {value.name!r} belongs to {other}", "Give each its own", near="name"
            )
        return value

    values = reader.items("value", make, r"V\d{2,4}")
    if not values:
        raise ContentError([f"{name}:1: no values in this file. Write at least one [[value]]."])
    return Values(name, values)


def _value(reader: Reader, given: str, raw: Mapping[str, Any]) -> Value:
    reader.keys(given, raw, _KEYS)
    return Value(
        id=given,
        name=reader.said(given, raw, "name"),
        source=reader.source(given, raw),
        levels=tuple(_pair(reader, given, raw, level) for level in LEVELS),
        gap_note=reader.said(given, raw, "gap_note"),
        step=reader.said(given, raw, "step"),
    )


def _pair(reader: Reader, given: str, raw: Mapping[str, Any], level: str) -> Pair:
    ends = raw.get(level)
    if not isinstance(ends, dict):
        reader.fail(given, f"no level {level!r}", f"Add {level} = {{ healthy = ..., strained = ... }}")
    reader.keys(given, ends, _ENDS, level)
    pair = Pair(*(reader.said(given, ends, end, level) for end in _ENDS))
    if pair.healthy.casefold() == pair.strained.casefold():
        reader.fail(given, f"{level}: both statements are the same", "Write two different ones", near=level)
    return pair


@cache
def load() -> Values:
    """Return the values of this installation."""
    return read(content_text(FILE))


def sources(values: Values) -> list[tuple[str, tuple[str, ...]]]:
    """Return the id of each value with the ids of its sources."""
    return [(value.id, value.source.ids) for value in values.values]


def content(values: Values, wanted: Sequence[str]) -> dict[str, Any]:
    """Return what the page is given: its sentences, and the `wanted` values in that order, or all when none is named.

    Statements travel as `[strained, healthy]`, so that their place is the mark of that end of the line.
    Raises `ValueError` for an id that is unknown or named twice, and when there is no value at all.
    """
    known = {value.id: value for value in values.values}
    if not known:
        raise ValueError(f"MirrorQuiz: no values in {values.name}. Write at least one [[value]].")
    chosen = list(wanted) or list(known)
    for at, given in enumerate(chosen):
        if given not in known:
            raise ValueError(
                f"MirrorQuiz: unknown value {given!r}. Use ids of {values.name}: {_span(known)}."
            )
        if given in chosen[:at]:
            raise ValueError(f"MirrorQuiz: value {given!r} is named twice. Name each once.")
    return {"values": [_sent(known[given]) for given in chosen], "words": WORDS}


def _span(known: Mapping[str, Value]) -> str:
    ids = list(known)
    return ", ".join(ids) if len(ids) <= 14 else f"{', '.join(ids[:12])} ... {ids[-1]}"


def _sent(value: Value) -> dict[str, Any]:
    return {
        "id": value.id,
        "name": value.name,
        "source": value.source.text,
        "levels": [[pair.strained, pair.healthy] for pair in value.levels],
        "gap_note": value.gap_note,
        "step": value.step,
    }
