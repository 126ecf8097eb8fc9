"""The text of a module straight from its notebook, for whoever has no published page at hand."""

from collections.abc import Mapping
from typing import Any

from ..outline import Module, course
from ..publish.cells import Blocks, Cell
from ..publish.markdown import converter
from ..publish.record import parse
from ..publish.recorded import read
from ..timing import activities
from .elements import paragraphs, text

QUIZ = "The knowledge check is the quiz beside this page."
_NAMES = {
    "AceExplorer": "the ACE explorer",
    "AcePceExplorer": "the explorer of ACEs and PCEs together",
    "ActionPlan": "the action plan",
    "AgreementsBuilder": "the agreements builder",
    "Certificate": "the certificate",
    "MirrorQuiz": "the mirror quiz",
    "NestedSystemsMap": "the map of nested systems",
    "PceExplorer": "the PCE explorer",
    "PopulationNotPerson": "the thousand people of “Population, not person”",
    "Progress": "your way through the course",
    "RulesBuilder": "the rules builder",
}
"""Activities that need a page with scripts, as a sentence names them."""


def own_page(module: Module) -> str:
    """The body of the reading page; a sentence stands where an activity is. Raises CourseError without a notebook."""
    blocks = Blocks(converter(course().page_of), module)
    cells = parse(module.notebook, read(module.notebook)).cells
    return "".join(blocks.render(cell) if cell["cell_type"] == "markdown" else _gap(cell) for cell in cells)


def _gap(cell: Cell) -> str:
    """What stands in the place of an interactive; nothing for the support panel, whose lines end every reading page."""
    if cell["cell_type"] != "code":
        return ""
    return "".join(_instead(name, options) for name, options in activities(cell) if name != "SupportPanel")


def _instead(name: str, options: Mapping[str, Any]) -> str:
    if name == "Reflection":
        asked = f"<strong>A thought, if you like.</strong> {text(str(options.get('prompt', '')))}"
        return f"<p>{asked}</p>\n{paragraphs(str(options.get('help', '')))}\n"
    if name == "KnowledgeCheck":
        return f"{paragraphs(QUIZ)}\n"
    what = _NAMES.get(name, "an activity")
    return f"<p><em>Here stands {what}. It is in the SCORM package of this module.</em></p>\n"
