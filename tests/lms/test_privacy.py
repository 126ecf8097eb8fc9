"""Nothing that a learner types, rates or answers reaches an LMS: all eight modules, driven with a marker, as cmi5 packages."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from mirrorwell.course.lms.package import build_packages
from mirrorwell.course.lms.unit import Unit, units
from mirrorwell.course.outline import course
from mirrorwell.widgets import bank
from playwright.sync_api import Browser

from . import learner
from .cmi5_rules import Json
from .cmi5_server import RecordStore
from .cmi5_stub import ACTOR
from .cmi5_visit import Lms, Visit
from .hosting import Folder, apart, unpack

MARKER = "Zq7marker"
WRITTEN = {"reflection", "rules-builder", "agreements-builder", "action-plan"}
"""Widgets in which a learner writes."""
RATED = {"the-dangerous-paradox", "healing-centered", "walking-the-talk"}
"""Modules in which a learner rates how things are where they work."""
_TYPED = """word => [...document.querySelectorAll("[data-mirrorwell]")].flatMap(root =>
  [...root.querySelectorAll("input, textarea")].some(field => field.value.includes(word)) ? [root.dataset.mirrorwell] : [])"""
# Some fields appear once something is chosen: a rule to rewrite, or "words of my own".
_CHOOSE = """root => { for (const kind of ["[type=checkbox]:not(:checked)", "[type=radio][value=own]"])
  for (const choice of [...root.querySelectorAll(kind)].slice(0, 3)) choice.click(); }"""
# A builder shows its fields one step after the other.
_ONWARD = """root => { const next = [...root.querySelectorAll("button")].find(button => /^(Continue|Next|See|Add)/.test(button.textContent) && button.checkVisibility() && !button.disabled);
  next?.click(); return Boolean(next); }"""
_STEPS = 8
_UNITS = units(course(), None, False, None)
# What an own document may hold: versions, the unit, sections as bits, best scores with tries, a day; nothing else.
_STATE = {"mw", "u", "o", "v", "s", "c", "d"}
_RESULT = {"score", "success", "completion", "duration"}


@pytest.fixture(scope="session")
def cmi5_modules(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`cmi5_modules(module)` is the unpacked cmi5 package of a module."""
    made: dict[str, Path] = {}

    def build(module: str) -> Path:
        if module not in made:
            out = tmp_path_factory.mktemp("private")
            (package,) = apart(lambda: build_packages("cmi5", out, module=module))
            made[module] = unpack(package, out / "content")
        return made[module]

    return build


@pytest.fixture(params=_UNITS, ids=lambda unit: str(unit.id))
def visit(
    request: pytest.FixtureRequest, browser: Browser, cmi5_modules: Callable[[str], Path], tmp_path: Path
) -> Iterator[Visit]:
    unit: Unit = request.param
    with RecordStore() as store, Folder(cmi5_modules(unit.id)) as content:
        with Lms(browser, store, content, tmp_path, unit).visit() as opened:
            yield opened.started()
        assert store.books.audit() == []


def fill_in(visit: Visit) -> tuple[set[str], int]:
    """Type and rate wherever the module lets a learner do so; returns the widgets typed into, and the ratings."""
    shown, typed = visit.frame, set()

    def type_now() -> None:
        learner.type_everywhere(shown, MARKER)
        typed.update(shown.evaluate(_TYPED, MARKER))

    type_now()
    rated = learner.rate_mirror(shown)
    for root in shown.locator(", ".join(f"[data-mirrorwell={name}]" for name in WRITTEN)).all():
        for _ in range(_STEPS):
            root.evaluate(_CHOOSE)
            type_now()
            if not root.evaluate(_ONWARD):
                break
        type_now()
    return typed, rated


def test_nothing_typed_rated_or_answered_leaves_the_page(visit: Visit) -> None:
    typed, rated = fill_in(visit)
    there = visit.frame.locator("[data-mirrorwell]").evaluate_all(
        "all => all.map(root => root.dataset.mirrorwell)"
    )
    assert typed == WRITTEN & set(there), "a widget was not typed into, so this test shows nothing of it"
    assert (rated > 0) == (visit.unit.id in RATED), f"{rated} ratings"
    score = learner.try_check(visit.frame, right=1)
    visit.read_to_end()
    visit.leave()
    books = visit.store.books
    assert visit.session.verbs == ["initialized", "completed", "failed", "terminated"]
    said = [unquote(each.said) for each in books.asked] + [unquote(url) for url in visit.seen.asked]
    for text in said:
        assert MARKER not in text
        assert _answers_in(text) == []
    for statement in books.statements():
        _is_only_a_result(statement, score)
    assert books.documents, "nothing was saved, so this test shows nothing"
    for document in books.documents:
        _is_only_progress(document)


def _answers_in(text: str) -> list[str]:
    """Stems, options and feedback of the question bank in a text, by their first words."""
    return [
        question.id
        for question in bank.load().questions
        if question.stem[:40] in text or f'"{question.id}"' in text
    ]


def _is_only_a_result(statement: Json, score: float) -> None:
    assert statement["actor"] == ACTOR
    assert set(statement) <= {"id", "actor", "verb", "object", "result", "context", "timestamp"}
    assert set(statement["object"]) <= {"objectType", "id"}
    assert set(statement.get("result", {})) <= _RESULT
    told = statement.get("result", {}).get("score")
    assert told is None or told["raw"] == score


def _is_only_progress(document: Json) -> None:
    assert set(document) <= _STATE, document
    own = json.dumps(document["o"])
    assert re.fullmatch(r'\[(null|[\d.]+), [01], [01], "[cp]*"\]', own), own
    for bits in document["s"].values():
        assert isinstance(bits, int)
    for best, tries in document["c"].values():
        assert 0 <= best <= 100 and isinstance(tries, int)
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", document["d"])
