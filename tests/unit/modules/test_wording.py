"""Words that label people, or promise too much, do not stand in the teaching text.

The list is the avoid column of the course's safety rules, its nouns and phrases. Verbs such as "will" or "causes"
are read by a person. A phrase may be quoted in order to be rewritten, and may stand in an option that is not best.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.widgets import bank

AVOID = (
    r"addicts?", r"clean and sober", r"ACE survivors?", r"high-ACE (?:people|adults|children|families)",
    r"low-PCE (?:people|adults|parents?)", r"PCEs? cancel", r"undo ACEs", r"buffer fully",
    r"broken (?:people|children|families)", r"damaged", r"scarred(?: for life)?", r"bad parent(?:s|ing)",
    r"dysfunctional (?:family|families)", r"resistant", r"non-?compliant", r"manipulative", r"toxic people",
    r"sick organi[sz]ation", r"our (?:kids|clients|cases)", r"the needy", r"(?:saved|rescued) (?:them|him|her|families|children)",
    r"ga?i?ve (?:a )?voice to", r"gave a voice", r"most of us are wounded", r"we are all wounded", r"commit(?:ted)? suicide",
    r"trigger warnings?", r"trigger(?:s|ed|ing)?", r"substance abusers?", r"an? (?:four|six|seven|[4-9])(?=[,.]| on the)",
)  # fmt: skip
FOUND = re.compile(r"\b(?:" + "|".join(AVOID) + r")\b", re.IGNORECASE)
QUOTED = re.compile(r"“[^”]*”|\*[^*]*\*(?=, \*?\d)|<summary>.*?</summary>", re.DOTALL)
FOLDER = Path(__file__).parents[3] / "modules"
# The questions have a test of their own: an option that is not best may hold what is not to be said.
CONTENT = sorted(
    path for path in FOLDER.rglob("*.toml") if path.name not in {"questions.toml", "coverage.toml"}
)
LISTS = {"references", "further-reading"}


def hits(text: str) -> list[str]:
    """Avoided words outside curly quotation marks, which mark what is quoted in order to be discussed."""
    return FOUND.findall(QUOTED.sub("", text))


def test_the_modules_do_not_label_people(passages: list[Any], plain: Any) -> None:
    found = [f"{p}: {word!r}" for p in passages if not LISTS & p.tags for word in hits(plain(p.text))]
    assert not found


def test_the_questions_do_not_label_people_except_in_options_to_be_refused() -> None:
    found = []
    for question in bank.load().questions:
        odd_one_out = re.search(r"\bNOT\b|would you (?:change|rewrite)", question.stem)
        texts = [question.stem, *(option.feedback for option in question.options)]
        texts += [text for pair in question.pairs for text in (pair.left, pair.right, pair.feedback)]
        texts += [text for step in question.steps for text in (step.text, step.feedback)]
        texts += [o.text for o in question.options if o.best and not odd_one_out]
        found += [f"{question.id}: {word!r}" for text in texts for word in hits(text)]
    # Feedback may say that a claim does not hold: "PCEs do not cancel ACEs" is no hit, "PCEs cancel ACEs" is.
    assert not found


def strings(value: Any) -> Iterator[str]:
    """Every text in a content file, whatever its shape."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_scenes_values_rules_agreements_and_the_guide_do_not_label_people(path: Path) -> None:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    found = [word for text in strings(content) for word in hits(text)]
    shouted = [text for text in strings(content) if "!" in text]
    assert (found, shouted) == ([], [])


@pytest.mark.parametrize("name", ["about.md", "problem.md", "lms.md"])
def test_the_pages_about_the_course_do_not_label_people(name: str, plain: Any) -> None:
    assert hits(plain((FOLDER / name).read_text(encoding="utf-8"))) == []


def test_no_exclamation_marks_and_no_shouting(passages: list[Any], plain: Any) -> None:
    found = [str(p) for p in passages if not LISTS & p.tags and re.search(r"!(?!\[)", plain(p.text))]
    assert not found


@pytest.mark.parametrize(
    "sentence",
    ["These ACE survivors came.", "She is a six, so it fits.", "He committed suicide.", "our clients"],
)
def test_a_label_is_found(sentence: str) -> None:
    assert hits(sentence)


def test_a_label_that_is_quoted_to_be_rewritten_is_allowed() -> None:
    assert not hits("Who says “the mother is resistant” has stopped asking.")
    assert hits("The mother is resistant.")
