"""Answer questions in Chromium and note how long each took until the frame that shows its feedback."""

from mirrorwell.course.browser import find_chromium
from playwright.sync_api import sync_playwright
from visits import ARGUMENTS

CELLS = {
    "check": "from mirrorwell.widgets import KnowledgeCheck\nKnowledgeCheck(module=5, seed=1)",
    "mirror": "from mirrorwell.widgets import MirrorQuiz\nMirrorQuiz(kind='match', items='A', seed=1)",
}
# Choose an option that was not tried, press, and wait for the frame in which its feedback stands on the page.
ANSWER = """async ([times, check]) => {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const settled = () => document.querySelectorAll(".opt:is(.fit, .look)").length;
  const press = text => { const found = [...document.querySelectorAll("[data-mirrorwell] button")].find(each => each.textContent.trim() === text && each.checkVisibility()); found?.click(); return Boolean(found); };
  const taken = [];
  while (taken.length < times) {
    const open = document.querySelector(".opt:not(.fit, .look) input");
    if (!open) {
      if (!["Next question", "Next level", "See the whole well", "Next scene"].some(press)) break;
      await frame();
      continue;
    }
    open.click();
    await new Promise(done => setTimeout(done, 60)); // people do not press in step with the screen
    const before = settled(), start = performance.now();
    press(check);
    while (settled() === before) {
      if (performance.now() - start > 5000) throw new Error("no feedback within 5 seconds");
      await frame();
    }
    await frame(); // the feedback stands there already; this is the frame that shows it
    taken.push(performance.now() - start);
  }
  return taken;
}"""
BUTTONS = {"check": "Check this answer", "mirror": "Check this reflection"}


def answers(url: str, page: str, *, times: int) -> list[float]:
    """Milliseconds from pressing the button to the feedback, for up to `times` answers."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        shown = browser.new_page(viewport={"width": 1280, "height": 1400})
        shown.goto(url, timeout=120_000)
        shown.locator("[data-mirrorwell][data-ready]").wait_for(timeout=120_000)
        taken: list[float] = shown.evaluate(ANSWER, [times, BUTTONS[page]])
        browser.close()
    return taken
