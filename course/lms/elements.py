"""XML as bytes, and the few pieces of HTML that stand inside it: built of elements, the same bytes each time."""

from collections.abc import Iterable
from html import escape
from typing import Any

from lxml import etree

Element = etree._Element


def element(
    namespace: str, name: str, *inside: Element | str, attributes: dict[str, str] | None = None
) -> Element:
    """An element of the namespace (empty for none) that holds the given elements, or one text."""
    tag = f"{{{namespace}}}{name}" if namespace else name
    default: Any = {None: namespace} if namespace else None
    made = etree.Element(tag, attributes or {}, nsmap=default)
    for each in inside:
        if isinstance(each, str):
            made.text = each
        else:
            made.append(each)
    return made


def document(root: Element) -> bytes:
    """The whole document: UTF-8 without byte order mark, indented, no namespace said twice."""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def text(said: str) -> str:
    """Plain text as HTML."""
    return escape(said, quote=False)


def paragraphs(*texts: str) -> str:
    """Plain texts as paragraphs of HTML; empty ones are left out."""
    return "".join(f"<p>{text(said)}</p>" for said in texts if said)


def listed(items: Iterable[str], kind: str = "ul") -> str:
    """Pieces of HTML as a list: `ol` where the order says something. Nothing for no items."""
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f"<{kind}>{inside}</{kind}>" if inside else ""
