"""The plan in Chromium: sentences of what was typed, a file, a page, a calendar entry, and nothing that leaves unasked."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Component
from mirrorwell.widgets._base import Asset
from mirrorwell.widgets.action_plan import ActionPlan
from playwright.sync_api import Locator, Page, expect

NASTY = 'a; b, c\\n "d" <b>e</b> שלום עולם 👩‍👩‍👧‍👦 ' + "supercalifragilistic" * 12
DAY = "2031-03-30"
PLAN = {
    "because": "take the time you need.",
    "practice": "a pause between\ntwo hard visits",
    "whom": "my team",
    "cue": "Tuesday’s case review opens",
    "act": "ask one question about strengths",
    "stop": "answering messages after six",
    "asked": "our program manager",
    "ask": "fifteen minutes",
    "decides": "the leadership team",
    "ally": "the peer program",
    "helps": "a room with a door",
    "risk": "the newest staff",
    "date": DAY,
}
SENTENCES = """Because we say “take the time you need” to the people we serve, I want to practice a pause between two hard visits with my team.
If Tuesday’s case review opens, then I will ask one question about strengths.
To make room I will stop answering messages after six.
I will ask our program manager for fifteen minutes.
Who decides: the leadership team.
An ally: the peer program.
What would help: a room with a door.
Who carries the risk of this step: the newest staff.
We will look again on Sunday, March 30, 2031."""
# Every frame notes what it would have printed.
NO_PRINTER = "window.print = () => { top.printed = document.body.textContent; dispatchEvent(new Event('afterprint')); };"


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def line(page: Page | Locator, name: str) -> Locator:
    return page.locator(f"[data-line={name}]")


def summary(page: Page | Locator) -> Locator:
    return page.get_by_role("group", name="My one step")


def write(page: Page | Locator, plan: dict[str, str]) -> None:
    for name, text in plan.items():
        line(page, name).fill(text)


def saved(page: Page, name: str) -> tuple[str, str]:
    with page.expect_download() as caught:
        button(page, name).click()
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes().decode("utf-8")


def entry(page: Page) -> tuple[Component, str]:
    _, text = saved(page, "Download the entry")
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == 1
    return events[0], text


@pytest.fixture
def plan(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_plan(value: str = "", own: bool = True, column: str = "100%", **options: Any) -> Page:
        return page(host_page(ActionPlan(value=value), own=own, width=column), **options)

    return open_plan


def test_what_is_typed_reads_as_sentences_and_what_is_empty_is_left_out(plan: Callable[..., Page]) -> None:
    shown = plan()
    expect(summary(shown)).to_contain_text("Your plan appears here as sentences")
    write(shown, PLAN)
    assert summary(shown).locator("p").all_inner_texts() == SENTENCES.split("\n")
    shorter = {
        ("cue",): "My cue is: Tuesday’s case review opens.",
        ("act",): "I will ask one question about strengths.",
        ("stop",): "I will stop answering messages after six.",
        ("because",): "To the people we serve we say: take the time you need.",
        ("practice",): "I want to practice a pause between two hard visits.",
        ("whom",): "I want to do this with my team.",
        ("asked",): "I will ask our program manager.",
        ("ask",): "I will ask for fifteen minutes.",
    }
    for kept, sentence in shorter.items():
        write(shown, {name: PLAN[name] if name in kept else "" for name in PLAN})
        assert summary(shown).locator("p").all_inner_texts() == [sentence]
    write(shown, {"ask": "  . ", "act": "ask “who is missing?”", "helps": "Who knows?"})
    assert summary(shown).locator("p").all_inner_texts() == [
        "I will ask “who is missing?”.",
        "What would help: Who knows?",
    ]


def test_a_step_of_a_value_is_offered_and_never_takes_the_place_of_own_words(
    plan: Callable[..., Page],
) -> None:
    shown = plan("V10")
    choice = shown.get_by_role("combobox", name="Start from a value (optional)")
    assert choice.locator("option").count() == 15
    assert choice.input_value() == "V10"
    hint = shown.locator(f"#{choice.get_attribute('aria-describedby')}")
    expect(hint).to_contain_text("Nothing is carried over from the mirror quiz: choose the value yourself")
    assert shown.evaluate("[...document.querySelectorAll('[data-line]')].every(field => !field.value)")
    button(shown, "Put this step into my plan").click()
    expect(line(shown, "act")).to_be_focused()
    expect(summary(shown)).to_contain_text("I will begin the next supervision with ten minutes")
    choice.select_option("V07")
    button(shown, "Put this step into my plan").click()
    assert line(shown, "act").input_value().startswith("begin the next supervision")
    expect(shown.get_by_role("status")).to_contain_text("already has words in it")
    choice.select_option("")
    expect(button(shown, "Put this step into my plan")).to_be_hidden()


def test_the_question_of_risk_says_the_same_whatever_is_typed(plan: Callable[..., Page]) -> None:
    shown = plan()
    risk = shown.get_by_role("textbox", name="Who carries the risk of this step?")
    about = " ".join(
        shown.locator(f"#{name}").inner_text()
        for name in (risk.get_attribute("aria-describedby") or "").split()
    )
    assert "not equally safe for everyone" in about and "smaller step, share it" in about
    before = shown.locator("fieldset.note").inner_text()
    risk.fill("the newest person")
    assert shown.locator("fieldset.note").inner_text() == before
    for name in ("Something to begin", "Something to stop"):
        expect(shown.get_by_role("group", name=name)).to_be_visible()


def test_nothing_typed_reaches_a_trait_an_event_the_address_or_storage(plan: Callable[..., Page]) -> None:
    shown = plan(init=NO_PRINTER)
    shown.evaluate("""() => {
      mw.events = [];
      const dispatch = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) { mw.events.push(JSON.stringify([event.type, event.detail])); return dispatch.call(this, event); };
    }""")
    marker = "zebra-marker"
    write(shown, {name: marker for name in PLAN if name != "date"} | {"date": DAY})
    button(shown, "Keep a copy for myself").click()
    shown.get_by_role("textbox", name="Name of the file").fill(marker)
    saved(shown, "Download the text")
    button(shown, "Make a calendar entry").click()
    shown.get_by_role("textbox", name="Title in the calendar").fill(marker)
    saved(shown, "Download the entry")
    button(shown, "Print my step").click()
    button(shown, "Done with this").click()
    shown.wait_for_function("window.printed")
    left = shown.evaluate(
        """JSON.stringify([state, mw.saved, mw.results, mw.events, location.href, document.title, history.state,
        Object.entries(localStorage), Object.entries(sessionStorage)])"""
    )
    assert marker not in left and DAY not in left
    assert shown.evaluate("mw.saved") == []
    assert shown.evaluate("mw.results") == [{"activity": "action-plan", "kind": "builder", "completed": True}]
    assert '"a\\":[\\"action-plan' in left


def test_a_copy_is_the_sentences_and_nothing_else(plan: Callable[..., Page]) -> None:
    shown = plan()
    button(shown, "Keep a copy for myself").click()
    expect(shown.get_by_role("status")).to_have_text("There is nothing typed yet.")
    assert shown.evaluate("mw.results") == []
    write(shown, PLAN)
    button(shown, "Keep a copy for myself").click()
    name, text = saved(shown, "Download the text")
    assert (name, text) == ("my-one-step.txt", f"My one step\n\n{SENTENCES}\n")
    expect(button(shown, "Keep a copy for myself")).to_be_focused()


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_the_entry_is_one_whole_day_and_holds_no_words_unless_asked(
    plan: Callable[..., Page], zone: str
) -> None:
    shown = plan(timezone_id=zone)
    write(shown, PLAN)
    button(shown, "Make a calendar entry").click()
    expect(shown.get_by_role("checkbox", name="Put the words of my plan into the entry")).not_to_be_checked()
    made, text = entry(shown)
    assert made.decoded("dtstart") == date(2031, 3, 30)
    assert str(made["summary"]) == "Look again at our one step"
    assert "description" not in made and made.walk("VALARM") == []
    assert made["transp"] == "TRANSPARENT"
    assert re.fullmatch(r"[0-9a-f]{32}", str(made["uid"]))
    assert made.decoded("dtstamp").utcoffset() == timedelta(0)
    assert not any(word in text for word in ("pause", "file:", "host", zone))
    expect(shown.get_by_role("status")).to_have_text("The copy is called look-again.ics.")
    button(shown, "Make a calendar entry").click()
    again, _ = entry(shown)
    assert again["uid"] != made["uid"]


def test_words_title_and_reminder_come_back_unchanged_from_the_file(plan: Callable[..., Page]) -> None:
    shown = plan()
    write(shown, {"act": NASTY, "risk": "us, all; of us", "date": DAY})
    button(shown, "Make a calendar entry").click()
    shown.get_by_role("textbox", name="Title in the calendar").fill("Look, again; 👩‍👩‍👧‍👦 שלום")
    shown.get_by_role("checkbox").check()
    shown.get_by_role("combobox", name="Reminder").select_option("On the day at 9 in the morning")
    made, text = entry(shown)
    assert str(made["summary"]) == "Look, again; 👩‍👩‍👧‍👦 שלום"
    assert str(made["description"]).split("\n") == [
        f"I will {NASTY}.",
        "Who carries the risk of this step: us, all; of us.",
        "We will look again on Sunday, March 30, 2031.",
    ]
    (alarm,) = made.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9)
    assert alarm["trigger"].params.get("related", "START") == "START"
    assert text.endswith("END:VCALENDAR") or text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(part.encode()) for part in text.split("\r\n")) <= 75
    for choice, before in (
        ("The day before", timedelta(hours=-15)),
        ("A week before", timedelta(days=-6, hours=-15)),
    ):
        button(shown, "Make a calendar entry").click()
        shown.get_by_role("combobox", name="Reminder").select_option(f"{choice} at 9 in the morning")
        assert entry(shown)[0].walk("VALARM")[0].decoded("trigger") == before


def test_without_a_day_it_says_what_is_missing_and_a_past_day_is_allowed_and_said(
    plan: Callable[..., Page],
) -> None:
    shown = plan()
    button(shown, "Make a calendar entry").click()
    expect(shown.get_by_role("status")).to_contain_text("needs a day")
    expect(line(shown, "date")).to_be_focused()
    note = shown.get_by_text("A calendar entry needs a day. Choose one here first.")
    expect(note).to_be_visible()
    line(shown, "date").fill("2020-02-29")
    expect(note).to_have_count(0)
    expect(shown.get_by_text("This day has passed.")).to_be_visible()
    button(shown, "Make a calendar entry").click()
    line(shown, "date").fill("")
    button(shown, "Download the entry").click()
    expect(line(shown, "date")).to_be_focused()
    line(shown, "date").fill("2020-02-29")
    assert entry(shown)[0].decoded("dtstart") == date(2020, 2, 29)


def test_where_the_calendar_part_cannot_run_everything_else_does(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    widget = ActionPlan()
    widget.set_trait("_calendar", Asset(name="broken", text="throw new Error('blocked')"))
    shown = page(host_page(widget, own=True))
    write(shown, PLAN)
    button(shown, "Make a calendar entry").click()
    expect(shown.get_by_role("status")).to_contain_text("could not load its calendar part")
    button(shown, "Keep a copy for myself").click()
    assert saved(shown, "Download the text")[1].endswith(f"{SENTENCES}\n")


def test_print_gives_the_sentences_or_an_empty_page_and_never_the_form(plan: Callable[..., Page]) -> None:
    shown = plan(init=NO_PRINTER)
    button(shown, "Print an empty page").click()
    shown.wait_for_function("window.printed?.includes('____')")
    write(shown, {"act": "ask one question", "risk": "us"})
    button(shown, "Print my step").click()
    shown.wait_for_function("window.printed?.includes('I will ask one question.')")
    printed = shown.evaluate("window.printed")
    assert "carries the risk of this step: us." in printed
    assert "____" not in printed and "Then I will" not in printed
    expect(shown.locator("iframe")).to_have_count(0)
    shown.emulate_media(media="print")
    expect(summary(shown)).to_be_visible()
    expect(line(shown, "act")).to_be_hidden()
    expect(button(shown, "Print my step")).to_be_hidden()


@pytest.mark.parametrize(
    "event",
    ["document.dispatchEvent(new CustomEvent('mirrorwell:clear'))", "dispatchEvent(new Event('pagehide'))"],
)
def test_it_is_emptied_by_clear_everything_and_when_the_page_is_left(
    plan: Callable[..., Page], event: str
) -> None:
    shown = plan("V10")
    write(shown, {name: "zebra" for name in PLAN if name != "date"} | {"date": DAY})
    shown.get_by_role("combobox", name="Start from a value").select_option("V03")
    button(shown, "Make a calendar entry").click()
    shown.get_by_role("textbox", name="Title in the calendar").fill("zebra")
    shown.get_by_role("checkbox").check()
    shown.evaluate(event)
    values = shown.evaluate("[...document.querySelectorAll('input, textarea, select')].map(f => f.value)")
    assert not any("zebra" in value or value == DAY for value in values)
    assert "zebra" not in shown.content() and "2031" not in summary(shown).inner_text()
    expect(shown.get_by_role("combobox", name="Start from a value")).to_have_value("V10")
    button(shown, "Done with this").click()
    shown.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
    button(shown, "Done with this").click()
    button(shown, "Done with this").click()
    assert len(shown.evaluate("mw.results")) == 2


def test_the_whole_way_can_be_gone_by_keyboard(plan: Callable[..., Page]) -> None:
    shown = plan("V10")
    keys = shown.keyboard
    shown.get_by_role("combobox", name="Start from a value").focus()
    keys.press("Tab")
    expect(button(shown, "Put this step into my plan")).to_be_focused()
    for name in [name for name in PLAN if name != "date"]:
        keys.press("Tab")
        expect(line(shown, name)).to_be_focused()
        keys.type("s")
    keys.press("Tab")
    keys.type("03302031")
    # The native date field has parts of its own: leave it through them.
    while not button(shown, "Make a calendar entry").evaluate("node => node === document.activeElement"):
        keys.press("Tab")
    keys.press("Enter")
    expect(shown.get_by_role("textbox", name="Name of the file")).to_be_focused()
    with shown.expect_download() as caught:
        keys.press("Enter")
    assert caught.value.suggested_filename == "look-again.ics"
    expect(button(shown, "Make a calendar entry")).to_be_focused()
    keys.press("Tab")
    keys.press("Tab")
    expect(button(shown, "Done with this")).to_be_focused()
    keys.press("Enter")
    expect(shown.get_by_role("status")).to_contain_text("Noted as done")
    keys.press("Tab")
    keys.press("Enter")
    expect(button(shown, "Clear")).to_be_focused()
    expect(shown.get_by_role("status")).to_have_text("Cleared.")
    expect(line(shown, "date")).to_have_value("")


def test_two_plans_on_one_page_do_not_interfere_and_load_one_library(
    page: Callable[..., Page], host_page: Callable[..., str], axe: Any
) -> None:
    shown = page(host_page(ActionPlan(value="V01"), ActionPlan(value="V02")))
    first, second = shown.locator("[data-mirrorwell=action-plan]").all()
    write(first, {"act": "one"})
    write(second, {"act": "two"})
    button(first, "Clear").click()
    expect(summary(second)).to_contain_text("I will two.")
    expect(line(first, "act")).to_have_value("")
    assert shown.evaluate("globalThis[Symbol.for('mirrorwell.modules')].size") == 1
    assert axe(shown) == []


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_every_state_is_accessible_and_fits(
    plan: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str
) -> None:
    shown = plan("V10", width=width, theme=theme)

    def check() -> None:
        assert axe(shown) == []
        assert small_targets(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= width

    check()
    button(shown, "Make a calendar entry").click()
    check()
    write(shown, {name: NASTY for name in PLAN if name != "date"} | {"date": "2020-01-01"})
    button(shown, "Keep a copy for myself").click()
    button(shown, "Make a calendar entry").click()
    check()
    assert "<b>e</b>" in summary(shown).inner_text()
    assert shown.locator(".ap-words b").count() == 0


def test_a_narrow_column_forced_colors_and_blocked_storage_leave_it_whole(plan: Callable[..., Page]) -> None:
    shown = plan(
        "V10",
        column="300px",
        forced_colors="active",
        init="Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
    )
    write(shown, {"act": NASTY})
    root = shown.locator("[data-mirrorwell]")
    assert root.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert summary(shown).bounding_box()["y"] > line(shown, "date").bounding_box()["y"]
    border = shown.locator("fieldset.note").evaluate("node => getComputedStyle(node).borderInlineStartWidth")
    assert border == "5px"
    button(shown, "Done with this").click()
    assert len(shown.evaluate("mw.results")) == 1
    wide = plan()
    assert summary(wide).bounding_box()["x"] > line(wide, "act").bounding_box()["x"]
    wide.reload()
    wide.wait_for_selector("[data-ready]")
    expect(summary(wide)).to_contain_text("Your plan appears here")
