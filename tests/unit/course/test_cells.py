"""Cells to blocks: tags become boxes, tables and links fit the page, what failed is excused and what is code is not shown."""

from collections.abc import Mapping
from typing import Any

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.outline import course
from mirrorwell.course.publish.cells import SORRY, WIDGET, Blocks, story
from mirrorwell.course.publish.frame import Frame
from mirrorwell.course.publish.markdown import converter

MODULE = course().modules[0]


def blocks() -> Blocks:
    return Blocks(converter(Frame(base="/base/").page_of), MODULE)


def text(source: str, *tags: str) -> Mapping[str, Any]:
    return {"cell_type": "markdown", "source": source, "metadata": {"tags": list(tags)}}


def code(*outputs: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"cell_type": "code", "source": "secret()", "metadata": {}, "outputs": list(outputs)}


def test_analyst_cells_and_the_title_are_left_out_before_anything_runs() -> None:
    cells = [text("# T", "title"), text("a"), {**code(), "metadata": {"tags": ["analyst", "story"]}}]
    assert story(cells) == [cells[1]]


@pytest.mark.parametrize(
    ("tag", "begins"),
    [
        ("content-note", '<section class="note" aria-label="Content note">'),
        ("note", '<div class="note">'),
        ("note-fit", '<div class="note fit">'),
        ("note-weak", '<div class="note weak">'),
        ("scene", '<section class="scene" aria-label="Scene 1">'),
    ],
)
def test_a_tag_becomes_a_box(tag: str, begins: str) -> None:
    html = blocks().render(text("### Head\n\nText.", tag))
    assert html.startswith(begins)
    assert "<h3>Head</h3>" in html


def test_sections_get_the_anchors_of_the_outline_in_order() -> None:
    made = blocks()
    html = [made.render(text(f"## {section.title}\n\nText.", "section")) for section in MODULE.sections]
    for section, part in zip(MODULE.sections, html, strict=True):
        assert f'<h2 id="{section.id}" data-section>' in part


def test_scenes_are_told_apart_by_number() -> None:
    made = blocks()
    assert 'aria-label="Scene 1"' in made.render(text("a", "scene"))
    assert 'aria-label="Scene 2"' in made.render(text("b", "scene"))


def test_a_failed_cell_is_excused_once_and_shows_no_traceback() -> None:
    error = {"output_type": "error", "ename": "E", "evalue": "inner", "traceback": ["inner matter"]}
    html = blocks().render(code({"output_type": "stream", "name": "stdout", "text": "half"}, error, error))
    assert html.count(SORRY) == 1
    assert "inner" not in html
    assert "half" not in html


def test_the_source_of_a_cell_is_never_shown() -> None:
    assert "secret" not in blocks().render(code({"output_type": "stream", "name": "stdout", "text": "out"}))


def test_a_widget_waits_with_a_word_and_its_place_in_the_page() -> None:
    view = {"version_major": 2, "version_minor": 1, "model_id": "</script>"}
    html = blocks().render(
        code({"output_type": "execute_result", "data": {WIDGET: view, "text/plain": "<W>"}})
    )
    assert "Getting this part ready." in html
    assert html.count("</script>") == 1


def test_printed_text_cannot_become_markup() -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": "<img src=x>"}
    value = {"output_type": "execute_result", "data": {"text/plain": "<b>x</b>"}}
    assert "<img" not in blocks().render(code(printed))
    assert "<b>" not in blocks().render(code(value))


def test_a_link_to_a_notebook_leads_to_its_page_and_a_link_outside_says_so() -> None:
    html = blocks().render(
        text("[a](06-what-protects.ipynb#unequal-chances) [b](https://doi.org/1) [c](#here)")
    )
    assert 'href="/base/modules/what-protects#unequal-chances"' in html
    assert 'href="https://doi.org/1" rel="noopener noreferrer"' in html
    assert html.count("(another site)") == 1
    assert '<a href="#here">c</a>' in html


def test_a_word_of_the_glossary_carries_its_meaning_and_one_that_is_not_in_it_stays_a_word() -> None:
    html = blocks().render(text("[odds](glossary.ipynb#odds) and [ends](glossary.ipynb#ends)"))
    assert 'class="term" href="/base/glossary#odds" data-meaning="How often something happens' in html
    assert "and ends</p>" in html


def test_where_a_host_has_no_list_of_words_a_word_stays_a_word() -> None:
    html = Blocks(converter(lambda notebook: None)).render(text("the [odds](glossary.ipynb#odds) here"))
    assert html == "<p>the odds here</p>\n"


def test_a_table_scrolls_on_its_own_and_its_empty_corner_is_no_heading() -> None:
    html = blocks().render(text("| | n |\n|-|-:|\n|a|1|"))
    assert 'aria-label="Table 1"' in html
    assert '<th scope="col" class="n">n</th>' in html
    assert html.count("<th ") == 1


def test_a_marked_figure_keeps_its_mark() -> None:
    assert '<data value="a?b=c">5%</data>' in blocks().render(text('<data value="a?b=c">5%</data> of all'))


def test_formulas_are_mathml_and_prices_are_not() -> None:
    html = blocks().render(
        text("The odds are $o = \\frac{p}{1-p}$.\n\n$$\np_1 < p_2\n$$\n\nIt costs $5, then $10.")
    )
    assert html.count("<math ") == 2 and "<mfrac>" in html and 'display="block"' in html
    assert "$5, then $10" in html and "\\frac" not in html


def test_a_formula_that_cannot_be_read_is_named() -> None:
    with pytest.raises(CourseError, match=r"The formula .a_. cannot be read"):
        blocks().render(text("$a_$"))
