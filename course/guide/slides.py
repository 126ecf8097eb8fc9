"""The slides of a module, from the tags of its cells: one thought each, with the clock of the run sheet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..errors import CourseError
from ..publish.cells import Cell, tags
from .lesson import Lesson, renderer, unlinked
from .pieces import IMAGE, LIMIT, Leaf, leaves
from .sheet import BREAK, RunSheet, Timed

_TEXT = ("objectives", "scene", "monday", "take-away", "slide")
_LOOKS = ("note-fit", "note-weak", "note", "scene", "objectives", "monday", "take-away")
_FULL, _ROWS = 85, 6
_MINUTES = re.compile(r"\A\s*\*\d+ minutes?\*\s*")


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `look` says how it is drawn; `speaker` is the line for the person who leads."""

    look: str
    section: str
    heading: str
    body: Markup
    speaker: str = ""
    dense: bool = False
    """Whether so much stands on it that it needs smaller letters."""


def slides(lesson: Lesson, sheet: RunSheet, choices: Iterable[str]) -> Iterator[Slide]:
    """All slides of a module in order. Raises CourseError for a part that is too long for one."""
    module, html = lesson.module, renderer()
    yield Slide("title", "", module.title, Markup("<p>{}</p>").format(module.lead), _of(sheet.minutes))
    yield _choices(choices)
    section, left = "", list(module.sections)
    for cell in lesson.cells:
        if cell["cell_type"] != "markdown":
            continue
        if "section" in tags(cell) and left:
            part = left.pop(0)
            section = part.title
            timed = sheet.step_of(part.id)
            yield from _pause_before(sheet, timed)
            yield Slide("section", "", part.title, Markup(""), _speaker(timed))
        for leaf in _leaves(cell):
            _fits(lesson, cell, leaf)
            body = Markup(html(_lower(leaf.source)))
            look = "picture" if IMAGE.match(leaf.source) else _look(cell)
            yield Slide(look, section, _plain(leaf.heading), body, dense=_dense(leaf))


def _leaves(cell: Cell) -> Iterator[Leaf]:
    """What of a cell goes on slides: of a section only what follows its heading, and only when it is asked for."""
    found = tags(cell)
    if not found & set(_TEXT):
        return
    source = cell["source"]
    if "section" in found:
        source = _MINUTES.sub("", source.partition("\n")[2])
    yield from leaves(unlinked(source))


def _look(cell: Cell) -> str:
    return next((look for look in _LOOKS if look in tags(cell)), "plain")


def _fits(lesson: Lesson, cell: Cell, leaf: Leaf) -> None:
    if leaf.words > LIMIT:
        raise CourseError(
            f"modules/{lesson.module.notebook}, cell {cell.get('id')}: a part of {leaf.words} words is too long for "
            f"a slide of {LIMIT}. Break the paragraph or row that begins {leaf.source[:40]!r}."
        )


def _dense(leaf: Leaf) -> bool:
    return leaf.words > _FULL or leaf.source.count("\n|") > _ROWS or leaf.source.count("\n-") > _ROWS


def _plain(heading: str) -> str:
    return re.sub(r"[*_`]", "", heading)


def _lower(source: str) -> str:
    """Markdown whose own headings, if any, stand below the heading of the slide."""
    return re.sub(r"^#{1,6} ", "### ", source, flags=re.MULTILINE)


def _choices(choices: Iterable[str]) -> Slide:
    items = Markup("").join(Markup("<li>{}</li>").format(bold(choice)) for choice in choices)
    return Slide("choices", "", "Your choices in this room", Markup("<ul>{}</ul>").format(items))


def _pause_before(sheet: RunSheet, timed: Timed | None) -> Iterator[Slide]:
    if timed is None:
        return
    for each in sheet.timed():
        if each.end == timed.start and each.step.section == BREAK:
            yield Slide(
                "break",
                "",
                each.step.title,
                Markup("<p>{}</p>").format(_of(each.step.minutes)),
                _speaker(each),
            )


def _speaker(timed: Timed | None) -> str:
    return f"{timed.clock}, {_of(timed.step.minutes)}: {timed.step.title}" if timed else ""


def _of(minutes: int) -> str:
    return f"{minutes} minutes"


def bold(text: str) -> Markup:
    """Escaped text in which words between two stars are bold."""
    return Markup(re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", str(escape(text))))
