"""Six nested rings, and how one event at Harbor Street shows up in them: inward, outward and sideways."""

from typing import Any

import traitlets

from . import nested_scenes
from ._base import CourseWidget, script, style


class NestedSystemsMap(CourseWidget):
    """A teaching picture, not a simulation of anyone.

    The learner sends a disturbance or a repair in at a ring and follows it step by step. What is chosen stays in
    the page and is not kept; the page remembers only that one journey was followed to its end, and reports that once.
    """

    _esm = script("_svg.js", "_store.js", "nested_systems_picture.js", "nested_systems_map.js")
    _css = style("_mirror.css", "nested_systems_map.css")

    ring = traitlets.Unicode("funders").tag(sync=True)
    """The ring that is chosen at first: person, worker, team, organization, funders or society. Fixed once shown."""
    kind = traitlets.Unicode("disturbance").tag(sync=True)
    """What is chosen at first: disturbance or repair. Fixed once shown."""
    _rings = traitlets.List(traitlets.Dict()).tag(sync=True)
    _journeys = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name, known in (("ring", nested_scenes.RINGS), ("kind", nested_scenes.KINDS)):
            if getattr(self, name) not in known:
                raise ValueError(
                    f"NestedSystemsMap: there is no {name} {getattr(self, name)!r}. Use one of: {', '.join(known)}."
                )
        scenes = nested_scenes.load()
        self._rings = [
            {"id": ring.id, "name": ring.name, "who": ring.who, "text": ring.text} for ring in scenes.rings
        ]
        self._journeys = [_followed(journey) for journey in scenes.journeys]


def _followed(journey: nested_scenes.Journey) -> dict[str, Any]:
    """Return what the browser needs of a journey."""
    return {
        "ring": journey.ring,
        "kind": journey.kind,
        "title": journey.title,
        "steps": [
            {"ring": step.ring, "moves": step.moves, "text": step.text, "pause": step.pause}
            for step in journey.steps
        ],
        "ending": journey.ending,
        "plainer": journey.plainer,
        "source": journey.source.text,
    }
