"""One engine with three faces. Python owns the choice and refuses what does not exist; the browser paints."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, ClassVar

import traitlets

from ._base import AssetTrait, CourseWidget, asset, compact, script, static_text, style
from .explorer_figures import downloads_text, figures_text
from .instruments import Instrument, is_sensitive

ENGINE = (
    "explorer_figures.js",
    "explorer_words.js",
    "explorer_layout.js",
    "explorer_chart.js",
    "explorer_compare.js",
    "explorer_export.js",
    "explorer_controls.js",
    "explorer_page.js",
)
CHARTS = ("dots", "tiles")
SHARES = ("with", "without")


@cache
def _charts_text() -> str:
    return compact({name: json.loads(static_text(f"{name}.vg.json")) for name in CHARTS})


_texts: dict[str, tuple[str, str]] = {}


def _texts_of(face: type["Explorer"]) -> tuple[str, str]:
    """Figures and downloads of a face, packed once per process."""
    if face.face not in _texts:
        _texts[face.face] = figures_text(face.instruments), downloads_text(face.instruments)
    return _texts[face.face]


class Explorer(CourseWidget):
    """Base of the explorers. A face names its instruments; each choice is a trait, synced both ways.

    Args:
        instrument: id of a survey instrument; the first one when absent.
        measure: id of a measure of that instrument.
        protective: id of the protective experience that outcomes are crossed with, where there is one.
        group_by: how rows are made: "age", "sex", "race_ethnicity", "place", "measure" and so on.
        group: one group of `group_by`, for panels; empty for the whole.
        place: one place, for instruments with places; empty for all.
        share: "with" or "without".
        show_sensitive: also offer outcomes about suicide and forced sex.
        compact: only chart, table and source, for use inside the text of a module.
    """

    _esm = script("explorer.js")
    _css = style("explorer.css")

    face: ClassVar[str] = ""
    root_name: ClassVar[str] = ""
    instruments: ClassVar[tuple[Instrument, ...]] = ()

    instrument = traitlets.Unicode().tag(sync=True)
    measure = traitlets.Unicode().tag(sync=True)
    protective = traitlets.Unicode().tag(sync=True)
    group_by = traitlets.Unicode().tag(sync=True)
    group = traitlets.Unicode().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    share = traitlets.Unicode("with").tag(sync=True)
    show_sensitive = traitlets.Bool(False).tag(sync=True)
    compact = traitlets.Bool(False).tag(sync=True)
    _face = traitlets.Unicode().tag(sync=True)
    _root = traitlets.Unicode().tag(sync=True)
    _figures = AssetTrait()
    _charts = AssetTrait()
    _engine = AssetTrait()
    _vega = AssetTrait()
    _downloads = AssetTrait()

    def __init__(self, **kwargs: Any) -> None:
        cls = type(self)
        figures, downloads = _texts_of(cls)
        super().__init__(
            **{**kwargs, **cls._complete(kwargs)},
            _face=cls.face,
            _root=cls.root_name,
            _figures=asset(f"figures-{cls.face}", figures),
            _charts=asset("explorer-charts", _charts_text()),
            _engine=asset("explorer", script(*ENGINE)),
            _vega=asset("vega", static_text("vendor/vega.js")),
            _downloads=asset(f"downloads-{cls.face}", downloads),
        )

    @classmethod
    def _complete(cls, asked: Mapping[str, Any]) -> dict[str, str]:
        """Fill what was not asked for with what the instrument opens on; ValueError names what exists."""
        if "instrument" in asked:
            chosen = cls._instrument(asked["instrument"])
        else:
            chosen = next(
                (i for i in cls.instruments if asked.get("measure") in i.measure_ids), cls.instruments[0]
            )
        measure = asked.get("measure") or chosen.measure_ids[0]
        cls._refuse_unknown("measure", measure, chosen.measure_ids, chosen)
        if is_sensitive(measure) and not asked.get("show_sensitive"):
            raise ValueError(
                f"{cls.__name__}: measure={measure!r} stands behind a second choice of the reader. "
                "Pass show_sensitive=True as well, and put a content note and the support line near it."
            )
        grouping = asked.get("group_by") or chosen.grouping_ids[0]
        cls._refuse_unknown("group_by", grouping, chosen.grouping_ids, chosen)
        protective = asked.get("protective") or next(iter(chosen.protective), "")
        if protective or chosen.protective:
            cls._refuse_unknown("protective", protective, chosen.protective, chosen)
        share = asked.get("share", "with")
        cls._refuse_unknown("share", share, SHARES, chosen)
        return {
            "instrument": chosen.id,
            "measure": measure,
            "group_by": grouping,
            "protective": protective,
            "share": share,
        }

    @classmethod
    def _instrument(cls, name: str) -> Instrument:
        for instrument in cls.instruments:
            if instrument.id == name:
                return instrument
        raise ValueError(cls._unknown("instrument", name, [instrument.id for instrument in cls.instruments]))

    @classmethod
    def _refuse_unknown(cls, trait: str, value: str, known: Iterable[str], chosen: Instrument) -> None:
        known = list(known)
        if value not in known:
            raise ValueError(cls._unknown(trait, value, known, f" of the instrument {chosen.id!r}"))

    @classmethod
    def _unknown(cls, trait: str, value: str, known: Iterable[str], where: str = "") -> str:
        return (
            f"{cls.__name__}: {trait}={value!r} is none{where}. Use one of: {', '.join(known) or '(none)'}."
        )

    @traitlets.validate("instrument", "measure", "protective", "group_by", "share")  # type: ignore[untyped-decorator]
    def _exists(self, proposal: Any) -> str:
        """Checked together with the other traits of one change: the browser sets several at once."""
        trait, value = proposal["trait"].name, str(proposal["value"])
        try:
            chosen = self._instrument(value if trait == "instrument" else self.instrument)
            known: Mapping[str, Iterable[str]] = {
                "measure": chosen.measure_ids,
                "protective": (*chosen.protective, "") if not chosen.protective else chosen.protective,
                "group_by": chosen.grouping_ids,
                "share": SHARES,
            }
            if trait in known:
                self._refuse_unknown(trait, value, known[trait], chosen)
        except ValueError as error:
            raise traitlets.TraitError(str(error)) from None
        return value

    @traitlets.observe("instrument")  # type: ignore[untyped-decorator]
    def _follow(self, _change: Any) -> None:
        """After another instrument was chosen, take its first measure and grouping where the old ones do not exist."""
        chosen = self._instrument(self.instrument)
        if self.measure not in chosen.measure_ids:
            self.measure = chosen.measure_ids[0]
        if self.group_by not in chosen.grouping_ids:
            self.group_by = chosen.grouping_ids[0]
        if self.protective not in chosen.protective:
            self.protective = next(iter(chosen.protective), "")
