"""Open pages from disk in Chromium, turn by turn, and note when every widget of a page was ready."""

from pathlib import Path

from mirrorwell.course.browser import find_chromium
from playwright.sync_api import Browser, sync_playwright
from visits import ARGUMENTS

# Runs before the page's own scripts. The time counts from the start of the navigation.
_WATCH = """(() => {
  const look = () => {
    const all = [...document.querySelectorAll("[data-mirrorwell]")];
    if (all.length < WANTED || !all.every(root => root.dataset.ready)) return;
    watch.disconnect();
    globalThis.usable = performance.now();
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, attributeFilter: ["data-ready"] });
})()"""
_OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND"


def usable_ms(pages: dict[str, Path], widgets: int, *, runs: int) -> dict[str, list[float]]:
    """Milliseconds until all `widgets` of each page were ready, in a fresh context each time, interleaved."""
    times: dict[str, list[float]] = {name: [] for name in pages}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=[*ARGUMENTS, _OFFLINE])
        for run in range(runs + 1):
            for name, page in pages.items():
                taken = _open(browser, page, widgets)
                if run:  # the first of each warms the disk, not the page
                    times[name].append(taken)
        browser.close()
    return times


def _open(browser: Browser, page: Path, widgets: int) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(_WATCH.replace("WANTED", str(widgets)))
    shown = context.new_page()
    shown.goto(page.resolve().as_uri(), wait_until="commit", timeout=60_000)
    shown.wait_for_function("() => globalThis.usable", timeout=60_000)
    taken: float = shown.evaluate("() => usable")
    context.close()
    return taken
