"""What there is to read and to do in the cells of a module, and how long it takes a learner who works alone."""

import ast
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..widgets import bank, mirror_scenes
from .publish.cells import Cell, tags

WORDS_A_MINUTE = 180
QUESTION, MATCH_ITEM, REFLECTION = 1.5, 1.0, 3.0
LONGEST_ACTIVITY = 15
NOT_READ = {"analyst", "references", "further-reading"}
_TARGET, _TAG = re.compile(r"\]\([^)\s]*(?:\([^)]*\))?[^)]*\)"), re.compile(r"<[^>]+>")


def plain(source: str) -> str:
    """Markdown without link targets and HTML tags: what a reader sees."""
    return _TAG.sub("", _TARGET.sub("]", source))


def words(text: str) -> int:
    """Number of words; a number with its sign counts as one."""
    return len(re.findall(r"[\w’'.%-]*\w", text))


def prose(cells: Iterable[Cell]) -> list[str]:
    """The text that is read in story mode, cell by cell, without the lists at the end."""
    return [
        plain(cell["source"])
        for cell in cells
        if cell["cell_type"] == "markdown" and not tags(cell) & NOT_READ
    ]


def minutes(cells: Iterable[Cell]) -> float:
    """Minutes for the cells as the course counts them: reading, and what is done in each activity.

    180 words a minute, 1.5 minutes a question, 1 a scene of the match quiz, 3 a reflection, and for every other
    activity the minutes written in the metadata of its cell (`activity_minutes`). Talk in a group is not counted.
    """
    kept = list(cells)
    read = sum(words(text) for text in prose(kept)) / WORDS_A_MINUTE
    return read + sum(_doing(cell) for cell in kept if cell["cell_type"] == "code" and "story" in tags(cell))


def activities(cell: Cell) -> list[tuple[str, dict[str, Any]]]:
    """The interactives a code cell shows, in order: name of the widget, and its plain keyword arguments."""
    found = []
    for node in ast.walk(ast.parse(cell["source"])):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id[0].isupper():
            found.append((node.func.id, {each.arg or "": _value(each.value) for each in node.keywords}))
    return found


def _value(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def _doing(cell: Cell) -> float:
    declared = float(cell["metadata"].get("activity_minutes", 0))
    return declared + sum(_of_kind(name, options) for name, options in activities(cell))


def _of_kind(name: str, options: Mapping[str, Any]) -> float:
    if name == "KnowledgeCheck" and options.get("module"):
        return QUESTION * len(bank.load().check(options["module"]))
    if name == "MirrorQuiz" and options.get("kind", "match") == "match":
        return MATCH_ITEM * len(mirror_scenes.content(mirror_scenes.load(), options["items"])["scenes"])
    return REFLECTION if name == "Reflection" else 0.0
