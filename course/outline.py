"""The syllabus as values: outline.toml read into frozen dataclasses and checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .errors import CourseError
from .tables import Table, parse

GLOSSARY = "glossary.ipynb"
"""The notebook that lists the words of the course; a link to it with an anchor is a word with its meaning."""
LMS_GUIDE = "lms.md"
"""The page for people who run an LMS."""
PAGES = {GLOSSARY: "glossary", "about.md": "about", "problem.md": "problem", LMS_GUIDE: "lms"}
"""Files beside the notebooks that have a page of their own, and its path."""
WHOLE = "course"
"""What the package of the whole course is called, so that no module may be."""
_FILE = "outline.toml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a module; `id` is the anchor of its heading."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Module:
    """One lesson of the course. `number` is its place in it."""

    id: str
    number: int
    title: str
    lead: str
    uses: str
    minutes: int
    notebook: str
    objectives: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def path(self) -> str:
        return f"modules/{self.id}"


@dataclass(frozen=True, slots=True)
class App:
    """One interactive on a page of its own."""

    id: str
    title: str
    sentence: str
    lead: str
    use: tuple[str, ...]
    notebook: str

    @property
    def path(self) -> str:
        return f"apps/{self.id}"


@dataclass(frozen=True, slots=True)
class Course:
    """What the course holds, in order."""

    title: str
    pass_mark: int
    modules: tuple[Module, ...]
    apps: tuple[App, ...]

    @property
    def minutes(self) -> int:
        """Minutes of all modules together."""
        return sum(module.minutes for module in self.modules)

    @property
    def parts(self) -> list[Module | App]:
        """Everything that has a page: modules, then apps."""
        return [*self.modules, *self.apps]

    def module(self, id: str) -> Module | None:
        return next((module for module in self.modules if module.id == id), None)

    def app(self, id: str) -> App | None:
        return next((app for app in self.apps if app.id == id), None)

    def page_of(self, notebook: str) -> str | None:
        """The path of the page made from a notebook, or from another file beside it, or None."""
        if notebook in PAGES:
            return PAGES[notebook]
        return next((part.path for part in self.parts if part.notebook == notebook), None)


@cache
def course() -> Course:
    """The course of this installation."""
    return read(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))


def read(text: str, file: str = _FILE) -> Course:
    """Read and check an outline. Raises CourseError naming the file, the key and the remedy."""
    top = Table(parse(text, file), file)
    it = Course(
        title=top.text("title"),
        pass_mark=top.number("pass_mark"),
        modules=tuple(_module(table) for table in top.tables("module")),
        apps=tuple(_app(table) for table in top.tables("app")),
    )
    top.done()
    if it.pass_mark > 100:
        raise top.error("pass_mark", f"is {it.pass_mark}. It is a percentage: write at most 100.")
    _distinct(file, "module number", (str(module.number) for module in it.modules))
    _distinct(file, "id", (part.id for part in it.parts))
    _distinct(file, "notebook", (part.notebook for part in it.parts))
    return it


def _module(table: Table) -> Module:
    sections = tuple(_section(part) for part in table.tables("section"))
    module = Module(
        id=_id(table),
        number=table.number("number"),
        title=table.text("title"),
        lead=table.text("lead"),
        uses=table.text("uses"),
        minutes=table.number("minutes"),
        notebook=_notebook(table),
        objectives=table.texts("objectives"),
        sections=sections,
    )
    table.done()
    if module.id == WHOLE:
        raise table.error("id", f"is {WHOLE!r}, which is the name of the whole course. Choose another.")
    total = sum(section.minutes for section in sections)
    if total != module.minutes:
        raise table.error(
            "minutes", f"is {module.minutes}, but its sections add up to {total}. Make them agree."
        )
    _distinct(module.notebook, "section id", (section.id for section in sections))
    return module


def _section(table: Table) -> Section:
    section = Section(id=_id(table), title=table.text("title"), minutes=table.number("minutes"))
    table.done()
    return section


def _app(table: Table) -> App:
    app = App(
        id=_id(table),
        title=table.text("title"),
        sentence=table.text("sentence"),
        lead=table.text("lead"),
        use=table.texts("use"),
        notebook=_notebook(table),
    )
    table.done()
    return app


def _id(table: Table) -> str:
    id = table.text("id")
    if not _ID.fullmatch(id):
        raise table.error("id", f"is {id!r}. It becomes part of an address: use a-z, 0-9 and single hyphens.")
    return id


def _notebook(table: Table) -> str:
    name = table.text("notebook")
    if not name.endswith(".ipynb") or "/" in name or "\\" in name:
        raise table.error("notebook", f"is {name!r}. Name a file of modules/ that ends in .ipynb.")
    return name


def _distinct(file: str, what: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise CourseError(f"{file}: the {what} {value!r} is used twice. Give each its own.")
        seen.add(value)
