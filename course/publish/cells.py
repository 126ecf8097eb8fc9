"""Cells of a notebook to blocks of a page, by their tags. Used by whoever shows a notebook without its code."""

import json
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from ..outline import Module, Section
from .frame import in_script

Cell = Mapping[str, Any]

WIDGET = "application/vnd.jupyter.widget-view+json"
SORRY = (
    "This part could not be shown. That is a fault of the course, not of anything you did. "
    "The rest of the page is complete; you can read on, or load the page again."
)
_BOXES = {
    "content-note": ("section", "note", "Content note"),
    "note": ("div", "note", ""),
    "note-fit": ("div", "note fit", ""),
    "note-weak": ("div", "note weak", ""),
    "scene": ("section", "scene", "Scene"),
}
_HIDDEN = {"analyst", "title"}


def story(cells: Iterable[Cell]) -> list[Cell]:
    """The cells a page shows: `analyst` cells are left out before anything runs, the title stands in the frame."""
    return [cell for cell in cells if not _HIDDEN & tags(cell)]


class Blocks:
    """Renders the cells of one page in order; sections get the anchors of the outline, one after the other."""

    def __init__(
        self,
        markdown: Callable[[str], str],
        module: Module | None = None,
        widget: Callable[[Mapping[str, Any]], str] | None = None,
    ) -> None:
        """`widget` gives what stands in an activity, from the view of a widget; without it, what Voila draws from."""
        self._markdown = markdown
        self._widget = widget or _for_voila
        self._sections: list[Section] = list(module.sections) if module else []
        self._scenes = 0

    def render(self, cell: Cell) -> str:
        """One block of HTML; empty for a cell that shows nothing."""
        if cell["cell_type"] == "markdown":
            return self._text(cell)
        return self._outputs(cell) if cell["cell_type"] == "code" else ""

    def _text(self, cell: Cell) -> str:
        html = self._markdown(cell["source"])
        found = tags(cell)
        if "section" in found:
            return self._section(html)
        for tag, (element, classes, label) in _BOXES.items():
            if tag in found:
                return f'<{element} class="{classes}"{self._label(tag, label)}>\n{html}</{element}>\n'
        return html

    def _label(self, tag: str, label: str) -> str:
        if tag == "scene":
            self._scenes += 1
            label = f"{label} {self._scenes}"
        return f' aria-label="{label}"' if label else ""

    def _section(self, html: str) -> str:
        section = self._sections.pop(0) if self._sections else None
        return html.replace("<h2>", f'<h2 id="{section.id}" data-section>', 1) if section else html

    def _outputs(self, cell: Cell) -> str:
        outputs = cell.get("outputs", [])
        if any(_failed(output) for output in outputs):
            return f'<div class="note weak" role="note"><p>{SORRY}</p></div>\n'
        return "".join(_output(output, self._widget) for output in outputs)


def _failed(output: Mapping[str, Any]) -> bool:
    # Voila reports what went wrong around a cell as text on stderr; warnings are dropped before it comes here.
    return output["output_type"] == "error" or output.get("name") == "stderr"


def _output(output: Mapping[str, Any], widget: Callable[[Mapping[str, Any]], str]) -> str:
    if output["output_type"] == "stream":
        return f"<pre>{escape(output['text'])}</pre>\n"
    data = output.get("data", {})
    if WIDGET in data:
        return (
            f'<div class="activity" data-sorry="{SORRY}"><p class="wait">Getting this part ready.</p>'
            f"{widget(data[WIDGET])}</div>\n"
        )
    if "text/html" in data:
        return f'<div class="scroll">{"".join(data["text/html"])}</div>\n'
    if "image/svg+xml" in data:
        return f"<figure>{''.join(data['image/svg+xml'])}</figure>\n"
    return f"<pre>{escape(''.join(data.get('text/plain', '')))}</pre>\n"


def _for_voila(view: Mapping[str, Any]) -> str:
    model = in_script(json.dumps({"data": {WIDGET: view}, "metadata": {}, "trusted": True}))
    return f'<script type="application/vnd.voila.cell-output+json">{model}</script>'


def tags(cell: Cell) -> set[str]:
    """The tags of a cell."""
    return set(cell.get("metadata", {}).get("tags", []))
