"""The frame of every page: support within reach, a key that can be switched off, the way through a module."""

from collections.abc import Callable

import pytest
from mirrorwell.course.outline import course
from playwright.sync_api import Page, expect

MODULE = course().modules[0]


def test_support_opens_with_the_button_and_the_key_and_closes_with_escape(
    server: str, page: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    opened = page(f"{server}/")
    dialog = opened.get_by_role("dialog")
    opened.get_by_role("button", name="Support").click()
    expect(dialog).to_be_visible()
    assert axe(opened) == []
    opened.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opened.get_by_role("button", name="Support")).to_be_focused()
    opened.keyboard.press("s")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("988")


def test_the_key_can_be_switched_off_and_stays_off_on_the_next_page(
    server: str, page: Callable[..., Page]
) -> None:
    opened = page(f"{server}/")
    opened.keyboard.press("s")
    opened.get_by_label("Open this panel with the key S").uncheck()
    opened.keyboard.press("Escape")
    opened.keyboard.press("s")
    expect(opened.get_by_role("dialog")).to_be_hidden()
    opened.goto(f"{server}/glossary")
    opened.keyboard.press("s")
    expect(opened.get_by_role("dialog")).to_be_hidden()
    opened.get_by_role("button", name="Support").click()
    expect(opened.get_by_label("Open this panel with the key S")).not_to_be_checked()


@pytest.mark.parametrize("pressed", ["Control+s", "Alt+s", "Meta+s"])
def test_the_key_with_a_modifier_is_left_alone(pressed: str, server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/")
    opened.keyboard.press(pressed)
    expect(opened.get_by_role("dialog")).to_be_hidden()


def test_typing_an_s_into_a_field_does_not_open_support(server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/{MODULE.path}")
    field = opened.locator("[data-mirrorwell=reflection] textarea").first
    field.wait_for(timeout=60_000)
    field.press("s")
    expect(opened.get_by_role("dialog")).to_have_count(0)
    expect(field).to_have_value("s")


def test_clearing_from_the_panel_empties_what_was_typed_and_says_so(
    server: str, page: Callable[..., Page]
) -> None:
    opened = page(f"{server}/{MODULE.path}")
    field = opened.locator("[data-mirrorwell=reflection] textarea").first
    field.wait_for(timeout=60_000)
    field.fill("words of my own")
    opened.locator("header").get_by_role("button", name="Support").click()
    opened.get_by_role("dialog").get_by_role("button", name="Clear everything", exact=True).click()
    expect(opened.get_by_role("dialog").locator(".sp-said")).not_to_be_empty()
    expect(field).to_have_value("")


def test_leaving_leads_to_the_neutral_page_without_a_way_back(server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/glossary")
    opened.goto(f"{server}/references")
    opened.keyboard.press("s")
    opened.get_by_role("link", name="Leave this page now").click()
    opened.wait_for_url("about:blank")
    opened.go_back()
    expect(opened).to_have_url(f"{server}/glossary")


def test_the_side_says_in_words_which_section_is_being_read(server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/{MODULE.path}")
    expect(opened.locator("#getting-ready")).to_have_count(0, timeout=60_000)
    side = opened.get_by_role("complementary", name="Your place in this module")
    total = len(MODULE.sections)
    for number in (3, 1, total):
        section = MODULE.sections[number - 1]
        side.get_by_role("link", name=section.title).click()
        expect(side).to_contain_text(f"Section {number} of {total}.")
        expect(side.locator("[aria-current]")).to_contain_text(section.title)
        left = sum(each.minutes for each in MODULE.sections[number - 1 :])
        expect(side).to_contain_text(f"About {left} minutes")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/")
    opened.keyboard.press("Tab")
    expect(opened.get_by_role("link", name="Skip to content")).to_be_focused()
    opened.keyboard.press("Enter")
    expect(opened.locator("main")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 640, 320])
@pytest.mark.parametrize("path", ["", "glossary", "references", "nowhere"])
def test_a_page_without_a_kernel_fits_its_width(
    path: str, width: int, server: str, page: Callable[..., Page], watch: object
) -> None:
    opened = page(f"{server}/{path}", width=width)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    watch.errors[:] = [said for said in watch.errors if "404" not in said]  # type: ignore[attr-defined]


def test_in_forced_colors_the_frame_still_shows_its_buttons_and_its_current_place(
    server: str, page: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    opened = page(f"{server}/", forced_colors="active")
    assert axe(opened) == []
    border = opened.get_by_role("button", name="Support").evaluate(
        "it => getComputedStyle(it).borderTopWidth"
    )
    assert border != "0px"


def test_a_page_prints_light_without_controls(server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/", theme="dark")
    opened.emulate_media(media="print", color_scheme="dark")
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(opened.locator(".site-header")).to_be_hidden()


def test_no_page_sets_a_cookie_when_no_word_is_asked_for(server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/")
    opened.goto(f"{server}/glossary")
    assert opened.context.cookies() == []
