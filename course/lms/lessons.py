"""The files of one package: pages of the published course, and the scripts that speak to an LMS."""

from dataclasses import replace
from functools import cache

from markupsafe import Markup
from rcssmin import cssmin
from rjsmin import jsmin

from ...widgets._base import compact
from ..errors import CourseError
from ..outline import Module, course
from ..publish.bundle import bundle, without
from ..publish.cache import recorded
from ..publish.frame import environment, in_script
from ..publish.licenses import LICENSES, licenses
from ..publish.pages import asset_files, lesson_page
from ..publish.place import Alone, Beside, Packaged
from ..publish.recorded import Recorded
from ..publish.site import Say, counted, site_files
from ..site import Site
from . import tracker
from .unit import Unit

PAGE = "page"
"""The format without an LMS: results stay in the browser."""
_DATASETS = "_downloads"  # zips of whole tables: more bytes than all else of a module, and of use to few


def module_files(unit: Unit, standard: str, held: Recorded, site: Site, link_base: str) -> dict[str, bytes]:
    """The files of a module's package but for its manifest: one page and what it loads."""
    part = _module(unit)
    lean = without(held, _DATASETS)
    bundled = bundle({part.notebook: lean})
    frame = Alone(site=site, course=course(), link_base=link_base)
    made = {f"assets/{name}": body for name, body in bundled.files.items()} | asset_files(lean=True)
    if standard != PAGE:
        made |= _tracker_files(standard, whole=False)
        frame = replace(frame, first=("notice.css", "tracker.js"), package_json=_package_json(unit, standard))
    page = lesson_page(part, lean, frame, bundled.scripts[part.notebook])
    return made | {unit.launch: page.encode(), LICENSES: licenses(made)}


def course_files(unit: Unit, standard: str, site: Site, say: Say) -> dict[str, bytes]:
    """The files of the whole course. For an LMS, a shell holds the session and shows the pages in a frame of its own,

    so that going from one to the next does not end it.
    """
    if standard == PAGE:
        return site_files(Beside(site=site), say)
    made = site_files(Packaged(site=site, first=("notice.css", "inside.js")), say)
    shell = environment(__package__).get_template("shell.html.j2")
    page = shell.render(frame=Packaged(site=site), unit=unit, package_json=_package_json(unit, standard))
    return made | _tracker_files(standard, whole=True) | {unit.launch: page.encode()}


def recorded_modules(units: list[Unit], say: Say) -> dict[str, Recorded]:
    """The notebooks of some units, run or taken from those that were run before, by unit id."""
    names = {unit.id: _module(unit).notebook for unit in units}
    held = recorded(names.values(), counted(len(names), say))
    return {id: held[name] for id, name in names.items()}


def _module(unit: Unit) -> Module:
    found = course().module(unit.id)
    if found is None:
        raise CourseError(f"There is no module {unit.id!r}. Name one of outline.toml.")
    return found


@cache
def _tracker_files(standard: str, whole: bool) -> dict[str, bytes]:
    made = {
        "assets/tracker.js": jsmin(tracker.script(standard)).encode(),
        "assets/notice.css": cssmin(tracker.style()).encode(),
    }
    return made | ({"assets/inside.js": jsmin(tracker.inside()).encode()} if whole else {})


def _package_json(unit: Unit, standard: str) -> Markup:
    said = {
        "standard": standard,
        "unit": unit.id,
        "whole": unit.whole,
        "check": unit.check,
        "activity": unit.activity,
        "pass_mark": unit.pass_mark,
        "sections": unit.sections,
        "title": unit.title,
    }
    return in_script(compact(said))
