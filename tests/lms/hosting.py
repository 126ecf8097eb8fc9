"""Where a page of ours may find itself: a folder served under a path, another site's frame, a disk; and what it asks for."""

import functools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit
from zipfile import ZipFile

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page

Result = TypeVar("Result")
BLOCKED = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException("no", "SecurityError"); } });"""
"""A browser that forbids a page to keep anything."""
WIDGETS_READY = """() => document.readyState === "complete" && document.querySelector("[data-mirrorwell]")
  && [...document.querySelectorAll("[data-mirrorwell]")].every(root => root.dataset.ready)"""
WIDER = """() => {
  const edge = document.documentElement.clientWidth;
  const scrolls = node => { for (let at = node; at; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX) && at !== document.documentElement && at !== document.body) return true; return false; };
  const out = document.documentElement.scrollWidth > edge ? [`page ${document.documentElement.scrollWidth} > ${edge}`] : [];
  for (const node of document.body.querySelectorAll("*")) {
    const box = node.getBoundingClientRect();
    if (box.width && box.height && box.right > edge + 1 && !scrolls(node) && node.checkVisibility()) out.push(`${node.tagName}.${node.className} ends at ${Math.round(box.right)} > ${edge}`);
  }
  return out.slice(0, 5);
}"""
"""What is wider than the window it is in; what scrolls inside a box of its own is not."""


class Folder:
    """A folder served over HTTP on a port of its own, below `prefix`. `localhost` makes it another site than 127.0.0.1.

    `asked` lists the paths that were requested, `missing` those that were not there.
    """

    def __init__(self, folder: Path, prefix: str = "/", host: str = "127.0.0.1") -> None:
        self.asked: list[str] = []
        self.missing: list[str] = []
        handler = functools.partial(_Handler, self, prefix, directory=str(folder))
        self._server = _Server(("127.0.0.1", 0), handler)
        self.origin = f"http://{host}:{self._server.server_address[1]}"
        self.base = self.origin + prefix

    def __enter__(self) -> "Folder":
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection while it leaves is no error."""


class _Handler(SimpleHTTPRequestHandler):
    """As a plain web space serves files: by the ending of their names, and nothing outside the prefix."""

    protocol_version = "HTTP/1.1"

    def __init__(self, of: Folder, prefix: str, *args: Any, **more: Any) -> None:
        self._of, self._prefix = of, prefix
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self._of.asked.append(path)
        if not path.startswith(self._prefix):
            self.send_error(404)
            return
        self.path = "/" + self.path.removeprefix(self._prefix)
        super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if not self.path.endswith("/favicon.ico"):
            self._of.missing.append(self.path)
        super().send_error(code, message, explain)

    def log_message(self, format: str, *args: Any) -> None: ...


class Seen:
    """What pages did: requests to other origins than the allowed ones, and errors. `allowed` holds origins."""

    def __init__(self, *allowed: str) -> None:
        self.allowed = set(allowed)
        self.asked: list[str] = []
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.tolerated: Callable[[str], object] = lambda _: False

    def follow(self, page: Page) -> None:
        page.on("request", lambda request: self._request(request.url))
        page.on("websocket", lambda socket: self._request(socket.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, url: str) -> None:
        self.asked.append(url)
        parts = urlsplit(url)
        if (
            parts.scheme in ("http", "https", "ws", "wss")
            and f"{parts.scheme}://{parts.netloc}" not in self.allowed
        ):
            self.outside.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        text = f"{message.text} ({message.location.get('url', '')})"
        if message.type == "error" and not self.tolerated(text) and "favicon.ico" not in text:
            self.errors.append(text)

    def assert_clean(self) -> None:
        assert self.outside == [], f"requests to other origins: {self.outside}"
        assert self.errors == [], f"errors: {self.errors}"


@contextmanager
def tab(
    browser: Browser,
    *allowed: str,
    width: int = 1280,
    height: int = 900,
    theme: str = "light",
    init: str = "",
    **options: Any,
) -> Iterator[tuple[Page, Seen]]:
    """A tab with a memory of its own; at its end nothing may have been asked elsewhere and no error been raised."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, **options
    )
    seen = Seen(*allowed)
    try:
        context.set_default_timeout(20_000)
        context.on("page", seen.follow)
        if init:
            context.add_init_script(init)
        yield context.new_page(), seen
        seen.assert_clean()
    finally:
        context.close()


def ready(shown: Page | Frame) -> None:
    """Wait until every widget of the page is shown."""
    shown.wait_for_function(WIDGETS_READY)


def apart(work: Callable[[], Result]) -> Result:
    """Do work in a thread of its own: Playwright's loop occupies this one, and notebooks are run in another loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def unpack(package: Path, folder: Path) -> Path:
    """Unpack a zip as an LMS does."""
    with ZipFile(package) as archive:
        archive.extractall(folder)
    return folder


def frame_page(url: str, width: int = 320, height: int = 450) -> str:
    """HTML of a page of an LMS that shows `url` in a frame. Write it into a folder of another site."""
    address = url.replace("&", "&amp;").replace('"', "&quot;")
    return (
        "<!doctype html><html lang=en><title>An LMS</title><body style='margin:0'>"
        f'<iframe id=content title="The course" src="{address}" width={width} height={height} style="border:0"></iframe>'
    )


def content_frame(page: Page) -> Frame:
    """The document inside the frame of `frame_page`."""
    element = page.wait_for_selector("#content")
    inside = element.content_frame() if element else None
    assert inside is not None
    return inside


def file_url(path: Path) -> str:
    return f"file://{quote(str(path.resolve()))}"
