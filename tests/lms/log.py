"""What must hold for everything that a package ever said to its LMS."""

from itertools import pairwise

from .player import Attempt, Call

MOST = 3_500
"""Characters of saved state: SCORM 1.2 promises 4,096, and some systems cut without a word."""
MARK = "qzxmirrorword"
"""What the learner types everywhere. It may reach nobody."""
_ENDS = {"Finish", "Terminate"}
_NOT_SET = "403"  # the answer of SCORM 2004 for a value that nobody has written yet


def faults(attempt: Attempt) -> list[str]:
    """Every rule of a session that was broken, in words; none in a good log."""
    found = []
    for session in range(1, attempt.session + 1):
        found += _order(attempt.of_session(session), session)
    for call in attempt.seen():
        found += _call(call)
    return found + lowered(attempt.calls)


def _order(calls: list[Call], session: int) -> list[str]:
    names = [call.name for call in calls]
    if not names:
        return [f"visit {session} asked nothing"]
    found = []
    if names[0] != "Initialize" or names.count("Initialize") != 1:
        found.append(f"visit {session} does not begin with its one Initialize: {names[:3]}")
    if names[-1] not in _ENDS or sum(name in _ENDS for name in names) != 1:
        found.append(f"visit {session} does not end with its one Finish: {names[-3:]}")
    return found


def _call(call: Call) -> list[str]:
    refused = call.code not in {"0", ""} or call.answer == "false"
    # A commit may be refused while nobody is there, and while the page goes: what counts was stored before.
    forgiven = call.name == "Commit" and (call.outage or call.leaving)
    asked = call.name == "GetValue" and call.code == _NOT_SET
    found = (
        [f"{call.name}{call.given} was refused with {call.code}"]
        if refused and not (forgiven or asked)
        else []
    )
    found += [f"{call.given[0]} holds what was typed" for value in call.given if MARK in value.lower()]
    if call.element == "cmi.suspend_data" and len(call.given[-1]) > MOST:
        found.append(f"the state has {len(call.given[-1])} characters")
    return found


def lowered(calls: list[Call]) -> list[str]:
    """Where a score or a status was written that is lower than one before."""
    said = [(call.element, call.given[1]) for call in calls if call.name == "SetValue"]
    scores = [float(value) for element, value in said if element.endswith("score.raw")]
    found = [f"score {later} after {earlier}" for earlier, later in pairwise(scores) if later < earlier]
    for names, best in (
        (("lesson_status", "success_status"), {"passed"}),
        (("completion_status",), {"completed"}),
    ):
        words = [value for element, value in said if element.endswith(names)]
        first = next((at for at, word in enumerate(words) if word in best), len(words))
        found += [f"{word} after {words[first]}" for word in words[first:] if word not in best]
    return found
