"""The knowledge check in Chromium: how tries, feedback, focus and memory behave."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from mirrorwell.widgets import bank
from mirrorwell.widgets.knowledge_check import KnowledgeCheck
from playwright.sync_api import Locator, Page, expect

# The course's own questions of two modules, without the extra ones: the other kinds have a test file of their own.
SINGLES = bank.Bank(
    "singles",
    tuple(item for item in bank.load().questions if item.module in (5, 6) and not item.extra),
    tuple(asked for asked in bank.load().again if asked[0] == 6),
)
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
STORED = "() => Object.fromEntries(Object.entries(localStorage))"


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def order(page: Page) -> list[str]:
    return page.locator(".opt > label").all_inner_texts()


def choose(page: Page | Locator, best: bool) -> None:
    """Check the best option of the question that is shown, or the first other one."""
    stem = page.locator(".kc-question > legend").inner_text()
    (question,) = [question for question in bank.load().questions if question.stem == stem]
    text = next(option.text for option in question.options if option.best is best)
    page.get_by_label(text, exact=True).check()
    button(page, "Check this answer").click()


def whole_try(page: Page, right: int, asked: int = 7) -> None:
    for number in range(asked):
        choose(page, best=number < right)
        button(page, "See this try" if number == asked - 1 else "Next question").click()


@pytest.fixture
def check(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_check(module: int = 5, seed: int = 7, own: bool = False, **options: Any) -> Page:
        return page(host_page(KnowledgeCheck(module=module, seed=seed, bank=SINGLES), own=own), **options)

    return open_check


def test_passing_over_options_with_arrow_keys_is_not_answering(check: Callable[..., Page]) -> None:
    shown = check()
    shown.keyboard.press("Tab")
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("ArrowDown")
    assert shown.get_by_role("radio").nth(2).is_checked()
    expect(shown.locator(".opt-feedback:visible")).to_have_count(0)
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    expect(shown.locator(".opt-feedback:visible")).to_have_count(1)
    assert shown.evaluate("document.activeElement.textContent") == "Check this answer"


def test_feedback_stands_under_its_own_option_and_is_announced(check: Callable[..., Page]) -> None:
    shown = check()
    choose(shown, best=False)
    tried = shown.locator(".opt.look")
    expect(tried).to_contain_text("Your first answer. Look again")
    described = tried.get_by_role("radio").get_attribute("aria-describedby")
    feedback = shown.locator(f"#{described}")
    expect(feedback).to_be_visible()
    assert feedback.locator("p").inner_text() in shown.get_by_role("status").inner_text()
    choose(shown, best=True)
    expect(shown.locator(".opt.fit")).to_contain_text("Best answer")
    expect(shown.get_by_role("status")).to_contain_text("Best answer.")
    expect(tried).to_be_visible()


def test_feedback_for_every_option_can_be_read_after_an_answer(check: Callable[..., Page]) -> None:
    shown = check()
    expect(button(shown, "Read feedback for every option")).to_be_hidden()
    choose(shown, best=True)
    button(shown, "Read feedback for every option").click()
    expect(shown.locator(".opt-feedback:visible")).to_have_count(4)
    expect(shown.locator(".opt.look")).to_have_count(3)


def test_checking_without_a_choice_says_what_to_do(check: Callable[..., Page]) -> None:
    shown = check()
    button(shown, "Check this answer").click()
    expect(shown.locator(".kc-missing")).to_have_text("Choose one of the options first.")
    shown.get_by_role("radio").first.check()
    expect(shown.locator(".kc-missing")).to_be_hidden()


def test_only_first_answers_count_and_the_result_is_reported_once(check: Callable[..., Page]) -> None:
    shown = check()
    for number in range(7):
        if number:
            button(shown, "Next question").click()
        if number == 3:
            choose(shown, best=False)
        assert shown.evaluate("mw.results") == []
        choose(shown, best=True)
    assert shown.evaluate("mw.results") == [
        {"activity": "check-5", "kind": "check", "score": 85.71, "max": 100, "completed": True}
    ]
    button(shown, "See this try").click()
    expect(shown.get_by_text("6 of 7 at first answer.")).to_be_visible()
    assert shown.evaluate("document.activeElement.textContent") == "This try is complete"
    button(shown, "Question 4").click()
    choose(shown, best=True)
    assert len(shown.evaluate("mw.results")) == 1


def test_a_weaker_try_keeps_the_best_one(check: Callable[..., Page]) -> None:
    shown = check()
    whole_try(shown, right=6)
    button(shown, "Start a new try").click()
    expect(shown.locator(".opt-feedback:visible")).to_have_count(0)
    assert shown.locator(".opt input:checked").count() == 0
    whole_try(shown, right=2)
    expect(shown.get_by_text("2 of 7 at first answer.")).to_be_visible()
    expect(shown.get_by_text("Best try so far: 6 of 7 in 2 tries.")).to_be_visible()
    expect(shown.locator(".saved")).to_contain_text("Another try can only keep it or raise it.")
    assert [result["score"] for result in shown.evaluate("mw.results")] == [85.71, 85.71]


def test_no_answer_is_sent_to_python(check: Callable[..., Page]) -> None:
    shown = check()
    whole_try(shown, right=7)
    (saved,) = shown.evaluate("mw.saved")
    assert {key: saved[key] for key in saved if key != "id"} == {"best": 100, "tries": 1, "completed": True}


def test_a_question_can_be_left_open_and_found_again(check: Callable[..., Page]) -> None:
    shown = check()
    button(shown, "Next question").click()
    for _ in range(5):
        choose(shown, best=True)
        button(shown, "Next question").click()
    choose(shown, best=True)
    expect(button(shown, "See this try")).to_be_hidden()
    button(shown, "Go to an open question").click()
    expect(shown.get_by_text("Question 1 of 7.")).to_be_visible()
    choose(shown, best=True)
    button(shown, "See this try").click()
    expect(shown.get_by_text("7 of 7 at first answer.")).to_be_visible()


def test_going_back_shows_what_was_answered(check: Callable[..., Page]) -> None:
    shown = check()
    choose(shown, best=True)
    button(shown, "Next question").click()
    assert shown.evaluate("document.activeElement.tagName") == "FIELDSET"
    button(shown, "Previous question").click()
    expect(shown.locator(".opt.fit")).to_have_count(1)


def test_the_seed_fixes_the_order_and_a_new_try_shuffles_again(check: Callable[..., Page]) -> None:
    first, same, other = check(seed=1), check(seed=1), check(seed=2)
    assert order(first) == order(same)
    assert sorted(order(first)) == sorted(order(other))
    orders = [order(first)]
    for _ in range(2):
        whole_try(first, right=7)
        button(first, "Start a new try").click()
        orders.append(order(first))
    assert len({tuple(seen) for seen in [*orders, order(other)]}) > 1
    assert orders[0] != orders[1] or orders[1] != orders[2]


def test_module_6_begins_with_a_marked_question_of_module_5(check: Callable[..., Page]) -> None:
    shown = check(module=6)
    expect(shown.get_by_text("Question 1 of 8.")).to_be_visible()
    expect(shown.get_by_text("From Module 5")).to_be_visible()
    button(shown, "Next question").click()
    expect(shown.get_by_text("From Module 5")).to_have_count(0)


def test_our_own_page_remembers_best_and_tries_and_no_answer(check: Callable[..., Page]) -> None:
    shown = check(own=True)
    whole_try(shown, right=6)
    (kept,) = shown.evaluate(STORED).values()
    assert json.loads(kept) == {"v": 1, "s": {}, "c": {"5": [85.71, 1]}, "m": {}, "a": [], "d": ""}
    shown.reload()
    expect(shown.locator(".saved")).to_contain_text("Best try so far: 6 of 7 in 1 try.")
    whole_try(shown, right=1)
    expect(shown.get_by_text("Best try so far: 6 of 7 in 2 tries.")).to_be_visible()
    button(shown, "Forget my best try").click()
    expect(shown.locator(".saved")).not_to_contain_text("Best try so far")
    assert shown.evaluate("document.activeElement.textContent") == "This try is complete"
    assert "85.71" not in str(shown.evaluate(STORED))


def test_another_host_page_is_left_without_any_memory(check: Callable[..., Page]) -> None:
    shown = check()
    whole_try(shown, right=7)
    assert shown.evaluate(STORED) == {}
    expect(shown.locator(".saved")).to_contain_text("lasts as long as this page is open")


def test_where_storage_is_blocked_it_works_and_says_that_it_will_not_remember(
    check: Callable[..., Page],
) -> None:
    shown = check(own=True, init=BLOCKED)
    expect(shown.locator(".saved")).to_contain_text("does not let the page remember anything")
    whole_try(shown, right=7)
    expect(shown.get_by_text("7 of 7 at first answer.")).to_be_visible()


def test_clearing_everything_takes_back_the_answers(check: Callable[..., Page]) -> None:
    shown = check()
    choose(shown, best=False)
    shown.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
    expect(shown.locator("input:checked")).to_have_count(0)
    expect(shown.locator(".opt-feedback:visible")).to_have_count(0)
    expect(shown.get_by_role("status")).to_have_text("Your answers in this knowledge check are cleared.")


def test_a_best_try_that_is_cleared_elsewhere_is_gone_here_too(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    shown = page(
        host_page(KnowledgeCheck(module=5, bank=SINGLES), KnowledgeCheck(module=5, bank=SINGLES), own=True)
    )
    one, two = shown.locator("[data-mirrorwell]").all()
    whole_try(one, right=7)
    for copy in (one, two):
        expect(copy.locator(".saved")).to_contain_text("Best try so far: 7 of 7 in 1 try.")
    shown.evaluate("courseStore => globalThis[Symbol.for('mirrorwell.store')].clear()")
    for copy in (one, two):
        expect(copy.locator(".saved")).not_to_contain_text("Best try so far")
    last = shown.evaluate("mw.saved").pop()
    assert (last["best"], last["tries"], last["completed"]) == (None, 0, False)


def test_the_number_of_an_order_gives_others_the_same_order(check: Callable[..., Page]) -> None:
    one, two = check(seed=482913), check(seed=1)
    expect(one.get_by_text("Order 482913")).to_be_visible()
    choose(two, best=False)
    two.get_by_text("Order 1", exact=True).press("Enter")
    two.get_by_label("Number of the order").fill("482913")
    two.keyboard.press("Enter")
    expect(two.get_by_text("Order 482913")).to_be_visible()
    assert two.evaluate("document.activeElement.tagName") == "FIELDSET"
    expect(two.locator(".opt-feedback:visible")).to_have_count(0)
    assert order(one) == order(two)


def test_a_notebook_that_is_opened_again_keeps_the_best_try_of_its_kernel(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    shown = page(host_page(KnowledgeCheck(module=5, best=85.71, tries=2, completed=True, bank=SINGLES)))
    expect(shown.locator(".saved")).to_contain_text("Best try so far: 6 of 7 in 2 tries.")
    assert shown.evaluate("mw.saved") == []


def test_two_checks_on_one_page_do_not_interfere(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    shown = page(host_page(KnowledgeCheck(module=5, seed=3), KnowledgeCheck(module=5, seed=3)))
    one, two = shown.locator("[data-mirrorwell]").all()
    one.get_by_role("radio").nth(1).check()
    two.get_by_role("radio").nth(2).check()
    assert one.get_by_role("radio").nth(1).is_checked()
    choose(one, best=True)
    expect(two.locator(".opt-feedback:visible")).to_have_count(0)


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_every_state_is_accessible(
    check: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str
) -> None:
    shown = check(module=6, own=True, width=width, theme=theme)
    states = [
        lambda: None,
        lambda: choose(shown, best=False),
        lambda: button(shown, "Read feedback for every option").click(),
        lambda: (button(shown, "Next question").click(), whole_try(shown, right=3, asked=7)),
    ]
    for reach in states:
        reach()
        assert axe(shown) == []
        assert small_targets(shown) == []


def test_it_fits_320_px_and_a_narrow_place_in_a_wide_window(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    narrow = page(host_page(KnowledgeCheck(module=6, seed=1)), width=320)
    choose(narrow, best=False)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    column = page(host_page(KnowledgeCheck(module=6, seed=1), width="300px"))
    assert column.locator("[data-mirrorwell]").evaluate("root => root.scrollWidth") <= 300


def test_best_and_look_again_differ_without_color(check: Callable[..., Page]) -> None:
    shown = check(forced_colors="active")
    choose(shown, best=False)
    choose(shown, best=True)
    border = "node => getComputedStyle(node).borderTopStyle"
    assert shown.locator(".opt.look").evaluate(border) == "dashed"
    assert shown.locator(".opt.fit").evaluate(border) == "solid"
    expect(shown.locator(".opt-feedback:visible svg")).to_have_count(2)
