"""The widgets in a real JupyterLab: its own keys stay away from our controls, axe finds nothing, a save holds nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

MARKER = "Zq7 marker words"
SETUP = """from mirrorwell.widgets import (
    ActionPlan, AgreementsBuilder, Certificate, KnowledgeCheck, MirrorQuiz, NestedSystemsMap,
    PopulationNotPerson, Progress, Reflection, RulesBuilder, SupportPanel,
)"""
# Each widget, and one of its controls that JupyterLab's keys are pressed in.
WIDGETS = {
    "KnowledgeCheck(module=5, seed=1)": ("knowledge-check", "[type=radio]"),
    "Reflection(prompt='What helps?')": ("reflection", "textarea"),
    "SupportPanel()": ("support-panel", "button"),
    "MirrorQuiz(kind='match', items='A', seed=1)": ("mirror-quiz", "[type=radio]"),
    "MirrorQuiz(kind='practice', values=['V01'], seed=1)": ("mirror-quiz", "[type=radio]"),
    "NestedSystemsMap()": ("nested-systems-map", "[type=radio]"),
    "PopulationNotPerson()": ("population-not-person", "select, [type=radio]"),
    "RulesBuilder()": ("rules-builder", "[type=checkbox]"),
    "AgreementsBuilder()": ("agreements-builder", "button"),
    "ActionPlan()": ("action-plan", "textarea, [type=text]"),
    "Progress()": ("progress", "button"),
    "Certificate()": ("certificate", "[type=checkbox]"),
}
CELLS = (SETUP, *WIDGETS)
SOURCES = "() => [...jupyterapp.shell.currentWidget.content.model.sharedModel.cells].map(cell => cell.source)"
# What JupyterLab takes in command mode: cells above and below, cut, delete, next and previous.
COMMANDS = ("a", "b", "x", "d", "d", "ArrowDown", "ArrowUp")


@pytest.fixture
def notebook(lab: Callable[..., str], page: Callable[..., Page]) -> Page:
    """A notebook with our widgets, all cells run; high enough that JupyterLab draws every cell."""
    shown = page(lab("widgets", *CELLS), height=16_000)
    shown.locator(".jp-Notebook .jp-Cell").nth(3).wait_for(timeout=60_000)
    shown.wait_for_function(
        "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=60_000,
    )
    shown.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    shown.wait_for_function(
        "count => document.querySelectorAll('[data-mirrorwell][data-ready]').length === count",
        arg=len(WIDGETS),
        timeout=90_000,
    )
    return shown


def test_keys_of_the_command_mode_leave_the_cells_alone(notebook: Page) -> None:
    for at, (widget, control) in enumerate(WIDGETS.values()):
        root = notebook.locator("[data-mirrorwell]").nth(at)
        expect(root).to_have_attribute("data-mirrorwell", widget)
        root.locator(f":is({control}):visible").first.focus()
        for key in COMMANDS:
            notebook.keyboard.press(key)
        assert notebook.evaluate(SOURCES) == list(CELLS), f"{control} of {widget}"
        inside = "document.activeElement.closest('[data-mirrorwell]')?.dataset.mirrorwell"
        assert notebook.evaluate(inside) == widget


def test_axe_finds_nothing_in_the_widgets_and_the_key_s_opens_support(notebook: Page, axe: Any) -> None:
    notebook.locator("[data-mirrorwell=knowledge-check] .opt [type=radio]").first.check()
    notebook.get_by_role("button", name="Check this answer").click()
    assert axe(notebook, "[data-mirrorwell]") == []
    notebook.keyboard.press("s")
    expect(notebook.get_by_role("dialog", name="Support")).to_be_visible()
    assert axe(notebook, "[data-mirrorwell]") == []
    notebook.keyboard.press("Escape")
    expect(notebook.get_by_role("dialog", name="Support")).to_have_count(0)


def test_a_notebook_saved_with_widget_state_holds_nothing_typed_or_rated(notebook: Page) -> None:
    fields = notebook.locator("[data-mirrorwell] :is(textarea, input[type=text]):visible").all()
    assert len(fields) > 5
    for field in fields:
        field.fill(MARKER)
    rated = notebook.locator("[data-mirrorwell=mirror-quiz]").nth(1)
    rated.locator("[type=radio]").nth(4).check()
    notebook.evaluate(
        """async () => {
      await jupyterapp.commands.execute('@jupyter-widgets/jupyterlab-manager:saveWidgetState');
      await jupyterapp.commands.execute('docmanager:save');
    }"""
    )
    saved = notebook.evaluate("async () => await (await fetch('/api/contents/widgets.ipynb')).json()")
    text = json.dumps(saved["content"])
    assert "application/vnd.jupyter.widget-state+json" in text, (
        "the state was not saved, so this shows nothing"
    )
    assert MARKER not in text
    state = saved["content"]["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    practice = [each["state"] for each in state.values() if each["state"].get("kind") == "practice"]
    assert practice
    for model in practice:
        assert set(model) <= {"kind", "items", "values", "seed", "layout", "tabbable", "tooltip"} | {
            name for name in model if name.startswith("_")
        }
