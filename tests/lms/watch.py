"""What must not happen on a page: requests to other hosts, and errors in the console."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

_HERE = {"127.0.0.1", "localhost"}
_REMOTE = {"http", "https", "ws", "wss"}
_OUTAGE = "Failed to load resource"


class Watch:
    """`origins` are all that was asked anything. `outage` is set by a test that takes the LMS away on purpose: then a refused post is no error of the page."""

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.origins: set[str] = set()
        self.errors: list[str] = []
        self.outage = False

    def follow(self, page: Page) -> None:
        page.on("request", lambda request: self._seen(request.url))
        page.on("websocket", lambda socket: self._seen(socket.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _seen(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _REMOTE:
            return
        self.origins.add(f"{parts.scheme}://{parts.netloc}")
        if parts.hostname not in _HERE:
            self.outside.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not (self.outage and message.text.startswith(_OUTAGE)):
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")
