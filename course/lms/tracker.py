"""The scripts that talk to an LMS: the core, one standard and the notice, joined into one function."""

from functools import cache
from importlib.resources import files

from ..errors import CourseError

_PARTS = {
    "scorm12": ("tracker.js", "scorm.js", "scorm12.js"),
    "scorm2004": ("tracker.js", "scorm.js", "scorm2004.js"),
    "cmi5": ("tracker.js", "cmi5.js"),
}
STANDARDS = tuple(_PARTS)
"""The standards that have a tracker."""


@cache
def script(standard: str) -> str:
    """The tracker for the page that an LMS opens: it goes in the head, after `#mw-package` and before all else of ours.

    Raises CourseError for a standard without a tracker.
    """
    if standard not in _PARTS:
        raise CourseError(f"There is no tracker for {standard!r}. Use one of: {', '.join(STANDARDS)}.")
    return _joined(*_PARTS[standard], "notice.js", last=f"begin({standard});")


@cache
def inside() -> str:
    """The script of a page that stands in the shell of a whole course and uses the shell's tracker."""
    return _joined("notice.js", "inside.js")


def style() -> str:
    """The style of what the scripts add to a page. Needs the design tokens and the style of the page."""
    return _static("notice.css")


def _joined(*names: str, last: str = "") -> str:
    """One function around the parts, so that nothing of them becomes a global of the page."""
    return "\n".join(["(() => {", '"use strict";', *map(_static, names), last, "})();", ""])


def _static(name: str) -> str:
    return (files(__package__) / "static" / name).read_text(encoding="utf-8")
