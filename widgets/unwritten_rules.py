"""The unwritten rules of module 4: what `unwritten_rules.toml` holds, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .content import Reader, Source, content_text

FILE = "unwritten_rules.toml"
LEVELS = ("people", "staff", "leadership")
_KEYS = (
    "id",
    "name",
    "says",
    "shows",
    "protects",
    "healthy",
    "practices",
    "first_steps",
    "caution",
    "source",
)


@dataclass(frozen=True, slots=True)
class Practice:
    """Something that others can see or hear, at one of `LEVELS`."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """An unwritten rule as practices of a service, and the healthy rule to build toward. Never about a person."""

    id: str
    name: str
    says: str
    shows: Mapping[str, str]
    protects: str
    healthy: str
    practices: tuple[Practice, ...]
    first_steps: tuple[str, ...]
    caution: str
    source: Source


@dataclass(frozen=True, slots=True)
class UnwrittenRules:
    """All rules, in the order of the file."""

    rules: tuple[Rule, ...]


def read(text: str, name: str = FILE) -> UnwrittenRules:
    """Read the rules. Every fault is gathered, one for each item, in one `ContentError`."""
    reader = Reader(text, name, ("rule",))
    return UnwrittenRules(
        reader.items("rule", lambda given, raw: _rule(reader, given, raw), r"[a-z]+(-[a-z]+)*")
    )


@cache
def load() -> UnwrittenRules:
    """Return the rules of the course."""
    return read(content_text(FILE))


def sources(rules: UnwrittenRules) -> list[tuple[str, tuple[str, ...]]]:
    """Return each rule's id with the ids of its sources."""
    return [(rule.id, rule.source.ids) for rule in rules.rules]


def _rule(reader: Reader, given: str, raw: Mapping[str, Any]) -> Rule:
    reader.keys(given, raw, _KEYS)
    name, says, protects, healthy, caution = (
        reader.said(given, raw, key, "the rule") for key in ("name", "says", "protects", "healthy", "caution")
    )
    return Rule(
        given,
        name,
        says,
        _shows(reader, given, raw),
        protects,
        healthy,
        _practices(reader, given, raw),
        _first_steps(reader, given, raw),
        caution,
        reader.source(given, raw),
    )


def _shows(reader: Reader, given: str, raw: Mapping[str, Any]) -> dict[str, str]:
    shows = raw.get("shows")
    if not isinstance(shows, dict):
        reader.fail(given, "the rule has no shows", "Add [rule.shows] with people, staff and leadership")
    reader.keys(given, shows, LEVELS, "shows")
    return {level: reader.said(given, shows, level, "shows") for level in LEVELS}


def _practices(reader: Reader, given: str, raw: Mapping[str, Any]) -> tuple[Practice, ...]:
    made = []
    for number, item in enumerate(reader.tables(given, raw, "practices"), 1):
        where = f"practice {number}"
        reader.keys(given, item, ("level", "text"), where)
        made.append(
            Practice(
                reader.one_of(given, item, "level", LEVELS),
                reader.said(given, item, "text", where),
            )
        )
    missing = [level for level in LEVELS if level not in {practice.level for practice in made}]
    if missing:
        reader.fail(
            given,
            f"no practice at the level {missing[0]!r}",
            f'Add {{ level = "{missing[0]}", text = "..." }}',
        )
    return tuple(made)


def _first_steps(reader: Reader, given: str, raw: Mapping[str, Any]) -> tuple[str, ...]:
    steps = raw.get("first_steps")
    if not isinstance(steps, list) or not all(isinstance(step, str) and step.strip() for step in steps):
        reader.fail(given, "first_steps is no list of texts", 'Write first_steps = ["...", "..."]')
    if len(steps) < 2:
        reader.fail(given, f"{len(steps)} first steps leave no choice", "Write two or more")
    return tuple(step.strip() for step in steps)
