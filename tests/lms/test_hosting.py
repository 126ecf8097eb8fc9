"""The watchers of the laboratory notice what they are there for: each gets a page that is wrong in one way."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .axe import axe
from .hosting import BLOCKED, WIDER, Folder, content_frame, frame_page, tab
from .links import faults

PAGE = "<!doctype html><html lang=en><title>A page</title><link rel=icon href='data:,'><main><h1>A page</h1>{}</main>"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<img alt='' src='http://127.0.0.1:9/elsewhere.png'>", "requests to other origins"),
        ("<script>console.error('no')</script>", "errors: "),
        ("<script>throw new Error('no')</script>", "errors: "),
        ("<script src='missing.js'></script>", "errors: "),
    ],
)
def test_a_tab_fails_for_what_its_page_did(browser: Browser, tmp_path: Path, inside: str, said: str) -> None:
    (tmp_path / "index.html").write_text(PAGE.format(inside), encoding="utf-8")
    with (
        pytest.raises(AssertionError, match=said),
        Folder(tmp_path) as space,
        tab(browser, space.origin) as (page, _),
    ):
        page.goto(f"{space.base}index.html", wait_until="networkidle")


def test_a_page_without_fault_passes_and_a_wide_one_does_not(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(PAGE.format("<p>Text.</p>"), encoding="utf-8")
    (tmp_path / "wide.html").write_text(
        PAGE.format("<img src='data:,' width=900 height=9><a href='gone.html#x'>Gone</a>"), encoding="utf-8"
    )
    with Folder(tmp_path, prefix="/some/where/") as space, tab(browser, space.origin, width=320) as (page, _):
        page.goto(f"{space.base}good.html")
        assert (axe(page), page.evaluate(WIDER)) == ([], [])
        page.goto(f"{space.base}wide.html")
        assert page.evaluate(WIDER) and any(each.startswith("image-alt") for each in axe(page))
        assert space.missing == []
        page.request.get(f"{space.origin}/wide.html")
        assert space.missing == ["/wide.html"]
    assert faults(tmp_path / "good.html", tmp_path) == []
    assert faults(tmp_path / "wide.html", tmp_path) == ["wide.html: gone.html#x is not there"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("../out.html", "leads out of the folder"),
        ("/index.html", "leads out of the folder"),
        ("good.html#nowhere", "names a place that is not there"),
    ],
)
def test_links_that_lead_nowhere_are_found(tmp_path: Path, address: str, said: str) -> None:
    (tmp_path / "good.html").write_text(PAGE.format(""), encoding="utf-8")
    (tmp_path / "bad.html").write_text(PAGE.format(f"<a href='{address}'>Go</a>"), encoding="utf-8")
    assert [said in fault for fault in faults(tmp_path / "bad.html", tmp_path)] == [True]
    (tmp_path / "far.html").write_text(
        PAGE.format("<script src='https://a.example/x.js'></script>"), encoding="utf-8"
    )
    assert "is asked of another host" in faults(tmp_path / "far.html", tmp_path)[0]


def test_a_frame_is_of_another_site_and_storage_can_be_taken_away(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE.format(""), encoding="utf-8")
    with (
        Folder(tmp_path) as space,
        Folder(tmp_path, host="localhost") as outside,
        tab(browser, space.origin, outside.origin, init=BLOCKED) as (page, _),
    ):
        (tmp_path / "lms.html").write_text(frame_page(f"{space.base}index.html"), encoding="utf-8")
        page.goto(f"{outside.base}lms.html")
        inside = content_frame(page)
        inside.wait_for_load_state()
        tried = "() => { try { return String(%s); } catch (error) { return error.name; } }"
        assert inside.evaluate(tried % "parent.document.title") == "SecurityError"
        assert inside.evaluate(tried % "localStorage.length") == "SecurityError"
        assert inside.evaluate("[innerWidth, innerHeight]") == [320, 450]
