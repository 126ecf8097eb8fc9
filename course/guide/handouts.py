"""What stands on the pages for participants: taken from the content files, put in a fixed order without chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from ...widgets import agreements, mirror_scenes, mirror_values, nested_scenes, unwritten_rules
from ...widgets.bank_question import Question

THREE = ("V01", "V10", "V13")
"""The values of the short practice sheet: talk, relationships first, safety."""
LETTERS = "abcdef"
LEVELS = (
    "With the people we serve",
    "Among colleagues",
    "In supervision and leadership",
    "In organization and policy",
)
_SCENE_LEVELS = ("among staff", "in leadership", "in the organization")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One level of a value: a statement on the left and one on the right. Which is which stands nowhere."""

    level: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class PaperScene:
    """A scene of the mirror quiz at one level, its options with letters, and which of them is the reflection."""

    scene: mirror_scenes.Scene
    level: str
    options: tuple[tuple[str, mirror_scenes.Option], ...]

    @property
    def best(self) -> tuple[str, mirror_scenes.Option]:
        return next(each for each in self.options if each[1].role == "reflection")


def shuffled(items: Iterable[T], salt: str, key: Sequence[str]) -> list[T]:
    """The items in an order that has nothing to do with the file and is the same every time."""
    ranked = zip((sha256(f"{salt}{each}".encode()).hexdigest() for each in key), items, strict=True)
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


def values(wanted: Sequence[str] = ()) -> list[tuple[str, list[Row]]]:
    """Each value with its four rows; all values when none is named."""
    chosen = [value for value in mirror_values.load().values if not wanted or value.id in wanted]
    return [(value.name, _rows(value)) for value in chosen]


def _rows(value: mirror_values.Value) -> list[Row]:
    """Two levels run one way and two the other, so that nobody can mark down one side."""
    turned = shuffled((False, False, True, True), value.id, LEVELS)
    ends = [
        (pair.strained, pair.healthy) if turn else (pair.healthy, pair.strained)
        for pair, turn in zip(value.levels, turned, strict=True)
    ]
    return [Row(level, *pair) for level, pair in zip(LEVELS, ends, strict=True)]


def scenes(set: str) -> list[PaperScene]:
    """The scenes of a set, each at one level; the levels take turns."""
    chosen = [scene for scene in mirror_scenes.load().scenes if scene.set == set]
    return [_paper(scene, at % len(_SCENE_LEVELS)) for at, scene in enumerate(chosen)]


def _paper(scene: mirror_scenes.Scene, at: int) -> PaperScene:
    options = scene.levels[at]
    mixed = shuffled(options, scene.id, [option.text for option in options])
    return PaperScene(scene, _SCENE_LEVELS[at], tuple(zip(LETTERS, mixed, strict=False)))


def paper(question: Question) -> dict[str, list[tuple[str, str]]]:
    """The parts of a question as they stand on paper, mixed: `answers`, and for a match `lefts`, each with a letter or number."""
    if question.kind == "match":
        rights = [pair.right for pair in question.pairs]
        return {
            "lefts": [(str(at), pair.left) for at, pair in enumerate(question.pairs, 1)],
            "answers": list(zip(LETTERS, shuffled(rights, question.id, rights), strict=False)),
        }
    texts = [option.text for option in question.options] or [step.text for step in question.steps]
    return {"lefts": [], "answers": list(zip(LETTERS, shuffled(texts, question.id, texts), strict=False))}


def content() -> dict[str, object]:
    """What the templates of the handouts print, by name."""
    return {
        "stock": agreements.load(),
        "rules": unwritten_rules.load(),
        "rings": nested_scenes.load().rings,
        "three_values": values(THREE),
        "all_values": values(),
    }
