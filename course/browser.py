"""Finding a Chromium: the one named, an installed one, or Playwright's own."""

import os
import shutil
from pathlib import Path

from .errors import CourseError

_COMMANDS = ("chromium", "chromium-browser", "google-chrome")
_VARIABLE = "MIRRORWELL_CHROMIUM"


def find_chromium() -> Path:
    """The Chromium to use. Raises CourseError that says how to get one."""
    named = os.environ.get(_VARIABLE)
    if named:
        if not os.access(named, os.X_OK) or not Path(named).is_file():
            raise CourseError(f"{_VARIABLE} names {named}, which is no program. Name the Chromium to use.")
        return Path(named)
    found = next(filter(None, map(shutil.which, _COMMANDS)), None) or _playwrights_own()
    if not found:
        raise CourseError(
            "No Chromium was found. Install one (Debian: apt install chromium; anywhere: playwright install "
            f"chromium), or set {_VARIABLE} to the path of one."
        )
    return Path(found)


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None
