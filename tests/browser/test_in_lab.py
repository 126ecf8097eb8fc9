"""The widgets in a real JupyterLab: its own keys stay away from our controls, and axe finds nothing in them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

SETUP = "from mirrorwell.widgets import KnowledgeCheck, Reflection, SupportPanel"
CELLS = (SETUP, "KnowledgeCheck(module=5, seed=1)", "Reflection(prompt='What helps?')", "SupportPanel()")
SOURCES = "() => [...jupyterapp.shell.currentWidget.content.model.sharedModel.cells].map(cell => cell.source)"
CONTROLS = (
    ("knowledge-check", "[type=radio]"),
    ("knowledge-check", "button"),
    ("reflection", "textarea"),
    ("reflection", "button"),
    ("support-panel", "button"),
)
# What JupyterLab takes in command mode: cells above and below, cut, delete, next and previous.
COMMANDS = ("a", "b", "x", "d", "d", "ArrowDown", "ArrowUp")


@pytest.fixture
def notebook(lab: Callable[..., str], page: Callable[..., Page]) -> Page:
    """A notebook with our widgets, all cells run."""
    shown = page(lab("widgets", *CELLS), height=1800)
    shown.locator(".jp-Notebook .jp-Cell").nth(3).wait_for(timeout=60_000)
    shown.wait_for_function(
        "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=60_000,
    )
    shown.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    for name in ("knowledge-check", "reflection", "support-panel"):
        shown.locator(f"[data-mirrorwell={name}][data-ready]").wait_for(timeout=60_000)
    return shown


def test_keys_of_the_command_mode_leave_the_cells_alone(notebook: Page) -> None:
    for widget, control in CONTROLS:
        notebook.locator(f"[data-mirrorwell={widget}] {control}:visible").first.focus()
        for key in COMMANDS:
            notebook.keyboard.press(key)
        assert notebook.evaluate(SOURCES) == list(CELLS), f"{control} of {widget}"
        inside = "document.activeElement.closest('[data-mirrorwell]')?.dataset.mirrorwell"
        assert notebook.evaluate(inside) == widget


def test_axe_finds_nothing_in_the_widgets_and_the_key_s_opens_support(notebook: Page, axe: Any) -> None:
    notebook.locator("[data-mirrorwell=knowledge-check] [type=radio]").first.check()
    notebook.get_by_role("button", name="Check this answer").click()
    assert axe(notebook, "[data-mirrorwell]") == []
    notebook.keyboard.press("s")
    expect(notebook.get_by_role("dialog", name="Support")).to_be_visible()
    assert axe(notebook, "[data-mirrorwell]") == []
    notebook.keyboard.press("Escape")
    expect(notebook.get_by_role("dialog", name="Support")).to_have_count(0)
