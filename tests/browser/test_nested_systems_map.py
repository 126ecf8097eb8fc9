"""The nested-systems map in Chromium: send something in, follow it, and find every step in words as well."""

from collections.abc import Callable
from typing import Any

import pytest
from mirrorwell.widgets.nested_systems_map import NestedSystemsMap
from playwright.sync_api import Locator, Page, expect

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
REPORT = {"activity": "nested-systems", "kind": "map", "completed": True}


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def radio(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("radio", name=name)


def steps(page: Page | Locator) -> Locator:
    return page.locator(".ns-steps > li:visible")


def states(page: Page | Locator) -> list[str]:
    """How the six rings look, from the inside out."""
    return page.locator(".ns-place").evaluate_all(
        """parts => parts.map(part => [/\\d/.exec(part.getAttribute("class"))?.[0] ?? "0", part.dataset.is]).sort().map(([, is]) => is)"""
    )


@pytest.fixture
def shown(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_map(*, own: bool = True, column: str = "100%", widget: Any = None, **options: Any) -> Page:
        return page(host_page(widget or NestedSystemsMap(), own=own, width=column), **options)

    return open_map


def test_the_whole_way_can_be_gone_by_keyboard(shown: Callable[..., Page]) -> None:
    page = shown()
    press = page.keyboard.press
    radio(page, "Funders and law").focus()
    press("ArrowDown")
    expect(radio(page, "Society")).to_be_checked()
    press("ArrowUp")
    press("ArrowUp")
    expect(radio(page, "Organization")).to_be_checked()
    expect(page.get_by_role("status")).to_have_text(
        "A disturbance at Organization: Dana learns that a grant may end, and tells nobody until it is certain."
    )
    press("Tab")
    press("ArrowRight")
    expect(radio(page, "A repair")).to_be_checked()
    expect(button(page, "Send it in")).to_be_visible(), "choosing with arrow keys sends nothing"
    press("Tab")
    press("Enter")
    expect(page.get_by_role("heading", name="After a hard winter Dana says")).to_be_focused()
    expect(page.get_by_text("where would you expect to see it next?")).to_be_visible()
    expect(steps(page)).to_have_count(0)
    press("Tab")
    for number in range(1, 5):
        expect(button(page, "Next step")).to_be_focused()
        press("Enter")
        expect(steps(page)).to_have_count(number)
        expect(page.get_by_role("status")).to_contain_text(f"Step {number} of 5. ")
    press("Enter")
    expect(steps(page).last).to_be_focused()
    expect(page.get_by_role("heading", name="What made it possible")).to_be_visible()
    press("Tab")
    expect(button(page, "Send in a disturbance at this ring")).to_be_focused()
    press("Enter")
    expect(page.get_by_role("heading", name="Dana learns that a grant may end")).to_be_focused()
    assert page.evaluate("mw.results") == [REPORT]


def test_each_step_says_where_it_is_and_how_it_came_there_in_words_and_in_the_picture(
    shown: Callable[..., Page],
) -> None:
    page = shown()
    assert states(page) == ["wait", "wait", "wait", "wait", "now", "wait"]
    button(page, "Send it in").click()
    button(page, "Next step").click()
    expect(steps(page).first).to_contain_text("Step 1. Inward, to: Organization")
    expect(steps(page).first).to_contain_text("It could be held here.")
    for _ in range(4):
        button(page, "Next step").click()
    assert states(page) == ["now", "seen", "seen", "seen", "seen", "wait"]
    assert page.locator(".ns-mark text").all_text_contents() == ["1", "2", "3", "4", "5"]
    expect(page.locator(".ns-mark.last")).to_have_text("5")
    expect(page.locator(".ns-head")).to_have_count(1)
    expect(page.locator(".ns-caption")).to_have_text(
        "Step 5 of 6. Sideways, in the same ring: People we serve"
    )
    label = page.get_by_role("img").get_attribute("aria-label") or ""
    assert label.startswith("The nested rings. It arrived at Funders and law. Step 1: inward, Organization.")
    assert label.endswith("Step 5: sideways, People we serve.")
    expect(page.get_by_text("A teaching picture, not a simulation of anyone.")).to_be_visible()


def test_marks_of_people_stand_above_the_line_and_marks_of_our_own_house_below(
    shown: Callable[..., Page],
) -> None:
    page = shown()
    for name in ("People we serve", "Team", "Society"):
        radio(page, name).check()
        button(page, "Send it in").click()
        button(page, "Show all steps").click()
        heights = page.evaluate("""() => {
          const line = document.querySelector(".m-line").getBoundingClientRect().top, people = "People we serve";
          const ways = [document.querySelector(".ns-kicker").textContent, ...[...document.querySelectorAll(".ns-way")].map(way => way.textContent)];
          return [...document.querySelectorAll(".ns-mark")].map((mark, at) => [ways[at].includes(people), mark.getBoundingClientRect().top + 5 < line]);
        }""")
        assert len(heights) >= 5
        assert all(people == above for people, above in heights), (name, heights)
        button(page, "Choose another ring").click()
        expect(radio(page, name)).to_be_focused()


def test_steps_can_be_taken_back_shown_at_once_and_begun_again(shown: Callable[..., Page]) -> None:
    page = shown()
    button(page, "Send it in").click()
    button(page, "Next step").click()
    button(page, "Step back").click()
    expect(steps(page)).to_have_count(0)
    expect(page.get_by_role("heading", name="The state holds back")).to_be_focused()
    button(page, "Next step").click()
    button(page, "Show all steps").click()
    expect(steps(page)).to_have_count(6)
    expect(steps(page).nth(1)).to_be_focused(), "the first step that is new"
    expect(page.get_by_role("status")).to_have_text("All steps are shown.")
    button(page, "Step back").click()
    expect(button(page, "Step back")).to_be_focused()
    expect(page.get_by_role("heading", name="What could hold it")).to_be_hidden()
    button(page, "Start again").click()
    expect(page.get_by_role("heading", name="The state holds back")).to_be_focused()
    assert states(page) == ["wait", "wait", "wait", "wait", "now", "wait"]


def test_the_end_offers_a_place_a_plainer_explanation_and_the_other_kind(shown: Callable[..., Page]) -> None:
    page = shown()
    button(page, "Send it in").click()
    expect(page.get_by_role("heading", name="What could hold it")).to_be_hidden()
    button(page, "Show all steps").click()
    expect(page.get_by_role("heading", name="What could hold it")).to_be_visible()
    expect(page.get_by_role("heading", name="What else could explain it")).to_be_visible()
    expect(page.get_by_text("Watkins, 2010")).to_be_visible()
    expect(page.locator(".btn:not(.quiet, .plain):visible")).to_have_count(1)
    button(page, "Send in a repair at this ring").click()
    expect(page.locator(".ns-kicker")).to_have_text("A repair arrives at: Funders and law")
    button(page, "Show all steps").click()
    expect(page.get_by_role("heading", name="What made it possible")).to_be_visible()
    assert page.evaluate("mw.results") == [REPORT], "the first whole journey only"


def test_a_ring_of_the_picture_is_a_shortcut_while_one_is_chosen(shown: Callable[..., Page]) -> None:
    page = shown()
    page.locator(".ns-sun").click()
    expect(radio(page, "People we serve")).to_be_checked()
    # The lowest point of a bowl lies on its name; the name lets the click through.
    box = page.locator("text.ns-depth-2").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 6)
    expect(radio(page, "Team")).to_be_checked()
    expect(page.locator(".ns-event")).to_contain_text("Two counselors disagree")
    button(page, "Send it in").click()
    page.locator(".ns-sun").click()
    expect(page.locator(".ns-kicker")).to_contain_text("Team")


def test_only_the_finish_is_kept_and_no_choice_leaves_the_page(shown: Callable[..., Page]) -> None:
    page = shown()
    before = page.url
    radio(page, "Worker").check()
    button(page, "Send it in").click()
    button(page, "Next step").click()
    assert page.evaluate("mw.saved.length + mw.results.length + localStorage.length") == 0
    button(page, "Show all steps").click()
    assert page.evaluate("JSON.parse(localStorage['mirrorwell:course']).a") == ["nested-systems"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 1
    assert "worker" not in page.evaluate(
        "JSON.stringify([localStorage, sessionStorage, mw.saved, mw.results])"
    )
    assert page.url == before
    assert "What you choose here is not kept." in page.locator(".saved").inner_text()
    page.reload()
    page.wait_for_selector("[data-ready]")
    expect(radio(page, "Funders and law")).to_be_checked()
    expect(button(page, "Send it in")).to_be_visible()


@pytest.mark.parametrize(
    ("own", "init", "said"),
    [
        (True, "", "This browser remembers"),
        (True, BLOCKED, "does not let the page remember"),
        (False, "", "as long as this page"),
    ],
)
def test_it_says_where_the_finish_is_remembered_and_works_where_it_is_not(
    shown: Callable[..., Page], own: bool, init: str, said: str
) -> None:
    page = shown(own=own, init=init)
    expect(page.locator(".saved")).to_contain_text(said)
    button(page, "Send it in").click()
    button(page, "Show all steps").click()
    expect(steps(page)).to_have_count(6)
    assert page.evaluate("mw.results") == [REPORT]


def test_clear_everything_brings_it_back_to_its_beginning(shown: Callable[..., Page]) -> None:
    page = shown(widget=NestedSystemsMap(ring="team", kind="repair"))
    expect(radio(page, "Team")).to_be_checked()
    expect(radio(page, "A repair")).to_be_checked()
    radio(page, "Society").check()
    button(page, "Send it in").click()
    button(page, "Show all steps").click()
    page.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
    expect(radio(page, "Team")).to_be_checked()
    expect(page.get_by_role("status")).to_have_text("")
    expect(page.locator(".ns-mark")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_two_maps_on_one_page_do_not_interfere(
    page: Callable[..., Page], host_page: Callable[..., str], axe: Any
) -> None:
    both = page(host_page(NestedSystemsMap(), NestedSystemsMap(ring="worker"), own=True))
    first, second = (both.locator("[data-mirrorwell]").nth(at) for at in (0, 1))
    expect(radio(first, "Funders and law")).to_be_checked()
    radio(first, "Society").check()
    expect(radio(second, "Worker")).to_be_checked()
    button(first, "Send it in").click()
    button(first, "Show all steps").click()
    expect(button(second, "Send it in")).to_be_visible()
    assert states(second) == ["wait", "now", "wait", "wait", "wait", "wait"]
    assert axe(both) == []


@pytest.mark.parametrize(
    ("width", "theme", "column"),
    [(1280, "light", "100%"), (320, "dark", "100%"), (1280, "dark", "300px"), (1280, "light", "760px")],
)
def test_every_state_is_accessible_and_fits(
    shown: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str, column: str
) -> None:
    page = shown(width=width, theme=theme, column=column)

    def look() -> None:
        assert axe(page) == []
        assert small_targets(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        inside = page.evaluate("""() => { const root = document.querySelector("[data-mirrorwell]");
          return [...root.querySelectorAll("*")].every(node => node.closest(".hush, svg") || node.getBoundingClientRect().right <= root.getBoundingClientRect().right + 1); }""")
        assert inside
        sizes = page.evaluate("""() => [...document.querySelectorAll("[data-mirrorwell] svg text")].map(text =>
          parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)""")
        assert min(sizes) >= 14, "in the narrowest column the words of the picture stay readable"

    look()
    button(page, "Send it in").click()
    look()
    for _ in range(3):
        button(page, "Next step").click()
    look()
    button(page, "Show all steps").click()
    look()
    for name in ("Worker", "Society"):
        button(page, "Choose another ring").click()
        radio(page, name).check()
        button(page, "Send it in").click()
        button(page, "Show all steps").click()
        look()


def test_forced_colors_keep_the_ring_the_numbers_and_the_choice_apart(
    shown: Callable[..., Page], axe: Any
) -> None:
    page = shown(forced_colors="active", reduced_motion="reduce")
    button(page, "Send it in").click()
    for _ in range(2):
        button(page, "Next step").click()
    seen = page.evaluate("""() => {
      const look = (name, key) => getComputedStyle(document.querySelector(name))[key];
      return { now: look("[data-is=now] .ns-body", "stroke"), seen: look("[data-is=seen] .ns-body", "stroke"), outline: look(".ns-outline", "stroke"),
        word: look(".ns-name[data-is=seen]", "fill"), mark: look(".ns-mark:not(.last) circle", "fill"), last: look(".ns-mark.last circle", "fill"), number: look(".ns-mark.last text", "fill") };
    }""")
    assert seen["now"] != seen["seen"] != seen["word"]
    assert seen["outline"] != seen["now"]
    assert seen["mark"] != seen["last"] != seen["number"]
    assert axe(page) == []


def test_a_ring_fills_calmly_and_at_once_when_less_motion_is_asked_for(shown: Callable[..., Page]) -> None:
    moving = """() => [...document.querySelectorAll("[data-mirrorwell] .ns-frame *")].filter(node =>
      parseFloat(getComputedStyle(node).transitionDuration) > 0 || getComputedStyle(node).animationName !== "none").map(node => node.getAttribute("class"))"""
    assert set(shown().evaluate(moving)) == {"ns-body"}
    assert shown(reduced_motion="reduce").evaluate(moving) == []


def test_a_printed_page_holds_every_step_in_words_and_in_the_picture(shown: Callable[..., Page]) -> None:
    page = shown()
    page.emulate_media(media="print")
    expect(steps(page)).to_have_count(6)
    expect(page.get_by_role("heading", name="What else could explain it")).to_be_visible()
    expect(page.get_by_role("heading", name="The state holds back")).to_be_visible()
    expect(page.locator("input:visible, button:visible:not([data-open-support])")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".ns-mark")).to_have_count(7)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".ns-mark")).to_have_count(0)
    expect(button(page, "Send it in")).to_be_visible()
    assert page.evaluate("mw.results") == []


def test_odd_texts_are_shown_as_text_and_break_nothing(shown: Callable[..., Page], axe: Any) -> None:
    widget = NestedSystemsMap()
    odd = '<script>alert("1")</script> "quoted" שלום ' + "w" * 120
    widget._rings = [{**ring, "who": odd, "text": odd} for ring in widget._rings]
    widget._journeys = [
        {
            **journey,
            "title": odd,
            "ending": odd,
            "plainer": odd,
            "source": odd,
            "steps": [{**step, "text": odd, "pause": odd} for step in journey["steps"]],
        }
        for journey in widget._journeys
    ]
    page = shown(widget=widget, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    button(page, "Send it in").click()
    button(page, "Show all steps").click()
    assert odd in (steps(page).first.text_content() or "")
    assert page.evaluate("document.querySelectorAll('[data-mirrorwell] script').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(page) == []
