"""The scripts and values of a page's widgets as files: each script once, however many widgets and pages use it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup
from rcssmin import cssmin
from rjsmin import jsmin

from ...widgets._base import compact
from .frame import in_script
from .recorded import Recorded, parts

_WIDGETS = "widgets.js"
_FRAME = "_tokens.css"  # every page has it already
_VENDOR = "vendor/"
_LONG = 400  # characters


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files by name, and which of them a notebook's page loads, in order."""

    files: dict[str, bytes]
    scripts: dict[str, list[str]]


def bundle(recorded: dict[str, Recorded]) -> Bundle:
    """All that the widgets of some notebooks need: one file of scripts and styles, and one for each large text."""
    files: dict[str, bytes] = {}
    scripts: dict[str, list[str]] = {}
    shared: dict[str, str] = {}
    for notebook, each in recorded.items():
        large = []
        for name in _names(each.models.values()):
            if name in each.texts or name.startswith(_VENDOR):
                file = f"{name.removeprefix(_VENDOR).removesuffix('.js')}.js"
                files[file] = _registered({name: each.texts.get(name) or parts()[name]})
                large.append(file)
            elif name != _FRAME:
                shared[name] = _small(name)
        scripts[notebook] = [_WIDGETS, *sorted(large)] if each.models else []
    if shared:
        files[_WIDGETS] = _registered(shared)
    return Bundle(files, scripts)


def models_json(recorded: Recorded) -> Markup:
    """The traits of a notebook's widgets, for a script element of its page.

    A long value that several widgets have stands there once; the others say where, as `{"same": [model, trait]}`.
    """
    first: dict[str, list[str]] = {}
    models: dict[str, dict[str, Any]] = {}
    for name, traits in recorded.models.items():
        models[name] = {}
        for key, value in traits.items():
            kept = [part for part in value if part != _FRAME] if key == "_css" else value
            written = compact(kept)
            place = first.setdefault(written, [name, key])
            shared = place != [name, key] and len(written) > _LONG
            models[name][key] = {"same": place} if shared else kept
    return in_script(compact(models))


def without(recorded: Recorded, trait: str) -> Recorded:
    """The same widgets without one of their texts, and so without what they offer with it."""
    models = {
        name: {**traits, trait: None} if trait in traits else traits
        for name, traits in recorded.models.items()
    }
    used = {
        value.removeprefix("IPY_MODEL_")
        for traits in models.values()
        for value in traits.values()
        if isinstance(value, str)
    }
    kept = {name: traits for name, traits in models.items() if name in used or "_esm" in traits}
    return Recorded(recorded.cells, kept, recorded.texts)


def _names(models: Iterable[dict[str, Any]]) -> list[str]:
    found: dict[str, None] = {}
    for traits in models:
        for key in ("_css", "_esm", "text"):
            found.update(dict.fromkeys(traits.get(key) or []))
    return list(found)


@cache
def _small(name: str) -> str:
    text = parts()[name]
    made = cssmin(text) if name.endswith(".css") else jsmin(text)
    return str(made)


def _registered(texts: dict[str, str]) -> bytes:
    """A script that makes texts known to host.js. A page opened from a file may load scripts, but may not fetch."""
    listed = compact(dict(sorted(texts.items())))
    return f'Object.assign(globalThis[Symbol.for("mirrorwell.texts")]??={{}},{listed});\n'.encode()
