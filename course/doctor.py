"""Is everything here that the course needs? Each check says what it found and, when something is missing, what to do."""

import platform
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from .. import datasets
from ..datasets.errors import DataError
from .browser import find_chromium
from .errors import CourseError

_PACKAGES = ("voila", "jupyterlab", "ipywidgets", "anywidget", "altair", "pandas", "frictionless")


@dataclass(frozen=True, slots=True)
class Finding:
    """`ok` False means broken; `needed` False means the course works without it."""

    what: str
    found: str
    ok: bool = True
    needed: bool = True


def examine(host: str, port: int, today: date | None = None) -> Iterable[Finding]:
    """Yield one finding after the other; `today` is the day the age of support lines is counted from."""
    yield Finding("Course", version("mirrorwell"))
    yield Finding("Python", platform.python_version())
    yield from map(_package, _PACKAGES)
    yield _said("Port", lambda: _port(host, port), needed=True)
    yield _said("Chromium (tests only)", lambda: str(find_chromium()), needed=False)
    yield _said("Figures", _figures, needed=True)
    yield _said("Questions, scenes and rules", _content, needed=True)
    yield _lines(today or date.today())


def _package(name: str) -> Finding:
    try:
        return Finding(name, version(name))
    except PackageNotFoundError:
        return Finding(name, "not installed. Install the course again.", ok=False)


def _said(what: str, look: Callable[[], str], needed: bool) -> Finding:
    try:
        return Finding(what, look(), needed=needed)
    except (CourseError, DataError) as error:
        return Finding(what, str(error), ok=False, needed=needed)


def _port(host: str, port: int) -> str:
    from .serve.sockets import bind

    for held in bind(host, port):
        held.close()
    return f"{port} on {host} is free"


def _figures() -> str:
    from ..datasets.check import check

    problems = list(check())
    if problems:
        raise DataError(f"{len(problems)} problems, the first: {problems[0]}")
    return f"{len(datasets.names())} tables checked"


def _content() -> str:
    from ..widgets.content_check import content_problems

    files, problems = content_problems()
    if problems:
        raise CourseError(f"{len(problems)} problems, the first: {problems[0]}")
    return f"{files} files checked"


def _lines(today: date) -> Finding:
    """Ages are counted here and never in a test: nobody can check a telephone number for us."""
    waiting = [row for row in datasets.rows("support_lines") if row["source_url"] and not row["verified_on"]]
    if not waiting:
        return Finding("Support lines", "each checked on its live page")
    days = [(today - date.fromisoformat(str(row["seen_on"]))).days for row in waiting if row["seen_on"]]
    age = f"the oldest dated copy was read {max(days)} days ago" if days else "their copies carry no date"
    found = f"{len(waiting)} not yet checked by a person on the live page; {age}"
    return Finding("Support lines", found, ok=False, needed=False)
