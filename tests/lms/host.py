"""A small web server for the laboratory, on 127.0.0.1 only: folders at sub-paths, pages, and commits that can go wrong."""

import json
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore, Condition, Event, Thread
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

MOST_AT_ONCE = 24
LONGEST_BODY = 1_000_000
PATIENCE = 10.0
"""Seconds that anything here waits at most."""
SLOW = 0.4
"""Seconds that a slow LMS takes for one answer."""

Answer = tuple[int, str, bytes]
Post = Callable[[str, dict[str, str], bytes], Answer]


def answer_json(value: Any, status: int = HTTPStatus.OK) -> Answer:
    return status, "application/json", json.dumps(value).encode()


class Host:
    """Folders, pages and posts by the beginning of their path. `weather` says how posts fare.

    `weather` is "fine", "failing" (500), "dropping" (the connection ends without an answer) or "slow".
    """

    def __init__(self) -> None:
        self.folders: dict[str, Path] = {}
        self.pages: dict[str, Callable[[], str]] = {}
        self.posts: dict[str, Post] = {}
        self.weather = "fine"
        self.changed = Condition()
        self.room = BoundedSemaphore(MOST_AT_ONCE)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait until something that posts bring about is true."""
        with self.changed:
            assert self.changed.wait_for(true, PATIENCE), f"the LMS never saw {what}"

    @contextmanager
    def having(self, weather: str) -> Iterator[None]:
        self.weather = weather
        try:
            yield
        finally:
            self.weather = "fine"

    def get(self, path: str) -> Answer:
        if path in self.pages:
            return HTTPStatus.OK, "text/html; charset=utf-8", self.pages[path]().encode()
        for prefix, folder in self.folders.items():
            file = folder / path.removeprefix(prefix)
            if path.startswith(prefix) and file.is_file() and folder in file.resolve().parents:
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                return HTTPStatus.OK, kind, file.read_bytes()
        return HTTPStatus.NOT_FOUND, "text/plain", b"There is nothing at this address."

    def post(self, path: str, query: dict[str, str], body: bytes) -> Answer | None:
        """Answer a post as the weather is; None drops the connection."""
        if self.weather == "failing":
            return answer_json({"result": "false", "errorCode": 101}, HTTPStatus.INTERNAL_SERVER_ERROR)
        if self.weather == "dropping":
            return None
        if self.weather == "slow":
            Event().wait(SLOW)
        if path not in self.posts:
            return HTTPStatus.NOT_FOUND, "text/plain", b"Nothing is posted here."
        with self.changed:
            answer = self.posts[path](path, query, body)
            self.changed.notify_all()
        return answer


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE

        def do_GET(self) -> None:
            with host.room:
                self._send(host.get(unquote(urlsplit(self.path).path)))

        def do_POST(self) -> None:
            with host.room:
                length = int(self.headers.get("Content-Length") or 0)
                if length > LONGEST_BODY:
                    return self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                body = self.rfile.read(length)
                asked = urlsplit(self.path)
                answer = host.post(unquote(asked.path), dict(parse_qsl(asked.query)), body)
                if answer:
                    self._send(answer)

        def _send(self, answer: Answer) -> None:
            status, kind, body = answer
            try:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(body)
            except ConnectionError:
                pass  # the page has gone; a learner may leave at any time

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
