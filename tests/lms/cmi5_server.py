"""The stub of `cmi5_stub.py` behind HTTP, on an origin of its own with CORS, and able to be slow, to fail and to drop.

A slow record store is one whose gate is shut: requests wait until a test opens it, so no test waits for a clock.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from .cmi5_stub import Answer, Asked, Books, Launch, Session

_PATIENCE = 20.0
"""Seconds until a test that waits for the record store fails."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection while it leaves is no error."""


class RecordStore:
    """A running stub. Use it with `with`; one for each test.

    `fail_share` is the share of requests answered 503, evenly spread; `drop` cuts the connection `"before"` a request
    is handled or `"after"`, when only the answer is lost. `troubled` says by its path which requests they hit;
    preflights are always answered.
    """

    def __init__(self) -> None:
        self.fail_share = 0.0
        self.drop: str | None = None
        self.troubled = r"/xapi/"
        self.refused = 0
        self.problems: list[BaseException] = []
        self._owed = 0.0
        self._changed = threading.Condition()
        self._open, self._backwards = True, False
        self._queue: list[object] = []
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.books = Books(self.base)

    def __enter__(self) -> "RecordStore":
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._set(True)
        self._server.shutdown()
        self._server.server_close()

    def launch(self, au: str, launch: Launch | None = None, again: Session | None = None) -> Session:
        with self._changed:
            return self.books.launch(au, launch, again)

    @contextmanager
    def slow(self, *, overtaking: bool = False) -> Iterator[None]:
        """While it lasts, requests arrive and get no answer. They get it at the end, in their order.

        With `overtaking` the last one is handled first, as connections beside each other may do it.
        """
        self._backwards = overtaking
        self._set(False)
        try:
            yield
        finally:
            self._set(True)

    def _set(self, open: bool) -> None:
        with self._changed:
            self._open = open
            self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """How many requests have arrived and are not handled yet."""
        return len(self._queue)

    def _is_next(self, place: object) -> bool:
        return self._open and place is self._queue[-1 if self._backwards else 0]

    def wait(self, reached: Callable[[], object], what: str) -> None:
        """Wait until `reached()`, asked again after each request, is true. AssertionError with `what` otherwise."""
        with self._changed:
            assert self._changed.wait_for(reached, _PATIENCE), f"{what}; so far: {self._told()}"

    def reached(self, reached: Callable[[], object], seconds: float) -> bool:
        """Whether it is so within some seconds."""
        with self._changed:
            return bool(self._changed.wait_for(reached, seconds))

    def wait_for(self, session: Session, verb: str) -> None:
        self.wait(lambda: verb in session.verbs, f"no {verb} came in session {session.number}")

    def _told(self) -> str:
        sent = [session.verbs for session in self.books.sessions]
        return f"statements {sent}, violations {self.books.violations}"

    def _trouble(self, path: str) -> str | None:
        if not re.search(self.troubled, path):
            return None
        if self.drop:
            return self.drop
        self._owed += self.fail_share
        if self._owed >= 1:
            self._owed -= 1
            return "fail"
        return None

    def _handle(self, asked: Asked) -> Answer | None:
        """The answer, or None for none at all."""
        place = object()
        with self._changed:
            self._queue.append(place)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_next(place), _PATIENCE)
            self._queue.remove(place)
            try:
                trouble = self._trouble(asked.path)
                if trouble in ("fail", "before"):
                    self.refused += 1
                    return Answer(503) if trouble == "fail" else None
                made = self.books.answer(asked)
                return None if trouble == "after" else made
            except BaseException as error:
                self.problems.append(error)
                raise
            finally:
                self._changed.notify_all()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        store = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None: ...

            def do_OPTIONS(self) -> None:
                self._send(Answer(204))

            def _do(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                made = store._handle(Asked(self.command, self.path, headers, body))
                if made is None:
                    self.close_connection = True
                    return
                self._send(made)

            do_GET = do_PUT = do_POST = do_DELETE = _do

            def _send(self, made: Answer) -> None:
                page = isinstance(made.body, str)
                text = made.body if page else "" if made.body is None else json.dumps(made.body)
                sent = {
                    **made.headers,
                    "Content-Type": "text/html" if page else "application/json",
                    "Content-Length": str(len(text.encode())),
                    "Access-Control-Allow-Origin": self.headers.get("origin", "*"),
                    "Access-Control-Allow-Methods": "GET, PUT, POST, DELETE",
                    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-Match, If-None-Match, X-Experience-API-Version",
                    "Access-Control-Expose-Headers": "ETag",
                    "Access-Control-Max-Age": "600",
                    "Cache-Control": "no-store",
                }
                self.send_response(made.status)
                for name, value in sent.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text.encode())

        return Handler
