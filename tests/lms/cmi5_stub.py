"""The LMS side of cmi5 for tests: sessions, launch data, own state, statements; every broken rule is noted.

It keeps what it is told only when nothing is wrong with it, as a strict record store does. HTTP is in `cmi5_server.py`.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from uuid import NAMESPACE_URL, uuid5

from .cmi5_rules import SESSION_ID, Json, Situation, findings, verb_of

VERSION = "1.0.3"
LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"
ACTOR = {
    "objectType": "Agent",
    "name": "Zoë Łuczak & co",
    "account": {"homePage": "https://lms.example/people", "name": "learner 7+1"},
}


@dataclass(frozen=True, slots=True)
class Launch:
    """What an LMS decides at a launch. `fetch_error` is an error code that comes in place of a token."""

    mode: str = "Normal"
    mastery: float | None = 0.8
    move_on: str = "CompletedAndPassed"
    returns: bool = False
    preferences: bool = True
    fetch_error: str | None = None


@dataclass(slots=True)
class Asked:
    """One request as it arrived. `path` begins with a slash and has no query."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes = b""
    status: int = 0

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.url).query).items()}

    @property
    def said(self) -> str:
        """Everything in it that another person could read later."""
        return f"{self.url} {self.body.decode('utf-8', 'replace')}"


@dataclass(slots=True)
class Answer:
    status: int
    body: Json = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Registration:
    """What one learner has in one course, over all sessions: statements, own documents, and what is already decided."""

    id: str
    statements: dict[str, Json] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    verbs: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Session:
    """One launch. `repeats` counts statements that came again, unchanged, as after a lost answer.

    `leaving` is set by a test whose learner goes without a goodbye: then requests overtake each other.
    """

    number: int
    registration: Registration
    launch: Launch
    now: Situation
    base: str
    token: str
    fetches: int = 0
    repeats: int = 0
    returned: bool = False
    leaving: bool = False

    @property
    def verbs(self) -> list[str]:
        return self.now.verbs

    @property
    def ended(self) -> bool:
        return "terminated" in self.verbs

    def url(self, content: str) -> str:
        """The address that opens `content` in this session. Parameters come in another order with each session."""
        given = [
            ("endpoint", f"{self.base}/xapi"),  # without a slash at its end, as some LMSs give it
            ("fetch", f"{self.base}/fetch?session={self.number}"),
            ("actor", json.dumps(self.now.actor)),
            ("registration", self.registration.id),
            ("activityId", self.now.activity),
        ]
        turn = self.number % len(given)
        return f"{content}?{urlencode(given[turn:] + given[:turn], quote_via=quote)}"

    def launch_data(self) -> Json:
        data = {
            "contextTemplate": self.now.template,
            "launchMode": self.launch.mode,
            "launchMethod": "AnyWindow",
            "moveOn": self.launch.move_on,
            "masteryScore": self.launch.mastery,
            "returnURL": f"{self.base}/back?session={self.number}" if self.launch.returns else None,
        }
        return {name: value for name, value in data.items() if value is not None}


class Books:
    """All sessions, all requests and all violations. `base` is the address of the server that asks it."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.sessions: list[Session] = []
        self.asked: list[Asked] = []
        self.violations: list[str] = []
        self.documents: list[Json] = []
        self.late: list[Asked] = []

    def launch(self, au: str, launch: Launch | None = None, again: Session | None = None) -> Session:
        """A new session for the assignable unit with the id `au`; `again` names one whose registration goes on."""
        number, launch = len(self.sessions), launch or Launch()
        made = (
            again.registration if again else Registration(str(uuid5(NAMESPACE_URL, f"registration {number}")))
        )
        template = {
            "contextActivities": {
                "grouping": [{"objectType": "Activity", "id": au}],
                "category": [{"objectType": "Activity", "id": "https://lms.example/category"}],
            },
            "extensions": {SESSION_ID: f"session-{number}", "https://lms.example/kept": {"as": ["it", "is"]}},
        }
        now = Situation(
            actor=ACTOR,
            activity=f"https://lms.example/activities/{hashlib.sha256(au.encode()).hexdigest()[:12]}",
            registration=made.id,
            template=template,
            mode=launch.mode,
            mastery=launch.mastery,
        )
        token = base64.b64encode(f"session:{number}".encode()).decode()
        self.sessions.append(Session(number, made, launch, now, self.base, token))
        return self.sessions[-1]

    def statements(self) -> list[Json]:
        """All statements of all registrations, in the order of their arrival."""
        return [statement for session in self.sessions for statement in session.now.sent]

    def audit(self) -> list[str]:
        """All violations, with what is missing now that the learner has left."""
        missing = []
        for session in self.sessions:
            if session.launch.fetch_error:
                continue
            for verb, number in (("initialized", "7.1.1.0-1"), ("terminated", "7.1.2.0-1")):
                if verb not in session.verbs:
                    missing.append(f"{number} session {session.number} has no {verb}")
        return self.violations + missing

    def answer(self, asked: Asked) -> Answer:
        """What a record store answers; a violation is noted and refused."""
        self.asked.append(asked)
        routes: dict[str, Callable[[Asked, Session], Answer]] = {
            "/xapi/statements": self._statements,
            "/xapi/activities/state": self._state,
            "/xapi/agents/profile": self._profile,
        }
        if asked.path == "/fetch":
            made = self._fetch(asked)
        elif asked.path == "/back":
            self.sessions[int(asked.query["session"])].returned = True
            made = Answer(200, "<!doctype html><title>Back at the LMS</title>")
        elif asked.path not in routes:
            made = self._refuse(404, f"8.1.1.0-3 no such resource: {asked.method} {asked.path}")
        else:
            made = self._known(asked, routes[asked.path])
        asked.status = made.status
        return made

    def _refuse(self, status: int, *violations: str) -> Answer:
        self.violations.extend(violations)
        return Answer(status, {"refused": list(violations)})

    def _fetch(self, asked: Asked) -> Answer:
        session = self.sessions[int(asked.query["session"])]
        if asked.method != "POST":
            return self._refuse(405, "8.1.2.0-4 the token is not asked for by POST")
        session.fetches += 1
        if session.launch.fetch_error:
            return Answer(200, {"error-code": session.launch.fetch_error, "error-text": "No token."})
        if session.fetches > 1:
            self._refuse(200, "8.2.3.0-1 the token was asked for twice")
            return Answer(200, {"error-code": "1", "error-text": "Already given."})
        return Answer(200, {"auth-token": session.token})

    def _known(self, asked: Asked, route: Callable[[Asked, Session], Answer]) -> Answer:
        """What holds for every request to the endpoint: the token of a session that goes on, and the version."""
        given = asked.headers.get("authorization", "")
        session = next((s for s in self.sessions if s.fetches and given == f"Basic {s.token}"), None)
        if session is None:
            return self._refuse(401, f"8.1.2.0-5 no token of a session: {asked.method} {asked.path}")
        if asked.headers.get("x-experience-api-version") != VERSION:
            return self._refuse(400, f"4.1.0.0-1 no version header: {asked.method} {asked.path}")
        kind = asked.headers.get("content-type", "").partition(";")[0]
        if asked.body and kind != "application/json":
            return self._refuse(400, f"4.1.0.0-1 {asked.method} {asked.path} sends {kind or 'no type'}")
        if session.ended and route != self._statements:
            return self._after_the_end(asked, session)
        return route(asked, session)

    def _after_the_end(self, asked: Asked, session: Session) -> Answer:
        """The token is of no use any more. A document of ours that was overtaken on its way is merely late."""
        if asked.method == "PUT" and asked.path.endswith("/state") and session.leaving:
            self.late.append(asked)
            return Answer(401)
        return self._refuse(401, f"8.1.2.0-2 after terminated: {asked.method} {asked.path}")

    def _profile(self, asked: Asked, session: Session) -> Answer:
        if (wrong := self._not_the_learner(asked, session, "11.0.0.0-1")) is not None:
            return wrong
        if asked.query.get("profileId") != PREFERENCES:
            return self._refuse(404, "11.0.0.0-4 another profile document is asked for")
        if asked.method != "GET":
            return Answer(403)  # the standard allows an LMS to refuse changes
        session.now.preferences_read = True
        if not session.launch.preferences:
            return Answer(404)
        return Answer(200, {"languagePreference": "en-US,es", "audioPreference": "off"})

    def _not_the_learner(self, asked: Asked, session: Session, number: str) -> Answer | None:
        try:
            agent = json.loads(asked.query.get("agent", ""))
        except ValueError:
            agent = None
        return (
            None
            if agent == session.now.actor
            else self._refuse(400, f"{number} not the agent of the launch: {asked.path}")
        )

    def _state(self, asked: Asked, session: Session) -> Answer:
        query, held = asked.query, session.registration.documents
        if (wrong := self._not_the_learner(asked, session, "8.1.3.0-3")) is not None:
            return wrong
        if query.get("registration") != session.registration.id:
            return self._refuse(400, "8.1.4.0-3 not the registration of the launch: state")
        if query.get("activityId") != session.now.activity:
            return self._refuse(400, "8.1.5.0-6 not the activity of the launch: state")
        name = query.get("stateId", "")
        if name == LAUNCH_DATA:
            if asked.method != "GET":
                return self._refuse(403, "10.2.1.0-5 the launch data is not the content's to change")
            session.now.launch_data_read = True
            return Answer(200, session.launch_data())
        if not name:
            return self._refuse(400, f"4.1.0.0-1 {asked.method} without a stateId")
        return self._document(asked, held, name)

    def _document(self, asked: Asked, held: dict[str, bytes], name: str) -> Answer:
        before = held.get(name)
        tag = f'"{hashlib.sha1(before).hexdigest()}"' if before is not None else None
        if asked.method == "GET":
            return Answer(404) if before is None else Answer(200, json.loads(before), {"ETag": str(tag)})
        matches, none = asked.headers.get("if-match"), asked.headers.get("if-none-match")
        if (matches and matches != tag) or (none == "*" and before is not None):
            return Answer(412)
        if asked.method == "DELETE":
            held.pop(name, None)
            return Answer(204)
        try:
            sent = json.loads(asked.body)
        except ValueError:
            return self._refuse(400, f"4.1.0.0-1 the document {name} is no JSON")
        self.documents.append(sent)
        if asked.method == "POST" and before is not None:
            sent = {**json.loads(before), **sent}
        held[name] = json.dumps(sent).encode()
        return Answer(204)

    def _statements(self, asked: Asked, session: Session) -> Answer:
        if asked.method == "GET":
            return Answer(200, {"statements": list(session.registration.statements.values()), "more": ""})
        try:
            sent = json.loads(asked.body)
        except ValueError:
            return self._refuse(400, "4.1.0.0-1 a statement is no JSON")
        if asked.method == "PUT":
            wanted = asked.query.get("statementId")
            if not isinstance(sent, dict) or sent.setdefault("id", wanted) != wanted:
                return self._refuse(400, "9.1.0.0-1 the id in the address is not the id of the statement")
        listed = sent if isinstance(sent, list) else [sent]
        for statement in listed:
            if (wrong := self._store(statement, session)) is not None:
                return wrong
        return Answer(204) if asked.method == "PUT" else Answer(200, [each["id"] for each in listed])

    def _store(self, statement: Json, session: Session) -> Answer | None:
        """Keep a statement, or say why not."""
        kept = session.registration.statements
        known = kept.get(statement.get("id")) if isinstance(statement, dict) else None
        if known is not None:
            if known != statement:
                return self._refuse(409, "9.1.0.0-1 another statement has the same id")
            session.repeats += 1
            return None
        session.now.completed = "completed" in session.registration.verbs
        session.now.passed = "passed" in session.registration.verbs
        if wrong := findings(statement, session.now):
            return self._refuse(401 if session.ended else 400, *wrong)
        kept[statement["id"]] = statement
        session.now.sent.append(statement)
        session.registration.verbs.add(verb_of(statement))
        return None
