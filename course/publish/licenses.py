"""Whose work a site or a package carries, and on what terms."""

from collections.abc import Iterable
from importlib.resources import files

from ...widgets._base import static_text

LICENSES = "licenses.txt"
_VENDORED = {"assets/vega.js", "assets/ical-generator.js"}


def licenses(names: Iterable[str]) -> bytes:
    """The text of `LICENSES` for files of these names: the course's own terms, the typeface's, those of vendored scripts."""
    typeface = files(__package__).joinpath("static/fonts/LICENSE.txt").read_text(encoding="utf-8")
    parts = [
        "mirrorwell. Text and questions: CC BY 4.0. Code: BSD-3-Clause. Figures: as each source says.",
        f"The typeface Atkinson Hyperlegible:\n\n{typeface}",
    ]
    if _VENDORED & set(names):
        parts.append(static_text("vendor/LICENSES.txt"))
    return "\n\n".join(parts).encode()
