"""Showing a widget stays light: pandas and altair are for analysts' cells and for building."""

import subprocess
import sys

import pytest

CASES = {
    "importing the package": "import mirrorwell.widgets",
    "showing an explorer": "from mirrorwell.widgets import AceExplorer; AceExplorer().get_state()",
    "showing every face": "import mirrorwell.widgets as w; w.PceExplorer(); w.AcePceExplorer(); w.SupportPanel()",
}
HEAVY = ("pandas", "altair", "polars", "numpy", "frictionless")


@pytest.mark.parametrize("code", CASES.values(), ids=CASES.keys())
def test_no_heavy_library_is_loaded_by(code: str) -> None:
    check = f"{code}\nimport sys; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_the_package_exports_what_notebooks_use_in_alphabetical_order() -> None:
    import mirrorwell.widgets as widgets

    assert widgets.__all__ == sorted(widgets.__all__)
    assert {"AceExplorer", "PceExplorer", "AcePceExplorer"} <= set(widgets.__all__)
