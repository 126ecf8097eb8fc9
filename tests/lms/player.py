"""What every client of the laboratory can do: open a package, let the learner leave, tell what it holds."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Frame, Page

from .packages import Package

_TAKE = "() => { const calls = sessionStorage.getItem('calls') ?? '[]'; sessionStorage.removeItem('calls'); return calls; }"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API: its name without "LMS", its arguments, the answer and the error code after it.

    `session` counts the visits from 1. `outage` is set while the LMS could not be reached, `leaving` while the page
    was going away: then a commit may be refused and nothing is lost by it.
    """

    name: str
    given: tuple[str, ...]
    answer: str
    code: str
    session: int
    outage: bool
    leaving: bool

    @property
    def element(self) -> str:
        return self.given[0] if self.name in {"GetValue", "SetValue"} else ""


@dataclass(frozen=True, slots=True)
class Record:
    """What an LMS holds of a learner. `score` is 0 to 100, None where there is none."""

    completed: bool
    passed: bool
    failed: bool
    score: float | None
    state: str


@dataclass
class Attempt(ABC):
    """One learner in one package in one client, over as many visits as the test makes."""

    page: Page
    package: Package
    calls: list[Call] = field(default_factory=list)
    session: int = 0
    outage: bool = False

    origin: str = field(init=False)

    client = ""
    tells_failure = True
    """Whether the client tells the package that a commit has failed."""

    @abstractmethod
    def launch(self) -> None:
        """Open the page of the LMS that shows the package."""

    @abstractmethod
    def record(self) -> Record: ...

    @abstractmethod
    def scores(self) -> list[float]:
        """Every score the LMS came to hold, in order, each once."""

    @abstractmethod
    def comes_to_hold(self, score: float) -> None:
        """Wait until the LMS holds this score. Fails when it never does."""

    @property
    @abstractmethod
    def version(self) -> str:
        """Version of the client."""

    @abstractmethod
    def settle(self, finished: bool) -> None:
        """Wait until all that was sent has arrived."""

    @abstractmethod
    def trouble(self, weather: str) -> AbstractContextManager[None]:
        """The LMS cannot take anything for as long as this lasts."""

    def open(self) -> Frame:
        """A visit begins. Returns the frame in which the learner reads."""
        self.session += 1
        self.launch()
        return self.content()

    def content(self) -> Frame:
        """The frame of the pages: that of the package, or the one inside it that a whole course has."""
        frame = self.page.frame_locator("iframe").owner.element_handle().content_frame()
        assert frame, "the LMS shows no frame"
        frame.wait_for_load_state("domcontentloaded")
        if self.package.whole:
            inner = frame.wait_for_selector("iframe").content_frame()
            assert inner, "the package shows no frame"
            return inner
        return frame

    def leave(self, how: str = "frame") -> None:
        """The learner goes: the LMS takes the frame away, or the whole tab goes to another page."""
        self._take()
        if how == "frame":
            self.page.evaluate("document.querySelector('iframe').remove()")
        else:
            self.page.goto(f"{self.origin}/blank")
        self._take(leaving=True)
        self.settle(any(call.name in {"Finish", "Terminate"} for call in self.of_session(self.session)))

    def of_session(self, session: int) -> list[Call]:
        return [call for call in self.calls if call.session == session]

    @contextmanager
    def down(self, weather: str = "failing") -> Iterator[None]:
        """The LMS is down, and the calls of this time are marked so."""
        self._take()
        self.outage = True
        with self.trouble(weather):
            yield
            self._take()
        self.outage = False

    def _take(self, leaving: bool = False) -> None:
        """Fetch the calls made since the last time."""
        for name, given, answer, code in json.loads(self.page.evaluate(_TAKE)):
            name = name.removeprefix("LMS")
            self.calls.append(Call(name, tuple(given), answer, code, self.session, self.outage, leaving))

    def seen(self) -> list[Call]:
        self._take()
        return self.calls
