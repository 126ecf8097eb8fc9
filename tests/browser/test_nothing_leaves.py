"""Every widget, driven with a marker: nothing typed, rated or chosen leaves the page, whatever is pressed."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from mirrorwell.widgets import (
    AcePceExplorer,
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
    SupportPanel,
)
from playwright.sync_api import Page

MARKER = "Zq7 marker words"
WIDGETS = {
    "check": lambda: KnowledgeCheck(module=5, seed=1),
    "check with every kind": lambda: KnowledgeCheck(module=8, seed=1),
    "post-test": lambda: KnowledgeCheck(post_test=True, seed=1),
    "mirror match": lambda: MirrorQuiz(kind="match", items="D", seed=1),
    "mirror practice": lambda: MirrorQuiz(kind="practice", values=["V01", "V02"], seed=1),
    "nested systems": NestedSystemsMap,
    "rules": RulesBuilder,
    "agreements": AgreementsBuilder,
    "action plan": ActionPlan,
    "reflection": lambda: Reflection(prompt="What helps?"),
    "support": SupportPanel,
    "population": PopulationNotPerson,
    "progress": Progress,
    "certificate": Certificate,
    "explorer": AcePceExplorer,
}
DONE = {"v": 1, "s": {"5": 1, "6": 1}, "c": {"5": [100, 1], "6": [100, 1], "post": [100, 1]}}
# What would leave a page: requests of every kind, messages to other windows, cookies, and events for the host.
INIT = (
    """
window.left = [];
const note = (way, what) => { try { window.left.push(`${way}: ${typeof what === "string" ? what : JSON.stringify(what)}`); } catch { window.left.push(way); } };
const dispatch = EventTarget.prototype.dispatchEvent;
EventTarget.prototype.dispatchEvent = function (event) { if (event instanceof CustomEvent) note(event.type, event.detail ?? ""); return dispatch.call(this, event); };
for (const name of ["fetch", "open"]) { const own = window[name]; window[name] = (...given) => { note(name, given); return own.apply(window, given); }; }
const send = XMLHttpRequest.prototype.send; XMLHttpRequest.prototype.send = function (body) { note("xhr", body); return send.call(this, body); };
navigator.sendBeacon = (...given) => { note("beacon", given); return true; };
const post = window.postMessage; window.postMessage = (...given) => { note("message", given[0]); return post.apply(window, given); };
for (const name of ["pushState", "replaceState"]) { const own = history[name]; history[name] = (...given) => { note(name, given); return own.apply(history, given); }; }
Object.defineProperty(document, "cookie", { get: () => "", set: text => note("cookie", text) });
window.print = () => {};
HTMLInputElement.prototype.showPicker = () => {};
try { localStorage.setItem("mirrorwell:course", """
    + json.dumps(json.dumps(DONE))
    + """); } catch {}
"""
)
# Fill and choose whatever is in sight, then press what has not been pressed most; bounded in count.
DRIVE = """async ([marker, presses]) => {
  const seen = node => node.checkVisibility({ checkVisibilityCSS: true }) && node.getBoundingClientRect().width > 0;
  const all = selector => [...document.querySelectorAll(`[data-mirrorwell] :is(${selector})`)].filter(seen);
  const change = node => { for (const type of ["input", "change"]) node.dispatchEvent(new Event(type, { bubbles: true })); };
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const pressed = new Map();
  for (let count = 0; count < presses; count++) {
    for (const field of all("textarea, input[type=text], input:not([type])")) if (!field.value.includes(marker)) { field.value = marker; change(field); }
    for (const field of all("input[type=date]")) { field.value = "2031-05-17"; change(field); }
    for (const box of all("input[type=checkbox]:not(:checked)")) box.click();
    const groups = new Set(all("input[type=radio]").map(radio => radio.name));
    for (const name of groups) { const radios = all("input[type=radio]").filter(radio => radio.name === name); radios[(count * 7) % radios.length].click(); }
    for (const select of all("select")) { select.selectedIndex = (count + 1) % select.options.length; change(select); }
    await frame();
    const buttons = all("button").filter(button => !/Leave|Clear|Erase|Forget|Open a progress|earlier copy/.test(button.textContent) && button.getAttribute("aria-disabled") !== "true");
    const next = buttons.sort((a, b) => (pressed.get(a.textContent) ?? 0) - (pressed.get(b.textContent) ?? 0))[0];
    if (!next) break;
    pressed.set(next.textContent, (pressed.get(next.textContent) ?? 0) + 1);
    next.click();
    await frame();
  }
  return [...pressed.keys()];
}"""
LEFT = """() => ({
  left: window.left, saved: mw.saved, results: mw.results, href: location.href, title: document.title,
  local: { ...localStorage }, session: { ...sessionStorage }, models: state.models,
  cookies: document.cookie, name: window.name,
})"""
RESULT_KEYS = {"activity", "kind", "score", "max", "completed"}
TRAITS = {"best", "tries", "completed", "id"}
EXPLORER = {"instrument", "measure", "protective", "group_by", "group", "place", "share", "show_sensitive"}
STORED = {"mirrorwell:course", "mirrorwell.support-key", "mirrorwell.support-exercise"}


@pytest.fixture(params=WIDGETS.values(), ids=WIDGETS.keys())
def driven(
    request: pytest.FixtureRequest, page: Callable[..., Page], host_page: Callable[..., str]
) -> dict[str, Any]:
    """What could have left a page on which everything was filled in and pressed, and the names of what was pressed."""
    shown = page(host_page(request.param(), own=True), init=INIT)
    requests: list[str] = []
    shown.on("request", lambda sent: requests.append(f"{sent.url} {sent.post_data or ''}"))
    pressed = shown.evaluate(DRIVE, [MARKER, 70])
    assert pressed or shown.locator("[data-mirrorwell] button").count() == 0
    typed = shown.evaluate(
        "marker => [...document.querySelectorAll('[data-mirrorwell] :is(input, textarea)')].some(field => field.value.includes(marker))",
        MARKER,
    )
    return {
        **shown.evaluate(LEFT),
        "requests": requests,
        "pressed": pressed,
        "typed": typed,
        "which": request.node.callspec.id,
    }


def test_a_marker_is_in_nothing_that_leaves_the_page(driven: dict[str, Any]) -> None:
    for name in (
        "left",
        "saved",
        "results",
        "href",
        "title",
        "local",
        "session",
        "models",
        "cookies",
        "requests",
    ):
        text = json.dumps(driven[name], ensure_ascii=False)
        assert MARKER not in text and "Zq7" not in text, name
        assert "2031-05-17" not in text, name
    if driven["which"] in {"rules", "agreements", "action plan", "reflection"}:
        assert driven["typed"], "the drive typed nothing, so this test shows nothing"
    _only_what_the_contract_allows(driven)


def _only_what_the_contract_allows(driven: dict[str, Any]) -> None:
    """Traits, results and storage have fixed forms: a rating or an answer has no place in any of them."""
    for saved in driven["saved"]:
        allowed = TRAITS | (EXPLORER if driven["which"] == "explorer" else set())
        assert set(saved) <= allowed, saved
    for result in driven["results"]:
        assert set(result) <= RESULT_KEYS, result
        assert result["kind"] == "check" or not {"score", "max"} & set(result), result
        assert re.fullmatch(r"[a-z0-9-]+", result["activity"])
        assert type(result["completed"]) is bool
    assert set(driven["local"]) <= STORED
    assert driven["session"] == {}
    assert all(
        re.fullmatch(r"on|off", driven["local"][key])
        for key in STORED & set(driven["local"])
        if "support" in key
    )
    held = json.loads(driven["local"].get("mirrorwell:course", "{}"))
    assert set(held) <= {"v", "s", "c", "m", "a", "d"}
    if driven["which"] != "mirror match":
        assert not held.get("m")
    if driven["which"] in {"mirror practice", "population", "reflection", "support"}:
        assert driven["saved"] == []


def test_no_field_of_any_widget_asks_about_the_learner(
    page: Callable[..., Page], host_page: Callable[..., str]
) -> None:
    shown = page(host_page(*(make() for make in WIDGETS.values()), own=True), init=INIT)
    asked = shown.evaluate("""() => [...document.querySelectorAll("[data-mirrorwell] :is(input:not([type=radio], [type=checkbox], [type=file]), textarea)")].map(field =>
      [field.closest("[data-mirrorwell]").dataset.mirrorwell, [...(field.labels ?? [])].map(label => label.textContent).join(" ") || field.getAttribute("aria-label") || ""])""")
    assert asked
    for widget, label in asked:
        assert label.strip(), f"a field of {widget} has no label"
        about = re.search(
            r"\b(ACEs?|PCEs?|score|count|childhood|diagnos\w+|trauma\w*|family|history|your own)\b",
            label,
            re.I,
        )
        assert about is None, f"{widget}: {label}"
