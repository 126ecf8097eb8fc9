"""Modules and apps as people open them: a kernel behind the page, nothing from elsewhere, a calm word when it ends."""

import json
import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mirrorwell.course.outline import course
from playwright.sync_api import Page, expect

PARTS = [part.path for part in course().parts]
BROKEN = """
import nbformat
from mirrorwell.course.publish.cells import story
from mirrorwell.course.serve import notebooks
def notebook(name):
    made = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_markdown_cell("Before the cell."),
        nbformat.v4.new_code_cell("from pathlib import Path; Path('analyst-ran').touch()", metadata={"tags": ["analyst"]}),
        nbformat.v4.new_code_cell("raise RuntimeError('inner matter')"),
        nbformat.v4.new_code_cell("from mirrorwell.widgets import Reflection; Reflection(prompt='What helps?')"),
        nbformat.v4.new_markdown_cell("After the cell."),
        nbformat.v4.new_code_cell("import os; os._exit(1)"),
        nbformat.v4.new_markdown_cell("After the kernel."),
    ])
    made.cells = story(made.cells)
    return made
notebooks.notebook = notebook
"""


def fetch(url: str, method: str = "GET") -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def kernel_of(page: Page) -> str:
    return str(json.loads(page.locator("#jupyter-config-data").text_content() or "")["kernelId"])


def until(what: Callable[[], Any], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def ready(page: Page) -> None:
    """The frame says so while it is not; every activity is drawn."""
    expect(page.locator("#getting-ready")).to_have_count(0, timeout=60_000)


@pytest.mark.parametrize("path", PARTS)
def test_a_page_shows_each_of_its_activities(path: str, server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/{path}")
    ready(opened)
    assert opened.locator(".activity").count() >= 1
    assert opened.locator(".activity:not(:has([data-mirrorwell]))").count() == 0
    assert opened.locator(".note", has_text="This part could not be shown").count() == 0


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["", *PARTS, "glossary", "references"])
def test_a_page_has_no_accessibility_violation_and_fits_its_width(
    path: str, width: int, server: str, page: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    opened = page(f"{server}/{path}", width=width)
    ready(opened)
    assert axe(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_follows_the_theme_of_the_system_and_voila_does_not_interfere(
    theme: str, server: str, page: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    opened = page(f"{server}/{PARTS[0]}", theme=theme)
    ready(opened)
    assert opened.evaluate("document.body.hasAttribute('data-jp-theme-light')") is False
    paper = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(252, 252, 250)" if theme == "light" else "rgb(15, 28, 32)")
    assert axe(opened) == []


def test_the_address_can_ask_for_a_theme(server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/?theme=dark")
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 28, 32)"


def test_a_page_says_that_it_is_getting_ready_before_its_kernel_has_answered(server: str) -> None:
    first = b""
    with urllib.request.urlopen(f"{server}/{PARTS[0]}", timeout=60) as answer:
        while b"Getting the page ready" not in first:
            piece = answer.read1(65_536)
            assert piece, "the page ended without saying so"
            first += piece
        assert b"cell-output+json" not in first
        assert b"cell-output+json" in answer.read()


def test_a_page_never_shows_code_and_leaves_out_the_analyst_cells(server: str) -> None:
    _, html = fetch(f"{server}/{PARTS[0]}")
    assert "from mirrorwell" not in html
    assert "import pandas" not in html


def test_a_failed_cell_and_a_dead_kernel_leave_the_rest_of_the_page_readable(
    serving: Callable[..., str], page: Callable[..., Page], watch: Any
) -> None:
    opened = page(f"{serving(setup=BROKEN)}/{PARTS[0]}")
    main = opened.locator("main")
    for text in ("Before the cell.", "After the cell.", "After the kernel."):
        expect(main).to_contain_text(text)
    expect(main.locator(".note.weak", has_text="This part could not be shown")).to_have_count(2)
    assert "inner matter" not in opened.content()
    assert "Traceback" not in opened.content()
    expect(opened.locator(".lost")).to_contain_text("Load the page again", timeout=40_000)
    watch.errors.clear()  # the front end complains about the kernel that is gone


def test_a_kernel_that_dies_is_said_calmly_and_what_is_on_the_page_stays(
    server: str, page: Callable[..., Page], axe: Callable[..., list[str]], watch: Any
) -> None:
    opened = page(f"{server}/{PARTS[0]}")
    ready(opened)
    kernel = kernel_of(opened)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and kernel in _command(entry):
            os.kill(int(entry.name), signal.SIGKILL)
    lost = opened.locator(".lost")
    expect(lost).to_contain_text("The connection to the course has ended", timeout=20_000)
    expect(lost).to_have_role("status")
    assert axe(opened) == []
    lost.get_by_role("button", name="Keep reading").click()
    expect(lost).to_be_empty()
    assert opened.locator("[data-mirrorwell]").first.is_visible()
    watch.errors.clear()


def _command(entry: Path) -> str:
    try:
        return (entry / "cmdline").read_text()
    except OSError:
        return ""


def test_leaving_a_page_stops_its_kernel_but_dialing_a_number_does_not(
    server: str, page: Callable[..., Page]
) -> None:
    opened = page(f"{server}/{PARTS[-1]}")
    ready(opened)
    kernel = f"{server}/api/kernels/{kernel_of(opened)}"
    opened.get_by_role("button", name="Support").first.click()
    opened.locator("dialog a[href^='tel:']").first.click()
    time.sleep(1)
    assert fetch(kernel)[0] == 200
    opened.goto(f"{server}/")
    until(lambda: fetch(kernel)[0] == 404)


def test_a_visitor_cannot_run_code_in_the_kernel(server: str, page: Callable[..., Page]) -> None:
    opened = page(f"{server}/{PARTS[-1]}")
    ready(opened)
    code = "open('ran-by-visitor', 'w').write('x')"
    answer = opened.evaluate(
        """code => {
          const kernel = jupyterapp.widgetManager.kernel;
          const asked = kernel.requestExecute({ code, store_history: false }).done.then(() => "ran", () => "refused");
          return Promise.race([asked, new Promise(done => setTimeout(() => done("no answer"), 3000))]);
        }""",
        code,
    )
    assert answer == "no answer"


def test_a_full_room_says_so_and_a_place_opens_when_somebody_leaves(
    serving: Callable[..., str], page: Callable[..., Page], watch: Any
) -> None:
    small = serving("--max-visitors", "1")
    inside = page(f"{small}/{PARTS[-1]}")
    ready(inside)
    status, html = fetch(f"{small}/{PARTS[-1]}")
    assert status == 503
    assert "The room is full" in html
    inside.goto(f"{small}/")
    until(lambda: fetch(f"{small}/{PARTS[-1]}")[0] == 200)


def test_under_a_base_url_every_address_of_a_page_begins_with_it(
    serving: Callable[..., str], page: Callable[..., Page]
) -> None:
    under = serving("--base-url", "/hub/course")
    asked: list[str] = []
    opened = page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(f"{under}/hub/course/{PARTS[-1]}")
    ready(opened)
    assert opened.locator("[data-mirrorwell]").count() >= 1
    outside = [url for url in asked if url.startswith(under) and not url.startswith(f"{under}/hub/course/")]
    assert outside == []


def test_with_a_token_a_person_types_the_word_once(
    serving: Callable[..., str], page: Callable[..., Page], axe: Callable[..., list[str]], watch: Any
) -> None:
    guarded = serving("--token", "lantern")
    opened = page(f"{guarded}/{PARTS[-1]}")
    assert axe(opened) == []
    opened.get_by_label("Word from your host").fill("wrong")
    opened.get_by_role("button", name="Open the course").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("That is not the word")
    watch.errors.clear()  # the browser reports the status 401
    opened.get_by_label("Word from your host").fill("lantern")
    opened.get_by_role("button", name="Open the course").click()
    ready(opened)
    assert opened.locator("[data-mirrorwell]").count() >= 1


def test_an_allowed_site_may_frame_the_course_and_another_may_not(
    serving: Callable[..., str], page: Callable[..., Page], watch: Any
) -> None:
    other = serving()  # its origin differs by the port: it stands for another site
    framed = serving("--allow-frame", other)
    opened = page()
    for target, shown in ((framed, True), (other.replace("127.0.0.1", "localhost"), False)):
        opened.goto(f"{other}/healthz")
        opened.set_content(f'<iframe title="course" src="{target}/" width="800" height="600"></iframe>')
        heading = opened.frame_locator("iframe").get_by_role("heading", level=1)
        if shown:
            expect(heading).to_contain_text("What we offer people")
            expect(opened.frame_locator("iframe").locator(".site-nav")).to_be_hidden()
            expect(opened.frame_locator("iframe").get_by_role("button", name="Support")).to_be_visible()
        else:
            opened.wait_for_timeout(1000)
            expect(heading).to_have_count(0)
    watch.errors.clear()  # the browser says that it refused the frame
