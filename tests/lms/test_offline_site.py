"""The offline site as somebody opens it: from a disk, from a web space below some path, without a way out."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mirrorwell.course.outline import course
from mirrorwell.course.publish.site import build_site
from playwright.sync_api import Browser, Page, expect

from .axe import axe
from .hosting import BLOCKED, WIDER, Folder, apart, file_url, ready, tab
from .links import faults

PARTS = [part.path for part in course().parts]
MODULE = course().modules[0]
EXPLORER = "modules/what-protects"
KINDS = [
    "index",
    MODULE.path,
    EXPLORER,
    "apps/ace-explorer",
    "apps/finish",
    "glossary",
    "references",
    "about",
]
STORE = "() => JSON.parse(localStorage.getItem('mirrorwell:course') ?? '{}')"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "a course"
    assert apart(lambda: build_site(out)) == len(list(out.rglob("*.html")))
    return out


@pytest.fixture
def disk(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """`disk(path)` opens a page of the site from its file; at the end nothing was asked elsewhere, no error raised."""
    tabs = []

    def show(path: str, **options: object) -> Page:
        opened = tab(browser, **options)  # type: ignore[arg-type]
        page, _ = opened.__enter__()
        tabs.append(opened)
        page.goto(file_url(site / f"{path}.html"))
        return page

    yield show
    for opened in tabs:
        opened.__exit__(None, None, None)


@pytest.mark.parametrize("path", PARTS)
def test_a_lesson_opens_from_the_disk_with_its_widgets(disk: Callable[..., Page], path: str) -> None:
    shown = disk(path)
    ready(shown)
    expect(shown.locator("h1")).to_have_count(1)
    expect(shown.locator("template[data-model]")).to_have_count(0)


def test_every_other_page_opens_from_the_disk(disk: Callable[..., Page], site: Path) -> None:
    others = {str(each.relative_to(site).with_suffix("")) for each in site.rglob("*.html")} - set(PARTS)
    assert {"index", "glossary", "references"} <= others
    shown = disk("index")
    for path in sorted(others):
        shown.goto(file_url(site / f"{path}.html"))
        expect(shown.locator("main h1")).to_be_visible()


def test_all_links_lead_to_files_of_the_site(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert [fault for page in pages for fault in faults(page, site)] == []


def test_every_lesson_can_be_reached_from_the_home_page(disk: Callable[..., Page]) -> None:
    shown = disk("index")
    linked = " ".join(
        shown.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    )
    assert [path for path in PARTS if f"{path}.html" not in linked] == []
    shown.locator(f"main a[href='{MODULE.path}.html']").first.click()
    ready(shown)
    expect(shown.locator("h1")).to_contain_text(MODULE.title.split(":")[0])


@pytest.mark.parametrize("path", ["index", *PARTS[:1], EXPLORER, "apps/finish"])
def test_it_works_below_a_path_of_any_web_space(browser: Browser, site: Path, path: str) -> None:
    with (
        Folder(site, prefix="/~teacher/our%20course/") as space,
        tab(browser, space.origin) as (shown, _),
    ):
        shown.goto(f"{space.base}{path}.html")
        if path in PARTS:
            ready(shown)
        expect(shown.locator("h1")).to_be_visible()
        assert space.missing == []


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("path", KINDS)
def test_each_kind_of_page_is_accessible_and_no_wider_than_its_window(
    browser: Browser, site: Path, path: str, width: int, theme: str
) -> None:
    # From a server, since axe itself fetches style sheets, which a browser forbids on a disk.
    with Folder(site) as space, tab(browser, space.origin, width=width, theme=theme) as (shown, _):
        shown.goto(f"{space.base}{path}.html")
        if path in PARTS:
            ready(shown)
        assert axe(shown) == []
        assert shown.evaluate(WIDER) == []


@pytest.mark.parametrize("path", ["index", MODULE.path, "glossary"])
def test_support_is_one_press_away(disk: Callable[..., Page], path: str) -> None:
    shown = disk(path)
    shown.locator("header").get_by_role("button", name="Support").click()
    expect(shown.get_by_role("dialog")).to_be_visible()
    expect(shown.get_by_role("dialog")).to_contain_text("988")
    shown.keyboard.press("Escape")
    expect(shown.locator("dialog")).to_have_count(0)
    shown.keyboard.press("s")
    expect(shown.get_by_role("dialog")).to_be_visible()


def test_the_browser_remembers_the_sections_that_were_reached(disk: Callable[..., Page]) -> None:
    shown = disk(MODULE.path)
    ready(shown)
    expect(shown.locator("[data-results]")).to_contain_text("stay")
    last = shown.locator("[data-section]").last
    last.evaluate("head => head.scrollIntoView({ block: 'start', behavior: 'instant' })")
    count = len(MODULE.sections)
    expect(shown.locator("[data-place]")).to_contain_text(f"Section {count} of {count}")
    shown.wait_for_function(f"() => (({STORE})().s?.['{MODULE.number}'] ?? 0) >> {count - 1} & 1")
    shown.goto(shown.url.replace(MODULE.path, "apps/finish"))
    ready(shown)
    left = shown.locator("main")
    expect(left).not_to_contain_text(f"Open Module {MODULE.number},")
    expect(left).to_contain_text("Open Module 2,")
    assert MODULE.number not in json.loads(shown.evaluate("localStorage['mirrorwell:course']"))["c"]


def test_a_browser_that_keeps_nothing_says_so_and_all_else_works(disk: Callable[..., Page]) -> None:
    shown = disk(MODULE.path, init=BLOCKED)
    ready(shown)
    expect(shown.locator("[data-mirrorwell=knowledge-check]")).to_contain_text(
        "does not let the page remember anything"
    )
