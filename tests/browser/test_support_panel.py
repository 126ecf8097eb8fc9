"""The support panel in Chromium: in sight, by key where allowed, and the same words everywhere."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from mirrorwell.widgets.reflection import Reflection
from mirrorwell.widgets.support_panel import SupportPanel, support_content
from playwright.sync_api import Locator, Page, expect


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


@pytest.fixture
def panel(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    """A page as in JupyterLab: the panel, and a reflection above it from which keys may come."""

    def open_panel(own: bool = False, options: dict[str, Any] | None = None, **more: Any) -> Page:
        return page(
            host_page(Reflection(prompt="What helps?"), SupportPanel(**(options or {})), own=own), **more
        )

    return open_panel


def test_the_button_opens_a_modal_dialog_and_closing_returns_focus(panel: Callable[..., Page]) -> None:
    shown = panel()
    button(shown, "Support").click()
    dialog = shown.get_by_role("dialog", name="Support")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("node => node.matches(':modal')")
    expect(button(dialog, "Close")).to_be_focused()
    shown.keyboard.press("Escape")
    expect(shown.get_by_role("dialog")).to_have_count(0)
    expect(button(shown, "Support")).to_be_focused()


def test_it_says_every_sentence_of_the_content(panel: Callable[..., Page]) -> None:
    shown = panel(options={"contact": "Sam Rivera, 555-0100"})
    button(shown, "Support").click()
    content = support_content("Sam Rivera, 555-0100")
    text = " ".join(shown.get_by_role("dialog").inner_text().split())
    for line in content["lines"]:
        for said in (line["service"], line["who_for"], line["note"], *(way["say"] for way in line["how"])):
            assert said in text
    for key in (
        "intro",
        "elsewhere",
        "closer",
        "contact",
        "leave_note",
        "key_label",
        "clear_label",
        "clear_note",
        "pause_label",
        "leave_label",
    ):
        assert content[key] in text
    assert text.count("Not yet checked on the live page.") == sum(
        line["checked"].startswith("Not") for line in content["lines"]
    )


def test_the_key_s_opens_it_from_within_a_widget_and_not_while_typing(panel: Callable[..., Page]) -> None:
    shown = panel()
    shown.get_by_role("textbox").press("s")
    expect(shown.get_by_role("dialog")).to_have_count(0)
    expect(shown.get_by_role("textbox")).to_have_value("s")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Control+s")
    expect(shown.get_by_role("dialog")).to_have_count(0)
    shown.keyboard.press("s")
    expect(shown.get_by_role("dialog")).to_have_count(1)
    shown.keyboard.press("s")
    expect(shown.get_by_role("dialog")).to_have_count(1)


def test_the_key_can_be_switched_off_and_the_button_still_works(panel: Callable[..., Page]) -> None:
    shown = panel()
    button(shown, "Support").click()
    shown.get_by_role("checkbox", name="Open this panel with the key S").uncheck()
    button(shown, "Close").click()
    shown.keyboard.press("s")
    expect(shown.get_by_role("dialog")).to_have_count(0)
    button(shown, "Support").click()
    assert not shown.get_by_role("checkbox").is_checked()


def test_clear_everything_empties_what_was_typed_on_the_page(panel: Callable[..., Page]) -> None:
    shown = panel()
    shown.get_by_role("textbox").fill("words")
    button(shown, "Support").click()
    button(shown.get_by_role("dialog"), "Clear everything").click()
    expect(shown.get_by_role("dialog").locator(".sp-said")).to_have_text(
        "All that was typed, rated, chosen and remembered is erased."
    )
    button(shown, "Close").click()
    expect(shown.get_by_role("textbox")).to_have_value("")


def test_lines_can_be_narrowed_to_a_country_and_the_choice_is_not_kept(panel: Callable[..., Page]) -> None:
    shown = panel()
    button(shown, "Support").click()
    dialog = shown.get_by_role("dialog")
    chooser = dialog.get_by_label("Show lines for")
    chooser.select_option("Another country")
    expect(dialog.get_by_text("Shown below: Another country.")).to_be_attached()
    expect(dialog.get_by_text("988")).to_have_count(0)
    expect(dialog.get_by_role("link", name="Find A Helpline")).to_be_visible()
    expect(dialog).to_contain_text("local emergency number")
    chooser.select_option("United States")
    expect(dialog.get_by_role("link", name="Call 988")).to_be_visible()
    button(shown, "Close").click()
    button(shown, "Support").click()
    expect(chooser).to_have_value("")
    assert shown.evaluate("localStorage.length + mw.saved.length") == 0


def test_a_pause_is_quiet_and_its_exercise_can_be_switched_off_for_good(panel: Callable[..., Page]) -> None:
    shown = panel()
    button(shown, "Support").click()
    button(shown, "Pause here").press("Enter")
    dialog = shown.get_by_role("dialog", name="A pause")
    expect(dialog.get_by_role("heading", name="A pause")).to_be_focused()
    expect(dialog.get_by_text("no time is counted")).to_be_visible()
    step = dialog.get_by_text("find three things of one color")
    expect(step).to_be_visible()
    dialog.get_by_label("Show the exercise").uncheck()
    expect(step).to_be_hidden()
    button(dialog, "Back to support").click()
    expect(shown.get_by_role("heading", name="Support")).to_be_focused()
    shown.keyboard.press("Escape")
    button(shown, "Support").click()
    button(shown, "Pause here").click()
    expect(step).to_be_hidden()
    shown.keyboard.press("Escape")
    expect(shown.get_by_role("dialog")).to_have_count(0)


def test_leaving_goes_to_a_neutral_page_and_back_does_not_return(panel: Callable[..., Page]) -> None:
    shown = panel()
    before = shown.evaluate("history.length")
    button(shown, "Support").click()
    shown.get_by_role("link", name="Leave this page now").click()
    shown.wait_for_url("about:blank")
    assert shown.evaluate("history.length") == before


def test_nothing_notes_that_it_was_opened(panel: Callable[..., Page]) -> None:
    shown = panel()
    button(shown, "Support").click()
    button(shown, "Close").click()
    assert (
        shown.evaluate("mw.saved.length + mw.results.length + localStorage.length + sessionStorage.length")
        == 0
    )


def test_in_our_own_pages_it_opens_the_dialog_of_the_frame(panel: Callable[..., Page]) -> None:
    shown = panel(own=True)
    shown.evaluate(
        "document.querySelector('header [data-open-support]').addEventListener('click', () => { mw.asked = (mw.asked ?? 0) + 1; })"
    )
    button(shown.locator("[data-mirrorwell=support-panel]"), "Support").click()
    assert shown.evaluate("mw.asked") == 1
    shown.keyboard.press("s")
    expect(shown.get_by_role("dialog")).to_have_count(0)


def test_two_panels_open_one_dialog(page: Callable[..., Page], host_page: Callable[..., str]) -> None:
    shown = page(host_page(SupportPanel(), SupportPanel()))
    button(shown, "Support").first.focus()
    shown.keyboard.press("s")
    expect(shown.get_by_role("dialog")).to_have_count(1)


def test_printed_it_shows_the_lines_open_in_the_text(panel: Callable[..., Page]) -> None:
    shown = panel(options={"printed": True})
    lines = shown.locator("[data-mirrorwell=support-panel]")
    for line in support_content()["lines"]:
        expect(lines.get_by_text(line["service"], exact=False).first).to_be_visible()
    expect(lines.get_by_role("link", name="Call 988")).to_have_attribute("href", "tel:988")
    expect(button(shown, "Support")).to_have_count(0)


def test_printed_in_our_own_page_it_repeats_the_lines_of_the_frame(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    content = {**support_content(), "exit_address": "about:blank"}
    content["lines"] = [{**content["lines"][0], "service": "County line", "how": [], "country": ""}]
    held = f"<script type='application/json' id='support-content'>{json.dumps(content)}</script>"
    frame = f"document.addEventListener('DOMContentLoaded', () => document.body.insertAdjacentHTML('afterbegin', {json.dumps(held)}));"
    shown = page(host_page(SupportPanel(printed=True), own=True), init=frame)
    lines = shown.locator("[data-mirrorwell=support-panel]")
    expect(lines).to_contain_text("County line")
    expect(lines).not_to_contain_text("Lifeline")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize("printed", [False, True])
def test_it_is_accessible_open_and_closed(
    panel: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str, printed: bool
) -> None:
    shown = panel(options={"printed": printed}, width=width, theme=theme)
    assert axe(shown) == []
    if not printed:
        button(shown, "Support").click()
        assert axe(shown) == []
        assert small_targets(shown) == []
        button(shown, "Pause here").click()
        assert axe(shown) == []
    assert small_targets(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    inside = "node => node.scrollWidth - node.clientWidth"
    assert shown.locator("[data-mirrorwell^=support]").last.evaluate(inside) <= 0
