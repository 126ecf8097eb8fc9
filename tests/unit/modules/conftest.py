"""What the tests of the teaching text share: the module notebooks, and their text cell by cell."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from mirrorwell.course import timing

MODULES = Path(__file__).parents[3] / "modules"


@dataclass(frozen=True)
class Passage:
    """The text of one cell, and where it stands."""

    notebook: str
    cell: str
    tags: frozenset[str]
    text: str

    def __str__(self) -> str:
        return f"{self.notebook}, cell {self.cell}"


def read_notebooks() -> dict[str, nbformat.NotebookNode]:
    """Every module notebook by file name; apps are pages of their own and have no lesson text."""
    return {path.name: nbformat.read(path, 4) for path in sorted(MODULES.glob("[0-9]*.ipynb"))}


@pytest.fixture(scope="session")
def notebooks() -> dict[str, nbformat.NotebookNode]:
    return read_notebooks()


@pytest.fixture(scope="session")
def passages(notebooks: dict[str, nbformat.NotebookNode]) -> list[Passage]:
    """The Markdown cells of all modules in order."""
    return [
        Passage(name, cell.id, frozenset(cell.metadata.get("tags", [])), cell.source)
        for name, notebook in notebooks.items()
        for cell in notebook.cells
        if cell.cell_type == "markdown"
    ]


@pytest.fixture(scope="session")
def plain() -> Callable[[str], str]:
    """Markdown without link targets and HTML tags: what a reader sees."""
    return timing.plain
