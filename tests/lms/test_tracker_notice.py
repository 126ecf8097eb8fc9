"""What a learner sees of the LMS: a quiet line, the exact record before it is sent, and a button that ends the session."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from .axe import axe
from .tracker_host import UNCHECKED, Visit, page_of, visits
from .watch import Watch

Open = Callable[..., Visit]
_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
_SMALL = """[...document.querySelectorAll("[data-sent] :is(button, summary)")].filter(each => {
  const { width, height } = each.getBoundingClientRect(); return width && (height < 43.5 || width < 43.5); }).map(each => each.outerHTML)"""


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Open]:
    with visits(browser, watch) as open_one:
        yield open_one


def unfolded(it: Visit) -> dict[str, str]:
    """The exact record as the panel shows it."""
    part = it.frame.locator("[data-sent] details")
    if part.get_attribute("open") is None:
        part.locator("summary").click()
        expect(part.locator("dt").first).to_be_visible()
    shown: list[tuple[str, str]] = part.locator("dl > div").evaluate_all(
        "rows => rows.map(row => [row.querySelector('dt').textContent, row.querySelector('dd').textContent])"
    )
    return dict(shown)


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_what_is_shown_is_what_is_sent(standard: str, visit: Open) -> None:
    it = visit(standard)
    it.see(1, 2)
    it.change("state.c['6'] = [85.71, 3]")
    it.result(85.71)
    shown = unfolded(it)
    it.leave()
    written = dict(it.sets())
    for name in (name for name in written if "session_time" not in name):
        assert shown[name] == (written[name] or "(empty)")
    assert {name for name in shown if "session_time" not in name} == {
        name for name in written if "session_time" not in name
    }


def test_the_record_is_there_before_anything_was_sent_and_keeps_up(visit: Open) -> None:
    it = visit()
    assert it.values("suspend_data") == []
    assert json.loads(unfolded(it)["cmi.suspend_data"])["s"] == {}
    it.see(3)
    assert json.loads(unfolded(it)["cmi.suspend_data"])["s"] == {"6": 4}
    it.result(40)
    assert unfolded(it)["cmi.core.lesson_status"] == "failed"
    it.result(90)
    assert (unfolded(it)["cmi.core.lesson_status"], unfolded(it)["cmi.core.score.raw"]) == ("passed", "90")


def test_the_record_says_what_is_never_sent_and_holds_none_of_it(visit: Open) -> None:
    it = visit(unit=UNCHECKED)
    it.change("state.m.A = [7, 3, 5, 9]; state.a.push('rules')")
    panel = it.frame.locator("[data-sent]")
    expect(panel.get_by_role("heading", name="What is sent to your LMS", level=2)).to_be_visible()
    expect(panel).to_contain_text("Never sent: what you type, how you answer a question, your ratings")
    assert "rules" not in json.dumps(unfolded(it)) and '"A"' not in json.dumps(unfolded(it))


def test_the_record_scrolls_by_keyboard_and_stays_where_it_is(visit: Open) -> None:
    it = visit("scorm2004")
    it.result(85)
    unfolded(it)
    box = it.frame.get_by_role("region", name="The exact record")
    it.frame.locator("summary").focus()
    it.page.keyboard.press("Tab")
    expect(box).to_be_focused()
    box.evaluate("box => { box.style.maxHeight = '4rem'; box.scrollTop = 40; }")
    it.see(2)
    expect(box).to_be_focused()
    assert box.evaluate("box => box.scrollTop") == 40


def test_the_line_speaks_only_when_it_changes(visit: Open) -> None:
    it = visit()
    it.frame.evaluate(
        "() => { window.said = []; new MutationObserver(() => said.push(document.querySelector('[data-results]').textContent)).observe(document.querySelector('[data-results]'), { childList: true, characterData: true, subtree: true }); }"
    )
    for section in (1, 2, 3):
        it.see(section)
    it.hide()
    it.bad(LMSCommit="() => 'false'")
    it.result(85)
    it.page.clock.run_for(20_000)
    it.bad(LMSCommit="")
    it.page.clock.run_for(60_000)
    expect(it.line).to_have_text(re.compile("^Recorded .* 85 of 100"))
    said = it.frame.evaluate("said")
    assert len(said) == 2 and said[0].startswith("Your learning system has not answered yet")
    expect(it.line).to_have_role("status")


def test_finish_by_keyboard_moves_on_to_what_it_says(visit: Open) -> None:
    it = visit()
    it.frame.get_by_role("button", name="Finish and save").focus()
    it.page.keyboard.press("Enter")
    expect(it.frame.locator(".sent-said")).to_be_focused()
    expect(it.frame.locator(".sent-said")).to_have_text("All is saved. It is safe to close this page.")
    expect(it.frame.get_by_role("button", name="Finish and save")).to_be_hidden()


@pytest.mark.parametrize("missing", ["line", "panel", "both"])
def test_a_page_without_the_line_or_the_panel_is_tracked_as_well(missing: str, visit: Open) -> None:
    content = page_of("scorm12")
    if missing != "panel":
        content = content.replace('<p data-results role="status"></p>', "")
    if missing != "line":
        content = content.replace("<section data-sent></section>", "")
    it = visit(content=content)
    it.result(85)
    assert it.values("score.raw") == ["85"]


@pytest.mark.parametrize("state", ["open", "failing", "preview", "none", "finished"])
@pytest.mark.parametrize(
    "look",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}],
    ids=["light", "dark", "forced colors"],
)
def test_everybody_can_read_and_use_it_on_a_small_screen(
    state: str, look: dict[str, str], visit: Open
) -> None:
    held = {"cmi.core.lesson_mode": "browse"} if state == "preview" else None
    it = visit(
        held=held,
        start="/content" if state == "none" else "/lms",
        viewport={"width": 320, "height": 640},
        **look,
    )
    if state != "none":
        it.page.evaluate("document.getElementById('content').style.cssText = 'width: 300px; border: 0'")
    it.page.clock.run_for(3_000)
    if state == "failing":
        it.bad(LMSCommit="() => 'false'")
    it.result(85)
    unfolded(it)
    if state == "finished":
        it.frame.get_by_role("button", name="Finish and save").click()
    it.page.clock.resume()  # axe waits for time to pass
    assert axe(it.frame) == []
    assert it.frame.evaluate(_SMALL) == []
    assert not it.frame.evaluate(_TOO_WIDE)
