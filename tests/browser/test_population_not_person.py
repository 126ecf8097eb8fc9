"""1,000 dots in Chromium: counts that add up, a cut that moves by keyboard, and no place for a person's count."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from mirrorwell.datasets import figure
from mirrorwell.widgets.population_figures import content
from mirrorwell.widgets.population_not_person import PopulationNotPerson
from playwright.sync_api import Locator, Page, expect

ROOT = "[data-mirrorwell='population-not-person']"
CUTS = {"One or more": 3, "Two or more": 2, "Four or more": 1}
KINDS = ("hit", "alarm", "miss", "alone")
# How many marks of each kind are drawn, and the lowest and highest place of each.
_DRAWN = """() => Object.fromEntries(["hit", "alarm", "miss", "alone"].map(kind => {
  const paths = [...document.querySelectorAll(`.pp-pic .pp-${kind}`)].filter(path => path.getAttribute("d"));
  const boxes = paths.map(path => path.getBBox());
  return [kind, {
    count: paths.reduce((sum, path) => sum + path.getAttribute("d").split("M").length - 1, 0),
    top: Math.min(...boxes.map(box => box.y)), foot: Math.max(...boxes.map(box => box.y + box.height)),
  }];
}))"""


def expected(outcome: dict[str, Any], above: int) -> dict[str, int]:
    """The four counts, worked out once more: sizes by largest remainder, then whole students in each."""
    sizes = [size["value"] for size in content()["sizes"]]
    exact = [1000 * size / sum(sizes) for size in sizes]
    whole = [int(value) for value in exact]
    for at in sorted(range(4), key=lambda at: whole[at] - exact[at])[: 1000 - sum(whole)]:
        whole[at] += 1
    has = [
        int(size * share["value"] / 100 + 0.5) for size, share in zip(whole, outcome["shares"], strict=True)
    ]
    hits, misses = sum(has[:above]), sum(has[above:])
    return {
        "hit": hits,
        "alarm": sum(whole[:above]) - hits,
        "miss": misses,
        "alone": sum(whole[above:]) - misses,
    }


def press(page: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def number(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("spinbutton", name=f"{name}, as a number")


def cut(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("radio", name=name, exact=True)


def made_up(page: Page) -> Page:
    cut(page, "Try other numbers").check()
    return page


@pytest.fixture
def shown(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_it(own: bool = True, column: str = "100%", widget: Any = None, **options: Any) -> Page:
        return page(host_page(widget or PopulationNotPerson(), own=own, width=column), **options)

    return open_it


def test_at_every_outcome_and_cut_dots_table_and_sentences_agree_and_add_up(
    shown: Callable[..., Page],
) -> None:
    page = shown()
    for outcome in PopulationNotPerson()._content["outcomes"]:
        page.get_by_label("Outcome").select_option(outcome["id"])
        for name, above in CUTS.items():
            cut(page, name).check()
            want = expected(outcome, above)
            drawn = page.evaluate(_DRAWN)
            assert {kind: drawn[kind]["count"] for kind in KINDS} == want
            assert sum(want.values()) == 1000
            flagged = want["hit"] + want["alarm"]
            expect(page.get_by_role("status")).to_contain_text(
                f"Of 1,000 students, {flagged} are at or above the cut. {want['hit']} of them report the outcome; "
                f"{want['alarm']} do not (false alarms). {want['miss']} below the cut report it (misses)."
            )
            cells = page.get_by_role("table", name="What the rule does").get_by_role("cell")
            table = [int(re.sub(r"\D", "", text)) for text in cells.all_inner_texts() if text.strip()]
            has = want["hit"] + want["miss"]
            assert table == [
                *(want["hit"], want["alarm"], flagged, want["miss"], want["alone"], 1000 - flagged),
                *(has, 1000 - has, 1000),
            ]
            said = page.locator(".pp-measures").inner_text()
            for part, whole, measure in (
                (want["hit"], has, "sensitivity"),
                (want["alone"], 1000 - has, "specificity"),
                (want["hit"], flagged, "positive predictive value"),
                (want["alone"], 1000 - flagged, "negative predictive value"),
            ):
                assert re.search(
                    rf"Of the {whole} .*\b{part}\b.*: {int(100 * part / whole + 0.5)}% \({measure}\)", said
                )
            by_lot = int(flagged * has / 1000 + 0.5)
            expect(page.get_by_text(f"About {by_lot} of them would report it")).to_be_visible()


def test_the_picture_says_in_a_sentence_and_by_place_and_shape_what_it_shows(
    shown: Callable[..., Page],
) -> None:
    page = shown()
    picture = page.get_by_role("img", name="1,000 dots, one for each of 1,000 students, in 4 bands")
    label = picture.get_attribute("aria-label") or ""
    assert "136 solid circles (hits) and 49 hollow squares (false alarms)" in label
    drawn = page.evaluate(_DRAWN)
    line = page.evaluate("document.querySelector('.pp-cut').getBBox().y")
    assert (
        max(drawn["hit"]["foot"], drawn["alarm"]["foot"])
        < line
        < min(drawn["miss"]["top"], drawn["alone"]["top"])
    )
    cut(page, "Two or more").check()
    assert page.evaluate("document.querySelector('.pp-cut').getBBox().y") > line


def test_each_figure_stands_beside_the_dots_with_interval_n_source_and_year(
    shown: Callable[..., Page],
) -> None:
    page = shown()
    table = page.get_by_role("table", name="The figures behind the dots").inner_text()
    joint = "ace_pce_joint_2023?group=All students&count_rule=eight&protective=school_connectedness&protective_level=any&measure=sad_or_hopeless&ace_level={}"
    for level, measure in (("4+", "ace_4plus"), ("2-3", "ace_2_3"), ("1", "ace_1"), ("0", "ace_0")):
        for row in (joint.format(level), f"ace_yrbs_2023?group=All students&measure={measure}"):
            value, low, high = (f"{figure(row + part):.1f}" for part in ("", "#ci_low", "#ci_high"))
            assert f"{value}% ({low} to {high})" in table
        assert f"{figure(joint.format(level) + '#n_unweighted'):,.0f}" in table
    assert "n 11,871" in table
    source = page.locator(".source").inner_text()
    assert "Youth Risk Behavior Survey 2023" in source
    assert "Swedo et al., 2024, Table 3" in source
    page.get_by_text("References", exact=True).click()
    expect(page.get_by_text("Population vs individual prediction of poor health")).to_be_visible()


def test_an_odds_ratio_is_worked_out_beside_the_ratio_of_shares_and_never_called_times_as_common(
    shown: Callable[..., Page],
) -> None:
    page = shown()
    high, low = (share["value"] for share in (content()["outcomes"][0]["shares"][at] for at in (0, -1)))
    note = page.locator(".pp-wide")
    expect(note).to_contain_text(f"{high / low:.1f} times as common. That is a ratio of shares.")
    expect(note).to_contain_text(f"an odds ratio of {high / (100 - high) / (low / (100 - low)):.1f}.")
    assert re.findall(r"([\d.]+) times as common", page.locator(ROOT).inner_text()) == [f"{high / low:.1f}"]
    made_up(page)
    expect(note).to_contain_text("15.0% report it; of everybody else, 5.0%. Divide the two shares: 3.0 times")
    expect(note).to_contain_text("an odds ratio of 3.4.")


def test_all_of_it_works_by_keyboard_and_focus_is_never_lost(shown: Callable[..., Page]) -> None:
    page = shown(own=False)
    press(page, "Tab")
    expect(cut(page, "Survey figures")).to_be_focused()
    press(page, "Tab")
    expect(page.get_by_label("Outcome")).to_be_focused()
    press(page, "ArrowDown")
    expect(page.get_by_text("in the past 30 days")).to_be_visible()
    press(page, "Tab")
    expect(cut(page, "Four or more")).to_be_focused()
    press(page, "ArrowLeft")
    expect(cut(page, "Two or more")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("517 are at or above the cut")
    press(page, "Tab")
    expect(page.get_by_role("group", name="The figures behind the dots")).to_be_focused()
    press(page, "Tab")
    expect(page.locator("summary")).to_be_focused()
    press(page, "Enter")
    expect(page.locator("details li").first).to_be_visible()
    press(page, "Shift+Tab", 4)
    press(page, "ArrowRight")
    expect(cut(page, "Try other numbers")).to_be_focused()
    press(page, "Tab")
    slider = page.get_by_role("slider", name="Share of people in the high group")
    expect(slider).to_be_focused()
    press(page, "ArrowRight", 2)
    expect(slider).to_have_attribute("aria-valuetext", "12 percent")
    expect(page.get_by_role("status")).to_contain_text(
        "Of 1,000 made-up people, 120 are at or above the cut."
    )
    press(page, "Tab")
    expect(number(page, "Share of people in the high group")).to_be_focused()
    press(page, "ArrowUp")
    expect(slider).to_have_value("13")
    expect(number(page, "Share of people in the high group")).to_be_focused()


def test_made_up_numbers_say_so_and_show_no_source(shown: Callable[..., Page]) -> None:
    page = shown()
    expect(page.get_by_text("Illustrative: made-up numbers")).to_be_hidden()
    made_up(page)
    expect(page.get_by_text("Illustrative: made-up numbers")).to_be_visible()
    expect(page.get_by_role("heading", name="1,000 made-up people and one rule")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(
        "Of 1,000 made-up people, 100 are at or above the cut. 15 of them report the outcome; 85 do not"
    )
    for hidden in (
        page.locator(".source"),
        page.get_by_label("Outcome"),
        page.get_by_text("No cut avoids both"),
    ):
        expect(hidden).to_be_hidden()
    cut(page, "Survey figures").check()
    expect(page.locator(".source")).to_be_visible()


def test_numbers_out_of_bounds_are_put_within_them_and_a_note_says_so(shown: Callable[..., Page]) -> None:
    page, status = made_up(shown()), "status"
    high, base = (
        number(page, "Share of people in the high group"),
        number(page, "Share of everybody else who report it"),
    )
    for typed, kept, said in (
        ("-5", "1", "This number can be from 1 to 60."),
        ("1e9", "60", "This number can be from 1 to 60."),
        ("", "60", "This number can be from 1 to 60."),
        ("20", "20", ""),
    ):
        high.fill(typed)
        high.press("Tab")
        expect(high).to_have_value(kept)
        expect(page.get_by_role(status).locator("p").last).to_have_text(said)
    base.fill("50")
    expect(page.get_by_role(status)).to_contain_text("Held at 1.9 times: with more, over 95%")
    times = page.get_by_role("slider", name="How many times as common")
    expect(times).to_have_value("1.9")
    assert sum(kind["count"] for kind in page.evaluate(_DRAWN).values()) == 1000


def test_no_control_asks_for_a_count_of_a_person(shown: Callable[..., Page]) -> None:
    page = made_up(shown())
    fields = page.locator(f"{ROOT} :is(input, select, textarea)")
    names = fields.evaluate_all("all => [...new Set(all.map(one => one.type))].sort()")
    assert names == ["number", "radio", "range", "select-one"]
    labels = page.locator(f"{ROOT} label").all_inner_texts()
    assert not [label for label in labels if re.search(r"\b(my|your|score)\b", label, re.IGNORECASE)]


def test_it_reports_once_without_what_was_chosen_and_only_that_it_was_tried_is_kept(
    shown: Callable[..., Page],
) -> None:
    page = shown()
    made_up(page)
    number(page, "Share of people in the high group").fill("37")
    cut(page, "Survey figures").check()
    assert page.evaluate("mw.results") == []
    cut(page, "One or more").check()
    page.get_by_label("Outcome").select_option("sleep_8h")
    assert page.evaluate("mw.results") == [
        {"activity": "population-not-person", "kind": "explorer", "completed": True}
    ]
    assert page.evaluate("mw.saved") == []
    assert page.evaluate("Object.entries(localStorage)") == [
        ["mirrorwell:course", '{"v":1,"s":{},"c":{},"m":{},"a":["population-not-person"],"d":""}']
    ]
    assert page.evaluate("location.search") == ""
    expect(page.get_by_text("This browser remembers the mark that this was tried.")).to_be_visible()
    page.reload()
    expect(page.locator(f"{ROOT}[data-ready]")).to_be_visible()
    expect(cut(page, "Four or more")).to_be_checked()


def test_it_works_and_says_so_when_the_browser_remembers_nothing(shown: Callable[..., Page]) -> None:
    blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });"
    page = shown(init=blocked)
    cut(page, "Two or more").check()
    expect(page.get_by_text("does not let the page remember anything")).to_be_visible()
    assert len(page.evaluate("mw.results")) == 1


@pytest.mark.parametrize(
    "event",
    ["document.dispatchEvent(new CustomEvent('mirrorwell:clear'))", "dispatchEvent(new Event('pagehide'))"],
)
def test_clear_everything_and_leaving_put_all_back(shown: Callable[..., Page], event: str) -> None:
    page = shown(widget=PopulationNotPerson(outcome="grades_a_b", cut="2+"))
    cut(page, "One or more").check()
    page.get_by_label("Outcome").select_option("sleep_8h")
    made_up(page)
    number(page, "Share of people in the high group").fill("37")
    page.evaluate(event)
    expect(page.get_by_label("Outcome")).to_have_value("grades_a_b")
    expect(cut(page, "Two or more")).to_be_checked()
    expect(page.locator(f"{ROOT} [type=number]").first).to_have_value("10")


def test_two_on_one_page_do_not_interfere(
    page: Callable[..., Page], host_page: Callable[..., str], axe: Any
) -> None:
    both = page(host_page(PopulationNotPerson(), PopulationNotPerson(outcome="sleep_8h", cut="1+")))
    first, second = both.locator(ROOT).first, both.locator(ROOT).last
    cut(first, "Two or more").check()
    made_up_second = cut(second, "Try other numbers")
    made_up_second.check()
    expect(cut(first, "Survey figures")).to_be_checked()
    expect(first.get_by_role("status")).to_contain_text("517 are at or above the cut")
    expect(second.get_by_role("status")).to_contain_text("made-up people")
    assert axe(both, "[data-mirrorwell]") == []


def test_sensitive_outcomes_come_with_the_support_line_and_only_when_asked_for(
    shown: Callable[..., Page],
) -> None:
    page = shown(widget=PopulationNotPerson(show_sensitive=True))
    expect(page.get_by_label("Outcome").locator("option")).to_have_count(5)
    expect(page.get_by_text("988 Suicide & Crisis Lifeline.")).to_be_visible()
    page = shown()
    expect(page.get_by_label("Outcome").locator("option")).to_have_count(4)
    assert "suicid" not in page.locator(ROOT).inner_text().lower()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_every_state_is_accessible(
    shown: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str
) -> None:
    page = shown(width=width, theme=theme, widget=PopulationNotPerson(show_sensitive=True))
    page.get_by_text("References", exact=True).click()
    states = ("One or more", "Four or more", "Try other numbers")
    for name in states:
        cut(page, name).check()
        assert axe(page) == []
        assert small_targets(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_fits_a_narrow_column_of_a_wide_window(shown: Callable[..., Page]) -> None:
    page = shown(own=False, column="300px")
    for name in ("One or more", "Try other numbers"):
        cut(page, name).check()
        assert page.evaluate("document.querySelector('[data-mirrorwell]').scrollWidth") <= 300
        assert page.evaluate(
            "[...document.querySelectorAll('.pp-pic text')].every(text => text.getBBox().width <= document.querySelector('.pp-place').clientWidth)"
        )


def test_forced_colors_leave_shape_and_fill_to_tell_the_marks_apart(shown: Callable[..., Page]) -> None:
    page = shown(forced_colors="active")
    looks = page.evaluate("""() => ["hit", "alarm", "miss", "alone"].map(kind => {
      const path = document.querySelector(`.pp-key .pp-${kind}`), look = getComputedStyle(path);
      return [look.fill === "none" ? "hollow" : "solid", path.getAttribute("d").includes("a") ? "round" : "cornered"];
    })""")
    assert looks == [["solid", "round"], ["hollow", "cornered"], ["solid", "cornered"], ["hollow", "round"]]
