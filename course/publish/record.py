"""A notebook run once and kept: what its cells gave, and the widgets it made, without a kernel behind them."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.filters import strip_ansi
from traitlets.config import Config

from ..errors import CourseError
from .cells import WIDGET, Cell, story, tags
from .recorded import Recorded, parts

_STATE = "application/vnd.jupyter.widget-state+json"
_OURS = "mirrorwell.widgets."
_ASSET = "mirrorwell.widgets._base.Asset"
_MODEL = "IPY_MODEL_"
# What belongs to a kernel or to JupyterLab's layout means nothing on a page.
_LEFT_OUT = {"layout", "tabbable", "tooltip"}


async def record(name: str, text: str) -> Recorded:
    """Run the story cells of a notebook. Raises CourseError naming notebook and cell when one fails or shows a widget of others."""
    notebook = parse(name, text)
    await _run(name, notebook)
    states = notebook.metadata.get("widgets", {}).get(_STATE, {}).get("state", {})
    shown = [output["data"][WIDGET]["model_id"] for output in _views(notebook.cells)]
    for id in shown:
        _refuse_foreign(name, states.get(id, {}))
    names = {id: f"m{place}" for place, id in enumerate(_reached(shown, states))}
    texts: dict[str, str] = {}
    models = {names[id]: _traits(states[id]["state"], names, texts) for id in names}
    for output in _views(notebook.cells):
        output["data"] = {WIDGET: {"model_id": names[output["data"][WIDGET]["model_id"]]}}
    return Recorded([_plain(cell) for cell in notebook.cells], models, texts)


def parse(name: str, text: str) -> Any:
    """A notebook from its text, without the cells that pages leave out and without outputs. Raises CourseError."""
    try:
        notebook = nbformat.reads(text, as_version=4)
    except Exception as error:  # nbformat raises whatever the JSON leads it to
        raise CourseError(f"{name} is no notebook: {error}. Put back the file of this release.") from error
    notebook.cells = story(notebook.cells)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    return notebook


async def _run(name: str, notebook: Any) -> None:
    with tempfile.TemporaryDirectory(prefix="mirrorwell-") as place:
        config = Config()
        if (
            os.name == "posix"
        ):  # sockets in a folder of our own: nobody else on the machine can speak to the kernel
            config.KernelManager.transport = "ipc"
            config.KernelManager.connection_file = f"{place}/kernel.json"
        client = NotebookClient(notebook, timeout=180, store_widget_state=True, config=config)
        await _execute(name, client)


async def _execute(name: str, client: Any) -> None:
    try:
        await client.async_execute()
    except CellExecutionError as error:
        place = next(
            (at for at, cell in enumerate(client.nb.cells, 1) if any(map(_failed, cell.get("outputs", [])))),
            0,
        )
        said = strip_ansi(f"{error.ename}: {error.evalue}")
        raise CourseError(
            f"{name}: cell {place} failed with {said}. Mend the cell; nothing was written."
        ) from error
    except (TimeoutError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        raise CourseError(
            f"{name} could not be run to its end: {error}. Run it in JupyterLab and mend it; nothing was written."
        ) from error


def _failed(output: Mapping[str, Any]) -> bool:
    return bool(output["output_type"] == "error")


def _views(cells: Iterable[Cell]) -> list[Any]:
    return [
        output for cell in cells for output in cell.get("outputs", []) if WIDGET in output.get("data", {})
    ]


def _refuse_foreign(name: str, model: Mapping[str, Any]) -> None:
    state = model.get("state", {})
    known = str(state.get("_anywidget_id", ""))
    if not known.startswith(_OURS):
        what = (
            known
            or f"{model.get('model_name', 'a widget')} of {model.get('model_module', 'another package')}"
        )
        raise CourseError(
            f"{name} shows {what}, which is none of the course's own widgets and would need a kernel. "
            "Use one of mirrorwell.widgets, or tag the cell `analyst`."
        )


def _reached(shown: Iterable[str], states: Mapping[str, Any]) -> list[str]:
    """Every model that is shown or referred to, in the order in which a reader of the page meets them."""
    found: list[str] = []
    waiting = list(shown)
    while waiting:
        id = waiting.pop(0)
        if id in found or id not in states:
            continue
        found.append(id)
        values = states[id]["state"].items()
        waiting += [
            value[len(_MODEL) :] for key, value in values if key not in _LEFT_OUT and _is_model(value)
        ]
    return found


def _is_model(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_MODEL)


def _traits(state: Mapping[str, Any], names: Mapping[str, str], texts: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    asset = state.get("_anywidget_id") == _ASSET
    scripts = {"text"} if asset else {"_esm", "_css"}
    left_out = _LEFT_OUT | {"_esm", "_css"} - scripts
    for key, value in sorted(state.items()):
        if key in scripts:
            made[key] = _split(value, str(state.get("name", key)), texts)
        elif key in left_out or key.startswith(("_model_", "_view_", "_dom_", "_anywidget")):
            continue
        else:
            made[key] = _MODEL + names[value[len(_MODEL) :]] if _is_model(value) else value
    return made


def _split(text: str, name: str, texts: dict[str, str]) -> list[str]:
    """The names of the parts a text was joined from; a text that is no such thing becomes one of `texts`."""
    found: list[str] = []
    left = text
    while left:
        part = next(
            (key for key, value in parts().items() if left == value or left.startswith(f"{value}\n")), None
        )
        if part is None:
            texts[name] = text
            return [name]
        found.append(part)
        left = left[len(parts()[part]) + 1 :]
    return found


def _plain(cell: Any) -> dict[str, Any]:
    """A cell as plain values, without what changes from run to run. Warnings are nothing for a page."""
    outputs = [dict(output) for output in cell.get("outputs", []) if output.get("name") != "stderr"]
    for output in outputs:
        output.pop("execution_count", None)
    source = cell.source if cell.cell_type == "markdown" else ""
    return {
        "cell_type": cell.cell_type,
        "source": source,
        "metadata": {"tags": sorted(tags(cell))},
        "outputs": outputs,
    }
