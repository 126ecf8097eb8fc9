"""The run sheet of a module: `modules/guide/NN.toml` read into frozen dataclasses and checked against the outline."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..outline import Module
from ..tables import Table
from .sources import name_of, table_of, text_of

WELCOME, BREAK, CLOSE = "welcome", "break", "close"
_LEAST = {WELCOME: 10, BREAK: 10, CLOSE: 5}
_LONG = 90  # minutes of a module from which a break is needed


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the session. `section` is the id of a section of the module, or welcome, break, close."""

    section: str
    minutes: int
    title: str
    do: str
    say: str


@dataclass(frozen=True, slots=True)
class Timed:
    """A step with the minute at which it starts and the minute at which it ends."""

    step: Step
    start: int
    end: int

    @property
    def clock(self) -> str:
        """Hours and minutes since the beginning: `0:10 to 0:25`."""
        return f"{_clock(self.start)} to {_clock(self.end)}"


@dataclass(frozen=True, slots=True)
class Reaction:
    """What may happen in the room, and what to do then."""

    likely: str
    then: str


@dataclass(frozen=True, slots=True)
class Discussion:
    """A question for the group, and what a good talk brings up."""

    prompt: str
    listen_for: str


@dataclass(frozen=True, slots=True)
class RunSheet:
    """How one module is led, live."""

    module: Module
    minutes: int
    before: tuple[str, ...]
    without_computers: str
    online: str
    steps: tuple[Step, ...]
    reactions: tuple[Reaction, ...]
    discussions: tuple[Discussion, ...]

    def timed(self) -> Iterator[Timed]:
        """The steps with a running clock."""
        start = 0
        for step in self.steps:
            yield Timed(step, start, start + step.minutes)
            start += step.minutes

    def step_of(self, section: str) -> Timed | None:
        """The first step of a section."""
        return next((each for each in self.timed() if each.step.section == section), None)


def load(module: Module) -> RunSheet:
    """The run sheet of this installation for a module. Raises CourseError when it is missing."""
    file = f"{module.number:02}.toml"
    return read(text_of(file), module, name_of(file))


def read(text: str, module: Module, file: str) -> RunSheet:
    """Read and check a run sheet. Raises CourseError naming file, key, reason and remedy."""
    top = table_of(text, file)
    number = top.number("module")
    if number != module.number:
        raise top.error("module", f"is {number}. This is the file of module {module.number}: write that.")
    sheet = RunSheet(
        module=module,
        minutes=top.number("minutes"),
        before=top.texts("before"),
        without_computers=top.text("without_computers"),
        online=top.text("online"),
        steps=tuple(_step(table) for table in top.tables("step")),
        reactions=tuple(_reaction(table) for table in top.tables("reaction")),
        discussions=tuple(_discussion(table) for table in top.tables("discussion")),
    )
    top.done()
    _check_parts(top, sheet)
    _check_order(top, sheet)
    _check_minutes(top, sheet)
    return sheet


def _step(table: Table) -> Step:
    step = Step(
        table.text("section"),
        table.number("minutes"),
        table.text("title"),
        table.text("do"),
        table.text("say"),
    )
    table.done()
    return step


def _reaction(table: Table) -> Reaction:
    reaction = Reaction(table.text("likely"), table.text("then"))
    table.done()
    return reaction


def _discussion(table: Table) -> Discussion:
    discussion = Discussion(table.text("prompt"), table.text("listen_for"))
    table.done()
    return discussion


def _check_parts(top: Table, sheet: RunSheet) -> None:
    for key, parts in (
        ("step", sheet.steps),
        ("reaction", sheet.reactions),
        ("discussion", sheet.discussions),
    ):
        if not parts:
            raise top.error(key, f"is missing. Write at least one [[{key}]].")


def _check_order(top: Table, sheet: RunSheet) -> None:
    """Welcome, every section of the module once and in order, close; breaks anywhere between."""
    wanted = [section.id for section in sheet.module.sections]
    own = {WELCOME, BREAK, CLOSE} - set(wanted)
    found = [step.section for step in sheet.steps]
    for at, section in enumerate(found, 1):
        if section not in own and section not in wanted:
            known = ", ".join([*wanted, *sorted(own)])
            raise top.error(f"step {at}.section", f"is {section!r}. Use one of: {known}.")
    for section in (*wanted, WELCOME, CLOSE):
        if found.count(section) != 1:
            times = "missing" if section not in found else "there more than once"
            raise top.error("step", f"of the section {section!r} is {times}. Write it once.")
    for given, should in zip([each for each in found if each in wanted], wanted, strict=True):
        if given != should:
            raise top.error("step", f"of {given!r} stands where {should!r} belongs. Keep the module's order.")
    if found[0] != WELCOME:
        raise top.error("step 1.section", f"is {found[0]!r}. Begin with {WELCOME!r}.")
    if found[-1] != CLOSE:
        raise top.error(f"step {len(found)}.section", f"is {found[-1]!r}. End with {CLOSE!r}.")


def _check_minutes(top: Table, sheet: RunSheet) -> None:
    total = sum(step.minutes for step in sheet.steps)
    if sheet.minutes % 5:
        raise top.error("minutes", f"is {sheet.minutes}. Write a multiple of 5.")
    if total != sheet.minutes:
        raise top.error("minutes", f"is {sheet.minutes}, but the steps add up to {total}. Make them agree.")
    for at, step in enumerate(sheet.steps, 1):
        least = _LEAST.get(step.section, 1)
        if step.minutes < least:
            remedy = f"Give {step.section!r} {least} minutes or more."
            raise top.error(f"step {at}.minutes", f"is {step.minutes}. {remedy}")
    if sheet.module.minutes >= _LONG and BREAK not in {step.section for step in sheet.steps}:
        raise top.error(
            "step", f"{BREAK!r} is missing. A module of {sheet.module.minutes} minutes needs one."
        )


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
