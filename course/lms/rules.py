"""The rules every package keeps, whatever the LMS: names, kinds of file, references, scripts, manifest."""

import re
from collections.abc import Iterable, Mapping

from ..errors import CourseError
from .manifests import check_manifest
from .references import check_references, scripts

KINDS = ("html", "js", "css", "json", "svg", "png", "webp", "woff2", "txt", "xml", "xsd")
"""Endings that filters of LMSs let through and their servers know."""
_NAME = re.compile(r"[a-z0-9_-][a-z0-9_.-]*(/[a-z0-9_-][a-z0-9_.-]*)*")
_REFUSED = re.compile(
    r"\bserviceWorker\b|\bSharedArrayBuffer\b|\b(?:window|self|globalThis)\.top\b(?!\.location\.replace)"
)
"""What a script finds absent or closed inside an LMS. Only the quick way out may reach for the top, and does without where it must."""


def check(files: Mapping[str, bytes], manifest_name: str | None) -> None:
    """Check the files of a package by name; None stands for one without a manifest. It states nothing when all is well.

    Raises CourseError naming the file, the rule and the remedy.
    """
    _check_names(files)
    if manifest_name is not None:
        check_manifest(files, manifest_name)
    check_references(files)
    for name in sorted(files):
        for script in scripts(name, files[name]):
            if found := _REFUSED.search(script):
                raise CourseError(
                    f"{name}: a script uses {found[0]}, which an LMS does not allow. Do without it."
                )


def _check_names(names: Iterable[str]) -> None:
    for name in sorted(names):
        if not _NAME.fullmatch(name):
            raise CourseError(
                f"{name!r}: a file name an LMS may refuse. Use lower-case a-z, 0-9, - _ . and / between folders, "
                "no dot or slash in front."
            )
        if name.rpartition(".")[2] not in KINDS or "." not in name.rpartition("/")[2]:
            raise CourseError(f"{name}: a kind of file an LMS may refuse. Use one of: {', '.join(KINDS)}.")
