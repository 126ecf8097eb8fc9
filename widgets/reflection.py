"""A moment for the learner alone: what is typed stays in the page's memory and is never known to Python."""

import re
from typing import Any

import traitlets

from ._base import CourseWidget, script, style


class Reflection(CourseWidget):
    """An optional question with room to type.

    Nothing typed is a trait, an event, or stored: it is gone when the page is left. A copy leaves the page only as
    a file that the learner names. Skipping is as good as writing, and nothing records either.
    """

    _esm = script("_store.js", "_keep.js", "reflection.js")
    _css = style("reflection.css")

    prompt = traitlets.Unicode().tag(sync=True)
    """The question, about a pattern and never about a person."""
    help = traitlets.Unicode(
        "Describe the pattern, not the person. On paper or in thought is just as good."
    ).tag(sync=True)
    key = traitlets.Unicode("reflection").tag(sync=True)
    """Kebab-case name of this reflection; the file for a copy is called so until the learner names it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not self.prompt.strip():
            raise ValueError("Reflection: the prompt is empty. Write the question.")
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.key):
            raise ValueError(
                f"Reflection: the key {self.key!r} is not kebab-case. Use lower-case words joined by hyphens."
            )
