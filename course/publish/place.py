"""Where a written page stands: among the others of a site or a package, or alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ..outline import GLOSSARY
from .frame import Frame

_PACKAGED = (
    "Your learning system keeps which sections you opened, your best scores and your tries. Each page shows, word for "
    "word, what is sent. Answers, ratings and what you type stay on the page."
)


@dataclass(frozen=True)
class Beside(Frame):
    """One of many pages in a folder. `base` leads from it to that folder: empty, or `../`."""

    base: str = ""
    home: str = "index.html"
    served: ClassVar[bool] = False

    def asset(self, name: str) -> str:
        return f"{self.base}assets/{file_name(name)}"

    def address(self, path: str = "") -> str:
        return f"{self.base}{path}.html" if path else f"{self.base}{self.home}"


@dataclass(frozen=True)
class Packaged(Beside):
    """One of many pages in a package whose LMS keeps the results; the package itself begins at another page."""

    home: str = "start.html"
    packaged: ClassVar[bool] = True

    @property
    def say_remembered(self) -> str:
        return _PACKAGED


@dataclass(frozen=True)
class Alone(Packaged):
    """The only page there is. What other pages would say stands on it; `link_base` leads to a hosted course, if any."""

    home: str = "index.html"
    link_base: str = ""
    alone: ClassVar[bool] = True
    inside: ClassVar[Mapping[str, str]] = {GLOSSARY: "", "about.md": "#about", "problem.md": "#problem"}
    """What stands on the page itself, and where; the words have anchors of their own."""

    def page_of(self, notebook: str) -> str | None:
        if notebook in self.inside:
            return self.inside[notebook]
        path = self.course.page_of(notebook)
        return f"{self.link_base}{path}" if self.link_base and path else None


def file_name(name: str) -> str:
    """The name of an asset as a file: some LMSs tell small from capital letters, and some do not."""
    return name.lower()
