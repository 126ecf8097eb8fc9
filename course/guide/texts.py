"""The general texts of the guide: pages of parts, pages for participants, forms; each a TOML file of `modules/guide/`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from ...widgets import bank
from ..errors import CourseError
from ..tables import Table
from .sources import name_of, one_of, table_of, text_of

KINDS = ("fit", "weak", "note")
HANDOUTS = (
    "support", "agreements", "rings", "rules", "scenes", "three-values", "all-values", "action-plan",
)  # fmt: skip
QUESTIONS = 6
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with a paragraph, a list, or both. `kind` is one of `KINDS` or empty."""

    title: str
    text: str
    points: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of the guide that is nothing but text."""

    title: str
    lead: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """A page for participants: its words. What else stands on it comes from the content files of the course."""

    id: str
    title: str
    lead: str
    use: str
    modules: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a form: answers to tick, or none and lines to write on."""

    ask: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form without names. `keep` tells the facilitator how it is treated."""

    title: str
    lead: str
    keep: tuple[str, ...]
    items: tuple[Item, ...]
    answers: tuple[str, ...] = ()
    """The answers to each objective of a module; empty for a form without objectives."""
    questions: tuple[bank.Question, ...] = ()
    """Questions of the bank that are asked now and once more later; empty for a form without."""


def load(file: str, read: Callable[[str, str], T]) -> T:
    """Read one of the course's own files, for example `load("safety.toml", read_page)`."""
    return read(text_of(file), name_of(file))


def read_page(text: str, file: str) -> TextPage:
    """Read a page of parts. Raises CourseError naming file, key, reason and remedy."""
    top = table_of(text, file)
    parts = tuple(_part(table) for table in top.tables("part"))
    page = TextPage(top.text("title"), top.text("lead"), parts)
    top.done()
    if not parts:
        raise top.error("part", "is missing. Write at least one [[part]].")
    return page


def read_handouts(text: str, file: str) -> tuple[tuple[str, ...], tuple[Handout, ...]]:
    """Read the choices that people have in the room, and the words of the pages: each of `HANDOUTS` once."""
    top = table_of(text, file)
    choices = top.texts("choices")
    found = tuple(_handout(table) for table in top.tables("handout"))
    top.done()
    ids = [each.id for each in found]
    for id in HANDOUTS:
        if ids.count(id) != 1:
            times = "missing" if id not in ids else "there more than once"
            raise top.error("handout", f"{id!r} is {times}. Write it once.")
    return choices, found


def read_form(text: str, file: str) -> Form:
    """Read a form: with `answers` it asks about objectives, with `questions` it names six of the bank."""
    top = table_of(text, file)
    form = Form(
        title=top.text("title"),
        lead=top.text("lead"),
        keep=top.texts("keep"),
        items=tuple(_item(table) for table in top.tables("item")),
        answers=top.texts("answers", ()),
        questions=_questions(top),
    )
    top.done()
    if not form.items:
        raise top.error("item", "is missing. Write at least one [[item]].")
    return form


def _part(table: Table) -> Part:
    part = Part(
        table.text("title"), table.text("text", ""), table.texts("points", ()), one_of(table, "kind", KINDS)
    )
    table.done()
    if not part.text and not part.points:
        raise table.error("text", "is missing, and points too. Write one of them.")
    return part


def _handout(table: Table) -> Handout:
    id = one_of(table, "id", HANDOUTS) or table.text("id")
    handout = Handout(
        id, table.text("title"), table.text("lead"), table.text("use"), table.numbers("modules")
    )
    table.done()
    return handout


def _item(table: Table) -> Item:
    item = Item(table.text("ask"), table.texts("answers", ()))
    table.done()
    return item


def _questions(top: Table) -> tuple[bank.Question, ...]:
    ids = top.texts("questions", ())
    known = {question.id: question for question in bank.load().questions}
    for id in ids:
        if id not in known:
            raise top.error("questions", f"names {id!r}. Use an id of questions.toml, for example Q2.7.")
    if ids and len(set(ids)) != QUESTIONS:
        raise top.error("questions", f"holds {len(set(ids))} different ids. Name {QUESTIONS}.")
    return tuple(known[id] for id in ids)


def modules_known(handouts: Iterable[Handout], known: set[int], sets: list[str]) -> None:
    """Refuse a handout for a module that the course does not have; `sets` are those of the mirror scenes."""
    for handout in handouts:
        where = f"{name_of('handouts.toml')}: the handout {handout.id!r}"
        for number in handout.modules:
            if number not in known:
                use = ", ".join(map(str, sorted(known)))
                raise CourseError(f"{where} names module {number}. Use numbers of: {use}.")
        if handout.id == "scenes" and len(handout.modules) != len(sets):
            raise CourseError(
                f"{where} needs one module for each of the sets {', '.join(sets)}. Name them in order."
            )
