"""What is kept of a notebook that was run, and the scripts and styles its widgets were joined from.

Apart from record.py, which loads all that runs a notebook: a second of work that an unchanged one does not need.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..errors import CourseError


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a page needs of a notebook. All of it can be written as JSON.

    `cells` are the story cells with their outputs; a widget's output names a model. `models` holds the traits by
    model name; of the traits `_esm`, `_css` and an asset's `text` only the names of their texts, to be joined by
    line breaks. `texts` holds those that are no file of the widgets' own folder.
    """

    cells: list[dict[str, Any]]
    models: dict[str, dict[str, Any]]
    texts: dict[str, str]


def read(name: str) -> str:
    """The text of a notebook of the course. Raises CourseError when it is not there."""
    try:
        return files("mirrorwell.modules").joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CourseError(f"The notebook {name} is not installed. Install the course again.") from error


@cache
def parts() -> dict[str, str]:
    """Scripts and styles of the widgets by name, the longest first: what `script` and `style` join."""
    folder = files("mirrorwell.widgets") / "static"
    found = {each.name: each for each in folder.iterdir()}
    found |= {f"vendor/{each.name}": each for each in (folder / "vendor").iterdir()}
    texts = {
        name: each.read_text(encoding="utf-8")
        for name, each in found.items()
        if name.endswith((".js", ".css"))
    }
    return dict(sorted(texts.items(), key=lambda item: (-len(item[1]), item[0])))
