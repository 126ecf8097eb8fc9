"""What goes wrong between a package and its learning system, decided by a seed and not by the clock."""

import hashlib
from collections import Counter
from enum import StrEnum


class Trouble(StrEnum):
    """What happens to one request: a third fails, a third is slow, of the rest half loses its connection."""

    REFUSED = "answered 503, nothing kept"
    SLOW = "kept, answered late"
    CUT = "connection closed, nothing kept"
    UNHEARD = "kept, connection closed without an answer"
    NONE = "kept, answered"


_OF_TWELVE = [Trouble.REFUSED] * 4 + [Trouble.SLOW] * 4 + [Trouble.CUT, Trouble.UNHEARD] + [Trouble.NONE] * 2
_SLOWEST = 35  # seconds on the clock of the session; some give up before


class Weather:
    """Gives each request of a session its trouble. Counts per kind of request, so that no order of arrival matters."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._asked: Counter[tuple[str, str]] = Counter()
        self.met: Counter[Trouble] = Counter()

    def next(self, session: str, kind: str) -> tuple[Trouble, float]:
        """The trouble of this request, and the seconds its answer takes on the clock of the session."""
        self._asked[session, kind] += 1
        text = f"{self._seed} {session} {kind} {self._asked[session, kind]}"
        number = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
        trouble = _OF_TWELVE[number % 12]
        self.met[trouble] += 1
        return trouble, 1 + number // 12 % _SLOWEST if trouble is Trouble.SLOW else 0
