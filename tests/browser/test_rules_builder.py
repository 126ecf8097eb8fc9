"""The rules builder in Chromium: rules of a service become a page, and words leave it only by the learner's hand."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.widgets.rules_builder import RulesBuilder
from playwright.sync_api import Locator, Page, expect

MARK = "zebra-lantern"
CLEAR = "document.dispatchEvent(new CustomEvent('mirrorwell:clear'))"
# What a printer would get: the sheets of the frame that asked to print.
PRINTS = """window.print = () => (window.top.printed ??= []).push({
  title: document.title, framed: window !== window.top, body: document.body.innerText.trim(),
  sheets: [...document.querySelectorAll("svg")].map(page => page.getAttribute("viewBox")),
  words: document.querySelector("svg")?.textContent ?? "", others: document.body.querySelectorAll(":scope > :not(svg)").length });"""
BLOCKED = """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });"""
HOSTILE = {
    "script": "<script>window.harmed = 1</script> & \"quotes\" 'single'",
    "right-to-left": "\u05d0\u05e0\u05d7\u05e0\u05d5 \u05de\u05d3\u05d1\u05e8\u05d9\u05dd \u05e2\u05dc \u05de\u05d4 \u05e9\u05e7\u05d5\u05e8\u05d4",
    "one word": "W" * 400,
    "long": ("We say what we see. " * 100).strip(),
    "control": "We\u0001 talk\ufffe.",
}


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


@pytest.fixture
def builder(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_builder(
        *names: str,
        own: bool = True,
        column: str = "100%",
        rules: Any = None,
        init: str = PRINTS,
        **options: Any,
    ) -> Page:
        widget = RulesBuilder()
        if rules is not None:
            widget._rules = rules
        shown = page(host_page(widget, own=own, width=column), init=init, **options)
        for name in names:
            shown.get_by_role("checkbox", name=name).check()
        if names:
            button(shown, "Continue").click()
        return shown

    return open_builder


def to_page(shown: Page) -> None:
    while button(shown, "Next rule").count():
        button(shown, "Next rule").click()
    button(shown, "See the page").click()


def poster(shown: Page) -> str:
    """The words on the poster, lines joined."""
    shown.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return " ".join(shown.locator("svg.poster text").all_text_contents())


def test_with_nothing_chosen_it_says_what_to_do_and_a_reader_can_be_done(
    builder: Callable[..., Page],
) -> None:
    shown = builder()
    button(shown, "Continue").click()
    expect(shown.get_by_role("status")).to_contain_text("Choose one")
    expect(shown.get_by_role("heading", name="Choose one to three unwritten rules")).to_be_visible()
    assert shown.evaluate("mw.results") == []
    button(shown, "Done with this").click()
    expect(shown.get_by_role("status")).to_contain_text("Noted as done")
    assert shown.evaluate("mw.results") == [{"activity": "rules", "kind": "builder", "completed": True}]


def test_the_whole_path_by_keyboard_ends_in_a_page_that_grew_with_the_choices(
    builder: Callable[..., Page],
) -> None:
    shown = builder()
    press = shown.keyboard.press
    shown.get_by_role("checkbox", name="Do not talk").focus()
    press("Space")
    expect(shown.get_by_text("1 rule chosen.")).to_be_visible()
    button(shown, "Continue").focus()
    press("Enter")
    expect(shown.get_by_role("heading", name="Do not talk")).to_be_focused()
    assert "We name what is happening" in poster(shown)
    assert "With people we serve" not in poster(shown)
    press("Tab")
    expect(shown.get_by_role("textbox", name="The healthy rule")).to_be_focused()
    press("Tab")
    expect(shown.get_by_role("radio", name="Leave this level open").first).to_be_focused()
    press("ArrowUp")
    press("ArrowUp")
    assert "When something changes" in poster(shown)
    press("Tab")
    press("ArrowUp")
    own = shown.get_by_role("textbox", name="Our practice among staff")
    press("Tab")
    expect(own).to_be_focused()
    shown.keyboard.type("We say it in the round.")
    assert "Among staff We say it in the round." in poster(shown)
    assert shown.evaluate("mw.results") == []
    press("Tab")
    press("Tab")
    press("ArrowDown")
    assert "First step, under ten minutes Put one line" in poster(shown)
    press("Tab")
    press("Tab")
    expect(button(shown, "See the page")).to_be_focused()
    press("Enter")
    expect(shown.get_by_role("heading", name="Your page")).to_be_focused()
    label = shown.get_by_role("img", name="Rules we want to work by.").get_attribute("aria-label") or ""
    assert label.endswith("1 healthy rule, 2 practices, 1 first step.")
    button(shown, "Back").press("Enter")
    expect(own).to_have_value("We say it in the round.")


def test_printing_prints_the_page_and_nothing_else(builder: Callable[..., Page]) -> None:
    shown = builder("Do not talk", "Do not play")
    to_page(shown)
    button(shown, "Print the poster").click()
    shown.wait_for_function("() => window.printed?.length")
    (printed,) = shown.evaluate("window.printed")
    assert printed["framed"] and printed["others"] == 0
    assert printed["title"] == "Rules we want to work by"
    assert printed["sheets"] == ["0 0 816 1056"]
    assert "We name what is happening" in printed["words"] and "Do not trust" not in printed["words"]
    expect(button(shown, "Print the poster")).to_be_focused()
    assert shown.evaluate("mw.results") == [{"activity": "rules", "kind": "builder", "completed": True}]
    button(shown, "Print the poster").click()
    shown.wait_for_function("() => window.printed.length === 2")
    assert shown.locator("iframe").count() == 1
    assert shown.evaluate("mw.results.length") == 1


def test_picture_and_text_are_files_that_the_learner_names(builder: Callable[..., Page]) -> None:
    shown = builder("Do not ask")
    shown.get_by_role("textbox", name="The healthy rule").fill(f"We ask <early> & often, {MARK}")
    to_page(shown)
    shown.get_by_role("textbox", name="Title of the page").fill("How the front desk works")
    button(shown, "Save the poster as a picture (SVG)").click()
    expect(shown.get_by_role("textbox", name="Name of the file")).to_be_focused()
    with shown.expect_download() as caught:
        button(shown, "Download the picture").click()
    assert caught.value.suggested_filename == "our-healthy-rules.svg"
    tree = ElementTree.parse(caught.value.path())
    assert tree.getroot().get("viewBox") == "0 0 816 1056"
    words = " ".join(text.text or "" for text in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert f"We ask <early> & often, {MARK}" in words and "How the front desk works" in words
    button(shown, "Keep a copy for myself").click()
    name = shown.get_by_role("textbox", name="Name of the file")
    assert "nothing else" in shown.locator(f"#{name.get_attribute('aria-describedby')}").inner_text()
    with shown.expect_download() as caught:
        button(shown, "Download the text").click()
    text = Path(caught.value.path()).read_text(encoding="utf-8")
    assert text.startswith("How the front desk works\n")
    assert f"\n\nWe ask <early> & often, {MARK}\nIn place of: do not ask\n" in text
    assert text.endswith("Made with mirrorwell. A start for talk, not a policy.\n")
    assert shown.evaluate("mw.results.length") == 1


def test_what_is_typed_or_chosen_reaches_no_trait_event_storage_or_address(
    builder: Callable[..., Page],
) -> None:
    shown = builder("Do not talk")
    shown.evaluate("""() => {
      mw.events = [];
      const dispatch = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) { mw.events.push(JSON.stringify([event.type, event.detail])); return dispatch.call(this, event); };
    }""")
    shown.get_by_role("textbox", name="The healthy rule").fill(MARK)
    shown.get_by_role("radio", name="In our own words").last.check()
    shown.get_by_role("textbox", name="Our first step").fill(MARK)
    to_page(shown)
    shown.get_by_role("textbox", name="Title of the page").fill(MARK)
    assert MARK in poster(shown)
    button(shown, "Print the poster").click()
    shown.wait_for_function("() => window.printed?.length")
    left = shown.evaluate(
        "JSON.stringify([mw.saved, mw.results, mw.events, {...localStorage}, {...sessionStorage}, location.href, document.title, window.printed[0].title])"
    )
    assert MARK not in left and "talk" not in left
    assert shown.evaluate("mw.saved") == []
    assert '"a":["rules"]' in shown.evaluate("localStorage.getItem('mirrorwell:course')")


@pytest.mark.parametrize("event", [CLEAR, "dispatchEvent(new Event('pagehide'))", "button"])
def test_clear_empties_the_page_and_puts_our_words_back(builder: Callable[..., Page], event: str) -> None:
    shown = builder("Do not talk")
    shown.get_by_role("textbox", name="The healthy rule").fill(MARK)
    to_page(shown)
    shown.get_by_role("textbox", name="Title of the page").fill(MARK)
    button(shown, "Print the poster").click()
    shown.wait_for_function("() => window.printed?.length")
    if event == "button":
        button(shown, "Clear and start over").click()
        expect(button(shown, "Clear and start over")).to_be_focused()
        expect(shown.get_by_role("status")).to_have_text("Cleared. Our words are back.")
    else:
        shown.evaluate(event)
    assert shown.get_by_role("checkbox", checked=True).count() == 0
    assert shown.locator("iframe, svg.poster").count() == 0
    assert MARK not in shown.evaluate(
        "[...document.querySelectorAll('input, textarea')].map(field => field.value).join() + document.documentElement.outerHTML"
    )
    shown.get_by_role("checkbox", name="Do not talk").check()
    button(shown, "Continue").click()
    expect(shown.get_by_role("textbox", name="The healthy rule")).to_have_value(
        "We name what is happening, with care and in the right room"
    )
    to_page(shown)
    expect(shown.get_by_role("textbox", name="Title of the page")).to_have_value("Rules we want to work by")


def test_words_survive_going_back_and_choosing_again_and_ours_can_be_put_back(
    builder: Callable[..., Page],
) -> None:
    shown = builder("Do not talk", "Do not trust")
    healthy = shown.get_by_role("textbox", name="The healthy rule")
    healthy.fill(MARK)
    button(shown, "Back").click()
    shown.get_by_role("checkbox", name="Do not talk").uncheck()
    button(shown, "Continue").click()
    assert MARK not in poster(shown)
    button(shown, "Back").click()
    shown.get_by_role("checkbox", name="Do not talk").check()
    button(shown, "Continue").click()
    expect(healthy).to_have_value(MARK)
    button(shown, "Put our words back").click()
    expect(healthy).to_be_focused()
    expect(healthy).to_have_value("We name what is happening, with care and in the right room")
    healthy.fill(" ")
    assert "We name what is happening" in poster(shown)


@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_is_shown_as_text_and_stays_on_the_sheet(builder: Callable[..., Page], kind: str) -> None:
    text = HOSTILE[kind]
    shown = builder("Do not talk", width=320, theme="dark")
    shown.get_by_role("textbox", name="The healthy rule").fill(text)
    shown.get_by_role("radio", name="In our own words").first.check()
    shown.get_by_role("textbox", name="Our practice with people we serve").fill(text)
    to_page(shown)
    shown.get_by_role("textbox", name="Title of the page").fill(text)
    poster(shown)
    assert shown.evaluate("window.harmed") is None
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320
    # Every line lies inside the margins and no line crosses the edge of a sheet.
    outside = shown.evaluate("""() => [...document.querySelectorAll("svg.poster > text")].map(line => line.getBBox())
      .filter(({ x, width, y, height }) => x < 71 || x + width > 746 || Math.floor(y / 1056) !== Math.floor((y + height) / 1056)).length""")
    assert outside == 0
    with shown.expect_download() as caught:
        button(shown, "Save the poster as a picture (SVG)").click()
        button(shown, "Download the picture").click()
    ElementTree.parse(caught.value.path())
    first = shown.locator("svg.poster > text[direction=rtl]").count()
    assert bool(first) == (kind == "right-to-left")


def test_all_nine_rules_run_on_over_whole_sheets(builder: Callable[..., Page]) -> None:
    shown = builder()
    for box in shown.get_by_role("checkbox").all():
        box.check()
    expect(shown.get_by_text("9 rules chosen. One to three are easier to start with")).to_be_visible()
    button(shown, "Continue").click()
    for at in range(9):
        for choice in shown.locator(".rb-choice").all():
            choice.get_by_role("radio").first.check()
        button(shown, "Next rule" if at < 8 else "See the page").click()
    button(shown, "Print the poster").click()
    shown.wait_for_function("() => window.printed?.length")
    sheets = shown.evaluate("window.printed[0].sheets")
    assert sheets == [f"0 {1056 * at} 816 1056" for at in range(len(sheets))]
    assert len(sheets) in {3, 4}
    assert f"1 of {len(sheets)}" in shown.locator("svg.poster").inner_html()


def test_three_rules_with_everything_chosen_fit_one_sheet(builder: Callable[..., Page]) -> None:
    shown = builder("Do not feel", "Do not think", "Do not make a mistake")
    for at in range(3):
        for choice in shown.locator(".rb-choice").all():
            choice.get_by_role("radio").first.check()
        button(shown, "Next rule" if at < 2 else "See the page").click()
    assert shown.locator("svg.poster").get_attribute("viewBox") == "0 0 816 1056"


def test_the_page_can_be_read_as_text(builder: Callable[..., Page]) -> None:
    shown = builder("Do not play")
    to_page(shown)
    toggle = button(shown, "Read it as text")
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(shown.locator(".bd-text")).to_contain_text("Play, humor and creativity belong at work")
    toggle.click()
    expect(shown.locator(".bd-text")).to_be_hidden()


def test_two_builders_on_one_page_do_not_interfere(
    page: Callable[..., Page], host_page: Callable[..., str], axe: Any
) -> None:
    shown = page(host_page(RulesBuilder(), RulesBuilder(), own=True))
    one, two = shown.locator("[data-mirrorwell]").first, shown.locator("[data-mirrorwell]").last
    for each in (one, two):
        each.get_by_role("checkbox", name="Do not talk").check()
        button(each, "Continue").click()
    one.get_by_role("radio", name="When something changes").check()
    expect(two.get_by_role("radio", name="Leave this level open").first).to_be_checked()
    one.get_by_role("textbox", name="The healthy rule").fill("one")
    button(two, "Clear and start over").click()
    expect(one.get_by_role("textbox", name="The healthy rule")).to_have_value("one")
    assert axe(shown) == []


@pytest.mark.parametrize(
    ("width", "theme", "column"), [(1280, "light", "100%"), (320, "dark", "100%"), (1280, "dark", "300px")]
)
def test_every_state_is_accessible(
    builder: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str, column: str
) -> None:
    shown = builder(width=width, theme=theme, column=column)

    def looks() -> None:
        assert axe(shown) == []
        assert small_targets(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        root = "document.querySelector('[data-mirrorwell]')"
        assert shown.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")

    looks()
    shown.get_by_role("checkbox", name="Do not talk").check()
    shown.get_by_role("checkbox", name="Keep rigid roles").check()
    button(shown, "Continue").click()
    shown.get_by_role("radio", name="In our own words").first.check()
    shown.get_by_role("textbox", name="The healthy rule").fill("x")
    looks()
    to_page(shown)
    button(shown, "Read it as text").click()
    button(shown, "Keep a copy for myself").click()
    button(shown, "Save the poster as a picture (SVG)").click()
    button(shown, "Print the poster").click()
    shown.wait_for_function("() => window.printed?.length")
    looks()


def test_choices_show_in_forced_colors_and_the_page_keeps_its_own(builder: Callable[..., Page]) -> None:
    shown = builder(forced_colors="active")
    box = shown.get_by_role("checkbox", name="Do not talk")
    box.check()
    assert box.evaluate("node => getComputedStyle(node).appearance") == "auto"
    button(shown, "Continue").click()
    assert shown.locator("svg.poster").evaluate("node => getComputedStyle(node).forcedColorAdjust") == "none"


@pytest.mark.parametrize(
    ("own", "init", "said"),
    [
        (True, PRINTS + BLOCKED, "does not let the page remember"),
        (False, PRINTS, "as long as this page is open"),
    ],
)
def test_where_nothing_can_be_remembered_it_works_and_says_so(
    builder: Callable[..., Page], own: bool, init: str, said: str
) -> None:
    shown = builder("Do not talk", own=own, init=init)
    expect(shown.locator(".saved")).to_contain_text(said)
    to_page(shown)
    button(shown, "Print the poster").click()
    assert shown.evaluate("mw.results.length") == 1


def test_a_page_without_rules_says_so_and_is_no_dead_end(builder: Callable[..., Page], axe: Any) -> None:
    shown = builder(rules=[])
    expect(shown.get_by_text("This page has no rules to choose from")).to_be_visible()
    assert axe(shown) == []
    button(shown, "Done with this").click()
    assert shown.evaluate("mw.results.length") == 1
