"""Pages that are Markdown beside the notebooks: heading and first paragraph stand in the frame, the rest below."""

from dataclasses import dataclass

from markupsafe import Markup

from ...widgets.content import content_text
from ..outline import PAGES
from ..tested import filled
from .frame import Frame
from .markdown import converter

NAMES = tuple(name for name in PAGES if name.endswith(".md"))
"""The files that are such pages."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page in HTML. `host` pages begin with what the host of the course says about itself."""

    title: str
    lead: str
    body: Markup
    host: bool


def text_page(name: str, frame: Frame) -> TextPage:
    """The page made from a file of `NAMES`, with its links as they are where the page stands."""
    head, lead, body = filled(content_text(name)).split("\n\n", 2)
    return TextPage(
        head.removeprefix("# "),
        lead,
        Markup(converter(frame.page_of, frame.name_of, frame.own_tab)(body)),
        host=name == "problem.md",
    )
