"""What the guide takes from a notebook: its cells, the reflections, the thing for Monday, the take-away."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

import nbformat

from ...widgets import bank
from ..errors import CourseError
from ..outline import Module
from ..publish.cells import Cell, tags
from ..publish.markdown import converter
from ..timing import activities
from .pieces import DETAILS, IMAGE

_HEADING = re.compile(r"\A\s*#{1,6} [^\n]*\n+")
# A link to a reference, to the glossary or to another notebook: in the guide only its words are of use.
_INSIDE = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?!https?:)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A reflection: what is asked, and the help beside it."""

    prompt: str
    help: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the notebook: the name of its file, its title, and the Markdown of picture and words."""

    name: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A module as its notebook tells it. `monday` and `take_away` are Markdown without their heading."""

    module: Module
    cells: tuple[Cell, ...]
    reflections: tuple[Prompt, ...]
    monday: str
    take_away: str
    check: tuple[bank.Question, ...]
    pictures: tuple[Picture, ...]


def load(module: Module) -> Lesson:
    """The lesson of this installation. Raises CourseError when its notebook is missing or lacks a part."""
    try:
        text = files("mirrorwell.modules").joinpath(module.notebook).read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(
            f"modules/{module.notebook} cannot be read: {error.strerror}. The guide needs every module of outline.toml."
        ) from error
    return of(module, nbformat.reads(text, as_version=4).cells)


def of(module: Module, cells: Iterable[Cell]) -> Lesson:
    """A lesson from the cells of its notebook."""
    kept = tuple(cell for cell in cells if "analyst" not in tags(cell))
    return Lesson(
        module=module,
        cells=kept,
        reflections=tuple(_reflections(kept)),
        monday=_only(module, kept, "monday"),
        take_away=_only(module, kept, "take-away"),
        check=bank.load().check(module.number),
        pictures=tuple(_pictures(kept)),
    )


def renderer() -> Callable[[str], str]:
    """From Markdown of a notebook to HTML for one page of the guide: links within the course become plain words."""
    convert = converter(lambda notebook: None)
    return lambda source: convert(unlinked(source))


def unlinked(source: str) -> str:
    """Markdown without the links that lead nowhere outside the course."""
    return _INSIDE.sub(r"\1", source)


def _reflections(cells: Iterable[Cell]) -> Iterable[Prompt]:
    for cell in cells:
        if cell["cell_type"] == "code" and "story" in tags(cell):
            for name, options in activities(cell):
                if name == "Reflection":
                    yield Prompt(_said(options.get("prompt")), _said(options.get("help")))


def _pictures(cells: Iterable[Cell]) -> Iterable[Picture]:
    """Each picture under its caption, else under what it shows, with the words that fold out beside it."""
    for cell in cells:
        found = IMAGE.search(cell["source"]) if cell["cell_type"] == "markdown" else None
        if found:
            caption = re.search(r'"([^"]+)"', found[0])
            inside = DETAILS.search(cell["source"], found.end())
            yield Picture(
                name=PurePosixPath(found[2]).stem,
                title=(caption[1] if caption else found[1]).partition(". ")[0].rstrip("."),
                source=f"{found[0]}\n\n{inside[2].strip() if inside else ''}",
            )


def _said(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _only(module: Module, cells: Iterable[Cell], tag: str) -> str:
    found = [cell["source"] for cell in cells if tag in tags(cell)]
    if len(found) != 1:
        raise CourseError(
            f"modules/{module.notebook}: {len(found)} cells have the tag {tag!r}. The guide needs exactly one."
        )
    return _HEADING.sub("", found[0])
