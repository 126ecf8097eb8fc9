"""What every widget of the course stands on: one base class, joined scripts, and texts that travel once per page."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import anywidget
import traitlets
from ipywidgets import widget_serialization

_STATIC = files(__package__).joinpath("static")


def static_text(name: str) -> str:
    """Return a file of `static/` as text, for example `static_text("vendor/vega.js")`."""
    return _STATIC.joinpath(name).read_text(encoding="utf-8")


@cache
def script(*names: str) -> str:
    """Join `_shared.js` and the named scripts into one ES module.

    The shared script declares plain functions and exports nothing; the last script has the `export default`.
    This is the whole build: what is in the files is what runs in the browser.
    """
    return "\n".join(static_text(name) for name in ("_shared.js", *names))


@cache
def style(*names: str) -> str:
    """Join the design tokens, `_shared.css` and the named style sheets."""
    return "\n".join(static_text(name) for name in ("_tokens.css", "_shared.css", *names))


class Stable:
    """A repr without a memory address, so that `pytest --nbval` can compare it."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class CourseWidget(Stable, anywidget.AnyWidget):  # type: ignore[misc]
    """Base of all widgets. A keyword that is no trait is refused by name."""

    def __init__(self, **kwargs: Any) -> None:
        unknown = sorted(set(kwargs) - set(self.trait_names()))
        if unknown:
            known = ", ".join(sorted(name for name in type(self)._own_traits()))
            remedy = f"Use one of: {known}." if known else "It takes no options."
            raise TypeError(f"{type(self).__name__} has no option {unknown[0]!r}. {remedy}")
        super().__init__(**kwargs)

    @classmethod
    def _own_traits(cls) -> list[str]:
        base = set(anywidget.AnyWidget.class_trait_names())
        return [name for name in cls.class_trait_names() if name not in base and not name.startswith("_")]


class Asset(Stable, anywidget.AnyWidget):  # type: ignore[misc]
    """A long text that several widgets of a page use and that is sent to the page once.

    `_esm` is a trait of each widget, so five explorers would send five copies of a library. They refer to one
    `Asset` model instead; `_shared.js` resolves the reference with `assetText(model, name)` or
    `assetModule(model, name)`, and caches it for the page.
    """

    _esm = "export default { render() {} };"
    name = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)


_assets: dict[str, Asset] = {}


def asset(name: str, text: str) -> Asset:
    """Return the kernel's one asset of this name, made on first use and again after it was closed."""
    held = _assets.get(name)
    if held is None or held.comm is None:
        held = _assets[name] = Asset(name=name, text=text)
    return held


def compact(value: Any) -> str:
    """JSON without spaces, for texts that travel."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class AssetTrait(traitlets.Instance):  # type: ignore[misc]
    """A reference to an `Asset`; fixed after the widget is made."""

    def __init__(self) -> None:
        super().__init__(Asset, allow_none=True)
        self.tag(sync=True, **widget_serialization)
