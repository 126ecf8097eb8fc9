"""Agreements for hard conversations: a team chooses, rewords and orders them, and prints one page."""

from typing import Any

import traitlets

from . import agreements
from ._base import CourseWidget, script, style


class AgreementsBuilder(CourseWidget):
    """Six agreements, each with its safeguard beside it, and a team's own; the result is one page.

    Passing, disagreement, repair and a place for concerns are on every page. Nothing chosen or typed is a trait or an
    event: it is gone when the page is left, and leaves it only on paper or in a file that the learner names.
    """

    _esm = script(
        "_store.js",
        "_svg.js",
        "_keep.js",
        "_poster.js",
        "_builder.js",
        "agreements_builder_list.js",
        "agreements_builder.js",
    )
    _css = style("_options.css", "_builder.css", "agreements_builder.css")

    _agreements = traitlets.List(traitlets.Dict()).tag(sync=True)
    _safeguards = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        stock = agreements.load()
        self._agreements = [
            {
                "id": each.id,
                "text": each.text,
                "why": each.why,
                "safeguards": list(each.safeguards),
                "source": each.source.text,
            }
            for each in stock.agreements
        ]
        self._safeguards = [
            {
                "id": each.id,
                "text": each.text,
                "why": each.why,
                "always": each.always,
                "leftOut": each.left_out,
                "source": each.source.text,
            }
            for each in stock.safeguards
        ]
