"""A small copy of the data that a test may break."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from mirrorwell.datasets.check import check
from mirrorwell.datasets.loader import DATA, DESCRIPTOR


@dataclass
class Copy:
    """A folder with a few resources and a descriptor of just these."""

    folder: Path

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change a file's text; the change has to do something."""
        path = self.folder / name
        before = path.read_text(encoding="utf-8")
        after = change(before)
        assert after != before, f"the edit of {name} changed nothing"
        path.write_text(after, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first `old` in a file."""
        self.edit(name, lambda text: text.replace(old, new, 1))

    def problems(self) -> list[str]:
        return check(self.folder)


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[..., Copy]:
    """Copy the named resources, with the references, to a folder of the test."""

    def make(*names: str) -> Copy:
        package = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
        wanted = {*names, "references"}
        package["resources"] = [r for r in package["resources"] if r["name"] in wanted]
        for resource in package["resources"]:
            shutil.copy(DATA / Path(resource["path"]).name, tmp_path)
        (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        return Copy(tmp_path)

    return make
