"""A page that says what a learner did, in the learner's own words: nobody verified it, and it holds no score."""

from typing import Any

import traitlets

from ._base import CourseWidget, script, style
from .progress import course_outline


class Certificate(CourseWidget):
    """A printable certificate of completion, open once the course is complete.

    Complete means: every module opened, every knowledge check tried, the pass mark reached in the post-test. What was
    done elsewhere or on paper can be said so. The name lives in memory only. In our own pages the host's credit from
    `--site` fills the fields of a provider; in a notebook the options do. Without a provider it says that the course
    has not been approved for continuing-education credit.
    """

    _esm = script("_store.js", "_progress.js", "_svg.js", "_poster.js", "certificate.js")
    _css = style("certificate.css")

    provider = traitlets.Unicode().tag(sync=True)
    """Name of an approved provider of continuing education; needs `number` and `statement` beside it."""
    number = traitlets.Unicode().tag(sync=True)
    program_number = traitlets.Unicode().tag(sync=True)
    special_category = traitlets.Unicode().tag(sync=True)
    responsible = traitlets.Unicode().tag(sync=True)
    """The responsible social worker, with credentials."""
    statement = traitlets.Unicode().tag(sync=True)
    """The provider's approval statement."""
    _course = traitlets.Dict().tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        needed = {"provider": self.provider, "number": self.number, "statement": self.statement}
        missing = [name for name, text in needed.items() if not text.strip()]
        if 0 < len(missing) < len(needed):
            raise ValueError(
                f"Certificate: {missing[0]} is missing beside the provider's other fields. "
                "Give provider, number and statement together, or none of them."
            )
        self._course = course_outline()
