"""The notebooks that the benchmark opens, written to a folder of its own."""

from pathlib import Path

import nbformat
from answers import CELLS
from nbformat.v4 import new_code_cell, new_notebook

ONE = "from mirrorwell.widgets import AceExplorer\nAceExplorer()"

# The same picture made the plain way: a drop-down of ipywidgets and a chart that the kernel draws with Altair.
PLAIN = """
import altair as alt
import ipywidgets as widgets
from IPython.display import display
from mirrorwell.datasets import load

alt.renderers.enable("svg")
figures = load("ace_yrbs_2023").query("unit == 'percent' and group_kind == 'race_ethnicity'")
measure = widgets.Dropdown(options=sorted(set(figures["measure"]) - {"share_of_students"}), description="Measure")
out = widgets.Output()

def draw(change=None):
    base = alt.Chart(figures[figures["measure"] == measure.value]).encode(y="group:N")
    chart = base.mark_rule().encode(x="ci_low:Q", x2="ci_high:Q") + base.mark_point().encode(x="estimate:Q")
    with out:
        out.clear_output(wait=True)
        display(chart)

measure.observe(draw, names="value")
draw()
widgets.VBox([measure, out])
"""


def write_pages(folder: Path) -> None:
    """Write one.ipynb, five.ipynb, plain.ipynb, and a page for each kind of answer."""
    pages = {"one": [ONE], "five": [ONE] * 5, "plain": [PLAIN.strip()]}
    pages |= {name: [cell] for name, cell in CELLS.items()}
    for name, sources in pages.items():
        notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "language": "python",
            "display_name": "Python 3",
        }
        nbformat.write(notebook, folder / f"{name}.ipynb")
