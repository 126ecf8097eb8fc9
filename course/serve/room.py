"""How many people fit: one kernel each, so a small computer does not fall over for everyone."""

import logging

log = logging.getLogger(__name__)


class Room:
    """Counts visitors whose kernel is being started as well as those who have one. `limit` 0 means no limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entering = 0
        self._said = False

    def enter(self, inside: int) -> bool:
        """May one more come in, when `inside` kernels run? Then `entered` must follow."""
        if self._limit and inside + self._entering >= self._limit:
            if not self._said:
                log.warning(
                    "The room is full with %d visitors. Start with --max-visitors to let in more.",
                    self._limit,
                )
                self._said = True
            return False
        self._entering += 1
        return True

    def entered(self) -> None:
        self._entering -= 1
