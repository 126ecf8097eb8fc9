"""The parallel-process mirror quiz: find the same dynamic at another level, or look at one value at four levels."""

from collections.abc import Sequence
from typing import Any

import traitlets

from . import mirror_scenes, mirror_values
from ._base import CourseWidget, script, style

_SCRIPTS = {
    "match": (
        "_random.js",
        "_store.js",
        "_svg.js",
        "_table.js",
        "mirror_rings.js",
        "mirror_match_run.js",
        "mirror_match_stage.js",
        "mirror_match_end.js",
        "mirror_match.js",
    ),
    "practice": (
        "_random.js",
        "_store.js",
        "_svg.js",
        "_table.js",
        "_sealed.js",
        "_keep.js",
        "_words.js",
        "mirror_skyline.js",
        "mirror_profile.js",
        "mirror_then.js",
        "mirror_practice.js",
    ),
}


class MirrorQuiz(CourseWidget):
    """A reflection in two kinds. It is no validated measure, scores no person and no employer, and says so.

    `kind="match"`: a scene with the people we serve, and its reflection among staff, in leadership and in the
    organization. `items` is a set of the course ("A" to "D") or a list of scene ids; all scenes when absent.

    `kind="practice"`: the same value at four levels, between two statements. `values` is a list of value ids;
    all fourteen when absent.

    What a learner chooses never becomes a trait. Options of the other kind are refused by name.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    # JupyterLab keeps one style sheet for each class, so both kinds travel together.
    _css = style("_mirror.css", "_options.css", "mirror_match.css", "mirror_practice.css")

    kind = traitlets.Enum(tuple(_SCRIPTS), "match").tag(sync=True)
    items = traitlets.Union([traitlets.Unicode(), traitlets.List(traitlets.Unicode())]).tag(sync=True)
    values = traitlets.List(traitlets.Unicode()).tag(sync=True)
    seed = traitlets.Int(None, allow_none=True, min=0, max=999_999).tag(sync=True)
    """Fixes the order, for tests and for a group that works in step; None draws one, which the page shows."""
    _content = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        *,
        scenes: mirror_scenes.Scenes | None = None,
        statements: mirror_values.Values | None = None,
        **kwargs: Any,
    ) -> None:
        """`scenes` and `statements` replace the course's own content, read by the `read` of their modules."""
        kind = kwargs.get("kind", "match")
        if not isinstance(kind, str) or kind not in _SCRIPTS:
            raise ValueError(f"MirrorQuiz: unknown kind {kind!r}. Use one of: {', '.join(_SCRIPTS)}.")
        super().__init__(_esm=script(*_SCRIPTS[kind]), **kwargs)
        if self.kind == "match":
            self._refuse("values", self.values)
            self._content = mirror_scenes.content(scenes or mirror_scenes.load(), self.items)
        else:
            self._refuse("items", self.items)
            self._content = mirror_values.content(statements or mirror_values.load(), self.values)

    def _refuse(self, option: str, value: Sequence[str]) -> None:
        if value:
            raise ValueError(f"MirrorQuiz: {option} has no meaning with kind={self.kind!r}. Leave it out.")
