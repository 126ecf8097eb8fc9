"""A notebook run once: what it gave is kept as plain values, and what cannot be shown without a kernel is named."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.publish.cells import WIDGET
from mirrorwell.course.publish.record import record
from mirrorwell.course.publish.recorded import Recorded, parts

Make = Callable[..., str]


def run(text: str) -> Recorded:
    return asyncio.run(record("x.ipynb", text))


def test_widgets_are_kept_by_place_and_their_scripts_by_name(notebook: Make) -> None:
    held = run(
        notebook(
            "# Head",
            "from mirrorwell.widgets import Reflection\nReflection(key='a', prompt='One?')",
            "Reflection(key='b', prompt='Two?')",
        )
    )
    shown = [output["data"] for cell in held.cells for output in cell["outputs"]]
    assert shown == [{WIDGET: {"model_id": "m0"}}, {WIDGET: {"model_id": "m1"}}]
    assert [held.models[name]["prompt"] for name in ("m0", "m1")] == ["One?", "Two?"]
    assert held.models["m0"]["_esm"][0] == "_shared.js" and held.models["m0"]["_esm"][-1] == "reflection.js"
    assert held.models["m0"]["_css"][-1] == "reflection.css"
    assert held.texts == {}
    assert not any(name.startswith(("_model", "_view", "_dom", "layout")) for name in held.models["m0"])


def test_the_same_notebook_gives_the_same_values_and_all_of_them_are_json(notebook: Make) -> None:
    text = notebook("from mirrorwell.widgets import AceExplorer\nAceExplorer(compact=True)")
    one, two = asdict(run(text)), asdict(run(text))
    assert json.loads(json.dumps(one)) == one == two


def test_texts_of_assets_are_kept_once_and_apart_from_the_scripts(notebook: Make) -> None:
    held = run(notebook("from mirrorwell.widgets import AceExplorer\nAceExplorer()", "AceExplorer()"))
    texts = [traits["text"] for traits in held.models.values() if "text" in traits]
    assert ["vendor/vega.js"] in texts and ["figures-ace"] in texts
    assert len(texts) == len({tuple(each) for each in texts})
    assert set(held.texts) == {"figures-ace", "downloads-ace", "explorer-charts"}
    assert "vendor/vega.js" in parts()


def test_code_never_travels_and_warnings_are_dropped(notebook: Make) -> None:
    held = run(notebook("import sys\nsecret = 1\nprint('said')\nprint('warned', file=sys.stderr)"))
    assert "secret" not in json.dumps(asdict(held))
    assert [output["text"] for output in held.cells[0]["outputs"]] == ["said\n"]


def test_a_cell_that_fails_is_named_with_its_notebook(notebook: Make) -> None:
    with pytest.raises(
        CourseError, match=r"^x\.ipynb: cell 2 failed with ZeroDivisionError: .*nothing was written"
    ):
        run(notebook("a = 1", "1 / 0", "b = 2"))


def test_a_widget_of_others_is_refused_by_name_and_with_the_reason(notebook: Make) -> None:
    with pytest.raises(
        CourseError, match=r"^x\.ipynb shows ButtonModel of @jupyter-widgets/controls.*need a kernel"
    ):
        run(notebook("import ipywidgets\nipywidgets.Button()"))
    foreign = "import anywidget\nclass Other(anywidget.AnyWidget):\n    _esm = 'export default {}'\nOther()"
    with pytest.raises(CourseError, match=r"^x\.ipynb shows __main__\.Other"):
        run(notebook(foreign))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}']
)
def test_what_is_no_notebook_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(CourseError, match=r"^x\.ipynb is no notebook: .*release\.$"):
        run(text)


def test_an_end_of_the_kernel_is_said_with_the_remedy(notebook: Make) -> None:
    with pytest.raises(CourseError, match=r"^x\.ipynb could not be run to its end: .*JupyterLab"):
        run(notebook("import os\nos._exit(1)"))
