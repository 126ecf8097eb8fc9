"""The whole course from nothing to files, by the command line as a user calls it: a fresh process for each command."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

FORMATS = ("scorm12", "scorm2004", "cmi5", "imscc", "page", "questions")
_PACKAGED = FORMATS[:-1]  # the questions are one file for other tools, not a package of pages


def commands(out: Path) -> dict[str, list[str]]:
    """What is called, by what it makes: the site, and each format for all modules and for the whole course."""
    made = {"site": ["build", "--out", str(out / "site")]}
    for format in FORMATS:
        made[format] = ["package", format, "--out", str(out / format)]
    for format in _PACKAGED:
        made[f"{format} --whole"] = ["package", format, "--whole", "--out", str(out / f"{format}-whole")]
    return made


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of a processor: on a busy machine only the second can be compared."""

    wall: float
    cpu: float
    error: str = ""


def build_seconds(out: Path, cache: Path) -> dict[str, Took]:
    """What each command took with `cache` as the place of recorded notebooks."""
    environment = os.environ | {"MIRRORWELL_CACHE": str(cache)}
    mirrorwell = Path(sys.executable).with_name("mirrorwell")
    taken = {}
    for name, arguments in commands(out).items():
        start, spent = time.perf_counter(), _children()
        done = subprocess.run([mirrorwell, *arguments], env=environment, capture_output=True, text=True)
        said = done.stderr.strip().splitlines() or ["no reason given"]
        error = f"{' '.join(arguments)}: {said[-1]}" if done.returncode else ""
        taken[name] = Took(time.perf_counter() - start, _children() - spent, error)
    return taken


def _children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def two_cores() -> None:
    """Keep to two cores what this process starts from here on, where the system allows to say so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
