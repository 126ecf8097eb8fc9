"""The links of written pages, followed without a browser: each leads to a file that is there, and to a place in it."""

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html


@cache
def _page(path: Path) -> etree._Element:
    return html.fromstring(path.read_bytes())


@cache
def _places(path: Path) -> frozenset[str]:
    return frozenset(_page(path).xpath("//@id | //a/@name"))


def faults(page: Path, root: Path) -> list[str]:
    """What is wrong with the addresses on a page of the folder `root`: dead, absolute, or loaded from elsewhere."""
    found = []
    for element, attribute, address, _ in _page(page).iterlinks():
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "tel", "sms", "mailto", "data") and element.tag == "a":
            continue
        if parts.scheme == "data":
            continue
        if parts.scheme or parts.netloc:
            found.append(f"{page.name}: <{element.tag} {attribute}> is asked of another host: {address}")
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if parts.path.startswith("/") or root.resolve() not in target.parents:
            found.append(f"{page.name}: {address} leads out of the folder")
        elif not target.is_file():
            found.append(f"{page.name}: {address} is not there")
        elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in _places(target):
            found.append(f"{page.name}: {address} names a place that is not there")
    return found
