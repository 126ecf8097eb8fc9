"""Find the reflection, in Chromium: the run, its keyboard path, what it remembers, and what never leaves the page."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from mirrorwell.widgets import mirror_scenes
from mirrorwell.widgets.mirror_quiz import MirrorQuiz
from playwright.sync_api import Locator, Page, expect

LEVELS = ("Staff", "Leadership", "Organization")
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });"
WIDE_WORD = "Gemeinschaftsunterkunftsleitungsvertretung" * 4
KEPT = "JSON.parse(localStorage.getItem('mirrorwell:course') ?? '{}')"


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def scene_on(page: Page | Locator) -> mirror_scenes.Scene:
    """The scene that is shown, from the course's file."""
    text = page.locator(".mm-scene").inner_text()
    (found,) = [scene for scene in mirror_scenes.load().scenes if scene.scene == text]
    return found


def level_on(page: Page | Locator) -> int:
    shown = page.locator(".mm-levels button[aria-pressed=true]").inner_text()
    return LEVELS.index(shown.splitlines()[0].strip())


def option(page: Page | Locator, role: str) -> mirror_scenes.Option:
    return next(each for each in scene_on(page).levels[level_on(page)] if each.role == role)


def choose(page: Page | Locator, role: str) -> Locator:
    """Choose an option by what it is, check it, and return its box."""
    text = option(page, role).text
    page.get_by_role("radio", name=text, exact=True).check()
    button(page, "Check this reflection").click()
    return page.locator(".opt").filter(has=page.get_by_text(text, exact=True))


def fill_the_well(page: Page | Locator, roles: Sequence[str] = ("reflection",) * 3) -> None:
    """Find the three reflections of a scene, with a first look at `roles`, and open the whole well."""
    for at, role in enumerate(roles):
        choose(page, role)
        if role != "reflection":
            choose(page, "reflection")
        button(page, "Next level" if at < 2 else "See the whole well").click()


def focused(page: Page) -> str:
    return page.evaluate("() => document.activeElement?.textContent ?? ''")


@pytest.fixture
def quiz(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    """`quiz(items="A", seed=12, column="300px", width=1280)` opens a page with one match quiz."""

    def open_quiz(
        *,
        items: Any = "A",
        seed: int | None = 12,
        own: bool = True,
        column: str = "100%",
        scenes: Any = None,
        **options: Any,
    ) -> Page:
        return page(
            host_page(MirrorQuiz(items=items, seed=seed, scenes=scenes), own=own, width=column), **options
        )

    return open_quiz


def test_it_says_where_you_are_what_to_do_and_that_it_is_no_measure(quiz: Callable[..., Page]) -> None:
    shown = quiz(seed=482913)
    expect(shown.get_by_role("heading", name="Scene 1 of 8, set A")).to_be_visible()
    expect(shown.get_by_text("A reflection, not a validated measure. Run 482913.")).to_be_visible()
    expect(shown.get_by_text("Above the line, the people we serve.")).to_be_visible()
    expect(shown.get_by_text(f"Follow this thread: {scene_on(shown).thread}.")).to_be_visible()
    expect(shown.get_by_role("group", name="Which scene among staff has the same shape?")).to_be_visible()
    expect(shown.get_by_role("radio")).to_have_count(4)
    expect(shown.get_by_role("img")).to_have_attribute(
        "aria-label", "The mirror. Staff: asked now. Leadership: not found yet. Organization: not found yet."
    )
    expect(shown.locator(".saved")).to_contain_text("This browser remembers your place in this run.")
    assert shown.evaluate("localStorage.length") == 0


def test_each_near_miss_says_why_and_which_thread_to_follow(quiz: Callable[..., Page]) -> None:
    shown = quiz()
    button(shown, "Check this reflection").click()
    expect(shown.locator(".mm-missing")).to_have_text("Choose one of the scenes first.")
    for role, head in (("alike", "Looks alike, is not the mirror"), ("other", "A mirror of something else")):
        made = option(shown, role)
        box = choose(shown, role)
        expect(box.locator(".opt-feedback")).to_be_visible()
        expect(box).to_contain_text(head)
        expect(box).to_contain_text(made.feedback)
        expect(box).to_contain_text(f"The thread to follow here: {scene_on(shown).thread}.")
        expect(shown.get_by_role("status").first).to_contain_text(made.feedback)
        described = box.get_by_role("radio").get_attribute("aria-describedby")
        assert shown.locator(f"#{described}").is_visible()
    (other,) = [scene for scene in mirror_scenes.load().scenes if scene.id == option(shown, "other").of]
    expect(box).to_contain_text(f"{other.dynamic}. ")
    expect(button(shown, "Next level")).to_be_hidden()
    box = choose(shown, "reflection")
    expect(box).to_contain_text("The reflection")
    expect(shown.locator(".opt-feedback:visible")).to_have_count(3)
    expect(shown.locator(".btn:visible:not(.quiet)")).to_have_text("Next level")


def test_an_answer_is_shown_in_one_frame_and_the_ring_fills_once(quiz: Callable[..., Page]) -> None:
    for motion, animated in (("no-preference", 1), ("reduce", 0)):
        shown = quiz(reduced_motion=motion)
        shown.get_by_role("radio", name=option(shown, "reflection").text, exact=True).check()
        in_frame, running = shown.evaluate("""async () => {
          [...document.querySelectorAll(".btn")].find(each => each.textContent === "Check this reflection").click();
          await new Promise(requestAnimationFrame);
          const rings = document.querySelector(".mm-well").getAnimations({ subtree: true });
          return [document.querySelector(".opt.fit .opt-feedback")?.checkVisibility(), rings.length];
        }""")
        assert in_frame is True
        assert running == animated
        expect(shown.locator(".mm-well .m-1")).to_have_count(1)
        expect(shown.get_by_role("img")).to_have_attribute(
            "aria-label", "The mirror. Staff: found. Leadership: not found yet. Organization: not found yet."
        )
        button(shown, "Next level").click()
        expect(shown.locator(".mm-fill")).to_have_count(0)


def test_the_whole_path_by_keyboard_and_arrow_keys_do_not_answer(quiz: Callable[..., Page]) -> None:
    shown = quiz(items=["M05", "M08"])

    def tab_to(name: str) -> None:
        for _ in range(20):
            shown.keyboard.press("Tab")
            if focused(shown) == name:
                return
        raise AssertionError(f"Tab does not reach {name!r}")

    def find_reflection() -> None:
        shown.keyboard.press("Tab")
        shown.keyboard.press("Space")
        wanted = option(shown, "reflection").text
        for _ in range(4):
            if shown.get_by_role("radio", name=wanted, exact=True).is_checked():
                break
            shown.keyboard.press("ArrowDown")
        expect(shown.get_by_role("radio", name=wanted, exact=True)).to_be_focused()
        expect(shown.locator(".opt-feedback:visible")).to_have_count(0)
        shown.keyboard.press("Tab")
        shown.keyboard.press("Enter")
        expect(shown.locator(".opt.fit")).to_have_count(1)
        expect(button(shown, "Check this reflection")).to_be_focused()

    tab_to("Organization")
    shown.keyboard.press("Enter")
    expect(
        shown.get_by_role("group", name="Which scene in the organization has the same shape?")
    ).to_be_visible()
    assert focused(shown) == "Organization"
    find_reflection()
    for onward in ("Next level", "Next level", "See the whole well"):
        tab_to(onward)
        shown.keyboard.press("Enter")
        if onward == "Next level":
            assert shown.evaluate("document.activeElement.tagName") == "FIELDSET"
            find_reflection()
    expect(shown.get_by_role("heading", name="The whole well")).to_be_focused()
    tab_to("Next scene")
    shown.keyboard.press("Enter")
    expect(shown.get_by_role("heading", name="Scene 2 of 2")).to_be_focused()
    tab_to("Skip this scene")
    shown.keyboard.press("Enter")
    expect(shown.get_by_role("heading", name="The end of this run")).to_be_focused()
    expect(shown.get_by_text("All 3 reflections are found, 3 of them at first look.")).to_be_visible()


def test_the_whole_well_shows_three_steps_and_that_a_mirror_is_a_hypothesis(
    quiz: Callable[..., Page],
) -> None:
    shown = quiz(items=["M05", "M34"])
    for _ in range(2):
        scene = scene_on(shown)
        fill_the_well(shown)
        well = shown.locator(".mm-body")
        for level in scene.levels:
            (reflection,) = [each for each in level if each.role == "reflection"]
            expect(well).to_contain_text(reflection.text)
            expect(well).to_contain_text(reflection.turn)
        expect(well).to_contain_text(scene.dynamic)
        expect(well).to_contain_text(
            "To keep it going:" if scene.about == "strength" else "To break the reflection:"
        )
        expect(well).to_contain_text("A mirror is a hypothesis to test, not a verdict on anyone.")
        expect(well).to_contain_text(f"Source: {scene.source}")
        expect(shown.get_by_role("img")).to_have_attribute(
            "aria-label", "The mirror. Staff: found. Leadership: found. Organization: found."
        )
        button(shown, "Show as a table").click()
        expect(shown.get_by_role("table").locator("td")).to_have_text(
            [scene.scene, *(next(o.text for o in level if o.role == "reflection") for level in scene.levels)]
        )
        button(shown, "Leadership found").click()
        expect(shown.locator(".opt.fit")).to_have_count(1)
        button(shown, "See the whole well").click()
        shown.locator(".tools .btn:not(.quiet)").click()
    expect(shown.get_by_role("heading", name="The end of this run")).to_be_visible()


def test_a_run_ends_with_words_about_the_scenes_and_is_reported_once_without_a_score(
    quiz: Callable[..., Page],
) -> None:
    shown = quiz()
    looked_past = ""
    for number in range(8):
        if number == 2:
            button(shown, "Skip this scene").click()
            expect(shown.get_by_role("status").first).to_have_text(
                "Skipped. It counts nothing against anyone."
            )
            continue
        first = ("alike", "other", "reflection") if number == 4 else ("reflection",) * 3
        looked_past = scene_on(shown).dynamic if number == 4 else looked_past
        fill_the_well(shown, first)
        assert shown.evaluate("mw.results.length") == (1 if number == 7 else 0)
        shown.locator(".tools .btn:not(.quiet)").click()
    expect(shown.locator(".mm-found")).to_have_text(
        "All 21 reflections are found, 19 of them at first look. This says something about the scenes, not about you."
    )
    expect(shown.locator(".mm-end")).to_contain_text("1 scene skipped.")
    expect(shown.locator(".mm-end")).to_contain_text("Set D holds 6 scenes in which something good travels")
    assert shown.evaluate("mw.results") == [
        {"activity": "mirror-match-a", "kind": "mirror", "completed": True}
    ]
    kept = shown.evaluate(KEPT)
    assert (kept["m"], kept["a"]) == ({}, ["mirror-match-a"])

    button(shown, f"Look again: {looked_past}").click()
    expect(shown.get_by_role("heading", name="Another look, set A")).to_be_focused()
    fill_the_well(shown, ("alike", "alike", "alike"))
    button(shown, "Back to the end of the run").click()
    expect(shown.locator(".mm-found")).to_contain_text("19 of them")
    button(shown, "Start a new run").click()
    expect(shown.get_by_role("heading", name="Scene 1 of 8, set A")).to_be_focused()
    assert shown.evaluate("mw.results.length") == 1
    assert shown.evaluate("mw.saved") == []


def test_reading_all_feedback_finds_the_reflection_but_not_at_first_look(quiz: Callable[..., Page]) -> None:
    shown = quiz(items=["M05"])
    expect(button(shown, "Read feedback for every option")).to_be_hidden()
    choose(shown, "other")
    button(shown, "Read feedback for every option").click()
    assert shown.evaluate("document.activeElement.tagName") == "FIELDSET"
    expect(shown.locator(".opt-feedback:visible")).to_have_count(4)
    expect(button(shown, "Staff found")).to_be_visible()
    button(shown, "Next level").click()
    for onward in ("Next level", "See the whole well"):
        choose(shown, "reflection")
        button(shown, onward).click()
    button(shown, "See the end of this run").click()
    expect(shown.locator(".mm-found")).to_contain_text("3 reflections are found, 2 of them")


def test_after_a_reload_it_goes_on_at_the_same_scene_of_the_same_order(quiz: Callable[..., Page]) -> None:
    shown = quiz(seed=None)
    run = shown.locator(".mm-head .small").inner_text()
    fill_the_well(shown, ("alike", "reflection", "reflection"))
    button(shown, "Next scene").click()
    choose(shown, "alike")
    here = scene_on(shown).id
    ((name, state),) = shown.evaluate(KEPT)["m"].items()
    assert (name, state[1:]) == ("A", [1, 2, 3])
    shown.reload()
    shown.locator("[data-ready]").wait_for()
    expect(shown.get_by_role("heading", name="Scene 2 of 8, set A")).to_be_visible()
    expect(shown.get_by_text("Going on where you were.")).to_be_visible()
    assert (scene_on(shown).id, shown.locator(".mm-head .small").inner_text()) == (here, run)
    expect(shown.locator(".opt-feedback:visible")).to_have_count(0)
    assert shown.evaluate("document.activeElement === document.body")

    button(shown, "Start a new run").click()
    expect(shown.get_by_role("heading", name="Scene 1 of 8, set A")).to_be_focused()
    expect(shown.get_by_text("Going on where you were.")).to_be_hidden()
    assert shown.evaluate(KEPT)["m"] == {}


def test_nothing_but_four_numbers_is_ever_kept_or_sent(quiz: Callable[..., Page]) -> None:
    shown = quiz()
    shown.evaluate("""() => {
      mw.events = [];
      const dispatch = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) { mw.events.push(JSON.stringify([event.type, event.detail])); return dispatch.call(this, event); };
    }""")
    choose(shown, "alike")
    fill_the_well(shown)
    assert shown.evaluate("mw.saved.length + mw.results.length + sessionStorage.length") == 0
    assert shown.evaluate(KEPT) == {"v": 1, "s": {}, "c": {}, "m": {"A": [12, 1, 2, 3]}, "a": [], "d": ""}
    assert set(shown.evaluate("mw.events")) == {'["mirrorwell:state",null]'}
    assert "?" not in shown.url


def test_clear_everything_ends_the_run_and_forgets_it(quiz: Callable[..., Page]) -> None:
    shown = quiz()
    fill_the_well(shown)
    button(shown, "Next scene").click()
    choose(shown, "alike")
    shown.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
    expect(shown.get_by_role("heading", name="Scene 1 of 8, set A")).to_be_visible()
    expect(shown.locator("input:checked")).to_have_count(0)
    expect(shown.locator(".opt-feedback:visible")).to_have_count(0)
    assert shown.evaluate("localStorage.getItem('mirrorwell:course')") is None


def test_it_works_and_says_so_where_nothing_can_be_remembered(quiz: Callable[..., Page]) -> None:
    blocked = quiz(init=BLOCKED)
    expect(blocked.locator(".saved")).to_contain_text("does not let the page remember anything")
    fill_the_well(blocked)
    button(blocked, "Next scene").click()
    expect(blocked.get_by_role("heading", name="Scene 2 of 8, set A")).to_be_focused()
    elsewhere = quiz(own=False)
    expect(elsewhere.locator(".saved")).to_contain_text(
        "Your place in this run lasts as long as this page is open."
    )


def test_a_damaged_or_foreign_memory_starts_a_new_run(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    url = host_page(MirrorQuiz(items="A"), own=True)
    for run in ([5, 8, 0, 0], [5, 1, 9, 3], [5, 1, 0, 9], ["x"], None):
        kept = json.dumps({"v": 1, "s": {}, "c": {}, "m": {"A": run}, "a": [], "d": ""})
        shown = page(
            url, init=f"try {{ localStorage.setItem('mirrorwell:course', {json.dumps(kept)}) }} catch {{}}"
        )
        expect(shown.get_by_role("heading", name="Scene 1 of 8, set A")).to_be_visible()
        expect(shown.get_by_text("Going on where you were.")).to_be_hidden()


def test_the_order_hangs_on_the_seed_and_on_nothing_else(quiz: Callable[..., Page]) -> None:
    def order(seed: int) -> list[Any]:
        shown = quiz(seed=seed)
        seen: list[Any] = []
        for _ in range(8):
            seen.append([scene_on(shown).id, shown.locator(".opt label").all_inner_texts()])
            button(shown, "Skip this scene").click()
        expect(shown.locator(".mm-found")).to_contain_text("nothing to count")
        assert shown.evaluate("mw.results.length") == 1
        return seen

    first, other = order(12), order(13)
    assert order(12) == first
    assert [scene for scene, _ in first] != [scene for scene, _ in other]
    assert sorted(scene for scene, _ in first) == [f"M0{number}" for number in range(1, 9)]


def test_two_quizzes_on_one_page_do_not_interfere(
    page: Callable[..., Page], host_page: Callable[..., str], axe: Callable[..., list[str]]
) -> None:
    shown = page(
        host_page(
            MirrorQuiz(items="A", seed=3),
            MirrorQuiz(items="A", seed=3),
            MirrorQuiz(items="D", seed=3),
            own=True,
        )
    )
    left, right, strengths = (shown.locator("[data-mirrorwell]").nth(at) for at in range(3))
    choose(left, "alike")
    for each in (left, right, strengths):
        button(each, "Show as a table").click()
    expect(right.locator("input:checked")).to_have_count(0)
    choose(strengths, "reflection")
    expect(left.locator("input:checked")).to_have_count(1)
    ids = shown.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    assert axe(shown) == []


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_axe_targets_and_width_in_every_state(
    quiz: Callable[..., Page],
    axe: Callable[..., list[str]],
    small_targets: Callable[[Page], list[str]],
    width: int,
    theme: str,
) -> None:
    shown = quiz(items=["M05", "M34"], width=width, theme=theme)

    def sound() -> None:
        assert axe(shown) == []
        assert small_targets(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = shown.evaluate("""() => [...document.querySelectorAll("[data-mirrorwell] :is(h3, h4, p, li, td, th, button, label, legend, .m-word)")].filter(each =>
          each.checkVisibility() && parseFloat(getComputedStyle(each).fontSize) * (each.ownerSVGElement?.getScreenCTM().a ?? 1) < 14).map(each => each.outerHTML)""")
        assert small == []

    button(shown, "Check this reflection").click()
    button(shown, "Show as a table").click()
    sound()
    choose(shown, "alike")
    choose(shown, "other")
    sound()
    fill_the_well(shown)
    sound()
    button(shown, "Next scene").click()
    fill_the_well(shown)
    button(shown, "See the end of this run").click()
    sound()


def test_differences_stay_visible_in_forced_colors(
    quiz: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    shown = quiz(forced_colors="active")
    choose(shown, "reflection")
    button(shown, "Next level").click()
    choose(shown, "alike")
    colors = shown.evaluate("""() => [".m-1", ".mm-well .m-now", ".mm-down"].map(each => {
      const style = getComputedStyle(document.querySelector(each));
      return each === ".mm-down" ? style.backgroundColor : style.stroke;
    })""")
    assert len(set(colors)) == 3
    assert shown.evaluate("getComputedStyle(document.querySelector('.opt.look')).borderTopStyle") == "dashed"
    assert axe(shown) == []


def test_any_text_is_shown_as_text_and_breaks_no_layout(quiz: Callable[..., Page]) -> None:
    scene = mirror_scenes.load().scenes[0]
    texts = [
        '<script>document.title = "x"</script><b>"bold"</b>',
        "هذا نص طويل من اليمين إلى اليسار",
        WIDE_WORD,
        "plain",
    ]
    levels = tuple(
        tuple(
            replace(made, text=text, feedback=text, turn=made.turn and text)
            for made, text in zip(level, texts, strict=True)
        )
        for level in scene.levels
    )
    odd = [replace(scene, scene=text, thread=text, dynamic=text, levels=levels) for text in texts[:3]]
    made = mirror_scenes.Scenes("odd.toml", tuple(replace(each, id=f"M9{at}") for at, each in enumerate(odd)))
    for options in ({"width": 320}, {"column": "300px"}):
        shown = quiz(items="", scenes=made, seed=2, **options)
        for number in range(3):
            expect(shown.get_by_role("heading", name=f"Scene {number + 1} of 3", exact=True)).to_be_visible()
            for _ in range(3):
                for text in (texts[2], texts[0]):
                    shown.get_by_role("radio", name=text, exact=True).check()
                    button(shown, "Check this reflection").click()
                shown.locator(".tools .btn:not(.quiet)").click()
            root = shown.locator("[data-mirrorwell]")
            assert root.evaluate("root => root.scrollWidth <= root.clientWidth")
            shown.locator(".tools .btn:not(.quiet)").click()
        assert root.evaluate("root => root.scrollWidth <= root.clientWidth")
        assert shown.title() == "Widgets without a kernel"
        assert (
            shown.evaluate(
                "document.querySelectorAll('[data-mirrorwell] script, [data-mirrorwell] .opt b b').length"
            )
            == 0
        )


def test_a_bank_of_one_scene_and_one_of_two_thousand_open_alike(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    own = mirror_scenes.load().scenes
    many = tuple(
        replace(own[at % 35], id=f"M{at:04}", set="A", scene=f"Scene number {at}.") for at in range(2000)
    )
    for count in (1, 2000):
        made = mirror_scenes.Scenes("many.toml", many[:count])
        shown = page(host_page(MirrorQuiz(items="A", scenes=made, seed=4), own=True))
        expect(
            shown.get_by_role(
                "heading", name=f"Scene 1 of {count}, set A" if count == 1 else "Scene 1 of 2000, set A"
            )
        ).to_be_visible()
        took, first = shown.evaluate("""async () => {
          const model = new Model(state.shown[0]), el = document.createElement("div");
          const widget = (await moduleOf(model.get("_esm"))).default, start = performance.now();
          await widget.render({ model, el });
          return [performance.now() - start, el.querySelector(".mm-scene").textContent];
        }""")
        assert first == shown.locator(".mm-scene").first.inner_text()
        assert took < 500
