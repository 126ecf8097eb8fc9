"""What a learning system holds of a learner at the end, beside what the learner has reached."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lms_plan import Reached

_ONE_STATUS = ("", "not attempted", "browsed", "incomplete", "failed", "completed", "passed")  # SCORM 1.2
_COMPLETION = ("", "unknown", "not attempted", "incomplete", "completed")
_SUCCESS = ("", "unknown", "failed", "passed")


@dataclass(frozen=True, slots=True)
class Held:
    """`completed` is None where a standard has one word for both and that word is the verdict (SCORM 1.2)."""

    best: float
    passed: bool
    completed: bool | None
    demotions: int
    duplicates: int

    def lost(self, reached: Reached) -> bool:
        """Whether something the learner reached is missing."""
        less = self.best < reached.best - 0.01 or (reached.passed and not self.passed)
        return less or (reached.completed and self.completed is False)

    def too_much(self, reached: Reached) -> bool:
        """Whether the system believes more than is true."""
        more = self.best > reached.best + 0.01 or (self.passed and not reached.passed)
        return more or (bool(self.completed) and not reached.completed)


def _falls(ranks: Iterable[tuple[float, ...]]) -> int:
    """How often one of the numbers became smaller from one record to the next."""
    return sum(any(after < before for before, after in zip(a, b, strict=True)) for a, b in pairwise(ranks))


def _number(text: Any) -> float:
    return float(text or 0)


def scorm12(commits: list[Mapping[str, Any]]) -> Held:
    cores = [commit["cmi"]["core"] for commit in commits]
    if not cores:
        return Held(0, False, None, 0, 0)
    falls = _falls(
        (_ONE_STATUS.index(core["lesson_status"]), _number(core["score"]["raw"])) for core in cores
    )
    return Held(_number(cores[-1]["score"]["raw"]), cores[-1]["lesson_status"] == "passed", None, falls, 0)


def scorm2004(commits: list[Mapping[str, Any]]) -> Held:
    states = [commit["cmi"] for commit in commits]
    if not states:
        return Held(0, False, False, 0, 0)
    falls = _falls(
        (
            _COMPLETION.index(state["completion_status"]),
            _SUCCESS.index(state["success_status"]),
            _number(state["score"]["scaled"]),
            _number(state["progress_measure"]),
        )
        for state in states
    )
    last = states[-1]
    return Held(
        best=100 * _number(last["score"]["scaled"]),
        passed=last["success_status"] == "passed",
        completed=last["completion_status"] == "completed",
        demotions=falls,
        duplicates=0,
    )


def cmi5(statements: list[Mapping[str, Any]], states: list[Mapping[str, Any]]) -> Held:
    """A demotion is `failed` after `passed`, or a lower best in the package's own state document.

    Duplicates are statements that say the same again: `completed` and `passed` once per registration, every
    other verb of cmi5 once per session.
    """
    said = [(_verb(each), _session(each)) for each in statements]
    once = [verb if verb in {"completed", "passed"} else (verb, session) for verb, session in said]
    verbs = [verb for verb, _ in said]
    after_pass = verbs[verbs.index("passed") :].count("failed") if "passed" in verbs else 0
    scores = [
        100 * each["result"]["score"]["scaled"] for each in statements if "score" in each.get("result", {})
    ]
    kept = [
        _number(state["o"][0]) for state in states
    ]  # the tracker's own part: best, passed, completed, sent
    return Held(
        best=max(scores + kept[-1:], default=0),
        passed="passed" in verbs,
        completed="completed" in verbs,
        demotions=after_pass + _falls((best,) for best in kept),
        duplicates=sum(count - 1 for count in Counter(once).values()),
    )


def _verb(statement: Mapping[str, Any]) -> str:
    id: str = statement["verb"]["id"]
    return id.rsplit("/", 1)[1]


def _session(statement: Mapping[str, Any]) -> str:
    found: str = statement["context"]["extensions"]["https://w3id.org/xapi/cmi5/context/extensions/sessionid"]
    return found
