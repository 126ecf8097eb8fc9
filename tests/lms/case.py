"""A learner's attempt as the tests tell it: open, read, look at what is kept, and at the end see that all was clean."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Frame

from . import learner
from .log import MARK, faults
from .player import Attempt
from .watch import Watch

_KEPT = "() => JSON.parse(globalThis[Symbol.for('mirrorwell.host-store')].get() || '{}')"


@dataclass
class Case:
    """An attempt at a package, and a note of each step that has passed."""

    attempt: Attempt
    done: Callable[[str], None]
    watch: Watch

    @property
    def whole(self) -> bool:
        return self.attempt.package.whole

    def open(self) -> Frame:
        content = self.attempt.open()
        learner.ready(content)
        return content

    def at_check(self) -> Frame:
        """A visit that goes to the check at once."""
        content = self.open()
        if self.whole:
            learner.go(content, "finish")
        return content

    def clean(self) -> None:
        """Nothing that was ever said breaks a rule, and nothing was asked of another place."""
        found = faults(self.attempt)
        assert not found, "; ".join(found)
        others = self.watch.origins - {self.attempt.origin}
        assert not others, f"asked of other places: {others}"


def kept(content: Frame) -> dict[str, Any]:
    """What the page remembers, as far as an LMS keeps it."""
    return {part: value for part, value in content.evaluate(_KEPT).items() if part in {"s", "c", "d"}}


def read_all(content: Frame, whole: bool) -> None:
    """Read every section; type into every field and rate every statement on the way."""
    typed = 0
    for page in learner.modules() if whole else [None]:
        if page:
            learner.go(content, page)
        learner.read_to_end(content)
        typed += learner.type_everywhere(content, MARK)
        learner.rate_mirror(content)
    assert typed > 0
