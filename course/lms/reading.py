"""A page of the course as plain HTML: no script, no style, pictures as files, words explained at the end of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from lxml import html

from ..errors import CourseError
from ..lookup import terms
from ..site import Site
from .elements import text
from .support_html import support_html

_GONE = (
    "script", "style", "iframe", "object", "embed", "link", "meta", "base", "template", "noscript",
    "input", "button", "select", "textarea", "canvas", "audio", "video",
)  # fmt: skip
_KEPT = {"id", "href", "src", "alt", "scope", "colspan", "rowspan", "lang", "start", "datetime", "open"}
"""Attributes that say something without our style sheet."""
_CHOSEN = {"https", "mailto", "tel", "sms"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as bytes, and the pictures that lie beside it."""

    page: bytes
    pictures: Mapping[str, bytes]


def reading(title: str, body: str, site: Site, note: str = "") -> Reading:
    """A whole page from the body of a published one; `note` is HTML that stands first.

    Raises CourseError for a drawing that is no picture of the course.
    """
    tree = html.fragment_fromstring(body, create_parent="main")
    for gone in list(tree.iter(*_GONE)):
        gone.drop_tree()
    pictures = _pictures(tree)
    words = _links(tree)
    _move_anchors(tree)
    for each in tree.iter(html.etree.Element):
        for name in [name for name in each.attrib if name not in _KEPT]:
            del each.attrib[name]
    for each in list(tree.iter("data")):  # holds the address of a figure in our tables
        each.drop_tag()
    inside = "".join([_inner(tree), _explained(words), support_html(site)])
    whole = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{text(title)}</title>\n</head>\n'
        f"<body>\n<main>\n<h1>{text(title)}</h1>\n{note}{inside}</main>\n</body>\n</html>\n"
    )
    return Reading(whole.encode(), pictures)


def _inner(tree: html.HtmlElement) -> str:
    parts = [text(tree.text or "")]
    parts += [html.tostring(each, encoding="unicode") for each in tree]
    return "".join(parts)


@cache
def _drawn() -> dict[str, tuple[str, bytes]]:
    """Our pictures by the class of their root: name of the file and its bytes. Each shows right without a style sheet."""
    found = {}
    for file in sorted(
        files("mirrorwell.modules").joinpath("pictures").iterdir(), key=lambda each: each.name
    ):
        if file.name.endswith(".svg"):
            body = file.read_bytes()
            root = html.etree.fromstring(body)
            found[root.get("class", "")] = (file.name, body)
    return found


def _pictures(tree: html.HtmlElement) -> dict[str, bytes]:
    """Put an image in the place of each drawing; what is there for the eye alone goes."""
    found: dict[str, bytes] = {}
    for drawing in list(tree.iter("svg")):
        known = _drawn().get(drawing.get("class", ""))
        if known:
            name, found[name] = known[0], known[1]
            image = html.Element("img", src=name, alt=drawing.get("aria-label", ""))
            image.tail = drawing.tail
            drawing.getparent().replace(drawing, image)
        elif drawing.get("aria-hidden") == "true":
            drawing.drop_tree()
        else:
            said = drawing.get("aria-label", "without a name")
            raise CourseError(
                f"The drawing {said!r} is no picture of the course. Put it into modules/pictures, or hide it from readers."
            )
    return found


def _links(tree: html.HtmlElement) -> list[str]:
    """Keep links within the page and to other sites; others become plain text. Returns the anchors of glossary words."""
    here = {each.get("id") for each in tree.iter(html.etree.Element)}
    words: list[str] = []
    for link in list(tree.iter("a")):
        parts = urlsplit(link.get("href", ""))
        if "term" in link.get("class", "").split() and parts.fragment in _meanings():
            link.set("href", f"#word-{parts.fragment}")
            words.append(parts.fragment)
        elif parts.scheme in _CHOSEN or (not parts.scheme and not parts.path and parts.fragment in here):
            continue
        else:
            link.drop_tag()
    return words


def _move_anchors(tree: html.HtmlElement) -> None:
    """Empty spans go, as cleaners of LMSs remove them; the anchor of one that opens its parent goes to the parent."""
    for span in list(tree.iter("span")):
        parent = span.getparent()
        if len(span) or (span.text or "").strip():
            continue
        if anchor := span.get("id"):
            if parent.get("id") or parent[0] is not span or (parent.text or "").strip():
                continue
            parent.set("id", anchor)
        span.drop_tag()


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    return {term.anchor: (term.name, term.meaning) for term in terms()}


def _explained(words: list[str]) -> str:
    """The glossary words of the page by name, each with its meaning."""
    if not words:
        return ""
    used = sorted(set(words), key=lambda anchor: _meanings()[anchor][0].casefold())
    parts = [
        f'<dt id="word-{anchor}">{text(name)}</dt><dd>{text(meaning)}</dd>'
        for anchor, (name, meaning) in ((anchor, _meanings()[anchor]) for anchor in used)
    ]
    return f'<h2 id="words-on-this-page">Words on this page</h2>\n<dl>{"".join(parts)}</dl>\n'
