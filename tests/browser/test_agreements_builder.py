"""The agreements builder in Chromium: a team chooses, words and orders; nobody can be made to agree."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.widgets.agreements_builder import AgreementsBuilder
from playwright.sync_api import Locator, Page, expect

MARK = "zebra-lantern"
FIRST = "We listen hardest where we feel most certain."
SECOND = "We look for common ground and keep looking."
POWER = "Those with more power speak later and act sooner."
ALWAYS = [
    "Passing is always fine.",
    "We may end with a disagreement, written down.",
    "When harm is done we stop, name it, repair it.",
    "We know where to take a concern outside this room.",
]
DONE = [{"activity": "agreements", "kind": "builder", "completed": True}]
# What a printer would get, from the frame that asked to print.
PRINTS = """window.print = () => (window.top.printed ??= []).push({ framed: window !== window.top, title: document.title,
  words: document.body.textContent, others: document.body.querySelectorAll(":scope > :not(svg)").length });"""
BLOCKED = """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });"""


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def agreement(page: Page | Locator, text: str) -> Locator:
    return page.locator(".ab-card > .opt").get_by_role("checkbox", name=text)


@pytest.fixture
def builder(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_builder(
        *texts: str,
        own: bool = True,
        column: str = "100%",
        init: str = PRINTS,
        stock: dict[str, Any] | None = None,
        **options: Any,
    ) -> Page:
        widget = AgreementsBuilder()
        for name, value in (stock or {}).items():
            setattr(widget, name, value)
        shown = page(host_page(widget, own=own, width=column), init=init, **options)
        for text in texts:
            agreement(shown, text).check()
        if texts:
            button(shown, "Continue").click()
        return shown

    return open_builder


def words(shown: Page | Locator, which: str) -> list[str]:
    """The words of the list of agreements or of safeguards, in their order."""
    fields = shown.get_by_role("textbox", name=f"Words of {which}")
    return fields.evaluate_all("fields => fields.map(field => field.value)")


def poster(shown: Page) -> str:
    shown.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return " ".join(shown.locator("svg.poster text").all_text_contents())


def test_each_agreement_stands_beside_its_safeguard_and_says_that_it_may_be_refused(
    builder: Callable[..., Page],
) -> None:
    shown = builder()
    expect(shown.get_by_role("heading", name="An agreement nobody may refuse is an order")).to_be_visible()
    expect(shown.get_by_role("group", name=f"Beside it: {FIRST}")).to_contain_text(POWER)
    assert shown.locator(".ab-card").count() == 6
    assert [card.locator(".ab-beside b").count() > 0 for card in shown.locator(".ab-card").all()] == [
        True
    ] * 6
    for text in ALWAYS:
        assert shown.get_by_role("checkbox", name=text).count() == 0
        expect(shown.get_by_text(text, exact=True)).to_be_visible()


def test_from_nothing_chosen_a_page_still_protects_passing_disagreement_repair_and_concerns(
    builder: Callable[..., Page],
) -> None:
    shown = builder()
    button(shown, "Continue").click()
    expect(shown.get_by_text("No agreement is chosen.")).to_be_visible()
    assert words(shown, "safeguard") == ALWAYS
    assert shown.get_by_role("button", name="Take out").count() == 0
    expect(shown.get_by_text("The page has no safeguard on power.")).to_be_visible()
    button(shown, "See the page").click()
    for text in ALWAYS:
        assert text in poster(shown)
    assert "We agree" not in poster(shown)
    assert "We look again on ____" in poster(shown)


def test_an_agreement_brings_its_safeguard_and_one_that_was_taken_out_stays_out(
    builder: Callable[..., Page],
) -> None:
    shown = builder()
    power = shown.get_by_role("checkbox", name=POWER)
    agreement(shown, FIRST).check()
    expect(power.first).to_be_checked()
    expect(power.last).to_be_checked()
    power.first.uncheck()
    expect(power.last).not_to_be_checked()
    expect(shown.get_by_role("status")).to_contain_text("carry the risk of speaking")
    agreement(shown, "Change is hard for us too").check()
    expect(power.first).not_to_be_checked()
    button(shown, "Continue").click()
    expect(shown.get_by_role("heading", name="Before you print")).to_be_visible()
    button(shown, "Back").click()
    power.first.check()
    shown.get_by_role("checkbox", name="Stories stay").first.check()
    button(shown, "Continue").click()
    expect(shown.get_by_role("heading", name="Before you print")).to_be_hidden()


def test_the_whole_path_by_keyboard(builder: Callable[..., Page]) -> None:
    shown = builder()
    press = shown.keyboard.press
    for text in (FIRST, SECOND):
        agreement(shown, text).focus()
        press("Space")
    button(shown, "Continue").focus()
    press("Enter")
    expect(shown.get_by_role("heading", name="Word them, order them")).to_be_focused()
    assert words(shown, "agreement") == [FIRST, SECOND]
    press("Tab")
    expect(shown.get_by_role("textbox", name="Words of agreement 1")).to_be_focused()
    press("Tab")
    press("Enter")
    expect(shown.get_by_role("status")).to_have_text("It is the first already.")
    press("Tab")
    press("Enter")
    assert words(shown, "agreement") == [SECOND, FIRST]
    expect(shown.get_by_role("status")).to_have_text("Now agreement 2 of 2.")
    expect(button(shown, "Move down agreement 2")).to_be_focused()
    press("Shift+Tab")
    press("Enter")
    assert words(shown, "agreement") == [FIRST, SECOND]
    expect(button(shown, "Move up agreement 1")).to_be_focused()
    own = shown.get_by_role("textbox", name="An agreement of our own")
    own.focus()
    shown.keyboard.type("We start on time.")
    press("Tab")
    press("Enter")
    expect(own).to_be_focused()
    expect(own).to_have_value("")
    assert words(shown, "agreement") == [FIRST, SECOND, "We start on time."]
    assert "3. We start on time." in poster(shown)
    button(shown, "See the page").focus()
    press("Enter")
    expect(shown.get_by_role("heading", name="Your page")).to_be_focused()
    label = shown.get_by_role("img", name="How we talk about hard things.").get_attribute("aria-label") or ""
    assert label.endswith("3 agreements and 5 safeguards.")
    button(shown, "Print the poster").focus()
    press("Enter")
    shown.wait_for_function("() => window.printed?.length")
    assert shown.evaluate("mw.results") == DONE


def test_a_line_is_reworded_taken_out_and_put_back_and_none_can_be_lost_by_emptying(
    builder: Callable[..., Page],
) -> None:
    shown = builder(FIRST, SECOND)
    first = shown.get_by_role("textbox", name="Words of agreement 1")
    first.fill(f"We listen longest to {MARK}")
    assert MARK in poster(shown)
    shown.get_by_role("button", name="Take out agreement 1").click()
    expect(button(shown, "Put it back")).to_be_focused()
    assert words(shown, "agreement") == [SECOND]
    button(shown, "Put it back").click()
    expect(first).to_be_focused()
    expect(first).to_have_value(f"We listen longest to {MARK}")
    shown.get_by_role("listitem").filter(has=first).get_by_role("button", name="Put our words back").click()
    expect(first).to_have_value(FIRST)
    passing = shown.get_by_role("textbox", name="Words of safeguard 1")
    passing.fill("")
    passing.blur()
    expect(passing).to_have_value("Passing is always fine.")
    shown.get_by_role("button", name="Take out agreement 2").click()
    button(shown, "Back").click()
    expect(agreement(shown, SECOND)).not_to_be_checked()
    expect(agreement(shown, FIRST)).to_be_checked()


def test_adding_nothing_says_what_is_missing(builder: Callable[..., Page]) -> None:
    shown = builder(FIRST)
    button(shown, "Add this agreement").click()
    expect(shown.get_by_role("status")).to_have_text("Write the agreement first.")
    expect(shown.get_by_role("textbox", name="An agreement of our own")).to_be_focused()


def test_concern_and_date_stand_on_the_page_that_is_printed_saved_and_kept(
    builder: Callable[..., Page],
) -> None:
    shown = builder(FIRST)
    concern = shown.get_by_role("textbox", name="Where a concern goes outside this room")
    assert "not a name" in shown.locator(f"#{concern.get_attribute('aria-describedby')}").inner_text()
    concern.fill("the ombuds office <1st floor>")
    shown.get_by_label("We look again on").fill("2027-02-03")
    button(shown, "See the page").click()
    button(shown, "Print the poster").click()
    shown.wait_for_function("() => window.printed?.length")
    (printed,) = shown.evaluate("window.printed")
    assert (
        printed["framed"] and printed["others"] == 0 and printed["title"] == "How we talk about hard things"
    )
    assert "the ombuds office <1st floor>" in printed["words"] and "February 3, 2027" in printed["words"]
    button(shown, "Save the poster as a picture (SVG)").click()
    with shown.expect_download() as caught:
        button(shown, "Download the picture").click()
    assert caught.value.suggested_filename == "our-agreements.svg"
    tree = ElementTree.parse(caught.value.path())
    assert "February 3, 2027" in [text.text for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    button(shown, "Keep a copy for myself").click()
    with shown.expect_download() as caught:
        button(shown, "Download the text").click()
    text = Path(caught.value.path()).read_text(encoding="utf-8")
    assert f"\n\nWe agree\n1. {FIRST}\n\nWhat keeps it safe enough\n1. Passing" in text
    assert "A concern outside this room goes to: the ombuds office <1st floor>\n" in text
    assert shown.evaluate("mw.results") == DONE


def test_what_is_typed_or_chosen_reaches_no_trait_event_storage_or_address(
    builder: Callable[..., Page],
) -> None:
    shown = builder(FIRST)
    shown.evaluate("""() => {
      mw.events = [];
      const dispatch = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) { mw.events.push(JSON.stringify([event.type, event.detail])); return dispatch.call(this, event); };
    }""")
    for name in ("Words of agreement 1", "Words of safeguard 1", "Where a concern goes outside this room"):
        shown.get_by_role("textbox", name=name).fill(MARK)
    shown.get_by_role("textbox", name="An agreement of our own").fill(MARK)
    button(shown, "Add this agreement").click()
    button(shown, "See the page").click()
    shown.get_by_role("textbox", name="Title of the page").fill(MARK)
    button(shown, "Print the poster").click()
    shown.wait_for_function("() => window.printed?.length")
    left = shown.evaluate(
        "JSON.stringify([mw.saved, mw.results, mw.events, {...localStorage}, {...sessionStorage}, location.href, document.title, window.printed[0].title])"
    )
    assert MARK not in left and "listen" not in left
    assert shown.evaluate("mw.saved") == []
    assert '"a":["agreements"]' in shown.evaluate("localStorage.getItem('mirrorwell:course')")


@pytest.mark.parametrize(
    "event",
    [
        "document.dispatchEvent(new CustomEvent('mirrorwell:clear'))",
        "dispatchEvent(new Event('pagehide'))",
        "button",
    ],
)
def test_clear_empties_the_page_and_puts_our_words_back(builder: Callable[..., Page], event: str) -> None:
    shown = builder(FIRST)
    for name in ("Words of agreement 1", "Words of safeguard 1", "An agreement of our own"):
        shown.get_by_role("textbox", name=name).fill(MARK)
    button(shown, "Add this agreement").click()
    if event == "button":
        button(shown, "Clear and start over").click()
    else:
        shown.evaluate(event)
    assert shown.get_by_role("checkbox", checked=True).count() == 0
    button(shown, "Continue").click()
    assert words(shown, "agreement") == []
    assert words(shown, "safeguard") == ALWAYS
    assert MARK not in poster(shown) + shown.evaluate("document.documentElement.outerHTML")


@pytest.mark.parametrize(
    "text",
    [
        '<script>window.harmed = 1</script> & "quotes"',
        "\u05d0\u05e0\u05d7\u05e0\u05d5 \u05de\u05d3\u05d1\u05e8\u05d9\u05dd \u05e2\u05dc \u05de\u05d4 \u05e9\u05e7\u05d5\u05e8\u05d4",
        "W" * 400,
        ("We say what we see. " * 100).strip(),
    ],
    ids=["script", "right-to-left", "one word", "2,000 characters"],
)
def test_any_text_is_shown_as_text_and_stays_on_the_sheet(builder: Callable[..., Page], text: str) -> None:
    shown = builder(FIRST, SECOND, width=320, theme="dark")
    shown.get_by_role("textbox", name="Words of agreement 1").fill(text)
    shown.get_by_role("textbox", name="Where a concern goes outside this room").fill(text)
    shown.get_by_role("textbox", name="An agreement of our own").fill(text)
    button(shown, "Add this agreement").click()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320
    button(shown, "See the page").click()
    poster(shown)
    assert shown.evaluate("window.harmed") is None
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320
    outside = shown.evaluate("""() => [...document.querySelectorAll("svg.poster > text")].map(line => line.getBBox())
      .filter(({ x, width, y, height }) => x < 71 || x + width > 746 || Math.floor(y / 1056) !== Math.floor((y + height) / 1056)).length""")
    assert outside == 0


def test_all_of_them_fit_one_sheet(builder: Callable[..., Page]) -> None:
    shown = builder()
    for box in shown.locator(".ab-card > .opt").get_by_role("checkbox").all():
        box.check()
    button(shown, "Continue").click()
    assert (len(words(shown, "agreement")), len(words(shown, "safeguard"))) == (6, 8)
    button(shown, "See the page").click()
    assert shown.locator("svg.poster").get_attribute("viewBox") == "0 0 816 1056"


def test_two_builders_on_one_page_do_not_interfere(
    page: Callable[..., Page], host_page: Callable[..., str], axe: Any
) -> None:
    shown = page(host_page(AgreementsBuilder(), AgreementsBuilder(), own=True))
    one, two = shown.locator("[data-mirrorwell]").first, shown.locator("[data-mirrorwell]").last
    agreement(one, FIRST).check()
    assert two.get_by_role("checkbox", checked=True).count() == 0
    for each in (one, two):
        button(each, "Continue").click()
    button(two, "Clear and start over").click()
    assert words(one, "agreement") == [FIRST]
    button(two, "Continue").click()
    assert axe(shown) == []


@pytest.mark.parametrize(
    ("width", "theme", "column"),
    [(1280, "light", "100%"), (320, "dark", "100%"), (1280, "dark", "300px")],
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

    agreement(shown, FIRST).check()
    looks()
    shown.get_by_role("checkbox", name=POWER).first.uncheck()
    button(shown, "Continue").click()
    shown.get_by_role("textbox", name="Words of safeguard 1").fill("x")
    shown.get_by_role("button", name="Take out agreement 1").click()
    looks()
    button(shown, "See the page").click()
    for name in ("Read it as text", "Keep a copy for myself", "Save the poster as a picture (SVG)"):
        button(shown, name).click()
    looks()


def test_choices_show_in_forced_colors(builder: Callable[..., Page]) -> None:
    shown = builder(forced_colors="active")
    box = agreement(shown, FIRST)
    box.check()
    assert box.evaluate("node => getComputedStyle(node).appearance") == "auto"
    button(shown, "Continue").click()
    edge = shown.get_by_role("button", name="Move up agreement 1")
    assert edge.evaluate("node => getComputedStyle(node).borderStyle") == "dashed"


def test_where_storage_is_blocked_it_works_and_says_so(builder: Callable[..., Page]) -> None:
    shown = builder(FIRST, init=PRINTS + BLOCKED)
    expect(shown.locator(".saved")).to_contain_text("does not let the page remember")
    button(shown, "Done with this").click()
    assert shown.evaluate("mw.results") == DONE


def test_an_empty_stock_is_no_dead_end(builder: Callable[..., Page], axe: Any) -> None:
    shown = builder(stock={"_agreements": [], "_safeguards": []})
    expect(shown.get_by_text("This page has no agreements to choose from.")).to_be_visible()
    assert axe(shown) == []
    button(shown, "Continue").click()
    shown.get_by_role("textbox", name="An agreement of our own").fill("We start on time.")
    button(shown, "Add this agreement").click()
    button(shown, "See the page").click()
    assert "We start on time." in poster(shown)
    assert axe(shown) == []
