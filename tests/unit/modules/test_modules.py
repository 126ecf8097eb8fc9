"""Each module keeps its promises: order, safety, citations, length."""

import ast
import re

import nbformat
import pytest
from mirrorwell.course import timing
from mirrorwell.course.outline import Module, course
from mirrorwell.course.publish.cells import tags
from mirrorwell.course.timing import words
from mirrorwell.widgets import bank

MODULES = course().modules
BREAK = re.compile(r"\?|\*\*(?:Try it|Rewrite)\b|^\||^!\[", re.MULTILINE)
FRONT = {"title", "content-note", "choices", "objectives"}
CITED, LISTED = re.compile(r"\]\(#ref-([a-z0-9_]+)\)"), re.compile(r'id="ref-([a-z0-9_]+)"')
LOOSE_CITATION = re.compile(
    r"[A-Z][\w’']+(?: et al\.| & [A-Z]\w+)?,? \((?:19|20)\d\d\)|\([^()\[\]]*, (?:19|20)\d\d\)"
)


@pytest.fixture(params=MODULES, ids=lambda module: module.notebook)
def module(request: pytest.FixtureRequest) -> Module:
    return request.param


@pytest.fixture
def notebook(module: Module, notebooks: dict[str, nbformat.NotebookNode]) -> nbformat.NotebookNode:
    return notebooks[module.notebook]


def tagged(notebook: nbformat.NotebookNode, tag: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if tag in tags(cell)]


def text_of(notebook: nbformat.NotebookNode, kind: str) -> str:
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == kind)


def read_in_story(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """What is read in story mode, without the lists at the end."""
    return [c for c in notebook.cells if not tags(c) & timing.NOT_READ]


def parts_of(notebook: nbformat.NotebookNode) -> list[list[nbformat.NotebookNode]]:
    """The cells of each section in order. What comes before the first section is read with it."""
    parts: list[list[nbformat.NotebookNode]] = [[]]
    for cell in notebook.cells:
        if "section" in tags(cell) and any("section" in tags(each) for each in parts[-1]):
            parts.append([])
        parts[-1].append(cell)
    return parts


def test_sections_have_the_titles_the_order_and_the_minutes_of_the_outline(
    module: Module, notebook: nbformat.NotebookNode
) -> None:
    said = [re.match(r"## (.+)\n\n\*(\d+) minutes\*", cell.source) for cell in tagged(notebook, "section")]
    assert all(said), "a section begins with its heading and its minutes"
    assert [(m[1], int(m[2])) for m in said if m] == [(s.title, s.minutes) for s in module.sections]
    assert all(5 <= int(m[2]) <= 15 for m in said if m)
    assert sum(int(m[2]) for m in said if m) == module.minutes


def test_the_page_opens_with_title_content_note_choices_objectives_and_support(
    module: Module, notebook: nbformat.NotebookNode
) -> None:
    first = [next(iter(tags(cell)), "") for cell in notebook.cells[:5]]
    assert first == ["title", "content-note", "choices", "objectives", "story"]
    assert notebook.cells[0].source.startswith(f"# {module.title}\n\n{module.lead}")
    note = notebook.cells[1].source
    assert f"about {module.minutes} minutes" in note and "skip any part marked optional" in note
    assert "Another way, equal in every respect" in note
    assert "Skipping a reflection changes nothing" in notebook.cells[2].source
    assert "**What is saved.**" in notebook.cells[2].source
    assert re.search(r"stands alone", notebook.cells[2].source, re.IGNORECASE), "says what it assumes"
    assert "SupportPanel()" in notebook.cells[4].source


def test_objectives_are_those_of_the_outline_with_a_bold_verb_and_each_is_answered_at_the_end(
    module: Module, notebook: nbformat.NotebookNode
) -> None:
    (given,) = tagged(notebook, "objectives")
    said = re.findall(r"^\d\. (.+)$", given.source, re.MULTILINE)
    assert [line.replace("**", "") for line in said] == list(module.objectives)
    verbs = [re.match(r"\*\*(\w+)\*\*", line)[1] for line in said]  # type: ignore[index]
    (end,) = tagged(notebook, "take-away")
    assert re.findall(r"^\d\. \*\*(\w+)\.\*\*", end.source, re.MULTILINE) == verbs


def test_there_is_a_scene_what_protects_a_reflection_a_check_and_something_for_monday(
    module: Module, notebook: nbformat.NotebookNode
) -> None:
    code = text_of(notebook, "code")
    assert len(tagged(notebook, "scene")) >= 2 and len(tagged(notebook, "note-fit")) >= 2
    assert len(tagged(notebook, "note")) >= 1 and len(tagged(notebook, "note-weak")) >= 1
    assert 2 <= code.count("Reflection(\n") <= 3
    assert f"KnowledgeCheck(module={module.number})" in code
    assert len(bank.load().check(module.number)) >= 7
    assert len(tagged(notebook, "monday")) == 1
    for tag in ("note", "note-fit", "note-weak", "scene"):
        assert all(cell.source.startswith("### ") for cell in tagged(notebook, tag)), tag


@pytest.mark.parametrize("number", [3, 4, 5, 7])
def test_support_is_printed_at_the_end_of_the_modules_that_name_harm(
    number: int, notebooks: dict[str, nbformat.NotebookNode]
) -> None:
    (module,) = [each for each in MODULES if each.number == number]
    cells = notebooks[module.notebook].cells
    place = next(i for i, cell in enumerate(cells) if cell.source == "SupportPanel(printed=True)")
    assert {"references"} <= tags(cells[place + 1])


def test_nothing_asks_about_the_learner(notebook: nbformat.NotebookNode) -> None:
    asked = "\n".join(re.findall(r'prompt="([^"]+)"', text_of(notebook, "code")))
    assert asked
    assert not re.search(r"your (own )?(ACE|PCE|score|count|childhood|family|diagnosis|trauma)", asked, re.I)


def test_every_code_cell_is_short_and_tagged_story_or_analyst(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        assert len(cell.source.splitlines()) <= 15, cell.id
        assert tags(cell) in ({"story"}, {"analyst"}), cell.id
        assert re.fullmatch(r"[a-z][a-z0-9-]{2,40}", cell.id)
        hidden = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        assert hidden == ("story" in tags(cell) or cell.id == "setup"), cell.id
        imported = re.findall(r"from (mirrorwell\S*) import", cell.source)
        assert set(imported) <= {"mirrorwell.widgets", "mirrorwell.datasets"}, cell.id


def test_every_analyst_cell_has_words_before_it(notebook: nbformat.NotebookNode) -> None:
    for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
        if cell.cell_type == "code" and "analyst" in tags(cell):
            assert before.cell_type == "markdown" and tags(before) == {"analyst"}, cell.id


@pytest.mark.parametrize("number", [5, 6])
def test_one_analyst_cell_builds_an_explorer_of_the_learners_own_in_under_ten_lines(
    number: int, notebooks: dict[str, nbformat.NotebookNode]
) -> None:
    (module,) = [each for each in MODULES if each.number == number]
    notebook = notebooks[module.notebook]
    assert "Groups, not persons" in text_of(notebook, "markdown")
    (cell,) = [c for c in tagged(notebook, "analyst") if c.cell_type == "code" and "ipywidgets" in c.source]
    assert len([line for line in cell.source.splitlines() if line.strip()]) < 10
    assert "Dropdown" in cell.source and "alt.Chart" in cell.source


def names_of(cells: list[nbformat.NotebookNode], context: type[ast.expr_context]) -> set[str]:
    """The variables that code cells set (`ast.Store`) or use (`ast.Load`)."""
    nodes = [node for cell in cells if cell.cell_type == "code" for node in ast.walk(ast.parse(cell.source))]
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, context)}


def test_story_cells_do_not_need_analyst_cells(notebook: nbformat.NotebookNode) -> None:
    used = names_of(tagged(notebook, "story"), ast.Load)
    assert not used & names_of(tagged(notebook, "analyst"), ast.Store)


def test_every_citation_has_its_reference_and_every_reference_is_cited(
    notebook: nbformat.NotebookNode,
) -> None:
    text = text_of(notebook, "markdown")
    cited, listed = set(CITED.findall(text)), LISTED.findall(text)
    assert len(listed) == len(set(listed))
    assert cited == set(listed)


def test_no_citation_stands_without_a_link_to_its_reference(notebook: nbformat.NotebookNode) -> None:
    for cell in read_in_story(notebook):
        if cell.cell_type == "markdown":
            unlinked = re.sub(r"\[[^\]]*\]\([^)]*\)", "", cell.source)
            assert not LOOSE_CITATION.findall(unlinked), cell.id


def test_every_reference_has_an_address_and_stands_in_the_list_of_the_course(
    notebook: nbformat.NotebookNode,
) -> None:
    from mirrorwell.datasets import rows

    known = {row["id"] for row in rows("references")}
    (cell,) = tagged(notebook, "references")
    for line in cell.source.splitlines():
        found = LISTED.search(line)
        if found:
            assert re.search(r"<https?://", line), line
            assert found[1] in known, found[1]


def test_the_text_is_long_enough_in_short_paragraphs_and_never_a_wall(
    notebook: nbformat.NotebookNode,
) -> None:
    total = run = 0
    for cell in read_in_story(notebook):
        if cell.cell_type == "code":
            run = 0
            continue
        for part in re.split(r"\n\s*\n", timing.plain(cell.source)):
            items = re.split(r"\n(?=\d\. |- )", part)
            assert all(words(item) <= 90 or item.startswith("|") for item in items), (cell.id, part[:60])
            total += words(part)
            run = 0 if BREAK.search(part) or FRONT & tags(cell) else run + words(part)
            assert run <= 250, f"{cell.id}: {run} words without a figure, question or interactive"
    assert total >= 1200


def test_every_column_of_a_table_has_a_heading_and_every_cell_says_something(
    notebook: nbformat.NotebookNode,
) -> None:
    for cell in read_in_story(notebook):
        if cell.cell_type == "markdown":
            for line in re.findall(r"^\|.*\|$", cell.source, re.MULTILINE):
                assert all(part.strip() for part in line.strip("|").split("|")), (cell.id, line)


def test_the_minutes_agree_with_what_there_is_to_do(module: Module, notebook: nbformat.NotebookNode) -> None:
    assert abs(timing.minutes(notebook.cells) - module.minutes) <= 0.15 * module.minutes


def test_each_section_can_be_finished_in_about_its_minutes(
    module: Module, notebook: nbformat.NotebookNode
) -> None:
    parts = parts_of(notebook)
    counted = {s.title: timing.minutes(part) for s, part in zip(module.sections, parts, strict=True)}
    off = {
        s.title: round(counted[s.title], 1)
        for s in module.sections
        if abs(counted[s.title] - s.minutes) > max(2, 0.3 * s.minutes)
    }
    assert not off


def test_every_activity_says_its_minutes(notebook: nbformat.NotebookNode) -> None:
    counted_otherwise = {"KnowledgeCheck", "Reflection", "SupportPanel", "MirrorQuiz"}
    for cell in tagged(notebook, "story"):
        shown = timing.activities(cell)
        said = cell.metadata.get("activity_minutes", 0)
        assert 0 <= said <= timing.LONGEST_ACTIVITY, cell.id
        practice = any(options.get("kind") == "practice" for _, options in shown)
        assert bool(said) == (practice or any(name not in counted_otherwise for name, _ in shown)), cell.id


def test_every_module_has_an_interactive_beyond_questions_and_something_for_analysts(
    module: Module, notebook: nbformat.NotebookNode
) -> None:
    shown = {name for cell in tagged(notebook, "story") for name, _ in timing.activities(cell)}
    assert shown - {"KnowledgeCheck", "Reflection", "SupportPanel"}, module.number
    assert any(cell.cell_type == "code" and cell.id != "setup" for cell in tagged(notebook, "analyst"))
    assert re.search(r"#ci_low|interval", text_of(notebook, "markdown")) and "<data value=" in text_of(
        notebook, "markdown"
    )
