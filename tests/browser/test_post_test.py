"""The post-test in Chromium: a new draw for each try, a pass mark in words, and the day it was first reached."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from mirrorwell.widgets.bank import Bank, Option, Question
from mirrorwell.widgets.knowledge_check import KnowledgeCheck
from playwright.sync_api import Page, expect


def bank_of(*sizes: tuple[int, int]) -> Bank:
    """A bank with a number of questions for each module; "Yes" is the best answer of all of them."""
    options = (Option("Yes", "It fits.", best=True), *(Option(f"No {n}", "Not this one.") for n in range(3)))
    return Bank(
        "test",
        tuple(
            Question(
                f"Q{module}.{n}",
                module,
                "single",
                f"Question Q{module}.{n}?",
                ("x",),
                "A source.",
                options=options,
            )
            for module, size in sizes
            for n in range(1, size + 1)
        ),
        (),
    )


TWO = bank_of((5, 12), (6, 12))


@pytest.fixture
def post(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_test(bank: Bank = TWO, seed: int | None = 7, own: bool = True, **options: Any) -> Page:
        return page(host_page(KnowledgeCheck(post_test=True, seed=seed, bank=bank), own=own), **options)

    return open_test


def whole_try(shown: Page, right: int, asked: int = 10) -> list[str]:
    """Answer all questions, the first `right` of them fittingly; return what was asked."""
    stems = []
    for number in range(asked):
        stems.append(shown.locator(".kc-question > legend").inner_text())
        shown.get_by_label("Yes" if number < right else "No 1", exact=True).check()
        shown.get_by_role("button", name="Check this answer").click()
        shown.get_by_role("button", name="See this try" if number == asked - 1 else "Next question").click()
    return stems


def kept(shown: Page) -> dict[str, Any]:
    return dict(json.loads(shown.evaluate("localStorage['mirrorwell:course'] ?? '{}'")))


def test_ten_are_drawn_at_least_one_of_each_module_and_the_pass_mark_is_said(
    post: Callable[..., Page],
) -> None:
    shown = post(bank_of((5, 40), (6, 1)))
    expect(shown.get_by_text("Question 1 of 10.")).to_be_visible()
    expect(shown.locator(".kc-place")).to_contain_text("Pass mark 80 percent: 8 of 10.")
    expect(shown.locator(".chip")).to_have_text(re.compile(r"From Module [56]"))
    stems = whole_try(shown, right=10)
    assert len(set(stems)) == 10 and "Question Q6.1?" in stems


def test_a_seed_gives_the_same_draw_and_each_try_another_one(post: Callable[..., Page]) -> None:
    one, two, other = post(seed=7), post(seed=7), post(seed=8)
    first = whole_try(one, right=0)
    assert first == whole_try(two, right=0) != whole_try(other, right=0)
    one.get_by_role("button", name="Draw a new try").click()
    assert sorted(whole_try(one, right=0)) != sorted(first)


def test_below_the_pass_mark_it_is_calm_and_leads_to_what_is_worth_another_look(
    post: Callable[..., Page],
) -> None:
    shown = post()
    whole_try(shown, right=7)
    expect(
        shown.get_by_text("The pass mark is 80 percent: 8 of 10. This try is below it, and that is fine")
    ).to_be_visible()
    expect(shown.get_by_role("group", name="Worth another look").get_by_role("button")).to_have_count(3)
    expect(shown.get_by_role("button", name=re.compile(r"Question 10, Module [56]"))).to_be_visible()
    assert shown.evaluate("mw.results") == [
        {"activity": "post-test", "kind": "check", "score": 70, "max": 100, "completed": False}
    ]
    assert (kept(shown)["c"], kept(shown)["d"]) == ({"post": [70, 1]}, "")


def test_the_day_the_pass_mark_is_first_reached_is_kept_and_the_best_try_counts(
    post: Callable[..., Page],
) -> None:
    shown = post(timezone_id="Pacific/Auckland")
    shown.clock.set_fixed_time("2026-03-01T20:00:00Z")
    whole_try(shown, right=8)
    assert shown.evaluate("document.activeElement.textContent") == "The pass mark is reached"
    assert (kept(shown)["c"], kept(shown)["d"]) == ({"post": [80, 1]}, "2026-03-02")
    shown.clock.set_fixed_time("2026-03-05T20:00:00Z")
    shown.get_by_role("button", name="Draw a new try").click()
    whole_try(shown, right=2)
    expect(
        shown.get_by_text("Your best try has reached it, and that is the one that counts.")
    ).to_be_visible()
    assert (kept(shown)["c"], kept(shown)["d"]) == ({"post": [80, 2]}, "2026-03-02")
    assert [(each["score"], each["completed"]) for each in shown.evaluate("mw.results")] == [(80, True)] * 2
    shown.reload()
    expect(shown.locator(".saved")).to_contain_text("Best try so far: 8 of 10 in 2 tries.")
    shown.get_by_role("button", name="Check this answer").wait_for()
    shown.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
    expect(shown.locator(".saved")).not_to_contain_text("Best try so far")
    assert kept(shown) == {}


def test_a_bank_of_one_question_is_a_post_test_of_one(post: Callable[..., Page]) -> None:
    shown = post(bank_of((5, 1)))
    expect(shown.locator(".kc-place")).to_contain_text("80 percent: 1 of 1")
    whole_try(shown, right=1, asked=1)
    expect(shown.get_by_text("1 of 1 at first answer.")).to_be_visible()


def test_a_bank_of_two_thousand_works_as_any_other(post: Callable[..., Page]) -> None:
    shown = post(bank_of((5, 1000), (6, 1000)))
    assert len(set(whole_try(shown, right=9))) == 10
    expect(shown.get_by_text("9 of 10 at first answer.")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_every_state_is_accessible(
    post: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str
) -> None:
    shown = post(width=width, theme=theme)
    shown.get_by_text("Order 7").click()
    for reach in (lambda: None, lambda: whole_try(shown, right=4)):
        reach()
        assert axe(shown) == []
        assert small_targets(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
