"""axe over a page: WCAG 2.2 A and AA and its best practices, no rule disabled."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Frame, Page

_FILE = Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Colors on their way from one to another are nobody's contrast: wait for running transitions.
_RUN = """async tags => {
  await Promise.allSettled(document.getAnimations().map(animation => animation.finished));
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html} (${node.failureSummary})`));
}"""


@cache
def _source() -> str:
    return _FILE.read_text(encoding="utf-8")


def axe(page: Page | Frame) -> list[str]:
    """What axe finds in a document."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN, _TAGS)
    return found
