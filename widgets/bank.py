"""The question bank: reads `modules/questions.toml` and refuses what a learner should never meet."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

KINDS = ("single",)
OPTIONS = 4
_KEYS = {"id", "module", "kind", "stem", "source", "options", "figures"}


class BankError(ValueError):
    """A fault in the question bank, in one line: where, what, and what to do."""


@dataclass(frozen=True)
class Option:
    """One answer, and why it is or is not the best one."""

    text: str
    feedback: str
    best: bool = False


@dataclass(frozen=True)
class Question:
    """One question with its options in the order of the file; `figures` maps printed findings to references."""

    id: str
    module: int
    kind: str
    stem: str
    source_ids: tuple[str, ...]
    source: str
    options: tuple[Option, ...]
    figures: tuple[tuple[str, str], ...] = ()

    def texts(self) -> tuple[str, ...]:
        """Return all that a learner reads, for those who check wording and figures."""
        return (self.stem, *(text for option in self.options for text in (option.text, option.feedback)))


@dataclass(frozen=True)
class Bank:
    """All questions, and which of them a later module asks again."""

    name: str
    questions: tuple[Question, ...]
    again: tuple[tuple[int, str], ...]

    def modules(self) -> list[int]:
        """Return the numbers of the modules that have a check."""
        return sorted({question.module for question in self.questions})

    def check(self, module: int) -> tuple[Question, ...]:
        """Return the questions of a module's check: first those asked again, then its own."""
        own = [question for question in self.questions if question.module == module]
        if not own:
            known = ", ".join(map(str, self.modules()))
            raise BankError(f"{self.name}: no question of module {module!r}. Use one of: {known}.")
        wanted = [name for number, name in self.again if number == module]
        earlier = [question for name in wanted for question in self.questions if question.id == name]
        return (*earlier, *own)


@cache
def load() -> Bank:
    """Return the course's own bank."""
    path = files("mirrorwell.modules").joinpath("questions.toml")
    return read(path.read_text(encoding="utf-8"), "questions.toml")


def read(text: str, name: str = "questions.toml") -> Bank:
    """Read a bank from TOML text. Raises `BankError` for the first fault, with its line in `name`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BankError(f"{name}: not readable as TOML: {error}. Correct that place.") from None
    reader = _Reader(text, name)
    unknown = sorted(set(data) - {"question", "again"})
    if unknown:
        raise BankError(f"{name}: unknown table {unknown[0]!r}. Use [[question]] and [[again]].")
    raw = data.get("question", [])
    doubled = [given for given, count in Counter(str(item.get("id")) for item in raw).items() if count > 1]
    if doubled:
        reader.fail(doubled[0], "this id is used twice", "Give each question its own")
    questions = tuple(reader.question(item) for item in raw)
    return Bank(name, questions, tuple(reader.again(item, questions) for item in data.get("again", [])))


class _Reader:
    """Reads one question at a time; knows the text, so that a fault can name its line."""

    def __init__(self, text: str, name: str) -> None:
        self._lines = text.splitlines()
        self._name = name

    def fail(self, given: str, reason: str, remedy: str) -> None:
        """Raise a `BankError` that names the last line where the question says its id."""
        mark = re.compile(rf'^\s*id\s*=\s*["\']{re.escape(given)}["\']')
        found = [number for number, line in enumerate(self._lines, 1) if mark.match(line)]
        place = f"{self._name}:{found[-1]}" if found else self._name
        raise BankError(f"{place}: question {given}: {reason}. {remedy}.")

    def question(self, raw: Mapping[str, Any]) -> Question:
        given = str(raw.get("id", "without id"))
        module, kind, source = raw.get("module"), raw.get("kind"), raw.get("source")
        unknown = sorted(set(raw) - _KEYS)
        if unknown:
            self.fail(given, f"unknown key {unknown[0]!r}", f"Use only {', '.join(sorted(_KEYS))}")
        if not isinstance(module, int) or not re.fullmatch(rf"Q{module}\.[1-9]\d*", given):
            self.fail(given, f"the id does not fit module {module!r}", 'Write id = "Q5.1" with module = 5')
        if kind not in KINDS:
            self.fail(given, f"unknown kind {kind!r}", f"Use one of: {', '.join(KINDS)}")
        if not isinstance(source, dict) or not source.get("ids") or not str(source.get("text", "")).strip():
            self.fail(given, "no source", 'Add source = { ids = ["..."], text = "..." }')
        question = Question(
            id=given,
            module=int(raw["module"]),
            kind=str(kind),
            stem=self._said(given, raw, "stem", "the question"),
            source_ids=tuple(map(str, raw["source"]["ids"])),
            source=str(raw["source"]["text"]),
            options=self._options(given, raw.get("options", [])),
            figures=tuple((str(shown), str(ref)) for shown, ref in raw.get("figures", {}).items()),
        )
        for shown, ref in question.figures:
            if not any(shown in text for text in question.texts()):
                self.fail(given, f"figure {shown!r} is printed nowhere", "Correct it or take it out")
            if "?" not in ref:
                self.fail(given, f"figure {shown!r} refers to {ref!r}", "Write RESOURCE?column=value")
        return question

    def _options(self, given: str, raw: list[dict[str, Any]]) -> tuple[Option, ...]:
        if len(raw) != OPTIONS:
            self.fail(given, f"{len(raw)} options instead of {OPTIONS}", f"Write {OPTIONS}")
        best = [number for number, item in enumerate(raw, 1) if item.get("best")]
        if not best:
            self.fail(given, "no best answer", "Add best = true to one option")
        if len(best) > 1:
            both = " and ".join(map(str, best))
            self.fail(given, f"{len(best)} best answers (options {both})", "Keep best = true on one")
        for number, item in enumerate(raw, 1):
            unknown = sorted(set(item) - {"text", "feedback", "best"})
            if unknown:
                self.fail(
                    given, f"option {number}: unknown key {unknown[0]!r}", "Use text, feedback and best"
                )
        return tuple(
            Option(
                text=self._said(given, item, "text", f"option {number}"),
                feedback=self._said(given, item, "feedback", f"option {number}"),
                best=bool(item.get("best")),
            )
            for number, item in enumerate(raw, 1)
        )

    def _said(self, given: str, raw: Mapping[str, Any], key: str, where: str) -> str:
        text = str(raw.get(key, "")).strip()
        if not text:
            self.fail(given, f"{where} has no {key}", f"Write its {key}")
        return text

    def again(self, raw: Mapping[str, Any], questions: tuple[Question, ...]) -> tuple[int, str]:
        module, given = raw.get("module"), raw.get("question")
        found = next((question for question in questions if question.id == given), None)
        if not isinstance(module, int) or found is None or found.module >= module:
            raise BankError(
                f"{self._name}: [[again]] of module {module!r} names question {given!r}. "
                "Name a question of an earlier module."
            )
        return module, found.id
