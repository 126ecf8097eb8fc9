"""Where the API of an LMS is found: around the page, in what opened it, beside windows of another origin, or nowhere."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from .tracker_host import NEW, UNIT, Visit, lms_page, page_of, visits
from .watch import Watch

Open = Callable[..., Visit]
NONE = "No learning system was found: results stay on this page."
_FRAME = "<!doctype html><html lang=en><title>Frame</title><link rel=icon href='data:,'><iframe id=content src='{}' width=500 height=400></iframe>"
_OPENS = "<script>window.opened = () => window.open('{}', 'course', 'width=600,height=500');</script>"


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Open]:
    with visits(browser, watch) as open_one:
        yield open_one


def innermost(page: Page) -> Frame:
    """The frame of the package, once its page is ready."""
    found = page.frames[-1]
    found.wait_for_load_state()
    return found


def nested(depth: int) -> dict[str, str]:
    """The package in `depth` frames around each other, the outermost at /1."""
    return {f"/{at}": _FRAME.format(f"/{at + 1}" if at < depth else "/content") for at in range(1, depth + 1)}


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_in_the_own_window(standard: str, visit: Open) -> None:
    script = lms_page(standard, NEW[standard]).split("<iframe")[0].split('href="data:,">')[1]
    it = visit(standard, content=page_of(standard).replace("<head>", f"<head>{script}"), start="/content")
    assert it.page.evaluate("calls.map(call => call[0])")[0] == "Initialize"


@pytest.mark.parametrize(("between", "found"), [(0, True), (9, True), (10, False)])
def test_in_windows_around_up_to_ten(between: int, found: bool, visit: Open) -> None:
    pages = nested(between)
    it = visit(
        lms=lms_page("scorm12", NEW["scorm12"], content="/1" if between else "/content"),
        pages=pages,
        ready=False,
    )
    expect(it.page.frames[-1].locator("h1")).to_have_text("A module") if len(
        it.page.frames
    ) > between + 1 else None
    it.page.wait_for_function(
        "n => { let at = window; for (let i = 0; i < n; i++) at = at.frames[0]; return at.frames.length === 0 && at.document.readyState === 'complete'; }",
        arg=between + 1,
    )
    it.page.clock.run_for(5_000)
    expect(it.page.frames[-1].locator("[data-results]")).to_have_text(
        re.compile("^Recorded") if found else NONE
    )


def test_past_a_window_of_another_origin(visit: Open) -> None:
    it = visit(
        lms=lms_page("scorm12", NEW["scorm12"], content="OTHER/between"),
        pages={"/between": _FRAME.format("HERE/content")},
        ready=False,
    )
    expect(it.page.frames[-1].locator("[data-results]")).to_have_text(re.compile("^Recorded"))


@pytest.mark.parametrize("where", ["opener", "around the opener", "opener of a window around"])
def test_in_what_opened_the_window_or_around_that(where: str, visit: Open) -> None:
    target = "/1" if where == "opener of a window around" else "/content"
    lms = lms_page("scorm12", NEW["scorm12"], content="/opens").replace(
        "</html>", _OPENS.format(target) + "</html>"
    )
    pages = {
        **nested(1),
        "/opens": f"<!doctype html><title>Opens</title><link rel=icon href='data:,'>{_OPENS.format(target)}",
    }
    it = visit(lms=lms, pages=pages, ready=False)
    opener = it.page.frames[-1] if where == "around the opener" else it.page.main_frame
    opener.wait_for_function("() => Boolean(window.opened)")
    with it.page.expect_popup() as caught:
        opener.evaluate("() => { opened(); }")
    popup = caught.value
    it.page.wait_for_function("() => calls.some(call => call[0] === 'Commit')")
    expect(popup.frames[-1].locator("[data-results]")).to_have_text(re.compile("^Recorded"))
    popup.close()
    it.page.wait_for_function("calls.at(-1)[0] === 'Finish'")


@pytest.mark.parametrize(
    "thing",
    [
        "'a text'",
        "7",
        "null",
        "{}",
        "{ LMSInitialize: 1 }",
        "new Proxy({}, { get() { throw new Error('no'); } })",
    ],
)
def test_something_else_of_that_name_is_no_api(thing: str, visit: Open) -> None:
    it = visit(setup=f"window.API = {thing};", ready=False)
    it.page.clock.run_for(5_000)
    expect(it.line).to_have_text(NONE)


def test_a_window_that_throws_when_it_is_asked_is_passed_by(visit: Open) -> None:
    it = visit(
        setup="Object.defineProperty(window, 'API', { get() { throw new Error('no'); } });", ready=False
    )
    it.page.clock.run_for(5_000)
    expect(it.line).to_have_text(NONE)


def test_an_api_that_comes_a_moment_later_is_found(visit: Open) -> None:
    state = {"mw": 1, "u": UNIT["unit"], "o": [70, 0, 0, ""], "v": 1, "s": {"6": 1}, "c": {}, "d": ""}
    setup = "window.late = API; delete window.API;"
    it = visit(held={**NEW["scorm12"], "cmi.suspend_data": json.dumps(state)}, setup=setup, ready=False)
    expect(it.line).to_have_text("Looking for your learning system.")
    assert it.frame.evaluate("readies") == 0
    it.page.evaluate("window.API = late")
    it.page.clock.run_for(400)
    expect(it.line).to_have_text(re.compile("^Recorded"))
    assert it.state()["s"] == {"6": 1}


@pytest.mark.parametrize("start", ["/lms", "/content"], ids=["in a frame", "by itself"])
def test_without_an_lms_the_page_works_and_says_that_results_stay(start: str, visit: Open) -> None:
    it = visit(lms=_FRAME.format("/content"), start=start, ready=False)
    it.page.clock.run_for(3_000)
    it.frame.wait_for_function("readies === 1")
    expect(it.line).to_have_text(NONE)
    it.see(1, 2)
    it.result(90)
    assert it.state()["s"] == {"6": 3}
    assert it.frame.evaluate("said('your best try')") == "Your best try lasts as long as this page is open."
    assert it.frame.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    expect(it.frame.locator("[data-sent]")).to_contain_text("Nothing is sent now.")
    expect(it.frame.get_by_role("button", name="Finish and save")).to_be_hidden()
    it.hide()
    expect(it.line).to_have_text(NONE)


def test_with_storage_and_cookies_blocked_nothing_is_missed(visit: Open) -> None:
    block = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
    block += "Object.defineProperty(document, 'cookie', { get() { throw new DOMException('no', 'SecurityError'); } });"
    content = page_of("scorm12").replace("<head>", f"<head><script>{block}</script>")
    it = visit(content=content)
    it.see(1)
    it.result(85)
    it.again()
    assert it.state()["s"] == {"6": 1}
    assert it.frame.evaluate("said('your place')") == "Your learning system keeps your place."


def test_a_page_without_a_note_about_its_package_is_still_shown(visit: Open) -> None:
    content = page_of("scorm12").replace('id="mw-package"', 'id="other"')
    it = visit(content=content)
    assert it.names == []
    it.see(1)
    assert it.state()["s"] == {"6": 1}


@pytest.mark.parametrize(
    "ask", ["window.top", "top.", "localStorage", "document.cookie", "sendBeacon", "window.open("]
)
@pytest.mark.parametrize("standard", ["scorm12", "scorm2004", "cmi5"])
def test_the_scripts_never_touch(ask: str, standard: str) -> None:
    from mirrorwell.course.lms.tracker import inside, script

    assert ask not in script(standard) + inside()
