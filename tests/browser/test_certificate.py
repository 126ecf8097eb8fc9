"""The certificate in Chromium: when it opens, what it says, and that the name stays on the page."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.widgets.certificate import Certificate
from mirrorwell.widgets.progress import course_outline
from playwright.sync_api import Locator, Page, expect

NAME = "Zed Marker ‏אב <script>"
MODULES = [str(module["number"]) for module in course_outline()["modules"]]
DONE = {
    "v": 1,
    "s": {number: 1 for number in MODULES},
    "c": {**{number: [40, 1] for number in MODULES}, "post": [80, 3]},
    "m": {},
    "a": [],
    "d": "2026-02-03",
}
PRINTED = "window.print = () => { window.top.printed = (window.top.printed ?? []).concat(document.body.textContent); };"


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


@pytest.fixture
def certificate(page: Callable[..., Page], host_page: Callable[..., str]) -> Callable[..., Page]:
    def open_certificate(
        state: Any = DONE, fields: dict[str, str] | None = None, init: str = "", **options: Any
    ) -> Page:
        held = f"try {{ localStorage.setItem('mirrorwell:course', {json.dumps(json.dumps(state))}); }} catch {{}}"
        return page(host_page(Certificate(**(fields or {})), own=True), init=held + init, **options)

    return open_certificate


def test_before_the_end_it_says_what_is_left_and_asks_for_no_name(certificate: Callable[..., Page]) -> None:
    others = [number for number in MODULES if number not in "56"]
    done = {"s": {number: 1 for number in others}, "c": {number: [40, 1] for number in others}}
    shown = certificate({"v": 1, "s": {**done["s"], "5": 1}, "c": done["c"]})
    left = shown.get_by_role("listitem").all_inner_texts()
    assert left == [
        "Open Module 6, What protects: positive childhood experiences, and try its knowledge check, once through.",
        "Try the knowledge check of Module 5, once through.",
        "Reach 80 of 100 in the post-test. Retakes are free.",
    ]
    expect(shown.get_by_label("Name on the certificate")).to_have_count(0)


def test_what_was_done_elsewhere_counts_by_the_learners_word_and_the_post_test_does_not(
    certificate: Callable[..., Page],
) -> None:
    elsewhere = "I opened the modules and tried the checks elsewhere, on another device or on paper."
    shown = certificate({"v": 1, "s": {}, "c": {"post": [79.99, 1]}})
    shown.get_by_label(elsewhere).check()
    expect(shown.get_by_label("Name on the certificate")).to_have_count(0)
    shown = certificate({"v": 1, "s": {}, "c": {"post": [80, 1]}})
    shown.get_by_label(elsewhere).press("Space")
    expect(shown.get_by_label("Name on the certificate")).to_be_visible()
    expect(shown.get_by_label(elsewhere)).to_be_focused()
    expect(shown.get_by_role("status")).to_have_text("The certificate is open below.")
    shown.get_by_label(elsewhere).press("Space")
    expect(shown.get_by_label("Name on the certificate")).to_have_count(0)
    expect(shown.get_by_label(elsewhere)).to_be_focused()


def test_no_reflection_quiz_or_builder_is_needed(certificate: Callable[..., Page]) -> None:
    shown = certificate(DONE)
    expect(shown.get_by_label("Name on the certificate")).to_be_visible()


def test_it_holds_the_fields_and_no_score_and_says_that_nobody_verified_it(
    certificate: Callable[..., Page], tmp_path: Path
) -> None:
    shown = certificate()
    shown.get_by_label("Name on the certificate").fill(NAME)
    shown.get_by_label("Format").select_option("Live, with a facilitator")
    with shown.expect_download() as caught:
        button(shown, "Save it as a picture (SVG)").click()
    caught.value.save_as(tmp_path / "c.svg")
    import xml.etree.ElementTree as tree

    said = " ".join(text for text in tree.parse(tmp_path / "c.svg").getroot().itertext() if text.strip())
    for part in (
        "Certificate of completion",
        "Zed Marker",
        "<script>",
        "February 3, 2026",
        "Live, with a facilitator",
        "Hours: 9",
    ):
        assert part in said
    assert "has not been approved for continuing-education credit." in said
    assert "Self-reported by the learner. Nobody verified it." in said
    assert "80" not in said and "%" not in said
    assert shown.evaluate("mw.results") == [
        {"activity": "certificate", "kind": "certificate", "completed": True}
    ]


def test_a_provider_named_by_the_host_replaces_the_sentence_about_credit(
    certificate: Callable[..., Page],
) -> None:
    credit = {
        "provider": "County Office",
        "number": "77",
        "statement": "Approved for two hours.",
        "program_number": "",
        "special_category": "",
        "responsible": "",
    }
    held = json.dumps(
        f"<script type='application/json' id='course-host'>{json.dumps({'credit': credit})}</script>"
    )
    shown = certificate(
        init=f"document.addEventListener('DOMContentLoaded', () => document.body.insertAdjacentHTML('afterbegin', {held}));"
    )
    page = shown.locator(".poster")
    expect(page).to_contain_text("County Office, 77")
    expect(page).to_contain_text("Approved for two hours.")
    expect(page).not_to_contain_text("has not been approved")


def test_only_the_page_is_printed(certificate: Callable[..., Page]) -> None:
    shown = certificate(init=PRINTED)
    shown.get_by_label("Name on the certificate").fill(NAME)
    button(shown, "Print the certificate").click()
    shown.wait_for_function("window.printed?.length === 1")
    (printed,) = shown.evaluate("window.printed")
    assert "Zed Marker" in printed and "Clear the name" not in printed
    button(shown, "Clear the name").click()
    assert not [frame for frame in shown.frames if "Zed" in frame.content()]


@pytest.mark.parametrize(
    "event",
    ["document.dispatchEvent(new CustomEvent('mirrorwell:clear'))", "dispatchEvent(new Event('pagehide'))"],
)
def test_the_name_goes_nowhere_and_is_gone_with_clear_and_when_the_page_is_left(
    certificate: Callable[..., Page], event: str
) -> None:
    shown = certificate()
    shown.get_by_label("Name on the certificate").fill(NAME)
    kept = "JSON.stringify([mw.saved, mw.results, {...localStorage}, location.href, document.title])"
    assert "Zed" not in shown.evaluate(kept)
    shown.evaluate(event)
    assert "Zed" not in shown.evaluate("document.querySelector('main').innerHTML")
    assert shown.evaluate(
        "[...document.querySelectorAll('input')].every(field => !field.value.includes('Zed'))"
    )


def test_fields_of_a_provider_come_together() -> None:
    with pytest.raises(ValueError, match="number is missing beside the provider"):
        Certificate(provider="County Office", statement="Approved.")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_every_state_is_accessible(
    certificate: Callable[..., Page], axe: Any, small_targets: Any, width: int, theme: str
) -> None:
    for state in ({"v": 1}, DONE):
        shown = certificate(state, width=width, theme=theme)
        if state is DONE:
            shown.get_by_label("Name on the certificate").fill("Donaudampfschifffahrtsgesellschaft" * 3)
        assert axe(shown) == []
        assert small_targets(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_two_on_one_page_do_not_interfere(
    page: Callable[..., Page], host_page: Callable[..., str], axe: Any
) -> None:
    held = f"try {{ localStorage.setItem('mirrorwell:course', {json.dumps(json.dumps(DONE))}); }} catch {{}}"
    shown = page(host_page(Certificate(), Certificate(), own=True), init=held)
    shown.get_by_label("Name on the certificate").first.fill("One")
    expect(shown.get_by_label("Name on the certificate").nth(1)).to_have_value("")
    assert axe(shown) == []
