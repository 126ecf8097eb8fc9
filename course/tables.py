"""Reading hand-written TOML: each mistake is reported with its file, its key, the reason and the remedy."""

import tomllib
from collections.abc import Mapping
from typing import Any

from .errors import CourseError

_NAMES = {
    str: "text in quotes",
    int: "a whole number",
    list: "a list",
    dict: "a table",
    bool: "true or false",
}


def parse(text: str, file: str) -> dict[str, Any]:
    """Parse TOML. `file` names the source in messages."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{file} is not valid TOML: {error}. Put that line right.") from error


class Table:
    """One table of a TOML file, read key by key; `done` refuses what nobody asked for."""

    def __init__(self, values: Any, file: str, place: str = "") -> None:
        if not isinstance(values, Mapping):
            raise CourseError(f"{file}: {place} must be a table. Write it as [{place}].")
        self._values, self._file, self._place = values, file, place
        self._read: set[str] = set()

    def error(self, key: str, reason: str) -> CourseError:
        """An error about one key of this table."""
        return CourseError(f"{self._file}: {self._name(key)} {reason}")

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        """Text that is not empty; without a default the key must be there."""
        value = self._take(key, str, default)
        if not value.strip() and key in self._values:
            raise self.error(key, "is empty. Fill it in or leave the line out.")
        return str(value)

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number above zero."""
        value = self._take(key, int, default)
        if isinstance(value, bool) or value < 1:
            raise self.error(key, f"is {value!r}. Write a whole number above zero.")
        return int(value)

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts, at least one; without a default the key must be there."""
        values = self._take(key, list, default)
        said = values and all(isinstance(value, str) and value.strip() for value in values)
        if key in self._values and not said:
            raise self.error(key, "must be a list of texts, at least one.")
        return tuple(values)

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers above zero, at least one."""
        values = self._take(key, list, None)
        if not values or not all(type(value) is int and value > 0 for value in values):
            raise self.error(key, "must be a list of whole numbers above zero, at least one.")
        return tuple(values)

    def tables(self, key: str) -> list["Table"]:
        """An array of tables; absent means none."""
        values = self._take(key, list, [])
        return [
            Table(value, self._file, f"{self._name(key)} {number}") for number, value in enumerate(values, 1)
        ]

    def table(self, key: str) -> "Table":
        """A table; absent means empty."""
        return Table(self._take(key, dict, {}), self._file, self._name(key))

    def done(self) -> None:
        """Refuse keys that were not read: a misspelled key must not be ignored."""
        for key in self._values:
            if key not in self._read:
                known = ", ".join(sorted(self._read))
                raise self.error(key, f"is not a known key. Known here: {known}.")

    def _name(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key

    def _take(self, key: str, kind: type, default: Any) -> Any:
        self._read.add(key)
        if key not in self._values:
            if default is None:
                raise self.error(key, f"is missing. Add it as {_NAMES[kind]}.")
            return default
        value = self._values[key]
        if not isinstance(value, kind):
            raise self.error(key, f"is {value!r}. Write {_NAMES[kind]}.")
        return value
