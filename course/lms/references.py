"""Where pages, pictures and style sheets of a package lead: inside it, case for case, or elsewhere by a learner's choice."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from ..errors import CourseError

_CHOSEN = {"https", "mailto", "tel", "sms"}
"""Schemes of addresses that a learner may choose to follow."""
_HELD = {"data", "blob"}
"""Schemes of what a page holds itself."""
_CSS = re.compile(r"""url\(\s*("[^"]*"|'[^']*'|[^)"']*)\s*\)|@import\s+("[^"]*"|'[^']*')""", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MORE = ("poster", "srcset", "imagesrcset")
"""Attributes with addresses that lxml leaves out of its list."""
_SAYS_ONLY = {"license", "canonical", "author"}
"""What a `link` may be without anything being loaded."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a file. `loaded`: it is fetched without being asked for; `apart`: it opens in a window of its own."""

    where: str
    address: str
    loaded: bool
    apart: bool = False


def check_references(files: Mapping[str, bytes]) -> None:
    """Raises CourseError for the first reference of a page, picture or style sheet that a package may not have."""
    for name in sorted(files):
        for reference in _references(name, files[name]):
            if wrong := _wrong(name, reference, files):
                raise CourseError(f"{name}: {reference.where} {reference.address!r} {wrong}")


def scripts(name: str, body: bytes) -> Iterator[str]:
    """The scripts a file holds."""
    if name.endswith(".js"):
        yield text(name, body)
    elif name.endswith(".html"):
        yield from (each.text or "" for each in _tree(name, body).iter("script"))


def text(name: str, body: bytes) -> str:
    """A file as text. Raises CourseError when it is not UTF-8, as LMSs serve it without saying what it is."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CourseError(f"{name}: is not UTF-8 at byte {error.start}. Save it as UTF-8.") from error


def _references(name: str, body: bytes) -> Iterator[Reference]:
    if name.endswith(".css"):
        yield from _of_style(text(name, body))
    elif name.endswith((".html", ".svg")):
        yield from _of_page(_tree(name, body))


def _tree(name: str, body: bytes) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(text(name, body).encode(), parser=parser)
    except etree.ParserError as error:
        raise CourseError(f"{name}: is an empty page. Leave it out or fill it.") from error


def _of_style(style: str) -> Iterator[Reference]:
    for found in _CSS.finditer(_CSS_COMMENT.sub("", style)):
        yield Reference("url", (found[1] or found[2]).strip("\"' "), loaded=True)


def _of_page(page: html.HtmlElement) -> Iterator[Reference]:
    for element, attribute, address, _ in page.iterlinks():
        if element.tag == "base":
            yield Reference("base", address, loaded=True)
        else:
            apart = element.tag == "a" and element.get("target") == "_blank"
            yield Reference(attribute or "style", address.strip(), _loaded(element, attribute), apart)
    for style in page.iter("style"):  # lxml sees an @import only between double quotes
        yield from _of_style(style.text or "")
    for element in page.iter(etree.Element):
        for attribute in _MORE:
            for address in _addresses(attribute, element.get(attribute, "")):
                yield Reference(attribute, address, loaded=True)


def _addresses(attribute: str, value: str) -> list[str]:
    if not attribute.endswith("srcset"):
        return [value] if value else []
    return [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]


def _loaded(element: html.HtmlElement, attribute: str | None) -> bool:
    if element.tag == "link":
        return element.get("rel", "") not in _SAYS_ONLY
    return not (element.tag in {"a", "area"} or attribute in {"cite", "longdesc"})


def _wrong(name: str, it: Reference, files: Collection[str]) -> str:
    """What is wrong with a reference of the file `name`, with the remedy; empty when nothing is."""
    if it.where == "base":
        return "changes where every address leads. Leave the base element out."
    parts = urlsplit(it.address)
    if parts.scheme:
        return _wrong_scheme(parts.scheme, it)
    if parts.netloc or parts.path.startswith("/") or "\\" in it.address:
        return "is an absolute address, which an LMS has no place for. Write it relative to the file."
    if not parts.path:
        return "" if parts.fragment else "is empty. Name a file or a place."
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
    if path in files:
        return ""
    if path.startswith(".."):
        return "leads out of the package. Put what it means into the package."
    if path.lower() in files:
        return f"differs in case from {path.lower()}. Write it as the file is called."
    return "is not in the package. Add the file or put the address right."


def _wrong_scheme(scheme: str, it: Reference) -> str:
    if scheme in _HELD or (scheme in _CHOSEN and not it.loaded):
        return ""
    if scheme == "http":
        remedy = 'Use https, a file of the package, or for a link target="_blank".'
        return "" if it.apart else f"is blocked in the frame of an LMS on https. {remedy}"
    if scheme in _CHOSEN:
        return "is fetched from elsewhere. Put the file into the package."
    return f"has the scheme {scheme}:, which a package may not use. Use a file of the package or https."
