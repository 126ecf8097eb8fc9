"""The cmi5 tracker and a record store that errs: what is asked again, what never is, and what a learner is told."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from .tracker_host import UNIT, Visit, page_of, visits
from .watch import Watch

ACTOR = {"objectType": "Agent", "account": {"homePage": "https://lms.example", "name": "ann é"}}
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
TEMPLATE = {
    "contextActivities": {"grouping": [{"id": "urn:au"}]},
    "extensions": {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1"},
}
TRIES = re.compile("has not answered yet. The course tries again")


class Store:
    """A record store in a few lines. `errs` maps a kind of request to the statuses it answers first; 0 cuts the line."""

    def __init__(self) -> None:
        self.launch: dict[str, Any] = {
            "contextTemplate": TEMPLATE,
            "launchMode": "Normal",
            "moveOn": "CompletedAndPassed",
            "masteryScore": 0.8,
        }
        self.token: tuple[int, str] = (200, '{"auth-token": "dDp0"}')
        self.errs: dict[str, list[int]] = {}
        self.state = ""
        self.asked: list[str] = []
        self.sent: list[dict[str, Any]] = []
        self.posted: list[dict[str, Any]] = []
        self.puts: list[str] = []
        self.at_once = self.most_at_once = 0
        self.changed = threading.Condition()

    def __call__(self, method: str, path: str, query: dict[str, str], body: str) -> tuple[int, str] | None:
        kind = "fetch" if path == "/fetch" else query.get("stateId") or query.get("profileId") or "statements"
        with self.changed:
            self.asked.append(f"{method} {kind}")
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.changed.notify_all()
        try:
            return self._answer(method, kind, body)
        finally:
            with self.changed:
                self.at_once -= 1
                self.changed.notify_all()

    def _answer(self, method: str, kind: str, body: str) -> tuple[int, str] | None:
        with self.changed:
            made = json.loads(body) if kind == "statements" else []
            made = made if isinstance(made, list) else [made]
            self.posted += made
            for name in (f"{method} {kind}", *map(verb, made)):
                if self.errs.get(name):
                    status = self.errs[name].pop(0)
                    return (status, "") if status else None
            if kind == "fetch":
                return self.token
            if kind == "LMS.LaunchData":
                return 200, json.dumps(self.launch)
            if kind == "cmi5LearnerPreferences":
                return 404, ""
            if method == "PUT":
                self.state = body
                self.puts.append(body)
                return 204, ""
            if kind == "mirrorwell":
                return (200, self.state) if self.state else (404, "")
            self.sent += [each for each in made if each["id"] not in {known["id"] for known in self.sent}]
            return 200, "[]"

    @property
    def verbs(self) -> list[str]:
        return [verb(each) for each in self.sent]

    def wait(self, reached: Callable[[], object]) -> None:
        with self.changed:
            assert self.changed.wait_for(reached, 20), (self.asked, self.verbs)

    def one(self, name: str) -> dict[str, Any]:
        (found,) = [each for each in self.sent if verb(each) == name]
        return found


def verb(statement: dict[str, Any]) -> str:
    return str(statement["verb"]["id"]).rsplit("/", 1)[-1]


def until_recorded(it: Visit) -> None:
    """Let the tab's time run until all is stored; a request takes its own time, whatever the clock says."""
    for _ in range(60):
        if it.line.inner_text().startswith("Recorded"):
            return
        it.page.clock.run_for(1_000)
    pytest.fail(f"it never was: {it.line.inner_text()}")


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def visit(browser: Browser, watch: Watch, store: Store) -> Iterator[Callable[..., Visit]]:
    """A launch of the package; `given` changes its parameters, None leaves one out."""
    watch.outage = True  # a request that fails is an error to the console
    with visits(browser, watch) as open_one:

        def launch(ready: bool = True, frame: bool = False, **given: str | None) -> Visit:
            query = {
                "endpoint": "/xapi",
                "fetch": "/fetch",
                "actor": json.dumps(ACTOR),
                "registration": "r-1",
                "activityId": "urn:act",
                **given,
            }
            start = "/content?" + urlencode(
                {name: value for name, value in query.items() if value is not None}
            )
            around = f"<!doctype html><title>LMS</title><link rel=icon href='data:,'><iframe id=content src='{start}'></iframe>"
            done = "<!doctype html><title>Back</title><link rel=icon href='data:,'>"
            return open_one(
                "cmi5",
                lms=around,
                content=page_of("cmi5"),
                pages={"/back": done},
                start="/lms" if frame else start,
                store=store,
                ready=ready,
            )

        yield launch


# ---- getting in ----


@pytest.mark.parametrize("missing", ["endpoint", "fetch", "actor", "registration", "activityId"])
def test_without_a_launch_parameter_the_page_is_a_page(
    missing: str, visit: Callable[..., Visit], store: Store
) -> None:
    it = visit(**{missing: None})
    expect(it.line).to_have_text("No learning system was found: results stay on this page.")
    it.see(1)
    it.result(90)
    assert it.state()["s"] == {"6": 1}
    assert store.asked == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, '{"error-code": "1", "error-text": "The token was handed out"}'), " (1: The token was handed out). Results stay"),
        ((200, '{"error-code": "3", "error-text": "%s"}' % ("x" * 500)), f" (3: {'x' * 120}). Results stay"),
        ((200, '{"error-code": 2}'), " (2). Results stay"),
        ((200, "{}"), " a session. Results stay"),
        ((200, "<p>Sorry</p>"), " a session. Results stay"),
        ((500, ""), " a session. Results stay"),
    ],
)  # fmt: skip
def test_an_lms_that_gives_no_token_is_asked_once_and_the_learner_is_told(
    answer: tuple[int, str], said: str, visit: Callable[..., Visit], store: Store
) -> None:
    store.token = answer
    it = visit()
    expect(it.line).to_contain_text(said)
    it.result(90)
    it.page.clock.run_for(300_000)
    it.frame.evaluate("dispatchEvent(new Event('online'))")
    assert it.state()["s"] == {}
    assert it.frame.evaluate("said('your best try')").endswith("as long as this page is open.")
    it.page.goto("about:blank")
    assert store.asked == ["POST fetch"]


def test_the_order_of_a_launch(visit: Callable[..., Visit], store: Store) -> None:
    it = visit()
    expect(it.line).to_have_text("Recorded by your learning system.")
    assert store.asked == [
        "POST fetch",
        "GET LMS.LaunchData",
        "GET cmi5LearnerPreferences",
        "POST statements",
        "GET mirrorwell",
    ]
    assert store.one("initialized")["actor"] == ACTOR


@pytest.mark.parametrize(
    "kind", ["GET LMS.LaunchData", "GET cmi5LearnerPreferences", "POST statements", "GET mirrorwell"]
)
@pytest.mark.parametrize("trouble", [503, 0], ids=["fails", "is cut"])
def test_what_does_not_answer_at_the_start_is_asked_again_alone(
    kind: str, trouble: int, visit: Callable[..., Visit], store: Store
) -> None:
    store.errs = {kind: [trouble]}
    store.state = json.dumps(
        {"mw": 1, "u": UNIT["unit"], "o": [70, 0, 0, ""], "v": 1, "s": {"6": 1}, "c": {}, "d": ""}
    )
    it = visit()
    expect(it.line).to_have_text(TRIES)
    it.see(2)
    assert store.puts == []
    it.page.clock.run_for(1_100)
    expect(it.line).to_have_text(re.compile("^Recorded"))
    assert it.state()["s"] == {"6": 3}
    assert json.loads(store.state)["o"][0] == 70
    assert store.asked.count("POST fetch") == 1
    assert store.verbs == ["initialized"]
    assert len({each["id"] for each in store.posted}) == 1, "trying again keeps the statement"


def test_preferences_that_never_come_hold_up_nobody_for_long(
    visit: Callable[..., Visit], store: Store
) -> None:
    store.errs = {"GET cmi5LearnerPreferences": [500] * 99}
    it = visit()
    expect(it.line).to_have_text(TRIES)
    until_recorded(it)
    assert store.asked.count("GET cmi5LearnerPreferences") == 5


def test_the_page_shows_itself_after_eight_seconds_and_takes_over_what_comes_late(
    visit: Callable[..., Visit], store: Store
) -> None:
    gate = threading.Event()
    answer = store._answer

    def slow(method: str, kind: str, body: str) -> tuple[int, str] | None:
        if kind == "mirrorwell" and method == "GET":
            gate.wait(20)
        return answer(method, kind, body)

    store._answer = slow  # type: ignore[method-assign]
    store.state = json.dumps(
        {"mw": 1, "u": UNIT["unit"], "o": [70, 0, 0, ""], "v": 1, "s": {"6": 1}, "c": {"6": [70, 2]}, "d": ""}
    )
    it = visit(ready=False)
    store.wait(lambda: "GET mirrorwell" in store.asked)
    expect(it.line).to_have_text("Looking for your learning system.")
    assert it.frame.evaluate("readies") == 0
    it.page.clock.run_for(8_100)
    it.frame.wait_for_function("readies === 1")
    expect(it.line).to_have_text(TRIES)
    it.see(4)
    it.result(90)
    gate.set()
    expect(it.line).to_have_text(re.compile("^Recorded"))
    assert it.state()["s"] == {"6": 9} and it.state()["c"] == {"6": [70, 2]}
    assert it.frame.evaluate("states") >= 1
    assert store.verbs == ["initialized", "passed", "completed"]


# ---- statements ----


def test_the_context_is_the_template_and_what_must_be_added(
    visit: Callable[..., Visit], store: Store
) -> None:
    mine = {"id": CATEGORY + "cmi5", "definition": {"type": "urn:own"}}
    store.launch["contextTemplate"] = {
        **TEMPLATE,
        "language": "de",
        "contextActivities": {"grouping": [{"id": "urn:au"}], "category": mine},
    }
    it = visit()
    it.result(85.714)
    store.wait(lambda: "completed" in store.verbs)
    for name in ("initialized", "passed", "completed"):
        statement = store.one(name)
        context = statement["context"]
        assert str(UUID(statement["id"])) == statement["id"]
        assert statement["object"] == {"objectType": "Activity", "id": "urn:act"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", statement["timestamp"])
        assert (context["language"], context["registration"], context["contextActivities"]["grouping"]) == (
            "de",
            "r-1",
            [{"id": "urn:au"}],
        )
        assert context["contextActivities"]["category"][0] == mine
        moved = [each["id"] for each in context["contextActivities"]["category"][1:]]
        assert moved == ([] if name == "initialized" else [CATEGORY + "moveon"])
        extra = {MASTERY: 0.8} if name == "passed" else {}
        assert context["extensions"] == {**TEMPLATE["extensions"], **extra}
    assert store.one("passed")["result"].pop("duration")
    assert store.one("passed")["result"] == {
        "success": True,
        "score": {"scaled": 0.8571, "raw": 85.71, "min": 0, "max": 100},
    }
    assert set(store.one("completed")["result"]) == {"completion", "duration"}


@pytest.mark.parametrize(
    ("mastery", "score", "passed"),
    [(0.9, 85, False), (0.7, 75, True), (None, 80, True), (None, 79.99, False), (0.8571, 85.71, True)],
)
def test_the_mastery_score_of_the_launch_wins(
    mastery: float | None, score: float, passed: bool, visit: Callable[..., Visit], store: Store
) -> None:
    store.launch["masteryScore"] = mastery
    it = visit(frame=True)
    it.result(score)
    it.leave()
    store.wait(lambda: "terminated" in store.verbs)
    statement = store.one("passed" if passed else "failed")
    assert statement["context"]["extensions"].get(MASTERY) == mastery


def test_one_completed_and_one_passed_for_a_registration_even_when_the_state_is_lost(
    visit: Callable[..., Visit], store: Store
) -> None:
    ids = []
    for registration in ("r-1", "r-1", "r-2"):
        it = visit(registration=registration)
        it.result(90)
        store.wait(
            lambda: store.puts and json.loads(store.puts[-1])["o"][3] == "pc"
        )  # told, and noted as told
        ids.append([store.one(name)["id"] for name in ("passed", "completed")])
        it.page.goto("about:blank")
        store.wait(lambda: "terminated" in store.verbs and store.at_once == 0)
        store.state, store.sent, store.puts = "", [], []
    assert ids[0] == ids[1] != ids[2]
    assert len({each for pair in ids for each in pair}) == 4


def test_a_statement_that_is_there_already_counts_as_sent(visit: Callable[..., Visit], store: Store) -> None:
    store.errs = {"passed": [409], "completed": [409]}
    it = visit()
    it.result(90)
    store.wait(lambda: store.puts and json.loads(store.puts[-1])["o"][3] == "pc")


def test_a_statement_that_is_refused_as_such_is_not_sent_for_ever_nor_called_recorded(
    visit: Callable[..., Visit], store: Store
) -> None:
    store.errs = {"passed": [400] * 99}
    it = visit(frame=True)
    it.result(90)
    store.wait(lambda: "completed" in store.verbs)
    expect(it.line).to_have_text(TRIES)
    it.page.clock.run_for(200_000)
    expect(it.line).to_have_text(TRIES)
    it.leave()
    store.wait(lambda: "terminated" in store.verbs)
    assert [verb(each) for each in store.posted] == ["initialized", "passed", "completed", "terminated"]


@pytest.mark.parametrize("trouble", [503, 0, 401], ids=["fails", "is cut", "not allowed"])
def test_statements_and_state_are_tried_again_until_they_are_there(
    trouble: int, visit: Callable[..., Visit], store: Store
) -> None:
    it = visit()
    expect(it.line).to_have_text(re.compile("^Recorded"))
    store.errs = {"passed": [trouble, trouble], "PUT mirrorwell": [trouble]}
    it.result(90)
    expect(it.line).to_have_text(TRIES)
    until_recorded(it)
    assert store.verbs == ["initialized", "passed", "completed"]
    assert len({each["id"] for each in store.posted if verb(each) == "passed"}) == 1
    assert json.loads(store.state)["o"] == [90, 1, 1, "pc"]


def test_the_state_is_written_one_at_a_time_and_the_last_wins(
    visit: Callable[..., Visit], store: Store
) -> None:
    it = visit()
    expect(it.line).to_have_text(re.compile("^Recorded"))
    store.most_at_once = 0
    for section in (1, 2, 3):
        it.see(section)
    store.wait(lambda: store.puts and json.loads(store.puts[-1])["s"] == {"6": 7})
    assert store.most_at_once == 1


def test_a_preview_is_come_and_gone_and_nothing_else(visit: Callable[..., Visit], store: Store) -> None:
    store.launch["launchMode"] = "Review"
    it = visit(frame=True)
    expect(it.line).to_have_text(re.compile("^View only"))
    it.see(4)
    it.result(90)
    it.leave()
    store.wait(lambda: "terminated" in store.verbs)
    assert store.verbs == ["initialized", "terminated"] and store.puts == []


# ---- the end ----


def test_finish_waits_for_the_last_statement_and_goes_back(visit: Callable[..., Visit], store: Store) -> None:
    store.launch["returnURL"] = "HERE/back"
    it = visit(ready=False)
    store.launch["returnURL"] = it.page.url.split("/content")[0] + "/back"
    it = visit()
    it.result(40)
    store.errs = {"terminated": [503]}
    it.frame.get_by_role("button", name="Finish and save").click()
    expect(it.line).to_have_text(TRIES)
    assert "/content" in it.page.url
    it.page.clock.run_for(1_100)
    it.page.wait_for_url("**/back")
    assert store.verbs[-3:] == ["initialized", "failed", "terminated"]


@pytest.mark.parametrize("url", ["javascript:document.title='bad'", "data:text/html,bad", "", None, 7])
def test_only_a_web_address_is_gone_back_to(url: Any, visit: Callable[..., Visit], store: Store) -> None:
    store.launch["returnURL"] = url
    it = visit()
    expect(it.line).to_have_text(re.compile("^Recorded"))
    it.frame.get_by_role("button", name="Finish and save").click()
    expect(it.line).to_have_text("All is saved. It is safe to close this page.")
    assert "/content" in it.page.url and it.page.title() == "A module"
    it.page.goto("about:blank")
    assert store.verbs == ["initialized", "terminated"]


def test_a_page_that_comes_back_from_the_browsers_memory_has_not_ended(
    visit: Callable[..., Visit], store: Store
) -> None:
    it = visit()
    expect(it.line).to_have_text(re.compile("^Recorded"))
    it.frame.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    it.frame.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    it.result(90)
    store.wait(lambda: "completed" in store.verbs)
    assert "terminated" not in store.verbs


def test_the_record_shows_each_statement_before_it_is_sent(visit: Callable[..., Visit], store: Store) -> None:
    it = visit()
    it.result(40)
    it.frame.locator("[data-sent] summary").click()
    shown = it.frame.locator("[data-sent] dl > div")
    expect(shown.locator("dt")).to_have_text(
        [
            "state “mirrorwell”",
            "initialized (sent)",
            "failed (sent when you finish)",
            "terminated (sent when you finish)",
        ]
    )
    failed = json.loads(shown.nth(2).locator("dd").inner_text())
    assert failed["result"]["score"] == {"scaled": 0.4, "raw": 40, "min": 0, "max": 100}
    assert failed["actor"] == ACTOR
    it.frame.get_by_role("button", name="Finish and save").click()
    store.wait(lambda: "terminated" in store.verbs)
    sent = store.one("failed")
    assert {name: value for name, value in sent.items() if name not in {"id", "timestamp"}} == {
        name: value for name, value in failed.items() if name not in {"id", "timestamp"}
    } | {"result": sent["result"]}
