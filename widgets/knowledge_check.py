"""The knowledge check of a module and the post-test: one question at a time, feedback in place, any number of tries."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import traitlets

from ._base import CourseWidget, script, style
from .bank import Bank, Number, Question, load
from .knowledge_check_words import ASK, COUNTED, HINTS, words_of_check, words_of_number, words_of_post_test
from .syllabus import syllabus

DRAWN = 10
"""Questions in one try of the post-test."""


class KnowledgeCheck(CourseWidget):
    """All questions of one module, or a post-test drawn from all modules. No timer.

    A try is all questions that are asked. Only the first answer to each counts in that try, and only when it fits
    wholly; the score is 100 x right / asked. Tries are unlimited and the best is kept. Answers, and how sure a
    learner was, never leave the browser: the traits that follow what happens there are `best` (0 to 100, None before
    the first whole try), `tries` and `completed`.

    `KnowledgeCheck(module=5)` asks the questions of a module in the order of the bank, those asked again first.
    `KnowledgeCheck(post_test=True)` draws ten anew for each try, at least one of each module where that is possible,
    and is completed when the best try reaches the pass mark of the syllabus. Options are fixed once it is made.
    """

    _esm = script(
        "_random.js",
        "_store.js",
        "knowledge_check_try.js",
        "knowledge_check_kinds.js",
        "knowledge_check_end.js",
        "knowledge_check.js",
    )
    _css = style("_options.css", "knowledge_check.css")

    module = traitlets.Int(None, allow_none=True).tag(sync=True)
    """Number of the module whose questions are asked."""
    post_test = traitlets.Bool(False).tag(sync=True)
    """Whether this is the post-test; then no module is given."""
    seed = traitlets.Int(None, allow_none=True, min=0, max=999_999).tag(sync=True)
    """Fixes draw and order, for a class or a printed handout; None shuffles anew each time. The page shows it."""
    confidence = traitlets.Bool(True).tag(sync=True)
    """Whether each question offers "How sure are you?" before its first answer. Never needed, kept or reported."""
    best = traitlets.Float(None, allow_none=True).tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)
    completed = traitlets.Bool(False).tag(sync=True)
    _questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    _draw = traitlets.Int(0).tag(sync=True)
    _pass_mark = traitlets.Int(None, allow_none=True).tag(sync=True)
    _words = traitlets.Dict().tag(sync=True)

    def __init__(self, *, bank: Bank | None = None, **kwargs: Any) -> None:
        """`bank` replaces the course's own questions, for tests and for a bank of one's own."""
        super().__init__(**kwargs)
        held = load() if bank is None else bank
        if self.post_test:
            self._prepare_post_test(held)
        elif self.module is None:
            raise ValueError(
                "KnowledgeCheck: neither module nor post_test is given. "
                "Write KnowledgeCheck(module=5) or KnowledgeCheck(post_test=True)."
            )
        else:
            self._questions = _asked(held.check(self.module), self.module)
            self._words = words_of_check(self.module)

    def _prepare_post_test(self, bank: Bank) -> None:
        if self.module is not None:
            raise ValueError(
                f"KnowledgeCheck: module={self.module} and post_test=True are both given. Keep one of them."
            )
        release = syllabus()
        numbers = [module.number for module in release.modules]
        self._questions = _asked(bank.draw(numbers), None)
        if not self._questions:
            named = " and ".join(map(str, numbers))
            raise ValueError(
                f"KnowledgeCheck: {bank.name} has no question for a post-test of modules {named}. Add some to it."
            )
        self._draw = min(DRAWN, len(self._questions))
        self._pass_mark = release.pass_mark
        self._words = words_of_post_test(release.pass_mark, self._draw)


def _asked(questions: Iterable[Question], module: int | None) -> list[dict[str, Any]]:
    """Return what the browser needs of questions. `from` names the module of a question from another module."""
    return [
        {
            "id": question.id,
            "kind": question.kind,
            "from": question.module if question.module != module else None,
            "stem": question.stem,
            "source": question.source,
            "extra": question.extra,
            "hint": _hint(question),
            "ask": ASK[question.kind],
            "counted": COUNTED.get(question.kind),
            **_answers(question),
        }
        for question in questions
    ]


def _hint(question: Question) -> str | None:
    """Return how to answer, where neither the question nor its controls say it."""
    if question.number:
        return question.number.where
    hint = HINTS.get(question.kind)
    return None if hint and hint in question.stem else hint


def _answers(question: Question) -> dict[str, Any]:
    """Return the answers of a question, each with its feedback, under the name of their form."""
    if question.number:
        return {"number": _number(question.number)}
    if question.pairs:
        return {"pairs": [asdict(pair) for pair in question.pairs]}
    if question.steps:
        return {"steps": [asdict(step) for step in question.steps]}
    return {"options": [asdict(option) for option in question.options]}


def _number(number: Number) -> dict[str, Any]:
    """Return a number as it is asked. An answer is compared with the figure as it is printed, as a learner does."""
    shown = f"{number.answer:,.{number.decimals}f}"
    words = words_of_number(shown, number.tolerance, number.unit)
    return {**asdict(number), "printed": float(shown.replace(",", "")), **words}
