"""Are these valid xAPI statements? Ralph's model decides, in an environment of its own (`.lab/ralph`, made by `.ci/lab`)."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from .cmi5_rules import Json

LAB = Path(os.environ.get("MIRRORWELL_LAB") or Path(__file__).parents[2] / ".lab").absolute()
PYTHON = LAB / "ralph" / "bin" / "python"
_ASK = """
import json, sys
from ralph.models.xapi.base.statements import BaseXapiStatement
faults = []
for number, statement in enumerate(json.load(open(sys.argv[1], encoding="utf-8"))):
    try:
        BaseXapiStatement(**statement)
    except Exception as error:
        faults.append([number, " ".join(str(error).split())])
json.dump(faults, sys.stdout)
"""


def refused(statements: list[Json], folder: Path) -> dict[int, str]:
    """Why Ralph refuses each statement that it refuses, by its place in the list."""
    if not PYTHON.is_file():
        pytest.fail(f"{PYTHON} is missing. Run .ci/lab, which makes it.", pytrace=False)
    asked = folder / "statements.json"
    asked.write_text(json.dumps(statements), encoding="utf-8")
    run = subprocess.run(
        [PYTHON, "-c", _ASK, asked], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    return {number: why for number, why in json.loads(run.stdout)}
