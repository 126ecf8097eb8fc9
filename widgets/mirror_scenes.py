"""The scenes of the mirror quiz: reads `modules/mirror_scenes.toml` and refuses what a learner should never meet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from .content import Reader, content_text

FILE = "mirror_scenes.toml"
SETS = ("A", "B", "C", "D")
LEVELS = ("staff", "leadership", "organization")
ROLES = ("reflection", "alike", "other")
OPTIONS = 4
_ID = r"M\d\d+"
_ID_SHAPE = re.compile(r"[A-Z]\d")
_KEYS = ("id", "set", "about", "dynamic", "thread", "scene", "source", *LEVELS)
_OPTION_KEYS = {
    "reflection": ("role", "text", "feedback", "turn"),
    "alike": ("role", "text", "feedback"),
    "other": ("role", "of", "text", "feedback"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer at one level. `turn` belongs to a reflection; `of` to a mirror of something else."""

    role: str
    text: str
    feedback: str
    turn: str = ""
    of: str = ""
    """The id of the scene that is mirrored, or the name of a dynamic that has no scene in the file."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene with the people we serve, and four options at each of the three levels, in the order of `LEVELS`."""

    id: str
    set: str
    about: str
    """"strain", or "strength" where something good is passed on."""
    dynamic: str
    thread: str
    scene: str
    source_ids: tuple[str, ...]
    source: str
    levels: tuple[tuple[Option, ...], ...]

    def texts(self) -> tuple[str, ...]:
        """Return all that a learner reads, for those who check wording."""
        options = [option for level in self.levels for option in level]
        said = [text for option in options for text in (option.text, option.feedback, option.turn) if text]
        return (self.dynamic, self.thread, self.scene, *said)


@dataclass(frozen=True, slots=True)
class Scenes:
    """All scenes in the order of the file."""

    name: str
    scenes: tuple[Scene, ...]

    def sets(self) -> list[str]:
        """Return the sets that hold a scene."""
        return sorted({scene.set for scene in self.scenes})


@cache
def load() -> Scenes:
    """Return the course's own scenes."""
    return read(content_text(FILE))


def read(text: str, name: str = FILE) -> Scenes:
    """Read scenes from TOML text. Raises `ContentError` with one fault for each scene, each with its line."""
    reader = Reader(text, name, ("scene",))
    known = frozenset(_ids(reader.data.get("scene")))
    return Scenes(name, reader.items("scene", lambda given, raw: _scene(reader, given, raw, known), _ID))


def sources(scenes: Scenes) -> list[tuple[str, tuple[str, ...]]]:
    """Return each scene's id with the ids of its sources."""
    return [(scene.id, scene.source_ids) for scene in scenes.scenes]


def content(scenes: Scenes, items: str | Sequence[str]) -> dict[str, Any]:
    """Return what the browser needs: scenes of a set, of a list of ids, or all (`""` or `[]`), and their run's name.

    The name is the key under which a place is remembered: the set, "all", or "own" for a list of ids.
    """
    chosen = _chosen(scenes, items)
    if not chosen:
        raise ValueError(f"MirrorQuiz: {scenes.name} holds no scene. Write at least one [[scene]].")
    name = "all" if not items else items if isinstance(items, str) else "own"
    dynamics = {scene.id: scene.dynamic for scene in scenes.scenes}
    strengths = [scene for scene in scenes.scenes if scene.about == "strength"]
    return {
        "name": name,
        "activity": f"mirror-match-{name.lower()}",
        "strengths": {"count": len(strengths), "sets": sorted({scene.set for scene in strengths})},
        "scenes": [_wire(scene, dynamics) for scene in chosen],
    }


def _chosen(scenes: Scenes, items: str | Sequence[str]) -> list[Scene]:
    if not items:
        return list(scenes.scenes)
    if isinstance(items, str):
        if items not in scenes.sets():
            known = ", ".join(scenes.sets())
            raise ValueError(
                f"MirrorQuiz: unknown set {items!r}. Use one of: {known}, or a list of scene ids."
            )
        return [scene for scene in scenes.scenes if scene.set == items]
    by_id = {scene.id: scene for scene in scenes.scenes}
    for at, given in enumerate(items):
        if given not in by_id:
            span = f"{next(iter(by_id))} to {next(reversed(by_id))}" if by_id else "none"
            raise ValueError(
                f"MirrorQuiz: unknown scene {given!r}. {scenes.name} holds {len(by_id)}: {span}."
            )
        if given in items[:at]:
            raise ValueError(f"MirrorQuiz: scene {given!r} is listed twice. Name each scene once.")
    return [by_id[given] for given in items]


def _wire(scene: Scene, dynamics: Mapping[str, str]) -> dict[str, Any]:
    def option(made: Option) -> dict[str, str]:
        said = {"role": made.role, "text": made.text, "feedback": made.feedback, "turn": made.turn}
        return {key: text for key, text in (*said.items(), ("of", dynamics.get(made.of, made.of))) if text}

    return {
        "id": scene.id,
        "about": scene.about,
        "dynamic": scene.dynamic,
        "thread": scene.thread,
        "scene": scene.scene,
        "source": scene.source,
        "levels": [[option(made) for made in level] for level in scene.levels],
    }


def _ids(raw: Any) -> list[str]:
    return [str(item.get("id")) for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []


def _scene(reader: Reader, given: str, raw: Mapping[str, Any], known: frozenset[str]) -> Scene:
    reader.keys(given, raw, _KEYS)
    source = reader.source(given, raw)
    return Scene(
        id=given,
        set=reader.one_of(given, raw, "set", SETS),
        about=reader.one_of(given, raw, "about", ("strain", "strength")),
        dynamic=reader.said(given, raw, "dynamic", "the scene"),
        thread=reader.said(given, raw, "thread", "the scene"),
        scene=reader.said(given, raw, "scene", "the scene"),
        source_ids=source.ids,
        source=source.text,
        levels=tuple(_level(reader, given, raw, level, known) for level in LEVELS),
    )


def _level(
    reader: Reader, given: str, raw: Mapping[str, Any], level: str, known: frozenset[str]
) -> tuple[Option, ...]:
    made = tuple(
        _Place(reader, given, f"{level}, option {number}", item).option(known)
        for number, item in enumerate(reader.tables(given, raw, level), 1)
    )
    fault = _fault(made)
    if fault:
        reader.fail(given, f"{level} has {fault[0]}", fault[1], near=f"{level} =" if level in raw else "")
    return made


def _fault(options: Sequence[Option]) -> tuple[str, str] | None:
    """Return what is wrong with the options of a level taken together, and the remedy."""
    roles = [option.role for option in options]
    if len(options) != OPTIONS:
        return f"{len(options)} options", f"Write {OPTIONS}"
    if roles.count("reflection") != 1:
        return f"{roles.count('reflection') or 'no'} reflections", "Mark exactly one"
    if "alike" not in roles:
        return "nothing that looks alike", 'Write one option with role = "alike"'
    if len({option.text for option in options}) < len(options):
        return "the same text twice", "Give each option its own"
    return None


@dataclass(frozen=True, slots=True)
class _Place:
    """One option while it is read; its faults name the line on which it stands."""

    reader: Reader
    given: str
    where: str
    raw: Mapping[str, Any]

    def option(self, known: frozenset[str]) -> Option:
        role = self.raw.get("role")
        if role not in ROLES:
            self.fail(f"unknown role {role!r}", f"Use one of: {', '.join(ROLES)}")
        unknown = sorted(set(self.raw) - set(_OPTION_KEYS[role]))
        if unknown:
            self.fail(f"unknown key {unknown[0]!r}", f"Use {', '.join(_OPTION_KEYS[role])}")
        said = {key: self.said(key) for key in _OPTION_KEYS[role]}
        of = said.get("of", "")
        if of == self.given:
            self.fail("'of' names the scene itself", "Name the scene that it mirrors")
        if of and _ID_SHAPE.match(of) and of not in known:
            self.fail(f"'of' names no scene: {of!r}", "Use the id of a scene, or the name of a dynamic")
        return Option(**said)

    def said(self, key: str) -> str:
        text = self.raw.get(key, "")
        if not isinstance(text, str):
            self.fail(f"{key} is no text", "Put it in quotation marks")
        if not text.strip():
            self.fail(f"no {key}", f"Write its {key}")
        return text.strip()

    def fail(self, reason: str, remedy: str) -> NoReturn:
        # Found by its text, up to the first quotation mark; without a text, by the level.
        text = self.raw.get("text", "")
        words = re.split(r"[\"\\]", text)[0].strip() if isinstance(text, str) else ""
        near = words or f"{self.where.split(',')[0]} ="
        self.reader.fail(self.given, f"{self.where}: {reason}", remedy, near=near)
