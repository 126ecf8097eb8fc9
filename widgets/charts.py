"""The charts of the explorers, written in Altair and compiled to Vega, which is what the browser reads.

    python -m mirrorwell.widgets.charts            write static/*.vg.json
    python -m mirrorwell.widgets.charts --check    fail when a file is not what this module would write

The browser alone knows the font and the width, so it lays out the rows: each datum carries its `y` in pixels, and
text its `x` too. What a value, an interval or a doubt looks like is decided here. Colors are names of design
tokens, which the SVG renderer passes on to the page: another theme needs no other chart.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

STATIC = Path(__file__).parent / "static"
_SIDE = alt.ExprRef("datum.x")
_HEIGHT = alt.ExprRef("datum.y")
# The compiler, pinned so that a newer vl-convert writes the same file.
_VEGA_LITE = "6.4"


def _token(name: str) -> str:
    return f"var(--mw-{name})"


def _by_kind(**colors: str) -> alt.ExprRef:
    """Choose a token by the kind of a row: all, plain, weak, open, chosen. The last one is for all other kinds."""
    *named, (_, last) = colors.items()
    choice = "".join(f"datum.kind === '{kind}' ? '{_token(color)}' : " for kind, color in named)
    return alt.ExprRef(f"{choice}'{_token(last)}'")


def _texts() -> alt.Chart:
    """Every word of a chart: real text, placed by the browser, styled by its `role`."""
    bold = "indexof(['all', 'figure', 'weak', 'head', 'code'], datum.role) >= 0 ? 700 : 400"
    soft = _token("ink-soft")
    color = (
        f"datum.role === 'weak' ? '{_token('weak')}' : indexof(['small', 'axis'], datum.role) >= 0 ? '{soft}' : "
        f"datum.inverse ? '{_token('on-level')}' : '{_token('ink')}'"
    )
    return (
        alt.Chart(alt.NamedData("texts"))
        .mark_text(
            aria=False,
            x=_SIDE,
            y=_HEIGHT,
            align=alt.ExprRef("datum.align"),
            baseline="middle",
            font=_token("font"),
            fontSize=alt.ExprRef("datum.size"),
            fontWeight=alt.ExprRef(bold),
            fill=alt.ExprRef(color),
        )
        .encode(text="text:N")
    )


def _boxes(data: str, **look: Any) -> alt.Chart:
    """Rectangles that the browser places: x, y, x2 and y2 of each row, in pixels."""
    place = {"x": _SIDE, "x2": alt.ExprRef("datum.x2"), "y": _HEIGHT, "y2": alt.ExprRef("datum.y2")}
    return alt.Chart(alt.NamedData(data)).mark_rect(aria=False, **place, **look).encode()


def _finish(chart: alt.LayerChart, **params: float) -> alt.LayerChart:
    """Sizes, padding and parameters are set from the browser; here they only have to be there."""
    return (
        chart.add_params(*(alt.param(name=name, value=value) for name, value in params.items()))
        .properties(width=600, height=300, padding=0, autosize="none")
        .configure(aria=False, background="transparent")
        .configure_view(stroke=None)
    )


def dots() -> alt.LayerChart:
    """Estimates with 95% intervals on one axis; also the difference of two, around zero.

    Data: `ticks` (at, y, y2, base), `rows` (y, value, low, high, kind, shape, hollow, slim), `texts` (x, y, text, size, role, align).
    """
    scale = alt.Scale(domain=[alt.ExprRef("from"), alt.ExprRef("to")], nice=False, zero=False)

    def across(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=None)

    grid = (
        alt.Chart(alt.NamedData("ticks"))
        .mark_rule(
            aria=False,
            y=_HEIGHT,
            y2=alt.ExprRef("datum.y2"),
            stroke=alt.ExprRef(f"datum.base ? '{_token('edge')}' : '{_token('grid')}'"),
            strokeWidth=alt.ExprRef("datum.base ? 1.5 : 1"),
        )
        .encode(x=across("at"))
    )
    rows = alt.Chart(alt.NamedData("rows"))
    intervals = (
        rows.transform_filter("isValid(datum.low) && isValid(datum.high)")
        .mark_rule(
            aria=False,
            y=_HEIGHT,
            clip=True,
            strokeWidth=3,
            strokeCap="round",
            strokeDash=alt.ExprRef("datum.kind === 'weak' ? [1, 6] : [1, 0]"),
            stroke=_by_kind(weak="weak", all="ink-soft", other="data"),
        )
        .encode(x=across("low"), x2="high:Q")
    )
    marks = (
        rows.transform_filter("isValid(datum.value)")
        .mark_point(
            aria=False,
            y=_HEIGHT,
            opacity=1,
            size=alt.ExprRef("datum.slim ? 70 : datum.shape === 'diamond' ? 150 : datum.hollow ? 110 : 120"),
            shape=alt.ExprRef("datum.shape"),
            fill=alt.ExprRef(
                f"datum.hollow ? '{_token('surface')}' : datum.kind === 'all' ? '{_token('ink-soft')}' : '{_token('data')}'"
            ),
            stroke=alt.ExprRef(
                f"!datum.hollow ? '{_token('surface')}' : datum.kind === 'weak' ? '{_token('weak')}' : "
                f"datum.kind === 'all' ? '{_token('ink-soft')}' : '{_token('data')}'"
            ),
            strokeWidth=alt.ExprRef("datum.hollow ? 3 : datum.slim ? 1 : 1.5"),
        )
        .encode(x=across("value"))
    )
    chosen = _boxes("bands", cornerRadius=6, fill=_token("water"))
    return _finish(alt.layer(chosen, grid, intervals, marks, _texts()), **{"from": 0, "to": 100})


def tiles() -> alt.LayerChart:
    """States as equal tiles: no area, no order, four steps of one color and the value in print.

    Data: `tiles` (x, y, x2, y2, value, chosen), `texts`. Parameters `cut1` to `cut3` part the four steps.
    """
    steps = [_token(f"seq-{step}") for step in (1, 2, 4, 5)]
    fill = (
        f"!isValid(datum.value) ? 'transparent' : datum.value < cut1 ? '{steps[0]}' : "
        f"datum.value < cut2 ? '{steps[1]}' : datum.value < cut3 ? '{steps[2]}' : '{steps[3]}'"
    )
    grid = _boxes(
        "tiles",
        cornerRadius=4,
        fill=alt.ExprRef(fill),
        stroke=alt.ExprRef(f"datum.chosen ? '{_token('ink')}' : '{_token('edge')}'"),
        strokeWidth=alt.ExprRef("datum.chosen ? 4 : 1"),
        strokeDash=alt.ExprRef("isValid(datum.value) ? [1, 0] : [2, 3]"),
    )
    return _finish(alt.layer(grid, _texts()), cut1=25, cut2=50, cut3=75)


CHARTS = {"dots": dots, "tiles": tiles}


def written(name: str) -> str:
    """The text of `static/<name>.vg.json`: the same for the same Altair."""
    spec: dict[str, Any] = vl_convert.vegalite_to_vega(CHARTS[name]().to_dict(), vl_version=_VEGA_LITE)
    return json.dumps(spec, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def stale() -> list[str]:
    """Names of the files that are not what this module would write."""
    return [
        name
        for name in CHARTS
        if not (file := STATIC / f"{name}.vg.json").is_file()
        or file.read_text(encoding="utf-8") != written(name)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m mirrorwell.widgets.charts", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a file is stale")
    if parser.parse_args(arguments).check:
        old = stale()
        for name in old:
            print(
                f"static/{name}.vg.json is not what charts.py says. Run: python -m mirrorwell.widgets.charts",
                file=sys.stderr,
            )
        return 1 if old else 0
    for name in CHARTS:
        (STATIC / f"{name}.vg.json").write_text(written(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
