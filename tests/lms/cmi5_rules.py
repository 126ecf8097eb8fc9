"""What cmi5 asks of one statement. Each finding begins with the number of its requirement in npm `@cmi5/requirements`.

"own" marks what this course asks of itself beyond the standard. The words are ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

Json = Any
CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
VERBS = {
    "initialized": "http://adlnet.gov/expapi/verbs/initialized",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "passed": "http://adlnet.gov/expapi/verbs/passed",
    "failed": "http://adlnet.gov/expapi/verbs/failed",
    "terminated": "http://adlnet.gov/expapi/verbs/terminated",
}
_NAMES = {iri: name for name, iri in VERBS.items()}
VERDICTS = ("passed", "failed")
_DURATION_RULE = {"terminated": 1, "completed": 2, "passed": 3, "failed": 4}
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?")
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


@dataclass(slots=True)
class Situation:
    """What a record store knows of a session when a statement arrives. `passed` and `completed` are the registration's."""

    actor: Json
    activity: str
    registration: str
    template: Json
    mode: str = "Normal"
    mastery: float | None = None
    launch_data_read: bool = False
    preferences_read: bool = False
    completed: bool = False
    passed: bool = False
    sent: list[Json] = field(default_factory=list)

    @property
    def verbs(self) -> list[str]:
        """The cmi5 verbs stored in this session, in the order of their arrival."""
        return [verb_of(statement) for statement in self.sent]


def verb_of(statement: Json) -> str:
    """The short name of a cmi5 verb, or the IRI of another one."""
    iri = str(_at(statement, "verb", "id"))
    return _NAMES.get(iri, iri)


def findings(statement: Json, now: Situation) -> list[str]:
    """What is wrong with a statement that arrives in this situation. Empty: nothing."""
    if not isinstance(statement, dict):
        return ["4.1.0.0-1 a statement is no object"]
    verb = verb_of(statement)
    rules = (_every, _context, _order, _once, _score, _result, _mode)
    return [f"{finding} ({verb})" for rule in rules for finding in rule(statement, verb, now)]


def _at(value: Json, *path: str) -> Json:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _categories(statement: Json) -> list[Json]:
    listed = _at(statement, "context", "contextActivities", "category")
    return [_at(each, "id") for each in (listed if isinstance(listed, list) else [listed])]


def _every(statement: Json, verb: str, now: Situation) -> Iterator[str]:
    try:
        if str(UUID(str(statement.get("id")))) != str(statement["id"]).lower():
            raise ValueError
    except (KeyError, ValueError):
        yield "9.1.0.0-1 no UUID of its own"
    time = statement.get("timestamp")
    if not time:
        yield "9.7.0.0-1 no timestamp"
    elif not _UTC.fullmatch(str(time)):
        yield "9.7.0.0-2 the timestamp is not in UTC"
    elif now.sent and datetime.fromisoformat(time) < datetime.fromisoformat(now.sent[0]["timestamp"]):
        yield "9.3.0.0-4 older than initialized"
    if statement.get("actor") != now.actor:
        yield "8.1.3.0-3 not the actor of the launch"
    if verb not in VERBS:
        yield "9.3.0.0-1 not a verb of cmi5 for content"
    if _at(statement, "object", "id") != now.activity:
        yield "8.1.5.0-6 the object is not the activity of the launch"
    if _at(statement, "object", "objectType") not in (None, "Activity"):
        yield "9.4.0.0-1 the object is no activity"


def _context(statement: Json, verb: str, now: Situation) -> Iterator[str]:
    context = statement.get("context")
    if not isinstance(context, dict):
        yield "9.6.0.0-1 no context"
        return
    if context.get("registration") != now.registration:
        yield "9.6.1.0-1 not the registration of the launch"
    if _at(context, "extensions", SESSION_ID) != now.template["extensions"][SESSION_ID]:
        yield "9.6.3.1-4 the session id is not repeated"
    if not _holds(context, now.template):
        yield "10.2.1.0-7 the context template is not kept"
    if CMI5 not in _categories(statement):
        yield "9.6.2.1-1 no category cmi5"
    result = statement.get("result") or {}
    decides = "success" in result or "completion" in result
    if decides and MOVE_ON not in _categories(statement):
        yield "9.6.2.2-1 no category moveon"
    if not decides and MOVE_ON in _categories(statement):
        yield "9.6.2.2-2 category moveon without success or completion"


def _holds(value: Json, wanted: Json) -> bool:
    """Whether everything in `wanted` is also in `value`, unchanged; lists may have become longer."""
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(_holds(value.get(name), wanted[name]) for name in wanted)
    if isinstance(wanted, list):
        return isinstance(value, list) and all(any(_holds(v, w) for v in value) for w in wanted)
    return bool(value == wanted)


def _order(statement: Json, verb: str, now: Situation) -> Iterator[str]:
    if not now.launch_data_read:
        yield "10.2.1.0-4 the launch data was not read first"
    if not now.preferences_read:
        yield "11.0.0.0-3 the learner preferences were not asked for first"
    if verb != "initialized" and "initialized" not in now.verbs:
        yield "9.3.0.0-4 before initialized"
    if "terminated" in now.verbs:
        yield "8.1.2.0-2 after terminated"


def _once(statement: Json, verb: str, now: Situation) -> Iterator[str]:
    if verb in now.verbs:
        yield "9.3.0.0-2 the same verb twice in a session"
    if verb == "completed" and now.completed:
        yield "9.3.0.0-6 a second completed in the registration"
    if verb == "passed" and now.passed:
        yield "9.3.0.0-7 a second passed in the registration"
    if verb == "failed" and now.passed:
        yield "9.3.0.0-8 failed after passed"
    if verb in VERDICTS and any(each in now.verbs for each in VERDICTS):
        yield "9.3.0.0-3 a second verdict in a session"


def _score(statement: Json, verb: str, now: Situation) -> Iterator[str]:
    score = _at(statement, "result", "score")
    if verb not in VERDICTS:
        if score is not None:
            yield "9.5.1.0-2 a score where none belongs"
        return
    repeated = _at(statement, "context", "extensions", MASTERY)
    if repeated != now.mastery or isinstance(repeated, bool):
        yield "9.6.3.2-2 the mastery score is not repeated as given"
    if not isinstance(score, dict) or not isinstance(score.get("scaled"), int | float):
        yield "own a verdict without a scaled score"
        return
    scaled, raw = score["scaled"], score.get("raw")
    if not -1 <= scaled <= 1:
        yield "4.1.0.0-1 scaled is not between -1 and 1"
    if raw is not None:
        least, most = score.get("min"), score.get("max")
        if least is None or most is None:
            yield "9.5.1.0-3 raw without min and max"
        elif not (least <= raw <= most and least < most):
            yield "4.1.0.0-1 raw is not between min and max"
    if now.mastery is not None and verb == "passed" and scaled < now.mastery:
        yield "9.3.4.0-2 passed below the mastery score"
    if now.mastery is not None and verb == "failed" and scaled >= now.mastery:
        yield "9.3.5.0-2 failed at or above the mastery score"


def _result(statement: Json, verb: str, now: Situation) -> Iterator[str]:
    result = statement.get("result") or {}
    if verb == "passed" and result.get("success") is not True:
        yield "9.5.2.0-1 passed without success"
    if verb == "failed" and result.get("success") is not False:
        yield "9.5.2.0-2 failed without success false"
    if verb not in VERDICTS and "success" in result:
        yield "9.5.2.0-3 success where none belongs"
    if verb == "completed" and result.get("completion") is not True:
        yield "9.5.3.0-1 completed without completion"
    if verb != "completed" and "completion" in result:
        yield "9.5.3.0-2 completion where none belongs"
    duration = result.get("duration")
    if duration is None and verb in _DURATION_RULE:
        yield f"9.5.4.1-{_DURATION_RULE[verb]} no duration"
    if duration is not None and not _DURATION.fullmatch(str(duration)):
        yield "4.1.0.0-1 the duration is not ISO 8601 with at most two decimals"
    if set(result) - {"score", "success", "completion", "duration"}:
        yield "own a result holds more than score, success, completion and duration"


def _mode(statement: Json, verb: str, now: Situation) -> Iterator[str]:
    if now.mode == "Normal" or verb in ("initialized", "terminated"):
        return
    browse = now.mode == "Browse"
    if verb in ("completed", *VERDICTS):
        yield f"10.2.2.0-{2 if browse else 3} {now.mode} records no satisfaction"
    yield f"10.2.2.0-{9 if browse else 11} {now.mode} allows initialized and terminated only"


def seconds(duration: str) -> float:
    """The length of an ISO 8601 duration such as PT1M30.5S, in seconds. Raises ValueError for any other text."""
    if not _DURATION.fullmatch(duration):
        raise ValueError(f"{duration!r} is no duration")
    parts = {unit: float(number) for number, unit in re.findall(r"([\d.]+)([DHMS])", duration)}
    units = {"D": "days", "H": "hours", "M": "minutes", "S": "seconds"}
    return timedelta(**{units[unit]: number for unit, number in parts.items()}).total_seconds()
