"""The course completes with every sensitive or private part skipped: only opening, trying and the post-test count."""

import json
from collections.abc import Callable

import pytest
from mirrorwell.course.outline import course
from mirrorwell.widgets import (
    ActionPlan,
    AgreementsBuilder,
    Certificate,
    KnowledgeCheck,
    MirrorQuiz,
    NestedSystemsMap,
    PopulationNotPerson,
    Progress,
    Reflection,
    RulesBuilder,
    bank,
)
from playwright.sync_api import Page, expect

NUMBERS = [module.number for module in course().modules]


def any_try(page: Page, url: str, best: bool) -> None:
    """Answer a whole check: each question with the first answer that comes, or with the best one."""
    page.goto(url)
    check = page.locator("[data-mirrorwell=knowledge-check][data-ready]")
    while True:
        stem = check.locator(".kc-question > legend").inner_text()
        (question,) = [each for each in bank.load().questions if stem.startswith(each.stem)]
        if question.kind == "number":
            check.locator("input[inputmode=decimal]").fill("1")
        elif question.kind == "match":
            for select in check.get_by_role("combobox").all():
                select.select_option(index=1)
        elif question.kind == "order":
            check.get_by_role("button", name="Move down").first.click()
        else:
            wanted = next(option.text for option in question.options if option.best or not best)
            check.get_by_label(wanted, exact=True).check()
        check.get_by_role("button", name="Check this answer").click()
        onward = check.get_by_role("button", name="Next question")
        if not onward.is_visible():
            return
        onward.click()


@pytest.fixture
def one_context(page: Callable[..., Page], host_page: Callable[..., str]) -> tuple[Page, dict[str, str]]:
    """One browser for the whole way, and the pages of the course by name."""
    private = (
        Reflection(prompt="What helps?"),
        MirrorQuiz(kind="practice"),
        MirrorQuiz(kind="match", items="A"),
        NestedSystemsMap(),
        PopulationNotPerson(),
        RulesBuilder(),
        AgreementsBuilder(),
        ActionPlan(),
    )
    urls = {f"module {number}": host_page(KnowledgeCheck(module=number), own=True) for number in NUMBERS}
    urls["post-test"] = host_page(KnowledgeCheck(post_test=True), own=True)
    urls["private"] = host_page(*private, own=True)
    urls["end"] = host_page(Progress(), Certificate(), own=True)
    return page(), urls


def test_the_certificate_opens_without_a_reflection_a_rating_a_quiz_or_a_builder(
    one_context: tuple[Page, dict[str, str]],
) -> None:
    shown, urls = one_context
    for number in NUMBERS:
        any_try(shown, urls[f"module {number}"], best=False)
    any_try(shown, urls["post-test"], best=True)
    shown.goto(urls["private"])
    shown.get_by_role("button", name="Skip this", exact=True).click()
    shown.goto(urls["end"])
    expect(shown.get_by_label("Name on the certificate")).to_be_visible()
    held = json.loads(shown.evaluate("localStorage.getItem('mirrorwell:course')"))
    assert held["a"] == [] and held["m"] == {}
    assert held["c"]["post"] == [100, 1]


def test_skipping_and_taking_part_come_to_the_same_end(one_context: tuple[Page, dict[str, str]]) -> None:
    shown, urls = one_context
    state = {"v": 1, "s": {str(n): 1 for n in NUMBERS}, "c": {str(n): [0, 1] for n in NUMBERS}}
    for finished in ([], ["rules", "agreements", "mirror-practice", "action-plan"]):
        for post, opens in ((79.99, False), (80, True)):
            document = {**state, "c": {**state["c"], "post": [post, 1]}, "a": finished}
            shown.goto(urls["private"])
            shown.evaluate("text => localStorage.setItem('mirrorwell:course', text)", json.dumps(document))
            shown.goto(urls["end"])
            expect(shown.get_by_label("Name on the certificate")).to_have_count(1 if opens else 0)
