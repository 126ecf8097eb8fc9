"""Words and sources to look up, from the figures' own tables."""

import re
from dataclasses import dataclass
from functools import cache

from .. import datasets
from ..datasets import cite_reference


@dataclass(frozen=True, slots=True)
class Work:
    """A reference as text, and the address at its end when it has one."""

    id: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word, its meaning, the words beside it (anchor and name; no anchor when it has no entry) and its source."""

    anchor: str
    name: str
    meaning: str
    beside: tuple[tuple[str, str], ...]
    source: Work | None


def terms() -> list[Term]:
    """The glossary by name."""
    found = datasets.rows("glossary")
    anchors = {str(row["term"]): _anchor(str(row["term"])) for row in found}
    made = [_term(row, anchors) for row in found]
    return sorted(made, key=lambda term: term.name.casefold())


@cache
def meanings() -> dict[str, str]:
    """What each word of the glossary means, by its anchor."""
    return {_anchor(str(row["term"])): str(row["definition"]) for row in datasets.rows("glossary")}


def works() -> list[Work]:
    """All references by their text."""
    return sorted((_work(id) for id in datasets.references()), key=lambda work: work.text.casefold())


def _term(row: dict[str, object], anchors: dict[str, str]) -> Term:
    beside = [name.strip() for name in str(row["see_also"] or "").split(";") if name.strip()]
    return Term(
        anchor=anchors[str(row["term"])],
        name=str(row["term"]),
        meaning=str(row["definition"]),
        beside=tuple((anchors.get(name, ""), name) for name in beside),
        source=_work(str(row["source"])) if row["source"] else None,
    )


def _work(id: str) -> Work:
    text = cite_reference(id)
    match = re.search(r"\s*(https?://\S+)$", text)
    return Work(id, text[: match.start()] if match else text, match[1] if match else "")


def _anchor(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
