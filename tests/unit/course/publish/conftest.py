"""Notebooks of their own for the tests of pages, and a cache that no other test sees."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from mirrorwell.course.outline import course
from mirrorwell.course.publish import cache
from mirrorwell.course.publish.record import record
from mirrorwell.course.publish.recorded import Recorded, read

MODULE = course().modules[4]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv(cache.PLACE, str(place))
    return place


@pytest.fixture
def notebook() -> Callable[..., str]:
    """`notebook(source, ...)` is the text of a notebook with these code cells; one that begins with `#` is Markdown."""

    def make(*sources: str) -> str:
        cells = [
            nbformat.v4.new_markdown_cell(source)
            if source.startswith("#")
            else nbformat.v4.new_code_cell(source)
            for source in sources
        ]
        for place, cell in enumerate(cells):
            cell["id"] = f"cell-{place}"
        return nbformat.writes(nbformat.v4.new_notebook(cells=cells))

    return make


@pytest.fixture(scope="session")
def held() -> Recorded:
    """The notebook of Module 5, run once: four explorers, two reflections, a check, support."""
    return asyncio.run(record(MODULE.notebook, read(MODULE.notebook)))
