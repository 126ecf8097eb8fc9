"""Markdown of the notebooks to HTML of the pages: links that fit the host, tables that scroll on their own."""

from collections.abc import Callable
from html import escape, unescape
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import mistune
from latex2mathml.converter import convert as mathml

from ..errors import CourseError
from ..lookup import meanings
from ..outline import GLOSSARY
from .pictures import figure

_MARK = '<span class="outside" aria-hidden="true"></span>'


class _Renderer(mistune.HTMLRenderer):
    def __init__(
        self, page_of: Callable[[str], str | None], name_of: Callable[[str], str], own_tab: bool
    ) -> None:
        super().__init__(escape=False)
        self._page_of = page_of
        self._name_of = name_of
        self._own_tab = own_tab
        self._numbers = count(1)
        self._pictures = count(1)

    def render_token(self, token: dict[str, Any], state: mistune.BlockState) -> str:
        """A picture alone in its paragraph becomes a figure; everything else as always."""
        inside = token.get("children") or []
        if token["type"] != "paragraph" or [each["type"] for each in inside] != ["image"]:
            return super().render_token(token, state)
        picture = inside[0]["attrs"]
        alternative = mistune.util.striptags(self.render_tokens(inside[0]["children"], state))
        return figure(picture["url"], unescape(alternative), picture.get("title") or "", next(self._pictures))

    def image(self, text: str, url: str, title: str | None = None) -> str:
        raise CourseError(f"The picture {url} stands within a text. Give it a paragraph of its own.")

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link to another notebook leads to its page, a word of the glossary to its meaning; another site is named."""
        parts = urlsplit(url)
        if parts.path == GLOSSARY and parts.fragment:
            return self._term(text, parts.fragment)
        if not parts.scheme and parts.path.endswith((".ipynb", ".md")):
            page = self._page_of(parts.path)
            if page is None:  # it is not there where this page stands: then one reads what to ask for
                name = self._name_of(parts.path)
                return f"{text} ({name})" if name else text
            url = page + (f"#{parts.fragment}" if parts.fragment else "")
            if urlsplit(url).scheme not in {"http", "https"}:
                return f'<a href="{escape(url)}">{text}</a>'
        if urlsplit(url).scheme in {"http", "https"}:
            tab, said = (' target="_blank"', ", in a new tab") if self._own_tab else ("", "")
            hush = f'<span class="hush"> (another site{said})</span>'
            return f'<a href="{escape(url)}"{tab} rel="noopener noreferrer">{text}{_MARK}{hush}</a>'
        return super().link(text, url, title)

    def _term(self, text: str, anchor: str) -> str:
        """A word with its meaning beside it (page.js shows it); the link leads to the list of all words."""
        page, meaning = self._page_of(GLOSSARY), meanings().get(anchor)
        if page is None or meaning is None:
            return text
        return f'<a class="term" href="{escape(page)}#{anchor}" data-meaning="{escape(meaning)}">{text}</a>'

    def inline_math(self, text: str) -> str:
        """`$...$` as MathML, which browsers draw and screen readers read without a script."""
        return _formula(text, "inline")

    def block_math(self, text: str) -> str:
        """`$$...$$` as MathML on a line of its own."""
        return f"<p>{_formula(text, 'block')}</p>\n"

    def table(self, text: str) -> str:
        label = f"Table {next(self._numbers)}"
        return f'<div class="scroll" data-table="{label}" role="region" aria-label="{label}" tabindex="0"><table>\n{text}</table></div>\n'

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        numbers = ' class="n"' if align == "right" else ""
        if head and text.strip():  # an empty corner is no heading
            return f'  <th scope="col"{numbers}>{text}</th>\n'
        return f"  <td{numbers}>{text}</td>\n"


def _formula(text: str, display: str) -> str:
    try:
        return str(mathml(unescape(text), display=display))
    except Exception as error:  # the library raises one class for each fault, and IndexError besides
        raise CourseError(
            f"The formula {text!r} cannot be read: {type(error).__name__}. Write it in LaTeX."
        ) from error


def converter(
    page_of: Callable[[str], str | None],
    name_of: Callable[[str], str] = lambda notebook: "",
    own_tab: bool = False,
) -> Callable[[str], str]:
    """Return a function from Markdown to HTML for one page.

    `page_of` gives the address of the page made from a notebook file, or None; then `name_of` gives what to call it. Raw HTML passes: the source is
    ours. A table stands in a region that scrolls by keyboard too; regions are numbered within the page.
    """
    markdown = mistune.create_markdown(
        renderer=_Renderer(page_of, name_of, own_tab),
        plugins=["table", "strikethrough", "def_list", "url", "math"],
    )
    return lambda source: str(markdown(source))
