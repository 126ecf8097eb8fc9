"""`mirrorwell package`: units of the course to zips, each checked before anything is written."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ...widgets.bank import load
from ..errors import CourseError
from ..outline import course
from ..publish.site import Say
from ..site import Site
from . import cmi5, scorm12, scorm2004
from .archive import zip_bytes
from .lessons import PAGE, course_files, module_files, recorded_modules
from .link_base import address
from .put import put_files
from .rules import check
from .unit import Unit, units

CARTRIDGE, QUESTIONS = "imscc", "questions"
FORMATS = (PAGE, "scorm12", "scorm2004", "cmi5", CARTRIDGE, QUESTIONS)
_Manifest = Callable[[Unit, list[str], int], bytes]
_MANIFESTS: Mapping[str, tuple[str, _Manifest]] = {
    "scorm12": (scorm12.NAME, lambda unit, names, edition: scorm12.manifest(unit, names)),
    "scorm2004": (scorm2004.NAME, scorm2004.manifest),
    "cmi5": (cmi5.NAME, lambda unit, names, edition: cmi5.manifest(unit, names)),
}


def build_packages(
    format: str,
    out: Path,
    module: str | None = None,
    whole: bool = False,
    edition: int = 3,
    pass_mark: int | None = None,
    link_base: str | None = None,
    site: Site | None = None,
    say: Say = lambda done, total, what: None,
) -> list[Path]:
    """Write the packages of a format into the folder `out` and give back their paths.

    One for each module, or for the one named, or one for the whole course. `edition` is that of SCORM 2004.
    `link_base` is the address of a hosted copy of the course, to which a package then links. All are made and
    checked before the first one is written; a package that was there before is replaced only then. Raises CourseError.
    """
    if format not in FORMATS:
        raise CourseError(f"There is no format {format!r}. Use one of: {', '.join(FORMATS)}.")
    if edition not in {3, 4}:
        raise CourseError(f"--edition {edition} is none of SCORM 2004 that packages follow. Use 3 or 4.")
    chosen = units(course(), module, whole, pass_mark)
    base, host = address(link_base), site or Site()
    if format == QUESTIONS:
        from .questions import question_exports

        return put_files(question_exports(), out)
    if format == CARTRIDGE:
        return put_files(_cartridges(chosen, base, host), out)
    made: dict[str, bytes] = {}
    held = {} if whole else recorded_modules(chosen, say)
    for unit in chosen:
        if unit.whole:
            files = course_files(unit, format, host, say)
        else:
            files = module_files(unit, format, held[unit.id], host, base)
        made[f"mirrorwell-{format}-{unit.id}.zip"] = zip_bytes(_complete(unit, format, files, edition))
    return put_files(made, out)


def _cartridges(chosen: list[Unit], link_base: str, site: Site) -> dict[str, bytes]:
    """One cartridge for each unit."""
    from .cartridge import cartridge

    made = {}
    for unit in chosen:
        files = cartridge([unit], load(), link_base, site)
        check(files, None)
        made[f"mirrorwell-{unit.id}.imscc"] = zip_bytes(files)
    return made


def _complete(unit: Unit, format: str, files: dict[str, bytes], edition: int) -> dict[str, bytes]:
    """The files with their manifest, after every rule of packages has been looked at."""
    if format == PAGE:
        check(files, None)
        return files
    name, manifest = _MANIFESTS[format]
    whole = files | {name: manifest(unit, sorted(files), edition)}
    check(whole, name)
    return whole
