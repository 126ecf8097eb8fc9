"""How long a part takes: counted from its words and from what there is to do in it."""

from typing import Any

import pytest
from mirrorwell.course import timing
from mirrorwell.widgets import bank


def text(source: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source, "metadata": {"tags": list(tags)}}


def code(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {"tags": ["story"], **metadata}}


def test_reading_is_counted_without_addresses_marks_and_the_lists_at_the_end() -> None:
    seen = text('One [two three](https://a.org/b-c) <data value="x?y=z">18.5%</data> five.')
    assert timing.prose([seen]) == ["One [two three] 18.5% five."]
    assert timing.words(timing.prose([seen])[0]) == 5
    lists = [text("word " * 900, tag) for tag in ("references", "further-reading", "analyst")]
    assert timing.minutes([text("word " * 360), *lists]) == pytest.approx(2)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        (code("KnowledgeCheck(module=5)"), 1.5 * len(bank.load().check(5))),
        (code('MirrorQuiz(kind="match", items="A")'), 8),
        (code('MirrorQuiz(kind="match", items=["M01", "M02"])'), 2),
        (code('MirrorQuiz(kind="practice", values=["V01"])', activity_minutes=6), 6),
        (code('Reflection(\n    key="a",\n    prompt="What helps?",\n)'), 3),
        (code("AceExplorer()", activity_minutes=8), 8),
        (code("from mirrorwell.widgets import SupportPanel\nSupportPanel()"), 0),
    ],
)
def test_each_activity_has_its_minutes(cell: dict[str, Any], minutes: float) -> None:
    assert timing.minutes([cell]) == pytest.approx(minutes)


def test_what_only_analysts_see_takes_a_learner_no_time() -> None:
    cell = {
        **code("AceExplorer()", activity_minutes=8),
        "metadata": {"tags": ["analyst"], "activity_minutes": 8},
    }
    assert timing.minutes([cell]) == 0
