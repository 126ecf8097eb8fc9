"""The reflection in Chromium: what is typed stays where it was typed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.widgets.reflection import Reflection
from playwright.sync_api import Locator, Page, expect

PROMPT = "Which sentence about adversity would you like to rewrite?"
TYPED = "the pattern of rushing"


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


@pytest.fixture
def reflection(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_reflection(own: bool = True, **options: Any) -> Page:
        return page(host_page(Reflection(prompt=PROMPT, key="rewrite"), own=own), **options)

    return open_reflection


def test_it_says_that_it_is_optional_and_what_becomes_of_the_text(reflection: Callable[..., Page]) -> None:
    shown = reflection()
    area = shown.get_by_role("textbox", name=PROMPT)
    described = (area.get_attribute("aria-describedby") or "").split()
    said = " ".join(shown.locator(f"#{name}").inner_text() for name in described)
    assert "not saved or sent" in said
    assert "not the person" in said
    assert area.get_attribute("placeholder") is None
    expect(shown.get_by_text("Optional")).to_be_visible()


@pytest.mark.parametrize("own", [True, False])
def test_what_is_typed_reaches_no_trait_no_event_and_no_storage(
    reflection: Callable[..., Page], own: bool
) -> None:
    shown = reflection(own=own)
    shown.evaluate("""() => {
      mw.events = [];
      const dispatch = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) { mw.events.push(JSON.stringify([event.type, event.detail])); return dispatch.call(this, event); };
    }""")
    shown.get_by_role("textbox").fill(TYPED)
    button(shown, "Skip this").click()
    button(shown, "Open it again").click()
    button(shown, "Clear").click()
    assert (
        shown.evaluate("mw.saved.length + mw.results.length + localStorage.length + sessionStorage.length")
        == 0
    )
    assert shown.evaluate("mw.events") == []
    assert TYPED not in shown.evaluate(
        "JSON.stringify(state) + document.documentElement.outerHTML + location.href"
    )


def test_a_copy_is_a_text_file_that_the_learner_names(reflection: Callable[..., Page]) -> None:
    shown = reflection()
    shown.get_by_role("textbox").fill(TYPED)
    button(shown, "Keep a copy for myself").click()
    name = shown.get_by_role("textbox", name="Name of the file")
    expect(name).to_be_focused()
    assert "no name, no date" in shown.locator(f"#{name.get_attribute('aria-describedby')}").inner_text()
    name.fill("../my: words.txt")
    with shown.expect_download() as caught:
        button(shown, "Download the text").click()
    assert caught.value.suggested_filename == "my words.txt"
    assert Path(caught.value.path()).read_text(encoding="utf-8") == f"{PROMPT}\n\n{TYPED}\n"
    expect(button(shown, "Keep a copy for myself")).to_be_focused()
    expect(shown.get_by_role("status")).to_have_text("The copy is called my words.txt.")


@pytest.mark.parametrize(
    ("named", "called"),
    [
        ("\u202egpj.exe", "gpj.exe.txt"),
        ("\U0001f469" * 90, "\U0001f469" * 40 + ".txt"),
        (" ... ", "my-rewrite.txt"),
    ],
    ids=["turned round", "long", "nothing"],
)
def test_a_copy_gets_a_name_that_every_system_takes(
    reflection: Callable[..., Page], named: str, called: str
) -> None:
    shown = reflection()
    shown.get_by_role("textbox").fill("a\x00b")
    button(shown, "Keep a copy for myself").click()
    shown.get_by_role("textbox", name="Name of the file").fill(named)
    with shown.expect_download() as caught:
        button(shown, "Download the text").click()
    assert caught.value.suggested_filename == called
    assert Path(caught.value.path()).read_text(encoding="utf-8") == f"{PROMPT}\n\nab\n"


def test_there_is_no_copy_of_nothing(reflection: Callable[..., Page]) -> None:
    shown = reflection()
    button(shown, "Keep a copy for myself").click()
    expect(shown.get_by_role("status")).to_have_text("There is nothing typed yet.")
    expect(shown.locator("form")).to_be_hidden()


def test_skipping_folds_it_keeps_focus_near_and_reports_nothing(reflection: Callable[..., Page]) -> None:
    shown = reflection()
    shown.get_by_role("textbox").fill(TYPED)
    button(shown, "Skip this").click()
    expect(shown.get_by_role("textbox")).to_be_hidden()
    expect(button(shown, "Open it again")).to_be_focused()
    expect(shown.get_by_text("What you typed is still on this page.")).to_be_visible()
    assert shown.evaluate("mw.results") == []
    button(shown, "Open it again").click()
    expect(shown.get_by_role("textbox")).to_have_value(TYPED)
    expect(shown.get_by_role("textbox")).to_be_focused()


@pytest.mark.parametrize(
    "event",
    ["document.dispatchEvent(new CustomEvent('mirrorwell:clear'))", "dispatchEvent(new Event('pagehide'))"],
)
def test_it_is_emptied_by_clear_everything_and_when_the_page_is_left(
    reflection: Callable[..., Page], event: str
) -> None:
    shown = reflection()
    shown.get_by_role("textbox").fill(TYPED)
    shown.evaluate(event)
    expect(shown.get_by_role("textbox")).to_have_value("")


def test_clear_everything_says_what_that_is_and_erases_text_and_progress(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    shown = page(host_page(Reflection(prompt="One?"), Reflection(prompt="Two?"), own=True))
    shown.evaluate(
        "localStorage.setItem('mirrorwell:course', JSON.stringify({v: 1, s: {5: 3}, c: {5: [100, 1]}}))"
    )
    shown.get_by_role("textbox", name="One?").fill(TYPED)
    shown.get_by_role("textbox", name="Two?").fill(TYPED)
    button(shown, "Clear everything").first.press("Enter")
    expect(button(shown, "Erase all of it")).to_be_focused()
    button(shown, "Not now").click()
    expect(button(shown, "Clear everything").first).to_be_focused()
    expect(shown.get_by_role("textbox", name="One?")).to_have_value(TYPED)
    button(shown, "Clear everything").first.click()
    button(shown, "Erase all of it").click()
    for name in ("One?", "Two?"):
        expect(shown.get_by_role("textbox", name=name)).to_have_value("")
    assert shown.evaluate("localStorage.getItem('mirrorwell:course')") is None
    expect(shown.get_by_role("status").first).to_contain_text("erased")


def test_two_reflections_on_one_page_do_not_interfere(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    shown = page(host_page(Reflection(prompt="What helps?"), Reflection(prompt="What hinders?")))
    shown.get_by_role("textbox", name="What helps?").fill("one")
    shown.get_by_role("textbox", name="What hinders?").fill("two")
    button(shown, "Clear").first.click()
    expect(shown.get_by_role("textbox", name="What helps?")).to_have_value("")
    expect(shown.get_by_role("textbox", name="What hinders?")).to_have_value("two")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_every_state_is_accessible(
    reflection: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str
) -> None:
    shown = reflection(width=width, theme=theme)
    shown.get_by_role("textbox").fill(TYPED)
    for name in ("Clear", "Clear everything", "Not now", "Keep a copy for myself", "Skip this"):
        if name.startswith("Keep"):
            shown.get_by_role("textbox").fill(TYPED)
        button(shown, name).click()
        assert axe(shown) == []
        assert small_targets(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
