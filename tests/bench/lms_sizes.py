"""How big the packages are, and what the bytes of the biggest are."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from mirrorwell.course.outline import course

_CHARTS = "vega"
"""The library that draws charts, in the name of its file. A module that has it somewhere has charts in every format."""
_AIMS = {"whole": 3000, "charts": 350, "plain": 120}


@dataclass(frozen=True, slots=True)
class Size:
    """One package: the folder it was made in (`scorm12`, `scorm12-whole`), what it holds, its class and its bytes."""

    format: str
    unit: str
    kind: str  # "whole", "charts", "plain", or "questions", which is no package of pages
    bytes: int
    path: Path

    @property
    def aim(self) -> int | None:
        """The most bytes its class may have, in KB of 1,000 bytes."""
        return _AIMS.get(self.kind)


def sizes(out: Path) -> list[Size]:
    """Every zip in the folders that the build wrote, by folder and name."""
    found = [path for path in sorted(out.glob("*/*")) if zipfile.is_zipfile(path)]
    charts = {_unit(path) for path in found if _has_charts(path)}
    return [_size(path, charts) for path in found]


def _unit(path: Path) -> str:
    """The module that a file is named after, or else the last word of its name."""
    named = (module.id for module in course().modules if path.stem.endswith(f"-{module.id}"))
    return next(named, path.stem.rsplit("-", 1)[-1])


def _has_charts(path: Path) -> bool:
    with zipfile.ZipFile(path) as held:
        return any(_CHARTS in name for name in held.namelist())


def _size(path: Path, charts: set[str]) -> Size:
    format, unit = path.parent.name, _unit(path)
    if format.endswith("-whole"):
        kind = "whole"
    elif format == "questions":
        kind = format
    else:
        kind = "charts" if unit in charts else "plain"
    return Size(format, unit, kind, path.stat().st_size, path)


def parts(size: Size, *, most: int = 12) -> list[tuple[str, int, int]]:
    """What a package is made of: name, compressed and plain bytes; the biggest first, the rest in one line."""
    with zipfile.ZipFile(size.path) as held:
        entries = sorted(held.infolist(), key=lambda entry: -entry.compress_size)
    found = [(entry.filename, entry.compress_size, entry.file_size) for entry in entries[:most]]
    rest = entries[most:]
    around = size.bytes - sum(entry.compress_size for entry in entries)
    if rest:
        packed, plain = sum(entry.compress_size for entry in rest), sum(entry.file_size for entry in rest)
        found.append((f"{len(rest)} more files", packed, plain))
    return [*found, ("names and directory of the zip", around, around)]
