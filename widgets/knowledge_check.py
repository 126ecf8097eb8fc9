"""The knowledge check of a module: one question at a time, feedback for every option, any number of tries."""

from typing import Any

import traitlets

from . import bank
from ._base import CourseWidget, script, style


class KnowledgeCheck(CourseWidget):
    """All questions of one module, without a timer.

    A try is all questions of the check. Only the first answer to each counts in that try; its score is
    100 x right / asked. Tries are unlimited and the best is kept. Answers never leave the browser: the traits
    that follow what happens there are `best` (0 to 100, None before the first whole try), `tries` and `completed`.
    """

    _esm = script("knowledge_check_try.js", "knowledge_check.js")
    _css = style("knowledge_check.css")

    module = traitlets.Int().tag(sync=True)
    """Number of the module whose questions are asked."""
    seed = traitlets.Int(None, allow_none=True).tag(sync=True)
    """Fixes the order of the options, for tests and printed handouts; None shuffles anew each time."""
    best = traitlets.Float(None, allow_none=True).tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)
    completed = traitlets.Bool(False).tag(sync=True)
    _questions = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._questions = [_asked(question, self.module) for question in bank.load().check(self.module)]


def _asked(question: bank.Question, module: int) -> dict[str, Any]:
    """Return what the browser needs of a question. `from` names the module of a question that is asked again."""
    return {
        "id": question.id,
        "from": question.module if question.module != module else None,
        "stem": question.stem,
        "source": question.source,
        "options": [
            {"text": option.text, "feedback": option.feedback, "best": option.best}
            for option in question.options
        ],
    }
