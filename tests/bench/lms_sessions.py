"""Scripted sessions of the real trackers against a learning system with troubles: is anything lost or taken back?"""

import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import lms_judge
import lms_npm
from lms_endpoint import Counts, Kept, endpoint
from lms_plan import PASS_MARK, SECTIONS, Learner, is_hasty, learners, reached
from lms_trouble import Trouble, Weather
from mirrorwell.course.browser import find_chromium
from mirrorwell.course.lms import tracker
from playwright.sync_api import Browser, sync_playwright
from visits import ARGUMENTS

_AT_ONCE = {"scorm12": 1, "scorm2004": 1, "cmi5": 8}  # SCORM's calls stop the page, so one after the other
_MOST_SECONDS = 1800
RECORDED = "Recorded"
"""How the page's line begins when all is kept."""
_LAB = Path(__file__).with_name("lms_lab.js")
_HOST = (
    '<!doctype html><html lang="en"><title>Sessions</title><script src="/api.js"></script>'
    '<script src="/lab.js"></script><body></body></html>'
)
_PACKAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Module 1</title>
<script>parent.lab.enter(window, {id})</script>
<script type="application/json" id="mw-package">{package}</script><script src="/{standard}.js"></script></head>
<body><p data-results role="status"></p><main></main><section data-sent></section></body></html>"""


@dataclass
class Outcome:
    """What became of the sessions of one standard."""

    sessions: int = 0
    visits: int = 0
    lost: list[str] = field(default_factory=list)
    demoted: int = 0
    duplicates: int = 0
    wrong: int = 0  # the system believes more than was reached
    warned: int = 0  # visits that ended before the page said that all was recorded
    untrue: list[str] = field(default_factory=list)  # the page said "recorded", and it was not
    errors: list[str] = field(default_factory=list)
    met: Counter[Trouble] = field(default_factory=Counter)
    seconds: float = 0

    @property
    def clean(self) -> bool:
        """Nothing lost, taken back, said twice, made up or wrongly promised."""
        counts = (self.demoted, self.duplicates, self.wrong)
        return not (self.lost or self.untrue or self.errors or any(counts))


def _pages(standard: str) -> dict[str, tuple[str, bytes]]:
    texts = {"/lab.js": _LAB.read_text(encoding="utf-8"), f"/{standard}.js": tracker.script(standard)}
    if standard != "cmi5":
        again = lms_npm.package("scorm-again", "3.4.3")
        texts["/api.js"] = (again / "dist" / f"{standard}.min.js").read_text(encoding="utf-8")
    return {name: ("text/javascript", text.encode()) for name, text in texts.items()} | {
        "/": ("text/html", _HOST.encode())
    }


def _package(standard: str, id: str) -> bytes:
    facts = {
        "standard": standard,
        "unit": "the-dangerous-paradox",
        "whole": False,
        "check": "1",
        "activity": "check-1",
        "pass_mark": PASS_MARK,
        "sections": {"1": SECTIONS},
        "title": "Module 1",
    }
    return _PACKAGE.format(id=json.dumps(id), package=json.dumps(facts), standard=standard).encode()


def _play(browser: Browser, base: str, standard: str, who: list[Learner]) -> list[str]:
    page = browser.new_page()
    page.goto(base)
    given = {
        "standard": standard,
        "learners": [learner.as_json() for learner in who],
        "at_once": _AT_ONCE[standard],
        "registrations": {learner.id: str(uuid5(NAMESPACE_URL, learner.id)) for learner in who},
    }
    page.evaluate("given => { lab.run(given); }", given)
    page.wait_for_function("() => lab.over", timeout=1000 * _MOST_SECONDS, polling=250)
    errors: list[str] = page.evaluate("() => lab.errors")
    page.close()
    return errors


def _held(standard: str, kept: Kept, id: str, upto: Counts = (None, None, None)) -> lms_judge.Held:
    commits, statements, states = upto
    if standard == "cmi5":
        return lms_judge.cmi5(kept.statements[id][:statements], kept.states[id][:states])
    judge = {"scorm12": lms_judge.scorm12, "scorm2004": lms_judge.scorm2004}[standard]
    return judge(kept.commits[id][:commits])


def _judge(outcome: Outcome, standard: str, kept: Kept, learner: Learner) -> None:
    held, said = _held(standard, kept, learner.id), kept.said[learner.id]
    outcome.demoted += held.demotions
    outcome.duplicates += held.duplicates
    outcome.wrong += held.too_much(reached(learner.visits))
    recorded = [line.startswith(RECORDED) for line, _ in said]
    outcome.warned += recorded.count(False)
    # Who leaves at once, before the page says that all is recorded, was promised nothing.
    hasty = [not done and is_hasty(visit) for visit, done in zip(learner.visits, recorded, strict=False)]
    promised = [visit for visit, excused in zip_longest(learner.visits, hasty) if not excused]
    if held.lost(reached(promised)):
        outcome.lost.append(f"{learner.id}: {held}, reached {reached(promised)}")
    for number, (line, counts) in enumerate(said, 1):
        so_far = [
            visit for visit, excused in zip(learner.visits[:number], hasty, strict=False) if not excused
        ]
        if line.startswith(RECORDED) and _held(standard, kept, learner.id, counts).lost(reached(so_far)):
            outcome.untrue.append(f"{learner.id}: the page said {line!r} at the end of visit {number}")


def sessions(standard: str, count: int, seed: int) -> Outcome:
    """Play `count` learners of one standard and compare. The same seed gives the same learners and troubles."""
    weather, who, files = Weather(seed), learners(standard, count, seed), _pages(standard)

    def pages(path: str) -> tuple[str, bytes] | None:
        found = re.fullmatch(r"/package/\w+/([\w-]+)", path)
        return ("text/html", _package(standard, found[1])) if found else files.get(path)

    start = time.perf_counter()
    outcome = Outcome(sessions=count, visits=sum(len(learner.visits) for learner in who), met=weather.met)
    with endpoint(weather, pages) as (base, kept), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        outcome.errors = _play(browser, base, standard, who)
        browser.close()
    for learner in who:
        _judge(outcome, standard, kept, learner)
    outcome.seconds = time.perf_counter() - start
    return outcome
