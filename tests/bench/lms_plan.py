"""Scripted learners: what each does in a package, visit by visit, and what a learning system must know of it afterward."""

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

STANDARDS = ("scorm12", "scorm2004", "cmi5")
PASS_MARK, SECTIONS = 80, 6
STAYS = 900
"""Seconds most learners read on after the last result of a visit: time for the tracker's growing pauses."""
HASTE = range(1, 15)
"""The same of the others, a fifth: the page may have no answer by then, and says so."""

Step = list[Any]
"""`["read", n]` sees section n; `["try", score]` ends a try; `["wait", seconds]`; `["away", seconds]` hides the
window; `["clear"]` presses "Clear everything"; `["leave", how]` goes without Finish: to "another page", whose last
requests arrive as well or badly as others, or with the "computer off", when none is sent."""


@dataclass(frozen=True, slots=True)
class Learner:
    """One registration. A visit is a list of steps; every one ends by leaving without Finish."""

    id: str
    visits: list[list[Step]]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reached:
    """What a learner has at the end: best score, and whether the last section was seen or the check passed."""

    best: float
    passed: bool
    completed: bool


def reached(visits: Iterable[list[Step]]) -> Reached:
    """What the steps of some visits come to."""
    steps = [step for visit in visits for step in visit]
    best = max((step[1] for step in steps if step[0] == "try"), default=0)
    passed = best >= PASS_MARK
    return Reached(best, passed, passed or ["read", SECTIONS] in steps)


def learners(standard: str, count: int, seed: int) -> list[Learner]:
    """The same seed gives the same learners."""
    draw = random.Random(f"{seed} {standard}")
    return [_learner(f"{standard}-{number}", draw) for number in range(count)]


def _learner(id: str, draw: random.Random) -> Learner:
    """A failed try, later a try that passes or does not, in one visit or in several, sometimes one more after it."""
    tries = [draw.randrange(0, PASS_MARK, 10), draw.choice([20, 50, 70, 80, 90, 100, 83.33])]
    if draw.random() < 0.3:
        tries.append(draw.randrange(0, 100, 10))
    to_read = (
        list(range(1, SECTIONS + 1)) if draw.random() < 0.6 else list(range(1, draw.randrange(2, SECTIONS)))
    )
    visits: list[list[Step]] = [[]]
    for score in tries:
        now = draw.randrange(1, 4)
        for section in to_read[:now]:
            visits[-1] += [["read", section], ["wait", draw.randrange(5, 180)]]
        to_read = to_read[now:]
        if draw.random() < 0.2:
            visits[-1].append(["away", draw.randrange(5, 600)])
        visits[-1] += [["try", score], ["wait", draw.randrange(1, 30)]]
        if draw.random() < 0.5:
            visits.append([])
    visits[-1] += [
        step for section in to_read for step in (["read", section], ["wait", draw.randrange(5, 90)])
    ]
    if draw.random() < 0.1:
        visits[draw.randrange(len(visits))].append(["clear"])
    return Learner(id, [[*visit, *_end(draw)] for visit in visits if visit])


def _end(draw: random.Random) -> list[Step]:
    stays = draw.choice(HASTE) if draw.random() < 0.2 else STAYS
    return [["wait", stays], ["leave", draw.choice(["another page", "computer off"])]]


def is_hasty(visit: list[Step]) -> bool:
    """Whether a visit ended before the tracker had its time."""
    return any(what == "wait" and value < STAYS for what, value in visit[-2:-1])
