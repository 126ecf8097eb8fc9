"""Markdown of the notebooks to HTML of the pages: links that fit the host, tables that scroll on their own."""

from collections.abc import Callable
from html import escape
from itertools import count
from urllib.parse import urlsplit

import mistune

_OUTSIDE = '<span class="outside" aria-hidden="true"></span><span class="hush"> (another site)</span>'


class _Renderer(mistune.HTMLRenderer):
    def __init__(self, page_of: Callable[[str], str | None]) -> None:
        super().__init__(escape=False)
        self._page_of = page_of
        self._numbers = count(1)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link to another notebook leads to its page; a link to another site says so."""
        parts = urlsplit(url)
        page = self._page_of(parts.path) if not parts.scheme and parts.path.endswith(".ipynb") else None
        if page is not None:
            anchor = f"#{parts.fragment}" if parts.fragment else ""
            return f'<a href="{escape(page + anchor)}">{text}</a>'
        if parts.scheme in {"http", "https"}:
            return f'<a href="{escape(url)}" rel="noopener noreferrer">{text}{_OUTSIDE}</a>'
        return super().link(text, url, title)

    def table(self, text: str) -> str:
        label = f"Table {next(self._numbers)}"
        return f'<div class="scroll" data-table="{label}" role="region" aria-label="{label}" tabindex="0"><table>\n{text}</table></div>\n'

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        numbers = ' class="n"' if align == "right" else ""
        if head and text.strip():  # an empty corner is no heading
            return f'  <th scope="col"{numbers}>{text}</th>\n'
        return f"  <td{numbers}>{text}</td>\n"


def converter(page_of: Callable[[str], str | None]) -> Callable[[str], str]:
    """Return a function from Markdown to HTML for one page.

    `page_of` gives the address of the page made from a notebook file, or None. Raw HTML passes: the source is
    ours. A table stands in a region that scrolls by keyboard too; regions are numbered within the page.
    """
    markdown = mistune.create_markdown(
        renderer=_Renderer(page_of), plugins=["table", "strikethrough", "def_list", "url"]
    )
    return lambda source: str(markdown(source))
