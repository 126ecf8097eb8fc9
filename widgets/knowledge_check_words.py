"""What the knowledge check says around its questions. Texts of the questions stand in `modules/questions.toml`."""

import math
from typing import Any

HINTS = {
    "several": "Choose all that fit.",
    "match": "Choose what goes with each.",
    "order": "Bring the steps into order, the first one on top.",
}
"""How a kind of question is answered, where its controls do not say it. A number says where it is read."""

ASK = {
    "single": "Choose one of the options first.",
    "several": "Choose at least one option first.",
    "match": "Choose something for each one first.",
    "order": "Move a step first. They stand in a mixed order.",
    "number": "Type a number first, for example 12.5.",
}
"""What is said where there is no answer to check."""

COUNTED = {"match": "pairs fit", "order": "steps in place"}
"""What "3 of 4" counts."""

_SURE = {
    "legend": "How sure are you?",
    "note": "(optional, stays on this page)",
    "levels": ["Unsure", "Fairly sure", "Sure"],
    # By level: where the first answer fits, and where it does not.
    "felt": [
        ["You were unsure, and it fits.", "You were unsure, and this one does ask for a second look."],
        [
            "You were fairly sure, and it fits.",
            "You were fairly sure. Ideas that lie close together are easy to mix up.",
        ],
        ["You were sure, and it fits.", "You were sure. The feedback says where this one differs."],
    ],
    "all": "Of the questions where you said how sure you were, these fit at first answer:",
}

_ORDER = {
    "what": "Everyone who uses the same number gets the same order. Using a number starts a new try.",
    "label": "Number of the order",
    "use": "Use this order",
}


def words_of_check(module: int) -> dict[str, Any]:
    """Return what the check of a module says."""
    return {
        "key": str(module),
        "activity": f"check-{module}",
        "place": "First answers count. Look again, and try again, as often as you like. No timer.",
        "again": "Start a new try",
        "saved": "Your answers are kept nowhere.",
        **_words(),
        "about": "It shows which questions to look at again, and nothing about your skill.",
    }


def words_of_post_test(pass_mark: int, asked: int) -> dict[str, Any]:
    """Return what the post-test says, with its pass mark (percent) as a number of the questions that are asked."""
    needed = math.ceil(pass_mark * asked / 100)
    mark = f"{pass_mark} percent: {needed} of {asked}"
    return {
        "key": "post",
        "activity": "post-test",
        "place": f"First answers count. No timer. Pass mark {mark}.",
        "again": "Draw a new try",
        "saved": "The day you first reach the pass mark is kept with it. Your answers are kept nowhere.",
        "reached": "The pass mark is reached",
        "mark": f"The pass mark is {mark}.",
        "before": "This try is below it. Your best try has reached it, and that is the one that counts.",
        "below": "This try is below it, and that is fine: take the time you like, then draw other questions.",
        **_words(),
    }


def _words() -> dict[str, Any]:
    return {
        "retake": "Another try can only keep it or raise it.",
        "about": "This says something about the questions, not about you.",
        "done": "All questions of this try are answered.",
        "cleared": "Your answers in this knowledge check are cleared.",
        "forgotten": "This browser no longer holds your best try.",
        "sure": _SURE,
        "order": _ORDER,
    }


def words_of_number(printed: str, tolerance: float, unit: str) -> dict[str, str]:
    """Return what stands around the field of a number: its label, how near is near enough, and the figure itself."""
    percent = unit in {"%", "percent"}
    about = (
        f"{tolerance:g} percentage point{'' if tolerance == 1 else 's'}"
        if percent
        else f"{tolerance:g} {unit}"
    )
    near = f"Within {about.strip()} is near enough." if tolerance else "Type it as it is printed there."
    figure = f"{printed}%" if unit == "%" else f"{printed} {unit}".strip()
    label = "Number, in percent" if percent else f"Number, in {unit}" if unit else "Number"
    return {
        "label": label,
        "near": f"{near} Comma or point, both work.",
        "figure": f"The figure is {figure}.",
    }
