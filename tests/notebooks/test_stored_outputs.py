"""The outputs stored in the notebooks are the checked ones: nbval notices when one figure in them changes."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

MODULES = Path(__file__).parents[2] / "modules"
NOTEBOOKS = sorted(MODULES.glob("*.ipynb"))


def printed(cell: nbformat.NotebookNode) -> str:
    texts = [output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]
    return "".join("".join(text) for text in texts)


FIGURE = re.compile(
    r"(?<=\s)\d[\d.,]*$", re.MULTILINE
)  # the last number of a line: a value of a printed table


def first_figure(notebook: nbformat.NotebookNode) -> int:
    """Index of the first cell that prints a table of numbers."""
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and FIGURE.search(printed(cell)):
            return index
    raise AssertionError("no cell prints a figure")


def nbval(path: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--nbval",
        str(path),
        "-c",
        "/dev/null",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent)


@pytest.mark.parametrize(
    "path", [path for path in NOTEBOOKS if path.name[0].isdigit()], ids=lambda path: path.stem
)
def test_a_changed_figure_in_a_stored_output_is_noticed(path: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, 4)
    index = first_figure(notebook)
    notebook.cells = [cell for cell in notebook.cells[: index + 1] if cell.cell_type == "code"]
    same, changed = tmp_path / "same.ipynb", tmp_path / "changed.ipynb"
    nbformat.write(notebook, same)
    output = next(
        o for o in notebook.cells[-1].outputs if FIGURE.search(o.get("data", {}).get("text/plain", ""))
    )
    text = output["data"]["text/plain"]
    figure = FIGURE.search(text)
    assert figure
    place = figure.start()
    output["data"]["text/plain"] = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
    nbformat.write(notebook, changed)
    assert nbval(same).returncode == 0, "the cut notebook must pass as it is stored"
    done = nbval(changed)
    assert done.returncode == 1, done.stdout[-2000:]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_widget_state_and_without_ways_around_the_check(path: Path) -> None:
    notebook = nbformat.read(path, 4)
    assert "widgets" not in notebook.metadata
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        assert not tags & {
            "nbval-ignore-output",
            "nbval-skip",
            "nbval-raises-exception",
            "raises-exception",
        }, cell.id
        assert "NBVAL_" not in cell.source, cell.id
