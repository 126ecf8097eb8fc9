"""Reading content files: TOML that a trainer edits by hand, and faults said with file, line, reason and remedy."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")


class ContentError(ValueError):
    """What is wrong with a content file. The message is the first fault in one line; `problems` holds all of them."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0])


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from: ids in `references.json`, and how it is printed."""

    ids: tuple[str, ...]
    text: str


def content_text(name: str) -> str:
    """Return a content file of `modules/`, for example `content_text("questions.toml")`."""
    return files("mirrorwell.modules").joinpath(name).read_text(encoding="utf-8")


def lines_of_id(lines: Iterable[str], given: str) -> list[int]:
    """Return the numbers of the lines that say `id = "..."` with this id."""
    mark = re.compile(rf'^\s*id\s*=\s*["\']{re.escape(given)}["\']')
    return [number for number, line in enumerate(lines, 1) if mark.match(line)]


class Reader:
    """One content file while it is read.

    Every table of it is an array (`[[question]]`), and each item has an `id`; faults name the line of that id, or the
    line of a word after it. `items` gathers the faults of all items, one each, before it raises.
    """

    def __init__(self, text: str, name: str, tables: Iterable[str]) -> None:
        self.name = name
        self._lines = text.splitlines()
        try:
            self.data = tomllib.loads(text)
        except RecursionError:
            problem = f"{name}:1: not readable as TOML: brackets within brackets, too deep. Take some away."
            raise ContentError([problem]) from None
        except ValueError as error:  # also what is no TOML, and a number of thousands of digits
            found = re.search(r"\(at line (\d+), column \d+\)", str(error))
            place = f"{name}:{found[1]}" if found else f"{name}:{max(len(self._lines), 1)}"
            what = re.sub(r"\s*\(at .*\)$", "", str(error))
            raise ContentError([f"{place}: not readable as TOML: {what}. Correct that place."]) from None
        known = list(tables)
        unknown = sorted(set(self.data) - set(known))
        if unknown:
            use = " and ".join(f"[[{table}]]" for table in known)
            self.fail("", f"unknown table {unknown[0]!r}", f"Use {use}", near=unknown[0])

    def fail(self, given: str, reason: str, remedy: str, *, near: str = "", again: bool = False) -> NoReturn:
        """Raise a `ContentError` about the item called `given`; `near` is a word of the line meant, after the id.

        With `again` the last item of that id is meant, not the first.
        """
        item = f" {given}:" if given else ""
        raise ContentError([f"{self.name}:{self._line(given, near, again)}:{item} {reason}. {remedy}."])

    def _line(self, given: str, near: str, again: bool) -> int:
        start = 0
        if given:
            found = lines_of_id(self._lines, given)
            start = (found[-1] if again else found[0]) - 1 if found else 0
        if near:
            for at in range(start, len(self._lines)):
                if given and at > start and self._lines[at].startswith("[["):
                    break
                if near in self._lines[at] and not self._lines[at].lstrip().startswith("#"):
                    return at + 1
        return start + 1

    def _line_of_table(self, table: str, number: int) -> int:
        head = re.compile(rf"^\s*\[\[\s*{re.escape(table)}\s*\]\]")
        found = [at for at, line in enumerate(self._lines, 1) if head.match(line)]
        return found[number] if number < len(found) else 1

    def raw_items(self, table: str) -> list[dict[str, Any]]:
        """Return the items of `[[table]]` as they stand in the file; what is no list of tables is refused."""
        raw = self.data.get(table, [])
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            self.fail("", f"{table!r} is no list of tables", f"Write [[{table}]] above each", near=table)
        return raw

    def items(self, table: str, make: Callable[[str, Mapping[str, Any]], T], pattern: str) -> tuple[T, ...]:
        """Make each item of `[[table]]` with `make(id, raw)`. The id must fit `pattern` and be used once."""
        made: list[T] = []
        problems: list[str] = []
        seen: set[str] = set()
        for number, item in enumerate(self.raw_items(table)):
            given = item.get("id", "")
            try:
                if not isinstance(given, str) or not re.fullmatch(pattern, given):
                    reason, remedy = f"the id of a {table} is {given!r:.40}", f"Write it as {pattern}"
                    if isinstance(given, str) and given.isprintable() and given:
                        self.fail(given, reason, remedy)
                    place = f"{self.name}:{self._line_of_table(table, number)}"
                    raise ContentError([f"{place}: {reason}. {remedy}."])
                if given in seen:
                    self.fail(given, "this id is used twice", "Give each its own", again=True)
                seen.add(given)
                made.append(make(given, item))
            except ContentError as error:
                problems += error.problems
        if problems:
            raise ContentError(problems)
        return tuple(made)

    def keys(self, given: str, raw: Mapping[str, Any], allowed: Iterable[str], where: str = "") -> None:
        """Refuse a key that is none of `allowed`; `where` names the part of the item, for example "option 2"."""
        known = list(allowed)
        unknown = sorted(set(raw) - set(known))
        if unknown:
            part = f"{where}: " if where else ""
            self.fail(given, f"{part}unknown key {unknown[0]!r}", f"Use {', '.join(known)}", near=unknown[0])

    def said(self, given: str, raw: Mapping[str, Any], key: str, where: str = "it") -> str:
        """Return the text of a key; an absent or empty one is refused."""
        text = raw.get(key, "")
        if not isinstance(text, str):
            self.fail(given, f"{where} has a {key} that is no text", "Put it in quotation marks", near=key)
        if not text.strip():
            self.fail(given, f"{where} has no {key}", f"Write its {key}")
        return text.strip()

    def one_of(self, given: str, raw: Mapping[str, Any], key: str, allowed: Iterable[str]) -> str:
        """Return the text of a key that must be one of a few words."""
        known, value = list(allowed), raw.get(key)
        if value not in known:
            self.fail(given, f"unknown {key} {value!r}", f"Use one of: {', '.join(known)}", near=key)
        return str(value)

    def tables(self, given: str, raw: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        """Return a list of inline tables, for example the options of a question."""
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fail(given, f"{key} is no list of tables", f"Write {key} = [ {{ ... }}, ]", near=key)
        return value

    def source(self, given: str, raw: Mapping[str, Any]) -> Source:
        """Return the source of an item; one is always needed."""
        value, form = raw.get("source"), 'Write source = { ids = ["..."], text = "..." }'
        if not isinstance(value, dict) or not value.get("ids") or not value.get("text"):
            self.fail(given, "no source", form)
        self.keys(given, value, ("ids", "text"), "source")
        return Source(tuple(self.words(given, value, "ids")), self.said(given, value, "text", "the source"))

    def words(self, given: str, raw: Mapping[str, Any], key: str) -> list[str]:
        """Return a list of texts, for example the ids of a source."""
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self.fail(given, f"{key} is no list of texts", f'Write {key} = ["..."]', near=key)
        return value
