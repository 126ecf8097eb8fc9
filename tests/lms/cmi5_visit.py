"""One learner in one cmi5 package: the LMS's page with the content in a frame, and what the learner does in it."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mirrorwell.course.lms.unit import Unit
from playwright.sync_api import Browser, Frame, Page, expect

from . import learner
from .cmi5_rules import Json
from .cmi5_server import RecordStore
from .cmi5_stub import Launch, Session
from .hosting import Folder, Seen, content_frame, frame_page, tab

# As the check itself reports a whole try: from its root, with the best score so far.
_RESULT = """(root, [activity, score, completed]) => root.dispatchEvent(
  new CustomEvent("mirrorwell:result", { bubbles: true, detail: { activity, kind: "check", score, max: 100, completed } }))"""
# The state as the panel shows it, or nothing where there is nothing to save.
_STATE = """() => { const { entries, phase, locked } = globalThis[Symbol.for("mirrorwell.tracker")].record();
  return phase === "open" && !locked && entries.length > 3 ? entries[0][1] : null; }"""
_ROUNDS = 40
_ROUND = 0.2
"""Seconds of a round in which a retry may arrive."""


@dataclass(slots=True)
class Visit:
    """A launch that is open in a tab. `page` is the tab; the content is in it, or in a frame of it."""

    page: Page
    seen: Seen
    store: RecordStore
    session: Session
    unit: Unit
    framed: bool

    @property
    def shell(self) -> Frame:
        """The document that was launched."""
        return content_frame(self.page) if self.framed else self.page.main_frame

    @property
    def frame(self) -> Frame:
        """The page that the learner reads: the launched one, or in the whole course the one inside it."""
        if not self.unit.whole:
            return self.shell
        inner = self.shell.wait_for_selector("iframe")
        found = inner.content_frame() if inner else None
        assert found is not None
        return found

    def ready(self) -> "Visit":
        learner.ready(self.frame)
        return self

    def started(self) -> "Visit":
        self.store.wait_for(self.session, "initialized")
        return self.ready()

    def go(self, path: str) -> None:
        """To another page of the whole course."""
        here = self.frame
        here.goto(re.sub(r"/((modules|apps)/)?[^/?]*\.html.*$", f"/{path}.html", here.url))
        learner.ready(here)

    def expect_line(self, pattern: str) -> None:
        """The quiet line says this, or comes to say it."""
        expect(self.frame.locator("[data-results]")).to_have_text(re.compile(pattern, re.I | re.S))

    def read_to_end(self) -> None:
        learner.read_to_end(self.frame)

    def result(self, score: float, completed: bool = True) -> None:
        """A whole try of the check is over; `score` is the best one so far."""
        learner.check(self.frame).first.evaluate(_RESULT, [self.unit.activity, score, completed])

    def finish(self) -> None:
        """Press the button that ends the session."""
        where = self.frame.get_by_role("button", name=re.compile("finish and save", re.I))
        where.click()

    def leave(self, *, settled: bool = True) -> None:
        """The LMS takes the frame away, without asking the content; or the tab goes elsewhere.

        `settled` waits until what the page shows as its record is also what the record store holds.
        """
        if settled:
            self.until_saved()
        self.session.leaving = not settled
        if self.framed:
            self.page.evaluate("document.getElementById('content').src = 'about:blank'")
        else:
            self.page.goto("about:blank")
        self.store.wait_for(self.session, "terminated")

    def until_saved(self) -> None:
        held = self.session.registration.documents
        for _ in range(_ROUNDS):
            shown = self.shell.evaluate(_STATE)
            wanted = json.loads(shown or "null")

            def saved(wanted: Json = wanted) -> bool:
                return wanted is None or wanted in map(json.loads, held.values())

            if self.store.reached(saved, _ROUND):
                return
        raise AssertionError(f"the record store holds {held}, and the page shows {shown}")

    def offline(self, off: bool) -> None:
        self.page.context.set_offline(off)

    def until(self, reached: Callable[[], object], what: str) -> None:
        """Let the tab's clock run, a minute at a time, until the retries have brought this about."""
        for _ in range(_ROUNDS):
            if self.store.reached(reached, _ROUND):
                return
            self.page.clock.fast_forward(61_000)
        self.store.wait(reached, what)


@dataclass(slots=True)
class Lms:
    """The page of an LMS on a site of its own, a record store, and one package on a third origin."""

    browser: Browser
    store: RecordStore
    content: Folder
    pages: Path
    unit: Unit

    @contextmanager
    def visit(
        self,
        launch: Launch | None = None,
        again: Session | None = None,
        *,
        clock: bool = False,
        framed: bool = True,
    ) -> Iterator[Visit]:
        """Launch the package. `clock` puts the tab's clock in the hand of the test; `again` is an earlier session."""
        session = self.store.launch(self.unit.iri, launch, again)
        address = session.url(f"{self.content.base}{self.unit.launch}")
        (self.pages / "lms.html").write_text(frame_page(address, 900, 600), encoding="utf-8")
        with (
            Folder(self.pages, host="localhost") as outside,
            tab(self.browser, self.content.origin, self.store.base, outside.origin) as (page, seen),
        ):
            # What the record store was told to refuse is no error of the page.
            seen.tolerated = lambda text: (
                self.store.base in text and ("Failed to load" in text or "CORS" in text)
            )
            if clock:
                page.clock.install()
            page.goto(f"{outside.base}lms.html" if framed else address, wait_until="commit")
            yield Visit(page, seen, self.store, session, self.unit, framed)
