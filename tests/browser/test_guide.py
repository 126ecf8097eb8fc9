"""The facilitator guide as a person opens it: from a folder, on a phone, in the dark, on paper."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from mirrorwell.course.guide import build_guide
from playwright.sync_api import Page, expect

KINDS = (
    "index", "run-6", "slides-2", "slides-6", "picture-timeline", "safety", "take-away-6", "evaluation-6", "follow-up", "six-questions",
    "six-questions-key", "scenes-key-a", "handout-scenes-a", "handout-support", "handout-agreements", "handout-rules",
    "handout-rings", "handout-three-values", "handout-all-values", "handout-action-plan",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("guide") / "guide"
    build_guide(out)
    return out


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """The guide over HTTP: from a file axe may not read the style sheets beside the page."""
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def at(folder: Path, name: str) -> str:
    return (folder / f"{name}.html").as_uri()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_every_kind_of_page_passes_axe(
    width: int, theme: str, served: str, page: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    opened = page(width=width, theme=theme)
    found = {}
    for name in KINDS:
        opened.goto(f"{served}/{name}.html")
        found[name] = axe(opened)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_no_page_scrolls_sideways_on_the_smallest_screen(folder: Path, page: Callable[..., Page]) -> None:
    opened = page(width=320)
    wide = {}
    for path in sorted(folder.glob("*.html")):
        opened.goto(path.as_uri())
        wide[path.name] = opened.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > 320} == {}


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_deck_prints_one_slide_a_page_in_landscape(
    paper: str, folder: Path, page: Callable[..., Page], tmp_path: Path
) -> None:
    opened = page()
    for path in sorted(folder.glob("slides-*.html")):
        opened.goto(path.as_uri())
        printed = opened.pdf(format=paper, prefer_css_page_size=True)
        sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
        assert len(sizes) == opened.locator(".slide").count(), path.name
        assert all(float(wide) > float(high) for wide, high in sizes), path.name


@pytest.mark.parametrize(
    "name", ["evaluation-6", "handout-action-plan", "handout-rings", "take-away-6", "follow-up"]
)
def test_a_page_to_fill_in_prints_on_one_sheet(name: str, folder: Path, page: Callable[..., Page]) -> None:
    opened = page(at(folder, name))
    for paper in ("Letter", "A4"):
        assert len(re.findall(rb"/MediaBox", opened.pdf(format=paper))) == 1, paper


def test_what_only_the_facilitator_reads_is_not_printed(folder: Path, page: Callable[..., Page]) -> None:
    opened = page(at(folder, "evaluation-6"), theme="dark")
    expect(opened.get_by_role("complementary", name="For the facilitator")).to_be_visible()
    opened.emulate_media(media="print", color_scheme="dark")
    expect(opened.get_by_role("complementary", name="For the facilitator")).to_be_hidden()
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_each_slide_fits_a_projector(folder: Path, page: Callable[..., Page]) -> None:
    opened = page(width=1280, height=720)
    tall = []
    for path in sorted(folder.glob("slides-*.html")):
        opened.goto(path.as_uri())
        ids = opened.locator(".slide").evaluate_all(
            "all => all.filter(it => it.offsetHeight > 720).map(it => it.id)"
        )
        tall += [f"{path.name}#{each}" for each in ids]
    assert tall == []


def test_a_deck_turns_by_its_links(folder: Path, page: Callable[..., Page]) -> None:
    opened = page(at(folder, "slides-6"), width=1280, height=720)
    opened.locator("#s1").get_by_role("link", name="Next slide 2").click()
    opened.locator("#s2").get_by_role("link", name="Next slide 3").click()
    expect(opened.locator("#s3")).to_be_in_viewport(ratio=0.9)


def test_the_guide_opens_from_a_folder_with_its_own_letters(folder: Path, page: Callable[..., Page]) -> None:
    opened = page(at(folder, "index"))
    opened.evaluate("document.fonts.ready")
    assert opened.evaluate("document.fonts.check('700 20px \"Atkinson Hyperlegible Next\"')")
    loaded = opened.evaluate("[...document.fonts].filter(it => it.status == 'loaded').length")
    assert loaded >= 2
    opened.get_by_role("link", name="Run sheet of Module 6").click()
    expect(opened.get_by_role("table", name="The steps, with a running clock")).to_be_visible()
