"""`make bench`: measure what the course promises about speed and print it as a table.

Absolute times depend on the machine; the ratios are the claim. Nothing here is a test.
"""

import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from answers import CELLS, answers
from pages import write_pages
from rich.console import Console
from rich.table import Table
from servers import jupyterlab, voila
from visits import Visit, visit

CHANGES = 50
ANSWERS = 24


def import_milliseconds(statement: str, *, runs: int = 7) -> float:
    """Median time of an import in a fresh interpreter, by -X importtime: the whole of it, in milliseconds."""
    times = []
    for _ in range(runs):
        command = [sys.executable, "-X", "importtime", "-c", statement]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
        # An entry without indentation is a module that the statement itself (or start-up) imported.
        top = [line for line in lines if re.match(r"import time:\s+\d+ \|\s+\d+ \| \S", line)]
        wanted = [line for line in top if line.split("|")[2].strip().split(".")[0] in statement]
        times.append(sum(int(line.split("|")[1]) for line in wanted) / 1000)
    return statistics.median(times)


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def timing(page: Visit) -> str:
    return f"{statistics.median(page.repaint_ms):.1f} / {p95(page.repaint_ms):.1f} ms"


def measure() -> tuple[dict[str, Visit], dict[str, list[float]]]:
    """Open the benchmark's pages in Voila and in JupyterLab, in one run on one machine."""
    pages: dict[str, Visit] = {}
    answered: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_pages(folder)
        with voila(folder) as base:
            for page in ("one", "five", "plain"):
                changes = 0 if page == "five" else CHANGES
                pages[f"voila {page}"] = visit(f"{base}/voila/render/{page}.ipynb", changes=changes)
            for page in CELLS:
                answered[page] = answers(f"{base}/voila/render/{page}.ipynb", page, times=ANSWERS)
        with jupyterlab(folder) as base:
            for page in ("one", "plain"):
                pages[f"lab {page}"] = visit(
                    f"{base}/lab/workspaces/{page}/tree/{page}.ipynb", changes=CHANGES, lab=True
                )
    return pages, answered


def main() -> None:
    table = Table("What", "Ours", "Beside it", "Ratio", "Aim")
    ours = import_milliseconds("import mirrorwell.widgets")
    theirs = import_milliseconds("import pandas, altair")
    table.add_row(
        "import mirrorwell.widgets | pandas, altair",
        f"{ours:.0f} ms",
        f"{theirs:.0f} ms",
        f"{ours / theirs:.2f}",
        "< 0.33",
    )
    pages, answered = measure()
    for host in ("voila", "lab"):
        one, plain = pages[f"{host} one"], pages[f"{host} plain"]
        ratio = statistics.median(plain.repaint_ms) / statistics.median(one.repaint_ms)
        table.add_row(
            f"{host}: change to repainted chart, median / p95 | plain ipywidgets + Altair",
            timing(one),
            timing(plain),
            f"{ratio:.1f} x",
            "< 16 / < 50 ms, > 10 x",
        )
    one, five = pages["voila one"], pages["voila five"]
    table.add_row(
        "voila: websocket bytes, five explorers | one",
        f"{five.websocket_bytes / 1024:.0f} KB",
        f"{one.websocket_bytes / 1024:.0f} KB",
        f"{five.websocket_bytes / one.websocket_bytes:.2f}",
        "< 1.3",
    )
    for name, taken in answered.items():
        table.add_row(
            f"voila: {name}, answer to feedback, median / p95 of {len(taken)}",
            f"{statistics.median(taken):.1f} / {p95(taken):.1f} ms",
            "",
            "",
            "< 16 ms median",
        )
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
