"""What a cartridge holds for facilitators only: its README and the pages of the guide, in the table of contents and as resources."""

from collections.abc import Mapping
from html import unescape

from .cartridge_manifest import Entry, Resource
from .guide_files import FOLDER

README = "readme.html"


def guide_resources(guide: Mapping[str, bytes]) -> list[Resource]:
    """The README and each page are resources of their own; all pages need the style sheets."""
    pages = [name for name in guide if name.endswith(".html")]
    rest = tuple(name for name in guide if name not in pages)
    return [
        Resource("readme", "webcontent", (README,), instructor=True),
        *(
            Resource(_page_id(name), "webcontent", (name,), needs=("guide-style",), instructor=True)
            for name in pages
        ),
        Resource("guide-style", "webcontent", rest, launched=False),
    ]


def _page_id(name: str) -> str:
    return name.removesuffix(".html").replace("/", "-")


def for_facilitators(guide: Mapping[str, bytes], whole: bool) -> Entry:
    """The README, and the pages of the guide; of the whole guide its start, which leads to all others."""
    entries = [Entry("About this cartridge", "readme")]
    if whole:
        entries += [
            Entry("Facilitator guide", f"{FOLDER}-index"),
            Entry("Safety plan", f"{FOLDER}-safety"),
        ]
    else:
        pages = [name for name in guide if name.endswith(".html")]
        entries += [Entry(_page_title(guide[name]), _page_id(name)) for name in sorted(pages, key=_rank)]
    return Entry("For facilitators", children=tuple(entries))


def _rank(name: str) -> tuple[int, str]:
    """Run sheet and safety plan first, then what is handed out."""
    kinds = ("run-", "safety", "handout-", "picture-", "scenes-key-", "take-away-", "evaluation-")
    page = name.removeprefix(f"{FOLDER}/")
    return next(at for at, kind in enumerate(kinds) if page.startswith(kind)), page


def _page_title(page: bytes) -> str:
    said = page.decode().partition("<title>")[2].partition("</title>")[0]
    return unescape(said.removesuffix(" | mirrorwell facilitator guide"))
