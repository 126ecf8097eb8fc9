"""What was opened, tried and finished; kept where the page may keep it, and carried to another device by a file."""

from typing import Any

import traitlets

from ._base import CourseWidget, script, style
from .syllabus import syllabus


def course_outline() -> dict[str, Any]:
    """Return what the browser needs of the syllabus to say how far someone has come."""
    course = syllabus()
    return {
        "title": course.title,
        "pass_mark": course.pass_mark,
        "minutes": sum(module.minutes for module in course.modules),
        "modules": [
            {"number": module.number, "title": module.title, "sections": len(module.sections)}
            for module in course.modules
        ],
    }


class Progress(CourseWidget):
    """A list of the modules with what the browser remembers of each: sections opened, tries, best score of a check.

    Nothing typed and no rating is part of it, and no percentage of a person. A file carries it to another device;
    opening one keeps the better of both, so nothing is lost.
    """

    _esm = script("_store.js", "_progress.js", "_sealed.js", "_keep.js", "progress.js")
    _css = style("progress.css")

    _course = traitlets.Dict().tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._course = course_outline()
