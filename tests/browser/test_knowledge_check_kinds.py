"""Each kind of question in Chromium: answered by keyboard alone, with feedback in its place."""

from collections.abc import Callable
from typing import Any

import pytest
from mirrorwell.widgets.bank import Bank, Number, Option, Pair, Question, Step
from mirrorwell.widgets.knowledge_check import KnowledgeCheck
from playwright.sync_api import Locator, Page, expect

LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
STORED = "() => JSON.stringify(Object.entries(localStorage))"


def question(kind: str, order: int = 1, stem: str = "What fits?", **parts: Any) -> Question:
    return Question(
        id=f"Q5.{order}",
        module=5,
        kind=kind,
        stem=stem,
        source_ids=("anda2020",),
        source="Anda et al., 2020.",
        **parts,
    )


SEVERAL = question(
    "several",
    1,
    "Which belong on the page?",
    options=(
        Option("Who was asked", "A share needs its group.", best=True),
        Option("How many answered", "Few answers make a weak figure.", best=True),
        Option("A name", "Nobody is named."),
        Option("A ranking", "Groups are not ranked."),
    ),
)
MATCH = question(
    "match",
    2,
    "What goes with what?",
    pairs=(
        Pair("A rule", "It is said aloud", "Rules can be changed when they are heard."),
        Pair("A habit", "It is done", "Habits are seen, not said."),
        Pair("A wish", "It is hoped for", "A wish points ahead."),
    ),
)
ORDER = question(
    "order",
    3,
    "In which order?",
    steps=(
        Step("Notice", "First comes seeing."),
        Step("Name", "Then saying."),
        Step("Repair", "Then mending."),
    ),
)
NUMBER = question(
    "number",
    4,
    "How many reported four or more?",
    number=Number(
        figure="ace_yrbs_2023?x=y#value",
        answer=18.47,
        decimals=1,
        tolerance=0.5,
        unit="percent",
        where="Open the ACE explorer and read the first row.",
        right="About one in five.",
        low="Below the share asked for.",
        high="Above the share asked for.",
    ),
)
SINGLE = question(
    "single",
    5,
    "What now?",
    options=tuple(Option(f"Option {name}", f"Why {name}.", best=name == "B") for name in "ABCD"),
)
ALL = (SEVERAL, MATCH, ORDER, NUMBER, SINGLE)


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def focused(page: Page) -> str:
    return str(
        page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        )
    )


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a control of this name has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            return
    pytest.fail(f"no way to {name!r} with Tab")


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


@pytest.fixture
def ask(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_check(
        *questions: Question, own: bool = False, width: str = "100%", seed: int = 4, **options: Any
    ) -> Page:
        check = KnowledgeCheck(module=5, seed=seed, bank=Bank("test", questions, ()))
        return page(host_page(check, own=own, width=width), **options)

    return open_check


def test_several_are_chosen_with_space_and_each_has_its_own_feedback(ask: Callable[..., Page]) -> None:
    shown = ask(SEVERAL)
    expect(shown.get_by_text("Choose all that fit.")).to_be_visible()
    press(shown, "Check this answer")
    expect(shown.locator(".kc-missing")).to_have_text("Choose at least one option first.")
    for text in ("Who was asked", "A name"):
        shown.get_by_label(text).focus()
        shown.keyboard.press("Space")
    button(shown, "Check this answer").press("Enter")
    expect(shown.get_by_role("status")).to_contain_text(
        "You have 1 of the 2 that fit, and 1 to look at again."
    )
    expect(shown.locator(".opt.fit")).to_contain_text("A share needs its group.")
    expect(shown.locator(".opt.look")).to_contain_text("Nobody is named.")
    expect(shown.locator(".opt-feedback:visible")).to_have_count(2)
    shown.get_by_label("A name").press("Space")
    shown.get_by_label("How many answered").press("Space")
    button(shown, "Check this answer").press("Enter")
    expect(shown.locator(".kc-result")).to_contain_text("You have 2 of the 2 that fit.")
    button(shown, "Read feedback for every option").press("Enter")
    expect(shown.locator(".opt", has_text="A ranking")).to_contain_text("Not one of them")
    assert shown.evaluate("mw.results")[0]["score"] == 0


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        (("Who was asked", "How many answered"), 100),
        (("Who was asked",), 0),
        (("Who was asked", "How many answered", "A name"), 0),
    ],
)
def test_several_count_when_nothing_is_missing_and_nothing_is_too_much(
    ask: Callable[..., Page], chosen: tuple[str, ...], score: int
) -> None:
    shown = ask(SEVERAL)
    for text in chosen:
        shown.get_by_label(text).check()
    button(shown, "Check this answer").click()
    assert [result["score"] for result in shown.evaluate("mw.results")] == [score]


def test_matching_is_done_with_native_selects_and_each_pair_has_its_feedback(
    ask: Callable[..., Page],
) -> None:
    shown = ask(MATCH)
    pairs = {pair.left: pair.right for pair in MATCH.pairs}
    for left, right in {**pairs, "A habit": "It is hoped for", "A wish": "It is done"}.items():
        select = shown.get_by_label(left)
        select.focus()
        shown.keyboard.type(right)
        assert select.locator("option:checked").inner_text() == right
    button(shown, "Check this answer").press("Enter")
    expect(shown.get_by_role("status")).to_contain_text("1 of 3 pairs fit.")
    expect(shown.locator(".opt.fit")).to_contain_text("Rules can be changed")
    expect(shown.locator(".opt.look")).to_have_count(2)
    described = shown.get_by_label("A habit").get_attribute("aria-describedby")
    expect(shown.locator(f"#{described}")).to_contain_text("Habits are seen")
    shown.get_by_label("A habit").select_option("It is done")
    expect(shown.locator(".opt.look")).to_have_count(1)
    shown.get_by_label("A wish").select_option("It is hoped for")
    button(shown, "Check this answer").click()
    expect(shown.locator(".opt.fit")).to_have_count(3)
    button(shown, "See this try").click()
    expect(shown.get_by_text("0 of 1 at first answer.")).to_be_visible()


def test_an_open_pair_is_asked_for_and_long_texts_are_listed_in_full(ask: Callable[..., Page]) -> None:
    long = tuple(
        Pair(f"Left {n}", f"{n} is a text that no closed select could show whole", "Why.") for n in "ABC"
    )
    shown = ask(question("match", pairs=long), width="300px")
    shown.get_by_label("Left A").select_option(index=1)
    button(shown, "Check this answer").click()
    expect(shown.locator(".kc-missing")).to_have_text("Choose something for each one first.")
    first = shown.get_by_label("Left A").locator("option:checked").inner_text()
    expect(shown.get_by_role("listitem").first).to_have_text(first)
    assert first.startswith("A. ")


def test_ordering_moves_a_step_by_keyboard_keeps_its_focus_and_says_its_place(
    ask: Callable[..., Page],
) -> None:
    shown = ask(ORDER)
    steps = shown.locator(".kc-step span")
    assert steps.all_inner_texts() != ["Notice", "Name", "Repair"]
    button(shown, "Check this answer").click()
    expect(shown.locator(".kc-missing")).to_have_text("Move a step first. They stand in a mixed order.")
    for place, step in enumerate(["Notice", "Name"]):
        mover = button(shown, f"Move up: {step}")
        mover.focus()
        while (at := steps.all_inner_texts().index(step)) > place:
            shown.keyboard.press("Enter")
            assert focused(shown) == f"Move up: {step}"
            expect(shown.get_by_role("status")).to_have_text(f"Now {at} of 3: {step}")
    mover = button(shown, "Move up: Notice")
    expect(mover).to_have_attribute("aria-disabled", "true")
    mover.press("Enter")
    expect(shown.get_by_role("status")).to_have_text("This step is already first.")
    assert shown.locator(".kc-step b").all_inner_texts() == ["1.", "2.", "3."]
    button(shown, "Check this answer").press("Enter")
    expect(shown.get_by_role("status")).to_contain_text("3 of 3 steps in place.")
    expect(shown.locator(".opt.fit")).to_have_count(3)
    assert shown.evaluate("mw.results")[0]["score"] == 100
    button(shown, "Move down: Notice").press("Enter")
    assert focused(shown) == "Move down: Notice"
    expect(shown.locator(".opt.fit")).to_have_count(1)


@pytest.mark.parametrize(
    ("typed", "fits"), [("18.5", True), ("18,1 %", True), ("19.0", True), ("17.9", False)]
)
def test_a_number_is_taken_with_comma_or_point_within_its_tolerance(
    ask: Callable[..., Page], typed: str, fits: bool
) -> None:
    shown = ask(NUMBER)
    expect(shown.get_by_text("Open the ACE explorer and read the first row.")).to_be_visible()
    expect(shown.get_by_text("Within 0.5 percentage points is near enough.")).to_be_visible()
    field = shown.get_by_label("Number, in percent")
    assert field.get_attribute("inputmode") == "decimal"
    field.fill("about a fifth")
    field.press("Enter")
    expect(shown.locator(".kc-missing")).to_have_text("Type a number first, for example 12.5.")
    field.fill(typed)
    field.press("Enter")
    expect(shown.get_by_role("status")).to_contain_text(
        "About one in five." if fits else "Below the share asked for."
    )
    expect(shown.locator(".opt.fit" if fits else ".opt.look")).to_have_count(1)
    if not fits:
        button(shown, "Show the figure").click()
        expect(shown.locator(".kc-result")).to_contain_text("The figure is 18.5 percent.")
    assert shown.evaluate("mw.results")[0]["score"] == (100 if fits else 0)


def test_thousands_may_be_parted_where_the_figure_has_them(ask: Callable[..., Page]) -> None:
    number = Number("x?y=z", 20103, 0, 0, "people", "Read it there.", "Yes.", "Below.", "Above.")
    shown = ask(question("number", number=number))
    for typed in ("20.104", "20,103"):
        shown.get_by_label("Number, in people").fill(typed)
        button(shown, "Check this answer").click()
    expect(shown.locator(".opt.fit")).to_contain_text("Yes.")


def test_how_sure_one_was_is_no_stop_on_the_way_and_is_answered_kindly(ask: Callable[..., Page]) -> None:
    shown = ask(SINGLE, question("single", 6, "And now?", options=SINGLE.options), own=True)
    sure = shown.get_by_role("group", name="How sure are you?")
    shown.get_by_label("Option A").check()
    shown.get_by_label("Option A").press("Tab")
    assert focused(shown) == "Check this answer"
    shown.keyboard.press("Tab")
    shown.keyboard.press("ArrowLeft")
    assert sure.get_by_label("Sure", exact=True).is_checked()
    shown.keyboard.press("Shift+Tab")
    shown.keyboard.press("Enter")
    said = "You were sure. The feedback says where this one differs."
    expect(shown.locator(".kc-result")).to_contain_text(said)
    expect(shown.get_by_role("status")).to_contain_text(said)
    expect(sure).to_be_hidden()
    button(shown, "Next question").click()
    shown.get_by_label("Unsure").check()
    shown.get_by_label("Option B").check()
    button(shown, "Check this answer").click()
    expect(shown.locator(".kc-result")).to_contain_text("You were unsure, and it fits.")
    button(shown, "See this try").click()
    expect(shown.get_by_text("1 of 1 marked “Unsure”, 0 of 1 marked “Sure”.")).to_be_visible()
    left = shown.evaluate("JSON.stringify([mw.saved, mw.results])") + shown.evaluate(STORED)
    assert "ure" not in left.replace("mirrorwell:course", "")


def test_confidence_can_be_left_out(page: Callable[..., Page], host_page: Callable[..., str]) -> None:
    shown = page(host_page(KnowledgeCheck(module=5, confidence=False, bank=Bank("test", ALL, ()))))
    expect(shown.get_by_text("How sure are you?")).to_be_hidden()


def answer_all(shown: Page) -> None:
    shown.get_by_label("A name").check()
    button(shown, "Check this answer").click()
    button(shown, "Next question").click()
    for pair in MATCH.pairs:
        shown.get_by_label(pair.left).select_option("It is done")
    button(shown, "Check this answer").click()
    button(shown, "Next question").click()
    shown.locator(".kc-step .btn:not([aria-disabled=true])").first.click()
    button(shown, "Check this answer").click()
    button(shown, "Next question").click()
    shown.get_by_label("Number, in percent").fill("4711")
    button(shown, "Check this answer").click()
    button(shown, "Next question").click()
    shown.get_by_label("Option A").check()
    button(shown, "Check this answer").click()


def test_nothing_typed_or_chosen_leaves_the_page_and_clear_and_leaving_erase_it(
    ask: Callable[..., Page],
) -> None:
    shown = ask(*ALL, own=True)
    answer_all(shown)
    left = shown.evaluate("JSON.stringify([mw.saved, mw.results, location.href])") + shown.evaluate(STORED)
    assert "4711" not in left and "Option" not in left and "It is" not in left
    button(shown, "Previous question").click()
    field = shown.get_by_label("Number, in percent")
    expect(field).to_have_value("4711")
    shown.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    expect(field).to_have_value("")
    expect(button(shown, "See this try")).to_be_visible()
    shown.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
    expect(shown.get_by_text("Question 1 of 5.")).to_be_visible()
    expect(shown.locator("input:checked")).to_have_count(0)
    assert "best" not in shown.evaluate(STORED) and "4711" not in shown.evaluate("document.body.innerHTML")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_every_kind_is_accessible_before_and_after_its_answer(
    ask: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str
) -> None:
    shown = ask(*ALL, theme=theme)
    shown.set_viewport_size({"width": width, "height": 900})
    for at in range(5):
        assert axe(shown) == []
        assert small_targets(shown) == []
        if at < 4:
            button(shown, "Next question").click()
    for _ in range(4):
        button(shown, "Previous question").click()
    answer_all(shown)
    button(shown, "See this try").click()
    for at in range(5):
        button(shown, "Read this try again" if not at else "Next question").click()
        assert axe(shown) == []
        assert small_targets(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_foreign_markup_and_endless_words_are_shown_as_text_and_break_nothing(
    ask: Callable[..., Page],
) -> None:
    odd = f"<script>document.title = 'x'</script> \u202b\u05e9\u05dc\u05d5\u05dd \" {LONG}"
    shown = ask(
        question("several", 1, odd, options=tuple(Option(f"{n} {odd}", odd, n < 2) for n in range(4))),
        question("match", 2, odd, pairs=tuple(Pair(f"{n} {odd}", f"{n} {odd}", odd) for n in range(3))),
        question("order", 3, odd, steps=tuple(Step(f"{n} {odd}", odd) for n in range(3))),
        width="300px",
    )
    for kind in range(3):
        if kind == 0:
            shown.get_by_role("checkbox").first.check()
        elif kind == 1:
            for select in shown.get_by_role("combobox").all():
                select.select_option(index=1)
        else:
            shown.locator(".kc-step .btn:not([aria-disabled=true])").first.click()
        button(shown, "Check this answer").click()
        expect(shown.locator("legend").first).to_contain_text("<script>")
        assert shown.locator("[data-mirrorwell]").evaluate("root => root.scrollWidth") <= 300
        if kind < 2:
            button(shown, "Next question").click()
    assert shown.title() != "x"


def test_fitting_and_look_again_differ_without_color_in_every_kind(ask: Callable[..., Page]) -> None:
    shown = ask(*ALL, forced_colors="active")
    answer_all(shown)
    for _ in range(4):
        button(shown, "Previous question").click()
        for box in shown.locator(".opt:is(.fit, .look)").all():
            fit = "fit" in str(box.get_attribute("class")).split()
            assert box.evaluate("node => getComputedStyle(node).borderTopStyle") == (
                "solid" if fit else "dashed"
            )
            expect(box.locator("strong svg")).to_have_count(1)


def test_an_answer_is_shown_before_the_press_of_the_button_ends(ask: Callable[..., Page]) -> None:
    shown = ask(*ALL)
    seen = shown.evaluate(
        """() => {
          document.querySelector('[type=checkbox]').click();
          [...document.querySelectorAll('button')].find(each => each.textContent === 'Check this answer').click();
          return document.querySelectorAll('.opt-feedback:not([hidden])').length;
        }"""
    )
    assert seen == 1


def test_one_question_is_a_whole_check(ask: Callable[..., Page]) -> None:
    shown = ask(SINGLE)
    expect(button(shown, "Next question")).to_be_hidden()
    shown.get_by_label("Option B").check()
    button(shown, "Check this answer").click()
    button(shown, "See this try").click()
    expect(shown.get_by_text("1 of 1 at first answer.")).to_be_visible()
