"""The explorers without a kernel: every control, chart, table and sentence follows the choice; nothing interferes."""

from collections.abc import Callable
from math import hypot, log2
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from mirrorwell import datasets
from mirrorwell.widgets import AceExplorer, AcePceExplorer, PceExplorer
from playwright.sync_api import Locator, Page, expect

FACES = {"ace-explorer": AceExplorer, "pce-explorer": PceExplorer, "ace-pce-explorer": AcePceExplorer}
# What a picture may not do: words outside of it, on top of each other, or broken.
FAULTS = """() => {
  const faults = [];
  for (const host of document.querySelectorAll(".chart")) {
    if (host.hidden || !host.clientWidth) continue;
    const frame = host.getBoundingClientRect(), boxes = [];
    for (const text of host.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (!box.width) continue;
      if (box.left < frame.left - 1 || box.right > frame.right + 1) faults.push(`outside: ${text.textContent}`);
      for (const [other, said] of boxes)
        if (box.left < other.right - 1 && box.right > other.left + 1 && box.top < other.bottom - 5 && box.bottom > other.top + 5)
          faults.push(`${said} under ${text.textContent}`);
      boxes.push([box, text.textContent]);
    }
  }
  const words = document.querySelector("[data-mirrorwell]").innerText;
  if (/undefined|NaN|\\[object|null/.test(words)) faults.push("a broken word");
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
  return faults;
}"""


@pytest.fixture
def explorer(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    """`explorer(AceExplorer(...), width=360)` opens it in a page of our own."""

    def show(*widgets: Any, own: bool = True, **options: Any) -> Page:
        return page(host_page(*widgets, own=own), **options)

    return show


def control(page: Page | Locator, label: str) -> Locator:
    return page.get_by_label(label, exact=True)


def drawn(page: Page | Locator) -> list[str]:
    """The words of the dot chart, in the order they were drawn."""
    return page.locator(".chart:not(.map) >> nth=0").locator("text").all_text_contents()


def rows(page: Page | Locator) -> list[list[str]]:
    """The cells of the table, whether it is open or not."""
    return page.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
    )


def options(field: Locator) -> list[str]:
    return field.locator("option").evaluate_all("all => all.map(one => one.value)")


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    explorer: Callable[..., Page], axe: Any, name: str, width: int, theme: str
) -> None:
    shown = explorer(FACES[name](), width=width, theme=theme)
    shown.get_by_role("button", name="Show as a table").click()
    shown.get_by_role("button", name="More to take along").click()
    assert axe(shown) == []
    assert shown.evaluate(FAULTS) == []


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize("width", [1280, 320])
def test_every_survey_and_grouping_is_drawn_without_fault(
    explorer: Callable[..., Page], name: str, width: int
) -> None:
    shown = explorer(FACES[name](), width=width)
    for survey in options(control(shown, "Survey")):
        control(shown, "Survey").select_option(survey)
        for grouping in options(control(shown, "Group by")) or [""]:
            if grouping:
                control(shown, "Group by").select_option(grouping)
            shown.wait_for_timeout(60)
            assert shown.evaluate(FAULTS) == [], f"{survey} by {grouping}"


def test_table_and_chart_hold_the_same_rows_in_the_same_order_and_digits(
    explorer: Callable[..., Page],
) -> None:
    shown = explorer(AceExplorer(group_by="race_ethnicity"))
    wanted = datasets.rows("ace_yrbs_2023", measure="ace_4plus", group_kind=["all", "race_ethnicity"])
    table = rows(shown)
    assert [row[:2] for row in table] == [[row["group"], f"{row['estimate']:.1f}"] for row in wanted]
    words = drawn(shown)
    assert [word for word in words if word in {row[0] for row in table}] == [row[0] for row in table]
    for group, estimate, interval, n, _remark in table:
        assert {f"{estimate}%", f"({interval})", f"n {n}"} <= set(words), group


def test_every_control_moves_chart_table_title_and_summary(explorer: Callable[..., Page]) -> None:
    shown = explorer(AceExplorer())
    summary, title = shown.locator(".summary"), shown.locator(".chart-title")
    for label, value in (
        ("Measure", "emotional_abuse"),
        ("Group by", "sex"),
        ("Survey", "adults_places"),
        ("Place", "Kentucky"),
    ):
        before = (title.inner_text(), summary.inner_text(), rows(shown), drawn(shown))
        control(shown, label).select_option(value)
        changed = summary if label in {"Measure", "Place"} else title
        expect(changed).not_to_have_text(before[1] if changed is summary else before[0])
        expect(shown.locator("caption")).to_have_text(title.inner_text())
        if label != "Place":  # a place is marked among the others, the rows stay
            assert rows(shown) != before[2] and drawn(shown) != before[3], label
    shown.get_by_label("Without").check(force=True)
    expect(summary).to_contain_text("did not report emotional abuse")
    expect(title).to_contain_text("did not report")


def test_the_share_without_is_the_rest_of_a_hundred_with_its_interval_turned(
    explorer: Callable[..., Page],
) -> None:
    shown = explorer(AceExplorer())
    shown.get_by_label("Without").check(force=True)
    (row,) = datasets.rows("ace_yrbs_2023", measure="ace_4plus", group="All students")
    expect(shown.locator("tbody tr").first.locator("td").first).to_have_text(f"{100 - row['estimate']:.1f}")
    expect(shown.locator("tbody tr").first.locator("td").nth(1)).to_have_text(
        f"{100 - row['ci_high']:.1f} to {100 - row['ci_low']:.1f}"
    )


def test_the_summary_is_announced_and_says_the_share_without(explorer: Callable[..., Page]) -> None:
    shown = explorer(AceExplorer())
    summary = shown.locator(".summary")
    (row,) = datasets.rows("ace_yrbs_2023", measure="ace_4plus", group="All students")
    assert summary.get_attribute("role") == "status"
    expect(summary).to_contain_text(f"{row['estimate']:.1f}% reported four or more of the eight")
    expect(summary).to_contain_text(f"{100 - row['estimate']:.1f}% did not")


def test_keys_alone_reach_and_work_every_control(explorer: Callable[..., Page]) -> None:
    shown = explorer(AceExplorer())
    shown.locator("[data-open-support]").focus()
    reached = []
    for _ in range(14):
        shown.keyboard.press("Tab")
        reached.append(
            shown.evaluate(
                "() => document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent"
            )
        )
    assert reached[:5] == ["Survey", "Measure", "Group by", "With", "Show as a table"]
    assert {"First row", "Second row", "More to take along"} <= set(reached)
    control(shown, "Group by").focus()
    shown.keyboard.press("ArrowDown")
    expect(shown.locator(".chart-title")).to_contain_text("by sex")
    shown.locator("[value=with]").focus()
    shown.keyboard.press("ArrowRight")
    expect(shown.locator(".chart-title")).to_contain_text("did not report")
    shown.get_by_role("button", name="Show as a table").focus()
    shown.keyboard.press("Enter")
    table = shown.get_by_role("group", name="The same figures as a table")
    expect(table).to_be_visible()
    shown.get_by_role("button", name="Hide the table").focus()
    shown.keyboard.press("Shift+Tab")
    assert shown.evaluate("() => document.activeElement.getAttribute('role')") == "group"


def test_comparison_by_race_identity_or_place_has_its_note_above_the_chart(
    explorer: Callable[..., Page],
) -> None:
    shown = explorer(AceExplorer())
    note = shown.get_by_text("Before you compare groups")
    expect(note).to_be_hidden()
    for survey, grouping in (
        ("students_2023", "race_ethnicity"),
        ("students_2023", "sexual_identity"),
        ("adults_places", "place"),
    ):
        control(shown, "Survey").select_option(survey)
        control(shown, "Group by").select_option(grouping)
        expect(note).to_be_visible()
        above, below = note.bounding_box(), shown.locator("figure").bounding_box()
        assert above and below and above["y"] + above["height"] <= below["y"]


def test_weak_suppressed_and_unpublished_rows_stay_and_say_so(explorer: Callable[..., Page]) -> None:
    shown = explorer(AceExplorer(group_by="race_ethnicity"))
    weak = datasets.rows("ace_yrbs_2023", measure="ace_4plus", flag="weak")
    assert [row[0] for row in rows(shown) if row[4].startswith("Weak")] == [
        row["group"] for row in weak if row["group_kind"] == "race_ethnicity"
    ]
    assert "Weak" in drawn(shown)
    shown = explorer(PceExplorer(instrument="students_2021_outcomes", group_by="race_ethnicity"))
    assert "Not shown: fewer than 30 answers" in drawn(shown)
    shown = explorer(PceExplorer(instrument="four_states"))
    assert "No figure: not visible in the copies that were read" in drawn(shown)
    assert "no interval or n published" in drawn(shown)
    expect(shown.locator(".legend").filter(has_text="no interval published")).to_be_visible()


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("|Female", "|Male", "Yes, these figures can be told apart."),
        ("|Female", "|Female", "Pick two different rows."),
        ("|All students", "|Male", "All students includes Male."),
        ("|Female", "other|adults_1995", "come from different instruments"),
    ],
)
def test_two_rows_are_told_apart_or_refused_with_the_reason(
    explorer: Callable[..., Page], first: str, second: str, answer: str
) -> None:
    shown = explorer(AceExplorer(group_by="sex"))
    control(shown, "First row").select_option(first)
    control(shown, "Second row").select_option(second)
    card = shown.locator(".apart")
    expect(card).to_contain_text(answer)
    expect(card.locator(".chart svg")).to_have_count(1)
    expect(card.locator(".chart")).to_be_visible() if "Yes" in answer else expect(
        card.locator(".chart")
    ).to_be_hidden()


def test_the_difference_is_worked_out_from_the_printed_intervals_and_says_so(
    explorer: Callable[..., Page],
) -> None:
    shown = explorer(AceExplorer(group_by="age"))
    a, b = (
        datasets.rows("ace_yrbs_2023", measure="ace_4plus", group=group)[0]
        for group in ("14 or younger", "15")
    )
    gap = b["estimate"] - a["estimate"]
    low = gap - hypot(b["estimate"] - b["ci_low"], a["ci_high"] - a["estimate"])
    high = gap + hypot(b["ci_high"] - b["estimate"], a["estimate"] - a["ci_low"])
    card = shown.locator(".apart")
    for number in (gap, low, high):
        expect(card).to_contain_text(f"{number:+.1f}".replace("-", "\u2212"))
    expect(card).to_contain_text("No. These figures do not tell them apart.")
    expect(card).to_contain_text("That is not proof that they are the same.")
    expect(card).to_contain_text("Worked out from the two printed intervals")


def test_rows_without_interval_are_not_compared_and_ratios_are_on_a_ratio_scale(
    explorer: Callable[..., Page],
) -> None:
    shown = explorer(AceExplorer(instrument="adults_1995"))
    expect(shown.locator(".apart")).to_contain_text("prints no interval for")
    control(shown, "Survey").select_option("students_2023_outcomes")
    expect(shown.locator(".apart")).to_contain_text("times as common")
    expect(shown.get_by_text("Show the share")).to_be_hidden()
    one, more = (
        datasets.rows("ace_yrbs_2023", measure="apr_sad_or_hopeless", ace_level=level)[0]
        for level in ("1", "2-3")
    )
    control(shown, "Measure").select_option("apr_sad_or_hopeless")
    a, b = ([log2(row[name]) for name in ("ci_low", "estimate", "ci_high")] for row in (one, more))
    low = b[1] - a[1] - hypot(b[1] - b[0], a[2] - a[1])
    high = b[1] - a[1] + hypot(b[2] - b[1], a[1] - a[0])
    expect(shown.locator(".apart")).to_contain_text(f"likely between {2**low:.2f} and {2**high:.2f} times")


@pytest.mark.parametrize("grouping", ["race_ethnicity", "sexual_identity"])
def test_groups_of_race_or_identity_are_compared_only_when_the_reader_picks_both(
    explorer: Callable[..., Page], grouping: str
) -> None:
    shown = explorer(AceExplorer())
    control(shown, "First row").select_option("|All students")
    control(shown, "Group by").select_option(grouping)
    card = shown.locator(".apart")
    expect(card).to_contain_text("Pick two rows to compare.")
    for label in ("First row", "Second row"):
        expect(control(shown, label)).to_have_value("")
        expect(control(shown, label).locator("option").first).to_have_text("Choose a row")
    expect(card.locator(".chart")).to_be_hidden()
    control(shown, "First row").select_option(index=2)
    expect(card).to_contain_text("Pick two rows to compare.")
    control(shown, "Second row").select_option(index=3)
    expect(card.locator(".chart")).to_be_visible()
    control(shown, "Measure").select_option("ace_0")
    expect(shown.locator(".chart-title")).to_contain_text("none of the eight")
    expect(card.locator(".chart")).to_be_visible()
    control(shown, "Group by").select_option("sex")
    expect(control(shown, "First row")).to_have_value("|Female")


def test_the_joint_explorer_drops_its_pair_when_groups_of_race_come(explorer: Callable[..., Page]) -> None:
    shown = explorer(AcePceExplorer(group_by="sex"))
    expect(control(shown, "First row")).not_to_have_value("")
    control(shown, "Group by").select_option("race_ethnicity")
    expect(shown.locator(".apart")).to_contain_text("Pick two rows to compare.")


def test_a_weak_row_is_called_weak_in_the_verdict(explorer: Callable[..., Page]) -> None:
    shown = explorer(AceExplorer(group_by="race_ethnicity"))
    said = shown.locator(".apart [role=status]")
    control(shown, "First row").select_option("|Asian")
    control(shown, "Second row").select_option("|American Indian or Alaska Native")
    expect(said).to_contain_text("The figure for American Indian or Alaska Native is weak: ")
    control(shown, "Second row").select_option("|White")
    expect(said).to_contain_text("White minus Asian")
    expect(said).not_to_contain_text("weak")


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize(
    ("before", "level"),
    [
        ("", "H2"),
        ("<section class='note'><h2>Content note</h2></section>", "H2"),
        ("<h2>Explorer</h2>", "H3"),
    ],
)
def test_headings_follow_the_text_around_the_explorer(
    page: Callable[..., Page], host_page: Callable[..., str], before: str, level: str, compact: bool
) -> None:
    host = Path(url2pathname(urlsplit(host_page(AceExplorer(compact=compact), own=True)).path))
    text = host.read_text(encoding="utf-8")
    assert "</h1><h2>A section</h2>" in text
    host.write_text(text.replace("</h1><h2>A section</h2>", f"</h1>{before}"), encoding="utf-8")
    shown = page(host.as_uri())
    assert shown.locator(".chart-title").evaluate("one => one.tagName") == level


@pytest.mark.parametrize(("width", "rows_of_cards"), [(1280, [3]), (760, [2, 1]), (360, [1, 1, 1])])
def test_no_card_of_reading_it_fairly_leaves_half_a_row_empty(
    explorer: Callable[..., Page], width: int, rows_of_cards: list[int]
) -> None:
    shown = explorer(AceExplorer(), width=width)
    cards = shown.locator(".reading > *").evaluate_all("all => all.map(one => one.getBoundingClientRect())")
    tops = [card["top"] for card in cards]
    assert [tops.count(top) for top in sorted(set(tops))] == rows_of_cards
    whole = shown.locator(".reading").bounding_box()
    assert whole and cards[-1]["right"] == pytest.approx(whole["x"] + whole["width"], abs=1)


def test_outcomes_about_suicide_stand_behind_a_second_choice_with_support_beside_it(
    explorer: Callable[..., Page],
) -> None:
    shown = explorer(AcePceExplorer())
    field, second = control(shown, "Measure"), shown.get_by_label("Also show outcomes about suicide")
    assert "considered_suicide" not in options(field)
    expect(shown.locator(".second")).to_contain_text("988")
    expect(shown.locator(".second")).to_contain_text("ot yet checked on the live page")
    second.focus()
    shown.keyboard.press("Space")
    field.select_option("considered_suicide")
    expect(shown.locator(".chart-title")).to_contain_text("seriously considered suicide")
    shown.wait_for_timeout(400)
    assert "measure=considered_suicide" not in shown.url and "show_sensitive" not in shown.url
    second.uncheck()
    expect(shown.locator(".chart-title")).not_to_contain_text("suicide")


def test_a_link_never_opens_outcomes_about_suicide(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    url = host_page(AcePceExplorer(), own=True)
    shown = page(f"{url}?joint.measure=considered_suicide&joint.show_sensitive=true")
    expect(shown.locator(".chart-title")).to_contain_text("felt sad or hopeless")


def test_the_view_is_in_the_address_of_our_own_page_and_comes_back(explorer: Callable[..., Page]) -> None:
    shown = explorer(AceExplorer())
    control(shown, "Measure").select_option("physical_neglect")
    control(shown, "Group by").select_option("sexual_identity")
    shown.wait_for_url("**ace.group_by=sexual_identity**")
    title = shown.locator(".chart-title").inner_text()
    shown.reload()
    expect(shown.locator(".chart-title")).to_have_text(title)


def test_nothing_is_written_into_the_address_of_another_host(explorer: Callable[..., Page]) -> None:
    shown = explorer(AceExplorer(), own=False)
    control(shown, "Group by").select_option("sex")
    shown.wait_for_timeout(400)
    assert "?" not in shown.url


def test_two_copies_on_a_page_do_not_interfere(explorer: Callable[..., Page], axe: Any) -> None:
    shown = explorer(AceExplorer(), AceExplorer(group_by="sex"))
    first, second = shown.locator(".explorer").nth(0), shown.locator(".explorer").nth(1)
    before = (rows(second), drawn(second))
    control(first, "Measure").select_option("sexual_abuse")
    first.get_by_role("button", name="Show as a table").click()
    expect(first.locator(".chart-title")).to_contain_text("sexual abuse")
    assert (rows(second), drawn(second)) == before
    expect(second.get_by_role("group", name="The same figures as a table")).to_be_hidden()
    control(second, "Group by").select_option("race_ethnicity")
    shown.wait_for_url("**ace2.group_by=race_ethnicity**")
    assert "ace.group_by=age" in shown.url
    ids = shown.evaluate("() => [...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    second.get_by_role("button", name="Show as a table").click()
    assert axe(shown) == []


def test_the_choice_goes_to_python_and_comes_from_it(explorer: Callable[..., Page]) -> None:
    widget = AceExplorer()
    shown = explorer(widget)
    control(shown, "Group by").select_option("sex")
    saved = shown.evaluate("() => mw.saved.at(-1)")
    assert saved["id"] == widget.model_id and saved["group_by"] == "sex"
    shown.evaluate(f"() => mw.models['{widget.model_id}'].set({{ measure: 'ace_0' }})")
    expect(shown.locator(".chart-title")).to_contain_text("none of the eight")
    expect(control(shown, "Measure")).to_have_value("ace_0")


def test_states_are_equal_tiles_and_never_ranked(explorer: Callable[..., Page]) -> None:
    shown = explorer(AceExplorer(instrument="adults_places"))
    states = datasets.rows("ace_states_2019_2023", measure="emotional_abuse")
    words = shown.locator(".map text").all_text_contents()
    for row in states:
        assert words[words.index(row["postal"]) + 1] == f"{row['estimate']:.1f}"
    names = [row[0] for row in rows(shown)]
    assert names == sorted(row["place"] for row in states)
    expect(shown.locator("figure")).to_contain_text("this is not a ranking")
    expect(shown.locator("figure")).to_contain_text("not in this file")
    control(shown, "Place").select_option("Oregon")
    expect(shown.locator(".map path[stroke-width='4']")).to_have_count(1)
    expect(shown.locator(".summary")).to_contain_text("Of adults in Oregon")


def test_a_click_on_a_tile_chooses_the_place(explorer: Callable[..., Page]) -> None:
    shown = explorer(AceExplorer(instrument="adults_places"))
    shown.locator(".map text", has_text="KY").click(force=True)
    expect(control(shown, "Place")).to_have_value("Kentucky")


def test_the_joint_explorer_shows_protection_within_each_level_whichever_way_it_goes(
    explorer: Callable[..., Page],
) -> None:
    shown = explorer(AcePceExplorer())
    names = [row[0] for row in rows(shown)]
    for level in (
        "None of the eight",
        "One of the eight",
        "Two or three of the eight",
        "Four or more of the eight",
    ):
        assert f"{level}: close to people at school" in names and f"{level}: not close" in names
    control(shown, "Protective experience").select_option("basic_needs_met")
    expect(shown.locator("tbody tr").last).to_contain_text("Four or more of the seven")
    text = shown.locator("[data-mirrorwell]").inner_text().lower()
    assert "do not show that one brings the other" in text
    assert not any(word in text for word in ("because of", "leads to", "causes", "buffers"))


def test_cells_that_nobody_saw_stay_in_the_published_grid(explorer: Callable[..., Page]) -> None:
    shown = explorer(AcePceExplorer(instrument="wisconsin_2015"))
    published = [row for row in datasets.rows("ace_pce_published", source="bethell2019")]
    empty = [row for row in published if row["estimate"] is None]
    assert [row[1] for row in rows(shown)].count("no figure") == len(empty) > 0
    assert len(rows(shown)) == len(published)


def test_compact_shows_chart_table_and_source_and_the_share_with_and_without(
    explorer: Callable[..., Page],
) -> None:
    shown = explorer(AceExplorer(compact=True, group_by="race_ethnicity", share="without"))
    expect(shown.locator(".controls, .apart, .fair, .summary")).to_have_count(0)
    expect(shown.get_by_role("button")).to_have_count(2)  # the frame's Support, and the table
    expect(shown.get_by_text("Before you compare groups")).to_be_visible()
    expect(shown.locator("figure")).to_contain_text("Source: ")
    (row,) = datasets.rows("ace_yrbs_2023", measure="ace_4plus", group="All students")
    expect(shown.locator("figure")).to_contain_text(
        f"{100 - row['estimate']:.1f}% did not report four or more"
    )
    expect(shown.locator("figure")).to_contain_text(f"{row['estimate']:.1f}% did. Groups, not persons.")
