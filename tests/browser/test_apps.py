"""The interactives as served apps: whole, accessible, and silent about what a learner does."""

from collections.abc import Callable
from typing import Any

import pytest
from mirrorwell.course.outline import course
from playwright.sync_api import Page

MARKER = "Zq7 marker words"
APPS = {
    "mirror-quiz": 3,
    "nested-systems": 1,
    "population-not-person": 1,
    "team-tools": 3,
    "finish": 3,
}
READY = """count => { const all = [...document.querySelectorAll("main [data-mirrorwell]")];
  return all.length === count && all.every(root => root.dataset.ready) && !document.querySelector("#getting-ready"); }"""


def open_app(page: Callable[..., Page], server: str, app: str, **options: Any) -> tuple[Page, list[str]]:
    """Open an app and wait for its widgets; the list fills with what its websocket and its requests send."""
    sent: list[str] = []
    shown = page(**options)
    shown.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    shown.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data or ''}"))
    shown.goto(f"{server}/apps/{app}")
    shown.wait_for_function(READY, arg=APPS[app], timeout=60_000)
    return shown, sent


def test_every_new_interactive_has_an_app_on_the_home_page(server: str, page: Callable[..., Page]) -> None:
    home = page(f"{server}/")
    for app in course().apps:
        assert home.get_by_role("link", name=app.title, exact=True).count() == 1
    assert set(APPS) <= {app.id for app in course().apps}


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_an_app_is_accessible_and_fits(
    server: str, page: Callable[..., Page], axe: Callable[..., list[str]], app: str, width: int, theme: str
) -> None:
    shown, _ = open_app(page, server, app, width=width, theme=theme)
    assert axe(shown) == []
    shown.locator("header").get_by_role("button", name="Support").click()
    surface = shown.get_by_role("dialog").evaluate("dialog => getComputedStyle(dialog).backgroundColor")
    assert surface.startswith("rgb("), f"what lies behind the dialog shows through: {surface}"
    shown.keyboard.press("Escape")
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("app", APPS)
def test_nothing_typed_or_chosen_travels_to_the_server(
    server: str, page: Callable[..., Page], app: str
) -> None:
    shown, sent = open_app(page, server, app)
    before = len(sent)
    shown.evaluate(
        """marker => {
      for (const field of document.querySelectorAll("main :is(textarea, input[type=text])")) {
        field.value = marker;
        for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
      }
      for (const choice of document.querySelectorAll("main :is([type=radio], [type=checkbox])")) choice.click();
    }""",
        MARKER,
    )
    # Whatever a widget sends, it sends at once or in the next frame; a message to the kernel would follow it.
    shown.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert not [frame for frame in sent[before:] if MARKER in frame or "comm_msg" in frame]
    assert MARKER not in shown.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])"
    )
