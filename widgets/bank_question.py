"""One question of the bank: its five kinds, and how each is read from the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from mirrorwell import datasets

from .content import Reader


class _Kind(NamedTuple):
    """The keys of a kind of question beside those of all kinds, and how many parts it has."""

    keys: tuple[str, ...]
    least: int
    most: int


_KINDS = {
    "single": _Kind(("options",), 4, 4),
    "several": _Kind(("options",), 4, 6),
    "match": _Kind(("pairs",), 3, 6),
    "order": _Kind(("steps",), 3, 6),
    "number": _Kind(("number", "feedback"), 0, 0),
}
KINDS = tuple(_KINDS)
_KEYS = ("id", "module", "kind", "stem", "source", "figures", "extra")


@dataclass(frozen=True)
class Option:
    """One answer, and why it belongs to the best ones or not."""

    text: str
    feedback: str
    best: bool = False


@dataclass(frozen=True)
class Pair:
    """Two texts that belong together, and why."""

    left: str
    right: str
    feedback: str


@dataclass(frozen=True)
class Step:
    """One step of a sequence, and why it stands where it stands."""

    text: str
    feedback: str


@dataclass(frozen=True)
class Number:
    """A value to be read in an explorer. `answer` comes from the row that `figure` names, never from the bank.

    An entry counts as right when it is at most `tolerance` away, in the same unit; `right`, `low` and `high` are
    the feedback for an entry within the tolerance, below it and above it.
    """

    figure: str
    answer: float
    decimals: int
    tolerance: float
    unit: str
    where: str
    right: str
    low: str
    high: str


@dataclass(frozen=True)
class Question:
    """One question in the order of the file; `figures` maps printed findings to references of `datasets.figure`.

    Of `options`, `pairs`, `steps` and `number` only those of its kind are filled. An `extra` question is asked in
    the check of its module and never drawn for the post-test.
    """

    id: str
    module: int
    kind: str
    stem: str
    source_ids: tuple[str, ...]
    source: str
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    steps: tuple[Step, ...] = ()
    number: Number | None = None
    figures: tuple[tuple[str, str], ...] = ()
    extra: bool = False

    def texts(self) -> tuple[str, ...]:
        """Return all that a learner reads, for those who check wording and figures."""
        said = [self.stem]
        said += [text for option in self.options for text in (option.text, option.feedback)]
        said += [text for pair in self.pairs for text in (pair.left, pair.right, pair.feedback)]
        said += [text for step in self.steps for text in (step.text, step.feedback)]
        if self.number:
            said += [self.number.where, self.number.right, self.number.low, self.number.high]
        return tuple(said)


def read_question(reader: Reader, given: str, raw: Mapping[str, Any]) -> Question:
    """Make a question of its table in the file; the first fault is raised as a `ContentError`."""
    kind = reader.one_of(given, raw, "kind", KINDS)
    reader.keys(given, raw, (*_KEYS, *_KINDS[kind].keys))
    module, extra = raw.get("module"), raw.get("extra", False)
    if type(module) is not int or not given.startswith(f"Q{module}."):
        reader.fail(given, f"the id does not fit module {module!r}", 'Write id = "Q5.1" with module = 5')
    if not isinstance(extra, bool):
        reader.fail(given, f"extra is {extra!r}", "Write extra = true, or leave it out", near="extra")
    source = reader.source(given, raw)
    question = Question(
        id=given,
        module=module,
        kind=kind,
        stem=reader.said(given, raw, "stem", "the question"),
        source_ids=source.ids,
        source=source.text,
        options=_options(reader, given, raw, kind) if kind in ("single", "several") else (),
        pairs=_pairs(reader, given, raw) if kind == "match" else (),
        steps=_steps(reader, given, raw) if kind == "order" else (),
        number=_number(reader, given, raw) if kind == "number" else None,
        figures=tuple((str(shown), str(ref)) for shown, ref in _table(reader, given, raw, "figures", {})),
        extra=extra,
    )
    for shown, ref in question.figures:
        if not any(shown in text for text in question.texts()):
            reader.fail(given, f"figure {shown!r} is printed nowhere", "Mend it or take it out", near=shown)
        if "?" not in ref:
            remedy = "Write RESOURCE?column=value"
            reader.fail(given, f"figure {shown!r} refers to {ref!r}", remedy, near=shown)
    return question


def _options(reader: Reader, given: str, raw: Mapping[str, Any], kind: str) -> tuple[Option, ...]:
    parts = _parts(reader, given, raw, kind, "option", ("text", "feedback", "best"))
    best = [number for number, item in enumerate(parts, 1) if item.get("best", False) is True]
    for number, item in enumerate(parts, 1):
        if not isinstance(item.get("best", False), bool):
            reader.fail(given, f"option {number}: best is {item['best']!r}", "Write best = true", near="best")
    if not best:
        reader.fail(given, "no best answer", "Add best = true to one option")
    if kind == "single" and len(best) > 1:
        both = " and ".join(map(str, best))
        reader.fail(given, f"{len(best)} best answers (options {both})", "Keep best = true on one")
    if kind == "several" and len(best) == 1:
        reader.fail(given, "only one best answer", 'Add best = true to a second one, or use kind = "single"')
    if len(best) == len(parts):
        reader.fail(given, "every option is a best answer", "Leave best = true out of at least one")
    _different(reader, given, parts, "text", "option")
    return tuple(Option(item["text"], item["feedback"], item.get("best", False)) for item in parts)


def _pairs(reader: Reader, given: str, raw: Mapping[str, Any]) -> tuple[Pair, ...]:
    parts = _parts(reader, given, raw, "match", "pair", ("left", "right", "feedback"))
    _different(reader, given, parts, "left", "pair")
    _different(reader, given, parts, "right", "pair")
    return tuple(Pair(item["left"], item["right"], item["feedback"]) for item in parts)


def _steps(reader: Reader, given: str, raw: Mapping[str, Any]) -> tuple[Step, ...]:
    parts = _parts(reader, given, raw, "order", "step", ("text", "feedback"))
    _different(reader, given, parts, "text", "step")
    return tuple(Step(item["text"], item["feedback"]) for item in parts)


def _parts(
    reader: Reader, given: str, raw: Mapping[str, Any], kind: str, part: str, keys: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return the options, pairs or steps, their texts stripped, after a look at number, keys and texts."""
    _, least, most = _KINDS[kind]
    parts = reader.tables(given, raw, f"{part}s")
    if not least <= len(parts) <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        reader.fail(given, f"{len(parts)} {part}s instead of {wanted}", f"Write {wanted}", near=f"{part}s")
    made = []
    for number, item in enumerate(parts, 1):
        where = f"{part} {number}"
        reader.keys(given, item, keys, where)
        said = {key: reader.said(given, item, key, where) for key in keys if key != "best"}
        made.append({**item, **said})
    return made


def _different(reader: Reader, given: str, parts: list[dict[str, Any]], key: str, part: str) -> None:
    seen: dict[str, int] = {}
    for number, item in enumerate(parts, 1):
        first = seen.setdefault(item[key].casefold(), number)
        if first != number:
            reason = f"{part}s {first} and {number} have the same {key}, {item[key]!r}"
            reader.fail(given, reason, "Give each its own", near=f'"{item[key]}"')


def _number(reader: Reader, given: str, raw: Mapping[str, Any]) -> Number:
    told = dict(_table(reader, given, raw, "number"))
    feedback = dict(_table(reader, given, raw, "feedback"))
    reader.keys(given, told, ("figure", "decimals", "tolerance", "unit", "where"), "number")
    reader.keys(given, feedback, ("right", "low", "high"), "feedback")
    ref = reader.said(given, told, "figure", "the number")
    try:
        answer = datasets.figure(ref)
    except datasets.DataError as error:
        remedy = "Name one filled cell as RESOURCE?column=value"
        reader.fail(given, f"the number has no value: {str(error).rstrip('.')}", remedy, near="figure")
    decimals = told.get("decimals")
    if not isinstance(decimals, int) or isinstance(decimals, bool) or not 0 <= decimals <= 3:
        reader.fail(given, f"decimals is {decimals!r}", "Write a whole number from 0 to 3", near="decimals")
    tolerance = told.get("tolerance")
    if isinstance(tolerance, bool) or not isinstance(tolerance, int | float) or not 0 < tolerance < 1e9:
        reader.fail(given, f"tolerance is {tolerance!r}", "Write a number above 0", near="tolerance")
    if abs(round(answer, decimals) - answer) > tolerance:
        reason = f"the answer printed with {decimals} decimals is farther off than tolerance {tolerance}"
        reader.fail(given, reason, "Write more decimals or a larger tolerance", near="tolerance")
    return Number(
        figure=ref,
        answer=answer,
        decimals=decimals,
        tolerance=float(tolerance),
        unit=reader.said(given, told, "unit", "the number"),
        where=reader.said(given, told, "where", "the number"),
        right=reader.said(given, feedback, "right", "the feedback"),
        low=reader.said(given, feedback, "low", "the feedback"),
        high=reader.said(given, feedback, "high", "the feedback"),
    )


def _table(
    reader: Reader, given: str, raw: Mapping[str, Any], key: str, absent: Any = None
) -> Iterable[tuple[str, Any]]:
    value = raw.get(key, absent)
    if not isinstance(value, dict):
        reader.fail(given, f"no {key}", f"Write {key} = {{ ... }}", near=f"{key} =")
    return value.items()
