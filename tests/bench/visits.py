"""Open a page in Chromium, change a control many times, and note how long the chart took and what travelled."""

from dataclasses import dataclass, field
from urllib.parse import urlparse

from mirrorwell.course.browser import find_chromium
from playwright.sync_api import Browser, Page, Route, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# One change after another on the control that chooses a measure, timed until the picture in the page is another one.
CHANGE = """async ([times, choice, picture]) => {
  const select = document.querySelector(choice);
  const look = () => { const node = document.querySelector(picture); return node ? node.innerHTML : ""; };
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const taken = [];
  for (let i = 0; i < times; i++) {
    const before = look(), start = performance.now();
    select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
    while (look() === before || look() === "") {
      if (performance.now() - start > 10000) throw new Error("the chart did not change within 10 seconds");
      await frame();
    }
    taken.push(performance.now() - start);
    await new Promise(done => setTimeout(done, 60));
  }
  return taken;
}"""

OURS = ("[data-mirrorwell] .field:nth-of-type(2) select", "[data-mirrorwell] .chart:not(.map) svg")
PLAIN = (".widget-dropdown select", ".jp-RenderedSVG")


@dataclass
class Visit:
    """What was seen: milliseconds from change to repainted chart, and bytes over the websocket."""

    repaint_ms: list[float] = field(default_factory=list)
    websocket_bytes: int = 0


def _stay_here(route: Route) -> None:
    if urlparse(route.request.url).hostname == "127.0.0.1":
        route.continue_()
    else:
        route.abort()


def _run_all(page: Page) -> None:
    page.locator(".jp-Notebook .jp-CodeCell:visible").first.wait_for(timeout=120_000)
    idle = "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
    page.wait_for_function(idle, timeout=120_000)
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")


def _see(browser: Browser, url: str, *, changes: int, lab: bool) -> Visit:
    seen = Visit()
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    page = context.new_page()
    page.route("http://**", _stay_here)
    page.route("https://**", _stay_here)

    def count(event: dict[str, dict[str, str]]) -> None:
        seen.websocket_bytes += len(event["response"]["payloadData"])

    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", count)
    page.goto(url, wait_until="commit", timeout=120_000)
    if lab:
        _run_all(page)
    choice, picture = PLAIN if "plain" in url else OURS
    page.wait_for_function(
        "([choice, picture]) => document.querySelector(choice) && document.querySelector(picture)?.innerHTML",
        arg=[choice, picture],
        timeout=120_000,
    )
    if "plain" not in url:
        page.wait_for_function(
            "() => { const all = [...document.querySelectorAll('[data-mirrorwell]')];"
            " return all.length && all.every(node => node.dataset.ready) }",
            timeout=120_000,
        )
    if changes:
        seen.repaint_ms = page.evaluate(CHANGE, [changes, choice, picture])
    context.close()
    return seen


def visit(url: str, *, changes: int, lab: bool = False) -> Visit:
    """Visit one page with a fresh browser context."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        try:
            return _see(browser, url, changes=changes, lab=lab)
        finally:
            browser.close()
