"""The whole course: a shell holds the tracker, and going from page to page inside it never ends the session."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from mirrorwell.course.lms.tracker import inside
from playwright.sync_api import Browser, Frame, expect

from .tracker_host import NEW, WHOLE, Visit, page_of, visits
from .watch import Watch

_SHELL = "<iframe id='pages' title='pages' src='/one' width='500' height='400'></iframe></body>"

_BLANK = "<!doctype html><title>Another</title><link rel=icon href='data:,'>"


class Course(Visit):
    """A package of the whole course: `frame` is the page inside its shell."""

    @property
    def shell(self) -> Frame:
        return super().frame

    @property
    def frame(self) -> Frame:
        found = self.shell.query_selector("#pages")
        inner = found and found.content_frame()
        assert inner
        return inner

    def go(self, path: str) -> None:
        self.frame.goto(self.frame.url.rsplit("/", 1)[0] + path)
        self.frame.wait_for_function("readies === 1")


@pytest.fixture
def course(browser: Browser, watch: Watch) -> Iterator[Callable[..., Course]]:
    page = page_of("scorm12", tracker=inside()).replace('id="mw-package"', 'id="none"')
    shell = page_of("scorm12", WHOLE).replace(
        '<p data-results role="status"></p><section data-sent></section>', ""
    )
    with visits(browser, watch) as open_one:

        def begin(**options: str) -> Course:
            made = Course(
                open_one(
                    content=shell.replace("</body>", _SHELL),
                    pages={"/one": page, "/two": page, "/blank": _BLANK},
                    ready=False,
                    **options,
                ).page
            )
            made.page.wait_for_function("frames[0].frames[0]?.readies === 1")
            return made

        yield begin


def test_one_session_over_many_pages(course: Callable[..., Course]) -> None:
    it = course()
    it.see(2, module="1")
    it.go("/two")
    assert it.state()["s"] == {"1": 2}
    it.see(3, module="2")
    it.result(90, activity="post-test")
    expect(it.line).to_have_text(re.compile(r"^Recorded .* 90 of 100"))
    it.go("/one")
    expect(it.line).to_have_text(re.compile(r"^Recorded .* 90 of 100"))
    assert (it.names.count("Initialize"), it.names.count("Finish")) == (1, 0)
    assert it.values("score.raw") == ["90"] and it.values("lesson_status")[-1] == "passed"
    it.leave()
    assert it.names.count("Finish") == 1 and it.names[-1] == "Finish"


def test_results_come_through_as_they_are_and_only_once(course: Callable[..., Course]) -> None:
    it = course()
    for path in ("/two", "/one", "/two"):
        it.go(path)
    it.result(40, activity="post-test", completed=False, typed="a word")
    assert it.values("score.raw") == ["40"] and it.values("lesson_status")[-1] == "failed"
    assert "a word" not in json.dumps(it.calls)


def test_what_the_lms_says_late_reaches_the_page_inside(course: Callable[..., Course]) -> None:
    state = {"mw": 1, "u": "course", "o": [70, 0, 0, ""], "v": 1, "s": {"2": 1}, "c": {}, "d": ""}
    held = {**NEW["scorm12"], "cmi.suspend_data": json.dumps(state)}
    it = course(
        setup=f"held = {json.dumps(held)}; bad = {{ LMSInitialize: () => 'false', LMSGetValue: () => '' }};"
    )
    it.go("/two")
    it.frame.evaluate("states = 0")
    it.page.evaluate("bad = {}")
    it.page.clock.run_for(20_000)
    expect(it.line).to_have_text(re.compile("^Recorded"))
    assert it.frame.evaluate("states") == 1
    assert it.state()["s"] == {"2": 1}


def test_finish_works_from_a_page_inside(course: Callable[..., Course]) -> None:
    it = course()
    it.frame.get_by_role("button", name="Finish and save").click()
    expect(it.line).to_have_text("All is saved. It is safe to close this page.")
    assert it.names[-1] == "Finish"
    it.go("/two")
    expect(it.line).to_have_text("All is saved. It is safe to close this page.")
    expect(it.frame.get_by_role("button", name="Finish and save")).to_be_hidden()


def test_clearing_everything_inside_is_saved(course: Callable[..., Course]) -> None:
    it = course()
    it.see(1, module="1")
    it.frame.evaluate("document.dispatchEvent(new CustomEvent('mirrorwell:clear'))")
    assert json.loads(it.held("cmi.suspend_data"))["s"] == {}


@pytest.mark.parametrize("around", ["by itself", "in a frame of another origin"])
def test_a_page_without_its_shell_is_a_page(around: str, course: Callable[..., Course]) -> None:
    it = course()
    page = it.page
    origin = page.url.rsplit("/", 1)[0]
    if around == "by itself":
        page.goto(f"{origin}/one")
    else:
        page.goto(f"{origin.replace('127.0.0.1', 'localhost')}/blank")
        page.set_content(f"<iframe src='{origin}/one'></iframe>")
    alone = page.frames[-1]
    expect(alone.locator("[data-results]")).to_have_text(
        "No learning system was found: results stay on this page."
    )
    expect(alone.get_by_role("button", name="Finish and save")).to_be_hidden()
    assert alone.evaluate("courseStore().kind") in {
        "browser",
        "blocked",
    }  # a browser may shut the storage of strangers
