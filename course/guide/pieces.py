"""Markdown cut into what fits on a slide: between paragraphs, list items and table rows, never inside one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..timing import plain, words

LIMIT = 110
"""Words on a slide at most, its heading included."""
_FULL = 100  # words from which a slide gets no further piece
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
_WHOLE = 90  # words of a table up to which it is kept together
DETAILS = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
_ITEM = re.compile(r"\s*(?:[-*]|\d+\.) ")
_HEADING = re.compile(r"#{1,6} (.*)")
_RULE = re.compile(r"\s*\|[\s:|-]+\|\s*")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on one slide: heading (may be empty) and Markdown."""

    heading: str
    source: str

    @property
    def words(self) -> int:
        return _count(f"{self.heading}\n{self.source}")


@dataclass(frozen=True, slots=True)
class _Piece:
    """The smallest part: a paragraph, a list item, a table row. `head` is the head of its table."""

    source: str
    kind: str
    head: str = ""

    @property
    def words(self) -> int:
        return _count(self.source)


def _count(source: str) -> int:
    """Words that are read on a slide: those of a picture stand in it, not under it."""
    return words(plain(IMAGE.sub("", source)))


def leaves(source: str) -> Iterator[Leaf]:
    """The slides that a cell needs. A heading begins a new one; what opens on a page is a slide of its own.

    A picture begins one too, and its words stand beside it.
    """
    if IMAGE.search(source):
        source = DETAILS.sub(r"\2", source)
    opened = [Leaf(summary.strip(), inside.strip()) for summary, inside in DETAILS.findall(source)]
    heading, pieces = "", list[_Piece]()
    for piece in _pieces(DETAILS.sub("", source)):
        found = _HEADING.fullmatch(piece.source)
        if not found:
            if IMAGE.match(piece.source):  # what comes before a picture is thought about before it is seen
                yield from _packed(heading, pieces)
                pieces = []
            pieces.append(piece)
            continue
        yield from _packed(heading, pieces)
        heading, pieces = found[1], []
    yield from _packed(heading, pieces)
    for leaf in opened:
        yield from _packed(leaf.heading, list(_pieces(leaf.source)))


def _pieces(source: str) -> Iterator[_Piece]:
    for block in re.split(r"\n\s*\n", source.strip()):
        lines = block.splitlines()
        if not block.strip():
            continue
        if len(lines) > 2 and _RULE.fullmatch(lines[1]) and _count(block) > _WHOLE:
            yield from (_Piece(row, "row", "\n".join(lines[:2])) for row in lines[2:])
        elif _ITEM.match(block):
            yield from (_Piece(item, "item") for item in _items(lines))
        else:
            yield _Piece(block.strip(), "text")


def _items(lines: list[str]) -> Iterator[str]:
    item = ""
    for line in lines:
        if _ITEM.match(line) and item:
            yield item
            item = line
        else:
            item = f"{item}\n{line}" if item else line
    yield item


def _packed(heading: str, pieces: list[_Piece]) -> Iterator[Leaf]:
    """Pieces on as few slides as the limit allows, about equally full."""
    room = _FULL - words(f"{heading} (continued)")
    fewest = len(_groups(pieces, room))
    full = next(full for full in range(room + 1) if len(_groups(pieces, full)) == fewest)
    for at, group in enumerate(_groups(pieces, full)):
        yield Leaf(f"{heading} (continued)" if heading and at else heading, _joined(group))


def _groups(pieces: Iterable[_Piece], full: int) -> list[list[_Piece]]:
    """Pieces one after the other, a new group whenever one more would make it more than `full` words."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if not groups or _words([*groups[-1], piece]) > full:
            groups.append([])
        groups[-1].append(piece)
    return groups


def _words(pieces: Iterable[_Piece]) -> int:
    """Words of pieces on one slide: the head of a table counts once."""
    kept = list(pieces)
    return sum(piece.words for piece in kept) + sum(words(head) for head in {piece.head for piece in kept})


def _joined(pieces: Iterable[_Piece]) -> str:
    source, before = "", None
    for piece in pieces:
        together = before and before.kind == piece.kind != "text" and before.head == piece.head
        start = f"{piece.head}\n" if piece.head and not together else ""
        source += ("\n" if together else "\n\n") + start + piece.source
        before = piece
    return source.strip()
