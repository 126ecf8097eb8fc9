"""A learning system's side of the line on 127.0.0.1: keeps what arrives, and has the troubles it is told to have."""

import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lms_trouble import Trouble, Weather

_A_MOMENT = 0.003  # seconds: a slow answer is late on the session's clock, and really after others


Counts = tuple[int | None, ...]
"""How many commits, statements and states."""


class Kept:
    """What the system holds, by registration, in the order in which it came."""

    def __init__(self) -> None:
        self.commits: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.statements: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.states: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self.launches: Counter[str] = Counter()
        self.said: defaultdict[str, list[tuple[str, Counts]]] = defaultdict(list)
        self.documents: dict[tuple[str, str], bytes] = {}

    def saying(self, registration: str, line: str) -> None:
        """Note what the page told its reader at the end of a visit, and how much had come by then."""
        held = (self.commits, self.statements, self.states)
        self.said[registration].append((line, tuple(len(each[registration]) for each in held)))

    def state(self, registration: str, name: str, body: bytes) -> int:
        self.documents[registration, name] = body
        self.states[registration].append(json.loads(body or b"null"))
        return 204

    def statement(self, registration: str, body: bytes) -> int:
        """As the xAPI asks: what was kept already is not kept again; another statement under its id is a conflict."""
        sent = json.loads(body)
        status = 204
        for one in sent if isinstance(sent, list) else [sent]:
            held = [each for each in self.statements[registration] if each["id"] == one["id"]]
            if not held:
                self.statements[registration].append(one)
            elif held[0] != one:
                status = 409
        return status


Pages = Callable[[str], tuple[str, bytes] | None]
"""The files of the laboratory by their path: media type and content."""


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.0: a new connection for each request, so that Chromium never repeats one by itself."""

    server: "_Server"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        path, _, _ = self.path.partition("?")
        if path.startswith("/xapi/"):
            self._xapi(b"")
        elif path.startswith("/held/"):
            commits = self.server.kept.commits[path.rsplit("/", 1)[1]]
            self._answer(200, json.dumps(commits[-1] if commits else None).encode())
        elif found := self.server.pages(path):
            self._answer(200, found[1], found[0])
        else:
            self._answer(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        path, _, _ = self.path.partition("?")
        session = path.rsplit("/", 1)[1]
        if path.startswith("/commit/"):
            self._troubled(session, "commit", lambda: self._commit(session, body))
        elif path.startswith("/said/"):
            self.server.kept.saying(session, body.decode())
            self._answer(204)
        elif path.startswith("/fetch/"):
            self.server.kept.launches[session] += 1
            self._answer(200, json.dumps({"auth-token": session}).encode())
        elif path.startswith("/xapi/"):
            self._xapi(body)
        else:
            self._answer(404)

    def do_PUT(self) -> None:
        self._xapi(self.rfile.read(int(self.headers.get("content-length") or 0)))

    def _commit(self, session: str, body: bytes) -> tuple[int, bytes]:
        self.server.kept.commits[session].append(json.loads(body))
        return 200, b'{"result":"true","errorCode":0}'

    def _xapi(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        session = self.headers.get("authorization", "").removeprefix("Basic ")
        what, kept = parts.path.rsplit("/", 1)[1], self.server.kept
        name = query.get("stateId", "")

        def act() -> tuple[int, bytes]:
            if what == "statements":
                return kept.statement(session, body), b""
            if self.command in {"PUT", "POST"}:
                return kept.state(session, name, body), b""
            if name == "LMS.LaunchData":
                return 200, json.dumps(_launch(kept.launches[session])).encode()
            held = kept.documents.get((session, name))
            return (404, b"") if held is None else (200, held)

        self._troubled(session, f"{self.command} {what} {name}", act)

    def _troubled(self, session: str, kind: str, act: Callable[[], tuple[int, bytes]]) -> None:
        with self.server.lock:
            trouble, late = self.server.weather.next(session, kind)
            if trouble is Trouble.REFUSED:
                status, content = 503, b""
            elif trouble is not Trouble.CUT:
                status, content = act()
        if trouble in {Trouble.CUT, Trouble.UNHEARD}:
            self.close_connection = True
            return
        if late:
            time.sleep(_A_MOMENT)
        self._answer(status, content, late=late)

    def _answer(
        self, status: int, content: bytes = b"", kind: str = "application/json", late: float = 0
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        if late:
            self.send_header("X-Late", str(late))
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _launch(number: int) -> dict[str, Any]:
    """The launch data of a session."""
    grouping = [{"id": "urn:uuid:7c4ad0b0-0000-5000-8000-000000000002"}]
    named = {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": str(number)}
    return {
        "contextTemplate": {"contextActivities": {"grouping": grouping}, "extensions": named},
        "launchMode": "Normal",
        "moveOn": "CompletedAndPassed",
        "masteryScore": 0.8,
    }


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def __init__(self, weather: Weather, pages: Pages) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.weather, self.pages = weather, pages
        self.kept, self.lock = Kept(), threading.Lock()


@contextmanager
def endpoint(weather: Weather, pages: Pages) -> Iterator[tuple[str, Kept]]:
    """Address and memory of a system that runs as long as the `with` block."""
    server = _Server(weather, pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
