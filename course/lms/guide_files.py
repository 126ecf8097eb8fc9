"""The facilitator guide as files of a cartridge: the whole, or what belongs to some of the modules."""

import re
from collections.abc import Collection

from ...widgets import mirror_scenes
from ..guide.build import Guide, read_guide, render, styles
from ..outline import Module
from ..site import Site

FOLDER = "guide"
SAFETY = "safety.html"
_LINK = re.compile(r'<a\b(?: class="([^"]*)")?[^>]*?\bhref="([^":#?]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_NAV = re.compile(r'<nav class="site-nav".*?</nav>', re.DOTALL)
_POINT = re.compile(r"<li>\s*(<a\b[^>]*>(?:(?!</?(?:a|li)\b).)*</a>)\s*</li>", re.DOTALL)


def guide_files(modules: Collection[Module], whole: bool, site: Site) -> dict[str, bytes]:
    """Pages and style sheets by their names in the cartridge, all in one folder.

    For some modules: run sheet, take-away, evaluation, handouts and pictures of each, and the safety plan, to which
    every page leads for support. Links to pages that are left out become plain text.
    """
    guide = read_guide(site)
    if whole:
        pages = dict(render(guide))
    else:
        wanted = {SAFETY}.union(*(_names(guide, module) for module in modules))
        pages = {name: _closed(page, wanted) for name, page in render(guide, wanted)}
    made = {name: page.encode() for name, page in pages.items()} | styles()
    return {f"{FOLDER}/{name.lower()}": body for name, body in sorted(made.items())}


def _names(guide: Guide, module: Module) -> set[str]:
    number = module.number
    names = {f"{kind}-{number}.html" for kind in ("run", "take-away", "evaluation")}
    for told in guide.lessons:
        if told.module.number == number:
            names |= {f"picture-{picture.name}.html" for picture in told.pictures}
    for handout in guide.handouts:
        if handout.id == "scenes":
            for letter, used in zip(mirror_scenes.load().sets(), handout.modules, strict=True):
                if used == number:
                    names |= {f"handout-scenes-{letter.lower()}.html", f"scenes-key-{letter.lower()}.html"}
        elif number in handout.modules:
            names.add(f"handout-{handout.id}.html")
    return names


def _closed(page: str, held: Collection[str]) -> str:
    """The page without links to pages that are not there; a point of a list that was nothing else goes with it."""

    def point(found: re.Match[str]) -> str:
        return found[0] if (link := _LINK.fullmatch(found[1])) is None or _there(link[2], held) else ""

    def out(found: re.Match[str]) -> str:
        return found[0] if _there(found[2], held) else ""

    def words(found: re.Match[str]) -> str:
        if _there(found[2], held):
            return found[0]
        look = f' class="{found[1]}"' if found[1] else ""
        return f"<span{look}>{found[3]}</span>"

    page = _NAV.sub(lambda found: _LINK.sub(out, found[0]), page)
    return _LINK.sub(words, _POINT.sub(point, page))


def _there(target: str, held: Collection[str]) -> bool:
    """Whether a link leads to a page that is held, within its own page, or to another site (whose scheme has a colon)."""
    return not target or target in held or not target.endswith(".html")
