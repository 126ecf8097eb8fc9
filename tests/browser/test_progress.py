"""Progress in Chromium: what is remembered, where, and how it goes to another device and back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.widgets._base import script
from mirrorwell.widgets.progress import Progress, course_outline
from playwright.sync_api import Locator, Page, expect

KEY = "mirrorwell:course"
SOME = {
    "v": 1,
    "s": {"5": 0b1011},
    "c": {"5": [85.71, 2], "post": [70, 1]},
    "m": {"A": [7, 3, 5, 9]},
    "a": ["rules"],
    "d": "",
}
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def remember(page: Page, state: Any) -> None:
    """Load the page anew with a document in its storage, put there as the page begins (also where `setItem` is shut)."""
    once = f"mirrorwell-test-{json.dumps(state)}"
    page.add_init_script(
        f"if (!window.name.includes({json.dumps(once)})) {{ window.name += {json.dumps(once)}; localStorage[{json.dumps(KEY)}] = {json.dumps(json.dumps(state))}; }}"
    )
    page.reload()
    page.locator("[data-ready]").first.wait_for()


def remembered(page: Page) -> Any:
    return json.loads(page.evaluate("key => localStorage.getItem(key) ?? 'null'", KEY))


@pytest.fixture
def progress(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_progress(own: bool = True, **options: Any) -> Page:
        return page(host_page(Progress(), own=own), **options)

    return open_progress


def saved(shown: Page, tmp_path: Path) -> Path:
    button(shown, "Save my progress to a file").click()
    with shown.expect_download() as caught:
        button(shown, "Download the file").click()
    target = tmp_path / caught.value.suggested_filename
    caught.value.save_as(target)
    return target


def bring(shown: Page, file: Path | dict[str, Any]) -> None:
    shown.locator("input[type=file]").set_input_files(file)


def sealed(shown: Page, content: Any) -> dict[str, Any]:
    """A progress file with a right checksum, whatever it holds."""
    code = script("_sealed.js") + "\nexport default content => seal('progress', 1, content);"
    made = shown.evaluate(
        "async ([code, content]) => { const made = await import(URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))); return made.default(content); }",
        [code, content],
    )
    return {"name": "p.json", "mimeType": "application/json", "buffer": made.encode()}


def test_it_says_in_words_what_was_opened_tried_and_reached(progress: Callable[..., Page]) -> None:
    shown = progress()
    expect(shown.get_by_text("Not opened yet").first).to_be_visible()
    remember(shown, SOME)
    row = shown.locator("li", has_text="Module 5")
    expect(row).to_contain_text("3 of 6 sections opened. Best try of the check: 86 of 100, in 2 tries.")
    expect(shown.locator("li", has_text="Post-test")).to_contain_text("Best try: 70 of 100, in 1 try.")
    assert "%" not in shown.locator("[data-mirrorwell]").inner_text()
    expect(shown.locator(".saved")).to_contain_text("This browser remembers this.")


def test_a_file_goes_to_another_device_and_keeps_the_further_of_both(
    progress: Callable[..., Page], tmp_path: Path
) -> None:
    shown = progress()
    remember(shown, SOME)
    file = saved(shown, tmp_path)
    assert file.name == "my-mirrorwell-progress.json"
    other = progress()
    remember(
        other,
        {"v": 1, "s": {"5": 0b10000, "6": 1}, "c": {"5": [57.14, 5]}, "m": {}, "a": [], "d": "2026-01-02"},
    )
    bring(other, file)
    expect(other.get_by_role("status")).to_contain_text("The file is opened.")
    assert remembered(other) == {
        "v": 1, "s": {"5": 0b11011, "6": 1}, "c": {"5": [85.71, 5], "post": [70, 1]}, "m": {"A": [7, 3, 5, 9]}, "a": ["rules"], "d": "2026-01-02",
    }  # fmt: skip
    expect(other.locator("li", has_text="Module 6")).to_contain_text("Opened")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda text: text[: len(text) // 2], "cannot be read"),
        (lambda text: text.replace("85.71", "99.99"), "changed or damaged"),
        (lambda text: text.replace('"version": 1', '"version": 7'), "another version of the course"),
        (lambda text: text.replace('"progress"', '"practice profile"'), "no progress file"),
        (lambda text: "", "cannot be read"),
        (lambda text: "null", "no progress file"),
        (lambda text: "x" * 300_000, "too large"),
    ],
    ids=["cut off", "altered", "other version", "other kind", "empty", "null", "large"],
)
def test_a_file_that_does_not_fit_is_refused_kindly_and_nothing_is_lost(
    progress: Callable[..., Page], tmp_path: Path, harm: Callable[[str], str], said: str
) -> None:
    shown = progress()
    remember(shown, SOME)
    whole = saved(shown, tmp_path).read_text(encoding="utf-8")
    harmed = harm(whole)
    assert harmed != whole
    bring(shown, {"name": "p.json", "mimeType": "application/json", "buffer": harmed.encode()})
    expect(shown.get_by_role("status")).to_contain_text(said)
    expect(shown.get_by_role("status")).to_contain_text("Nothing was changed.")
    assert remembered(shown) == SOME


def test_a_sound_file_with_senseless_parts_brings_only_what_fits(
    progress: Callable[..., Page], page: Callable[..., Page]
) -> None:
    shown = progress()
    strange = {
        "v": 1,
        "s": {"5": -1, "x": 3, "6": 1},
        "c": {"5": [900, 1], "6": "no"},
        "m": {"A": [1]},
        "a": ["<script>", 5, "rules"],
        "d": "soon",
    }
    bring(shown, sealed(shown, strange))
    expect(shown.get_by_role("status")).to_contain_text("The file is opened.")
    assert remembered(shown) == {"v": 1, "s": {"6": 1}, "c": {}, "m": {}, "a": ["rules"], "d": ""}


def test_where_storage_is_blocked_it_works_and_says_that_it_will_not_remember(
    progress: Callable[..., Page],
) -> None:
    shown = progress(init=BLOCKED)
    expect(shown.locator(".saved")).to_contain_text("does not let the page remember anything")
    button(shown, "Save my progress to a file").click()
    expect(shown.get_by_role("status")).to_have_text(
        "Nothing is remembered yet, so there is nothing to save."
    )


FULL = """(() => { const set = Storage.prototype.setItem; window.fill = () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; };
  try { if (localStorage.getItem("full")) window.fill(); } catch {} })();"""


@pytest.mark.parametrize("from_the_start", [True, False])
def test_where_storage_is_full_what_is_there_is_shown_and_clearing_still_erases_it(
    progress: Callable[..., Page], from_the_start: bool
) -> None:
    shown = progress(init=FULL)
    if from_the_start:
        shown.evaluate("localStorage.setItem('full', '1')")
    remember(shown, SOME)
    expect(shown.locator("li", has_text="Module 5")).to_contain_text("3 of 6 sections opened.")
    shown.evaluate("window.fill()")
    button(shown, "Clear everything").click()
    button(shown, "Erase all of it").click()
    expect(shown.get_by_text("3 of 6 sections opened")).to_have_count(0)
    assert remembered(shown) is None


@pytest.mark.parametrize(
    "host",
    [
        "{ get() { throw new Error('no'); }, set() {} }",
        "{ get: () => '', set() { throw new Error('no'); } }",
        "{ get: () => ({}), set() {} }",
        "{ get: () => '', set: () => Promise.reject(new Error('no')) }",
        "{}",
        "5",
    ],
)
def test_a_learning_system_that_does_not_keep_anything_is_not_said_to(
    page: Callable[..., Page], host_page: Callable[..., str], host: str
) -> None:
    shown = page(host_page(Progress()), init=f"globalThis[Symbol.for('mirrorwell.host-store')] = {host};")
    for _ in range(2):  # the first try to keep something shows that it cannot
        bring(shown, sealed(shown, SOME))
        expect(shown.get_by_role("status")).to_contain_text("The file is opened.")
    expect(shown.locator("li", has_text="Module 5")).to_contain_text("3 of 6 sections opened.")
    expect(shown.locator(".saved")).to_contain_text("lasts as long as this page is open")


def test_a_learning_system_that_works_keeps_the_document(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    works = "let kept = ''; globalThis[Symbol.for('mirrorwell.host-store')] = { get: () => kept, set: text => { window.kept = kept = text; } };"
    shown = page(host_page(Progress()), init=works)
    bring(shown, sealed(shown, SOME))
    expect(shown.locator(".saved")).to_contain_text("Your learning system keeps this.")
    assert json.loads(shown.evaluate("window.kept")) == SOME


@pytest.mark.parametrize("content", [None, [], "text", {"v": 2}])
def test_a_sealed_file_without_a_document_is_refused(progress: Callable[..., Page], content: Any) -> None:
    shown = progress()
    remember(shown, SOME)
    bring(shown, sealed(shown, content))
    expect(shown.get_by_role("status")).to_contain_text("Nothing was changed.")
    assert remembered(shown) == SOME


def test_a_document_of_another_version_in_the_browser_is_read_as_a_fresh_start(
    progress: Callable[..., Page],
) -> None:
    shown = progress()
    remember(shown, {"v": 99, "s": {"5": 1}})
    expect(shown.get_by_text("Not opened yet").first).to_be_visible()


def test_clearing_everything_is_heard_by_every_copy_on_the_page(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    shown = page(host_page(Progress(), Progress(), own=True))
    remember(shown, SOME)
    button(shown, "Clear everything").first.click()
    button(shown, "Erase all of it").click()
    expect(shown.get_by_text("3 of 6 sections opened")).to_have_count(0)
    assert remembered(shown) is None


def test_the_longest_path_through_the_course_fits_the_smallest_learning_system(
    progress: Callable[..., Page],
) -> None:
    """Eight modules with 24 sections each, every check and the post-test at its longest, all runs unfinished."""
    shown = progress()
    most = 0xFFFFFFFF
    longest = {
        "v": 1,
        "s": {str(number): 0xFFFFFF for number in range(1, 9)},
        "c": {name: [99.99, 9999] for name in (*map(str, range(1, 9)), "post")},
        "m": {name: [most] * 4 for name in ("A", "B", "C", "D", "all", "own")},
        "a": [f"a-long-name-of-an-activity-{number:02}" for number in range(40)],
        "d": "2026-11-24",
    }  # fmt: skip
    assert len(course_outline()["modules"]) <= 8
    written = shown.evaluate(
        "async ([code, content]) => { const { default: store } = await import(URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))); store().replace(content); return localStorage.getItem('mirrorwell:course'); }",
        [script("_store.js") + "\nexport default () => courseStore();", longest],
    )
    assert json.loads(written) == longest
    assert 1500 < len(written) < 3500


def test_the_whole_path_goes_by_keyboard(progress: Callable[..., Page]) -> None:
    shown = progress()
    remember(shown, SOME)
    shown.keyboard.press("Tab")
    shown.keyboard.press("Tab")
    expect(button(shown, "Save my progress to a file")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown.get_by_role("textbox", name="Name of the file")).to_be_focused()
    with shown.expect_download():
        shown.keyboard.press("Enter")
    expect(button(shown, "Save my progress to a file")).to_be_focused()
    shown.keyboard.press("Tab")
    expect(button(shown, "Open a progress file")).to_be_focused()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_it_is_accessible_at_every_width(
    progress: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str
) -> None:
    shown = progress(width=width, theme=theme)
    remember(shown, SOME)
    for name in ("Save my progress to a file", "Clear everything"):
        button(shown, name).click()
        assert axe(shown) == []
        assert small_targets(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
