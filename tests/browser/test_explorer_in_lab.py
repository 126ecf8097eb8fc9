"""The explorer in a real JupyterLab: Python reads the choice, Lab's keys leave its cells alone, one Vega for all."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

CELLS = (
    "from mirrorwell.widgets import AceExplorer\nshown = AceExplorer()",
    "shown",
    "AceExplorer(instrument='adults_places', compact=True)",
    "print('chosen:', shown.group_by)",
)
SOURCES = "() => [...jupyterapp.shell.currentWidget.content.model.sharedModel.cells].map(cell => cell.source)"
RUN = "() => jupyterapp.commands.execute('notebook:run-all-cells')"


@pytest.fixture
def notebook(lab: Callable[..., str], page: Callable[..., Page]) -> Page:
    shown = page(lab("explorer", *CELLS), height=2400)
    shown.locator(".jp-Notebook .jp-Cell").nth(3).wait_for(timeout=60_000)
    shown.wait_for_function(
        "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=60_000,
    )
    shown.evaluate(RUN)
    expect(shown.locator("[data-mirrorwell=ace-explorer][data-ready]")).to_have_count(2, timeout=60_000)
    return shown


def test_the_explorer_works_in_lab_and_python_reads_the_choice(notebook: Page, axe: Any) -> None:
    first = notebook.locator("[data-mirrorwell=ace-explorer]").first
    first.get_by_label("Group by", exact=True).select_option("sex")
    expect(first.locator(".chart-title")).to_contain_text("by sex")
    notebook.evaluate(
        "() => { const book = jupyterapp.shell.currentWidget.content; book.activeCellIndex = 3; book.deselectAll(); }"
    )
    notebook.evaluate("() => jupyterapp.commands.execute('notebook:run-cell')")
    expect(notebook.get_by_text("chosen: sex")).to_be_visible(timeout=20_000)
    assert axe(notebook, "[data-mirrorwell]") == []


def test_keys_of_the_command_mode_leave_the_cells_alone(notebook: Page) -> None:
    for control in ("select", "[type=radio]", "button"):
        notebook.locator(f"[data-mirrorwell=ace-explorer] {control}:visible").first.focus()
        for key in ("a", "b", "x", "d", "d", "ArrowDown", "ArrowUp"):
            notebook.keyboard.press(key)
        assert notebook.evaluate(SOURCES) == list(CELLS), control
