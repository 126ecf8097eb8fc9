"""Notebooks that were run before: kept by what went into them, so that an unchanged one is not run again."""

import asyncio
import contextlib
import gzip
import json
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from platformdirs import user_cache_path

from ..beside import beside
from ..errors import CourseError
from .assets import walk
from .recorded import Recorded, read

PLACE = "MIRRORWELL_CACHE"
"""Environment variable that names another folder for the cache."""
_PACKAGES = ("mirrorwell.datasets", "mirrorwell.widgets", "mirrorwell.modules")
# Of the course itself only this goes into what a notebook gives.
_FILES = ("outline.toml", "publish/record.py", "publish/recorded.py", "publish/cells.py")
_LIBRARIES = ("anywidget", "ipykernel", "ipywidgets", "nbclient", "nbformat")
Say = Callable[[str], None]


def recorded(names: Iterable[str], say: Say = lambda name: None) -> dict[str, Recorded]:
    """Each notebook as it was recorded, run now when it or anything behind it has changed.

    As many kernels run at a time as there are cores. `say` hears each name when its notebook is done. Raises
    CourseError for the first notebook that fails.
    """
    work = _all(list(names), say)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as thread:  # a notebook, or whoever else has a loop of their own
        return thread.submit(asyncio.run, work).result()


async def _all(names: list[str], say: Say) -> dict[str, Recorded]:
    room = asyncio.Semaphore(os.cpu_count() or 1)

    async def one(name: str) -> Recorded:
        async with room:
            found = await _one(name)
            say(name)
            return found

    return dict(zip(names, await asyncio.gather(*map(one, names)), strict=True))


async def _one(name: str) -> Recorded:
    text = read(name)
    key = sha256(f"{_behind()}\n{text}".encode()).hexdigest()[:24]
    place = folder() / f"{name.removesuffix('.ipynb')}-{key}.json.gz"
    held = _load(place)
    if held is None:
        held = await _record(name, text)
        _keep(place, held)
    return held


async def _record(name: str, text: str) -> Recorded:
    from .record import record  # loads all that runs a notebook, which takes seconds

    return await record(name, text)


def folder() -> Path:
    """Where notebooks that were run are kept."""
    named = os.environ.get(PLACE)
    return Path(named) if named else user_cache_path("mirrorwell") / "recorded"


@cache
def _behind() -> str:
    """A name for all that stands behind the notebooks: figures, widgets, questions, scenes and libraries."""
    made = sha256()
    for package in _PACKAGES:
        for name, file in walk(files(package)):
            if name.endswith((".pyc", ".ipynb")):  # of the notebooks only the one itself matters
                continue
            made.update(name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    for name in _FILES:
        made.update(files("mirrorwell.course").joinpath(name).read_bytes())
    for library in _LIBRARIES:
        made.update(f"{library} {version(library)}".encode())
    return made.hexdigest()


def _load(place: Path) -> Recorded | None:
    """What was kept, or None. A file that cannot be read is as good as none: the notebook runs again."""
    try:
        return Recorded(**json.loads(gzip.decompress(place.read_bytes())))
    except (OSError, EOFError, ValueError, TypeError):
        return None


def _keep(place: Path, held: Recorded) -> None:
    """Keep it in the place of what the same notebook gave before. Without a writable folder nothing is kept."""
    body = gzip.compress(json.dumps(asdict(held)).encode(), 6, mtime=0)
    with contextlib.suppress(CourseError), beside(place.parent, place) as scratch:
        (scratch / place.name).write_bytes(body)
        (scratch / place.name).replace(place)
        stem = place.name.rpartition("-")[0]
        for old in place.parent.glob(f"{stem}-*.json.gz"):
            if old != place and len(old.name) == len(place.name):
                old.unlink(missing_ok=True)
