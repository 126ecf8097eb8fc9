"""The wheel: does what a user installs hold all that it needs?"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("course", "datasets", "modules", "widgets")

USE_IT = """
import mirrorwell.datasets as datasets, mirrorwell.widgets as widgets, mirrorwell.course.outline as outline
print(datasets.__file__)
assert datasets.rows("ace_yrbs_2023", measure="ace_4plus", group_kind="all")[0]["estimate"] == 18.5
assert "export default" in str(widgets.AceExplorer()._esm)
assert outline.course().modules
"""


def tracked(*folders: str) -> list[str]:
    """Names of the files that git tracks, below folders or everywhere."""
    done = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of what git tracks, so that nothing left over in the clone can help."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in tracked():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return next(out.glob("*.whl"))


def test_the_wheel_holds_every_tracked_file_of_the_packages(wheel: Path) -> None:
    wanted = {f"mirrorwell/{name}" for name in tracked(*PACKAGES)}
    missing = sorted(wanted - set(zipfile.ZipFile(wheel).namelist()))
    assert not missing, f"not in the wheel: {missing}; see package-data in pyproject.toml"


def test_an_installed_wheel_works_without_the_clone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", USE_IT],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=environment,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.startswith(str(tmp_path)), f"read {done.stdout.strip()} instead of the wheel"
