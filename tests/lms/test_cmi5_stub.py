"""The record store of the laboratory notices each rule that content can break: every case breaks one on purpose."""

import copy
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from uuid import uuid4

import pytest

from .cmi5_rules import CMI5, MASTERY, MOVE_ON, VERBS, Json, seconds
from .cmi5_server import RecordStore
from .cmi5_stub import Launch, Session

AU = "urn:uuid:00000000-0000-5000-8000-000000000001"
RESULTS: dict[str, Json] = {
    "initialized": None,
    "completed": {"completion": True, "duration": "PT1M"},
    "passed": {
        "success": True,
        "score": {"scaled": 0.85, "raw": 85, "min": 0, "max": 100},
        "duration": "PT2M",
    },
    "failed": {
        "success": False,
        "score": {"scaled": 0.4, "raw": 40, "min": 0, "max": 100},
        "duration": "PT2M",
    },
    "terminated": {"duration": "PT3M0.25S"},
}


class Content:
    """Well-behaved content, in Python: what it is told to spoil is the only thing wrong with it."""

    def __init__(self, session: Session) -> None:
        query = {
            name: values[0] for name, values in parse_qs(urlsplit(session.url("http://c/")).query).items()
        }
        self.actor, self.registration = json.loads(query["actor"]), query["registration"]
        self.endpoint, self.fetch_url, self.activity = query["endpoint"], query["fetch"], query["activityId"]
        self.headers = {"X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"}
        self.template: Json = {}
        self.mastery = None
        self.clock = 0

    def ask(self, method: str, url: str, body: Json = None, **headers: str | None) -> tuple[int, Json]:
        given = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        request = urllib.request.Request(
            url,
            method=method,
            data=body if body is None or isinstance(body, bytes) else json.dumps(body).encode(),
            headers={name: value for name, value in given.items() if value is not None},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                status, text = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                status, text = error.code, error.read()
        return status, json.loads(text) if text else None

    def fetch(self, method: str = "POST") -> Json:
        status, said = self.ask(method, self.fetch_url)
        if status == 200 and "auth-token" in said:
            self.headers["Authorization"] = f"Basic {said['auth-token']}"
        return said

    def state(self, name: str, **changes: str) -> str:
        given = {
            "stateId": name,
            "activityId": self.activity,
            "agent": json.dumps(self.actor),
            "registration": self.registration,
        }
        return f"{self.endpoint}/activities/state?{self._query({**given, **changes})}"

    def profile(self, **changes: str) -> str:
        given = {"profileId": "cmi5LearnerPreferences", "agent": json.dumps(self.actor)}
        return f"{self.endpoint}/agents/profile?{self._query({**given, **changes})}"

    @staticmethod
    def _query(given: dict[str, str]) -> str:
        return "&".join(f"{name}={quote(value)}" for name, value in given.items())

    def read_launch_data(self) -> None:
        _, data = self.ask("GET", self.state("LMS.LaunchData"))
        self.template, self.mastery = data["contextTemplate"], data.get("masteryScore")

    def start(self) -> "Content":
        self.fetch()
        self.read_launch_data()
        self.ask("GET", self.profile())
        return self

    def statement(self, verb: str) -> Json:
        self.clock += 1
        context = copy.deepcopy(self.template)
        categories = context["contextActivities"].setdefault("category", [])
        categories.append({"objectType": "Activity", "id": CMI5})
        if verb in ("completed", "passed", "failed"):
            categories.append({"objectType": "Activity", "id": MOVE_ON})
        context["registration"] = self.registration
        if verb in ("passed", "failed") and self.mastery is not None:
            context["extensions"][MASTERY] = self.mastery
        made = {
            "id": str(uuid4()),
            "actor": self.actor,
            "verb": {"id": VERBS.get(verb, verb), "display": {"en": verb}},
            "object": {"objectType": "Activity", "id": self.activity},
            "context": context,
            "timestamp": f"2026-03-01T10:{self.clock:02}:00.000Z",
        }
        if RESULTS.get(verb):
            made["result"] = copy.deepcopy(RESULTS[verb])
        return made

    def send(self, statement: Json, method: str = "POST") -> int:
        single = f"?statementId={statement['id']}" if method == "PUT" else ""
        return self.ask(method, f"{self.endpoint}/statements{single}", statement)[0]

    def say(self, *verbs: str) -> None:
        for verb in verbs:
            self.send(self.statement(verb))


@pytest.fixture
def store() -> Iterator[RecordStore]:
    with RecordStore() as running:
        yield running


Open = Callable[..., Content]


@pytest.fixture
def open_session(store: RecordStore) -> Open:
    """Launch and start content; the first registration goes on in later calls."""

    def start(launch: Launch | None = None) -> Content:
        sessions = store.books.sessions
        return Content(store.launch(AU, launch, again=sessions[0] if sessions else None)).start()

    return start


def numbers(store: RecordStore) -> set[str]:
    return {violation.split()[0] for violation in store.books.audit()}


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize("verdict", ["passed", "failed"])
def test_a_session_in_which_all_is_right_has_no_violation(
    store: RecordStore, open_session: Open, method: str, verdict: str
) -> None:
    content = open_session()
    for verb in ("initialized", "completed", verdict, "terminated"):
        assert content.send(content.statement(verb), method) in (200, 204)
    assert store.books.audit() == []
    assert store.books.sessions[0].verbs == ["initialized", "completed", verdict, "terminated"]


def test_several_statements_may_come_as_one_list(store: RecordStore, open_session: Open) -> None:
    content = open_session()
    listed = [content.statement(verb) for verb in ("initialized", "completed", "terminated")]
    assert content.ask("POST", f"{content.endpoint}/statements", listed)[1] == [each["id"] for each in listed]
    assert store.books.audit() == []


def test_a_failed_session_and_a_passed_one_are_both_right(store: RecordStore, open_session: Open) -> None:
    open_session().say("initialized", "failed", "terminated")
    open_session().say("initialized", "completed", "passed", "terminated")
    open_session().say("initialized", "terminated")
    assert store.books.audit() == []


def test_a_statement_sent_again_unchanged_is_kept_once(store: RecordStore, open_session: Open) -> None:
    content = open_session()
    content.say("initialized")
    last = content.statement("terminated")
    assert [content.send(last, "PUT"), content.send(last, "PUT"), content.send(last)] == [204, 204, 200]
    assert store.books.audit() == []
    assert (
        store.books.sessions[0].verbs == ["initialized", "terminated"]
        and store.books.sessions[0].repeats == 2
    )
    assert content.send({**last, "timestamp": "2026-03-01T10:40:00Z"}) == 409
    assert numbers(store) == {"9.1.0.0-1"}


Spoil = Callable[[Json], Any]


def _context(statement: Json) -> Json:
    return statement["context"]


def _no_category(name: str) -> Spoil:
    def spoil(statement: Json) -> None:
        kept = [each for each in _context(statement)["contextActivities"]["category"] if each["id"] != name]
        _context(statement)["contextActivities"]["category"] = kept

    return spoil


def _more_category(statement: Json) -> None:
    _context(statement)["contextActivities"]["category"].append({"objectType": "Activity", "id": MOVE_ON})


def _result(**changes: Json) -> Spoil:
    return lambda statement: statement.setdefault("result", {}).update(changes)


def _score(**changes: Json) -> Spoil:
    return lambda statement: statement["result"]["score"].update(changes)


def _extension(statement: Json, ending: str) -> str:
    return next(name for name in _context(statement)["extensions"] if name.endswith(ending))


SPOILED: list[tuple[str, str, Spoil, str]] = [
    ("no id", "initialized", lambda s: s.pop("id"), "9.1.0.0-1"),
    ("id no UUID", "initialized", lambda s: s.update(id="one"), "9.1.0.0-1"),
    ("no time", "initialized", lambda s: s.pop("timestamp"), "9.7.0.0-1"),
    ("local time", "completed", lambda s: s.update(timestamp="2026-03-01T12:40:00+02:00"), "9.7.0.0-2"),
    ("no zone", "completed", lambda s: s.update(timestamp="2026-03-01T12:40:00"), "9.7.0.0-2"),
    ("too old", "completed", lambda s: s.update(timestamp="2026-03-01T09:00:00Z"), "9.3.0.0-4"),
    ("actor renamed", "passed", lambda s: s.update(actor={**s["actor"], "name": "Z."}), "8.1.3.0-3"),
    ("actor by mail", "passed", lambda s: s.update(actor={"mbox": "mailto:z@lms.example"}), "8.1.3.0-3"),
    ("other verb", "http://adlnet.gov/expapi/verbs/answered", lambda s: None, "9.3.0.0-1"),
    ("verb of the LMS", "https://w3id.org/xapi/adl/verbs/abandoned", lambda s: None, "9.3.0.0-1"),
    ("other object", "completed", lambda s: s["object"].update(id=AU), "8.1.5.0-6"),
    ("object an agent", "completed", lambda s: s["object"].update(objectType="Agent"), "9.4.0.0-1"),
    ("no context", "completed", lambda s: s.pop("context"), "9.6.0.0-1"),
    ("registration", "completed", lambda s: _context(s).update(registration=str(uuid4())), "9.6.1.0-1"),
    (
        "session id lost",
        "completed",
        lambda s: _context(s)["extensions"].pop(_extension(s, "sessionid")),
        "9.6.3.1-4 10.2.1.0-7",
    ),
    (
        "extension lost",
        "completed",
        lambda s: _context(s)["extensions"].pop(_extension(s, "kept")),
        "10.2.1.0-7",
    ),
    ("grouping lost", "completed", lambda s: _context(s)["contextActivities"].pop("grouping"), "10.2.1.0-7"),
    ("LMS category lost", "completed", _no_category("https://lms.example/category"), "10.2.1.0-7"),
    ("no category cmi5", "completed", _no_category(CMI5), "9.6.2.1-1"),
    ("completed without moveon", "completed", _no_category(MOVE_ON), "9.6.2.2-1"),
    ("passed without moveon", "passed", _no_category(MOVE_ON), "9.6.2.2-1"),
    ("failed without moveon", "failed", _no_category(MOVE_ON), "9.6.2.2-1"),
    ("terminated with moveon", "terminated", _more_category, "9.6.2.2-2"),
    ("terminated without time", "terminated", lambda s: s["result"].pop("duration"), "9.5.4.1-1"),
    ("completed without time", "completed", lambda s: s["result"].pop("duration"), "9.5.4.1-2"),
    ("passed without time", "passed", lambda s: s["result"].pop("duration"), "9.5.4.1-3"),
    ("failed without time", "failed", lambda s: s["result"].pop("duration"), "9.5.4.1-4"),
    ("duration in words", "terminated", _result(duration="3 minutes"), "4.1.0.0-1"),
    ("duration too fine", "terminated", _result(duration="PT1.2345S"), "4.1.0.0-1"),
    ("score in completed", "completed", _result(score={"scaled": 1}), "9.5.1.0-2"),
    ("success in completed", "completed", _result(success=True), "9.5.2.0-3"),
    ("completion in passed", "passed", _result(completion=True), "9.5.3.0-2"),
    ("completed not complete", "completed", _result(completion=False), "9.5.3.0-1"),
    ("passed without success", "passed", lambda s: s["result"].pop("success"), "9.5.2.0-1 9.6.2.2-2"),
    ("passed false", "passed", _result(success=False), "9.5.2.0-1"),
    ("failed true", "failed", _result(success=True), "9.5.2.0-2"),
    ("raw without min", "passed", lambda s: s["result"]["score"].pop("min"), "9.5.1.0-3"),
    ("raw without max", "failed", lambda s: s["result"]["score"].pop("max"), "9.5.1.0-3"),
    ("raw above max", "passed", _score(raw=120), "4.1.0.0-1"),
    ("scaled in percent", "passed", _score(scaled=85), "4.1.0.0-1"),
    ("no scaled score", "passed", lambda s: s["result"]["score"].pop("scaled"), "own"),
    ("passed below mastery", "passed", _score(scaled=0.79, raw=79), "9.3.4.0-2"),
    ("failed at mastery", "failed", _score(scaled=0.8, raw=80), "9.3.5.0-2"),
    ("mastery not repeated", "passed", lambda s: _context(s)["extensions"].pop(MASTERY), "9.6.3.2-2"),
    ("mastery of our own", "failed", lambda s: _context(s)["extensions"].update({MASTERY: 0.5}), "9.6.3.2-2"),
    ("an answer inside", "passed", _result(response="Option b"), "own"),
]


@pytest.mark.parametrize(
    ("verb", "spoil", "number"), [each[1:] for each in SPOILED], ids=[each[0] for each in SPOILED]
)
def test_a_spoiled_statement_is_noticed_and_not_kept(
    store: RecordStore, open_session: Open, verb: str, spoil: Spoil, number: str
) -> None:
    content = open_session()
    if verb != "initialized":
        content.say("initialized")
    before = store.books.statements()
    statement = content.statement(verb)
    spoil(statement)
    assert content.send(statement) == 400
    assert store.books.statements() == before
    assert numbers(store) - {"7.1.1.0-1", "7.1.2.0-1"} == set(number.split()), store.books.audit()


SESSIONS: dict[str, tuple[Launch, list[tuple[str, ...]], str]] = {
    "no terminated": (Launch(), [("initialized",)], "7.1.2.0-1"),
    "nothing at all": (Launch(), [()], "7.1.1.0-1"),
    "completed first": (Launch(), [("completed",)], "9.3.0.0-4"),
    "initialized twice": (Launch(), [("initialized", "initialized")], "9.3.0.0-2"),
    "completed twice": (Launch(), [("initialized", "completed", "completed")], "9.3.0.0-2"),
    "failed, then passed": (Launch(), [("initialized", "failed", "passed")], "9.3.0.0-3"),
    "passed, then failed": (Launch(), [("initialized", "passed", "failed")], "9.3.0.0-3"),
    "after terminated": (Launch(), [("initialized", "terminated", "completed")], "8.1.2.0-2"),
    "completed again later": (
        Launch(),
        [("initialized", "completed", "terminated"), ("initialized", "completed")],
        "9.3.0.0-6",
    ),
    "passed again later": (
        Launch(),
        [("initialized", "passed", "terminated"), ("initialized", "passed")],
        "9.3.0.0-7",
    ),
    "failed after passed": (
        Launch(),
        [("initialized", "passed", "terminated"), ("initialized", "failed")],
        "9.3.0.0-8",
    ),
    "completed in Browse": (
        Launch("Browse"),
        [("initialized", "completed", "terminated")],
        "10.2.2.0-2 10.2.2.0-9",
    ),
    "passed in Review": (
        Launch("Review"),
        [("initialized", "passed", "terminated")],
        "10.2.2.0-3 10.2.2.0-11",
    ),
}


@pytest.mark.parametrize(("launch", "sessions", "number"), SESSIONS.values(), ids=SESSIONS.keys())
def test_a_session_out_of_order_is_noticed(
    store: RecordStore,
    open_session: Open,
    launch: Launch,
    sessions: list[tuple[str, ...]],
    number: str,
) -> None:
    for verbs in sessions:
        open_session(launch).say(*verbs)
    assert set(number.split()) <= numbers(store)


def _twice(content: Content) -> None:
    content.fetch()


def _without_token(content: Content) -> None:
    content.ask("GET", content.state("Own"), Authorization=None)


REQUESTS: dict[str, tuple[Callable[[Content], Any], str]] = {
    "token by GET": (lambda c: c.fetch("GET"), "8.1.2.0-4"),
    "token twice": (_twice, "8.2.3.0-1"),
    "no token": (_without_token, "8.1.2.0-5"),
    "bearer": (lambda c: c.ask("GET", c.state("Own"), Authorization="Bearer x"), "8.1.2.0-5"),
    "no version": (
        lambda c: c.ask("GET", c.state("Own"), X_Experience_API_Version=None),
        "4.1.0.0-1",
    ),
    "text/plain": (lambda c: c.ask("PUT", c.state("Own"), {}, Content_Type="text/plain"), "4.1.0.0-1"),
    "no name of a document": (lambda c: c.ask("GET", c.state("")), "4.1.0.0-1"),
    "a document that is no JSON": (lambda c: c.ask("PUT", c.state("Own"), b"{"), "4.1.0.0-1"),
    "a statement that is no JSON": (
        lambda c: c.ask("POST", f"{c.endpoint}/statements", b"{"),
        "4.1.0.0-1",
    ),
    "launch data changed": (lambda c: c.ask("PUT", c.state("LMS.LaunchData"), {}), "10.2.1.0-5"),
    "launch data of another": (
        lambda c: c.ask("GET", c.state("LMS.LaunchData", activityId=AU)),
        "8.1.5.0-6",
    ),
    "state of another person": (lambda c: c.ask("GET", c.state("Own", agent="{}")), "8.1.3.0-3"),
    "state of another registration": (
        lambda c: c.ask("GET", c.state("Own", registration=str(uuid4()))),
        "8.1.4.0-3",
    ),
    "preferences of another": (lambda c: c.ask("GET", c.profile(agent="{}")), "11.0.0.0-1"),
    "another profile": (lambda c: c.ask("GET", c.profile(profileId="mine")), "11.0.0.0-4"),
    "outside": (lambda c: c.ask("GET", f"{c.endpoint}/activities/profile"), "8.1.1.0-3"),
    "wrong address of a statement": (
        lambda c: c.ask("PUT", f"{c.endpoint}/statements?statementId={uuid4()}", c.statement("initialized")),
        "9.1.0.0-1",
    ),
    "state after the end": (
        lambda c: (c.say("initialized", "terminated"), c.ask("GET", c.state("Own"))),
        "8.1.2.0-2",
    ),
}


@pytest.mark.parametrize(("ask", "number"), REQUESTS.values(), ids=REQUESTS.keys())
def test_a_wrong_request_is_noticed(
    store: RecordStore, open_session: Open, ask: Callable[[Content], Any], number: str
) -> None:
    content = open_session()
    assert store.books.violations == []
    ask(content)
    assert {violation.split()[0] for violation in store.books.violations} == {number}


def test_what_must_be_read_first_is_missed(store: RecordStore) -> None:
    content = Content(store.launch(AU))
    content.fetch()
    content.template = store.books.sessions[0].launch_data()["contextTemplate"]
    content.say("initialized")
    assert {"10.2.1.0-4", "11.0.0.0-3"} <= numbers(store)


def test_own_documents_are_kept_for_the_registration_with_tags(
    store: RecordStore, open_session: Open
) -> None:
    first = open_session()
    where = first.state("Own")
    assert first.ask("GET", where)[0] == 404
    assert first.ask("PUT", where, {"a": 1}, If_None_Match="*")[0] == 204
    assert first.ask("PUT", where, {"a": 2}, If_None_Match="*")[0] == 412
    assert first.ask("PUT", where, {"a": 2}, If_Match='"old"')[0] == 412
    assert first.ask("POST", where, {"b": 3})[0] == 204
    first.say("initialized", "terminated")
    second = open_session()
    assert second.ask("GET", second.state("Own")) == (200, {"a": 1, "b": 3})
    assert second.ask("DELETE", second.state("Own"))[0] == 204
    assert second.ask("GET", second.state("Own"))[0] == 404
    second.say("initialized", "terminated")
    assert store.books.audit() == []


def test_preferences_may_be_missing_and_a_token_may_be_refused(store: RecordStore) -> None:
    without = Content(store.launch(AU, Launch(preferences=False)))
    without.fetch()
    without.read_launch_data()
    assert without.ask("GET", without.profile())[0] == 404
    without.say("initialized", "terminated")
    refused = Content(store.launch(AU, Launch(fetch_error="2")))
    assert refused.fetch()["error-code"] == "2"
    assert store.books.audit() == []
    refused.ask("GET", refused.state("LMS.LaunchData"))
    assert numbers(store) == {"8.1.2.0-5"}


def test_a_store_in_trouble_refuses_a_share_and_loses_answers(store: RecordStore, open_session: Open) -> None:
    content = open_session()
    content.say("initialized")
    store.fail_share = 0.5
    kept = [content.ask("GET", content.state("Own"))[0] for _ in range(6)]
    assert kept == [404, 503] * 3
    store.fail_share, store.drop = 0.0, "before"
    last = content.statement("terminated")
    with pytest.raises(OSError):
        content.send(last)
    assert store.books.sessions[0].verbs == ["initialized"]
    store.drop = "after"
    with pytest.raises(OSError):
        content.send(last)
    store.wait_for(store.books.sessions[0], "terminated")
    store.drop = None
    assert content.send(last) == 200
    assert store.books.audit() == [] and store.books.sessions[0].repeats == 1


def test_a_slow_store_answers_when_its_gate_opens(store: RecordStore, open_session: Open) -> None:
    content = open_session()
    with ThreadPoolExecutor(1) as pool:
        with store.slow():
            waiting = pool.submit(content.say, "initialized")
            assert content.ask("OPTIONS", content.endpoint)[0] == 204
            assert store.books.statements() == [] and not waiting.done()
        waiting.result(10)
    assert store.books.sessions[0].verbs == ["initialized"]


@pytest.mark.parametrize(
    ("text", "length"), [("PT0S", 0), ("PT1M30.5S", 90.5), ("P1DT1H", 90000), ("PT12H0M1S", 43201)]
)
def test_durations_are_read_in_seconds(text: str, length: float) -> None:
    assert seconds(text) == length


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "1M", "PT1M30", "PT-1S", "PT1.234S", "pt1s"])
def test_other_texts_are_no_durations(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        seconds(text)
