"""Ralph takes a good statement and refuses spoiled ones, so that its silence about ours means something."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .cmi5_rules import CMI5, MOVE_ON, VERBS, Json
from .cmi5_stub import ACTOR
from .validity import refused

GOOD: Json = {
    "id": "6f1b6f0e-4b0a-4d0b-9a51-0a4b3f1c2d3e",
    "actor": ACTOR,
    "verb": {"id": VERBS["passed"], "display": {"en-US": "passed"}},
    "object": {"objectType": "Activity", "id": "https://lms.example/activities/1"},
    "result": {
        "success": True,
        "score": {"scaled": 0.85, "raw": 85, "min": 0, "max": 100},
        "duration": "PT1M",
    },
    "context": {
        "registration": "0f1b6f0e-4b0a-4d0b-9a51-0a4b3f1c2d3e",
        "contextActivities": {
            "category": [{"objectType": "Activity", "id": each} for each in (CMI5, MOVE_ON)],
        },
        "extensions": {"https://w3id.org/xapi/cmi5/context/extensions/masteryscore": 0.8},
    },
    "timestamp": "2026-03-01T10:00:00.000Z",
}
SPOILED: dict[str, Callable[[Json], Any]] = {
    "scaled above one": lambda s: s["result"]["score"].update(scaled=85),
    "raw above max": lambda s: s["result"]["score"].update(raw=120),
    "duration in words": lambda s: s["result"].update(duration="one minute"),
    "success as text": lambda s: s["result"].update(success="yes please"),
    "a null": lambda s: s["result"].update(success=None),
    "an unknown property": lambda s: s.update(extra=1),
    "no actor": lambda s: s.pop("actor"),
    "an actor with two names": lambda s: s["actor"].update(mbox="mailto:a@lms.example"),
    "no verb": lambda s: s.pop("verb"),
    "a verb that is no IRI": lambda s: s["verb"].update(id="passed"),
    "an object that is no IRI": lambda s: s["object"].update(id="module 1"),
    "an extension that is no IRI": lambda s: s["context"]["extensions"].update({"mastery": 0.8}),
    "a registration that is no UUID": lambda s: s["context"].update(registration="1"),
    "an id that is no UUID": lambda s: s.update(id="1"),
    "a time in words": lambda s: s.update(timestamp="yesterday"),
}


def test_a_good_statement_is_taken_and_each_spoiled_one_refused(tmp_path: Path) -> None:
    statements = [copy.deepcopy(GOOD) for _ in range(len(SPOILED) + 1)]
    for statement, spoil in zip(statements[1:], SPOILED.values(), strict=True):
        spoil(statement)
    found = refused(statements, tmp_path)
    assert 0 not in found, found[0]
    taken = [name for number, name in enumerate(SPOILED, 1) if number not in found]
    assert taken == []
