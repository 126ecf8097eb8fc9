"""The plain page of a module wherever somebody puts it: on a disk, in a web space, in a small frame of another site."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from mirrorwell.course.lms.package import build_packages
from mirrorwell.course.outline import course
from playwright.sync_api import Browser, Frame, expect

from . import learner
from .axe import axe
from .hosting import BLOCKED, WIDER, Folder, apart, content_frame, file_url, frame_page, tab, unpack
from .links import faults

MODULES = ["the-dangerous-paradox", "what-protects", "walking-the-talk"]
"""With a mirror and reflections; with explorers and charts; with builders and a plan."""
SMALL = {"width": 340, "height": 500}
# A third-party cookie and what a frame of another site may keep are the browser's to decide; this shows what it decided.
KEEPS = """() => { const seen = {}; document.cookie = "probe=1"; seen.cookie = document.cookie.includes("probe"); return seen; }"""


@pytest.fixture(scope="session")
def page_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`page_folder(module)` is the unpacked page package of a module."""
    made: dict[str, Path] = {}

    def build(module: str) -> Path:
        if module not in made:
            out = tmp_path_factory.mktemp("page")
            (package,) = apart(lambda: build_packages("page", out, module=module))
            made[module] = unpack(package, out / "my pages")
        return made[module]

    return build


@contextmanager
def on_a_disk(browser: Browser, folder: Path) -> Iterator[Frame]:
    with tab(browser) as (page, _):
        page.goto(file_url(folder / "index.html"))
        yield page.main_frame


@contextmanager
def below_a_path(browser: Browser, folder: Path) -> Iterator[Frame]:
    with Folder(folder, prefix="/~teacher/week%201/") as space, tab(browser, space.origin) as (page, _):
        page.goto(f"{space.base}index.html")
        yield page.main_frame
        assert space.missing == []


@contextmanager
def in_a_small_frame(browser: Browser, folder: Path, init: str = "") -> Iterator[Frame]:
    """In a frame of 320 by 450 pixels in a page of another site, as an LMS shows it at its smallest."""
    lms = folder.parent / "lms"
    lms.mkdir(exist_ok=True)
    with (
        Folder(folder) as space,
        Folder(lms, host="localhost") as outside,
        tab(browser, space.origin, outside.origin, init=init, **SMALL) as (page, _),
    ):
        (lms / "index.html").write_text(frame_page(f"{space.base}index.html", 320, 450), encoding="utf-8")
        page.goto(f"{outside.base}index.html")
        yield content_frame(page)
        assert space.missing == []


@contextmanager
def with_nothing_kept(browser: Browser, folder: Path) -> Iterator[Frame]:
    with in_a_small_frame(browser, folder, init=BLOCKED) as frame:
        yield frame


HOSTS = {
    "on a disk": on_a_disk,
    "below a path": below_a_path,
    "in a small frame": in_a_small_frame,
    "with nothing kept": with_nothing_kept,
}


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS.keys())
def test_a_module_works_where_it_is_put(
    browser: Browser,
    page_folder: Callable[[str], Path],
    host: Callable[..., AbstractContextManager[Frame]],
    module: str,
    held: Callable[..., None],
) -> None:
    with host(browser, page_folder(module)) as shown:
        learner.ready(shown)
        expect(shown.locator("[data-mirrorwell]").first).to_be_visible()
        expect(shown.locator("[data-results]")).to_contain_text("stay")
        assert learner.try_check(shown, right=1) > 0
        expect(learner.check(shown)).to_contain_text("1 of")
        learner.read_to_end(shown)
        assert shown.evaluate(WIDER) == []
    scope = "module with charts" if module == MODULES[1] else "module without charts"
    where = next(name for name, each in HOSTS.items() if each is host)
    held("Chromium", browser.version.split(".")[0], "Plain page", scope, f"works {where}")


def test_a_frame_of_another_site_keeps_no_cookie(
    browser: Browser, page_folder: Callable[[str], Path]
) -> None:
    with in_a_small_frame(browser, page_folder(MODULES[0])) as shown:
        learner.ready(shown)
        assert shown.evaluate(KEEPS) == {"cookie": False}, (
            "this browser allows what the tests above count as blocked"
        )


def test_the_whole_small_frame_can_be_read_and_support_opens_in_it(
    browser: Browser, page_folder: Callable[[str], Path]
) -> None:
    with in_a_small_frame(browser, page_folder(MODULES[0])) as shown:
        learner.ready(shown)
        shown.locator("header").get_by_role("button", name="Support").click()
        dialog = shown.get_by_role("dialog")
        expect(dialog).to_contain_text("988")
        box = dialog.bounding_box()
        assert box is not None and box["width"] <= 320 and box["height"] <= 450
        assert axe(shown) == []
        shown.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        assert axe(shown) == []


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, page_folder: Callable[[str], Path]) -> None:
    with with_nothing_kept(browser, page_folder(MODULES[0])) as shown:
        learner.ready(shown)
        expect(learner.check(shown)).to_contain_text("does not let the page remember anything")


@pytest.mark.parametrize("module", MODULES)
def test_every_link_of_a_package_leads_somewhere(page_folder: Callable[[str], Path], module: str) -> None:
    folder = page_folder(module)
    assert faults(folder / "index.html", folder) == []


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("whole page")
    (package,) = apart(lambda: build_packages("page", out, whole=True))
    return unpack(package, out / "course")


def test_the_whole_course_begins_at_its_home_and_shows_a_module_in_a_small_frame(
    browser: Browser, whole: Path
) -> None:
    first = course().modules[0]
    with in_a_small_frame(browser, whole) as shown:
        shown.locator(f"main a[href='{first.path}.html']").first.click()
        learner.ready(shown)
        expect(shown.locator("[data-results]")).to_contain_text("stay")
        assert shown.evaluate(WIDER) == []
