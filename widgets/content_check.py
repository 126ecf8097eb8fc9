"""Check the content files of the course, or a trainer's own copies of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from .. import datasets
from . import agreements, bank, mirror_scenes, mirror_values, nested_scenes, unwritten_rules
from .content import ContentError, content_text, lines_of_id

Sources = list[tuple[str, tuple[str, ...]]]


class _Kind(NamedTuple):
    read: Callable[[str, str], Any]
    sources: Callable[[Any], Sources]


_KINDS = {
    bank.FILE: _Kind(bank.read, bank.sources),
    mirror_scenes.FILE: _Kind(mirror_scenes.read, mirror_scenes.sources),
    mirror_values.FILE: _Kind(mirror_values.read, mirror_values.sources),
    nested_scenes.FILE: _Kind(nested_scenes.read, nested_scenes.sources),
    unwritten_rules.FILE: _Kind(unwritten_rules.read, unwritten_rules.sources),
    agreements.FILE: _Kind(agreements.read, agreements.sources),
}
FILES = tuple(_KINDS)
"""Names of the content files, all in `modules/`."""


def content_problems(place: Path | None = None) -> tuple[int, list[str]]:
    """Return how many content files were read, and each problem in one line: file, line, item, reason, remedy.

    `place` is one content file, or a folder that holds some of them; the course's own files without it.
    """
    if place is None:
        texts = {name: content_text(name).encode() for name in FILES}
    else:
        paths = [place] if place.is_file() else [place / name for name in FILES if (place / name).is_file()]
        texts = {path.name: path.read_bytes() for path in paths}
    return len(texts), [problem for name, text in texts.items() for problem in problems_of(name, text)]


def problems_of(name: str, raw: bytes) -> list[str]:
    """Return each problem of one content file; its name says of which kind it is."""
    if name not in _KINDS:
        return [f"{name}:1: not a content file of the course. Name it as one of: {', '.join(FILES)}."]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return [f"{name}:{line}: byte 0x{raw[error.start]:02x} is not UTF-8. Save the file as UTF-8."]
    kind = _KINDS[name]
    try:
        content = kind.read(text, name)
    except ContentError as error:
        return list(error.problems)
    named = kind.sources(content)
    if not named:
        return [f"{name}:1: the file holds no item. Write one as the top of the course's own file explains."]
    known = datasets.references()
    found = [
        (item, f"the source {source!r} is no id of references.json. Correct it, or add the work there.")
        for item, ids in named
        for source in ids
        if source not in known
    ]
    if isinstance(content, bank.Bank):
        found += bank.figure_problems(content)
    lines = text.splitlines()
    return [f"{name}:{(lines_of_id(lines, item) or [1])[0]}: {item}: {said}" for item, said in found]
