"""The question bank: reads `modules/questions.toml` and refuses what a learner should never meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .. import datasets
from .bank_question import KINDS, Number, Option, Pair, Question, Step, read_question
from .content import ContentError, Reader, content_text

__all__ = [
    "FILE", "KINDS", "Bank", "Number", "Option", "Pair", "Question", "Step", "figure_problems", "load", "read", "sources",
]  # fmt: skip

FILE = "questions.toml"


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
        """Return the questions of a module's check: first those asked again, then its own, extra ones last."""
        own = [question for question in self.questions if question.module == module]
        if not own:
            known = ", ".join(map(str, self.modules()))
            raise ContentError([f"{self.name}: no question of module {module!r}. Use one of: {known}."])
        wanted = [name for number, name in self.again if number == module]
        earlier = [question for name in wanted for question in self.questions if question.id == name]
        return (*earlier, *sorted(own, key=lambda question: question.extra))

    def draw(self, modules: Iterable[int]) -> tuple[Question, ...]:
        """Return the questions of these modules from which a post-test is drawn: all but the extra ones."""
        wanted = set(modules)
        return tuple(item for item in self.questions if item.module in wanted and not item.extra)


@cache
def load() -> Bank:
    """Return the course's own bank."""
    return read(content_text(FILE))


def read(text: str, name: str = FILE) -> Bank:
    """Read a bank from TOML text. Raises `ContentError` with one fault for each faulty item."""
    reader = Reader(text, name, ("question", "again"))
    questions = reader.items("question", lambda given, raw: read_question(reader, given, raw), r"Q\d+\.\d+")
    return Bank(name, questions, _again(reader, questions))


def sources(bank: Bank) -> list[tuple[str, tuple[str, ...]]]:
    """Return each question's id with the ids of its sources, for the data check."""
    return [(question.id, question.source_ids) for question in bank.questions]


def figure_problems(bank: Bank) -> list[tuple[str, str]]:
    """Return each question whose printed figure is not what its row says, with the reason; for the data check."""
    found = []
    for question in bank.questions:
        for shown, ref in question.figures:
            try:
                value = datasets.figure(ref)
            except datasets.DataError as error:
                found.append((question.id, f"{' '.join(str(error).split())}"))
                continue
            if not datasets.printed_matches(shown, value):
                found.append(
                    (question.id, f"{shown!r} is printed, and {ref!r} is {value:g}. Correct one of them.")
                )
    return found


def _again(reader: Reader, questions: tuple[Question, ...]) -> tuple[tuple[int, str], ...]:
    known = {question.id: question.module for question in questions}
    made: list[tuple[int, str]] = []
    problems: list[str] = []
    for raw in reader.tables("", reader.data, "again"):
        module, given = raw.get("module"), raw.get("question")
        place = f'question = "{given}"'
        try:
            reader.keys("", raw, ("module", "question"), "[[again]]")
            if type(module) is not int or known.get(str(given), module) >= module:
                reason = f"[[again]] of module {module!r} names question {given!r}"
                reader.fail("", reason, "Name a question of an earlier module", near=place)
            if (module, given) in made:
                reader.fail("", f"module {module} asks {given} again twice", "Take one out", near=place)
            made.append((module, str(given)))
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return tuple(made)
