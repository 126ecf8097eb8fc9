"""What widgets need to know of the syllabus. Read as a content file: no code of the course package is used here."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the course: its number, title, minutes, and the titles of its sections in order."""

    number: int
    title: str
    minutes: int
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Syllabus:
    """Title of the course, pass mark in percent, and its modules."""

    title: str
    pass_mark: int
    modules: tuple[Module, ...]


@cache
def syllabus() -> Syllabus:
    """Return the syllabus of this installation; `mirrorwell.course.outline` checks the file."""
    data = tomllib.loads(files("mirrorwell.course").joinpath("outline.toml").read_text(encoding="utf-8"))
    modules = tuple(
        Module(
            number=item["number"],
            title=item["title"],
            minutes=item["minutes"],
            sections=tuple(section["title"] for section in item["section"]),
        )
        for item in data["module"]
    )
    return Syllabus(title=data["title"], pass_mark=data["pass_mark"], modules=modules)
