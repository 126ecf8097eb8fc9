"""The whole course as a folder of pages: opens from a double-clicked index.html, from any path and any static server."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..folder import put
from ..outline import course
from ..site import Site
from .bundle import bundle
from .cache import recorded
from .licenses import LICENSES, licenses
from .pages import asset_files, lesson_page, other_pages
from .place import Beside

Say = Callable[[int, int, str], None]


def build_site(out: Path, site: Site | None = None, say: Say = lambda done, total, what: None) -> int:
    """Write the offline site into the folder `out`; returns the number of pages.

    Notebooks that have not changed since they were last run are not run again. `say` is told how far the work is:
    done, total, what was done. Raises CourseError, and then `out` is as it was.
    """
    files = site_files(Beside(site=site or Site()), say)
    put(files, out)
    return sum(name.endswith(".html") for name in files)


def site_files(frame: Beside, say: Say = lambda done, total, what: None) -> dict[str, bytes]:
    """Every file of the site by its name."""
    parts = course().parts
    held = recorded([part.notebook for part in parts], counted(len(parts), say))
    bundled = bundle(held)
    made = {f"assets/{name}": body for name, body in bundled.files.items()} | asset_files()
    for name, html in other_pages(frame).items():
        made[name] = html.encode()
    for part in parts:
        html = lesson_page(
            part, held[part.notebook], replace(frame, base="../"), bundled.scripts[part.notebook]
        )
        made[f"{part.path}.html"] = html.encode()
    return made | {LICENSES: licenses(made)}


def counted(total: int, say: Say) -> Callable[[str], None]:
    """A listener that tells `say` how many of `total` are done."""
    done = 0

    def count(name: str) -> None:
        nonlocal done
        done += 1
        say(done, total, name)

    return count
