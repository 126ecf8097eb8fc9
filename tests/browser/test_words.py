"""Meanings of words beside them, and the pages that say what the course is: in Chromium."""

from collections.abc import Callable

import pytest
from mirrorwell.course.lookup import meanings
from mirrorwell.course.outline import course
from playwright.sync_api import Locator, Page, expect

MODULE = course().module("what-protects")
assert MODULE


@pytest.fixture
def lesson(server: str, page: Callable[..., Page]) -> Callable[..., tuple[Page, Locator]]:
    """A module's page, and the word HOPE in it, which the glossary explains."""

    def open_lesson(**options: object) -> tuple[Page, Locator]:
        shown = page(f"{server}/{MODULE.path}", **options)
        word = shown.locator("a.term", has_text="HOPE").first
        word.wait_for(timeout=60_000)
        return shown, word

    return open_lesson


def test_a_meaning_stands_beside_its_word_on_hover_and_on_focus_and_escape_puts_it_away(
    lesson: Callable[..., tuple[Page, Locator]], axe: Callable[..., list[str]]
) -> None:
    shown, word = lesson()
    tip = shown.get_by_role("tooltip")
    word.hover()
    expect(tip).to_have_text(meanings()["hope"])
    expect(word).to_have_accessible_description(meanings()["hope"])
    tip.hover()  # one may rest on it, to read or to enlarge it
    shown.wait_for_timeout(500)  # longer than the 300 ms after which it would be put away
    expect(tip).to_be_visible()
    shown.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    word.press("Shift+Tab")
    shown.keyboard.press("Tab")
    expect(word).to_be_focused()
    expect(tip).to_have_text(meanings()["hope"])
    assert axe(shown, ".lesson-main") == []
    shown.keyboard.press("Tab")
    expect(tip).to_have_count(0)


def test_a_finger_opens_the_meaning_first_and_the_list_with_the_second_tap(
    lesson: Callable[..., tuple[Page, Locator]],
) -> None:
    shown, word = lesson(width=320, has_touch=True)
    word.tap()
    tip = shown.get_by_role("tooltip")
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    word.tap()
    shown.wait_for_url("**/glossary#hope")
    expect(shown.locator("#hope")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize("path", ["about", "problem"])
def test_what_the_course_says_of_itself_can_be_reached_and_read_everywhere(
    path: str, width: int, theme: str, server: str, page: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    shown = page(f"{server}/", width=width, theme=theme)
    shown.get_by_role("navigation", name="About the course").locator(f"a[href$='{path}']").click()
    shown.wait_for_url(f"**/{path}")
    assert axe(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_how_to_report_names_the_contact_of_the_host_and_sends_nothing(
    serving: Callable[..., str], page: Callable[..., Page], tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("site") / "site.toml"
    site.write_text('contact = "Sam <b>, room 4"\n', encoding="utf-8")
    shown = page(f"{serving('--site', str(site))}/problem")
    expect(shown.get_by_text("Contact for concerns: Sam <b>, room 4")).to_be_visible()
    assert shown.locator("form, input, textarea").count() == 0
