"""The guide in memory, page by page, and then on disk."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from ...widgets import mirror_scenes
from ...widgets.support_panel import support_content
from ..folder import put
from ..outline import Course, course
from ..publish.assets import assets
from ..publish.frame import environment
from ..site import Site
from . import handouts, lesson, sheet, texts
from .lesson import Lesson
from .sheet import RunSheet
from .slides import bold, slides
from .texts import Form, Handout, TextPage

_STYLES = ("tokens.css", "page.css", "logo.svg", "fonts/LICENSE.txt")
_VERSION = re.compile(r"\?v=[0-9a-f]+")
Say = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Guide:
    """All that the guide says, read and checked."""

    course: Course
    site: Site
    lessons: tuple[Lesson, ...]
    sheets: tuple[RunSheet, ...]
    start: TextPage
    safety: TextPage
    handouts: tuple[Handout, ...]
    choices: tuple[str, ...]
    evaluation: Form
    follow_up: Form


def build_guide(out: Path, site: Site | None = None, say: Say = lambda done, total, what: None) -> int:
    """Write the facilitator guide into the folder `out`; returns the number of pages.

    `say` is told how far the work is: done, total, what comes next. Raises CourseError, and then `out` is as it was.
    """
    guide = read_guide(site or Site())
    made: dict[str, bytes] = {}
    total = len(page_names(guide)) + 1
    for name, html in render(guide):
        say(len(made), total, name)
        made[name] = html.encode()
    pages = len(made)
    say(pages, total, f"writing {out}")
    put({**made, **styles()}, out)
    say(total, total, "done")
    return pages


def read_guide(site: Site) -> Guide:
    """Read and check everything before anything is made."""
    held = course()
    choices, found = texts.load("handouts.toml", texts.read_handouts)
    texts.modules_known(found, {module.number for module in held.modules}, mirror_scenes.load().sets())
    return Guide(
        course=held,
        site=site,
        sheets=tuple(sheet.load(module) for module in held.modules),
        lessons=tuple(lesson.load(module) for module in held.modules),
        start=texts.load("start.toml", texts.read_page),
        safety=texts.load("safety.toml", texts.read_page),
        handouts=found,
        choices=choices,
        evaluation=texts.load("evaluation.toml", texts.read_form),
        follow_up=texts.load("follow_up.toml", texts.read_form),
    )


def render(guide: Guide, only: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Each page of the guide, or those of some names: its name and its HTML."""
    templates = environment(__package__)
    templates.filters |= {"bold": bold, "md": lesson.renderer()}
    shared = {"guide": guide, "support": _support(guide.site), "paper": handouts.paper, **handouts.content()}
    for name, template, values in _plan(guide):
        if only is not None and name not in only:
            continue
        yield name, templates.get_template(template).render(**shared, **values)


def page_names(guide: Guide) -> list[str]:
    """The names of all pages, in the order in which they are made."""
    return [name for name, _, _ in _plan(guide)]


def _plan(guide: Guide) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    yield "index.html", "index.html.j2", {}
    yield "safety.html", "safety.html.j2", {}
    for told, led in zip(guide.lessons, guide.sheets, strict=True):
        number = told.module.number
        here = {"lesson": told, "sheet": led, "module": told.module}
        used = [each for each in guide.handouts if number in each.modules]
        yield f"run-{number}.html", "run.html.j2", {**here, "used": used}
        yield (
            f"slides-{number}.html",
            "slides.html.j2",
            {**here, "slides": slides(told, led, guide.choices)},
        )
        for picture in told.pictures:
            yield f"picture-{picture.name}.html", "picture.html.j2", {**here, "picture": picture}
        yield f"take-away-{number}.html", "take_away.html.j2", here
        yield f"evaluation-{number}.html", "evaluation.html.j2", {**here, "form": guide.evaluation}
    for each in guide.handouts:
        if each.id != "scenes":
            yield f"handout-{each.id}.html", f"handout_{each.id.replace('-', '_')}.html.j2", {"handout": each}
            continue
        for set, number in zip(mirror_scenes.load().sets(), each.modules, strict=True):
            values = {"handout": each, "set": set, "number": number, "scenes": handouts.scenes(set)}
            yield f"handout-scenes-{set.lower()}.html", "handout_scenes.html.j2", values
            yield f"scenes-key-{set.lower()}.html", "scenes_key.html.j2", values
    yield "follow-up.html", "follow_up.html.j2", {"form": guide.follow_up}
    yield "six-questions.html", "six_questions.html.j2", {"form": guide.follow_up}
    yield "six-questions-key.html", "six_questions_key.html.j2", {"form": guide.follow_up}


def _support(site: Site) -> dict[str, Any]:
    content = support_content(contact=site.contact, local=site.local_lines)
    emergency = f"{content['intro'].partition('. ')[0]}."
    if site.emergency_number:
        emergency = f"In immediate danger: {site.emergency_number}."
    return {**content, "emergency": emergency}


def styles() -> dict[str, bytes]:
    """Style sheets, mark and fonts, without the versions that the server adds to their addresses."""
    wanted = [name for name in assets() if name in _STYLES or name.endswith(".woff2")]
    found = {f"style/{name}": assets()[name].body for name in wanted}
    page = found["style/page.css"].decode()
    found["style/page.css"] = _VERSION.sub("", page).encode()
    return found | {
        f"style/{file.name}": file.read_bytes() for file in files(__package__).joinpath("static").iterdir()
    }
