"""The syllabus: it agrees with the notebooks, and each mistake in it is named."""

from collections.abc import Callable
from importlib.resources import files

import nbformat
import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.outline import WHOLE, Module, course, read

GOOD = files("mirrorwell.course").joinpath("outline.toml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_the_course_holds_eight_modules_of_nine_hours_and_its_apps() -> None:
    held = course()
    assert [module.number for module in held.modules] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [app.id for app in held.apps] == [
        "mirror-quiz",
        "nested-systems",
        "ace-explorer",
        "pce-explorer",
        "ace-pce-explorer",
        "population-not-person",
        "team-tools",
        "finish",
    ]
    assert (held.minutes, held.pass_mark) == (540, 80)
    assert all(module.minutes % 30 == 0 for module in held.modules)
    assert held.module("what-protects") is held.modules[5]
    assert held.module("nowhere") is None
    assert held.app("nowhere") is None


def test_a_notebook_knows_its_page() -> None:
    assert course().page_of("06-what-protects.ipynb") == "modules/what-protects"
    assert course().page_of("app-ace-explorer.ipynb") == "apps/ace-explorer"
    assert course().page_of("glossary.ipynb") == "glossary"
    assert course().page_of("problem.md") == "problem"
    assert course().page_of("other.ipynb") is None


@pytest.mark.parametrize("part", course().parts, ids=lambda part: part.id)
def test_a_notebook_begins_with_the_title_of_the_outline(part: Module) -> None:
    cells = _cells(part.notebook)
    assert cells[0].source.splitlines()[0] == f"# {part.title}"
    assert "title" in cells[0].metadata.tags


@pytest.mark.parametrize("module", course().modules, ids=lambda module: module.id)
def test_the_sections_of_a_notebook_are_those_of_the_outline_in_order(module: Module) -> None:
    sections = [cell for cell in _cells(module.notebook) if "section" in cell.metadata.get("tags", [])]
    assert [cell.source.splitlines()[0] for cell in sections] == [
        f"## {each.title}" for each in module.sections
    ]


def _cells(name: str) -> list[nbformat.NotebookNode]:
    source = files("mirrorwell.modules").joinpath(name).read_text(encoding="utf-8")
    return list(nbformat.reads(source, as_version=4).cells)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", r"outline\.toml is not valid TOML"),
        (changed("pass_mark = 80 ", "pass_mark = 180 "), r"outline\.toml: pass_mark is 180.*at most 100"),
        (changed("pass_mark = 80 ", 'pass_mark = "80" '), r"pass_mark is '80'\. Write a whole number"),
        (changed("pass_mark = 80 ", "pass_mark = true "), r"pass_mark is True"),
        (changed("minutes = 10", "minutes = 11"), r"module 1\.minutes is 60, but its sections add up to 61"),
        (changed('uses = "ACE explorer"\n', ""), r"module 5\.uses is missing"),
        (changed("uses =", "use ="), r"module 1\.uses is missing|module 1\.use is not a known key"),
        (
            changed('uses = "ACE explorer"', 'uses = "ACE explorer"\nlevel = 1'),
            r"module 5\.level is not a known key",
        ),
        (changed('id = "explorer"', 'id = "context"'), r"the section id 'context' is used twice"),
        (changed('id = "what-protects"', 'id = "ace-explorer"'), r"the id 'ace-explorer' is used twice"),
        (changed('id = "what-protects"', 'id = "What protects"'), r"module 6\.id is 'What protects'"),
        (
            changed('id = "what-protects"', f'id = "{WHOLE}"'),
            r"module 6\.id is 'course', which is the name of the whole course\. Choose another",
        ),
        (changed("number = 6", "number = 5"), r"the module number '5' is used twice"),
        (changed("06-what-protects.ipynb", "../secret.ipynb"), r"module 6\.notebook is '\.\./secret\.ipynb'"),
        (changed('title = "Context"', 'title = " "'), r"section 4\.title is empty"),
        (changed("objectives = [", "objectives = [ 1,"), r"module 1\.objectives must be a list of texts"),
    ],
)
def test_a_mistake_is_named_with_file_key_and_remedy(text: str, message: str) -> None:
    with pytest.raises(CourseError, match=message) as caught:
        read(text)
    assert "outline.toml" in str(caught.value) or ".ipynb" in str(caught.value)


def test_reading_the_same_text_gives_equal_values() -> None:
    make: Callable[[], object] = lambda: read(GOOD)  # noqa: E731
    assert make() == make() == course()
