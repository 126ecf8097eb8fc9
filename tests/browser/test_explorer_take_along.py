"""What people take from an explorer, and what is left when something does not work."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mirrorwell import datasets
from mirrorwell.widgets import AceExplorer
from mirrorwell.widgets._base import Asset
from playwright.sync_api import Page, expect


@pytest.fixture
def shown(page: Callable[..., Page], host_page: Callable[..., str]) -> Page:
    made = page(host_page(AceExplorer(group_by="race_ethnicity"), own=True))
    made.get_by_role("button", name="More to take along").click()
    return made


def taken(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_csv_begins_with_title_and_citation(shown: Page) -> None:
    name, content = taken(shown, "Download with citation (CSV)")
    lines = content.decode("utf-8").splitlines()
    told = [line for line in lines if line.startswith("# ")]
    assert name == "mirrorwell-students-2023-ace-4plus-race-ethnicity.csv"
    assert told[0] == f"# {shown.locator('.chart-title').inner_text()}"
    assert any(datasets.cite_reference("swedo2024") in line for line in told)
    assert lines[len(told)].startswith("panel,row,estimate")
    assert len(lines) - len(told) - 1 == shown.locator("tbody tr").count()


def test_the_zip_is_the_one_the_course_exports(shown: Page) -> None:
    name, content = taken(shown, "Download the whole dataset (ZIP)")
    assert name == "mirrorwell-ace-yrbs-2023.zip"
    assert content == datasets.export_bytes("ace_yrbs_2023")
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_the_svg_has_title_source_real_text_and_no_token(shown: Page) -> None:
    _, content = taken(shown, "Download the chart (SVG)")
    text = content.decode("utf-8")
    assert "var(" not in text and "Swedo" in text and ">Black or African American</text>" in text
    assert "Students who reported four or more of the eight, by race and ethnicity" in text


def test_the_png_is_a_picture_of_twice_the_size(shown: Page) -> None:
    _, content = taken(shown, "Download the chart (PNG)")
    wide = shown.locator(".chart:not(.map) svg").first.evaluate("one => one.width.baseVal.value")
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20], "big") == 2 * (round(wide) + 48)


def test_the_citation_can_be_copied_by_hand_where_the_browser_refuses(shown: Page) -> None:
    shown.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    shown.get_by_role("button", name="Copy the citation").click()
    field = shown.get_by_label("Citation, selected for copying")
    expect(field).to_be_focused()
    assert datasets.cite_reference("swedo2024") in field.input_value()
    assert field.evaluate("one => one.selectionEnd - one.selectionStart") == len(field.input_value())


def test_on_paper_the_table_follows_the_chart_and_controls_are_gone(shown: Page) -> None:
    shown.emulate_media(media="print")
    expect(shown.get_by_role("group", name="The same figures as a table")).to_be_visible()
    for gone in (".controls", ".apart", ".tools >> nth=0"):
        expect(shown.locator(gone)).to_be_hidden()
    chart, table = (
        shown.locator(".chart:not(.map)").first.bounding_box(),
        shown.locator("table").bounding_box(),
    )
    assert chart and table and chart["y"] < table["y"]


def test_without_vega_the_table_the_summary_and_the_controls_still_work(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    widget = AceExplorer()
    good = widget._vega
    widget.set_trait("_vega", Asset(name="vega-broken", text="throw new Error('blocked')"))
    try:
        made = page(host_page(widget, own=True))
    finally:
        widget.set_trait("_vega", good)
    expect(made.get_by_text("The chart could not be drawn here (blocked).")).to_be_visible()
    expect(made.get_by_role("group", name="The same figures as a table")).to_be_visible()
    made.get_by_label("Group by", exact=True).select_option("sex")
    expect(made.locator("tbody tr")).to_have_count(3)
    expect(made.locator(".apart")).to_contain_text("can be told apart")


def test_in_forced_colors_every_word_of_the_map_can_be_read(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    made = page(host_page(AceExplorer(instrument="adults_places"), own=True), forced_colors="active")
    colors = made.locator(".map text").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    paper = made.evaluate("() => getComputedStyle(document.querySelector('figure')).backgroundColor")
    assert set(colors) and paper not in colors


def test_another_theme_needs_no_other_chart(page: Callable[..., Page], host_page: Callable[..., str]) -> None:
    made = page(host_page(AceExplorer(), own=True))
    words = made.locator(".chart:not(.map) text").first
    light = words.evaluate("one => getComputedStyle(one).fill")
    made.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    assert words.evaluate("one => getComputedStyle(one).fill") != light


def test_an_explorer_that_is_removed_leaves_nothing_behind(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    widget: Any = AceExplorer()
    made = page(host_page(widget, own=True))
    heard = f"() => mw.models['{widget.model_id}'].heard"
    made.evaluate(
        f"() => {{ mw['{widget.model_id}'](); document.querySelector('[data-mirrorwell]').remove(); }}"
    )
    assert made.evaluate(f"() => Object.values(({heard})()).reduce((sum, set) => sum + set.size, 0)") == 0
    made.set_viewport_size({"width": 500, "height": 700})
