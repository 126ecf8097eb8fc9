"""The frame around every page: header, support dialog, footer. Used by the server and by whatever writes pages."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from typing import ClassVar

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from ...widgets.support_panel import EXIT_ADDRESS, SupportContent, support_content
from ..outline import Course, course
from ..site import Site
from .assets import assets


@dataclass(frozen=True)
class Frame:
    """What templates need to know about the host: where things are, and what it says about itself.

    `base` is prefixed to every address of our own and ends with a slash. `first` names assets that come before all
    others: scripts that speak to an LMS, and their styles; `package_json` is what a package tells them of itself.
    """

    base: str = "/"
    site: Site = field(default_factory=Site)
    course: Course = field(default_factory=course)
    first: tuple[str, ...] = ()
    package_json: Markup = field(default_factory=Markup)

    served: ClassVar[bool] = True
    """Whether a server hands out the page; a page opened as a file may not load fonts ahead."""
    alone: ClassVar[bool] = False
    """Whether this is the only page there is, so that nothing leads to another."""
    packaged: ClassVar[bool] = False
    """Whether the page is part of a package for an LMS, where nobody serves or teaches from it."""

    @property
    def say_remembered(self) -> str:
        """What is remembered of a learner, and where."""
        return (
            "This browser remembers which sections you opened, your best scores, your tries and your place in a quiz, "
            "for you alone; “Clear everything” in the support panel erases that too."
        )

    @property
    def own_tab(self) -> bool:
        """Whether a link to another site gets a tab of its own: in the frame of an LMS it would end the session."""
        return not self.served

    def asset(self, name: str) -> str:
        return f"{self.base}assets/{assets()[name].address}"

    def address(self, path: str = "") -> str:
        return self.base + path

    def page_of(self, notebook: str) -> str | None:
        """The address of the page made from a notebook file, or None."""
        path = self.course.page_of(notebook)
        return None if path is None else self.address(path)

    def name_of(self, notebook: str) -> str:
        """What to call a page that is not there: for a module its number, as an LMS lists it."""
        found = next((each for each in self.course.modules if each.notebook == notebook), None)
        return f"Module {found.number}" if found else ""

    @property
    def support(self) -> SupportContent:
        return support_content(contact=self.site.contact, local=self.site.local_lines)

    @property
    def support_json(self) -> Markup:
        """What the support dialog says, for a script element of the page."""
        said = {**self.support, "exit_address": self.exit_address}
        return in_script(json.dumps(said, ensure_ascii=False))

    @property
    def host_json(self) -> Markup:
        """What widgets may know of the host: credit for continuing education, or none."""
        said = {"credit": asdict(self.site.credit) if self.site.credit else None}
        return in_script(json.dumps(said, ensure_ascii=False))

    @property
    def exit_address(self) -> str:
        return self.site.exit_address or EXIT_ADDRESS


def in_script(written: str) -> Markup:
    """JSON for a script element of a page: nothing in it can close the element."""
    return Markup(written.replace("<", "\\u003c"))


def environment(*packages: str, streaming: bool = False) -> Environment:
    """Templates of the named packages, ours last. Everything printed is escaped unless marked as HTML.

    With `streaming` templates take asynchronous iterators and are read with `generate_async`.
    """
    made = Environment(
        loader=_loader(*packages, __package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        enable_async=streaming,
    )
    made.filters["leading_verb"] = _leading_verb
    return made


def _loader(*packages: str) -> BaseLoader:
    folders = [files(package) / "templates" for package in packages]

    def load(name: str) -> tuple[str, str | None, Callable[[], bool]] | None:
        for folder in folders:
            found = folder.joinpath(name)
            if found.is_file():
                return found.read_text(encoding="utf-8"), str(found), lambda: True
        return None

    return FunctionLoader(load)


def _leading_verb(sentence: str) -> Markup:
    """Objectives begin with their verb; it is set in bold."""
    verb, _, rest = sentence.partition(" ")
    return Markup("<b>{}</b> {}").format(verb, rest)
