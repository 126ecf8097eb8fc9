"""Packages to their folder: each is there whole, or the one that was there before stays."""

from collections.abc import Mapping
from pathlib import Path

from ..beside import beside
from ..errors import CourseError

_ELSE = "Choose another folder with --out, or move that away."


def put_files(made: Mapping[str, bytes], out: Path) -> list[Path]:
    """Write `made` (file names without a folder) into `out`, and give back the paths.

    All are written beside their places before the first one moves there. Raises CourseError, and leaves the older
    files as they were, when the folder cannot be written, is full or is none.
    """
    for name in made:
        if not name or Path(name).name != name:
            raise CourseError(f"{name!r} is no plain file name. Give a name without a folder.")
    places = {name: out / name for name in sorted(made)}
    with beside(out, out) as scratch:
        for place in places.values():
            if place.is_dir():
                raise CourseError(f"{place} is a folder, and a file of that name is to be written. {_ELSE}")
        for name in places:
            (scratch / name).write_bytes(made[name])
        for name, place in places.items():
            (scratch / name).replace(place)
    return list(places.values())
