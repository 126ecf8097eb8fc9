"""Pages as files: a recorded notebook, or a list of words, sources or modules, in the frame where it will stand."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from rcssmin import cssmin
from rjsmin import jsmin

from .. import lookup
from ..outline import LMS_GUIDE, PAGES, App, Module
from .assets import Asset, assets
from .bundle import models_json
from .cells import Blocks
from .frame import Frame, environment
from .markdown import converter
from .place import Alone, Beside, file_name
from .recorded import Recorded
from .texts import NAMES, text_page

_VERSION = re.compile(r"\?v=[0-9a-f]+")
_TERM = re.compile(r'class="term" href="#([a-z0-9-]+)"')
_FINE_FONTS = {"fonts/atkinson-400-italic.woff2", "fonts/atkinson-600-normal.woff2"}
_FINE_FACES = re.compile(r"@font-face *\{[^}]*(?:400-italic|600-normal)[^}]*\}")
# A script for pages with a kernel behind them, and a text that stands in licenses.txt.
_LEFT_OUT = {"live.js", "fonts/LICENSE.txt"}


@cache
def _templates() -> Environment:
    return environment()


def lesson_page(part: Module | App, recorded: Recorded, frame: Frame, scripts: list[str]) -> str:
    """The page of a module or an app; `scripts` are the assets that its widgets need."""
    blocks = Blocks(
        converter(frame.page_of, frame.name_of, frame.own_tab),
        part if isinstance(part, Module) else None,
        _place_of_widget,
    )
    made = [Markup(blocks.render(cell)) for cell in recorded.cells]
    alone = _on_the_page("".join(made), frame) if isinstance(frame, Alone) else {}
    values = {
        "blocks": made,
        "scripts": scripts,
        "models": models_json(recorded),
        "here": part.path.split("/")[0],
        **around(part, frame),
        **alone,
    }
    return _templates().get_template("page.html.j2").render(frame=frame, **values)


def _place_of_widget(view: Mapping[str, Any]) -> str:
    return f'<template data-model="{view["model_id"]}"></template>'


def around(part: Module | App, frame: Frame) -> dict[str, Any]:
    """What a template needs to know of a page: its module or app, and the modules before and after it."""
    if isinstance(part, App):
        return {"app": part, "module": None, "back": None, "next": None}
    modules = frame.course.modules
    at = modules.index(part)
    return {
        "module": part,
        "app": None,
        "back": modules[at - 1] if at else None,
        "next": modules[at + 1] if at + 1 < len(modules) else None,
    }


def _on_the_page(html: str, frame: Frame) -> dict[str, Any]:
    """What a page that stands alone says of words, of the course and of problems."""
    texts = [(at[1:], text_page(name, frame)) for name, at in Alone.inside.items() if at]
    used = set(_TERM.findall(html + "".join(text.body for _, text in texts)))
    return {"words": [term for term in lookup.terms() if term.anchor in used], "texts": texts}


def other_pages(frame: Beside) -> dict[str, str]:
    """Home, words, sources and texts, by file name."""
    templates = _templates()

    def page(template: str, **values: Any) -> str:
        return templates.get_template(template).render(frame=frame, **values)

    made = {
        frame.home: page("home.html.j2"),
        "glossary.html": page("glossary.html.j2", terms=lookup.terms()),
        "references.html": page("references.html.j2", works=lookup.works()),
    }
    left_out = {LMS_GUIDE} if frame.packaged else set()
    for name in NAMES:
        if name not in left_out:
            made[f"{PAGES[name]}.html"] = page("text.html.j2", text=text_page(name, frame))
    return made


def asset_files(lean: bool = False) -> dict[str, bytes]:
    """Styles, scripts, mark and fonts of the frame as files beside the pages, in a folder `assets`.

    `lean` leaves out two of the four fonts, a third of the bytes of a module: the browser slants and the bold one
    stands for the semibold.
    """
    made: dict[str, bytes] = {}
    for name, asset in assets().items():
        if name in _LEFT_OUT or (lean and name in _FINE_FONTS):
            continue
        made[f"assets/{file_name(name)}"] = _small(asset, lean)
    return made


@cache
def _small(asset: Asset, lean: bool) -> bytes:
    if asset.name.endswith(".css"):
        style = _VERSION.sub("", asset.body.decode())
        return str(cssmin(_FINE_FACES.sub("", style) if lean else style)).encode()
    return str(jsmin(asset.body.decode())).encode() if asset.name.endswith(".js") else asset.body
