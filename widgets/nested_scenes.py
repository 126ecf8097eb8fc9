"""The scenes of the nested-systems map: reads `modules/nested_scenes.toml` and refuses what cannot be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .content import ContentError, Reader, Source, content_text

FILE = "nested_scenes.toml"
RINGS = ("person", "worker", "team", "organization", "funders", "society")
"""From the inside out. The first stands above the waterline, the others below it."""
KINDS = ("disturbance", "repair")
MOVES = ("inward", "outward", "sideways")
ENDS = {"disturbance": "hold", "repair": "possible"}
NAME_LENGTH = 16
STEPS = (4, 6)
_WORDS = "[a-z]+(-[a-z]+)*"


@dataclass(frozen=True, slots=True)
class Ring:
    """One of the six rings, and who that is at Harbor Street."""

    id: str
    name: str
    who: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Step:
    """Where an event shows up next. `moves` is how it came there; `pause` what could hold it there, or empty."""

    ring: str
    moves: str
    text: str
    pause: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """One event at one ring and the way it takes.

    `ending` says what could hold a disturbance, or what made a repair possible; `plainer` what else could explain
    it, without any mirror.
    """

    id: str
    ring: str
    kind: str
    title: str
    steps: tuple[Step, ...]
    ending: str
    plainer: str
    source: Source


@dataclass(frozen=True, slots=True)
class Scenes:
    """The rings from the inside out, and one journey for each ring and kind."""

    rings: tuple[Ring, ...]
    journeys: tuple[Journey, ...]

    def texts(self) -> dict[str, tuple[str, ...]]:
        """Return all that a learner reads, by the id of the item, for those who check wording."""
        rings = {ring.id: (ring.name, ring.who, ring.text) for ring in self.rings}
        return rings | {
            journey.id: (
                journey.title,
                *(text for step in journey.steps for text in (step.text, step.pause) if text),
                journey.ending,
                journey.plainer,
            )
            for journey in self.journeys
        }


def read(text: str, name: str = FILE) -> Scenes:
    """Return the scenes of a content file, or raise `ContentError` with every item's first fault."""
    reader = Reader(text, name, ("ring", "journey"))
    rings: tuple[Ring, ...] = ()
    journeys: tuple[Journey, ...] = ()
    problems: list[str] = []
    try:
        rings = reader.items("ring", lambda given, raw: _ring(reader, given, raw), "[a-z]+")
    except ContentError as error:
        problems += error.problems
    try:
        journeys = reader.items("journey", lambda given, raw: _journey(reader, given, raw), _WORDS)
    except ContentError as error:
        problems += error.problems
    if problems:
        raise ContentError(problems)
    _whole(reader, rings, journeys)
    return Scenes(rings, journeys)


@cache
def load() -> Scenes:
    """Return the scenes of the course."""
    return read(content_text(FILE))


def sources(scenes: Scenes) -> list[tuple[str, tuple[str, ...]]]:
    """Return each item's id and the ids of its works, to be compared with `references.json`."""
    rings = [(ring.id, ring.source.ids) for ring in scenes.rings]
    return rings + [(journey.id, journey.source.ids) for journey in scenes.journeys]


def _ring(reader: Reader, given: str, raw: Mapping[str, Any]) -> Ring:
    reader.keys(given, raw, ("id", "name", "who", "text", "source"))
    if given not in RINGS:
        reader.fail(given, f"unknown ring {given!r}", f"Use one of: {', '.join(RINGS)}")
    name = reader.said(given, raw, "name")
    if len(name) > NAME_LENGTH:
        reader.fail(
            given,
            f"the name {name!r} is too long for the picture",
            f"Use {NAME_LENGTH} characters at most",
            near="name",
        )
    return Ring(
        given,
        name,
        reader.said(given, raw, "who"),
        reader.said(given, raw, "text"),
        reader.source(given, raw),
    )


def _journey(reader: Reader, given: str, raw: Mapping[str, Any]) -> Journey:
    kind = reader.one_of(given, raw, "kind", KINDS)
    end = ENDS[kind]
    reader.keys(given, raw, ("id", "ring", "kind", "title", "steps", end, "plainer", "source"), f"a {kind}")
    ring = reader.one_of(given, raw, "ring", RINGS)
    title = reader.said(given, raw, "title")
    return Journey(
        id=given,
        ring=ring,
        kind=kind,
        title=title,
        steps=_steps(reader, given, raw, ring),
        ending=reader.said(given, raw, end),
        plainer=reader.said(given, raw, "plainer"),
        source=reader.source(given, raw),
    )


def _steps(reader: Reader, given: str, raw: Mapping[str, Any], start: str) -> tuple[Step, ...]:
    steps = reader.tables(given, raw, "steps")
    least, most = STEPS
    if not least <= len(steps) <= most:
        reader.fail(given, f"it has {len(steps) or 'no'} steps", f"Write {least} to {most}", near="steps")
    made: list[Step] = []
    for number, step in enumerate(steps, start=1):
        before = made[-1].ring if made else start
        made.append(_step(reader, given, step, f"step {number}", before))
    return tuple(made)


def _step(reader: Reader, given: str, raw: Mapping[str, Any], where: str, before: str) -> Step:
    """Read one step; faults name the line of its text, or of what stands in its place."""
    text, ring, moves = (raw.get(key, "") for key in ("text", "ring", "moves"))
    unknown = sorted(set(raw) - {"ring", "moves", "text", "pause"})
    if unknown:
        reader.fail(
            given,
            f"{where}: unknown key {unknown[0]!r}",
            "Use ring, moves, text, pause",
            near=f"{unknown[0]} =",
        )
    if not isinstance(text, str) or not text.strip():
        reader.fail(given, f"{where} has no text", "Write what is seen there", near='text = ""')
    line = text[:40]
    if ring not in RINGS:
        reader.fail(given, f"{where}: unknown ring {ring!r}", f"Use one of: {', '.join(RINGS)}", near=line)
    if moves not in MOVES:
        reader.fail(given, f"{where}: unknown moves {moves!r}", f"Use one of: {', '.join(MOVES)}", near=line)
    way = _way(before, str(ring))
    if moves != way:
        reader.fail(
            given, f"{where} goes from {before} to {ring} and says {moves}", f"Write {way}", near=line
        )
    pause = raw.get("pause")
    if pause is not None and (not isinstance(pause, str) or not pause.strip()):
        reader.fail(given, f"{where} has an empty pause", "Write it or leave it out", near=line)
    return Step(str(ring), str(moves), text.strip(), (pause or "").strip())


def _way(before: str, after: str) -> str:
    """Return how an event moves between two rings: toward the people we serve is inward."""
    step = RINGS.index(after) - RINGS.index(before)
    return "outward" if step > 0 else "inward" if step < 0 else "sideways"


def _whole(reader: Reader, rings: tuple[Ring, ...], journeys: tuple[Journey, ...]) -> None:
    """Refuse a file in which a ring, or the journey of a ring, is missing or doubled."""
    found = tuple(ring.id for ring in rings)
    missing = [ring for ring in RINGS if ring not in found]
    if missing:
        reader.fail("", f"there is no [[ring]] {missing[0]!r}", "Add it: the picture has six")
    if found != RINGS:
        reader.fail(
            "", "the rings are not in their order", f"Write them as {', '.join(RINGS)}", near="[[ring]]"
        )
    held: dict[tuple[str, str], str] = {}
    for journey in journeys:
        place = (journey.ring, journey.kind)
        if place in held:
            reader.fail(
                journey.id,
                f"the ring {journey.ring} has a second {journey.kind}, besides {held[place]}",
                "Keep one of the two",
            )
        held[place] = journey.id
    for ring in RINGS:
        for kind in KINDS:
            if (ring, kind) not in held:
                reader.fail(ring, f"no journey: the ring has no {kind}", f"Add a [[journey]] of kind {kind}")
