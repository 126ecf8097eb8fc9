"""A Common Cartridge 1.1 for one module or the whole course: readings, quizzes, links, and the guide for facilitators.

No script runs inside a cartridge, so it holds no interactive; its README says where those are.
"""

from collections.abc import Sequence

from ...widgets.bank import Bank
from ..errors import CourseError
from ..outline import Module, course
from ..site import Site
from .cartridge_guide import README, for_facilitators, guide_resources
from .cartridge_manifest import NAME, Entry, Resource, manifest
from .cartridge_readme import About, note_of, readme
from .elements import document, element
from .guide_files import guide_files
from .link_base import address
from .own_pages import own_page
from .qti12 import assessment
from .reading import reading
from .single_best import Choices, choices
from .text import title
from .unit import Unit

WEB_LINK = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
QUIZ_TYPE = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
LINK_TYPE = "imswl_xmlv1p1"


def cartridge(
    units: Sequence[Unit],
    bank: Bank,
    link_base: str | None = None,
    site: Site | None = None,
) -> dict[str, bytes]:
    """Every file of the cartridge, its manifest included.

    With `link_base` each module has a link to its page in a hosted course. Raises CourseError for a
    `link_base` that is no https address, and for no module.
    """
    host, base = site or Site(), address(link_base)
    whole = any(unit.whole for unit in units)
    modules = _modules(units)
    if not modules:
        raise CourseError("No module is given for the cartridge. Name one, or the whole course.")
    quizzes = {module.id: choices(bank.check(module.number)) for module in modules}
    parts = [_module(module, own_page(module), quizzes[module.id], base, host) for module in modules]
    guide = guide_files(modules, whole, host)
    about = About(units[0], modules, quizzes, base)
    entries = [*(entry for entry, _, _ in parts), for_facilitators(guide, whole)]
    resources = [*(each for _, found, _ in parts for each in found), *guide_resources(guide)]
    files = {name: body for _, _, made in parts for name, body in made.items()} | guide
    files[README] = readme(about)
    files[NAME] = manifest(f"mirrorwell-{units[0].id}", title(_title(units), units[0].id), entries, resources)
    return dict(sorted(files.items()))


def _title(units: Sequence[Unit]) -> str:
    return units[0].title if len(units) == 1 else course().title


def _modules(units: Sequence[Unit]) -> list[Module]:
    """The modules of the units, in the order of the course, each once."""
    ids = {unit.id for unit in units if not unit.whole}
    everything = any(unit.whole for unit in units)
    return [module for module in course().modules if everything or module.id in ids]


Part = tuple[Entry, list[Resource], dict[str, bytes]]


def _module(module: Module, body: str, quiz: Choices, base: str, site: Site) -> Part:
    """A module as an entry of the table of contents, with its resources and files."""
    name = title(f"Module {module.number}: {module.title}", module.id)
    page = reading(name, body, site, note_of(module, base))
    names = [f"{module.id}/reading.html", *(f"{module.id}/{picture}" for picture in page.pictures)]
    files = dict(zip(names, [page.page, *page.pictures.values()], strict=True))
    check = f"check-{module.number}"
    files[f"{check}/assessment.xml"] = assessment(check, f"{name}, knowledge check", quiz.items)
    resources = [
        Resource(f"reading-{module.id}", "webcontent", tuple(names)),
        Resource(check, QUIZ_TYPE, (f"{check}/assessment.xml",)),
    ]
    inside = [Entry("Read", resources[0].id), Entry(f"Knowledge check, module {module.number}", check)]
    if base:
        link = f"link-{module.number}"
        files[f"{link}/weblink.xml"] = _web_link(name, base + module.path)
        resources.append(Resource(link, LINK_TYPE, (f"{link}/weblink.xml",)))
        inside.append(Entry(f"Module {module.number} with its activities (another site)", link))
    return Entry(name, children=tuple(inside)), resources, files


def _web_link(name: str, address: str) -> bytes:
    return document(
        element(
            WEB_LINK,
            "webLink",
            element(WEB_LINK, "title", name),
            element(WEB_LINK, "url", attributes={"href": address}),
        )
    )
