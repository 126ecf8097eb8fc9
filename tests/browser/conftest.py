"""What the browser tests share: one Chromium, watched pages, axe, and a host that shows widgets without a kernel."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from ipywidgets import Widget
from ipywidgets.widgets.widget import _instances
from mirrorwell.course.browser import find_chromium
from mirrorwell.course.errors import CourseError
from mirrorwell.widgets._base import static_text
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

HERE = Path(__file__).parent
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Our own host marks the page when all widgets are rendered; other pages are asked for their widgets only.
_WIDGETS_READY = """() => {
  const widgets = [...document.querySelectorAll("[data-mirrorwell]")];
  const hosted = !document.getElementById("state") || document.documentElement.dataset.hosted;
  return hosted && widgets.every(root => root.dataset.ready);
}"""
_SMALL = """() => [...document.querySelectorAll("[data-mirrorwell] :is(button, .btn, select, textarea, input, summary)")].flatMap(control => {
  const target = control.matches("[type=radio], [type=checkbox]") ? control.closest("label") ?? control : control;
  const { width, height } = target.getBoundingClientRect();
  return width && height && (height < 43.5 || width < 43.5) ? [`${control.outerHTML} is ${width} x ${height}`] : [];
})"""
# Colors on their way from one to another are nobody's contrast: wait for running transitions.
_AXE_RUN = """async ([scope, tags]) => {
  await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
  const found = await axe.run(scope ? { include: [scope] } : document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html} (${node.failureSummary})`));
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run. It resolves no name but the machine's own."""
    flags = [
        "--disable-background-networking",
        "--disable-component-update",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ]
    if os.name == "posix" and os.geteuid() == 0:
        flags.append("--no-sandbox")
    try:
        path = find_chromium()
    except CourseError as error:
        pytest.fail(str(error), pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


class Watch:
    """What must not happen on a page: requests to other hosts, and errors in the console.

    A test that provokes an error on purpose reads it and empties the list.
    """

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []

    def follow(self, page: Page) -> None:
        page.on("request", lambda request: self._seen(request.url))
        page.on("websocket", lambda socket: self._seen(socket.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _seen(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {
            "127.0.0.1",
            "localhost",
        }:
            self.outside.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Collects what pages of this test did wrong, and fails the test for it at its end."""
    seen = Watch()
    yield seen
    assert seen.outside == [], f"requests to other hosts: {seen.outside}"
    assert seen.errors == [], f"errors in the console: {seen.errors}"


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """A factory: `page(url, width=1280, height=900, theme="light")` opens a watched page and waits for its widgets.

    `init` is JavaScript that runs before the page's own. More keywords go to Playwright's `new_context`, for example
    `forced_colors="active"` or `reduced_motion="reduce"`. Each call has a context of its own: nothing is
    remembered between two.
    """
    contexts: list[BrowserContext] = []

    def open_page(
        url: str | None = None,
        *,
        width: int = 1280,
        height: int = 900,
        theme: str = "light",
        init: str = "",
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, accept_downloads=True, **options
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.on("page", watch.follow)
        if init:
            context.add_init_script(init)
        made = context.new_page()
        if url:
            made.goto(url)
            made.wait_for_function(_WIDGETS_READY)
        return made

    yield open_page
    for context in contexts:
        for left in context.pages:
            if re.search(r"^http://[^/]+/.*(modules|apps)/", left.url):
                left.goto("about:blank")  # as a person leaves: closing a context tells no kernel to stop
        context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """`axe(page)` returns what axe finds against WCAG 2.2 A and AA and its best practices; no rule is disabled.

    `axe(page, "[data-mirrorwell]")` looks only inside the elements that match.
    """
    source = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8")

    def run(page: Page, scope: str | None = None) -> list[str]:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(source)
        return page.evaluate(_AXE_RUN, [scope, _TAGS])

    return run


@pytest.fixture(scope="session")
def small_targets() -> Callable[[Page], list[str]]:
    """`small_targets(page)` returns the visible controls of widgets that are smaller than 44 px."""
    return lambda page: page.evaluate(_SMALL)


@pytest.fixture
def host_page(tmp_path: Path) -> Callable[..., str]:
    """A factory: `host_page(widget, ...)` writes a page that shows real widgets without a kernel; returns its URL.

    `own=True` marks the page as one of ours (`data-mw-page`, with a Support button of the frame); `theme` forces
    light or dark; `width` is the CSS width of the column, for example "320px". In the page, `mw.saved` lists what
    would have gone to a kernel and `mw.results` what widgets reported.
    """

    def write(*widgets: Widget, own: bool = False, theme: str = "", width: str = "100%") -> str:
        root = (" data-mw-page" if own else "") + (f' data-theme="{theme}"' if theme else "")
        held = {"shown": [widget.model_id for widget in widgets], "models": _states(widgets)}
        parts = {
            "__ROOT__": root,
            "__TOKENS__": static_text("_tokens.css"),
            "__WIDTH__": width,
            "__HEADER__": '<button type="button" data-open-support>Support</button>' if own else "",
            "__STATE__": json.dumps(held).replace("<", "\\u003c"),
        }
        html = (HERE / "host.html").read_text(encoding="utf-8")
        for mark, text in parts.items():
            html = html.replace(mark, text)
        target = tmp_path / f"host-{len(list(tmp_path.glob('host-*.html')))}.html"
        target.write_text(html, encoding="utf-8")
        return target.as_uri()

    return write


def _states(widgets: tuple[Widget, ...]) -> dict[str, dict[str, Any]]:
    """Return the state of the widgets and of every model they refer to, by model id."""
    states: dict[str, dict[str, Any]] = {}
    waiting = list(widgets)
    while waiting:
        widget = waiting.pop()
        if widget.model_id in states:
            continue
        state = {name: value for name, value in widget.get_state().items() if name not in {"layout"}}
        states[widget.model_id] = state
        for value in state.values():
            if isinstance(value, str) and value.startswith("IPY_MODEL_"):
                waiting.append(_instances[value.removeprefix("IPY_MODEL_")])
    return states


_LAB_FLAGS = (
    "--no-browser",
    "--allow-root",
    "--IdentityProvider.token=",
    "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
    "--LabApp.news_url=",
    "--LabApp.extension_manager=readonly",
    "--LabApp.expose_app_in_browser=True",
)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """A running JupyterLab with a home of its own. `lab(name, *cells)` writes a notebook and returns its URL.

    In the page `jupyterapp` is the application.
    """
    home = tmp_path_factory.mktemp("lab-home")
    work = home / "work"
    work.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {
        name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        *_LAB_FLAGS,
        f"--port={port}",
        "--ServerApp.port_retries=0",
    ]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, f"--ServerApp.root_dir={work}"],
            env={**os.environ, **own, "HOME": str(home)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api", server, home / "log")

        def write(name: str, *cells: str) -> str:
            made = [
                {
                    "cell_type": "code",
                    "id": f"cell-{at}",
                    "metadata": {},
                    "source": text,
                    "outputs": [],
                    "execution_count": None,
                }
                for at, text in enumerate(cells)
            ]
            kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
            notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": made}
            (work / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
            return f"http://127.0.0.1:{port}/lab/tree/{name}.ipynb?reset"

        yield write
    finally:
        server.terminate()
        server.wait(60)


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(120):
        if server.poll() is not None:
            pytest.fail(f"JupyterLab ended at its start: {log.read_text()[-600:]}", pytrace=False)
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"JupyterLab did not answer in a minute: {log.read_text()[-600:]}", pytrace=False)


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """A factory: `serving("--token", "word")` starts `mirrorwell serve` on a free port and returns its address.

    The address has no slash at its end. With `setup`, Python code runs first in the server's process, for example
    to put another notebook in the place of one of ours. What a server said stands in the failure of a start.
    """
    home = tmp_path_factory.mktemp("serve-home")
    running: list[subprocess.Popen[bytes]] = []

    def start(*flags: str, setup: str = "") -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = home / f"log-{len(running)}"
        run = f"{setup}\nfrom mirrorwell.course.cli import main\nmain()"
        with log.open("w") as said:
            server = subprocess.Popen(
                [sys.executable, "-c", run, "serve", "--port", str(port), *flags],
                env={**os.environ, "HOME": str(home)},
                cwd=home,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        running.append(server)
        deadline = time.monotonic() + 120
        while "is ready at" not in log.read_text():
            if server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"mirrorwell serve did not get ready: {log.read_text()[-600:]}", pytrace=False)
            time.sleep(0.1)
        return f"http://127.0.0.1:{port}"

    yield start
    for server in running:
        server.terminate()
    for server in running:
        server.wait(60)


@pytest.fixture(scope="session")
def server(serving: Callable[..., str]) -> str:
    """The address of one `mirrorwell serve` for the whole run, without a slash at its end."""
    return serving()
